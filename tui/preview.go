package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/model"
)

// preview is an export beside the form, in which the lines of the setting in focus
// are marked, or what differs from the export of another pool. Lines are colored, and
// wrapped where they are too wide, when they are drawn.
type preview struct {
	formats []Format
	aspect        // to show
	focus   focus // in the next picture

	picture *picture // nil until it is needed
	stale   bool     // it is no longer right
	working bool     // the next one is being made
	opening int      // how many pools were opened
	syntax  syntax

	follow bool         // scroll to the marked lines when they are drawn
	rows   []previewRow // of the picture, wrapped to width; nil until it is drawn
	width  int
	offset int // the first row shown
	first  int // its line in the picture: wrapping again keeps it at the top
}

// previewRow is a line of what is shown, or a part of a line that was wrapped.
type previewRow struct {
	line     int // in shown
	text     string
	from, to int // the bytes of the line's code that it shows, at its end
}

// focus is what is in focus on a page.
type focus struct {
	id      string            // of the field or item; empty for none
	without func(*model.Pool) // removes it from a pool
}

// open shows a pool that was opened. Nothing of another pool is a change of it.
func (p *preview) open(formats []Format, pool *model.Pool) { p.openAs(formats, pool.Clone(), nil) }

// openLive shows the change of a live pool, to be compared with that one.
func (p *preview) openLive(formats []Format, live *model.Document) {
	p.openAs(formats, live.Draft(), live)
}

// openAs keeps the format where it is one of the formats.
func (p *preview) openAs(formats []Format, opened *model.Pool, live *model.Document) {
	if p.format < len(p.formats) {
		name := p.formats[p.format].Name
		p.format = max(0, slices.IndexFunc(formats, func(f Format) bool { return f.Name == name }))
	}
	p.formats, p.opened, p.live = formats, opened, live
	p.picture, p.stale = nil, true
	p.opening++
}

// nextFormat shows the next format.
func (p *preview) nextFormat() {
	if len(p.formats) > 0 {
		p.format = (p.format + 1) % len(p.formats)
		p.stale = true
	}
}

// toggleDefaults shows or hides settings that equal Cognito's defaults.
func (p *preview) toggleDefaults() { p.omitDefaults, p.stale = !p.omitDefaults, true }

// scroll moves by rows of the last drawing.
func (p *preview) scroll(by int) {
	if p.rows == nil {
		return // not drawn yet
	}
	p.offset = clamp(p.offset+by, len(p.rows))
	p.first = p.rows[p.offset].line
}

// wrap breaks what is shown into rows of a width, and keeps the line at the top.
func (p *preview) wrap(width int) {
	if p.rows != nil && p.width == width {
		return
	}
	p.rows, p.width, p.offset = []previewRow{}, width, 0
	for i, line := range p.picture.shown {
		if i == p.first {
			p.offset = len(p.rows)
		}
		if fitsPlainly(line.text, width) {
			p.rows = append(p.rows, previewRow{i, line.text, 0, len(line.text)})
			continue
		}
		p.rows = appendRows(p.rows, i, wrapCode(line.text, width))
	}
}

// fitsPlainly reports whether a line is drawn as it is: most lines are, and to tell
// takes less than to wrap them.
func fitsPlainly(line string, width int) bool {
	if len(line) > width {
		return false
	}
	for i := range len(line) {
		if line[i] < ' ' || line[i] > '~' {
			return false
		}
	}
	return true
}

// appendRows adds the parts of a line.
func appendRows(rows []previewRow, line int, parts []string) []previewRow {
	from := 0
	for i, part := range parts {
		n := len(part)
		if i > 0 {
			n -= strings.Index(part, continued) + len(continued)
		}
		rows = append(rows, previewRow{line, part, from, from + n})
		from += n
	}
	return rows
}

// continued begins what continues the line above.
const continued = "↳ "

// wrapCode breaks a line of code that is wider than width. What follows is
// indented as the line is, as far as a third of the width, and begins with
// continued. Nothing but that is added, and nothing is dropped.
func wrapCode(line string, width int) []string {
	line = printableCode(line)
	if len(line) <= width || ansi.StringWidth(line) <= width {
		return []string{line}
	}
	blanks := len(line) - len(strings.TrimLeft(line, " "))
	indent := strings.Repeat(" ", max(0, min(blanks, width/3))) + continued
	part, rest := cutCode(line, width, blanks)
	parts := []string{part}
	for rest != "" {
		part, rest = cutCode(rest, width-ansi.StringWidth(indent), 0)
		parts = append(parts, indent+part)
	}
	return parts
}

// printableCode is a line as it is drawn, as far as its characters are concerned.
func printableCode(line string) string {
	return model.Printable(strings.ReplaceAll(line, "\t", "  "))
}

// cutCode cuts what fits into width off the line: after the last space in its
// second half and after the first from bytes, or where there is none at the end.
func cutCode(line string, width, from int) (part, rest string) {
	part = ansi.Truncate(line, width, "")
	if part == "" || part == line {
		return line, "" // not even one character fits, or all do
	}
	if at := strings.LastIndexByte(part, ' ') + 1; at > max(from, len(part)/2) {
		part = part[:at]
	}
	return part, line[len(part):]
}

