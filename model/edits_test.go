package model

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// eachRulePool calls test with every pool of the tests of the rules, the presets and
// the largest pools.
func eachRulePool(t *testing.T, test func(name string, facts Facts)) {
	t.Helper()
	for _, cases := range ruleCases {
		for _, id := range sortedKeys(cases) {
			for i, text := range slices.Concat(cases[id].breaks, cases[id].softer, cases[id].fits) {
				test(fmt.Sprintf("%s %d", id, i), readPool(t, text))
			}
		}
	}
	for _, preset := range Presets {
		test(preset.Name, Facts{Pool: LoadPreset(preset.Name)})
	}
	test("largest", readFile(t, "largest.json"))
	test("largest app", Facts{Pool: largestApp(t)})
}

// A change that corrects a finding removes it, adds no error and nothing as severe,
// and changes what it says and nothing else. After it there is nothing to change.
func TestEditsCorrect(t *testing.T) {
	eachRulePool(t, func(name string, facts Facts) {
		before := facts.Pool.Clone()
		all := CheckIn(facts)
		for _, finding := range all {
			if edits := facts.Edits(finding, all); len(edits) > 0 {
				checkEdits(t, name, facts, finding, edits)
			}
		}
		if !facts.Pool.Equal(before) {
			t.Errorf("%s: looking for corrections changed the pool", name)
		}
	})
}

func checkEdits(t *testing.T, name string, facts Facts, finding Finding, edits []Edit) {
	t.Helper()
	before := CheckIn(facts)
	changed := facts
	changed.Pool = facts.Pool.Clone()
	if err := changed.Apply(edits); err != nil {
		t.Errorf("%s: %s: %v", name, finding.Rule, err)
		return
	}
	after := CheckIn(changed)
	if slices.ContainsFunc(after, finding.equal) {
		t.Errorf("%s: %s: still found after %s", name, finding.Rule, edits)
	}
	if Errors(after) > Errors(before) {
		t.Errorf("%s: %s: %s adds an error: %v", name, finding.Rule, edits, after)
	}
	if again := changed.Edits(finding, after); len(again) > 0 {
		t.Errorf("%s: %s: changes again: %s, then %s", name, finding.Rule, edits, again)
	}
	for _, path := range changedPaths(facts.Pool, changed.Pool) {
		if !slices.ContainsFunc(edits, func(e Edit) bool { return isWithin(path, e.Path) || isWithin(e.Path, path) }) {
			t.Errorf("%s: %s: changes %s, which %s does not say", name, finding.Rule, path, edits)
		}
	}
}

