package tui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// trouble has errors in several steps, one of them in an item of a list.
const trouble = `{"PoolName": "shop:1", "MfaConfiguration": "ON", "UserPoolTags": {"team": "a"},
	"Schema": [{"Name": "plan", "AttributeDataType": "String"}, {"Name": "plan", "AttributeDataType": "String"}]}`

// here is where the driver is: screen, step, row, item, line of the review.
func (d *driver) here() string {
	w := d.w
	if w.screen == onReview {
		return fmt.Sprintf("line %d of the review", w.review.at)
	}
	return fmt.Sprintf("screen %d, step %d, row %d, items %q", w.screen, w.step, w.focus, openPaths(w))
}

// openPaths are the paths of the open list items, the outermost first.
func openPaths(w *Wizard) []string {
	var paths []string
	for _, it := range w.items {
		paths = append(paths, it.list.Path(w.answers.Pool, it.index))
	}
	return paths
}

// Law: esc returns to the place and row from which one came.
func TestEscReturnsToWhereOneCameFrom(t *testing.T) {
	ways := map[string]func(*driver){
		"search":           func(d *driver) { d.goTo("passkey domain") },
		"search of a step": func(d *driver) { d.press("ctrl+f").typed("9").press("enter") },
		"the review":       func(d *driver) { d.press("ctrl+r") },
		"the next step":    func(d *driver) { d.press("ctrl+n") },
		"a click on a step": func(d *driver) {
			d.send(tea.MouseClickMsg{Button: tea.MouseLeft, X: 5, Y: 9})
		},
	}
	for name, go_ := range ways {
		t.Run(name, func(t *testing.T) {
			d, moved := open(t, readBack(t, trouble)), false
			defer func() {
				if !moved {
					t.Error("nothing happened")
				}
			}()
			everyRow(d, func(place string) {
				if d.w.step == len(forms.Steps)-1 && name == "the next step" {
					return
				}
				d.w.places = nil
				before := d.here()
				screen := d.screen()
				go_(d)
				moved = moved || d.here() != before
				d.press("esc")
				if d.here() != before || d.screen() != screen {
					t.Fatalf("from %s: esc led to %s, not to %s:\n%s", place, d.here(), before, d.screen())
				}
			})
		})
	}
}

// From every line of the review, to what it is about, and back to that line.
func TestEscReturnsToTheLineOfTheReview(t *testing.T) {
	d := open(t, readBack(t, trouble))
	d.press("ctrl+r")
	for line := range d.w.review.places(d.w) {
		before, screen := d.here(), d.screen()
		for _, way := range []func(){
			func() { d.press("enter") },
			func() { d.press("enter", "ctrl+f").typed("9").press("enter", "esc") },
			func() { d.press("/").typed("tags").press("enter") },
		} {
			way()
			if d.w.screen != onStep {
				t.Fatalf("line %d leads to %s", line, d.here())
			}
			d.press("esc")
			if d.here() != before || d.screen() != screen {
				t.Fatalf("line %d: esc led to %s, not to %s:\n%s", line, d.here(), before, d.screen())
			}
		}
		d.press("down")
	}
}

// Fixing a finding: ctrl+g goes to the other setting, esc returns.
func TestEscReturnsFromFixingAFinding(t *testing.T) {
	d := open(t, preset(t, "machine-to-machine"))
	d.goTo("password history").typed("5").press("enter", "shift+tab")
	before := d.here()
	d.press("ctrl+g").sees("▸ Feature plan").press("esc")
	if d.here() != before {
		t.Errorf("esc led to %s, not to %s", d.here(), before)
	}
}

// An item that was deleted meanwhile cannot be returned to: its list can.
func TestEscReturnsToTheListOfADeletedItem(t *testing.T) {
	d := open(t, readBack(t, trouble))
	d.goTo("user attributes").press("shift+tab", "enter").sees("Attribute name")
	d.press("ctrl+f").typed("user attributes").press("enter", "shift+tab", "d", "d", "esc")
	if d.w.screen != onStep || len(d.w.items) > 0 {
		t.Errorf("esc led to %s", d.here())
	}
}

func TestMovingBackBeforeTheFirstRow(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.press("shift+tab").sees("▸ Pool name")
	d.press("ctrl+n", "shift+tab")
	if d.w.step != 0 || d.w.focus != len(d.w.rows())-1 {
		t.Errorf("shift+tab led to %s", d.here())
	}
}

