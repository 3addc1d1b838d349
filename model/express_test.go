package model

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model/wordtest"
)

// everyExpress are all answers that the questions allow.
func everyExpress() []Express {
	all := []Express{{}}
	for i := range ExpressQuestions {
		q := &ExpressQuestions[i]
		var next []Express
		for _, x := range all {
			if !slices.Contains(x.Questions(), q) {
				next = append(next, x)
				continue
			}
			for _, c := range x.Choices(q) {
				if c.Why == "" {
					next = append(next, x.With(q, c.Value))
				}
			}
		}
		all = next
	}
	return all
}

// Law: all answers that can be given lead to a pool without errors or warnings.
// What follows from them is set, and everything that is set has a reason.
func TestEveryExpressPool(t *testing.T) {
	all := everyExpress()
	if len(all) < 300 {
		t.Errorf("only %d combinations", len(all))
	}
	for _, x := range all {
		p, derived := x.Build()
		for _, f := range Check(p) {
			if f.Severity > Advice {
				t.Errorf("%+v: %s: %s", x, f.Rule, f.Message)
			}
		}
		if complete, changed := x.Resolve(); complete != x || len(changed) > 0 {
			t.Errorf("%+v becomes %+v: %v", x, complete, changed)
		}
		for _, d := range derived {
			if d.Text == "" || d.Reason == "" || len(d.Paths) == 0 {
				t.Errorf("%+v: %+v", x, d)
			}
			wordtest.Check(t, "express", d.Text+"; "+d.Reason)
			for _, path := range d.Paths {
				if _, set := p.Get(path); !set {
					t.Errorf("%+v: %q names %s, which is not set", x, d.Text, path)
				}
			}
		}
		for leaf := range p.Leaves() {
			named := func(d Derived) bool {
				return slices.ContainsFunc(d.Paths, func(path string) bool {
					rest, within := strings.CutPrefix(leaf.Path(), path)
					return within && (rest == "" || strings.ContainsAny(rest[:1], ".["))
				})
			}
			if leaf.Setting.Kind != Block && !slices.ContainsFunc(derived, named) {
				t.Errorf("%+v: %s has no reason", x, leaf.Path())
			}
		}
	}
}

// Law: an answer that cannot be chosen has the reason of the rule that rejects it,
// and each question has an answer that can, after all answers to those before it.
func TestExpressChoices(t *testing.T) {
	for _, q := range ExpressQuestions {
		for _, o := range q.Options {
			wordtest.Check(t, q.ID, q.Title+" "+q.Help+" "+o.Title+": "+o.Help)
		}
	}
	seen := map[string]string{}
	for _, x := range everyExpress() {
		for _, q := range x.Questions() {
			choices := x.Choices(q)
			if !slices.ContainsFunc(choices, func(c ExpressChoice) bool { return c.Why == "" }) {
				t.Errorf("%+v: no answer to %s", x, q.Title)
			}
			for _, c := range choices {
				if c.Why != "" {
					seen[q.ID+" "+c.Value] = c.Why
				}
			}
		}
	}
	want := map[string]string{
		"account phone": LookupRule("phone-sign-in-needs-sms").Summary,
		"second ON":     LookupRule("mfa-required-with-otp").Summary,
	}
	if !maps.Equal(seen, want) {
		t.Errorf("excluded: %q", seen)
	}
}

// An answer that others exclude becomes the nearest, with a sentence.
func TestExpressChangesAnAnswer(t *testing.T) {
	complete, changed := Express{Who: Staff, Proof: byCode, SecondFactor: On}.Resolve()
	if complete.SecondFactor != Optional || !strings.HasPrefix(changed["second"], "Optional, not Required: While MFA is required, codes by email") {
		t.Errorf("%+v, %v", complete, changed)
	}
	if usual, also := (Express{Who: Staff, Proof: byCode}).Resolve(); usual != complete || also["second"] != changed["second"] {
		t.Errorf("the usual answer becomes %+v, %v", usual, also)
	}
}

func TestExpressDefaults(t *testing.T) {
	for who, want := range map[string]Express{
		"":         {Who: Customers, Account: "email", Proof: "password", SignUp: "open", SecondFactor: Off, App: BrowserApp},
		Staff:      {Who: Staff, Account: "email", Proof: "password", SignUp: "invitation", SecondFactor: On, App: WebServer},
		Machines:   {Who: Machines},
		"nonsense": {Who: Customers, Account: "email", Proof: "password", SignUp: "open", SecondFactor: Off, App: BrowserApp},
	} {
		if got, _ := (Express{Who: who}).Resolve(); got != want {
			t.Errorf("%q: %+v", who, got)
		}
	}
}

// Law: a draft that nobody changed follows other answers in everything, and back.
func TestAnUntouchedDraftFollows(t *testing.T) {
	all := everyExpress()
	for i, x := range all {
		next := all[(i*37+11)%len(all)]
		p, _ := x.Build()
		want, _ := next.Build()
		got := x.Follow(p, next)
		if !got.Equal(want) {
			t.Fatalf("%+v to %+v:\n%s\nwant\n%s", x, next, got.JSON(), want.JSON())
		}
		if back := next.Follow(got, x); !back.Equal(p) {
			t.Fatalf("%+v to %+v and back:\n%s\nwant\n%s", x, next, back.JSON(), p.JSON())
		}
	}
}

