package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// choice is an answer that has a number.
type choice struct {
	title string
	help  string
	value string
	words []string // that mean it as well
}

// name is what an error proposes to answer.
func (c choice) name() string {
	if len(c.words) > 0 || c.value == "" {
		return strings.ToLower(c.title)
	}
	return c.value
}

// means reports whether a word names the choice: its value, its title, or
// another word for it, in any case.
func (c choice) means(word string) bool {
	names := append([]string{c.title}, c.words...)
	if c.value != "" {
		names = append(names, c.value)
	}
	return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(name, word) })
}

// choices are the numbered answers to a setting; none where it takes text.
func (a *asker) choices(f forms.Field) []choice {
	s := f.Setting()
	var list []choice
	switch s.Kind {
	case model.Bool:
		list = []choice{{title: forms.LeaveOut(s)}, {title: "Yes", value: "true", words: []string{"y"}}, {title: "No", value: "false", words: []string{"n"}}}
	case model.Block:
		list = []choice{{title: "Off", words: []string{"no", "n", "false"}}, {title: "On", value: "true", words: []string{"yes", "y"}}}
	case model.Choice:
		if a.answers.CanLeaveOut(f) {
			list = []choice{{title: forms.LeaveOut(s)}}
		}
	}
	for _, o := range a.answers.Options(f) {
		list = append(list, choice{title: forms.OptionTitle(o), help: o.Help, value: o.Value, words: otherTitles(o)})
	}
	if s.Kind == model.Choices {
		for _, member := range a.answers.Members(f) {
			if s.Option(member) == nil {
				list = append(list, choice{title: member + " (unknown)", value: member})
			}
		}
	}
	return list
}

// otherTitles is the title of an option without the plan it needs.
func otherTitles(o model.Option) []string {
	if o.Tier == "" {
		return nil
	}
	return []string{o.Title}
}

// howTo says how a field is answered.
func (a *asker) howTo(f forms.Field) string {
	if a.answers.Refers(f) {
		return "Number, name, or another value:"
	}
	return prompt(f.Setting())
}

// prompt says how a setting is answered.
func prompt(s *model.Setting) string {
	switch s.Kind {
	case model.Choices:
		return "Numbers or names, separated by commas:"
	case model.Choice:
		return "Number or name:"
	case model.Bool, model.Block:
		return "yes or no:"
	case model.Texts:
		return `One item; end the line with \ to give another:`
	default:
		return "Answer:"
	}
}

// store takes an answer: a text, or what names a choice.
func (a *asker) store(f forms.Field, answer string) bool {
	s, known := f.Setting(), a.choices(f)
	if a.answers.Refers(f) {
		return a.storeReference(f, known, answer)
	}
	if len(known) == 0 {
		if !forms.TakesAnswer(f, answer) {
			a.printf("Error: %s", forms.SecretRefused)
			return false
		}
		a.answers.Set(f, answer)
		return true
	}
	if s.Kind != model.Choices {
		i := pick(known, answer)
		if i < 0 {
			a.printUnknown(answer, known)
			return false
		}
		a.answers.Set(f, known[i].value)
		return true
	}
	checked, single := a.checkWords(f, answer)
	chosen, unknown := pickAll(known, checked)
	if unknown == "" || checked == "" && len(single) > 0 {
		unknown = unknownCheck(known, single)
	}
	if unknown != "" {
		a.printUnknown(unknown, known)
		return false
	}
	if checked != "" {
		a.answers.SetMembers(f, chosen)
	}
	a.switchChecks(f, known, single)
	return true
}

// storeReference takes the choices that an answer names. What names none is a value
// of its own, except for a number, which is a slip; of several, each is on a line.
func (a *asker) storeReference(f forms.Field, known []choice, answer string) bool {
	var values []string
	for line := range strings.Lines(answer) {
		line = strings.TrimSpace(line)
		chosen, unknown := pickAll(known, line)
		_, err := strconv.Atoi(line)
		switch {
		case unknown == "" && chosen != nil && (len(chosen) == 1 || f.Setting().Kind == model.Texts):
			values = append(values, chosen...)
		case err == nil || strings.Trim(line, ", ") == "":
			a.printUnknown(line, known)
			return false
		default:
			values = append(values, line)
		}
	}
	a.answers.Set(f, strings.Join(values, "\n"))
	return true
}

func (a *asker) printUnknown(word string, known []choice) {
	var names []string
	for _, c := range known {
		if c.value != "" || len(c.words) > 0 {
			names = append(names, c.name())
		}
	}
	a.printf("Error: %q is not one of the choices. Answer with a number from 1 to %d, or %s.", word, len(known), model.OneOf(names))
}

// pick is the choice that a word names, by its number or a name, or -1.
func pick(known []choice, word string) int {
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= len(known) {
		return n - 1
	}
	return slices.IndexFunc(known, func(c choice) bool { return c.means(word) })
}

// pickAll returns the values of all choices that an answer names, in the order
// of the choices and each once, as the checklist of the wizard does. Commas
// separate them; so do spaces where that leaves no title in pieces. unknown is
// the first word that names none.
func pickAll(known []choice, answer string) (values []string, unknown string) {
	chosen := map[int]bool{}
	for part := range strings.SplitSeq(answer, ",") {
		part = strings.TrimSpace(part)
		words := []string{part}
		if pick(known, part) < 0 {
			words = strings.Fields(part)
		}
		for _, word := range words {
			i := pick(known, word)
			if i < 0 {
				return nil, word
			}
			chosen[i] = true
		}
	}
	if len(chosen) == 0 {
		return nil, answer
	}
	for i, c := range known {
		if chosen[i] {
			values = append(values, c.value)
		}
	}
	return values, ""
}

// yesOrNo asks until the answer is yes or no, in any case, or their first
// letter.
func (a *asker) yesOrNo(question string) (bool, error) {
	for {
		answer, err := a.line(question, func() { a.printf("Answer yes or no; y and n work too. Answer leave to stop here.") })
		if err != nil {
			return false, err
		}
		switch strings.ToLower(answer) {
		case "y", "yes":
			return true, nil
		case "n", "no":
			return false, nil
		}
		a.printf("Error: %q is neither yes nor no. Answer yes or no.", answer)
	}
}

// nameOrNo asks until the name is typed, or no.
func (a *asker) nameOrNo(q Question) (bool, error) {
	name := literal(q.Name)
	question := fmt.Sprintf("%s Type %s: %s. no: %s.", q.Text, name, q.Yes, q.No)
	for {
		answer, err := a.line(question, func() { a.printf("Answer %s or no, or leave to stop here.", name) })
		switch {
		case err != nil:
			return false, err
		case strings.EqualFold(answer, "no"), strings.EqualFold(answer, "n"):
			return false, nil
		case answer == name:
			return true, nil
		}
		a.printf("Error: %q is neither the name nor no. Answer %s or no.", answer, name)
	}
}

// literal is how a text is given as an answer: with = before it where it would
// be taken for a word that means something else.
func literal(text string) string {
	words := []string{"y", "yes", "n", "no", "help", "leave"}
	if strings.HasPrefix(text, "=") || slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, text) }) {
		return "=" + text
	}
	return text
}
