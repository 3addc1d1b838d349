package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
)

// burst collects letters that arrive faster than frames are drawn: text pasted
// into a terminal that does not mark pastes comes as one key per letter, and to
// check the pool, render the preview and draw for each of them costs the square
// of its length. The first letter is taken at once. Those that follow within a
// frame are taken together at its end, or before any other message. Until then
// the wizard shows the frame from before them.
type burst struct {
	wait    time.Duration // how long letters are collected at first
	now     time.Duration // and how long at the moment: longer in a long burst
	waiting bool
	letters strings.Builder
	view    tea.View // the last one drawn
}

// Letters are collected for one frame at first, and for twice as long each time
// that more have come.
const (
	burstWait = time.Second / 120
	maxWait   = 16 * burstWait
)

// burstMsg ends the wait.
type burstMsg struct{}

// collects takes a letter that is typed into a text field while the wizard
// waits for the frame to end.
func (b *burst) collects(w *Wizard, msg tea.KeyPressMsg) bool {
	if !b.waiting || !w.takesLetters(msg) {
		return false
	}
	b.letters.WriteString(msg.Text)
	return true
}

// begin starts to wait after letters were taken.
func (b *burst) begin(wait time.Duration) tea.Cmd {
	b.waiting, b.now = true, wait
	return tea.Tick(wait, func(time.Time) tea.Msg { return burstMsg{} })
}

// takesLetters reports whether the key is text for the field in front.
func (w *Wizard) takesLetters(msg tea.KeyPressMsg) bool {
	if msg.Text == "" {
		return false
	}
	if w.overlay != nil {
		return w.overlay.takesText()
	}
	return w.typing()
}

// Flush takes the letters that were collected. It is called before anything
// else looks at the answers, and after the end of the program.
func (w *Wizard) Flush() tea.Cmd {
	if w.burst.letters.Len() == 0 {
		return nil
	}
	letters := w.burst.letters.String()
	w.burst.letters.Reset()
	w.notice, w.leaving, w.scrolled = "", false, 0
	return w.pass(tea.PasteMsg{Content: letters})
}

// endBurst takes what was collected and waits once more, or stops waiting when
// nothing came.
func (w *Wizard) endBurst() tea.Cmd {
	w.burst.waiting = false
	if w.burst.letters.Len() == 0 {
		return nil
	}
	return tea.Batch(w.Flush(), w.burst.begin(min(2*w.burst.now, maxWait)))
}

// paste takes text that the terminal marks as pasted. A field of one line gets
// it without the white space around it, which a copied ARN often has.
func (w *Wizard) paste(msg tea.PasteMsg) tea.Cmd {
	if w.editor != nil {
		w.editor.BeginPaste()
	}
	w.notice, w.leaving, w.scrolled = "", false, 0
	if w.overlay != nil || !w.editsSeveralLines() {
		msg.Content = strings.TrimSpace(msg.Content)
	}
	return w.pass(msg)
}

func (w *Wizard) editsSeveralLines() bool {
	return w.screen == onStep && w.editor != nil && w.editor.TakesLines()
}
