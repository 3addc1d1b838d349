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

// openHit is enter as the footer of the search names it.
var openHit = key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "go there"))

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

func (s *searchOverlay) keys(w *Wizard) []key.Binding {
	if len(s.hits) == 0 {
		return []key.Binding{w.keys.Back}
	}
	return []key.Binding{openHit, moveKey, w.keys.Back}
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

// aboutFrom is the width from which there is room beside a hit's title.
const aboutFrom = 50

func (s *searchOverlay) lines(w *Wizard, width, height int) []string {
	w.styles.dress(&s.input)
	s.input.SetWidth(max(1, width-4))
	head := []string{"", s.input.View(), ""}
	var lines []string
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
		lines = append(lines, w.styles.Dim.Render("no match"))
	}
	from, to := 0, len(lines)+s.at+1
	if s.at > 0 {
		from = to - 1 // the topics are read; now the hits matter
	}
	for i, h := range s.hits {
		label, about := fit(h.label, min(36, width-2)), ""
		if width >= aboutFrom {
			about = w.styles.Dim.Render(oneLine(h.about, width-40))
		}
		if i == s.at {
			lines = append(lines, w.styles.Accent.Render("> "+label)+" "+about)
			continue
		}
		lines = append(lines, "  "+w.styles.Text.Render(label)+" "+about)
	}
	return append(head, w.window(lines, from, to, max(1, height-len(head)))...)
}