// front opens each overlay.
var fronts = map[string]func(*driver){
	"help":    func(d *driver) { d.press("f1") },
	"search":  func(d *driver) { d.press("ctrl+f") },
	"preview": func(d *driver) { d.press("ctrl+o") },
	"choose":  func(d *driver) { d.goTo("pre sign-up").press("ctrl+k") },
	"users":   func(d *driver) { d.press("ctrl+r", "u").typed("20000") },
	"command": func(d *driver) { d.press("ctrl+r", "r") },
	"rule":    func(d *driver) { d.press("ctrl+f").typed("alias-never-verified").press("enter") },
	"preset":  func(d *driver) { d.press("ctrl+f").typed("machine to machine").press("end", "enter") },
	"save":    func(d *driver) { d.press("ctrl+r", "w") },
	"submit":  func(d *driver) { d.press("ctrl+r", "s") },
	"region":  func(d *driver) { d.press("ctrl+r", "s", "r") },
	"sandbox": func(d *driver) { d.press("ctrl+r", "x") },
	"answers": func(d *driver) { d.w.express = &model.Express{}; d.press("ctrl+r", "e", "down", "down") },
}

// everyKey are the keys of a keyboard, alone and with modifiers.
func everyKey() []tea.KeyPressMsg {
	var keys []tea.KeyPressMsg
	for r := ' '; r <= '~'; r++ {
		keys = append(keys, tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	mods := []tea.KeyMod{0, tea.ModShift, tea.ModAlt, tea.ModCtrl}
	for _, code := range []rune{
		tea.KeyUp, tea.KeyDown, tea.KeyLeft, tea.KeyRight, tea.KeyHome, tea.KeyEnd, tea.KeyPgUp, tea.KeyPgDown,
		tea.KeyBackspace, tea.KeyDelete, tea.KeyInsert, tea.KeyTab, tea.KeyEnter, tea.KeyEscape, tea.KeySpace, tea.KeyF1, tea.KeyF3, tea.KeyF4,
	} {
		for _, mod := range mods {
			keys = append(keys, tea.KeyPressMsg{Code: code, Mod: mod})
		}
	}
	for r := 'a'; r <= 'z'; r++ {
		if r != 'c' { // which leaves
			keys = append(keys, tea.KeyPressMsg{Code: r, Mod: tea.ModCtrl})
		}
	}
	return keys
}

// Law: in front means in front. While an overlay is open no key, paste or click
// reaches the draft or moves what is behind it.
func TestOverlaysAreModal(t *testing.T) {
	for name, open_ := range fronts {
		t.Run(name, func(t *testing.T) {
			var d *driver
			start := func() {
				d = open(t, preset(t, "email-sign-in"))
				open_(d)
				if d.w.overlay == nil {
					t.Fatal("no overlay")
				}
			}
			check := func(what string, send func()) {
				t.Helper()
				if d == nil || d.w.overlay == nil {
					start()
				}
				draft, front := string(d.w.Pool().JSON()), d.w.overlay
				behind := d.here()
				send()
				if got := string(d.w.Pool().JSON()); got != draft {
					t.Fatalf("%s changed the draft:\n%s", what, got)
				}
				if d.w.overlay == front && d.here() != behind {
					t.Fatalf("%s moved what is behind: from %s to %s", what, behind, d.here())
				}
			}
			for _, key := range everyKey() {
				if name == "choose" && key.Code == tea.KeyEnter {
					continue // answers the field, which is what it is for
				}
				if name == "answers" && (key.Code == tea.KeyEnter || key.String() == "ctrl+r") {
					continue // makes the pool of the answers, which is what it is for
				}
				check(key.String(), func() { d.send(key) })
			}
			check("a paste", func() { d.send(tea.PasteMsg{Content: "arn:aws:iam::1:role/x"}) })
			for y := range 24 {
				check("a click", func() { d.send(tea.MouseClickMsg{Button: tea.MouseLeft, X: 5, Y: y}) })
			}
			check("the wheel", func() { d.send(tea.MouseWheelMsg{Button: tea.MouseWheelDown, X: 5, Y: 9}) })
		})
	}
}

func TestThePreviewInFrontScrolls(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.press("ctrl+o").sees(`"CreateUserPool": {`).press("z", "z").seesNot("zz")
	d.press("end").sees(`"SoftwareTokenMfaConfiguration": {`).press("home").sees(`"PoolName": "my-staff-pool"`)
	d.press("ctrl+p").sees("Names").press("esc").sees("> my-staff-pool")
}

const sender = "arn:aws:ses:eu-west-1:123456789012:identity/example.com"

// One-line fields get a pasted line without the white space around it.
func TestPastedLinesAreTrimmed(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.goTo("ses identity")
	d.send(tea.PasteMsg{Content: "  \t" + sender + " \r\n"})
	if got, _ := d.w.Pool().Get("CreateUserPool.EmailConfiguration.SourceArn"); got != sender {
		t.Errorf("stored %q", got)
	}
	d.seesNot("✗ SES")

	d.press("ctrl+f")
	d.send(tea.PasteMsg{Content: "\npasskey domain \n"})
	d.sees("> Passkey domain").press("esc")

	d.press("ctrl+r", "w", "ctrl+u")
	d.send(tea.PasteMsg{Content: " pool.json\n"})
	d.press("enter")
	if d.files["pool.json"] == "" {
		t.Errorf("saved %v", d.files)
	}

	d = open(t, preset(t, "staff-mfa"))
	d.press("ctrl+r", "s", "r")
	d.send(tea.PasteMsg{Content: " us-east-1\n"})
	d.press("enter").sees("Region us-east-1,")

	d = open(t, nil)
	d.press("up").sees("> A file").press("enter")
	d.send(tea.PasteMsg{Content: " /no/such/file \n"})
	if got := d.w.start.answer.Value(); got != "/no/such/file" {
		t.Errorf("path %q", got)
	}
}

// A message keeps what is pasted as it is.
func TestAPastedMessageStaysAsItIs(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.goTo("invitation email message")
	text := "  Hello {username},\n\tyour password is\t{####}\n\n"
	d.send(tea.PasteMsg{Content: text})
	if got, _ := d.w.Pool().Get("CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.EmailMessage"); got != text {
		t.Errorf("stored %q", got)
	}
	d.press("ctrl+n", "esc")
	if got, _ := d.w.Pool().Get("CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.EmailMessage"); got != text {
		t.Errorf("after looking at it: %q", got)
	}
}

// Law: the marks of a step have priority over its title and the space around.
func TestAStepShowsItsErrors(t *testing.T) {
	d := open(t, readBack(t, trouble))
	requireScreen(t, d.screen())
	var list []string
	for _, line := range strings.Split(d.screen(), "\n") {
		list = append(list, string([]rune(line)[:listWidth]))
	}
	if !slices.ContainsFunc(list, func(row string) bool { return strings.HasPrefix(row, " ✗ 10 Attributes ◆ ✗1") }) {
		t.Errorf("step 10 has no ◆ and ✗:\n%s", strings.Join(list, "\n"))
	}
	for _, signs := range []string{"◆ ✗1", "◆ ✗12", "✗123"} {
		if row := stepRow(" ✗ 10 Attributes", signs, listWidth); !strings.Contains(row, signs) || ansi.StringWidth(row) != listWidth {
			t.Errorf("%s: %q", signs, row)
		}
	}
	d.resize(40, 10)
	d.goTo("advanced security").sees("✗ ")
}

// Law: the mark of a permanent setting shows in its row at every size, however
// long its title is.
func TestPermanentSettingsAreMarked(t *testing.T) {
	for _, size := range sizes {
		d := open(t, preset(t, "staff-mfa"))
		d.resize(size[0], size[1])
		everyRow(d, func(place string) {
			l := d.w.layout()
			for i, r := range d.w.rows() {
				line := ansi.Strip(d.w.restLine(r, d.w.labelWidth(d.w.rows(), l), nil, l))
				if i != d.w.focus && r.kind == fieldRow && r.field.Setting().Permanent != "" && !strings.Contains(line, "◆") {
					t.Fatalf("%s at %v: %q", place, size, line)
				}
			}
		})
	}
}

// content returns all lines of what is in front, however many show.
func (d *driver) content() []string {
	w := d.w
	l := w.layout()
	var lines []string
	switch front := w.overlay.(type) {
	case *searchOverlay:
		for _, item := range front.items {
			lines = append(lines, item.label)
		}
	case *helpOverlay:
		lines = front.text(w.canvas(l))
	case *chooser:
		for _, item := range front.items {
			lines = append(lines, item.label)
		}
	case *saveOverlay:
		lines = append(front.status(w.canvas(l)), front.path.Value())
		for _, f := range w.Formats {
			if front.onFormats { // else they wait for tab
				lines = append(lines, f.Title)
			}
		}
	case nil:
		switch w.screen {
		case onStep:
			lines, _, _ = w.rowLines(l)
		case onReview:
			lines, _ = w.review.draw(w, l.form)
		default:
			for _, c := range w.start.choices {
				lines = append(lines, c.title)
			}
		}
	default:
		lines = front.lines(w.canvas(l)) // too wide ones are folded
	}
	return lines
}

// Law: every line of every page, list, review and overlay can be brought into
// view by keys.
func TestEveryLineCanBeSeen(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {80, 24}} {
		for name, pool := range map[string]*model.Pool{"staff-mfa": preset(t, "staff-mfa"), "trouble": readBack(t, trouble)} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				d := open(t, pool)
				d.resize(size[0], size[1])
				everyRow(d, func(place string) { d.seesEverything(place) })
				d.press("ctrl+r", "d")
				d.seesEverything("the review")
				d.press("end")
				d.seesEverything("the end of the review")
				for front, open_ := range fronts {
					if front == "preview" {
						continue // TestThePreviewInFrontScrolls
					}
					if d = open(t, preset(t, "staff-mfa")); true {
						d.resize(size[0], size[1])
						open_(d)
						d.seesEverything(front)
					}
				}
				d = open(t, nil)
				d.resize(size[0], size[1])
				d.seesEverything("start")
			})
		}
	}
}

