package model

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Edit changes one setting of a pool. Several edits are applied in order: the path
// of each is one in the pool that those before it leave.
type Edit struct {
	// Path has the indices of lists: CreateGroup[2].Precedence. That of a whole
	// item, CreateGroup[2], adds the item if the list has two so far.
	Path string
	// Value is the new value as JSON; an empty one removes the setting, the item
	// of a list or the entry of a map.
	Value jsontext.Value
}

// Removes reports whether the edit removes the setting.
func (e Edit) Removes() bool { return len(e.Value) == 0 }

// Setting is the catalog entry that the edit is about, nil for a block that has
// none.
func (e Edit) Setting() *Setting {
	if s := Lookup(e.Path); s != nil {
		return s
	}
	if list, _, isItem := cutItem(e.Path); isItem {
		return Lookup(list)
	}
	return nil
}

// Apply makes the edits. It fails on a path that does not exist and on a value that
// the setting cannot have; the pool is then as it was.
func (p *Pool) Apply(edits []Edit) error {
	changed := p.Clone()
	for _, e := range edits {
		if err := changed.applyOne(e); err != nil {
			return err
		}
	}
	*p = *changed
	return nil
}

func (p *Pool) applyOne(e Edit) error {
	if e.Removes() {
		return p.remove(e.Path)
	}
	roots, err := parseJSON(e.Value)
	if err != nil {
		return fmt.Errorf("%s: %w", e.Path, err)
	}
	if len(roots) != 1 || roots[0].kind == null {
		return fmt.Errorf("%s: not one value", e.Path)
	}
	if _, _, isEntry := mapEntry(e.Path); isEntry {
		if roots[0].kind != text {
			return fmt.Errorf("%s: expected text, found %s", e.Path, roots[0].kind)
		}
		return p.Set(e.Path, roots[0].text)
	}
	if list, i, isItem := cutItem(e.Path); isItem {
		if err := p.grow(list, i); err != nil {
			return err
		}
	}
	v, err := p.find(e.Path, true)
	if err != nil {
		return err
	}
	r := &reader{document: &Document{}}
	value := reflect.New(v.Type()).Elem()
	r.decode(roots[0], value, e.Path)
	if len(r.problems) > 0 {
		return &valueError{r.problems[0]}
	}
	v.Set(value)
	return nil
}

// valueError is the first problem of a value in JSON.
type valueError struct{ Problem }

func (e *valueError) Error() string { return e.Setting + ": " + e.Message }

// grow adds an empty item to the list if i is the index of the next one.
func (p *Pool) grow(list string, i int) error {
	v, err := p.find(list, true)
	if err != nil {
		return err
	}
	if v.Kind() == reflect.Slice && i == v.Len() {
		v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
	}
	return nil
}

// remove is Unset, which also removes the item of a list.
func (p *Pool) remove(path string) error {
	list, i, isItem := cutItem(path)
	if !isItem {
		return p.Unset(path)
	}
	v, err := p.find(list, false)
	switch {
	case err != nil:
		return err
	case !v.IsValid() || v.Kind() != reflect.Slice || i >= v.Len():
		return fmt.Errorf("%s: no such item", path)
	case v.Len() == 1:
		return p.Unset(list)
	}
	v.Set(reflect.AppendSlice(v.Slice(0, i), v.Slice(i+1, v.Len())))
	return nil
}

// cutItem splits the path of an item into that of its list and the index.
func cutItem(path string) (list string, i int, isItem bool) {
	if _, _, isEntry := mapEntry(path); isEntry || !strings.HasSuffix(path, "]") {
		return "", 0, false
	}
	open := strings.LastIndexByte(path, '[')
	i, err := strconv.Atoi(path[open+1 : len(path)-1])
	return path[:open], i, err == nil && i >= 0
}

// Edits is the change that corrects a finding of the pool. all are its findings, as
// CheckIn returns them. The change removes the finding, and adds none that is as
// severe. It is empty where several corrections are possible, or where only a
// person can know the value, such as a name or an ARN.
func (f Facts) Edits(finding Finding, all []Finding) []Edit {
	rule := LookupRule(finding.Rule)
	if rule == nil || rule.Edits == nil || !slices.ContainsFunc(all, finding.equal) {
		return nil
	}
	edits := rule.Edits(f, finding)
	if len(edits) == 0 || f.PoolID != "" && slices.ContainsFunc(edits, func(e Edit) bool { return e.Permanent() != "" }) || !f.improve(edits, finding, all) {
		return nil
	}
	return edits
}

func (f Finding) equal(other Finding) bool {
	return f.Rule == other.Rule && f.Severity == other.Severity && f.Message == other.Message && slices.Equal(f.Settings, other.Settings)
}

