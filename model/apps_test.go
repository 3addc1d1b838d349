package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// onPlan is a preset on a plan, or nil if the plan lacks what the preset has.
func onPlan(name, tier string) *Pool {
	p := LoadPreset(name)
	p.CreateUserPool.UserPoolTier = nil
	if tier != "" {
		p.CreateUserPool.UserPoolTier = &tier
	}
	if tier == "LITE" && len(p.CreateUserPoolDomain) > 0 {
		p.CreateUserPoolDomain[0].ManagedLoginVersion = new(1)
		p.CreateManagedLoginBranding = nil
	}
	if Count(Check(p), Error) > 0 {
		return nil
	}
	return p
}

// Law: an app of any kind brings no error and no warning to any preset on any
// plan, has a line for its choices, and is removed with all it brought.
func TestAddApp(t *testing.T) {
	for _, preset := range Presets {
		for _, tier := range []string{"LITE", "ESSENTIALS", "PLUS", ""} {
			if onPlan(preset.Name, tier) == nil {
				continue // the plan lacks what the preset has
			}
			for _, first := range append([]Option{{Value: ""}}, Apps...) {
				for _, kind := range Apps {
					for _, pages := range []string{"", OwnPages} {
						t.Run(strings.Join([]string{preset.Name, tier, first.Value, kind.Value, pages}, "/"), func(t *testing.T) {
							p := onPlan(preset.Name, tier)
							known := findingKeys(p)
							AddApp(p, AppPlan{Kind: first.Value})
							before := p.Clone()
							lines := AddApp(p, AppPlan{Kind: kind.Value, Pages: pages})
							for key := range findingKeys(p) {
								if !known[key] {
									t.Errorf("new finding: %s", key)
								}
							}
							if len(lines) < 2 || !slices.Equal(lines, AppChoices(p)) {
								t.Errorf("choices %q, later %q", lines, AppChoices(p))
							}
							if app := RemoveApp(p); app.Kind != kind.Value || !p.Equal(before) {
								t.Errorf("removed %v, left %s", app, p.JSON())
							}
						})
					}
				}
			}
		}
	}
}

// Law: an app has the pages that were chosen, as far as the plan has them and no
// other app uses the domain, without errors; and each choice of pages is the same
// whatever was chosen before.
func TestPagesOfAnApp(t *testing.T) {
	for _, preset := range Presets {
		for _, tier := range []string{"LITE", "ESSENTIALS"} {
			for _, kind := range []string{BrowserApp, MobileApp, WebServer} {
				p := onPlan(preset.Name, tier)
				if p == nil {
					continue
				}
				known := findingKeys(p)
				hadDomain := len(p.CreateUserPoolDomain) > 0 // which keeps its pages while no app uses it
				used := len(p.CreateUserPoolClient) > 0 && len(p.CreateUserPoolClient[0].CallbackURLs) > 0
				first := map[string]string{}
				AddApp(p, AppPlan{Kind: kind})
				for _, pages := range []string{ManagedLogin, ClassicPages, OwnPages, ClassicPages, ManagedLogin, OwnPages, ManagedLogin} {
					app := RemoveApp(p)
					app.Pages = pages
					AddApp(p, app)
					want := pages
					switch {
					case pages == OwnPages:
					case tier == "LITE":
						want = ClassicPages
					case used:
						want = ManagedLogin
					}
					what := strings.Join([]string{preset.Name, tier, kind, pages}, "/")
					if now := RemoveApp(p.Clone()); now.Kind != kind || now.Pages != want {
						t.Errorf("%s: is %v", what, now)
					}
					for key := range findingKeys(p) {
						if !known[key] {
							t.Errorf("%s: new finding: %s", what, key)
						}
					}
					if text := string(p.JSON()); first[pages] != "" && first[pages] != text && !(hadDomain && pages == OwnPages) {
						t.Errorf("%s: differs from before", what)
					} else {
						first[pages] = text
					}
				}
			}
		}
	}
}

