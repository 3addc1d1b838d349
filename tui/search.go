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
// choices or by a synonym, and goes there. A number is the number of a step. It also
// finds values, which lead to their setting, rules, which lead to their finding or their
// explanation, and presets.
type searchOverlay struct {
	filteredPicker
	matches []match       // one for each item
	topics  []model.Topic // subjects of the query that are no setting of a pool
}

// match is a step, the setting at a path, perhaps for one of its values, a rule or a
// preset.
type match struct {
	path   string // empty for what is no setting
	step   int
	option *model.Option // the value that was found, nil for the setting itself
	rule   *model.Rule
	preset *model.Preset
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

// maxOthers is how many values, rules and presets are shown of each.
const maxOthers = 8

// search returns the steps of the number or with the words in their title, and
// then what the model finds: settings, values, rules and presets, the best first. No
// words find all steps and settings.
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
			matches = append(matches, match{path: s.Path, step: step, pickerItem: pickerItem{s.Title, forms.Steps[step].Title + " · " + apiNameOf(s)}})
		}
	}
	return append(matches, otherMatches(result)...), result.Topics
}

// sameName are settings of different operations with one name in one step, which the
// name of the operation tells apart.
var sameName = func() map[*model.Setting]bool {
	same := map[*model.Setting]bool{}
	for _, step := range forms.Steps {
		first := map[string]*model.Setting{}
		for _, f := range step.Fields {
			s := f.Setting()
			other, found := first[s.APIName()]
			first[s.APIName()] = s
			if found && model.OperationOf(other.Path) != model.OperationOf(s.Path) {
				same[other], same[s] = true, true
			}
		}
	}
	return same
}()

// apiNameOf is the name of a setting in the search.
func apiNameOf(s *model.Setting) string {
	if sameName[s] {
		return s.APIName() + " of " + model.OperationOf(s.Path).Name
	}
	return s.APIName()
}

// otherMatches are what was found that is no step and no setting.
func otherMatches(result model.SearchResult) []match {
	var matches []match
	for _, v := range result.Values[:min(len(result.Values), maxOthers)] {
		if step, _, found := forms.Find(v.Setting.Path); found {
			matches = append(matches, match{path: v.Setting.Path, step: step, option: v.Option, pickerItem: pickerItem{v.Option.Title, "value of " + v.Setting.Title}})
		}
	}
	for _, r := range result.Rules[:min(len(result.Rules), maxOthers)] {
		matches = append(matches, match{rule: r, pickerItem: pickerItem{r.ID, "rule: " + withoutAPINames(r.Summary)}})
	}
	for i, p := range result.Presets[:min(len(result.Presets), maxOthers)] {
		matches = append(matches, match{preset: &result.Presets[i], pickerItem: pickerItem{p.Title, "preset: " + p.Summary}})
	}
	return matches
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
	switch m := s.matches[at]; {
	case m.rule != nil:
		return actionOpenRule{m.rule}
	case m.preset != nil:
		return actionAskPreset{*m.preset}
	case m.option != nil:
		return actionGoTo{path: m.path, step: m.step, option: m.option.Value, notice: aboutOption(*m.option)}
	default:
		return actionGoTo{path: m.path, step: m.step}
	}
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
