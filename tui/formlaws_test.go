package tui

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// movementKeys are the keys that move about, and answer nothing.
var movementKeys = map[string]tea.Msg{
	"up":         tea.KeyPressMsg{Code: tea.KeyUp},
	"down":       tea.KeyPressMsg{Code: tea.KeyDown},
	"tab":        tea.KeyPressMsg{Code: tea.KeyTab},
	"shift+tab":  tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift},
	"pgup":       tea.KeyPressMsg{Code: tea.KeyPgUp},
	"pgdown":     tea.KeyPressMsg{Code: tea.KeyPgDown},
	"home":       tea.KeyPressMsg{Code: tea.KeyHome},
	"end":        tea.KeyPressMsg{Code: tea.KeyEnd},
	"ctrl+n":     tea.KeyPressMsg{Code: 'n', Mod: tea.ModCtrl},
	"wheel up":   tea.MouseWheelMsg{X: 40, Y: 10, Button: tea.MouseWheelUp},
	"wheel down": tea.MouseWheelMsg{X: 40, Y: 10, Button: tea.MouseWheelDown},
}

// Law: moving through every row of every step in both directions changes
// nothing, and saves no draft.
func TestMovingThroughAllStepsChangesNothing(t *testing.T) {
	for name, pool := range somePools(t) {
		for _, keys := range [][2]string{{"down", "up"}, {"tab", "shift+tab"}} {
			t.Run(name+"/"+keys[0], func(t *testing.T) {
				t.Parallel()
				d := open(t, pool.Clone())
				before := string(d.w.Pool().JSON())
				visited := map[string]bool{}
				at := func() string { return fmt.Sprint(d.w.step, ".", d.w.focus) }
				for range 2000 {
					if d.w.screen == onReview {
						break
					}
					visited[at()] = true
					d.send(movementKeys[keys[0]])
				}
				if d.w.screen != onReview {
					t.Fatalf("%s does not lead to the review: %s", keys[0], at())
				}
				d.run(d.w.openStep(len(forms.Steps) - 1))
				d.w.focus = len(d.w.rows()) - 1
				d.run(d.w.edit())
				delete(visited, at())
				for range 2000 {
					if d.w.step == 0 && d.w.focus == 0 {
						break
					}
					d.send(movementKeys[keys[1]])
					delete(visited, at())
				}
				if d.w.step != 0 || d.w.focus != 0 {
					t.Errorf("%s does not lead to the first row: %s", keys[1], at())
				}
				if after := string(d.w.Pool().JSON()); after != before || len(d.drafts) > 0 {
					t.Errorf("moving changed the pool, %d drafts:\n%s", len(d.drafts), after)
				}
				if len(visited) > 0 {
					t.Errorf("rows on the way there and not on the way back: %v", visited)
				}
			})
		}
	}
}

// Law: holding a movement key anywhere changes nothing.
func TestHoldingAMovementKeyChangesNothing(t *testing.T) {
	for name, pool := range somePools(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t, pool.Clone())
			before := string(d.w.Pool().JSON())
			everyRow(d, func(place string) {
				step, focus, opened := d.w.step, d.w.focus, d.w.items
				for key, msg := range movementKeys {
					d.send(msg)
					d.send(msg)
					if after := string(d.w.Pool().JSON()); after != before {
						t.Fatalf("%s: %s changed the pool:\n%s", place, key, after)
					}
					if d.w.screen != onStep || d.w.step != step || len(d.w.items) != len(opened) || d.w.focus != focus {
						d.w.screen, d.w.step, d.w.items, d.w.focus = onStep, step, opened, focus
						d.run(d.w.edit())
					}
				}
			})
			if len(d.drafts) > 0 {
				t.Errorf("moving saved %d drafts", len(d.drafts))
			}
		})
	}
}

