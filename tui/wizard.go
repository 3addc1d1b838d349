// Package tui is the full-screen wizard.
//
// Wizard is the only Bubble Tea model. A key press goes to the overlay in
// front, else to the screen: start, a step, or the review. On a step it first
// means moving about, then an action on a list, and what is left goes to the
// one huh field that is in focus. When the field's answer changed, changed
// checks the pool, renders the preview and keeps the draft. View puts the
// regions together from plain functions that return lines.
//
// All styles are in styles.go and all keys in keys.go.
package tui

import (
	"slices"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// Wizard is the state of the program.
type Wizard struct {
	Options
	keys   keyMap
	styles *styles
	fields *huh.KeyMap

	width, height int

	state    *forms.State
	findings []model.Finding // of the pool as it is
	judged   map[string]bool // fields whose mistakes are shown: they were left once

	screen   screen
	step     int   // in forms.Steps, while on a step
	item     *item // the list item whose page is open, nil on the step itself
	focus    int   // row of the page
	editor   *forms.Editor
	showAll  bool // also settings that do not apply
	toReview bool // back leads to the review, from which this step was opened

	start  startScreen
	review reviewScreen

	overlay overlay
	preview preview
	history history
	draft   draftState
	notice  string // one line about what just happened
	leaving bool   // ctrl+c was pressed once

	submitted *Created
	listed    map[string][]Resource // what the account has, by kind, once it is known
}

type screen int

const (
	onStart screen = iota
	onStep
	onReview
)

// item is a list item whose settings are a page of their own.
type item struct {
	list   forms.List
	title  string
	fields []forms.Field
	index  int
	row    int // of the list item on the step's page, to return to
}

// overlay is a small window in front of the screen. It returns a command and
// whether it stays.
type overlay interface {
	update(w *Wizard, msg tea.Msg) (cmd tea.Cmd, open bool)
	lines(w *Wizard, width, height int) []string
}

// New returns the wizard. Run it with tea.NewProgram.
func New(o Options) *Wizard {
	if o.Now == nil {
		o.Now = time.Now
	}
	w := &Wizard{
		Options: o,
		keys:    newKeys(),
		styles:  newStyles(true),
		fields:  fieldKeys(),
		width:   80, height: 24, // until the terminal says
		judged: map[string]bool{},
		listed: map[string][]Resource{},
	}
	w.start = newStart(&w.Options)
	w.load(o.Start)
	if o.Start != nil {
		w.screen = onStep
	}
	w.enter(0)
	return w
}

// Pool is the pool as it is now.
func (w *Wizard) Pool() *model.Pool { return w.state.Pool }

// Created is the pool that was submitted, or nil.
func (w *Wizard) Created() *Created { return w.submitted }

// load makes p the pool being edited. A pool that comes from elsewhere is
// judged at once: nobody is in the middle of typing it.
func (w *Wizard) load(p *model.Pool) {
	if p == nil {
		p = &model.Pool{}
	}
	w.state = forms.NewState(p)
	w.judged = map[string]bool{}
	for leaf := range p.Leaves() {
		w.judged[leaf.Path()] = true
	}
	w.history = history{}
	w.findings = w.state.Findings()
	w.preview.text = nil // nothing of another pool is a change of this one
	w.preview.render(w)
}

// Init asks the terminal for its background. No answer need come.
func (w *Wizard) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, w.focusEditor())
}

// Update handles one message.
func (w *Wizard) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		w.width, w.height = msg.Width, msg.Height
		w.resizeEditor()
		return w, nil
	case tea.BackgroundColorMsg:
		w.styles = newStyles(msg.IsDark())
		return w, w.edit()
	case draftSavedMsg:
		return w, w.draft.saved(w, msg)
	case editedMsg:
		return w, w.edited(msg)
	case listedMsg:
		if msg.err == nil {
			w.listed[msg.kind] = msg.resources
		}
	case tea.MouseClickMsg:
		return w, w.click(msg)
	case tea.MouseWheelMsg:
		w.wheel(msg)
		return w, nil
	case tea.KeyPressMsg:
		return w, w.press(msg)
	}
	return w, w.pass(msg)
}

