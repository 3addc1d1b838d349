// Package forms declares the wizard's steps as data: which settings a step
// asks for, in which order, and when a question applies.
//
// A step is one file with one Step value. Its fields name settings by their
// path in the catalog, which has everything else: title, help, kind, limits
// and choices. The full-screen wizard, the line-by-line mode, the review and
// the tests all walk Steps. An answer goes through Answers.Set into the pool,
// in every mode; Edit makes the huh field for a setting in focus.
//
// To ask for one more setting, add its path to a step. A test fails while a
// setting of the catalog is asked for nowhere.
package forms

import (
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// Step is one page of the wizard.
type Step struct {
	ID     string // for jumps and tests
	Title  string // in the list of steps
	Intro  string // what the page decides, one or two sentences
	Fields []Field
	// Arrange returns the questions for a pool where they are not always Fields: those
	// of Fields that apply, and questions about items of their lists. The page of the
	// item asks for the same settings.
	Arrange func(*model.Pool) []Field
	// Folds says that few want the step: moving on from the step before passes it
	// while nothing of it is set.
	Folds bool
}

// Field is one question: a setting, and when it is worth asking.
type Field struct {
	Path string // of the setting, with the indices of the list items that it is in
	// When says whether the question applies; nil is always. A setting that is
	// set is shown all the same, so that nothing in a pool is out of reach.
	When func(Scope) bool
	// Then changes other settings that follow from an answer; nil where none do.
	Then func(Scope)

	// entry is set for the two questions about one entry of a map, whose Path
	// is that of the map.
	entry *mapEntry
	// checklist is set for a question that asks in another way than for the value of
	// one setting.
	checklist *checklist
}

// Scope is what a condition looks at: the pool, and the item a field is in.
type Scope struct {
	*model.Pool
	Item string // the innermost list item: CreateUserPool.Schema[3] for a field of that attribute

	read *[]string // collects the paths that a condition looks at; nil where nobody asks
}

// Get returns the setting at path, as Pool.Get does.
func (s Scope) Get(path string) (any, bool) {
	s.note(path)
	return s.Pool.Get(path)
}

// MfaMode is the mode that the pool ends with, as Pool.MfaMode has it.
func (s Scope) MfaMode() string {
	s.note("SetUserPoolMfaConfig.MfaConfiguration")
	s.note("CreateUserPool.MfaConfiguration")
	return s.Pool.MfaMode()
}

// note remembers that a condition looks at a path.
func (s Scope) note(path string) {
	if s.read != nil && !slices.Contains(*s.read, path) {
		*s.read = append(*s.read, path)
	}
}

// isSet reports whether there is anything at path.
func (s Scope) isSet(path string) bool {
	_, set := s.Get(path)
	return set
}

// text returns the setting at path as text, empty when unset.
func (s Scope) text(path string) string {
	v, _ := s.Get(path)
	text, _ := v.(string)
	return text
}

// isTrue reports whether the setting at path is true.
func (s Scope) isTrue(path string) bool {
	v, _ := s.Get(path)
	return v == true
}

// entries returns the map at path, nil when unset.
func (s Scope) entries(path string) map[string]string {
	v, _ := s.Get(path)
	entries, _ := v.(map[string]string)
	return entries
}

// holds reports whether the list at path has the member.
func (s Scope) holds(path, member string) bool {
	v, _ := s.Get(path)
	members, _ := v.([]string)
	return slices.Contains(members, member)
}

// Steps in the order of the wizard. The review, which asks for nothing, is the
// wizard's own.
var Steps = []Step{
	basics,
	signIn,
	password,
	mfa,
	recovery,
	email,
	sms,
	messages,
	triggers,
	attributes,
	signUp,
	devices,
	security,
	tags,
	apps,
	signInPages,
	providers,
	apis,
	groups,
}

// Setting is the field's catalog entry.
func (f Field) Setting() *model.Setting {
	switch {
	case f.entry != nil:
		return f.entry.setting()
	case f.checklist != nil:
		return &f.checklist.setting
	default:
		return model.Lookup(f.Path)
	}
}

// Key tells the field from every other.
func (f Field) Key() string {
	switch {
	case f.entry != nil:
		return f.entry.path()
	case f.checklist != nil:
		return f.checklist.key
	default:
		return f.Path
	}
}

// Entry is the path of the entry of a map that the question is about, for one of the
// two questions about it.
func (f Field) Entry() (path string, isEntry bool) {
	if f.entry == nil {
		return "", false
	}
	return model.WithKey(f.Path, *f.entry.key), true
}

// Repeats reports whether the question is about settings that another field of
// the step shows too.
func (f Field) Repeats() bool { return f.checklist != nil && !f.HasChecks() }

// Lines say what the answer to the question did, one for each choice that it
// made; none for most questions.
func (f Field) Lines(p *model.Pool) []string {
	if f.checklist == nil || f.checklist.lines == nil {
		return nil
	}
	return f.checklist.lines(p)
}

// ID tells the field from the others of its page, and stays while an entry
// of a map gets another key.
func (f Field) ID() string {
	if f.entry != nil {
		return f.entry.setting().Title
	}
	return f.Key()
}

// item is the innermost list item that the field is in, empty outside lists.
func (f Field) item() string {
	return f.Path[:strings.LastIndexByte(f.Path, ']')+1]
}

// Applies reports whether the field is worth showing for the pool.
func (f Field) Applies(p *model.Pool) bool {
	if f.When == nil || f.entry != nil || f.When(Scope{Pool: p, Item: f.item()}) {
		return true
	}
	return !f.Repeats() && f.IsSet(p) // a question that repeats has its settings in other fields
}

// DependsOn are the paths of the settings that decide whether the question applies to
// the pool, in the order in which its condition looks at them; none for a question
// that always applies, and for one that is asked only where its setting is set.
func (f Field) DependsOn(p *model.Pool) []string {
	if f.When == nil || f.entry != nil {
		return nil
	}
	var paths []string
	f.When(Scope{Pool: p, Item: f.item(), read: &paths})
	return paths
}

// Find returns the place of the step and field that ask for a path: of the
// outermost list, for a path inside lists, and of the map for one of its entries.
func Find(path string) (step, field int, found bool) {
	outer, _, _ := strings.Cut(path, "[")
	for i := range Steps {
		for j, f := range Steps[i].Fields {
			if slices.Contains(f.Paths(), outer) && !f.Repeats() {
				return i, j, true
			}
		}
	}
	return 0, 0, false
}

// Concerns reports whether a finding is about a setting that the step asks for.
// A finding belongs to the step of its first setting.
func (s Step) Concerns(f model.Finding) bool {
	if len(f.Settings) == 0 {
		return false
	}
	return slices.ContainsFunc(s.Fields, func(field Field) bool {
		return field.Asked(f.Settings[0]) != ""
	})
}

// Paths are the settings that the step asks for, each once.
func (s Step) Paths() []string {
	var paths []string
	for _, f := range s.Fields {
		if !f.Repeats() {
			paths = append(paths, f.Paths()...)
		}
	}
	return paths
}

// Unasked are the settings that no step asks for, of a list only the list.
func Unasked() []string {
	var paths []string
	for _, s := range model.Catalog {
		if _, _, found := Find(s.Path); !found && !strings.Contains(s.Path, "[") {
			paths = append(paths, s.Path)
		}
	}
	return paths
}

// Page are the questions of the step for a pool.
func (s Step) Page(p *model.Pool) []Field {
	if s.Arrange == nil {
		return s.Fields
	}
	return s.Arrange(p)
}

// Within reports whether path is outer or a part of it.
func Within(path, outer string) bool {
	rest, found := strings.CutPrefix(path, outer)
	return found && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// Folded reports whether moving on passes the step.
func (s Step) Folded(p *model.Pool) bool { return s.Folds && !s.IsSet(p) }

// IsSet reports whether the pool says anything that the step asks for.
func (s Step) IsSet(p *model.Pool) bool {
	return slices.ContainsFunc(s.Fields, func(f Field) bool { return f.IsSet(p) })
}

// fields makes plain questions of paths below a common prefix.
func fields(prefix string, names ...string) []Field {
	list := make([]Field, len(names))
	for i, name := range names {
		list[i] = Field{Path: prefix + name}
	}
	return list
}

// when puts one condition on fields.
func when(condition func(Scope) bool, list ...Field) []Field {
	for i := range list {
		list[i].When = condition
	}
	return list
}

// legacy never asks: the setting was replaced by another.
func legacy(Scope) bool { return false }
