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
func (p *Pool) Rename(path, from, to string) { p.rename(path, from, to, true) }

// RenameReferences is Rename for a pool that exists, where what is made of a name,
// such as a domain, stays as it is.
func (p *Pool) RenameReferences(path, from, to string) { p.rename(path, from, to, false) }

func (p *Pool) rename(path, from, to string, derived bool) {
	target := Lookup(path)
	if target == nil || !isReferredTo[target.Path] || p.hasStill(path, from) {
		return
	}
	type change struct {
		path  string
		value any
	}
	var changes []change
	for l := range p.Leaves() {
		renamed := func(value string) string {
			if l.Setting.derivedFrom != "" && !derived {
				return value
			}
			return p.renamed(l.Setting, value, path, from, to)
		}
		switch value := l.Value().(type) {
		case string:
			if now := renamed(value); now != value {
				changes = append(changes, change{l.Path(), now})
			}
		case []string:
			list := slices.Clone(value)
			for i := range list {
				list[i] = renamed(list[i])
			}
			if !slices.Equal(list, value) {
				changes = append(changes, change{l.Path(), list})
			}
		}
	}
	for _, c := range changes {
		if err := p.Set(c.path, c.value); err != nil {
			panic(err) // the path and the type come from the pool
		}
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

// renamed is a value of a setting after the value at path, which it may refer to,
// changed.
func (p *Pool) renamed(s *Setting, value, path, from, to string) string {
	target := Lookup(path).Path
	switch {
	case s.Refers == target && value == from:
		return to
	case s.derivedFrom == target && value == s.derive(from):
		return s.derive(to)
	}
	slash := strings.LastIndexByte(value, '/')
	if slash < 0 {
		return value
	}
	prefix, suffix := value[:slash], value[slash+1:]
	switch {
	case s.RefersPrefix == target && prefix == from:
		return to + "/" + suffix
	case s.RefersSuffix == target && suffix == from && prefix == p.prefixOf(s, path):
		return prefix + "/" + to
	default:
		return value
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
