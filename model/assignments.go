package model

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Assignments lists the arguments of Assign that turn from into p, in order. They
// are empty for equal pools.
func (p *Pool) Assignments(from *Pool) []string { return p.assignmentsBy((*Pool).Assign, from) }

// LiveAssignments is Assignments for AssignLive.
func (p *Pool) LiveAssignments(from *Pool) []string { return p.assignmentsBy((*Pool).AssignLive, from) }

func (p *Pool) assignmentsBy(assign func(*Pool, string) error, from *Pool) []string {
	var list []string
	pool := from.Clone()
	for _, text := range p.renamingAssignments(from) {
		if assign(pool, text) == nil {
			list = append(list, text)
		}
	}
	var last []string
	for !pool.Equal(p) {
		more := assignments(reflect.ValueOf(pool).Elem(), reflect.ValueOf(p).Elem(), "")
		if slices.Equal(more, last) {
			return list // the values are the same, although Equal finds a difference
		}
		last = more
		for i, text := range more {
			err := assign(pool, text)
			if err != nil && i == 0 {
				panic(err) // any pool can be assigned; tests hold that
			}
			if err != nil {
				break // it has another name by now
			}
			list = append(list, text)
		}
		// what followed a name, and should not have, is next
	}
	return list
}

// renamingAssignments give new names to items of lists that get longer or shorter, so
// that what is removed can be told by its name. In other lists an item gets its new
// name in its place.
func (p *Pool) renamingAssignments(from *Pool) []string {
	var list []string
	for _, r := range Renamings(from, p) {
		if len(r.Operation.Requests(from)) != len(r.Operation.Requests(p)) && isName(r.From) && isName(r.To) {
			list = append(list, WithKey(r.Operation.Name, r.From)+"."+r.Operation.Key+"="+r.To)
		}
	}
	return list
}

// isName reports whether a key between brackets means the item with that key.
func isName(key string) bool { return key != "" && key != "+" && !strings.ContainsFunc(key, isHidden) }

// assignments are those that turn one block into another, which is at path.
func assignments(from, to reflect.Value, path string) []string {
	var list []string
	for _, field := range reflect.VisibleFields(to.Type()) {
		if !field.Anonymous {
			list = append(list, memberAssignments(from.FieldByIndex(field.Index), to.FieldByIndex(field.Index), join(path, field.Name))...)
		}
	}
	return list
}

func memberAssignments(from, to reflect.Value, path string) []string {
	short := strings.TrimPrefix(path, createUserPool.Name+".")
	switch {
	case reflect.DeepEqual(from.Interface(), to.Interface()):
		return nil
	case to.IsZero() && to.Kind() != reflect.Struct:
		return []string{short + "=" + unsetWord}
	case to.Kind() == reflect.Map && to.Len() > 0:
		return mapAssignments(from, to, path, short)
	case to.Kind() == reflect.Slice:
		return listAssignments(from, to, path, short)
	}
	block := blockType(to.Type())
	switch {
	case block == nil:
		return []string{short + scalarValue(reflect.Indirect(to), Lookup(path))}
	case to.Kind() == reflect.Struct:
		return assignments(from, to, path)
	case to.Elem().IsZero():
		return []string{short + ":={}"}
	case from.IsNil():
		return assignments(reflect.Zero(block), to.Elem(), path)
	default:
		return assignments(from.Elem(), to.Elem(), path)
	}
}

// scalarValue is the part of an assignment from its = on. As JSON it can be a
// value that Assign would reject otherwise, the word that unsets, and text with
// characters that a terminal hides, which JSON escapes.
func scalarValue(v reflect.Value, setting *Setting) string {
	value := v.Interface()
	text := fmt.Sprint(value)
	message, _ := setting.CheckValue(value)
	if setting.Kind == JSON || setting.Kind == Map || message != "" || text == unsetWord || strings.ContainsFunc(text, isHidden) {
		return jsonValue(v)
	}
	return "=" + text
}

func jsonValue(v reflect.Value) string { return ":=" + string(compactJSON(v.Interface())) }

