package tui

import (
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
func (r row) leadsTo(path string) bool {
	if r.kind == itemRow {
		return forms.Within(path, itemPath(r))
	}
	return r.field.Key() == path
}

// rows are the lines of the page that is open.
func (w *Wizard) rows() []row {
	if w.item != nil {
		return w.fieldRows(w.item.fields)
	}
	return w.fieldRows(forms.Steps[w.step].Fields)
}

func (w *Wizard) fieldRows(fields []forms.Field) []row {
	var rows []row
	for _, f := range fields {
		if !w.showAll && !f.Applies(w.state.Pool) {
			continue
		}
		list := forms.ListOf(f)
		if list == nil {
			rows = append(rows, row{kind: fieldRow, field: f})
			continue
		}
		for i := range list.Len(w.state.Pool) {
			rows = append(rows, row{itemRow, f, list, i})
		}
		rows = append(rows, row{addRow, f, list, 0})
	}
	return rows
}

// hidden counts the settings of the page that do not apply.
func (w *Wizard) hidden() int {
	fields := forms.Steps[w.step].Fields
	if w.item != nil {
		fields = w.item.fields
	}
	n := 0
	for _, f := range fields {
		if !f.Applies(w.state.Pool) {
			n++
		}
	}
	return n
}

func (w *Wizard) pressStep(msg tea.KeyPressMsg) tea.Cmd {
	rows := w.rows()
	at := rows[w.focus]
	if at.kind != fieldRow {
		if cmd, done := w.pressList(msg, at); done {
			return cmd
		}
	}
	switch {
	case at.kind == itemRow && key.Matches(msg, w.keys.Open):
		w.openItem(at)
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
	case key.Matches(msg, w.keys.Other) && w.elsewhere(at) != "":
		return w.jump(w.elsewhere(at))
	case key.Matches(msg, w.keys.Choose) && w.choosable(at) != "":
		return w.openChooser(at)
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
		return ""
	}
	for _, f := range w.shown() {
		if !w.isAbout(f, at.field) {
			continue
		}
		other := otherSetting(f, at.field.Path)
		if step, _, found := forms.Find(other); found && step == w.step && f.Severity < model.Error {
			continue // a few rows away
		}
		if other != "" {
			return other
		}
	}
	return w.neededElsewhere(at.field)
}

func otherSetting(f model.Finding, path string) string {
	for _, other := range f.Settings {
		if !forms.Within(other, path) && !forms.Within(path, other) {
			return other
		}
	}
	return ""
}

func (w *Wizard) editsProse(at row) bool {
	return at.kind == fieldRow && at.field.Setting().Kind == model.Prose && w.OpenEditor != nil
}

// moveFocus goes to the next row or the one before; past the ends it goes to
// the next step, and back.
func (w *Wizard) moveFocus(by int) tea.Cmd {
	w.leaveField()
	to := w.focus + by
	switch {
	case to < 0 && w.item == nil:
		return w.toEndOf(w.step - 1)
	case to < 0:
		return w.closeItem()
	case to >= len(w.rows()) && w.item != nil:
		w.closeItem()
		return w.moveFocus(1)
	case to >= len(w.rows()):
		w.notice = w.leftWithError()
		return w.nextStep()
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
		if r.field.Path != at.field.Path {
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

// pressList handles the keys of a list and reports whether the key was one of
// them.
func (w *Wizard) pressList(msg tea.KeyPressMsg, at row) (cmd tea.Cmd, done bool) {
	p, k := w.state.Pool, w.keys
	full := at.field.Setting().Max > 0 && at.list.Len(p) >= at.field.Setting().Max
	adds := key.Matches(msg, k.Add)
	switch {
	case full && (adds || at.kind == itemRow && key.Matches(msg, k.Copy)):
		w.notice = "this list is full: " + limit(at.field, at.list.Len(p))
		return nil, true
	case adds:
		return w.changeList(at, func() int { return at.list.Add(p) }, true), true
	case at.kind != itemRow:
		return nil, false
	case key.Matches(msg, k.Copy):
		return w.changeList(at, func() int { return at.list.Duplicate(p, at.index) }, false), true
	case key.Matches(msg, k.Delete):
		label := oneLine(at.list.Label(p, at.index), 40)
		w.notice = "deleted " + label + " · " + k.Undo.Help().Key + " to undo"
		return w.changeList(at, func() int { at.list.Delete(p, at.index); return at.index }, false), true
	case at.list.Ordered() && key.Matches(msg, k.MoveUp):
		return w.changeList(at, func() int { return at.list.Move(p, at.index, -1) }, false), true
	case at.list.Ordered() && key.Matches(msg, k.MoveDown):
		return w.changeList(at, func() int { return at.list.Move(p, at.index, 1) }, false), true
	}
	return nil, false
}

// changeList runs a change of the list and puts the focus on the item it
// returns; open shows the item's page.
func (w *Wizard) changeList(at row, mutate func() int, open bool) tea.Cmd {
	return w.change(func() {
		i := mutate()
		w.forgetItems(at.field.Path)
		for j, r := range w.rows() {
			if r.field.ID() == at.field.ID() && (r.kind == itemRow && r.index == i || r.kind == addRow) {
				w.focus = j
				if open && r.kind == itemRow {
					w.openItem(r)
				}
				break
			}
		}
	})
}

// forgetItems drops what is known of a list's items by their index, which a
// change of the list may have shifted.
func (w *Wizard) forgetItems(path string) {
	for key := range w.state.Raw {
		if model.Lookup(key) != nil && forms.Within(key, path) {
			delete(w.state.Raw, key)
		}
	}
}

func (w *Wizard) openItem(at row) {
	w.leaveField()
	w.item = &item{
		list:   at.list,
		title:  at.field.Setting().Title,
		fields: at.list.Fields(w.state.Pool, at.index),
		index:  at.index,
		row:    w.focus,
	}
	w.focus = 0
}

func (w *Wizard) closeItem() tea.Cmd {
	w.leaveField()
	w.focus = w.item.row
	w.item = nil
	return w.edit()
}
