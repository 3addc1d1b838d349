package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// preview is an export beside the form. It is rendered when the pool changes,
// not when it is looked at.
type preview struct {
	format  int // in Options.Formats
	text    []string
	changed [2]int // the lines that the last change touched, from and to
	offset  int    // the first line shown
	terse   bool   // without what equals Cognito's defaults
}

// render writes the export anew, marks what changed and scrolls to it.
func (p *preview) render(w *Wizard) {
	if len(w.Formats) == 0 {
		return
	}
	was := p.text
	pool := w.state.Pool
	if p.terse {
		pool = model.Terse(pool)
	}
	text := strings.TrimSuffix(w.Formats[p.format].Render(pool), "\n")
	p.text = strings.Split(text, "\n")
	p.changed = [2]int{}
	if was != nil {
		p.changed = difference(was, p.text)
		if p.changed[0] < p.changed[1] {
			p.offset = max(0, p.changed[0]-3)
		}
	}
}

// cycle shows the next format.
func (p *preview) cycle(w *Wizard) {
	if len(w.Formats) == 0 {
		return
	}
	p.format = (p.format + 1) % len(w.Formats)
	p.again(w)
}

// toggleTerse shows or hides what equals Cognito's defaults.
func (p *preview) toggleTerse(w *Wizard) {
	p.terse = !p.terse
	p.again(w)
}

// again renders what is no change of the last text.
func (p *preview) again(w *Wizard) {
	p.text, p.offset = nil, 0
	p.render(w)
}

func (p *preview) scroll(by int) {
	p.offset = max(0, min(p.offset+by, len(p.text)-1))
}

// difference returns the lines of now that are not in was: what remains
// between the lines that both begin with and those that both end with. A comma
// at the end of a line comes and goes with what follows, and is no change.
func difference(was, now []string) [2]int {
	same := func(a, b string) bool { return strings.TrimSuffix(a, ",") == strings.TrimSuffix(b, ",") }
	from := 0
	for from < len(was) && from < len(now) && same(was[from], now[from]) {
		from++
	}
	to, end := len(now), len(was)
	for to > from && end > from && same(was[end-1], now[to-1]) {
		to--
		end--
	}
	return [2]int{from, to}
}

// lines returns the region, title first.
func (p *preview) lines(w *Wizard, width, height int) []string {
	if len(w.Formats) == 0 || height < 1 {
		return nil
	}
	title := w.Formats[p.format].Title
	if p.terse {
		title += ", without defaults"
	}
	count := w.styles.Dim.Render(position(p.format+1, len(w.Formats)) + " formats")
	lines := []string{spread(w.styles.Strong.Render(title), count, width)}
	room := height - 1
	p.offset = max(0, min(p.offset, len(p.text)-room))
	for i := p.offset; i < min(len(p.text), p.offset+room); i++ {
		lines = append(lines, p.line(w, i, width))
	}
	return lines
}

// line is one line of the text, with a mark when it just changed.
func (p *preview) line(w *Wizard, i, width int) string {
	text := model.Printable(strings.ReplaceAll(p.text[i], "\t", "  "))
	if len(text) >= width {
		text = unaligned(text)
	}
	if i >= p.changed[0] && i < p.changed[1] {
		return w.styles.Changed.Render(fit("▌"+text, width))
	}
	return w.styles.Dim.Render(fit(" "+text, width))
}

// previewOverlay is the preview in front of everything, where there is no room
// beside the form. No key reaches what is behind it.
type previewOverlay struct{}

func (o *previewOverlay) keys(w *Wizard) []key.Binding {
	k := w.keys
	return []key.Binding{k.Down, k.PageDown, k.Bottom, k.Format, k.Terse, k.Back}
}

func (o *previewOverlay) update(w *Wizard, msg tea.Msg) (tea.Cmd, bool) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil, true
	}
	k := w.keys
	switch {
	case key.Matches(press, k.Back, k.Preview):
		return nil, false
	case key.Matches(press, k.Up):
		o.move(w, -1)
	case key.Matches(press, k.Down):
		o.move(w, 1)
	case key.Matches(press, k.ScrollUp):
		o.move(w, -wheelLines)
	case key.Matches(press, k.ScrollDown):
		o.move(w, wheelLines)
	case key.Matches(press, k.Format):
		w.preview.cycle(w)
	case key.Matches(press, k.Terse):
		w.preview.toggleTerse(w)
	}
	return nil, true
}

func (o *previewOverlay) move(w *Wizard, by int) { w.preview.scroll(by) }

func (o *previewOverlay) lines(w *Wizard, width, height int) []string {
	return w.preview.lines(w, width, height)
}

// unaligned takes the blanks out of a line that only put its value below those
// of its neighbours: where a line is cut off, its value says more than they do.
func unaligned(line string) string {
	text := strings.TrimLeft(line, " ")
	name, value, found := strings.Cut(text, " = ")
	if !found {
		return line
	}
	return line[:len(line)-len(text)] + strings.TrimRight(name, " ") + " = " + value
}
