package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/model"
)

// Someone answers the questions for staff, sees what follows, changes a setting on a
// step, and then an answer: the setting stays, and the others follow.
func TestAPoolFromAFewQuestions(t *testing.T) {
	d := open(t, nil)
	d.sees("> A few questions").press("enter").sees("▸ Name of the pool", "● Customers", "● Email", "● Browser", "12 characters or more, no forced symbols")
	d.typed("shop").press("enter").sees("▸ Who signs in?").press("right").sees("● Staff", "● By invitation only", "● Required", "● Web server")
	d.press("down", "down").sees("▸ How?").press("up", "up").sees("● Staff")
	d.press("ctrl+r").sees("Review", "✓ ready", "Poolsmith · shop", "e answers")
	if len(d.drafts) == 0 {
		t.Error("no draft was saved")
	}
	want, _ := model.Express{Name: "shop", Who: model.Staff}.Build()
	if !d.w.Pool().Equal(want) {
		t.Errorf("the pool is\n%s", d.w.Pool().JSON())
	}

	d.goTo("minimum length").press("ctrl+u").typed("20").press("ctrl+r")
	d.press("e").sees("▸ Name of the pool", "shop", "– 14 characters or more of every kind").press("down", "left").sees("● Customers").press("ctrl+r").sees("Review")
	policy := d.w.Pool().CreateUserPool.Policies.PasswordPolicy
	if *policy.MinimumLength != 20 || *policy.TemporaryPasswordValidityDays != 7 || d.w.Pool().CreateUserPool.MfaConfiguration != nil {
		t.Errorf("the pool is\n%s", d.w.Pool().JSON())
	}

	d.press("ctrl+z")
	if got := *d.w.Pool().CreateUserPool.Policies.PasswordPolicy.TemporaryPasswordValidityDays; got != 3 {
		t.Errorf("after undo: %d days", got)
	}
	d.press("e", "down").sees("● Staff").press("esc").sees("Review").press("ctrl+y", "e", "down").sees("● Customers")
}

// The first answers are one change, and esc leads back to them and to the start.
func TestExpressIsOneChange(t *testing.T) {
	d := open(t, nil)
	d.press("enter", "ctrl+r").sees("Review").press("ctrl+z").seesNot("e answers")
	if !d.w.Pool().Equal(&model.Pool{}) {
		t.Errorf("after undo:\n%s", d.w.Pool().JSON())
	}
	d.press("ctrl+y").sees("e answers").press("esc").sees("A few questions").press("esc").sees("What do you want to start from?", "> Return to my-customers")

	d = open(t, nil)
	d.press("enter").typed("shop").press("down", "right").sees("● Staff").press("esc").sees("What do you want to start from?", "> A few questions")
	d.press("enter").sees("▸ Name of the pool", "Name shop", "● Staff").press("ctrl+r").sees("Review", "Poolsmith · shop")
	d.press("esc", "esc").pick("A few questions").sees("● Customers").seesNot("Name shop")
}

// Enter goes from question to question and ends on the review; machines are asked
// nothing else.
func TestExpressForMachines(t *testing.T) {
	d := open(t, nil)
	d.press("enter", "enter").sees("▸ Who signs in?").press("left").sees("● Machines", "Client credentials").seesNot("Second factor?")
	d.press("enter").sees("Review", "✓ ready", "machine")
}

// What cannot be chosen is passed, with the reason; an answer that another one
// excludes becomes the nearest, with a sentence.
func TestExpressExcludesAnswers(t *testing.T) {
	d := open(t, nil)
	d.press("enter", "down", "down").sees("▸ With what?", "– Phone: Cognito accepts phone numbers as usernames without SMS")
	d.press("left").sees("● Email or username").press("right").sees("○ Email or username")
	d.press("down", "down", "down").sees("▸ Second factor?").press("left").sees("● Required")
	d.press("up", "up", "left", "left").sees("● + email code", "● Optional", "! Optional, not Required: While MFA is required, codes by email")
	d.press("left", "left").sees("● Password", "● Required").seesNot("not Required")
}

