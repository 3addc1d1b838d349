// Package cognito creates a pool in Amazon Cognito, or in an emulator of its
// API.
//
// The calls are those of Pool.Calls, and the bytes of each are Call.Body: what
// was reviewed is what is sent. The SDK's request types cannot be used for that,
// because they omit false and zero, and because the SDK at hand may lack an
// operation. So every call is the SDK's call of one operation, in which a
// middleware replaces the operation and the body; the SDK then computes the
// length, the checksum, the signature and the endpoint. Retries are decided here,
// because a repeated CreateUserPool creates a second pool.
package cognito

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/poolsmith/poolsmith/model"
)

// Result is the pool that was created or adopted.
type Result struct {
	ID   string `json:"id"` // eu-west-1_Ab12Cd34E
	ARN  string `json:"arn"`
	Name string `json:"name"`
	// Adopted explains why a pool that was found is considered the one that
	// was created. It is empty when the service responded with the pool.
	Adopted string `json:"adopted,omitempty"`
	// Answers are what the responses gave to later calls.
	Answers model.Answers `json:"-"`
	// unmade are the paths of the calls that certainly made nothing.
	unmade map[string]bool
}

// keep takes from the response to a call what later calls and the caller need.
// The error names what the response lacks.
func (r *Result) keep(call model.Call, response []byte) error {
	answers := model.Answers{}
	if err := errors.Join(checkObject(response), call.Keep(answers, response)); err != nil {
		return err
	}
	if call.Operation.MakesPool() {
		arn, name, err := readPool(call.Operation, response)
		if err != nil {
			return err
		}
		r.ID, r.ARN, r.Name = answers[model.PoolIDMember], arn, name
	}
	maps.Copy(r.Answers, answers)
	return nil
}

// readPool returns the ARN and the name in a response that describes a pool.
func readPool(o *model.Operation, response []byte) (arn, name string, err error) {
	var all map[string]json.RawMessage
	var described struct{ Arn, Name string }
	if err := json.Unmarshal(response, &all); err != nil {
		return "", "", err
	}
	err = json.Unmarshal(all[o.Answer], &described)
	return described.Arn, described.Name, err
}

// Candidate is a pool that appeared since a CreateUserPool of unknown outcome.
type Candidate struct {
	ID, ARN, Name string
	Created       time.Time // by the clock of the service
	// Equal reports that every setting sent has the value sent, and that no
	// other setting differs from its default.
	Equal       bool
	Differs     []string // the paths that differ, when it is not Equal
	Undescribed error    // an *Error: why its settings are unknown; nil when they are known
}

// Watch contains the callbacks of Submit.
type Watch struct {
	// Progress is called with each event, in the goroutine of Submit, before
	// anything further is sent. It may be nil.
	Progress func(Event)
	// Adopt is asked whether to use the one pool that is Equal, before
	// anything else is sent. pending names the operations that would still
	// change it. When Adopt is nil, the pool is used only
	// if nothing is pending; otherwise Submit returns an *Incomplete.
	Adopt func(ctx context.Context, found Candidate, pending []string) bool
	// Secrets are the values of the environment variables that the secrets of the
	// pool refer to. They are only in what is sent.
	Secrets map[string]string
	// Generated is called with each secret that the service generated. The secret is
	// in nothing else that Submit returns or reports. It may be nil.
	Generated func(Generated)
}

// Generated is a secret that the service generated, to be shown once.
type Generated struct {
	Of    string // app client web
	Value string
}

// State is the state of a call.
type State int

// A call is Started once, Retried any number of times, and then Done or Failed.
const (
	Started State = iota
	Retried
	Done
	Failed
)

// Event is the progress of one call.
type Event struct {
	Call, Calls int // the call's index from 0, and the number of calls
	Operation   string
	Key         string // of the request, where a draft has many of the operation
	Width       int    // of the longest Name of all calls
	State       State
	Attempt     int           // from 1; of a Retried call the next one
	Took        time.Duration // since the call started, retries included
	Wait        time.Duration // of a Retried call, until the next attempt
	Reason      string        // why a call is Retried
	Note        string        // an unusual way in which a call was Done
	PoolID      string        // as soon as it is known
	RequestID   string        // of a Done call
	Err         error         // of a call that failed, an *Error
	Uncertain   bool          // an attempt of a failed call may have taken effect; for the pool itself, see Err.MayExist
}

