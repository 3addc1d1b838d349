package tui

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// The wizard folds: under previewFrom columns the preview goes, under listFrom
// the list of steps becomes a line.
const (
	previewFrom = 100
	listFrom    = 70
	listWidth   = 22
)

// layout is what fits into the window.
type layout struct {
	width, height int // of the body, without header and footer
	list          int // columns of the step list, 0 when it is folded
	form          int
	preview       int // columns of the preview, 0 when it is folded
}

func (w *Wizard) layout() layout {
	l := layout{width: w.width, height: w.height - w.bars()}
	if w.screen == onStep && w.width >= listFrom {
		l.list = listWidth
	}
	l.form = l.width - l.list
	if w.screen != onStart && w.splits() {
		l.preview = w.previewWidth()
		l.form -= l.preview
	}
	return l
}

// splits reports whether there is room for a preview beside the form.
func (w *Wizard) splits() bool { return w.width >= previewFrom && len(w.Formats) > 0 }

// Columns of the form and of the preview: the form is comfortable with
// formWidth, and neither can be used with fewer than its minimum.
const (
	formWidth    = 50
	formLeast    = 44
	previewLeast = 30
	splitStep    = 4 // columns that a key moves the split by
)

// previewWidth is how many columns the preview has. It does not depend on the
// screen, so that the split stays where it is.
func (w *Wizard) previewWidth() int {
	room := w.width - listWidth
	return max(previewLeast, min(previewByDefault(room)+w.split, room-formLeast))
}

// previewByDefault is half of the room for form and preview, or less where the
// form needs more.
func previewByDefault(room int) int { return max(34, min(room/2, room-formWidth)) }

// moveSplit makes the preview wider, or narrower with a negative step.
func (w *Wizard) moveSplit(by int) {
	if !w.splits() {
		w.notice = "the window is too narrow for a preview beside the form; " + w.keys.Preview.Help().Key + " opens it"
		return
	}
	w.split += by
	w.split = w.previewWidth() - previewByDefault(w.width-listWidth) // no further than it goes
	w.resizeEditor()
}

// bars is the height of header and footer. A low window has no rules between
// them and the body.
func (w *Wizard) bars() int {
	if w.height < 16 {
		return 2
	}
	return 4
}

// The largest window that is drawn. What is beyond stays blank: every cell
// costs memory and time, and nobody reads lines of a thousand columns.
const maxWidth, maxHeight = 500, 200

// Drawn is the size that the wizard draws in a window.
func Drawn(width, height int) (int, int) { return min(width, maxWidth), min(height, maxHeight) }

// Clamp is the filter of the program: the renderer hears of no window larger
// than what is drawn.
func Clamp(_ tea.Model, msg tea.Msg) tea.Msg {
	if size, ok := msg.(tea.WindowSizeMsg); ok {
		size.Width, size.Height = Drawn(size.Width, size.Height)
		return size
	}
	return msg
}

// View draws the whole window. While letters are collected it is the window
// from before them.
func (w *Wizard) View() tea.View {
	if w.burst.letters.Len() == 0 || w.burst.view.Content == "" {
		w.burst.view = w.draw()
	}
	return w.burst.view
}

func (w *Wizard) draw() tea.View {
	v := tea.NewView(strings.Join(w.frame(), "\n"))
	v.AltScreen = true
	v.WindowTitle = "Poolsmith · " + model.Printable(w.name())
	v.MouseMode = tea.MouseModeCellMotion
	return v
}

// frame is the window as lines, as many as it is high and each as wide.
func (w *Wizard) frame() []string {
	l := w.layout()
	var lines []string
	lines = append(lines, w.header())
	if w.bars() == 4 {
		lines = append(lines, w.rule())
	}
	lines = append(lines, w.body(l)...)
	if w.bars() == 4 {
		lines = append(lines, w.rule())
	}
	lines = append(lines, w.footer())
	return lines[:min(len(lines), max(w.height, 0))]
}

