package tui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/model"
)

// Someone checks from the review what new staff go through, sees the invitation as
// it arrives, corrects its words, and is on the review again.
func TestTheInvitationAsItArrives(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.press("ctrl+r").sees("j journeys")
	d.press("j").sees("First sign-in after an invitation", "journey 1 of 17", "step 1 of 8", "▸  1  An administrator creates the user").seesNot("╭─ Email")
	d.press("right").sees("step 2 of 8", "╭─ Email", "From     no-reply@verificationemail.com", "Subject  Your staff account", "Xk7!pQ2m-temp.", "valid for 3 days")
	d.press("left").sees("step 1 of 8").press("n").sees("step 2 of 8").press("p").sees("step 1 of 8")
	d.press("left").sees("step 1 of 8").press("end").sees("step 8 of 8").press("right").sees("step 8 of 8").press("home", "n")

	d.press("enter").sees("▸ Invitation email subject").typed(" at the shop").press("esc")
	d.sees("step 2 of 8", "Subject  Your staff account at the shop")
	d.press("down").sees("Sign-in with a password", "step 1 of 5")
	d.press("esc").sees("Review", "✓ ready")
}

// What is not possible comes after what is, with the reason and the way there.
func TestAJourneyThatIsNotPossible(t *testing.T) {
	p := preset(t, "email-sign-in")
	p.CreateUserPool.AutoVerifiedAttributes = []string{"email", "phone_number"}
	d := open(t, p)
	d.press("ctrl+r", "j")
	for range 20 {
		if strings.Contains(d.screen(), "not possible") {
			break
		}
		d.press("down")
	}
	d.sees("Sign-up", "not possible", "✗ Verified at sign-up (AutoVerifiedAttributes) has phone_number", "Fix: ").press("enter").sees("▸ Verified at sign-up")

	// Once it is possible it has another place among the journeys.
	d.press("down", "space", "esc").sees("Sign-up", "step 1 of").press("esc").sees("Review", "✓ ready")
}

// The list of all journeys is beside the storyboard where there is room.
func TestJourneysBesideTheirList(t *testing.T) {
	d := open(t, preset(t, "staff-mfa"))
	d.press("ctrl+r", "j").seesNot("– Sign-up")
	d.resize(120, 40)
	d.sees("▸ ✓ First sign-in after an invitation", "  ✓ Forgotten password", "  – Sign-up").press("down").sees("▸ ✓ Sign-in with a password")
}

// Law: every line of every journey can be brought into view, and none is wider than
// the window, in each size and with any text.
func TestEveryLineOfAJourneyShows(t *testing.T) {
	nasty := appPool(t)
	nasty.CreateUserPool.VerificationMessageTemplate = &model.VerificationMessageTemplate{
		EmailSubject: new("\x1b[31mred " + strings.Repeat("long ", 40)), EmailMessage: new("one\n\n<p>two</p>{####}\x1b[2J日本語の文😀" + strings.Repeat("x", 300)),
	}
	nasty.CreateUserPool.AutoVerifiedAttributes = []string{"email"}
	for name, p := range map[string]*model.Pool{"staff": preset(t, "staff-mfa"), "nasty": nasty, "empty": {}} {
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				d := open(t, p.Clone())
				d.resize(size[0], size[1])
				d.press("ctrl+r", "j")
				o := d.w.overlay.(*journeysOverlay)
				for range o.journeys {
					for range o.steps() {
						checkStepShows(t, d, o)
						d.press("right")
					}
					d.press("down")
				}
			})
		}
	}
}

// checkStepShows scrolls through a storyboard, which must show each of its lines.
func checkStepShows(t *testing.T, d *driver, o *journeysOverlay) {
	t.Helper()
	width := d.w.canvas(d.w.layout()).width
	if width >= journeyListFrom {
		width -= journeyListWidth
	}
	lines, _, _ := o.storyboard(d.w.canvas(d.w.layout()), width)
	seen := map[string]bool{}
	look := func() {
		for line := range strings.SplitSeq(d.screen(), "\n") {
			seen[line] = true
		}
	}
	o.scrolled = -far
	look()
	for was := -far; was != o.scrolled; {
		was = o.scrolled // as far as it goes, once it is drawn
		d.w.scroll(scrollStep)
		look()
	}
	screen := ""
	for line := range seen {
		screen += line + "\n"
	}
	for _, line := range lines {
		if text := strings.TrimRight(ansi.Strip(line), " "); !strings.Contains(screen, text) {
			t.Fatalf("%s, step %d: no line %q in\n%s", o.journey().ID, o.step, text, screen)
		}
	}
	o.scrolled = 0
}

// Looking at journeys changes nothing, and help and save work from there.
func TestJourneysLeadToHelpAndSave(t *testing.T) {
	d := open(t, preset(t, "passwordless"))
	before := string(d.w.Pool().JSON())
	d.press("ctrl+r", "j", "?").sees("All keys", "journey").press("esc").sees("Sign-up", "step 1 of").press("w").sees("Save as").press("esc")
	if after := string(d.w.Pool().JSON()); after != before {
		t.Errorf("looking changed the pool:\n%s", after)
	}
}

// The line-by-line mode reads out the same journeys.
func TestJourneysLineByLine(t *testing.T) {
	_, out, err := spoken(t, open(t, preset(t, "staff-mfa")), nil, "review", "journeys", "journeys forgotten-password", "journeys sign-up", "journeys nonsense", "help", "done")
	if err != nil {
		t.Fatal(err)
	}
	says(t, out,
		"First sign-in after an invitation.\nStep 1. An administrator creates the user",
		"Email from no-reply@verificationemail.com. Subject: Your staff account. Text: Sign in as ana@example.com",
		"Forgotten password.\nStep 1. The user enters the email address and asks for a new password.",
		"Sign-up.\nNot offered with these settings.\nAdministrators create the users.",
		"Error: no journey is called \"nonsense\". Names: sign-up, invitation,",
		"journeys describes what users go through with the pool",
	)
	if strings.Contains(out, "╭") {
		t.Errorf("a box is read out:\n%s", out)
	}
}
