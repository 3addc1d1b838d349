package cognito

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aws/smithy-go"
	"github.com/poolsmith/poolsmith/model"
)

// task is one call, which is repeated until its outcome is certain.
type task struct {
	operation string
	body      []byte
	poolID    *string
	event     Event
	read      bool // changes nothing: ends with its context
	sent      bool // an attempt may have left this machine
	uncertain bool // an attempt may have taken effect without a response
	single    bool // is attempted once: the caller repeats it
	earlier   bool // so may a call before this task, which repeats it

	// accept reads the response. An error means that the response is not the
	// one of the service. When it is nil, the status alone counts.
	accept func(response []byte) error
	// resolve determines the outcome of an attempt that may have taken effect.
	// It is nil for calls that are safe to repeat.
	resolve func(ctx context.Context, cause error) (note string, err error)
	// settle looks for what a call before this task made. It is nil where there was
	// none, or where it can be repeated.
	settle func(ctx context.Context) (note string, made bool, err error)
	// absent says that the call succeeded if what it names does not exist.
	absent bool
}

// taskFor is the task of one of a pool's calls. It adds to made what the response
// gives.
func (c *Client) taskFor(call model.Call, pool *model.Pool, made *Result, watch Watch) *task {
	t := &task{
		operation: call.Operation.Name, body: call.Body(made.Answers), poolID: &made.ID,
		accept: func(response []byte) error {
			if description, err := descriptionIn(response, call.Operation); err == nil {
				c.keepGenerated(call, description, watch)
			}
			return made.keep(call, response)
		},
	}
	switch {
	case call.Operation.MakesPool():
		t.resolve = func(ctx context.Context, cause error) (string, error) {
			found, err := c.resolvePool(ctx, pool, watch, cause)
			if err == nil {
				*made = found
			}
			return found.Adopted, err
		}
	case call.Operation.Creates():
		t.resolve = func(ctx context.Context, cause error) (string, error) {
			return c.resolveCall(ctx, call, made, watch, cause)
		}
	}
	return t
}

// mayHaveEffect reports whether a call that failed may have taken effect.
func (t *task) mayHaveEffect() bool { return t.uncertain || t.earlier }

// keepGenerated reports the secret that the service generated for a call, and keeps
// it from every text of a later response.
func (c *Client) keepGenerated(call model.Call, description []byte, watch Watch) {
	secret := call.Generated(description)
	if secret == "" {
		return
	}
	c.sensitive = append(c.sensitive, secret)
	if watch.Generated != nil {
		watch.Generated(Generated{strings.TrimSpace(call.Operation.Noun + " " + call.Key()), secret})
	}
}

// run makes a call and reports its events.
func (c *Client) run(ctx context.Context, t *task, pool *model.Pool, progress func(Event)) error {
	started := time.Now()
	t.event.Operation, t.event.Attempt = t.operation, 1
	report := func(state State) {
		t.event.State = state
		t.event.Took = time.Since(started)
		t.event.Uncertain = t.mayHaveEffect()
		if progress != nil {
			progress(t.event)
		}
	}
	fail := func(e *Error) error {
		e.Unsent = t.resolve != nil && !t.sent
		t.event.Err = e
		report(Failed)
		return e
	}
	if ctx.Err() != nil {
		e := interrupted("before "+t.operation, ctx)
		e.Unsent = t.resolve != nil
		return e
	}
	report(Started)
	if t.settle != nil {
		note, made, err := t.settle(ctx)
		switch {
		case err != nil:
			t.sent = true // by the call before
			return fail(c.explain(err, t.operation, pool))
		case made:
			t.event.Note = note
			report(Done)
			return nil
		}
	}
	for {
		err := c.attempt(ctx, t)
		if err == nil {
			report(Done)
			return nil
		}
		if t.read && errors.Is(ctx.Err(), context.Canceled) {
			return fail(interrupted("during "+t.operation, ctx))
		}
		reason, wait := c.again(err, t.event.Attempt, t.resolve != nil)
		if reason == "" || t.single {
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
	w := &wire{operation: t.operation, body: t.body}
	if t.resolve != nil {
		w.once = c.once
	}
	response, id, err := c.invoke(sending, w)
	if err == nil && t.accept != nil {
		err = t.accept(response)
	}
	if t.absent && isAbsent(err) {
		err = nil // it never existed, or an earlier attempt deleted it
	}
	t.sent = t.sent || w.sent.Load()
	t.uncertain = t.uncertain || err != nil && w.sent.Load() && isUncertain(err)
	t.event.Note = ""
	switch {
	case err == nil:
		t.event.RequestID = c.redact(id)
	case !w.sent.Load():
		return &unsentError{err, w.signed}
	case t.resolve != nil && isUncertain(err):
		note, err := t.resolve(ctx, err)
		t.uncertain = isUnresolved(err)
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

// isAbsent reports whether the service says that what a call names does not
// exist, or cannot in this pool.
func isAbsent(err error) bool {
	switch errorCode(err) {
	case "ResourceNotFoundException", "UserPoolAddOnNotEnabledException":
		return true
	case "InvalidParameterException":
		answer, _ := errors.AsType[smithy.APIError](err)
		return slices.ContainsFunc(model.Operations, func(o *model.Operation) bool { return o.Absent != "" && o.Absent == answer.ErrorMessage() })
	}
	return false
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
