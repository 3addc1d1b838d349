package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state/statetest"
	"github.com/poolsmith/poolsmith/exporters"
)

func TestWriteFiles(t *testing.T) {
	one := exporters.File{Name: "one.json", Data: []byte("1")}
	script := exporters.File{Name: "two.sh", Data: []byte("2"), Script: true}
	folder := filepath.Join(t.TempDir(), "out")
	if _, err := writeFiles(folder, []exporters.File{one, script}, false); err != nil {
		t.Fatal(err)
	}
	statetest.CheckFiles(t, folder, map[string]string{"one.json": "1", "two.sh": "2"})
	if runtime.GOOS == "windows" {
		return
	}
	for name, want := range map[string]os.FileMode{"one.json": 0o644, "two.sh": 0o755} {
		info, err := os.Stat(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != want {
			t.Errorf("%s has mode %v, want %v", name, info.Mode(), want)
		}
	}
}

// If the second of two files cannot be written, neither the first nor the folder
// is created.
func TestWriteFilesAllOrNone(t *testing.T) {
	good := exporters.File{Name: "one.json", Data: []byte("1")}
	bad := exporters.File{Name: "no/such/folder/two.json", Data: []byte("2")}
	folder := filepath.Join(t.TempDir(), "out")
	if _, err := writeFiles(folder, []exporters.File{good, bad}, false); err == nil {
		t.Fatal("written into a folder that is not there")
	}
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("the folder is left: %v", err)
	}
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "one.json"), []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := writeFiles(folder, []exporters.File{good, bad}, true); err == nil {
		t.Fatal("written into a folder that is not there")
	}
	statetest.CheckFiles(t, folder, map[string]string{"one.json": "old"})
}

func TestWriteFilesFollowsLinks(t *testing.T) {
	folder := t.TempDir()
	real := filepath.Join(folder, "real.json")
	link := filepath.Join(folder, "link.json")
	if err := os.WriteFile(real, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real.json", link); err != nil {
		if runtime.GOOS != "windows" {
			t.Fatal(err)
		}
		t.Skip("the right to make symbolic links is missing: ", err)
	}
	if _, err := writeFiles(link, []exporters.File{{Name: "x", Data: []byte("new")}}, true); err != nil {
		t.Fatal(err)
	}
	statetest.CheckFiles(t, folder, map[string]string{"real.json": "new", "link.json": "new"})
	if info, err := os.Lstat(link); err != nil || info.Mode().IsRegular() {
		t.Errorf("the link was replaced: %v, %v", info, err)
	}
}

// If one of several files cannot be replaced, the others keep their content,
// permissions and time.
func TestReplaceAllOrNone(t *testing.T) {
	old := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	for name, links := range map[string]bool{"a regular file": false, "a link": true} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			one, fresh, two := filepath.Join(folder, "one.tf"), filepath.Join(folder, "new.tf"), filepath.Join(folder, "two.tf")
			if err := os.WriteFile(one, []byte("old one"), 0o640); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(one, old, old); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(two, []byte("old two"), 0o600); err != nil {
				t.Fatal(err)
			}
			dangling := filepath.Join(folder, "dangling.tf")
			if links && runtime.GOOS != "windows" {
				if err := os.Symlink("nowhere", dangling); err != nil {
					t.Fatal(err)
				}
			}
			var targets []*target
			for _, path := range []string{one, fresh, dangling, two} {
				target := &target{path: path, file: exporters.File{Name: path, Data: []byte("new")}}
				if err := target.check(true); err != nil {
					t.Fatal(err)
				}
				targets = append(targets, target)
			}
			// After the check, the last path becomes a folder, so renaming to it fails
			// after the others were replaced.
			if err := os.Remove(two); err != nil {
				t.Fatal(err)
			}
			if err := os.MkdirAll(filepath.Join(two, "x"), 0o755); err != nil {
				t.Fatal(err)
			}
			targets[3].old = nil
			paths, err := writeAll(targets)
			if err == nil || len(paths) > 0 {
				t.Fatalf("wrote %v, %v", paths, err)
			}
			data, err := os.ReadFile(one)
			if err != nil || string(data) != "old one" {
				t.Errorf("one.tf holds %q, %v", data, err)
			}
			info, err := os.Stat(one)
			if err != nil || !info.ModTime().Equal(old) || runtime.GOOS != "windows" && info.Mode() != 0o640 {
				t.Errorf("one.tf is %v of %v, %v", info.Mode(), info.ModTime(), err)
			}
			want := []string{"one.tf", "two.tf"}
			if links && runtime.GOOS != "windows" {
				want = []string{"dangling.tf", "one.tf", "two.tf"}
				if to, err := os.Readlink(dangling); err != nil || to != "nowhere" {
					t.Errorf("the link leads to %q, %v", to, err)
				}
			}
			var left []string
			entries, err := os.ReadDir(folder)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries {
				left = append(left, e.Name())
			}
			if !slices.Equal(left, want) {
				t.Errorf("left are %v, want %v", left, want)
			}
		})
	}
}

