// Package cognito makes a pool at the live service, or at anything that speaks
// its API.
//
// The calls are those of Pool.Calls, and the bytes of each are Call.Body: what
// was reviewed is what goes over the wire. The SDK's own request types cannot
// be trusted with that, because they drop false and zero. So the SDK is given
// its minimum, serialises it, and then a middleware puts our body in its place;
// everything after that, the length, the checksum, the signature, the endpoint
// and the retries, is the SDK's.
package cognito

import (
	"context"
	"time"

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
	Attempt     int           // from 1
	Took        time.Duration // since the call started, retries included
	PoolID      string        // as soon as it is known
	Err         error         // of a call that failed, an *Error
}

// Submit makes the pool: its calls one after the other. progress hears of each
// step, in the goroutine of Submit; it may be nil.
//
// The error is an *Error, or an *Incomplete that wraps one when the pool was
// made but a later call failed. The Result is filled in that case too.
func (c *Client) Submit(ctx context.Context, pool *model.Pool, progress func(Event)) (Result, error) {
	if progress == nil {
		progress = func(Event) {}
	}
	var made Result
	calls := pool.Calls()
	for i, call := range calls {
		event := Event{Call: i, Calls: len(calls), Operation: call.Operation, Attempt: 1, PoolID: made.ID}
		err := c.call(ctx, call, pool, &made, &event, progress)
		if err == nil {
			continue
		}
		if made.ID != "" {
			err = &Incomplete{Made: made, Err: err, commands: c.deletion(made, pool)}
		}
		return made, err
	}
	return made, nil
}

// call makes one call and tells of it.
func (c *Client) call(ctx context.Context, call model.Call, pool *model.Pool, made *Result, event *Event, progress func(Event)) error {
	started := time.Now()
	tell := func(state State) {
		event.State = state
		event.Took = time.Since(started)
		progress(*event)
	}
	tell(Started)
	w := &wire{body: call.Body(made.ID), retried: func(attempt int) {
		event.Attempt = attempt
		tell(Retried)
	}}
	if err := c.send(ctx, call, w, made); err != nil {
		event.Err = c.explain(err, call, pool, w.reached)
		tell(Failed)
		return event.Err
	}
	event.PoolID = made.ID
	tell(Done)
	return nil
}

// send hands a call to the SDK. The inputs carry no more than what the SDK
// insists on; the body replaces them.
func (c *Client) send(ctx context.Context, call model.Call, w *wire, made *Result) error {
	if call.Create == nil {
		_, err := c.sdk.SetUserPoolMfaConfig(ctx, &cognitoidentityprovider.SetUserPoolMfaConfigInput{UserPoolId: &made.ID}, w.options, settling)
		return err
	}
	out, err := c.sdk.CreateUserPool(ctx, &cognitoidentityprovider.CreateUserPoolInput{PoolName: new(string)}, w.options, onceMade)
	if err != nil {
		return err
	}
	if out.UserPool == nil || out.UserPool.Id == nil {
		return errNoPool
	}
	*made = Result{ID: *out.UserPool.Id, ARN: text(out.UserPool.Arn), Name: text(out.UserPool.Name)}
	return nil
}

func text(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}
