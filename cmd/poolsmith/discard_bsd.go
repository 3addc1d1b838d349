//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package main

import "golang.org/x/sys/unix"

// fread is FREAD of <sys/fcntl.h>, which chooses the input queue.
const fread = 1

// discardInput discards what was typed at a terminal and has not been read.
func discardInput(fd uintptr) { unix.IoctlSetPointerInt(int(fd), unix.TIOCFLUSH, fread) }