// pass hands a message that is no key to whoever is in front.
func (w *Wizard) pass(msg tea.Msg) tea.Cmd {
	if w.overlay != nil {
		return w.toOverlay(msg)
	}
	switch w.screen {
	case onStart:
		return w.start.pass(w, msg)
	case onStep:
		return w.toEditor(msg)
	}
	return nil
}

func (w *Wizard) press(msg tea.KeyPressMsg) tea.Cmd {
	w.notice = ""
	if key.Matches(msg, w.keys.Quit) {
		return w.quit()
	}
	w.leaving = false
	if w.overlay != nil {
		return w.toOverlay(msg)
	}
	if cmd, done := w.pressAnywhere(msg); done {
		return cmd
	}
	switch w.screen {
	case onStart:
		return w.start.press(w, msg)
	case onReview:
		return w.review.press(w, msg)
	default:
		return w.pressStep(msg)
	}
}

// quit leaves at the second ctrl+c in a row. A submit that runs is asked to
// stop before its next call.
func (w *Wizard) quit() tea.Cmd {
	if s, ok := w.overlay.(*submitting); ok && s.running && !s.stopping {
		s.stopping = true
		s.cancel()
		w.notice = "stopping before the next call; ctrl+c twice leaves at once"
		return nil
	}
	if w.leaving {
		return tea.Interrupt
	}
	w.leaving = true
	w.notice = "ctrl+c once more leaves"
	if w.SaveDraft != nil && w.screen != onStart {
		w.notice += "; the draft is kept"
	}
	return nil
}

func (w *Wizard) toOverlay(msg tea.Msg) tea.Cmd {
	front := w.overlay
	cmd, open := front.update(w, msg)
	if !open && w.overlay == front {
		w.overlay = nil
	}
	return cmd
}

// typing reports whether letters go into a field.
func (w *Wizard) typing() bool {
	switch w.screen {
	case onStart:
		return w.start.typing()
	case onStep:
		return w.editor != nil && w.editor.TakesText()
	default:
		return false
	}
}

// matches reports whether the key means the binding here: while text is typed,
// a key that is a letter is that letter.
func (w *Wizard) matches(msg tea.KeyPressMsg, binding key.Binding) bool {
	return key.Matches(msg, binding) && (msg.Text == "" || !w.typing())
}

// pressAnywhere handles the keys that mean the same on every screen.
func (w *Wizard) pressAnywhere(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch {
	case w.matches(msg, w.keys.Help):
		w.overlay = &helpOverlay{}
	case w.matches(msg, w.keys.Format):
		w.preview.cycle(w)
	case w.matches(msg, w.keys.Preview):
		w.preview.front = !w.preview.front
	case w.matches(msg, w.keys.Terse):
		w.preview.toggleTerse(w)
	case w.matches(msg, w.keys.ScrollUp):
		w.preview.scroll(-3)
	case w.matches(msg, w.keys.ScrollDown):
		w.preview.scroll(3)
	case w.screen == onStart:
		return nil, false
	case w.matches(msg, w.keys.Search):
		w.overlay = newSearch(w)
	case w.matches(msg, w.keys.Review):
		return w.openReview(), true
	case w.matches(msg, w.keys.Undo):
		return w.undo(), true
	case w.matches(msg, w.keys.Redo):
		return w.redo(), true
	default:
		return nil, false
	}
	return nil, true
}

// enter opens a step at its first row.
func (w *Wizard) enter(step int) tea.Cmd {
	w.leaveField()
	w.item = nil
	w.step, w.focus = step, 0
	return w.edit()
}

// openStep opens a step from another screen.
func (w *Wizard) openStep(step int) tea.Cmd {
	w.screen = onStep
	return w.enter(step)
}

func (w *Wizard) nextStep() tea.Cmd {
	switch {
	case w.toReview, w.step == len(forms.Steps)-1:
		return w.openReview()
	default:
		return w.enter(w.step + 1)
	}
}

