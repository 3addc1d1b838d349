package main

import "golang.org/x/sys/unix"

// discardInput discards what was typed at a terminal and has not been read.
func discardInput(fd uintptr) { unix.IoctlSetInt(int(fd), unix.TCFLSH, unix.TCIFLUSH) }
