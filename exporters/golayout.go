package exporters

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Go programs are formatted as gofmt formats them. go/format itself would take
// longer than all other formats together; a test compares the result with it.

// goMaps writes trees as maps; the SDK's structs are written by goPrinter.
var goMaps = syntax{
	indent:   "\t",
	list:     [2]string{"[]any{", "}"},
	trailing: true,
	truths:   [2]string{"false", "true"},
	quote:    quotePrintable,
	join: func(parts []string, indent string) string {
		return strings.Join(parts, " +\n"+indent)
	},
	unusual: func(l *literalPrinter, o object, depth int) bool {
		l.WriteString(goLiteral("map[string]any", mapRows(l.syntax, o, depth+1), depth))
		return true
	},
}

func mapRows(s *syntax, o object, depth int) []goRow {
	rows := make([]goRow, len(o))
	for i, m := range o {
		rows[i] = goRow{quotePrintable(m.name), s.literal(m.value, depth)}
	}
	return rows
}

// goRow is a member of a composite literal.
type goRow struct{ name, value string }

func (r goRow) isOneLine() bool { return !strings.Contains(r.value, "\n") }

// goLiteral writes a composite literal whose last line begins in depth.
func goLiteral(typeName string, rows []goRow, depth int) string {
	if len(rows) == 0 {
		return typeName + "{}"
	}
	var b strings.Builder
	b.WriteString(typeName + "{\n")
	for len(rows) > 0 {
		n := linedUp(rows)
		lineUp(&b, rows[:n], tabs(depth+1))
		rows = rows[n:]
	}
	b.WriteString(tabs(depth) + "}")
	return b.String()
}

// lineUp writes rows whose values begin in the same column.
func lineUp(b *strings.Builder, rows []goRow, indent string) {
	width := 0
	for _, r := range rows {
		width = max(width, utf8.RuneCountInString(r.name))
	}
	for _, r := range rows {
		gap := strings.Repeat(" ", width-utf8.RuneCountInString(r.name)+1)
		b.WriteString(indent + r.name + ":" + gap + r.value + ",\n")
	}
}

// linedUp counts the rows, from the first on, whose values gofmt lines up:
// those of one line each. Among long names it stops at one that is 2.5 times
// as long as the geometric mean of those before it, or as short.
func linedUp(rows []goRow) int {
	const short, far = 40, 2.5
	logs := 0.0
	for i, r := range rows {
		if !r.isOneLine() {
			return max(i, 1)
		}
		size := float64(len(r.name))
		if i > 0 && max(len(r.name), len(rows[i-1].name)) > short {
			ratio := size / math.Exp(logs/float64(i))
			if far*ratio <= 1 || far <= ratio {
				return i
			}
		}
		logs += math.Log(size)
	}
	return len(rows)
}

func tabs(n int) string { return strings.Repeat("\t", n) }