// What is answered about an app stays with it, and goes with it to another kind.
func TestAppKeepsAnswers(t *testing.T) {
	p := LoadPreset("email-sign-in")
	AddApp(p, AppPlan{Kind: BrowserApp})
	c := &p.CreateUserPoolClient[0]
	c.CallbackURLs, c.AllowedOAuthScopes = []string{"https://shop.example.com/"}, []string{"openid"}
	app := RemoveApp(p)
	if app.Kind != BrowserApp || !slices.Equal(app.Callbacks, c.CallbackURLs) || app.Logouts != nil {
		t.Errorf("removed %v", app)
	}
	AddApp(p, app.Becomes(WebServer))
	c = &p.CreateUserPoolClient[0]
	if *c.ClientName != "web-server" || c.CallbackURLs[0] != "https://shop.example.com/" || len(c.AllowedOAuthScopes) != 1 || c.LogoutURLs[0] != "http://localhost:3000/" {
		t.Errorf("%s", p.JSON())
	}
	c.CallbackURLs = nil
	if app := RemoveApp(p.Clone()); app.Kind != WebServer {
		t.Errorf("while the URLs are retyped the app is %v", app)
	}
	AddApp(p, RemoveApp(p).Becomes(Machine))
	if scopes := p.CreateUserPoolClient[0].AllowedOAuthScopes; !slices.Equal(scopes, []string{"api/read"}) {
		t.Errorf("a machine with %q", scopes)
	}
}

// findingKeys are the errors and warnings of a pool. One warning about threat
// protection is left out: it is about the pool, and first comes with an app client.
func findingKeys(p *Pool) map[string]bool {
	keys := map[string]bool{}
	for _, f := range Check(p) {
		if f.Severity >= Warning && f.Rule != "threats-without-risk-configuration" {
			keys[fmt.Sprint(f.Rule, " ", f.Settings, " ", f.Message)] = true
		}
	}
	return keys
}

// An app client that was changed is never removed.
func TestRemoveAppKeepsChanges(t *testing.T) {
	changes := map[string]func(*Pool){
		"lifetime": func(p *Pool) { p.CreateUserPoolClient[0].AccessTokenValidity = new(30) },
		"name":     func(p *Pool) { p.CreateUserPoolClient[0].ClientName = new("browser-app-of-mine") },
		"style":    func(p *Pool) { p.CreateManagedLoginBranding = nil },
		"none":     func(p *Pool) { *p = Pool{} },
	}
	for name, change := range changes {
		p := &Pool{}
		AddApp(p, AppPlan{Kind: BrowserApp})
		change(p)
		before := p.Clone()
		if app := RemoveApp(p); app.Kind != "" || !p.Equal(before) {
			t.Errorf("%s: removed %v", name, app)
		}
	}
	p := &Pool{CreateUserPoolDomain: []CreateUserPoolDomain{{Domain: new("mine-7d2")}}}
	AddApp(p, AppPlan{Kind: BrowserApp})
	if RemoveApp(p); len(p.CreateUserPoolDomain) != 1 {
		t.Error("a domain that was there before is gone")
	}
}

func TestAddAppFitsThePool(t *testing.T) {
	arn := "arn:aws:lambda:eu-west-1:123456789012:function:f"
	p := &Pool{}
	p.CreateUserPool.Policies = &Policies{SignInPolicy: &SignInPolicy{AllowedFirstAuthFactors: []string{"PASSWORD", "EMAIL_OTP"}}}
	p.CreateUserPool.LambdaConfig = &LambdaConfig{UserMigration: &arn, DefineAuthChallenge: &arn, CreateAuthChallenge: &arn, VerifyAuthChallengeResponse: &arn}
	for kind, want := range map[string]string{
		BrowserApp: "ALLOW_USER_AUTH ALLOW_USER_SRP_AUTH ALLOW_USER_PASSWORD_AUTH ALLOW_REFRESH_TOKEN_AUTH",
		WebServer:  "ALLOW_USER_AUTH ALLOW_USER_SRP_AUTH ALLOW_ADMIN_USER_PASSWORD_AUTH ALLOW_REFRESH_TOKEN_AUTH",
		BackEnd:    "ALLOW_USER_AUTH ALLOW_ADMIN_USER_PASSWORD_AUTH ALLOW_CUSTOM_AUTH ALLOW_REFRESH_TOKEN_AUTH",
		Machine:    "ALLOW_REFRESH_TOKEN_AUTH",
	} {
		q := p.Clone()
		AddApp(q, AppPlan{Kind: kind})
		c := q.CreateUserPoolClient[0]
		if got := strings.Join(c.ExplicitAuthFlows, " "); got != want {
			t.Errorf("%s: flows %s", kind, got)
		}
		if secret := isTrue(c.GenerateSecret); secret == (kind == BrowserApp) {
			t.Errorf("%s: secret %v", kind, secret)
		}
	}
	if AddApp(p, AppPlan{Kind: "none"}) != nil || len(p.CreateUserPoolClient) > 0 {
		t.Error("an app of no kind")
	}
}

