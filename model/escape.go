package model

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Printable makes text from outside fit for one line of a terminal: a file, a
// service, an environment variable or a user may have written it. Characters
// that steer a terminal, hide text or turn its direction are escaped as \x1b,
// \u202e or \U000e0041, and bytes that are not UTF-8 as \xff. Line breaks and
// tabs are escaped as well. What is escaped once stays as it is.
//
// Every text of the program passes this function, or PrintableLines, where it
// is written to a terminal.
func Printable(s string) string { return escape(s, isHidden) }

// PrintableLines is Printable for text of several lines: line feeds stay.
func PrintableLines(s string) string {
	return escape(s, func(r rune) bool { return r != '\n' && isHidden(r) })
}

// PrintableStyled is Printable for a line that the wizard drew: the sequences
// that choose colors and weight (SGR) stay. Code that draws text from outside
// uses Printable on it first; this is for what a text field draws by itself.
func PrintableStyled(s string) string {
	if !strings.ContainsFunc(s, isHidden) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for s != "" {
		at := strings.IndexByte(s, esc)
		if at < 0 {
			break
		}
		b.WriteString(Printable(s[:at]))
		s = s[at:]
		n := max(1, lenSGR(s))
		if n == 1 {
			b.WriteString(Printable(s[:1]))
		} else {
			b.WriteString(s[:n])
		}
		s = s[n:]
	}
	b.WriteString(Printable(s))
	return b.String()
}

const esc = '\x1b'

// lenSGR is the length of the SGR sequence that s begins with, or 0.
func lenSGR(s string) int {
	rest, found := strings.CutPrefix(s, "\x1b[")
	if !found {
		return 0
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return (r < '0' || r > '9') && r != ';' && r != ':' })
	if end < 0 || rest[end] != 'm' {
		return 0
	}
	return len("\x1b[") + end + 1
}

// isHidden reports whether a character steers a terminal or does not show:
// control characters (C0, DEL, C1), separators of lines and paragraphs, format
// characters (bidirectional controls, zero-width characters, U+FEFF, tags) and
// fillers. The format characters that show, such as the Arabic number sign, are
// not hidden, nor are variation selectors, which choose the look of an emoji.
func isHidden(r rune) bool {
	if r < unicode.MaxASCII {
		return r < ' ' // nearly all text ends here
	}
	return unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point) ||
		unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

func escape(s string, unsafe func(rune) bool) string {
	if !strings.ContainsFunc(s, unsafe) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case !unsafe(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	return b.String()
}
