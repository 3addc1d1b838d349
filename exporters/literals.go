package exporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A syntax is how a programming language writes the tree of a request.
type syntax struct {
	indent   string
	object   [2]string // the brackets around the members of an object
	list     [2]string
	trailing bool      // whether a comma follows the last of several lines too
	booleans [2]string // false, true
	null     string

	// keyword and name write what precedes a value: keyword in the
	// arguments of a call, name in an object.
	keyword, name func(string) string
	quote         func(string) string
	// number writes a number of a JSON object. It is nil where it is the same in
	// the language.
	number func(string) string
	// decode is what surrounds a base64 text where its bytes are meant. Before
	// and after are empty where the text itself is.
	decode [2]string
	// secret writes the look-up of an environment variable. It is nil in formats
	// without secrets.
	secret func(variable string) string

	// join writes a text that was cut into parts, each in its own quotes. Its
	// lines are indented by indent. It is nil if every text is written on one
	// line.
	join func(parts []string, indent string) string

	// unusual writes an object that is not written as name and value, member
	// by member, if it is one. May be nil.
	unusual func(l *literalPrinter, o object, depth int) bool
}

type literalPrinter struct {
	*syntax
	bytes.Buffer
}

// literal returns a value as a text; see value.
func (s *syntax) literal(v any, depth int) string {
	l := literalPrinter{syntax: s}
	l.value(v, depth)
	return l.String()
}

// arguments writes each member on its own lines as an argument of a call.
func (l *literalPrinter) arguments(o object, depth int) { l.members(o, depth, l.keyword) }

func (l *literalPrinter) members(o object, depth int, name func(string) string) {
	for i, m := range o {
		l.pad(depth)
		l.WriteString(name(m.name))
		l.value(m.value, depth)
		l.endLine(i == len(o)-1)
	}
}

// value writes a value; the lines after its first begin in depth.
func (l *literalPrinter) value(v any, depth int) {
	switch v := v.(type) {
	case object:
		if l.unusual != nil && l.unusual(l, v, depth) {
			return
		}
		l.WriteString(l.object[0])
		if len(v) > 0 {
			l.WriteByte('\n')
			l.members(v, depth+1, l.name)
			l.pad(depth)
		}
		l.WriteString(l.object[1])
	case []any:
		l.items(v, depth)
	case string:
		l.text(v, depth)
	case *answer:
		l.WriteString(v.name)
	case blob:
		l.WriteString(l.decode[0])
		l.text(string(v), depth)
		l.WriteString(l.decode[1])
	case secret:
		l.WriteString(l.secret(string(v)))
	case json.Number:
		if l.number != nil {
			v = json.Number(l.number(v.String()))
		}
		l.WriteString(v.String())
	case nil:
		l.WriteString(l.null)
	case bool:
		if v {
			l.WriteString(l.booleans[1])
		} else {
			l.WriteString(l.booleans[0])
		}
	default:
		fmt.Fprint(l, v)
	}
}

// lineWidth is the maximum length of a list that is written on one line.
const lineWidth = 70

func (l *literalPrinter) items(list []any, depth int) {
	if line, short := l.oneLine(list); short {
		l.WriteString(line)
		return
	}
	l.WriteString(l.list[0] + "\n")
	for i, item := range list {
		l.pad(depth + 1)
		l.value(item, depth+1)
		l.endLine(i == len(list)-1)
	}
	l.pad(depth)
	l.WriteString(l.list[1])
}

// oneLine writes a list of words without line breaks, if it is one.
func (l *literalPrinter) oneLine(list []any) (line string, short bool) {
	words := make([]string, len(list))
	for i, item := range list {
		text, ok := item.(string)
		if !ok || len(text) > lineWidth {
			return "", false
		}
		words[i] = l.quote(text)
	}
	line = l.list[0] + strings.Join(words, ", ") + l.list[1]
	return line, len(line) <= lineWidth
}

// text writes a text of several lines on as many, so that it can be read.
func (l *literalPrinter) text(s string, depth int) {
	parts := cut(s)
	if l.join == nil || len(parts) == 1 {
		l.WriteString(l.quote(s))
		return
	}
	for i, part := range parts {
		parts[i] = l.quote(part)
	}
	joined := l.join(parts, strings.Repeat(l.indent, depth+1))
	if joined[0] == '\n' {
		l.Truncate(len(bytes.TrimRight(l.Bytes(), " ")))
	}
	l.WriteString(joined)
}

func (l *literalPrinter) endLine(last bool) {
	if !last || l.trailing {
		l.WriteByte(',')
	}
	l.WriteByte('\n')
}

func (l *literalPrinter) pad(depth int) { l.WriteString(strings.Repeat(l.indent, depth)) }

// partLength is how many bytes of a text one pair of quotes contains. Rscript
// fails at 8192 bytes of source with an escape among them, and an escape is up
// to six times as long as the character it represents.
const partLength = 1200

// cut divides a text after its newlines and wherever a part gets too long.
func cut(s string) []string {
	var parts []string
	for line := range strings.Lines(s) {
		for len(line) > partLength {
			end := partLength
			for !utf8.RuneStart(line[end]) {
				end--
			}
			parts = append(parts, line[:end])
			line = line[end:]
		}
		parts = append(parts, line)
	}
	if len(parts) == 0 {
		return []string{s}
	}
	return parts
}

// quote writes s in double quotes: what plain picks as it is, anything else in
// the escapes that Python, Go, R and YAML share.
func quote(s string, plain func(rune) bool) string {
	b := make([]byte, 0, len(s)+2)
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case plain(r):
			b = utf8.AppendRune(b, r)
		case r <= 0xffff:
			b = fmt.Appendf(b, `\u%04x`, r)
		default:
			b = fmt.Appendf(b, `\U%08x`, r)
		}
	}
	return string(append(b, '"'))
}

func quotePrintable(s string) string { return quote(s, unicode.IsPrint) }

// quoteInPieces writes s in double quotes where some characters need an escape
// of their own.
func quoteInPieces(s string, own func(rune) bool, escape func(rune) string) string {
	var b strings.Builder
	b.WriteByte('"')
	for s != "" {
		i := strings.IndexFunc(s, own)
		if i < 0 {
			i = len(s)
		}
		piece := quotePrintable(s[:i])
		b.WriteString(piece[1 : len(piece)-1])
		if s = s[i:]; s != "" {
			r, size := utf8.DecodeRuneInString(s)
			b.WriteString(escape(r))
			s = s[size:]
		}
	}
	b.WriteByte('"')
	return b.String()
}

// isBeyondJSON reports whether r is not printable and has no escape of four
// digits.
func isBeyondJSON(r rune) bool { return r > 0xffff && !unicode.IsPrint(r) }

// isName reports whether s is a name in every programming language, reserved
// words apart.
func isName(s string) bool {
	for i, r := range s {
		if !isLetter(r) && r != '_' && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}

// gapComment lists the settings that the output does not express.
func gapComment(intro string, gaps []Gap) string {
	if len(gaps) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("#\n# " + intro + "\n#\n")
	var commands []string
	for _, g := range gaps {
		b.WriteString("#   " + g.Setting + "\n#   (" + g.Why + ")\n")
		if g.Command != "" && !slices.Contains(commands, g.Command) {
			commands = append(commands, g.Command)
		}
	}
	if len(commands) > 0 {
		b.WriteString("#\n# To set these after the pool is created:\n#\n")
	}
	for _, command := range commands {
		b.WriteString("#   " + strings.ReplaceAll(command, " && ", " &&\n#   ") + "\n")
	}
	return b.String()
}