// Space, left and right, or a letter answer.
func TestKeysThatAnswer(t *testing.T) {
	const (
		only  = "CreateUserPool.AdminCreateUserConfig.AllowAdminCreateUserOnly"
		mode  = "CreateUserPool.MfaConfiguration"
		dcr   = "CreateUserPool.DcrConfiguration"
		first = "CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors"
		tier  = "CreateUserPool.UserPoolTier"
	)
	tests := []struct {
		path string
		keys []string
		want any
	}{
		{only, []string{"y"}, true},
		{only, []string{"n"}, false},
		{only, []string{"y", "y"}, true},
		{only, []string{"right"}, true},
		{only, []string{"space", "space"}, false},
		{only, []string{"left"}, false},
		{only, []string{"y", "left"}, nil},
		{only, []string{"space", "space", "space"}, nil},
		{only, []string{"x", "j", "k", "3"}, nil},
		{mode, []string{"r"}, "ON"},
		{mode, []string{"o"}, "OFF"},
		{mode, []string{"o", "o"}, "OPTIONAL"},
		{mode, []string{"O", "o", "o"}, "OFF"},
		{dcr, []string{"y"}, true},
		{dcr, []string{"y", "n"}, nil},
		{dcr, []string{"space", "space"}, nil},
		{tier, []string{"p"}, "PLUS"},
		{tier, []string{"e", "l"}, nil}, // Leave to Cognito
		{tier, []string{"e", "l", "l"}, "LITE"},
		{first, []string{"space"}, "[PASSWORD]"},
		{first, []string{"p", "space"}, "[WEB_AUTHN]"}, // to the next with a p
		{first, []string{"down", "space", "down", "space"}, "[EMAIL_OTP SMS_OTP]"},
		{first, []string{"space", "space", "right", "left", "x"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.path+" "+strings.Join(tt.keys, " "), func(t *testing.T) {
			d := open(t, &model.Pool{})
			d.run(d.w.jump(tt.path))
			d.press(tt.keys...)
			got, set := d.w.Pool().Get(tt.path)
			if members, ok := got.([]string); ok {
				got = fmt.Sprint(members)
			}
			if tt.path == dcr {
				got = set
			}
			if !set && tt.want == nil {
				got = nil
			}
			if got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// Inside a checklist or a message up and down move line by line, and leave at
// the edges.
func TestUpAndDownLeaveAtTheEdges(t *testing.T) {
	d := open(t, &model.Pool{})
	d.goTo("sign in with").sees("▸ Sign in with", "> [·] Email")
	d.press("down").sees("▸ Sign in with", "> [·] Phone").press("down").sees("▸ Sign-in aliases")
	d.press("up").sees("▸ Sign in with", "> [·] Phone").press("up").sees("> [·] Email").press("up").sees("▸ Deletion protection")

	d.goTo("code email message").typed("one").press("alt+enter").typed("two {####}").press("up")
	d.sees("▸ Code email message").press("up").sees("▸ Code email subject").press("down").sees("▸ Code email message")
}

// The error of a row that was just left is under that row, at once.
func TestTheErrorIsUnderTheRowThatWasLeft(t *testing.T) {
	for _, key := range []string{"enter", "down", "tab"} {
		d := open(t, &model.Pool{})
		d.typed("shop:customers").seesNot("✗").press(key).sees("▸ Feature plan")
		lines := strings.Split(d.screen(), "\n")
		for i, line := range lines {
			if strings.Contains(line, "shop:customers") && strings.Contains(line, "✗") && strings.Contains(line, "Pool name") {
				if !strings.Contains(lines[i+1], "✗ Pool name must") {
					t.Errorf("%s: nothing under the row:\n%s", key, d.screen())
				}
			}
		}
		d.sees("✗ Pool name must", "remove \":\" in column 5")
		d.press("up").erase(":customers").press("down").seesNot("✗ Pool name")
	}
	// The last row of a step is followed by another step.
	d := open(t, preset(t, "defaults"))
	d.goTo("ses configuration set")
	d.w.showAll = true
	d.goTo("ses configuration set").typed("a b").press("down").sees("▸ 7 SMS", "✗ SES configuration set")
}

// Choosing what needs a follow-up is no mistake before the step is left.
func TestStillNeededIsNoErrorYet(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.goTo("email sender account").press("z").seesNot("still needed").sees("! 2 warnings")
	d.press("right", "right").sees("> Your own SES identity", "→ still needed: SES identity", "1 still needed").seesNot("✗")
	d.press("down").sees("▸ SES identity", "→ still needed: SES identity").seesNot("✗")
	d.press("down").sees("▸ From address").seesNot("✗") // left, but the step is not
	d.press("ctrl+n").sees("✗1")
	d.press("esc", "up").sees("✗1", "is DEVELOPER, which requires SES identity").seesNot("still needed")
	if text := strings.Join(strings.Fields(d.screen()), " "); strings.Contains(text, "in the email step") {
		t.Errorf("sent to the step that is open:\n%s", d.screen())
	}

	d = open(t, preset(t, "defaults"))
	d.goTo("multi-factor authentication").press("r")
	d.sees("→ still needed: Second factors").seesNot("✗").press("down").sees("▸ Second factors", "→ still needed: one of these").seesNot("✗")
	d.press("ctrl+r").sees("1 error", "no second factor is enabled")

	// The follow-up may be in another step, and a key leads there.
	d = open(t, readBack(t, `{"CreateUserPool": {"PoolName": "a", "MfaConfiguration": "OPTIONAL", "AccountRecoverySetting": {"RecoveryMechanisms": [
		{"Name": "verified_email", "Priority": 1}, {"Name": "verified_phone_number", "Priority": 2}]}},
		"SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": true}}}`))
	d.goTo("email codes as second factor").sees("> [·] Email").press("space").seesNot("✗")
	d.sees("→ still needed: Email sender account (step 6 Email)", "ctrl+g: go to Email sender account")
	d.press("ctrl+g").sees("▸ 6 Email", "▸ Email sender account")

	// A pool that comes with the mistake shows it at once.
	d = open(t, readBack(t, `{"PoolName": "a", "EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"}}`))
	d.goTo("email sender account").sees("✗1").seesNot("still needed")
}

// Law: no finding sends anybody to the step that is open.
func TestNoFindingSendsToItsOwnStep(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	for _, rule := range model.Rules {
		for i, step := range forms.Steps {
			d.run(d.w.openStep(i))
			f := d.w.fromHere(model.Finding{Message: rule.Summary, Fix: rule.Fix})
			text := strings.ToLower(f.Message + " " + f.Fix)
			if strings.Contains(text, "in the "+strings.ToLower(step.Title)+" step") {
				t.Errorf("%s in step %s: %s", rule.ID, step.Title, text)
			}
		}
	}
	d.run(d.w.openStep(stepIndex("tags")))
	f := d.w.fromHere(model.Finding{Fix: "set it in the tags step, or in the MFA step"})
	if f.Fix != "set it, or in the MFA step" {
		t.Errorf("in the step of the tags: %q", f.Fix)
	}
}

func TestRequiredStandardAttributesInTheWizard(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.goTo("user attributes").press("down").sees("▸ Required standard attributes ◆  1 of 18 · unset", "> [·] email")
	d.press("space", "down", "space").sees("[x] email", "[x] phone_number")
	d.press("g", "space") // given_name
	var names []string
	for _, a := range d.w.Pool().CreateUserPool.Schema {
		names = append(names, fmt.Sprint(*a.Name, *a.Required))
	}
	if got := strings.Join(names, " "); got != "emailtrue phone_numbertrue given_nametrue" {
		t.Errorf("schema %s", got)
	}
	d.press("end", "up", "home").press("space").sees("> [·] email")
	if n := len(d.w.Pool().CreateUserPool.Schema); n != 2 {
		t.Errorf("%d attributes after unchecking one", n)
	}
	d.press("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z").sees("> [·] email")
	if n := len(d.w.Pool().CreateUserPool.Schema); n != 0 {
		t.Errorf("%d attributes after undo", n)
	}
}

// The cursor of a checklist that is longer than its window stays in view.
func TestTheCursorOfAChecklistIsInView(t *testing.T) {
	for _, size := range sizes {
		d := open(t, preset(t, "defaults"))
		d.resize(size[0], size[1])
		d.goTo("user attributes").press("down")
		field := d.w.rows()[d.w.focus].field
		for range field.Setting().Choices {
			if !strings.Contains(d.screen(), "> [·]") {
				t.Fatalf("%v: no cursor:\n%s", size, d.screen())
			}
			d.press("down")
		}
	}
}

func TestSearchAnswersWhatIsNoSetting(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.press("ctrl+f").typed("social login").sees("i Social login: Identity providers (CreateIdentityProvider).").seesNot("nothing has")
	d.press("esc", "ctrl+f").typed("passwrod").sees("> Minimum length")
	d.press("esc", "ctrl+f").typed("ses").sees("> SES identity")
	d.press("esc", "ctrl+f").typed("otp").sees("SMS codes as second factor", "Email codes as second factor")
}

// Law: without colours an answer and a default look different, also when they
// say the same.
func TestAnswersAndDefaultsDifferWithoutColours(t *testing.T) {
	d := open(t, &model.Pool{})
	s := forms.NewAnswers(&model.Pool{})
	for i := range model.Catalog {
		setting := &model.Catalog[i]
		if strings.Contains(setting.Path, "[]") || setting.Kind == model.List || setting.Kind == model.Map {
			continue
		}
		f := forms.Field{Path: setting.Path}
		d.w.answers = s
		unset := ansi.Strip(d.w.value(f, 60))
		if !strings.HasPrefix(unset, "(") || !strings.HasSuffix(unset, ")") {
			t.Errorf("%s: the default is shown as %q", setting.Path, unset)
		}
		set := s.Clone()
		for _, answer := range []string{"true", "ON", "8", "text"} {
			set.Set(f, answer)
		}
		d.w.answers = set
		if got := ansi.Strip(d.w.value(f, 60)); got == "" || strings.HasPrefix(got, "(") {
			t.Errorf("%s: an answer is shown as %q", setting.Path, got)
		}
	}
	d = open(t, preset(t, "defaults"))
	d.press("ctrl+r", "d").sees("(Sign in with: ")
}

const longMessage = "one {####}\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve"

// A message has more lines in a larger window, and what arrives is whole where
// there is room.
func TestTheMessageEditorGrowsWithTheWindow(t *testing.T) {
	pool := preset(t, "defaults")
	if err := pool.Set("CreateUserPool.VerificationMessageTemplate.EmailMessage", longMessage); err != nil {
		t.Fatal(err)
	}
	height := func(size [2]int) int {
		d := open(t, pool.Clone())
		d.resize(size[0], size[1])
		d.goTo("code email message")
		return strings.Count(d.w.editor.View(), "\n") + 1
	}
	if small, middle, large := height([2]int{80, 24}), height([2]int{120, 40}), height([2]int{200, 60}); small >= middle || middle > large || small < leastLines {
		t.Errorf("%d lines at 80x24, %d at 120x40, %d at 200x60", small, middle, large)
	}
	d := open(t, pool)
	d.goTo("code email message").sees("│ one 123456", "│ …").seesNot("│ eleven")
	d.resize(120, 50)
	for line := range strings.SplitSeq(strings.Replace(longMessage, "{####}", "123456", 1), "\n") {
		d.sees("│ " + line)
	}
	d.seesNot("│ …")
	// It grows in the same visit, and shrinks again.
	d.resize(80, 24)
	d.sees("│ …")
}

func TestUndoGoesByWord(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	d.w.Now = func() time.Time { return now }
	const path = "CreateUserPool.VerificationMessageTemplate.EmailMessage"
	text := func() string {
		v, _ := d.w.Pool().Get(path)
		s, _ := v.(string)
		return s
	}
	d.goTo("code email message").typed("your code is {####}")
	for _, want := range []string{"your code is ", "your code ", "your ", ""} {
		if d.press("ctrl+z"); text() != want {
			t.Errorf("after undo %q, want %q", text(), want)
		}
	}
	for _, want := range []string{"your ", "your code ", "your code is ", "your code is {####}"} {
		if d.press("ctrl+y"); text() != want {
			t.Errorf("after redo %q, want %q", text(), want)
		}
	}
	// A pause divides a word, and so does turning to delete.
	d = open(t, preset(t, "defaults"))
	d.w.Now = func() time.Time { return now }
	d.goTo("code email message").typed("abc")
	now = now.Add(typingPause)
	d.typed("def").press("backspace", "backspace").typed("x")
	for _, want := range []string{"abcd", "abcdef", "abc", ""} {
		if d.press("ctrl+z"); text() != want {
			t.Errorf("after undo %q, want %q", text(), want)
		}
	}
}

func TestARejectedCharacterIsLocated(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.goTo("code email message")
	d.send(tea.PasteMsg{Content: "Hello,\nyour\u00a0code is {####}"})
	d.press("enter").sees("remove U+00A0 (no-break space) in line 2, column 5")
	d.press("shift+tab").sees("remove U+00A0 (no-break space) in line 2, column 5")
}

// The external editor gets a file whose name says what is in it, and nothing is
// written before a command runs.
func TestTheExternalEditorKnowsTheLanguage(t *testing.T) {
	for setting, want := range map[string]string{"code email message": ".html", "verification sms message": ".txt"} {
		d := open(t, preset(t, "defaults"))
		opened := ""
		d.w.OpenEditor = func(_, extension string) (*exec.Cmd, func() (string, error), error) {
			opened = extension
			return nil, nil, errors.New("no editor here")
		}
		d.goTo(setting)
		_, cmd := d.w.Update(tea.KeyPressMsg{Code: 'e', Mod: tea.ModCtrl})
		if opened != "" {
			t.Error("the file was written inside Update")
		}
		d.run(cmd)
		if opened != want {
			t.Errorf("%s opens as %q, want %q", setting, opened, want)
		}
		d.sees("cannot open an editor: no editor here")
	}
}

// A comma that comes with the next line is no change of this one.
func TestATrailingCommaIsNoChange(t *testing.T) {
	d := open(t, readBack(t, `{"PoolName": "a"}`))
	d.resize(120, 40)
	d.goTo("deletion protection").press("a").sees(`▌    "DeletionProtection": "ACTIVE"`).seesNot(`▌    "PoolName"`)
}

// Of an ARN that does not fit, the end is shown.
func TestARNRowsShowTheEnd(t *testing.T) {
	const function = "arn:aws:lambda:eu-west-1:123456789012:function:shop-presignup"
	pool := preset(t, "defaults")
	if err := pool.Set("CreateUserPool.LambdaConfig.PreSignUp", function); err != nil {
		t.Fatal(err)
	}
	d := open(t, pool)
	d.goTo("post confirmation").sees("…", "function:shop-presignup").seesNot("arn:aws")
	d.resize(200, 60)
	d.sees(function)
}

func TestDeletionProtectionIsInBasics(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.sees("▸ Pool name", "Deletion protection").goTo("deletion protection").sees("so one call deletes the pool").seesNot("tags step")
	d.goTo("tags").seesNot("Deletion protection")
}

// A click focuses the row that it is on, wherever the page is scrolled to.
func TestAClickFocusesTheRow(t *testing.T) {
	for _, size := range [][2]int{{60, 12}, {80, 24}, {120, 40}} {
		d := open(t, preset(t, "staff-mfa"))
		d.resize(size[0], size[1])
		for step := range forms.Steps {
			d.run(d.w.openStep(step))
			for _, focus := range []int{0, len(d.w.rows()) - 1} {
				d.w.focus = focus
				d.run(d.w.edit())
				clickEveryRow(d)
			}
		}
	}
	d := open(t, preset(t, "defaults"))
	before := d.w.focus
	d.send(tea.MouseClickMsg{X: 30, Y: 22, Button: tea.MouseLeft}) // below the rows
	d.send(tea.MouseClickMsg{X: 30, Y: 4, Button: tea.MouseLeft})  // the introduction
	if d.w.focus != before || d.w.step != 0 {
		t.Errorf("a click beside the rows went to %d", d.w.focus)
	}
}

// clickEveryRow clicks on the first line of each row that is seen folded, from
// the same focus.
func clickEveryRow(d *driver) {
	d.t.Helper()
	l := d.w.layout()
	focus := d.w.focus
	for i, r := range d.w.rows() {
		if i == focus {
			continue
		}
		want := strings.TrimRight(ansi.Strip(d.w.restLine(r, d.w.labelWidth(d.w.rows(), l), d.w.shown(), l)), " ")
		for y, line := range strings.Split(d.screen(), "\n") {
			if ansi.StringWidth(line) < l.list || !strings.HasPrefix(ansi.TruncateLeft(line, l.list, ""), want) {
				continue
			}
			d.send(tea.MouseClickMsg{X: l.list + 6, Y: y, Button: tea.MouseLeft})
			if d.w.focus != i {
				d.t.Fatalf("a click on %q in line %d focused row %d, not %d", want, y, d.w.focus, i)
			}
			break
		}
		d.w.focus = focus
		d.run(d.w.edit())
	}
}

func TestMachinesHaveNoPricePerUser(t *testing.T) {
	open(t, preset(t, "machine-to-machine")).press("ctrl+r", "end").seesNot("monthly active user")
	d := open(t, preset(t, "machine-to-machine"))
	review := fmt.Sprint(d.w.review.calls(d.w, 200))
	if strings.Contains(review, "active user") || !strings.Contains(review, "Plan LITE") {
		t.Errorf("machines: %s", review)
	}
	d = open(t, preset(t, "staff-mfa"))
	if review := fmt.Sprint(d.w.review.calls(d.w, 200)); !strings.Contains(review, "monthly active user") {
		t.Errorf("people: %s", review)
	}
}

// A wrong value is an error at once: no other setting can make it right.
func TestAWrongValueIsNotStillNeeded(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.goTo("pre sign-up").typed("arn:aws:lambda:eu-west-1:1234:function:f").press("down")
	d.seesNot("still needed").sees("1 error", "an account ID has 12 digits")
}
