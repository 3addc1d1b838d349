package main

import "golang.org/x/sys/windows"

// dropTyped discards what was typed at a terminal and not read yet.
func dropTyped(fd uintptr) { windows.FlushConsoleInputBuffer(windows.Handle(fd)) }
