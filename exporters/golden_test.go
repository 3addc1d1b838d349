package exporters

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the goldens")

const settingsArchive = "settings.txtar"

// goldenFiles are the files of an export under the names of their goldens.
func goldenFiles(format Format, c optionCase) []txtar.File {
	var files []txtar.File
	for _, file := range format.Export(c.pool, c.options).Files {
		if file.Companion && format.Name == "cli" {
			continue // a body, which the script contains as well
		}
		files = append(files, txtar.File{Name: c.name + "." + file.Name, Data: file.Data})
	}
	return files
}

// goldens reads the goldens of a format, those in the archive too.
func goldens(t *testing.T, format string) []txtar.File {
	t.Helper()
	folder := filepath.Join("testdata", format)
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var files []txtar.File
	for _, e := range entries {
		data := readFile(t, filepath.Join(folder, e.Name()))
		if e.Name() == settingsArchive {
			files = append(files, txtar.Parse(data).Files...)
			continue
		}
		files = append(files, txtar.File{Name: e.Name(), Data: data})
	}
	return files
}

func checkGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Errorf("%v: go test ./exporters -update writes it", err)
		return
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; go test ./exporters -update rewrites it. Got:\n%s", name, got)
	}
}
