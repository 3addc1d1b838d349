package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// page is the form region: the step's title, its rows with the one in focus
// unfolded, and the help of that one.
func (w *Wizard) page(l layout) []string {
	head := w.pageHead(l)
	rows, from, to := w.rowLines(l)
	room := w.pageRoom(l)
	if l.list > 0 {
		head[0] = spread("", w.hiddenLines(rows, from, to, room)+" ", l.form)
	} else {
		head[0] = w.stepLine(l.form, w.hiddenArrows(rows, from, to, room))
	}
	return append(head, w.window(rows, from, to, room)...)
}

// pageHead is what stays above the rows.
func (w *Wizard) pageHead(l layout) []string {
	var head []string
	step := forms.Steps[w.step]
	if l.list == 0 {
		head = append(head, "") // the line of the step, once it is known what shows
	} else {
		head = append(head, "", "  "+w.styles.Strong.Render(step.Title))
	}
	if len(w.items) > 0 {
		title, back := "  "+w.styles.Accent.Render(w.itemsTitle()), "   "+keyText(w.keys.Back, "back to the list")
		if ansi.StringWidth(title+back) <= l.form {
			title += w.styles.Dim.Render(back)
		}
		head = append(head, title)
	} else if l.height >= 16 {
		for _, line := range wrap(step.Intro, l.form-4) {
			head = append(head, "  "+w.styles.Dim.Render(line))
		}
	}
	if l.height >= 12 {
		head = append(head, "")
	}
	return head
}

// pageRoom is how many lines the rows have.
func (w *Wizard) pageRoom(l layout) int { return max(1, l.height-len(w.pageHead(l))) }

// editorRoom is how many lines the field in focus may have: a message half of
// the room, for what arrives is below it, and a checklist what its help leaves.
func (w *Wizard) editorRoom(l layout) int {
	room := w.pageRoom(l)
	if w.editor.TakesText() {
		return room / 2
	}
	return max(4, room-8)
}

// hiddenLines says how many lines window leaves out above and below.
func (w *Wizard) hiddenLines(lines []string, from, to, height int) string {
	above := w.offset(len(lines), from, to, height)
	return w.styles.Dim.Render(moreLines(above, max(0, len(lines)-height-above)))
}

// moreLines says how many lines there are above and below.
func moreLines(above, below int) string {
	text := ""
	switch {
	case above > 0 && below > 0:
		text = fmt.Sprintf("↑ %d ↓ %s", above, more(below))
	case above > 0:
		text = "↑ " + more(above)
	case below > 0:
		text = "↓ " + more(below)
	}
	return text
}

// more counts lines that are out of view.
func more(n int) string {
	if n == 1 {
		return "1 more line"
	}
	return fmt.Sprintf("%d more lines", n)
}

// hiddenArrows is hiddenLines where there is little room: ↑2 ↓13.
func (w *Wizard) hiddenArrows(lines []string, from, to, height int) string {
	above := w.offset(len(lines), from, to, height)
	below := max(0, len(lines)-height-above)
	text := ""
	if above > 0 {
		text += fmt.Sprintf("↑%d ", above)
	}
	if below > 0 {
		text += fmt.Sprintf("↓%d ", below)
	}
	return w.styles.Dim.Render(text)
}

// rowLines draws the rows and says between which lines the focus is. The error
// of the row above, which was just left, belongs to what is to be seen.
func (w *Wizard) rowLines(l layout) (lines []string, from, to int) {
	blocks := w.rowBlocks(l)
	for i, block := range blocks {
		if i == w.focus {
			from, to = len(lines), len(lines)+len(block)
			if i > 0 && len(blocks[i-1]) > 1 && len(blocks[i-1])+4 <= w.pageRoom(l) {
				from -= len(blocks[i-1])
			}
			if cursor := len(lines) + w.checkLineAt(); cursor >= from+w.pageRoom(l) {
				from = cursor - w.pageRoom(l) + 1
			}
		}
		lines = append(lines, block...)
	}
	if n := w.hidden(); n > 0 {
		all := w.keys.All.Help().Key
		text := fmt.Sprintf("%s %s not apply · %s to show", model.Plural(n, "setting"), does(n), all)
		if w.showAll {
			text = all + " to hide settings that do not apply"
		}
		lines = append(lines, "")
		for _, line := range wrap(text, l.form-3) {
			lines = append(lines, "  "+w.styles.Dim.Render(line))
		}
	}
	return lines, from, to
}

