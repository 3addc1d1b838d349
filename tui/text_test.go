package tui

import (
	"slices"
	"testing"
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
