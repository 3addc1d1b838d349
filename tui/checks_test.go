package tui

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

const passwordPath = "CreateUserPool.Policies.PasswordPolicy."

// characters are the states of the required characters: true, false or nothing.
func characters(p *model.Pool) string {
	var states []string
	for _, name := range []string{"RequireUppercase", "RequireLowercase", "RequireNumbers", "RequireSymbols"} {
		value, isSet := p.Get(passwordPath + name)
		if !isSet {
			value = "-"
		}
		states = append(states, fmt.Sprint(value))
	}
	return strings.Join(states, " ")
}

// Space checks and unchecks, backspace leaves one option to Cognito, and ctrl+u all of
// them. No other key answers.
func TestKeysOfAChecklist(t *testing.T) {
	for keys, want := range map[string]string{
		"":                         "- - - -",
		"space":                    "true - - -",
		"space space":              "false - - -",
		"space space space":        "true - - -",
		"space backspace":          "- - - -",
		"space space backspace":    "- - - -",
		"space backspace space":    "true - - -",
		"down space down space":    "- true true -",
		"s space":                  "- - - true",
		"end space up space space": "- - false true",
		"space down space ctrl+u":  "- - - -",
		"space down space delete":  "- - - -",
		"space down backspace":     "true - - -",
		"y x left right 3":         "- - - -",
		"backspace ctrl+u delete":  "- - - -",
	} {
		d := open(t, &model.Pool{})
		d.goTo("require an uppercase letter").press(strings.Fields(keys)...)
		if got := characters(d.w.Pool()); got != want {
			t.Errorf("%s: %s, want %s", keys, got, want)
		}
		if want == "- - - -" && !d.w.Pool().Equal(&model.Pool{}) {
			t.Errorf("%s left %s", keys, d.w.Pool().JSON())
		}
	}
}

// An option is shown as what it is: checked, unchecked, or unset with what Cognito
// then does.
func TestStatesOfAChecklist(t *testing.T) {
	d := open(t, &model.Pool{})
	d.goTo("require an uppercase letter").sees("▸ Required characters  unset", "> [·] Uppercase letter  (on)", "[·] Symbol  (on)")
	d.seesNot("leave all")
	d.press("space", "down", "space", "space").sees("▸ Required characters  2 of 4 unset", "[x] Uppercase letter", "> [ ] Lowercase letter", "[·] Digit  (off)")
	d.sees("backspace: unset · ctrl+u: leave all to Cognito").press("down").sees("> [·] Digit", "ctrl+u: leave all to Cognito").seesNot("backspace")
	d.press("enter").sees("Required characters Uppercase letter").press("up", "up", "ctrl+u").sees("▸ Required characters  unset", "> [·] Digit  (on)")
	d.press("enter").sees("Required characters (All)")

	d = open(t, &model.Pool{})
	d.goTo("verified at sign-up").sees("▸ Verified at sign-up  unset", "> [·] Email address").press("space")
	d.sees("▸ Verified at sign-up  ctrl+u: leave to Cognito", "> [x] Email address", "[ ] Phone number").press("ctrl+u").sees("> [·] Email address")
}

// Undo takes back one option after the other, and shows it.
func TestUndoOfAChecklist(t *testing.T) {
	d := open(t, &model.Pool{})
	d.goTo("require an uppercase letter").press("space", "down", "space", "space", "backspace", "ctrl+u")
	for _, want := range []string{"true - - -", "true false - -", "true true - -", "true - - -", "- - - -"} {
		if d.press("ctrl+z"); characters(d.w.Pool()) != want {
			t.Errorf("after undo %s, want %s", characters(d.w.Pool()), want)
		}
	}
	d.sees("> [·] Uppercase letter").press("ctrl+y").sees("> [x] Uppercase letter").press("ctrl+y").sees("> [x] Lowercase letter")
}

// A setting that is an option is found, gone to and returned to like any other.
func TestGoingToAnOption(t *testing.T) {
	for _, f := range checklists() {
		for i, path := range f.Paths() {
			d := open(t, preset(t, "staff-mfa"))
			d.run(d.w.jump(path))
			if got := d.w.focused().id; f.HasChecks() && got != path {
				t.Errorf("%s leads to %s", path, got)
			}
			d.press("ctrl+f").typed("pool tags").press("enter", "esc")
			if got := d.w.focused().id; f.HasChecks() && got != path {
				t.Errorf("esc led to %s, not to %s", got, path)
			}
			if d.press("ctrl+r", "esc"); f.HasChecks() && d.w.cursor() != f.Setting().Choices[i].Value {
				t.Errorf("from the review esc led to %s, not to %s", d.w.cursor(), path)
			}
		}
	}
}

