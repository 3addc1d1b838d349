package tui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/spinner"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// talking shows a conversation: what it says, the calls that it makes, and its
// question. The conversation runs beside the program; each of its events is
// fetched by one command, so that it never runs ahead of the screen.
type talking struct {
	title string
	begin func() Conversation
	talk  *wizardTalk
	log   []logEntry
	sent  bool // a call was begun
	done  *Outcome

	question *questionMsg
	name     textinput.Model // what is typed in answer to a question for a name
	stopping bool            // ctrl+c was pressed during a call
	spinner  spinner.Model

	// Of a submission only.
	pool     *model.Pool
	draft    *draft // of the pool
	to       *Destination
	place    Place
	region   textinput.Model
	profiles []string
	typing   bool // the region is being typed
	// described: the page shows what the sandbox answers about the pool.
	described bool
}

// logEntry is a line that was told, or a call.
type logEntry struct {
	said *saidMsg
	call *CallState
}

// Events of a conversation.
type (
	saidMsg struct {
		tone Tone
		text string
	}
	questionMsg struct {
		Question
		answer chan<- bool
	}
	endedMsg struct{ outcome Outcome }
	// eventMsg is an event of a conversation that may be over.
	eventMsg struct {
		talk  *wizardTalk
		event tea.Msg
	}
	profilesMsg []string
)

// wizardTalk hands the events of one conversation to the program.
type wizardTalk struct {
	events chan tea.Msg
	left   chan struct{} // closed when nobody watches any more
	ended  chan Outcome
	cancel context.CancelFunc
	called atomic.Bool // a call was begun, seen by the wizard or not
	crash  *Crash      // a panic of the conversation; set before it ended
}

var errLeft = errors.New("the wizard was left")

func (t *wizardTalk) tell(event tea.Msg) error {
	select {
	case t.events <- event:
		return nil
	case <-t.left:
		return errLeft
	}
}

func (t *wizardTalk) Say(tone Tone, text string) { t.tell(saidMsg{tone, text}) }

func (t *wizardTalk) Call(state CallState) {
	t.called.Store(true)
	t.tell(state)
}

func (t *wizardTalk) Ask(ctx context.Context, q Question) (bool, error) {
	answer := make(chan bool, 1)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err := t.tell(questionMsg{q, answer}); err != nil {
		return false, err
	}
	select {
	case yes := <-answer:
		return yes, nil
	case <-ctx.Done():
		return false, ctx.Err()
	case <-t.left:
		return false, errLeft
	}
}

// next fetches the next event.
func (t *wizardTalk) next() tea.Msg {
	select {
	case event := <-t.events:
		return eventMsg{t, event}
	case outcome := <-t.ended:
		t.ended <- outcome // for Wait
		if t.crash != nil {
			return crashMsg{t.crash}
		}
		return eventMsg{t, endedMsg{outcome}}
	}
}

// openSubmit refuses a pool with errors: the service would reject it.
func (w *Wizard) openSubmit(to *Destination) tea.Cmd {
	if n := model.Errors(w.findings); n > 0 {
		w.notice = "fix " + model.Plural(n, "error") + " first: Cognito would reject this pool"
		return nil
	}
	t := newTalking("Create this pool?")
	t.pool, t.draft, t.to = w.state.Pool.Clone(), w.draft, to
	t.region.Prompt = "Region "
	t.begin = func() Conversation { return to.Submit(t.place, t.pool) }
	w.overlay = t
	return tea.Batch(t.start(), t.findProfiles())
}

// openUnfinished asks about submissions that were cut off.
func (w *Wizard) openUnfinished() {
	t := newTalking("Unfinished submission")
	t.begin = func() Conversation { return w.Unfinished }
	w.overlay = t
}

func newTalking(title string) *talking {
	return &talking{title: title, spinner: spinner.New(), region: textinput.New(), name: textinput.New()}
}

// start begins the conversation, again when it was cut off for another place.
func (t *talking) start() tea.Cmd {
	ctx, cancel := context.WithCancel(context.Background())
	talk := &wizardTalk{events: make(chan tea.Msg), left: make(chan struct{}), ended: make(chan Outcome, 1), cancel: cancel}
	t.talk, t.log, t.sent, t.done, t.question = talk, nil, false, nil, nil
	converse := t.begin()
	first := func() tea.Msg {
		go talk.run(ctx, converse)
		return talk.next()
	}
	return tea.Batch(first, t.spinner.Tick)
}