// back leads one step back, from anywhere and whatever is wrong with the
// answers: out of an item, to the review that opened the step, to the step
// before, to the start.
func (w *Wizard) back() tea.Cmd {
	switch {
	case w.item != nil:
		return w.closeItem()
	case w.toReview:
		return w.openReview()
	case w.step > 0:
		return w.enter(w.step - 1)
	case w.Start == nil:
		w.leaveField()
		w.editor = nil
		w.screen = onStart
		w.start.resume(w)
		return nil
	default:
		w.notice = "this is the first step; ctrl+c leaves"
		return nil
	}
}

func (w *Wizard) openReview() tea.Cmd {
	w.leaveField()
	w.editor, w.item, w.toReview = nil, nil, false
	for leaf := range w.state.Pool.Leaves() {
		w.judged[leaf.Path()] = true
	}
	w.screen = onReview
	w.review.open(w)
	return nil
}

// jump opens the step and row of a path, and the item where the path leads
// into one.
func (w *Wizard) jump(path string) tea.Cmd {
	step, _, found := forms.Find(path)
	if !found {
		return nil
	}
	w.screen = onStep
	cmd := w.enter(step)
	rows := w.rows()
	i := slices.IndexFunc(rows, func(r row) bool { return r.leadsTo(path) })
	if i < 0 {
		w.showAll = true
		rows = w.rows()
		i = slices.IndexFunc(rows, func(r row) bool { return r.leadsTo(path) })
	}
	if i < 0 {
		return cmd
	}
	w.focus = i
	if rows[i].kind != itemRow {
		return w.edit()
	}
	w.openItem(rows[i])
	if j := slices.IndexFunc(w.rows(), func(r row) bool { return r.leadsTo(path) }); j >= 0 {
		w.focus = j
	}
	return w.edit()
}

// edit makes the huh field for the row in focus, if it is a question.
func (w *Wizard) edit() tea.Cmd {
	w.editor = nil
	if w.screen != onStep {
		return nil
	}
	rows := w.rows()
	w.focus = max(0, min(w.focus, len(rows)-1))
	if len(rows) == 0 || rows[w.focus].kind != fieldRow {
		return nil
	}
	w.editor = forms.Edit(w.state, rows[w.focus].field, w.styles, w.fields)
	w.history.base = w.snapshot()
	w.resizeEditor()
	return w.focusEditor()
}

func (w *Wizard) focusEditor() tea.Cmd {
	if w.editor == nil {
		return nil
	}
	return w.editor.Focus()
}

// toEditor passes a message to the field in focus and takes over its answer.
func (w *Wizard) toEditor(msg tea.Msg) tea.Cmd {
	if w.editor == nil {
		return nil
	}
	m, cmd := w.editor.Field.Update(msg)
	w.editor.Field = m.(huh.Field)
	if !w.editor.Commit(w.state) {
		return cmd
	}
	w.history.push()
	return tea.Batch(cmd, w.changed())
}

// changed is called after every change of the pool.
func (w *Wizard) changed() tea.Cmd {
	w.findings = w.state.Findings()
	w.preview.render(w)
	return w.draft.save(w)
}

// leaveField judges the field in focus from now on.
func (w *Wizard) leaveField() {
	if w.editor == nil {
		return
	}
	rows := w.rows()
	if w.focus < len(rows) {
		w.judged[rows[w.focus].field.Key()] = true
	}
}

// shown are the findings to show now. While a text is typed for the first time
// nothing is said about it: half a word is no mistake.
func (w *Wizard) shown() []model.Finding {
	if w.screen != onStep || !w.typing() {
		return w.findings
	}
	rows := w.rows()
	if w.focus >= len(rows) {
		return w.findings
	}
	typed := rows[w.focus].field.Key()
	if w.judged[typed] {
		return w.findings
	}
	return slices.DeleteFunc(slices.Clone(w.findings), func(f model.Finding) bool { return f.Concerns(typed) })
}

// resizeEditor gives the field in focus the width of the form.
func (w *Wizard) resizeEditor() {
	if w.editor != nil {
		w.editor.WithWidth(max(10, w.layout().form-6))
	}
}
