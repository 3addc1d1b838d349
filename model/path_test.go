package model

import (
	"testing"
)

func TestSetGetUnset(t *testing.T) {
	p := &Pool{}
	if err := p.Set("CreateUserPool.Policies.PasswordPolicy.RequireSymbols", false); err != nil {
		t.Fatal(err)
	}
	if v, set := p.Get("CreateUserPool.Policies.PasswordPolicy.RequireSymbols"); v != false || !set {
		t.Errorf("got %v, %t", v, set)
	}
	if err := p.Unset("CreateUserPool.Policies.PasswordPolicy.RequireSymbols"); err != nil {
		t.Fatal(err)
	}
	if p.CreateUserPool.Policies != nil {
		t.Error("the empty blocks stayed")
	}
}

func TestUnsetKeepsBlocksThatMeanSomething(t *testing.T) {
	p := mustRead(t, `{"CreateUserPool": {"PoolName": "a"}, "SetUserPoolMfaConfig": {"EmailMfaConfiguration": {"Subject": "x"}}}`)
	if err := p.Unset("SetUserPoolMfaConfig.EmailMfaConfiguration.Subject"); err != nil {
		t.Fatal(err)
	}
	if p.SetUserPoolMfaConfig.EmailMfaConfiguration == nil {
		t.Error("clearing the subject switched email codes off")
	}
}

func TestSetRefuses(t *testing.T) {
	p := &Pool{}
	for path, value := range map[string]any{
		"CreateUserPool.Nonsense":       "a",
		"CreateUserPool.PoolName":       1,
		"CreateUserPool.PoolName.Deep":  "a",
		"CreateUserPool.Schema[2].Name": "a",
		"CreateUserPool.Schema":         nil,
	} {
		if p.Set(path, value) == nil {
			t.Errorf("%s took %v", path, value)
		}
	}
}

func TestLeavesWalkThePool(t *testing.T) {
	for _, p := range []*Pool{readFile(t, "largest.json").Pool, largestApp(t)} {
		checkLeaves(t, p)
	}
}

func checkLeaves(t *testing.T, p *Pool) {
	t.Helper()
	n := 0
	for leaf := range p.Leaves() {
		n++
		got, set := p.Get(leaf.Path())
		if !set {
			t.Errorf("%s: a leaf, but not set", leaf.Path())
		}
		if leaf.Value() == nil && leaf.Setting.Kind != List && leaf.Setting.Kind != Block {
			t.Errorf("%s: no value, Get says %v", leaf.Path(), got)
		}
	}
	if n < 300 {
		t.Errorf("only %d leaves", n)
	}
}

func TestCloneSharesNothing(t *testing.T) {
	p := mustRead(t, `{"CreateUserPool": {"PoolName": "a", "Schema": [{"Name": "x"}], "UserPoolTags": {"a": "b"}, "AliasAttributes": ["email"]}}`)
	q := p.Clone()
	*q.CreateUserPool.Schema[0].Name = "y"
	q.CreateUserPool.UserPoolTags["a"] = "c"
	q.CreateUserPool.AliasAttributes[0] = "phone_number"
	if !p.Equal(mustRead(t, `{"CreateUserPool": {"PoolName": "a", "Schema": [{"Name": "x"}], "UserPoolTags": {"a": "b"}, "AliasAttributes": ["email"]}}`)) {
		t.Errorf("the copy changed the pool: %s", p.JSON())
	}
}

func TestEnable(t *testing.T) {
	p := &Pool{}
	const emailMfa = "SetUserPoolMfaConfig.EmailMfaConfiguration"
	if err := p.Enable(emailMfa); err != nil || p.SetUserPoolMfaConfig.EmailMfaConfiguration == nil {
		t.Errorf("%v: %s", err, p.JSON())
	}
	if err := p.Set(emailMfa+".Subject", "code"); err != nil {
		t.Fatal(err)
	}
	if err := p.Enable(emailMfa); err != nil || *p.SetUserPoolMfaConfig.EmailMfaConfiguration.Subject != "code" {
		t.Errorf("a block that is set changed: %v, %s", err, p.JSON())
	}
	for _, path := range []string{"CreateUserPool.PoolName", "CreateUserPool.Schema", "CreateUserPool.Nonsense", "CreateUserPool"} {
		if p.Enable(path) == nil {
			t.Errorf("%s is a block", path)
		}
	}
}
