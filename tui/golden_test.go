package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/forms"
)

// The screens of every step, of the start and of the review: a change of looks
// is a visible difference. Light and dark differ in nothing but colours, so
// that the small window is kept with its colours, once for each.
func TestScreens(t *testing.T) {
	for _, step := range forms.Steps {
		t.Run(step.ID, func(t *testing.T) {
			at := func(i int) func(*driver) {
				return func(d *driver) { d.run(d.w.openStep(i)) }
			}
			screens(t, at(stepIndex(step.ID)))
		})
	}
	t.Run("review", func(t *testing.T) { screens(t, func(d *driver) { d.press("ctrl+r") }) })
	t.Run("item", func(t *testing.T) {
		screens(t, func(d *driver) { d.goTo("user attributes").press("shift+tab", "enter") })
	})
	t.Run("app-chosen", func(t *testing.T) {
		screens(t, func(d *driver) { d.run(d.w.openStep(stepIndex("app"))); d.press("b") })
	})
	t.Run("client", func(t *testing.T) {
		screens(t, func(d *driver) {
			d.run(d.w.openStep(stepIndex("app")))
			d.press("b")
			d.run(d.w.jump("CreateUserPoolClient[0].GenerateSecret"))
		})
	})
	t.Run("app-pages", func(t *testing.T) {
		screens(t, func(d *driver) { d.run(d.w.openStep(stepIndex("app"))); d.press("b", "enter") })
	})
	t.Run("app-scopes", func(t *testing.T) {
		screens(t, func(d *driver) {
			d.run(d.w.openStep(stepIndex("app")))
			d.press("b")
			d.run(d.w.jump("CreateUserPoolClient[0].AllowedOAuthScopes"))
		})
	})
	t.Run("search", func(t *testing.T) { screens(t, func(d *driver) { d.press("ctrl+f").typed("passkey") }) })
	t.Run("search-rule", func(t *testing.T) {
		screens(t, func(d *driver) { d.press("ctrl+f").typed("alias-never-verified").press("enter") })
	})
	t.Run("search-preset", func(t *testing.T) {
		screens(t, func(d *driver) { d.press("ctrl+f").typed("machine to machine").press("end", "enter") })
	})
	t.Run("users", func(t *testing.T) { screens(t, func(d *driver) { d.press("ctrl+r", "u").typed("20000") }) })
	t.Run("review-users", func(t *testing.T) {
		screens(t, func(d *driver) { d.press("ctrl+r", "u").typed("20000").press("enter") })
	})
	t.Run("command", func(t *testing.T) {
		screens(t, func(d *driver) {
			for _, text := range []string{"PoolName=people", "UserPoolTags[team]=it's"} {
				d.w.answers.Pool.Assign(text)
			}
			d.press("ctrl+r", "r")
		})
	})
	t.Run("save", func(t *testing.T) { screens(t, func(d *driver) { d.press("ctrl+r", "w") }) })
	t.Run("journey", func(t *testing.T) { screens(t, func(d *driver) { d.press("ctrl+r", "j", "right") }) })
	t.Run("journey-off", func(t *testing.T) {
		screens(t, func(d *driver) { d.press("ctrl+r", "j").press(slices.Repeat([]string{"down"}, 7)...) })
	})
	t.Run("preview", func(t *testing.T) {
		screens(t, func(d *driver) { d.run(d.w.openStep(stepIndex("password"))); d.press("ctrl+o") })
	})
	t.Run("preview-compared", func(t *testing.T) {
		screens(t, func(d *driver) { d.run(d.w.openStep(stepIndex("password"))); d.press("f5") })
	})
	t.Run("preview-changed", func(t *testing.T) {
		screens(t, func(d *driver) {
			d.goTo("minimum length").press("backspace").typed("6")
			d.press("f5", "f5")
		})
	})
	t.Run("keys", func(t *testing.T) { screens(t, func(d *driver) { d.press("f1") }) })
}

func stepIndex(id string) int {
	for i, s := range forms.Steps {
		if s.ID == id {
			return i
		}
	}
	return -1
}

func screens(t *testing.T, show func(*driver)) {
	t.Helper()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			d := open(t, preset(t, "staff-mfa"))
			d.resize(size[0], size[1])
			show(d)
			requireScreen(t, d.screen())
		})
	}
	for name, dark := range map[string]bool{"light": false, "dark": true} {
		t.Run("colours-"+name, func(t *testing.T) {
			d := open(t, preset(t, "staff-mfa"))
			d.w.styles = newStyles(dark)
			show(d)
			frame := strings.Join(d.w.frame(), "\n")
			requireReadable(t, frame, dark)
			requireScreen(t, frame)
		})
	}
}

// trimmed drops the spaces at the ends of lines, which nobody sees.
func trimmed(screen string) string {
	lines := strings.Split(screen, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

func TestStartScreen(t *testing.T) {
	d := open(t, nil)
	requireScreen(t, d.screen())
}

// The start screen says what its choices are where there is room, and in a low
// window that there are more.
func TestStartScreenSaysWhatItOffers(t *testing.T) {
	d := open(t, nil)
	d.sees("Recommended  > A few questions", "Presets        Browser app", "Other          Blank").seesNot("more line")
	d.resize(80, 16)
	d.sees("↓ ", "more lines")
	d.resize(40, 10)
	d.sees("> A few questions", "↓").seesNot("Recommended")
}