// isWithin reports whether path is inside whole. An item that is removed moves those
// after it.
func isWithin(path, whole string) bool {
	if list, _, isItem := cutItem(whole); isItem {
		whole = list
	}
	rest, found := strings.CutPrefix(path, whole)
	return found && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// changedPaths are the settings in which two pools differ, value by value.
func changedPaths(a, b *Pool) []string {
	values := func(p *Pool) map[string]any {
		all := map[string]any{}
		for l := range p.Leaves() {
			value := l.Value()
			if entries, isMap := value.(map[string]string); isMap {
				for key, text := range entries {
					all[WithKey(l.Path(), key)] = text
				}
				continue
			}
			if l.Setting.Kind == List {
				continue
			}
			all[l.Path()] = value
		}
		return all
	}
	before, after := values(a), values(b)
	var paths []string
	for path := range before {
		if value, there := after[path]; !there || !reflect.DeepEqual(value, before[path]) {
			paths = append(paths, path)
		}
	}
	for path := range after {
		if _, there := before[path]; !there {
			paths = append(paths, path)
		}
	}
	return paths
}

// String shows an edit in the messages of tests.
func (e Edit) String() string {
	if e.Removes() {
		return e.Path + " removed"
	}
	return e.Path + "=" + string(e.Value)
}

// Every rule with a change corrects some pool that breaks it, without the check of
// Facts.Edits: a change that never works would be dead.
func TestEveryRuleWithEditsCorrects(t *testing.T) {
	for _, cases := range ruleCases {
		for _, id := range sortedKeys(cases) {
			rule := LookupRule(id)
			if rule.Edits == nil {
				continue
			}
			corrected, declined := 0, []string{}
			for _, text := range slices.Concat(cases[id].breaks, cases[id].softer) {
				facts := readPool(t, text)
				all := CheckIn(facts)
				for _, finding := range matches(facts, id) {
					edits := rule.Edits(facts, finding)
					switch {
					case len(edits) == 0:
					case len(facts.Edits(finding, all)) > 0:
						corrected++
					default:
						declined = append(declined, fmt.Sprintf("%s: %s", text, edits))
					}
				}
			}
			if corrected == 0 {
				t.Errorf("%s: no pool that breaks it is corrected", id)
			}
			for _, d := range declined {
				t.Logf("%s: declined: %s", id, d)
			}
		}
	}
}

// Correcting one finding after the other ends, for pools of any kind.
func TestCorrectingEnds(t *testing.T) {
	correct := func(name string, facts Facts) {
		for range 200 {
			all := CheckIn(facts)
			i := slices.IndexFunc(all, func(f Finding) bool { return len(facts.Edits(f, all)) > 0 })
			if i < 0 {
				return
			}
			checkEdits(t, name, facts, all[i], facts.Edits(all[i], all))
			if err := facts.Apply(facts.Edits(all[i], all)); err != nil {
				t.Fatal(err)
			}
		}
		t.Errorf("%s: there is always something to correct", name)
	}
	eachRulePool(t, correct)
	for seed := range uint64(150) {
		correct(fmt.Sprint("seed ", seed), Facts{Pool: randomPool(rand.New(rand.NewPCG(seed, 2)))})
	}
}

func TestApply(t *testing.T) {
	const (
		list   = "CreateGroup"
		tags   = "CreateUserPool.UserPoolTags"
		number = "CreateUserPool.Policies.PasswordPolicy.MinimumLength"
	)
	base := func() *Pool {
		p := &Pool{}
		p.CreateUserPool.PoolName = new("p")
		p.CreateGroup = []CreateGroup{{GroupName: new("a")}, {GroupName: new("b")}, {GroupName: new("c")}}
		return p
	}
	for name, c := range map[string]struct {
		edits []Edit
		want  func(*Pool)
		err   string
	}{
		"a number in new blocks":     {edits: setTo(number, 12), want: func(p *Pool) { p.Set(number, 12) }},
		"and removed again":          {edits: append(setTo(number, 12), removed(number)...), want: func(*Pool) {}},
		"a list":                     {edits: setTo(atVerified, []string{"email"}), want: func(p *Pool) { p.CreateUserPool.AutoVerifiedAttributes = []string{"email"} }},
		"an entry of a map":          {edits: setTo(tags+"[a.b]", "x"), want: func(p *Pool) { p.CreateUserPool.UserPoolTags = map[string]string{"a.b": "x"} }},
		"an entry removed":           {edits: append(setTo(tags+"[a]", "x"), removed(tags+"[a]")...), want: func(*Pool) {}},
		"an item removed":            {edits: removed(list + "[1]"), want: func(p *Pool) { p.CreateGroup = []CreateGroup{{GroupName: new("a")}, {GroupName: new("c")}} }},
		"an item added":              {edits: setTo(list+"[3]", CreateGroup{GroupName: new("d")}), want: func(p *Pool) { p.CreateGroup = append(p.CreateGroup, CreateGroup{GroupName: new("d")}) }},
		"the first item of a list":   {edits: setTo(atBranding+"[0]", CreateManagedLoginBranding{ClientId: new("web")}), want: func(p *Pool) { p.CreateManagedLoginBranding = []CreateManagedLoginBranding{{ClientId: new("web")}} }},
		"every item removed":         {edits: removed(list+"[2]", list+"[1]", list+"[0]"), want: func(p *Pool) { p.CreateGroup = nil }},
		"an empty block":             {edits: setTo(atSmsMfa, SmsMfa{}), want: func(p *Pool) { p.SetUserPoolMfaConfig.SmsMfaConfiguration = &SmsMfa{} }},
		"what is not set, removed":   {edits: removed(number), want: func(*Pool) {}},
		"an item far beyond the end": {edits: setTo(list+"[5]", CreateGroup{}), err: "CreateGroup[5]: no such item"},
		"an item that is not there":  {edits: removed(list + "[3]"), err: "CreateGroup[3]: no such item"},
		"no such setting":            {edits: setTo("CreateUserPool.Nothing", 1), err: "CreateUserPool.Nothing: no such setting"},
		"another type":               {edits: setTo(number, "12"), err: "CreateUserPool.Policies.PasswordPolicy.MinimumLength: expected a number, found text in quotes"},
		"a tag that is no text":      {edits: setTo(tags+"[a]", 1), err: "CreateUserPool.UserPoolTags[a]: expected text, found a number"},
		"null":                       {edits: []Edit{{number, []byte("null")}}, err: "CreateUserPool.Policies.PasswordPolicy.MinimumLength: not one value"},
	} {
		t.Run(name, func(t *testing.T) {
			p, want := base(), base()
			switch err := p.Apply(append(setTo(atPoolName, "q"), c.edits...)); {
			case err == nil && c.err == "":
				c.want(want)
				want.CreateUserPool.PoolName = new("q")
			case fmt.Sprint(err) != c.err:
				t.Fatalf("error %v, want %q", err, c.err)
			}
			if !p.Equal(want) {
				t.Errorf("got %s\nwant %s", p.JSON(), want.JSON())
			}
		})
	}
}

// A pool that exists keeps what can never be changed.
func TestEditsOfPoolThatExists(t *testing.T) {
	facts := readPool(t, `{"PoolName":"p","Schema":[{"Name":"email","Mutable":false}]}`)
	all := CheckIn(facts)
	i := slices.IndexFunc(all, func(f Finding) bool { return f.Rule == "attribute-immutable" })
	if len(facts.Edits(all[i], all)) == 0 {
		t.Error("no change for a draft")
	}
	facts.PoolID = "eu-central-1_abc"
	if edits := facts.Edits(all[i], all); len(edits) > 0 {
		t.Errorf("%s for a pool that exists", edits)
	}
}

// Rules whose correction needs a person carry none.
func TestNoEdits(t *testing.T) {
	for _, id := range []string{"required", "pattern", "length", "secret-literal", "trigger-cross-region", "source-arn-not-ses", "username-or-alias", "from-invalid", "ses-needs-source-arn", "tier-lacks-feature"} {
		if LookupRule(id).Edits != nil {
			t.Errorf("%s has a change", id)
		}
	}
	with := 0
	for _, rule := range Rules {
		if rule.Edits != nil {
			with++
		}
	}
	if with < 80 {
		t.Errorf("%d of %d rules have a change", with, len(Rules))
	}
}

func FuzzEdits(f *testing.F) {
	for seed := range uint64(3) {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, a, b uint64) {
		facts := Facts{Pool: randomPool(rand.New(rand.NewPCG(a, b)))}
		all := CheckIn(facts)
		for _, finding := range all {
			if edits := facts.Edits(finding, all); len(edits) > 0 {
				checkEdits(t, fmt.Sprint(a, " ", b), facts, finding, edits)
			}
		}
	})
}

func BenchmarkEditsLargestApp(b *testing.B) {
	facts := Facts{Pool: largestApp(b)}
	all := CheckIn(facts)
	b.ReportAllocs()
	for b.Loop() {
		for _, finding := range all {
			facts.Edits(finding, all)
		}
	}
}
