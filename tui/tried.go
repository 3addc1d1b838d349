package tui

import (
	"fmt"
	"time"

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
	made := *o.Created
	made.Secrets = nil // they are shown once
	return &tried{pool.Clone(), made, now}
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

// isTried reports whether the conversation ended with a pool in the sandbox.
func (o *conversationOverlay) isTried() bool {
	return o.live == nil && o.pool != nil && o.done != nil && newTried(o.pool, *o.done, time.Time{}) != nil
}
