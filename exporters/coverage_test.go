//go:build !testoperations

package exporters

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// TestCoverage writes which format has which setting, for people to read:
// testdata/coverage.md, which README.md contains.
// TestEverySettingIsWrittenOrMissed proves it.
func TestCoverage(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("| Setting |")
	for _, format := range Formats {
		b.WriteString(" " + format.Name + " |")
	}
	b.WriteString("\n| --- |" + strings.Repeat(" :-: |", len(Formats)) + "\n")
	for i := range model.Catalog {
		if s := &model.Catalog[i]; s.Kind != model.List {
			b.WriteString(coverageRow(t, s))
		}
	}
	b.WriteString("\nyes: the output has the setting. after: a comment and a warning name it, with the command that sets it afterwards.\n" +
		"no: a comment and a warning name it; the format cannot express it.\n")
	checkGolden(t, "testdata/coverage.md", b.Bytes())
	if !bytes.Contains(readFile(t, "../README.md"), b.Bytes()) {
		t.Error("README.md does not contain testdata/coverage.md unchanged")
	}
}

func coverageRow(t *testing.T, s *model.Setting) string {
	t.Helper()
	p := singlePool(t, s)
	path := strings.ReplaceAll(s.Path, "[]", "[0]")
	row := fmt.Sprintf("| `%s` |", s.Path)
	for _, format := range Formats {
		said := "yes"
		for _, g := range format.Export(p, Options{}).Gaps {
			switch {
			case g.Setting != path:
			case g.Command != "":
				said = "after"
			default:
				said = "no"
			}
		}
		row += " " + said + " |"
	}
	return row + "\n"
}
