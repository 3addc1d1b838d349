package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// reviewScreen shows the whole pool before it goes anywhere: a line per step,
// what is wrong, what is permanent, the calls. Lines with a setting to correct can
// have the focus; enter goes there, and back from there returns here.
type reviewScreen struct {
	at  int  // among the lines that lead somewhere
	all bool // also what is left to Cognito
	// drawn is the finding with the focus in the last frame, for its footer: looking
	// for it takes as long as drawing.
	drawn *model.Finding
}

// reviewLine is a line or a few, and where they lead.
type reviewLine struct {
	text []string
	path string // of the setting to open; empty leads nowhere
	// finding is what the line is about, nil for other lines.
	finding *model.Finding
}

// keys are the actions, the most useful first. What belongs together is shown
// together or not at all.
func (r *reviewScreen) keys(w *Wizard) [][]key.Binding {
	k := w.keys
	groups := [][]key.Binding{{k.Open}}
	if r.drawn != nil && len(w.editsOf(*r.drawn)) > 0 {
		groups = append(groups, []key.Binding{k.Fix})
	}
	groups = append(groups, []key.Binding{k.Save})
	var submits []key.Binding
	switch {
	case w.live != nil:
		submits = append(submits, relabel(k.Submit, "apply"), k.Reload)
	case w.Cognito != nil:
		submits = append(submits, k.Submit)
	}
	if w.Sandbox != nil && w.live == nil {
		submits = append(submits, k.Sandbox)
	}
	groups = append(groups, submits)
	if w.express != nil {
		groups = append(groups, []key.Binding{k.Answers})
	}
	groups = append(groups, []key.Binding{k.Journeys}, []key.Binding{k.CopyText}, []key.Binding{k.Back}, []key.Binding{k.Users})
	if w.Connect != nil && len(w.answers.Pool.CreateUserPoolClient) > 0 {
		groups = append(groups, []key.Binding{k.Connect})
	}
	defaults := k.ShowDefaults
	if w.live != nil {
		defaults = relabel(defaults, "show all settings")
	}
	groups = append(groups, []key.Binding{defaults})
	if w.hasCommand() {
		groups = append(groups, []key.Binding{k.Command})
	}
	return groups
}

func (r *reviewScreen) press(w *Wizard, msg tea.KeyPressMsg) tea.Cmd {
	places := r.places(w)
	switch {
	case key.Matches(msg, w.keys.Journeys):
		w.overlay = newJourneys(w.answers.Pool)
	case key.Matches(msg, w.keys.ArrowUp), key.Matches(msg, w.keys.Prev): // k would be up without j for down
		r.at = max(0, r.at-1)
	case key.Matches(msg, w.keys.Open):
		if r.at < len(places) {
			return w.jump(places[r.at])
		}
	case key.Matches(msg, w.keys.ArrowDown), key.Matches(msg, w.keys.Next):
		r.at = min(r.at+1, max(0, len(places)-1))
	case key.Matches(msg, w.keys.Top):
		r.at = 0
	case key.Matches(msg, w.keys.Bottom):
		r.at = max(0, len(places)-1)
	case w.express != nil && key.Matches(msg, w.keys.Answers):
		return w.openExpress(backToReview)
	case key.Matches(msg, w.keys.Back) && len(w.places) > 0:
		return w.comeBack()
	case key.Matches(msg, w.keys.Back) && w.express != nil:
		return w.openExpress(backToStart)
	case key.Matches(msg, w.keys.Back):
		return w.openStep(len(forms.Steps) - 1)
	case key.Matches(msg, w.keys.ShowDefaults):
		r.all = !r.all
	case key.Matches(msg, w.keys.Users):
		w.overlay = newUsers(w.answers.Pool, w.users)
	case key.Matches(msg, w.keys.Command):
		w.openCommand()
	case key.Matches(msg, w.keys.CopyText):
		return w.copyExport()
	case w.Connect != nil && key.Matches(msg, w.keys.Connect):
		w.openConnect(w.answers.Pool, w.madePool())
	case key.Matches(msg, w.keys.Save):
		w.openSave()
	case w.live != nil:
		return r.pressLive(w, msg)
	case w.Cognito != nil && key.Matches(msg, w.keys.Submit):
		return w.openSubmit(w.Cognito)
	case w.Sandbox != nil && key.Matches(msg, w.keys.Sandbox):
		return w.openSubmit(w.Sandbox)
	}
	return nil
}

