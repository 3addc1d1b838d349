package forms

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// isMap reports whether a setting is a map from text to text.
func isMap(s *model.Setting) bool { return s.Kind == model.Map }

// mapList edits a map from text to text. Its entries are in the order of their
// keys, as they are written.
type mapList struct {
	path       string // of the map, with the indices of the items that it is in
	noun       string // for an entry
	key, value model.Setting
}

// newMapList takes the limits of keys and values from the setting of the map.
func newMapList(path string, s *model.Setting) mapList {
	noun := entryNoun(s)
	l := mapList{
		path: path, noun: noun,
		key: model.Setting{
			Path: s.Path, Title: "Key", Kind: model.Text, Min: s.Keys.Min, Max: s.Keys.Max, Pattern: s.Keys.Pattern,
			Help: "The key of the " + noun + ". Each key is unique.", Default: "no " + noun,
		},
		value: model.Setting{
			Path: s.Path, Title: "Value", Kind: model.Text, Min: s.Items.Min, Max: s.Items.Max, Pattern: s.Items.Pattern,
			Help: "The value of the " + noun + ".", Default: "an empty value",
		},
	}
	if s.Path == tagsPath {
		l.key.Help = "The key of the tag, such as team or cost-center. Keys are unique in a pool."
	}
	if s.Items.Min == 0 {
		l.value.Help += " It can be empty."
	}
	return l
}

const tagsPath = "CreateUserPool.UserPoolTags"

// entryNoun is what an entry of a map is called.
func entryNoun(s *model.Setting) string {
	if s.Path == tagsPath {
		return "tag"
	}
	return "entry"
}

func (l mapList) get(p *model.Pool) map[string]string {
	value, _ := p.Get(l.path)
	entries, _ := value.(map[string]string)
	return entries
}

// put stores the entries. The map is new each time, so that a copy of the pool
// never shares it.
func (l mapList) put(p *model.Pool, entries map[string]string) {
	err := p.Set(l.path, entries)
	if len(entries) == 0 {
		err = p.Unset(l.path)
	}
	if err != nil {
		panic(err) // the path is our own
	}
}

// copy returns the entries to be changed.
func (l mapList) copy(p *model.Pool) map[string]string {
	if entries := maps.Clone(l.get(p)); entries != nil {
		return entries
	}
	return map[string]string{}
}

func (l mapList) keys(p *model.Pool) []string { return slices.Sorted(maps.Keys(l.get(p))) }

func (l mapList) Path(p *model.Pool, i int) string { return model.WithKey(l.path, l.keys(p)[i]) }

func (l mapList) Len(p *model.Pool) int { return len(l.get(p)) }
func (l mapList) Ordered() bool         { return false }

func (l mapList) Label(p *model.Pool, i int) string {
	key := l.keys(p)[i]
	value := l.get(p)[key]
	if model.IsSecret(l.Path(p, i)) && !model.IsSecretReference(value) {
		value = "(no environment variable)"
	}
	return cmp.Or(key, "(no key)") + " = " + value
}

func (l mapList) Fields(p *model.Pool, i int) []Field {
	key := l.keys(p)[i]
	return []Field{
		{Path: l.path, entry: &mapEntry{in: l, key: &key}},
		{Path: l.path, entry: &mapEntry{in: l, key: &key, isValue: true}},
	}
}

// Add starts an entry without a key. Keys are unique, so that a second one
// beside it needs a key.
func (l mapList) Add(p *model.Pool) int {
	if _, taken := l.get(p)[""]; taken {
		return l.insert(p, l.noun, "")
	}
	return l.insert(p, "", "")
}

func (l mapList) Duplicate(p *model.Pool, i int) int {
	key := l.keys(p)[i]
	return l.insert(p, key, l.get(p)[key])
}

// insert adds an entry under the first free key: team, team-2, team-3.
func (l mapList) insert(p *model.Pool, key, value string) int {
	entries := l.copy(p)
	free := key
	for n := 2; ; n++ {
		if _, taken := entries[free]; !taken {
			break
		}
		free = key + "-" + strconv.Itoa(n)
	}
	entries[free] = value
	l.put(p, entries)
	return slices.Index(l.keys(p), free)
}

func (l mapList) Delete(p *model.Pool, i int) {
	entries := l.copy(p)
	delete(entries, l.keys(p)[i])
	l.put(p, entries)
}

func (l mapList) Move(_ *model.Pool, i, _ int) int { return i }

// mapEntry is one of the two questions about an entry of a map: its key or its
// value. The key is shared between them, since it changes as it is typed.
type mapEntry struct {
	in      mapList
	key     *string
	isValue bool
}

// keyMark ends the Field.Key of the key of an entry, after the path of the
// entry.
const keyMark = "(key)"

// path tells the question from every other. That of a value is the path of the
// entry, which findings about it have.
func (e *mapEntry) path() string {
	path := model.WithKey(e.in.path, *e.key)
	if e.isValue {
		return path
	}
	return path + keyMark
}

// IsMapKey reports whether key is the Field.Key of the key of an entry in the
// map at path.
func IsMapKey(key, path string) bool {
	return strings.HasPrefix(key, path+"[") && strings.HasSuffix(key, keyMark)
}

func (e *mapEntry) setting() *model.Setting {
	switch {
	case e.isValue && model.IsSecret(e.path()):
		secret := e.in.value
		secret.Title, secret.Help, secret.Default = "Environment variable", SecretHelp, "none; required"
		return &secret
	case e.isValue:
		return &e.in.value
	default:
		return &e.in.key
	}
}

func (e *mapEntry) get(p *model.Pool) string {
	if e.isValue {
		return e.in.get(p)[*e.key]
	}
	return *e.key
}

// set changes the value, or renames the entry. A key that is in use is
// rejected, so that renaming does not overwrite another entry.
func (e *mapEntry) set(p *model.Pool, text string) error {
	entries := e.in.copy(p)
	if e.isValue {
		entries[*e.key] = text
		e.in.put(p, entries)
		return nil
	}
	if text == *e.key {
		return nil
	}
	if _, taken := entries[text]; taken || text == "" {
		return fmt.Errorf("not a valid key: %q", text)
	}
	entries[text] = entries[*e.key]
	// What was typed may be the secret, and what a file has is one.
	isSecret := model.IsSecret(model.WithKey(e.in.path, text)) || model.IsSecret(model.WithKey(e.in.path, *e.key))
	if isSecret && !model.IsSecretReference(entries[text]) {
		entries[text] = ""
	}
	delete(entries, *e.key)
	e.in.put(p, entries)
	*e.key = text
	return nil
}
