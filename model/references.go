package model

import "slices"

// Rename replaces what refers to the setting at path, such as the name of an app
// client, after its value changed from one to another. It changes nothing while
// another item of the list has the old value.
func (p *Pool) Rename(path, from, to string) {
	target := Lookup(path)
	if target == nil || !isReferredTo[target.Path] {
		return
	}
	type change struct {
		path  string
		value any
	}
	var changes []change
	for l := range p.Leaves() {
		value, _ := p.Get(l.Path())
		if l.Setting == target && value == any(from) {
			return
		}
		if l.Setting.Refers != target.Path {
			continue
		}
		switch value := value.(type) {
		case string:
			if value == from {
				changes = append(changes, change{l.Path(), to})
			}
		case []string:
			if i := slices.Index(value, from); i >= 0 {
				list := slices.Clone(value)
				list[i] = to
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

// isReferredTo are the paths that Refers of another setting names.
var isReferredTo = func() map[string]bool {
	paths := map[string]bool{}
	for i := range Catalog {
		paths[Catalog[i].Refers] = true
	}
	return paths
}()
