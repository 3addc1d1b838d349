package tui

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// ProtocolVersion is the version of the messages of AskJSON.
const ProtocolVersion = 1

// A message of a program is longer than an answer that is typed: it can contain an
// image. One of the service is at most 2 MB, and base64 is a third longer.
const (
	maxReply        = 4 << 20
	maxUnendedReply = 16 << 20
)

// JSONOptions is what AskJSON depends on.
type JSONOptions struct {
	// Start is the pool to begin with; nil asks for one.
	Start *model.Pool
	// Express begins with the questions from which a pool follows.
	Express bool
	// Save writes the draft to a file and returns its name; nil puts the draft into
	// the last message.
	Save func(*model.Pool) (string, error)
	// Hint returns the advice that comes with an error, or nothing.
	Hint func(error) string
}

// AskJSON asks the questions of the line-by-line mode for programs: it writes
// messages and reads answers, each an object of JSON in one line. Messages describes
// the ones, Reply the others.
//
// The last message has the draft, also if the answers end early, which is no error.
// The errors are those of ctx, of Save, and of reading and writing.
func AskJSON(ctx context.Context, in io.Reader, out io.Writer, o JSONOptions) error {
	p := &protocol{JSONOptions: o, in: bufio.NewReader(in), out: out}
	p.face, p.alone = p, true
	p.answers = forms.NewAnswers(&model.Pool{})
	defer func() {
		if r := recover(); r != nil {
			crash := NewCrash(r)
			_ = p.finishWith("internal error", nil) // a rule may be what panics
			panic(crash)
		}
	}()
	err := p.ask(ctx)
	switch {
	case errors.Is(err, errFinished):
		return p.finish("")
	case ctx.Err() != nil:
		_ = p.finish("interrupted")
		return ctx.Err()
	case errors.Is(err, io.EOF):
		return p.finish("the answers ended")
	case errors.Is(err, ErrNoLines):
		return errors.Join(err, p.finish("an answer does not end"))
	default:
		return err
	}
}

// errFinished says that the program has what it wants.
var errFinished = errors.New("finished")

// protocol is a walker with a face of JSON.
type protocol struct {
	walker
	JSONOptions
	in     *bufio.Reader
	out    io.Writer
	err    error          // of writing
	step   int            // that is asked
	before *model.Pool    // what an answer changes
	asked  []questionInfo // that apply before an answer
}

func (p *protocol) ask(ctx context.Context) error {
	p.send(ready())
	if err := p.start(); err != nil {
		return err
	}
	if err := p.walk(ctx); err != nil {
		return err
	}
	return errFinished
}

func ready() readyMessage {
	m := readyMessage{Type: readyType, Version: ProtocolVersion}
	for i := range forms.Steps {
		m.Steps = append(m.Steps, infoOfStep(i))
	}
	return m
}

func infoOfStep(i int) stepInfo {
	s := forms.Steps[i]
	return stepInfo{s.ID, s.Title, s.Intro, s.Folds}
}

// start finds the pool to begin with.
func (p *protocol) start() error {
	switch {
	case p.Start != nil:
		p.answers = forms.NewAnswers(p.Start)
		return nil
	case p.Express:
		return p.startExpress()
	}
	choice, err := p.askStart()
	switch {
	case err != nil:
		return err
	case choice.express:
		return p.startExpress()
	}
	opened, err := choice.open()
	if err == nil {
		p.answers = forms.NewAnswers(opened.Pool)
	}
	return err
}

// startExpress asks a few questions and begins with the pool that follows.
func (p *protocol) startExpress() error {
	given, err := p.expressAnswers(model.Express{})
	pool, derived := given.Build()
	p.answers, p.express, p.reviewFirst = forms.NewAnswers(pool), &given, true
	if err != nil {
		return err // with what follows from the answers so far
	}
	p.follows(derived)
	return nil
}