// A name that Cognito rejects is reported where it is typed.
func TestExpressChecksTheName(t *testing.T) {
	d := open(t, nil)
	d.press("enter").typed("shop:eu").sees("✗ Pool name (PoolName) must contain only").press("ctrl+u").typed("q?").press("backspace").seesNot("✗")
	d.press("ctrl+r").sees("Poolsmith · q")

	pool, out, err := spoken(t, open(t, nil), nil, "express", "shop:eu", "shop", "", "", "", "", "", "", "done")
	if err != nil || *pool.CreateUserPool.PoolName != "shop" {
		t.Errorf("%v\n%s", err, out)
	}
	says(t, out, "Error: Pool name (PoolName) must contain only")
}

// Law: every line can be brought into view in each size.
func TestEveryLineOfExpressShows(t *testing.T) {
	for _, size := range sizes {
		d := open(t, nil)
		d.resize(size[0], size[1])
		d.press("enter", "down", "right", "down", "down", "right")
		seen := ""
		for range 60 {
			seen += ansi.Strip(strings.Join(d.w.frame(), " ")) + " "
			d.press("pgdown")
		}
		if size[0] >= 40 && size[1] >= 10 && !strings.Contains(seen, "Deletion protection on") {
			t.Errorf("%v: the last line does not show", size)
		}
	}
}

// Law: the questions lead to the same draft in both modes, for answers of all kinds.
func TestExpressIsTheSameLineByLine(t *testing.T) {
	for _, story := range []struct {
		name    string
		presses []string
		answers []string
	}{
		{"nothing answered", []string{"ctrl+r"}, []string{"", "", "", "", "", "", ""}},
		{"staff with codes", []string{"down", "right", "down", "down", "right", "right", "ctrl+r"}, []string{"", "staff", "", "code", "", "", ""}},
		{"machines", []string{"down", "left", "ctrl+r"}, []string{"", "3"}},
		{"every question", []string{"down", "down", "right", "down", "right", "down", "right", "down", "right", "down", "left", "enter"}, []string{"", "Customers", "Username", "passkey", "By invitation only", "optional", "none"}},
	} {
		t.Run(story.name, func(t *testing.T) {
			d := open(t, nil)
			d.press("enter").press(story.presses...)
			pool, out, err := spoken(t, open(t, nil), nil, append(append([]string{"express"}, story.answers...), "done")...)
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if !pool.Equal(d.w.Pool()) {
				t.Errorf("line by line:\n%s\nwizard:\n%s", pool.JSON(), d.w.Pool().JSON())
			}
			says(t, out, "Settings that follow:", "Reason: always. Step 1, Basics.", "Review.")
		})
	}
}

// The answers can be changed from the review, line by line too.
func TestExpressAnswersChangeLineByLine(t *testing.T) {
	d := open(t, nil)
	pool, out, err := spoken(t, d, nil, "1", "shop", "nonsense", "help", "staff", "", "code", "", "", "", "3", "20", "review", "answers", "", "customers", "", "", "", "required", "", "", "done")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	says(t, out, `"nonsense" is not one of the choices`, "Not possible: Phone. Cognito accepts", "Not possible: Required. While MFA is required", "done, save FORMAT, journeys, answers")
	policy := pool.CreateUserPool.Policies.PasswordPolicy
	if *policy.MinimumLength != 20 || *policy.TemporaryPasswordValidityDays != 7 || *pool.CreateUserPool.PoolName != "shop" {
		t.Errorf("the pool is\n%s", pool.JSON())
	}
	if len(d.drafts) == 0 {
		t.Error("no draft was saved")
	}
}

func TestExpressScreens(t *testing.T) {
	for name, size := range map[string][2]int{"80x24": {80, 24}, "120x40": {120, 40}, "40x10": {40, 10}} {
		t.Run(name, func(t *testing.T) {
			d := open(t, nil)
			d.resize(size[0], size[1])
			d.press("enter").typed("shop").press("down", "right", "down", "down")
			requireScreen(t, d.screen())
		})
	}
	t.Run("customers", func(t *testing.T) {
		d := open(t, nil)
		d.press("enter")
		requireScreen(t, d.screen())
	})
	for _, dark := range []bool{false, true} {
		d := open(t, nil)
		d.w.styles = newStyles(dark)
		d.press("enter").typed("shop").press("down")
		requireReadable(t, strings.Join(d.w.frame(), "\n"), dark)
	}
}

