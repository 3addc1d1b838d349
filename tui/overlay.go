package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/forms"
	"github.com/poolsmith/poolsmith/model"
)

// overlay is a small window in front of the screen. It does not know the
// wizard: what concerns more than the overlay itself it returns as an action.
type overlay interface {
	update(msg tea.Msg, k *keyMap) (tea.Cmd, action)
	lines(c canvas) []string
	keys(k *keyMap) []key.Binding // for the footer and the help, the most useful first
	takesText() bool              // whether letters are typed into it
}

// canvas is what an overlay draws with.
type canvas struct {
	*styles
	keys          *keyMap
	width, height int
	scrolled      int // lines by which the user scrolled; only overlays that are no list look at it
}

// action is what an overlay asks of the wizard: nil, or one of the types below.
type action any

type (
	// actionClose closes the overlay, with a line for the footer or without.
	actionClose struct{ notice string }
	// actionNotice shows a line in the footer.
	actionNotice struct{ text string }
	// actionHelp opens the help in front of the overlay.
	actionHelp struct{}
	// actionScroll moves the window on the overlay's lines.
	actionScroll struct{ by int }
	// actionResetScroll returns to the lines that show by themselves.
	actionResetScroll struct{}
	// actionGoTo closes the overlay and opens a setting, or a step where the
	// path is empty.
	actionGoTo struct {
		path    string
		step    int
		journey *journeyPlace // to return to; nil for none
		option  string        // to put the cursor of a checklist on; empty for none
		notice  string        // a line for the footer, or nothing
	}
	// actionOpenRule goes to the first finding of a rule, or explains it.
	actionOpenRule struct{ rule *model.Rule }
	// actionAskPreset asks whether to open a preset as a new draft, which
	// actionOpenPreset does.
	actionAskPreset  struct{ preset model.Preset }
	actionOpenPreset struct{ preset model.Preset }
	// actionAnswer closes the overlay and answers a field.
	actionAnswer struct {
		field forms.Field
		text  string
	}
	// actionEdit closes the overlay and changes the pool, with a line for the
	// footer.
	actionEdit struct {
		finding model.Finding // that they correct
		edits   []model.Edit
		notice  string
	}
	// actionSave writes an export; the overlay gets a savedMsg.
	actionSave struct {
		format, path string
		replace      bool
	}
	// actionNextFormat, actionToggleDefaults and actionCompare change the preview.
	actionNextFormat     struct{}
	actionToggleDefaults struct{}
	actionCompare        struct{}
	// actionOpenDraft continues a draft.
	actionOpenDraft struct{ open func() (OpenDraft, error) }
	// actionDeleteDraft deletes a draft; the overlay gets a draftDeletedMsg.
	actionDeleteDraft struct{ remove func() error }
	// actionEnded says how a conversation ended.
	actionEnded struct {
		pool    *model.Pool // that was submitted; nil when none was
		draft   *draft      // of the pool
		live    *Live       // that was changed; nil for a submission
		outcome Outcome
		closes  bool
	}
	// actionOpenSubmit and actionOpenSave go on from a pool in the sandbox.
	actionOpenSubmit struct{}
	actionOpenSave   struct{}
	// actionOpenConnect shows how apps connect to a pool; made is nil for one that
	// does not exist.
	actionOpenConnect struct {
		pool *model.Pool
		made *Created
	}
	// actionSet changes a setting of the draft, and of the copy of it that is
	// submitted.
	actionSet struct {
		submitted   *model.Pool
		path, value string
	}
	// actionUsers closes the overlay and shows the cost for a number of users.
	actionUsers struct{ users int }
	// actionReload reads the live pool again.
	actionReload struct{}
	// actionCloseTried closes the result of a pool in the sandbox.
	actionCloseTried struct{}
)

// pressText handles the keys of an overlay that only shows text, but for those of its
// own: the key that opened it closes it as well.
func pressText(msg tea.KeyPressMsg, k *keyMap, opened key.Binding) action {
	switch {
	case key.Matches(msg, k.Back, opened):
		return actionClose{}
	case key.Matches(msg, k.Help):
		return actionHelp{}
	}
	return pressScroll(msg, k)
}

// pressScroll handles the keys that scroll by a line, and no others.
func pressScroll(msg tea.KeyPressMsg, k *keyMap) action {
	switch {
	case key.Matches(msg, k.Up):
		return actionScroll{-1}
	case key.Matches(msg, k.Down):
		return actionScroll{1}
	}
	return nil
}

// toOverlay hands a message to the overlay in front and does what it asks for.
func (w *Wizard) toOverlay(msg tea.Msg) tea.Cmd {
	cmd, action := w.overlay.update(msg, &w.keys)
	return tea.Batch(cmd, w.do(action))
}

