package tui

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// typingPause is how long nothing is typed before what follows is a change of
// its own.
const typingPause = 2 * time.Second

// typing is how a message was changed last.
type typing struct {
	at      time.Time
	deletes bool
	space   bool // what was typed or deleted last is white space
}

// splitUndo begins a new change for undo where one word of a message ends and
// the next begins, where typing turns into deleting, and after a pause. It is
// called before the change is stored.
func (w *Wizard) splitUndo() {
	if !w.editor.TakesLines() {
		return
	}
	removed, added := changedPart(w.editor.Stored(), w.editor.Text())
	if removed == "" && added == "" {
		return
	}
	last, changed := w.typed, added
	w.typed = typing{at: w.Now(), deletes: added == ""}
	if w.typed.deletes {
		changed = removed
	}
	w.typed.space = endsInSpace(changed)
	pause := w.typed.at.Sub(last.at) >= typingPause
	if w.history.base == nil && (pause || last.deletes != w.typed.deletes || last.space && !w.typed.space) {
		w.history.base = w.snapshot()
	}
}

func endsInSpace(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return unicode.IsSpace(r)
}

// changedPart is what differs between two texts: what lies between the runes
// that both begin with and those that both end with.
func changedPart(was, now string) (removed, added string) {
	for len(was) > 0 && len(now) > 0 {
		a, size := utf8.DecodeRuneInString(was)
		b, _ := utf8.DecodeRuneInString(now)
		if a != b {
			break
		}
		was, now = was[size:], now[size:]
	}
	for len(was) > 0 && len(now) > 0 {
		a, size := utf8.DecodeLastRuneInString(was)
		if !strings.HasSuffix(now, string(a)) {
			break
		}
		was, now = was[:len(was)-size], now[:len(now)-size]
	}
	return was, now
}
