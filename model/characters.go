package model

import (
	"fmt"
	"strings"
	"unicode"
)

// badCharacter is a character that a pattern rejects, and where it is.
type badCharacter struct {
	char   rune
	line   int // from 1, and 0 in a text of one line
	column int // from 1, in characters
}

// String names the character and its place: U+00A0 (no-break space) in line 2,
// column 7.
func (r badCharacter) String() string {
	name := fmt.Sprintf("U+%04X", r.char)
	switch known := invisible[r.char]; {
	case known != "":
		name += " (" + known + ")"
	case r.char < unicode.MaxASCII && unicode.IsPrint(r.char):
		name = fmt.Sprintf("%q", string(r.char))
	case unicode.IsPrint(r.char):
		name = fmt.Sprintf("%q (%s)", string(r.char), name)
	}
	if r.line == 0 {
		return fmt.Sprintf("%s in column %d", name, r.column)
	}
	return fmt.Sprintf("%s in line %d, column %d", name, r.line, r.column)
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

// rejected lists the characters of a text that the pattern rejects wherever
// they are.
func (p *Pattern) rejected(text string) []badCharacter {
	if p.Char == nil {
		return nil
	}
	line, column := 1, 0
	if !strings.Contains(text, "\n") {
		line = 0
	}
	var list []badCharacter
	for _, r := range text {
		column++
		if !p.Char(r) {
			list = append(list, badCharacter{r, line, column})
		}
		if r == '\n' {
			line, column = line+1, 0
		}
	}
	return list
}
