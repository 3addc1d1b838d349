package tui

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

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
	a := &asker{Options: o, in: bufio.NewReader(in), out: out, draft: o.Drafts.New(), live: o.Live}
	a.face = a
	defer func() {
		a.draft.Close()
		if r := recover(); r != nil {
			a.printKept()
			panic(NewCrash(r)) // with the stack of here
		}
	}()
	pool, err := a.ask(ctx)
	if err != nil {
		a.printKept()
	}
	return pool, err
}

func (a *asker) ask(ctx context.Context) (*model.Pool, error) {
	a.printf("Poolsmith asks for the settings of a user pool, one at a time.")
	a.printf("An empty answer leaves a setting unchanged. Answer help at any question to see what you can answer there.")
	a.printf("%s", fieldWords)
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
	a.beginLive()
	if a.reviewFirst {
		a.keep()
	}
	if err := a.walk(ctx); err != nil {
		return nil, err
	}
	return a.answers.Pool, nil
}

// printKept tells where the answers are, when they went nowhere else.
func (a *asker) printKept() {
	if a.unsaved != nil {
		a.printf("Warning: your last answers are not saved: %s", a.unsaved)
		return
	}
	if path := a.draft.Path(); path != "" {
		a.printf("The draft is saved in %s. Run poolsmith again to continue it.", path)
	}
}

// ErrLeft says that the user left before the pool was done.
var ErrLeft = errors.New("left before the pool was done")

// asker is the line-by-line mode: a walker with a face of text.
type asker struct {
	walker
	Options
	in        *bufio.Reader
	out       io.Writer
	draft     DraftFile // of the pool
	live      *Live     // the live pool that the draft changes; nil for a new pool
	unsaved   error     // why the draft is not saved; nil when it is
	warnedOff bool      // that drafts are off
	ended     error     // why a question of a submission got no answer; nil when all got one
	tried     *tried    // in the sandbox; nil before
	made      *Created  // the last pool that was created in an account; nil before
	users     int       // monthly active users that the review shows the cost for; 0 for none
}

func (a *asker) printf(format string, args ...any) {
	a.print(a.wrap(model.Printable(fmt.Sprintf(format, args...)))...)
}

// print writes lines as they are.
func (a *asker) print(lines ...string) {
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
			a.printf("Error: %s. Give a shorter answer.", err)
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

// keep saves the draft.
func (a *asker) keep() {
	if off := a.Drafts.Off(); off != "" {
		if !a.warnedOff {
			a.printf("Warning: drafts are off: %s. Your answers are not saved.", off)
			a.warnedOff = true
		}
		return
	}
	if a.unsaved = a.draft.Save(a.answers.Pool.Clone(), a.express); a.unsaved != nil {
		a.printf("Warning: the draft is not saved: %s", a.unsaved)
	}
}

// dropDraft deletes the draft, whose pool now exists.
func (a *asker) dropDraft() {
	if err := a.draft.Drop(); err != nil {
		a.printf("Warning: the draft cannot be deleted: %s", err)
	}
}
