package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// setFindings takes the findings of the pool as it is now.
func (w *Wizard) setFindings() {
	w.findings, w.edits, w.written = w.withoutAccepted(w.answers.Findings()), map[string][]model.Edit{}, nil
	w.changes.forget()
}

// editsOf is the change that corrects a finding, if it is certain. It is looked for
// once for each state of the pool.
func (w *Wizard) editsOf(f model.Finding) []model.Edit {
	id := findingKey(f) + " " + f.Message
	edits, known := w.edits[id]
	if !known {
		edits = w.answers.Facts().Edits(f, w.findings)
		w.edits[id] = edits
	}
	return edits
}

// fixable is the first finding at the place in focus that can be corrected.
func (w *Wizard) fixable() (model.Finding, bool) {
	switch w.screen {
	case onReview:
		if f := w.review.focused(w); f != nil && len(w.editsOf(*f)) > 0 {
			return *f, true
		}
	case onStep:
		rows := w.rows()
		if w.focus >= len(rows) {
			return model.Finding{}, false
		}
		at, shown := rows[w.focus], w.hoveredFirst(rows[w.focus], w.shown())
		i := slices.IndexFunc(shown, func(f model.Finding) bool { return w.isOf(f, at) && len(w.editsOf(f)) > 0 })
		if i >= 0 {
			return shown[i], true
		}
	}
	return model.Finding{}, false
}

// isFixable reports whether the key to correct findings means this one.
func (w *Wizard) isFixable(f model.Finding) bool {
	first, found := w.fixable()
	return found && findingKey(first) == findingKey(f) && first.Message == f.Message
}

// isOf reports whether the row shows the finding.
func (w *Wizard) isOf(f model.Finding, at row) bool {
	switch at.kind {
	case fieldRow:
		return w.isShownAt(f, at.field)
	case itemRow:
		return f.Concerns(at.list.Path(w.answers.Pool, at.index))
	default:
		return false
	}
}

// worksHere reports whether the key means the binding here: a letter can answer the
// field in focus instead.
func (w *Wizard) worksHere(msg tea.KeyPressMsg, binding key.Binding) bool {
	return w.matches(msg, binding) && !w.answersWith(msg.Text)
}

// answersWith reports whether a letter is an answer to the choice in focus.
func (w *Wizard) answersWith(letter string) bool {
	if letter == "" || w.screen != onStep || w.editor == nil {
		return false
	}
	titles, _ := w.editor.Options()
	return slices.ContainsFunc(titles, func(title string) bool {
		return strings.EqualFold(title[:min(len(letter), len(title))], letter) || title == switchTitles[[]rune(letter)[0]]
	})
}

// here is a binding with the key that works here: its letter, or its other key.
func (w *Wizard) here(b key.Binding) key.Binding {
	if w.typing() || w.answersWith(b.Help().Key) {
		return whileTyping(b)
	}
	return b
}

// pressFinding handles the keys that correct findings and go from one to another.
func (w *Wizard) pressFinding(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch {
	case w.worksHere(msg, w.keys.Fix):
		f, found := w.fixable()
		if !found {
			w.notice = "no certain fix here"
			if len(w.reachable()) > 0 {
				w.notice += " · " + keyText(w.here(w.keys.NextFinding), "next finding")
			}
			return nil, true
		}
		w.overlay = &fixOverlay{f, w.editsOf(f), w.answers.Pool.Clone()}
		return nil, true
	case w.worksHere(msg, w.keys.NextFinding):
		return w.toFinding(1), true
	case w.worksHere(msg, w.keys.PrevFinding):
		return w.toFinding(-1), true
	}
	return nil, false
}

// reachable are the findings that some step shows, in the order of the review. What
// is to do outside the pool is none.
func (w *Wizard) reachable() []model.Finding {
	return slices.DeleteFunc(slices.Clone(w.findings), func(f model.Finding) bool {
		_, _, found := forms.Find(firstSetting(f))
		return f.Severity == model.ToDo || !found
	})
}

