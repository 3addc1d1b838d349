package model

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// JSONObject is the text of a JSON object whose members the API does not list. It
// has no white space and its members are sorted, so that two are equal when their
// texts are. In a draft it is an object, not a text.
type JSONObject string

// ParseJSONObject returns the object in a JSON text. The error says what is wrong
// with the text.
func ParseJSONObject(text string) (JSONObject, error) {
	roots, err := parseJSON([]byte(text))
	if err != nil {
		return "", err
	}
	if len(roots) != 1 || roots[0].kind != object {
		return "", &syntaxError{message: "not one JSON object"}
	}
	return roots[0].jsonObject()
}

// hasMembersOf reports whether the object has every member of another one, at every
// depth.
func (o JSONObject) hasMembersOf(other JSONObject) bool {
	var own, wanted any
	if json.Unmarshal([]byte(o), &own) != nil || json.Unmarshal([]byte(other), &wanted) != nil {
		return false
	}
	return hasMembers(own, wanted)
}

func hasMembers(own, wanted any) bool {
	members, isObject := wanted.(map[string]any)
	if !isObject {
		return true
	}
	have, _ := own.(map[string]any)
	for name, value := range members {
		if found, has := have[name]; !has || !hasMembers(found, value) {
			return false
		}
	}
	return true
}

// Indented is the text with a line for each member.
func (o JSONObject) Indented() string {
	value := jsontext.Value(o)
	if err := value.Indent(jsontext.WithIndent("  ")); err != nil {
		return string(o)
	}
	return string(value)
}

// MarshalJSONTo writes the object.
func (o JSONObject) MarshalJSONTo(e *jsontext.Encoder) error {
	if o == "" {
		o = "{}"
	}
	return e.WriteValue(jsontext.Value(o))
}

// jsonObject is the object that the node is. It fails on a number of YAML that
// JSON does not have.
func (n *node) jsonObject() (JSONObject, error) {
	value := jsontext.Value(n.appendJSON(nil))
	if err := value.Canonicalize(jsontext.CanonicalizeRawInts(false)); err != nil {
		return "", &syntaxError{n.line, n.column, "contains a number that JSON does not have", "write it in quotes"}
	}
	return JSONObject(value), nil
}

func (n *node) appendJSON(b []byte) []byte {
	switch n.kind {
	case null:
		return append(b, "null"...)
	case text:
		b, _ = jsontext.AppendQuote(b, n.text) // texts of files are UTF-8
		return b
	case array:
		b = append(b, '[')
		for i, item := range n.items {
			if i > 0 {
				b = append(b, ',')
			}
			b = item.appendJSON(b)
		}
		return append(b, ']')
	case object:
		b = append(b, '{')
		for i, m := range n.members {
			if i > 0 {
				b = append(b, ',')
			}
			b, _ = jsontext.AppendQuote(b, m.name)
			b = m.appendJSON(append(b, ':'))
		}
		return append(b, '}')
	default:
		return append(b, n.text...)
	}
}

// UnmarshalJSONFrom reads the object.
func (o *JSONObject) UnmarshalJSONFrom(d *jsontext.Decoder) error {
	value, err := d.ReadValue()
	if err != nil {
		return err
	}
	*o, err = ParseJSONObject(string(value))
	return err
}
