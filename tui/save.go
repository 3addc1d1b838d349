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
	format    int
	path      textinput.Model
	onFormats bool // the list of formats has the focus, and not the path
	edited    bool // the path is the user's, and no longer proposed
	exists    bool // the last try met a file; the next enter overwrites
	problem   error
}

// savedMsg is the end of a save.
type savedMsg struct {
	files []string
	err   error
}

func newSave(w *Wizard) *saveOverlay {
	s := &saveOverlay{format: w.preview.format, path: textinput.New(), onFormats: true}
	s.path.Prompt = "> "
	s.propose(w)
	return s
}

func (s *saveOverlay) propose(w *Wizard) {
	if !s.edited {
		s.path.SetValue(w.Formats[s.format].File)
		s.path.CursorEnd()
	}
}

func (s *saveOverlay) update(w *Wizard, msg tea.Msg) (tea.Cmd, bool) {
	var focus tea.Cmd
	switch msg := msg.(type) {
	case savedMsg:
		return nil, s.saved(w, msg)
	case tea.KeyPressMsg:
		if cmd, open, done := s.press(w, msg); done {
			return cmd, open
		}
		focus = s.focus(false)
	case tea.PasteMsg:
		focus = s.focus(false)
	}
	before := s.path.Value()
	path, cmd := s.path.Update(msg)
	s.path = path
	if s.path.Value() != before {
		s.edited, s.exists, s.problem = true, false, nil
		w.scrolled = 0
	}
	return tea.Batch(focus, cmd), true
}

// press handles the keys that are not for the path.
func (s *saveOverlay) press(w *Wizard, msg tea.KeyPressMsg) (cmd tea.Cmd, open, done bool) {
	switch {
	case key.Matches(msg, w.keys.Back):
		return nil, false, true
	case key.Matches(msg, w.keys.Open):
		return s.save(w), true, true
	case msg.String() == "f1":
		w.openHelp()
		return nil, true, true
	case msg.String() == "tab" || msg.String() == "shift+tab":
		return s.focus(!s.onFormats), true, true
	case msg.String() == "up":
		s.move(w, -1)
	case msg.String() == "down":
		s.move(w, 1)
	default:
		return nil, true, false
	}
	return nil, true, true
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

func (s *saveOverlay) keys(w *Wizard) []key.Binding {
	k := w.keys
	other := "formats"
	if s.onFormats {
		other = "file"
	}
	keys := []key.Binding{relabel(k.Open, "save"), key.NewBinding(key.WithKeys("tab", "shift+tab"), key.WithHelp("tab", other)), k.Back}
	if s.onFormats {
		return append(keys, pair(k.Up, k.Down, "↑↓", "format"))
	}
	return keys
}

// move chooses another format or, where the path has the focus, scrolls.
func (s *saveOverlay) move(w *Wizard, by int) {
	if s.onFormats {
		s.choose(w, clamp(s.format+by, len(w.Formats)))
		return
	}
	w.scrolled += by
}

func (s *saveOverlay) choose(w *Wizard, format int) {
	s.format = format
	s.exists, s.problem = false, nil
	s.propose(w)
}

func (s *saveOverlay) save(w *Wizard) tea.Cmd {
	format, p, path, force, save := w.Formats[s.format].Name, w.state.Pool.Clone(), s.path.Value(), s.exists, w.Save
	return func() tea.Msg {
		files, err := save(format, p, path, force)
		return savedMsg{files, err}
	}
}

// saved closes the overlay when all went well, and else says why not.
func (s *saveOverlay) saved(w *Wizard, msg savedMsg) (open bool) {
	if msg.err == nil {
		w.notice = "wrote " + strings.Join(msg.files, ", ")
		return false
	}
	s.focus(false) // to be changed or confirmed
	s.problem = msg.err
	s.exists = w.Exists != nil && w.Exists(msg.err)
	return true
}

// lines keep the format and the path in view, and then what became of the last
// try; the formats scroll in what is left.
func (s *saveOverlay) lines(w *Wizard, width, height int) []string {
	w.styles.dress(&s.path)
	s.path.SetWidth(max(1, width-6))
	var head, gap []string
	if height >= 16 {
		head, gap = []string{"", w.styles.Strong.Render("Save as"), ""}, []string{""}
	}
	file := append(gap, s.title(w, "File, or a folder with / at the end", !s.onFormats, width), "  "+s.path.View())
	file = append(append(file, gap...), s.status(w, width)...)
	room := max(1, height-len(head)-1-len(file))
	from := offsetOf(len(w.Formats), s.format, s.format+1, room)
	lines := append(head, s.title(w, "Format", s.onFormats, width))
	for i, f := range w.Formats[from:min(len(w.Formats), from+room)] {
		lines = append(lines, "  "+s.choice(w, from+i == s.format, f.Title, width))
	}
	lines = append(lines, file...)
	// What the formats hide or, where the path has the focus, what is below it.
	more := w.styles.Dim.Render(moreLines(from, max(0, len(w.Formats)-from-room)))
	if !s.onFormats && len(lines) > height {
		more = w.hiddenLines(lines, 0, 0, height)
	}
	lines[len(head)] = spreadRight(lines[len(head)], more, width)
	return lines
}

// title is the title of one of the two, with a mark at the one in focus.
func (s *saveOverlay) title(w *Wizard, text string, focused bool, width int) string {
	if focused {
		return w.styles.Accent.Render("▸ ") + w.styles.Strong.Render(oneLine(text, width-2))
	}
	return "  " + w.styles.Dim.Render(oneLine(text, width-2))
}

func (s *saveOverlay) choice(w *Wizard, chosen bool, title string, width int) string {
	if chosen {
		return w.styles.Accent.Render("> " + oneLine(title, width-4))
	}
	return "  " + w.styles.Text.Render(oneLine(title, width-4))
}

// status says what the last save met, and what is wrong with the pool.
func (s *saveOverlay) status(w *Wizard, width int) []string {
	var lines []string
	add := func(style lipgloss.Style, text string) {
		for _, line := range wrap(text, width) {
			lines = append(lines, style.Render(line))
		}
	}
	switch {
	case s.exists:
		add(w.styles.Warning, "! "+s.problem.Error())
		add(w.styles.Text, "press enter again to replace it")
	case s.problem != nil:
		add(w.styles.Error, "✗ "+w.explain(s.problem))
	}
	if n := model.Errors(w.findings); n > 0 {
		add(w.styles.Warning, "Cognito would reject this pool: "+model.Plural(n, "error")+" on the review")
	}
	return lines
}
