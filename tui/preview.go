package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/aymanbagabas/go-udiff"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/model"
)

// preview is an export beside the form, in which the lines of the setting in focus
// are marked. It is rendered when the pool changes, not when it is looked at. Lines
// that are too wide are wrapped when drawn.
type preview struct {
	formats      []Format
	format       int // in formats
	text         []string
	changed      map[int]bool // the lines that the last change brought
	omitDefaults bool         // without settings that equal Cognito's defaults

	pool   *model.Pool // what the text shows
	focus  focus
	marked map[int]bool // the lines that what is in focus brings, or the last change; nil until they are drawn
	follow bool         // scroll to them when they are drawn

	rows   []previewRow // text, wrapped to width; nil until it is drawn
	width  int
	offset int // the first row shown
	first  int // its line in text: wrapping again keeps it at the top
}

// previewRow is a line of the text, or a part of a line that was wrapped.
type previewRow struct {
	line int
	text string
}

// focus is what is in focus on a page.
type focus struct {
	id      string            // of the field or item; empty for none
	without func(*model.Pool) // removes it from a pool
}

// render writes the export again.
func (p *preview) render(pool *model.Pool) {
	if len(p.formats) == 0 {
		return
	}
	was := p.text
	p.pool = pool
	p.text = p.export(pool)
	p.marked = nil
	p.changed = nil
	if slices.Equal(was, p.text) {
		return
	}
	p.rows = nil
	if was != nil {
		p.changed, p.follow = newLines(was, p.text), true
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
// is in focus. If there are none, they are those of the last change, such as of a
// setting that was removed.
func (p *preview) mark() {
	if p.marked != nil {
		return
	}
	p.marked = map[int]bool{}
	if p.focus.id != "" && p.pool != nil {
		pool := p.pool.Clone()
		p.focus.without(pool)
		p.marked = newLines(p.export(pool), p.text)
	}
	if len(p.marked) == 0 {
		p.marked = p.changed
	}
	if p.marked == nil {
		p.marked = map[int]bool{}
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
	p.text, p.offset, p.first = nil, 0, 0
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

// wrap breaks the text into rows of a width, and keeps the line at the top.
func (p *preview) wrap(width int) {
	if p.rows != nil && p.width == width {
		return
	}
	p.rows, p.width, p.offset = nil, width, 0
	for i, line := range p.text {
		if i == p.first {
			p.offset = len(p.rows)
		}
		for _, part := range wrapCode(line, width) {
			p.rows = append(p.rows, previewRow{i, part})
		}
	}
}

// continued begins what continues the line above.
const continued = "↳ "

// wrapCode breaks a line of code that is wider than width. What follows is
// indented as the line is, as far as a third of the width, and begins with
// continued. Nothing but that is added, and nothing is dropped.
func wrapCode(line string, width int) []string {
	line = model.Printable(strings.ReplaceAll(line, "\t", "  "))
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

// newLines returns the lines of now that are not in was. A comma at the end of a
// line comes and goes with what follows, and is no difference.
func newLines(was, now []string) map[int]bool {
	plain := func(lines []string) string {
		var b strings.Builder
		for _, line := range lines {
			b.WriteString(strings.TrimSuffix(line, ","))
			b.WriteByte('\n')
		}
		return b.String()
	}
	text := plain(now)
	lines := strings.Split(text, "\n")
	found := map[int]bool{}
	line, at := 0, 0
	for _, edit := range udiff.Lines(text, plain(was)) {
		line += strings.Count(text[at:edit.Start], "\n")
		n := strings.Count(text[edit.Start:edit.End], "\n")
		from := line
		line, at = line+n, edit.End
		// Of "} {…} {…}", what is new is "{…}" and not "} {…": a block ends with the
		// bracket that closes it.
		for n > 0 && from+n < len(now) && lines[from] == lines[from+n] && closes(lines[from]) {
			from++
		}
		for i := range n {
			found[from+i] = true
		}
	}
	return found
}

// closes reports whether a line ends a block, or is the empty line after it.
func closes(line string) bool { return strings.Trim(line, " \t}])>;") == "" }

// lines returns the region, title first.
func (p *preview) lines(s *styles, width, height int) []string {
	if len(p.formats) == 0 || height < 1 {
		return nil
	}
	title := p.formats[p.format].Title
	if p.omitDefaults {
		title += ", without defaults"
	}
	count := s.Dim.Render(position(p.format+1, len(p.formats)) + " formats")
	lines := []string{spread(s.Strong.Render(title), count, width)}
	room := height - 1
	p.wrap(width - 1)
	p.mark()
	p.toMarked(room)
	p.offset = max(0, min(p.offset, len(p.rows)-room))
	if len(p.rows) > 0 {
		p.first = p.rows[p.offset].line
	}
	for _, row := range p.rows[p.offset:min(len(p.rows), p.offset+room)] {
		lines = append(lines, p.draw(s, row, width))
	}
	return lines
}

// toMarked scrolls until the first marked line is in view, with some lines above
// it, unless one is already.
func (p *preview) toMarked(room int) {
	if !p.follow {
		return
	}
	p.follow = false
	isMarked := func(r previewRow) bool { return p.marked[r.line] }
	at := max(0, min(p.offset, len(p.rows)-room))
	if slices.ContainsFunc(p.rows[at:min(len(p.rows), at+room)], isMarked) {
		return
	}
	if first := slices.IndexFunc(p.rows, isMarked); first >= 0 {
		p.offset = max(0, first-3)
	}
}

// draw is one row of the text, with a mark for the lines of what is in focus.
func (p *preview) draw(s *styles, row previewRow, width int) string {
	if p.marked[row.line] {
		return s.Changed.Render(fit("▌"+row.text, width))
	}
	return s.Dim.Render(fit(" "+row.text, width))
}

// previewOverlay is the preview in front of everything, where there is no room
// beside the form. No key reaches what is behind it.
type previewOverlay struct{ *preview }

func (o previewOverlay) keys(k *keyMap) []key.Binding {
	return []key.Binding{k.Back, pair(k.Up, k.Down, "↑↓", "scroll"), k.Format, k.OmitDefaults, k.pages("scroll by pages"), k.ends("top, bottom")}
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
	}
	return nil, nil
}

func (o previewOverlay) move(by int) bool {
	o.scroll(by)
	return true
}

func (o previewOverlay) lines(c canvas) []string { return o.preview.lines(c.styles, c.width, c.height) }
