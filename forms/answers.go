package forms

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// Answers are those to the fields of all steps: a pool being edited. Unparsed
// keeps, by Field.Key, text that is no value yet, such as letters for a number:
// going back must not lose it.
type Answers struct {
	Pool     *model.Pool
	Unparsed map[string]string
	// PoolID is the id of the live pool that the draft changes, empty for a new pool.
	PoolID string

	renaming renaming
}

// renaming are the references to a name that is changed letter by letter. They are known
// by their places, because on the way the name can be that of another item.
type renaming struct {
	path       string // of the name
	now        string
	references []model.Reference
}

// NewAnswers are those that a pool holds. They own the pool from then on.
func NewAnswers(p *model.Pool) *Answers {
	return &Answers{Pool: p, Unparsed: map[string]string{}}
}

// Facts are what is known about the pool.
func (a *Answers) Facts() model.Facts { return model.Facts{Pool: a.Pool, PoolID: a.PoolID} }

// Clone returns a copy that shares nothing.
func (a *Answers) Clone() *Answers {
	return &Answers{a.Pool.Clone(), maps.Clone(a.Unparsed), a.PoolID, a.renaming}
}

// Replace takes another pool of the same draft. Text that is no value stays, unless it
// is in an item of a list that is gone.
func (a *Answers) Replace(p *model.Pool) {
	a.Pool = p
	maps.DeleteFunc(a.Unparsed, func(key, _ string) bool {
		path, rest, _ := strings.Cut(key, "[")
		number, _, _ := strings.Cut(rest, "]")
		i, err := strconv.Atoi(number)
		if setting := model.Lookup(path); err != nil || setting == nil || setting.Kind != model.List {
			return false
		}
		list := ListOf(Field{Path: path})
		return list != nil && i >= list.Len(p)
	})
}

// Words for the answers of a Bool and a Block.
const (
	yes = "true"
	no  = "false"
)

// Text is the answer to a field as text, empty when there is none: what was
// typed where that is no value. Members are joined with spaces, and the items of
// Texts are one on each line.
func (a *Answers) Text(f Field) string {
	if text, typed := a.Unparsed[f.Key()]; typed {
		return text
	}
	switch {
	case f.entry != nil && f.IsSecret():
		return shownSecret(f.entry.get(a.Pool))
	case f.entry != nil:
		return f.entry.get(a.Pool)
	case f.checklist != nil:
		return strings.Join(f.checklist.get(a.Pool), " ")
	}
	value, set := a.Pool.Get(f.Path)
	if !set {
		return ""
	}
	switch v := value.(type) {
	case string:
		if f.IsSecret() {
			return shownSecret(v)
		}
		return v
	case model.JSONObject:
		return v.Indented()
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case []string:
		return strings.Join(v, separator(f.Setting().Kind))
	default:
		return yes // a block that is there
	}
}

// separator is between the members of a list in a text.
func separator(kind model.Kind) string {
	if kind == model.Texts {
		return "\n"
	}
	return " "
}

// Members is the answer to a field of Choices or Texts.
func (a *Answers) Members(f Field) []string {
	if f.checklist != nil {
		return f.checklist.get(a.Pool)
	}
	value, _ := a.Pool.Get(f.Path)
	members, _ := value.([]string)
	return members
}

// Options are the values that can be chosen for a field: those of its setting, or
// what the draft has where the setting refers to it.
func (a *Answers) Options(f Field) []model.Option {
	if a.Refers(f) {
		return a.Pool.Candidates(f.Setting())
	}
	return f.Setting().Choices
}

// Refers reports whether the draft has values to choose from for the field, which
// is also answered with any other text.
func (a *Answers) Refers(f Field) bool {
	return f.entry == nil && f.checklist == nil && len(a.Pool.Candidates(f.Setting())) > 0
}

// CanLeaveOut reports whether an answer to a choice can be removed.
func (a *Answers) CanLeaveOut(f Field) bool {
	return f.checklist == nil || !f.checklist.setting.Required || a.Text(f) == ""
}

// Set stores an answer given as text; the empty text leaves the setting to
// Cognito. Text that is no value for the setting is kept in Unparsed.
func (a *Answers) Set(f Field, text string) {
	delete(a.Unparsed, f.Key())
	if f.IsSecret() {
		text = reference(text)
	}
	before, _ := a.Pool.Get(f.Path)
	if err := a.store(f, text); err != nil {
		a.Unparsed[f.Key()] = text
		if f.entry == nil {
			must(a.Pool.Unset(f.Path))
		}
	}
	a.rename(f, before)
	a.follow(f)
}

// Apply makes the edits that correct a finding. What was typed there and is no value
// goes.
func (a *Answers) Apply(edits []model.Edit) {
	must(a.Pool.Apply(edits))
	for _, e := range edits {
		delete(a.Unparsed, e.Path)
	}
}

