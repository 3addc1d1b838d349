package tui

import (
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// usersOverlay asks for a number of monthly active users, and shows what the pool
// costs for it.
type usersOverlay struct {
	pool  *model.Pool
	input textinput.Model
}

func newUsers(p *model.Pool, users int) *usersOverlay {
	o := &usersOverlay{pool: p, input: textinput.New()}
	o.input.Prompt = "> "
	o.input.Placeholder = "20000"
	if users > 0 {
		o.input.SetValue(strconv.Itoa(users))
		o.input.CursorEnd()
	}
	o.input.Focus()
	return o
}

// usersIn is a number of users as people write it: 20000 or 20,000.
func usersIn(text string) (users int, ok bool) {
	users, err := strconv.Atoi(strings.NewReplacer(",", "", " ", "", "_", "").Replace(text))
	return users, err == nil && users > 0 && users <= model.MaxUsers
}

func (o *usersOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, k.Back):
			return nil, actionClose{}
		case key.Matches(press, k.HelpTyping):
			return nil, actionHelp{}
		case key.Matches(press, k.ArrowUp):
			return nil, actionScroll{-1}
		case key.Matches(press, k.ArrowDown):
			return nil, actionScroll{1}
		case key.Matches(press, k.Open):
			return nil, o.show()
		}
	}
	var cmd tea.Cmd
	o.input, cmd = o.input.Update(msg)
	return cmd, nil
}

// show is the number for the review; no number is for the price of one user.
func (o *usersOverlay) show() action {
	users, ok := usersIn(o.input.Value())
	if !ok && strings.TrimSpace(o.input.Value()) != "" {
		return nil
	}
	return actionUsers{users}
}

func (o *usersOverlay) keys(k *keyMap) []key.Binding {
	return []key.Binding{relabel(k.Open, "show on the review"), k.Back}
}

// takesText reports that digits go into the number.
func (o *usersOverlay) takesText() bool { return true }

func (o *usersOverlay) lines(c canvas) []string {
	c.apply(&o.input)
	o.input.SetWidth(max(1, c.width-4))
	head := []string{"", c.Strong.Render(oneLine("How many users sign in each month?", c.width)), o.input.View(), ""}
	var lines []string
	switch users, ok := usersIn(o.input.Value()); {
	case ok:
		for _, line := range wrap(o.pool.CostFor(users), c.width) {
			lines = append(lines, c.Text.Render(line))
		}
		for _, line := range wrap(model.PriceNote, c.width) {
			lines = append(lines, c.Dim.Render(line))
		}
	case strings.TrimSpace(o.input.Value()) == "":
		lines = []string{c.Dim.Render(oneLine(o.pool.CostFor(0), c.width))}
	default:
		lines = []string{c.Error.Render(oneLine("✗ not a number of users: use digits, such as 20000", c.width))}
	}
	return append(head, lines...)
}
