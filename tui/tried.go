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

// isTried reports whether the conversation ended with a pool in the sandbox.
func (o *conversationOverlay) isTried() bool {
	return o.pool != nil && o.done != nil && newTried(o.pool, *o.done, time.Time{}) != nil
}

// pressTried handles the keys on the result of a pool in the sandbox.
func (o *conversationOverlay) pressTried(msg tea.KeyPressMsg, k *keyMap) action {
	switch {
	case key.Matches(msg, k.Up):
		return actionScroll{-1}
	case key.Matches(msg, k.Down):
		return actionScroll{1}
	case o.describes && key.Matches(msg, k.Back, k.Describe):
		o.describes = false
		return actionResetScroll{}
	case o.describes:
		return nil
	case o.done.Created.Description != "" && key.Matches(msg, k.Describe):
		o.describes = true
		return actionResetScroll{}
	case o.offersCognito && key.Matches(msg, k.Submit):
		return actionOpenSubmit{}
	case key.Matches(msg, k.Save):
		return actionOpenSave{}
	}
	return actionCloseTried{}
}

// triedKeys are the keys that go on from a pool in the sandbox.
func (o *conversationOverlay) triedKeys(k *keyMap) []string {
	var keys []string
	if o.done.Created.Description != "" {
		keys = append(keys, keyText(k.Describe, k.Describe.Help().Desc))
	}
	if o.offersCognito {
		keys = append(keys, keyText(k.Submit, "submit to Cognito"))
	}
	lines := []string{keyText(k.Save, k.Save.Help().Desc) + " · any other key: back; the draft stays"}
	if len(keys) > 0 {
		lines = append([]string{strings.Join(keys, " · ")}, lines...)
	}
	return lines
}

// descriptionLines are the page that shows what the service answers.
func (o *conversationOverlay) descriptionLines(c canvas) []string {
	keys := keyText(c.keys.arrows("scroll"), "scroll") + " · " + keyText(c.keys.Back, "back")
	lines := []string{"", c.Strong.Render("Output of describe-user-pool and get-user-pool-mfa-config"), c.Dim.Render(keys), ""}
	return append(lines, describeLines(o.done.Created.Description)...)
}