// Options of checklists that were touched by hand stay when an answer changes, whether
// they were unchecked or left to Cognito; the others follow.
func TestTouchedOptionsStay(t *testing.T) {
	d := open(t, nil)
	d.press("enter", "down", "right").sees("● Staff").press("ctrl+r").sees("Review", "✓ ready")
	d.goTo("require a digit").sees("> [x] Digit").press("space", "down", "backspace").sees("[ ] Digit", "> [·] Symbol")
	d.press("ctrl+r", "e", "down", "left").sees("● Customers").press("ctrl+r").sees("Review")
	if got := characters(d.w.Pool()); got != "true true false -" {
		t.Errorf("required characters %s", got)
	}
	policy := d.w.Pool().CreateUserPool.Policies.PasswordPolicy
	if *policy.MinimumLength != 12 || *policy.TemporaryPasswordValidityDays != 7 {
		t.Errorf("the others do not follow:\n%s", d.w.Pool().JSON())
	}
}

// The answers are kept with the draft: after a restart they can be changed, what was
// touched by hand stays, and so does undo.
func TestAnswersOutliveARestart(t *testing.T) {
	d := open(t, nil)
	d.press("enter").typed("shop").press("down", "right").sees("● Staff").press("ctrl+r").sees("Review")
	d.goTo("minimum length").press("ctrl+u").typed("20").press("ctrl+r").sees("Review")

	d = openWith(t, nil, d.store)
	d.pick("Continue shop").press("ctrl+r").sees("Review", "e answers")
	d.press("e").sees("▸ Name of the pool", "shop", "● Staff", "– 14 characters or more of every kind")
	d.press("down", "left").sees("● Customers", "– 12 characters or more, no forced symbols").press("ctrl+r").sees("Review")
	policy := d.w.Pool().CreateUserPool.Policies.PasswordPolicy
	if *policy.MinimumLength != 20 || *policy.TemporaryPasswordValidityDays != 7 || d.w.Pool().CreateUserPool.MfaConfiguration != nil {
		t.Errorf("the pool is\n%s", d.w.Pool().JSON())
	}
	changed := d.w.Pool().Clone()
	d.press("ctrl+z")

	d = openWith(t, nil, d.store)
	d.pick("Continue shop").press("ctrl+r", "e", "down").sees("● Staff").press("left", "ctrl+r").sees("Review")
	if !d.w.Pool().Equal(changed) {
		t.Errorf("the same answers after another restart lead to\n%s\nwant\n%s", d.w.Pool().JSON(), changed.JSON())
	}
}

// A draft has no answers once undo has taken them back, or another pool took its place.
func TestDraftsWithoutAnswers(t *testing.T) {
	d := open(t, nil)
	d.press("enter").typed("shop").press("ctrl+r").sees("Review")
	if len(d.store.answers) != 1 {
		t.Fatalf("answers %v", d.store.answers)
	}
	d.press("ctrl+z")
	if len(d.store.answers) != 0 {
		t.Errorf("after undo: answers %v", d.store.answers)
	}
	d.press("ctrl+y")
	if len(d.store.answers) != 1 {
		t.Errorf("after redo: answers %v", d.store.answers)
	}
	d.toStart().pick("Blank").typed("other").press("ctrl+r").seesNot("e answers")
	if len(d.store.answers) != 1 || len(d.store.files) != 2 {
		t.Errorf("answers %v of drafts %v", d.store.answers, d.store.files)
	}
}

