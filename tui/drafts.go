package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/dustin/go-humanize"
)

// draftsOverlay lists all drafts with their age and size, to continue or delete
// one.
type draftsOverlay struct {
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

func (o *draftsOverlay) keys(w *Wizard) []key.Binding {
	if len(w.otherDrafts()) == 0 {
		return []key.Binding{w.keys.Back}
	}
	if o.deleting {
		yes, no := w.keys.Yes, w.keys.Back
		yes.SetHelp("y", "delete")
		no.SetHelp("esc", "keep")
		return []key.Binding{yes, no}
	}
	open := w.keys.Open
	open.SetHelp("enter", "continue")
	return []key.Binding{open, w.keys.Delete, w.keys.Back}
}

func (o *draftsOverlay) update(w *Wizard, msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case draftDeletedMsg:
		o.busy, o.problem = false, msg.err
		w.draftsListed(draftsListedMsg{msg.list})
	case tea.KeyPressMsg:
		if o.deleting {
			return o.answer(w, msg), true
		}
		return o.press(w, msg)
	}
	return nil, true
}

func (o *draftsOverlay) press(w *Wizard, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	drafts := w.otherDrafts()
	o.at = max(0, min(o.at, len(drafts)-1))
	w.scrolled = 0 // the list follows the cursor
	switch {
	case key.Matches(msg, w.keys.Back):
		return nil, false
	case len(drafts) == 0 || o.busy:
		return nil, true
	case key.Matches(msg, w.keys.Up), key.Matches(msg, w.keys.Prev):
		o.at = max(0, o.at-1)
	case key.Matches(msg, w.keys.Open):
		o.problem = nil
		return w.start.read(drafts[o.at].Open, true), true
	case key.Matches(msg, w.keys.Down), key.Matches(msg, w.keys.Next):
		o.at = min(o.at+1, len(drafts)-1)
	case key.Matches(msg, w.keys.Delete):
		o.deleting, o.problem = true, nil
	}
	return nil, true
}

// move moves the cursor, for page keys, home, end and the wheel.
func (o *draftsOverlay) move(w *Wizard, by int) {
	if !o.deleting {
		o.at = max(0, min(o.at+by, len(w.otherDrafts())-1))
	}
}

// answer deletes the draft when the answer is yes.
func (o *draftsOverlay) answer(w *Wizard, msg tea.KeyPressMsg) tea.Cmd {
	o.deleting = false
	drafts := w.otherDrafts()
	if !key.Matches(msg, w.keys.Yes) || o.at >= len(drafts) {
		return nil
	}
	o.busy = true
	remove, store := drafts[o.at].Delete, w.Drafts
	return func() tea.Msg {
		err := remove()
		return draftDeletedMsg{err, store.List()}
	}
}

func (o *draftsOverlay) lines(w *Wizard, width, height int) []string {
	drafts := w.otherDrafts()
	o.at = max(0, min(o.at, len(drafts)-1))
	head := []string{"", w.styles.Strong.Render("Drafts"), ""}
	if height < 14 {
		head = head[1:2]
	}
	var list []string
	for i, d := range drafts {
		list = append(list, o.draftLine(w, d, i == o.at, width))
	}
	if len(drafts) == 0 {
		list = append(list, w.styles.Dim.Render("No drafts. Poolsmith saves every pool you edit as a draft."))
	}
	foot := o.foot(w, drafts, width)
	foot = foot[:min(len(foot), max(0, height-len(head)-1))]
	room := max(1, height-len(head)-len(foot))
	head[len(head)/2] = spread(head[len(head)/2], w.hiddenLines(list, o.at, o.at+1, room)+" ", width)
	return append(append(head, w.window(list, o.at, o.at+1, room)...), foot...)
}

func (o *draftsOverlay) draftLine(w *Wizard, d Draft, focused bool, width int) string {
	facts := fmt.Sprintf("%16s  %8s", ago(w.Now().Sub(d.Saved)), humanize.Bytes(uint64(d.Size)))
	if width < 50 {
		facts = fmt.Sprintf("%14s", ago(w.Now().Sub(d.Saved)))
	}
	title := fit(oneLine(d.Name, 40), max(10, min(40, width-len(facts)-4)))
	if focused {
		return w.styles.Accent.Render("> "+title) + "  " + w.styles.Text.Render(facts)
	}
	return "  " + w.styles.Text.Render(title) + "  " + w.styles.Dim.Render(facts)
}

// foot is what stands under the list: a question, a problem, what was skipped.
func (o *draftsOverlay) foot(w *Wizard, drafts []Draft, width int) []string {
	var lines []string
	switch {
	case o.deleting && len(drafts) > 0:
		d := drafts[o.at]
		question := fmt.Sprintf("Delete the draft of %s, saved %s? It cannot be restored.", oneLine(d.Name, 40), ago(w.Now().Sub(d.Saved)))
		for _, line := range wrap(question, width) {
			lines = append(lines, w.styles.Warning.Render(line))
		}
		return append([]string{""}, append(lines, "y: delete it · any other key: keep it")...)
	case o.problem != nil, w.start.problem != nil:
		problem := o.problem
		if problem == nil {
			problem = w.start.problem
		}
		for _, line := range wrap("✗ "+w.explain(problem), width) {
			lines = append(lines, w.styles.Error.Render(line))
		}
	}
	for _, note := range w.Found.Notes {
		for _, line := range wrap("! "+oneLine(note, 300), width) {
			lines = append(lines, w.styles.Warning.Render(line))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return append([]string{""}, lines...)
}
