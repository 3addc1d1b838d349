package model

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPrintable(t *testing.T) {
	for text, want := range map[string]string{
		"plain é 🙂 ⚠️":           "plain é 🙂 ⚠️",
		"a\x1b[2Jb":              `a\x1b[2Jb`,
		"two\nlines\r\tend":      `two\x0alines\x0d\x09end`,
		"delete\u007f":           `delete\x7f`,
		"\u009b31m\u0085":        `\x9b31m\x85`,
		"\u061c\u200e\u200f":     `\u061c\u200e\u200f`,
		"\u202a\u202e\u2066":     `\u202a\u202e\u2066`,
		"\u2069gnp.exe":          `\u2069gnp.exe`,
		"\u2028\u2029":           `\u2028\u2029`,
		"\ufeff\u200b\u200c":     `\ufeff\u200b\u200c`,
		"\u200d\u2060\u00ad":     `\u200d\u2060\xad`,
		"\u3164\u115f":           `\u3164\u115f`,
		"\U000e0041":             `\U000e0041`,
		"\xff\xed\xa0\x80":       `\xff\xed\xa0\x80`,
		"kept \ufffd \u0600":     "kept \ufffd \u0600",
		`escaped \x1b already`:   `escaped \x1b already`,
		"cut in the middle \xc3": `cut in the middle \xc3`,
	} {
		if got := Printable(text); got != want {
			t.Errorf("Printable(%q) = %q, want %q", text, got, want)
		}
	}
	if got := PrintableLines("a\nb\x1b\r\n"); got != "a\nb\\x1b\\x0d\n" {
		t.Errorf("lines: %q", got)
	}
	if got := PrintableStyled("\x1b[1;38:2::1:2:3mred\x1b[m\x1b[2J\u202e\x1b"); got != "\x1b[1;38:2::1:2:3mred\x1b[m\\x1b[2J\\u202e\\x1b" {
		t.Errorf("styled: %q", got)
	}
}

func FuzzPrintable(f *testing.F) {
	f.Add("a\x1b[31mb\u202e\xff")
	f.Fuzz(func(t *testing.T, text string) {
		got := Printable(text)
		if strings.ContainsFunc(got, isHidden) || !utf8.ValidString(got) {
			t.Errorf("%q shows as %q", text, got)
		}
		if again := Printable(got); again != got {
			t.Errorf("%q is escaped twice: %q", got, again)
		}
		if lines := PrintableLines(text); strings.ContainsFunc(strings.ReplaceAll(lines, "\n", ""), isHidden) {
			t.Errorf("%q shows as %q", text, lines)
		}
		styled := PrintableStyled(text)
		if rest := strings.ReplaceAll(styled, "\x1b[", ""); strings.ContainsFunc(rest, isHidden) {
			t.Errorf("%q is drawn as %q", text, styled)
		}
	})
}

// Hidden characters are escaped in JSON, which stays the same value.
func TestJSONHidesNothing(t *testing.T) {
	name := "a\u007f\u009b\u202e\u2028\ufeff\u200b\U000e0041b"
	text := string((&Pool{CreateUserPool: CreateUserPool{PoolName: &name}}).JSON())
	if strings.ContainsFunc(strings.ReplaceAll(text, "\n", ""), isHidden) {
		t.Errorf("JSON holds hidden characters: %q", text)
	}
	doc, err := Read("pool.json", []byte(text))
	if err != nil || *doc.Pool.CreateUserPool.PoolName != name {
		t.Errorf("read back %v, %v", doc, err)
	}
}
