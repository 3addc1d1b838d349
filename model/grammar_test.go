package model

import "testing"

func TestPathsOfMapEntries(t *testing.T) {
	p := mustRead(t, `{"CreateUserPool": {"PoolName": "a", "UserPoolTags": {"team": "web"}}}`)
	before := p.Clone()
	for _, key := range []string{"team", "a.b", "a[1]", `\`, `]`, `\]`, "", "ä ◆"} {
		path := WithKey("CreateUserPool.UserPoolTags", key)
		if s := Lookup(path); s == nil || s.Path != "CreateUserPool.UserPoolTags" {
			t.Errorf("%s: not found in the catalog", path)
		}
		if err := p.Set(path, "new"); err != nil {
			t.Error(err)
		}
		if value, set := p.Get(path); !set || value != "new" || p.CreateUserPool.UserPoolTags[key] != "new" {
			t.Errorf("%s: %v, %v in %q", path, value, set, p.CreateUserPool.UserPoolTags)
		}
		if err := p.Set(path, ""); err != nil {
			t.Error(err)
		}
		if value, set := p.Get(path); !set || value != "" {
			t.Errorf("%s: an empty entry is %v, %v", path, value, set)
		}
		if key != "team" {
			if err := p.Unset(path); err != nil {
				t.Error(err)
			}
		}
		if _, set := p.Get(path); set != (key == "team") {
			t.Errorf("%s: set is %v after Unset", path, set)
		}
	}
	if got := before.CreateUserPool.UserPoolTags["team"]; got != "web" {
		t.Errorf("the copy changed with the pool: %q", got)
	}
	if err := p.Set("CreateUserPool.UserPoolTags[team]", 1); err == nil {
		t.Error("a number in a map of texts")
	}
	if err := p.Unset("CreateUserPool.UserPoolTags[team]"); err != nil || p.CreateUserPool.UserPoolTags != nil {
		t.Errorf("an empty map stays: %v, %v", p.CreateUserPool.UserPoolTags, err)
	}
}

// A key in brackets is read as it was written, whatever it contains.
func FuzzKeys(f *testing.F) {
	for _, key := range []string{"team", "a.b", "]", `\`, `\]`, "[", "", "]]\\"} {
		f.Add(key)
	}
	f.Fuzz(func(t *testing.T, key string) {
		part, rest := cutPath(WithKey("Tags", key) + ".Name")
		if part != (pathPart{"Tags", key, true}) || rest != "Name" {
			t.Errorf("%q becomes %+v and %q", key, part, rest)
		}
		if got := generalize(WithKey("A[2].Tags", key)); got != "A[].Tags[]" {
			t.Errorf("%q in general is %s", key, got)
		}
	})
}
