package tui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
)

// place is where somebody was: a row of a step, of an item, or a line of the
// review.
type place struct {
	screen screen
	step   int
	item   *item
	focus  int // of the step's or item's page
	line   int // of the review
}

// maxPlaces bounds how many places esc can return to.
const maxPlaces = 100

// remember keeps the present place for esc to return to. Every move that skips
// rows calls it first.
func (w *Wizard) remember() {
	now := place{w.screen, w.step, w.item, w.focus, w.review.at}
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
	w.screen, w.step, w.item, w.focus = onStep, last.step, last.item, last.focus
	if w.item != nil && w.item.index >= w.item.list.Len(w.state.Pool) {
		w.item, w.focus = nil, w.item.row // it was deleted meanwhile
	}
	return w.edit()
}

// back leads back, from anywhere and whatever is wrong with the answers: out of
// an item that was opened from its list, to the place where one came from, to
// the step before, to the start.
func (w *Wizard) back() tea.Cmd {
	switch {
	case w.item != nil && !w.item.direct:
		return w.closeItem()
	case len(w.places) > 0:
		return w.comeBack()
	case w.item != nil:
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
	w.editor, w.item = nil, nil
	for leaf := range w.state.Pool.Leaves() {
		w.judged[leaf.Path()] = true
	}
	w.screen = onReview
}
