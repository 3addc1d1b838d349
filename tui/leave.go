package tui

import tea "charm.land/bubbletea/v2"

// leftMsg is the end of the last save before leaving.
type leftMsg struct {
	draft   *draft
	changes int
	err     error
}

// quit leaves at the second ctrl+c in a row. A submission that runs is asked to
// stop before its next call.
func (w *Wizard) quit() tea.Cmd {
	o, submits := w.overlay.(*conversationOverlay)
	switch {
	case submits && o.running() && !o.stopping:
		w.notice = "stopping before the next call; press " + w.keys.Quit.Help().Key + " twice to leave"
		return o.interrupt()
	case !w.leaving:
		w.leaving = true
		w.notice = "press " + w.keys.Quit.Help().Key + " again to leave" + w.whatIsKept()
		return nil
	case submits && o.running():
		return tea.Interrupt
	}
	return w.leave()
}

// askToLeave leaves at once, unless that would lose something.
func (w *Wizard) askToLeave() tea.Cmd {
	if o, submits := w.overlay.(*conversationOverlay); submits && o.running() {
		return w.quit()
	}
	if !w.leaving && w.draft.off != "" && w.draft.pool != nil {
		w.leaving = true
		w.notice = "press the same key again to leave" + w.whatIsKept()
		return nil
	}
	return w.leave()
}

// whatIsKept says what becomes of the pool.
func (w *Wizard) whatIsKept() string {
	switch {
	case w.draft.pool == nil:
		return ""
	case w.draft.off != "":
		return " and lose this pool; " + w.draft.text()
	default:
		return "; the draft is kept"
	}
}

// leave saves what is not saved yet, waits for it, and ends the program. Once
// more while that takes long, or after it failed, it ends without.
func (w *Wizard) leave() tea.Cmd {
	d := w.draft
	if w.saving || d.off != "" || d.pool == nil {
		return tea.Quit
	}
	w.saving = true
	w.notice = "saving the draft"
	v := d.version()
	return func() tea.Msg { return leftMsg{d, v.changes, d.put(v)} }
}

func (w *Wizard) lastSaved(msg leftMsg) tea.Cmd {
	if msg.err == nil {
		return tea.Quit
	}
	msg.draft.failed = msg.err
	w.leaving = true
	w.notice = "not saved: " + oneLine(msg.err.Error(), 200) + "; press again to leave and lose the last changes"
	return nil
}
