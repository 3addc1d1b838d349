package main

import "golang.org/x/sys/windows"

// discardInput discards what was typed at a terminal and not read yet.
func discardInput(fd uintptr) { windows.FlushConsoleInputBuffer(windows.Handle(fd)) }
