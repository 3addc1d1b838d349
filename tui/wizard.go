// Package tui is the full-screen wizard.
//
// Wizard is the only Bubble Tea model. A key press goes to the overlay in
// front, else to the screen: start, a step, or the review. An overlay does not
// know the wizard: it returns an action, which Wizard.do carries out. On a step
// a key first means moving about, then an action on a list, and any other key
// goes to the one huh field that is in focus. When the field's answer changed,
// changed checks the pool and saves the draft, and a command renders the preview.
// View puts the regions together from plain functions that return lines.
//
// All styles are in styles.go and all keys in keys.go.
package tui

import (
	"slices"
	"strings"
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

	answers   *forms.Answers
	findings  []model.Finding         // of the pool as it is
	edits     map[string][]model.Edit // that correct findings, as far as they were looked for
	written   []string                // the lines of the review about the steps, nil until they are needed
	users     int                     // monthly active users that the review shows the cost for; 0 for none
	visited   string                  // key of the finding that was gone to last
	corrected corrected               // by the last key that corrects
	touched   map[string]bool         // fields whose mistakes are shown: they were left once
	left      string                  // key of the field that was left last on this page
	freely    string                  // key of the field in focus whose answer is typed instead of chosen, or empty
	visit     visit                   // what was wrong when the step was entered
	typed     typing                  // how a message was changed last

	screen   screen
	step     int           // in forms.Steps, while on a step
	items    []openItem    // the list items that are open, the innermost last; none on the step's own page
	focus    int           // row of the page
	drawn    []forms.Field // of the step, while a frame is drawn; nil otherwise
	editor   *fieldEditor
	showAll  bool    // also settings that do not apply
	places   []place // to which esc returns, the latest last
	scrolled int     // lines by which the window is away from its cursor

	start  startScreen
	review reviewScreen

	overlay overlay
	preview preview
	split   int // columns by which the preview is wider than by default
	history history
	burst   burst
	notice  string // one line about what just happened

	live    *Live   // the live pool that the draft changes; nil for a new pool
	changes changes // of the draft from it
	// accepted are the errors that the live pool has too: the service accepted it, and
	// a draft has no secrets.
	accepted map[string]bool

	draft     *draft   // of the pool at hand
	opened    []*draft // of this run, those that may have something to save
	begun     bool     // a pool was chosen
	continued bool     // and was a draft
	leaving   bool     // the key to leave was pressed once
	saving    bool     // the last save before leaving is on its way, or failed

	express *model.Express // the answers that the pool was made with, or nil

	tried  *tried                             // the last pool that was created in the sandbox, or nil
	made   *Created                           // the last pool that was created in an account, or nil
	crash  *Crash                             // what ended the wizard, when it was a panic
	listed map[string][]model.AccountResource // what the account has, by kind, once it is known
}

type screen int

const (
	onStart screen = iota
	onStep
	onReview
)

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
		touched: map[string]bool{},
		listed:  map[string][]model.AccountResource{},
		burst:   burst{wait: burstWait},
	}
	if w.Drafts == nil {
		w.Drafts = NoDrafts{"none are kept"}
	}
	w.start = newStart(&w.Options)
	w.load(o.Start, w.Drafts.New())
	w.begun = o.Start != nil
	if o.Live != nil {
		w.changeLive(o.Live)
	}
	if len(o.Unread) > 0 {
		w.overlay = unreadOverlay(o.Unread)
	}
	if w.begun {
		w.screen = onStep
	}
	w.enter(0)
	if o.Unfinished != nil {
		w.openUnfinished()
	}
	return w
}

// Pool is the pool as it is now, with every key that arrived.
func (w *Wizard) Pool() *model.Pool {
	w.Flush()
	return w.answers.Pool
}

// formats are those for the pool at hand.
func (w *Wizard) formats() []Format { return w.formatsFor(w.live) }

