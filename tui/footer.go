package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
)

// footer shows the keys that matter now, or the notice.
func (w *Wizard) footer() string {
	if w.notice != "" {
		return fit(" "+w.styles.Warning.Render(oneLine(w.notice, w.width-2)), w.width)
	}
	return fit(w.keyLine(w.footerKeys()), w.width)
}

// keyLine shows as many groups of keys as fit, from the first on, and never a
// part of one. It ends with the keys of ending, unless the groups are all there
// is and fit.
func (w *Wizard) keyLine(groups [][]key.Binding, ending []key.Binding, all bool) string {
	texts := make([]string, len(groups))
	for i, group := range groups {
		texts[i] = keyTexts(w, group)
	}
	if line := strings.Join(texts, ""); all && ansi.StringWidth(line) <= w.width {
		return line
	}
	last := keyTexts(w, ending)
	room := w.width - ansi.StringWidth(last)
	var line strings.Builder
	for _, text := range texts {
		if room -= ansi.StringWidth(text); room < 0 {
			break
		}
		line.WriteString(text)
	}
	return line.String() + last
}

func keyTexts(w *Wizard, keys []key.Binding) string {
	var text strings.Builder
	for _, k := range keys {
		text.WriteString(" " + w.styles.Key.Render(k.Help().Key) + " " + w.styles.Dim.Render(k.Help().Desc) + " ")
	}
	return text.String()
}

// footerKeys are the groups of keys for the footer, the most useful first, and
// the keys that it ends with. all reports that the groups are all keys.
func (w *Wizard) footerKeys() (groups [][]key.Binding, ending []key.Binding, all bool) {
	switch front := w.overlay.(type) {
	case nil:
	case *saveOverlay, previewOverlay, *journeysOverlay, *expressOverlay:
		return single(front.keys(&w.keys)), []key.Binding{w.helpKey()}, true
	default:
		return single(front.keys(&w.keys)), nil, true
	}
	ending = []key.Binding{w.leaveKey(), w.helpKey()}
	switch w.screen {
	case onStart:
		return single(w.start.keys(w)), ending, false
	case onReview:
		return w.review.keys(w), ending, false
	default:
		return single(w.stepFooter()), ending, false
	}
}

// stepFooter is what matters on a step.
func (w *Wizard) stepFooter() []key.Binding {
	k := w.keys
	at := w.rows()[min(w.focus, len(w.rows())-1)]
	keys := w.rowKeys(at).keys
	switch at.kind {
	case itemRow:
		keys = slices.Insert(keys, 4, k.Back)
	case addRow:
		keys = append(keys, w.nextKey(), k.Back)
	default:
		keys = append(append([]key.Binding{w.nextKey()}, keys...), k.Back)
	}
	keys = append(keys, w.searchKey(), k.arrows("move"), k.Review)
	if w.splits() {
		return append(keys, k.Format)
	}
	return append(keys, k.Preview)
}

// nextKey is the key to the next row, or past the folded steps behind this one.
func (w *Wizard) nextKey() key.Binding {
	step := w.unfolded(w.step+1, 1)
	if len(w.items) > 0 || w.focus < len(w.rows())-1 || step == w.step+1 || w.cameFromReview() {
		return w.keys.Next
	}
	title := "Review"
	if step < len(forms.Steps) {
		title = forms.Steps[step].Title
	}
	return relabel(w.keys.Next, "skip to "+title)
}

// single makes a group of each key.
func single(keys []key.Binding) [][]key.Binding {
	groups := make([][]key.Binding, len(keys))
	for i, k := range keys {
		groups[i] = []key.Binding{k}
	}
	return groups
}
