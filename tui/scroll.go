package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Whatever has more lines than fit shows a window of them. The window follows
// the cursor; page keys and the mouse wheel move it away from there, until the
// next other key. Lists move their cursor instead.

// scrollStep is by how many lines one notch of the mouse wheel scrolls, and a
// key that scrolls the preview.
const scrollStep = 3

// window cuts lines to a height so that the lines between from and to show, or
// as many of them as fit, moved by what was scrolled.
func (w *Wizard) window(lines []string, from, to, height int) []string {
	offset := w.offset(len(lines), from, to, height)
	return lines[offset:min(len(lines), offset+height)]
}

// windowAt is window for lists that keep their cursor in view by themselves.
func windowAt(lines []string, from, to, height int) []string {
	offset := offsetOf(len(lines), from, to, height)
	return lines[offset:min(len(lines), offset+height)]
}

// offset is the first line that window shows. It forgets what was scrolled past
// the ends.
func (w *Wizard) offset(n, from, to, height int) int {
	follow := offsetOf(n, from, to, height)
	offset := max(0, min(follow+w.scrolled, n-height))
	w.scrolled = offset - follow
	return offset
}

// offsetOf is the first of n lines to show so that those between from and to
// do.
func offsetOf(n, from, to, height int) int {
	if n <= height {
		return 0
	}
	return max(0, min(to-height, from))
}

// list is an overlay with a cursor, or a window of its own, that page keys,
// home, end and the wheel move. move reports whether it took the key.
type list interface{ move(by int) bool }

// far is more than any list has.
const far = 1 << 20

// pressScroll handles the keys that scroll. Home and end belong to the text
// where one is typed, but for lists with a filter.
func (w *Wizard) pressScroll(msg tea.KeyPressMsg) bool {
	page := max(1, w.layout().height/2) // less than shows beside titles and rules
	if w.overlay == nil && w.screen == onStart {
		page = max(1, w.layout().height/3) // the choice with the cursor shows a few lines more
	}
	switch {
	case key.Matches(msg, w.keys.PageDown):
		w.scroll(page)
	case key.Matches(msg, w.keys.PageUp):
		w.scroll(-page)
	case key.Matches(msg, w.keys.Top) && w.hasEnds():
		w.scroll(-far)
	case key.Matches(msg, w.keys.Bottom) && w.hasEnds():
		w.scroll(far)
	default:
		return false
	}
	return true
}

// hasEnds reports whether home and end go to the ends of what is shown.
func (w *Wizard) hasEnds() bool {
	switch front := w.overlay.(type) {
	case nil:
		return w.screen == onStart && !w.typing()
	case *saveOverlay:
		return front.onFormats
	case *conversationOverlay:
		return !front.takesText()
	default:
		return true
	}
}

// scroll moves what is in front by lines.
func (w *Wizard) scroll(by int) {
	if l, ok := w.overlay.(list); ok && l.move(by) {
		return
	}
	switch {
	case w.overlay == nil && w.screen == onReview:
		w.review.scroll(w, by)
	case w.overlay == nil && w.screen == onStart && !w.typing():
		w.start.at = clamp(w.start.at+by, len(w.start.choices))
	default:
		w.scrolled += by
	}
}

// clamp keeps a cursor in a list of n.
func clamp(at, n int) int { return max(0, min(at, n-1)) }
