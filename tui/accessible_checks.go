package tui

import (
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/forms"
)

// Words before an option of a checklist, that answer it alone: yes checks it, no
// unchecks it, and unset leaves it to Cognito.
const (
	yesWord   = "yes"
	noWord    = "no"
	unsetWord = "unset"
)

// singleCheck answers one option of a checklist: unset 2.
type singleCheck struct{ word, option string }

// checkWords divides an answer into what it checks and what it says about single
// options, in a checklist that takes such words.
func (a *asker) checkWords(f forms.Field, answer string) (checked string, single []singleCheck) {
	var rest []string
	for part := range strings.SplitSeq(answer, ",") {
		word, option, found := strings.Cut(strings.TrimSpace(part), " ")
		word = strings.ToLower(word)
		if found && (word == unsetWord && a.answers.LeavesAlone(f) || (word == yesWord || word == noWord) && f.HasChecks()) {
			single = append(single, singleCheck{word, strings.TrimSpace(option)})
			continue
		}
		rest = append(rest, part)
	}
	return strings.Join(rest, ","), single
}

// unknownCheck is the first of the options that is none of the choices, or empty.
func unknownCheck(known []choice, single []singleCheck) string {
	for _, s := range single {
		if pick(known, s.option) < 0 {
			return s.option
		}
	}
	return ""
}

// switchChecks answers single options of a checklist and leaves the others as they are.
func (a *asker) switchChecks(f forms.Field, known []choice, single []singleCheck) {
	for _, s := range single {
		value := known[pick(known, s.option)].value
		if s.word == unsetWord {
			a.answers.Leave(f, value)
			continue
		}
		a.answers.Switch(f, value, s.word == yesWord)
	}
}

// printUnset reads out which options of a checklist of settings are unset, if only some
// are, and what Cognito does with them.
func (a *asker) printUnset(f forms.Field) {
	if !f.HasChecks() || !f.IsSet(a.answers.Pool) {
		return
	}
	var texts []string
	for _, o := range f.Setting().Choices {
		if slices.Contains(a.answers.Unset(f), o.Value) {
			texts = append(texts, o.Title+" ("+onOff(a.answers.Pool.AssumesOn(f.Check(o.Value)))+")")
		}
	}
	if texts != nil {
		a.printf("Unset: %s", strings.Join(texts, ", "))
	}
}

// helpChecks says how to answer single options of a checklist.
func (a *asker) helpChecks(f forms.Field) {
	switch {
	case f.HasChecks():
		a.printf("The answer checks what it names and unchecks what was checked before; what is unset stays unset. For one of them alone, answer yes 2 to check it, no 2 to uncheck it, or unset 2 to leave it to Cognito; 1, no 2 answers both.")
	case a.answers.LeavesAlone(f):
		a.printf("unset 2 leaves one of them to Cognito.")
	}
}
