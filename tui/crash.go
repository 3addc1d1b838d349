package tui

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Crash is a panic: what went wrong and where. It holds no text that a user or
// the service wrote, so that it can be shown and sent with a report.
type Crash struct {
	What  string
	Where []string // functions with files and lines, the innermost first
}

func (c *Crash) Error() string { return c.What }

// maxFrames is how much of the stack a crash holds.
const maxFrames = 8

// ourPath is what the names of our functions begin with.
const ourPath = "github.com/poolsmith/poolsmith/"

// NewCrash describes what recover returned. Call it in the deferred function.
func NewCrash(recovered any) *Crash {
	if crash, ok := recovered.(*Crash); ok {
		return crash
	}
	// The text of a runtime error has indexes and types. Any other value may
	// hold a part of the pool.
	what := fmt.Sprintf("panic with a %T", recovered)
	if err, ok := recovered.(runtime.Error); ok {
		what = err.Error()
	}
	return &Crash{what, stackTrace()}
}

// stackTrace is the stack below the panic.
func stackTrace() []string {
	callers := make([]uintptr, 64)
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers)])
	var where []string
	for {
		f, more := frames.Next()
		switch {
		case f.Function == "runtime.gopanic":
			where = nil // what comes before is the handling of the panic
		case f.Function != "" && !strings.HasPrefix(f.Function, "runtime."):
			where = append(where, fmt.Sprintf("%s %s:%d", strings.TrimPrefix(f.Function, ourPath), filepath.Base(f.File), f.Line))
		}
		if !more || len(where) == maxFrames {
			return where
		}
	}
}

// Guard returns a model that ends the program in order when the wizard panics:
// Bubble Tea restores the terminal and returns, and Crashed says what happened.
// Bubble Tea's own handler would print the panic with a stack on the terminal.
func Guard(w *Wizard) tea.Model { return &guard{wizard: w} }

type guard struct {
	wizard *Wizard
	view   tea.View // drawn in Update already: a panic in View could not end the program
}

// crashMsg is a panic in a command.
type crashMsg struct{ crash *Crash }

func (g *guard) Init() (cmd tea.Cmd) {
	defer g.catch(&cmd)
	cmd = guardCommand(g.wizard.Init())
	g.view = g.wizard.View()
	return cmd
}

func (g *guard) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	m = g // also after a panic
	if crashed, ok := msg.(crashMsg); ok {
		g.wizard.crash = crashed.crash
		return m, tea.Quit
	}
	defer g.catch(&cmd)
	_, cmd = g.wizard.Update(msg)
	g.view = g.wizard.View()
	return m, guardCommand(cmd)
}

func (g *guard) View() tea.View { return g.view }

// catch is deferred: it turns a panic into the end of the program.
func (g *guard) catch(cmd *tea.Cmd) {
	if r := recover(); r != nil {
		g.wizard.crash = NewCrash(r)
		*cmd = tea.Quit
	}
}

// guardCommand turns a panic of a command, and of those that it leads to, into
// a message.
func guardCommand(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = crashMsg{NewCrash(r)}
			}
		}()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = guardCommand(batch[i])
			}
		}
		return msg
	}
}

// Crashed is the panic that ended the wizard, or nil.
func (w *Wizard) Crashed() *Crash { return w.crash }
