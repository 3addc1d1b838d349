package forms

import (
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

// requiredAttributes are the standard attributes that every user must have: the
// entries of the schema that are required. Those that apps ask for most come
// first.
var requiredAttributes = &checklist{
	key: schemaPath + ".(required)",
	setting: model.Setting{
		Path: schemaPath, Title: "Required standard attributes", Kind: model.Choices,
		Help:      "Standard attributes that every user must have. Each one is an entry in the list above, where you can also set its limits.",
		Choices:   standardOptions(),
		Default:   "none",
		Permanent: "Whether an attribute is required cannot be changed after the pool is created, even for new users.",
	},
	get:   requiredStandard,
	set:   requireStandard,
	state: stateOfStandard,
	leave: leaveStandard,
}

// stateOfStandard is what the schema says about whether an attribute is required.
func stateOfStandard(p *model.Pool, name string) State {
	state := NotSet
	for _, a := range p.CreateUserPool.Schema {
		switch {
		case !isStandard(a) || *a.Name != name || a.Required == nil:
		case *a.Required:
			return Checked
		default:
			state = Unchecked
		}
	}
	return state
}

// leaveStandard leaves open whether an attribute is required.
func leaveStandard(p *model.Pool, name string) {
	var schema []model.Attribute
	for _, a := range p.CreateUserPool.Schema {
		if isStandard(a) && *a.Name == name && a.Required != nil {
			if a.Required = nil; a == (model.Attribute{Name: a.Name}) {
				continue
			}
		}
		schema = append(schema, a)
	}
	p.CreateUserPool.Schema = schema
}

func standardOptions() []model.Option {
	names := []string{"email", "phone_number", "name", "given_name", "family_name"}
	for _, name := range model.StandardNames() {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	options := make([]model.Option, len(names))
	for i, name := range names {
		options[i] = model.Option{Value: name, Title: name}
	}
	return options
}

func requiredStandard(p *model.Pool) []string {
	var names []string
	for _, a := range p.CreateUserPool.Schema {
		if isRequiredStandard(a) && !slices.Contains(names, *a.Name) {
			names = append(names, *a.Name)
		}
	}
	return names
}

func isRequiredStandard(a model.Attribute) bool {
	return isStandard(a) && a.Required != nil && *a.Required
}

func isStandard(a model.Attribute) bool {
	if a.Name == nil {
		return false
	}
	_, standard := model.StandardType(*a.Name)
	return standard
}

// requireStandard makes exactly these standard attributes required. An entry
// that is there keeps its other members and its place; one that says nothing
// but that it is required comes and goes.
func requireStandard(p *model.Pool, names []string) {
	var schema []model.Attribute
	there := map[string]bool{}
	for _, a := range p.CreateUserPool.Schema {
		if isStandard(a) {
			there[*a.Name] = true
			switch required := slices.Contains(names, *a.Name); {
			case required:
				a.Required = new(true)
			case isRequiredStandard(a):
				a.Required = nil
				if a == (model.Attribute{Name: a.Name}) {
					continue
				}
			}
		}
		schema = append(schema, a)
	}
	for _, name := range names {
		if !there[name] {
			schema = append(schema, model.Attribute{Name: &name, Required: new(true)})
		}
	}
	p.CreateUserPool.Schema = schema
}
