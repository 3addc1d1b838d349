package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// keyGroup are keys that belong together, under a title.
type keyGroup struct {
	title string
	keys  []key.Binding
}

// keyGroups are all keys that do something now, for the help.
func (w *Wizard) keyGroups() []keyGroup {
	if w.overlay != nil {
		return []keyGroup{{"Here", w.overlay.keys(&w.keys)}}
	}
	switch w.screen {
	case onStart:
		return []keyGroup{{"Start", w.start.keys(w)}, {"Everywhere", []key.Binding{w.helpKey(), w.leaveKey(), w.keys.Quit}}}
	case onReview:
		return []keyGroup{
			{"Review", slices.Concat(w.review.keys(w)...)},
			{"Move", w.scrollKeys(pair(w.keys.Up, w.keys.Down, "↑↓", "move"))},
			w.previewKeys(), w.everywhere(),
		}
	}
	at := w.rows()[min(w.focus, len(w.rows())-1)]
	return []keyGroup{w.rowKeys(at), w.stepMoves(at), w.previewKeys(), w.everywhere()}
}

// rowKeys act on the row in focus.
func (w *Wizard) rowKeys(at row) keyGroup {
	k := w.keys
	switch at.kind {
	case itemRow:
		keys := []key.Binding{k.Open, k.Add, k.Delete, k.Copy}
		if at.list.Ordered() {
			keys = append(keys, pair(k.MoveUp, k.MoveDown, "K J", "move up, down"))
		}
		return keyGroup{"This list", keys}
	case addRow:
		return keyGroup{"This list", []key.Binding{k.Add}}
	}
	var keys []key.Binding
	if w.editor != nil {
		keys = append(keys, k.fieldHelp(at.field.Setting().Kind)...)
	}
	if w.elsewhere(at) != "" {
		keys = append(keys, k.Other)
	}
	if w.choosable(at) != "" {
		keys = append(keys, k.Choose)
	}
	if w.editsProse(at) {
		keys = append(keys, k.Editor)
	}
	return keyGroup{"This field", keys}
}

// stepMoves move about on a step.
func (w *Wizard) stepMoves(at row) keyGroup {
	k := w.keys
	keys := []key.Binding{k.arrows("move")}
	if at.kind != itemRow {
		keys = append(keys, k.Next)
	}
	keys = append(keys, k.Prev, k.NextStep, k.Back, k.pages("scroll"))
	if at.kind != fieldRow {
		keys = append(keys, k.ends("first, last"))
	}
	return keyGroup{"This step", append(keys, k.All)}
}

// scrollKeys are the keys of a page with a cursor.
func (w *Wizard) scrollKeys(move key.Binding) []key.Binding {
	k := w.keys
	return []key.Binding{move, k.pages("scroll"), k.ends("first, last")}
}

// previewKeys are about the preview, beside the form or in front of it.
func (w *Wizard) previewKeys() keyGroup {
	k := w.keys
	keys := []key.Binding{k.Format, k.OmitDefaults}
	if w.splits() {
		split := pair(k.Wider, k.Narrower, "< >", "wider, narrower")
		if w.typing() {
			split = pair(k.Wider, k.Narrower, "f3 f4", "wider, narrower")
		}
		keys = append(keys, pair(k.ScrollUp, k.ScrollDown, "ctrl+↑↓", "scroll preview"), split)
	}
	return keyGroup{"Preview", append(keys, relabel(k.Preview, "preview in front"))}
}

// everywhere are the keys that mean the same on steps and on the review.
func (w *Wizard) everywhere() keyGroup {
	k := w.keys
	keys := []key.Binding{w.searchKey()}
	if w.screen == onStep {
		keys = append(keys, k.Review)
	}
	return keyGroup{"Everywhere", append(keys, k.Undo, k.Redo, w.helpKey(), w.leaveKey(), k.Quit)}
}

func (w *Wizard) searchKey() key.Binding {
	if w.typing() {
		return whileTyping(w.keys.Search)
	}
	return w.keys.Search
}

// helpKey is the key of the help that works now.
func (w *Wizard) helpKey() key.Binding {
	if _, saves := w.overlay.(*saveOverlay); saves || w.overlay == nil && w.typing() {
		return whileTyping(w.keys.Help)
	}
	return w.keys.Help
}

// leaveKey is the key that leaves from here.
func (w *Wizard) leaveKey() key.Binding {
	if w.screen == onStep || w.typing() {
		return whileTyping(w.keys.Leave)
	}
	return w.keys.Leave
}

// footerKeys are the groups of keys for the footer, the most useful first, and
// the keys that it ends with. all reports that the groups are all keys.
func (w *Wizard) footerKeys() (groups [][]key.Binding, ending []key.Binding, all bool) {
	switch front := w.overlay.(type) {
	case nil:
	case *saveOverlay, previewOverlay:
		return single(front.keys(&w.keys)), []key.Binding{w.helpKey()}, true
	default:
		return single(front.keys(&w.keys)), nil, true
	}
	ending = []key.Binding{w.leaveKey(), w.helpKey()}
	switch w.screen {
	case onStart:
		return single(w.start.keys(w)), ending, false
	case onReview:
		return w.review.keys(w), ending, false
	default:
		return single(w.stepFooter()), ending, false
	}
}

// stepFooter is what matters on a step.
func (w *Wizard) stepFooter() []key.Binding {
	k := w.keys
	at := w.rows()[min(w.focus, len(w.rows())-1)]
	keys := w.rowKeys(at).keys
	switch at.kind {
	case itemRow:
		keys = slices.Insert(keys, 4, k.Back)
	case addRow:
		keys = append(keys, k.Next, k.Back)
	default:
		keys = append(append([]key.Binding{k.Next}, keys...), k.Back)
	}
	keys = append(keys, w.searchKey(), k.arrows("move"), k.Review)
	if w.splits() {
		return append(keys, k.Format)
	}
	return append(keys, k.Preview)
}

// single makes a group of each key.
func single(keys []key.Binding) [][]key.Binding {
	groups := make([][]key.Binding, len(keys))
	for i, k := range keys {
		groups[i] = []key.Binding{k}
	}
	return groups
}

// helpOverlay lists every key of what it was opened on, and the signs. It
// returns there.
type helpOverlay struct {
	groups  []keyGroup
	behind  overlay
	offset  int  // the first line shown
	scrolls bool // not all lines fit
}

func (w *Wizard) openHelp() {
	groups := slices.DeleteFunc(append(w.keyGroups(), signs), func(g keyGroup) bool { return len(g.keys) == 0 })
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
