package tui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
)

// place is where the user was: a row of a step or of an open item, or a line of
// the review.
type place struct {
	screen screen
	step   int
	items  []openItem
	focus  int // of the page
	line   int // of the review
}

// maxPlaces bounds how many places esc can return to.
const maxPlaces = 100

// remember keeps the present place for esc to return to. Every move that skips
// rows calls it first.
func (w *Wizard) remember() {
	now := place{w.screen, w.step, w.items, w.focus, w.review.at}
	w.places = append(w.places, now)
	if len(w.places) > maxPlaces {
		w.places = append([]place(nil), w.places[1:]...)
	}
}

// cameFromReview reports whether the step at hand was opened from the review.
func (w *Wizard) cameFromReview() bool {
	return len(w.places) > 0 && w.places[len(w.places)-1].screen == onReview
}

// comeBack returns to the last remembered place.
func (w *Wizard) comeBack() tea.Cmd {
	last := w.places[len(w.places)-1]
	w.places = w.places[:len(w.places)-1]
	w.leaveField()
	if last.screen == onReview {
		w.showReview()
		w.review.at = last.line
		return nil
	}
	w.screen, w.step, w.items, w.focus = onStep, last.step, last.items, last.focus
	w.closeDeletedItems()
	return w.edit()
}

// back leads back, from anywhere and whatever is wrong with the answers: out of
// the innermost item that was opened from its list, to the place that the user came from, to
// the step before, to the start.
func (w *Wizard) back() tea.Cmd {
	n := len(w.items)
	switch {
	case n > 0 && !w.items[n-1].direct:
		return w.closeItem()
	case len(w.places) > 0:
		return w.comeBack()
	case n > 0:
		return w.closeItem()
	case w.step > 0:
		return w.enter(w.step - 1)
	case w.Start == nil:
		w.leaveField()
		w.editor = nil
		w.screen = onStart
		return w.start.resume(w)
	default:
		w.notice = "this is the first step; " + whileTyping(w.keys.Leave).Help().Key + " leaves"
		return nil
	}
}

// nextStep opens the step that follows, or the review after the last one and
// where the step was opened from the review.
func (w *Wizard) nextStep() tea.Cmd {
	if w.cameFromReview() {
		return w.comeBack()
	}
	if w.step == len(forms.Steps)-1 {
		return w.openReview()
	}
	w.remember()
	return w.enter(w.step + 1)
}

// openReview opens the review, or returns to it at the line that was left.
func (w *Wizard) openReview() tea.Cmd {
	switch {
	case w.screen == onReview:
		return nil
	case w.cameFromReview():
		return w.comeBack()
	}
	w.remember()
	w.showReview()
	w.review.at = 0
	return nil
}

func (w *Wizard) showReview() {
	w.leaveField()
	w.editor, w.items = nil, nil
	for leaf := range w.answers.Pool.Leaves() {
		w.touched[leaf.Path()] = true
	}
	w.screen = onReview
}
