package tui

import (
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// What is of which class, in lines as exports have them: N a name, T a string, V a
// value, W a word of the language, C a comment, and . what is none of these.
func TestClassesOfCode(t *testing.T) {
	for _, test := range []struct{ file, line, want string }{
		{"a.json", `  "MinimumLength": 14,`, `..NNNNNNNNNNNNNNN..VV.`},
		{"a.json", `"a": {"b": "c:d"}, "e"`, `NNN..."N"..TTTTT...TTT`},
		{"a.json", `  "EMAIL_OTP"`, `..TTTTTTTTTTT`},
		{"a.json", `"a\\": "b \" c": d"`, `NNNNN..NNNNNNNN...T`},
		{"main.tf", `resource "aws_x" "y" {`, `WWWWWWWWWTTTTTTTTTTT..`},
		{"main.tf", `  name      = "a"  # b`, `..NNNN........TTT..CCC`},
		{"main.tf", `  data = true == false`, `..NNNN...VVVV....VVVVV`},
		{"a.yaml", `  - Name: my-pool`, `....NNNN..TTTTTTT`},
		{"a.yaml", `  Arn: arn:aws:x # y`, `..NNN..TTTTTTTTTTTTT`},
		{"a.yaml", `"a b": "c"`, `NNNNN..TTT`},
		{"a.yaml", `MinimumLength: 14`, `NNNNNNNNNNNNN..VV`},
		{"a.sh", `cat >"$folder/a.json" <<'JSON'`, `.....TTTTTTTTTTTTTTTT...TTTTTT`},
		{"a.sh", `# it's`, `CCCCCC`},
		{"a.py", `    A=[{"B": True, "c": 1.5}],`, `....N..."N"..VVVV..NNN..VVV...`},
		{"a.py", `if x == 1:`, `WWW.....V.`},
		{"a.mjs", `  const a = await b(); // c`, `..WWWWWWN...WWWWW......CCCC`},
		{"a.ts", "  url: `https://${a}`,", `..NNN..TTTTTTTTTTTTTT.`},
		{"a.R", `x <- list(A = TRUE)`, `..........N...VVVV.`},
		{"main.go", "\tMinimumLength: aws.Int32(14),", `..NNNNNNNNNNNNN............VV..`},
		{"main.go", `if err := f(); err != nil {`, `WWW...................VVV..`},
		{"a.rego", `pool_ids := []`, `..............`},
		{"a.md", "## Settings", `WWWWWWWWWWW`},
		{"a.md", "| Name | `a.b` | 3 |", `.........TTTTT......`},
		{"a.txt", `"a": 1`, `......`},
	} {
		line := model.Printable(strings.ReplaceAll(test.line, "\t", "  "))
		var s syntax
		got := strings.Repeat(".", len(line))
		at := 0
		for _, span := range s.spans(languageOf(test.file), line) {
			got = got[:at] + strings.Repeat(string(".NTVWC"[span.class]), span.end-at) + got[span.end:]
			at = span.end
		}
		want := strings.ReplaceAll(test.want, `"N"`, "NNN")
		// Which class the spaces between parts have is of no interest.
		for i := range line {
			if line[i] == ' ' && len(want) == len(line) {
				got, want = got[:i]+" "+got[i+1:], want[:i]+" "+want[i+1:]
			}
		}
		if got != want {
			t.Errorf("%s:\n%s\n%s, want\n%s", test.file, line, got, want)
		}
	}
}

// A line is looked at once while it is drawn again and again, and what is remembered
// is bounded.
func TestSyntaxRemembersABoundedNumberOfLines(t *testing.T) {
	var s syntax
	language := languageOf("a.json")
	for i := range 3 * maxRemembered / maxLexed {
		line := `"` + strings.Repeat("x", 2*maxLexed) + itoa(i) + `"`
		s.spans(language, itoa(i)+line)
		if s.bytes > maxRemembered || len(s.known) == 0 {
			t.Fatalf("after %d lines %d bytes in %d lines are remembered", i, s.bytes, len(s.known))
		}
	}
}

// A line that is longer than what is looked at is a string to its end.
func TestALongStringHasOneColor(t *testing.T) {
	var s syntax
	spans := s.spans(languageOf("a.json"), `"Message": "`+strings.Repeat(`a \" b: `, 1000)+`"`)
	if last := spans[len(spans)-1]; last.class != textClass || len(spans) > 4 {
		t.Errorf("%d parts, the last of class %d", len(spans), last.class)
	}
}

func TestTheLanguagesOfSeveralFiles(t *testing.T) {
	got := languagesOf("a.json", []string{"{", "── b.tf ──", "x = 1", "", "── notes.txt ──", "x"})
	json, terraform := languageOf("a.json"), languageOf("b.tf")
	for i, want := range []any{json, nil, terraform, terraform, nil, nil} {
		if want == nil && got[i] != nil || want != nil && want != any(got[i]) {
			t.Errorf("line %d: %v", i, got[i])
		}
	}
}
