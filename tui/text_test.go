package tui

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// A key and what it does stay on one line.
func TestWrapWithKey(t *testing.T) {
	const fix = "Fix: use https, or localhost for development"
	for width, want := range map[int][]string{
		60: {fix + " · f2 fix"},
		50: {fix, "f2 fix"},
		30: {"Fix: use https, or localhost", "for development · f2 fix"},
	} {
		if got := wrapWithKey(fix, "f2 fix", width); !slices.Equal(got, want) {
			t.Errorf("width %d: %q, want %q", width, got, want)
		}
	}
	if got := wrapWithKey(fix, "", 60); !slices.Equal(got, []string{fix}) {
		t.Errorf("without a key: %q", got)
	}
}

// A word that is wider than a line is cut where the line ends, so that a path or URL
// of several lines can be put together again.
func TestWrapLongWords(t *testing.T) {
	want := []string{"Receipt", "/home/ana/shop-po", "ol.json"}
	if got := wrap("Receipt /home/ana/shop-pool.json", 17); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Texts are left out as a whole, from the last on; only the first is cut.
func TestJoinFitting(t *testing.T) {
	texts := []string{"eu-west-1_Ab12Cd34E", "ESSENTIALS", "saved 12:04"}
	for width, want := range map[int]string{
		60: "eu-west-1_Ab12Cd34E · ESSENTIALS · saved 12:04",
		45: "eu-west-1_Ab12Cd34E · ESSENTIALS",
		25: "eu-west-1_Ab12Cd34E",
		10: "eu-west-1…",
	} {
		if got := joinFitting(texts, " · ", width); got != want {
			t.Errorf("width %d: %q, want %q", width, got, want)
		}
	}
}

// Law: a command that is broken into lines is the same command to a shell, and no line
// is too wide.
func TestCommandLines(t *testing.T) {
	for _, command := range []string{
		"poolsmith apply -i receipt.json --restore",
		"aws cognito-idp describe-user-pool --user-pool-id=eu-west-1_Ab12 --endpoint-url=http://127.0.0.1:7676",
		`aws cognito-idp create-group --cli-input-json='{"GroupName": "it'\''s a group with spaces"}' --region eu-west-1`,
		`echo "a  b\" c" d\ e   f`,
		"poolsmith apply -i /home/somebody/.local/state/poolsmith/receipts/20261122-005638-my-staff-pool-4l2wuqn3.json --restore",
	} {
		for width := 30; width < 130; width += 7 {
			lines := commandLines(command, width)
			got := ""
			for _, line := range lines {
				if ansi.StringWidth(line) > width {
					t.Errorf("%d columns: %q is too wide", width, line)
				}
				next, goesOn := strings.CutSuffix(line, ` \`)
				if strings.HasPrefix(line, "  ") {
					next = strings.TrimPrefix(strings.TrimPrefix(next, "  "), "  ")
				}
				if got += next; goesOn {
					got += " "
				}
			}
			if got != command {
				t.Errorf("%d columns: %q, want %q", width, got, command)
			}
		}
	}
}

// A long word is broken at the width and never at a hyphen.
func TestLongWordsAreBrokenAtTheWidth(t *testing.T) {
	url := "https://my-domain.auth.eu-west-1.amazoncognito.com/oauth2/authorize?client-id=a-b"
	for width := 20; width < 80; width++ {
		lines := wrap("Sign-in page: "+url, width)
		if got := strings.Join(lines[len(lines)-(len(url)+width-1)/width:], ""); got != url {
			t.Errorf("%d columns: %q", width, lines)
		}
	}
}
