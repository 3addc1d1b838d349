//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
)

// A secret that is typed at a real terminal is sent, and is on no screen and in no
// file: not in the command, in the wizard, or in accessible mode.
func TestTypedSecretIsNowhere(t *testing.T) {
	isolateEnvironment(t)
	faces := map[string]struct {
		args   []string
		before func(*terminal)
		after  func(*terminal)
	}{
		"command": {
			[]string{"submit", "-i"},
			func(term *terminal) {
				term.sees("Create the pool in")
				term.types("y\n")
			},
			func(term *terminal) {
				term.sees("Show the secret of the app client server once?")
				term.types("n\n")
				term.exits(exit.OK)
			},
		},
		"wizard": {
			[]string{"--from"},
			func(term *terminal) {
				term.sees("▸ 1 Basics")
				term.press("ctrl+r")
				term.sees("Review")
				term.press("s")
				term.sees("y: create it")
				term.press("y")
			},
			func(term *terminal) {
				term.sees("The pool is complete", "v: show client secrets once")
				term.press("enter")
				term.sees("Review")
				leave(term)
				term.exits(exit.OK)
			},
		},
		"accessible": {
			[]string{"--accessible", "--from"},
			func(term *terminal) {
				term.sees("Answer:")
				term.types("review\n")
				term.sees("0 errors")
				term.types("submit\n")
				term.sees("Create the pool in")
				term.types("yes\n")
			},
			func(term *terminal) {
				term.sees("Show the secret of the app client server once?")
				term.types("no\n")
				term.sees("Review.")
				term.types("done\n")
				term.exits(exit.OK)
			},
		},
	}
	for name, face := range faces {
		t.Run(name, func(t *testing.T) {
			e := newAppService(t)
			d := newTestHome(t, programPath(t))
			term := d.opensAt(t, 120, 40, append(face.args, writeTemp(t, "pool.json", signInDraft), "--endpoint-url", e.URL)...)
			face.before(term)
			term.sees("which the draft refers to")
			if name == "wizard" {
				term.types(plantedSecret)
				term.sees("***")
				term.press("enter")
			} else {
				term.types(plantedSecret + "\n")
			}
			face.after(term)
			if !strings.Contains(e.body("CreateIdentityProvider"), plantedSecret) {
				t.Error("the secret was not sent")
			}
			if all := term.output() + d.stateFiles(t); strings.Contains(all, "PLANTED") || strings.Contains(all, e.secrets[0]) {
				t.Errorf("a secret is shown or saved:\n%s", term.text())
			}
		})
	}
}

// After an interruption at a hidden input the terminal shows again what is typed.
func TestInterruptedHiddenInput(t *testing.T) {
	isolateEnvironment(t)
	e := newAppService(t)
	d := newTestHome(t, programPath(t))
	term := d.opens(t, "submit", "-i", writeTemp(t, "pool.json", signInDraft), "--endpoint-url", e.URL)
	term.sees("Create the pool in")
	term.types("y\n")
	term.sees("which the draft refers to")
	term.types("PLANTED\x03")
	term.exits(exit.Interrupted)
	if strings.Contains(term.output(), "PLANTED") || e.body("CreateUserPool") != "" {
		t.Errorf("what was typed is shown, or a pool was created:\n%s", term.text())
	}
}

// stateFiles is the content of all files of a home folder.
func (d *testHome) stateFiles(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(d.home, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
