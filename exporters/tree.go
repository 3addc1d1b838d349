package exporters

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/poolsmith/poolsmith/model"
)

// A request is printed from one tree, regardless of the syntax: an object, a
// list ([]any), a string, an int, a json.Number, a bool or nil. It has the members
// of the call's JSON body, in the same order. In a program it can also have an
// *answer, a blob or a secret.

// blob is the base64 text of bytes, which SDKs take decoded.
type blob string

// secret is the name of the environment variable that has the value.
type secret string

// object contains members in the order in which they are written.
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

// treeOf is the request of a call without the members that it takes from the
// responses to earlier ones.
func treeOf(c model.Call) object {
	return slices.DeleteFunc(blockTree(reflect.ValueOf(c.Request).Elem()), func(m member) bool {
		return slices.Contains(c.Operation.Takes, m.name)
	})
}

// programTree is treeOf with blobs, and with secrets in place of references to
// them.
func programTree(c model.Call) object { return withSpecials(c.Operation, treeOf(c)) }

// bodyTree is programTree for the body of a request that is not that of a draft. The
// operation is nil where no draft has any such request.
func bodyTree(o *model.Operation, body []byte) object {
	tree := withIntegers(jsonTree(string(body))).(object)
	if o == nil {
		return tree
	}
	return withSpecials(o, tree)
}

func withSpecials(operation *model.Operation, o object) object {
	for _, s := range specialMembers()[operation.Name] {
		path := strings.TrimPrefix(strings.TrimPrefix(s.Path, operation.Name), "[]")
		replaceAt(o, strings.Split(strings.TrimPrefix(path, "."), "."), func(value any) any { return special(s, value) })
	}
	return o
}

// withIntegers replaces the numbers of a tree that are integers, as settings are.
func withIntegers(value any) any {
	switch v := value.(type) {
	case object:
		for i := range v {
			v[i].value = withIntegers(v[i].value)
		}
	case []any:
		for i := range v {
			v[i] = withIntegers(v[i])
		}
	case json.Number:
		if n, err := strconv.Atoi(v.String()); err == nil && strconv.Itoa(n) == v.String() {
			return n
		}
	}
	return value
}

// specialMembers are the settings that SDKs take in another way than JSON has
// them, by operation.
var specialMembers = sync.OnceValue(func() map[string][]*model.Setting {
	settings := map[string][]*model.Setting{}
	for i := range model.Catalog {
		s := &model.Catalog[i]
		if s.Kind == model.Base64 || s.Secret || len(s.SecretKeys) > 0 {
			name := model.OperationOf(s.Path).Name
			settings[name] = append(settings[name], s)
		}
	}
	return settings
})

// special is the value of such a setting in a program.
func special(s *model.Setting, value any) any {
	switch v := value.(type) {
	case string:
		if s.Kind == model.Base64 {
			return blob(v)
		}
		return secretOr(v)
	case object:
		for i, m := range v {
			if text, isText := m.value.(string); isText && slices.Contains(s.SecretKeys, m.name) {
				v[i].value = secretOr(text)
			}
		}
	}
	return value
}

func secretOr(text string) any {
	if variable, found := model.SecretVariable(text); found {
		return secret(variable)
	}
	return text
}

// replaceAt replaces the values at a path in an object, in each item of the lists
// on the way, whose names end in brackets.
func replaceAt(o object, path []string, replace func(any) any) {
	name, isList := strings.CutSuffix(path[0], "[]")
	for i, m := range o {
		switch {
		case m.name != name:
		case len(path) == 1:
			o[i].value = replace(m.value)
		case isList:
			for _, item := range m.value.([]any) {
				replaceAt(item.(object), path[1:], replace)
			}
		default:
			replaceAt(m.value.(object), path[1:], replace)
		}
	}
}

// variables are the environment variables that a tree has secrets in, sorted.
func variables(tree any) []string {
	var names []string
	switch v := tree.(type) {
	case secret:
		names = []string{string(v)}
	case []any:
		for _, item := range v {
			names = append(names, variables(item)...)
		}
	case object:
		for _, m := range v {
			names = append(names, variables(m.value)...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// hasBlob reports whether a tree has bytes.
func hasBlob(tree any) bool {
	switch v := tree.(type) {
	case blob:
		return true
	case []any:
		return slices.ContainsFunc(v, hasBlob)
	case object:
		return slices.ContainsFunc(v, func(m member) bool { return hasBlob(m.value) })
	}
	return false
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
		if v.Type() == reflect.TypeFor[model.JSONObject]() {
			return jsonTree(v.String())
		}
		return wholeText(v.String())
	case reflect.Int:
		return int(v.Int())
	default:
		return v.Bool()
	}
}

// jsonTree is the tree of a JSON object, in its order.
func jsonTree(text string) any {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	return nextJSON(d)
}

// nextJSON reads a value of valid JSON.
func nextJSON(d *json.Decoder) any {
	token, _ := d.Token()
	switch token {
	case json.Delim('{'):
		o := object{}
		for d.More() {
			name, _ := d.Token()
			o = append(o, member{name.(string), nextJSON(d)})
		}
		_, _ = d.Token()
		return o
	case json.Delim('['):
		list := []any{}
		for d.More() {
			list = append(list, nextJSON(d))
		}
		_, _ = d.Token()
		return list
	}
	return token
}

// wholeText replaces each byte that is not valid UTF-8, as the JSON encoder does.
func wholeText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}

// remake is the comment in every file on how to regenerate it.
func remake(format string, e *existing) string {
	command := "poolsmith export -f " + format
	switch {
	case e == nil:
		command += " -i DRAFT"
	case len(e.Steps) > 0:
		command += " -i DRAFT --for-pool " + model.ShellQuote(model.Printable(e.poolID()))
	default:
		command += " --for-pool " + model.ShellQuote(model.Printable(e.poolID()))
	}
	return "Generated by Poolsmith. To regenerate: " + command
}
