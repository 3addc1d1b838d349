// Package statetest has state folders and their content for tests.
package statetest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// WithDrafts creates a state folder with drafts of pools with these names, newest
// first, and returns the folder of drafts.
func WithDrafts(t testing.TB, drafts ...string) (getenv func(string) string, folder string) {
	t.Helper()
	state := t.TempDir()
	folder = filepath.Join(state, "poolsmith", "drafts")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for i, name := range drafts {
		// A name in the format of earlier versions.
		path := filepath.Join(folder, fmt.Sprintf("20261120-1200%02d-%d.json", i, 1234567+i))
		WriteAt(t, path, DraftText(name), time.Now().Add(-time.Duration(i+1)*time.Hour))
	}
	return func(name string) string {
		if name == "XDG_STATE_HOME" {
			return state
		}
		return ""
	}, folder
}

// DraftText returns a draft of a pool with a name.
func DraftText(name string) string {
	return string((&model.Pool{CreateUserPool: model.CreateUserPool{PoolName: &name}}).JSON())
}

// WriteAt writes a file with a modification time.
func WriteAt(t testing.TB, path, text string, at time.Time) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

// Files returns the content of the regular files in a folder by their names.
func Files(t testing.TB, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(data)
	}
	return files
}

// Names returns the names of the pools in a list of drafts.
func Names(list tui.DraftList) []string {
	var names []string
	for _, d := range list.Drafts {
		names = append(names, d.Name)
	}
	return names
}

// CheckFiles compares the files in a folder, which must be all of its entries.
func CheckFiles(t *testing.T, folder string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(want) {
		t.Errorf("%d entries in the folder, want %d: %v", len(entries), len(want), entries)
	}
	for name, text := range want {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil || string(data) != text {
			t.Errorf("%s holds %q (%v), want %q", name, data, err, text)
		}
	}
}
