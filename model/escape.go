package model

import (
	"fmt"
	"strings"
	"unicode"
)

// Printable makes text from a file or the service fit for a terminal: what
// would move the cursor, change colours or turn the direction of writing is
// spelt out, as \x1b or \u202e.
func Printable(s string) string {
	if strings.IndexFunc(s, isHidden) < 0 {
		return s
	}
	return Escape(s, isHidden)
}

func isHidden(r rune) bool {
	if r < unicode.MaxASCII {
		return r < ' ' // nearly all text ends here
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}

// Escape writes the runes of s that unsafe picks as \xNN or \uNNNN.
func Escape(s string, unsafe func(rune) bool) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case !unsafe(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
