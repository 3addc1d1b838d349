package tui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// maxHistory bounds what undo remembers, so that memory stays flat.
const maxHistory = 200

// snapshot is the answers before a change and where it was made.
type snapshot struct {
	answers     *forms.Answers
	express     *model.Express
	step, focus int
	option      string // under the cursor of a checklist, or empty
}

// history is what undo and redo walk. Changes to one field between coming and
// going are one change.
type history struct {
	base       *snapshot // before the change at hand; nil once it is pushed
	undo, redo []snapshot
}

func (w *Wizard) snapshot() *snapshot {
	focus := w.focus
	if len(w.items) > 0 {
		focus = w.items[0].row
	}
	return &snapshot{w.answers.Clone(), w.express, w.step, focus, w.cursor()}
}

// push keeps the answers before the change that was just made.
func (h *history) push() {
	if h.base == nil {
		return
	}
	h.undo = append(h.undo, *h.base)
	if len(h.undo) > maxHistory {
		h.undo = append([]snapshot(nil), h.undo[1:]...)
	}
	h.redo, h.base = nil, nil
}

// change makes one change of the pool that undo takes back as a whole, and
// rebuilds the row in focus. The answers of the field in focus are changes of
// their own: toEditor stores them.
func (w *Wizard) change(mutate func()) tea.Cmd {
	w.history.base = w.snapshot()
	mutate()
	w.history.push()
	return tea.Batch(w.edit(), w.changed())
}

func (w *Wizard) undo() tea.Cmd {
	return w.restore(&w.history.undo, &w.history.redo, "nothing to undo")
}

func (w *Wizard) redo() tea.Cmd {
	return w.restore(&w.history.redo, &w.history.undo, "nothing to redo")
}

// restore takes the newest snapshot from one side and puts the present on the
// other. It shows the place of the change, or stays on the review.
func (w *Wizard) restore(from, to *[]snapshot, none string) tea.Cmd {
	if len(*from) == 0 {
		w.notice = none
		if w.continued {
			w.notice += "; undo starts where you opened the draft"
		}
		return nil
	}
	last := len(*from) - 1
	back := (*from)[last]
	*from = (*from)[:last]
	*to = append(*to, snapshot{w.answers.Clone(), w.express, back.step, back.focus, back.option})
	w.answers, w.express = back.answers, back.express
	w.items = nil
	if w.screen == onStep {
		w.step, w.focus = back.step, back.focus
	}
	cmd := w.edit()
	w.editor.hover(back.option)
	return tea.Batch(cmd, w.changed())
}
