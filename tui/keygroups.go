package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
)

// keyGroup are keys that belong together, under a title.
type keyGroup struct {
	title string
	keys  []key.Binding
}

// keyGroups are all keys that do something now, for the help.
func (w *Wizard) keyGroups() []keyGroup {
	if w.overlay != nil {
		return []keyGroup{{"Here", w.overlay.keys(&w.keys)}}
	}
	switch w.screen {
	case onStart:
		return []keyGroup{{"Start", w.start.keys(w)}, {"Everywhere", []key.Binding{w.helpKey(), w.leaveKey(), w.keys.Quit}}}
	case onReview:
		return []keyGroup{
			{"Review", inFull(&w.keys, slices.Concat(w.review.keys(w)...))},
			{"Move", w.scrollKeys(w.keys.arrows("move"))},
			w.previewKeys(), w.everywhere(),
		}
	}
	at := w.rows()[min(w.focus, len(w.rows())-1)]
	own := w.rowKeys(at)
	if at.kind == fieldRow {
		own.keys = append(own.keys, w.leaveKeys(at.field)...)
	}
	return []keyGroup{own, w.stepMoves(at), w.previewKeys(), w.everywhere()}
}

// inFull shows keys of the review with more words than the footer has room for.
func inFull(k *keyMap, keys []key.Binding) []key.Binding {
	texts := map[string]string{
		k.Submit.Help().Desc: "create the pool in Cognito", k.Sandbox.Help().Desc: "try it without an account",
		k.Answers.Help().Desc: "change the first answers", k.Journeys.Help().Desc: "what users go through",
		k.CopyText.Help().Desc: "copy what the preview shows", k.Users.Help().Desc: "cost for a number of users",
		k.Command.Help().Desc: "the draft as a command",
	}
	full := slices.Clone(keys)
	for i, b := range full {
		if text := texts[b.Help().Desc]; text != "" {
			full[i] = relabel(b, text)
		}
	}
	return full
}

// rowKeys act on the row in focus.
func (w *Wizard) rowKeys(at row) keyGroup {
	k := w.keys
	switch at.kind {
	case itemRow:
		keys := []key.Binding{k.Open, k.Add, k.Delete, k.Copy}
		if at.list.Ordered() {
			keys = append(keys, pair(k.MoveUp, k.MoveDown, "K J", "move up, down"))
		}
		return keyGroup{"This list", w.withOther(at, keys)}
	case addRow:
		return keyGroup{"This list", w.withOther(at, []key.Binding{k.Add})}
	}
	var keys []key.Binding
	if w.editor != nil {
		keys = append(keys, k.fieldHelp(w.editor.Kind())...)
	}
	keys = w.withOther(at, keys)
	if _, found := w.fixable(); found {
		keys = append(keys, w.here(k.Fix))
	}
	if w.choosable(at) != "" {
		keys = append(keys, k.Choose)
	}
	if w.refers(at) {
		label := "type another value"
		if w.freely != "" {
			label = "choose from the draft"
		}
		keys = append(keys, relabel(k.Choose, label))
	}
	if w.editsProse(at) {
		keys = append(keys, k.Editor)
	}
	if w.isChanged(at) {
		keys = append(keys, k.LiveValue)
	}
	return keyGroup{"This field", keys}
}

// withOther adds the key to the other setting of a finding, where there is one.
func (w *Wizard) withOther(at row, keys []key.Binding) []key.Binding {
	if w.elsewhere(at) == "" {
		return keys
	}
	return append(keys, w.keys.Other)
}

// stepMoves move about on a step.
func (w *Wizard) stepMoves(at row) keyGroup {
	k := w.keys
	keys := []key.Binding{k.arrows("move")}
	if at.kind != itemRow {
		keys = append(keys, w.nextKey())
	}
	keys = append(keys, k.Prev, k.NextStep, k.Back, k.pages("scroll"))
	if at.kind != fieldRow {
		keys = append(keys, k.ends("first, last"))
	}
	return keyGroup{"This step", append(keys, k.All)}
}

// scrollKeys are the keys of a page with a cursor.
func (w *Wizard) scrollKeys(move key.Binding) []key.Binding {
	k := w.keys
	return []key.Binding{move, k.pages("scroll"), k.ends("first, last")}
}

// previewKeys are about the preview, beside the form or in front of it.
func (w *Wizard) previewKeys() keyGroup {
	k := w.keys
	keys := []key.Binding{k.Format, k.OmitDefaults, k.Compare}
	if w.splits() {
		split := pair(k.Wider, k.Narrower, "< >", "wider, narrower")
		if w.typing() {
			split = pair(k.Wider, k.Narrower, "f3 f4", "wider, narrower")
		}
		keys = append(keys, pair(k.ScrollUp, k.ScrollDown, "ctrl+↑↓", "scroll preview"), split)
	}
	return keyGroup{"Preview", append(keys, relabel(k.Preview, "preview in front"))}
}

// everywhere are the keys that mean the same on steps and on the review.
func (w *Wizard) everywhere() keyGroup {
	k := w.keys
	keys := []key.Binding{w.searchKey()}
	if w.screen == onStep {
		keys = append(keys, k.Review)
	}
	if len(w.reachable()) > 0 {
		next, prev := w.here(k.NextFinding), w.here(k.PrevFinding)
		keys = append(keys, pair(next, prev, next.Help().Key+" "+prev.Help().Key, "next, previous finding"))
	}
	return keyGroup{"Everywhere", append(keys, k.Undo, k.Redo, w.helpKey(), w.leaveKey(), k.Quit)}
}

func (w *Wizard) searchKey() key.Binding {
	if w.typing() {
		return whileTyping(w.keys.Search)
	}
	return w.keys.Search
}

// helpKey is the key of the help that works now.
func (w *Wizard) helpKey() key.Binding {
	if w.overlay != nil && w.overlay.takesText() || w.overlay == nil && w.typing() {
		return whileTyping(w.keys.Help)
	}
	return w.keys.Help
}

// leaveKey is the key that leaves from here.
func (w *Wizard) leaveKey() key.Binding {
	if w.screen == onStep || w.typing() {
		return whileTyping(w.keys.Leave)
	}
	return w.keys.Leave
}
