//go:build unix

package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"github.com/poolsmith/poolsmith/tui"
)

// screenOptions have the program draw on out, in no more of the window than
// the wizard draws: the renderer keeps every cell of its window twice, and some
// terminals claim to have 100 million. Bubble Tea asks a terminal for its size
// itself, so that it is given a plain writer, its size and its colors.
func screenOptions(out io.Writer) []tea.ProgramOption {
	file := fileOf(out)
	if file == nil {
		return []tea.ProgramOption{tea.WithOutput(out)}
	}
	width, height := windowSize(file)
	return []tea.ProgramOption{
		tea.WithOutput(writerOnly{out}),
		tea.WithColorProfile(colorprofile.Detect(file, os.Environ())),
		tea.WithWindowSize(width, height),
	}
}

// writerOnly hides that a writer is a terminal.
type writerOnly struct{ io.Writer }

// followSize tells the program of every new size until ctx ends.
func followSize(ctx context.Context, program *tea.Program, out io.Writer) {
	file := fileOf(out)
	if file == nil {
		return
	}
	changed := make(chan os.Signal, 1)
	signal.Notify(changed, syscall.SIGWINCH)
	go func() {
		defer signal.Stop(changed)
		for {
			select {
			case <-ctx.Done():
				return
			case <-changed:
				width, height := windowSize(file)
				program.Send(tea.WindowSizeMsg{Width: width, Height: height})
			}
		}
	}()
}

func windowSize(file *os.File) (width, height int) {
	width, height, err := term.GetSize(file.Fd())
	if err != nil {
		return 80, 24
	}
	return tui.Drawn(width, height)
}