// run lets the conversation take place. A panic ends it as well, since Wait
// waits for its outcome.
func (t *wizardTalk) run(ctx context.Context, converse Conversation) {
	outcome := Outcome{}
	defer func() {
		if r := recover(); r != nil {
			t.crash = NewCrash(r)
			outcome.Sent = t.called.Load()
		}
		t.ended <- outcome
	}()
	outcome = converse(ctx, t)
}

// stop ends a conversation that has sent nothing.
func (t *talking) stop() {
	t.talk.cancel()
	close(t.talk.left)
	t.talk = nil
}

// interrupt lets the call in progress finish and makes no other. Whoever
// interrupts answers no more questions.
func (t *talking) interrupt() tea.Cmd {
	t.stopping = true
	t.talk.cancel()
	if t.question == nil {
		return nil // a command waits for the next event already
	}
	t.question = nil
	return t.talk.next
}

func (t *talking) findProfiles() tea.Cmd {
	if t.to.Profiles == nil {
		return nil
	}
	profiles := t.to.Profiles
	return func() tea.Msg { return profilesMsg(profiles()) }
}

// keys are those of the footer.
func (t *talking) keys(w *Wizard) []key.Binding {
	if !t.running() {
		return []key.Binding{w.keys.Back}
	}
	stop := w.keys.Quit
	stop.SetHelp("ctrl+c", "stop")
	return []key.Binding{stop}
}

// running reports whether a call may be under way.
func (t *talking) running() bool { return t.sent && t.done == nil }

func (t *talking) update(w *Wizard, msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case eventMsg:
		if msg.talk != t.talk {
			return nil, true
		}
		return t.heard(w, msg.event)
	case profilesMsg:
		t.profiles = msg
	case spinner.TickMsg:
		if t.done != nil || t.question != nil {
			return nil, true
		}
		var cmd tea.Cmd
		t.spinner, cmd = t.spinner.Update(msg)
		return cmd, true
	case tea.PasteMsg:
		return t.edit(msg), true
	case tea.KeyPressMsg:
		return t.press(w, msg)
	}
	return nil, true
}

// heard takes down an event of the conversation.
func (t *talking) heard(w *Wizard, event tea.Msg) (tea.Cmd, bool) {
	switch event := event.(type) {
	case saidMsg:
		t.log = append(t.log, logEntry{said: &event})
	case CallState:
		t.note(event)
	case questionMsg:
		return t.ask(event), true
	case endedMsg:
		if t.pool != nil {
			w.tried = cmp.Or(newTried(t.pool, event.outcome, w.Now()), w.tried)
		}
		return t.end(event.outcome), t.hasMore()
	}
	return t.talk.next, true
}

func (t *talking) ask(q questionMsg) tea.Cmd {
	t.question = &q
	t.name.Reset()
	t.name.Prompt = "name "
	if q.Name != "" {
		return t.name.Focus()
	}
	return nil
}

// note keeps one line for each call.
func (t *talking) note(state CallState) {
	t.sent = true
	for i := range slices.Backward(t.log) {
		if c := t.log[i].call; c != nil && c.Operation == state.Operation && !c.Done {
			t.log[i].call = &state
			return
		}
	}
	t.log = append(t.log, logEntry{call: &state})
}

// end takes the outcome. The draft is removed only once its pool was created
// for real, all of it.
func (t *talking) end(o Outcome) tea.Cmd {
	t.done, t.question = &o, nil
	if o.Verified() && t.draft != nil {
		return t.draft.drop()
	}
	return nil
}

// hasMore reports whether there is something left to read at the end.
func (t *talking) hasMore() bool { return !t.done.Declined && len(t.log) > 0 }

func (t *talking) press(w *Wizard, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch {
	case t.typing:
		return t.pressRegion(w, msg), true
	case t.question != nil && t.question.Name != "":
		return t.pressName(w, msg), true
	case t.question != nil && key.Matches(msg, t.yesKey(w)):
		return t.answer(true), true
	case t.mayChoosePlace() && key.Matches(msg, w.keys.Profile):
		t.place.Profile = after(t.profiles, t.place.Profile)
		return t.restart(), true
	case t.mayChoosePlace() && key.Matches(msg, w.keys.Region):
		t.typing = true
		return t.region.Focus(), true
	case t.tried():
		return t.pressTried(w, msg)
	case t.done != nil:
		return nil, false
	case t.question != nil && (t.question.Topic == ToDelete || key.Matches(msg, w.keys.No, w.keys.Back)):
		return t.answer(false), true
	case t.question == nil && !t.sent && key.Matches(msg, w.keys.Back):
		t.stop()
		return nil, false
	}
	return nil, true // ctrl+c stops before the next call
}

