package tui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/spinner"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"github.com/poolsmith/poolsmith/model"
)

// submitting asks for a last look, then shows each call as it runs.
type submitting struct {
	pool     *model.Pool
	draft    *draft // that the pool is from
	to       *Destination
	target   string // empty until it is found out
	calls    []CallState
	states   chan CallState
	running  bool
	stopping bool     // ctrl+c was pressed
	half     *Created // a pool that was made, but not all of it
	gone     bool     // and was deleted

	left    chan struct{}     // closed when nobody watches any more
	result  chan submittedMsg // how the submit ended
	done    bool
	err     error
	cancel  context.CancelFunc
	spinner spinner.Model

	place    Place
	profiles []string
	region   textinput.Model
	typing   bool // the region is being typed
}

// deletedMsg is the end of a deletion.
type deletedMsg struct{ err error }

type submittedMsg struct {
	created Created
	err     error
}

// openSubmit refuses a pool with errors: the service would.
func (w *Wizard) openSubmit(to *Destination) tea.Cmd {
	if n := model.Errors(w.findings); n > 0 {
		w.notice = model.Plural(n, "error") + " first: Cognito would refuse this pool"
		return nil
	}
	s := &submitting{pool: w.state.Pool.Clone(), draft: w.draft, to: to, spinner: spinner.New(), region: textinput.New()}
	s.region.Prompt = "region "
	w.overlay = s
	return s.lookAround()
}

// lookAround finds out where the submit would go, and which profiles there are.
func (s *submitting) lookAround() tea.Cmd {
	s.target, s.err = "", nil
	to, place, pool := s.to, s.place, s.pool
	return func() tea.Msg {
		var profiles []string
		if to.Profiles != nil {
			profiles = to.Profiles()
		}
		target, err := to.Target(place, pool)
		return targetMsg{target, profiles, err}
	}
}

// targetMsg tells where a submit would go.
type targetMsg struct {
	target   string
	profiles []string
	err      error
}

func (s *submitting) update(w *Wizard, msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case targetMsg:
		s.target, s.profiles, s.err = msg.target, msg.profiles, msg.err
		return nil, true
	case CallState:
		s.note(msg)
		return s.listen(), true
	case submittedMsg:
		return s.finish(w, msg), true
	case deletedMsg:
		s.deleted(w, msg.err)
		return nil, true
	case spinner.TickMsg:
		if !s.running {
			return nil, true
		}
		var cmd tea.Cmd
		s.spinner, cmd = s.spinner.Update(msg)
		return cmd, true
	case tea.KeyPressMsg:
		return s.press(w, msg)
	case tea.PasteMsg:
		if s.typing {
			var cmd tea.Cmd
			s.region, cmd = s.region.Update(msg)
			return cmd, true
		}
	}
	return nil, true
}

func (s *submitting) press(w *Wizard, msg tea.KeyPressMsg) (tea.Cmd, bool) {
	switch {
	case s.running:
		return nil, true // ctrl+c stops before the next call
	case s.typing:
		return s.pressRegion(w, msg), true
	case s.half != nil && key.Matches(msg, w.keys.Delete):
		return s.remove(), true
	case s.done, key.Matches(msg, w.keys.Back):
		return nil, false
	case key.Matches(msg, w.keys.Yes) && s.target != "":
		return s.run(w), true
	case s.to.Profiles != nil && key.Matches(msg, w.keys.Profile):
		s.place.Profile = after(s.profiles, s.place.Profile)
		return s.lookAround(), true
	case s.to.Profiles != nil && key.Matches(msg, w.keys.Region):
		s.typing = true
		return s.region.Focus(), true
	}
	return nil, true
}

func (s *submitting) pressRegion(w *Wizard, msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, w.keys.Back):
		s.typing = false
		return nil
	case key.Matches(msg, w.keys.Open):
		s.typing = false
		s.place.Region = strings.TrimSpace(s.region.Value())
		return s.lookAround()
	}
	var cmd tea.Cmd
	s.region, cmd = s.region.Update(msg)
	return cmd
}

// after is the profile that follows in the list, which ends with the one of
// the environment.
func after(profiles []string, profile string) string {
	if i := slices.Index(profiles, profile) + 1; i < len(profiles) {
		return profiles[i]
	}
	return ""
}

func (s *submitting) run(w *Wizard) tea.Cmd {
	ctx, cancel := context.WithCancel(context.Background())
	s.running, s.cancel, s.states = true, cancel, make(chan CallState)
	s.left, s.result = make(chan struct{}), make(chan submittedMsg, 1)
	return tea.Batch(s.submit(ctx), s.listen(), s.spinner.Tick)
}

// remove deletes the pool that was only half made.
func (s *submitting) remove() tea.Cmd {
	s.running, s.done, s.states = true, false, make(chan CallState)
	p, states, remove, place, half := s.pool, s.states, s.to.Delete, s.place, *s.half
	return tea.Batch(func() tea.Msg {
		defer close(states)
		return deletedMsg{remove(context.Background(), place, half, p, func(state CallState) { states <- state })}
	}, s.listen(), s.spinner.Tick)
}

func (s *submitting) deleted(w *Wizard, err error) {
	s.running, s.done, s.err = false, true, err
	if err == nil {
		s.half, s.gone, w.submitted = nil, true, nil
	}
}