// rowBlocks draws each row of the page: the one in focus unfolded, the others
// on a line, with the errors of the one that was just left.
func (w *Wizard) rowBlocks(l layout) [][]string {
	shown := w.shown()
	rows := w.rows()
	labels := w.labelWidth(rows, l)
	blocks := make([][]string, len(rows))
	for i, r := range rows {
		if r.kind == itemRow && r.index == 0 && w.hasHeading(r, l) {
			blocks[i] = []string{w.listHeading(r, l)}
		}
		if i == w.focus {
			blocks[i] = append(blocks[i], w.focusLines(r, shown, l)...)
			continue
		}
		blocks[i] = append(blocks[i], w.restLine(r, labels, shown, l))
		if r.kind == fieldRow && r.field.Key() == w.left {
			blocks[i] = append(blocks[i], w.errorLines(r.field, shown, l)...)
		}
	}
	return blocks
}

// hasHeading reports whether the list of a row has its title above its items. In a
// low window only the row below them has it.
func (w *Wizard) hasHeading(r row, l layout) bool {
	return l.height >= 16 && r.list.Len(w.answers.Pool) > 0
}

func (w *Wizard) listHeading(r row, l layout) string {
	count := w.styles.Dim.Render("  " + limit(r.field, r.list.Len(w.answers.Pool)))
	title := r.field.Setting().Title
	return "  " + w.styles.Text.Render(oneLine(title, l.form-4-ansi.StringWidth(count))) + count
}

func does(n int) string {
	if n == 1 {
		return "does"
	}
	return "do"
}

// labelWidth is how wide titles are before their values: as the widest of the
// page, or as much as leaves room for values.
func (w *Wizard) labelWidth(rows []row, l layout) int {
	widest := 20
	for _, r := range rows {
		if r.kind == fieldRow {
			widest = max(widest, ansi.StringWidth(r.field.Setting().Title+w.lock(r))+1)
		}
	}
	return min(widest, 34, l.form*11/20)
}

// restLine is a row that has no focus: its title and value.
func (w *Wizard) restLine(r row, labels int, shown []model.Finding, l layout) string {
	width := l.form - 4
	switch r.kind {
	case itemRow:
		label := oneLine(r.list.Label(w.answers.Pool, r.index), width-6)
		return "    " + w.styles.Text.Render(label) + w.itemLock(r) + w.changedMark(r) + w.signs(shown, r.list.Path(w.answers.Pool, r.index))
	case addRow:
		if w.hasHeading(r, l) {
			return "    " + w.styles.Dim.Render("+ Add") + w.changedMark(r)
		}
		return "  " + w.styles.Dim.Render("+ "+r.field.Setting().Title+"  "+limit(r.field, r.list.Len(w.answers.Pool))) + w.changedMark(r)
	}
	// A long title takes columns from its value; where it is cut its ◆ stays.
	const valueLeast = 12 // (required) and a sign
	text, locked := r.field.Setting().Title, w.lock(r)
	columns := max(labels, min(ansi.StringWidth(text+locked), width-valueLeast))
	title := fit(oneLine(text, columns-ansi.StringWidth(locked))+locked, columns)
	mark := w.changedMark(r)
	value := w.value(r.field, l.form-columns-6-ansi.StringWidth(mark))
	return "  " + w.styles.Text.Render(title) + " " + value + mark + w.fieldSigns(shown, r.field)
}

// lock marks what cannot be changed after creation, or in the live pool.
func (w *Wizard) lock(r row) string {
	if r.field.Setting().Permanent == "" && w.locked(r) == "" {
		return ""
	}
	return " ◆"
}

// itemLock marks an item of a list that cannot be changed in the live pool.
func (w *Wizard) itemLock(r row) string {
	if w.locked(r) == "" {
		return ""
	}
	return w.styles.Dim.Render(" ◆")
}

// changedMark marks what differs from the live pool.
func (w *Wizard) changedMark(r row) string {
	if !w.isChanged(r) {
		return ""
	}
	return " " + w.styles.Good.Render(changedSign)
}

// value shows an answer on one line, or in parentheses what Cognito does
// without one. Of an ARN the end says most.
func (w *Wizard) value(f forms.Field, width int) string {
	text, unset := forms.Shown(w.answers, f), w.answers.Default(f)
	switch {
	case text == "" && unset == "" && f.Setting().BeginsBlock():
		return w.styles.Dim.Render("(None)")
	case text == "" && unset == "":
		return w.styles.Dim.Render("(required)")
	case text == "":
		return w.styles.Dim.Render("(" + brief(unset, width-2) + ")")
	case f.Setting().Kind == model.ARN:
		return w.styles.Accent.Render(lineEnd(text, width))
	default:
		return w.styles.Accent.Render(wholeLine(inUnits(f.Setting(), text), width))
	}
}

