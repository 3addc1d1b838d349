package main

import (
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/poolsmith/poolsmith/model/wordtest"
)

// The help of every command is plain American English.
func TestWordsOfHelp(t *testing.T) {
	root, _ := newRoot(streams{Out: io.Discard, Err: io.Discard})
	checked := 0
	var check func(*cobra.Command)
	check = func(c *cobra.Command) {
		checked++
		checkHelp(t, c.CommandPath(), c.Short)
		checkHelp(t, c.CommandPath(), c.Long)
		c.Flags().VisitAll(func(f *pflag.Flag) { checkHelp(t, c.CommandPath()+" --"+f.Name, f.Usage) })
		for _, sub := range c.Commands() {
			check(sub)
		}
	}
	check(root)
	if checked < 12 {
		t.Errorf("only %d commands", checked)
	}
}

func checkHelp(t *testing.T, where, text string) {
	t.Helper()
	wordtest.Check(t, where, text)
	if strings.Contains(text, "`") {
		t.Errorf("%s: help shows backticks as they are: %q", where, text)
	}
}

// The errors, hints and questions are plain American English.
func TestWordsOfMessages(t *testing.T) {
	folders, err := filepath.Glob("internal/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no packages in internal: %v", err)
	}
	for _, folder := range append(folders, ".") {
		wordtest.CheckLiterals(t, folder, func(string, string) bool { return false })
	}
}
