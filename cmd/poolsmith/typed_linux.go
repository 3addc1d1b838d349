package main

import "golang.org/x/sys/unix"

// dropTyped discards what was typed at a terminal and not read yet.
func dropTyped(fd uintptr) { unix.IoctlSetInt(int(fd), unix.TCFLSH, unix.TCIFLUSH) }