// lines returns the region, title first.
func (p *preview) lines(s *styles, width, height int) []string {
	if p.picture == nil || height < 1 {
		return nil
	}
	lines := p.titles(s, width)
	room := max(0, height-len(lines))
	p.wrap(width - p.gutter())
	p.toMarked(room)
	p.offset = max(0, min(p.offset, len(p.rows)-room))
	if len(p.rows) > 0 {
		p.first = p.rows[p.offset].line
	}
	for _, row := range p.rows[p.offset:min(len(p.rows), p.offset+room)] {
		lines = append(lines, p.draw(s, row))
	}
	return lines
}

// titles say what is shown, and what it is compared with.
func (p *preview) titles(s *styles, width int) []string {
	title := p.picture.of.Title
	switch {
	case p.picture.changes():
		title += ", for the live pool"
	case p.picture.omitDefaults:
		title += ", without defaults"
	}
	count := s.Dim.Render(position(p.picture.format+1, len(p.formats)) + " formats")
	lines := []string{spread(s.Strong.Render(title), count, width)}
	if p.picture.against == againstNothing {
		return lines
	}
	added, removed := countChanges(p.picture.shown)
	counts := s.Added.Render("+"+itoa(added)) + " " + s.Removed.Render("-"+itoa(removed))
	return append(lines, spread(s.Accent.Render(p.picture.againstTitle()), counts, width))
}

// toMarked scrolls until the first marked line is in view, with some lines above
// it, unless one is already.
func (p *preview) toMarked(room int) {
	if !p.follow {
		return
	}
	p.follow = false
	at := max(0, min(p.offset, len(p.rows)-room))
	if slices.ContainsFunc(p.rows[at:min(len(p.rows), at+room)], p.isMarked) {
		return
	}
	if first := slices.IndexFunc(p.rows, p.isMarked); first >= 0 {
		p.offset = max(0, first-3)
	}
}

func (p *preview) isMarked(row previewRow) bool {
	line := p.picture.shown[row.line].line
	return line >= 0 && p.picture.marked[line]
}

// gutter is how many columns there are before the code: for the mark of what is in
// focus, and in a comparison for the sign of the line.
func (p *preview) gutter() int {
	if p.picture.against == againstNothing {
		return 1
	}
	return 3
}

// draw is one row.
func (p *preview) draw(s *styles, row previewRow) string {
	line := p.picture.shown[row.line]
	mark, palette := " ", &s.Code
	if p.isMarked(row) {
		mark, palette = s.Changed.Render("▌"), &s.Marked
	}
	if p.picture.against == againstNothing {
		return mark + p.color(palette, line, row)
	}
	sign := " "
	if row.from == 0 {
		sign = string(line.sign)
	}
	switch line.sign {
	case added:
		return mark + s.Added.Render(sign+" "+row.text)
	case removed:
		return mark + s.Removed.Render(sign+" "+row.text)
	case folded:
		return mark + s.Dim.Render("  "+row.text)
	default:
		return mark + "  " + p.color(palette, line, row)
	}
}

// color draws a row in the colors of its language.
func (p *preview) color(palette *palette, line codeLine, row previewRow) string {
	indent := len(row.text) - (row.to - row.from)
	var b strings.Builder
	b.WriteString(palette[plainClass].draw(row.text[:indent]))
	at, class := row.from, plainClass
	for _, span := range p.syntax.spans(line.language, printableCode(line.text)) {
		class = span.class
		if end := min(span.end, row.to); end > at {
			b.WriteString(palette[class].draw(row.text[indent+at-row.from : indent+end-row.from]))
			at = end
		}
	}
	if at < row.to {
		b.WriteString(palette[class].draw(row.text[indent+at-row.from:]))
	}
	return b.String()
}

// previewOverlay is the preview in front of everything, where there is no room
// beside the form. No key reaches what is behind it.
type previewOverlay struct{ *preview }

func (o previewOverlay) keys(k *keyMap) []key.Binding {
	return []key.Binding{k.Back, pair(k.Up, k.Down, "↑↓", "scroll"), k.Format, k.Compare, k.OmitDefaults, k.pages("scroll by pages"), k.ends("top, bottom")}
}

func (o previewOverlay) takesText() bool { return false }

func (o previewOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil, nil
	}
	switch {
	case key.Matches(press, k.Back, k.Preview):
		return nil, actionClose{}
	case key.Matches(press, k.Help):
		return nil, actionHelp{}
	case key.Matches(press, k.Up):
		o.scroll(-1)
	case key.Matches(press, k.Down):
		o.scroll(1)
	case key.Matches(press, k.ScrollUp):
		o.scroll(-scrollStep)
	case key.Matches(press, k.ScrollDown):
		o.scroll(scrollStep)
	case key.Matches(press, k.Format):
		return nil, actionNextFormat{}
	case key.Matches(press, k.OmitDefaults):
		return nil, actionToggleDefaults{}
	case key.Matches(press, k.Compare):
		return nil, actionCompare{}
	}
	return nil, nil
}

func (o previewOverlay) move(by int) bool {
	o.scroll(by)
	return true
}

func (o previewOverlay) lines(c canvas) []string { return o.preview.lines(c.styles, c.width, c.height) }
