package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// foundOverlay is what the search found and what is not on a step: the explanation
// of a rule, or the question whether to open a preset. It returns to the search.
type foundOverlay struct {
	rule   *model.Rule // nil for a preset
	preset *model.Preset
	kept   string // what becomes of the draft at hand
	behind overlay
}

// openRule goes to the first finding of a rule, or explains the rule if there is none.
func (w *Wizard) openRule(rule *model.Rule) tea.Cmd {
	i := slices.IndexFunc(w.findings, func(f model.Finding) bool { return f.Rule == rule.ID && firstSetting(f) != "" })
	if i >= 0 {
		if _, _, found := forms.Find(firstSetting(w.findings[i])); found {
			w.closeAll()
			cmd := w.jump(firstSetting(w.findings[i]))
			w.setNotice(rule.Severity.String() + ": " + withTitles(w.findings[i]).Message)
			return cmd
		}
	}
	w.overlay, w.scrolled = &foundOverlay{rule: rule, behind: w.overlay}, 0
	return nil
}

// askPreset asks whether to open a preset.
func (w *Wizard) askPreset(p model.Preset) {
	kept := "The present draft stays among your drafts."
	if w.Drafts.Off() != "" {
		kept = "! The present draft is lost: no drafts are kept. Save it first."
	}
	w.overlay, w.scrolled = &foundOverlay{preset: &p, kept: kept, behind: w.overlay}, 0
}

// openPreset opens a preset as a new draft.
func (w *Wizard) openPreset(p model.Preset) tea.Cmd {
	w.closeAll()
	closing := w.load(model.LoadPreset(p.Name), w.Drafts.New())
	return tea.Batch(closing, w.openStep(0))
}

func (o *foundOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	press, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
		return nil, nil
	case key.Matches(press, k.Back), o.preset != nil && key.Matches(press, k.No):
		return nil, actionClose{}
	case o.preset != nil && key.Matches(press, k.Yes):
		return nil, actionOpenPreset{*o.preset}
	case o.rule != nil && key.Matches(press, k.Open):
		if path := o.setting(); path != "" {
			return nil, actionGoTo{path: path}
		}
	}
	return nil, pressScroll(press, k)
}

// setting is the first setting of the rule that a step asks for.
func (o *foundOverlay) setting() string {
	for _, path := range o.rule.Settings {
		if _, _, found := forms.Find(path); found {
			return path
		}
	}
	return ""
}

func (o *foundOverlay) keys(k *keyMap) []key.Binding {
	switch {
	case o.preset != nil:
		return []key.Binding{relabel(k.Yes, "open"), relabel(k.Back, "back to the search")}
	case o.setting() != "":
		return []key.Binding{relabel(k.Open, "go to the setting"), relabel(k.Back, "back to the search")}
	default:
		return []key.Binding{relabel(k.Back, "back to the search")}
	}
}

func (o *foundOverlay) takesText() bool { return false }

func (o *foundOverlay) lines(c canvas) []string {
	lines := []string{""}
	add := func(text string, style func(...string) string) {
		for _, line := range wrap(text, c.width) {
			lines = append(lines, style(line))
		}
	}
	if o.preset != nil {
		add("Open the preset "+o.preset.Title+" as a new draft?", c.Strong.Render)
		add(o.preset.Summary, c.Text.Render)
		lines = append(lines, "")
		add(o.kept, c.Dim.Render)
		return lines
	}
	add(o.rule.ID+" · "+o.rule.Severity.String(), c.Strong.Render)
	add(withoutAPINames(o.rule.Summary), c.Text.Render)
	add("Fix: "+fixWithTitles(model.Finding{Fix: o.rule.Fix, Settings: o.rule.Settings})+".", c.Text.Render)
	lines = append(lines, "")
	about := "This draft keeps the rule."
	if titles := titlesOf(o.rule.Settings); titles != nil {
		about += " The rule is about " + strings.Join(titles, ", ") + "."
	}
	add(about, c.Dim.Render)
	return lines
}

func titlesOf(paths []string) []string {
	var titles []string
	for _, path := range paths {
		if title := model.Title(path); !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	return titles
}
