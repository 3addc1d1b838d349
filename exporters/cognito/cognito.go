// Package cognito creates a pool in Amazon Cognito, or in an emulator of its
// API.
//
// The calls are those of Pool.Calls, and the bytes of each are Call.Body: what
// was reviewed is what is sent. The SDK's request types cannot be used for that,
// because they omit false and zero. So the SDK serializes a minimal input, and a
// middleware replaces the body; the SDK then computes the length, the checksum,
// the signature and the endpoint. Retries are decided here, because a repeated
// CreateUserPool creates a second pool.
package cognito

import (
	"context"
	"errors"
	"fmt"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
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
	State       State
	Attempt     int           // from 1; of a Retried call the next one
	Took        time.Duration // since the call started, retries included
	Wait        time.Duration // of a Retried call, until the next attempt
	Reason      string        // why a call is Retried
	Note        string        // an unusual way in which a call was Done
	PoolID      string        // as soon as it is known
	RequestID   string        // of a Done call
	Err         error         // of a call that failed, an *Error
	Uncertain   bool          // an attempt of a failed call may have taken effect; for CreateUserPool, see Err.MayExist
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
	calls := pool.Calls()
	var made Result
	for i, call := range calls {
		t := c.taskFor(call, pool, &made, w)
		t.event = Event{Call: i, Calls: len(calls), PoolID: made.ID}
		err := unconfirmed(made, call, w)
		if err == nil {
			err = c.run(ctx, t, pool, w.Progress)
		}
		if err != nil {
			if made.ID != "" {
				err = c.incomplete(err, made, pool, call, t.uncertain)
			}
			return made, err
		}
	}
	return made, nil
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

// task is one call, which is repeated until its outcome is certain.
type task struct {
	operation string
	body      []byte // of the request; nil leaves it to the SDK
	poolID    *string
	event     Event
	read      bool // changes nothing: ends with its context
	sent      bool // an attempt may have left this machine
	uncertain bool // an attempt may have taken effect without a response

	// send makes one attempt and returns the service's request id.
	send func(ctx context.Context, w *wire) (requestID string, err error)
	// settle looks for a pool that an attempt of unknown outcome may have
	// created. It is nil for calls that are safe to repeat.
	settle func(ctx context.Context, cause error) (note string, err error)
}

// taskFor is the task of one of a pool's calls. CreateUserPool sets made, and
// the later calls read it.
func (c *Client) taskFor(call model.Call, pool *model.Pool, made *Result, watch Watch) *task {
	t := &task{operation: call.Operation.Name, body: call.Body(model.Answers{"UserPoolId": made.ID}), poolID: &made.ID}
	if !call.Operation.Required {
		t.send = func(ctx context.Context, w *wire) (string, error) {
			out, err := c.sdk.SetUserPoolMfaConfig(ctx, &cognitoidentityprovider.SetUserPoolMfaConfigInput{UserPoolId: &made.ID}, w.options)
			if err != nil {
				return "", err
			}
			id, _ := awsmiddleware.GetRequestIDMetadata(out.ResultMetadata)
			return id, nil
		}
		return t
	}
	t.send = func(ctx context.Context, w *wire) (id string, err error) {
		*made, id, err = c.create(ctx, w)
		return id, err
	}
	t.settle = func(ctx context.Context, cause error) (string, error) {
		var err error
		*made, err = c.settle(ctx, pool, watch, cause)
		return made.Adopted, err
	}
	return t
}

func (c *Client) create(ctx context.Context, w *wire) (Result, string, error) {
	// The input contains only what the SDK requires.
	out, err := c.sdk.CreateUserPool(ctx, &cognitoidentityprovider.CreateUserPoolInput{PoolName: new(string)}, w.options)
	if err != nil {
		return Result{}, "", err
	}
	if out.UserPool == nil || text(out.UserPool.Id) == "" {
		return Result{}, "", errNoPool
	}
	id, _ := awsmiddleware.GetRequestIDMetadata(out.ResultMetadata)
	return Result{ID: *out.UserPool.Id, ARN: text(out.UserPool.Arn), Name: text(out.UserPool.Name)}, id, nil
}

// run makes a call and reports its events.
func (c *Client) run(ctx context.Context, t *task, pool *model.Pool, progress func(Event)) error {
	started := time.Now()
	t.event.Operation, t.event.Attempt = t.operation, 1
	report := func(state State) {
		t.event.State = state
		t.event.Took = time.Since(started)
		t.event.Uncertain = t.uncertain
		if progress != nil {
			progress(t.event)
		}
	}
	fail := func(e *Error) error {
		e.Unsent = t.settle != nil && !t.sent
		t.event.Err = e
		report(Failed)
		return e
	}
	if ctx.Err() != nil {
		e := interrupted("before "+t.operation, ctx)
		e.Unsent = t.settle != nil
		return e
	}
	report(Started)
	for {
		err := c.attempt(ctx, t)
		if err == nil {
			report(Done)
			return nil
		}
		if t.read && errors.Is(ctx.Err(), context.Canceled) {
			return fail(interrupted("during "+t.operation, ctx))
		}
		reason, wait := c.again(err, t.event.Attempt, t.settle != nil)
		if reason == "" {
			return fail(c.explain(err, t.operation, pool))
		}
		t.event.Attempt++
		t.event.Reason, t.event.Wait = reason, wait
		report(Retried)
		if !sleep(ctx, wait) {
			e := interrupted(fmt.Sprintf("before attempt %d of %s", t.event.Attempt, t.operation), ctx)
			if t.read && !errors.Is(ctx.Err(), context.Canceled) {
				e = c.explain(err, t.operation, pool)
			}
			return fail(e)
		}
	}
}

// attempt sends a call once, and determines its outcome when that is not
// certain. The error of an attempt that did not leave this machine is an
// *unsentError.
func (c *Client) attempt(ctx context.Context, t *task) error {
	sending := ctx
	if !t.read {
		sending = context.WithoutCancel(ctx)
	}
	w := &wire{body: t.body}
	if t.settle != nil {
		w.once = c.once
	}
	id, err := t.send(sending, w)
	t.sent = t.sent || w.sent.Load()
	t.uncertain = t.uncertain || err != nil && w.sent.Load() && isUncertain(err)
	t.event.Note = ""
	switch {
	case err == nil:
		t.event.RequestID = c.redact(id)
	case !w.sent.Load():
		return &unsentError{err, w.signed}
	case t.settle != nil && isUncertain(err):
		note, err := t.settle(ctx, err)
		if err != nil {
			return err
		}
		t.event.Note = note
	default:
		return err
	}
	if t.poolID != nil {
		t.event.PoolID = *t.poolID
	}
	return nil
}

// unsentError is the error of a request that did not leave this machine.
type unsentError struct {
	error
	signed bool // the credentials were found, but no connection was made
}

func (e *unsentError) Unwrap() error { return e.error }

func text(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}
