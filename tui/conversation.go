package tui

import (
	"context"
	"errors"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
)

// Events of a conversation.
type (
	lineMsg struct {
		tone Tone
		text string
	}
	questionMsg struct {
		Question
		answer chan<- Answer
	}
	setMsg   struct{ path, value string }
	endedMsg struct{ outcome Outcome }
	// eventMsg is an event of a conversation that may be over.
	eventMsg struct {
		talk  *wizardTalk
		event tea.Msg
	}
)

// wizardTalk hands the events of one conversation to the program. Each event is
// fetched by one command, so that the conversation never runs ahead of the
// screen.
type wizardTalk struct {
	events chan tea.Msg
	left   chan struct{} // closed when no event is fetched any more
	ended  chan Outcome
	cancel context.CancelFunc
	called atomic.Bool // a call was begun, seen by the wizard or not
	crash  *Crash      // a panic of the conversation; set before it ended
}

var errLeft = errors.New("the wizard was left")

// converse begins a conversation and returns the command that fetches its first
// event.
func converse(conversation Conversation) (*wizardTalk, tea.Cmd) {
	ctx, cancel := context.WithCancel(context.Background())
	t := &wizardTalk{events: make(chan tea.Msg), left: make(chan struct{}), ended: make(chan Outcome, 1), cancel: cancel}
	return t, func() tea.Msg {
		go t.run(ctx, conversation)
		return t.next()
	}
}

// run lets the conversation take place. A panic ends it as well, since Wait
// waits for its outcome.
func (t *wizardTalk) run(ctx context.Context, conversation Conversation) {
	outcome := Outcome{}
	defer func() {
		if r := recover(); r != nil {
			t.crash = NewCrash(r)
			outcome.Sent = t.called.Load()
		}
		t.ended <- outcome
	}()
	outcome = conversation(ctx, t)
}

// stop ends a conversation that has sent nothing.
func (t *wizardTalk) stop() {
	t.cancel()
	close(t.left)
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

func (t *wizardTalk) tell(event tea.Msg) error {
	select {
	case t.events <- event:
		return nil
	case <-t.left:
		return errLeft
	}
}

// Say shows a line.
func (t *wizardTalk) Say(tone Tone, text string) { t.tell(lineMsg{tone, text}) }

// Call shows the progress of a call.
func (t *wizardTalk) Call(state CallState) {
	t.called.Store(true)
	t.tell(state)
}

// Set changes a setting of the draft.
func (t *wizardTalk) Set(path, value string) { t.tell(setMsg{path, value}) }

// Ask shows a question and waits for the answer.
func (t *wizardTalk) Ask(ctx context.Context, q Question) (Answer, error) {
	answers := make(chan Answer, 1)
	if ctx.Err() != nil {
		return Answer{}, ctx.Err()
	}
	if err := t.tell(questionMsg{q, answers}); err != nil {
		return Answer{}, err
	}
	select {
	case answer := <-answers:
		return answer, nil
	case <-ctx.Done():
		return Answer{}, ctx.Err()
	case <-t.left:
		return Answer{}, errLeft
	}
}
