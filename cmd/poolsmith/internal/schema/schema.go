// Package schema makes JSON Schemas of the types that commands print as JSON. A tag
// description says what a member is. Members with omitzero or omitempty are optional,
// and no others are allowed.
package schema

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/poolsmith/poolsmith/model"
)

// words are the types that are written as one of several words.
var words = map[reflect.Type][]string{
	reflect.TypeFor[model.Severity](): model.SeverityNames(),
	reflect.TypeFor[model.Kind]():     model.KindNames(),
}

// whole are the types that have a schema of their own.
var whole = map[reflect.Type]model.JSONSchema{
	reflect.TypeFor[time.Time]():       {Type: "string", Format: "date-time"},
	reflect.TypeFor[jsontext.Value]():  {},
	reflect.TypeFor[json.RawMessage](): {},
	reflect.TypeFor[model.Pool]():      {Type: "object", Description: "A draft; poolsmith schema draft describes it."},
}

// Of returns the schema of a type. It panics on a type that JSON has no place for,
// which a test finds.
func Of(t reflect.Type) model.JSONSchema {
	if names, ok := words[t]; ok {
		return model.JSONSchema{Type: "string", Enum: names}
	}
	if s, ok := whole[t]; ok {
		return s
	}
	switch t.Kind() {
	case reflect.Pointer:
		return Of(t.Elem())
	case reflect.Interface:
		return model.JSONSchema{}
	case reflect.Bool:
		return model.JSONSchema{Type: "boolean"}
	case reflect.Int, reflect.Int64:
		return model.JSONSchema{Type: "integer"}
	case reflect.Float64:
		return model.JSONSchema{Type: "number"}
	case reflect.String:
		return model.JSONSchema{Type: "string"}
	case reflect.Slice:
		items := Of(t.Elem())
		return model.JSONSchema{Type: "array", Items: &items}
	case reflect.Map:
		return model.JSONSchema{Type: "object", Additional: Of(t.Elem())}
	case reflect.Struct:
		s := model.JSONSchema{Type: "object", Additional: false}
		addMembers(&s, t)
		return s
	default:
		panic(fmt.Sprintf("no JSON Schema of %s", t))
	}
}

// addMembers adds the members of a struct, and of those embedded in it. A member that
// is there already hides one of the same name.
func addMembers(s *model.JSONSchema, t reflect.Type) {
	var embedded []reflect.Type
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("json")
		name, options, _ := strings.Cut(tag, ",")
		switch {
		case f.Anonymous && name == "":
			embedded = append(embedded, f.Type)
			continue
		case name == "-" || !f.IsExported() || Property(s, name) != nil:
			continue
		case name == "":
			panic(fmt.Sprintf("%s.%s has no name in JSON", t, f.Name))
		}
		member := Of(f.Type)
		if text := f.Tag.Get("description"); text != "" {
			member.Description = strings.ToUpper(text[:1]) + text[1:] + "."
		}
		s.Properties = append(s.Properties, model.Property{Name: name, JSONSchema: member})
		if !strings.Contains(options, "omit") {
			s.Required = append(s.Required, name)
		}
	}
	for _, t := range embedded {
		addMembers(s, t)
	}
}

// Property returns the member of an object with the name, or nil.
func Property(s *model.JSONSchema, name string) *model.JSONSchema {
	for i := range s.Properties {
		if s.Properties[i].Name == name {
			return &s.Properties[i].JSONSchema
		}
	}
	return nil
}

// Encode returns a schema as a document with a title.
func Encode(title, description string, s model.JSONSchema) []byte {
	s.Dialect, s.Title, s.Description = model.SchemaDialect, title, description
	return model.EncodeJSON(s)
}
