package tui

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// move is where an answer leads.
type move int

const (
	forward move = iota // to the next question
	back
	nextStep
	toReview
	stay // ask again
)

var moves = map[string]move{"back": back, "next": nextStep, "review": toReview}

// fieldWords are the commands that mean the same at every setting.
const fieldWords = "Commands: back, next (the next step), review, clear (removes the answer), all (also asks about settings that do not apply), help, leave. To give one of these words as an answer, put = before it: =back."

// walk asks step after step and ends with the review.
func (a *asker) walk(ctx context.Context) error {
	atEnd := false // of the step, after back from the step that follows
	step := 0
	if a.express != nil {
		step = len(forms.Steps)
	}
	for {
		if step == len(forms.Steps) {
			to, done, err := a.reviewStep(ctx)
			if done || err != nil {
				return err
			}
			step = to
			continue
		}
		m, err := a.step(step, atEnd)
		if err != nil {
			return err
		}
		atEnd = m == back && step > 0
		switch m {
		case back:
			for step = max(0, step-1); step > 0 && forms.Steps[step].Folded(a.answers.Pool); step-- {
			}
		case toReview:
			step = len(forms.Steps)
		case nextStep:
			step++
		default:
			step = a.passFolded(step + 1)
		}
	}
}

// passFolded is the first step from one on that is not folded. It names those that
// it passes.
func (a *asker) passFolded(step int) int {
	for ; step < len(forms.Steps) && forms.Steps[step].Folded(a.answers.Pool); step++ {
		a.printf("Optional step %d skipped: %s. At the review, answer %d to open it.", step+1, forms.Steps[step].Title, step+1)
	}
	return step
}

func (a *asker) step(i int, atEnd bool) (move, error) {
	s := forms.Steps[i]
	a.gap()
	a.printf("Step %d of %d: %s. %s", i+1, len(forms.Steps), s.Title, s.Intro)
	return a.fields(func() []forms.Field { return s.Page(a.answers.Pool) }, atEnd)
}

// fields asks for settings in their order; answers may change which apply.
func (a *asker) fields(list func() []forms.Field, atEnd bool) (move, error) {
	at, by := 0, 1
	if atEnd {
		at, by = len(list())-1, -1
	}
	for ; at < len(list()); at += by {
		if at < 0 {
			return back, nil
		}
		f := list()[at]
		if !a.all && !f.Applies(a.answers.Pool) {
			if by == 0 {
				by = 1 // the answer made its own question inapplicable
			}
			continue
		}
		m, err := a.field(f)
		if err != nil {
			return stay, err
		}
		switch m {
		case stay:
			by = 0
		case forward:
			by = 1
			at += movedBy(list(), f, at)
		case back:
			by = -1
		default:
			return m, nil
		}
	}
	return forward, nil
}

// movedBy is by how many places an answer moved its question.
func movedBy(fields []forms.Field, f forms.Field, at int) int {
	if i := slices.IndexFunc(fields, func(other forms.Field) bool { return other.ID() == f.ID() }); i >= 0 {
		return i - at
	}
	return 0
}

// field asks for one setting until the answer leads somewhere.
func (a *asker) field(f forms.Field) (move, error) {
	if forms.ListOf(f) != nil {
		return a.list(f)
	}
	a.describe(f)
	answer, err := a.line(a.howTo(f), func() { a.helpField(f) })
	if err != nil {
		return stay, err
	}
	word := strings.ToLower(answer)
	if m, known := moves[word]; known {
		return m, nil
	}
	before := a.answers.Text(f)
	switch word {
	case "":
		return forward, nil
	case "all":
		a.all = !a.all
		return stay, nil
	case "clear":
		a.answers.Set(f, "")
	default:
		if !a.store(f, strings.TrimPrefix(answer, "=")) {
			return stay, nil
		}
	}
	if a.answers.Text(f) != before {
		a.keep()
		for _, line := range f.Lines(a.answers.Pool) {
			a.printf("Added: %s.", line)
		}
	}
	return a.checkAnswer(f), nil
}

// describe reads out a question: title, help, choices and the answer so far.
func (a *asker) describe(f forms.Field) {
	s := f.Setting()
	text := titleSentence(s) + " " + s.Help
	if f.IsSecret() && s.Help != forms.SecretHelp {
		text += " " + forms.SecretHelp
	}
	if s.Permanent != "" {
		text += " Permanent: " + s.Permanent
	}
	a.gap()
	a.printf("%s", text)
	for i, c := range a.choices(f) {
		a.printf("%s", numbered(i, c))
	}
	now := forms.Shown(a.answers, f)
	if now == "" {
		now = "not set. " + s.Unset()
	}
	a.printf("Now: %s", now)
}

// titleSentence is a title with a sign at its end.
func titleSentence(s *model.Setting) string {
	if strings.HasSuffix(s.Title, "?") {
		return s.Title
	}
	return s.Title + "."
}

func numbered(i int, c choice) string {
	text := fmt.Sprintf("%d. %s", i+1, c.title)
	if c.help != "" {
		text += ". " + c.help
	}
	return text
}