func TestDomainPrefix(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range []string{"", "shop", "My Shop", "shop customers!", "AWS cognito-pool", "newcognito", "日本", "-a-", strings.Repeat("long-name-", 20)} {
		prefix := DomainPrefix(name)
		s := byPath[atDomain]
		if word, _ := reservedWord(prefix); word != "" || s.breaks(prefix) || len(prefix) > s.Max || seen[prefix] || prefix != DomainPrefix(name) {
			t.Errorf("%q: %q", name, prefix)
		}
		seen[prefix] = true
	}
}

// The presets with an app have what AddApp adds to a pool, and nothing else of it.
func TestPresetsAgreeWithAddApp(t *testing.T) {
	want := map[string]string{
		"web-app": BrowserApp, "mobile-app": MobileApp, "server-app": WebServer,
		"machine-to-machine": Machine, "social-sign-in": BrowserApp, "saml-staff": WebServer,
	}
	for _, preset := range Presets {
		p := LoadPreset(preset.Name)
		if kind := RemoveApp(p).Kind; kind != want[preset.Name] || len(p.CreateUserPoolClient) > 0 {
			t.Errorf("%s: app %q, want %q", preset.Name, kind, want[preset.Name])
		}
	}
}

// A provider that starts from a template has all that its type requires, and no
// secret.
func TestProviderTemplates(t *testing.T) {
	for _, o := range byPath[atType].Choices {
		p := &Pool{CreateIdentityProvider: []CreateIdentityProvider{ProviderTemplate(&Pool{}, o.Value)}}
		p.CreateUserPool.PoolName = new("shop")
		AddApp(p, AppPlan{Kind: BrowserApp})
		for _, f := range Check(p) {
			if f.Severity == Error {
				t.Errorf("%s: %s: %s", o.Value, f.Rule, f.Message)
			}
		}
		for key, value := range p.CreateIdentityProvider[0].ProviderDetails {
			if slices.Contains(secretDetails, key) && !IsSecretReference(value) {
				t.Errorf("%s: %s is %q", o.Value, key, value)
			}
		}
	}
}

// Another prefix differs from the one that is taken and from those that others are
// offered, and can be a prefix.
func TestOtherPrefix(t *testing.T) {
	seen := map[string]bool{}
	s := Lookup(atDomain)
	for _, taken := range []string{"shop", "shop-auth", "shop-3fa2b1", strings.Repeat("a", 63), DomainPrefix("")} {
		for _, salt := range []string{"eu-west-1_A", "eu-west-1_B"} {
			prefix := OtherPrefix(taken, salt)
			if s.breaks(prefix) || len(prefix) > s.Max || seen[prefix] || prefix == taken {
				t.Errorf("%s for %s", prefix, taken)
			}
			seen[prefix] = true
		}
	}
	if prefix := OtherPrefix("shop-3fa2b1", "x"); len(prefix) != len("shop-3fa2b1") || !strings.HasPrefix(prefix, "shop-") {
		t.Errorf("the digits are not replaced: %s", prefix)
	}
}

// With a seed of its own, a machine proposes prefixes of its own, also in presets,
// and an app that was added can still be removed.
func TestSeedPrefixes(t *testing.T) {
	defer SeedPrefixes("")
	seen := map[string]bool{}
	for _, seed := range []string{"", "one", "two"} {
		SeedPrefixes(seed)
		prefix := DomainPrefix("shop")
		inPreset := *LoadPreset("web-app").CreateUserPoolDomain[0].Domain
		if seen[prefix] || seen[inPreset] || Lookup(atDomain).breaks(prefix) {
			t.Errorf("%s, %s", prefix, inPreset)
		}
		seen[prefix], seen[inPreset] = true, true
		p := &Pool{CreateUserPool: CreateUserPool{PoolName: new("shop")}}
		AddApp(p, AppPlan{Kind: BrowserApp})
		if RemoveApp(p); len(p.CreateUserPoolClient)+len(p.CreateUserPoolDomain) > 0 {
			t.Errorf("%q: left is %s", seed, p.JSON())
		}
	}
}
