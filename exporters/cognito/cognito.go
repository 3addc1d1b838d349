// Package cognito makes a pool at the live service, or at anything that speaks
// its API.
//
// The calls are those of Pool.Calls, and the bytes of each are Call.Body: what
// was reviewed is what goes over the wire. The SDK's own request types cannot
// be trusted with that, because they drop false and zero. So the SDK is given
// its minimum, serialises it, and then a middleware puts our body in its place;
// everything after that, the length, the checksum, the signature and the
// endpoint, is the SDK's. Whether a call is made again is decided here, because
// a CreateUserPool that is repeated blindly makes a second pool.
package cognito

import (
	"context"
	"fmt"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/poolsmith/poolsmith/model"
)

// Result is the pool that was made.
type Result struct {
	ID   string `json:"id"` // eu-west-1_Ab12Cd34E
	ARN  string `json:"arn"`
	Name string `json:"name"`
}

// State is where a call stands.
type State int

// A call is Started once, Retried any number of times, and then Done or Failed.
const (
	Started State = iota
	Retried
	Done
	Failed
)

// Event tells of one call's progress.
type Event struct {
	Call, Calls int // the call's place from 0, and how many there are
	Operation   string
	State       State
	Attempt     int           // from 1; of a Retried call the one to come
	Took        time.Duration // since the call started, retries included
	Wait        time.Duration // of a Retried call, until the next attempt
	Reason      string        // why a call is Retried
	Note        string        // in what unusual way a call is Done
	PoolID      string        // as soon as it is known
	RequestID   string        // of a Done call
	Err         error         // of a call that failed, an *Error
}

// Submit makes the pool: its calls one after the other. progress hears of each
// step, in the goroutine of Submit; it may be nil.
//
// When ctx ends, the call under way is still waited for, because a pool made
// by a call that is broken off would be known to nobody; no other call or
// attempt is begun.
//
// The error is an *Error, or an *Incomplete that wraps one when the pool was
// made but a later call failed. The Result is filled in that case too.
func (c *Client) Submit(ctx context.Context, pool *model.Pool, progress func(Event)) (Result, error) {
	calls := pool.Calls()
	var made Result
	for i, call := range calls {
		e := c.errandFor(call, pool, &made)
		e.event = Event{Call: i, Calls: len(calls), PoolID: made.ID}
		if err := c.run(ctx, e, pool, progress); err != nil {
			if made.ID != "" {
				err = c.incomplete(err, made, pool, call)
			}
			return made, err
		}
	}
	return made, nil
}

// errand is one call, to be made until it is answered for good.
type errand struct {
	operation string
	body      []byte // of the request; nil leaves it to the SDK
	poolID    *string
	event     Event

	// send makes one attempt and returns what the service calls it.
	send func(ctx context.Context, w *wire) (requestID string, err error)
	// find looks for what an attempt of unknown outcome may have made. It is
	// nil for a call that may be repeated without harm.
	find func(ctx context.Context, cause error) error
}

// errandFor is the errand of one of a pool's calls. CreateUserPool fills made,
// and the calls after it read it.
func (c *Client) errandFor(call model.Call, pool *model.Pool, made *Result) *errand {
	e := &errand{operation: call.Operation, body: call.Body(made.ID), poolID: &made.ID}
	if call.Create == nil {
		e.send = func(ctx context.Context, w *wire) (string, error) {
			out, err := c.sdk.SetUserPoolMfaConfig(ctx, &cognitoidentityprovider.SetUserPoolMfaConfigInput{UserPoolId: &made.ID}, w.options)
			if err != nil {
				return "", err
			}
			id, _ := awsmiddleware.GetRequestIDMetadata(out.ResultMetadata)
			return id, nil
		}
		return e
	}
	e.send = func(ctx context.Context, w *wire) (id string, err error) {
		*made, id, err = c.create(ctx, w)
		return id, err
	}
	begun := time.Now()
	e.find = func(ctx context.Context, cause error) (err error) {
		*made, err = c.findLost(ctx, text(pool.CreateUserPool.PoolName), begun, cause)
		return err
	}
	return e
}

func (c *Client) create(ctx context.Context, w *wire) (Result, string, error) {
	// The input carries no more than what the SDK insists on.
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

// run makes a call and tells of it.
func (c *Client) run(ctx context.Context, e *errand, pool *model.Pool, progress func(Event)) error {
	started := time.Now()
	e.event.Operation, e.event.Attempt = e.operation, 1
	tell := func(state State) {
		e.event.State = state
		e.event.Took = time.Since(started)
		if progress != nil {
			progress(e.event)
		}
	}
	if ctx.Err() != nil {
		return interrupted("before "+e.operation, ctx)
	}
	tell(Started)
	for {
		err := c.attempt(ctx, e, pool)
		if err == nil {
			tell(Done)
			return nil
		}
		reason, wait := c.again(err, e.event.Attempt, e.find != nil)
		if reason == "" {
			e.event.Err = c.explain(err, e.operation, pool)
			tell(Failed)
			return e.event.Err
		}
		e.event.Attempt++
		e.event.Reason, e.event.Wait = reason, wait
		tell(Retried)
		if !sleep(ctx, wait) {
			e.event.Err = interrupted(fmt.Sprintf("before attempt %d of %s", e.event.Attempt, e.operation), ctx)
			tell(Failed)
			return e.event.Err
		}
	}
}

// attempt makes a call once, and finds out what became of it when that is not
// clear.
func (c *Client) attempt(ctx context.Context, e *errand, pool *model.Pool) error {
	w := &wire{body: e.body}
	id, err := e.send(context.WithoutCancel(ctx), w)
	if err == nil {
		e.event.RequestID = c.redact(id)
	}
	switch {
	case err == nil:
	case !w.reached:
		return &unsentError{err}
	case e.find != nil && isUnsure(err):
		if err := e.find(ctx, err); err != nil {
			return err
		}
		e.event.Note = "its answer was lost; the pool was found by its name"
	default:
		return err
	}
	if e.poolID != nil {
		e.event.PoolID = *e.poolID
	}
	return nil
}

// unsentError says that no request left for the network.
type unsentError struct{ error }

func (e *unsentError) Unwrap() error { return e.error }

func text(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}
