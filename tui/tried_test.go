package tui

import (
	"strings"
	"testing"
)

// A try in the sandbox: the result leads to what the sandbox answers, to the
// submission for real and to the files, and the review keeps a trace.
func TestSandboxInTheWizard(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.press("ctrl+r").seesNot("tried in the sandbox")
	d.press("x", "y").sees("Created my-staff-pool in the sandbox", "\n   aws cognito-idp describe-user-pool", " --endpoint-url=http://127.0.0.1:7676 ", "d: output of describe-user-pool", "s: submit to Cognito", "w: save files")
	d.press("d").sees("Output of describe-user-pool", `"UserPool"`).seesNot(`"Id": "eu-west-1_Ab12"`)
	d.press("end").sees(`"Id": "eu-west-1_Ab12"`).press("home", "pgdown", "down", "x", "s").sees("so that it scrolls")
	d.press("esc").sees("Created my-staff-pool in the sandbox").press("esc")
	d.sees("✓ tried in the sandbox 12:04, pool eu-west-1_Ab12").seesNot("have changed")
	if d.store.dropped != 0 {
		t.Error("the draft is removed")
	}

	d.goTo("pool name").typed("x").press("esc").sees("· tried in the sandbox 12:04, pool eu-west-1_Ab12; the settings have changed since then")
	d.press("ctrl+z").seesNot("have changed")

	d.press("x", "y", "w").sees("Save as").press("esc").sees("Review")
	d.press("x", "y", "s").sees("Create this pool?", "Region eu-west-1").press("esc").sees("Review")
	d.w.load(preset(t, "defaults"), d.w.Drafts.New())
	d.seesNot("tried in the sandbox")
}

// Law: no line of the result is wider than the window, and all can be reached.
func TestSandboxFits(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {60, 12}, {80, 24}, {120, 40}, {200, 60}} {
		d := open(t, preset(t, "staff-mfa"))
		d.resize(size[0], size[1])
		d.press("ctrl+r", "x", "y")
		seen := d.screen()
		for range 20 {
			d.press("up")
			seen += d.screen()
		}
		says(t, strings.Join(strings.Fields(seen), " "), "in the sandbox", "w: save files", "The pool is complete")
		d.press("d", "end").sees("eu-west-1_Ab12").press("esc", "esc").sees("tried in the sandbox")
	}
}
