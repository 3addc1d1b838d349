package tui

import (
	"reflect"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/model"
)

// preview is an export beside the form, in which the lines of the setting in focus
// are marked, or what differs from the export of another pool. It is rendered when
// the pool changes, not when it is looked at. Lines are colored, and wrapped where
// they are too wide, when they are drawn.
type preview struct {
	formats      []Format
	format       int // in formats
	text         []string
	was          []string // the text before the last change, nil if nothing changed
	omitDefaults bool     // without settings that equal Cognito's defaults

	against basis       // what it is compared with
	opened  *model.Pool // the pool as it was when it was opened
	isLive  bool        // opened is the live pool
	base    []string    // the export to compare with, if there is one
	shown   []codeLine  // the text, or how it differs from base
	syntax  syntax

	pool   *model.Pool // what the text shows
	focus  focus
	rest   exported     // without what is in focus
	marked map[int]bool // the lines that what is in focus brings, or the last change; nil until they are drawn
	follow bool         // scroll to them when they are drawn

	rows   []previewRow // of shown, wrapped to width; nil until it is drawn
	width  int
	offset int // the first row shown
	first  int // its line in shown: wrapping again keeps it at the top
}

// exported is an export of a pool.
type exported struct {
	pool *model.Pool
	text []string
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
func (p *preview) open(pool *model.Pool) {
	p.opened, p.isLive = pool.Clone(), false
	p.reset(pool)
}

// openLive shows a draft of a live pool, to be compared with that one.
func (p *preview) openLive(live, draft *model.Pool) {
	p.opened, p.isLive = live, true
	p.reset(draft)
}

// render writes the export again.
func (p *preview) render(pool *model.Pool) {
	if len(p.formats) == 0 {
		return
	}
	was, base := p.text, p.base
	p.pool = pool
	p.text = p.export(pool)
	p.base = p.exportBase(pool)
	p.marked = nil
	p.was = nil
	if slices.Equal(was, p.text) && slices.Equal(base, p.base) {
		return
	}
	p.rows = nil
	p.shown = p.compare()
	if was != nil {
		p.was, p.follow = was, true
	}
}

// export is the export of a pool in the present format.
func (p *preview) export(pool *model.Pool) []string {
	if p.omitDefaults {
		pool = model.OmitDefaults(pool)
	}
	return strings.Split(strings.TrimSuffix(p.formats[p.format].Render(pool), "\n"), "\n")
}

// look marks the lines of what came into focus, and scrolls to them, when it is
// drawn next.
func (p *preview) look(f focus) {
	if f.id != p.focus.id {
		p.marked, p.follow = nil, true
	}
	p.focus = f
}

// mark finds the lines to mark: those that the export would not have without what
// is in focus, or with another value of it where the format also writes what is unset.
// If there are none, they are those of the last change, such as of a setting that was
// removed.
func (p *preview) mark() {
	if p.marked != nil {
		return
	}
	p.marked = map[int]bool{}
	if p.focus.id != "" && p.pool != nil {
		p.marked = newLines(p.exportRest(), p.text)
	}
	if len(p.marked) == 0 {
		p.marked = p.valueLines(p.focus.id)
	}
	if len(p.marked) == 0 && p.was != nil {
		p.marked = newLines(p.was, p.text)
	}
	if p.marked == nil {
		p.marked = map[int]bool{}
	}
}

// exportRest is the export without what is in focus. It stays what it is while that is
// typed.
func (p *preview) exportRest() []string {
	pool := p.pool.Clone()
	p.focus.without(pool)
	if p.rest.pool == nil || !reflect.DeepEqual(pool, p.rest.pool) {
		p.rest = exported{pool, p.export(pool)}
	}
	return p.rest.text
}

// valueLines are the lines that the export would not have with another value of the
// setting at path. There are none for what is unset or no single value.
func (p *preview) valueLines(path string) map[int]bool {
	setting := model.Edit{Path: path}.Setting()
	if setting == nil || p.pool == nil {
		return nil
	}
	value, isSet := p.pool.Get(path)
	other := anotherValue(setting, value)
	if !isSet || other == nil {
		return nil
	}
	pool := p.pool.Clone()
	if err := pool.Set(path, other); err != nil {
		return nil // an entry of a map, whose lines removing it shows
	}
	return newLines(p.export(pool), p.text)
}

// anotherValue is a value that differs from that of a setting, nil where there is none
// of its kind.
func anotherValue(s *model.Setting, value any) any {
	switch v := value.(type) {
	case bool:
		return !v
	case int:
		return v + 1
	case string:
		if i := slices.IndexFunc(s.Choices, func(o model.Option) bool { return o.Value != v }); i >= 0 {
			return s.Choices[i].Value
		}
		return v + "0"
	default:
		return nil
	}
}

// nextFormat shows the next format.
func (p *preview) nextFormat(pool *model.Pool) {
	if len(p.formats) == 0 {
		return
	}
	p.format = (p.format + 1) % len(p.formats)
	p.reset(pool)
}

// toggleDefaults shows or hides settings that equal Cognito's defaults.
func (p *preview) toggleDefaults(pool *model.Pool) {
	p.omitDefaults = !p.omitDefaults
	p.reset(pool)
}

// reset renders a text that is compared with none before.
func (p *preview) reset(pool *model.Pool) {
	p.text, p.base, p.rest, p.offset, p.first = nil, nil, exported{}, 0, 0
	p.render(pool)
}

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
	for i, line := range p.shown {
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
	if len(p.formats) == 0 || height < 1 {
		return nil
	}
	lines := p.titles(s, width)
	room := max(0, height-len(lines))
	p.wrap(width - p.gutter())
	p.mark()
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
	title := p.formats[p.format].Title
	if p.omitDefaults {
		title += ", without defaults"
	}
	count := s.Dim.Render(position(p.format+1, len(p.formats)) + " formats")
	lines := []string{spread(s.Strong.Render(title), count, width)}
	if p.against == againstNothing {
		return lines
	}
	added, removed := countChanges(p.shown)
	counts := s.Added.Render("+"+itoa(added)) + " " + s.Removed.Render("-"+itoa(removed))
	return append(lines, spread(s.Accent.Render(p.againstTitle()), counts, width))
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
	line := p.shown[row.line].line
	return line >= 0 && p.marked[line]
}

// gutter is how many columns there are before the code: for the mark of what is in
// focus, and in a comparison for the sign of the line.
func (p *preview) gutter() int {
	if p.against == againstNothing {
		return 1
	}
	return 3
}

// draw is one row.
func (p *preview) draw(s *styles, row previewRow) string {
	line := p.shown[row.line]
	mark, palette := " ", &s.Code
	if p.isMarked(row) {
		mark, palette = s.Changed.Render("▌"), &s.Marked
	}
	if p.against == againstNothing {
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
