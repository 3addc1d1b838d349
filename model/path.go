package model

import (
	"fmt"
	"iter"
	"maps"
	"reflect"
	"strconv"
	"strings"
)

// Leaf is one setting that is set in a pool.
type Leaf struct {
	Setting *Setting
	value   reflect.Value
	at      []int // the list indices on the way, outermost first
}

// Path is the setting's path with the indices of its lists: Schema[3].Name.
func (l Leaf) Path() string {
	path := l.Setting.Path
	for _, i := range l.at {
		path = strings.Replace(path, "[]", "["+strconv.Itoa(i)+"]", 1)
	}
	return path
}

// At returns the list indices on the way to the leaf, outermost first.
func (l Leaf) At() []int { return l.at }

// Value is a string, bool, int, []string or map[string]string; nil for a List
// or Block, whose leaves follow.
func (l Leaf) Value() any {
	v := reflect.Indirect(l.value)
	switch {
	case v.Kind() == reflect.Struct, l.Setting.Kind == List:
		return nil
	default:
		return v.Interface()
	}
}

// Len is the number of members of a list or map.
func (l Leaf) Len() int { return l.value.Len() }

// member is a field of a request or block, matched with its catalog entry.
// The members are determined once, so that walking a pool needs no look-up.
type member struct {
	index   []int // of the field; more than one for a field of an embedded struct
	path    string
	setting *Setting // nil for a block that has no effect without its leaves
	members []member // of the block, or of a list's element
}

var poolMembers = membersOf(reflect.TypeFor[Pool](), "")

func membersOf(t reflect.Type, prefix string) []member {
	var members []member
	for _, f := range reflect.VisibleFields(t) {
		if f.Anonymous {
			continue // its fields follow
		}
		m := member{index: f.Index, path: prefix + f.Name}
		m.setting = byPath[m.path]
		switch block := blockType(f.Type); {
		case block == nil:
		case f.Type.Kind() == reflect.Slice:
			m.members = membersOf(block, m.path+"[].")
		default:
			m.members = membersOf(block, m.path+".")
		}
		members = append(members, m)
	}
	return members
}

// blockType returns the struct behind a block, a pointer to one or a list of
// them, and nil for a leaf.
func blockType(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	return t
}

// Leaves yields everything that is set, in the order of the wizard; a List or
// Block comes before its leaves.
func (p *Pool) Leaves() iter.Seq[Leaf] {
	return func(yield func(Leaf) bool) {
		walk(reflect.ValueOf(p).Elem(), poolMembers, nil, yield)
	}
}

func walk(v reflect.Value, members []member, at []int, yield func(Leaf) bool) bool {
	for i := range members {
		m := &members[i]
		field := v.FieldByIndex(m.index)
		if field.IsZero() {
			continue
		}
		if m.setting != nil && !yield(Leaf{m.setting, field, at}) {
			return false
		}
		if m.members != nil && !eachBlock(field, at, func(block reflect.Value, at []int) bool {
			return walk(block, m.members, at, yield)
		}) {
			return false
		}
	}
	return true
}

// eachBlock visits the block in field, or each of a list of them, with the
// list indices that lead there.
func eachBlock(field reflect.Value, at []int, visit func(block reflect.Value, at []int) bool) bool {
	if field.Kind() != reflect.Slice {
		return visit(reflect.Indirect(field), at)
	}
	for i := range field.Len() {
		if !visit(field.Index(i), append(at[:len(at):len(at)], i)) {
			return false
		}
	}
	return true
}

// missing yields the required settings that a pool lacks, in the blocks that
// it has.
func (p *Pool) missing() iter.Seq[Leaf] {
	return func(yield func(Leaf) bool) {
		walkMissing(reflect.ValueOf(p).Elem(), poolMembers, nil, yield)
	}
}

func walkMissing(v reflect.Value, members []member, at []int, yield func(Leaf) bool) bool {
	for i := range members {
		m := &members[i]
		field := v.FieldByIndex(m.index)
		o := LookupOperation(m.path)
		if field.IsZero() && !(o != nil && o.Required) {
			if m.setting != nil && m.setting.Required && !yield(Leaf{m.setting, field, at}) {
				return false
			}
			continue
		}
		if m.members != nil && !eachBlock(field, at, func(block reflect.Value, at []int) bool {
			return walkMissing(block, m.members, at, yield)
		}) {
			return false
		}
	}
	return true
}

// Get returns the value at path and whether it is set. Scalars come without
// their pointer; a list of blocks comes as []Attribute or []RecoveryMechanism,
// and an entry of a map, such as UserPoolTags[team], as its text.
func (p *Pool) Get(path string) (any, bool) {
	v, err := p.find(path, false)
	if err != nil || !v.IsValid() {
		return nil, false
	}
	if v.Kind() == reflect.String && !v.CanAddr() {
		return v.String(), true // an entry of a map is set even when it is empty
	}
	if v.IsZero() {
		return nil, false
	}
	return reflect.Indirect(v).Interface(), true
}

