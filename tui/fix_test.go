package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/model"
)

// broken is a pool with findings of each severity, most of which can be corrected.
func broken(t *testing.T) *model.Pool {
	t.Helper()
	return parsed(t, `{
		"CreateUserPool": {
			"PoolName": "shop", "AutoVerifiedAttributes": ["email"],
			"MfaConfiguration": "OPTIONAL",
			"Policies": {"PasswordPolicy": {"MinimumLength": 5, "RequireUppercase": true, "RequireLowercase": true, "RequireNumbers": true, "RequireSymbols": true}},
			"Schema": [{"Name": "plan", "AttributeDataType": "String", "StringAttributeConstraints": {"MinLength": "20", "MaxLength": "5"}}]
		},
		"CreateUserPoolDomain": [{"Domain": "shop-x", "ManagedLoginVersion": 2}],
		"CreateUserPoolClient": [{
			"ClientName": "web", "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid"],
			"CallbackURLs": ["http://example.com/cb"], "SupportedIdentityProviders": ["COGNITO"]
		}]
	}`)
}

func parsed(t *testing.T, text string) *model.Pool {
	t.Helper()
	d, err := model.Read("pool.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d.Pool
}

// On the review f shows what would change, esc leaves it, f again makes it, and undo
// takes it back as one change.
func TestFixOnTheReview(t *testing.T) {
	d := open(t, broken(t))
	before := d.w.Pool().Clone()
	d.press("ctrl+r").sees("▸ ✗ Minimum length", "Fix: set a number from 6 to 99 · f fix", "f fix")
	d.press("f").sees("the allowed range is 6 to 99", "Minimum length: 5 → 6", "Make this change?", "enter make the change", "esc cancel")
	d.press("x", "esc").sees("Review", "is 5; the allowed range")
	if !d.w.Pool().Equal(before) {
		t.Fatal("looking at a change makes it")
	}
	d.press("f", "f").sees("Minimum length: 5 → 6 · ctrl+z: undo").seesNot("is 5; the allowed range")
	if got, _ := d.w.Pool().Get("CreateUserPool.Policies.PasswordPolicy.MinimumLength"); got != 6 {
		t.Errorf("minimum length %v", got)
	}

	// Two settings are one change.
	d.press("n", "f").sees("Maximum string length of plan: 5 → 20 ◆", "Minimum string length of plan: 20 → 5", "Permanent", "Make these changes?")
	d.press("enter", "ctrl+z").sees("shorter than").press("ctrl+z").sees("is 5; the allowed range")
	if !d.w.Pool().Equal(before) {
		t.Errorf("undo leaves\n%s", d.w.Pool().JSON())
	}
	d.press("ctrl+y", "ctrl+y").seesNot("shorter than")
}

// Advice is a question, and so is what cannot be undone.
func TestFixIsOffered(t *testing.T) {
	d := open(t, broken(t))
	d.press("ctrl+r")
	for range 20 {
		if strings.Contains(d.screen(), "▸ ! Case-sensitive usernames") {
			break
		}
		d.press("n")
	}
	d.sees("▸ ! Case-sensitive usernames", "Set Case-sensitive usernames to No? · f fix")
	d.press("f").sees("Case-sensitive usernames: unset → No", "◆ Permanent once the pool exists", "Set Case-sensitive usernames to No?")
	d.press("enter").seesNot("Anna and anna are two users, permanently")
}

// On a step a letter that answers the field is its answer; f2, f7 and f8 work
// everywhere.
func TestFixOnAStep(t *testing.T) {
	d := open(t, broken(t))
	d.goTo("minimum length").sees("Fix: set a number from 6 to 99 · f2 fix")
	d.typed("f").sees("> 5f").press("backspace")
	d.press("f2").sees("Minimum length: 5 → 6").press("f2").sees("> 6")

	d.goTo("administrators create users").press("n").sees("> No").press("f8").sees("▸ ")
	d.goTo("multi-factor authentication").sees("· f fix").press("f").sees("Authenticator app codes: unset → Yes").press("enter").seesNot("no second factor")
	d.goTo("deletion protection").sees("Set Deletion protection to ").press("f", "enter").sees("> Active")
	d.press("f").sees("no certain fix here · n: next finding")
}

// n and p go through all findings that a step shows, each once, and come back to the
// first; one esc leads back to where that began.
func TestFromFindingToFinding(t *testing.T) {
	for _, keys := range [][2]string{{"f8", "f7"}, {"f7", "f8"}} {
		d := open(t, broken(t))
		d.press("down")
		began := d.screen()
		list := d.w.reachable()
		if len(list) < 8 {
			t.Fatalf("%d findings", len(list))
		}
		var seen []string
		for range list {
			d.press(keys[0])
			i := d.w.findingInFocus(d.w.reachable())
			if i < 0 {
				t.Fatalf("no finding in focus:\n%s", d.screen())
			}
			d.sees(fmt.Sprintf("finding %d of %d", i+1, len(list)))
			seen = append(seen, findingKey(list[i])+list[i].Message)
		}
		slices.Sort(seen)
		if once := slices.Compact(slices.Clone(seen)); len(once) != len(list) {
			t.Errorf("%s: %d of %d findings were visited", keys[0], len(once), len(list))
		}
		d.press(keys[0])
		first := d.screen()
		d.press(keys[0], keys[1])
		if d.screen() != first {
			t.Errorf("%s does not undo %s", keys[1], keys[0])
		}
		if d.press("esc"); d.screen() != began {
			t.Errorf("esc leads to\n%s\nnot to\n%s", d.screen(), began)
		}
	}

	// After a correction the next finding is the one after it.
	d := open(t, broken(t))
	d.press("f8", "f8").sees("finding 2 of").press("f", "enter", "f8").sees("finding 2 of").press("f7").sees("finding 1 of")

	d = open(t, preset(t, "staff-mfa"))
	if len(d.w.reachable()) == 0 {
		d.press("down", "f8").sees("no findings")
	}
}

// Law: correcting whatever can be gives the same pool in the wizard, line by line
// and in the model, leaves nothing to correct, and undo takes all of it back.
func TestFixesAgree(t *testing.T) {
	pools := map[string]*model.Pool{"broken": broken(t)}
	for _, p := range model.Presets {
		pools[p.Name] = preset(t, p.Name)
	}
	for name, pool := range pools {
		t.Run(name, func(t *testing.T) {
			want := pool.Clone()
			made := 0
			for ; ; made++ {
				facts := model.Facts{Pool: want}
				all := model.Check(want)
				i := slices.IndexFunc(all, func(f model.Finding) bool { return len(facts.Edits(f, all)) > 0 })
				if i < 0 {
					break
				}
				if err := want.Apply(facts.Edits(all[i], all)); err != nil {
					t.Fatal(err)
				}
			}

			d := open(t, pool.Clone())
			before := d.w.Pool().Clone()
			d.press("ctrl+r")
			for range made {
				d.press("home")
				for range len(d.w.review.places(d.w)) {
					if _, found := d.w.fixable(); found {
						break
					}
					d.press("down")
				}
				d.press("f", "enter")
			}
			if !d.w.Pool().Equal(want) {
				t.Errorf("the wizard gives\n%s\nwant\n%s", d.w.Pool().JSON(), want.JSON())
			}
			for range made {
				d.press("ctrl+z")
			}
			if !d.w.Pool().Equal(before) {
				t.Errorf("undo leaves\n%s", d.w.Pool().JSON())
			}

			answers := []string{"review", "fix"}
			for range made {
				answers = append(answers, "yes")
			}
			got, out, err := answer(t, pool.Clone(), append(answers, "done")...)
			if err != nil || !got.Equal(want) {
				t.Errorf("%v: line by line\n%s\nwant\n%s\n%s", err, got.JSON(), want.JSON(), out)
			}
			says(t, out, fmt.Sprintf("%s made.", model.Plural(made, "correction")))
		})
	}
}

// Line by line each correction is asked for, and what is declined stays.
func TestAccessibleFix(t *testing.T) {
	got, out, err := answer(t, broken(t), "review", "fix", "no", "yes", "leave")
	if err != ErrLeft {
		t.Fatalf("%v\n%s", err, out)
	}
	says(t, out, "fix, ", "Change: Minimum length: 5 → 6", "Make this change? yes or no:", "Change: Authenticator app codes: unset → Yes", "Permanent once the pool exists: ")
	if got != nil {
		t.Errorf("left with a pool")
	}
	_, out, err = answer(t, preset(t, "staff-mfa"), "review", "help", "done")
	if err != nil {
		t.Fatal(err)
	}
	says(t, out, "fix asks for each finding")
}

// The change fits every window, and its question can be brought into view.
func TestFixFits(t *testing.T) {
	for _, size := range sizes {
		d := open(t, broken(t))
		d.resize(size[0], size[1])
		d.press("ctrl+r")
		for range len(d.w.reachable()) {
			if _, found := d.w.fixable(); found {
				d.press("f")
				for _, line := range strings.Split(d.screen(), "\n") {
					if ansi.StringWidth(line) > size[0] {
						t.Errorf("%v: wider than the window: %q", size, line)
					}
				}
				for range 10 {
					if strings.Contains(d.screen(), "?") {
						break
					}
					d.press("pgdown")
				}
				d.sees("?").press("esc")
			}
			d.press("n")
		}
	}
}

func TestScreensOfFixes(t *testing.T) {
	for name, show := range map[string]func(*driver){
		"fix-review": func(d *driver) { d.press("ctrl+r") },
		"fix-step":   func(d *driver) { d.goTo("multi-factor authentication") },
		"fix":        func(d *driver) { d.press("ctrl+r", "n", "n", "f") },
		"fix-offer":  func(d *driver) { d.goTo("case-sensitive").press("f") },
	} {
		for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				d := open(t, broken(t))
				d.resize(size[0], size[1])
				show(d)
				requireScreen(t, d.screen())
			})
		}
	}
}

