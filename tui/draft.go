package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// draftState keeps saving in order: one save runs at a time, and a change made
// meanwhile is saved when it ends.
type draftState struct {
	running, dirty bool
	at             time.Time // of the last save
	failed         error
}

type draftSavedMsg struct{ err error }

func (d *draftState) save(w *Wizard) tea.Cmd {
	if w.SaveDraft == nil {
		return nil
	}
	if d.running {
		d.dirty = true
		return nil
	}
	d.running, d.dirty = true, false
	p := w.state.Pool.Clone()
	return func() tea.Msg { return draftSavedMsg{w.SaveDraft(p)} }
}

func (d *draftState) saved(w *Wizard, msg draftSavedMsg) tea.Cmd {
	d.running, d.failed = false, msg.err
	if msg.err == nil {
		d.at = w.Now()
	}
	if d.dirty {
		return d.save(w)
	}
	return nil
}

// text is what the header says about the draft.
func (d *draftState) text() string {
	switch {
	case d.failed != nil:
		return "draft not saved"
	case d.at.IsZero():
		return ""
	default:
		return "saved " + d.at.Format("15:04")
	}
}