// seesEverything pages from the first line to the last and fails for a line
// that never showed.
func (d *driver) seesEverything(place string) {
	d.t.Helper()
	seen, screen := "", ""
	see := func() {
		screen = d.screen()
		seen += bare(screen) + " "
	}
	page := func(key string) {
		for range 200 {
			before := screen
			d.press(key)
			see()
			if screen == before {
				return
			}
		}
		d.t.Fatalf("%s: %s has no end", place, key)
	}
	unseen := func() string {
		for _, line := range d.content() {
			if text := bare(ansi.Strip(line)); !strings.Contains(seen, text) {
				return text
			}
		}
		return ""
	}
	see()
	if unseen() == "" {
		return // all at once
	}
	page("pgup")
	page("pgdown")
	if text := unseen(); text != "" {
		d.t.Fatalf("%s: %q never shows; the last screen was\n%s", place, text, d.screen())
	}
}

// bare is text without the cursor, which moves.
func bare(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("▸", " ", ">", " ").Replace(text)), " ")
}

func TestTheWheelScrollsWhatIsUnderIt(t *testing.T) {
	down := func(x int) tea.MouseWheelMsg { return tea.MouseWheelMsg{Button: tea.MouseWheelDown, X: x, Y: 8} }
	d := open(t, preset(t, "staff-mfa"))
	d.resize(120, 20)
	d.sees(`"PoolName": "my-staff-pool"`, "▸ Pool name")
	d.send(down(110))
	d.sees("▸ Pool name").seesNot(`"PoolName": "my-staff-pool"`)

	d.resize(40, 10)
	d.sees("Pool name").send(down(5))
	d.seesNot("Pool name").send(tea.MouseWheelMsg{Button: tea.MouseWheelUp, X: 5, Y: 8})
	d.sees("Pool name").send(down(5))
	d.press("left").sees("Pool name") // any other key returns to the row

	d.press("ctrl+r").sees("▸ Basics").send(down(5))
	d.seesNot("Pool name").sees("▸ Sign-in")
	d.press("f1").sees("save files").send(down(5))
	d.seesNot("save files").press("esc", "/").sees("> 1 Basics").send(down(5))
	d.sees("> 4 MFA")
}

