package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/report"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// face is the user interface of a submission: the streams of a command, the
// wizard or the accessible mode.
type face interface {
	// say shows a line.
	say(tui.Tone, string)
	// findings shows the findings about the pool in its Region.
	findings([]model.Finding)
	// showPlan shows the plan of a change.
	showPlan(*model.Plan)
	// event shows the progress of a call.
	event(cognito.Event)
	// ask returns the answer to a question, the zero value without one.
	ask(context.Context, tui.Question) tui.Answer
	// set changes a setting of the draft that is submitted, if the user edits one.
	set(path, value string)
	// showSecrets shows the secrets that the service generated, on request.
	showSecrets(context.Context, []tui.Secret)
	// canAsk reports whether the user can answer.
	canAsk() bool
	// showCreated shows a pool that is complete.
	showCreated(createdPool) error
}

// statusLine is a line for the user.
type statusLine struct {
	tone tui.Tone
	text string
}

// String returns the line as it is printed, with the label of its tone.
func (l statusLine) String() string {
	label := map[tui.Tone]string{tui.Problem: "error: ", tui.Warning: "warning: ", tui.Hint: "hint: ", tui.Command: "  "}[l.tone]
	return label + model.Printable(l.text)
}

func sayLines(f face, lines []statusLine) {
	for _, line := range lines {
		f.say(line.tone, line.text)
	}
}

// sayError reports an error and its hint.
func sayError(f face, err error) { sayLines(f, linesOf(err)) }

// createdPool is a complete pool and information about it.
type createdPool struct {
	cognito.Result
	Account string `json:"account,omitempty"`
	Region  string `json:"region"`
	cognito.After
	Receipt string `json:"receipt,omitempty"`
	Sandbox bool   `json:"-"`
}

// detail is a line about a pool. A long one is shown only where all that is known is
// shown.
type detail struct {
	name, value string
	isLong      bool
}

// details returns what is shown of a pool besides its id and ARN.
func (c createdPool) details() []detail {
	all := []detail{{"issuer", c.Issuer, true}, {"console", c.Console, true}}
	for _, app := range c.Apps {
		all = append(all, detail{name: "client", value: app.ID + "  " + app.Name}, detail{name: "sign-in", value: app.SignIn})
	}
	all = append(all, detail{name: "openid", value: c.Discovery}, detail{name: "receipt", value: c.Receipt})
	return slices.DeleteFunc(all, func(d detail) bool { return d.value == "" })
}

// steps returns the next steps, each with its command.
func (c createdPool) steps() []statusLine {
	var lines []statusLine
	for _, step := range slices.Concat(c.Permissions, c.Next) {
		lines = append(lines, statusLine{tui.Info, "to " + step.Title + ":"}, statusLine{tui.Command, step.Command})
	}
	return lines
}

// streamFace is the face of a command: it writes to standard error and asks at the
// terminal.
type streamFace struct {
	streams
	submitOptions
	document *model.Document // of the pool, for the places of findings; may be nil
	pool     *model.Pool
	answers  *bufio.Reader
	progress *progress
}

func newStreamFace(s streams, o submitOptions, document *model.Document) *streamFace {
	f := &streamFace{streams: s, submitOptions: o, document: document, answers: bufio.NewReader(s.In), progress: newProgress(s)}
	if document != nil {
		f.pool = document.Pool
	}
	return f
}

func (f *streamFace) say(tone tui.Tone, text string) {
	f.progress.leave(statusLine{tone, text}.String())
}

func (f *streamFace) event(e cognito.Event) { f.progress.show(e) }

func (f *streamFace) findings(list []model.Finding) {
	writeFindings(f.streams, f.document, list)
}

func (f *streamFace) showPlan(p *model.Plan) {
	io.WriteString(f.Err, model.PrintableLines(string(report.PlanText(p))))
}

// writeFindings writes the errors and warnings about a pool and the work outside
// it to standard error. Advice is only in the output of validate.
func writeFindings(s streams, document *model.Document, list []model.Finding) {
	var findings []report.Finding
	var todo []string
	for _, f := range list {
		switch {
		case f.Severity > model.Advice:
			findings = append(findings, report.Locate(document, f))
		case f.Severity == model.ToDo:
			todo = append(todo, f.Message)
		}
	}
	verbose := s.ErrTTY && s.Width >= wideTerminal
	io.WriteString(s.Err, model.PrintableLines(string(report.FindingLines(findings, verbose))))
	for _, message := range todo {
		s.line("to do: ", "%s", message)
	}
}

