package forms

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"charm.land/huh/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/model"
)

// Law: every setting is asked for in some step.
func TestEverySettingIsAskedFor(t *testing.T) {
	asked := map[string]int{}
	for _, step := range Steps {
		countFields(asked, &model.Pool{}, step.Fields)
	}
	for _, s := range model.Catalog {
		want := 1
		if model.OperationOf(s.Path).NoStep {
			want = 0
		}
		if asked[s.Path] != want {
			t.Errorf("%s is asked for %d times, not %d", s.Path, asked[s.Path], want)
		}
		delete(asked, s.Path)
	}
	for path := range asked {
		t.Errorf("%s is asked for, but the catalog does not know it", path)
	}
}

// countFields counts fields by the path of their setting, and those of the items
// of lists, however deep. It adds an item to each list of the pool.
func countFields(asked map[string]int, p *model.Pool, fields []Field) {
	for _, f := range fields {
		if f.Repeats() {
			continue
		}
		paths := []string{f.Setting().Path}
		if f.HasChecks() {
			paths = f.Paths()
		}
		for _, path := range paths {
			asked[path]++
		}
		if list := ListOf(f); list != nil && f.Setting().Kind != model.Map {
			countFields(asked, p, list.Fields(p, list.Add(p)))
		}
	}
}

// Law: a condition tells what it depends on, and looks at nothing else.
func TestConditionsTellWhatTheyDependOn(t *testing.T) {
	conditional := 0
	var check func(*model.Pool, []Field)
	check = func(p *model.Pool, list []Field) {
		for _, f := range list {
			if inner := ListOf(f); inner != nil && f.Setting().Kind != model.Map {
				check(p, inner.Fields(p, inner.Add(p)))
			}
			paths := f.DependsOn(p)
			if f.When == nil && paths != nil {
				t.Errorf("%s always applies, and depends on %v", f.Key(), paths)
			}
			if f.When == nil || reflect.ValueOf(f.When).Pointer() == reflect.ValueOf(legacy).Pointer() {
				continue
			}
			conditional++
			if len(paths) == 0 {
				t.Errorf("%s has a condition that depends on nothing", f.Key())
			}
			for _, path := range paths {
				if !slices.ContainsFunc(model.Catalog, func(s model.Setting) bool { return Within(s.Path, general(path)) }) {
					t.Errorf("%s depends on %s, which is no setting", f.Key(), path)
				}
			}
			// The condition needs nothing of the pool but what is at these paths.
			only := &model.Pool{}
			for _, path := range paths {
				if value, set := p.Get(path); set && !strings.Contains(path, "[") {
					must(only.Set(path, value))
				}
			}
			if len(paths) > 0 && !strings.Contains(paths[0], "[") && f.When(Scope{Pool: only, Item: f.item()}) != f.When(Scope{Pool: p, Item: f.item()}) {
				t.Errorf("%s depends on more than %v", f.Key(), paths)
			}
		}
	}
	for _, preset := range model.Presets {
		for _, step := range Steps {
			check(model.LoadPreset(preset.Name), step.Fields)
		}
	}
	if conditional < 100 {
		t.Errorf("only %d conditions", conditional)
	}
}

// general is a path without the indices of its lists.
func general(path string) string { return regexp.MustCompile(`\[\d+\]`).ReplaceAllString(path, "[]") }

func TestStepsAreNamedApart(t *testing.T) {
	seen := map[string]bool{}
	for _, step := range Steps {
		if seen[step.ID] || seen[step.Title] || step.Intro == "" || len(step.Fields) == 0 {
			t.Errorf("%s: a name twice, no introduction, or nothing to ask", step.ID)
		}
		seen[step.ID], seen[step.Title] = true, true
	}
}

func TestOptionsAreToldApart(t *testing.T) {
	for i := range model.Catalog {
		s := &model.Catalog[i]
		seen := map[string]bool{LeaveOut(s): true}
		for _, o := range s.Choices {
			title := OptionTitle(o)
			if seen[title] {
				t.Errorf("%s: two options %q", s.Path, title)
			}
			if ansi.StringWidth(title) > 50 {
				t.Errorf("%s: option %q is wider than 50 columns", s.Path, title)
			}
			seen[title] = true
		}
	}
}

func TestFindLeadsToEverySetting(t *testing.T) {
	for _, s := range model.Catalog {
		if _, _, found := Find(s.Path); found == model.OperationOf(s.Path).NoStep {
			t.Errorf("%s: found a step: %v", s.Path, found)
		}
	}
}

func field(path string) Field {
	step, i, _ := Find(path)
	return Steps[step].Fields[i]
}

// An answer that is no value is kept as it was typed, and is an error.
func TestAnswerThatIsNoValue(t *testing.T) {
	s := NewAnswers(model.LoadPreset("email-sign-in"))
	f := field("CreateUserPool.Policies.PasswordPolicy.MinimumLength")
	s.Set(f, "twelve")
	if got := s.Text(f); got != "twelve" {
		t.Errorf("kept %q", got)
	}
	if found := s.Findings(); len(found) == 0 || found[0].Rule != Unreadable {
		t.Errorf("findings %v", found)
	}
	s.Set(f, "12")
	if v, _ := s.Pool.Get(f.Path); v != 12 || len(s.Unparsed) > 0 {
		t.Errorf("value %v, raw %v", v, s.Unparsed)
	}
}

