package exporters

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// A syntax is how a language writes the tree of a request as a literal.
type syntax struct {
	indent    string
	object    [2]string // what stands around members
	list      [2]string // what stands around items
	separator string    // after a member's name, without the space behind it
	trailing  bool      // a comma may follow the last item of several lines
	truths    [2]string // false, true

	// name writes the name of a member, quote a text on one line.
	name, quote func(string) string
	// join writes a text that was cut into parts, each of them quoted. Lines
	// after the first begin with indent. Text that begins with a newline needs
	// no space before it.
	join func(parts []string, indent string) string
}

// literalWidth is how long a list may get that stands on one line.
const literalWidth = 80

// longText is how many characters of a text stand in one pair of quotes: R
// takes no more than 10000 where there are escapes among them.
const longText = 8000

type literalPrinter struct {
	*syntax
	bytes.Buffer
}

// members writes one line for each member, the first level of a call's
// arguments as well as the inside of an object.
func (l *literalPrinter) members(o object, depth int) {
	for i, m := range o {
		l.pad(depth)
		l.WriteString(l.name(m.name) + l.separator)
		if text := l.scalar(m.value, depth); text != "" {
			if l.separator != "=" && text[0] != '\n' {
				l.WriteByte(' ')
			}
			l.WriteString(text)
		} else {
			if l.separator != "=" {
				l.WriteByte(' ')
			}
			l.value(m.value, depth)
		}
		l.comma(i < len(o)-1)
	}
}

func (l *literalPrinter) comma(more bool) {
	if more || l.trailing {
		l.WriteByte(',')
	}
	l.WriteByte('\n')
}

func (l *literalPrinter) pad(depth int) { l.WriteString(strings.Repeat(l.indent, depth)) }
