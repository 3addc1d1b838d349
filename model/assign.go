package model

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// unsetWord is the value of an assignment that unsets.
const unsetWord = "unset"

// AssignError says why an assignment changes nothing.
type AssignError struct {
	Path    string // as it was given
	Message string
	Hint    string
}

func (e *AssignError) Error() string { return e.Path + ": " + e.Message }

// Assign changes one setting as a text says:
//
//	PoolName=shop                     a text, a number, or true or false
//	AliasAttributes=email,preferred_username
//	                                  a list of texts
//	CallbackURLs[+]=https://a.example one more text of a list
//	UserPoolTags[team]=web            an entry of a map
//	Schema[+].Name=plan               a member of a new item; Schema[-1] is the
//	                                  last item then, and Schema[plan] the one
//	                                  with that key
//	Schema[0]=unset                   no value, item or entry
//	CreateGroup:=[{"GroupName":"a"}]  any value as JSON, with :=
//
// The beginning of a path can be left out as long as only one setting is meant.
// A setting of CreateUserPool goes before others of that path. Of a list with one
// item, the brackets can be left out too. Values are checked against the catalog,
// except for JSON, and what refers to a name follows it, as Rename does.
// The error is an *AssignError; the pool is then unchanged.
func (p *Pool) Assign(text string) error {
	given, value, isJSON, found := cutAssignment(text)
	if !found {
		return &AssignError{text, "not an assignment", "write PATH=VALUE, such as PoolName=shop"}
	}
	changed := p.Clone()
	path, err := changed.expand(given, isJSON || value != unsetWord)
	if err == nil {
		err = changed.assign(path, value, isJSON)
	}
	if bad, ok := errors.AsType[*AssignError](err); ok {
		bad.Path = given
		return bad
	}
	if err != nil {
		return &AssignError{given, err.Error(), ""}
	}
	*p = *changed
	return nil
}

// AssignLive is Assign for a pool that exists: what is made of a name, such as the
// domain prefix of that of the pool, stays as it is when the name changes.
func (p *Pool) AssignLive(text string) error {
	before := p.Clone()
	if err := p.Assign(text); err != nil {
		return err
	}
	for leaf := range before.Leaves() {
		source := leaf.Setting.derivedFrom
		if source == "" {
			continue
		}
		was, _ := before.Get(source)
		if now, _ := p.Get(source); now == was {
			continue
		}
		if _, there := p.Get(leaf.Path()); there {
			if err := p.Set(leaf.Path(), leaf.Value()); err != nil {
				return err
			}
		}
	}
	return nil
}

// cutAssignment splits an assignment at the first = or := outside of brackets.
func cutAssignment(text string) (path, value string, isJSON, found bool) {
	at := 0
	for at < len(text) && text[at] != '=' {
		if text[at] != '[' {
			at++
			continue
		}
		_, length := cutKey(text[at+1:])
		at += 1 + length
	}
	if at >= len(text) {
		return "", "", false, false
	}
	path, isJSON = strings.CutSuffix(text[:at], ":")
	return strings.TrimSpace(path), text[at+1:], isJSON, true
}

// Expand returns the whole path of a given one, as Assign takes it, with the indices
// of its lists. The error is an *AssignError.
func (p *Pool) Expand(given string) (string, error) {
	path, err := p.expand(given, false)
	if bad, ok := errors.AsType[*AssignError](err); ok {
		bad.Path = given
		return "", bad
	}
	if err != nil {
		return "", &AssignError{given, err.Error(), ""}
	}
	return path, nil
}

// expand returns the whole path of a given one, with the indices of its lists.
// Blocks on the way and an item that is to be added are made when create is set.
func (p *Pool) expand(given string, create bool) (string, error) {
	parts := splitPath(given)
	names, err := wholePath(parts)
	if err != nil {
		return "", err
	}
	given = ""
	for i, name := range names {
		given = join(given, name)
		part := pathPart{name: name}
		if j := i - len(names) + len(parts); j >= 0 {
			part = parts[j]
		}
		if given, err = p.place(given, part, i == len(names)-1, create); err != nil {
			return "", err
		}
	}
	return given, nil
}

// place adds to the path of a list the brackets of the item that part means. At
// the end of a path, a list without brackets is the whole list.
func (p *Pool) place(path string, part pathPart, last, create bool) (string, error) {
	v, err := p.find(path, create)
	if err != nil {
		return "", err
	}
	switch {
	case !v.IsValid() && part.keyed:
		return WithKey(path, part.key), nil // of nothing: there is nothing to unset
	case !v.IsValid():
		return path, nil
	case v.Kind() == reflect.Map && part.keyed:
		return WithKey(path, part.key), nil
	case v.Kind() != reflect.Slice && part.keyed:
		return "", &AssignError{Message: part.name + " is not a list", Hint: "omit the brackets"}
	case v.Kind() != reflect.Slice, last && !part.keyed:
		return path, nil
	}
	i, err := itemIndex(v, byPath[generalize(path)], part)
	if err != nil {
		return "", err
	}
	if i == v.Len() {
		v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
	}
	return path + "[" + strconv.Itoa(i) + "]", nil
}

