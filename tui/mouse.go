package tui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
)

// click opens the step that was clicked in the list.
func (w *Wizard) click(msg tea.MouseClickMsg) tea.Cmd {
	l := w.layout()
	if w.overlay != nil || msg.Button != tea.MouseLeft || l.list == 0 || msg.X >= l.list {
		return nil
	}
	step := msg.Y - w.bars()/2 - 1
	switch {
	case step == len(forms.Steps):
		return w.openReview()
	case step >= 0 && step < len(forms.Steps):
		w.remember()
		return w.enter(step)
	}
	return nil
}

// wheel scrolls the preview when the pointer is on it, else what is in front.
func (w *Wizard) wheel(msg tea.MouseWheelMsg) {
	by := wheelLines
	switch msg.Button {
	case tea.MouseWheelUp:
		by = -wheelLines
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
