package main

import (
	"bufio"
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
	// event shows the progress of a call.
	event(cognito.Event)
	// ask reports whether the answer was yes. Without an answer it is no.
	ask(context.Context, tui.Question) bool
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

type detail struct{ name, value string }

// details returns what is shown of a pool besides its id and ARN.
func (c createdPool) details() []detail {
	all := []detail{{"issuer", c.Issuer}, {"console", c.Console}}
	for _, app := range c.Apps {
		all = append(all, detail{"client", app.ID + "  " + app.Name}, detail{"sign-in", app.SignIn})
	}
	if len(c.Apps) > 0 && c.Issuer != "" {
		all = append(all, detail{"openid", c.Issuer + "/.well-known/openid-configuration"})
	}
	all = append(all, detail{"receipt", c.Receipt})
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

func (f *streamFace) ask(ctx context.Context, q tui.Question) bool {
	if q.Topic == tui.ToCreate {
		f.showCalls()
	} else {
		f.answers.Discard(f.answers.Buffered())
		f.discardInput()
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
		return answered && answer == q.Name
	case answer == "":
		return answered && q.YesByDefault
	default:
		return strings.EqualFold(answer, "y") || strings.EqualFold(answer, "yes")
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

func (f *interactiveFace) ask(ctx context.Context, q tui.Question) bool {
	yes, err := f.Ask(ctx, q)
	if err != nil {
		f.mu.Lock()
		f.askErr = err
		f.mu.Unlock()
	}
	return yes && err == nil
}

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
	f.Say(tui.Info, "id "+c.ID)
	f.Say(tui.Info, "ARN "+c.ARN) // without padding, so that it fits into 80 columns
	for _, d := range c.details() {
		if f.isLast || d.name == "receipt" {
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
