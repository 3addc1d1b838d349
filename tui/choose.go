package tui

import (
	"context"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
)

// chooser lists what is in the account for the field in focus, and filters it
// as one types. The list comes in the background; typing an ARN by hand needs
// none of this.
type chooser struct {
	field forms.Field
	kind  string
	input textinput.Model
	all   []Resource
	at    int
	done  bool
	err   error
}

// listedMsg is what the account has of a kind.
type listedMsg struct {
	kind      string
	resources []Resource
	err       error
}

// listLimit is how long the account may take to answer.
const listLimit = 10 * time.Second

// liveKinds name the kinds for people.
var liveKinds = map[string]string{
	"lambda": "Lambda functions",
	"kms":    "KMS keys",
	"ses":    "SES identities",
	"role":   "IAM roles that Cognito may assume",
}

// choosable is the kind of thing that the row in focus can be chosen from.
func (w *Wizard) choosable(at row) string {
	if w.List == nil || at.kind != fieldRow {
		return ""
	}
	return at.field.Setting().Resource
}

func (w *Wizard) openChooser(at row) tea.Cmd {
	c := &chooser{field: at.field, kind: w.choosable(at), input: textinput.New()}
	c.input.Prompt = "/ "
	c.input.Focus()
	w.overlay = c
	if known, ok := w.listed[c.kind]; ok {
		c.all, c.done = known, true
		return nil
	}
	list, kind := w.List, c.kind
	return func() tea.Msg {
		ctx, stop := context.WithTimeout(context.Background(), listLimit)
		defer stop()
		resources, err := list(ctx, kind)
		return listedMsg{kind, resources, err}
	}
}

// hits are the resources that have every word that was typed.
func (c *chooser) hits() []Resource {
	words := strings.Fields(strings.ToLower(c.input.Value()))
	var hits []Resource
	for _, r := range c.all {
		if hasAll(strings.ToLower(r.Name+" "+r.ARN), words) {
			hits = append(hits, r)
		}
	}
	return hits
}

func (c *chooser) update(w *Wizard, msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case listedMsg:
		if msg.kind == c.kind {
			c.all, c.err, c.done = msg.resources, msg.err, true
		}
		return nil, true
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, w.keys.Back):
			return nil, false
		case key.Matches(msg, w.keys.Open):
			return c.choose(w)
		case msg.String() == "down" || msg.String() == "tab":
			c.move(w, 1)
			return nil, true
		case msg.String() == "up" || msg.String() == "shift+tab":
			c.move(w, -1)
			return nil, true
		}
	}
	before := c.input.Value()
	input, cmd := c.input.Update(msg)
	c.input = input
	if input.Value() != before {
		c.at = 0
	}
	return cmd, true
}

func (c *chooser) move(_ *Wizard, by int) { c.at = clamp(c.at+by, len(c.hits())) }

// choose answers the field with the resource under the cursor.
func (c *chooser) choose(w *Wizard) (cmd tea.Cmd, open bool) {
	hits := c.hits()
	if c.at >= len(hits) {
		return nil, true
	}
	w.history.base = w.snapshot()
	w.state.Answer(c.field, hits[c.at].ARN)
	w.history.push()
	return tea.Batch(w.edit(), w.changed()), false
}

func (c *chooser) lines(w *Wizard, width, height int) []string {
	w.styles.dress(&c.input)
	c.input.SetWidth(max(1, width-4))
	lines := []string{"", w.styles.Strong.Render(liveKinds[c.kind]), c.input.View(), ""}
	hits := c.hits()
	switch {
	case !c.done:
		return append(lines, w.styles.Dim.Render("loading …"))
	case c.err != nil:
		for _, line := range wrap("✗ "+w.explain(c.err), width) {
			lines = append(lines, w.styles.Error.Render(line))
		}
		return append(lines, w.styles.Dim.Render("esc goes back; you can type an ARN instead"))
	case len(hits) == 0:
		return append(lines, w.styles.Dim.Render("no match; esc goes back"))
	}
	var list []string
	for i, r := range hits {
		name := fit(oneLine(r.Name, 34), min(34, width-2))
		arn := w.styles.Dim.Render(lineEnd(r.ARN, width-38))
		if i == c.at {
			list = append(list, w.styles.Accent.Render("> "+name)+" "+arn)
			continue
		}
		list = append(list, "  "+w.styles.Text.Render(name)+" "+arn)
	}
	return append(lines, w.window(list, c.at, c.at+1, max(1, height-len(lines)))...)
}
