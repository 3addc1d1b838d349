package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// searchOverlay finds a setting or step by any word of its title, name, help or
// choices or by a synonym, and goes there. A number is the number of a step.
type searchOverlay struct {
	filteredPicker
	matches []match       // one for each item
	topics  []model.Topic // subjects of the query that are no setting of a pool
}

// match is a step, or the setting at a path.
type match struct {
	path string // empty for a step
	step int
	pickerItem
}

func newSearch() *searchOverlay {
	s := &searchOverlay{filteredPicker: newFilteredPicker()}
	s.find()
	return s
}

func (s *searchOverlay) find() {
	s.matches, s.topics = search(s.input.Value())
	items := make([]pickerItem, len(s.matches))
	for i, m := range s.matches {
		items[i] = m.pickerItem
	}
	s.set(items)
}

// search returns the steps of the number or with the words in their title, and
// then the settings that the model finds, the best first. No words find all.
func search(query string) ([]match, []model.Topic) {
	words := model.SearchWords(query)
	result := model.Search(query)
	var matches []match
	for i, step := range forms.Steps {
		if strings.TrimSpace(query) == itoa(i+1) || titleMatches(step, words) {
			matches = append(matches, match{step: i, pickerItem: pickerItem{itoa(i+1) + " " + step.Title, step.Intro}})
		}
	}
	settings := result.Settings
	if len(words) == 0 {
		for i := range model.Catalog {
			settings = append(settings, &model.Catalog[i])
		}
	}
	for _, s := range settings {
		if step, _, found := forms.Find(s.Path); found {
			matches = append(matches, match{s.Path, step, pickerItem{s.Title, forms.Steps[step].Title + " · " + s.APIName()}})
		}
	}
	return matches, result.Topics
}

// titleMatches reports whether each word begins a word of the step's title.
func titleMatches(step forms.Step, words []string) bool {
	title := model.SearchWords(step.Title)
	for _, word := range words {
		if !slices.ContainsFunc(title, func(t string) bool { return strings.HasPrefix(t, word) }) {
			return false
		}
	}
	return true
}

func (s *searchOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, k.Back):
			return nil, actionClose{}
		case key.Matches(press, k.Open):
			return nil, s.open()
		}
	}
	cmd, changed := s.filteredPicker.update(msg, k)
	if changed {
		s.find()
	}
	return cmd, nil
}

func (s *searchOverlay) open() action {
	at, ok := s.selected()
	if !ok {
		return actionClose{}
	}
	return actionGoTo{path: s.matches[at].path, step: s.matches[at].step}
}

func (s *searchOverlay) keys(k *keyMap) []key.Binding {
	if len(s.matches) == 0 {
		return []key.Binding{k.Back}
	}
	return []key.Binding{relabel(k.Open, "go there"), k.arrows("move"), k.Back}
}

// aboutFrom is the width from which there is room beside the title of a match.
const aboutFrom = 50

func (s *searchOverlay) lines(c canvas) []string {
	head := []string{"", s.filterLine(c), ""}
	var lines []string
	for _, t := range s.topics {
		for i, line := range wrap(t.Title+": "+t.Where, c.width-4) {
			mark := "  "
			if i == 0 {
				mark = "i "
			}
			lines = append(lines, c.Advice.Render(mark+line))
		}
	}
	switch {
	case len(s.topics) > 0:
		lines = append(lines, "")
	case len(s.matches) == 0:
		lines = append(lines, c.Dim.Render("no match"))
	}
	from, to := 0, len(lines)+s.at+1
	if s.at > 0 {
		from = to - 1 // the topics are read; now the matches matter
	}
	lines = append(lines, s.rows(c.styles, func(item pickerItem) pickerItem {
		about := ""
		if c.width >= aboutFrom {
			about = oneLine(item.about, c.width-40)
		}
		return pickerItem{fit(item.label, min(36, c.width-2)), about}
	})...)
	return append(head, windowAt(lines, from, to, max(1, c.height-len(head)))...)
}