func TestHomeAndEndOfLists(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.goTo("pool tags")
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		d.press("a").typed(name).press("esc", "end")
	}
	d.press("home").sees("▸ a = ").seesNot("▸ Add to Pool tags").press("end").sees("▸ Add to Pool tags")
	d.press("ctrl+r", "end").seesNot("▸ Basics").press("home").sees("▸ Basics")
	d.press("/", "end", "home").sees("> 1 Basics")
	d = open(t, nil)
	d.press("end").sees("> A file").press("home").seesNot("> A file")
}

// The footer of the search names the keys that work there.
func TestTheSearchNamesItsKeys(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.press("ctrl+f").sees("enter go there", "↑↓ move", "esc back")
	d.typed("zzzzzz").sees("no match").seesNot("enter go there")
}

// The review begins with what Cognito would reject, in view and in reach.
func TestTheReviewBeginsWithErrors(t *testing.T) {
	pool := preset(t, "staff-mfa")
	if err := pool.Set("CreateUserPool.Policies.PasswordPolicy.MinimumLength", 149); err != nil {
		t.Fatal(err)
	}
	d := open(t, pool)
	d.press("ctrl+r").sees("▸ ✗ Minimum length (MinimumLength) is 149", "Fix: set a number from 6 to 99", "✗ 1 error")
	d.press("enter").sees("▸ Minimum length").press("esc").sees("▸ ✗ Minimum length")
}

// Where an answer of the search takes all lines, down brings the matches into view.
func TestMatchesBelowALongAnswerAreInReach(t *testing.T) {
	d := open(t, preset(t, "defaults"))
	d.resize(40, 10)
	d.press("ctrl+f").typed("captcha").sees("i CAPTCHA").press("down").sees("> Verify challenge trigger")
	d.press("up").sees("i CAPTCHA").press("esc").typed("").press("ctrl+f").typed("mfa").sees("> 4 MFA").seesNot("…")
}