func (w *Wizard) rule() string {
	return w.styles.Frame.Render(strings.Repeat("─", max(w.width, 0)))
}

func (w *Wizard) name() string { return nameOf(w.answers.Pool) }

func (w *Wizard) header() string {
	left := " " + w.styles.Brand.Render("Poolsmith")
	if w.screen == onStart {
		return fit(left+w.styles.Dim.Render(" · Amazon Cognito user pools"), w.width)
	}
	left += w.styles.Dim.Render(" · ") + w.styles.Strong.Render(oneLine(w.name(), max(10, w.width/3)))
	right := []string{w.answers.Pool.Tier()}
	if saved := w.draft.text(); saved != "" {
		right = append(right, saved)
	}
	room := max(w.width/2, w.width-ansi.StringWidth(left)-2)
	return spread(left, w.styles.Dim.Render(oneLine(strings.Join(right, " · "), room))+" ", w.width)
}

// body puts the regions side by side, or the overlay in their place.
func (w *Wizard) body(l layout) []string {
	if l.height < 1 {
		return nil
	}
	if w.overlay != nil {
		return block(indent(w.overlayLines(l)), l.width, l.height)
	}
	form := block(w.main(l), l.form, l.height)
	var list, side []string
	if l.list > 0 {
		list = block(w.stepList(l), l.list, l.height)
	}
	if l.preview > 0 {
		side = block(w.preview.lines(w.styles, l.preview-2, l.height), l.preview-2, l.height)
	}
	bar := w.styles.Frame.Render("│") + " "
	lines := make([]string, l.height)
	var b strings.Builder
	for i := range lines {
		b.Reset()
		if list != nil {
			b.WriteString(list[i])
		}
		b.WriteString(form[i])
		if side != nil {
			b.WriteString(bar)
			b.WriteString(side[i])
		}
		lines[i] = b.String()
	}
	return lines
}

// overlayLines draws the overlay, or the window of it that fits.
func (w *Wizard) overlayLines(l layout) []string {
	lines := w.overlay.lines(w.canvas(l))
	if _, cuts := w.overlay.(list); !cuts {
		lines = fold(lines, l.width-2)
	}
	from, to := 0, 0
	if o, ok := w.overlay.(*conversationOverlay); ok && !o.describes {
		from, to = len(lines)-1, len(lines) // the question is at the end
	}
	return w.window(lines, from, to, l.height)
}

// canvas is what the overlay draws with.
func (w *Wizard) canvas(l layout) canvas {
	return canvas{w.styles, &w.keys, l.width - 2, l.height, w.scrolled}
}

func (w *Wizard) main(l layout) []string {
	switch w.screen {
	case onStart:
		lines := w.start.lines(w, l.form, l.height)
		if !w.typing() {
			return lines // a window of a list
		}
		return w.window(lines, 0, 0, l.height)
	case onReview:
		return w.review.lines(w, l.form, l.height)
	default:
		return w.page(l)
	}
}

// block makes lines exactly width by height, and lets nothing through that a
// terminal would act on: text fields draw what they hold as it is.
func block(lines []string, width, height int) []string {
	out := make([]string, height)
	blank := strings.Repeat(" ", max(width, 0))
	for i := range out {
		if i < len(lines) && lines[i] != "" {
			out[i] = fit(model.PrintableStyled(lines[i]), width)
		} else {
			out[i] = blank
		}
	}
	return out
}

func indent(lines []string) []string {
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}

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
		head = append(head, "  "+w.styles.Accent.Render(w.itemsTitle())+w.styles.Dim.Render("   "+keyText(w.keys.Back, "back to the list")))
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
	labels := labelWidth(rows, l)
	blocks := make([][]string, len(rows))
	for i, r := range rows {
		if i == w.focus {
			blocks[i] = w.focusLines(r, shown, l)
			continue
		}
		blocks[i] = []string{w.restLine(r, labels, shown, l)}
		if r.kind == fieldRow && r.field.Key() == w.left {
			blocks[i] = append(blocks[i], w.errorLines(r.field, shown, l)...)
		}
	}
	return blocks
}

