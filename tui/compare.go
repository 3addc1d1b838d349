package tui

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/aymanbagabas/go-udiff/lcs"

	"github.com/poolsmith/poolsmith/model"
)

// basis is what the preview is compared with.
type basis int

const (
	againstNothing basis = iota
	againstDefaults
	againstOpened
	bases // how many there are
)

// againstTitle says what the preview is compared with.
func (a aspect) againstTitle() string {
	if a.live != nil && a.against == againstOpened {
		return "against the live pool"
	}
	return [...]string{"", "against Cognito's defaults", "against the pool as opened"}[a.against]
}

// compareNext compares the preview with what comes next: with a live pool first.
func (p *preview) compareNext() {
	p.stale = true
	if p.live != nil {
		p.against = (p.against + bases - 1) % bases
		return
	}
	p.against = (p.against + 1) % bases
}

// basePool is the pool to compare with.
func (n *picture) basePool() *model.Pool {
	if n.against == againstDefaults {
		return model.DefaultsOf(n.pool)
	}
	return n.opened
}

// sign is what a line of a comparison is.
type sign rune

const (
	same    sign = ' '
	added   sign = '+'
	removed sign = '-'
	folded  sign = '…' // stands for lines that are the same
)

// codeLine is a line of the preview.
type codeLine struct {
	sign     sign
	text     string
	line     int // in the text; -1 for one that is not there
	language *chroma.RegexLexer
}

// compare returns the lines of the text, or what differs from base.
func (n *picture) compare() []codeLine {
	languages := languagesOf(n.of.File, n.text)
	var lines []codeLine
	if n.against == againstNothing {
		lines = make([]codeLine, len(n.text))
		for i, text := range n.text {
			lines[i] = codeLine{same, text, i, languages[i]}
		}
		return lines
	}
	lines = diff(n.base.text, n.text)
	for i := range lines {
		if at := lines[i].line; at >= 0 {
			lines[i].language = languages[at]
		}
	}
	return foldSame(lines)
}

// countChanges counts the lines of a comparison that were added and removed.
func countChanges(lines []codeLine) (more, fewer int) {
	for _, line := range lines {
		switch line.sign {
		case added:
			more++
		case removed:
			fewer++
		}
	}
	return more, fewer
}

// around is how many lines before and after a change are shown.
const around = 3

// foldSame puts one line in place of those that are the same and not near a change.
func foldSame(lines []codeLine) []codeLine {
	near := make([]bool, len(lines)+1) // the end is near nothing
	for i, line := range lines {
		if line.sign == same {
			continue
		}
		for at := max(0, i-around); at <= min(i+around, len(lines)-1); at++ {
			near[at] = true
		}
	}
	var shown []codeLine
	from := 0 // of the lines that are not near
	for i := range near {
		if i < len(lines) && !near[i] {
			continue
		}
		switch n := i - from; {
		case n == len(lines):
			return []codeLine{{folded, "no differences", -1, nil}}
		case n > 1:
			shown = append(shown, codeLine{folded, "… " + model.Plural(n, "line"), -1, nil})
		default:
			shown = append(shown, lines[from:i]...)
		}
		if i < len(lines) {
			shown = append(shown, lines[i])
		}
		from = i + 1
	}
	return shown
}

// newLines returns the lines of now that are not in was.
func newLines(was, now []string) map[int]bool {
	found := map[int]bool{}
	for _, line := range diff(was, now) {
		if line.sign == added {
			found[line.line] = true
		}
	}
	return found
}

// diff returns all lines of now, and between them those of was that are not there.
// Commas at the ends of lines and the spaces that align values come and go with the
// lines around, and are no difference.
func diff(was, now []string) []codeLine {
	lines := withoutLayout(now)
	edits := lcs.DiffLines(lines, withoutLayout(was))
	all := make([]codeLine, 0, len(now)+len(was)/2)
	i, j := 0, 0 // lines of now and of was that are dealt with
	keep := func(to int) {
		for ; i < to; i++ {
			all = append(all, codeLine{sign: same, text: now[i], line: i})
			j++
		}
	}
	for k, edit := range edits {
		from, n := edit.Start, edit.End-edit.Start
		next := len(now) // where the lines end that are the same after it
		if k+1 < len(edits) {
			next = edits[k+1].Start
		}
		keep(from)
		for ; j < edit.ReplEnd; j++ {
			all = append(all, codeLine{sign: removed, text: was[j], line: -1})
		}
		// Of "} {…} {…}", what is new is "{…}" and not "} {…": a block ends with the
		// bracket that closes it.
		for n > 0 && from+n < next && lines[from] == lines[from+n] && closes(lines[from]) {
			from++
		}
		keep(from)
		for ; i < from+n; i++ {
			all = append(all, codeLine{sign: added, text: now[i], line: i})
		}
	}
	keep(len(now))
	return all
}

// withoutLayout returns lines without what depends on the lines around them.
func withoutLayout(lines []string) []string {
	plain := make([]string, len(lines))
	for i, line := range lines {
		plain[i] = unaligned(strings.TrimSuffix(line, ","))
	}
	return plain
}

// unaligned is a line without the spaces before = or after : that align what follows
// with other lines.
func unaligned(line string) string {
	indent := len(line) - len(strings.TrimLeft(line, " \t"))
	at := strings.Index(line[indent:], "  ") + indent
	if at < indent || strings.Contains(line[:at], `"`) {
		return line
	}
	rest := strings.TrimLeft(line[at:], " ")
	if line[at-1] != ':' && !strings.HasPrefix(rest, "= ") {
		return line
	}
	return line[:at] + " " + rest
}

// closes reports whether a line ends a block, or is the empty line after it.
func closes(line string) bool { return strings.Trim(line, " \t}])>;") == "" }