// rename lets what refers to a name follow it, also while it is typed. A name that
// was unset is empty in between.
func (a *Answers) rename(f Field, before any) {
	if f.entry != nil || f.checklist != nil || f.Setting().Kind != model.Text {
		return
	}
	after, _ := a.Pool.Get(f.Path)
	from, _ := before.(string)
	to, _ := after.(string)
	if to == from {
		return
	}
	if a.renaming.path != f.Path || a.renaming.now != from {
		a.renaming = renaming{path: f.Path, references: a.Pool.References(f.Path, from, a.PoolID == "")}
	}
	a.Pool.Redirect(a.renaming.references, from, to)
	a.renaming.now = to
}

// SetMembers stores the answer to a field of Choices; no members leave the
// setting to Cognito. Another order of the members is no change.
func (a *Answers) SetMembers(f Field, members []string) {
	switch {
	case slices.Equal(asSet(members), asSet(a.Members(f))):
		return
	case f.checklist != nil:
		f.checklist.set(a.Pool, members)
	case len(members) == 0:
		must(a.Pool.Unset(f.Path))
	default:
		must(a.Pool.Set(f.Path, slices.Clone(members)))
	}
	a.follow(f)
}

// follow changes the settings that follow from the answer to a field.
func (a *Answers) follow(f Field) {
	if f.Then != nil {
		f.Then(Scope{Pool: a.Pool, Item: f.item()})
	}
}

func (a *Answers) store(f Field, text string) error {
	switch {
	case f.entry != nil:
		return f.entry.set(a.Pool, text)
	case text == "" && a.LeavesAlone(f):
		for _, o := range f.checklist.setting.Choices {
			f.checklist.leave(a.Pool, o.Value)
		}
		return nil
	case f.checklist != nil:
		f.checklist.set(a.Pool, strings.Fields(text))
		return nil
	}
	if text == "" {
		must(a.Pool.Unset(f.Path))
		return nil
	}
	value, err := parse(f.Setting().Kind, text)
	if err != nil {
		return err
	}
	if value == nil {
		return a.Pool.Enable(f.Path)
	}
	if members, ok := value.([]string); ok && len(members) == 0 {
		must(a.Pool.Unset(f.Path))
		return nil
	}
	must(a.Pool.Set(f.Path, value))
	return nil
}

// parse turns an answer into a value of the setting's kind; nil for a block
// that is to be there.
func parse(kind model.Kind, text string) (any, error) {
	switch kind {
	case model.Bool:
		return strconv.ParseBool(text)
	case model.Int:
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil {
			return nil, errors.New("not a whole number")
		}
		return n, nil
	case model.Choices:
		return strings.Fields(text), nil
	case model.Texts:
		return textLines(text), nil
	case model.JSON:
		return model.ParseJSONObject(text)
	case model.Base64:
		return strings.Join(strings.Fields(text), ""), nil
	case model.Block:
		return nil, nil
	default:
		return text, nil
	}
}

// textLines are the items of Texts: the lines of a text without the white space
// around them, and without empty ones.
func textLines(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// must panics on a path that the model does not know, which only a wrong step
// can have: a test asks every field of every step.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// Findings are the model's findings and one error for each answer that is no
// value yet.
func (a *Answers) Findings() []model.Finding {
	findings := model.CheckIn(a.Facts())
	if len(a.Unparsed) == 0 {
		return findings
	}
	var unreadable []model.Finding
	for _, key := range slices.Sorted(maps.Keys(a.Unparsed)) {
		unreadable = append(unreadable, unparsedFinding(key, a.Unparsed[key]))
	}
	return append(unreadable, findings...)
}

// Unreadable is the rule of an answer that is no value for its setting.
const Unreadable = "unreadable"

func unparsedFinding(key, text string) model.Finding {
	f := model.Finding{Severity: model.Error, Rule: Unreadable, Settings: []string{key}, Source: "the wizard"}
	if setting := model.Lookup(key); setting != nil && setting.Kind == model.JSON {
		_, err := model.ParseJSONObject(text)
		f.Message = fmt.Sprintf("%s is not a JSON object: %v", model.Name(key), err)
		f.Fix = "correct the text, or paste what the visual editor gives"
		return f
	}
	if path, isKey := strings.CutSuffix(key, keyMark); isKey {
		f.Message = fmt.Sprintf("%q cannot be the key of this %s: it is empty or in use", text, entryNoun(model.Lookup(path)))
		f.Fix = "choose another key"
		return f
	}
	f.Message = fmt.Sprintf("%s: %q is not a whole number", model.Name(key), text)
	f.Fix = "use only digits, such as 8"
	return f
}
