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

// State is a pool being edited. Raw keeps, by Field.Key, what was typed where
// it is no value yet, such as letters for a number: going back must not lose it.
type State struct {
	Pool *model.Pool
	Raw  map[string]string
}

// NewState starts from a pool, which the state then owns.
func NewState(p *model.Pool) *State {
	return &State{Pool: p, Raw: map[string]string{}}
}

// Clone returns a copy that shares nothing.
func (s *State) Clone() *State {
	return &State{s.Pool.Clone(), maps.Clone(s.Raw)}
}

// Words for the answers of a Bool and a Block.
const (
	yes = "true"
	no  = "false"
)

// Text is the answer to a field as text, empty when there is none: what was
// typed where that is no value. A list is joined with spaces.
func (s *State) Text(f Field) string {
	if raw, typed := s.Raw[f.Key()]; typed {
		return raw
	}
	switch {
	case f.entry != nil:
		return f.entry.get(s.Pool)
	case f.checklist != nil:
		return strings.Join(f.checklist.get(s.Pool), " ")
	}
	value, set := s.Pool.Get(f.Path)
	if !set {
		return ""
	}
	switch v := value.(type) {
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case []string:
		return strings.Join(v, " ")
	default:
		return yes // a block that is there
	}
}

// Members is the answer to a field of Choices.
func (s *State) Members(f Field) []string {
	if f.checklist != nil {
		return f.checklist.get(s.Pool)
	}
	value, _ := s.Pool.Get(f.Path)
	members, _ := value.([]string)
	return members
}

// Answer stores an answer given as text; the empty text leaves the setting to
// Cognito. What is no value for the setting is kept in Raw.
func (s *State) Answer(f Field, text string) {
	delete(s.Raw, f.Key())
	if err := s.store(f, text); err != nil {
		s.Raw[f.Key()] = text
		if f.entry == nil {
			s.must(s.Pool.Unset(f.Path))
		}
	}
	s.settle(f)
}

// AnswerMembers stores the answer to a field of Choices; no members leave the
// setting to Cognito.
func (s *State) AnswerMembers(f Field, members []string) {
	switch {
	case f.checklist != nil:
		f.checklist.set(s.Pool, members)
	case len(members) == 0:
		s.must(s.Pool.Unset(f.Path))
	default:
		s.must(s.Pool.Set(f.Path, slices.Clone(members)))
	}
	s.settle(f)
}

func (s *State) settle(f Field) {
	if f.Then != nil {
		f.Then(Scope{s.Pool, f.item()})
	}
}

func (s *State) store(f Field, text string) error {
	switch {
	case f.entry != nil:
		return f.entry.set(s.Pool, text)
	case f.checklist != nil:
		f.checklist.set(s.Pool, strings.Fields(text))
		return nil
	}
	if text == "" {
		s.must(s.Pool.Unset(f.Path))
		return nil
	}
	value, err := parse(f.Setting().Kind, text)
	if err != nil {
		return err
	}
	if value == nil {
		return s.switchOn(f)
	}
	s.must(s.Pool.Set(f.Path, value))
	return nil
}

// switchOn makes an empty block, unless it is there already.
func (s *State) switchOn(f Field) error {
	if _, set := s.Pool.Get(f.Path); set {
		return nil
	}
	return s.Pool.Set(f.Path, emptyBlock[f.Path])
}

// emptyBlock holds the blocks that switch a feature on by being there.
var emptyBlock = map[string]any{
	"SetUserPoolMfaConfig.SmsMfaConfiguration":   &model.SmsMfa{},
	"SetUserPoolMfaConfig.EmailMfaConfiguration": &model.EmailMfa{},
	"CreateUserPool.DcrConfiguration":            &model.DcrConfiguration{},
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
	case model.Block:
		return nil, nil
	default:
		return text, nil
	}
}

// must stops on a path that the model does not know: the steps name a setting
// that is none, which a test would have found.
func (s *State) must(err error) {
	if err != nil {
		panic(err)
	}
}

// Findings are the model's findings and one error for each answer that is no
// value yet.
func (s *State) Findings() []model.Finding {
	findings := model.Check(s.Pool)
	if len(s.Raw) == 0 {
		return findings
	}
	var raw []model.Finding
	for _, key := range slices.Sorted(maps.Keys(s.Raw)) {
		raw = append(raw, unreadable(key, s.Raw[key]))
	}
	return append(raw, findings...)
}

// Unreadable is the rule of an answer that is no value for its setting.
const Unreadable = "unreadable"

func unreadable(key, text string) model.Finding {
	f := model.Finding{Severity: model.Error, Rule: Unreadable, Settings: []string{key}, Source: "the wizard"}
	if path, _, isKey := strings.Cut(key, keyMark); isKey {
		f.Message = fmt.Sprintf("%q cannot be the key of a %s: it is empty or in use", text, entryNoun(model.Lookup(path)))
		f.Fix = "choose another key"
		return f
	}
	f.Message = fmt.Sprintf("%s: %q is not a whole number", model.Name(key), text)
	f.Fix = "use only digits, such as 8"
	return f
}
