package tui

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

var moves = map[string]move{"back": back, "next": nextStep, "review": toReview}

// fieldWords are the commands that mean the same at every setting.
const fieldWords = "Commands: back, next (the next step), review, clear (removes the answer), all (also asks about settings that do not apply), help, leave. To give one of these words as an answer, put = before it: =back."

func (a *asker) passStep(step int) {
	a.printf("Optional step %d skipped: %s. At the review, answer %d to open it.", step+1, forms.Steps[step].Title, step+1)
}

func (a *asker) beginStep(step int) {
	s := forms.Steps[step]
	a.gap()
	a.printf("Step %d of %d: %s. %s", step+1, len(forms.Steps), s.Title, s.Intro)
}

// askField asks for one setting.
func (a *asker) askField(f forms.Field) (leads move, stored bool, err error) {
	a.describe(f)
	answer, err := a.line(a.howTo(f), func() { a.helpField(f) })
	if err != nil {
		return stay, false, err
	}
	word := strings.ToLower(answer)
	if m, known := moves[word]; known {
		return m, false, nil
	}
	switch word {
	case "":
		return forward, false, nil
	case "all":
		a.all = !a.all
		return stay, false, nil
	}
	if a.refuses(f) {
		return stay, false, nil
	}
	switch word {
	case "clear":
		a.answers.Set(f, "")
		return forward, true, nil
	}
	return stay, a.store(f, strings.TrimPrefix(answer, "=")), nil
}

// answered reads out what an answer did, and what is wrong with it.
func (a *asker) answered(f forms.Field, changed bool, found []model.Finding) {
	if changed {
		for _, line := range f.Lines(a.answers.Pool) {
			a.printf("Added: %s.", line)
		}
	}
	for _, one := range found {
		a.printFinding(one)
	}
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
	a.printUnset(f)
	a.printLive(f)
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
	a.helpChecks(f)
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
		return several + " clear leaves all to Cognito."
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

func (a *asker) printFinding(f model.Finding) {
	word := f.Severity.String()
	if f.Severity == model.ToDo {
		word = "to do"
	}
	f = withTitles(f)
	a.printf("%s%s: %s. Fix: %s.", strings.ToUpper(word[:1]), word[1:], f.Message, f.Fix)
}

// askList asks what to do with the items of a list.
func (a *asker) askList(f forms.Field, list forms.List) (leads move, change listChange, err error) {
	n, s := list.Len(a.answers.Pool), f.Setting()
	a.gap()
	a.printf("%s. %s", s.Title, s.Help)
	for i := range n {
		a.printf("%d. %s", i+1, list.Label(a.answers.Pool, i))
	}
	a.printf("%s. %s, or press enter to continue.", itemCount(n, s.Max), listAnswers(n))
	answer, err := a.line("Answer:", func() { a.helpList(f) })
	if err != nil {
		return stay, listChange{}, err
	}
	word := strings.ToLower(answer)
	if m, known := moves[word]; known {
		return m, listChange{}, nil
	}
	switch word {
	case "":
		return forward, listChange{}, nil
	case "all":
		a.all = !a.all
		return stay, listChange{}, nil
	}
	change, known := changeIn(word, n)
	switch {
	case !known:
		a.printf("Error: %q is not an answer here. %s.", word, listAnswers(n))
	case change.does == deleteItem && a.keepsItem(list, change.item):
		return stay, listChange{}, nil
	}
	return stay, change, nil
}

// changeIn is the change that an answer to a list of n items means.
func changeIn(answer string, n int) (change listChange, known bool) {
	word, number, _ := strings.Cut(answer, " ")
	i, err := strconv.Atoi(number)
	does := map[string]string{"edit": editItem, "delete": deleteItem, "copy": copyItem}[word]
	switch {
	case answer == "add":
		return listChange{does: addItem}, true
	case err != nil || i < 1 || i > n || does == "":
		return listChange{}, false
	}
	return listChange{does: does, item: i - 1}, true
}

func (a *asker) listFull(forms.Field) { a.printf("Error: this list is full.") }

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