// load makes p the pool being edited, with a draft and a history of its own,
// and returns the command that saves and closes the draft of the pool before.
// The findings of a pool that comes from elsewhere are shown at once: it is
// not being typed.
func (w *Wizard) load(p *model.Pool, file DraftFile) tea.Cmd {
	if p == nil {
		p = &model.Pool{}
	}
	before := w.draft
	w.draft = &draft{file: file, off: w.Drafts.Off()}
	w.opened = append(w.opened, w.draft)
	w.begun, w.continued = true, false
	w.answers = forms.NewAnswers(p)
	w.touched = map[string]bool{}
	for leaf := range p.Leaves() {
		w.touched[leaf.Path()] = true
	}
	w.history, w.places, w.tried, w.made, w.express, w.live = history{}, nil, nil, nil, nil, nil
	w.visited, w.corrected = "", corrected{index: -1}
	w.setFindings()
	w.preview.open(w.formats(), w.answers.Pool)
	if before == nil {
		return nil
	}
	return func() tea.Msg { return draftClosedMsg{before, before.finish()} }
}

// Init asks the terminal for its background. No answer need come.
func (w *Wizard) Init() tea.Cmd {
	if o, ok := w.overlay.(*conversationOverlay); ok {
		return tea.Batch(tea.RequestBackgroundColor, w.focusEditor(), o.start())
	}
	return tea.Batch(tea.RequestBackgroundColor, w.focusEditor())
}

// Update handles one message, after the letters that were typed before it.
func (w *Wizard) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := w.take(msg)
	return w, tea.Batch(cmd, w.updatePreview())
}

// take handles a message, or keeps the letter.
func (w *Wizard) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case burstMsg:
		return w.endBurst()
	case tea.KeyPressMsg:
		if w.burst.collects(w, msg) {
			return nil
		}
		return tea.Batch(w.Flush(), w.handle(msg))
	case tea.PasteMsg, tea.MouseMsg, tea.WindowSizeMsg, tea.BackgroundColorMsg, editedMsg:
		return tea.Batch(w.Flush(), w.handle(msg))
	}
	return w.handle(msg) // reads no answers
}

func (w *Wizard) handle(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		w.width, w.height = Drawn(msg.Width, msg.Height)
		w.resizeEditor()
		return nil
	case tea.BackgroundColorMsg:
		w.styles = newStyles(msg.IsDark())
		return w.edit()
	case pictureMsg:
		w.preview.worked(msg)
		return nil
	case draftSavedMsg:
		return msg.draft.wrote(msg, w.Now())
	case draftClosedMsg:
		w.closed(msg)
		return nil
	case draftDeletedMsg:
		w.draftsListed(draftsListedMsg{msg.list})
	case draftDroppedMsg:
		msg.draft.dropped(msg)
		return nil
	case sandboxPoolsMsg:
		w.start.pools = msg
		return nil
	case draftsListedMsg:
		w.draftsListed(msg)
		return nil
	case loadedMsg:
		return w.loaded(msg)
	case reloadedMsg:
		return w.reloaded(msg)
	case leftMsg:
		return w.lastSaved(msg)
	case editorReadyMsg:
		return w.editorReady(msg)
	case editedMsg:
		return w.edited(msg)
	case listedMsg:
		if msg.err == nil {
			w.listed[msg.kind] = msg.resources
		}
	case tea.MouseClickMsg:
		return w.click(msg)
	case tea.MouseWheelMsg:
		w.scrollWheel(msg)
		return nil
	case tea.PasteMsg:
		return w.paste(msg)
	case tea.KeyPressMsg:
		if !w.takesLetters(msg) {
			return w.press(msg)
		}
		return tea.Batch(w.press(msg), w.burst.begin(w.burst.wait))
	}
	return w.pass(msg)
}

// pass hands a message that is no key to the overlay or to the screen.
func (w *Wizard) pass(msg tea.Msg) tea.Cmd {
	if w.overlay != nil {
		return w.toOverlay(msg)
	}
	switch w.screen {
	case onStart:
		return w.start.pass(w, msg)
	case onStep:
		if _, isPaste := msg.(tea.PasteMsg); isPaste || !w.burst.waiting {
			return w.toEditor(msg)
		}
		// The blinking of the cursor can wait: each message costs a long text
		// as much as a letter does.
	}
	return nil
}

