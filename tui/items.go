package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// openItem is a list item whose settings are a page of their own. Items can be
// open inside each other: a field of an item may be a list again.
type openItem struct {
	field  forms.Field // of the list
	list   forms.List
	index  int
	fields []forms.Field
	row    int  // of the item on the page below, to return to
	direct bool // opened from elsewhere, and not from its list
}

// pageFields are the fields of the page that is open: of the innermost open
// item, or of the step.
func (w *Wizard) pageFields() []forms.Field {
	if n := len(w.items); n > 0 {
		return w.items[n-1].fields
	}
	if w.drawn != nil {
		return w.drawn
	}
	return forms.Steps[w.step].Page(w.answers.Pool)
}

// open puts the page of an item in front of the page of its list. The slice is
// new each time: the places to return to keep theirs.
func (w *Wizard) open(at row, direct bool) {
	w.leaveField()
	w.items = append(slices.Clip(w.items), openItem{
		field:  at.field,
		list:   at.list,
		index:  at.index,
		fields: at.list.Fields(w.answers.Pool, at.index),
		row:    w.focus,
		direct: direct,
	})
	w.focus = 0
	// The key of an entry is rarely what is to be changed.
	if fields := w.pageFields(); len(fields) > 1 && forms.IsMapKey(fields[0].Key(), at.field.Path) && w.answers.Text(fields[0]) != "" {
		w.focus = 1
	}
}

// closeItem returns from the innermost open item to its list.
func (w *Wizard) closeItem() tea.Cmd {
	w.leaveField()
	w.closeItemsFrom(len(w.items) - 1)
	return w.edit()
}

// closeItemsFrom closes the open item at a depth, and those inside it.
func (w *Wizard) closeItemsFrom(depth int) {
	w.focus = w.items[depth].row
	w.items = w.items[:depth]
}

// closeDeletedItems closes items that have been deleted since they were opened.
func (w *Wizard) closeDeletedItems() {
	gone := func(it openItem) bool { return it.index >= it.list.Len(w.answers.Pool) }
	if depth := slices.IndexFunc(w.items, gone); depth >= 0 {
		w.closeItemsFrom(depth)
	}
}

// openPath opens the items that a path leads into, from the page that is open,
// and puts the focus on the row of the path. It reports whether there is one.
func (w *Wizard) openPath(path string) bool {
	leads := func(r row) bool { return w.leadsTo(r, path) }
	for {
		rows := w.rows()
		i := slices.IndexFunc(rows, leads)
		if i < 0 {
			return false
		}
		w.focus = i
		if rows[i].kind != itemRow {
			return true
		}
		w.open(rows[i], true)
	}
}

// inOnlyItem leads the path of a setting of any item of a list into its item, where
// the list has only one.
func (w *Wizard) inOnlyItem(path string) string {
	for {
		list, rest, isOfAny := strings.Cut(path, "[]")
		if !isOfAny {
			return path
		}
		l := forms.ListOf(forms.Field{Path: list})
		if l == nil || l.Len(w.answers.Pool) != 1 {
			return path
		}
		path = l.Path(w.answers.Pool, 0) + rest
	}
}

// itemsTitle names the open items, the outermost first: User attributes · 2 of 3.
func (w *Wizard) itemsTitle() string {
	var titles []string
	for _, it := range w.items {
		titles = append(titles, it.field.Setting().Title+" · "+position(it.index+1, it.list.Len(w.answers.Pool)))
	}
	return strings.Join(titles, " › ")
}

// pressList handles the keys of a list and reports whether the key was one of
// them.
func (w *Wizard) pressList(msg tea.KeyPressMsg, at row) (cmd tea.Cmd, done bool) {
	p, k := w.answers.Pool, w.keys
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
	case key.Matches(msg, k.Delete) && w.locked(at) != "":
		return w.saysLocked(at), true
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
					w.open(r, false)
				}
				break
			}
		}
	})
}

// forgetItems drops what is known of a list's items by their index, which a
// change of the list may have shifted.
func (w *Wizard) forgetItems(path string) {
	for key := range w.answers.Unparsed {
		if model.Lookup(key) != nil && forms.Within(key, path) {
			delete(w.answers.Unparsed, key)
		}
	}
}