func (f *streamFace) canAsk() bool { return f.streams.canAsk() && f.Input != "-" && f.Second != "-" }

func (f *streamFace) ask(ctx context.Context, q tui.Question) tui.Answer {
	if q.Topic == tui.ToCreate {
		f.showCalls()
	} else {
		f.answers.Discard(f.answers.Buffered())
		f.discardInput()
	}
	switch {
	case len(q.Choices) > 0:
		return f.oneOf(ctx, q)
	case q.Input != nil:
		return f.input(ctx, q)
	}
	prompt := q.Text + " [y/N] "
	switch {
	case q.Name != "":
		prompt = q.Text + " Type " + q.Name + " to confirm: "
	case q.YesByDefault:
		prompt = q.Text + " [Y/n] "
	}
	answer, answered := f.line(ctx, prompt)
	switch {
	case q.Name != "":
		return tui.Answer{Yes: answered && answer == q.Name}
	case answer == "":
		return tui.Answer{Yes: answered && q.YesByDefault}
	default:
		return tui.Answer{Yes: strings.EqualFold(answer, "y") || strings.EqualFold(answer, "yes")}
	}
}

// oneOf asks until the answer is a choice, by its word or its first letter. An empty
// answer is the last one.
func (f *streamFace) oneOf(ctx context.Context, q tui.Question) tui.Answer {
	var words []string
	lines := q.Text + "\n"
	for _, c := range q.Choices {
		words = append(words, c.Word)
		lines += fmt.Sprintf("  %-8s %s\n", c.Word, c.Does)
	}
	prompt := "Answer " + model.OneOf(words) + " [" + words[len(words)-1] + "]: "
	f.progress.pause()
	io.WriteString(f.Err, model.PrintableLines(lines))
	for range maxTries {
		answer, answered := f.line(ctx, prompt)
		if !answered || answer == "" {
			break
		}
		answer = strings.ToLower(answer)
		for _, word := range words {
			if answer == word || answer == word[:1] {
				return tui.Answer{Choice: word}
			}
		}
	}
	return tui.Answer{}
}

// maxTries is how often a question is put until its answer will do.
const maxTries = 5

// input asks until a text will do. An empty answer is the proposed text; without
// one there is no answer.
func (f *streamFace) input(ctx context.Context, q tui.Question) tui.Answer {
	prompt := q.Input.Label
	if q.Input.Value != "" {
		prompt += " [" + q.Input.Value + "]"
	}
	if q.Input.Hidden {
		defer f.hideInput(ctx)() // before the question is seen
	}
	f.say(tui.Info, q.Text)
	for range maxTries {
		text, answered := f.line(ctx, prompt+": ")
		text = cmp.Or(text, q.Input.Value)
		if !answered || text == "" {
			break
		}
		wrong := q.Input.WrongWith(text)
		if wrong == "" {
			return tui.Answer{Yes: true, Text: text}
		}
		f.say(tui.Problem, wrong)
	}
	return tui.Answer{}
}

// set changes nothing: the draft is in a file of the user.
func (f *streamFace) set(string, string) {}

// showSecrets shows secrets at a terminal, each only if the user wants that.
func (f *streamFace) showSecrets(ctx context.Context, secrets []tui.Secret) {
	if !f.canAsk() || f.Yes {
		return
	}
	for _, s := range secrets {
		if f.ask(ctx, tui.Question{Topic: tui.ToShow, Text: "Show the secret of the " + s.Of + " once?"}).Yes {
			f.say(tui.Info, s.Value)
		}
	}
}

// line reads an answer. answered is false at the end of the input, and when ctx
// ends first.
func (f *streamFace) line(ctx context.Context, prompt string) (answer string, answered bool) {
	f.progress.pause()
	fmt.Fprint(f.Err, model.Printable(prompt))
	if ctx.Err() != nil {
		fmt.Fprintln(f.Err)
		return "", false
	}
	type reply struct {
		line string
		err  error
	}
	got := make(chan reply, 1)
	go func() {
		line, err := tui.ReadLine(f.answers)
		got <- reply{line, err}
	}()
	select {
	case <-ctx.Done():
		fmt.Fprintln(f.Err)
		return "", false
	case r := <-got:
		if r.err != nil {
			fmt.Fprintln(f.Err)
		}
		return strings.TrimSpace(r.line), r.err == nil || errors.Is(r.err, io.EOF) && r.line != ""
	}
}