func (p *protocol) follows(derived []model.Derived) {
	m := derivedMessage{Type: derivedType, Derived: []derivedInfo{}}
	for _, d := range inSteps(derived) {
		m.Derived = append(m.Derived, derivedInfo{d.Text, d.Reason, d.Paths, d.Kept})
	}
	p.send(m)
}

// finish writes the last message. The draft is in it unless it was saved. A reason is
// why it is not finished.
func (p *protocol) finish(reason string) error { return p.finishWith(reason, p.answers.Findings()) }

func (p *protocol) finishWith(reason string, findings []model.Finding) error {
	var err error
	m := doneMessage{Type: doneType, Finished: reason == "", Reason: reason, countInfo: countOf(findings)}
	if p.Save != nil {
		m.File, err = p.save()
	}
	if m.File == "" {
		m.Draft = p.draft()
	}
	p.send(m)
	return errors.Join(err, p.err)
}

// draft is the pool without any secret that a file had.
func (p *protocol) draft() *model.Pool { return p.answers.Pool.HideSecrets() }

// save writes the draft to the file, and tells that.
func (p *protocol) save() (string, error) {
	file, err := p.Save(p.draft())
	if err != nil {
		p.send(p.problemOf("", err))
		return "", err
	}
	p.send(savedMessage{savedType, file})
	return file, nil
}

func (p *protocol) problemOf(id string, err error) errorMessage {
	m := errorMessage{Type: errorType, ID: id, Message: err.Error()}
	if p.Hint != nil {
		m.Hint = p.Hint(err)
	}
	return m
}

// send writes a message. The next read returns the error.
func (p *protocol) send(message any) {
	if p.err == nil {
		_, p.err = p.out.Write(model.EncodeJSONLine(message))
	}
}

// rejection says why an answer changes nothing.
type rejection struct{ message, hint string }

func (r *rejection) Error() string { return r.message }

func reject(hint, format string, args ...any) *rejection {
	return &rejection{fmt.Sprintf(format, args...), hint}
}

// prompt puts a question until take accepts the answer. take returns a rejection for
// an answer that changes nothing, after which the question follows again.
func (p *protocol) prompt(id string, question func() any, take func(reply) error) error {
	for {
		p.send(question())
		if p.err != nil {
			return p.err
		}
		r, err := p.read(id)
		if err == nil {
			err = take(r)
		}
		bad, rejected := errors.AsType[*rejection](err)
		if !rejected {
			return err
		}
		p.send(errorMessage{errorType, id, bad.message, bad.hint})
	}
}

// read reads an answer to the question with the id. Empty lines are none.
func (p *protocol) read(id string) (r reply, err error) {
	text := ""
	for text == "" {
		line, err := readLine(p.in, maxReply, maxUnendedReply)
		switch {
		case errors.Is(err, ErrTooLong):
			return r, reject("send a shorter one", "the answer is longer than 4 MB")
		case err != nil:
			return r, err
		}
		text = strings.TrimSpace(line)
	}
	if err := json.Unmarshal([]byte(text), &r, json.RejectUnknownMembers(true)); err != nil {
		return reply{}, unreadable(err)
	}
	switch {
	case r.ID != "" && r.ID != id:
		return r, reject("answer this question, or go to the other one", "the answer is to %q, and the question is %q", r.ID, id)
	case (r.Value == nil) == (r.Do == ""):
		return r, reject(`such as {"value": "shop"} or {"do": "next"}`, "an answer has either value or do")
	case r.Do != "" && !slices.Contains(ReplyActions, r.Do):
		return r, reject(didYouMean(r.Do, ReplyActions), "unknown action %q", r.Do)
	}
	return r, nil
}

// unreadable is the rejection of a line that is no answer. It does not repeat the
// line, which may contain a secret.
func unreadable(err error) *rejection {
	const shape = `an answer is one object in one line, such as {"value": "shop"} or {"do": "next"}`
	if wrong, ok := errors.AsType[*json.SemanticError](err); ok {
		name := wrong.JSONPointer.LastToken()
		if errors.Is(wrong.Err, json.ErrUnknownName) {
			return reject(didYouMean(name, []string{"id", "value", "do", "path", "item", "to", "rule"}), "unknown member %q", model.Printable(name))
		}
		if name != "" {
			return reject("poolsmith schema ask-answer describes it", "%s has the wrong type", model.Printable(name))
		}
	}
	return reject(shape, "the line is not an answer in JSON")
}