func mapAssignments(from, to reflect.Value, path, short string) []string {
	old, entries := from.Interface().(map[string]string), to.Interface().(map[string]string)
	for _, key := range slices.Concat(sortedKeys(old), sortedKeys(entries)) {
		if strings.ContainsFunc(key, isHidden) {
			return []string{short + jsonValue(to)}
		}
	}
	var list []string
	for _, key := range sortedKeys(old) {
		if _, kept := entries[key]; !kept {
			list = append(list, WithKey(short, key)+"="+unsetWord)
		}
	}
	for _, key := range sortedKeys(entries) {
		if value, had := old[key]; !had || value != entries[key] {
			list = append(list, WithKey(short, key)+jsonOrText(entries[key], path, key))
		}
	}
	return list
}

// jsonOrText is the value of an entry of a map.
func jsonOrText(value, path, key string) string {
	setting := Lookup(path)
	if _, message, _ := setting.checkEntry(key, value); message != "" || value == unsetWord || strings.ContainsFunc(value, isHidden) {
		return jsonValue(reflect.ValueOf(value))
	}
	return "=" + value
}

// listAssignments replace a list, or add to it where it begins as before.
func listAssignments(from, to reflect.Value, path, short string) []string {
	if blockType(to.Type()) == nil {
		return []string{short + textsValue(to.Interface(), Lookup(path))}
	}
	if to.Len() == 0 {
		return []string{short + ":=[]"}
	}
	var list []string
	kept, gone := withoutGone(from, to, byPath[generalize(path)])
	for _, key := range gone {
		list = append(list, WithKey(short, key)+"="+unsetWord)
	}
	from = kept
	for i := to.Len(); i < from.Len(); i++ {
		list = append(list, short+"[-1]="+unsetWord)
	}
	for i := range to.Len() {
		item := to.Index(i)
		switch {
		case i >= from.Len():
			list = append(list, short+"[+]"+jsonValue(item))
		case !reflect.DeepEqual(from.Index(i).Interface(), item.Interface()):
			list = append(list, assignments(from.Index(i), item, path+"["+strconv.Itoa(i)+"]")...)
		}
	}
	return list
}

// withoutGone returns what is left of a list after the items are removed that only from
// has, and their names. There are none where items have no names, or the same, or are
// in another order: then only places tell them apart.
func withoutGone(from, to reflect.Value, list *Setting) (kept reflect.Value, gone []string) {
	if list == nil || list.Key == "" {
		return from, nil
	}
	left, leftKeys := reflect.Zero(from.Type()), []string{}
	keys := keysIn(to, list.Key)
	for i, key := range keysIn(from, list.Key) {
		if slices.Contains(leftKeys, key) || slices.Contains(gone, key) {
			return from, nil
		}
		if !slices.Contains(keys, key) {
			gone = append(gone, key)
			continue
		}
		left, leftKeys = reflect.Append(left, from.Index(i)), append(leftKeys, key)
	}
	inOrder := len(leftKeys) <= len(keys) && slices.Equal(leftKeys, keys[:len(leftKeys)])
	if !inOrder || len(gone) == 0 || from.Len() == to.Len() || !allNames(gone) {
		return from, nil
	}
	return left, gone
}

func allNames(keys []string) bool {
	return !slices.ContainsFunc(keys, func(key string) bool { return !isName(key) })
}

// keysIn are the keys of the items of a list.
func keysIn(list reflect.Value, key string) []string {
	var keys []string
	for i := range list.Len() {
		keys = append(keys, keyOf(list.Index(i), key))
	}
	return keys
}

// textsValue is a list of texts, with commas between them where that is the same.
func textsValue(value any, setting *Setting) string {
	texts, isTexts := value.([]string)
	message, _ := setting.CheckValue(texts)
	joined := strings.Join(texts, ",")
	if !isTexts || message != "" || len(texts) == 0 || joined == unsetWord || strings.ContainsFunc(joined, isHidden) || !slices.Equal(strings.Split(joined, ","), texts) {
		return jsonValue(reflect.ValueOf(value))
	}
	return "=" + joined
}
