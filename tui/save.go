package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// saveOverlay asks for a format and a path and writes the export.
type saveOverlay struct {
	format  int
	path    textinput.Model
	edited  bool // the path is the user's, and no longer proposed
	exists  bool // the last try met a file; the next enter overwrites
	problem error
}

// savedMsg is the end of a save.
type savedMsg struct {
	files []string
	err   error
}

func newSave(w *Wizard) *saveOverlay {
	s := &saveOverlay{format: w.preview.format, path: textinput.New()}
	s.path.Prompt = "> "
	s.path.Focus()
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
	switch msg := msg.(type) {
	case savedMsg:
		return nil, s.saved(w, msg)
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, w.keys.Back):
			return nil, false
		case key.Matches(msg, w.keys.Open):
			return s.save(w), true
		case msg.String() == "up" || msg.String() == "shift+tab":
			s.choose(w, (s.format+len(w.Formats)-1)%len(w.Formats))
			return nil, true
		case msg.String() == "down" || msg.String() == "tab":
			s.choose(w, (s.format+1)%len(w.Formats))
			return nil, true
		}
	}
	before := s.path.Value()
	path, cmd := s.path.Update(msg)
	s.path = path
	if s.path.Value() != before {
		s.edited, s.exists, s.problem = true, false, nil
	}
	return cmd, true
}

func (s *saveOverlay) move(w *Wizard, by int) { s.choose(w, clamp(s.format+by, len(w.Formats))) }

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
	s.problem = msg.err
	s.exists = w.Exists != nil && w.Exists(msg.err)
	return true
}

// lines keep the path and what became of it in view; the formats scroll.
func (s *saveOverlay) lines(w *Wizard, width, height int) []string {
	w.styles.dress(&s.path)
	s.path.SetWidth(max(1, width-4))
	var formats []string
	for i, f := range w.Formats {
		if i == s.format {
			formats = append(formats, w.styles.Accent.Render("> "+f.Title))
			continue
		}
		formats = append(formats, "  "+w.styles.Text.Render(f.Title))
	}
	head, gap := []string{"", w.styles.Strong.Render("Save as"), ""}, []string{""}
	if height < 16 {
		head, gap = head[1:2], nil
	}
	path := append(append(gap, w.styles.Dim.Render(oneLine("File, or a folder with / at the end", width)), s.path.View()), gap...)
	path = append(path, s.status(w, width)...)
	room := max(2, height-len(head)-len(path))
	return append(append(head, w.window(formats, s.format, s.format+1, room)...), path...)
}

// status says what the last save met, or which keys there are.
func (s *saveOverlay) status(w *Wizard, width int) []string {
	var lines []string
	switch {
	case s.exists:
		lines = append(lines, w.styles.Warning.Render("! "+oneLine(s.problem.Error(), width-2)), "enter once more overwrites it")
	case s.problem != nil:
		for _, line := range wrap("✗ "+w.explain(s.problem), width) {
			lines = append(lines, w.styles.Error.Render(line))
		}
	default:
		lines = append(lines, w.styles.Dim.Render("↑↓ format · enter saves · esc leaves it"))
	}
	if n := model.Errors(w.findings); n > 0 {
		text := "Cognito would refuse this pool: " + model.Plural(n, "error") + " on the review"
		for _, line := range wrap(text, width) {
			lines = append(lines, w.styles.Warning.Render(line))
		}
	}
	return lines
}
