//go:build !testoperations

package exporters

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

const (
	coveragePage   = "../.github/coverage.md"
	coverageReadme = "../README.md"

	// The generated part of the README is between these lines.
	exceptionsBegin = "<!-- exceptions: go test ./exporters -run TestCoverage -update -->\n"
	exceptionsEnd   = "<!-- end of exceptions -->\n"

	coverageLegend = `- yes: the output has the setting.
- after: a comment in the output and a warning name it, with the AWS CLI command that sets it afterwards.
- no: a comment in the output and a warning name it. The format cannot express it.

A block that has a row of its own enables a feature by being present. That row is about the empty block.
`
)

// TestCoverage compares the table of every setting in every format with
// .github/coverage.md, and its exceptions with those in README.md. What the
// tables claim is tested by TestEverySettingIsWrittenOrMissed.
func TestCoverage(t *testing.T) {
	rows := coverageRows(t)
	page := "# Every setting in every format\n\n" + coverageLegend + "\n" + coverageTable(rows) +
		"\nThis page is generated: `go test ./exporters -run TestCoverage -update`.\n"
	checkGolden(t, coveragePage, []byte(page))

	readme := string(readFile(t, coverageReadme))
	before, rest, hasBegin := strings.Cut(readme, exceptionsBegin)
	_, after, hasEnd := strings.Cut(rest, exceptionsEnd)
	if !hasBegin || !hasEnd {
		t.Fatalf("README.md has no lines %s%s", exceptionsBegin, exceptionsEnd)
	}
	table := exceptionsTable(exceptions(rows)) + "\n" + absentLines(rows) + "\n" + coverageLegend
	checkGolden(t, coverageReadme, []byte(before+exceptionsBegin+"\n"+table+"\n"+exceptionsEnd+after))
}

// coverage is what each format does with a setting, in the order of Formats.
type coverage struct {
	name  string // the path of a setting; with .* at the end, all settings below it
	cells []string
}

func coverageRows(t *testing.T) []coverage {
	t.Helper()
	var rows []coverage
	for i := range model.Catalog {
		if s := &model.Catalog[i]; s.Kind != model.List {
			rows = append(rows, coverage{s.Path, coverageCells(t, s)})
		}
	}
	return rows
}

func coverageCells(t *testing.T, s *model.Setting) []string {
	t.Helper()
	p := singlePool(t, s)
	path := strings.ReplaceAll(s.Path, "[]", "[0]")
	cells := make([]string, len(Formats))
	for i, format := range Formats {
		cells[i] = "yes"
		for _, g := range format.Export(p, Options{}).Gaps {
			switch {
			case g.Setting != path:
			case g.Command != "":
				cells[i] = "after"
			default:
				cells[i] = "no"
			}
		}
	}
	return cells
}

func coverageTable(rows []coverage) string {
	return markdownTable(append([]string{"Setting"}, Names()...), rows)
}

// operation is the name of the operation of a row's setting.
func (c coverage) operation() string {
	name, _, _ := strings.Cut(c.name, ".")
	return strings.TrimSuffix(name, "[]")
}

// absent are the operations of which a format has no setting.
func absent(rows []coverage, format int) []string {
	var names []string
	for _, o := range model.Operations {
		has := func(r coverage) bool { return r.operation() == o.Name && r.cells[format] != "no" }
		if !slices.ContainsFunc(rows, has) {
			names = append(names, o.Name)
		}
	}
	return names
}

// absentLines name the operations of which a format has no setting, in place of
// rows for all those.
func absentLines(rows []coverage) string {
	var lines strings.Builder
	for i, format := range Formats {
		if names := absent(rows, i); names != nil {
			fmt.Fprintf(&lines, "`%s` has no settings of `%s`. Those that all other formats have are not in the table.\n", format.Name, strings.Join(names, "`, `"))
		}
	}
	return lines.String()
}

// exceptions are the rows that are not yes in every format that has settings of
// their operation. Settings of a block that all have the same cells share a row.
func exceptions(rows []coverage) []coverage {
	var list []coverage
	lacks := make([][]string, len(Formats))
	for i := range Formats {
		lacks[i] = absent(rows, i)
	}
	for _, row := range rows {
		expected := true
		for i, cell := range row.cells {
			if isException(cell) && !slices.Contains(lacks[i], row.operation()) {
				expected = false
			}
		}
		if expected {
			continue
		}
		row.name = sharedName(rows, row)
		if !slices.ContainsFunc(list, func(r coverage) bool { return r.name == row.name }) {
			list = append(list, row)
		}
	}
	return list
}

func isException(cell string) bool { return cell != "yes" }

// sharedName is the outermost block below the operation in which all settings
// have the cells of the row, with .* at the end, or the row's own name.
func sharedName(rows []coverage, row coverage) string {
	parts := strings.Split(row.name, ".")
	for n := 2; n < len(parts); n++ {
		block := strings.Join(parts[:n], ".") + "."
		shared := slices.DeleteFunc(slices.Clone(rows), func(r coverage) bool { return !strings.HasPrefix(r.name, block) })
		differs := func(r coverage) bool { return !slices.Equal(r.cells, row.cells) }
		if len(shared) > 1 && !slices.ContainsFunc(shared, differs) {
			return block + "*"
		}
	}
	return row.name
}

// exceptionsTable has a column for each format with an exception. Formats whose
// columns are equal share one.
func exceptionsTable(rows []coverage) string {
	heads, table := []string{"Setting"}, make([]coverage, len(rows))
	for i, row := range rows {
		table[i].name = row.name
	}
	var columns [][]string
	for f, format := range Formats {
		column := make([]string, len(rows))
		for i, row := range rows {
			column[i] = row.cells[f]
		}
		if !slices.ContainsFunc(column, isException) {
			continue
		}
		if same := slices.IndexFunc(columns, func(c []string) bool { return slices.Equal(c, column) }); same >= 0 {
			heads[same+1] += ", " + format.Name
			continue
		}
		heads, columns = append(heads, format.Name), append(columns, column)
		for i := range rows {
			table[i].cells = append(table[i].cells, column[i])
		}
	}
	return markdownTable(heads, table)
}

func markdownTable(heads []string, rows []coverage) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "| %s |\n", strings.Join(heads, " | "))
	b.WriteString("| --- |" + strings.Repeat(" :-: |", len(heads)-1) + "\n")
	for _, row := range rows {
		fmt.Fprintf(&b, "| `%s` | %s |\n", row.name, strings.Join(row.cells, " | "))
	}
	return b.String()
}
