package exporters

import (
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/model/wordtest"
)

// The comments and messages in the exports are plain American English. Texts
// of the pools themselves do not count.
func TestWordsOfExports(t *testing.T) {
	cases := optionCases(t)
	for _, c := range allCases(t) {
		cases = append(cases, optionCase{testCase: c})
	}
	// Most comments repeat from pool to pool.
	seen := map[string]bool{}
	for _, c := range cases {
		for _, format := range Formats {
			out := format.Export(c.pool, c.options)
			for _, f := range out.Files {
				checkLines(t, seen, format.Name+" "+c.name, withoutTexts(string(f.Data), c.pool))
			}
			for _, g := range out.Gaps {
				checkLines(t, seen, format.Name+" "+g.Setting, g.Why)
			}
		}
	}
	if len(seen) < 1000 {
		t.Errorf("only %d lines", len(seen))
	}
}

func checkLines(t *testing.T, seen map[string]bool, where, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if !seen[line] {
			seen[line] = true
			wordtest.Check(t, where, line)
		}
	}
}

// withoutTexts removes the lines of all texts in the pool from an export.
func withoutTexts(export string, p *model.Pool) string {
	var texts []string
	for leaf := range p.Leaves() {
		switch v := leaf.Value().(type) {
		case string:
			texts = append(texts, strings.Split(v, "\n")...)
		case map[string]string:
			for key, value := range v {
				texts = append(texts, key, value)
			}
		}
	}
	// The longest first, because one text can be part of another.
	slices.SortFunc(texts, func(a, b string) int { return len(b) - len(a) })
	for _, text := range texts {
		if len(text) > 3 {
			export = strings.ReplaceAll(export, text, "")
		}
	}
	return export
}

func TestWordsOfMessages(t *testing.T) {
	wordtest.CheckLiterals(t, ".", func(string, string) bool { return false })
}
