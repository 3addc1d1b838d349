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
			if _, set := p.Get(d.Paths[0]); !set {
				t.Errorf("%+v: %q names %s, which is not set", x, d.Text, d.Paths[0])
			}
			for _, path := range d.Paths {
				if Lookup(path) == nil {
					t.Errorf("%+v: %q names %s, which does not exist", x, d.Text, path)
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
			if leaf.Setting.Kind != Block && leaf.Setting.Kind != List && !slices.ContainsFunc(derived, named) {
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
		got, _ := x.Follow(p, next)
		if !got.Equal(want) {
			t.Fatalf("%+v to %+v:\n%s\nwant\n%s", x, next, got.JSON(), want.JSON())
		}
		if back, _ := next.Follow(got, x); !back.Equal(p) {
			t.Fatalf("%+v to %+v and back:\n%s\nwant\n%s", x, next, back.JSON(), p.JSON())
		}
	}
}

// kept are the texts of what stays as it was changed.
func kept(derived []Derived) []string {
	var texts []string
	for _, d := range derived {
		if d.Kept {
			texts = append(texts, d.Text)
		}
	}
	return texts
}

// Law: a setting that was changed stays, whatever is answered later; the others follow.
func TestATouchedSettingStays(t *testing.T) {
	x := Express{Name: "shop"}
	next := Express{Name: "shop", Who: Staff, App: MobileApp}
	for _, test := range []struct {
		path  string
		value any
		kept  string // the first words of what is reported as kept
	}{
		{atPassword + "MinimumLength", 20, "14 characters or more"},
		{atSignUp + "AllowAdminCreateUserOnly", false, "Administrators create accounts"},
		{"CreateUserPool.DeletionProtection", "INACTIVE", "Deletion protection on"},
		{"CreateUserPool.UserPoolTags", map[string]string{"team": "shop"}, ""},
		{atCreateMode, Optional, "MFA required"},
		{"CreateUserPoolClient[0].CallbackURLs", []string{"https://shop.example.com/"}, ""},
		{"CreateUserPoolClient[0].IdTokenValidity", 30, "Access and ID tokens"},
		{"CreateUserPoolClient[0].PreventUserExistenceErrors", "LEGACY", "Errors do not tell"},
		{"CreateUserPoolClient[0].GenerateSecret", true, "App client mobile-app"},
	} {
		p, _ := x.Build()
		if err := p.Set(test.path, test.value); err != nil {
			t.Fatal(err)
		}
		got, derived := x.Follow(p, next)
		if value, _ := got.Get(test.path); !reflect.DeepEqual(value, test.value) {
			t.Errorf("%s: %v, want %v", test.path, value, test.value)
		}
		if days, _ := got.Get(atPassword + "TemporaryPasswordValidityDays"); days != 3 {
			t.Errorf("%s: the others do not follow: %v days", test.path, days)
		}
		if name := deref(got.CreateUserPoolClient[0].ClientName); name != "mobile-app" {
			t.Errorf("%s: the app is %s", test.path, name)
		}
		if texts := kept(derived); len(texts) > 1 || test.kept != "" != (len(texts) == 1) || !strings.HasPrefix(strings.Join(texts, ""), test.kept) {
			t.Errorf("%s: kept are %q", test.path, texts)
		}
		if slices.ContainsFunc(derived, func(d Derived) bool { return strings.HasPrefix(d.Text, "Callback URL") }) != (test.path != "CreateUserPoolClient[0].CallbackURLs") {
			t.Errorf("%s: what follows is %v", test.path, derived)
		}
	}
}

// An app client that was renamed or removed, or that was changed when no app is to
// follow, stays as a whole with what it needs; the name of the pool is still an answer.
func TestATouchedClientStays(t *testing.T) {
	for name, touch := range map[string]func(*Pool){
		"changed": func(p *Pool) { p.CreateUserPoolClient[0].IdTokenValidity = new(5) },
		"renamed": func(p *Pool) {
			p.CreateUserPoolClient[0].ClientName = new("web")
			p.Rename("CreateUserPoolClient[0].ClientName", "browser-app", "web")
		},
		"removed": func(p *Pool) { p.CreateUserPoolClient, p.CreateManagedLoginBranding = nil, nil },
		"another": func(p *Pool) { AddApp(p, AppPlan{Kind: MobileApp}) }, // has the name of the one that would follow
	} {
		x := Express{Name: "shop"}
		for _, next := range []Express{{Name: "store", App: MobileApp}, {Name: "store", Who: Machines}, {Name: "store", App: noAppYet}} {
			p, _ := x.Build()
			touch(p)
			if name == "another" && next.App != MobileApp || name == "changed" && next.App != noAppYet {
				continue
			}
			want := p.Clone()
			want.CreateUserPool.PoolName = new("store")
			want.CreateUserPoolDomain[0].Domain = new(DomainPrefix("store"))
			got, derived := x.Follow(p, next)
			for _, path := range []string{atClients, atBranding, atDomains, "CreateResourceServer"} {
				if !want.has(got, path) || !got.has(want, path) {
					t.Errorf("%s, %+v: %s changed:\n%s", name, next, path, got.JSON())
				}
			}
			hasLine := slices.ContainsFunc(kept(derived), func(text string) bool { return strings.HasPrefix(text, "App client") })
			if hasLine != (next.App != noAppYet) {
				t.Errorf("%s, %+v: kept are %q", name, next, kept(derived))
			}
		}
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
	if got, _ := x.Follow(p, next); !got.Equal(want) {
		t.Errorf("%s\nwant\n%s", got.JSON(), want.JSON())
	}
	p.CreateUserPool.PoolName = nil
	next.Name = ""
	if got, _ := x.Follow(p, next); deref(got.CreateUserPool.PoolName) != "my-staff" {
		t.Errorf("a name that was removed is %q", deref(got.CreateUserPool.PoolName))
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

// aboutApps are the settings of an app client that the questions about an app ask for.
// Their answers go where another kind of app has none.
var aboutApps = map[string]bool{
	"CreateUserPoolClient[].CallbackURLs": true, "CreateUserPoolClient[].LogoutURLs": true,
	"CreateUserPoolClient[].SupportedIdentityProviders": true, "CreateUserPoolClient[].AllowedOAuthScopes": true,
}

// Law: whichever setting that followed from answers is given another value or is unset
// by hand, it stays so with all other answers, and everything else follows: also the
// app client, whatever it would be with the setting as it is now.
func TestEveryTouchedSettingStays(t *testing.T) {
	all := everyExpress()
	touched := map[string]bool{}
	for i := 0; i < len(all); i += 19 {
		x, next := all[i], all[(i*37+11)%len(all)]
		before, _ := x.Build()
		will, _ := next.Build()
		for leaf := range before.Leaves() {
			path := leaf.Path()
			inClient := strings.HasPrefix(path, "CreateUserPoolClient[0].") && len(will.CreateUserPoolClient) > 0
			if strings.Contains(path, "[") && !inClient || strings.HasSuffix(path, "Name") {
				continue // names are answers, and other items are touched as a whole
			}
			for _, value := range touchedValues(leaf) {
				p := before.Clone()
				want := will.Clone()
				pools := []*Pool{p, want}
				if _, has := will.Get(path); inClient && value != nil && aboutApps[leaf.Setting.Path] && (!has || (x.Who == Machines) != (next.Who == Machines)) {
					pools = pools[:1]
				}
				for _, pool := range pools {
					if value == nil {
						pool.Unset(path)
					} else if err := pool.Set(path, value); err != nil {
						t.Fatal(err)
					}
				}
				touched[path] = true
				got, _ := x.Follow(p, next)
				if !got.Equal(want) {
					t.Fatalf("%+v to %+v, %s is %v:\n%s\nwant\n%s", x, next, path, value, got.JSON(), want.JSON())
				}
				if will.has(got, path) {
					continue // it is no longer known that it was touched
				}
				if back, _ := next.Follow(got, x); !back.Equal(p) {
					t.Fatalf("%+v to %+v and back, %s is %v:\n%s\nwant\n%s", x, next, path, value, back.JSON(), p.JSON())
				}
			}
		}
	}
	if len(touched) < 30 {
		t.Errorf("only %d settings", len(touched))
	}
}

// Law: an app client that nobody touched is the one of the new answers, whatever else
// was added to the draft or changed in it, and nothing refers to a client that is gone.
func TestTheAppClientFollows(t *testing.T) {
	const function = "arn:aws:lambda:eu-west-1:123456789012:function:f"
	touches := map[string]func(*Pool){
		"plan LITE":      func(p *Pool) { p.CreateUserPool.UserPoolTier = new("LITE") },
		"plan PLUS":      func(p *Pool) { p.CreateUserPool.UserPoolTier = new("PLUS") },
		"first factors":  func(p *Pool) { p.Set(atFirstFactors, []string{"PASSWORD", "WEB_AUTHN", "EMAIL_OTP"}) },
		"MFA":            func(p *Pool) { p.CreateUserPool.MfaConfiguration = new(Optional) },
		"user migration": func(p *Pool) { p.CreateUserPool.LambdaConfig = &LambdaConfig{UserMigration: new(function)} },
		"an attribute": func(p *Pool) {
			p.CreateUserPool.Schema = append(p.CreateUserPool.Schema, Attribute{Name: new("plan"), AttributeDataType: new("String"), Mutable: new(true)})
		},
		"a provider": func(p *Pool) {
			p.CreateIdentityProvider = []CreateIdentityProvider{{ProviderName: new("Google"), ProviderType: new("Google")}}
		},
		"the domain": func(p *Pool) {
			p.CreateUserPoolDomain = []CreateUserPoolDomain{{Domain: new("sign-in"), ManagedLoginVersion: new(1)}}
		},
		"the style": func(p *Pool) {
			if len(p.CreateUserPoolClient) > 0 {
				p.CreateManagedLoginBranding = []CreateManagedLoginBranding{{ClientId: p.CreateUserPoolClient[0].ClientName, Settings: new(JSONObject(`{"a":1}`))}}
			}
		},
		"no style": func(p *Pool) { p.CreateManagedLoginBranding = nil },
		"the resource server": func(p *Pool) {
			if len(p.CreateResourceServer) > 0 {
				p.CreateResourceServer[0].Name = new("Orders")
			}
		},
		"risks": func(p *Pool) {
			if len(p.CreateUserPoolClient) > 0 {
				p.SetRiskConfiguration = []SetRiskConfiguration{{ClientId: p.CreateUserPoolClient[0].ClientName}}
			}
		},
	}
	all := everyExpress()
	for name, touch := range touches {
		for i := 0; i < len(all); i += 11 {
			x, next := all[i], all[(i*37+11)%len(all)]
			p, _ := x.Build()
			want, _ := next.Build()
			touch(p)
			got, _ := x.Follow(p, next)
			if !reflect.DeepEqual(got.CreateUserPoolClient, want.CreateUserPoolClient) {
				t.Fatalf("%+v to %+v, %s was changed:\n%s\nwant the app client of\n%s", x, next, name, got.JSON(), want.JSON())
			}
			if back, _ := next.Follow(got, x); !reflect.DeepEqual(back.CreateUserPoolClient, p.CreateUserPoolClient) {
				t.Fatalf("%+v to %+v and back, %s was changed:\n%s", x, next, name, back.JSON())
			}
			if len(got.CreateUserPoolClient) == 0 {
				continue // what refers to it is reported, as for any client that is deleted
			}
			for _, id := range []string{"CreateManagedLoginBranding[0].ClientId", "SetRiskConfiguration[0].ClientId"} {
				if client, set := got.Get(id); set && client != deref(got.CreateUserPoolClient[0].ClientName) {
					t.Errorf("%+v to %+v, %s was changed: %s is %v", x, next, name, id, client)
				}
			}
		}
	}
}

// A second app client stays, and the first one follows.
func TestTheAppClientFollowsBesideAnother(t *testing.T) {
	x, next := Express{}, Express{Proof: byPasskey, App: WebServer}
	p, _ := x.Build()
	AddApp(p, AppPlan{Kind: BackEnd})
	other := p.CreateUserPoolClient[1]
	got, _ := x.Follow(p, next)
	want, _ := next.Build()
	if !reflect.DeepEqual(got.CreateUserPoolClient, append(want.CreateUserPoolClient, other)) {
		t.Errorf("%s", got.JSON())
	}
	for _, kind := range []string{MobileApp, Machine} {
		for _, x := range []Express{{}, {Who: Machines}} {
			p, _ := x.Build()
			AddApp(p, AppPlan{Kind: kind})
			name := deref(p.CreateUserPoolClient[1].ClientName)
			p.CreateUserPoolClient[1].ClientName = new("mine")
			p.Rename("CreateUserPoolClient[1].ClientName", name, "mine")
			got, _ := x.Follow(p, Express{App: noAppYet})
			if len(got.CreateUserPoolClient) != 1 || len(got.CreateUserPoolDomain) != 1 || len(got.CreateResourceServer) != len(p.CreateResourceServer) && kind == Machine {
				t.Errorf("what %s needs does not stay: %s", kind, got.JSON())
			}
			for _, b := range got.CreateManagedLoginBranding {
				if deref(b.ClientId) != "mine" {
					t.Errorf("a style of the client %s stays", deref(b.ClientId))
				}
			}
		}
	}
}

// The scopes of an API stay while another app client has one, in whatever flow.
func TestScopesOfAnotherClientStay(t *testing.T) {
	x := Express{Who: Machines}
	p, _ := x.Build()
	scope := machineScope(p)
	AddApp(p, AppPlan{Kind: WebServer})
	other := &p.CreateUserPoolClient[1]
	other.ClientName, other.AllowedOAuthScopes = new("mine"), append(other.AllowedOAuthScopes, scope)
	got, _ := x.Follow(p, Express{Who: Staff})
	if len(got.CreateResourceServer) != 1 {
		t.Errorf("the scope %s is gone: %s", scope, got.JSON())
	}
}

// Pages that were chosen for the app, and what was answered about it, go with it.
func TestAnswersAboutTheAppFollow(t *testing.T) {
	for _, pages := range []string{ClassicPages, OwnPages} {
		x, next := Express{}, Express{Proof: byPasskey, App: MobileApp}
		p, _ := x.Build()
		app := RemoveApp(p)
		app.Pages, app.Logouts = pages, []string{"https://shop.example.com/bye"}
		AddApp(p, app)
		want, _ := next.Build()
		RemoveApp(want)
		AddApp(want, app.Becomes(MobileApp))
		if got, _ := x.Follow(p, next); !got.Equal(want) {
			t.Errorf("%s:\n%s\nwant\n%s", pages, got.JSON(), want.JSON())
		}
	}
}