func does(n int) string {
	if n == 1 {
		return "does"
	}
	return "do"
}

// labelWidth is how wide titles are before their values: as the widest of the
// page, or as much as leaves room for values.
func labelWidth(rows []row, l layout) int {
	widest := 20
	for _, r := range rows {
		if r.kind == fieldRow {
			widest = max(widest, ansi.StringWidth(r.field.Setting().Title+lock(r.field))+1)
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
		return "    " + w.styles.Text.Render(label) + w.signs(shown, itemPath(r.field, r.index))
	case addRow:
		return "  " + w.styles.Dim.Render("+ "+r.field.Setting().Title+"  "+limit(r.field, r.list.Len(w.answers.Pool)))
	}
	// A long title takes columns from its value; where it is cut its ◆ stays.
	const valueLeast = 12 // (required) and a sign
	text, locked := r.field.Setting().Title, lock(r.field)
	columns := max(labels, min(ansi.StringWidth(text+locked), width-valueLeast))
	title := fit(oneLine(text, columns-ansi.StringWidth(locked))+locked, columns)
	value := w.value(r.field, l.form-columns-6)
	return "  " + w.styles.Text.Render(title) + " " + value + w.fieldSigns(shown, r.field)
}

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

// lock marks what cannot be changed after creation.
func lock(f forms.Field) string {
	if f.Setting().Permanent == "" {
		return ""
	}
	return " ◆"
}

// fieldSigns are the marks of what is wrong with a field.
func (w *Wizard) fieldSigns(shown []model.Finding, field forms.Field) string {
	return w.signs(slices.DeleteFunc(slices.Clone(shown), func(f model.Finding) bool { return !w.isShownAt(f, field) }), field.Path)
}

// signs are the marks of what is wrong with a setting.
func (w *Wizard) signs(shown []model.Finding, path string) string {
	worst := model.Severity(-1)
	for _, f := range shown {
		if f.Concerns(path) {
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

// value shows an answer on one line, or in parentheses what Cognito does
// without one. Of an ARN the end says most.
func (w *Wizard) value(f forms.Field, width int) string {
	text := forms.Shown(w.answers, f)
	switch {
	case text == "" && f.Setting().Default == "":
		return w.styles.Dim.Render("(required)")
	case text == "":
		return w.styles.Dim.Render("(" + brief(f.Setting().Default, width-2) + ")")
	case f.Setting().Kind == model.ARN:
		return w.styles.Accent.Render(lineEnd(text, width))
	default:
		return w.styles.Accent.Render(wholeLine(text, width))
	}
}

// focusLines is the row in focus, unfolded.
func (w *Wizard) focusLines(r row, shown []model.Finding, l layout) []string {
	if r.kind != fieldRow {
		return w.listFocus(r, shown, l)
	}
	setting := r.field.Setting()
	lines := w.titleLines(setting.Title, lock(r.field)+w.bounds(r.field), l.form)
	if w.editor != nil {
		for line := range strings.SplitSeq(w.editor.View(), "\n") {
			lines = append(lines, "    "+line)
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

// isAbout reports whether a finding is about the question: for a tag, about
// this very tag.
func (w *Wizard) isAbout(f model.Finding, field forms.Field) bool {
	return f.Concerns(field.Path) && (field.Key() == field.Path || f.Concerns(field.Key()))
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
			if r.kind == fieldRow && forms.Within(path, r.field.Path) {
				return r.field.Key() == field.Key()
			}
		}
	}
	return true
}

// received shows a message as it will reach somebody, in the lines that are
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
	path := r.field.Path
	if r.kind == itemRow {
		path = itemPath(r.field, r.index)
		lines = append(lines, "  "+w.styles.Accent.Render("▸ "+oneLine(r.list.Label(w.answers.Pool, r.index), l.form-8))+w.signs(shown, path))
	} else {
		about := "  " + limit(r.field, r.list.Len(w.answers.Pool)) + " · " + keyText(w.keys.Add, "add")
		lines = append(lines, w.titleLines(setting.Title+lock(r.field), about, l.form)...)
	}
	for _, f := range shown {
		if f.Concerns(path) && (r.kind == itemRow || len(f.Settings) > 0 && f.Settings[0] == path) {
			lines = append(lines, w.findingLines(f, l.form-6, "    ")...)
		}
	}
	if r.kind == addRow {
		for _, line := range w.help(r.field, l) {
			lines = append(lines, "    "+w.styles.Dim.Render(line))
		}
	}
	return lines
}

// bounds tells the length of a text and the most it may have.
func (w *Wizard) bounds(f forms.Field) string {
	s := f.Setting()
	switch s.Kind {
	case model.Int:
		return fmt.Sprintf("  %d to %d", s.Min, s.Max)
	case model.Choices:
		if w.editor != nil {
			if at, of := w.editor.position(); of > 0 {
				return "  " + position(at, of)
			}
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
	s := f.Setting()
	var paragraphs []string
	if w.editor != nil {
		if o := w.editor.Hovered(); o != nil && o.Help != "" {
			paragraphs = append(paragraphs, o.Title+": "+o.Help)
		}
	}
	paragraphs = append(paragraphs, s.Help)
	if s.Permanent != "" {
		paragraphs = append(paragraphs, "◆ "+s.Permanent)
	}
	facts := []string{s.Unset()}
	if s.Tier != "" {
		facts = append(facts, "plan "+s.Tier+" or higher")
	}
	if f.Path == s.Path {
		facts = append(facts, s.APIName())
	}
	paragraphs = append(paragraphs, strings.Join(facts, " · "))
	var lines []string
	for _, p := range paragraphs {
		lines = append(lines, wrap(p, l.form-6)...)
	}
	return lines
}

// fromHere drops from a finding where to go when that is the step that is open:
// "in the email step" helps nobody who is in it.
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
	f = w.fromHere(inWords(f))
	var lines []string
	for i, line := range wrap(f.Message, width-2) {
		if i == 0 {
			lines = append(lines, indent+style.Render(sign+" "+line))
			continue
		}
		lines = append(lines, indent+style.Render("  "+line))
	}
	for _, line := range wrap(labelledFix(f), width-2) {
		lines = append(lines, indent+w.styles.Text.Render("  "+line))
	}
	return lines
}

// footer shows the keys that matter now, or the notice.
func (w *Wizard) footer() string {
	if w.notice != "" {
		return fit(" "+w.styles.Warning.Render(oneLine(w.notice, w.width-2)), w.width)
	}
	return fit(w.keyLine(w.footerKeys()), w.width)
}

// keyLine shows as many groups of keys as fit, from the first on, and never a
// part of one. It ends with the keys of ending, unless the groups are all there
// is and fit.
func (w *Wizard) keyLine(groups [][]key.Binding, ending []key.Binding, all bool) string {
	texts := make([]string, len(groups))
	for i, group := range groups {
		texts[i] = keyTexts(w, group)
	}
	if line := strings.Join(texts, ""); all && ansi.StringWidth(line) <= w.width {
		return line
	}
	last := keyTexts(w, ending)
	room := w.width - ansi.StringWidth(last)
	var line strings.Builder
	for _, text := range texts {
		if room -= ansi.StringWidth(text); room < 0 {
			break
		}
		line.WriteString(text)
	}
	return line.String() + last
}

func keyTexts(w *Wizard, keys []key.Binding) string {
	var text strings.Builder
	for _, k := range keys {
		text.WriteString(" " + w.styles.Key.Render(k.Help().Key) + " " + w.styles.Dim.Render(k.Help().Desc) + " ")
	}
	return text.String()
}
