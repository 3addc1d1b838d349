package forms

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// largestPools set every setting.
func largestPools(t *testing.T) map[string]*model.Pool {
	t.Helper()
	pools := map[string]*model.Pool{}
	for _, name := range []string{"largest.json", "largest-app.json"} {
		data, err := os.ReadFile("../model/testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := model.Read(name, data)
		if err != nil {
			t.Fatal(err)
		}
		pools[name] = d.Pool
	}
	must(pools["largest.json"].Set(schemaPath+"[0].DeveloperOnlyAttribute", true)) // which excludes others
	return pools
}

// lineAbout is the line with a setting: that of its step, or the one about what no
// step asks for.
func lineAbout(p *model.Pool, path string) string {
	paths := Unasked()
	if step, _, found := Find(path); found {
		paths = Steps[step].Paths()
	}
	return model.NewWording(p).Line(paths...)
}

// otherValues are values of a setting that differ from the one that is set.
func otherValues(l model.Leaf) []any {
	switch v := l.Value().(type) {
	case string:
		var values []any
		for _, o := range l.Setting.Choices {
			if o.Value != v {
				values = append(values, o.Value)
			}
		}
		if model.IsSecretReference(v) {
			return []any{"${env:ANOTHER}"}
		}
		if values == nil {
			values = []any{"another"}
		}
		return values
	case int:
		return []any{v + 1}
	case bool:
		return []any{!v}
	case model.JSONObject:
		return []any{model.JSONObject(`{"another":1}`)}
	case []string:
		return []any{append(slices.Clone(v), "another"), []string{"another"}}
	case map[string]string:
		entries := maps.Clone(v)
		entries["another"] = "entry"
		return []any{entries}
	default:
		return nil
	}
}

// Law: every setting is in the line of its step, or in the one about what no step asks
// for: another value of it changes the line.
func TestEverySettingIsInItsLine(t *testing.T) {
	said, operations := map[string]bool{}, map[*model.Operation]bool{}
	for name, p := range largestPools(t) {
		for leaf := range p.Leaves() {
			before := lineAbout(p, leaf.Setting.Path)
			for _, value := range otherValues(leaf) {
				changed := p.Clone()
				if err := changed.Set(leaf.Path(), value); err != nil {
					t.Fatal(err)
				}
				if after := lineAbout(changed, leaf.Setting.Path); after == before {
					t.Errorf("%s: %s is %v or %v, and the line is the same:\n%s", name, leaf.Path(), leaf.Value(), value, after)
				}
			}
			said[leaf.Setting.Path], operations[model.OperationOf(leaf.Setting.Path)] = true, true
		}
	}
	for _, s := range model.Catalog {
		switch {
		case said[s.Path], !operations[model.OperationOf(s.Path)], strings.HasSuffix(s.Path, ".StreamArn"):
			// A test of the model says that the pools have all operations of the service, and
			// that a log has one destination.
		case strings.Contains(s.Path, "["):
			t.Errorf("%s is not in the largest pools", s.Path)
		default:
			checkAlone(t, s)
		}
	}
}

// checkAlone checks a setting that the largest pools lack.
func checkAlone(t *testing.T, s model.Setting) {
	t.Helper()
	values := map[model.Kind][]any{
		model.Text: {"one", "two"}, model.ARN: {"arn:aws:iam::123456789012:role/one", "arn:aws:iam::123456789012:role/two"},
		model.Prose: {"one", "two"}, model.Bool: {true, false}, model.Int: {1, 2}, model.Choices: {[]string{"code"}, []string{"implicit"}},
	}[s.Kind]
	for _, o := range s.Choices {
		if s.Kind == model.Choice {
			values = append(values, o.Value)
		}
	}
	lines := map[string]bool{}
	for _, value := range values {
		p := &model.Pool{}
		if err := p.Set(s.Path, value); err != nil {
			t.Fatal(err)
		}
		lines[lineAbout(p, s.Path)] = true
	}
	if s.Kind != model.Block && (len(lines) < 2 && len(values) > 1 || len(values) == 0 || lines[""]) {
		t.Errorf("%s: %d values give the lines %q", s.Path, len(values), slices.Sorted(maps.Keys(lines)))
	}
}

// Law: a setting that is the only one is in the line.
func TestASettingAloneIsInItsLine(t *testing.T) {
	for name, p := range largestPools(t) {
		for leaf := range p.Leaves() {
			path := leaf.Path()
			if strings.Contains(path, "[") || leaf.Setting.Kind == model.List {
				continue
			}
			alone := &model.Pool{}
			set := func() error { return alone.Set(path, leaf.Value()) }
			if leaf.Setting.Kind == model.Block {
				set = func() error { return alone.Enable(path) }
			}
			if err := set(); err != nil {
				t.Fatal(err)
			}
			if lineAbout(alone, path) == "" {
				t.Errorf("%s: %s is in no line", name, path)
			}
		}
	}
}

// No secret is in a line, whatever a draft contains.
func TestLinesHaveNoSecrets(t *testing.T) {
	p := &model.Pool{
		CreateIdentityProvider: []model.CreateIdentityProvider{{ProviderName: new("Google"), ProviderDetails: map[string]string{"client_secret": "s3cret-value"}}},
		CreateUserPoolClient:   []model.CreateUserPoolClient{{ClientName: new("web"), ClientSecret: new("s3cret-value")}},
	}
	for _, path := range []string{providersPath, clientsPath} {
		if line := lineAbout(p, path); line == "" || strings.Contains(line, "s3cret") {
			t.Errorf("%s: %q", path, line)
		}
	}
}
