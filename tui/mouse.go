package tui

import (
	tea "charm.land/bubbletea/v2"
)

// click opens the step that was clicked in the list, or focuses the row.
func (w *Wizard) click(msg tea.MouseClickMsg) tea.Cmd {
	l := w.layout()
	switch {
	case w.overlay != nil || msg.Button != tea.MouseLeft || w.screen != onStep:
		return nil
	case msg.X >= l.list:
		return w.clickRow(msg, l)
	}
	rows := w.stepRows(l)
	row := msg.Y - w.bars()/2 - 1
	switch {
	case row == len(rows):
		return w.openReview()
	case row >= 0 && row < len(rows):
		w.remember()
		return w.enter(rows[row].step)
	}
	return nil
}

// clickRow focuses the row under the pointer.
func (w *Wizard) clickRow(msg tea.MouseClickMsg, l layout) tea.Cmd {
	if msg.X >= l.list+l.form {
		return nil
	}
	lines, from, to := w.rowLines(l)
	line := msg.Y - w.bars()/2 - len(w.pageHead(l))
	if line < 0 {
		return nil
	}
	line += w.offset(len(lines), from, to, w.pageRoom(l))
	for i, block := range w.rowBlocks(l) {
		if line -= len(block); line >= 0 {
			continue
		}
		if i == w.focus {
			return nil
		}
		w.leaveField()
		w.focus, w.scrolled = i, 0
		return w.edit()
	}
	return nil
}

// scrollWheel scrolls the preview when the pointer is on it, else what is in front.
func (w *Wizard) scrollWheel(msg tea.MouseWheelMsg) {
	by := scrollStep
	switch msg.Button {
	case tea.MouseWheelUp:
		by = -scrollStep
	case tea.MouseWheelDown:
	default:
		return
	}
	l := w.layout()
	if w.overlay == nil && l.preview > 0 && msg.X >= l.list+l.form {
		w.preview.scroll(by)
		return
	}
	w.scroll(by)
}