// inUnits is a number with its unit, where the setting has one: 3 days.
func inUnits(s *model.Setting, text string) string {
	switch {
	case s.Unit == "":
		return text
	case text == "1":
		return text + " " + s.Unit
	default:
		return text + " " + s.Unit + "s"
	}
}

// focusLines is the row in focus, unfolded.
func (w *Wizard) focusLines(r row, shown []model.Finding, l layout) []string {
	if r.kind != fieldRow {
		return w.listFocus(r, shown, l)
	}
	setting := r.field.Setting()
	if why := w.locked(r); why != "" && w.editor == nil {
		return w.lockedLines(r, why, shown, l)
	}
	lines := w.titleLines(setting.Title, w.lock(r)+w.bounds(r.field), l.form)
	lines = append(lines, w.changeLines(r, l)...)
	switch {
	case w.editor == nil:
	case w.editor.IsChecklist():
		title := len(lines)
		lines = append(lines, w.checkLines(r.field, shown, l)...)
		w.editor.line += title
	default:
		for line := range strings.SplitSeq(w.editor.View(), "\n") {
			lines = append(lines, "    "+line)
		}
	}
	if w.editor != nil && w.editor.Refused() {
		for _, line := range wrap("✗ "+forms.SecretRefused, l.form-8) {
			lines = append(lines, "    "+w.styles.Error.Render(line))
		}
	}
	for _, text := range r.field.Lines(w.answers.Pool) {
		sign := "+ "
		for _, line := range wrap(text, l.form-10) {
			lines = append(lines, "    "+w.styles.Good.Render(sign+line))
			sign = "  "
		}
	}
	for _, text := range w.stillNeeded(r.field) {
		for _, line := range wrap("→ "+text, l.form-8) {
			lines = append(lines, "    "+w.styles.Accent.Render(line))
		}
	}
	// What is wrong stands under the field, before what helps; advice can wait.
	var advice []string
	for _, f := range shown {
		switch {
		case !w.isShownAt(f, r.field):
		case f.Severity <= model.Advice:
			advice = append(advice, w.findingLines(f, l.form-6, "    ")...)
		case checkOf(f, r.field) != "": // shown at its option
		default:
			lines = append(lines, w.findingLines(f, l.form-6, "    ")...)
		}
	}
	var after []string
	if other := w.elsewhere(r); other != "" {
		text := oneLine(keyText(w.keys.Other, "go to "+model.Title(other)), l.form-8)
		after = append(after, "      "+w.styles.Accent.Render(text))
	}
	for _, line := range w.help(r.field, l) {
		after = append(after, "    "+w.styles.Dim.Render(line))
	}
	after = append(after, advice...)
	if l.height >= 16 {
		after = append(after, "")
	}
	for _, line := range w.received(r.field, l, w.pageRoom(l)-len(lines)-len(after)) {
		lines = append(lines, "    "+line)
	}
	return append(lines, after...)
}

// titleLines is the title of the row in focus, with what there is to know about
// its value beside it or, where that does not fit, below.
func (w *Wizard) titleLines(title, about string, width int) []string {
	line := w.styles.Accent.Render("▸ ") + w.styles.Strong.Render(title)
	if ansi.StringWidth(line+about) <= width {
		return []string{line + w.styles.Dim.Render(about)}
	}
	return []string{line, "    " + w.styles.Dim.Render(strings.TrimSpace(about))}
}

// received shows a message as it will arrive, in the lines that are
// left for it, and in a few where none are.
func (w *Wizard) received(f forms.Field, l layout, room int) []string {
	text := forms.Received(f, w.answers.Text(f))
	if text == "" || l.height < 16 {
		return nil
	}
	most := max(6, room)
	lines := []string{w.styles.Text.Render("What arrives:")}
	for line := range strings.SplitSeq(text, "\n") {
		for _, part := range wrap(line, l.form-8) {
			lines = append(lines, w.styles.Good.Render("│ "+part))
		}
	}
	if len(lines) > most {
		lines = append(lines[:most-1], w.styles.Dim.Render("│ …"))
	}
	return lines
}

