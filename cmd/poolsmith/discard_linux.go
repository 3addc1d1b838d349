package main

import "golang.org/x/sys/unix"

// discardInput discards what was typed at a terminal and not read yet.
func discardInput(fd uintptr) { unix.IoctlSetInt(int(fd), unix.TCFLSH, unix.TCIFLUSH) }
