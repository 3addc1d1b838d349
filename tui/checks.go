package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// boxes are the signs of the states of an option.
var boxes = map[forms.State]string{forms.NotSet: "[·]", forms.Checked: "[x]", forms.Unchecked: "[ ]"}

// checkLines draws a checklist: as many options as have room, around the cursor, each
// with what is wrong with it. Where there is little room, only that of the option under
// the cursor is in words.
func (w *Wizard) checkLines(f forms.Field, shown []model.Finding, l layout) []string {
	titles, at := w.editor.Options()
	values, here := w.editor.Values(), w.shownAt(shown, f)
	room := min(len(values), max(1, w.editor.height))
	from := offsetOf(len(values), at, at+1, room)
	var lines []string
	for i := from; i < from+room; i++ {
		if i == at {
			w.editor.line = len(lines)
		}
		lines = append(lines, w.checkLine(f, values[i], titles[i], i == at, here, l))
		if i != at && l.height < 16 {
			continue
		}
		for _, found := range here {
			if found.Severity > model.Advice && checkOf(found, f) == values[i] {
				lines = append(lines, w.findingLines(found, l.form-10, "        ")...)
			}
		}
	}
	if l.height >= 16 && !w.leaveFits(f, l) {
		for _, line := range wrap(w.leaveText(f), l.form-6) {
			lines = append(lines, "      "+w.styles.Dim.Render(line))
		}
	}
	return lines
}