// improve reports whether the edits remove the finding, and leave no rule with more
// findings that are as severe, or more severe. Corrections therefore end: each
// leaves fewer findings of its severity, and no more above it.
func (f Facts) improve(edits []Edit, finding Finding, all []Finding) bool {
	pool := f.Pool.Clone()
	if err := pool.Apply(edits); err != nil {
		return false
	}
	f.Pool = pool
	left := CheckIn(f)
	if slices.ContainsFunc(left, finding.equal) {
		return false
	}
	type count struct {
		rule  string
		least Severity
	}
	more := map[count]int{}
	for least := finding.Severity; least <= Error; least++ {
		for _, other := range left {
			if other.Severity >= least {
				more[count{other.Rule, least}]++
			}
		}
		for _, other := range all {
			if other.Severity >= least {
				more[count{other.Rule, least}]--
			}
		}
	}
	for _, n := range more {
		if n > 0 {
			return false
		}
	}
	return more[count{finding.Rule, finding.Severity}] < 0
}

// setTo is the edit that sets path to a value: a string, bool, int, list or block.
func setTo(path string, value any) []Edit {
	data, err := json.Marshal(value, json.Deterministic(true))
	if err != nil {
		panic(err) // our own types always encode
	}
	return []Edit{{path, data}}
}

// removed are the edits that remove paths.
func removed(paths ...string) []Edit {
	edits := make([]Edit, len(paths))
	for i, path := range paths {
		edits[i].Path = path
	}
	return edits
}

// setList is the edit that sets path to a list, each value once. It is nothing for
// an empty list, which means something else than an unset one.
func setList(path string, values []string) []Edit {
	if len(values) == 0 {
		return nil
	}
	return setTo(path, eachOnce(values))
}

// eachOnce is a list without what it repeats.
func eachOnce(values []string) []string {
	var once []string
	for _, value := range values {
		if !slices.Contains(once, value) {
			once = append(once, value)
		}
	}
	return once
}

// without is a list without some of its values.
func without(values []string, drop func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(values), drop)
}

// plus is a list with more values at its end.
func plus(values []string, more ...string) []string { return slices.Concat(values, more) }

// settingTo is the change of a rule that sets the first setting of the finding to a
// value.
func settingTo(value any) func(Facts, Finding) []Edit {
	return func(_ Facts, finding Finding) []Edit { return setTo(finding.Settings[0], value) }
}

// removeFirst removes the first setting of the finding.
func removeFirst(_ Facts, finding Finding) []Edit { return removed(finding.Settings[0]) }

// removeAll removes those settings of the finding that are set.
func removeAll(f Facts, finding Finding) []Edit {
	var edits []Edit
	for _, path := range finding.Settings {
		if _, set := f.Get(path); set {
			edits = append(edits, removed(path)...)
		}
	}
	return edits
}

// Changes is what edits do to a pool: the value of each path before and after, nil
// where it is not set. They say nothing else, and do not change the pool.
func (p *Pool) Changes(edits []Edit) []Difference {
	pool := p.Clone()
	var changes []Difference
	for _, e := range edits {
		from, _ := pool.Get(e.Path)
		if err := pool.applyOne(e); err != nil {
			return nil
		}
		to := any(nil)
		if !e.Removes() {
			to, _ = pool.Get(e.Path)
		}
		changes = append(changes, Difference{Setting: e.Path, From: from, To: to})
	}
	return changes
}

// IsWhole reports whether a value is a block, an item or a list of them, which is
// too long to be shown.
func IsWhole(value any) bool {
	v := reflect.ValueOf(value)
	return v.Kind() == reflect.Struct || v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct
}

// Permanent is why a change of the setting matters that cannot be undone once the
// pool exists; empty if it can.
func (e Edit) Permanent() string {
	if s := e.Setting(); s != nil {
		return s.Permanent
	}
	return ""
}

// ItemName is the name of the item of a list that a path leads into, or to: web for
// CreateUserPoolClient[0].CallbackURLs. It is empty for a path outside of lists and
// for an item without a name.
func (p *Pool) ItemName(path string) string {
	open := strings.IndexByte(path, '[')
	if open < 0 {
		return ""
	}
	_, length := cutKey(path[open+1:])
	item, list := path[:open+1+length], Lookup(path[:open])
	if list == nil || list.Kind != List || list.Key == "" {
		return ""
	}
	v, err := p.find(item, false)
	if err != nil || !v.IsValid() {
		return ""
	}
	return keyOf(v, list.Key)
}

// ItemName is the name of an item of the list, which is a block.
func (s *Setting) ItemName(item any) string { return keyOf(reflect.ValueOf(item), s.Key) }
