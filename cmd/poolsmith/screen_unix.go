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

// screenOptions make the program draw on out, in the part of the window that the
// wizard draws: the renderer stores each cell of the window twice, and some
// terminals report 100 million cells. Bubble Tea would ask a terminal for its size,
// so it gets a plain writer with the size and the color profile.
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

// followSize sends every new size to the program until ctx ends.
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
