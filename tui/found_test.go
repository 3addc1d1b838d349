package tui

import (
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// choose moves the cursor of the search to a match.
func (d *driver) choose(label string) *driver {
	d.t.Helper()
	for range 60 {
		s, open := d.w.overlay.(*searchOverlay)
		if !open {
			d.t.Fatal("the search is not open")
		}
		if s.at < len(s.items) && s.items[s.at].label == label {
			return d.press("enter")
		}
		d.press("down")
	}
	d.t.Fatalf("the search does not find %q:\n%s", label, d.screen())
	return d
}

// What the search finds beside settings leads somewhere, and esc leads back to where one
// was.
func TestSearchLeadsToOtherThings(t *testing.T) {
	start := func(t *testing.T, draft string) *driver {
		d := open(t, readBack(t, draft))
		return d.press("ctrl+n")
	}
	const plain = `{"CreateUserPool":{"PoolName":"shop"}}`
	t.Run("value", func(t *testing.T) {
		d := start(t, plain)
		before := d.here()
		d.press("ctrl+f").typed("mfa required").choose("Required for everybody").sees("Multi-factor authentication", "Nobody signs in without one")
		if d.press("esc"); d.here() != before {
			t.Errorf("esc leads to %s, not to %s", d.here(), before)
		}
	})
	t.Run("rule that is broken", func(t *testing.T) {
		d := start(t, `{"CreateUserPool":{"PoolName":"shop","AliasAttributes":["email"]}}`)
		before := d.here()
		d.press("ctrl+f").typed("alias-never-verified").choose("alias-never-verified")
		if d.w.overlay != nil || d.w.screen != onStep {
			t.Fatalf("no step is open:\n%s", d.screen())
		}
		if d.press("esc"); d.here() != before {
			t.Errorf("esc leads to %s, not to %s", d.here(), before)
		}
	})
	t.Run("rule that is kept", func(t *testing.T) {
		d := start(t, plain)
		before := d.here()
		d.press("ctrl+f").typed("alias-never-verified").choose("alias-never-verified").sees("This draft keeps the rule", "Fix:")
		d.press("esc").sees("alias-never-verified")
		if d.press("esc"); d.here() != before {
			t.Errorf("esc leads to %s, not to %s", d.here(), before)
		}
		d.press("ctrl+f").typed("alias-never-verified").choose("alias-never-verified").press("enter")
		if d.w.overlay != nil || d.here() == before {
			t.Errorf("enter does not go to the setting:\n%s", d.screen())
		}
	})
	t.Run("preset", func(t *testing.T) {
		d := start(t, plain)
		d.press("ctrl+f").typed("machine to machine").choose("Machine to machine").sees("as a new draft?", "stays among your drafts")
		d.press("esc", "esc")
		if name := *d.w.Pool().CreateUserPool.PoolName; name != "shop" {
			t.Fatalf("esc opens %s", name)
		}
		d.press("ctrl+f").typed("machine to machine").choose("Machine to machine").press("enter").sees("as a new draft?")
		d.press("y")
		if !d.w.Pool().Equal(model.LoadPreset("machine-to-machine")) {
			t.Errorf("the preset is not open:\n%s", d.screen())
		}
	})
}

// The review shows the cost for the number that was typed, until another is typed.
func TestCostForUsers(t *testing.T) {
	d := open(t, preset(t, "saml-staff"))
	d.press("ctrl+r", "u").typed("20,000").sees("USD 150.00 for 20,000 users a month", "Prices are approximate")
	d.press("enter").sees("USD 150.00 for 20,000 users a month", "Charged separately: users of SAML")
	d.press("u").typed("x").sees("not a number of users").press("enter").sees("not a number of users")
	d.press("esc").sees("USD 150.00")
	d.press("u").press("backspace", "backspace", "backspace", "backspace", "backspace").press("enter").sees("USD 0.015 for each monthly active user")
}

// Settings of two operations with one name are told apart by their operations.
func TestSearchTellsSettingsApart(t *testing.T) {
	d := open(t, preset(t, "web-app"))
	d.resize(120, 40)
	d.press("ctrl+f").typed("MfaConfiguration").sees("MfaConfiguration of CreateUserPool", "MfaConfiguration of SetUserPoolMfaConfig")
}