// toFinding goes to the next finding, or to the one before, from the one in focus.
// The last is followed by the first.
func (w *Wizard) toFinding(by int) tea.Cmd {
	list := w.reachable()
	if len(list) == 0 {
		w.notice = "no findings"
		return nil
	}
	at := w.findingInFocus(list)
	to := (at + by + len(list)) % len(list)
	switch c := w.corrected; {
	case w.screen == onStep && w.visited == "" && c.index >= 0 && c.step == w.step && c.focus == w.focus:
		to = (c.index + min(by, 0) + len(list)) % len(list) // where the one was that is gone
	case at < 0 && by < 0:
		to = len(list) - 1
	}
	if w.screen == onReview {
		w.review.focus(w, list[to])
		return nil
	}
	came := w.visited != "" && at >= 0 && findingKey(list[at]) == w.visited
	if !came {
		w.remember()
	}
	cmd := w.show(firstSetting(list[to]))
	w.visited = findingKey(list[to])
	w.notice = fmt.Sprintf("finding %d of %d", to+1, len(list))
	return cmd
}

// corrected is the place of the last correction, and the index that its finding had.
type corrected struct{ step, focus, index int }

// findingInFocus is the index of the finding that was gone to last, if it is still in
// focus, else of the first one that is; -1 for none.
func (w *Wizard) findingInFocus(list []model.Finding) int {
	if w.screen == onReview {
		f := w.review.focused(w)
		if f == nil {
			return -1
		}
		return slices.IndexFunc(list, func(other model.Finding) bool {
			return findingKey(other) == findingKey(*f) && other.Message == f.Message
		})
	}
	rows := w.rows()
	if w.focus >= len(rows) {
		return -1
	}
	at := rows[w.focus]
	isHere := func(f model.Finding) bool { return w.leadsTo(at, firstSetting(f)) || w.isOf(f, at) }
	if i := slices.IndexFunc(list, func(f model.Finding) bool { return findingKey(f) == w.visited }); i >= 0 && isHere(list[i]) {
		return i
	}
	return slices.IndexFunc(list, isHere)
}

// fixText is what a finding says about its correction: the text of the rule, or for
// advice and for what cannot be undone the question whether to make it; and the key
// that makes it, if there is one.
func (w *Wizard) fixText(f model.Finding, titled string) (text, press string) {
	if f.Severity == model.ToDo || len(w.editsOf(f)) == 0 {
		return titled, ""
	}
	if isOffer(f, w.editsOf(f)) {
		titled = question(w.answers.Pool, w.editsOf(f))
	}
	if w.screen == onStep && !w.isFixable(f) {
		return titled, ""
	}
	k := w.here(w.keys.Fix)
	return titled, k.Help().Key + " " + k.Help().Desc
}

// isOffer reports whether a correction is asked for as a question: one that nothing
// needs, or one for good that Cognito does not ask for.
func isOffer(f model.Finding, edits []model.Edit) bool {
	isPermanent := func(e model.Edit) bool { return e.Permanent() != "" }
	return len(edits) == 1 && (f.Severity == model.Advice || f.Severity == model.Warning && isPermanent(edits[0]))
}

// question asks whether to make the one change: Set Deletion protection to Active?
func question(p *model.Pool, edits []model.Edit) string {
	c := p.Changes(edits)[0]
	switch {
	case c.To == nil:
		return "Remove " + changedName(p, c) + "?"
	case model.IsWhole(c.To):
		return "Add " + changedName(p, c) + "?"
	default:
		return "Set " + changedName(p, c) + " to " + changedValue(c.Setting, c.To) + "?"
	}
}

// changeQuestion asks for the confirmation of a correction.
func changeQuestion(p *model.Pool, f model.Finding, edits []model.Edit) string {
	switch {
	case isOffer(f, edits):
		return question(p, edits)
	case len(edits) > 1:
		return "Make these changes?"
	default:
		return "Make this change?"
	}
}

// changeText is a line of the small diff: Minimum length: 5 → 12.
func changeText(p *model.Pool, c model.Difference) string {
	switch {
	case model.IsWhole(c.To):
		return changedName(p, c) + ": added"
	case model.IsWhole(c.From):
		return changedName(p, c) + ": removed"
	default:
		return changedName(p, c) + ": " + changedValue(c.Setting, c.From) + " → " + changedValue(c.Setting, c.To)
	}
}

// changedName is the title of a setting, with the name of the item that it is in, or
// that is added.
func changedName(p *model.Pool, c model.Difference) string {
	s := model.Edit{Path: c.Setting}.Setting()
	if s == nil {
		return c.Setting[strings.LastIndexByte(c.Setting, '.')+1:]
	}
	name, item := s.Title, p.ItemName(c.Setting)
	if item == "" && s.Kind == model.List && model.IsWhole(c.To) {
		item = s.ItemName(c.To)
	}
	if s.Kind == model.Map && strings.HasSuffix(c.Setting, "]") {
		name += " " + c.Setting[strings.LastIndexByte(c.Setting, '[')+1:len(c.Setting)-1]
	}
	if item != "" {
		name += " of " + oneLine(item, 40)
	}
	return name
}