// A finding about one option stands under it, one about several under all of them.
// Their corrections are offered where the cursor is.
func TestFindingsOfOptions(t *testing.T) {
	d := open(t, readBack(t, `{"CreateUserPool": {"PoolName": "a", "UserPoolTier": "LITE", "MfaConfiguration": "OPTIONAL"},
		"SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": true}, "EmailMfaConfiguration": {}}}`))
	d.resize(120, 60)
	d.run(d.w.jump("SetUserPoolMfaConfig.EmailMfaConfiguration"))
	lines := strings.Split(d.screen(), "\n")
	at := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, "> [x] Email") })
	if at < 0 || !strings.Contains(lines[at], "✗") || !strings.Contains(lines[at+1], "✗") {
		t.Errorf("no finding under its option:\n%s", d.screen())
	}
	d.seesNot("[x] Authenticator app ✗")

	d = open(t, readBack(t, `{"CreateUserPool": {"PoolName": "a", "Policies": {"PasswordPolicy": {"MinimumLength": 12}}}}`))
	d.goTo("require an uppercase letter").press("space", "down", "space")
	d.sees("[x] Uppercase letter", "[·] Digit  (off) !", "[·] Symbol  (off) !").seesNot("[x] Uppercase letter !")
	d.sees("[·] Symbol (off) ! backspace: unset · ctrl+u: leave all to Cognito !")
}

// checklists are those of all steps, without those whose options depend on the pool.
func checklists() []forms.Field {
	var fields []forms.Field
	for _, step := range forms.Steps {
		for _, f := range step.Fields {
			if f.Setting().Kind == model.Choices && forms.ListOf(f) == nil {
				fields = append(fields, f)
			}
		}
	}
	return fields
}

// subsets are the sets of some options: all of a few, of many those with one or two.
func subsets(options []model.Option) [][]string {
	var sets [][]string
	for n := range 1 << min(len(options), 4) {
		var set []string
		for i, o := range options[:min(len(options), 4)] {
			if n>>i&1 == 1 {
				set = append(set, o.Value)
			}
		}
		sets = append(sets, set)
	}
	return sets
}

// Law: a checklist answered line by line and with keys gives the same draft, from
// whatever it was before. So does what is left to Cognito.
func TestChecklistsGiveTheSameDraft(t *testing.T) {
	if n := len(checklists()); n < 6 {
		t.Fatalf("only %d checklists", n)
	}
	pools := somePools(t)
	for _, name := range []string{"empty", "defaults", "passwordless", "staff-mfa", "largest"} {
		pool := pools[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, f := range checklists() {
				options := f.Setting().Choices
				for _, set := range subsets(options) {
					d := open(t, pool.Clone())
					d.w.showAll = true
					onField(d, f)
					spoken := &asker{Options: Options{Drafts: NoDrafts{}}, out: io.Discard, walker: walker{answers: forms.NewAnswers(pool.Clone())}}
					same := func(what string) {
						t.Helper()
						if !spoken.answers.Pool.Equal(d.w.Pool()) {
							t.Fatalf("%s, %s:\nline by line %s\nin the wizard %s", f.Key(), what, spoken.answers.Pool.JSON(), d.w.Pool().JSON())
						}
					}
					for _, o := range options {
						d.w.editor.hover(o.Value)
						if slices.Contains(set, o.Value) != (d.w.answers.State(f, o.Value) == forms.Checked) {
							d.press("space")
						}
					}
					if answer := strings.Join(set, ", "); answer == "" {
						continue // an empty answer leaves it unchanged; no and clear follow
					} else if !spoken.store(f, answer) {
						t.Fatalf("%s does not take %q", f.Key(), answer)
					}
					same("checked " + strings.Join(set, " "))
					if spoken.answers.LeavesAlone(f) {
						d.w.editor.hover(set[0])
						d.press("backspace")
						spoken.store(f, "unset "+set[0])
						same("left " + set[0])
					}
					if f.HasChecks() {
						d.press("space")
						spoken.store(f, "yes "+set[0])
						same("checked " + set[0])
						d.press("space")
						spoken.store(f, "no "+set[0])
						same("unchecked " + set[0])
					}
					d.press("ctrl+u")
					spoken.answers.Set(f, "")
					same("cleared")
				}
			}
		})
	}
}

// onField puts the focus on a field of a step.
func onField(d *driver, f forms.Field) {
	d.t.Helper()
	for step := range forms.Steps {
		for i := range forms.Steps[step].Fields {
			if forms.Steps[step].Fields[i].Key() != f.Key() {
				continue
			}
			d.run(d.w.openStep(step))
			d.w.focus = slices.IndexFunc(d.w.rows(), func(r row) bool { return r.kind == fieldRow && r.field.Key() == f.Key() })
			if d.w.focus < 0 {
				d.t.Fatalf("%s is on no row", f.Key())
			}
			d.run(d.w.edit())
			return
		}
	}
	d.t.Fatalf("no step has %s", f.Key())
}