// Law: a setting that was changed stays, whatever is answered later; the others follow.
func TestATouchedSettingStays(t *testing.T) {
	x := Express{Name: "shop"}
	next := Express{Name: "shop", Who: Staff, App: MobileApp}
	const groups = "CreateUserPool.UserPoolTags"
	for path, value := range map[string]any{
		atPassword + "MinimumLength":           20,
		atSignUp + "AllowAdminCreateUserOnly":  false,
		"CreateUserPool.DeletionProtection":    "INACTIVE",
		groups:                                 map[string]string{"team": "shop"},
		atCreateMode:                           Optional,
		"CreateUserPoolClient[0].CallbackURLs": []string{"https://shop.example.com/"},
	} {
		p, _ := x.Build()
		if err := p.Set(path, value); err != nil {
			t.Fatal(err)
		}
		if changed := x.Changed(p); changed[path] == strings.HasPrefix(path, "CreateUserPoolClient[") || changed[atTier] {
			t.Errorf("%s: changed are %v", path, changed)
		}
		got := x.Follow(p, next)
		if kept, _ := got.Get(path); !reflect.DeepEqual(kept, value) {
			t.Errorf("%s: %v, want %v", path, kept, value)
		}
		if days, _ := got.Get(atPassword + "TemporaryPasswordValidityDays"); days != 3 {
			t.Errorf("%s: the others do not follow: %v days", path, days)
		}
		if name := deref(got.CreateUserPoolClient[0].ClientName); name != "mobile-app" {
			t.Errorf("%s: the app is %s", path, name)
		}
	}
	p, _ := x.Build()
	p.CreateUserPoolClient[0].IdTokenValidity = new(5)
	if !x.Changed(p)[atClients] {
		t.Error("the app client is not reported as changed")
	}
	if got := x.Follow(p, next); !reflect.DeepEqual(got.CreateUserPoolClient, p.CreateUserPoolClient) {
		t.Errorf("an app client that was changed: %s", got.JSON())
	}
}

// The name of the draft is an answer, and the domain prefix follows it.
func TestExpressTakesTheNameOfTheDraft(t *testing.T) {
	x := Express{}
	p, _ := x.Build()
	p.CreateUserPool.PoolName = new("store")
	p.CreateUserPoolDomain[0].Domain = new(DomainPrefix("store"))
	if of := x.Of(p); of.Name != "store" {
		t.Errorf("the name is %q", of.Name)
	}
	next := Express{Name: "store", Who: Staff}
	want, _ := next.Build()
	if got := x.Follow(p, next); !got.Equal(want) {
		t.Errorf("%s\nwant\n%s", got.JSON(), want.JSON())
	}
}

// touchedValues are another value of a setting, and that it is unset. Names are
// answers.
func touchedValues(l Leaf) []any {
	switch v := l.Value().(type) {
	case bool:
		return []any{!v, nil}
	case int:
		return []any{v + 1, nil}
	case string:
		values := []any{nil}
		for _, o := range l.Setting.Choices {
			if o.Value != v {
				values = append(values, o.Value)
			}
		}
		return values
	case []string:
		return []any{append(slices.Clone(v), "phone_number"), nil}
	default:
		return nil
	}
}

// Law: whichever setting that followed from answers is given another value or is unset
// by hand, it stays so with all other answers, and every other setting of the pool follows.
func TestEveryTouchedSettingStays(t *testing.T) {
	all := everyExpress()
	touched := map[string]bool{}
	for i := 0; i < len(all); i += 7 {
		x, next := all[i], all[(i*37+11)%len(all)]
		before, _ := x.Build()
		will, _ := next.Build()
		for leaf := range before.Leaves() {
			path := leaf.Path()
			if strings.Contains(path, "[") || path == "CreateUserPool.PoolName" {
				continue // app clients are touched as a whole, and the name is an answer
			}
			for _, value := range touchedValues(leaf) {
				p := before.Clone()
				want := will.Clone()
				for _, pool := range []*Pool{p, want} {
					if value == nil {
						pool.Unset(path)
					} else if err := pool.Set(path, value); err != nil {
						t.Fatal(err)
					}
				}
				touched[path] = true
				if !x.Changed(p)[path] {
					t.Errorf("%+v: %s is %v, and is not reported as changed", x, path, value)
				}
				got := x.Follow(p, next)
				of := func(p *Pool) *Pool {
					return &Pool{CreateUserPool: p.CreateUserPool, SetUserPoolMfaConfig: p.SetUserPoolMfaConfig}
				}
				if !of(got).Equal(of(want)) {
					t.Fatalf("%+v to %+v, %s is %v:\n%s\nwant\n%s", x, next, path, value, of(got).JSON(), of(want).JSON())
				}
			}
		}
	}
	if len(touched) < 15 {
		t.Errorf("only %d settings", len(touched))
	}
}
