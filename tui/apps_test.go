package tui

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

const (
	clientSecretPath = "CreateUserPoolClient[0].ClientSecret"
	googleSecretPath = "CreateIdentityProvider[0].ProviderDetails[client_secret]"
)

// One answer adds an app client and what it needs, and says what it chose. Another
// answer replaces it until it was changed.
func TestTheAppQuestionAddsAnApp(t *testing.T) {
	d := open(t, preset(t, "email-sign-in"))
	d.run(d.w.openStep(stepIndex("app")))
	before := string(d.w.Pool().JSON())
	d.sees("▸ What is the app?", "> None yet").press("b")
	d.sees("> Browser app", "+ App client browser-app, without a secret")
	d.press("right").sees("> Mobile app", "+ App client mobile-app").press("left", "left").sees("> None yet")
	if after := string(d.w.Pool().JSON()); after != before {
		t.Errorf("no app is not as before: %s", after)
	}
	d.press("b").run(d.w.jump("CreateUserPoolClient[0].ClientName"))
	d.sees("▸ App client name").typed("-of-shop").press("esc").sees("▸ browser-app-of-shop").press("down", "down")
	d.sees("▸ Another app?", "> None yet").press("m", "m").sees("> Machine")
	var names []string
	for _, c := range d.w.Pool().CreateUserPoolClient {
		names = append(names, *c.ClientName)
	}
	if got := strings.Join(names, " "); got != "browser-app-of-shop machine" {
		t.Errorf("app clients %s", got)
	}
	d.sees("✓ no errors")
	if style := d.w.Pool().CreateManagedLoginBranding[0].ClientId; *style != "browser-app-of-shop" {
		t.Errorf("the style of %s", *style)
	}
	d.press("ctrl+z").sees("> None yet", "browser-app-of-shop")
}

// Who wants only the pool passes the app with one key, and the steps that follow
// with none.
func TestOptionalStepsArePassed(t *testing.T) {
	d := open(t, preset(t, "email-sign-in"))
	d.run(d.w.openStep(stepIndex("app")))
	next := "Review"
	if after := stepIndex("groups") + 1; after < len(forms.Steps) { // a step of a test operation
		next = forms.Steps[after].Title
	}
	d.sees("enter skip to " + next).press("enter").sees("4 optional steps skipped").press("esc").sees("▸ What is the app?")
	d.press("ctrl+n").sees("16 Sign-in pages", "Domains").press("ctrl+n").sees("17 Providers")

	d = open(t, preset(t, "web-app"))
	d.run(d.w.openStep(stepIndex("sign-in-pages")))
	d.press("down", "down", "down", "down").sees("3 optional steps skipped")
}

// A secret field takes the name of a variable. Anything else leaves no trace: not
// on the screen, in the pool, in what undo remembers or in drafts.
func TestSecretsAreNeverKept(t *testing.T) {
	const planted = "GOCSPX-Planted-Secret-1234567890"
	deliver := map[string]func(*driver){
		"pasted":            func(d *driver) { d.send(tea.PasteMsg{Content: planted}) },
		"typed":             func(d *driver) { d.typed(planted) },
		"typed in a burst":  func(d *driver) { d.typed("GOCS"); d.run(d.w.pass(tea.PasteMsg{Content: planted[4:]})); d.typed("ABC") },
		"after a good name": func(d *driver) { d.typed("GOOD_NAME"); d.send(tea.PasteMsg{Content: planted}) },
	}
	for _, path := range []string{clientSecretPath, googleSecretPath} {
		for name, give := range deliver {
			t.Run(path+"/"+name, func(t *testing.T) {
				d := open(t, secretPool(t))
				d.run(d.w.jump(path))
				if d.w.editor == nil || !d.w.rows()[d.w.focus].field.IsSecret() {
					t.Fatalf("no secret field:\n%s", d.screen())
				}
				d.press("ctrl+u")
				give(d)
				d.sees("not the name of an environment variable")
				seen := d.screen() + string(d.w.Pool().JSON()) + fmt.Sprint(d.w.answers.Unparsed)
				for _, s := range d.w.history.undo {
					seen += string(s.answers.Pool.JSON()) + fmt.Sprint(s.answers.Unparsed)
				}
				if n := len(d.drafts); n > 0 {
					seen += d.drafts[n-1] // which replaces those before
				}
				for _, part := range []string{"GOCSPX", "Planted", "Secret-", "1234567890"} {
					if strings.Contains(seen, part) {
						t.Errorf("%s is kept", part)
					}
				}
				d.press("backspace").typed("OTHER_SECRET").seesNot("not the name of")
				if v, _ := d.w.Pool().Get(path); v != "${env:OTHER_SECRET}" {
					t.Errorf("stored %v", v)
				}
				d.press("ctrl+u").send(tea.PasteMsg{Content: "${env:PASTED_SECRET}"})
				if v, _ := d.w.Pool().Get(path); v != "${env:PASTED_SECRET}" {
					t.Errorf("stored %v", v)
				}
			})
		}
	}
}

