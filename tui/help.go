package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// helpOverlay lists every key of what it was opened on, and the signs. It
// returns there.
type helpOverlay struct {
	groups  []keyGroup
	behind  overlay
	offset  int  // the first line shown
	scrolls bool // not all lines fit
}

func (w *Wizard) openHelp() {
	groups := slices.DeleteFunc(append(w.keyGroups(), w.signGroup()), func(g keyGroup) bool { return len(g.keys) == 0 })
	w.overlay = &helpOverlay{groups: groups, behind: w.overlay}
}

func (h *helpOverlay) keys(k *keyMap) []key.Binding {
	if !h.scrolls {
		return []key.Binding{k.Back}
	}
	return []key.Binding{k.Back, pair(k.Up, k.Down, "↑↓", "scroll"), k.pages("page")}
}

func (h *helpOverlay) takesText() bool { return false }

func (h *helpOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
	case tea.KeyPressMsg:
		return nil, h.press(msg, k)
	default:
		return h.toBehind(msg, k)
	}
	return nil, nil
}

func (h *helpOverlay) press(msg tea.KeyPressMsg, k *keyMap) action {
	switch {
	case key.Matches(msg, k.Down):
		h.move(1)
	case key.Matches(msg, k.Up):
		h.move(-1)
	default:
		return actionClose{}
	}
	return nil
}

// toBehind passes on what is no key, such as the end of a save. When that
// closes what is behind, the help stays.
func (h *helpOverlay) toBehind(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	if h.behind == nil {
		return nil, nil
	}
	cmd, act := h.behind.update(msg, k)
	if closes, ok := act.(actionClose); ok {
		h.behind = nil
		return cmd, actionNotice{closes.notice}
	}
	return cmd, act
}

func (h *helpOverlay) move(by int) bool {
	h.offset = max(0, h.offset+by)
	return true
}

func (h *helpOverlay) lines(c canvas) []string {
	text := h.text(c)
	head := make([]string, max(1, min(c.height-len(text), 3))) // with blank lines where all fits
	room := max(1, c.height-len(head))
	h.offset = max(0, min(h.offset, len(text)-room))
	h.scrolls = len(text) > room
	more := moreLines(h.offset, max(0, len(text)-room-h.offset))
	head[(len(head)-1)/2] = spreadRight(c.Strong.Render("All keys"), c.Dim.Render(more), c.width)
	return append(head, text[h.offset:min(len(text), h.offset+room)]...)
}

// columnGap is the space between two columns of the help.
const columnGap = 3

// text puts the groups into as many columns as there is room for.
func (h *helpOverlay) text(c canvas) []string {
	blocks := make([][]string, len(h.groups))
	for i, g := range h.groups {
		blocks[i] = keyBlock(c, g)
	}
	for n := 3; n > 1; n-- {
		if lines := beside(columns(blocks, n)); widest(lines) <= c.width {
			return lines
		}
	}
	return stack(blocks)
}

// keyBlock is the title of a group and its keys, with what they do beside them.
func keyBlock(c canvas, g keyGroup) []string {
	label := 0
	for _, k := range g.keys {
		label = max(label, ansi.StringWidth(k.Help().Key))
	}
	lines := []string{c.Strong.Render(g.title)}
	for _, k := range g.keys {
		shown := fit(k.Help().Key, label)
		for _, part := range wrap(k.Help().Desc, c.width-label-2) {
			lines = append(lines, c.Key.Render(shown)+"  "+c.Dim.Render(part))
			shown = strings.Repeat(" ", label)
		}
	}
	return lines
}

// columns puts blocks into at most n columns, as low as they can be.
func columns(blocks [][]string, n int) [][]string {
	for height := 1; ; height++ {
		var list [][]string
		fits := true
		for _, b := range blocks {
			last := len(list) - 1
			switch {
			case len(b) > height:
				fits = false
			case last >= 0 && len(list[last])+1+len(b) <= height:
				list[last] = stack([][]string{list[last], b})
			default:
				list = append(list, b)
			}
		}
		if fits && len(list) <= n {
			return list
		}
	}
}

// stack puts blocks below each other, with a blank line between.
func stack(blocks [][]string) []string {
	var lines []string
	for i, b := range blocks {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, b...)
	}
	return lines
}

// beside puts columns next to each other.
func beside(columns [][]string) []string {
	var lines []string
	left := 0
	for _, column := range columns {
		for i, line := range column {
			if i == len(lines) {
				lines = append(lines, "")
			}
			lines[i] = fit(lines[i], left) + line
		}
		left = widest(lines) + columnGap
	}
	return lines
}

func widest(lines []string) int {
	most := 0
	for _, line := range lines {
		most = max(most, ansi.StringWidth(line))
	}
	return most
}
