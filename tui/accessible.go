package tui

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// Ask asks the steps line by line, for screen readers, simple terminals and
// scripts: the same questions and the same answers as in the wizard, with
// nothing that moves the cursor. It returns when the user is done, with the
// pool; ErrLeft when the user leaves; io.ErrUnexpectedEOF when the answers end
// before that.
func Ask(ctx context.Context, in io.Reader, out io.Writer, o Options) (*model.Pool, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Drafts == nil {
		o.Drafts = NoDrafts{"none are kept"}
	}
	a := &asker{Options: o, in: bufio.NewReader(in), out: out, draft: o.Drafts.New()}
	defer func() {
		a.draft.Close()
		if r := recover(); r != nil {
			a.sayKept()
			panic(NewCrash(r)) // with the stack of here
		}
	}()
	pool, err := a.ask(ctx)
	if err != nil {
		a.sayKept()
	}
	return pool, err
}

func (a *asker) ask(ctx context.Context) (*model.Pool, error) {
	a.sayf("Poolsmith asks for the settings of a user pool, one at a time.")
	a.sayf("An empty answer leaves a setting unchanged. Answer help at any question to see what you can answer there.")
	a.sayf("%s", fieldWords)
	if a.Unfinished != nil {
		a.Unfinished(ctx, a)
		switch {
		case a.ended != nil:
			return nil, a.ended
		case ctx.Err() != nil:
			return nil, ErrLeft
		}
	}
	pool := a.Start
	if pool == nil {
		var err error
		if pool, err = a.chooseStart(); err != nil {
			return nil, err
		}
	}
	a.answers = forms.NewAnswers(pool)
	if err := a.walk(ctx); err != nil {
		return nil, err
	}
	return a.answers.Pool, nil
}

// sayKept says where the answers are, when they went nowhere else.
func (a *asker) sayKept() {
	if a.unsaved != nil {
		a.sayf("Warning: your last answers are not saved: %s", a.unsaved)
		return
	}
	if path := a.draft.Path(); path != "" {
		a.sayf("The draft is saved in %s. Run poolsmith again to continue it.", path)
	}
}

// ErrLeft says that the user left before the pool was done.
var ErrLeft = errors.New("left before the pool was done")

type asker struct {
	Options
	in      *bufio.Reader
	out     io.Writer
	answers *forms.Answers
	all     bool
	draft   DraftFile // of the pool
	unsaved error     // why the draft is not saved; nil when it is
	told    bool      // that drafts are off
	ended   error     // why a question of a submission got no answer; nil when all got one
	tried   *tried    // in the sandbox; nil before
}

// move is where an answer leads.
type move int

const (
	onward move = iota // to the next question
	back
	nextStep
	toReview
	stay // ask again
)

var moves = map[string]move{"back": back, "next": nextStep, "review": toReview}

// fieldWords are the commands that mean the same at every setting.
const fieldWords = "Commands: back, next (the next step), review, clear (removes the answer), all (also asks about settings that do not apply), help, leave. To give one of these words as an answer, put = before it: =back."

func (a *asker) sayf(format string, args ...any) {
	a.say(a.wrap(model.Printable(fmt.Sprintf(format, args...)))...)
}

// say writes lines as they are.
func (a *asker) say(lines ...string) {
	for _, line := range lines {
		fmt.Fprintln(a.out, line)
	}
}

// wrap breaks text at the spaces between words where the width of the terminal
// is known. It breaks no word.
func (a *asker) wrap(text string) []string {
	if a.Columns == nil {
		return []string{text}
	}
	if width := a.Columns(); width > 0 {
		return wholeWords(text, width)
	}
	return []string{text}
}

// prompt writes a question and leaves the cursor behind it.
func (a *asker) prompt(text string) {
	fmt.Fprint(a.out, strings.Join(a.wrap(model.Printable(text)), "\n")+" ")
}

// gap sets apart what follows.
func (a *asker) gap() { fmt.Fprintln(a.out) }

