package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// stepList is the list of steps with their marks.
func (w *Wizard) stepList(l layout) []string {
	lines := []string{""}
	shown := w.shown()
	rows := w.stepRows(l)
	for _, r := range rows {
		i, step := r.step, forms.Steps[r.step]
		if r.isCut {
			lines = append(lines, fit(" "+w.styles.Dim.Render(fmt.Sprintf("… %d more", r.more)), l.list))
			continue
		}
		if r.more > 0 {
			lines = append(lines, fit(" "+w.styles.Dim.Render(fmt.Sprintf("– %d more, optional", r.more)), l.list))
			continue
		}
		title := fmt.Sprintf("%d %s", i+1, step.Title)
		sign, trouble := w.stepSigns(step, shown)
		switch {
		case i == w.step:
			sign, title = w.styles.Accent.Render("▸"), w.styles.Strong.Render(title)
		default:
			title = w.styles.Dim.Render(title)
		}
		if n := w.changedIn(step); n > 0 {
			trouble = strings.TrimSpace(w.styles.Good.Render(changedSign+itoa(n)) + " " + trouble)
		}
		if isPermanent(step) {
			trouble = strings.TrimSpace(w.styles.Dim.Render("◆") + " " + trouble)
		}
		lines = append(lines, stepRow(" "+sign+" "+title, trouble, l.list))
	}
	lines = append(lines, fit("   "+w.styles.Dim.Render("Review  "+w.keys.Review.Help().Key), l.list))
	if len(rows) <= l.height-besideSteps {
		lines = append(lines, "")
	}
	return append(lines, fit(" "+w.summary(), l.list))
}

// listedStep is a row of the list of steps: a step, or the first of several
// folded ones that share a row.
type listedStep struct {
	step int
	more int // how many folded steps the row stands for, or of any kind in a row that is cut
	// isCut says that the row stands for steps that do not fit.
	isCut bool
}

// besideSteps are the lines of the list that are no steps: an empty line, the review,
// an empty line and the summary.
const besideSteps = 4

// stepRows are the steps that the list shows. Where not all fit, the folded ones
// share a row; where that is not enough, the empty line before the summary gives its
// place, and those around the step at hand are shown, with how many more there are.
func (w *Wizard) stepRows(l layout) []listedStep {
	room := max(1, l.height-besideSteps)
	share := len(forms.Steps) > room
	var rows []listedStep
	at := 0
	for i, step := range forms.Steps {
		last := len(rows) - 1
		switch {
		case i == w.step:
			at = len(rows)
			rows = append(rows, listedStep{step: i})
		case !share || !step.Folded(w.answers.Pool):
			rows = append(rows, listedStep{step: i})
		case last >= 0 && rows[last].more > 0:
			rows[last].more++
		default:
			rows = append(rows, listedStep{step: i, more: 1})
		}
	}
	if len(rows) <= room {
		return rows
	}
	room = min(room+1, len(rows))
	from := max(0, min(at-room/2, len(rows)-room))
	to := from + room
	shown := slices.Clone(rows[from:to])
	if from > 0 {
		shown[0] = cutRow(rows[:from+1], rows[from].step)
	}
	if to < len(rows) {
		shown[room-1] = cutRow(rows[to-1:], rows[to-1].step)
	}
	return shown
}

// cutRow stands for rows that do not fit, and leads to one of their steps.
func cutRow(rows []listedStep, step int) listedStep {
	cut := listedStep{step: step, isCut: true}
	for _, r := range rows {
		cut.more += max(1, r.more)
	}
	return cut
}

// stepRow puts the signs at the right of a step's title. They have priority:
// where not all fits, first the space between the columns goes, then the end of
// the title.
func stepRow(title, signs string, width int) string {
	const gap = 2
	if signs == "" {
		return fit(title, width)
	}
	if ansi.StringWidth(title)+1+ansi.StringWidth(signs)+gap <= width {
		return spread(title, signs+"  ", width)
	}
	return spreadRight(title, signs+" ", width)
}

// stepSigns are the mark before a step and what is wrong with it.
func (w *Wizard) stepSigns(step forms.Step, shown []model.Finding) (sign, trouble string) {
	errors, warnings := 0, 0
	for _, f := range shown {
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
	case w.live != nil && len(w.differences()) > 0:
		return w.styles.Good.Render(changedSign + " " + model.Plural(len(w.differences()), "change"))
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
