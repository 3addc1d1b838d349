package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
)

// The report is held against the schema of SARIF 2.1.0.
func TestSarifSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("testdata/sarif-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	files := []string{
		writeTemp(t, "bad.json", `{"PoolName": "a/b", "UserPoolTier": "lite"}`),
		writeTemp(t, "wrong name.json", `{"PoolNam": "x"}`),
		"nowhere.json",
		"../../model/testdata/sample-request.json",
	}
	var out bytes.Buffer
	code := run(append([]string{"validate", "--format", "sarif"}, files...), streams{Out: &out, Err: io.Discard})
	if code != exit.Usage {
		t.Errorf("exit code %d", code)
	}
	report, err := jsonschema.UnmarshalJSON(&out)
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(report); err != nil {
		t.Error(err)
	}
	results := report.(map[string]any)["runs"].([]any)[0].(map[string]any)["results"].([]any)
	if len(results) < 5 {
		t.Errorf("%d results", len(results))
	}
}

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
		t    totals
		want string
	}{
		{totals{Files: 1}, "no findings in 1 file"},
		{totals{Files: 1, Errors: 1, Warnings: 1}, "1 error, 1 warning in 1 file"},
		{totals{Files: 3, Errors: 2, Advice: 4}, "2 errors, 4 advice in 3 files"},
		{totals{Files: 2, unreadable: 1}, "no findings in 1 file, 1 not readable"},
	}
	for _, test := range tests {
		if got := test.t.String(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// Files are checked side by side, and reported in their order.
func TestOrder(t *testing.T) {
	var pools [][]string
	for i := range 200 {
		pools = append(pools, []string{fmt.Sprint(i)})
	}
	i := 0
	for v := range verdicts(pools, func(names []string) verdict {
		runtime.Gosched()
		return verdict{findings: []located{{File: names[0]}}}
	}) {
		if v.findings[0].File != pools[i][0] {
			t.Fatalf("%s in place of %s", v.findings[0].File, pools[i][0])
		}
		i++
	}
	if i != len(pools) {
		t.Errorf("%d verdicts for %d pools", i, len(pools))
	}
}

// BenchmarkValidate10000 validates 10,000 files, each a pool of 50 attributes.
func BenchmarkValidate10000(b *testing.B) {
	const count = 10_000
	folder := b.TempDir()
	files := make([]string, count)
	for i := range files {
		files[i] = filepath.Join(folder, fmt.Sprintf("pool-%05d.json", i))
		if err := os.WriteFile(files[i], manyAttributes(i), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	args := append([]string{"validate", "--severity", "error"}, files...)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		if code := run(args, streams{Out: io.Discard, Err: os.Stderr}); code != exit.OK {
			b.Fatalf("exit code %d", code)
		}
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(count*float64(b.N)/b.Elapsed().Seconds(), "pools/s")
	b.ReportMetric(float64(after.HeapSys-min(before.HeapSys, after.HeapSys))/(1<<20), "MB-heap-growth")
}

func manyAttributes(n int) []byte {
	pool := &model.Pool{}
	pool.CreateUserPool.PoolName = new(fmt.Sprintf("pool-%d", n))
	for i := range 50 {
		pool.CreateUserPool.Schema = append(pool.CreateUserPool.Schema, model.Attribute{
			Name:              new(fmt.Sprintf("attribute_%d", i)),
			AttributeDataType: new("String"),
			Mutable:           new(true),
			StringAttributeConstraints: &model.StringConstraints{
				MinLength: new("0"),
				MaxLength: new("256"),
			},
		})
	}
	return pool.JSON()
}

// The columns of the text report line up below each other. A finding is one
// line, unless its details are asked for.
func TestFindingLines(t *testing.T) {
	findings := []located{
		{File: "pool.json", Line: 14, Column: 7, Severity: model.Error, Rule: "mfa-needs-factor", Settings: []string{"CreateUserPool.MfaConfiguration"}, Message: "no factor", Fix: "add one"},
		{File: "pool.json", Severity: model.Advice, Rule: "x", Message: "two\nlines"},
	}
	last := `pool.json       advice   x                 two\x0alines` + "\n"
	if got, want := string(findingLines(findings, false)), "pool.json:14:7  error    mfa-needs-factor  no factor\n"+last; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	want := strings.Join([]string{
		"pool.json:14:7  error    mfa-needs-factor  no factor",
		"                         CreateUserPool.MfaConfiguration",
		"                         add one",
		last,
	}, "\n")
	if got := string(findingLines(findings, true)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A report is written while the files are checked, and holds no more than its
// buffer: 100,000 files with errors once took gigabytes.
func TestReportsAreStreamed(t *testing.T) {
	for _, format := range reportFormats {
		var out bytes.Buffer
		r := newReport(&out, format)
		v := verdict{findings: []located{{File: "pool.json", Rule: "pattern", Severity: model.Error, Settings: []string{"CreateUserPool.PoolName"}, Message: strings.Repeat("x", 1<<10)}}}
		const count = 1000
		for range count {
			if err := r.add(v); err != nil {
				t.Fatal(err)
			}
		}
		before := out.Len()
		if err := r.end(); err != nil {
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

// A report without findings has the shape of any other.
func TestEmptyReports(t *testing.T) {
	for format, want := range map[string]string{"json": `"findings": []`, "sarif": `"results": []`, "text": "no findings in 1 file\n"} {
		var out bytes.Buffer
		r := newReport(&out, format)
		if err := errors.Join(r.add(verdict{}), r.end()); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), want) || format != "text" && !json.Valid(out.Bytes()) {
			t.Errorf("%s: %s", format, out.String())
		}
	}
}

// Whoever cannot be written to ends the report.
func TestReportThatCannotBeWritten(t *testing.T) {
	for _, format := range reportFormats {
		r := newReport(failingWriter{}, format)
		if err := errors.Join(r.add(verdict{}), r.end()); err == nil || exitCode(err) != exit.Usage {
			t.Errorf("%s: %v", format, err)
		}
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// Whoever validates a file sees no steps of a wizard.
func TestValidateSpeaksOfNoSteps(t *testing.T) {
	data, err := os.ReadFile("../../model/testdata/rule-pools.json")
	if err != nil {
		t.Fatal(err)
	}
	var pools []struct {
		Region string
		Pool   json.RawMessage
	}
	if err := json.Unmarshal(data, &pools); err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, p := range pools {
		document, err := model.Read("pool.json", p.Pool)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range model.CheckIn(factsIn(document, p.Region)) {
			l := locate(document, f)
			if checked++; strings.Contains(l.Message+l.Fix, " step") {
				t.Errorf("%s: %s: %s", l.Rule, l.Message, l.Fix)
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d findings", checked)
	}
	for _, rule := range sarifRules() {
		if rule.Help != nil && strings.Contains(rule.Help.Text, " step") {
			t.Errorf("%s: %s", rule.ID, rule.Help.Text)
		}
	}
}

// On a wide terminal there is room for the details of a finding.
func TestWideTerminalShowsDetails(t *testing.T) {
	file := writeTemp(t, "bad.json", `{"PoolName": "a/b"}`)
	for _, test := range []struct {
		name  string
		tty   bool
		width int
		want  bool
	}{{"wide", true, wideTerminal, true}, {"narrow", true, wideTerminal - 1, false}, {"a file", false, wideTerminal, false}} {
		var out bytes.Buffer
		run([]string{"validate", "--severity", "error", file}, streams{Out: &out, Err: io.Discard, OutTTY: test.tty, Width: test.width})
		if got := strings.Contains(out.String(), "CreateUserPool.PoolName"); got != test.want {
			t.Errorf("%s: details are %t\n%s", test.name, got, &out)
		}
	}
}

// What is to do outside the pool is no result that a change of the file closes.
func TestSarifHasNoToDo(t *testing.T) {
	file := writeTemp(t, "pool.json", `{"PoolName": "shop", "LambdaConfig": {"PreSignUp": "arn:aws:lambda:us-east-1:123456789012:function:f"}}`)
	var out bytes.Buffer
	run([]string{"validate", "--format", "sarif", file}, streams{Out: &out, Err: io.Discard})
	if strings.Contains(out.String(), "trigger-to-permit") || !strings.Contains(out.String(), "case-sensitive-forever") {
		t.Errorf("%s", &out)
	}
}