// line reads an answer. One that ends with a backslash goes on in the next
// line. Every question is asked here, so that help and leave work at all of
// them; help says what can be answered.
func (a *asker) line(question string, help func()) (string, error) {
	for {
		a.prompt(question)
		text, err := a.lines()
		switch {
		case errors.Is(err, ErrTooLong):
			a.sayf("Error: %s. Give a shorter answer.", err)
			continue
		case errors.Is(err, io.EOF):
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			a.gap() // what follows is not on the line of the question
			return "", err
		}
		answer := strings.TrimSpace(text)
		switch strings.ToLower(answer) {
		case "help":
			help()
		case "leave":
			return "", ErrLeft
		default:
			return answer, nil
		}
	}
}

// lines reads a line and those that go on from it.
func (a *asker) lines() (string, error) {
	var whole strings.Builder
	for {
		text, err := ReadLine(a.in)
		if errors.Is(err, io.EOF) && whole.Len() > 0 {
			return whole.String(), nil
		}
		if err != nil {
			return "", err
		}
		head, more := strings.CutSuffix(text, `\`)
		if whole.Len()+len(head) > maxAnswer {
			return "", ErrTooLong
		}
		whole.WriteString(head)
		if !more {
			return whole.String(), nil
		}
		whole.WriteByte('\n')
	}
}

// chooseStart asks what to start from. The numbers are the same with and
// without drafts, which have numbers of their own: scripts answer with them.
func (a *asker) chooseStart() (*model.Pool, error) {
	fresh := freshChoices(&a.Options)
	for {
		a.sayStarts(fresh)
		answer, err := a.line("Number or name:", func() { a.sayStarts(fresh) })
		if err != nil {
			return nil, err
		}
		opened, err := a.startFrom(fresh, answer)
		switch {
		case err == nil && opened != nil:
			a.draft = opened.File
			if opened.Note != "" {
				a.sayf("Note: %s.", opened.Note)
			}
			return opened.Pool, nil
		case errors.Is(err, ErrLeft) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, ErrNoLines):
			return nil, err
		case err != nil:
			a.sayf("Error: %s", a.explain(err))
		}
		a.Found = a.Drafts.List() // a draft may be gone
	}
}

func (a *asker) sayStarts(fresh []startChoice) {
	a.gap()
	a.sayf("What do you want to start from? Answer with the number, or the name in parentheses.")
	for i, c := range fresh {
		a.sayf("%d. %s (%s). %s", i+1, c.title, c.name, c.about)
	}
	for i, d := range a.Found.Drafts {
		a.sayf("d%d. Continue %s, a draft of %s, saved %s.", i+1, oneLine(d.Name, 200), humanize.Bytes(uint64(d.Size)), ago(a.Now().Sub(d.Saved)))
	}
	for _, note := range a.Found.Notes {
		a.sayf("Warning: %s.", note)
	}
	if len(a.Found.Drafts) > 0 {
		a.sayf("Answer d1 to continue a draft, or delete d1 to delete it.")
	}
}

// startFrom opens what the answer names; nothing when it was no choice, or a
// draft was deleted.
func (a *asker) startFrom(fresh []startChoice, answer string) (*OpenDraft, error) {
	word, rest, _ := strings.Cut(answer, " ")
	if strings.EqualFold(word, "delete") {
		return nil, a.deleteDraft(strings.TrimSpace(rest))
	}
	if d := a.draftOf(answer); d != nil {
		opened, err := d.Open()
		return &opened, err
	}
	if i := startNamed(fresh, answer); i >= 0 {
		return a.startWith(fresh[i])
	}
	a.sayf("Error: %q is not one of the choices. Answer with %s%s.", answer, startNames(fresh), a.draftNumbers())
	return nil, nil
}

// startNamed is the start with a number, from 1, or a name, or -1.
func startNamed(fresh []startChoice, answer string) int {
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(fresh) {
		return n - 1
	}
	return slices.IndexFunc(fresh, func(c startChoice) bool { return strings.EqualFold(c.name, answer) })
}

// startNames says which starts can be named.
func startNames(fresh []startChoice) string {
	var names []string
	for _, c := range fresh {
		names = append(names, c.name)
	}
	return fmt.Sprintf("a number from 1 to %d, or %s", len(fresh), model.OneOf(names))
}

// draftOf is the draft with a number such as d2, or nil.
func (a *asker) draftOf(answer string) *Draft {
	n, err := strconv.Atoi(strings.TrimPrefix(strings.ToLower(answer), "d"))
	if err != nil || !strings.HasPrefix(strings.ToLower(answer), "d") || n < 1 || n > len(a.Found.Drafts) {
		return nil
	}
	return &a.Found.Drafts[n-1]
}

// draftNumbers says which drafts can be named.
func (a *asker) draftNumbers() string {
	switch n := len(a.Found.Drafts); n {
	case 0:
		return ""
	case 1:
		return ", or d1"
	default:
		return fmt.Sprintf(", or from d1 to d%d", n)
	}
}

func (a *asker) deleteDraft(answer string) error {
	d := a.draftOf(answer)
	if d == nil {
		a.sayf("Error: no draft %q. Answer delete with the number of a draft%s.", answer, a.draftNumbers())
		return nil
	}
	sure, err := a.yesOrNo("Delete the draft of " + oneLine(d.Name, 200) + "? It cannot be restored. yes or no:")
	if err != nil {
		return err
	}
	if !sure {
		a.sayf("The draft is kept.")
		return nil
	}
	if err := d.Delete(); err != nil {
		return err
	}
	a.sayf("The draft is deleted.")
	return nil
}

func (a *asker) startWith(c startChoice) (*OpenDraft, error) {
	if c.open != nil {
		opened, err := c.open()
		return &opened, err
	}
	answer, err := a.line(c.ask+":", func() { a.sayf("%s: %s Answer leave to stop here.", c.ask, c.about) })
	if err != nil {
		return nil, err
	}
	p, err := c.load(strings.TrimPrefix(answer, "="))
	return &OpenDraft{Pool: p, File: a.Drafts.New()}, err
}

// walk asks step after step and ends with the review.
func (a *asker) walk(ctx context.Context) error {
	atEnd := false // of the step, for somebody who came back into it
	for step := 0; ; {
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
			step = max(0, step-1)
		case toReview:
			step = len(forms.Steps)
		default:
			step++
		}
	}
}

func (a *asker) step(i int, atEnd bool) (move, error) {
	s := forms.Steps[i]
	a.gap()
	a.sayf("Step %d of %d: %s. %s", i+1, len(forms.Steps), s.Title, s.Intro)
	return a.fields(func() []forms.Field { return s.Fields }, atEnd)
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
				by = 1 // it was asked for, and the answer made it pointless
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
		case onward:
			by = 1
		case back:
			by = -1
		default:
			return m, nil
		}
	}
	return onward, nil
}

// field asks for one setting until the answer leads somewhere.
func (a *asker) field(f forms.Field) (move, error) {
	if forms.ListOf(f) != nil {
		return a.list(f)
	}
	a.describe(f)
	answer, err := a.line(prompt(f.Setting()), func() { a.helpField(f) })
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
		return onward, nil
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
	}
	return a.judge(f), nil
}

// describe reads out a question: title, help, choices and the answer so far.
func (a *asker) describe(f forms.Field) {
	s := f.Setting()
	text := s.Title + ". " + s.Help
	if s.Permanent != "" {
		text += " Permanent: " + s.Permanent
	}
	a.gap()
	a.sayf("%s", text)
	for i, c := range a.choices(f) {
		a.sayf("%s", numbered(i, c))
	}
	now := forms.Shown(a.answers, f)
	if now == "" {
		now = "not set. " + s.Unset()
	}
	a.sayf("Now: %s", now)
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
	a.sayf("%s. %s", s.Title, s.Help)
	for i, c := range a.choices(f) {
		a.sayf("%s", numbered(i, c))
	}
	switch s.Kind {
	case model.Choices:
		a.sayf("Answer with numbers or names, separated by commas, such as 1, 2. clear selects none.")
	case model.Choice:
		a.sayf("Answer with a number or a name.")
	case model.Bool, model.Block:
		a.sayf("Answer yes, no, or a number; y and n work too.")
	}
	a.sayf("An empty answer leaves it unchanged. %s", fieldWords)
}

// judge reads out what is wrong with the answer. A mistake of the setting
// itself is asked for again; what depends on others goes on.
func (a *asker) judge(f forms.Field) move {
	next := onward
	for _, found := range a.answers.Findings() {
		if f.Repeats() || !found.Concerns(f.Path) || found.Severity <= model.Advice {
			continue
		}
		a.sayFinding(found)
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

func (a *asker) sayFinding(f model.Finding) {
	word := f.Severity.String()
	if f.Severity == model.ToDo {
		word = "to do"
	}
	f = inWords(f)
	a.sayf("%s%s: %s. Fix: %s.", strings.ToUpper(word[:1]), word[1:], f.Message, f.Fix)
}

// keep saves the draft.
func (a *asker) keep() {
	if off := a.Drafts.Off(); off != "" {
		if !a.told {
			a.sayf("Warning: drafts are off: %s. Your answers are not saved.", off)
			a.told = true
		}
		return
	}
	if a.unsaved = a.draft.Save(a.answers.Pool.Clone()); a.unsaved != nil {
		a.sayf("Warning: the draft is not saved: %s", a.unsaved)
	}
}

// dropDraft deletes the draft, whose pool now exists.
func (a *asker) dropDraft() {
	if err := a.draft.Drop(); err != nil {
		a.sayf("Warning: the draft cannot be deleted: %s", err)
	}
}

// list asks what to do with the items of a list.
func (a *asker) list(f forms.Field) (move, error) {
	list, s := forms.ListOf(f), f.Setting()
	a.gap()
	a.sayf("%s. %s", s.Title, s.Help)
	for i := range list.Len(a.answers.Pool) {
		a.sayf("%d. %s", i+1, list.Label(a.answers.Pool, i))
	}
	a.sayf("%s of %d. %s, or press enter to continue.", model.Plural(list.Len(a.answers.Pool), "item"), s.Max, listAnswers(list.Len(a.answers.Pool)))
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
		return onward, nil
	case "all":
		a.all = !a.all
		return stay, nil
	}
	return stay, a.changeList(list, s, word)
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
	a.sayf("%s. %s", f.Setting().Title, f.Setting().Help)
	a.sayf("add adds an item. edit N, delete N and copy N change the item with that number. An empty answer continues.")
	a.sayf("back, next, review, all and leave work as they do at a setting.")
}

func (a *asker) changeList(list forms.List, s *model.Setting, answer string) error {
	p := a.answers.Pool
	word, number, _ := strings.Cut(answer, " ")
	i, err := strconv.Atoi(number)
	i--
	adds := word == "add" || word == "copy"
	switch {
	case word != "add" && (err != nil || i < 0 || i >= list.Len(p)) || !slices.Contains([]string{"add", "edit", "delete", "copy"}, word):
		a.sayf("Error: %q is not an answer here. %s.", answer, listAnswers(list.Len(p)))
		return nil
	case adds && s.Max > 0 && list.Len(p) >= s.Max:
		a.sayf("Error: this list is full.")
		return nil
	}
	switch word {
	case "add":
		i = list.Add(p)
	case "copy":
		i = list.Duplicate(p, i)
	case "delete":
		list.Delete(p, i)
		a.keep()
		return nil
	}
	a.keep()
	item := list.Fields(p, i)
	_, err = a.fields(func() []forms.Field { return item }, false)
	return err
}
