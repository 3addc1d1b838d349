package tui

import (
	"context"

	"github.com/poolsmith/poolsmith/model"
)

// Talk is how work outside of the wizard, such as a submission, tells what it
// does and asks what it must know. The wizard and the line-by-line mode each
// have one. Its methods are called one at a time.
type Talk interface {
	// Say tells a line.
	Say(Tone, string)
	// Call tells how a call of the service begins, goes on or ends.
	Call(CallState)
	// Ask puts a question and returns the answer. The error says that nobody
	// answered; it is that of ctx when ctx ended first.
	Ask(ctx context.Context, q Question) (Answer, error)
	// Set changes a setting of the draft that is submitted, which undo takes back
	// as one change.
	Set(path, value string)
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
	ToGoOn                      // how, with a pool that is incomplete?
	ToName                      // another name for what is taken
	ToSend                      // a secret
	ToShow                      // a secret, once?
	ToChange                    // may the calls of a plan be made?
)

// Question is answered with yes or no, with one of Choices, or with a text where it
// has an Input.
type Question struct {
	Topic   Topic
	Text    string // ends with a question mark
	Yes, No string // what the answers do, such as: deletes the pool
	// Name has to be typed in place of yes, where it is not empty.
	Name string
	// YesByDefault says what an empty answer means.
	YesByDefault bool
	// Choices are more answers than two. The last one is safe: it changes nothing,
	// and is what no answer means.
	Choices []Choice
	Input   *Input
}

// Choice is one of several answers.
type Choice struct {
	Word string // to answer with: retry
	Does string // such as: sends the call again
}

// Input is a text that is asked for.
type Input struct {
	Label  string
	Value  string // proposed
	Hidden bool   // a secret, which is not shown while it is typed
	// Wrong says what is wrong with a text, or nothing; nil where every text will do.
	Wrong func(string) string
}

// WrongWith is what is wrong with a text that was typed, or nothing.
func (i *Input) WrongWith(text string) string {
	if i.Wrong == nil {
		return ""
	}
	return i.Wrong(text)
}

// Answer is the answer to a question. No answer is the zero value.
type Answer struct {
	Yes    bool   // also when a text was given
	Choice string // the word of one of several
	Text   string
}

// Outcome is how a conversation ended. What there is to know was told.
type Outcome struct {
	Declined bool     // the answer to ToCreate was no; nothing was sent
	Sent     bool     // a call may have left this machine
	Created  *Created // the pool that exists, complete or not; nil when none is known
	Complete bool     // every call of Created was carried out
	Real     bool     // not in the sandbox
	// Now is the live pool after a change of it, nil where nothing was changed or that
	// is not known. Stale says that it was not as it was opened, so that nothing was
	// sent.
	Now   *model.Document
	Stale bool
}

// Verified reports that the draft is needed no longer: its pool exists, all of
// it, in an account.
func (o Outcome) Verified() bool { return o.Real && o.Complete && o.Created != nil }
