package state

import (
	"encoding/json"
	"time"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// Change is the part of a receipt that is about a pool that existed before: the
// pool before the first call, and as it was read after the last one.
type Change struct {
	Before json.RawMessage `json:"before"` // a draft
	After  json.RawMessage `json:"after,omitempty"`
	// Undo are the calls that put the earlier settings back.
	Undo []*Call `json:"undo,omitempty"`
}

// NewChangeReceipt returns the receipt of a plan that has not sent anything yet.
func NewChangeReceipt(client *cognito.Client, plan *model.Plan, account string, sandbox bool) *Receipt {
	r := &Receipt{
		Time: time.Now().UTC(), Outcome: InProgress, Account: account,
		Profile: client.Profile(), Region: client.Region(), Endpoint: client.Endpoint(),
		PoolID: plan.Live.PoolID, IDs: plan.Live.IDs,
		Draft:  plan.Target.HideSecrets().JSON(),
		Calls:  callsOf(plan),
		Change: &Change{Before: plan.Live.Pool.JSON()},
	}
	if r.Sandbox = sandbox; sandbox {
		r.Endpoint = ""
	}
	return r
}

// callsOf are the steps of a plan, none of which was sent.
func callsOf(plan *model.Plan) []*Call {
	var calls []*Call
	for _, step := range plan.Steps {
		calls = append(calls, &Call{Operation: step.Operation, Key: step.Key(), Request: step.Body(plan.Answers()), Outcome: CallNotSent})
	}
	return calls
}

// Continue adds the steps of another plan for the same change, and returns the
// index of its first one.
func (r *Receipt) Continue(plan *model.Plan) int {
	first := len(r.Calls)
	r.Calls = append(r.Calls, callsOf(plan)...)
	r.Outcome, r.Error = InProgress, ""
	return first
}

// AddStepEvent records an event of a step. first is the index of its plan's first
// step.
func (r *Receipt) AddStepEvent(first int, e cognito.Event) {
	r.Calls[first+e.Call].addEvent(e, false)
}

// Undoing adds the steps of the plan that puts the earlier settings back.
func (r *Receipt) Undoing(plan *model.Plan) { r.Change.Undo = callsOf(plan) }

// AddUndoEvent records an event of such a step.
func (r *Receipt) AddUndoEvent(e cognito.Event) { r.Change.Undo[e.Call].addEvent(e, false) }

// BeforePool returns the pool before the change. Errors contain name.
func (r *Receipt) BeforePool(name string) (*model.Pool, error) {
	document, err := model.Read(name, r.Change.Before)
	if err != nil {
		return nil, err
	}
	return document.Pool, nil
}