// yesKey is d for a deletion, so that nothing else says yes to it.
func (t *talking) yesKey(w *Wizard) key.Binding {
	if t.question.Topic == ToDelete {
		return w.keys.Delete
	}
	return w.keys.Yes
}

// answer hands the answer over and fetches what comes of it.
func (t *talking) answer(yes bool) tea.Cmd {
	q, talk := t.question, t.talk
	t.question = nil
	return tea.Batch(func() tea.Msg {
		q.answer <- yes
		return talk.next()
	}, t.spinner.Tick)
}

func (t *talking) pressName(w *Wizard, msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, w.keys.Back):
		return t.answer(false)
	case key.Matches(msg, w.keys.Open):
		if t.name.Value() != t.question.Name {
			w.notice = "the name does not match; esc " + t.question.No
			return nil
		}
		return t.answer(true)
	}
	return t.edit(msg)
}

// takesText reports whether letters go into a text.
func (t *talking) takesText() bool { return t.typing || t.question != nil && t.question.Name != "" }

// edit passes a key or a paste to the text being typed.
func (t *talking) edit(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch {
	case t.typing:
		t.region, cmd = t.region.Update(msg)
	case t.takesText():
		t.name, cmd = t.name.Update(msg)
	}
	return cmd
}

// mayChoosePlace reports whether another profile or region can still be taken.
func (t *talking) mayChoosePlace() bool {
	if t.to == nil || t.to.Profiles == nil {
		return false
	}
	return t.question != nil && t.question.Topic == ToCreate || t.done != nil && !t.done.Sent
}

// restart takes the conversation up at the place that was chosen.
func (t *talking) restart() tea.Cmd {
	t.stop()
	return t.start()
}

func (t *talking) pressRegion(w *Wizard, msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, w.keys.Back):
		t.typing = false
		return nil
	case key.Matches(msg, w.keys.Open):
		t.typing = false
		t.place.Region = strings.TrimSpace(t.region.Value())
		return t.restart()
	}
	return t.edit(msg)
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
	t, ok := w.overlay.(*talking)
	if !ok || t.talk == nil || t.done != nil {
		return
	}
	t.talk.cancel()
	close(t.talk.left)
	outcome := <-t.talk.ended
	if t.talk.crash != nil {
		w.crash = t.talk.crash
	}
	if drop := t.end(outcome); drop != nil {
		w.Update(drop())
	}
}

func (t *talking) lines(w *Wizard, width, _ int) []string {
	if t.described {
		return t.descriptionLines(w)
	}
	lines := []string{"", w.styles.Strong.Render(t.heading(w, width)), ""}
	for i, e := range t.log {
		if i > 0 && (e.call == nil) != (t.log[i-1].call == nil) {
			lines = append(lines, "")
		}
		if e.call != nil {
			lines = append(lines, t.callLine(w, *e.call, width))
		} else {
			lines = append(lines, w.saidLines(*e.said, width)...)
		}
	}
	if t.question != nil && t.question.Topic == ToCreate {
		lines = append(lines, t.planLines(w, width)...)
	}
	return append(lines, t.footLines(w, width)...)
}

func (t *talking) heading(w *Wizard, width int) string {
	name := oneLine(w.name(), max(1, width-20))
	switch {
	case !t.sent || t.pool == nil:
		return t.title
	case t.done == nil:
		return "Creating " + name
	case t.tried():
		return "Created " + name + " in the sandbox"
	case t.done.Complete:
		return "Created " + name
	default:
		return "Submission of " + name
	}
}

// planLines are the calls to be made, and what they settle for good.
func (t *talking) planLines(w *Wizard, width int) []string {
	lines := []string{""}
	for i, call := range t.pool.Calls() {
		lines = append(lines, fmt.Sprintf("%d. %s, %d bytes", i+1, call.Operation.Name, len(call.Body(nil))))
	}
	if titles := permanentTitles(t.pool); len(titles) > 0 {
		for _, line := range wrap("◆ Cannot be changed later: "+strings.Join(titles, ", "), width) {
			lines = append(lines, w.styles.Warning.Render(line))
		}
	}
	return lines
}

