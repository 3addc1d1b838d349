package tui

import (
	"cmp"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// row is a line of a step's page that can have the focus.
type row struct {
	kind  rowKind
	field forms.Field
	list  forms.List // for items and add
	index int        // of the item
}

type rowKind int

const (
	fieldRow rowKind = iota // a question
	itemRow                 // an item of a list
	addRow                  // the place to add one
)

// leadsTo reports whether path is the row's setting or inside its item.
func (w *Wizard) leadsTo(r row, path string) bool {
	if r.kind == itemRow {
		return forms.Within(path, r.list.Path(w.answers.Pool, r.index))
	}
	return r.field.Key() == path || r.field.HasChecks() && slices.Contains(r.field.Paths(), path)
}

// rows are the lines of the page that is open.
func (w *Wizard) rows() []row {
	var rows []row
	for _, f := range w.pageFields() {
		if !w.showAll && !f.Applies(w.answers.Pool) {
			continue
		}
		list := forms.ListOf(f)
		if list == nil {
			rows = append(rows, row{kind: fieldRow, field: f})
			continue
		}
		for i := range list.Len(w.answers.Pool) {
			rows = append(rows, row{itemRow, f, list, i})
		}
		rows = append(rows, row{addRow, f, list, 0})
	}
	return rows
}

// focused is what is in focus on a step's page: a field, or an item of a list.
func (w *Wizard) focused() focus {
	rows := w.rows()
	if w.screen != onStep || w.focus >= len(rows) {
		return focus{}
	}
	r := rows[w.focus]
	if r.kind == itemRow {
		return focus{r.list.Path(w.answers.Pool, r.index), func(p *model.Pool) { r.list.Delete(p, r.index) }}
	}
	if r.kind == fieldRow && w.editor != nil && w.answers.LeavesAlone(r.field) {
		value := w.editor.Cursor()
		return focus{cmp.Or(r.field.Check(value), r.field.Key()+" "+value), func(p *model.Pool) { forms.NewAnswers(p).Leave(r.field, value) }}
	}
	id := r.field.Key() // now: that of the entry of a map changes as it is typed
	return focus{id, func(p *model.Pool) { p.Unset(id) }}
}

// hidden counts the settings of the page that do not apply.
func (w *Wizard) hidden() int {
	n := 0
	for _, f := range w.pageFields() {
		if !f.Applies(w.answers.Pool) {
			n++
		}
	}
	return n
}

func (w *Wizard) pressStep(msg tea.KeyPressMsg) tea.Cmd {
	rows := w.rows()
	at := rows[w.focus]
	switch at.kind {
	case fieldRow:
		if cmd, done := w.pressLeave(msg, at.field); done {
			return cmd
		}
	default:
		if cmd, done := w.pressList(msg, at); done {
			return cmd
		}
	}
	switch {
	case at.kind == itemRow && key.Matches(msg, w.keys.Open):
		w.open(at, false)
		return w.edit()
	case key.Matches(msg, w.keys.Back):
		return w.back()
	case key.Matches(msg, w.keys.NextStep):
		return w.nextStep()
	case key.Matches(msg, w.keys.Prev):
		return w.moveFocus(-1)
	case key.Matches(msg, w.keys.Next):
		return w.moveFocus(1)
	case at.kind != fieldRow && key.Matches(msg, w.keys.Top):
		return w.toEnd(at, false)
	case at.kind != fieldRow && key.Matches(msg, w.keys.Bottom):
		return w.toEnd(at, true)
	case key.Matches(msg, w.keys.All):
		return w.toggleAll(at)
	case w.live != nil && key.Matches(msg, w.keys.LiveValue):
		return w.toLive(at)
	case key.Matches(msg, w.keys.Other) && w.elsewhere(at) != "":
		return w.jump(w.elsewhere(at))
	case key.Matches(msg, w.keys.Choose) && w.choosable(at) != "":
		return w.openChooser(at)
	case key.Matches(msg, w.keys.Choose) && w.refers(at):
		return w.chooseOrType(at)
	case key.Matches(msg, w.keys.Editor) && w.editsProse(at):
		return w.openEditor(at.field)
	case key.Matches(msg, w.keys.ArrowUp), at.kind != fieldRow && key.Matches(msg, w.keys.Up):
		return w.moveUpDown(msg, -1)
	case key.Matches(msg, w.keys.ArrowDown), at.kind != fieldRow && key.Matches(msg, w.keys.Down):
		return w.moveUpDown(msg, 1)
	}
	return w.toEditor(msg)
}

// moveUpDown moves up or down: inside a field of several lines until its edge, and
// then to the next row. It never answers.
func (w *Wizard) moveUpDown(msg tea.KeyPressMsg, by int) tea.Cmd {
	if w.editor != nil {
		if cmd, moved := w.editor.moveCursor(msg); moved {
			return cmd
		}
	}
	cmd := w.moveFocus(by)
	if by < 0 && w.editor != nil {
		w.editor.toEnd()
	}
	return cmd
}

// elsewhere is the other setting of the first finding about the row: the place
// to go when the mistake is not here.
func (w *Wizard) elsewhere(at row) string {
	if at.kind != fieldRow {
		return w.elsewhereFromList(at)
	}
	for _, f := range w.shown() {
		if !w.isAbout(f, at.field) {
			continue
		}
		other := otherSetting(f, at.field.Paths()...)
		if step, _, found := forms.Find(other); found && step == w.step && f.Severity < model.Error {
			continue // a few rows away
		}
		if other != "" {
			return other
		}
	}
	return w.neededElsewhere(at.field)
}

// elsewhereFromList is the same for a row of a list.
func (w *Wizard) elsewhereFromList(at row) string {
	for _, f := range w.listFindings(at, w.shown()) {
		if other := otherSetting(f, w.listPath(at)); other != "" {
			return other
		}
	}
	return ""
}

// otherSetting is the first setting of a finding that is none of paths.
func otherSetting(f model.Finding, paths ...string) string {
	for _, other := range f.Settings {
		isOne := func(path string) bool { return forms.Within(other, path) || forms.Within(path, other) }
		if !slices.ContainsFunc(paths, isOne) {
			return other
		}
	}
	return ""
}

func (w *Wizard) editsProse(at row) bool {
	return w.editor != nil && at.kind == fieldRow && at.field.Setting().Kind == model.Prose && w.OpenEditor != nil
}

// moveFocus goes to the next row or the one before; past the ends it goes to
// the next step, and back.
func (w *Wizard) moveFocus(by int) tea.Cmd {
	w.leaveField()
	to := w.focus + by
	switch {
	case to < 0 && len(w.items) == 0:
		return w.toEndOf(w.unfolded(w.step-1, -1))
	case to < 0:
		return w.closeItem()
	case to >= len(w.rows()) && len(w.items) > 0:
		w.closeItem()
		return w.moveFocus(1)
	case to >= len(w.rows()):
		w.notice = w.leftWithError()
		return w.moveOn()
	}
	w.focus = to
	return w.edit()
}

// leftWithError is the first error of the field that was left last, for a step
// that it is not on.
func (w *Wizard) leftWithError() string {
	rows := w.rows()
	if w.left == "" || w.focus >= len(rows) {
		return ""
	}
	for _, f := range w.shown() {
		if f.Severity == model.Error && w.isAbout(f, rows[w.focus].field) {
			return "✗ " + f.Message
		}
	}
	return ""
}

// toEndOf goes to the last row of a step; before the first step there is none.
func (w *Wizard) toEndOf(step int) tea.Cmd {
	if step < 0 {
		return nil
	}
	w.enter(step)
	w.focus = len(w.rows()) - 1
	return w.edit()
}

// toEnd goes to the first or last row of the list in focus.
func (w *Wizard) toEnd(at row, last bool) tea.Cmd {
	w.leaveField()
	for i, r := range w.rows() {
		if r.field.ID() != at.field.ID() {
			continue
		}
		w.focus = i
		if !last {
			break
		}
	}
	return w.edit()
}

// toggleAll shows or hides what does not apply and stays at its row.
func (w *Wizard) toggleAll(at row) tea.Cmd {
	w.leaveField()
	w.showAll = !w.showAll
	for i, r := range w.rows() {
		if r.kind == at.kind && r.field.ID() == at.field.ID() && r.index == at.index {
			w.focus = i
		}
	}
	return w.edit()
}
