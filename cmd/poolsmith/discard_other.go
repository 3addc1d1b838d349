//go:build !(linux || darwin || dragonfly || freebsd || netbsd || openbsd || windows)

package main

// discardInput discards nothing, because there is no known call on these systems.
func discardInput(uintptr) {}
