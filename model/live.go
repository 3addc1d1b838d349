package model

import (
	"reflect"
	"slices"
	"strings"
)

// Draft returns the live pool as a draft to change. Its MFA mode is where the wizard
// asks for it.
func (d *Document) Draft() *Pool {
	draft := d.Pool.Clone()
	if mode := draft.SetUserPoolMfaConfig.MfaConfiguration; mode != nil {
		draft.CreateUserPool.MfaConfiguration, draft.SetUserPoolMfaConfig.MfaConfiguration = mode, nil
	}
	return draft
}

// Locked returns why a setting of a draft, or an item of one of its lists, cannot be
// changed in the live pool that the draft is of; it is empty for what can. The path
// has the indices of the draft. What the live pool does not have, such as a new app
// client, can be set in full. What the draft renames has its new name in p, as Renamed
// returns it.
func (p *Pool) Locked(draft *Pool, path string) string {
	item, rest := splitItem(path)
	if item == "" {
		return permanent(path)
	}
	list := byPath[strings.TrimSuffix(generalize(item), "[]")]
	n := p.counterparts(draft, list, item)
	inSchema := list.Path == atSchema
	switch {
	case n == 0 && inSchema && rest == "Required":
		return "A custom attribute that is added to a live pool cannot be required."
	case n == 0:
		return ""
	case n > 1 && !inSchema:
		return "The pool has more than one " + LookupOperation(list.Path).Noun + " with this name."
	case inSchema:
		return byPath[atSchema].Permanent
	case rest == "":
		return ""
	case permanent(path) != "":
		return permanent(path)
	case slices.Contains(strings.Split(list.Key, "+"), rest) && !LookupOperation(list.Path).Renames():
		return "The name of what exists cannot be changed. Add another " + LookupOperation(list.Path).Noun + ", and delete this one."
	default:
		return ""
	}
}

// HasItem reports whether the live pool has an item of a list of a draft, at path.
func (p *Pool) HasItem(draft *Pool, path string) bool {
	return p.counterparts(draft, byPath[strings.TrimSuffix(generalize(path), "[]")], path) > 0
}

// permanent is why the setting at a path cannot be changed after creation. Items can
// be added to every list.
func permanent(path string) string {
	s := Lookup(path)
	if s == nil || s.Kind == List {
		return ""
	}
	return s.Permanent
}

// splitItem splits the path of an item of a list that is created by itself, such as
// an app client or an attribute, or of a setting in it. The item is empty for other
// paths.
func splitItem(path string) (item, rest string) {
	list, _, isItem := strings.Cut(path, "[")
	if o := LookupOperation(list); !isItem || list != atSchema && (o == nil || !o.Many) {
		return "", ""
	}
	_, length := cutKey(path[len(list)+1:])
	end := len(list) + 1 + length
	return path[:end], strings.TrimPrefix(path[end:], ".")
}

// counterparts counts the items of the live pool with the name of an item of a
// draft. The copy of an item in the draft has none: the first one is the item that
// exists.
func (p *Pool) counterparts(draft *Pool, list *Setting, item string) int {
	own, err := draft.find(item, false)
	if err != nil || !own.IsValid() {
		return 0
	}
	name := nameIn(list, own)
	count := func(pool *Pool, until reflect.Value) (n int) {
		items, err := pool.find(list.Path, false)
		if err != nil || !items.IsValid() {
			return 0
		}
		for i := range items.Len() {
			if until.IsValid() && items.Index(i).Addr() == until.Addr() {
				break
			}
			if nameIn(list, items.Index(i)) == name {
				n++
			}
		}
		return n
	}
	if n := count(p, reflect.Value{}); n == 0 || count(draft, own) < n {
		return n
	}
	return 0
}

// PathIn returns the path in other of a setting of this pool: items of lists can
// have other indices there. It is false where other does not have the item.
func (p *Pool) PathIn(other *Pool, path string) (string, bool) {
	own := p.keyed(path)
	found, err := other.expand(own, false)
	return found, err == nil && other.keyed(found) == own // a path without a name means the only item
}

// IndexedPath returns the path of the setting of a difference with the indices of
// this pool. It is false where the pool does not have the item.
func (p *Pool) IndexedPath(setting string) (string, bool) {
	path, err := p.expand(p.DraftPath(setting), false)
	return path, err == nil
}

// keyed is a path of the pool with the names of items of lists in place of their
// indices, as a Difference has it.
func (p *Pool) keyed(path string) string {
	out, indexed := "", ""
	for _, part := range splitPath(path) {
		out, indexed = join(out, part.name), join(indexed, part.name)
		if !part.keyed {
			continue
		}
		list := byPath[generalize(indexed)]
		indexed = WithKey(indexed, part.key)
		if v, err := p.find(indexed, false); err == nil && v.IsValid() && list != nil && list.Kind == List && list.Key != "" {
			out = WithKey(out, p.itemKey(indexed))
			continue
		}
		out = WithKey(out, part.key)
	}
	return out
}

