//go:build !unix

package main

import (
	"context"
	"io"

	tea "charm.land/bubbletea/v2"
)

// screenOptions have the program draw on out. Bubble Tea needs the console
// itself here, to switch it to a terminal's ways and to follow its size.
func screenOptions(out io.Writer) []tea.ProgramOption {
	if file := fileOf(out); file != nil {
		return []tea.ProgramOption{tea.WithOutput(file)}
	}
	return []tea.ProgramOption{tea.WithOutput(out)}
}

func followSize(context.Context, *tea.Program, io.Writer) {}