// Submit creates the pool: it sends its calls one after the other. Call SameName before
// it, so that a pool that appears while the response to CreateUserPool is lost
// can be distinguished from those that existed.
//
// When ctx ends, Submit still waits for the call in progress, because otherwise
// a pool that it creates would be unknown; no other call or attempt is started.
// The outcome of a CreateUserPool without a definite response is determined even
// then.
//
// The error is an *Error, or an *Incomplete that wraps one when the pool exists
// but a later call failed or was not sent. The Result is filled in that case
// too.
func (c *Client) Submit(ctx context.Context, pool *model.Pool, w Watch) (Result, error) {
	return c.submitFrom(ctx, pool, &Incomplete{Made: Result{Answers: model.Answers{}}}, w)
}

// Resume makes the calls that an incomplete pool lacks, from the one that failed.
// It repeats no call that was made. If the failed call may have taken effect, it
// first looks for what that made, and sends the call again only if that does not
// exist. The pool may differ from the one that was submitted in the settings of the
// calls from the failed one on, but not in the number of calls.
//
// The error is as that of Submit.
func (c *Client) Resume(ctx context.Context, pool *model.Pool, from *Incomplete, w Watch) (Result, error) {
	again := *from
	again.Made.Answers = maps.Clone(from.Made.Answers)
	return c.submitFrom(ctx, pool, &again, w)
}

func (c *Client) submitFrom(ctx context.Context, pool *model.Pool, from *Incomplete, w Watch) (Result, error) {
	calls, sent, made := pool.Calls(), c.withSecrets(pool, w.Secrets).Calls(), from.Made
	for i := from.Next; i < len(calls); i++ {
		call := calls[i]
		t := c.taskFor(call, pool, &made, w)
		t.body = sent[i].Body(made.Answers)
		t.event = Event{Call: i, Calls: len(calls), PoolID: made.ID, Key: keyOf(call), Width: longestName(calls)}
		if i == from.Next && from.uncertain {
			c.settleFirst(t, call, &made, w, from.Err)
		}
		err := unconfirmed(made, call, w)
		if err == nil {
			err = c.run(ctx, t, pool, w.Progress)
		}
		if err != nil {
			if made.ID == "" {
				return made, err
			}
			incomplete := c.incompleteAt(i, err, made, pool, t.mayHaveEffect())
			return incomplete.Made, incomplete
		}
	}
	made.unmade = nil
	return made, nil
}

// withSecrets returns a copy of the pool that has the values of its secrets, which
// are removed from every text of a response from now on.
func (c *Client) withSecrets(pool *model.Pool, secrets map[string]string) *model.Pool {
	all := pool.Clone()
	all.ReplaceSecrets(func(_, value string) string {
		if name, found := model.SecretVariable(value); found && secrets[name] != "" {
			value = secrets[name]
		}
		c.sensitive = append(c.sensitive, value)
		return value
	})
	return all
}

// keyOf is the key of a request, where a draft has many of the operation.
func keyOf(call model.Call) string {
	if !call.Operation.Many {
		return ""
	}
	return call.Key()
}

// Name is the operation with the key of the request: CreateUserPoolClient web.
func (e Event) Name() string { return strings.TrimSpace(e.Operation + " " + e.Key) }

func longestName(calls []model.Call) int {
	longest := 0
	for _, call := range calls {
		name := Event{Operation: call.Operation.Name, Key: keyOf(call)}.Name()
		longest = max(longest, utf8.RuneCountInString(name))
	}
	return longest
}

// unconfirmed is the error of a call that would change an adopted pool that
// nobody confirmed.
func unconfirmed(made Result, call model.Call, w Watch) error {
	if made.Adopted == "" || w.Adopt != nil {
		return nil
	}
	return &Error{
		Operation: call.Operation.Name,
		Message:   "not sent: the pool " + made.ID + " was found after a lost response, and nobody confirmed that it is yours",
		Hint:      "check the pool before you complete or delete it",
	}
}
