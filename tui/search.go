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
// choices or by a synonym, and goes there. A number is the number of a step.
type searchOverlay struct {
	input  textinput.Model
	hits   []hit
	topics []model.Topic // what was asked for and is no setting of a pool
	at     int
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
	s.hits, s.topics = search(s.input.Value())
	s.at = 0
}

// search returns the steps of the number or with the words in their title, and
// then the settings that the model finds, the best first. No words find all.
func search(query string) ([]hit, []model.Topic) {
	words := model.SearchWords(query)
	result := model.Search(query)
	var hits []hit
	for i, step := range forms.Steps {
		if strings.TrimSpace(query) == itoa(i+1) || titled(step, words) {
			hits = append(hits, hit{step: i, label: itoa(i+1) + " " + step.Title, about: step.Intro})
		}
	}
	settings := result.Settings
	if len(words) == 0 {
		for i := range model.Catalogue {
			settings = append(settings, &model.Catalogue[i])
		}
	}
	for _, s := range settings {
		if step, _, found := forms.Find(s.Path); found {
			hits = append(hits, hit{path: s.Path, step: step, label: s.Title, about: forms.Steps[step].Title + " · " + s.APIName()})
		}
	}
	return hits, result.Topics
}

// titled reports whether each word begins a word of the step's title.
func titled(step forms.Step, words []string) bool {
	title := model.SearchWords(step.Title)
	for _, word := range words {
		if !slices.ContainsFunc(title, func(t string) bool { return strings.HasPrefix(t, word) }) {
			return false
		}
	}
	return true
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
	for _, t := range s.topics {
		for i, line := range wrap(t.Title+": "+t.Where, width-4) {
			mark := "  "
			if i == 0 {
				mark = "i "
			}
			lines = append(lines, w.styles.Advice.Render(mark+line))
		}
	}
	switch {
	case len(s.topics) > 0:
		lines = append(lines, "")
	case len(s.hits) == 0:
		return append(lines, w.styles.Dim.Render("no match"))
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