// A function of a versioned trigger brings its version along, and removes it.
func TestVersionGoesWithTheFunction(t *testing.T) {
	s := NewAnswers(&model.Pool{})
	f := field("CreateUserPool.LambdaConfig.CustomSMSSender.LambdaArn")
	s.Set(f, "arn:aws:lambda:eu-west-1:123456789012:function:sms")
	if v := s.Pool.CreateUserPool.LambdaConfig.CustomSMSSender.LambdaVersion; v == nil || *v != "V1_0" {
		t.Error("no version")
	}
	s.Set(f, "")
	if s.Pool.CreateUserPool.LambdaConfig != nil {
		t.Error("the version stayed")
	}
}

func TestLists(t *testing.T) {
	for _, path := range []string{schemaPath, recoveryPath, tagsPath} {
		t.Run(path, func(t *testing.T) {
			p := &model.Pool{}
			list := ListOf(field(path))
			first := list.Add(p)
			second := list.Add(p)
			if list.Len(p) != 2 || first == second {
				t.Fatalf("two items: %q, %q", list.Label(p, 0), list.Label(p, 1))
			}
			if path == schemaPath {
				p.CreateUserPool.Schema[1].Name = new("plan") // attributes start without a name
			}
			if list.Label(p, 0) == list.Label(p, 1) {
				t.Fatalf("two items %q", list.Label(p, 0))
			}
			before := p.Clone()
			copied := list.Duplicate(p, 0)
			if list.Len(p) != 3 || list.Len(before) != 2 {
				t.Errorf("%d items after a copy, %d in the pool before", list.Len(p), list.Len(before))
			}
			list.Delete(p, copied)
			if !p.Equal(before) {
				t.Errorf("copy and delete: %s", p.JSON())
			}
			if list.Ordered() {
				was := list.Label(p, 1)
				if at := list.Move(p, 1, -1); at != 0 || list.Label(p, 0) != was {
					t.Errorf("moved to %d, %q first", at, list.Label(p, 0))
				}
				if at := list.Move(p, 0, -1); at != 0 {
					t.Errorf("moved above the first: %d", at)
				}
			}
			list.Delete(p, 1)
			list.Delete(p, 0)
			if !p.Equal(&model.Pool{}) {
				t.Errorf("empty list left %s", p.JSON())
			}
		})
	}
}

// Renaming a tag must not swallow another one, no matter what is typed on the way.
func TestRenamingATagKeepsTheOthers(t *testing.T) {
	s := NewAnswers(&model.Pool{})
	s.Pool.CreateUserPool.UserPoolTags = map[string]string{"a": "first", "bc": "second"}
	name := ListOf(field(tagsPath)).Fields(s.Pool, 1)[0]
	for _, text := range []string{"b", "", "a", "ab"} {
		s.Set(name, text)
	}
	tags := s.Pool.CreateUserPool.UserPoolTags
	if len(tags) != 2 || tags["a"] != "first" || tags["ab"] != "second" {
		t.Errorf("tags %v", tags)
	}
	if len(s.Unparsed) > 0 {
		t.Errorf("raw %v", s.Unparsed)
	}
}

// The items of Texts are the lines of a text.
func TestTextsAreLines(t *testing.T) {
	value, err := parse(model.Texts, " https://a.example/callback\r\n\n\thttps://b.example/a b \n")
	if got, want := fmt.Sprintf("%q", value), `["https://a.example/callback" "https://b.example/a b"]`; err != nil || got != want {
		t.Errorf("items %s, %v, want %s", got, err, want)
	}
	if separator(model.Texts) != "\n" {
		t.Error("items are not one on each line")
	}
	e := &Editor{kind: model.Texts}
	if _, ok := e.build(huh.ThemeFunc(huh.ThemeBase)).(*huh.Text); !ok || !e.TakesText() || !e.TakesLines() {
		t.Error("items are not edited as a text of several lines")
	}
}

// The editor of a map takes its limits and words from its setting.
func TestMapsTakeLimitsFromTheirSetting(t *testing.T) {
	s := &model.Setting{Path: "CreateIdentityProvider[].AttributeMapping", Kind: model.Map, Keys: model.Limits{Min: 1, Max: 32}, Items: model.Limits{Min: 1, Max: 131072}}
	l := newMapList("CreateIdentityProvider[2].AttributeMapping", s)
	if l.key.Min != 1 || l.key.Max != 32 || l.value.Min != 1 || l.value.Max != 131072 {
		t.Errorf("limits of the key %d to %d, of the value %d to %d", l.key.Min, l.key.Max, l.value.Min, l.value.Max)
	}
	if l.key.Help != "The key of the entry. Each key is unique." || l.value.Help != "The value of the entry." {
		t.Errorf("%s %s", l.key.Help, l.value.Help)
	}
}

// A field is in the innermost item of its path.
func TestItemsInsideItems(t *testing.T) {
	for path, want := range map[string]string{
		"CreateUserPool.PoolName":       "",
		"CreateUserPool.Schema[3].Name": "CreateUserPool.Schema[3]",
		"CreateShelf[1].Books[2].Title": "CreateShelf[1].Books[2]",
		"CreateShelf[1].Books":          "CreateShelf[1]",
	} {
		if got := (Field{Path: path}).item(); got != want {
			t.Errorf("%s is in %q, want %q", path, got, want)
		}
	}
}