func (w *Wizard) do(a action) tea.Cmd {
	switch a := a.(type) {
	case actionClose:
		w.closeOverlay()
		w.setNotice(a.notice)
	case actionNotice:
		w.setNotice(a.text)
	case actionHelp:
		w.openHelp()
	case actionScroll:
		w.scrolled += a.by
	case actionResetScroll:
		w.scrolled = 0
	case actionGoTo:
		w.closeAll()
		cmd := w.goTo(a)
		w.setNotice(a.notice)
		return cmd
	case actionOpenRule:
		return w.openRule(a.rule)
	case actionAskPreset:
		w.askPreset(a.preset)
	case actionOpenPreset:
		return w.openPreset(a.preset)
	case actionAnswer:
		w.closeOverlay()
		return w.change(func() { w.answers.Set(a.field, a.text) })
	case actionEdit:
		w.closeOverlay()
		return w.applyEdits(a)
	case actionLeaveExpress:
		w.start.express = a.given
		w.closeOverlay()
	case actionExpress:
		return w.finishExpress(a)
	case actionStart:
		return w.toStart()
	case actionSave:
		return w.save(a)
	case actionNextFormat:
		w.preview.nextFormat()
	case actionToggleDefaults:
		w.preview.toggleDefaults()
	case actionCompare:
		w.preview.compareNext()
	case actionOpenDraft:
		return w.start.read(a.open, true)
	case actionDeleteDraft:
		return w.deleteDraft(a)
	case actionEnded:
		return w.conversationEnded(a)
	case actionOpenSubmit:
		w.closeOverlay()
		return w.openSubmit(w.Cognito)
	case actionOpenSave:
		w.closeOverlay()
		w.openSave()
	case actionOpenConnect:
		w.openConnect(a.pool, a.made)
	case actionSet:
		return w.set(a)
	case actionUsers:
		w.closeOverlay()
		w.users = a.users
		w.review.toCost(w)
	case actionReload:
		w.closeOverlay()
		return w.reload()
	case actionCloseTried:
		w.closeOverlay()
		if !w.review.showsTop(w) {
			w.notice = w.tried.text(w.answers.Pool)
		}
	}
	return nil
}

// setNotice shows a line in the footer until the next key; no text changes
// nothing.
func (w *Wizard) setNotice(text string) {
	if text != "" {
		w.notice = text
	}
}

// closeOverlay returns to the screen, or from the help to what it is in front
// of.
func (w *Wizard) closeOverlay() {
	switch front := w.overlay.(type) {
	case *helpOverlay:
		w.overlay = front.behind
	case *connectOverlay:
		w.overlay, w.scrolled = front.behind, 0
	case *foundOverlay:
		w.overlay, w.scrolled = front.behind, 0
	default:
		w.overlay, w.scrolled = nil, 0
	}
}

// closeAll returns to the screen.
func (w *Wizard) closeAll() { w.overlay, w.scrolled = nil, 0 }

// set changes a setting of the draft as one change. The draft is the one that is
// submitted: no other can be opened meanwhile.
func (w *Wizard) set(a actionSet) tea.Cmd {
	for _, p := range []*model.Pool{a.submitted, w.answers.Pool.Clone()} {
		if err := p.Set(a.path, a.value); err != nil {
			w.notice = "the draft is unchanged: " + oneLine(err.Error(), 200)
			return nil
		}
	}
	return w.change(func() { w.answers.Pool.Set(a.path, a.value) })
}

func (w *Wizard) goTo(a actionGoTo) tea.Cmd {
	if a.path != "" {
		cmd := w.jump(a.path)
		if len(w.places) > 0 {
			w.places[len(w.places)-1].journey = a.journey
		}
		w.editor.hover(a.option)
		return cmd
	}
	w.remember()
	return w.openStep(a.step)
}

func (w *Wizard) save(a actionSave) tea.Cmd {
	save, exists := w.Save, w.Exists
	export := Export{Format: a.format, Pool: w.answers.Pool.Clone()}
	if w.live != nil {
		export.Plan, export.Unread = w.plan(), w.live.Unread
	}
	return func() tea.Msg {
		files, err := save(export, a.path, a.replace)
		return savedMsg{files, err, err != nil && exists != nil && exists(err)}
	}
}

func (w *Wizard) deleteDraft(a actionDeleteDraft) tea.Cmd {
	store := w.Drafts
	return func() tea.Msg {
		err := a.remove()
		return draftDeletedMsg{err, store.List()}
	}
}

// conversationEnded keeps the trace of a pool in the sandbox for the review.
// The draft is removed only once its pool was created for real, all of it.
func (w *Wizard) conversationEnded(a actionEnded) tea.Cmd {
	if a.closes {
		w.closeOverlay()
	}
	if a.pool == nil {
		return nil
	}
	if a.live != nil {
		return w.changeEnded(a.outcome)
	}
	if tried := newTried(a.pool, a.outcome, w.Now()); tried != nil {
		w.tried = tried
	}
	if a.outcome.Real && a.outcome.Created != nil {
		made := *a.outcome.Created
		made.Secrets = nil // they are shown once
		w.made = &made
	}
	if a.outcome.Verified() {
		return a.draft.drop()
	}
	return nil
}