// press handles a key.
//
// textinput of bubbles v2.2.1 panics in deleteWordForward when the cursor is on
// the last character of a text: it reads one character past the end. Deleting
// that character is what the key means. This is the one place that every key
// for every input passes, also those inside huh.
func (w *Wizard) press(msg tea.KeyPressMsg) (cmd tea.Cmd) {
	if key.Matches(msg, w.keys.DeleteWordForward) {
		defer func() {
			if recover() != nil {
				cmd = w.pressKey(tea.KeyPressMsg{Code: tea.KeyDelete})
			}
		}()
	}
	return w.pressKey(msg)
}

func (w *Wizard) pressKey(msg tea.KeyPressMsg) tea.Cmd {
	w.notice = ""
	switch {
	case key.Matches(msg, w.keys.Quit):
		return w.quit()
	case key.Matches(msg, w.keys.Leave) && (msg.Text == "" || w.overlay == nil && w.screen != onStep && !w.typing()):
		return w.askToLeave()
	}
	w.leaving, w.saving = false, false
	if w.pressScroll(msg) {
		return nil
	}
	if w.overlay != nil {
		return w.toOverlay(msg)
	}
	w.scrolled = 0
	if cmd, done := w.pressAnywhere(msg); done {
		return cmd
	}
	if w.screen != onStart {
		if cmd, done := w.pressFinding(msg); done {
			return cmd
		}
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
		w.openHelp()
	case w.screen == onStart:
		return nil, false
	case w.matches(msg, w.keys.Format) && w.splits():
		w.preview.nextFormat()
	case w.matches(msg, w.keys.Format) && len(w.formats()) > 0:
		w.openPreview() // so that the change is seen
	case w.matches(msg, w.keys.Preview) && len(w.formats()) > 0:
		w.openPreview()
	case w.matches(msg, w.keys.OmitDefaults):
		w.preview.toggleDefaults()
	case w.matches(msg, w.keys.Compare) && len(w.formats()) > 0:
		w.preview.compareNext()
		if !w.splits() {
			w.openPreview()
		}
	case w.matches(msg, w.keys.ScrollUp):
		w.preview.scroll(-scrollStep)
	case w.matches(msg, w.keys.ScrollDown):
		w.preview.scroll(scrollStep)
	case w.matches(msg, w.keys.Wider):
		w.moveSplit(splitStep)
	case w.matches(msg, w.keys.Narrower):
		w.moveSplit(-splitStep)
	case w.matches(msg, w.keys.Search):
		w.overlay = newSearch()
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

// showsPreview reports whether the preview is in view: in front, or beside the form.
func (w *Wizard) showsPreview() bool {
	if w.overlay != nil {
		_, isPreview := w.overlay.(previewOverlay)
		return isPreview
	}
	return w.layout().preview > 0
}

// updatePreview makes the preview show what it should.
func (w *Wizard) updatePreview() tea.Cmd {
	if !w.showsPreview() {
		return nil
	}
	return w.preview.work(w.answers.Pool, w.focused())
}

// openPreview opens the preview in front, at what is in focus.
func (w *Wizard) openPreview() {
	w.overlay = previewOverlay{&w.preview}
}

// enter opens a step at its first row.
func (w *Wizard) enter(step int) tea.Cmd {
	w.leaveField()
	w.items, w.scrolled = nil, 0
	w.step, w.focus = step, 0
	w.beginVisit()
	return w.edit()
}

// openStep opens a step from another screen.
func (w *Wizard) openStep(step int) tea.Cmd {
	w.screen = onStep
	return w.enter(step)
}

// jump opens the step and row of a path, and the items that the path leads
// into. Esc returns from there.
func (w *Wizard) jump(path string) tea.Cmd {
	if _, _, found := forms.Find(path); !found {
		return nil
	}
	w.remember()
	return w.show(path)
}

// show is jump without a way back.
func (w *Wizard) show(path string) tea.Cmd {
	step, _, found := forms.Find(path)
	if !found {
		return nil
	}
	path = w.inOnlyItem(path)
	w.screen = onStep
	w.enter(step)
	list, _, ofAnyItem := strings.Cut(path, "[]")
	switch {
	case w.openPath(path) || len(w.items) > 0:
	case ofAnyItem:
		w.openPath(list)
	default:
		w.showAll = true
		w.openPath(path)
	}
	cmd := w.edit()
	w.hoverPath(path)
	return cmd
}

// edit makes the huh field for the row in focus, if it is a question.
func (w *Wizard) edit() tea.Cmd {
	before := w.editor
	w.editor = nil
	if w.screen != onStep {
		return nil
	}
	rows := w.rows()
	w.focus = max(0, min(w.focus, len(rows)-1))
	if len(rows) == 0 || rows[w.focus].kind != fieldRow {
		return nil
	}
	field := rows[w.focus].field
	if w.locked(rows[w.focus]) != "" {
		return nil
	}
	w.editor = &fieldEditor{Editor: forms.Edit(w.answers, field, w.freely == field.Key(), w.styles, w.fields)}
	w.resizeEditor()
	if before != nil && before.IsOf(field) {
		w.editor.hover(before.Cursor())
	}
	w.history.base, w.typed = w.snapshot(), typing{at: w.Now()}
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
		return w.refuse(msg)
	}
	cmd := w.editor.update(msg, &w.keys)
	w.splitUndo()
	field := w.rows()[w.focus].field
	if !w.editor.Commit(w.answers) {
		return cmd
	}
	w.keepFocus(field)
	if w.history.base != nil {
		w.history.base.option = w.cursor()
	}
	w.history.push()
	if w.editor.IsChecklist() {
		w.history.base = w.snapshot() // each option is a change of its own
	}
	w.resizeEditor() // a message grows with its text
	return tea.Batch(cmd, w.changed())
}

// keepFocus stays on a field when its answer brought or took rows above it.
func (w *Wizard) keepFocus(field forms.Field) {
	if i := slices.IndexFunc(w.rows(), func(r row) bool { return r.kind == fieldRow && r.field.ID() == field.ID() }); i >= 0 {
		w.focus = i
	}
}

// changed is called after every change of the pool. The draft comes first: it
// has the change even when what follows panics.
func (w *Wizard) changed() tea.Cmd {
	save := w.draft.changed(w.answers.Pool, w.express)
	w.setFindings()
	w.notePending()
	w.preview.stale = true
	return save
}

// leaveField shows the findings about the field in focus from now on.
func (w *Wizard) leaveField() {
	w.left, w.freely = "", ""
	if w.editor == nil {
		return
	}
	rows := w.rows()
	if w.focus < len(rows) {
		w.left = rows[w.focus].field.Key()
		w.touched[w.left] = true
	}
}

// shown are the findings to show now. While a text is typed for the first time
// no finding is shown: half a word is not a mistake. What only lacks a
// follow-up is not shown as an error before the step is left.
func (w *Wizard) shown() []model.Finding {
	if w.screen != onStep {
		return w.findings
	}
	typed := w.typedNow()
	if typed == "" && len(w.pending()) == 0 && len(w.items) == 0 {
		return w.findings
	}
	return slices.DeleteFunc(slices.Clone(w.findings), func(f model.Finding) bool {
		return typed != "" && isOfTyped(f, typed) || w.isPending(f) || w.isStillEmpty(f)
	})
}

// isStillEmpty reports whether a finding is about a required setting of the item
// that is open, which was not visited yet.
func (w *Wizard) isStillEmpty(f model.Finding) bool {
	return f.Rule == model.RuleRequired && len(w.items) > 0 && len(f.Settings) == 1 && !w.touched[f.Settings[0]] && slices.ContainsFunc(w.pageFields(), func(field forms.Field) bool { return field.Path == f.Settings[0] })
}

// isOfTyped reports whether a finding is about the text that is typed. Those
// about the keys of a map name the map, for a key that is typed has no path yet.
func isOfTyped(f model.Finding, typed string) bool {
	return f.Concerns(typed) || len(f.Settings) == 1 && forms.IsMapKey(typed, f.Settings[0])
}

// typedNow is the key of the text that is typed for the first time, or empty.
func (w *Wizard) typedNow() string {
	rows := w.rows()
	if !w.typing() || w.focus >= len(rows) {
		return ""
	}
	if key := rows[w.focus].field.Key(); !w.touched[key] {
		return key
	}
	return ""
}

// resizeEditor gives the field in focus the width of the form.
func (w *Wizard) resizeEditor() {
	if w.editor != nil {
		l := w.layout()
		w.editor.resize(max(10, l.form-6), w.editorRoom(l))
	}
}
