package tui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// place is where the user was: a row of a step or of an open item, or a line of
// the review.
type place struct {
	screen screen
	step   int
	items  []openItem
	focus  int    // of the page
	option string // under the cursor of a checklist, or empty
	line   int    // of the review

	journey *journeyPlace // that was open in front of the review; nil for none
}

// maxPlaces bounds how many places esc can return to.
const maxPlaces = 100

// remember keeps the present place for esc to return to. Every move that skips
// rows calls it first.
func (w *Wizard) remember() {
	now := place{w.screen, w.step, w.items, w.focus, w.cursor(), w.review.at, nil}
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
		w.reopen(last.journey)
		return nil
	}
	w.screen, w.step, w.items, w.focus = onStep, last.step, last.items, last.focus
	w.closeDeletedItems()
	cmd := w.edit()
	w.editor.hover(last.option)
	return cmd
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
		return w.toStart()
	default:
		w.notice = "this is the first step; " + whileTyping(w.keys.Leave).Help().Key + " leaves"
		return nil
	}
}

// nextStep opens the step that follows, or the review after the last one and
// where the step was opened from the review.
func (w *Wizard) nextStep() tea.Cmd { return w.goOn(w.step + 1) }

// moveOn is nextStep that passes folded steps, and says so.
func (w *Wizard) moveOn() tea.Cmd {
	step := w.unfolded(w.step+1, 1)
	if passed := step - w.step - 1; passed > 0 && w.notice == "" && !w.cameFromReview() {
		w.notice = model.Plural(passed, "optional step") + " skipped · " + keyText(w.keys.Back, "back") + " · " + keyText(w.keys.NextStep, "open from there")
	}
	return w.goOn(step)
}

// unfolded is the first step that is not folded, from one on in a direction; the
// number of steps, or -1, where there is none.
func (w *Wizard) unfolded(step, by int) int {
	for step >= 0 && step < len(forms.Steps) && forms.Steps[step].Folded(w.answers.Pool) {
		step += by
	}
	return step
}

func (w *Wizard) goOn(step int) tea.Cmd {
	if w.cameFromReview() {
		return w.comeBack()
	}
	if step == len(forms.Steps) {
		return w.openReview()
	}
	w.remember()
	return w.enter(step)
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
