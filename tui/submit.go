package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/spinner"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// conversationOverlay shows a conversation: its lines, the calls that it makes,
// and its question. The conversation runs beside the program.
type conversationOverlay struct {
	title string
	begin func() Conversation
	talk  *wizardTalk
	log   []logEntry
	sent  bool // a call was begun
	done  *Outcome

	question *questionMsg
	text     textinput.Model // what is typed in answer to a question
	chosen   int             // of the choices of a question
	below    int             // the lines from the choice on
	stopping bool            // the user interrupted during a call
	spinner  spinner.Model

	live *Live // that is changed; nil in a submission
	// Of a submission only.
	pool                       *model.Pool
	draft                      *draft // of the pool
	to                         *Destination
	toCognito                  bool // to is Options.Cognito
	offersCognito, offersTrial bool // whether there is a Cognito and a sandbox to go on to
	place                      Place
	region                     textinput.Model
	profiles                   []string
	typesRegion                bool
	offersConnect              bool // whether there is configuration to paste
	page                       endPage
}

// logEntry is a line or a call.
type logEntry struct {
	line *lineMsg
	call *CallState
}

type profilesMsg []string

// openSubmit refuses a pool with errors: the service would reject it.
func (w *Wizard) openSubmit(to *Destination) tea.Cmd {
	if n := model.Errors(w.findings); n > 0 {
		w.notice = "fix " + model.Plural(n, "error") + " first: Cognito would reject this pool"
		return nil
	}
	o := newConversation("Create this pool?")
	o.pool, o.draft, o.to = w.answers.Pool.Clone(), w.draft, to
	o.toCognito, o.offersCognito, o.offersTrial = to == w.Cognito, w.Cognito != nil, w.Sandbox != nil
	o.offersConnect = w.Connect != nil
	o.region.Prompt = "Region "
	o.begin = func() Conversation { return to.Submit(o.place, o.pool) }
	w.overlay = o
	return tea.Batch(o.start(), o.findProfiles())
}

// openUnfinished asks about submissions that were cut off.
func (w *Wizard) openUnfinished() {
	o := newConversation("Unfinished submission")
	o.begin = func() Conversation { return w.Unfinished }
	w.overlay = o
}

func newConversation(title string) *conversationOverlay {
	return &conversationOverlay{title: title, spinner: spinner.New(), region: textinput.New(), text: textinput.New()}
}

// start begins the conversation, again when it was ended for another place.
func (o *conversationOverlay) start() tea.Cmd {
	talk, first := converse(o.begin())
	o.talk, o.log, o.sent, o.done, o.question = talk, nil, false, nil, nil
	return tea.Batch(first, o.spinner.Tick)
}

// stop ends a conversation that has sent nothing.
func (o *conversationOverlay) stop() {
	o.talk.stop()
	o.talk = nil
}

// interrupt lets the call in progress finish and makes no other. Whoever
// interrupts answers no more questions.
func (o *conversationOverlay) interrupt() tea.Cmd {
	o.stopping = true
	o.talk.cancel()
	if o.question == nil {
		return nil // a command waits for the next event already
	}
	o.closeQuestion()
	return o.talk.next
}

func (o *conversationOverlay) findProfiles() tea.Cmd {
	if o.to.Profiles == nil {
		return nil
	}
	profiles := o.to.Profiles
	return func() tea.Msg { return profilesMsg(profiles()) }
}

func (o *conversationOverlay) keys(k *keyMap) []key.Binding {
	if o.running() {
		return []key.Binding{relabel(k.Quit, "stop")}
	}
	return []key.Binding{k.Back} // the others stand beside the question, or at the end
}

// running reports whether a call may be under way.
func (o *conversationOverlay) running() bool { return o.sent && o.done == nil }

func (o *conversationOverlay) update(msg tea.Msg, k *keyMap) (tea.Cmd, action) {
	switch msg := msg.(type) {
	case eventMsg:
		if msg.talk == o.talk {
			return o.take(msg.event)
		}
	case profilesMsg:
		o.profiles = msg
	case spinner.TickMsg:
		if o.done != nil || o.question != nil {
			return nil, nil
		}
		var cmd tea.Cmd
		o.spinner, cmd = o.spinner.Update(msg)
		return cmd, nil
	case tea.PasteMsg:
		return o.paste(msg)
	case tea.KeyPressMsg:
		return o.press(msg, k)
	}
	return nil, nil
}

