//go:build !(unix || windows)

package main

import "github.com/charmbracelet/x/term"

// withoutEcho changes nothing, because there is no known way on these systems.
func withoutEcho(*term.State) {}