// submit makes the calls; ctx ends it before its next call.
func (s *submitting) submit(ctx context.Context) tea.Cmd {
	p, states, submit, place, left, result := s.pool, s.states, s.to.Submit, s.place, s.left, s.result
	return func() tea.Msg {
		defer close(states)
		defer func() { // also after a panic: Wait waits for a result
			select {
			case result <- submittedMsg{err: errors.New("the submit ended unexpectedly")}:
			default:
			}
		}()
		created, err := submit(ctx, place, p, func(state CallState) {
			select {
			case states <- state:
			case <-left: // nobody watches any more
			}
		})
		result <- submittedMsg{created, err}
		return submittedMsg{created, err}
	}
}

// Wait is for when the program ended while a submit ran, as a signal ends it:
// it lets the call under way finish, makes no other, and returns what exists.
// running is false when there was nothing to wait for.
func (w *Wizard) Wait() (created Created, err error, running bool) {
	s, ok := w.overlay.(*submitting)
	if !ok || !s.running || s.result == nil {
		return Created{}, nil, false
	}
	s.cancel()
	close(s.left)
	r := <-s.result
	return r.created, r.err, true
}

// listen waits for the next state of a call; nil when the submit has ended.
func (s *submitting) listen() tea.Cmd {
	states := s.states
	return func() tea.Msg {
		if state, open := <-states; open {
			return state
		}
		return nil
	}
}

// note keeps one line for each call.
func (s *submitting) note(state CallState) {
	last := len(s.calls) - 1
	if last >= 0 && s.calls[last].Operation == state.Operation && !s.calls[last].Done {
		s.calls[last] = state
		return
	}
	s.calls = append(s.calls, state)
}

func (s *submitting) finish(w *Wizard, msg submittedMsg) tea.Cmd {
	s.running, s.done, s.err = false, true, msg.err
	s.cancel()
	if msg.created.ID != "" {
		w.submitted = &msg.created
	}
	if msg.created.ID != "" && msg.err != nil && s.to.Delete != nil {
		s.half = &msg.created
	}
	// A pool in the sandbox is a try: the draft is still wanted.
	if msg.err == nil && s.to == w.Cognito {
		return s.draft.drop()
	}
	return nil
}

func (s *submitting) lines(w *Wizard, width, height int) []string {
	if !s.running && !s.done {
		return s.askLines(w, width)
	}
	lines := []string{"", w.styles.Strong.Render("Creating " + oneLine(w.name(), width-10)), ""}
	for _, call := range s.calls {
		lines = append(lines, s.callLine(w, call, width))
	}
	lines = append(lines, "")
	switch {
	case s.running:
		return append(lines, w.styles.Dim.Render("ctrl+c stops before the next call"))
	case s.gone:
		lines = append(lines, w.styles.Good.Render("✓ The pool was deleted; nothing is left of it."))
	case s.err != nil:
		for _, line := range wrap("✗ "+w.explain(s.err), width) {
			lines = append(lines, w.styles.Error.Render(line))
		}
	default:
		lines = append(lines, w.styles.Good.Render("✓ The pool exists."))
	}
	if w.submitted != nil {
		lines = append(lines, "", "id   "+model.Printable(w.submitted.ID), "arn  "+model.Printable(w.submitted.ARN))
	}
	if s.half != nil {
		return append(lines, "", "d deletes the pool · any other key keeps it and goes back")
	}
	return append(lines, "", w.styles.Dim.Render("any key goes back to the review"))
}

func (s *submitting) callLine(w *Wizard, call CallState, width int) string {
	sign := s.spinner.View()
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

func (s *submitting) askLines(w *Wizard, width int) []string {
	lines := []string{"", w.styles.Strong.Render("Create this pool?"), ""}
	if s.err != nil {
		for _, line := range wrap("✗ "+w.explain(s.err), width) {
			lines = append(lines, w.styles.Error.Render(line))
		}
		return append(lines, s.placeLines(w)...)
	}
	for _, line := range wrap("Where: "+oneLine(s.target, 500), width) {
		lines = append(lines, w.styles.Text.Render(line))
	}
	for i, call := range s.pool.Calls() {
		lines = append(lines, fmt.Sprintf("%d. %s, %d bytes as on the review", i+1, call.Operation, len(call.Body(""))))
	}
	if titles := permanentTitles(s.pool); len(titles) > 0 {
		for _, line := range wrap("◆ Cannot be changed afterwards: "+strings.Join(titles, ", "), width) {
			lines = append(lines, w.styles.Warning.Render(line))
		}
	}
	return append(append(lines, "", "y creates it"), s.placeLines(w)...)
}

// placeLines offer another profile and region.
func (s *submitting) placeLines(w *Wizard) []string {
	switch {
	case s.typing:
		w.styles.dress(&s.region)
		return []string{"", s.region.View(), w.styles.Dim.Render("enter takes it · esc goes back")}
	case s.to.Profiles == nil:
		return []string{w.styles.Dim.Render("esc goes back")}
	case len(s.profiles) > 0:
		return []string{w.styles.Dim.Render("p another profile · r another region · esc goes back")}
	default:
		return []string{w.styles.Dim.Render("r another region · esc goes back")}
	}
}
