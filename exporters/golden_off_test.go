//go:build !testoperations

package exporters

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestGoldens compares every file of every format with
// testdata/<format>/<case>.<file>, and those of the pools with one setting with
// the files in testdata/<format>/settings.txtar.
func TestGoldens(t *testing.T) {
	for _, format := range Formats {
		t.Run(format.Name, func(t *testing.T) { checkGoldens(t, format) })
	}
}

func checkGoldens(t *testing.T, format Format) {
	t.Helper()
	cases := optionCases(t)
	if !slices.Contains(roleMakers, format.Name) {
		cases = nil
	}
	for _, c := range namedCases(t) {
		cases = append(cases, optionCase{testCase: c})
	}
	folder := filepath.Join("testdata", format.Name)
	wanted := map[string]bool{settingsArchive: true}
	for _, c := range cases {
		for _, file := range goldenFiles(format, c) {
			wanted[file.Name] = true
			checkGolden(t, filepath.Join(folder, file.Name), file.Data)
		}
	}
	checkUnwanted(t, folder, wanted)
	if format.Name == "markdown" {
		return // documents of single settings are long, and nearly the same
	}
	settings := &txtar.Archive{}
	for _, c := range singleCases(t) {
		settings.Files = append(settings.Files, goldenFiles(format, optionCase{testCase: c})...)
	}
	checkGolden(t, filepath.Join(folder, settingsArchive), txtar.Format(settings))
}

// TestExistingGoldens compares the files of the exports for a pool that exists with
// testdata/FORMAT/CASE.FILE.
func TestExistingGoldens(t *testing.T) {
	for _, format := range Formats {
		if format.Existing == ForNew {
			continue
		}
		folder, wanted := filepath.Join("testdata", "existing", format.Name), map[string]bool{}
		for _, c := range existingCases(t) {
			if format.Existing != AsImport && c.name == "existing-largest" {
				continue // a body for each of its many requests, or a line for each setting
			}
			for _, file := range goldenFiles(format, c) {
				wanted[file.Name] = true
				checkGolden(t, filepath.Join(folder, file.Name), file.Data)
			}
		}
		checkUnwanted(t, folder, wanted)
	}
}

// checkUnwanted reports the goldens that no pool has any more.
func checkUnwanted(t *testing.T, folder string, wanted map[string]bool) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !wanted[e.Name()] {
			t.Errorf("%s belongs to no pool: remove it", filepath.Join(folder, e.Name()))
		}
	}
}
