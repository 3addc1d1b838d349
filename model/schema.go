package model

import (
	"encoding/base64"
	"reflect"
	"strings"
)

// schema is a JSON Schema, as much of one as a draft needs.
type schema struct {
	Dialect       string     `json:"$schema,omitzero"`
	Title         string     `json:"title,omitzero"`
	Description   string     `json:"description,omitzero"`
	Type          string     `json:"type,omitzero"`
	Enum          []string   `json:"enum,omitzero"`
	Minimum       *int       `json:"minimum,omitzero"`
	Maximum       *int       `json:"maximum,omitzero"`
	MinLength     int        `json:"minLength,omitzero"`
	MaxLength     int        `json:"maxLength,omitzero"`
	Pattern       string     `json:"pattern,omitzero"`
	Encoding      string     `json:"contentEncoding,omitzero"`
	MinItems      int        `json:"minItems,omitzero"`
	MaxItems      int        `json:"maxItems,omitzero"`
	Items         *schema    `json:"items,omitzero"`
	MinProperties int        `json:"minProperties,omitzero"`
	MaxProperties int        `json:"maxProperties,omitzero"`
	PropertyNames *schema    `json:"propertyNames,omitzero"`
	Properties    properties `json:"properties,omitzero"`
	Required      []string   `json:"required,omitzero"`
	// Additional is false for a block of known members, and the schema of the
	// values for a map.
	Additional any `json:"additionalProperties,omitzero"`
}

// properties keep the order of the wizard.
type properties []property

type property struct {
	name string
	schema
}

// MarshalJSON writes the properties as an object.
func (list properties) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteByte('{')
	for i, p := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(EncodeJSON(p.name))
		b.WriteByte(':')
		b.Write(EncodeJSON(p.schema))
	}
	b.WriteByte('}')
	return []byte(b.String()), nil
}

// Schema returns the JSON Schema (2020-12) of a draft, made from the
// catalog. It contains the limits of single settings; only Check knows
// what settings require of each other.
func Schema() []byte {
	root := blockSchema(reflect.TypeFor[Pool](), poolMembers)
	root.Dialect = "https://json-schema.org/draft/2020-12/schema"
	root.Title = "Poolsmith draft"
	root.Description = "An Amazon Cognito user pool, as the API requests that make it."
	for _, o := range Operations {
		if o.Required {
			root.Required = append(root.Required, o.Name)
		}
	}
	root.Properties = append(properties{{"$schema", schema{Type: "string", Description: "The URL or path of this schema, for editors."}}}, root.Properties...)
	return EncodeJSON(root)
}

// blockSchema describes a block of known members.
func blockSchema(t reflect.Type, members []member) schema {
	s := schema{Type: "object", Additional: false}
	for _, m := range members {
		f := t.FieldByIndex(m.index)
		s.Properties = append(s.Properties, property{f.Name, memberSchema(f.Type, m)})
		if m.setting != nil && m.setting.Required {
			s.Required = append(s.Required, f.Name)
		}
	}
	return s
}

func memberSchema(t reflect.Type, m member) schema {
	var s schema
	switch block := blockType(t); {
	case block != nil && t.Kind() == reflect.Slice:
		item := blockSchema(block, m.members)
		s = schema{Type: "array", Items: &item, MinItems: m.setting.Min, MaxItems: m.setting.Max}
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
func (s *Setting) schema() schema {
	if s.Secret {
		return schema{Type: "string"} // a reference, which has none of the limits
	}
	switch s.Kind {
	case Bool:
		return schema{Type: "boolean"}
	case Int:
		limits := schema{Type: "integer", Minimum: &s.Min}
		if s.Max > 0 {
			limits.Maximum = &s.Max
		}
		return limits
	case Choice:
		return schema{Type: "string", Enum: s.enum()}
	case Choices:
		return schema{Type: "array", MinItems: s.Min, MaxItems: s.Max, Items: &schema{Type: "string", Enum: s.enum()}}
	case Texts:
		return schema{Type: "array", MinItems: s.Min, MaxItems: s.Max, Items: new(s.Items.schema())}
	case Map:
		return schema{
			Type:          "object",
			MinProperties: s.Min,
			MaxProperties: s.Max,
			PropertyNames: &schema{MinLength: s.Keys.Min, MaxLength: s.Keys.Max, Pattern: s.Keys.Pattern.ecma()},
			Additional:    s.Items.schema(),
		}
	case JSON:
		return schema{Type: "object"}
	case Base64:
		return schema{Type: "string", Encoding: "base64", MaxLength: base64.StdEncoding.EncodedLen(s.Max)}
	default:
		return Limits{s.Min, s.Max, s.Pattern}.schema()
	}
}

func (l Limits) schema() schema {
	return schema{Type: "string", MinLength: l.Min, MaxLength: l.Max, Pattern: l.Pattern.ecma()}
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