// itemIndex returns the index of the item of a list that part means, which is the
// length of the list for a new item.
func itemIndex(list reflect.Value, setting *Setting, part pathPart) (int, error) {
	n := list.Len()
	missing := &AssignError{
		Message: fmt.Sprintf("%s has %s, and no [%s]", part.name, Plural(n, "item"), part.key),
		Hint:    fmt.Sprintf("%s[+] adds an item, and %[1]s[-1] is the last one", part.name),
	}
	if part.key == "" {
		if n == 1 {
			return 0, nil
		}
		missing.Message = fmt.Sprintf("%s has %s", part.name, Plural(n, "item"))
		if n > 0 {
			missing.Hint = fmt.Sprintf("specify which one, such as %s[0]; %[1]s[+] adds one", part.name)
		}
		return 0, missing
	}
	if part.key == "+" {
		return n, nil
	}
	if list.Type().Elem().Kind() == reflect.Struct && setting != nil && setting.Key != "" {
		for i := range n {
			if keyOf(list.Index(i), setting.Key) == part.key {
				return i, nil
			}
		}
	}
	i, err := strconv.Atoi(part.key)
	if i < 0 {
		i += n
	}
	if err != nil || i < 0 || i >= n {
		return 0, missing
	}
	return i, nil
}

// memberPaths are the names in the path of every block, list and setting.
var memberPaths = func() [][]string {
	var paths [][]string
	var add func([]member)
	add = func(members []member) {
		for _, m := range members {
			paths = append(paths, strings.Split(strings.ReplaceAll(m.path, "[]", ""), "."))
			add(m.members)
		}
	}
	add(poolMembers)
	return paths
}()

// wholePath returns the names of the one path that ends with those of parts.
func wholePath(parts []pathPart) ([]string, error) {
	var names []string
	for _, part := range parts {
		names = append(names, part.name)
	}
	var found []string
	for _, path := range memberPaths {
		switch {
		case len(path) < len(names) || !slices.Equal(path[len(path)-len(names):], names):
			continue
		case len(path) == len(names), len(path) == len(names)+1 && path[0] == createUserPool.Name:
			return path, nil
		}
		found = append(found, strings.Join(path, "."))
	}
	switch len(found) {
	case 0:
		return nil, &AssignError{Message: "no such setting", Hint: nearestPath(names)}
	case 1:
		return strings.Split(found[0], "."), nil
	default:
		return nil, &AssignError{Message: "names more than one setting", Hint: "write " + OneOf(found)}
	}
}

// nearestPath suggests a path in place of one that does not exist.
func nearestPath(names []string) string {
	var paths []string
	for _, path := range memberPaths {
		if len(path) >= len(names) {
			paths = append(paths, strings.Join(path[len(path)-len(names):], "."))
		}
	}
	if near := Nearest(strings.Join(names, "."), paths); near != "" {
		return "did you mean " + near + "?"
	}
	return "`poolsmith explain` lists the settings"
}

// assign sets the value at a whole path.
func (p *Pool) assign(path, value string, isJSON bool) error {
	if !isJSON && value == unsetWord {
		return p.unassign(path)
	}
	setting := Lookup(path)
	if isJSON || setting != nil && setting.Kind == JSON {
		return p.assignJSON(path, value)
	}
	v, err := p.find(path, false)
	if err != nil {
		return err
	}
	kind := reflect.String // of an entry of a map
	if v.IsValid() {
		kind = v.Kind()
		if kind == reflect.Pointer {
			kind = v.Type().Elem().Kind()
		}
	}
	converted, err := convert(value, setting, kind)
	if err != nil {
		return err
	}
	return p.put(path, converted, setting)
}

// convert reads the value of an assignment.
func convert(value string, setting *Setting, kind reflect.Kind) (any, error) {
	switch kind {
	case reflect.String:
		return value, nil
	case reflect.Bool:
		if value == "true" || value == "false" {
			return value == "true", nil
		}
		return nil, &AssignError{Message: fmt.Sprintf("%q is neither true nor false", value), Hint: "write true, false or " + unsetWord}
	case reflect.Int:
		if i, err := strconv.ParseInt(value, 10, 32); err == nil {
			return int(i), nil
		}
		return nil, &AssignError{Message: fmt.Sprintf("%q is not a whole number of at most 10 digits", value), Hint: "write digits only, such as 8, or " + unsetWord}
	case reflect.Slice:
		if setting != nil && setting.Kind != List {
			return strings.Split(value, ","), nil
		}
	case reflect.Map:
		return nil, &AssignError{Message: "has entries by key", Hint: "write " + setting.Name() + "[KEY]=VALUE"}
	}
	return nil, &AssignError{Message: "is a block of settings", Hint: "set one of its settings, or the whole block as JSON with :="}
}

