package tui

import tea "charm.land/bubbletea/v2"

// The wizard folds: under previewFrom columns the preview goes, under listFrom
// the list of steps becomes a line.
const (
	previewFrom = 100
	listFrom    = 70
	listWidth   = 22
)

// layout is what fits into the window.
type layout struct {
	width, height int // of the body, without header and footer
	list          int // columns of the step list, 0 when it is folded
	form          int
	preview       int // columns of the preview, 0 when it is folded
}

func (w *Wizard) layout() layout {
	l := layout{width: w.width, height: w.height - w.bars()}
	if w.screen == onStep && w.width >= listFrom {
		l.list = listWidth
	}
	l.form = l.width - l.list
	if w.screen != onStart && w.splits() {
		l.preview = w.previewWidth()
		l.form -= l.preview
	}
	return l
}

// splits reports whether there is room for a preview beside the form.
func (w *Wizard) splits() bool { return w.width >= previewFrom && len(w.formats()) > 0 }

// Columns of the form and of the preview: the form is comfortable with
// formWidth, and neither can be used with fewer than its minimum.
const (
	formWidth    = 50
	formLeast    = 44
	previewLeast = 30
	splitStep    = 4 // columns that a key moves the split by
)

// previewWidth is how many columns the preview has. It does not depend on the
// screen, so that the split stays where it is.
func (w *Wizard) previewWidth() int {
	room := w.width - listWidth
	return max(previewLeast, min(previewByDefault(room)+w.split, room-formLeast))
}

// previewByDefault is half of the room for form and preview, or less where the
// form needs more.
func previewByDefault(room int) int { return max(34, min(room/2, room-formWidth)) }

// moveSplit makes the preview wider, or narrower with a negative step.
func (w *Wizard) moveSplit(by int) {
	if !w.splits() {
		w.notice = "the window is too narrow for a preview beside the form; " + w.keys.Preview.Help().Key + " opens it"
		return
	}
	w.split += by
	w.split = w.previewWidth() - previewByDefault(w.width-listWidth) // no further than it goes
	w.resizeEditor()
}

// bars is the height of header and footer. A low window has no rules between
// them and the body.
func (w *Wizard) bars() int {
	if w.height < 16 {
		return 2
	}
	return 4
}

// The largest window that is drawn. The rest stays blank: every cell costs
// memory and time, and lines of a thousand columns cannot be read.
const maxWidth, maxHeight = 500, 200

// Drawn is the size that the wizard draws in a window.
func Drawn(width, height int) (int, int) { return min(width, maxWidth), min(height, maxHeight) }

// Clamp is the filter of the program: the renderer hears of no window larger
// than what is drawn.
func Clamp(_ tea.Model, msg tea.Msg) tea.Msg {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		size.Width, size.Height = Drawn(size.Width, size.Height)
		return size
	}
	return msg
}