// checkLine is an option, with what Cognito does where it is not set, and marked with
// what is wrong with it.
func (w *Wizard) checkLine(f forms.Field, value, title string, hovered bool, shown []model.Finding, l layout) string {
	state := w.answers.State(f, value)
	about, signs := "", ""
	if path := f.Check(value); path != "" {
		signs = w.signs(shown, path)
		if state == forms.NotSet {
			about = "  (" + onOff(w.answers.Pool.AssumesOn(path)) + ")"
		}
	}
	cursor, box, style := "  ", w.styles.Dim, w.styles.Text
	if hovered {
		cursor = w.styles.Accent.Render("> ")
	}
	if state == forms.Checked {
		box, style = w.styles.Accent, w.styles.Accent
	}
	line := "    " + cursor + box.Render(boxes[state]) + " " + style.Render(oneLine(title, max(4, l.form-12-len(about))))
	if about != "" {
		line += w.styles.Dim.Render(about)
	}
	return line + signs
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// leaveText says how to leave what is set to Cognito.
func (w *Wizard) leaveText(f forms.Field) string {
	text := ""
	for _, k := range w.leaveKeys(f) {
		if text != "" {
			text += " · "
		}
		text += keyText(k, k.Help().Desc)
	}
	return text
}

// leaveFits reports whether leaveText has room beside the title, where it is shown of a
// checklist that is left to Cognito as a whole.
func (w *Wizard) leaveFits(f forms.Field, l layout) bool {
	line := "▸ " + f.Setting().Title + w.lock(row{kind: fieldRow, field: f}) + w.checkCount(f) + "  " + w.leaveText(f)
	return !f.HasChecks() && ansi.StringWidth(line) <= l.form
}

// leaveKeys are the keys that leave to Cognito what is set of a checklist.
func (w *Wizard) leaveKeys(f forms.Field) []key.Binding {
	if w.editor == nil || !w.editor.IsChecklist() {
		return nil
	}
	values := w.editor.Values()
	unset := func(value string) bool { return w.answers.State(f, value) == forms.NotSet }
	all := relabel(w.keys.LeaveAll, "leave all to Cognito")
	switch {
	case !slices.ContainsFunc(values, func(v string) bool { return !unset(v) }):
		return nil
	case !f.HasChecks():
		return []key.Binding{w.keys.LeaveAll}
	case unset(w.editor.Cursor()):
		return []key.Binding{all}
	default:
		return []key.Binding{w.keys.LeaveOne, all}
	}
}

// pressLeave leaves the option under the cursor of a checklist to Cognito, or all of
// them, and reports whether the key is for that.
func (w *Wizard) pressLeave(msg tea.KeyPressMsg, f forms.Field) (tea.Cmd, bool) {
	one, all := key.Matches(msg, w.keys.LeaveOne), key.Matches(msg, w.keys.LeaveAll)
	if !one && !all || w.editor == nil || !w.editor.IsChecklist() {
		return nil, false
	}
	values := []string{w.editor.Cursor()}
	if all {
		values = w.editor.Values()
	}
	values = slices.DeleteFunc(values, func(v string) bool { return w.answers.State(f, v) == forms.NotSet })
	if len(values) == 0 {
		w.notice = "already unset: Cognito decides"
		return nil, true
	}
	return w.change(func() {
		for _, value := range values {
			w.answers.Leave(f, value)
		}
		w.keepFocus(f)
	}), true
}

// checkLineAt is the line of the cursor of a checklist in its block, as it was drawn
// last; 0 for another field.
func (w *Wizard) checkLineAt() int {
	if w.editor == nil || !w.editor.IsChecklist() {
		return 0
	}
	return w.editor.line
}

// hoverPath puts the cursor of a checklist on the option of a setting.
func (w *Wizard) hoverPath(path string) {
	rows := w.rows()
	if w.editor == nil || w.focus >= len(rows) {
		return
	}
	if value, ok := rows[w.focus].field.CheckOf(path); ok {
		w.editor.hover(value)
	}
}

// cursor is the option under the cursor of a checklist, or empty.
func (w *Wizard) cursor() string {
	if w.editor == nil {
		return ""
	}
	return w.editor.Cursor()
}

// hoveredFirst are findings, those first that the option under the cursor of a
// checklist shows.
func (w *Wizard) hoveredFirst(at row, findings []model.Finding) []model.Finding {
	value := w.cursor()
	if at.kind != fieldRow || !at.field.HasChecks() {
		return findings
	}
	var first, rest []model.Finding
	for _, f := range findings {
		if w.isShownAt(f, at.field) && checkOf(f, at.field) == value {
			first = append(first, f)
		} else {
			rest = append(rest, f)
		}
	}
	return append(first, rest...)
}

// check is the setting of the option under the cursor, empty where options are no
// settings of their own.
func (w *Wizard) check(f forms.Field) string {
	if w.editor == nil {
		return ""
	}
	return f.Check(w.editor.Cursor())
}

// checkOf is the option of a checklist whose setting a finding is about; empty where it
// is about several of them, or about none.
func checkOf(found model.Finding, f forms.Field) string {
	only := ""
	for _, path := range found.Settings {
		value, ok := f.CheckOf(path)
		switch {
		case !ok || value == only:
		case only != "":
			return ""
		default:
			only = value
		}
	}
	return only
}

// shownAt are the findings that a row shows.
func (w *Wizard) shownAt(shown []model.Finding, f forms.Field) []model.Finding {
	return slices.DeleteFunc(slices.Clone(shown), func(found model.Finding) bool { return !w.isShownAt(found, f) })
}

// checkBounds is what the title of a checklist says about it.
func (w *Wizard) checkBounds(f forms.Field) string {
	text := w.checkCount(f)
	if l := w.layout(); l.height >= 16 && w.leaveText(f) != "" && w.leaveFits(f, l) {
		text += "  " + w.leaveText(f)
	}
	return text
}

// checkCount says where the cursor of a checklist is, if not all options show, and how
// many of them are unset.
func (w *Wizard) checkCount(f forms.Field) string {
	if w.editor == nil {
		return ""
	}
	text := ""
	if at, of := w.editor.position(); of > 0 {
		text = "  " + position(at, of)
	}
	all := w.editor.Values()
	unset := 0
	for _, value := range all {
		if w.answers.State(f, value) == forms.NotSet {
			unset++
		}
	}
	switch {
	case unset == len(all) && text != "":
		return text + " · unset"
	case unset == len(all):
		return "  unset"
	case unset > 0 && f.HasChecks():
		return text + "  " + position(unset, len(all)) + " unset"
	default:
		return text
	}
}