// ChangedAt reports whether a setting of a draft, or an item of one of its lists, is
// among the differences of the draft from a live pool. The settings of an item that
// is new are not: the item is.
func ChangedAt(changes []Difference, draft *Pool, path string) bool {
	if len(changes) == 0 {
		return false
	}
	own := draft.keyed(path)
	if own == atCreateMode {
		own = setUserPoolMfaConfig.Name + ".MfaConfiguration"
	}
	return slices.ContainsFunc(changes, func(d Difference) bool { return within(d.Setting, own) })
}

// within reports whether path is outer or a part of it.
func within(path, outer string) bool {
	rest, found := strings.CutPrefix(path, outer)
	return found && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// Rebase puts what changed from base to draft over other, another state of base. What
// both changed is as the draft has it. Items of lists that have a name are one by
// one, other lists are as a whole. What the draft renames is one item with two names,
// unless other does not have the old one any more.
func Rebase(base, draft, other *Pool) *Pool {
	inBase, inOther := other.renamingsIn(Renamings(base, draft))
	result := other.Renamed(inOther)
	rebase(reflect.ValueOf(base.Renamed(inBase)).Elem(), reflect.ValueOf(draft.Clone()).Elem(), reflect.ValueOf(result).Elem(), "")
	return result
}

// rebase changes the value to, at path, as from became own.
func rebase(from, own, to reflect.Value, path string) {
	switch {
	case reflect.DeepEqual(from.Interface(), own.Interface()):
	case to.Kind() == reflect.Struct:
		for _, field := range reflect.VisibleFields(to.Type()) {
			if !field.Anonymous {
				rebase(from.FieldByIndex(field.Index), own.FieldByIndex(field.Index), to.FieldByIndex(field.Index), join(path, field.Name))
			}
		}
	case isEmpty(from) || isEmpty(own) || isEmpty(to):
		if to.Kind() == reflect.Slice && isMergedList(path) || to.Kind() == reflect.Map {
			rebaseItems(from, own, to, path)
			return
		}
		to.Set(own)
	case to.Kind() == reflect.Pointer && blockType(to.Type()) != nil:
		rebase(from.Elem(), own.Elem(), to.Elem(), path)
	case to.Kind() == reflect.Map, to.Kind() == reflect.Slice && isMergedList(path):
		rebaseItems(from, own, to, path)
	default:
		to.Set(own)
	}
}

// isEmpty reports whether a pointer, map or list has nothing; other kinds are never
// empty.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		return v.IsZero()
	default:
		return false
	}
}

// rebaseItems is rebase for a map, and for a list whose items have names.
func rebaseItems(from, own, to reflect.Value, path string) {
	if to.Kind() == reflect.Map {
		rebaseEntries(from, own, to)
		return
	}
	list := byPath[path]
	for i := range own.Len() {
		item := own.Index(i)
		before, now := itemNamed(list, from, item), itemNamed(list, to, item)
		switch {
		case before.IsValid() && reflect.DeepEqual(before.Interface(), item.Interface()):
		case !now.IsValid():
			to.Set(reflect.Append(to, item))
		case before.IsValid():
			rebase(before, item, now, path+"[]")
		default:
			now.Set(item)
		}
	}
	kept := reflect.Zero(to.Type())
	for i := range to.Len() {
		item := to.Index(i)
		if !itemNamed(list, from, item).IsValid() || itemNamed(list, own, item).IsValid() {
			kept = reflect.Append(kept, item)
		}
	}
	to.Set(kept)
}

func rebaseEntries(from, own, to reflect.Value) {
	entries := reflect.MakeMap(to.Type())
	for _, key := range to.MapKeys() {
		if !from.MapIndex(key).IsValid() || own.MapIndex(key).IsValid() {
			entries.SetMapIndex(key, to.MapIndex(key))
		}
	}
	for _, key := range own.MapKeys() {
		before, now := from.MapIndex(key), own.MapIndex(key)
		if !before.IsValid() || !before.Equal(now) {
			entries.SetMapIndex(key, now)
		}
	}
	to.Set(entries)
	if entries.Len() == 0 {
		to.SetZero()
	}
}

// itemNamed is the first item of a list with the name of item, or no value.
func itemNamed(list *Setting, items, item reflect.Value) reflect.Value {
	name := nameIn(list, item)
	for i := range items.Len() {
		if nameIn(list, items.Index(i)) == name {
			return items.Index(i)
		}
	}
	return reflect.Value{}
}