// What only some of a checklist say is read out.
func TestAccessibleChecklist(t *testing.T) {
	_, out, err := answer(t, &model.Pool{}, "shop", "next", "next", "12", "1, no 2", "back", "help", "unset 1", "back", "clear", "back", "review", "done")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	says(t, out, "Required characters. ", "1. Uppercase letter. Passwords must contain a letter from A to Z.",
		"Now: not set. Default: All without a password policy, otherwise none", "Now: Uppercase letter\nUnset: Digit (off), Symbol (off)\n",
		"answer yes 2 to check it, no 2 to uncheck it, or unset 2 to leave it to Cognito", "Now: None\nUnset: Uppercase letter (off), Digit (off), Symbol (off)\n")
	for _, wrong := range []string{"unset 9", "no nonsense", "unset", "1, no", "no ,"} {
		a := &asker{out: io.Discard, walker: walker{answers: forms.NewAnswers(&model.Pool{})}}
		if _, i, _ := forms.Find(passwordPath + "RequireSymbols"); a.store(forms.Steps[stepIndex("password")].Fields[i], wrong) || !a.answers.Pool.Equal(&model.Pool{}) {
			t.Errorf("%q is an answer: %s", wrong, a.answers.Pool.JSON())
		}
	}
}

// Law: every state of every option shows at every size, with the line of its own that
// the cursor is on, and the preview marks what a set option brings.
func TestEveryOptionShows(t *testing.T) {
	for _, size := range sizes {
		for name, pool := range map[string]*model.Pool{"empty": {}, "staff-mfa": preset(t, "staff-mfa"), "largest": readPool(t, "largest.json")} {
			d := open(t, pool)
			d.w.showAll = true
			d.resize(size[0], size[1])
			for _, f := range checklists() {
				onField(d, f)
				for _, value := range d.w.editor.Values() {
					d.w.editor.hover(value)
					state := d.w.answers.State(f, value)
					if want := "> " + boxes[state]; strings.Count(d.screen(), "> [") != 1 || !strings.Contains(d.screen(), want) {
						t.Fatalf("%s at %v: %s of %s is not shown as %q:\n%s", name, size, value, f.Key(), want, d.screen())
					}
					if state == forms.Checked && d.w.layout().preview > 0 && !strings.Contains(d.screen(), "▌") {
						t.Fatalf("%s at %v: nothing is marked for %s of %s:\n%s", name, size, value, f.Key(), d.screen())
					}
				}
			}
		}
	}
}

// Checklists in every state, with findings, at three sizes.
func TestScreensOfChecklists(t *testing.T) {
	for name, show := range map[string]func(*driver){
		"unset": func(d *driver) { d.run(d.w.jump(passwordPath + "MinimumLength")); d.press("ctrl+u", "down") },
		"mixed": func(d *driver) {
			d.run(d.w.jump(passwordPath + "RequireLowercase"))
			d.press("space", "down", "backspace")
		},
		"finding": func(d *driver) {
			d.run(d.w.jump("CreateUserPool.UserPoolTier"))
			d.press("l", "l")
			d.run(d.w.jump("SetUserPoolMfaConfig.EmailMfaConfiguration"))
			d.press("space", "ctrl+n", "esc")
		},
		"attributes": func(d *driver) { d.goTo("user attributes").press("down", "g") },
	} {
		for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				d := open(t, preset(t, "staff-mfa"))
				d.resize(size[0], size[1])
				show(d)
				requireScreen(t, d.screen())
			})
		}
	}
}

// The states look different without colors.
func TestBoxesDiffer(t *testing.T) {
	seen := map[string]bool{}
	for _, box := range slices.Sorted(maps.Values(boxes)) {
		if seen[box] || ansi.StringWidth(box) != 3 {
			t.Errorf("the box %q", box)
		}
		seen[box] = true
	}
	if len(seen) != 3 {
		t.Errorf("%d boxes", len(seen))
	}
}

// A value that the search finds is the option under the cursor.
func TestTheSearchLeadsToAnOption(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.press("ctrl+f").typed("passkey").sees("value of First sign-in factors")
	onValue := func(line string) bool {
		return strings.Contains(line, "> ") && strings.Contains(line, "value of First sign-in factors")
	}
	for !slices.ContainsFunc(strings.Split(d.screen(), "\n"), onValue) {
		d.press("down")
	}
	d.press("enter").sees("> [·] Passkey")
}
