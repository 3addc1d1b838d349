package tui

import "context"

// Talk is how work outside of the wizard, such as a submission, tells what it
// does and asks what it must know. The wizard and the line-by-line mode each
// have one. Its methods are called one at a time.
type Talk interface {
	// Say tells a line.
	Say(Tone, string)
	// Call tells how a call of the service begins, goes on or ends.
	Call(CallState)
	// Ask puts a question and reports whether the answer was yes. The error
	// says that nobody answered; it is that of ctx when ctx ended first.
	Ask(ctx context.Context, q Question) (bool, error)
}

// Conversation is work that tells and asks until it is finished. When ctx ends,
// the call in progress is still awaited, and no other is made.
type Conversation func(ctx context.Context, talk Talk) Outcome

// Tone is what kind of line is told.
type Tone int

// The tones of a line.
const (
	Info Tone = iota
	Good
	Hint
	Warning
	Problem
	Command // to copy: shown as it is
)

// Topic is what a question is about.
type Topic int

// The topics of questions.
const (
	ToCreate       Topic = iota // may the calls be made?
	WithoutReceipt              // also when no receipt can be written?
	ToUse                       // a pool that was found for the one created?
	ToDelete                    // a pool that is incomplete?
	ToLook                      // for an unfinished submission?
	ToForget                    // an unfinished submission?
)

// Question is answered with yes or no.
type Question struct {
	Topic   Topic
	Text    string // ends with a question mark
	Yes, No string // what the answers do, such as: deletes the pool
	// Name has to be typed in place of yes, where it is not empty.
	Name string
	// YesByDefault says what an empty answer means.
	YesByDefault bool
}

// Outcome is how a conversation ended. What there is to know was told.
type Outcome struct {
	Declined bool     // the answer to ToCreate was no; nothing was sent
	Sent     bool     // a call may have left this machine
	Created  *Created // the pool that exists, complete or not; nil when none is known
	Complete bool     // every call of Created was carried out
	Real     bool     // not in the sandbox
}

// Verified reports that the draft is needed no longer: its pool exists, all of
// it, in an account.
func (o Outcome) Verified() bool { return o.Real && o.Complete && o.Created != nil }
