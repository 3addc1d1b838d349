package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// stepList is the list of steps with their marks.
func (w *Wizard) stepList(l layout) []string {
	lines := []string{""}
	for i, step := range forms.Steps {
		title := fmt.Sprintf("%d %s", i+1, step.Title)
		sign, trouble := w.stepSigns(step)
		switch {
		case i == w.step:
			sign, title = w.styles.Accent.Render("▸"), w.styles.Strong.Render(title)
		default:
			title = w.styles.Dim.Render(title)
		}
		if isPermanent(step) {
			trouble = strings.TrimSpace(w.styles.Dim.Render("◆") + " " + trouble)
		}
		lines = append(lines, stepRow(" "+sign+" "+title, trouble, l.list))
	}
	lines = append(lines, fit("   "+w.styles.Dim.Render("Review  "+w.keys.Review.Help().Key), l.list), "")
	lines = append(lines, fit(" "+w.summary(), l.list))
	// Where not all fit, the step at hand stays in view.
	if hidden := len(lines) - l.height; hidden > 0 && w.step+2 > l.height {
		lines = lines[min(hidden, w.step+2-l.height):]
	}
	return lines
}

// stepRow puts the signs at the right of a step's title. They have priority:
// where not all fits, first the space between the columns goes, then the end of
// the title.
func stepRow(title, signs string, width int) string {
	const gap = 2
	if ansi.StringWidth(title)+1+ansi.StringWidth(signs)+gap <= width {
		return spread(title, signs+"  ", width)
	}
	return spreadRight(title, signs+" ", width)
}

// stepSigns are the mark before a step and what is wrong with it.
func (w *Wizard) stepSigns(step forms.Step) (sign, trouble string) {
	errors, warnings := 0, 0
	for _, f := range w.shown() {
		if !step.Concerns(f) {
			continue
		}
		switch f.Severity {
		case model.Error:
			errors++
		case model.Warning:
			warnings++
		}
	}
	sign = w.styles.Dim.Render("·")
	if step.Folded(w.answers.Pool) {
		sign = w.styles.Dim.Render("–")
	}
	if step.IsSet(w.answers.Pool) {
		sign = w.styles.Good.Render("✓")
	}
	switch {
	case errors > 0:
		sign = w.styles.Error.Render("✗")
		trouble = w.styles.Error.Render(fmt.Sprintf("✗%d", errors))
	case warnings > 0:
		trouble = w.styles.Warning.Render(fmt.Sprintf("!%d", warnings))
	}
	return sign, trouble
}

func isPermanent(step forms.Step) bool {
	for _, f := range step.Fields {
		if f.Setting().Permanent != "" {
			return true
		}
	}
	return false
}

// summary counts what is wrong with the pool.
func (w *Wizard) summary() string {
	shown := w.shown()
	errors, warnings := model.Count(shown, model.Error), model.Count(shown, model.Warning)
	switch {
	case errors > 0:
		return w.styles.Error.Render("✗ " + model.Plural(errors, "error"))
	case len(w.pending()) > 0:
		return w.styles.Accent.Render("→ " + itoa(len(w.pending())) + " still needed")
	case warnings > 0:
		return w.styles.Warning.Render("! " + model.Plural(warnings, "warning"))
	default:
		return w.styles.Good.Render("✓ no errors")
	}
}

// stepLine stands for the step list where there is no room for it. It says how
// many lines are out of view.
func (w *Wizard) stepLine(width int, more string) string {
	title := fmt.Sprintf(" %d %s", w.step+1, forms.Steps[w.step].Title)
	left := w.styles.Accent.Render("▸") + w.styles.Strong.Render(title) + w.styles.Dim.Render(" · "+position(w.step+1, len(forms.Steps)))
	return spreadRight(left, more+w.summary(), width-1)
}
