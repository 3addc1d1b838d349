package main

import "golang.org/x/sys/windows"

// discardInput discards what was typed at a terminal and has not been read.
func discardInput(fd uintptr) { windows.FlushConsoleInputBuffer(windows.Handle(fd)) }
