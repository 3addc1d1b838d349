package tui

import (
	"cmp"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// lockedLines is the row in focus of a setting that the live pool keeps: its value,
// that of the live pool where it differs, and why it cannot be changed.
func (w *Wizard) lockedLines(r row, why string, shown []model.Finding, l layout) []string {
	lines := w.titleLines(r.field.Setting().Title, " ◆ locked", l.form)
	value := cmp.Or(forms.Shown(w.answers, r.field), "("+cmp.Or(r.field.Setting().Default, "unset")+")")
	const most = 6 // lines of a long value
	for i, line := range wrap(value, l.form-8) {
		if i == most {
			lines = append(lines, "    "+w.styles.Dim.Render("…"))
			break
		}
		lines = append(lines, "    "+w.styles.Accent.Render(line))
	}
	lines = append(lines, w.changeLines(r, l)...)
	lines = append(lines, w.reasonLines(why, l)...)
	for _, f := range shown {
		if f.Severity > model.Advice && w.isShownAt(f, r.field) {
			lines = append(lines, w.findingLines(f, l.form-6, "    ")...)
		}
	}
	for _, line := range w.help(r.field, l) {
		lines = append(lines, "    "+w.styles.Dim.Render(line))
	}
	if l.height >= 16 {
		lines = append(lines, "")
	}
	return lines
}

// reasonLines say why something is locked.
func (w *Wizard) reasonLines(why string, l layout) []string {
	if why == "" {
		return nil
	}
	return w.noteLines("◆ "+why, w.styles.Text, l)
}

// changeLines say what the live pool has where the setting in focus differs from it.
func (w *Wizard) changeLines(r row, l layout) []string {
	if w.live == nil || !w.isChanged(r) {
		return nil
	}
	text, found := w.live.value(w.answers.Pool, r.field)
	if !found {
		return nil
	}
	text = changedSign + " In the live pool: " + oneLine(cmp.Or(text, "unset"), 200) + " · " + keyText(w.keys.LiveValue, "restore it")
	return w.noteLines(text, w.styles.Good, l)
}

// lostLines say how many items of a list only the live pool has.
func (w *Wizard) lostLines(r row, l layout) []string {
	n := w.lost(r, w.differences())
	if n == 0 {
		return nil
	}
	return w.noteLines(changedSign+" "+model.Plural(n, "item")+" of the live pool deleted here · "+keyText(w.keys.Undo, "undo"), w.styles.Good, l)
}

// noteLines are a text below a title, wrapped behind its sign.
func (w *Wizard) noteLines(text string, style lipgloss.Style, l layout) []string {
	var lines []string
	indent := "    "
	for _, line := range wrap(text, l.form-8) {
		lines = append(lines, indent+style.Render(line))
		indent = "      "
	}
	return lines
}

// planLines are the review of a live pool: what the draft changes, by which calls,
// the effects on users, and what cannot be done.
func (r *reviewScreen) planLines(w *Wizard, width int) []reviewLine {
	plan := w.plan()
	blank := reviewLine{text: []string{""}}
	lines := r.findingLines(w, width, func(f model.Finding) bool { return f.Rule == forms.Unreadable })
	lines = append(lines, r.findingsOf(w, plan.Findings, width, func(f model.Finding) bool { return f.Severity == model.Error })...)
	if len(lines) > 0 {
		lines = append(lines, blank)
	}
	for _, part := range [][]reviewLine{r.blockedLines(w, plan, width), r.stepLines(w, plan, width), r.effectLines(w, plan, width), r.unknownLines(w, plan, width)} {
		if len(part) > 0 {
			lines = append(append(lines, part...), blank)
		}
	}
	isLess := func(f model.Finding) bool { return f.Severity == model.Warning || f.Severity == model.Advice }
	for _, found := range [][]reviewLine{r.findingsOf(w, plan.Findings, width, isLess), r.toDo(w, plan.Findings, width)} {
		if len(found) > 0 {
			lines = append(append(lines, found...), blank)
		}
	}
	if r.all {
		lines = append(append(lines, r.groups(w, width)...), blank)
	}
	return append(lines, r.cost(w, width))
}

// planStatus says in a word whether the plan can be carried out.
func (r *reviewScreen) planStatus(w *Wizard) string {
	plan := w.plan()
	errors := model.Errors(plan.Findings) + len(w.answers.Unparsed)
	switch {
	case errors > 0:
		return w.styles.Error.Render("✗ " + model.Plural(errors, "error"))
	case len(plan.Blocked) > 0:
		return w.styles.Error.Render("◆ " + itoa(len(plan.Blocked)) + " not possible")
	case len(plan.Steps) == 0:
		return w.styles.Good.Render("✓ unchanged")
	}
	ready := w.styles.Good.Render("✓ ready")
	if n := model.Count(plan.Findings, model.Warning); n > 0 {
		ready += w.styles.Warning.Render(" · " + model.Plural(n, "warning"))
	}
	return ready
}

// pressLive handles the keys of a live pool.
func (r *reviewScreen) pressLive(w *Wizard, msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, w.keys.Submit):
		return w.openChange()
	case key.Matches(msg, w.keys.Reload):
		return w.reload()
	}
	return nil
}