func (w *Wizard) saidLines(s saidMsg, width int) []string {
	sign, style := "", w.styles.Text
	switch s.tone {
	case Good:
		sign, style = "✓ ", w.styles.Good
	case Hint:
		style = w.styles.Dim
	case Warning:
		sign, style = "! ", w.styles.Warning
	case Problem:
		sign, style = "✗ ", w.styles.Error
	}
	text := oneLine(s.text, 2000)
	if s.tone == Command {
		sign = "  "
	} else {
		text = sentence(text)
	}
	lines := wrap(text, width-len([]rune(sign)))
	for i := range lines {
		lines[i] = style.Render(sign + lines[i])
		sign = strings.Repeat(" ", len([]rune(sign))) // of the lines that follow
	}
	return lines
}

// sentence begins with a capital letter.
func sentence(text string) string {
	if text != "" && text[0] >= 'a' && text[0] <= 'z' {
		return string(text[0]-'a'+'A') + text[1:]
	}
	return text
}

// footLines say what can be done now.
func (t *talking) footLines(w *Wizard, width int) []string {
	dim := func(text string) string { return w.styles.Dim.Render(text) }
	switch {
	case t.typing:
		w.styles.dress(&t.region)
		return []string{"", t.region.View(), dim("enter: use it · esc: back")}
	case t.question != nil:
		return t.questionLines(w, width)
	case t.done != nil && t.mayChoosePlace():
		lines := []string{"", dim(t.placeKeys() + "any other key: back")}
		if t.to == w.Cognito && w.Sandbox != nil {
			for _, line := range wrap("Without an account: x on the review tries the pool in the sandbox.", width) {
				lines = append(lines, dim(line))
			}
		}
		return lines
	case t.tried():
		lines := []string{""}
		for _, line := range t.triedKeys(w) {
			lines = append(lines, dim(line))
		}
		return lines
	case t.done != nil:
		return []string{"", dim("any key: back")}
	case t.sent:
		return []string{"", dim("ctrl+c: stop before the next call")}
	default:
		return []string{"", t.spinner.View() + dim(" one moment · esc: back")}
	}
}

func (t *talking) questionLines(w *Wizard, width int) []string {
	q := t.question
	lines := []string{""}
	if q.Topic != ToCreate {
		for _, line := range wrap(oneLine(q.Text, 2000), width) {
			lines = append(lines, w.styles.Strong.Render(line))
		}
	}
	switch {
	case q.Name != "":
		w.styles.dress(&t.name)
		t.name.SetWidth(max(1, width-8))
		lines = append(lines, "Type "+oneLine(q.Name, max(1, width-30))+" and press enter: "+q.Yes, t.name.View())
		return append(lines, w.styles.Dim.Render("esc: "+q.No))
	case q.Topic == ToDelete:
		return append(lines, "d: "+q.Yes+" · any other key: "+q.No)
	case q.Topic == ToCreate:
		return append(lines, "y: "+q.Yes, w.styles.Dim.Render(t.placeKeys()+"esc: back"))
	default:
		return append(lines, "y: "+q.Yes+" · n: "+q.No)
	}
}

func (t *talking) placeKeys() string {
	switch {
	case !t.mayChoosePlace():
		return ""
	case len(t.profiles) > 0:
		return "p: another profile · r: another Region · "
	default:
		return "r: another Region · "
	}
}

func (t *talking) callLine(w *Wizard, call CallState, width int) string {
	sign := t.spinner.View()
	switch {
	case call.Err != nil:
		sign = w.styles.Error.Render("✗")
	case call.Done:
		sign = w.styles.Good.Render("✓")
	}
	took := ""
	if call.Done {
		took = fmt.Sprintf("%d ms", call.Took/time.Millisecond)
	}
	return oneLineStyled(fmt.Sprintf("%s %-22s %8s  %s", sign, call.Operation, took, oneLine(call.Detail, width)), width)
}

func oneLineStyled(line string, width int) string { return strings.TrimRight(fit(line, width), " ") }

// Running reports whether a call may be in progress, once the program has
// ended.
func (w *Wizard) Running() bool {
	t, ok := w.overlay.(*talking)
	return ok && t.talk != nil && t.done == nil && t.talk.called.Load()
}
