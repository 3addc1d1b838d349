//go:build unix

package main

import (
	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// withoutEcho changes the state of a terminal so that it does not show what is typed.
func withoutEcho(state *term.State) { state.Lflag &^= unix.ECHO }