// Changes are told in the titles of the wizard.
func TestChangeText(t *testing.T) {
	p := broken(t)
	p.CreateGroup = []model.CreateGroup{{GroupName: new("staff"), Precedence: new(1)}}
	p.CreateUserPool.UserPoolTags = map[string]string{"team": "a"}
	for _, c := range []struct{ path, value, text, question string }{
		{"CreateUserPool.DeletionProtection", `"ACTIVE"`, "Deletion protection: unset → Active", "Set Deletion protection to Active?"},
		{"CreateUserPool.AutoVerifiedAttributes", `["email","phone_number"]`, "Verified at sign-up: Email address → Email address, Phone number", "Set Verified at sign-up to Email address, Phone number?"},
		{"CreateUserPool.Policies.PasswordPolicy.MinimumLength", "", "Minimum length: 5 → unset", "Remove Minimum length?"},
		{"CreateManagedLoginBranding[0]", `{"ClientId":"web"}`, "Branding styles of web: added", "Add Branding styles of web?"},
		{"CreateGroup[0]", "", "Groups of staff: removed", "Remove Groups of staff?"},
		{"CreateGroup[0].Precedence", "2", "Group precedence of staff: 1 → 2", "Set Group precedence of staff to 2?"},
		{"CreateUserPool.UserPoolTags[team]", `"b"`, "Pool tags team: a → b", "Set Pool tags team to b?"},
		{"SetUserPoolMfaConfig.SmsMfaConfiguration", `{}`, "SMS codes as second factor: added", "Add SMS codes as second factor?"},
		{"CreateUserPool.PoolName", `"\u001b[31mred\nx"`, `Pool name: shop → \x1b[31mred ⏎ x`, `Set Pool name to \x1b[31mred ⏎ x?`},
	} {
		edits := []model.Edit{{Path: c.path, Value: []byte(c.value)}}
		changes := p.Changes(edits)
		if len(changes) != 1 {
			t.Fatalf("%s: %d changes", c.path, len(changes))
		}
		if got := changeText(p, changes[0]); got != c.text {
			t.Errorf("got %q, want %q", got, c.text)
		}
		if got := question(p, edits); got != c.question {
			t.Errorf("got %q, want %q", got, c.question)
		}
	}
}