// Line by line, a draft is continued with its answers too, wherever they were given.
func TestAnswersOutliveARestartLineByLine(t *testing.T) {
	d := open(t, nil)
	if _, out, err := spoken(t, d, nil, "express", "shop", "staff", "", "", "", "", "", "3", "20", "leave"); err == nil {
		t.Fatalf("not left:\n%s", out)
	}
	pool, out, err := spoken(t, openWith(t, nil, d.store), nil, "d1", "review", "answers", "", "customers", "", "", "", "", "", "done")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	policy := pool.CreateUserPool.Policies.PasswordPolicy
	if *policy.MinimumLength != 20 || *policy.TemporaryPasswordValidityDays != 7 {
		t.Errorf("the pool is\n%s", pool.JSON())
	}
	d = openWith(t, nil, d.store)
	d.pick("Continue shop").press("ctrl+r", "e", "down").sees("● Customers", "– 12 characters or more, no forced symbols")
}

// The plan and the first factors that are changed by hand do not keep the app client
// from following other answers.
func TestTheAppFollowsBesideTouchedSettings(t *testing.T) {
	d := open(t, nil)
	d.press("enter", "ctrl+r").sees("Review")
	d.goTo("first factors").press("space", "down", "down", "down", "space").sees("[x] Password", "[x] Passkey").press("ctrl+r").sees("Review")
	d.press("e", "down", "down", "down", "down", "down", "down").sees("▸ What is the app?").press("right").sees("● Mobile").press("enter").sees("Review")
	got := d.w.Pool()
	if len(got.CreateUserPoolClient) != 1 || *got.CreateUserPoolClient[0].ClientName != "mobile-app" || *got.CreateManagedLoginBranding[0].ClientId != "mobile-app" {
		t.Errorf("the pool is\n%s", got.JSON())
	}
	if got.CreateUserPool.Policies.SignInPolicy == nil {
		t.Errorf("the first factors do not stay:\n%s", got.JSON())
	}
}

// What was changed is described as not applied, line by line too.
func TestAnswersAreNotAppliedLineByLine(t *testing.T) {
	_, out, err := spoken(t, open(t, nil), nil, "express", "shop", "", "", "", "", "", "", "3", "20", "review", "answers", "", "staff", "", "", "", "", "", "done")
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	says(t, out, "14 characters or more of every kind. Not applied, because you changed it. Step 3, Password.", "MFA required. Reason: staff. Step 4, MFA.")
}

// Control characters in the name of a draft reach no screen.
func TestExpressShowsPrintableNames(t *testing.T) {
	pool, _ := model.Express{}.Build()
	pool.CreateUserPool.PoolName = new("a\x1b]0;x\x07\u202eb")
	store := &memoryDrafts{files: map[string]string{"a.json": string(pool.JSON())}, answers: map[string]model.Express{"a.json": {}}}
	d := openWith(t, nil, store)
	d.press("enter", "ctrl+r", "e").sees("▸ Name of the pool", "Name a")
	if frame := strings.Join(d.w.frame(), "\n"); strings.ContainsAny(frame, "\x07\u202e") {
		t.Errorf("the screen is %q", frame)
	}
	_, out, err := spoken(t, openWith(t, nil, store), nil, "d1", "review", "answers", "", "", "", "", "", "", "", "done")
	if err != nil || strings.ContainsAny(out, "\x07\u202e") {
		t.Errorf("%v: %q", err, out)
	}
}

// Text that is no value yet outlives other answers, like any setting that was touched.
func TestUnreadableTextOutlivesOtherAnswers(t *testing.T) {
	d := open(t, nil)
	d.press("enter", "ctrl+r").sees("Review")
	d.goTo("minimum length").press("ctrl+u").typed("abc").press("ctrl+r", "e", "down", "right").sees("● Staff").press("ctrl+r").sees("Review", "✗ 1 error")
	d.goTo("minimum length").sees("> abc")
}

// Questions that were opened and left without another answer are no change.
func TestTheSameAnswersAreNoChange(t *testing.T) {
	d := open(t, nil)
	d.press("enter", "ctrl+r").sees("Review")
	d.goTo("pool name").press("ctrl+u").typed("store").press("ctrl+r")
	saves := len(d.drafts)
	d.press("e").sees("store").press("ctrl+r").sees("Review")
	if len(d.drafts) != saves {
		t.Errorf("%d saves", len(d.drafts)-saves)
	}
}