// Set stores value at path and makes the blocks on the way. The value has the
// type that Get returns. It fails on a path that does not exist and on a value
// of another type.
func (p *Pool) Set(path string, value any) error {
	if entries, key, found := mapEntry(path); found {
		text, ok := value.(string)
		if !ok {
			return fmt.Errorf("%s: cannot be set to a %T", path, value)
		}
		return p.changeMap(entries, func(m map[string]string) { m[key] = text })
	}
	v, err := p.find(path, true)
	if err != nil {
		return err
	}
	from := reflect.ValueOf(value)
	to := v.Type()
	switch {
	case from.IsValid() && from.Type() == to:
		v.Set(from)
	case from.IsValid() && to.Kind() == reflect.Pointer && from.Type() == to.Elem():
		v.Set(reflect.New(to.Elem()))
		v.Elem().Set(from)
	default:
		return fmt.Errorf("%s: cannot be set to a %T", path, value)
	}
	return nil
}

// Enable makes the empty block at path, which has an effect by being present. A
// block that is set stays as it is. It fails on a path that is no block.
func (p *Pool) Enable(path string) error {
	v, err := p.find(path, true)
	if err != nil {
		return err
	}
	if blockType(v.Type()) == nil || v.Kind() != reflect.Pointer {
		return fmt.Errorf("%s: not a block", path)
	}
	if v.IsNil() {
		v.Set(reflect.New(v.Type().Elem()))
	}
	return nil
}

// Unset clears path, and the blocks on the way that are then empty, except for
// a Block, which has an effect while it is empty.
func (p *Pool) Unset(path string) error {
	if entries, key, found := mapEntry(path); found {
		return p.changeMap(entries, func(m map[string]string) { delete(m, key) })
	}
	v, err := p.find(path, false)
	if err != nil || !v.IsValid() {
		return err
	}
	v.SetZero()
	for {
		dot := strings.LastIndexByte(path, '.')
		if dot < 0 {
			return nil
		}
		path = path[:dot]
		block, err := p.find(path, false)
		if err != nil || block.Kind() != reflect.Pointer || block.IsNil() || !block.Elem().IsZero() || byPath[path] != nil {
			return err
		}
		block.SetZero()
	}
}

// changeMap changes a copy of the map at path, so that copies of the pool never
// share it. An empty map is unset.
func (p *Pool) changeMap(path string, change func(map[string]string)) error {
	value, _ := p.Get(path)
	old, _ := value.(map[string]string)
	entries := maps.Clone(old)
	if entries == nil {
		entries = map[string]string{}
	}
	change(entries)
	if len(entries) == 0 {
		return p.Unset(path)
	}
	return p.Set(path, entries)
}

// find walks to the field at path. Where a block on the way is missing it
// makes it, or returns the zero Value.
func (p *Pool) find(path string, create bool) (reflect.Value, error) {
	v := reflect.ValueOf(p).Elem()
	for rest := path; rest != ""; {
		var part pathPart
		part, rest = cutPath(rest)
		if v.Kind() == reflect.Pointer {
			if v.IsNil() && !create {
				return reflect.Value{}, nil
			}
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct {
			return v, fmt.Errorf("%s: no such setting", path)
		}
		v = v.FieldByName(part.name)
		if !v.IsValid() {
			return v, fmt.Errorf("%s: no such setting", path)
		}
		if !part.keyed {
			continue
		}
		if v.Kind() == reflect.Map && rest == "" {
			return v.MapIndex(reflect.ValueOf(part.key)), nil
		}
		i, err := strconv.Atoi(part.key)
		if err != nil || v.Kind() != reflect.Slice || i < 0 || i >= v.Len() {
			return v, fmt.Errorf("%s: no such item", path)
		}
		v = v.Index(i)
	}
	return v, nil
}

// Clone returns a deep copy.
func (p *Pool) Clone() *Pool {
	copied := clone(reflect.ValueOf(*p)).Interface().(Pool)
	return &copied
}

func clone(v reflect.Value) reflect.Value {
	if v.IsZero() {
		return v
	}
	c := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Pointer:
		c.Set(reflect.New(v.Type().Elem()))
		c.Elem().Set(clone(v.Elem()))
	case reflect.Slice:
		c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			c.Index(i).Set(clone(v.Index(i)))
		}
	case reflect.Map:
		c.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
		for key, value := range v.Seq2() {
			c.SetMapIndex(key, value)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			c.Field(i).Set(clone(v.Field(i)))
		}
	default:
		c.Set(v)
	}
	return c
}

// Equal reports whether two pools have the same settings. Unset and empty
// differ.
func (p *Pool) Equal(q *Pool) bool { return reflect.DeepEqual(p, q) }
