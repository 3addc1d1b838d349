package tui

import (
	"regexp"
	"slices"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// errorLines are the errors of a field that has no focus.
func (w *Wizard) errorLines(field forms.Field, shown []model.Finding, l layout) []string {
	var lines []string
	for _, f := range shown {
		if f.Severity == model.Error && w.isAbout(f, field) {
			lines = append(lines, w.findingLines(f, l.form-6, "    ")...)
		}
	}
	return lines
}

// fieldSigns are the marks of what is wrong with a field.
func (w *Wizard) fieldSigns(shown []model.Finding, field forms.Field) string {
	return w.signs(w.shownAt(shown, field), field.Paths()...)
}

// signs are the marks of what is wrong with settings.
func (w *Wizard) signs(shown []model.Finding, paths ...string) string {
	worst := model.Severity(-1)
	for _, f := range shown {
		if slices.ContainsFunc(paths, f.Concerns) {
			worst = max(worst, f.Severity)
		}
	}
	switch worst {
	case model.Error:
		return " " + w.styles.Error.Render("✗")
	case model.Warning:
		return " " + w.styles.Warning.Render("!")
	default:
		return ""
	}
}

// isAbout reports whether a finding is about the question: for a tag, about
// this very tag.
func (w *Wizard) isAbout(f model.Finding, field forms.Field) bool {
	return field.Concerned(f) && (field.HasChecks() || field.Key() == field.Path || f.Concerns(field.Key()))
}

// isShownAt reports whether a row shows a finding: an error at each row that it
// is about, anything less once on a page, at the row to change first.
func (w *Wizard) isShownAt(f model.Finding, field forms.Field) bool {
	if !w.isAbout(f, field) {
		return false
	}
	if f.Severity == model.Error || len(f.Settings) < 2 {
		return true
	}
	rows := w.rows()
	for _, path := range f.Settings {
		for _, r := range rows {
			if r.kind == fieldRow && r.field.Asked(path) != "" {
				return r.field.Key() == field.Key()
			}
		}
	}
	return true
}

// fromHere drops from a finding where to go when that is the step that is open:
// "in the email step" does not help inside that step.
func (w *Wizard) fromHere(f model.Finding) model.Finding {
	if w.screen != onStep {
		return f
	}
	f.Message, f.Fix = inStep[w.step].ReplaceAllString(f.Message, ""), inStep[w.step].ReplaceAllString(f.Fix, "")
	f.Message = withoutAPINames(f.Message) // the help under the row has them
	return f
}

// inStep matches what sends a reader to a step, for each step.
var inStep = func() []*regexp.Regexp {
	list := make([]*regexp.Regexp, len(forms.Steps))
	for i, step := range forms.Steps {
		list[i] = regexp.MustCompile(`(?i),? in the ` + regexp.QuoteMeta(step.Title) + ` step\b`)
	}
	return list
}()

// findingLines draws a finding with its sign and fix.
func (w *Wizard) findingLines(f model.Finding, width int, indent string) []string {
	sign, style := "✗", w.styles.Error
	switch f.Severity {
	case model.Warning:
		sign, style = "!", w.styles.Warning
	case model.Advice:
		sign, style = "i", w.styles.Advice
	case model.ToDo:
		sign, style = "→", w.styles.Advice
	}
	found := f
	f = w.fromHere(withTitles(f))
	var lines []string
	for i, line := range wrap(sentence(f.Message), width-2) {
		if i == 0 {
			lines = append(lines, indent+style.Render(sign+" "+line))
			continue
		}
		lines = append(lines, indent+style.Render("  "+line))
	}
	fix, press := w.fixText(found, labelledFix(f))
	for _, line := range wrapWithKey(sentence(fix), press, width-2) {
		lines = append(lines, indent+w.styles.Text.Render("  "+line))
	}
	return lines
}