// helpField says what can be answered to a setting.
func (a *asker) helpField(f forms.Field) {
	s := f.Setting()
	a.printf("%s %s", titleSentence(s), s.Help)
	for i, c := range a.choices(f) {
		a.printf("%s", numbered(i, c))
	}
	if text := howToHelp(s.Kind, a.answers.Refers(f)); text != "" {
		a.printf("%s", text)
	}
	a.printf("An empty answer leaves it unchanged. %s", fieldWords)
}

// howToHelp says how a kind of setting is answered, and one that refers to others;
// empty for a text.
func howToHelp(kind model.Kind, refers bool) string {
	const several = "Answer with numbers or names, separated by commas, such as 1, 2."
	switch {
	case refers && kind == model.Texts:
		return several + ` Other values are one for each line. End every line but the last with \. The answer replaces all items.`
	case refers:
		return "Answer with a number, a name, or another value."
	}
	switch kind {
	case model.Choices:
		return several + " clear selects none."
	case model.Choice:
		return "Answer with a number or a name."
	case model.Bool, model.Block:
		return "Answer yes, no, or a number; y and n work too."
	case model.Texts:
		return `Answer with one item for each line. End every line but the last with \. The answer replaces all items.`
	default:
		return ""
	}
}

// checkAnswer reads out what is wrong with the answer. A mistake of the setting
// itself is asked again; what depends on others goes on.
func (a *asker) checkAnswer(f forms.Field) move {
	next := forward
	for _, found := range a.answers.Findings() {
		if f.Repeats() || !found.Concerns(f.Path) || found.Severity <= model.Advice {
			continue
		}
		a.printFinding(found)
		if isOfTheSettingItself(found) {
			next = stay
		}
	}
	return next
}

// isOfTheSettingItself tells a limit or an unreadable answer from what depends
// on other settings, which may still be answered.
func isOfTheSettingItself(f model.Finding) bool {
	rule := model.LookupRule(f.Rule)
	return rule == nil || rule.Check == nil
}

func (a *asker) printFinding(f model.Finding) {
	word := f.Severity.String()
	if f.Severity == model.ToDo {
		word = "to do"
	}
	f = withTitles(f)
	a.printf("%s%s: %s. Fix: %s.", strings.ToUpper(word[:1]), word[1:], f.Message, f.Fix)
}

// list asks what to do with the items of a list.
func (a *asker) list(f forms.Field) (move, error) {
	list, s := forms.ListOf(f), f.Setting()
	a.gap()
	a.printf("%s. %s", s.Title, s.Help)
	for i := range list.Len(a.answers.Pool) {
		a.printf("%d. %s", i+1, list.Label(a.answers.Pool, i))
	}
	a.printf("%s. %s, or press enter to continue.", itemCount(list.Len(a.answers.Pool), s.Max), listAnswers(list.Len(a.answers.Pool)))
	answer, err := a.line("Answer:", func() { a.helpList(f) })
	if err != nil {
		return stay, err
	}
	word := strings.ToLower(answer)
	if m, known := moves[word]; known {
		return m, nil
	}
	switch word {
	case "":
		return forward, nil
	case "all":
		a.all = !a.all
		return stay, nil
	}
	return a.changeList(list, s, word)
}

// itemCount counts the items of a list, of the most it can have where there is a
// limit.
func itemCount(n, limit int) string {
	if limit == 0 {
		return model.Plural(n, "item")
	}
	return fmt.Sprintf("%s of %d", model.Plural(n, "item"), limit)
}

// listAnswers says what can be done with a list of n items.
func listAnswers(n int) string {
	switch n {
	case 0:
		return "Answer add"
	case 1:
		return "Answer add, edit 1, delete 1 or copy 1"
	default:
		return fmt.Sprintf("Answer add, or edit, delete or copy with a number from 1 to %d", n)
	}
}

func (a *asker) helpList(f forms.Field) {
	a.printf("%s. %s", f.Setting().Title, f.Setting().Help)
	a.printf("add adds an item. edit N, delete N and copy N change the item with that number. An empty answer continues.")
	a.printf("back, next, review, all and leave work as they do at a setting.")
}

func (a *asker) changeList(list forms.List, s *model.Setting, answer string) (move, error) {
	p := a.answers.Pool
	word, number, _ := strings.Cut(answer, " ")
	i, err := strconv.Atoi(number)
	i--
	adds := word == "add" || word == "copy"
	switch {
	case word != "add" && (err != nil || i < 0 || i >= list.Len(p)) || !slices.Contains([]string{"add", "edit", "delete", "copy"}, word):
		a.printf("Error: %q is not an answer here. %s.", answer, listAnswers(list.Len(p)))
		return stay, nil
	case adds && s.Max > 0 && list.Len(p) >= s.Max:
		a.printf("Error: this list is full.")
		return stay, nil
	}
	switch word {
	case "add":
		i = list.Add(p)
	case "copy":
		i = list.Duplicate(p, i)
	case "delete":
		list.Delete(p, i)
		a.keep()
		return stay, nil
	}
	a.keep()
	item := list.Fields(p, i)
	m, err := a.fields(func() []forms.Field { return item }, false)
	if m == forward || m == back {
		m = stay // at the list
	}
	return m, err
}
