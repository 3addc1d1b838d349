package main

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/poolsmith/poolsmith/exporters"
)

func TestWriteFiles(t *testing.T) {
	one := exporters.File{Name: "one.json", Data: []byte("1")}
	script := exporters.File{Name: "two.sh", Data: []byte("2"), Script: true}
	folder := filepath.Join(t.TempDir(), "out")
	if _, err := writeFiles(folder, []exporters.File{one, script}, false); err != nil {
		t.Fatal(err)
	}
	checkFolder(t, folder, map[string]string{"one.json": "1", "two.sh": "2"})
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

// When the second of two files cannot be written, the first is not either, and
// neither is the folder.
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
	checkFolder(t, folder, map[string]string{"one.json": "old"})
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
	checkFolder(t, folder, map[string]string{"real.json": "new", "link.json": "new"})
	if info, err := os.Lstat(link); err != nil || info.Mode().IsRegular() {
		t.Errorf("the link was replaced: %v, %v", info, err)
	}
}

// checkFolder compares everything that is in a folder.
func checkFolder(t *testing.T, folder string, want map[string]string) {
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
