package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/poolsmith/poolsmith/model"
)

// saveOverlay asks for a format and a path and writes the export. Tab moves
// between the two; whatever is typed goes into the path.
type saveOverlay struct {
	picker    // of the formats
	formats   []Format
	explain   func(error) string
	errors    int // of the pool
	path      textinput.Model
	onFormats bool // the list of formats has the focus, and not the path
	edited    bool // the path was typed, and is not the proposed one
	exists    bool // the last try met a file; the next enter replaces it
	problem   error
}

// savedMsg is the end of a save.
type savedMsg struct {
	files  []string
	err    error
	exists bool // the error is that there is a file already
}

func (w *Wizard) openSave() {
	s := &saveOverlay{formats: w.formats(), explain: w.explain, errors: model.Errors(w.findings), path: textinput.New(), onFormats: true}
	for _, f := range s.formats {
		s.items = append(s.items, pickerItem{label: f.Title})
	}
	s.at = w.preview.format
	s.path.Prompt = "> "
	s.propose()
	w.overlay = s
}

// propose fills in the usual file name of the format.
func (s *saveOverlay) propose() {
	if !s.edited {
		s.path.SetValue(s.formats[s.at].File)
		s.path.CursorEnd()
	}
}

func (s *saveOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	var focus tea.Cmd
	switch msg := msg.(type) {
	case savedMsg:
		return s.saved(msg)
	case tea.KeyPressMsg:
		if cmd, act, done := s.press(msg, k); done {
			return cmd, act
		}
		focus = s.focus(false)
	case tea.PasteMsg:
		focus = s.focus(false)
	}
	before := s.path.Value()
	path, cmd := s.path.Update(msg)
	s.path = path
	if s.path.Value() == before {
		return tea.Batch(focus, cmd), nil
	}
	s.edited, s.exists, s.problem = true, false, nil
	return tea.Batch(focus, cmd), actionResetScroll{}
}

// press handles the keys that are not for the path.
func (s *saveOverlay) press(msg tea.KeyPressMsg, k *keyMap) (cmd tea.Cmd, act action, done bool) {
	switch {
	case key.Matches(msg, k.Back):
		return nil, actionClose{}, true
	case key.Matches(msg, k.Open):
		return nil, actionSave{s.formats[s.at].Name, s.path.Value(), s.exists}, true
	case key.Matches(msg, k.HelpTyping):
		return nil, actionHelp{}, true
	case key.Matches(msg, k.SwitchPart):
		return s.focus(!s.onFormats), nil, true
	case key.Matches(msg, k.ArrowUp):
		return nil, s.moveOrScroll(-1), true
	case key.Matches(msg, k.ArrowDown):
		return nil, s.moveOrScroll(1), true
	}
	return nil, nil, false
}

// focus moves the focus to the formats or to the path.
func (s *saveOverlay) focus(formats bool) tea.Cmd {
	s.onFormats = formats
	if formats {
		s.path.Blur()
		return nil
	}
	return s.path.Focus()
}

func (s *saveOverlay) keys(k *keyMap) []key.Binding {
	other := "formats"
	if s.onFormats {
		other = "file"
	}
	keys := []key.Binding{relabel(k.Open, "save"), relabel(k.SwitchPart, other), k.Back}
	if s.onFormats {
		return append(keys, pair(k.Up, k.Down, "↑↓", "format"))
	}
	return keys
}

// takesText reports that letters go into the path, whatever has the focus.
func (s *saveOverlay) takesText() bool { return true }

// move selects another format; where the path has the focus it moves nothing.
func (s *saveOverlay) move(by int) bool {
	if !s.onFormats {
		return false
	}
	s.picker.move(by)
	s.exists, s.problem = false, nil
	s.propose()
	return true
}

func (s *saveOverlay) moveOrScroll(by int) action {
	if s.move(by) {
		return nil
	}
	return actionScroll{by}
}

// saved closes the overlay when all went well, and else says why not.
func (s *saveOverlay) saved(msg savedMsg) (tea.Cmd, action) {
	if msg.err == nil {
		return nil, actionClose{"wrote " + strings.Join(msg.files, ", ")}
	}
	s.problem, s.exists = msg.err, msg.exists
	return s.focus(false), nil // the path is to be changed or confirmed
}

// lines keep the format and the path in view, and then the result of the last
// try; the formats scroll in what is left.
func (s *saveOverlay) lines(c canvas) []string {
	c.apply(&s.path)
	s.path.SetWidth(max(1, c.width-6))
	var head, gap []string
	if c.height >= 16 {
		head, gap = []string{"", c.Strong.Render("Save as"), ""}, []string{""}
	}
	file := append(gap, partTitle(c, "File, or a folder with / at the end", !s.onFormats), "  "+s.path.View())
	file = append(append(file, gap...), s.status(c)...)
	room := max(1, c.height-len(head)-1-len(file))
	rows := s.rows(c.styles, func(item pickerItem) pickerItem { return pickerItem{label: oneLine(item.label, c.width-4)} })
	from := offsetOf(len(rows), s.at, s.at+1, room)
	lines := append(head, partTitle(c, "Format", s.onFormats))
	for _, row := range rows[from:min(len(rows), from+room)] {
		lines = append(lines, "  "+row)
	}
	lines = append(lines, file...)
	// What the formats hide or, where the path has the focus, what is below it.
	more := moreLines(from, max(0, len(rows)-from-room))
	if !s.onFormats && len(lines) > c.height {
		above := max(0, min(c.scrolled, len(lines)-c.height))
		more = moreLines(above, len(lines)-c.height-above)
	}
	lines[len(head)] = spreadRight(lines[len(head)], c.Dim.Render(more), c.width)
	return lines
}

// partTitle is the title of one of the two parts, with a mark at the one in
// focus.
func partTitle(c canvas, text string, focused bool) string {
	if focused {
		return c.Accent.Render("▸ ") + c.Strong.Render(oneLine(text, c.width-2))
	}
	return "  " + c.Dim.Render(oneLine(text, c.width-2))
}

// status says how the last save failed, and that the pool has errors.
func (s *saveOverlay) status(c canvas) []string {
	var lines []string
	add := func(style lipgloss.Style, text string) {
		for _, line := range wrap(text, c.width) {
			lines = append(lines, style.Render(line))
		}
	}
	switch {
	case s.exists:
		add(c.Warning, "! "+s.problem.Error())
		add(c.Text, "press "+c.keys.Open.Help().Key+" again to replace it")
	case s.problem != nil:
		add(c.Error, "✗ "+s.explain(s.problem))
	}
	if s.errors > 0 {
		add(c.Warning, "Cognito would reject this pool: "+model.Plural(s.errors, "error")+" on the review")
	}
	return lines
}
