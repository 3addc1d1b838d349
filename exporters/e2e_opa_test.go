package exporters

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// opaVersion is the version of the tool that reads the rules. It is built once
// and kept in the user's cache: the module does not depend on it.
const opaVersion = "v1.22.0"

func opaTool(t *testing.T) string {
	t.Helper()
	e2e(t, "go")
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(cache, "poolsmith-tests", "opa-"+opaVersion)
	tool := filepath.Join(folder, "opa")
	if _, err := os.Stat(tool); err == nil {
		return tool
	}
	c := exec.Command("go", "install", "github.com/open-policy-agent/opa@"+opaVersion)
	c.Env = append(os.Environ(), "GOBIN="+folder, "GOFLAGS=")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return tool
}

// datadogOutput stands in for the module that Datadog has there.
const datadogOutput = `package datadog.output

format(resource, result) := {"id": resource.id, "result": result}
`

func TestOPATakesTheRules(t *testing.T) {
	opa := opaTool(t)
	folder := t.TempDir()
	output := filepath.Join(folder, "output.rego")
	if err := os.WriteFile(output, []byte(datadogOutput), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range realNames(t, "datadog") {
		if strings.HasSuffix(name, ".rego") {
			run(t, opa, "check", "--strict", name, output)
			run(t, opa, "fmt", "--fail", "--list", name)
		}
	}
}

// TestOPAFlagsWhatStrays gives every rule the pool as it was reviewed, pools
// that are as good, and pools with one setting changed.
func TestOPAFlagsWhatStrays(t *testing.T) {
	opa := opaTool(t)
	for _, c := range namedCases(t) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			pools := &listedPools{t: t, reviewed: exportDatadog(c.pool, Options{}).Files[1].Data}
			pools.asReviewed()
			pools.strayed()
			for id, got := range checkWithOPA(t, opa, c.pool, pools.list) {
				want := "fail"
				if strings.HasPrefix(id, "pass") {
					want = "pass"
				}
				if got != want {
					t.Errorf("%s: %s", id, got)
				}
			}
		})
	}
}

func TestOPASkipsOtherPools(t *testing.T) {
	opa := opaTool(t)
	p := &model.Pool{}
	p.CreateUserPool.PoolName = new("shop")
	rule := string(exportDatadog(p, Options{}).Files[0].Data)
	rule = strings.Replace(rule, "pool_ids := []", `pool_ids := ["one"]`, 1)
	results := runRule(t, opa, rule, []any{
		map[string]any{"id": "one", "name": "other"},
		map[string]any{"id": "two", "name": "other"},
	})
	if results["one"] != "fail" || results["two"] != "skip" {
		t.Error(results)
	}
}

func checkWithOPA(t *testing.T, opa string, p *model.Pool, pools []any) map[string]string {
	t.Helper()
	results := runRule(t, opa, string(exportDatadog(p, Options{}).Files[0].Data), pools)
	if len(results) != len(pools) {
		t.Errorf("%d results for %d pools", len(results), len(pools))
	}
	return results
}

// runRule returns what the rule says of each pool, by its id.
func runRule(t *testing.T, opa, rule string, pools []any) map[string]string {
	t.Helper()
	folder := t.TempDir()
	const kind = "aws_cognito_user_pool"
	input, err := json.Marshal(map[string]any{"main_resource_type": kind, "resources": map[string]any{kind: pools}})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"policy.rego": rule, "output.rego": datadogOutput, "input.json": string(input)} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out := run(t, opa, "eval", "-d", filepath.Join(folder, "policy.rego"), "-d", filepath.Join(folder, "output.rego"),
		"-i", filepath.Join(folder, "input.json"), "--format=raw", "data.datadog.results")
	var list []struct{ ID, Result string }
	if err := json.Unmarshal(out, &list); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	results := map[string]string{}
	for _, r := range list {
		results[r.ID] = r.Result
	}
	return results
}

// listedPools are resources made from the reviewed one.
type listedPools struct {
	t        *testing.T
	reviewed []byte
	list     []any
}

// add adds a copy of the reviewed pool after a change.
func (l *listedPools) add(id string, change func(pool map[string]any)) {
	pool := asMap(l.t, l.reviewed)
	change(pool)
	pool["id"] = fmt.Sprintf("%s (%d)", id, len(l.list))
	l.list = append(l.list, pool)
}

// asReviewed adds pools that say the same in another order, and more.
func (l *listedPools) asReviewed() {
	l.add("pass as reviewed", func(map[string]any) {})
	l.add("pass reversed and described", func(pool map[string]any) {
		reverse(pool)
		pool["arn"], pool["status"], pool["estimated_number_of_users"] = "arn", "Enabled", 7
		attributes, _ := pool["schema_attributes"].([]any)
		for _, a := range attributes {
			a.(map[string]any)["more"] = true
		}
		pool["schema_attributes"] = append(attributes, map[string]any{"name": "sub", "required": true})
		if tags, ok := pool["user_pool_tags"].(map[string]any); ok {
			tags["another tag"] = "x"
		}
	})
}

func reverse(block map[string]any) {
	for _, value := range block {
		switch v := value.(type) {
		case map[string]any:
			reverse(v)
		case []any:
			slices.Reverse(v)
		}
	}
}

// strayed adds pools with one setting changed, and with one taken away.
func (l *listedPools) strayed() {
	eachSetting(asMap(l.t, l.reviewed), nil, func(path []any, value any) {
		name := fmt.Sprint(path...)
		l.add("changed "+name, func(pool map[string]any) { setAt(pool, path, changed(value)) })
		if list, isList := value.([]any); !isList || len(list) > 0 {
			l.add("taken away "+name, func(pool map[string]any) { setAt(pool, path, nil) })
		}
	})
}

// eachSetting visits every value that holds no settings itself, and every list.
func eachSetting(value any, path []any, visit func(path []any, value any)) {
	at := func(step any) []any { return append(slices.Clone(path), step) }
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			eachSetting(inner, at(name), visit)
		}
		return
	case []any:
		for i, inner := range v {
			if _, block := inner.(map[string]any); block {
				eachSetting(inner, at(i), visit)
			}
		}
	}
	visit(path, value)
}

// changed is another value of the same kind; of a list, one that lost its last
// item or got its first.
func changed(value any) any {
	switch v := value.(type) {
	case bool:
		return !v
	case float64:
		return v + 1
	case string:
		return v + "x"
	case []any:
		if len(v) > 0 {
			return v[:len(v)-1]
		}
		return []any{"x"}
	}
	return nil
}

// setAt sets a value, or removes it where value is nil.
func setAt(container any, path []any, value any) {
	for _, step := range path[:len(path)-1] {
		container = child(container, step)
	}
	switch c := container.(type) {
	case map[string]any:
		c[path[len(path)-1].(string)] = value
		if value == nil {
			delete(c, path[len(path)-1].(string))
		}
	case []any:
		c[path[len(path)-1].(int)] = value
	}
}

func child(container, step any) any {
	switch c := container.(type) {
	case map[string]any:
		return c[step.(string)]
	case []any:
		return c[step.(int)]
	}
	return nil
}