// put sets a value that the catalog allows.
func (p *Pool) put(path string, value any, setting *Setting) error {
	text, _ := value.(string)
	if entries, key, isEntry := mapEntry(path); isEntry {
		if _, message, fix := setting.checkEntry(key, text); message != "" {
			return &AssignError{Message: message, Hint: fix}
		}
		return p.changeMap(entries, func(m map[string]string) { m[key] = text })
	}
	if list, i, isItem := cutItem(path); isItem { // of a list of texts, which is checked as a whole
		texts, _ := p.Get(list)
		changed := slices.Clone(texts.([]string))
		changed[i] = text
		return p.put(list, changed, Lookup(list))
	}
	if message, fix := setting.CheckValue(value); message != "" {
		return &AssignError{Message: message, Hint: fix}
	}
	old, _ := p.Get(path)
	if err := p.Set(path, value); err != nil {
		return err
	}
	if was, isText := old.(string); isText {
		p.Rename(path, was, text)
	}
	return nil
}

// assignJSON replaces what is at a path by a value in JSON. null removes it.
func (p *Pool) assignJSON(path, value string) error {
	if strings.TrimSpace(value) == "null" {
		return p.unassign(path)
	}
	err := p.applyOne(Edit{path, jsontext.Value(value)})
	if bad, ok := errors.AsType[*syntaxError](err); ok {
		return &AssignError{Message: "not JSON: " + bad.message, Hint: bad.hint}
	}
	if bad, ok := errors.AsType[*valueError](err); ok {
		message := bad.Message
		if bad.Setting != path {
			message = strings.TrimPrefix(bad.Setting, path+".") + ": " + message
		}
		return &AssignError{Message: message, Hint: bad.Hint}
	}
	return err
}

// unassign removes what is at a path, if it is there.
func (p *Pool) unassign(path string) error {
	if v, err := p.find(path, false); err != nil || !v.IsValid() {
		return err
	}
	return p.remove(path)
}

// Completion is how a text that is being typed can go on.
type Completion struct{ Text, Help string }

// CompleteAssignment lists how an assignment for Assign can go on: the paths of
// settings, and after the = the values that a setting has.
func CompleteAssignment(typed string) []Completion {
	if given, value, isJSON, found := cutAssignment(typed); found {
		if isJSON {
			return nil
		}
		return completeValue(typed[:len(typed)-len(value)], given, value)
	}
	var list []Completion
	for i := range Catalog {
		s := &Catalog[i]
		for _, path := range []string{strings.TrimPrefix(s.Path, createUserPool.Name+"."), s.Path} {
			if text, fits := fillBrackets(path, typed); fits {
				list = append(list, Completion{text + assignmentSign(s), s.Title})
				break
			}
		}
	}
	return list
}

// assignmentSign is what follows the path of a setting.
func assignmentSign(s *Setting) string {
	switch s.Kind {
	case Map:
		return "["
	case List, Block, JSON:
		return ":="
	default:
		return "="
	}
}

// fillBrackets puts the keys of what was typed into the brackets of a path, and
// the one for a new item into others. fits reports whether the path goes on from
// what was typed.
func fillBrackets(path, typed string) (text string, fits bool) {
	for {
		open := strings.IndexByte(path, '[')
		if open < 0 {
			return text + path, strings.HasPrefix(text+path, typed)
		}
		text += path[:open]
		key := "+"
		if rest, same := strings.CutPrefix(typed, text+"["); same {
			var length int
			key, length = cutKey(rest)
			if length == len(rest) && !strings.HasSuffix(rest, "]") {
				key = "+" // still being typed
			}
		}
		text = WithKey(text, key)
		path = path[open+len("[]"):]
	}
}

// completeValue completes the value of the setting that a path means. before is
// what is typed before the value.
func completeValue(before, given, value string) []Completion {
	parts := splitPath(given)
	names, err := wholePath(parts)
	if err != nil {
		return nil
	}
	i := slices.IndexFunc(Catalog, func(s Setting) bool { return strings.ReplaceAll(s.Path, "[]", "") == strings.Join(names, ".") })
	if i < 0 {
		return nil
	}
	s := &Catalog[i]
	options := s.Choices
	if s.Kind == Bool {
		options = []Option{{Value: "true", Title: "Yes"}, {Value: "false", Title: "No"}}
	}
	if comma := strings.LastIndexByte(value, ','); s.Kind == Choices && comma >= 0 {
		before, value = before+value[:comma+1], value[comma+1:]
	}
	var list []Completion
	for _, o := range append(slices.Clone(options), Option{Value: unsetWord, Title: s.Unset()}) {
		if strings.HasPrefix(o.Value, value) {
			list = append(list, Completion{before + o.Value, o.Title})
		}
	}
	return list
}