// Replacing a file leaves no hard link to the old one.
func TestReplaceLeavesNoBackup(t *testing.T) {
	folder := t.TempDir()
	files := []exporters.File{{Name: "one.json", Data: []byte("1")}, {Name: "two.json", Data: []byte("2")}}
	for range 2 {
		if _, err := writeFiles(folder, files, true); err != nil {
			t.Fatal(err)
		}
	}
	statetest.CheckFiles(t, folder, map[string]string{"one.json": "1", "two.json": "2"})
}

// A broken symbolic link is not replaced without force.
func TestDanglingLink(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // making links needs rights there
	}
	for name, to := range map[string]string{"nowhere": "nowhere", "itself": "link.json"} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			link := filepath.Join(folder, "link.json")
			if err := os.Symlink(to, link); err != nil {
				t.Fatal(err)
			}
			files := []exporters.File{{Name: "link.json", Data: []byte("new")}}
			for _, path := range []string{link, folder} {
				if _, err := writeFiles(path, files, false); !errors.Is(err, errExists) {
					t.Errorf("%s without force: %v", path, err)
				}
				if got, err := os.Readlink(link); err != nil || got != to {
					t.Errorf("the link leads to %q, %v", got, err)
				}
			}
			if _, err := writeFiles(link, files, true); err != nil {
				t.Fatal(err)
			}
			statetest.CheckFiles(t, folder, map[string]string{"link.json": "new"})
		})
	}
}

// The error for a symbolic link to a missing folder says so.
func TestDanglingLinkToFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // creating links requires permissions there
	}
	link := filepath.Join(t.TempDir(), "exports")
	if err := os.Symlink("missing", link); err != nil {
		t.Fatal(err)
	}
	file := []exporters.File{{Name: "one.json", Data: []byte("1")}}
	for name, write := range map[string]func() error{
		"a folder":           func() error { _, err := writeFiles(link+"/", file, false); return err },
		"a folder, by force": func() error { _, err := writeFiles(link+"/", file, true); return err },
		"a file in it":       func() error { _, err := writeFiles(link+"/one.json", file, false); return err },
		"all formats": func() error {
			_, err := writeFolders(link, exporters.Formats[:1], []exporters.Output{{Files: file}}, false)
			return err
		},
	} {
		if err := write(); err == nil || err.Error() != link+": is a symbolic link to a missing folder" || !strings.Contains(hintOf(err), "correct the link") {
			t.Errorf("%s: %v, hint %q", name, err, hintOf(err))
		}
	}
}

// A file that appears between the check and the writing is not replaced.
func TestNewFileReplacesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "one.json")
	targets := []*target{{path: path, file: exporters.File{Data: []byte("new")}}}
	if err := targets[0].check(false); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := writeAll(targets); err == nil {
		t.Error("written over a file that came meanwhile")
	}
	statetest.CheckFiles(t, filepath.Dir(path), map[string]string{"one.json": "theirs"})
}

// After a signal, all files are restored.
func TestInterruptedWrite(t *testing.T) {
	folder := t.TempDir()
	var targets []*target
	for _, name := range []string{"one.json", "two.json"} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		target := &target{path: path, file: exporters.File{Name: name, Data: []byte("new")}}
		if err := target.check(true); err != nil {
			t.Fatal(err)
		}
		targets = append(targets, target)
	}
	signals := make(chan os.Signal, 1)
	signals <- os.Interrupt
	if paths, err := writeUntilSignal(signals, targets); !errors.Is(err, errInterrupted) || len(paths) > 0 {
		t.Errorf("wrote %v, %v", paths, err)
	}
	statetest.CheckFiles(t, folder, map[string]string{"one.json": "old", "two.json": "old"})
}
