package exporters

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/poolsmith/poolsmith/model"
)

// exportDatadog writes a rule in Rego that finds pools that differ from the reviewed
// settings, and the pool as Datadog's resource catalog lists it, where its type
// is aws_cognito_user_pool.
func exportDatadog(p *model.Pool, o Options) Output {
	d := &datadog{}
	listing := d.listing(p)

	rule := &literalPrinter{syntax: &rego}
	rule.WriteString(regoHead + "# " + remake("datadog", o.existing()) + "\n" + gapComment("This rule does not check the following settings:", d.list()) + regoImports)
	rule.value(listing, 0)
	rule.WriteString(regoRules)

	resource := &literalPrinter{syntax: &plainJSON}
	resource.value(listing, 0)
	resource.WriteByte('\n')
	return Output{
		Files: []File{{Name: "policy.rego", Data: rule.Bytes()}, {Name: "user_pool.json", Data: resource.Bytes()}},
		Gaps:  d.list(),
	}
}

type datadog struct{ gapList }

// datadogNames are the names in Datadog's catalog of the settings of
// CreateUserPool and of the blocks around them, by path. What has no name has no
// field there.
var datadogNames = func() map[string]string {
	names := map[string]string{}
	for i := range model.Catalog {
		s := &model.Catalog[i]
		path := "CreateUserPool"
		rest, found := strings.CutPrefix(s.Path, path+".")
		if !found || s.Datadog == "" {
			continue
		}
		fields := strings.Split(s.Datadog, ".")
		for i, part := range strings.Split(rest, ".") {
			path += "." + part
			names[strings.TrimSuffix(path, "[]")] = fields[i]
		}
	}
	return names
}()

// listing returns the pool under the names of Datadog's catalog.
func (d *datadog) listing(p *model.Pool) object {
	described := d.described(p)
	for leaf := range described.Leaves() {
		if leaf.Setting.Datadog == "" && leaf.Setting.Kind != model.List {
			d.note(p.DraftPath(leaf.Path()), leaf.Value(), "Datadog's resource catalog has no field for it")
		}
	}
	return listed(blockTree(reflect.ValueOf(described.CreateUserPool)), "CreateUserPool")
}

// listed renames the members of the object at path, and omits those without a
// field.
func listed(o object, path string) object {
	renamed := object{}
	for _, m := range o {
		path := path + "." + m.name
		name, found := datadogNames[path]
		if !found {
			continue
		}
		switch v := m.value.(type) {
		case object:
			if s := model.Lookup(path); len(v) > 0 && (s == nil || s.Kind != model.Map) {
				block := listed(v, path)
				if len(block) == 0 {
					continue
				}
				m.value = block
			}
		case []any:
			for i, item := range v {
				if block, ok := item.(object); ok {
					v[i] = listed(block, path+"[]")
				}
			}
		}
		renamed = append(renamed, member{name, m.value})
	}
	return renamed
}

// described returns the pool in one piece, as the service describes it once
// all calls are made. It changes copies.
func (d *datadog) described(p *model.Pool) *model.Pool {
	described := p.Described()
	create := &described.CreateUserPool
	d.mergeMessages(create, "VerificationMessageTemplate has a different value, and Cognito stores one value for both")
	create.Schema = slices.Clone(create.Schema)
	for i := range create.Schema {
		d.describeAttribute(&create.Schema[i], fmt.Sprintf("CreateUserPool.Schema[%d]", i))
	}
	return described
}

// describeAttribute gives an attribute the name under which Cognito describes it,
// and removes limits that do not match its type.
func (d *datadog) describeAttribute(a *model.Attribute, path string) {
	if a.Name == nil {
		return
	}
	dataType, standard := model.StandardType(*a.Name)
	if a.AttributeDataType != nil {
		dataType = *a.AttributeDataType
	}
	if !standard {
		a.Name = new(model.CustomName(*a))
	}
	const why = "Cognito ignores limits that do not match the attribute's type"
	if a.StringAttributeConstraints != nil && dataType != "" && dataType != "String" {
		a.StringAttributeConstraints = nil
		d.note(path+".StringAttributeConstraints", nil, why)
	}
	if a.NumberAttributeConstraints != nil && dataType != "" && dataType != "Number" {
		a.NumberAttributeConstraints = nil
		d.note(path+".NumberAttributeConstraints", nil, why)
	}
}

var plainJSON = syntax{
	indent:   "  ",
	object:   [2]string{"{", "}"},
	list:     [2]string{"[", "]"},
	booleans: [2]string{"false", "true"},
	null:     "null",
	name:     func(name string) string { return quoteJSON(name) + ": " },
	quote:    quoteJSON,
}

var rego = syntax{
	indent:   "\t",
	object:   [2]string{"{", "}"},
	list:     [2]string{"[", "]"},
	trailing: true,
	booleans: [2]string{"false", "true"},
	null:     "null",
	name:     func(name string) string { return quoteJSON(name) + ": " },
	quote:    quoteJSON,
}

// quoteJSON writes s as a JSON or Rego string, in which characters above U+FFFF
// are two escapes.
func quoteJSON(s string) string {
	if !strings.ContainsFunc(s, isBeyondJSON) {
		return quotePrintable(s)
	}
	return quoteInPieces(s, isBeyondJSON, func(r rune) string {
		high, low := utf16.EncodeRune(r)
		return fmt.Sprintf(`\u%04x\u%04x`, high, low)
	})
}

var regoHead = `# A rule for Datadog Cloud Security, for resources of the type
# aws_cognito_user_pool: it flags pools whose settings differ from the reviewed ones.
#
`

const regoImports = `
package datadog

import data.datadog.output as dd_output

import future.keywords.contains
import future.keywords.every
import future.keywords.if
import future.keywords.in

# The ids of the pools to check. If empty, all pools are checked.
pool_ids := []

reviewed := `

const regoRules = `

eval(pool) := "skip" if {
	count(pool_ids) > 0
	not pool.id in pool_ids
} else := "pass" if {
	count(differing(pool)) == 0
} else := "fail"

# differing is the set of paths whose values differ from the reviewed ones.
differing(pool) := {path |
	walk(reviewed, [path, wanted])
	is_setting(path, wanted)
	not as_reviewed(path, wanted, object.get(pool, path, null))
}

is_setting(path, wanted) if {
	not is_object(wanted)
	every step in path { is_string(step) }
}

as_reviewed(_, wanted, found) if wanted == found

# The order of list items does not matter, and an empty list can be missing.
as_reviewed(_, wanted, found) if {
	is_array(found)
	{item | some item in wanted} == {item | some item in found}
}

as_reviewed(_, [], null) := true

# A pool has more attributes than were requested, each with more properties.
as_reviewed(["schema_attributes"], wanted, found) if {
	every attribute in wanted {
		some candidate in found
		object.subset(candidate, attribute)
	}
}

results contains result if {
	some pool in input.resources[input.main_resource_type]
	result := dd_output.format(pool, eval(pool))
}
`
