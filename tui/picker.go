package tui

import (
	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
)

// picker is a list with a cursor: the results of the search, the resources of
// the account, and the formats to save.
type picker struct {
	items []pickerItem
	at    int // the item under the cursor
}

// pickerItem is one line: a label, and beside it more about it.
type pickerItem struct{ label, about string }

// set replaces the items and returns to the first.
func (p *picker) set(items []pickerItem) { p.items, p.at = items, 0 }

// move moves the cursor by items, no further than the ends. It reports that
// the list has moved, for the interface list.
func (p *picker) move(by int) bool {
	p.at = clamp(p.at+by, len(p.items))
	return true
}

// selected is the index of the item under the cursor, and whether there is one.
func (p *picker) selected() (at int, ok bool) { return p.at, p.at < len(p.items) }

// rows draws all items with the cursor. show cuts the texts of an item to the
// room that there is.
func (p *picker) rows(s *styles, show func(pickerItem) pickerItem) []string {
	rows := make([]string, len(p.items))
	for i, item := range p.items {
		item = show(item)
		rows[i] = "  " + s.Text.Render(item.label)
		if i == p.at {
			rows[i] = s.Accent.Render("> " + item.label)
		}
		if item.about != "" {
			rows[i] += " " + s.Dim.Render(item.about)
		}
	}
	return rows
}

// filteredPicker is a picker with a line of text that filters it. What passes
// the filter is up to the overlay that uses it.
type filteredPicker struct {
	picker
	input textinput.Model
}

func newFilteredPicker() filteredPicker {
	p := filteredPicker{input: textinput.New()}
	p.input.Prompt = "/ "
	p.input.Focus()
	return p
}

// update takes a key that moves the cursor, or a change of the filter. It
// reports whether the filter changed.
func (p *filteredPicker) update(msg tea.Msg, k *keyMap) (cmd tea.Cmd, changed bool) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, k.ItemDown):
			p.move(1)
			return nil, false
		case key.Matches(press, k.ItemUp):
			p.move(-1)
			return nil, false
		}
	}
	before := p.input.Value()
	p.input, cmd = p.input.Update(msg)
	return cmd, p.input.Value() != before
}

// filterLine draws the text that filters.
func (p *filteredPicker) filterLine(c canvas) string {
	c.apply(&p.input)
	p.input.SetWidth(max(1, c.width-4))
	return p.input.View()
}

// takesText reports that letters go into the filter.
func (p *filteredPicker) takesText() bool { return true }
