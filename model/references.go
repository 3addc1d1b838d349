package model

import (
	"slices"
	"strings"
)

// Candidates are the values that a setting can have because the draft has them:
// those that are known without it, and those of what it refers to, such as the
// names of all app clients. It is empty for a setting that refers to nothing.
func (p *Pool) Candidates(s *Setting) []Option {
	if !s.refers() {
		return nil
	}
	options := slices.Clone(s.Known)
	add := func(value string) {
		if value != "" && !slices.ContainsFunc(options, func(o Option) bool { return o.Value == value }) {
			options = append(options, Option{Value: value, Title: value})
		}
	}
	for l := range p.Leaves() {
		switch value := l.Value().(type) {
		case string:
			switch l.Setting.Path {
			case s.Refers:
				add(value)
			case s.RefersSuffix:
				if prefix := p.prefixOf(s, l.Path()); prefix != "" {
					add(prefix + "/" + value)
				}
			}
		}
	}
	return options
}

// refers reports whether values of the setting name something in the draft.
func (s *Setting) refers() bool { return s.Refers != "" || s.RefersPrefix != "" }

// knows reports whether a value names nothing in the draft.
func (s *Setting) knows(value string) bool {
	return slices.ContainsFunc(s.Known, func(o Option) bool { return o.Value == value })
}

// prefixOf is the value that stands before the slash where the one at path, of
// RefersSuffix, stands after it.
func (p *Pool) prefixOf(s *Setting, path string) string {
	item, _, _ := strings.Cut(path, "]")
	_, member, _ := strings.Cut(s.RefersPrefix, "[]")
	value, _ := p.Get(item + "]" + member)
	prefix, _ := value.(string)
	return prefix
}

// Rename replaces what refers to the setting at path or is made of it, such as the
// domain prefix that AddApp makes of the name of the pool, after its value changed
// from one to another. It changes nothing while an item of the list has the old value.
func (p *Pool) Rename(path, from, to string) {
	p.Redirect(p.References(path, from, true), from, to)
}

// RenameReferences is Rename for a pool that exists, where what is made of a name,
// such as a domain, stays as it is.
func (p *Pool) RenameReferences(path, from, to string) {
	p.Redirect(p.References(path, from, false), from, to)
}

// Reference is a value that contains the name of something, or is made of it.
type Reference struct {
	path string
	at   int                      // in a list of values, -1 for a value alone
	text func(name string) string // the value for a name
}

// References are those to the setting at path, which has or had the name; with derived
// also what is made of it. There are none while an item of the list has the name.
func (p *Pool) References(path, name string, derived bool) []Reference {
	target := Lookup(path)
	if target == nil || !isReferredTo[target.Path] || p.hasStill(path, name) {
		return nil
	}
	var list []Reference
	for l := range p.Leaves() {
		if l.Setting.derivedFrom != "" && !derived {
			continue
		}
		switch value := l.Value().(type) {
		case string:
			if text := p.reference(l.Setting, value, path, name); text != nil {
				list = append(list, Reference{l.Path(), -1, text})
			}
		case []string:
			for i := range value {
				if text := p.reference(l.Setting, value[i], path, name); text != nil {
					list = append(list, Reference{l.Path(), i, text})
				}
			}
		}
	}
	return list
}

// Redirect gives references another name. Those that do not have the one from before
// any more stay as they are.
func (p *Pool) Redirect(references []Reference, from, to string) {
	for _, r := range references {
		value, _ := p.Get(r.path)
		switch value := value.(type) {
		case string:
			if r.at < 0 && value == r.text(from) {
				p.mustSet(r.path, r.text(to))
			}
		case []string:
			if r.at >= 0 && r.at < len(value) && value[r.at] == r.text(from) {
				list := slices.Clone(value)
				list[r.at] = r.text(to)
				p.mustSet(r.path, list)
			}
		}
	}
}

func (p *Pool) mustSet(path string, value any) {
	if err := p.Set(path, value); err != nil {
		panic(err) // the path and the type come from the pool
	}
}

// hasStill reports whether an item of the list that path is in has the value.
func (p *Pool) hasStill(path, value string) bool {
	target, list := Lookup(path), path[:strings.LastIndexByte(path, '[')+1]
	for l := range p.Leaves() {
		if l.Setting == target && strings.HasPrefix(l.Path(), list) && l.Value() == any(value) {
			return true
		}
	}
	return false
}

// reference is what a value of a setting is for any name, if it refers to the setting
// at path by a name; nil if it does not.
func (p *Pool) reference(s *Setting, value, path, name string) func(name string) string {
	target := Lookup(path).Path
	switch {
	case s.Refers == target && value == name:
		return func(name string) string { return name }
	case s.derivedFrom == target && value == s.derive(name):
		return s.derive
	}
	slash := strings.LastIndexByte(value, '/')
	if slash < 0 {
		return nil
	}
	prefix, suffix := value[:slash], value[slash+1:]
	switch {
	case s.RefersPrefix == target && prefix == name:
		return func(name string) string { return name + "/" + suffix }
	case s.RefersSuffix == target && suffix == name && prefix == p.prefixOf(s, path):
		return func(name string) string { return prefix + "/" + name }
	default:
		return nil
	}
}

// isReferredTo are the paths that other settings refer to.
var isReferredTo = func() map[string]bool {
	paths := map[string]bool{}
	for i := range Catalog {
		s := &Catalog[i]
		for _, path := range []string{s.Refers, s.RefersPrefix, s.RefersSuffix, s.derivedFrom} {
			paths[path] = true
		}
	}
	delete(paths, "")
	return paths
}()
