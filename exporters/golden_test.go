package exporters

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestGoldens holds every file of every format against
// testdata/<format>/<case>.<file>.golden.
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
	wanted := map[string]bool{}
	for _, c := range cases {
		for _, file := range format.Export(c.pool, c.options).Files {
			if file.Companion && format.Name == "cli" {
				continue // a body, which stands in the script as well
			}
			name := filepath.Join("testdata", format.Name, c.name+"."+file.Name+".golden")
			wanted[name] = true
			checkGolden(t, name, file.Data)
		}
	}
	for _, name := range goldens(t) {
		if filepath.Base(filepath.Dir(name)) == format.Name && !wanted[name] {
			t.Errorf("%s belongs to no pool: remove it", name)
		}
	}
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
		t.Errorf("%s differs; go test ./exporters -update writes it anew. Got:\n%s", name, got)
	}
}

// goldens lists the goldens of the formats. Other folders of testdata, such as
// the fuzzer's corpus, are not theirs.
func goldens(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, format := range Formats {
		found, err := filepath.Glob(filepath.Join("testdata", format.Name, "*.golden"))
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	return names
}