// showCalls prints the calls, and the settings that cannot be changed later.
func (f *streamFace) showCalls() {
	for _, call := range f.pool.HideSecrets().Calls() {
		f.streams.say("%s", call.Operation.Name)
		for line := range strings.Lines(string(call.Body(nil))) {
			f.streams.say("  %s", strings.TrimSuffix(line, "\n"))
		}
	}
	showPermanent(f.streams, f.pool)
}

func (f *streamFace) showCreated(c createdPool) error {
	f.progress.pause()
	if f.Output == "json" {
		return writeOut(f.streams, model.EncodeJSON(c))
	}
	if err := f.text(resultText(c.Result)); err != nil {
		return err
	}
	for _, d := range c.details() {
		f.say(tui.Info, fmt.Sprintf("%-7s  %s", d.name, d.value))
	}
	sayLines(f, c.steps())
	return nil
}

// interactiveFace is the wizard or the accessible mode.
type interactiveFace struct {
	tui.Talk
	isLast  bool // nothing is shown after it, as it is when the wizard has left the screen
	mu      sync.Mutex
	sent    bool
	calling bool         // in progress
	lines   []statusLine // since the first call, to show them again
	pool    *createdPool
	askErr  error // why a question was not answered; nil if all were
}

func (f *interactiveFace) say(tone tui.Tone, text string) {
	f.mu.Lock()
	if f.sent {
		f.lines = append(f.lines, statusLine{tone, text})
	}
	f.mu.Unlock()
	f.Say(tone, text)
}

// findings shows only the errors, because the review shows the others.
func (f *interactiveFace) findings(list []model.Finding) {
	for _, finding := range list {
		if finding.Severity == model.Error {
			f.say(tui.Problem, finding.Message)
			f.say(tui.Hint, finding.Fix)
		}
	}
}

// showPlan does nothing: the review shows the plan.
func (f *interactiveFace) showPlan(*model.Plan) {}

func (f *interactiveFace) event(e cognito.Event) {
	f.mu.Lock()
	f.sent, f.calling = true, e.State == cognito.Started || e.State == cognito.Retried
	f.mu.Unlock()
	f.Call(callState(e))
}

func (f *interactiveFace) isCalling() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.calling
}

func (f *interactiveFace) canAsk() bool { return true }

func (f *interactiveFace) ask(ctx context.Context, q tui.Question) tui.Answer {
	answer, err := f.Ask(ctx, q)
	if err != nil {
		f.mu.Lock()
		f.askErr = err
		f.mu.Unlock()
		return tui.Answer{}
	}
	return answer
}

func (f *interactiveFace) set(path, value string) { f.Set(path, value) }

// showSecrets does nothing: the user interface offers them on its last page.
func (f *interactiveFace) showSecrets(context.Context, []tui.Secret) {}

// ended reports whether a question was not answered, so that nobody can answer
// another.
func (f *interactiveFace) ended() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.askErr != nil
}

func (f *interactiveFace) showCreated(c createdPool) error {
	f.mu.Lock()
	f.pool = &c
	f.mu.Unlock()
	f.Say(tui.Good, "the pool is complete")
	f.Say(tui.Info, "ID "+c.ID)
	f.Say(tui.Info, "ARN "+c.ARN) // without padding, so that it fits into 80 columns
	for _, d := range c.details() {
		if f.isLast || !d.isLong {
			f.Say(tui.Info, d.name+" "+d.value)
		}
	}
	if f.isLast || c.Sandbox {
		for _, line := range c.steps() {
			f.Say(line.tone, line.text)
		}
	}
	return nil
}

func callState(e cognito.Event) tui.CallState {
	state := tui.CallState{
		Operation: e.Name(),
		Done:      e.State == cognito.Done || e.State == cognito.Failed,
		Took:      e.Took,
		Detail:    e.PoolID,
		Err:       e.Err,
	}
	switch {
	case e.State == cognito.Retried:
		state.Detail = "trying again: " + e.Reason
	case e.Note != "":
		state.Detail += "  " + e.Note
	}
	return state
}
