package cognito

import (
	"context"
	"encoding/json"
	"unicode/utf8"

	"github.com/poolsmith/poolsmith/model"
)

// Stopped reports that a step of a plan failed or was not sent. The steps before it
// were carried out, those after it were not sent.
type Stopped struct {
	Step      model.PlanStep
	Done      int   // steps that were carried out
	Uncertain bool  // Step may have taken effect
	Err       error // why, an *Error
}

func (e *Stopped) Error() string { return e.Err.Error() }
func (e *Stopped) Unwrap() error { return e.Err }

// Apply carries out a plan: it sends its steps one after the other. The watch is as
// for Submit; nothing is adopted.
//
// When ctx ends, Apply still waits for the call in progress. The error is a
// *Stopped; then reading the pool again shows what changed.
func (c *Client) Apply(ctx context.Context, plan *model.Plan, w Watch) (model.Answers, error) {
	made := Result{ID: plan.Live.PoolID, ARN: plan.Live.ARN, Answers: plan.Answers()}
	width := 0
	for _, step := range plan.Steps {
		width = max(width, utf8.RuneCountInString(step.Name()))
	}
	for i, step := range plan.Steps {
		t := c.stepTask(step, plan, &made, w)
		t.event = Event{Call: i, Calls: len(plan.Steps), PoolID: made.ID, Key: step.Key(), Width: width}
		if err := c.run(ctx, t, plan.Target, w.Progress); err != nil {
			return made.Answers, &Stopped{Step: step, Done: i, Uncertain: t.mayHaveEffect(), Err: err}
		}
	}
	return made.Answers, nil
}

// stepTask is the task of one step. It adds to made what the response gives.
func (c *Client) stepTask(step model.PlanStep, plan *model.Plan, made *Result, w Watch) *task {
	switch step.Kind {
	case model.CreateStep:
		t := c.taskFor(step.Call, plan.Target, made, w)
		t.body = c.resolved(step, w.Secrets).Body(made.Answers)
		return t
	case model.AttributesStep:
		return &task{operation: step.Operation, body: step.Body(made.Answers), poolID: &made.ID, resolve: func(ctx context.Context, cause error) (string, error) {
			return c.resolveAttributes(ctx, step, made.ID, cause)
		}}
	default:
		return &task{
			operation: step.Operation, body: c.resolved(step, w.Secrets).Body(made.Answers), poolID: &made.ID,
			absent: step.Kind == model.DeleteStep || step.Kind == model.UntagStep,
		}
	}
}

// resolved is the step with the values of its secrets.
func (c *Client) resolved(step model.PlanStep, secrets map[string]string) model.PlanStep {
	if step.Kind != model.CreateStep && step.Kind != model.UpdateStep {
		return step
	}
	pool := c.withSecrets(step.Call.Pool(), secrets)
	step.Call.Request = step.Call.Operation.Requests(pool)[0]
	return step
}

// resolveAttributes determines whether attributes were added by a call that has no
// definite response. Nothing else adds attributes that are equal to them.
func (c *Client) resolveAttributes(ctx context.Context, step model.PlanStep, id string, cause error) (note string, err error) {
	looking, stop := c.outlast(ctx)
	defer stop()
	all, failure := c.describePool(looking, id, true)
	if failure == nil {
		var has bool
		if has, failure = hasAttributes(id, all, step); failure == nil && has {
			return foundAfterLoss, nil
		}
	}
	if failure == nil && statusOf(cause) >= 500 {
		return "", cause
	}
	return "", &uncertainError{cause, func(_ *Client, to *Error) {
		to.Message += "; the attributes may have been added anyway"
		to.Hint = "read the pool again before trying again"
	}}
}

func hasAttributes(id string, all map[string]json.RawMessage, step model.PlanStep) (bool, error) {
	data, err := join(all)
	if err != nil {
		return false, err
	}
	live, err := model.Read(id, data)
	if err != nil {
		return false, err
	}
	return step.AddsNothingTo(live.Pool), nil
}

// Again reads a pool that Apply changed, or tried to, for a limited time even if ctx
// ended.
func (c *Client) Again(ctx context.Context, id string) (data []byte, unread []Unread, err error) {
	looking, stop := c.outlast(ctx)
	defer stop()
	return c.Describe(looking, id)
}
