package tui

import (
	"context"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// chooser lists the resources of the account for the field in focus. The list
// comes in the background; typing an ARN by hand needs none of this.
type chooser struct {
	filteredPicker
	field   forms.Field
	kind    string
	explain func(error) string
	all     []model.AccountResource
	loaded  bool
	err     error
}

// listedMsg is what the account has of a kind.
type listedMsg struct {
	kind      string
	resources []model.AccountResource
	err       error
}

// listTimeout is how long the account may take to answer.
const listTimeout = 10 * time.Second

// resourceKinds are the titles of the kinds of resources.
var resourceKinds = map[string]string{
	"lambda": "Lambda functions",
	"kms":    "KMS keys",
	"ses":    "SES identities",
	"role":   "IAM roles that Cognito may assume",
}

// choosable is the kind of resource that the row in focus can be chosen from,
// or empty.
func (w *Wizard) choosable(at row) string {
	if w.List == nil || at.kind != fieldRow || w.editor == nil {
		return ""
	}
	return at.field.Setting().Resource
}

// refers reports whether the row in focus can be answered with what the draft has.
func (w *Wizard) refers(at row) bool {
	return at.kind == fieldRow && w.editor != nil && w.answers.Refers(at.field)
}

// chooseOrType changes between the two ways to answer the row in focus.
func (w *Wizard) chooseOrType(at row) tea.Cmd {
	key := at.field.Key()
	if w.freely == key {
		key = ""
	}
	w.freely = key
	return w.edit()
}

func (w *Wizard) openChooser(at row) tea.Cmd {
	c := &chooser{filteredPicker: newFilteredPicker(), field: at.field, kind: w.choosable(at), explain: w.explain}
	w.overlay = c
	if known, ok := w.listed[c.kind]; ok {
		c.load(known, nil)
		return nil
	}
	list, kind := w.List, c.kind
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), listTimeout)
		defer cancel()
		resources, err := list(ctx, kind)
		return listedMsg{kind, resources, err}
	}
}

func (c *chooser) load(resources []model.AccountResource, err error) {
	c.all, c.err, c.loaded = resources, err, true
	c.find()
}

// find lists the resources that contain every word of the filter.
func (c *chooser) find() {
	words := strings.Fields(strings.ToLower(c.input.Value()))
	var items []pickerItem
	for _, r := range c.all {
		text := strings.ToLower(r.Name + " " + r.ARN)
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) }) {
			items = append(items, pickerItem{r.Name, r.ARN})
		}
	}
	c.set(items)
}

func (c *chooser) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	switch msg := msg.(type) {
	case listedMsg:
		if msg.kind == c.kind {
			c.load(msg.resources, msg.err)
		}
		return nil, nil
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, k.Back):
			return nil, actionClose{}
		case key.Matches(msg, k.Open):
			return nil, c.choose()
		}
	}
	cmd, changed := c.filteredPicker.update(msg, k)
	if changed {
		c.find()
	}
	return cmd, nil
}

// choose answers the field with the resource under the cursor.
func (c *chooser) choose() action {
	at, ok := c.selected()
	if !ok {
		return nil
	}
	return actionAnswer{c.field, c.items[at].about}
}

func (c *chooser) keys(k *keyMap) []key.Binding { return []key.Binding{k.Back} }

func (c *chooser) lines(on canvas) []string {
	lines := []string{"", on.Strong.Render(resourceKinds[c.kind]), c.filterLine(on), ""}
	back := on.keys.Back.Help().Key
	switch {
	case !c.loaded:
		return append(lines, on.Dim.Render("loading …"))
	case c.err != nil:
		for _, line := range wrap("✗ "+c.explain(c.err), on.width) {
			lines = append(lines, on.Error.Render(line))
		}
		return append(lines, on.Dim.Render(back+" goes back; you can type an ARN instead"))
	case len(c.items) == 0:
		return append(lines, on.Dim.Render("no match; "+back+" goes back"))
	}
	rows := c.rows(on.styles, func(item pickerItem) pickerItem {
		return pickerItem{fit(oneLine(item.label, 34), min(34, on.width-2)), lineEnd(item.about, on.width-38)}
	})
	return append(lines, windowAt(rows, c.at, c.at+1, max(1, on.height-len(lines)))...)
}