// stepLines are the calls of a plan with what they change.
func (r *reviewScreen) stepLines(w *Wizard, plan *model.Plan, width int) []reviewLine {
	if len(plan.Steps) == 0 {
		text := "Nothing to change: the draft equals the live pool."
		if len(plan.Blocked) > 0 {
			text = "Nothing else to change."
		}
		return []reviewLine{{text: styled(w.styles.Text, wrap(text, width))}}
	}
	lines := []reviewLine{{text: styled(w.styles.Strong, wrap(stepsText(plan)+" to change the pool "+w.live.Opened.PoolID, width))}}
	for i, step := range plan.Steps {
		name := itoa(i+1) + " " + step.Name()
		lines = append(lines, reviewLine{text: styled(w.styles.Dim, wrap(name, width))})
		if step.Renaming != nil {
			lines = append(lines, reviewLine{text: styled(w.styles.Strong, behind("  ", wrap(sentence(step.Renaming.Text())+".", width-2))), path: w.leadsHere(step.Renaming.Setting())})
		}
		if len(step.Differences) == 0 {
			lines = append(lines, reviewLine{text: styled(w.styles.Dim, behind("  ", wrap("sends the present settings, because the call before may reset them", width-2)))})
		}
		for _, d := range step.Differences {
			lines = append(lines, r.differenceLine(w, d, signOf(d), w.styles.Text, width))
		}
	}
	return lines
}

// blockedLines are what no call can change.
func (r *reviewScreen) blockedLines(w *Wizard, plan *model.Plan, width int) []reviewLine {
	if len(plan.Blocked) == 0 {
		return nil
	}
	lines := []reviewLine{{text: styled(w.styles.Error, wrap("◆ Cannot be changed in this pool", width))}}
	for _, d := range plan.Blocked {
		line := r.differenceLine(w, d, "✗", w.styles.Text, width)
		line.text = append(line.text, styled(w.styles.Dim, behind("    ", wrap(sentence(strings.TrimSuffix(d.Why, "."))+".", width-4)))...)
		lines = append(lines, line)
	}
	return append(lines, reviewLine{text: styled(w.styles.Dim, behind("  ", wrap(replacementHint, width-2)))})
}

// replacementHint says where the way to a new pool is described.
const replacementHint = "r shows the command; with --dry-run --output markdown, it describes how to move to a new pool."

// effectsTitle is the heading of what changes for users.
const effectsTitle = "Effects on users"

// effectLines are the effects of the change on users.
func (r *reviewScreen) effectLines(w *Wizard, plan *model.Plan, width int) []reviewLine {
	effects := plan.Effects()
	if len(effects) == 0 {
		return nil
	}
	lines := []reviewLine{{text: styled(w.styles.Strong, wrap(effectsTitle, width))}}
	for _, e := range effects {
		text := behind("  ", wrap(w.live.effect(w.answers.Pool, e), width-2))
		lines = append(lines, reviewLine{text: styled(w.styles.Text, text), path: w.leadsHere(e.Setting)})
	}
	return lines
}

// unknownLines are what an update may reset.
func (r *reviewScreen) unknownLines(w *Wizard, plan *model.Plan, width int) []reviewLine {
	if len(plan.Unknown) == 0 {
		return nil
	}
	var names []string
	for _, d := range plan.Unknown {
		names = append(names, d.Setting)
	}
	text := "! Unknown to this version, so that an update may reset it: " + strings.Join(names, ", ")
	return []reviewLine{{text: styled(w.styles.Warning, wrap(text, width))}}
}

// differenceLine is a setting that changes, with the way to it.
func (r *reviewScreen) differenceLine(w *Wizard, d model.Difference, sign string, style lipgloss.Style, width int) reviewLine {
	text := w.live.text(w.answers.Pool, d)
	lines := behind("    ", wrap(text, width-4))
	lines[0] = "  " + sign + " " + strings.TrimPrefix(lines[0], "    ")
	return reviewLine{text: styled(style, lines), path: w.leadsHere(d.Setting)}
}

// indexed is the path of a difference with the indices of the draft, or of the live
// pool for what only that has.
func (l *Live) indexed(draft *model.Pool, setting string) string {
	for _, p := range []*model.Pool{draft, l.Opened.Pool} {
		if path, found := p.IndexedPath(setting); found {
			return path
		}
	}
	return setting
}

// text is a difference of the draft in words, on a line.
func (l *Live) text(draft *model.Pool, d model.Difference) string {
	named := draft
	if d.To == nil && model.IsWhole(d.From) {
		named = l.Opened.Pool // the draft does not have it
	}
	d.Setting = l.indexed(draft, d.Setting)
	return changeText(named, d)
}

// effect is the effect of a change on users, in words.
func (l *Live) effect(draft *model.Pool, e model.Effect) string {
	return changedName(draft, model.Difference{Setting: l.indexed(draft, e.Setting)}) + ": " + e.Text + "."
}

// leadsHere is the path that a difference leads to: the list for an item that is
// deleted.
func (w *Wizard) leadsHere(setting string) string {
	path, found := w.answers.Pool.IndexedPath(setting)
	if !found {
		path, _, _ = strings.Cut(setting, "[")
	}
	if _, _, asked := forms.Find(path); !asked {
		return ""
	}
	return path
}

// cost is what the plan of the pool costs.
func (r *reviewScreen) cost(w *Wizard, width int) reviewLine {
	lines := wrap(w.answers.Pool.CostFor(w.users), width)
	if w.hasCommand() {
		lines = append(lines, wrap(keyText(w.keys.Command, "the changes as a command"), width)...)
	}
	return reviewLine{text: styled(w.styles.Dim, lines), path: "CreateUserPool.UserPoolTier"}
}

// signOf marks a difference as a list of changes does.
func signOf(d model.Difference) string {
	switch {
	case d.From == nil:
		return "+"
	case d.To == nil:
		return "-"
	default:
		return changedSign
	}
}

// behind puts an indent before each line.
func behind(indent string, lines []string) []string {
	for i := range lines {
		lines[i] = indent + lines[i]
	}
	return lines
}

func styled(style lipgloss.Style, lines []string) []string {
	for i := range lines {
		lines[i] = style.Render(lines[i])
	}
	return lines
}
