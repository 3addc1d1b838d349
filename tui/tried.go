package tui

import (
	"fmt"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// tried is the last pool that was created in the sandbox, and when.
type tried struct {
	pool *model.Pool
	made Created
	at   time.Time
}

// newTried is the trace that a submission leaves on the review, or nil.
func newTried(pool *model.Pool, o Outcome, now time.Time) *tried {
	if o.Real || !o.Complete || o.Created == nil {
		return nil
	}
	return &tried{pool.Clone(), *o.Created, now}
}

// matches reports whether the pool is still the one that was tried.
func (t *tried) matches(now *model.Pool) bool { return t.pool.Equal(now) }

// text says what was tried, and whether the pool was changed since then.
func (t *tried) text(now *model.Pool) string {
	text := fmt.Sprintf("tried in the sandbox %s, pool %s", t.at.Format("15:04"), t.made.ID)
	if !t.matches(now) {
		text += "; the settings have changed since then"
	}
	return text
}

// describeLines is the answer of the service as lines, safe to print.
func describeLines(description string) []string {
	return strings.Split(strings.TrimRight(model.PrintableLines(description), "\n"), "\n")
}

// tried reports whether the conversation ended with a pool in the sandbox.
func (t *talking) tried() bool {
	return t.pool != nil && t.done != nil && newTried(t.pool, *t.done, time.Time{}) != nil
}

// pressTried handles the keys on the result of a pool in the sandbox.
func (t *talking) pressTried(w *Wizard, msg tea.KeyPressMsg) (cmd tea.Cmd, open bool) {
	switch {
	case key.Matches(msg, w.keys.Up):
		w.scrolled--
	case key.Matches(msg, w.keys.Down):
		w.scrolled++
	case t.described && key.Matches(msg, w.keys.Back, w.keys.Describe):
		t.described, w.scrolled = false, 0
	case t.described:
	case t.done.Created.Description != "" && key.Matches(msg, w.keys.Describe):
		t.described, w.scrolled = true, 0
	case w.Cognito != nil && key.Matches(msg, w.keys.Submit):
		return w.openSubmit(w.Cognito), false
	case key.Matches(msg, w.keys.Save):
		w.overlay = newSave(w)
		return nil, false
	default:
		w.notice = w.tried.text(w.state.Pool) // the line on the review may be out of view
		return nil, false
	}
	return nil, true
}

// triedKeys say how to go on from a pool in the sandbox.
func (t *talking) triedKeys(w *Wizard) []string {
	var keys []string
	if t.done.Created.Description != "" {
		keys = append(keys, "d: output of describe-user-pool")
	}
	if w.Cognito != nil {
		keys = append(keys, "s: submit to Cognito")
	}
	lines := []string{"w: save files · any other key: back; the draft stays"}
	if len(keys) > 0 {
		lines = append([]string{strings.Join(keys, " · ")}, lines...)
	}
	return lines
}

// descriptionLines are the page that shows what the service answers.
func (t *talking) descriptionLines(w *Wizard) []string {
	lines := []string{"", w.styles.Strong.Render("Output of describe-user-pool and get-user-pool-mfa-config"), w.styles.Dim.Render("↑↓: scroll · esc: back"), ""}
	return append(lines, describeLines(t.done.Created.Description)...)
}
