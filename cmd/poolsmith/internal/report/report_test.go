package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

func TestFileURI(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("paths with / between folders are missing on Windows")
	}
	for name, want := range map[string]string{
		"pool.json":       "pool.json",
		"a b/päol#1.json": "a%20b/p%C3%A4ol%231.json",
		"a:b.json":        "./a:b.json",
		"/tmp/pool.json":  "file:///tmp/pool.json",
	} {
		if got := fileURI(name); got != want {
			t.Errorf("fileURI(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestTotals(t *testing.T) {
	tests := []struct {
		t    Totals
		want string
	}{
		{Totals{Files: 1}, "no findings in 1 file"},
		{Totals{Files: 1, Errors: 1, Warnings: 1}, "1 error, 1 warning in 1 file"},
		{Totals{Files: 3, Errors: 2, Advice: 4}, "2 errors, 4 advice in 3 files"},
		{Totals{Files: 2, Unreadable: 1}, "no findings in 1 file, 1 not readable"},
	}
	for _, test := range tests {
		if got := test.t.String(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// The columns of the text report are aligned. A finding is one line, without its
// details.
func TestFindingLines(t *testing.T) {
	findings := []Finding{
		{File: "pool.json", Line: 14, Column: 7, FindingInfo: model.FindingInfo{Severity: model.Error, Rule: "mfa-needs-factor", Settings: []string{"CreateUserPool.MfaConfiguration"}, Message: "no factor", Fix: "add one"}},
		{File: "pool.json", FindingInfo: model.FindingInfo{Severity: model.Advice, Rule: "x", Message: "two\nlines"}},
	}
	last := `pool.json       advice   x                 two\x0alines` + "\n"
	if got, want := string(FindingLines(findings, false)), "pool.json:14:7  error    mfa-needs-factor  no factor\n"+last; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	want := strings.Join([]string{
		"pool.json:14:7  error    mfa-needs-factor  no factor",
		"                         CreateUserPool.MfaConfiguration",
		"                         add one",
		last,
	}, "\n")
	if got := string(FindingLines(findings, true)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A report is written while the files are checked, and keeps only its buffer in
// memory: 100,000 files with errors would need gigabytes.
func TestReportsAreStreamed(t *testing.T) {
	for _, format := range Formats {
		var out bytes.Buffer
		r := New(&out, format, "1.0", false)
		v := Result{Findings: []Finding{{File: "pool.json", FindingInfo: model.FindingInfo{Rule: "pattern", Severity: model.Error, Settings: []string{"CreateUserPool.PoolName"}, Message: strings.Repeat("x", 1<<10)}}}}
		const count = 1000
		for range count {
			if err := r.Add(v); err != nil {
				t.Fatal(err)
			}
		}
		before := out.Len()
		if err := r.End(); err != nil {
			t.Fatal(err)
		}
		if held := out.Len() - before; held > 80<<10 || out.Len() < count<<10 {
			t.Errorf("%s: %d of %d bytes were held until the end", format, held, out.Len())
		}
		if format != "text" && !json.Valid(out.Bytes()) {
			t.Errorf("%s: not JSON", format)
		}
	}
}

// A report without findings has the format of any other.
func TestEmptyReports(t *testing.T) {
	for format, want := range map[string]string{"json": `"findings": []`, "sarif": `"results": []`, "text": "no findings in 1 file\n"} {
		var out bytes.Buffer
		r := New(&out, format, "1.0", false)
		if err := errors.Join(r.Add(Result{}), r.End()); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), want) || format != "text" && !json.Valid(out.Bytes()) {
			t.Errorf("%s: %s", format, out.String())
		}
	}
}

// An error of the writer ends the report.
func TestReportThatCannotBeWritten(t *testing.T) {
	for _, format := range Formats {
		r := New(failingWriter{}, format, "1.0", false)
		if err := errors.Join(r.Add(Result{}), r.End()); err == nil {
			t.Errorf("%s: %v", format, err)
		}
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// The help of a rule in SARIF does not refer to steps of the wizard.
func TestSarifHelpWithoutSteps(t *testing.T) {
	for _, rule := range sarifRules() {
		if rule.Help != nil && strings.Contains(rule.Help.Text, " step") {
			t.Errorf("%s: %s", rule.ID, rule.Help.Text)
		}
	}
}