func didYouMean(word string, known []string) string {
	if near := model.Nearest(word, known); near != "" {
		return "did you mean " + near + "?"
	}
	return "one of " + strings.Join(known, ", ")
}

// leads is where an answer leads that is no value. act returns whether it is one of
// those that work at every question.
func (p *protocol) leads(r reply, concerns func(model.Finding) bool) (move, error) {
	switch r.Do {
	case nextQuestion:
		return forward, nil
	case nextStepAnswer:
		return nextStep, nil
	case backAnswer:
		return back, nil
	case reviewAnswer:
		return toReview, nil
	case goAnswer:
		goal, err := p.find(r.Path)
		if err != nil {
			return stay, err
		}
		p.goal = goal
		return toGoal, nil
	case allAnswer:
		p.all = !p.all
		return stay, nil
	case fixAnswer:
		return stay, p.fix(r.Rule, concerns)
	case saveAnswer:
		if p.Save == nil {
			return stay, reject("begin with -o FILE; finish puts the draft into the last message", "there is no file to save to")
		}
		_, err := p.save()
		if err != nil {
			return stay, nil // it was told
		}
		return stay, nil
	case finishAnswer:
		return stay, errFinished
	default:
		return stay, reject("poolsmith schema ask-answer describes the answers", "%s is not possible at this question", r.Do)
	}
}

// find is the goal that a path means: the id of a step or of a question, the path of a
// setting or its end, or review.
func (p *protocol) find(path string) (goal, error) {
	switch path {
	case "":
		return goal{}, reject(`such as {"do": "go", "path": "MfaConfiguration"}`, "go requires a path")
	case reviewAnswer:
		return goal{step: len(forms.Steps)}, nil
	}
	if i := slices.IndexFunc(forms.Steps, func(s forms.Step) bool { return s.ID == path }); i >= 0 {
		return goal{step: i}, nil
	}
	for i, step := range forms.Steps {
		for _, f := range forms.Alone(step.Fields) {
			if f.Key() == path {
				return goal{i, path}, nil
			}
		}
	}
	whole, err := p.answers.Pool.Expand(path)
	if bad, ok := errors.AsType[*model.AssignError](err); ok {
		return goal{}, reject(bad.Hint, "%s: %s", model.Printable(path), bad.Message)
	}
	if err != nil {
		return goal{}, reject("", "%s", err)
	}
	for i, step := range forms.Steps {
		for _, f := range forms.Alone(step.Fields) {
			if forms.Within(whole, f.Path) && !f.Repeats() || forms.Within(f.Path, whole) {
				return goal{i, whole}, nil
			}
		}
	}
	return goal{}, reject("--set changes it", "no step asks for %s", model.Printable(path))
}

// fix corrects the findings that concern a question, as far as that is certain: those
// of a rule where one is given, else errors and warnings, as validate --fix does.
func (p *protocol) fix(rule string, concerns func(model.Finding) bool) error {
	if rule != "" && model.LookupRule(rule) == nil {
		return reject("poolsmith explain rules lists them", "no rule is called %q", rule)
	}
	other := func(f model.Finding) bool {
		return !concerns(f) || rule == "" && f.Severity <= model.Advice || rule != "" && f.Rule != rule
	}
	for corrected := false; ; corrected = true {
		f, edits := p.correctable(other)
		switch {
		case edits != nil:
		case !corrected:
			return reject("the fix of each finding describes what to do", "no finding here can be corrected without a decision")
		default:
			return nil
		}
		before := p.answers.Pool.HideSecrets()
		p.answers.Apply(edits)
		p.send(fixedMessage{fixedType, f.Rule, f.Message, changesBetween(before, p.answers.Pool.HideSecrets())})
	}
}
