package model

import (
	"encoding/base64"
	"reflect"
	"strings"
)

// JSONSchema is a JSON Schema (2020-12), as much of one as drafts and messages need.
type JSONSchema struct {
	Dialect       string       `json:"$schema,omitzero"`
	Title         string       `json:"title,omitzero"`
	Description   string       `json:"description,omitzero"`
	OneOf         []JSONSchema `json:"oneOf,omitzero"`
	Type          string       `json:"type,omitzero"`
	Const         string       `json:"const,omitzero"`
	Enum          []string     `json:"enum,omitzero"`
	Format        string       `json:"format,omitzero"`
	Minimum       *int         `json:"minimum,omitzero"`
	Maximum       *int         `json:"maximum,omitzero"`
	MinLength     int          `json:"minLength,omitzero"`
	MaxLength     int          `json:"maxLength,omitzero"`
	Pattern       string       `json:"pattern,omitzero"`
	Encoding      string       `json:"contentEncoding,omitzero"`
	MinItems      int          `json:"minItems,omitzero"`
	MaxItems      int          `json:"maxItems,omitzero"`
	Items         *JSONSchema  `json:"items,omitzero"`
	MinProperties int          `json:"minProperties,omitzero"`
	MaxProperties int          `json:"maxProperties,omitzero"`
	PropertyNames *JSONSchema  `json:"propertyNames,omitzero"`
	Properties    Properties   `json:"properties,omitzero"`
	Required      []string     `json:"required,omitzero"`
	// Additional is false for a block of known members, and the schema of the
	// values for a map.
	Additional any `json:"additionalProperties,omitzero"`
}

// Properties are the members of an object, in their order.
type Properties []Property

// Property is a member of an object.
type Property struct {
	Name string
	JSONSchema
}

// MarshalJSON writes the properties as an object.
func (list Properties) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteByte('{')
	for i, p := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(EncodeJSON(p.Name))
		b.WriteByte(':')
		b.Write(EncodeJSON(p.JSONSchema))
	}
	b.WriteByte('}')
	return []byte(b.String()), nil
}

// SchemaDialect is the URL of the dialect of JSON Schema.
const SchemaDialect = "https://json-schema.org/draft/2020-12/schema"

// Schema returns the JSON Schema (2020-12) of a draft, made from the
// catalog. It contains the limits of single settings; only Check knows
// what settings require of each other.
func Schema() []byte {
	root := blockSchema(reflect.TypeFor[Pool](), poolMembers)
	root.Dialect = SchemaDialect
	root.Title = "Poolsmith draft"
	root.Description = "An Amazon Cognito user pool, as the API requests that make it."
	for _, o := range Operations {
		if o.Required {
			root.Required = append(root.Required, o.Name)
		}
	}
	root.Properties = append(Properties{{"$schema", JSONSchema{Type: "string", Description: "The URL or path of this schema, for editors."}}}, root.Properties...)
	return EncodeJSON(root)
}

// blockSchema describes a block of known members.
func blockSchema(t reflect.Type, members []member) JSONSchema {
	s := JSONSchema{Type: "object", Additional: false}
	for _, m := range members {
		f := t.FieldByIndex(m.index)
		s.Properties = append(s.Properties, Property{f.Name, memberSchema(f.Type, m)})
		if m.setting != nil && m.setting.Required {
			s.Required = append(s.Required, f.Name)
		}
	}
	return s
}

func memberSchema(t reflect.Type, m member) JSONSchema {
	var s JSONSchema
	switch block := blockType(t); {
	case block != nil && t.Kind() == reflect.Slice:
		item := blockSchema(block, m.members)
		s = JSONSchema{Type: "array", Items: &item, MinItems: m.setting.Min, MaxItems: m.setting.Max}
	case block != nil:
		s = blockSchema(block, m.members)
	case t.Kind() == reflect.Struct:
		s = blockSchema(t, m.members)
	default:
		s = m.setting.schema()
	}
	if m.setting != nil {
		s.Title = m.setting.Title
		s.Description = m.setting.description()
	}
	return s
}

// schema describes the value of a leaf.
func (s *Setting) schema() JSONSchema {
	if s.Secret {
		return JSONSchema{Type: "string"} // a reference, which has none of the limits
	}
	switch s.Kind {
	case Bool:
		return JSONSchema{Type: "boolean"}
	case Int:
		limits := JSONSchema{Type: "integer", Minimum: &s.Min}
		if s.Max > 0 {
			limits.Maximum = &s.Max
		}
		return limits
	case Choice:
		return JSONSchema{Type: "string", Enum: s.enum()}
	case Choices:
		return JSONSchema{Type: "array", MinItems: s.Min, MaxItems: s.Max, Items: &JSONSchema{Type: "string", Enum: s.enum()}}
	case Texts:
		return JSONSchema{Type: "array", MinItems: s.Min, MaxItems: s.Max, Items: new(s.Items.schema())}
	case Map:
		return JSONSchema{
			Type:          "object",
			MinProperties: s.Min,
			MaxProperties: s.Max,
			PropertyNames: &JSONSchema{MinLength: s.Keys.Min, MaxLength: s.Keys.Max, Pattern: s.Keys.Pattern.ecma()},
			Additional:    s.Items.schema(),
		}
	case JSON:
		return JSONSchema{Type: "object"}
	case Base64:
		return JSONSchema{Type: "string", Encoding: "base64", MaxLength: base64.StdEncoding.EncodedLen(s.Max)}
	default:
		return Limits{s.Min, s.Max, s.Pattern}.schema()
	}
}

func (l Limits) schema() JSONSchema {
	return JSONSchema{Type: "string", MinLength: l.Min, MaxLength: l.Max, Pattern: l.Pattern.ecma()}
}

func (s *Setting) enum() []string {
	values := make([]string, len(s.Choices))
	for i, o := range s.Choices {
		values[i] = o.Value
	}
	return values
}

// description is the help with what a reader of the schema alone would miss.
func (s *Setting) description() string {
	text := s.Help
	text += " " + s.Unset() + "."
	if s.Permanent != "" {
		text += " Permanent: " + s.Permanent
	}
	if s.Tier != "" {
		text += " Requires the plan " + s.Tier + "."
	}
	return text
}

// ecma writes the pattern in the dialect of JSON Schema: it holds for a part
// of the value unless anchored, its dot stops at line ends, and its \s knows
// more than ASCII.
func (p *Pattern) ecma() string {
	if p == nil {
		return ""
	}
	expr := strings.TrimPrefix(p.Expr, "(?s)")
	if expr != p.Expr {
		expr = strings.ReplaceAll(expr, ".*", `[\s\S]*`)
	} else {
		expr = strings.ReplaceAll(expr, `\s`, ` \t\n\f\r`)
	}
	return "^(?:" + expr + ")$"
}
