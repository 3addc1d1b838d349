package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/report"
	"github.com/poolsmith/poolsmith/model"
)

// The report matches the schema of SARIF 2.1.0.
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

// Files are checked in parallel, and reported in their order.
func TestOrder(t *testing.T) {
	var pools [][]string
	for i := range 200 {
		pools = append(pools, []string{fmt.Sprint(i)})
	}
	i := 0
	for v := range validateAll(pools, func(names []string) validation {
		runtime.Gosched()
		return validation{Result: report.Result{Findings: []report.Finding{{File: names[0]}}}}
	}) {
		if v.Findings[0].File != pools[i][0] {
			t.Fatalf("%s in place of %s", v.Findings[0].File, pools[i][0])
		}
		i++
	}
	if i != len(pools) {
		t.Errorf("%d results for %d pools", i, len(pools))
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

// The findings about a file do not refer to steps of the wizard.
func TestFindingsWithoutSteps(t *testing.T) {
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
			l := report.Locate(document, f)
			if checked++; strings.Contains(l.Message+l.Fix, " step") {
				t.Errorf("%s: %s: %s", l.Rule, l.Message, l.Fix)
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d findings", checked)
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

// Work outside the pool is not a result, because no change of the file resolves it.
func TestSarifHasNoToDo(t *testing.T) {
	file := writeTemp(t, "pool.json", `{"PoolName": "shop", "LambdaConfig": {"PreSignUp": "arn:aws:lambda:us-east-1:123456789012:function:f"}}`)
	var out bytes.Buffer
	run([]string{"validate", "--format", "sarif", file}, streams{Out: &out, Err: io.Discard})
	if strings.Contains(out.String(), "trigger-to-permit") || !strings.Contains(out.String(), "case-sensitive-forever") {
		t.Errorf("%s", &out)
	}
}
