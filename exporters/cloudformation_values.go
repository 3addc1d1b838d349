package exporters

import (
	jsonv1 "encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/poolsmith/poolsmith/model"
)

// getAtt is an attribute of a resource, idOf its id, and ref a parameter.
type (
	getAtt struct{ resource, attribute string }
	idOf   string
	ref    string
)

func (g getAtt) String() string { return "!GetAtt " + g.resource + "." + g.attribute }

func (g getAtt) MarshalJSONTo(e *jsontext.Encoder) error {
	return json.MarshalEncode(e, object{{"Fn::GetAtt", []any{g.resource, g.attribute}}})
}

func (r idOf) String() string { return ref(r).String() }

func (r idOf) MarshalJSONTo(e *jsontext.Encoder) error { return ref(r).MarshalJSONTo(e) }

func (r ref) String() string { return "!Ref " + string(r) }

func (r ref) MarshalJSONTo(e *jsontext.Encoder) error {
	return json.MarshalEncode(e, object{{"Ref", string(r)}})
}

// MarshalJSONTo writes the members in their order.
func (o object) MarshalJSONTo(e *jsontext.Encoder) error {
	if err := e.WriteToken(jsontext.BeginObject); err != nil {
		return err
	}
	for _, m := range o {
		if err := e.WriteToken(jsontext.String(m.name)); err != nil {
			return err
		}
		if err := json.MarshalEncode(e, m.value); err != nil {
			return err
		}
	}
	return e.WriteToken(jsontext.EndObject)
}

// cfnLengths are the limits, in characters, that CloudFormation sets below
// those of the API. Source: the schemas of the AWS::Cognito resources.
var cfnLengths = map[string]int{
	"WebAuthnRelyingPartyID":     63,
	"EmailAuthenticationSubject": 140,
	"Assets.Bytes":               1000000,
}

// isSafe reports whether CloudFormation uses the value of a leaf unchanged, and
// lists it as a gap if not.
func (i *infrastructure) isSafe(l model.Leaf, unsafe func(string) string) bool {
	why := unsafeIn(treeValue(l.Value()), unsafe)
	text, _ := l.Value().(string)
	if limit, found := cfnLengths[l.Setting.CloudFormation]; found && utf8.RuneCountInString(text) > limit {
		why = fmt.Sprintf("CloudFormation accepts at most %d characters", limit)
	}
	if why == "" {
		return true
	}
	i.addGap(l.Path(), l.Value(), why)
	return false
}

// safeTags returns the tags that can be written to a template.
func (i *infrastructure) safeTags(path string, all object, unsafe func(string) string) object {
	tags := object{}
	for _, tag := range all {
		if why := unsafeIn(object{tag}, unsafe); why != "" {
			i.addGap(path, tag.name, why)
			continue
		}
		tags = append(tags, tag)
	}
	return tags
}

// unsafeIn returns why CloudFormation would change a value: because of a text
// anywhere in it, keys of maps included, or because a key is the name of a
// function. Every value that a user can type passes through here on its way
// into a template.
func unsafeIn(value any, unsafe func(string) string) string {
	switch v := value.(type) {
	case string:
		return unsafe(v)
	case nil:
		return "CloudFormation accepts no null in a template"
	case []any:
		for _, item := range v {
			if why := unsafeIn(item, unsafe); why != "" {
				return why
			}
		}
	case object:
		for _, m := range v {
			if m.name == "Ref" || strings.HasPrefix(m.name, "Fn::") {
				return "CloudFormation would interpret the key as a function"
			}
			why := unsafe(m.name)
			if why == "" {
				why = unsafeIn(m.value, unsafe)
			}
			if why != "" {
				return why
			}
		}
	}
	return ""
}

// isDynamic returns why CloudFormation would replace a text: it resolves dynamic
// references, for example to secrets, in every text of a template. The
// documented form is in lower case and has no spaces; other spellings become
// gaps as well, in case CloudFormation resolves them too.
func isDynamic(text string) string {
	if dynamicReference.MatchString(text) {
		return "CloudFormation would interpret {{resolve: as a dynamic reference, for example to a secret"
	}
	return ""
}

var dynamicReference = regexp.MustCompile(`(?i)\{\s*\{\s*resolve\s*:`)

// cfnEntries are the entries of a map, with references to the parameters of secrets.
func cfnEntries(all entries) object {
	o := object{}
	for _, m := range all {
		o = append(o, member{m.name, cfnValue(m.value)})
	}
	return o
}

// withNumbers replaces the numbers of a JSON object by what both printers write as
// it is.
func withNumbers(value any) any {
	switch v := value.(type) {
	case object:
		for i := range v {
			v[i].value = withNumbers(v[i].value)
		}
	case []any:
		for i := range v {
			v[i] = withNumbers(v[i])
		}
	case jsonv1.Number:
		return jsontext.Value(v)
	}
	return value
}

func cfnValue(value any) any {
	if tree, isTree := value.(object); isTree {
		return withNumbers(tree)
	}
	r, ok := value.(reference)
	switch {
	case !ok:
		return treeValue(value)
	case r.kind == toInput:
		return ref(pascal(r.name))
	case r.kind == toID:
		return idOf(r.to.id)
	default:
		return getAtt{roleResource, "Arn"}
	}
}

// last returns the index of the member of the given name, and the object that
// blocks and values below it belong to: that of the member, or the last of its
// list. A missing member is added.
func (o object) last(name string) (all object, index int, block object) {
	index = slices.IndexFunc(o, func(m member) bool { return m.name == name })
	if index < 0 {
		return append(o, member{name, nil}), len(o), object{}
	}
	switch v := o[index].value.(type) {
	case []any:
		return o, index, v[len(v)-1].(object)
	default:
		return o, index, v.(object)
	}
}

// setLast replaces the block that last returned.
func (o object) setLast(index int, block object) object {
	if list, isList := o[index].value.([]any); isList {
		list[len(list)-1] = block
		return o
	}
	o[index].value = block
	return o
}

// addBlock adds an empty block to the list at path, dots between names, and
// creates the list if it is missing.
func addBlock(o object, path string) object {
	name, rest, deeper := strings.Cut(path, ".")
	if deeper {
		all, index, block := o.last(name)
		return all.setLast(index, addBlock(block, rest))
	}
	i := slices.IndexFunc(o, func(m member) bool { return m.name == name })
	if i < 0 {
		return append(o, member{name, []any{object{}}})
	}
	o[i].value = append(o[i].value.([]any), object{})
	return o
}

// put sets a value below o, dots between names, in the last item of each list on
// the way. It creates missing blocks.
func put(o object, path string, value any) object {
	name, rest, deeper := strings.Cut(path, ".")
	if !deeper {
		return append(o, member{name, value})
	}
	all, index, block := o.last(name)
	return all.setLast(index, put(block, rest, value))
}