// copyExport puts the export that the preview shows on the clipboard, by the
// terminal's own means, which also works over ssh.
func (w *Wizard) copyExport() tea.Cmd {
	formats := w.formats()
	if len(formats) == 0 {
		return nil
	}
	f := formats[w.preview.format]
	w.notice = f.Title + " copied to the clipboard"
	if w.live != nil && f.Change != nil {
		return tea.SetClipboard(f.changeText(w.plan()))
	}
	return tea.SetClipboard(f.Render(w.answers.Pool))
}

// focused is the finding of the line in focus, nil for other lines.
func (r *reviewScreen) focused(w *Wizard) *model.Finding {
	at := 0
	for _, line := range r.content(w, 80) {
		if line.path == "" {
			continue
		}
		if at == r.at {
			return line.finding
		}
		at++
	}
	return nil
}

// focus moves to the line of a finding.
func (r *reviewScreen) focus(w *Wizard, f model.Finding) {
	at := 0
	for _, line := range r.content(w, 80) {
		if line.path == "" {
			continue
		}
		if line.finding != nil && findingKey(*line.finding) == findingKey(f) && line.finding.Message == f.Message {
			r.at = at
			return
		}
		at++
	}
}

// toCost moves to the line with the cost.
func (r *reviewScreen) toCost(w *Wizard) { r.at = max(0, len(r.places(w))-1) }

// places are the paths that the lines lead to.
func (r *reviewScreen) places(w *Wizard) []string {
	var places []string
	for _, line := range r.content(w, 80) {
		if line.path != "" {
			places = append(places, line.path)
		}
	}
	return places
}

// draw returns the lines, and for each place its first line and the one after
// its last.
func (r *reviewScreen) draw(w *Wizard, width int) (lines []string, places [][2]int) {
	r.drawn = nil
	for _, line := range r.content(w, width-4) {
		cursor := "  "
		if line.path != "" {
			if len(places) == r.at {
				r.drawn = line.finding
				cursor = w.styles.Accent.Render("▸ ")
			}
			places = append(places, [2]int{len(lines), len(lines) + len(line.text)})
		}
		for i, text := range line.text {
			if i > 0 {
				cursor = "  "
			}
			lines = append(lines, cursor+text)
		}
	}
	return lines, places
}

// head is how many lines the title takes.
func (r *reviewScreen) head(height int) int {
	if height < 14 {
		return 1
	}
	return 3
}

func (r *reviewScreen) lines(w *Wizard, width, height int) []string {
	list, places := r.draw(w, width)
	at := r.cursor(places)
	head := make([]string, r.head(height))
	room := max(1, height-len(head))
	title := "  " + w.styles.Strong.Render("Review")
	if len(head) > 1 {
		head[0] = spread("", w.hiddenLines(list, at[0], at[1], room)+" ", width)
		head[1] = spreadRight(title, r.status(w)+" ", width)
	} else {
		head[0] = spreadRight(title, w.hiddenArrows(list, at[0], at[1], room)+r.status(w)+" ", width)
	}
	return append(head, w.window(list, at[0], at[1], room)...)
}

// cursor is where the place with the cursor is drawn.
func (r *reviewScreen) cursor(places [][2]int) [2]int {
	if r.at >= len(places) {
		return [2]int{}
	}
	return places[r.at]
}

// scroll moves the window by lines, and the cursor with it to a place that
// shows.
func (r *reviewScreen) scroll(w *Wizard, by int) {
	l := w.layout()
	list, places := r.draw(w, l.form)
	room := max(1, l.height-r.head(l.height))
	at := r.cursor(places)
	offset := max(0, min(w.offset(len(list), at[0], at[1], room)+by, len(list)-room))
	shows := func(p [2]int) bool { return p[0] >= offset && p[0] < offset+room }
	if i := slices.IndexFunc(places, shows); i >= 0 && !shows(at) {
		r.at = i
	}
	at = r.cursor(places)
	w.scrolled = offset - offsetOf(len(list), at[0], at[1], room)
}

// showsTop reports whether the first line is in view.
func (r *reviewScreen) showsTop(w *Wizard) bool {
	l := w.layout()
	list, places := r.draw(w, l.form)
	at := r.cursor(places)
	return w.offset(len(list), at[0], at[1], max(1, l.height-r.head(l.height))) == 0
}

// status says in a word whether the pool can be made.
func (r *reviewScreen) status(w *Wizard) string {
	if w.live != nil {
		return r.planStatus(w)
	}
	if model.Errors(w.findings) > 0 {
		return w.summary()
	}
	ready := w.styles.Good.Render("✓ ready")
	if n := model.Count(w.findings, model.Warning); n > 0 {
		ready += w.styles.Warning.Render(" · " + model.Plural(n, "warning"))
	}
	return ready
}

