package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// searchOverlay finds a setting or step by any word of its title, name, help or
// choices, and goes there. A number is the number of a step.
type searchOverlay struct {
	input textinput.Model
	hits  []hit
	at    int
}

type hit struct {
	path  string // of the setting; empty for a step
	step  int
	label string
	about string
}

func newSearch(w *Wizard) *searchOverlay {
	s := &searchOverlay{input: textinput.New()}
	s.input.Prompt = "/ "
	s.input.Focus()
	s.find()
	return s
}

func (s *searchOverlay) find() {
	s.hits, s.at = search(s.input.Value()), 0
}

// search ranks steps by number or title first, then settings whose title has
// every word, then those whose path has them, then those whose help has.
func search(query string) []hit {
	words := strings.Fields(strings.ToLower(query))
	var steps, titles, paths, helps []hit
	for i, step := range forms.Steps {
		number := strings.TrimSpace(query) == itoa(i+1)
		if number || hasAll(strings.ToLower(step.Title), words) {
			steps = append(steps, hit{step: i, label: itoa(i+1) + " " + step.Title, about: step.Intro})
		}
	}
	for i := range model.Catalogue {
		s := &model.Catalogue[i]
		step, _, found := forms.Find(s.Path)
		if !found {
			continue
		}
		h := hit{path: s.Path, step: step, label: s.Title, about: forms.Steps[step].Title + " · " + s.Name()}
		switch {
		case hasAll(strings.ToLower(s.Title), words):
			titles = append(titles, h)
		case hasAll(strings.ToLower(s.Title+" "+s.Path), words):
			paths = append(paths, h)
		case hasAll(strings.ToLower(fullText(s)), words):
			helps = append(helps, h)
		}
	}
	// A title that has the words as they were typed is what was meant.
	phrase := strings.ToLower(strings.TrimSpace(query))
	slices.SortStableFunc(titles, func(a, b hit) int {
		return order(strings.Contains(strings.ToLower(b.label), phrase)) - order(strings.Contains(strings.ToLower(a.label), phrase))
	})
	return slices.Concat(steps, titles, paths, helps)
}

func order(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func fullText(s *model.Setting) string {
	text := s.Title + " " + s.Path + " " + s.Help
	for _, o := range s.Choices {
		text += " " + o.Title + " " + o.Value + " " + o.Help
	}
	return text
}

func hasAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func (s *searchOverlay) update(w *Wizard, msg tea.Msg) (tea.Cmd, bool) {
	press, ok := msg.(tea.KeyPressMsg)
	if ok {
		switch {
		case key.Matches(press, w.keys.Back):
			return nil, false
		case press.String() == "enter":
			return s.open(w), false
		case press.String() == "down" || press.String() == "tab":
			s.move(w, 1)
			return nil, true
		case press.String() == "up" || press.String() == "shift+tab":
			s.move(w, -1)
			return nil, true
		}
	}
	before := s.input.Value()
	input, cmd := s.input.Update(msg)
	s.input = input
	if s.input.Value() != before {
		s.find()
	}
	return cmd, true
}

func (s *searchOverlay) move(_ *Wizard, by int) { s.at = clamp(s.at+by, len(s.hits)) }

func (s *searchOverlay) open(w *Wizard) tea.Cmd {
	if s.at >= len(s.hits) {
		return nil
	}
	h := s.hits[s.at]
	if h.path == "" {
		w.remember()
		return w.openStep(h.step)
	}
	return w.jump(h.path)
}

func (s *searchOverlay) lines(w *Wizard, width, height int) []string {
	w.styles.dress(&s.input)
	s.input.SetWidth(max(1, width-4))
	lines := []string{"", s.input.View(), ""}
	if len(s.hits) == 0 {
		return append(lines, w.styles.Dim.Render("nothing has these words"))
	}
	var list []string
	for i, h := range s.hits {
		label := fit(h.label, min(36, width-2))
		about := w.styles.Dim.Render(oneLine(h.about, width-40))
		if i == s.at {
			list = append(list, w.styles.Accent.Render("> "+label)+" "+about)
			continue
		}
		list = append(list, "  "+w.styles.Text.Render(label)+" "+about)
	}
	return append(lines, w.window(list, s.at, s.at+1, max(1, height-len(lines)))...)
}
