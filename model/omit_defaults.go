package model

import (
	"reflect"
	"strings"
)

// OmitDefaults returns a copy of p without defaults: settings whose value equals their
// Implied one, and blocks that contained nothing else. The pool that it makes
// is the same.
//
// A setting stays where its value matters: where omitting it changes what
// another one means, or empties a block whose presence has a meaning.
func OmitDefaults(p *Pool) *Pool {
	terse := p.Clone()
	for leaf := range p.Leaves() {
		if !reflect.DeepEqual(leaf.Value(), leaf.Setting.Implied) || leaf.Value() == nil || leaf.Setting.matters != nil && leaf.Setting.matters(p, leaf) {
			continue
		}
		if err := terse.Unset(leaf.Path()); err != nil {
			panic(err) // a clone has every path of the original
		}
	}
	return terse
}

// always is for a setting of which the documentation does not say what happens
// for every way to leave it unset.
func always(*Pool, Leaf) bool { return true }

// withoutLength reports whether the password policy has no MinimumLength. A pool
// without a policy requires all kinds of characters, so that the policy must
// stay.
func withoutLength(p *Pool, _ Leaf) bool {
	return p.CreateUserPool.Policies.PasswordPolicy.MinimumLength == nil
}

// DefaultsOf returns the pool with p's name that has Cognito's default for each
// setting of p, to compare p with. What has no default is unset, and the items of
// lists, such as attributes and app clients, are absent.
func DefaultsOf(p *Pool) *Pool {
	defaults := &Pool{}
	defaults.CreateUserPool.PoolName = p.CreateUserPool.PoolName
	if policies := p.CreateUserPool.Policies; policies != nil && policies.PasswordPolicy != nil {
		defaults.CreateUserPool.Policies = &Policies{PasswordPolicy: DefaultPasswordPolicy()}
	}
	for leaf := range p.Leaves() {
		if hasDefault(leaf) {
			defaults.SetDefaults(leaf.Path())
		}
	}
	// MFA is off by default, and Cognito then rejects a factor, even a disabled one.
	defaults.SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration = nil
	return defaults
}

// hasDefault reports whether a setting has a default that can be written down: the
// setting of an item has none where the item is absent, and an empty default is
// the same as unset.
func hasDefault(l Leaf) bool {
	implied := reflect.ValueOf(l.Setting.Implied)
	if !implied.IsValid() || strings.Contains(l.Path(), "[") {
		return false
	}
	hasLen := implied.Kind() == reflect.Slice || implied.Kind() == reflect.Map || implied.Kind() == reflect.String
	return !hasLen || implied.Len() > 0
}