// content is the review in order: what Cognito would reject, the pool by steps,
// the other findings, what is permanent, the calls.
func (r *reviewScreen) content(w *Wizard, width int) []reviewLine {
	if w.live != nil {
		return r.planLines(w, width)
	}
	blank := reviewLine{text: []string{""}}
	isError := func(f model.Finding) bool { return f.Severity == model.Error }
	lines := r.triedLines(w, width)
	if errors := r.findingLines(w, width, isError); len(errors) > 0 {
		lines = append(append(lines, errors...), blank)
	}
	lines = append(lines, r.groups(w, width)...)
	isLess := func(f model.Finding) bool { return f.Severity == model.Warning || f.Severity == model.Advice }
	if found := r.findingLines(w, width, isLess); len(found) > 0 {
		lines = append(append(lines, blank), found...)
	}
	if todo := r.toDo(w, w.findings, width); len(todo) > 0 {
		lines = append(append(lines, blank), todo...)
	}
	lines = append(append(lines, blank), r.permanent(w, width)...)
	return append(append(lines, blank), r.calls(w, width)...)
}

// triedLines says that the pool was tried in the sandbox, once it was.
func (r *reviewScreen) triedLines(w *Wizard, width int) []reviewLine {
	if w.tried == nil {
		return nil
	}
	sign, style := "✓ ", w.styles.Good
	if !w.tried.matches(w.answers.Pool) {
		sign, style = "· ", w.styles.Dim
	}
	var text []string
	for _, line := range wrap(sign+w.tried.text(w.answers.Pool), width) {
		text = append(text, style.Render(line))
	}
	return []reviewLine{{text: append(text, "")}}
}

// groups is a line for each step that says something; the others are counted,
// or shown with what Cognito does.
func (r *reviewScreen) groups(w *Wizard, width int) []reviewLine {
	var lines []reviewLine
	left := 0
	for i, step := range forms.Steps {
		text, style := w.prose()[i], w.styles.Text
		if text == "" && !r.all {
			left++
			continue
		}
		if text == "" {
			text, style = "("+defaults(step)+")", w.styles.Dim
		}
		lines = append(lines, reviewLine{text: group(w, step.Title, text, style, width), path: r.firstPath(w, step)})
	}
	if text := w.prose()[len(forms.Steps)]; text != "" {
		lines = append(lines, reviewLine{text: group(w, otherTitle, text, w.styles.Text, width)})
	}
	if left > 0 {
		text := fmt.Sprintf("%s at Cognito's defaults · %s to show", model.Plural(left, "step"), w.keys.ShowDefaults.Help().Key)
		lines = append(lines, reviewLine{text: []string{w.styles.Dim.Render(text)}})
	}
	return lines
}

// group is a step's title with its text beside it.
func group(w *Wizard, title, text string, style lipgloss.Style, width int) []string {
	column := 15 // APIs and scopes
	if title == "" {
		column = 1
	}
	var lines []string
	for i, line := range wrap(text, max(20, width-column-1)) {
		label := ""
		if i == 0 {
			label = title
		}
		lines = append(lines, w.styles.Dim.Render(fit(label, column))+" "+style.Render(line))
	}
	return lines
}

// firstPath is the first setting of a step that is set, else its first.
func (r *reviewScreen) firstPath(w *Wizard, step forms.Step) string {
	for _, f := range step.Fields {
		for _, path := range f.Paths() {
			if _, set := w.answers.Pool.Get(path); set {
				return path
			}
		}
	}
	return step.Fields[0].Path
}

// proseOf is a line about each step, in their order, and one about what no step asks
// for. A line is empty where nothing is set. Text that is no value for its setting is
// in it as it was typed.
func proseOf(answers *forms.Answers) []string {
	wording := model.NewWording(answers.Pool)
	lines := make([]string, len(forms.Steps), len(forms.Steps)+1)
	for i, step := range forms.Steps {
		lines[i] = wording.Line(step.Paths()...)
		for _, f := range step.Fields {
			if text, typed := answers.Unparsed[f.Key()]; typed && !f.Repeats() {
				lines[i] = strings.TrimPrefix(lines[i]+"; "+f.Setting().Title+": "+wholeLine(text, 60), "; ")
			}
		}
	}
	return append(lines, wording.Line(forms.Unasked()...))
}

// prose is proseOf the draft, which is written once for each state of it.
func (w *Wizard) prose() []string {
	if w.written == nil {
		w.written = proseOf(w.answers)
	}
	return w.written
}

// otherTitle is the title of what no step asks for.
const otherTitle = "Other"

func defaults(step forms.Step) string {
	var parts []string
	for _, f := range step.Fields {
		if f.Repeats() {
			continue
		}
		for _, path := range f.Paths() {
			s := model.Lookup(path)
			parts = append(parts, s.Title+": "+cmp.Or(s.Default, "required"))
		}
	}
	return strings.Join(parts, " · ")
}

