package exporters

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/poolsmith/poolsmith/model"
)

// A request is printed from one tree, whatever the syntax: an object, a list
// ([]any), a string, an int or a bool. It says what the call's JSON body says,
// in the same order.

// object holds members in the order in which they are written.
type object []member

type member struct {
	name  string
	value any
}

// get returns the value of a member, nil where there is none.
func (o object) get(name string) any {
	for _, m := range o {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

func treeOf(c model.Call) object {
	if c.Create != nil {
		return blockTree(reflect.ValueOf(*c.Create))
	}
	return blockTree(reflect.ValueOf(*c.Mfa))
}

func blockTree(v reflect.Value) object {
	o := object{}
	for i := range v.NumField() {
		if field := v.Field(i); !field.IsZero() {
			o = append(o, member{v.Type().Field(i).Name, valueTree(field)})
		}
	}
	return o
}

// treeValue is a single value of a setting as part of a tree; nil stays nil.
func treeValue(value any) any {
	if value == nil {
		return nil
	}
	return valueTree(reflect.ValueOf(value))
}

func valueTree(v reflect.Value) any {
	switch v.Kind() {
	case reflect.Pointer:
		return valueTree(v.Elem())
	case reflect.Struct:
		return blockTree(v)
	case reflect.Slice:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = valueTree(v.Index(i))
		}
		return list
	case reflect.Map:
		o := make(object, 0, v.Len())
		for key, value := range v.Seq2() {
			o = append(o, member{wholeText(key.String()), valueTree(value)})
		}
		slices.SortFunc(o, func(a, b member) int { return strings.Compare(a.name, b.name) })
		return o
	case reflect.String:
		return wholeText(v.String())
	case reflect.Int:
		return int(v.Int())
	default:
		return v.Bool()
	}
}

// wholeText replaces each byte that is no UTF-8, as the JSON encoder does.
func wholeText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}

// fileName is the operation as the AWS CLI spells it: create-user-pool.
func fileName(c model.Call) string {
	var b strings.Builder
	for i, r := range c.Operation {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// remake says in every file how to make it again. It stands in a comment.
func remake(format string) string {
	return "Made by Poolsmith. To make it again: poolsmith export -f " + format + " -i DRAFT"
}
