package tui

import (
	"fmt"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/dustin/go-humanize"
)

// draftsOverlay lists all drafts with their age and size, to continue or delete
// one.
type draftsOverlay struct {
	drafts   []Draft
	notes    []string // why files were skipped
	now      func() time.Time
	explain  func(error) string
	at       int
	deleting bool // asks whether to delete the draft at the cursor
	busy     bool // a draft is being deleted
	problem  error
}

// draftDeletedMsg is the end of a deletion that the user asked for, and what
// is left.
type draftDeletedMsg struct {
	err  error
	list DraftList
}

func (w *Wizard) openDrafts() tea.Cmd {
	w.overlay = &draftsOverlay{drafts: w.otherDrafts(), notes: w.Found.Notes, now: w.Now, explain: w.explain}
	return w.listDrafts()
}

// list replaces what is listed and keeps the cursor where it is.
func (o *draftsOverlay) list(drafts []Draft, notes []string) {
	o.drafts, o.notes = drafts, notes
	o.at = clamp(o.at, len(drafts))
}

func (o *draftsOverlay) keys(k *keyMap) []key.Binding {
	if len(o.drafts) == 0 {
		return []key.Binding{k.Back}
	}
	if o.deleting {
		return []key.Binding{relabel(k.Yes, "delete"), relabel(k.Back, "keep")}
	}
	return []key.Binding{relabel(k.Open, "continue"), k.Delete, k.Back}
}

func (o *draftsOverlay) takesText() bool { return false }

func (o *draftsOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	switch msg := msg.(type) {
	case draftDeletedMsg:
		o.busy, o.problem = false, msg.err
	case tea.KeyPressMsg:
		if o.deleting {
			return nil, o.answer(msg, k)
		}
		return nil, o.press(msg, k)
	}
	return nil, nil
}

func (o *draftsOverlay) press(msg tea.KeyPressMsg, k *keyMap) action {
	switch {
	case key.Matches(msg, k.Back):
		return actionClose{}
	case len(o.drafts) == 0 || o.busy:
	case key.Matches(msg, k.Up, k.Prev):
		o.move(-1)
	case key.Matches(msg, k.Open):
		o.problem = nil
		return actionOpenDraft{o.drafts[o.at].Open}
	case key.Matches(msg, k.Down, k.Next):
		o.move(1)
	case key.Matches(msg, k.Delete):
		o.deleting, o.problem = true, nil
	}
	return nil
}

// move moves the cursor.
func (o *draftsOverlay) move(by int) bool {
	if !o.deleting {
		o.at = clamp(o.at+by, len(o.drafts))
	}
	return true
}

// answer deletes the draft when the answer is yes.
func (o *draftsOverlay) answer(msg tea.KeyPressMsg, k *keyMap) action {
	o.deleting = false
	if !key.Matches(msg, k.Yes) || o.at >= len(o.drafts) {
		return nil
	}
	o.busy = true
	return actionDeleteDraft{o.drafts[o.at].Delete}
}

func (o *draftsOverlay) lines(c canvas) []string {
	head := []string{"", c.Strong.Render("Drafts"), ""}
	if c.height < 14 {
		head = head[1:2]
	}
	var list []string
	for i, d := range o.drafts {
		list = append(list, o.draftLine(c, d, i == o.at))
	}
	if len(o.drafts) == 0 {
		list = append(list, c.Dim.Render("No drafts. Poolsmith saves every pool you edit as a draft."))
	}
	foot := o.foot(c)
	foot = foot[:min(len(foot), max(0, c.height-len(head)-1))]
	room := max(1, c.height-len(head)-len(foot))
	above := offsetOf(len(list), o.at, o.at+1, room)
	more := c.Dim.Render(moreLines(above, max(0, len(list)-room-above)))
	head[len(head)/2] = spread(head[len(head)/2], more+" ", c.width)
	return append(append(head, list[above:min(len(list), above+room)]...), foot...)
}

func (o *draftsOverlay) draftLine(c canvas, d Draft, focused bool) string {
	saved := ago(o.now().Sub(d.Saved))
	facts := fmt.Sprintf("%16s  %8s", saved, humanize.Bytes(uint64(d.Size)))
	if c.width < 50 {
		facts = fmt.Sprintf("%14s", saved)
	}
	title := fit(oneLine(d.Name, 40), max(10, min(40, c.width-len(facts)-4)))
	if focused {
		return c.Accent.Render("> "+title) + "  " + c.Text.Render(facts)
	}
	return "  " + c.Text.Render(title) + "  " + c.Dim.Render(facts)
}

// foot is what stands under the list: a question, a problem, what was skipped.
func (o *draftsOverlay) foot(c canvas) []string {
	var lines []string
	switch {
	case o.deleting && len(o.drafts) > 0:
		d := o.drafts[o.at]
		question := fmt.Sprintf("Delete the draft of %s, saved %s? It cannot be restored.", oneLine(d.Name, 40), ago(o.now().Sub(d.Saved)))
		for _, line := range wrap(question, c.width) {
			lines = append(lines, c.Warning.Render(line))
		}
		return append([]string{""}, append(lines, keyText(c.keys.Yes, "delete it")+" · any other key: keep it")...)
	case o.problem != nil:
		for _, line := range wrap("✗ "+o.explain(o.problem), c.width) {
			lines = append(lines, c.Error.Render(line))
		}
	}
	for _, note := range o.notes {
		for _, line := range wrap("! "+oneLine(note, 300), c.width) {
			lines = append(lines, c.Warning.Render(line))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return append([]string{""}, lines...)
}