func (r *reviewScreen) findingLines(w *Wizard, width int, are func(model.Finding) bool) []reviewLine {
	return r.findingsOf(w, w.findings, width, are)
}

// findingsOf is findingLines for some of the findings.
func (r *reviewScreen) findingsOf(w *Wizard, list []model.Finding, width int, are func(model.Finding) bool) []reviewLine {
	var lines []reviewLine
	for i, f := range list {
		if are(f) {
			lines = append(lines, reviewLine{w.findingLines(f, width-2, ""), firstSetting(f), &list[i]})
		}
	}
	return lines
}

// toDo lists the work outside the pool, which no setting can silence.
func (r *reviewScreen) toDo(w *Wizard, list []model.Finding, width int) []reviewLine {
	lines := r.findingsOf(w, list, width, func(f model.Finding) bool { return f.Severity == model.ToDo })
	if lines == nil {
		return nil
	}
	head := reviewLine{text: []string{w.styles.Strong.Render("To do outside the pool")}}
	return append([]reviewLine{head}, lines...)
}

// firstSetting is the setting that a finding is mainly about, or nothing.
func firstSetting(f model.Finding) string {
	if len(f.Settings) == 0 {
		return ""
	}
	return f.Settings[0]
}

// permanentSettings are the settings of the pool that cannot be changed later,
// each once.
func permanentSettings(p *model.Pool) []*model.Setting {
	var settings []*model.Setting
	for leaf := range p.Leaves() {
		if s := leaf.Setting; s.Permanent != "" && !strings.Contains(s.Path, "[]") {
			settings = append(settings, s)
		}
	}
	return settings
}

func permanentTitles(p *model.Pool) []string {
	var titles []string
	for _, s := range permanentSettings(p) {
		titles = append(titles, s.Title)
	}
	return titles
}

// permanent is the panel of what cannot be changed later, with why that
// matters.
func (r *reviewScreen) permanent(w *Wizard, width int) []reviewLine {
	var title []string
	for _, line := range wrap("◆ Check these: they cannot be changed after the pool is created", width) {
		title = append(title, w.styles.Warning.Render(line))
	}
	lines := []reviewLine{{text: title}}
	for _, note := range permanentNotes(w.answers.Pool) {
		lines = append(lines, reviewLine{text: group(w, "", note.text, w.styles.Text, width), path: note.path})
	}
	return lines
}

// permanentNote says what of a setting cannot be changed later, and why that
// matters.
type permanentNote struct{ text, path string }

// permanentNotes are in the order of the catalog. Case sensitivity is among
// them even when it is unset: the service then decides, for good.
func permanentNotes(p *model.Pool) []permanentNote {
	var notes []permanentNote
	for _, s := range permanentSettings(p) {
		notes = append(notes, permanentNote{s.Title + ": " + lowerFirst(s.Permanent), s.Path})
	}
	const caseSensitive = "CreateUserPool.UsernameConfiguration.CaseSensitive"
	if _, set := p.Get(caseSensitive); !set {
		notes = append(notes, permanentNote{"Case-sensitive usernames: unset, so Anna and anna are two users.", caseSensitive})
	}
	return notes
}

// calls says what will be sent, and what the plan costs; it leads to the plan.
func (r *reviewScreen) calls(w *Wizard, width int) []reviewLine {
	var lines []string
	for _, line := range wrap(callsAndCost(w.answers.Pool, w.users), width) {
		lines = append(lines, w.styles.Dim.Render(line))
	}
	keys := keyText(w.keys.Command, "the draft as a command")
	if w.users == 0 && !w.answers.Pool.IsForMachines() {
		keys = keyText(w.keys.Users, "cost for a number of users") + " · " + keys
	}
	for _, line := range wrap(keys, width) {
		lines = append(lines, w.styles.Dim.Render(line))
	}
	return []reviewLine{{text: lines, path: "CreateUserPool.UserPoolTier"}}
}

// callsAndCost is the line of the review about what will be sent, and what the
// plan costs a month for a number of users; 0 is for any number.
func callsAndCost(p *model.Pool, users int) string {
	var names []string
	for _, call := range p.Calls() {
		names = append(names, call.Operation.Name)
	}
	text := "One call: " + names[0] + "."
	switch n := len(names); {
	case n == 2:
		text = "Two calls: " + strings.Join(names, ", then ") + "."
	case n > 2:
		text = itoa(n) + " calls, in this order: " + strings.Join(slices.Compact(names), ", ") + "."
	}
	return strings.TrimSpace(text + " " + p.CostFor(users))
}