// changedValue is a value in the words of the wizard.
func changedValue(path string, value any) string {
	s := model.Lookup(path)
	switch v := value.(type) {
	case nil:
		return "unset"
	case bool:
		return map[bool]string{true: "Yes", false: "No"}[v]
	case []string:
		words := make([]string, len(v))
		for i, word := range v {
			words[i] = optionOr(s, word)
		}
		return oneLine(strings.Join(words, ", "), 200)
	case string:
		if v == "" {
			return `""`
		}
		return optionOr(s, oneLine(v, 200))
	default:
		return oneLine(fmt.Sprint(v), 200)
	}
}

// optionOr is the title of an option, or the value of what is none.
func optionOr(s *model.Setting, value string) string {
	if s != nil {
		if o := s.Option(value); o != nil {
			return o.Title
		}
	}
	return value
}

// fixOverlay shows the change that corrects a finding, and makes it on confirmation.
type fixOverlay struct {
	finding model.Finding
	edits   []model.Edit
	pool    *model.Pool // as it is
}

func (o *fixOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil, nil
	}
	switch {
	case key.Matches(press, k.Help):
		return nil, actionHelp{}
	case key.Matches(press, k.Apply):
		return nil, actionEdit{o.finding, o.edits, o.summary()}
	case key.Matches(press, k.Back):
		return nil, actionClose{}
	}
	return nil, nil
}

// summary is the change on a line.
func (o *fixOverlay) summary() string {
	changes := o.pool.Changes(o.edits)
	text := changeText(o.pool, changes[0])
	if more := len(changes) - 1; more > 0 {
		text += " and " + model.Plural(more, "more change")
	}
	return text
}

func (o *fixOverlay) lines(c canvas) []string {
	f := withTitles(o.finding)
	var lines []string
	if c.height > 12 {
		lines = append(lines, "")
	}
	for _, line := range wrap(sentence(f.Message), c.width) {
		lines = append(lines, c.Strong.Render(line))
	}
	lines = append(lines, "")
	for i, change := range o.pool.Changes(o.edits) {
		text := changeText(o.pool, change)
		if o.edits[i].Permanent() != "" {
			text += " ◆"
		}
		for _, line := range wrap(text, c.width-2) {
			lines = append(lines, "  "+c.Accent.Render(line))
		}
	}
	for _, why := range permanentReasons(o.edits) {
		for _, line := range wrap("◆ Permanent once the pool exists: "+why, c.width-2) {
			lines = append(lines, "  "+c.Warning.Render(line))
		}
	}
	lines = append(lines, "")
	for _, line := range wrap(changeQuestion(o.pool, o.finding, o.edits), c.width) {
		lines = append(lines, c.Text.Render(line))
	}
	return lines
}

// permanentReasons are why it matters that settings cannot be changed later, each
// once.
func permanentReasons(edits []model.Edit) []string {
	var reasons []string
	for _, e := range edits {
		if why := e.Permanent(); why != "" && !slices.Contains(reasons, why) {
			reasons = append(reasons, why)
		}
	}
	return reasons
}

func (o *fixOverlay) keys(k *keyMap) []key.Binding {
	return []key.Binding{k.Apply, relabel(k.Back, "cancel")}
}

func (o *fixOverlay) takesText() bool { return false }

// applyEdits makes a change that undo takes back as a whole.
func (w *Wizard) applyEdits(a actionEdit) tea.Cmd {
	fixed := slices.IndexFunc(w.reachable(), func(f model.Finding) bool {
		return findingKey(f) == findingKey(a.finding) && f.Message == a.finding.Message
	})
	cmd := w.change(func() {
		w.answers.Apply(a.edits)
		w.closeDeletedItems()
	})
	if w.screen == onReview {
		w.review.at = max(0, min(w.review.at, len(w.review.places(w))-1))
	}
	w.visited, w.corrected = "", corrected{w.step, w.focus, fixed}
	w.notice = a.notice + " · " + keyText(w.keys.Undo, "undo")
	return cmd
}