func (w *Wizard) listFocus(r row, shown []model.Finding, l layout) []string {
	setting := r.field.Setting()
	var lines []string
	if r.kind == itemRow {
		path := w.listPath(r)
		lines = append(lines, "  "+w.styles.Accent.Render("▸ "+oneLine(r.list.Label(w.answers.Pool, r.index), l.form-8))+w.itemLock(r)+w.changedMark(r)+w.signs(shown, path))
		lines = append(lines, w.reasonLines(w.locked(r), l)...)
	} else {
		title, about := setting.Title+w.lock(r), "  "+limit(r.field, r.list.Len(w.answers.Pool))+" · "+keyText(w.keys.Add, "add")
		if w.hasHeading(r, l) {
			title, about = "Add to "+title, "  "+keyText(w.keys.Add, "add")
		}
		lines = append(lines, w.titleLines(title, about, l.form)...)
		lines = append(lines, w.lostLines(r, l)...)
	}
	for _, f := range w.listFindings(r, shown) {
		lines = append(lines, w.findingLines(f, l.form-6, "    ")...)
	}
	if other := w.elsewhere(r); other != "" {
		lines = append(lines, "      "+w.styles.Accent.Render(oneLine(keyText(w.keys.Other, "go to "+model.Title(other)), l.form-8)))
	}
	if r.kind == addRow {
		for _, line := range w.help(r.field, l) {
			lines = append(lines, "    "+w.styles.Dim.Render(line))
		}
	}
	return lines
}

// listPath is the setting of a row of a list: the item, or the list itself.
func (w *Wizard) listPath(r row) string {
	if r.kind == itemRow {
		return r.list.Path(w.answers.Pool, r.index)
	}
	return r.field.Path
}

// listFindings are those that a row of a list shows.
func (w *Wizard) listFindings(r row, shown []model.Finding) []model.Finding {
	path := w.listPath(r)
	return slices.DeleteFunc(slices.Clone(shown), func(f model.Finding) bool {
		return !f.Concerns(path) || r.kind == addRow && !slices.Contains(f.Settings, path)
	})
}

// offersUnset reports whether the field in focus has an option that leaves the setting
// unset and says in full what Cognito does then.
func (w *Wizard) offersUnset(s *model.Setting) bool {
	if w.editor == nil || !w.editor.IsChoice() {
		return false
	}
	titles, _ := w.editor.Options()
	return slices.Contains(titles, forms.LeaveOut(s)) && strings.HasSuffix(forms.LeaveOut(s), s.Default)
}

// aboutOption is an option's title, as far as its first colon, with its help.
func aboutOption(o model.Option) string {
	title, _, _ := strings.Cut(o.Title, ":")
	return title + ": " + o.Help
}

// bounds tells the length of a text and the most it may have.
func (w *Wizard) bounds(f forms.Field) string {
	s := f.Setting()
	kind := s.Kind
	if w.editor != nil {
		kind = w.editor.Kind()
	}
	switch kind {
	case model.Int:
		return "  " + inUnits(s, fmt.Sprintf("%d to %d", s.Min, s.Max))
	case model.Choices:
		return w.checkBounds(f)
	case model.Texts:
		if n := len(w.answers.Members(f)); s.Max > 0 && n > 0 {
			return "  " + position(n, s.Max)
		}
	case model.Prose, model.Text:
		if n := len([]rune(w.answers.Text(f))); s.Max > 0 && s.Max <= 20000 && n > 0 {
			return fmt.Sprintf("  %d of %d characters", n, s.Max)
		}
	}
	return ""
}

// help is the text under the field in focus: what it does, what its option
// means, what Cognito does without it, what it costs.
func (w *Wizard) help(f forms.Field, l layout) []string {
	s, title := f.Setting(), ""
	var paragraphs []string
	switch check := w.check(f); {
	case check != "":
		s = model.Lookup(check)
		title = s.Title + ": "
	case w.editor != nil:
		if o := w.editor.Hovered(); o != nil && o.Help != "" {
			paragraphs = append(paragraphs, aboutOption(*o))
		}
	}
	if f.IsSecret() && s.Help != forms.SecretHelp {
		paragraphs = append(paragraphs, forms.SecretHelp)
	}
	paragraphs = append(paragraphs, title+s.Help)
	if s.Permanent != "" && w.locked(row{kind: fieldRow, field: f}) == "" {
		paragraphs = append(paragraphs, "◆ "+s.Permanent)
	}
	var facts []string
	if !w.offersUnset(s) {
		facts = append(facts, s.Unset())
	}
	if s.Tier != "" {
		facts = append(facts, "plan "+s.Tier+" or higher")
	}
	if f.Path == s.Path || title != "" {
		facts = append(facts, s.APIName())
	}
	if len(facts) > 0 {
		paragraphs = append(paragraphs, strings.Join(facts, " · "))
	}
	var lines []string
	for _, p := range paragraphs {
		lines = append(lines, wrap(p, l.form-6)...)
	}
	return lines
}
