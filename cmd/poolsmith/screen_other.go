//go:build !unix

package main

import (
	"context"
	"io"

	tea "charm.land/bubbletea/v2"
)

// screenOptions make the program draw on out. Bubble Tea needs the console itself
// on these systems, to set its mode and to get its size.
func screenOptions(out io.Writer) []tea.ProgramOption {
	if file := fileOf(out); file != nil {
		return []tea.ProgramOption{tea.WithOutput(file)}
	}
	return []tea.ProgramOption{tea.WithOutput(out)}
}

func followSize(context.Context, *tea.Program, io.Writer) {}
