package forms

import (
	"cmp"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// checklist asks in another way than with one field for each setting: with one
// option for each answer, any number of them, or one where its setting is a Choice.
type checklist struct {
	key     string
	setting model.Setting
	get     func(*model.Pool) []string
	set     func(*model.Pool, []string)
	lines   func(*model.Pool) []string // what the answer did; nil for nothing to say
	// state tells an option that is off from one that is not set; nil where the options
	// are set together, or one of them is chosen.
	state func(p *model.Pool, value string) State
	// leave leaves an option to Cognito; nil where the options are set together.
	leave func(p *model.Pool, value string)
	// paths are the settings of the options, in their order, that no other field asks
	// for; nil where the options are no settings of their own.
	paths []string
}

// State is the state of an option of a checklist.
type State int

const (
	NotSet State = iota // Cognito decides
	Checked
	Unchecked
)

// check is a setting that a checklist switches on and off, a Bool or a Block.
type check struct{ name, title string }

// checks asks for several settings below a common prefix in one checklist. A setting
// that nobody answered stays unset. A block that is not there is unset, too: the API
// has no other way to switch it off.
func checks(prefix string, setting model.Setting, list ...check) Field {
	c := &checklist{key: prefix + "(" + strings.ToLower(setting.Title) + ")", setting: setting}
	c.setting.Path, c.setting.Kind = c.key, model.Choices
	for _, each := range list {
		s := model.Lookup(prefix + each.name)
		c.paths = append(c.paths, s.Path)
		c.setting.Choices = append(c.setting.Choices, model.Option{Value: each.name, Title: each.title, Help: s.Help, Tier: s.Tier})
	}
	c.state = func(p *model.Pool, name string) State { return stateAt(p, prefix+name) }
	c.leave = func(p *model.Pool, name string) { must(p.Unset(prefix + name)) }
	c.get = func(p *model.Pool) []string {
		var on []string
		for _, each := range list {
			if c.state(p, each.name) == Checked {
				on = append(on, each.name)
			}
		}
		return on
	}
	c.set = func(p *model.Pool, on []string) {
		for _, each := range list {
			if is := slices.Contains(on, each.name); is != (c.state(p, each.name) == Checked) {
				switchAt(p, prefix+each.name, is)
			}
		}
	}
	return Field{Path: c.paths[0], checklist: c}
}

func stateAt(p *model.Pool, path string) State {
	value, isSet := p.Get(path)
	switch {
	case !isSet:
		return NotSet
	case value == false:
		return Unchecked
	default:
		return Checked
	}
}

// switchAt switches a setting on or off.
func switchAt(p *model.Pool, path string, on bool) {
	switch isBlock := model.Lookup(path).Kind == model.Block; {
	case isBlock && on:
		must(p.Enable(path))
	case isBlock:
		must(p.Unset(path))
	default:
		must(p.Set(path, on))
	}
}

// Paths are the settings that the field asks for: of a checklist of settings each of
// them, else its own.
func (f Field) Paths() []string {
	if f.checklist != nil && f.checklist.paths != nil {
		return f.checklist.paths
	}
	return []string{f.Path}
}

// Alone are the questions of a page with each setting of a checklist as a question of
// its own, for programs, which answer it with true, false or nothing.
func Alone(fields []Field) []Field {
	var alone []Field
	for _, f := range fields {
		if !f.HasChecks() {
			alone = append(alone, f)
			continue
		}
		for _, path := range f.Paths() {
			alone = append(alone, Field{Path: path, When: f.When, Then: f.Then})
		}
	}
	return alone
}

// Asked is the one of Paths that path is, or is a part of; empty for none.
func (f Field) Asked(path string) string {
	for _, asked := range f.Paths() {
		if Within(path, asked) {
			return asked
		}
	}
	return ""
}

// Concerned reports whether a finding is about a setting that the field asks for.
func (f Field) Concerned(found model.Finding) bool {
	return slices.ContainsFunc(f.Paths(), found.Concerns)
}

// IsSet reports whether the pool says anything that the field asks for.
func (f Field) IsSet(p *model.Pool) bool {
	return slices.ContainsFunc(f.Paths(), func(path string) bool {
		_, isSet := p.Get(path)
		return isSet
	})
}

// Check is the setting of an option, empty where the options are no settings of their
// own.
func (f Field) Check(value string) string {
	if f.checklist == nil || f.checklist.paths == nil {
		return ""
	}
	i := slices.IndexFunc(f.checklist.setting.Choices, func(o model.Option) bool { return o.Value == value })
	if i < 0 {
		return ""
	}
	return f.checklist.paths[i]
}

// CheckOf is the option of a setting, and ok for a checklist that has one.
func (f Field) CheckOf(path string) (value string, ok bool) {
	if f.checklist == nil || f.checklist.paths == nil {
		return "", false
	}
	i := slices.Index(f.checklist.paths, f.Asked(path))
	if i < 0 {
		return "", false
	}
	return f.checklist.setting.Choices[i].Value, true
}

// HasChecks reports whether the field is a checklist of settings, each of which can be
// left to Cognito by itself.
func (f Field) HasChecks() bool { return f.checklist != nil && f.checklist.paths != nil }

// State is what the answer to a checklist says about one of its options. The members of
// a list are set together.
func (a *Answers) State(f Field, value string) State {
	switch {
	case f.checklist != nil && f.checklist.state != nil:
		return f.checklist.state(a.Pool, value)
	case slices.Contains(a.Members(f), value):
		return Checked
	case f.checklist == nil && f.IsSet(a.Pool):
		return Unchecked
	default:
		return NotSet
	}
}

// LeavesAlone reports whether an option of a checklist can be left to Cognito alone.
func (a *Answers) LeavesAlone(f Field) bool { return f.checklist != nil && f.checklist.leave != nil }

// Unset are the options of a checklist that are not set.
func (a *Answers) Unset(f Field) []string {
	var values []string
	for _, o := range a.Options(f) {
		if a.State(f, o.Value) == NotSet {
			values = append(values, o.Value)
		}
	}
	return values
}

// Leave leaves an option of a checklist to Cognito: alone where it can be set alone,
// else with all others.
func (a *Answers) Leave(f Field, value string) {
	switch {
	case f.checklist != nil && f.checklist.leave != nil:
		f.checklist.leave(a.Pool, value)
	default:
		a.SetMembers(f, nil)
	}
	a.follow(f)
}

// Switch answers one option of a checklist of settings with yes or no.
func (a *Answers) Switch(f Field, value string, on bool) {
	switchAt(a.Pool, f.Check(value), on)
	a.follow(f)
}

// Default is what Cognito does while nothing of a field is set. Of a checklist of
// settings it depends on the pool.
func (a *Answers) Default(f Field) string {
	if !f.HasChecks() {
		return f.Setting().Default
	}
	var on []string
	for _, o := range f.checklist.setting.Choices {
		if a.Pool.AssumesOn(f.Check(o.Value)) {
			on = append(on, o.Value)
		}
	}
	return f.titles(on)
}

// titles joins the titles of options: of a checklist of settings, All and None where
// it is all or none of them.
func (f Field) titles(values []string) string {
	s := f.Setting()
	if f.HasChecks() && len(values) == len(s.Choices) {
		return "All"
	}
	return cmp.Or(Titles(s, values), "None")
}