// take handles an event of the conversation.
func (o *conversationOverlay) take(event tea.Msg) (tea.Cmd, action) {
	switch event := event.(type) {
	case lineMsg:
		o.log = append(o.log, logEntry{line: &event})
	case CallState:
		o.logCall(event)
	case setMsg:
		return o.talk.next, actionSet{o.pool, event.path, event.value}
	case questionMsg:
		return o.ask(event), nil
	case endedMsg:
		return nil, o.end(event.outcome)
	}
	return o.talk.next, nil
}

// logCall keeps one line for each call.
func (o *conversationOverlay) logCall(state CallState) {
	o.sent = true
	for i := range slices.Backward(o.log) {
		if c := o.log[i].call; c != nil && c.Operation == state.Operation && !c.Done {
			o.log[i].call = &state
			return
		}
	}
	o.log = append(o.log, logEntry{call: &state})
}

// end takes the outcome. It closes the overlay where nothing is left to read.
func (o *conversationOverlay) end(outcome Outcome) action {
	o.done, o.question = &outcome, nil
	return actionEnded{o.pool, o.draft, o.live, outcome, outcome.Declined || len(o.log) == 0}
}

func (o *conversationOverlay) press(msg tea.KeyPressMsg, k *keyMap) (tea.Cmd, action) {
	switch {
	case o.typesRegion:
		return o.pressRegion(msg, k), nil
	case o.asksText():
		return o.pressText(msg, k)
	case o.asksChoice():
		return o.pressChoice(msg, k), nil
	case o.question != nil && key.Matches(msg, o.yesKey(k)):
		return o.answer(Answer{Yes: true}), nil
	case o.mayChoosePlace() && key.Matches(msg, k.Profile):
		o.place.Profile = after(o.profiles, o.place.Profile)
		return o.restart(), nil
	case o.mayChoosePlace() && key.Matches(msg, k.Region):
		o.typesRegion = true
		return o.region.Focus(), nil
	case o.done != nil:
		return nil, o.pressEnd(msg, k)
	case o.question != nil && (o.question.Topic == ToDelete || key.Matches(msg, k.No, k.Back)):
		return o.answer(Answer{}), nil
	case o.question == nil && !o.sent && key.Matches(msg, k.Back):
		o.stop()
		return nil, actionClose{}
	}
	return nil, nil // the key that quits stops before the next call
}

// takesText reports whether letters go into a text.
func (o *conversationOverlay) takesText() bool { return o.typesRegion || o.asksText() }

// edit passes a key or a paste to the text being typed.
func (o *conversationOverlay) edit(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch {
	case o.typesRegion:
		o.region, cmd = o.region.Update(msg)
	case o.asksText():
		o.text, cmd = o.text.Update(msg)
	}
	return cmd
}

// mayChoosePlace reports whether another profile or Region can still be used.
func (o *conversationOverlay) mayChoosePlace() bool {
	if o.to == nil || o.to.Profiles == nil {
		return false
	}
	return o.question != nil && o.question.Topic == ToCreate || o.done != nil && !o.done.Sent
}

// restart begins the conversation again at the place that was chosen.
func (o *conversationOverlay) restart() tea.Cmd {
	o.stop()
	return o.start()
}

func (o *conversationOverlay) pressRegion(msg tea.KeyPressMsg, k *keyMap) tea.Cmd {
	switch {
	case key.Matches(msg, k.Back):
		o.typesRegion = false
		return nil
	case key.Matches(msg, k.Open):
		o.typesRegion = false
		o.place.Region = strings.TrimSpace(o.region.Value())
		return o.restart()
	}
	return o.edit(msg)
}

// after is the profile that follows in the list, which ends with the one of
// the environment.
func after(profiles []string, profile string) string {
	if i := slices.Index(profiles, profile) + 1; i < len(profiles) {
		return profiles[i]
	}
	return ""
}

// Wait is for when the program has ended: it lets the call in progress finish,
// makes no other, and returns when the conversation is over.
func (w *Wizard) Wait() {
	o, ok := w.overlay.(*conversationOverlay)
	if !ok || o.talk == nil || o.done != nil {
		return
	}
	o.talk.stop()
	outcome := <-o.talk.ended
	if o.talk.crash != nil {
		w.crash = o.talk.crash
	}
	o.done, o.question = &outcome, nil
	if o.draft != nil && (outcome.Verified() || o.live != nil && outcome.Complete) {
		w.Update(o.draft.drop()())
	}
}

// Running reports whether a call may be in progress, once the program has
// ended.
func (w *Wizard) Running() bool {
	o, ok := w.overlay.(*conversationOverlay)
	return ok && o.talk != nil && o.done == nil && o.talk.called.Load()
}
