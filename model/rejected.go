package model

import (
	"fmt"
	"strings"
	"unicode"
)

// PatternRule is the rule of a text that its pattern does not take.
const PatternRule = "pattern"

// Rejected is a character that a pattern does not take, and where it is.
type Rejected struct {
	Rune   rune
	Line   int // from 1, and 0 in a text of one line
	Column int // from 1, in characters
}

// String names the character and its place: U+00A0 (no-break space) in line 2,
// column 7.
func (r Rejected) String() string {
	name := fmt.Sprintf("U+%04X", r.Rune)
	if known := invisible[r.Rune]; known != "" {
		name += " (" + known + ")"
	} else if unicode.IsPrint(r.Rune) {
		name = fmt.Sprintf("%q (%s)", string(r.Rune), name)
	}
	if r.Line == 0 {
		return fmt.Sprintf("%s in column %d", name, r.Column)
	}
	return fmt.Sprintf("%s in line %d, column %d", name, r.Line, r.Column)
}

// invisible names characters that nobody sees in a text.
var invisible = map[rune]string{
	'\t': "tab", '\v': "vertical tab", '\u0085': "next line",
	'\u00a0': "no-break space", '\u00ad': "soft hyphen", '\u1680': "ogham space",
	'\u2000': "en quad", '\u2001': "em quad", '\u2002': "en space", '\u2003': "em space", '\u2004': "three-per-em space",
	'\u2005': "four-per-em space", '\u2006': "six-per-em space", '\u2007': "figure space", '\u2008': "punctuation space",
	'\u2009': "thin space", '\u200a': "hair space", '\u202f': "narrow no-break space", '\u205f': "mathematical space", '\u3000': "ideographic space",
	'\u200b': "zero-width space", '\u200c': "zero-width non-joiner", '\u200d': "zero-width joiner", '\u2060': "word joiner", '\ufeff': "byte order mark",
	'\u200e': "left-to-right mark", '\u200f': "right-to-left mark", '\u2028': "line separator", '\u2029': "paragraph separator",
	' ': "space", '\n': "new line",
}

// Reject returns the first character of a text that the pattern takes nowhere.
// There is none when the text fails for another reason, such as a missing
// placeholder.
func (p *Pattern) Reject(text string) (Rejected, bool) {
	if p == nil || p.Match(text) {
		return Rejected{}, false
	}
	before, after, found := p.frame()
	if !found {
		return Rejected{}, false
	}
	line, column := 1, 0
	if !strings.Contains(text, "\n") {
		line = 0
	}
	for _, r := range text {
		column++
		if !p.Match(before + string(r) + after) {
			return Rejected{r, line, column}, true
		}
		if r == '\n' {
			line, column = line+1, 0
		}
	}
	return Rejected{}, false
}

// frame is a text that the pattern takes, in two parts with room for any
// character that it takes between them.
func (p *Pattern) frame() (before, after string, found bool) {
	for _, whole := range []string{"a|a", "{####}|", "{##a##}|", "a@a|a"} {
		before, after, _ = strings.Cut(whole, "|")
		if p.Match(before + after) {
			return before, after, true
		}
	}
	return "", "", false
}
