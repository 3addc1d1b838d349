package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/charmbracelet/x/term"

	"github.com/poolsmith/poolsmith/model"
)

// streams are the standard streams of a command, and which of them are terminals.
type streams struct {
	In                    io.Reader
	Out, Err              io.Writer
	InTTY, OutTTY, ErrTTY bool
	Width                 int            // of the terminal, in columns; 0 if unknown
	terminal              *terminalState // of Out and Err; nil if they are not terminals
}

func osStreams() streams {
	width, _, err := term.GetSize(os.Stdout.Fd())
	if err != nil {
		width = 0 // not a terminal
	}
	s := streams{
		Width: width,
		In:    os.Stdin, Out: os.Stdout, Err: os.Stderr,
		InTTY:    term.IsTerminal(os.Stdin.Fd()),
		OutTTY:   term.IsTerminal(os.Stdout.Fd()),
		ErrTTY:   term.IsTerminal(os.Stderr.Fd()),
		terminal: newTerminalState(),
	}
	if s.OutTTY {
		s.Out = &terminalWriter{os.Stdout, s.terminal}
	}
	if s.ErrTTY {
		s.Err = &terminalWriter{os.Stderr, s.terminal}
	}
	return s
}

// fileOf returns the file of a writer, or nil.
func fileOf(w io.Writer) *os.File {
	if p, ok := w.(*terminalWriter); ok {
		w = p.w
	}
	file, _ := w.(*os.File)
	return file
}

// canAsk reports whether the user can answer questions.
func (s streams) canAsk() bool { return s.InTTY && s.ErrTTY }

// columns returns the width of the terminal at standard error, or 0 if there is
// none or its width is unknown.
func (s streams) columns() int {
	file := fileOf(s.Err)
	if file == nil || !s.ErrTTY {
		return 0
	}
	width, _, err := term.GetSize(file.Fd())
	if err != nil {
		return 0
	}
	return width
}

// discardInput discards what was typed before a question.
func (s streams) discardInput() {
	if file, ok := s.In.(*os.File); ok && s.InTTY {
		discardInput(file.Fd())
	}
}

// hideInput hides what is typed from now on, until show is called or ctx ends.
func (s streams) hideInput(ctx context.Context) (show func()) {
	file, isFile := s.In.(*os.File)
	if !isFile || !s.InTTY {
		return func() {}
	}
	before, err := term.GetState(file.Fd())
	if err != nil {
		return func() {}
	}
	hidden := *before
	withoutEcho(&hidden)
	if term.SetState(file.Fd(), &hidden) != nil {
		return func() {}
	}
	restore := sync.OnceFunc(func() {
		_ = term.SetState(file.Fd(), before)
		fmt.Fprintln(s.Err) // the end of the line was hidden too
	})
	keep := context.AfterFunc(ctx, restore)
	return func() {
		keep()
		restore()
	}
}

// say writes a line to standard error; warn, note and hint add their labels.
func (s streams) say(format string, args ...any)  { s.line("", format, args...) }
func (s streams) warn(format string, args ...any) { s.line("warning: ", format, args...) }
func (s streams) note(format string, args ...any) { s.line("note: ", format, args...) }
func (s streams) hint(format string, args ...any) { s.line("hint: ", format, args...) }

func (s streams) line(mark, format string, args ...any) {
	fmt.Fprintln(s.Err, mark+model.Printable(fmt.Sprintf(format, args...)))
}

// text writes a result in plain text to standard output.
func (s streams) text(text []byte) error {
	return writeOut(s, []byte(model.PrintableLines(string(text))))
}