func secretPool(t *testing.T) *model.Pool {
	p := preset(t, "social-sign-in")
	p.CreateUserPoolClient[0].ClientSecret = new("${env:CLIENT_SECRET}")
	return p
}

// The line-by-line mode asks the same questions: what the app is, and the names of
// variables for secrets.
func TestAccessibleApp(t *testing.T) {
	d := open(t, preset(t, "email-sign-in"))
	pool, out, err := spoken(t, d, nil, "review", "app", "machine", "review", "done")
	says(t, out, "What is the app?", "Added: Client credentials with the scope api/read.")
	want := preset(t, "email-sign-in")
	model.AddApp(want, model.AppPlan{Kind: model.Machine})
	if err != nil || !pool.Equal(want) {
		t.Errorf("%v\n%s", err, out)
	}

	d = open(t, preset(t, "email-sign-in"))
	_, out, _ = spoken(t, d, nil, "review", "app", "", "leave")
	says(t, out, "Optional step 16 skipped: Sign-in pages. At the review, answer 16 to open it.", "Optional step 19 skipped", "Review.")
}

// A style is a JSON object; a text that is none is kept as it was typed.
func TestJSONSettings(t *testing.T) {
	const path = "CreateManagedLoginBranding[0].Settings"
	p := preset(t, "web-app")
	p.CreateManagedLoginBranding[0].UseCognitoProvidedValues = nil
	d := open(t, p)
	d.run(d.w.jump(path))
	d.typed(`{"a": `)
	if f := d.w.answers.Findings()[0]; !strings.Contains(f.Message, "is not a JSON object") {
		t.Errorf("finding %q", f.Message)
	}
	d.press("up", "down").typed("1}")
	if v, _ := d.w.Pool().Get(path); fmt.Sprint(v) != `{"a":1}` {
		t.Errorf("stored %v\n%s", v, d.screen())
	}
}

// A provider starts with what its type requires, and keeps what was typed.
func TestProviderStarts(t *testing.T) {
	d := open(t, preset(t, "email-sign-in"))
	d.run(d.w.openStep(stepIndex("providers")))
	d.press("a").sees("▸ Provider type").press("g", "right").sees("> Sign in with Apple").press("g")
	p := d.w.Pool().CreateIdentityProvider[0]
	if *p.ProviderName != "Google" || p.ProviderDetails["client_secret"] != "${env:GOOGLE_CLIENT_SECRET}" || p.AttributeMapping["email"] != "email" {
		t.Errorf("%s", d.w.Pool().JSON())
	}
	d.w.Pool().CreateIdentityProvider[0].ProviderDetails["client_id"] = "mine"
	d.press("right")
	if got := d.w.Pool().CreateIdentityProvider[0].ProviderDetails["client_id"]; got != "mine" {
		t.Errorf("client_id %q after another type", got)
	}
}

// A click in the list opens the step that is in the row, also where folded steps
// share one.
func TestClickOpensTheStepOfItsRow(t *testing.T) {
	for _, name := range []string{"email-sign-in", "web-app"} {
		for _, height := range []int{14, 24, 40} {
			d := open(t, preset(t, name))
			d.resize(100, height)
			for y, line := range strings.Split(d.screen(), "\n") {
				label := []rune(line)
				if len(label) < 22 || y == 0 || y >= height-2 {
					continue
				}
				var number int
				if n, _ := fmt.Sscanf(strings.TrimLeft(string(label[:22]), " ▸✓·–✗"), "%d ", &number); n == 0 || strings.Contains(line, "more, optional") {
					continue
				}
				d.run(d.w.openStep(0))
				d.send(tea.MouseClickMsg{X: 3, Y: y, Button: tea.MouseLeft})
				if d.w.step+1 != number {
					t.Errorf("%s, height %d: a click on %q opens step %d", name, height, line, d.w.step+1)
				}
			}
		}
	}
}

const (
	offeredPath = "CreateUserPoolClient[0].SupportedIdentityProviders"
	askedPath   = "CreateUserPoolClient[0].AllowedOAuthScopes"
	stylePath   = "CreateManagedLoginBranding[0].ClientId"
)

// referencesPool has two app clients, a provider and an API.
func referencesPool(t *testing.T) *model.Pool {
	p := preset(t, "social-sign-in")
	model.AddApp(p, model.AppPlan{Kind: model.Machine})
	return p
}

