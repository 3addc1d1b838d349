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
	a.sayf("An empty answer leaves a setting as it is. Words that go elsewhere: back, next (step), review, clear (a setting), help, all (also what does not apply), leave.")
	a.sayf("To give one of these words as an answer, put = before it: =back.")
	if a.Unfinished != nil {
		a.Unfinished(ctx, a)
		if a.left || ctx.Err() != nil {
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
	a.state = forms.NewState(pool)
	if err := a.walk(ctx); err != nil {
		return nil, err
	}
	return a.state.Pool, nil
}

// sayKept says where the answers are, when they went nowhere else.
func (a *asker) sayKept() {
	if path := a.draft.Path(); path != "" {
		a.sayf("The draft is saved in %s. Start again to continue it.", path)
	}
}

// ErrLeft says that the user left before the pool was done.
var ErrLeft = errors.New("left before the pool was done")

type asker struct {
	Options
	in    *bufio.Reader
	out   io.Writer
	state *forms.State
	all   bool
	draft DraftFile // of the pool
	told  bool      // that drafts are off
	left  bool      // a question of a submission was answered with leave
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

func (a *asker) sayf(format string, args ...any) {
	fmt.Fprintln(a.out, model.Printable(fmt.Sprintf(format, args...)))
}

// gap sets apart what follows.
func (a *asker) gap() { fmt.Fprintln(a.out) }

// line reads an answer. One that ends with a backslash goes on in the next
// line.
func (a *asker) line(prompt string) (string, error) {
	fmt.Fprint(a.out, model.Printable(prompt)+" ")
	text, err := a.lines()
	for errors.Is(err, ErrTooLong) {
		a.sayf("Error: %s. Give a shorter one.", err)
		fmt.Fprint(a.out, model.Printable(prompt)+" ")
		text, err = a.lines()
	}
	if errors.Is(err, io.EOF) {
		return "", io.ErrUnexpectedEOF
	}
	if err != nil {
		return "", err
	}
	answer := strings.TrimSpace(text)
	if answer == "leave" {
		return "", ErrLeft
	}
	return answer, nil
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
		answer, err := a.line("Number:")
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
	a.sayf("What do you want to start from?")
	for i, c := range fresh {
		a.sayf("%d. %s. %s", i+1, c.title, c.about)
	}
	for i, d := range a.Found.Drafts {
		a.sayf("d%d. Continue %s, a draft of %s, saved %s.", i+1, oneLine(d.Name, 200), humanize.Bytes(uint64(d.Size)), ago(a.Now().Sub(d.Saved)))
	}
	for _, note := range a.Found.Notes {
		a.sayf("Warning: %s.", note)
	}
	if len(a.Found.Drafts) > 0 {
		a.sayf("d1 continues a draft, delete d1 deletes it.")
	}
}

// startFrom opens what the answer names; nothing when it was no choice, or a
// draft was deleted.
func (a *asker) startFrom(fresh []startChoice, answer string) (*OpenDraft, error) {
	word, rest, _ := strings.Cut(answer, " ")
	if word == "delete" {
		return nil, a.deleteDraft(rest)
	}
	if d := a.draftOf(answer); d != nil {
		opened, err := d.Open()
		return &opened, err
	}
	n, err := strconv.Atoi(answer)
	if err != nil || n < 1 || n > len(fresh) {
		a.sayf("Error: answer with a number from 1 to %d%s.", len(fresh), a.draftNumbers())
		return nil, nil
	}
	return a.startWith(fresh[n-1])
}

// draftOf is the draft with a number such as d2, or nil.
func (a *asker) draftOf(answer string) *Draft {
	n, err := strconv.Atoi(strings.TrimPrefix(answer, "d"))
	if err != nil || !strings.HasPrefix(answer, "d") || n < 1 || n > len(a.Found.Drafts) {
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
		a.sayf("Error: no draft %q%s.", answer, a.draftNumbers())
		return nil
	}
	sure, err := a.line("Delete the draft of " + oneLine(d.Name, 200) + "? It cannot be restored. yes or no:")
	if err != nil {
		return err
	}
	if sure != "yes" && sure != "y" {
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
	answer, err := a.line(c.ask + ":")
	if err != nil {
		return nil, err
	}
	p, err := c.load(answer)
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
	at := 0
	if atEnd {
		at = len(list()) - 1
	}
	for by := 1; at < len(list()); at += by {
		if at < 0 {
			return back, nil
		}
		f := list()[at]
		if !a.all && !f.Applies(a.state.Pool) {
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
	answer, err := a.line("Answer:")
	if err != nil {
		return stay, err
	}
	if m, known := moves[answer]; known {
		return m, nil
	}
	before := a.state.Text(f)
	switch answer {
	case "":
		return onward, nil
	case "help":
		a.sayf("%s", f.Setting().Help)
		return stay, nil
	case "all":
		a.all = !a.all
		return stay, nil
	case "clear":
		a.state.Answer(f, "")
	default:
		if !a.store(f, strings.TrimPrefix(answer, "=")) {
			return stay, nil
		}
	}
	if a.state.Text(f) != before {
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
	for i, o := range answers(s) {
		a.sayf("%d. %s", i+1, o.label)
	}
	now := forms.Shown(a.state, f)
	if now == "" {
		now = "not set. " + s.Unset()
	}
	a.sayf("Now: %s", now)
}

// choice is an answer that has a number.
type choice struct{ label, value string }

func answers(s *model.Setting) []choice {
	var list []choice
	switch s.Kind {
	case model.Bool:
		list = []choice{{forms.LeaveOut(s), ""}, {"Yes", "true"}, {"No", "false"}}
	case model.Block:
		list = []choice{{"Off", ""}, {"On", "true"}}
	case model.Choice:
		list = []choice{{forms.LeaveOut(s), ""}}
	}
	for _, o := range s.Choices {
		label := forms.OptionTitle(o)
		if o.Help != "" {
			label += ". " + o.Help
		}
		list = append(list, choice{label, o.Value})
	}
	return list
}

// store takes an answer, which for a choice is its number, its value or its
// title, and for several of them numbers or values with spaces or commas.
func (a *asker) store(f forms.Field, answer string) bool {
	s := f.Setting()
	known := answers(s)
	switch {
	case len(known) == 0:
		a.state.Answer(f, answer)
		return true
	case s.Kind == model.Choices:
		var members []string
		for word := range strings.FieldsFuncSeq(answer, func(r rune) bool { return r == ' ' || r == ',' }) {
			value, ok := pick(known, word)
			if !ok {
				a.sayf("Error: no choice %q. Answer with numbers from 1 to %d, with spaces between them.", word, len(known))
				return false
			}
			members = append(members, value)
		}
		a.state.AnswerMembers(f, members)
		return true
	}
	value, ok := pick(known, answer)
	if !ok {
		a.sayf("Error: no choice %q. Answer with a number from 1 to %d.", answer, len(known))
		return false
	}
	a.state.Answer(f, value)
	return true
}

func pick(known []choice, word string) (string, bool) {
	if n, err := strconv.Atoi(word); err == nil && n >= 1 && n <= len(known) {
		return known[n-1].value, true
	}
	i := slices.IndexFunc(known, func(c choice) bool {
		return c.value != "" && strings.EqualFold(c.value, word) || strings.EqualFold(c.label, word)
	})
	if i < 0 {
		return "", false
	}
	return known[i].value, true
}

// judge reads out what is wrong with the answer. A mistake of the setting
// itself is asked for again; what depends on others goes on.
func (a *asker) judge(f forms.Field) move {
	next := onward
	for _, found := range a.state.Findings() {
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
	a.sayf("%s%s: %s. Fix: %s.", strings.ToUpper(word[:1]), word[1:], f.Message, f.Fix)
}

// keep saves the draft.
func (a *asker) keep() {
	if off := a.Drafts.Off(); off != "" {
		if !a.told {
			a.sayf("Warning: drafts are off: %s. What you answer is not kept.", off)
			a.told = true
		}
		return
	}
	if err := a.draft.Save(a.state.Pool.Clone()); err != nil {
		a.sayf("Warning: the draft is not saved: %s", err)
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
	for i := range list.Len(a.state.Pool) {
		a.sayf("%d. %s", i+1, list.Label(a.state.Pool, i))
	}
	a.sayf("%s of %d. add, edit N, delete N, copy N, or enter to go on.", model.Plural(list.Len(a.state.Pool), "item"), s.Max)
	answer, err := a.line("Answer:")
	if err != nil {
		return stay, err
	}
	if m, known := moves[answer]; known {
		return m, nil
	}
	if answer == "" {
		return onward, nil
	}
	return stay, a.changeList(list, s, answer)
}

func (a *asker) changeList(list forms.List, s *model.Setting, answer string) error {
	p := a.state.Pool
	word, number, _ := strings.Cut(answer, " ")
	i, err := strconv.Atoi(number)
	i--
	adds := word == "add" || word == "copy"
	switch {
	case word != "add" && (err != nil || i < 0 || i >= list.Len(p)) || !slices.Contains([]string{"add", "edit", "delete", "copy"}, word):
		a.sayf("Error: answer add, or edit, delete or copy with a number from 1 to %d.", list.Len(p))
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

// reviewStep reads the pool out and asks where it goes. It returns the step to
// go to, or done.
func (a *asker) reviewStep(ctx context.Context) (step int, done bool, err error) {
	a.gap()
	a.sayf("Review.")
	for _, s := range forms.Steps {
		if text := said(a.state, s); text != "" {
			a.sayf("%s. %s", s.Title, text)
		}
	}
	findings := a.state.Findings()
	for _, f := range findings {
		a.sayFinding(f)
	}
	a.sayf("%s, %s. done ends here, save FORMAT PATH writes a file, submit creates the pool, sandbox tries it out, a number from 1 to %d goes to that step, leave stops.",
		model.Plural(model.Errors(findings), "error"), model.Plural(model.Count(findings, model.Warning), "warning"), len(forms.Steps))
	answer, err := a.line("Answer:")
	if err != nil {
		return 0, false, err
	}
	words := strings.Fields(answer)
	switch {
	case answer == "done":
		return 0, true, nil
	case answer == "back":
		return len(forms.Steps) - 1, false, nil
	case answer == "submit" && a.Cognito != nil:
		return len(forms.Steps), false, a.submit(ctx, a.Cognito)
	case answer == "sandbox" && a.Sandbox != nil:
		return len(forms.Steps), false, a.submit(ctx, a.Sandbox)
	case len(words) == 3 && words[0] == "save":
		a.save(words[1], words[2])
		return len(forms.Steps), false, nil
	}
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(forms.Steps) {
		return n - 1, false, nil
	}
	a.sayf("Error: no such answer here: %q.", answer)
	return len(forms.Steps), false, nil
}

func (a *asker) save(format, path string) {
	files, err := a.Save(format, a.state.Pool, path, false)
	if err != nil {
		a.sayf("Error: %s", a.explain(err))
		return
	}
	a.sayf("Wrote %s.", strings.Join(files, ", "))
}

func (a *asker) submit(ctx context.Context, to *Destination) error {
	if n := model.Errors(a.state.Findings()); n > 0 {
		a.sayf("Error: fix %s first; Cognito would reject this pool.", model.Plural(n, "error"))
		return nil
	}
	outcome := to.Submit(Place{}, a.state.Pool)(ctx, a)
	if outcome.Verified() {
		a.dropDraft()
	}
	if a.left || ctx.Err() != nil {
		return ErrLeft
	}
	return nil
}

// Say reads out a line of a submission.
func (a *asker) Say(tone Tone, text string) {
	word := map[Tone]string{Hint: "Hint: ", Warning: "Warning: ", Problem: "Error: "}[tone]
	if word == "" {
		text = sentence(text)
	}
	a.sayf("%s%s", word, text)
}

// Call reads out the end of a call.
func (a *asker) Call(s CallState) {
	switch {
	case s.Done && s.Err != nil:
		a.sayf("%s failed after %d milliseconds.", s.Operation, s.Took.Milliseconds())
	case s.Done:
		a.sayf("%s took %d milliseconds.", s.Operation, s.Took.Milliseconds())
	case s.Detail != "":
		a.sayf("%s: %s.", s.Operation, s.Detail)
	}
}

// Ask puts a question of a submission. An answer that was typed before it is
// discarded, but for the first question, which asks for what was just said.
func (a *asker) Ask(ctx context.Context, q Question) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	if a.DropTyped != nil && q.Topic != ToCreate {
		a.in.Discard(a.in.Buffered())
		a.DropTyped()
	}
	prompt, want := q.Text+" yes: "+q.Yes+"; no: "+q.No+".", "yes"
	if q.Name != "" {
		prompt, want = fmt.Sprintf("%s Type %s: %s. Anything else: %s.", q.Text, q.Name, q.Yes, q.No), q.Name
	}
	answer, err := a.line(prompt)
	a.left = errors.Is(err, ErrLeft)
	return answer == want, err
}
