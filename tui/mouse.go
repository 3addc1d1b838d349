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
		return w.enter(step)
	}
	return nil
}

// wheel scrolls the preview.
func (w *Wizard) wheel(msg tea.MouseWheelMsg) {
	switch msg.Button {
	case tea.MouseWheelUp:
		w.preview.scroll(-3)
	case tea.MouseWheelDown:
		w.preview.scroll(3)
	}
}
