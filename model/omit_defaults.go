package model

import "reflect"

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
