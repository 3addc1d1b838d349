package tui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/model"
)

// The review shows the command that exports the draft, for the format of the
// preview, and copies it.
func TestCommandOfTheDraft(t *testing.T) {
	for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
		d := open(t, preset(t, "web-app"))
		d.resize(size[0], size[1])
		d.press("ctrl+r", "end")
		if size[1] > 10 { // the cost alone is as high as the window otherwise
			d.sees("r: the draft as a command")
		}
		d.press("r").sees("The draft as a command")
		front := d.w.overlay.(*commandOverlay)
		if want := model.ShellCommand(d.w.answers.Pool.Command(testFormats[0].Name)); front.text != want {
			t.Errorf("%s, want %s", front.text, want)
		}
		d.press("end").sees("-f " + testFormats[0].Name)
		d.press("c").sees("copied the command to the clipboard")
		d.press("f1", "esc").sees("The draft as a command").press("esc").sees("Review")
		d.w.preview.format = 1
		d.press("r", "end").sees("-f " + testFormats[1].Name).press("r").sees("Review")
	}
}

// A line that is wider than the window goes on in the next one: joined, they are the
// command.
func TestCommandIsWhole(t *testing.T) {
	d := open(t, preset(t, "web-app"))
	d.w.answers.Pool.CreateUserPool.EmailVerificationMessage = new(strings.Repeat("it's {####}; ", 30))
	d.w.openCommand()
	c := canvas{styles: d.w.styles, keys: &d.w.keys, width: 37, height: 20}
	shown := strings.Join(strings.Split(ansi.Strip(strings.Join(d.w.overlay.lines(c), "\n")), "\n"), "")
	if want := strings.ReplaceAll(d.w.overlay.(*commandOverlay).text, "\n", ""); !strings.HasSuffix(shown, want) {
		t.Errorf("%q does not end with %q", shown, want)
	}
}

// A value that is too long for an argument is reported, with what to do.
func TestCommandThatIsTooLong(t *testing.T) {
	d := open(t, preset(t, "web-app"))
	d.w.answers.Pool.CreateUserPool.EmailVerificationMessage = new(strings.Repeat("x", model.MaxWord))
	d.press("ctrl+r", "r").sees("too long for an argument")
}

// The line-by-line mode prints the same command.
func TestSpokenCommand(t *testing.T) {
	_, out, err := spoken(t, open(t, preset(t, "web-app")), nil, "review", "command", "command "+testFormats[1].Name, "command nonsense", "help", "done")
	if err != nil {
		t.Fatal(err)
	}
	p := preset(t, "web-app")
	for _, f := range testFormats[:2] {
		says(t, out, model.ShellCommand(p.Command(f.Name)))
	}
	says(t, out, fmt.Sprintf("Error: no format is called %q.", "nonsense"), "command shows the command that exports the same pool")
}

// On the review, where j opens the journeys, k does not move.
func TestLettersDoNotMoveOnTheReview(t *testing.T) {
	d := open(t, preset(t, "web-app"))
	d.press("ctrl+r", "down", "down")
	at := d.w.review.at
	if d.press("k"); d.w.review.at != at || at == 0 {
		t.Errorf("k led from %d to %d", at, d.w.review.at)
	}
	if d.press("up"); d.w.review.at != at-1 {
		t.Errorf("up led from %d to %d", at, d.w.review.at)
	}
}