// A setting that refers to others offers what the draft has, and takes other values
// with a key.
func TestReferencesAreChosen(t *testing.T) {
	d := open(t, referencesPool(t))
	d.resize(100, 40)
	members := func(path, want string) {
		t.Helper()
		v, _ := d.w.Pool().Get(path)
		if got := fmt.Sprint(v); got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
	d.run(d.w.jump(offeredPath))
	d.sees("[x] COGNITO", "[x] Google", "ctrl+k type another value").press("down", "space")
	members(offeredPath, "[COGNITO]")
	d.press("space")

	d.run(d.w.jump(askedPath))
	d.sees("[x] openid", "[ ] phone", "[ ] api/read").press("end", "space")
	members(askedPath, "[openid email profile api/read]")
	d.press("ctrl+k").sees("ctrl+k choose from the draft").typed("\n").press("alt+enter").typed("api/write")
	members(askedPath, "[openid email profile api/read api/write]")
	d.press("ctrl+k").sees("[x] api/write (not in the draft)").press("end", "space")
	members(askedPath, "[openid email profile api/read]")

	d.run(d.w.jump(stylePath))
	d.sees("> browser-app").press("right").sees("> machine")
	members(stylePath, "machine")
	d.press("ctrl+k").press("ctrl+u").typed("other").press("down", "up").sees("> other (not in the draft)").press("b")
	members(stylePath, "browser-app")
}

// Moving about where references are offered changes nothing.
func TestLookingAtReferencesChangesNothing(t *testing.T) {
	p := referencesPool(t)
	p.CreateUserPoolClient[0].AllowedOAuthScopes = []string{"profile", "openid", "unheard/of", "openid"}
	d := open(t, p)
	before := string(d.w.Pool().JSON())
	for _, path := range []string{offeredPath, askedPath, stylePath} {
		d.run(d.w.jump(path))
		d.press("down", "down", "down", "up", "up", "up", "up", "ctrl+k", "down", "up", "ctrl+k", "enter", "esc")
	}
	if after := string(d.w.Pool().JSON()); after != before {
		t.Errorf("changed to %s", after)
	}
}

// The line-by-line mode offers the same values, and takes others.
func TestAccessibleReferences(t *testing.T) {
	for answer, want := range map[string]string{
		"openid, api/read":        "[openid api/read]",
		"1, 6":                    "[openid api/read]",
		"openid\\|api/write":      "[openid api/write]",
		"https://api.example/all": "[https://api.example/all]",
		"9|openid":                "[openid]", // a slip is asked again
	} {
		d := open(t, referencesPool(t))
		lines := append([]string{"review", "app", "", "", "edit 1", "", "", "", "", ""}, strings.Split(answer, "|")...)
		pool, out, err := spoken(t, d, nil, append(lines, "review", "done")...)
		if err != nil {
			t.Fatalf("%q: %v\n%s", answer, err, out)
		}
		if got := fmt.Sprint(pool.CreateUserPoolClient[0].AllowedOAuthScopes); got != want {
			t.Errorf("%q gives %s, want %s\n%s", answer, got, want, out)
		}
	}
}

// After the kind of app come its pages, its URLs, providers and scopes. What was
// answered stays when the kind changes.
func TestTheQuestionsAboutAnApp(t *testing.T) {
	d := open(t, preset(t, "email-sign-in"))
	d.resize(100, 50)
	d.run(d.w.openStep(stepIndex("app")))
	d.press("b", "enter").sees("▸ Which sign-in pages?", "> Managed login", "+ Domain prefix my-user-pool-")
	d.press("right").sees("> Classic hosted pages", "with the classic hosted pages").press("right").sees("> Your own pages", "no domain")
	if p := d.w.Pool(); len(p.CreateUserPoolDomain)+len(p.CreateManagedLoginBranding) != 0 || p.CreateUserPoolClient[0].CallbackURLs != nil {
		t.Errorf("own pages have %s", p.JSON())
	}
	d.seesNot("Callback URLs").press("right", "enter").sees("▸ Callback URLs")
	d.press("ctrl+u").send(tea.PasteMsg{Content: "https://a.example.com/\nhttps://b.example.com/cb\r\n"})
	d.sees("2 of 100")
	d.press("enter").sees("▸ Logout URLs").press("enter").sees("▸ Offered identity providers", "[x] COGNITO").press("enter").sees("▸ OAuth scopes")
	d.press("enter").sees("▸ browser-app · sign-in pages")
	d.press("home", "up", "up", "up", "up", "up", "up")
	for !strings.Contains(d.screen(), "▸ What is the app?") {
		d.press("shift+tab")
	}
	d.sees("> Browser app").press("w").sees("> Web server")
	c := d.w.Pool().CreateUserPoolClient
	if got := strings.Join(c[0].CallbackURLs, " "); len(c) != 1 || got != "https://a.example.com/ https://b.example.com/cb" {
		t.Errorf("callback URLs %s\n%s", got, d.w.Pool().JSON())
	}
	d.run(d.w.openStep(stepIndex("app")))
	d.press("n", "enter").sees("Review")
	if p := d.w.Pool(); p.CreateUserPoolClient != nil {
		t.Errorf("no app is %s", p.JSON())
	}
}

// The error of a question about an app is under it.
func TestErrorsOfTheQuestionsAboutAnApp(t *testing.T) {
	d := open(t, preset(t, "web-app"))
	d.run(d.w.jump("CreateUserPoolClient[0].CallbackURLs"))
	d.sees("▸ Callback URLs").press("ctrl+u").typed("http://shop.example.com/").press("enter")
	d.sees("✗ The app client \"browser-app\"")
}

// A search goes into the only item of a list, and to the list where there are more.
func TestSearchGoesIntoTheOnlyItem(t *testing.T) {
	for pool, want := range map[*model.Pool]string{
		preset(t, "web-app"):   "▸ Access token lifetime",
		referencesPool(t):      "▸ Add to App clients",
		preset(t, "staff-mfa"): "▸ What is the app?",
	} {
		d := open(t, pool)
		d.press("ctrl+f").typed("access token lifetime").press("enter").sees(want)
	}
}

// A provider that is added is offered by the apps that offer all of them, has
// mappings for the required attributes, and shows no error before it was filled in.
func TestAddingAProvider(t *testing.T) {
	p := preset(t, "web-app")
	p.CreateUserPool.Schema = append(p.CreateUserPool.Schema, model.Attribute{Name: new("given_name"), Required: new(true), AttributeDataType: new("String"), Mutable: new(true)})
	d := open(t, p)
	d.resize(100, 40)
	d.run(d.w.openStep(stepIndex("providers")))
	d.press("a").sees("▸ Provider type").seesNot("✗").press("s", "s")
	d.press("right").sees("> Not set").press("g")
	provider, client := d.w.Pool().CreateIdentityProvider[0], d.w.Pool().CreateUserPoolClient[0]
	if got := fmt.Sprint(client.SupportedIdentityProviders); got != "[COGNITO Google]" || provider.AttributeMapping["given_name"] != "given_name" {
		t.Errorf("offered %s, mapping %v", got, provider.AttributeMapping)
	}
	d.press("right").sees("> Sign in with Apple")
	if got := fmt.Sprint(d.w.Pool().CreateUserPoolClient[0].SupportedIdentityProviders); got != "[COGNITO SignInWithApple]" {
		t.Errorf("offered %s", got)
	}
	d.press("g", "enter", "enter", "down").sees("▸ client_id = ").press("enter").sees("▸ Value")
}

// The page of a provider says that a mapped attribute must be mutable, and leads to
// where it is set.
func TestAMappedAttributeMustBeMutable(t *testing.T) {
	p := preset(t, "social-sign-in")
	p.CreateUserPool.Schema = append(p.CreateUserPool.Schema, model.Attribute{Name: new("team"), AttributeDataType: new("String"), Mutable: new(false)})
	p.CreateIdentityProvider[0].AttributeMapping["custom:team"] = "hd"
	d := open(t, p)
	d.resize(100, 40)
	d.run(d.w.jump("CreateIdentityProvider[0].AttributeMapping"))
	d.sees("▸ Add to Attribute mapping", "maps a claim to custom:team, which is not mutable", "ctrl+g: go to Mutable")
	d.press("ctrl+g").sees("▸ Mutable ◆").press("y").press("esc").sees("▸ Add to Attribute mapping").seesNot("not mutable")
}

// A second app leaves the first as it is, and has the questions of its own.
func TestAnotherApp(t *testing.T) {
	d := open(t, preset(t, "web-app"))
	d.resize(100, 40)
	first := d.w.Pool().CreateUserPoolClient[0]
	d.run(d.w.openStep(stepIndex("app")))
	d.run(d.w.toEndOf(stepIndex("app")))
	d.sees("▸ Another app?", "> None yet").press("m").sees("▸ Another app?", "> Mobile app", "+ App client mobile-app")
	d.press("m").sees("> Machine").press("m").sees("> Mobile app").press("enter").sees("▸ Which sign-in pages?").press("enter").sees("▸ Callback URLs", "myapp://callback")
	clients := d.w.Pool().CreateUserPoolClient
	if len(clients) != 2 || !reflect.DeepEqual(clients[0], first) {
		t.Errorf("%s", d.w.Pool().JSON())
	}
	d = open(t, preset(t, "web-app"))
	_, out, err := spoken(t, d, nil, "review", "app", "", "", "", "", "", "", "", "mobile", "", "myapp://done", "review", "done")
	says(t, out, "Another app?", "Added: App client mobile-app", "myapp://callback", "myapp://done")
	if err != nil {
		t.Error(err)
	}
}
