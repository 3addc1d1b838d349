package tui

import (
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// visit is a stay on a step: what was wrong with the pool when it began, and
// which findings of since then only lack a follow-up.
type visit struct {
	step    int
	known   map[string]bool
	pending []model.Finding
}

// beginVisit begins a visit of the step that is open.
func (w *Wizard) beginVisit() {
	w.left = ""
	w.visit = visit{step: w.step, known: map[string]bool{}}
	for _, f := range w.findings {
		w.visit.known[findingKey(f)] = true
	}
}

// findingKey tells findings apart while their texts change.
func findingKey(f model.Finding) string { return f.Rule + " " + strings.Join(f.Settings, " ") }

// notePending looks which findings came up by an answer on this step and go
// away with another that is still to be given. Until the step is left that is
// no mistake.
func (w *Wizard) notePending() {
	w.visit.pending = nil
	for _, f := range w.findings {
		if f.Severity == model.Error && !w.visit.known[findingKey(f)] && w.concernsStep(f) && len(w.needed(f)) > 0 {
			w.visit.pending = append(w.visit.pending, f)
		}
	}
}

// pending are the findings that only lack a follow-up.
func (w *Wizard) pending() []model.Finding {
	if w.screen != onStep || w.visit.step != w.step {
		return nil
	}
	return w.visit.pending
}

func (w *Wizard) isPending(f model.Finding) bool {
	return slices.ContainsFunc(w.pending(), func(p model.Finding) bool { return findingKey(p) == findingKey(f) })
}

func (w *Wizard) concernsStep(f model.Finding) bool {
	return slices.ContainsFunc(forms.Steps[w.step].Fields, func(field forms.Field) bool {
		return !field.Repeats() && slices.ContainsFunc(f.Settings, func(path string) bool { return field.Asked(path) != "" })
	})
}

// needed are the settings of a finding's rule that a step asks for and
// that are not set yet.
func (w *Wizard) needed(f model.Finding) []forms.Field {
	settings := f.Settings
	if rule := model.LookupRule(f.Rule); rule != nil && rule.Check != nil && !rule.OwnValue {
		settings = slices.Concat(settings, rule.Settings)
	}
	var needed []forms.Field
	for _, path := range settings {
		step, i, found := forms.Find(path)
		if !found || strings.Contains(path, "[") {
			continue
		}
		field := forms.Steps[step].Fields[i]
		_, set := w.answers.Pool.Get(field.Asked(path))
		isThere := func(other forms.Field) bool { return other.Path == field.Path }
		if set || forms.ListOf(field) != nil || !field.Applies(w.answers.Pool) || slices.ContainsFunc(needed, isThere) {
			continue
		}
		needed = append(needed, field)
	}
	return needed
}

// stillNeeded says in the words of the form what a field still needs, or what
// it is needed for: still needed: SES identity.
func (w *Wizard) stillNeeded(field forms.Field) []string {
	var lines []string
	for _, needed := range w.neededFor(field) {
		var titles []string
		for _, n := range needed {
			if n.HasChecks() && n.Key() == field.Key() {
				titles = append(titles, "one of these")
				continue
			}
			titles = append(titles, w.titleFromHere(n))
		}
		lines = append(lines, "still needed: "+orList(titles))
	}
	return lines
}

// neededFor are the fields that each pending finding about a field needs, of
// which one will do.
func (w *Wizard) neededFor(field forms.Field) [][]forms.Field {
	var list [][]forms.Field
	for _, f := range w.pending() {
		needed := w.needed(f)
		if field.Concerned(f) || slices.ContainsFunc(needed, func(n forms.Field) bool { return n.Path == field.Path }) {
			list = append(list, needed)
		}
	}
	return list
}

// neededElsewhere is the first setting of another step that a field needs.
func (w *Wizard) neededElsewhere(field forms.Field) string {
	for _, n := range slices.Concat(w.neededFor(field)...) {
		if step, _, _ := forms.Find(n.Path); step != w.step {
			return n.Path
		}
	}
	return ""
}

// titleFromHere is a field's title, with its step where that is another one.
func (w *Wizard) titleFromHere(field forms.Field) string {
	step, _, _ := forms.Find(field.Path)
	if step == w.step {
		return field.Setting().Title
	}
	return field.Setting().Title + " (step " + itoa(step+1) + " " + forms.Steps[step].Title + ")"
}

// orList joins alternatives: a, b or c.
func orList(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:len(items)-1], ", ") + " or " + items[len(items)-1]
}
