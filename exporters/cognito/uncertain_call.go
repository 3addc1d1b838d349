package cognito

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// resolveCall determines the outcome of a call that creates something in the new
// pool and has no definite response. Nobody else creates anything in that pool,
// and names are unique in it: if what the call creates exists as requested, the
// call was carried out. The error is cause if it is certain that the call had no
// effect, and otherwise an *uncertainError.
//
// The search continues for a limited time after ctx ends.
func (c *Client) resolveCall(ctx context.Context, call model.Call, made *Result, watch Watch, cause error) (note string, err error) {
	search := &callSearch{call: call, made: made}
	c.search(ctx, search)
	switch {
	case search.isMade():
		c.keepGenerated(call, search.found, watch)
		return foundAfterLoss, nil
	case search.isAbsent() && statusOf(cause) >= 500:
		return "", cause
	}
	return "", &uncertainError{cause, search.explain}
}

const foundAfterLoss = "found: the response was lost, and this exists with the name and settings of the request"

// settleFirst lets a task look for what its call made when it was sent before,
// which failed with cause and may have taken effect. The call is sent again only if
// that does not exist.
func (c *Client) settleFirst(t *task, call model.Call, made *Result, watch Watch, cause error) {
	t.earlier = true
	if !call.Operation.Creates() {
		return // it can be repeated
	}
	if failed, ok := errors.AsType[*Error](cause); ok && failed.Err != nil {
		cause = failed.Err
	}
	t.settle = func(ctx context.Context) (note string, isMade bool, err error) {
		search := &callSearch{call: call, made: made}
		c.search(ctx, search)
		switch {
		case search.isMade():
			c.keepGenerated(call, search.found, watch)
			return foundAfterLoss, true, nil
		case search.isAbsent():
			return "", false, nil
		}
		return "", false, &uncertainError{cause, search.explain}
	}
}

// search looks for what a call may have created until it is there, several times.
// It continues for a limited time after ctx ends.
func (c *Client) search(ctx context.Context, search *callSearch) {
	looking, stop := c.outlast(ctx)
	defer stop()
	for look := 1; ; look++ {
		search.found, search.failure = c.findMade(looking, search.call, search.made)
		if search.failure != nil || search.found != nil || look == looks {
			return
		}
		if !sleep(looking, c.pause(look)) {
			search.failure = context.Cause(looking)
			return
		}
	}
}

// callSearch is what is known about what a call may have created.
type callSearch struct {
	call    model.Call
	made    *Result
	found   json.RawMessage // its description
	failure error           // why it could not be looked up
}

// isMade reports whether what the call creates exists, as it was requested.
func (s *callSearch) isMade() bool {
	return s.found != nil && describes(s.found, s.call.Body(nil), s.call.Operation)
}

// isAbsent reports whether what the call creates was looked up and does not exist.
func (s *callSearch) isAbsent() bool { return s.found == nil && s.failure == nil }

// explain adds what is known about what the call may have created.
func (s *callSearch) explain(c *Client, to *Error) {
	o := s.call.Operation
	name := strings.TrimSpace(o.Noun + " " + s.call.Key())
	to.Hint = "check what the pool contains before trying again"
	if command := lookUp(o); command != "" {
		to.Hint = "look for it before trying again: `" + c.options.aws(CommandName(command)+option("user-pool-id", s.made.ID)+c.place()) + "`"
	}
	switch {
	case s.failure != nil:
		to.Message += "; the " + name + " may have been created anyway, and cannot be looked up"
		if cause, ok := errors.AsType[*Error](s.failure); ok {
			to.Message += " (" + cause.Error() + ")"
		}
	case s.found == nil:
		to.Message += "; the " + name + " has not appeared so far, but it may have been created anyway"
	default:
		to.Message += "; the " + name + " exists, but with other settings"
	}
}

// lookUp is the operation that shows what an operation made in a pool.
func lookUp(o *model.Operation) string {
	if o.List != "" {
		return o.List
	}
	return o.Describe
}

var errNoLookUp = errors.New("the API cannot look it up")

// findMade describes what a call made in the pool, and adds to made what its
// response would have given. It returns nil if the call made nothing.
func (c *Client) findMade(ctx context.Context, call model.Call, made *Result) (json.RawMessage, error) {
	description, err := c.lookUpMade(ctx, call, made)
	if err != nil || description == nil {
		return nil, err
	}
	if in := memberOf(description, model.PoolIDMember); in != "" && in != made.ID {
		return nil, nil // it has the same name in another pool
	}
	for _, given := range call.Gives() {
		made.Answers[given.Answer] = memberOf(description, lastName(given.Place))
	}
	return description, nil
}

func (c *Client) lookUpMade(ctx context.Context, call model.Call, made *Result) (json.RawMessage, error) {
	if _, known := call.DescribeReference(made.Answers); known {
		return c.describeMade(ctx, call, made.Answers)
	}
	if call.Operation.List == "" {
		return nil, errNoLookUp
	}
	items, err := c.listMade(ctx, call.Operation, made.ID, false)
	if err != nil {
		return nil, err
	}
	for _, item := range items {
		if !mayBeOf(item, call, made.Answers) {
			continue
		}
		answers := maps.Clone(made.Answers)
		for _, given := range call.Gives() {
			answers[given.Answer] = memberOf(item, lastName(given.Place))
		}
		description := item
		if call.Operation.Describe != "" {
			description, err = c.describeMade(ctx, call, answers)
		}
		if err != nil || description != nil && mayBeOf(description, call, made.Answers) {
			return description, err
		}
	}
	return nil, nil
}

// mayBeOf reports whether what an item of a list or a description has of the key of
// a call is that of the call. An item can lack a part of the key.
func mayBeOf(item json.RawMessage, call model.Call, answers model.Answers) bool {
	request := call.Body(answers)
	for name := range strings.SplitSeq(call.Operation.Key, "+") {
		if value := memberOf(item, name); value != "" && value != memberOf(request, name) {
			return false
		}
	}
	return true
}

// describeMade describes what a call made, or returns nil if it does not exist.
func (c *Client) describeMade(ctx context.Context, call model.Call, answers model.Answers) (json.RawMessage, error) {
	if call.Operation.Describe == "" {
		return nil, errNoLookUp
	}
	reference, _ := call.DescribeReference(answers)
	var description json.RawMessage
	err := c.run(ctx, describeTask(call.Operation, reference, &description), nil, nil)
	if string(description) == "{}" {
		description = nil
	}
	return description, err
}

// describeTask is the task that describes what an operation made. The description
// stays nil if that does not exist.
func describeTask(o *model.Operation, reference []byte, description *json.RawMessage) *task {
	return &task{
		operation: o.Describe, body: reference, read: true, absent: true,
		accept: func(response []byte) (err error) {
			*description, err = descriptionIn(response, o)
			return err
		},
	}
}

// listMade lists what calls of an operation made in a pool. A single list is
// attempted once.
func (c *Client) listMade(ctx context.Context, o *model.Operation, poolID string, single bool) ([]json.RawMessage, error) {
	return list[json.RawMessage](ctx, c, pages{operation: o.List, request: map[string]any{model.PoolIDMember: poolID}, limit: c.options.Timing.Answer, single: single})
}

// descriptionIn returns the part of a response that describes what an operation
// made. It is an error if there is none.
func descriptionIn(response []byte, o *model.Operation) (json.RawMessage, error) {
	if o.Answer == "" {
		return response, nil
	}
	var all map[string]json.RawMessage
	if err := unmarshal(response, &all); err != nil {
		return nil, err
	}
	if description := all[o.Answer]; len(description) > 0 && description[0] == '{' {
		return description, nil
	}
	return nil, fmt.Errorf("%w: %s", errNoDescription, o.Answer)
}

var errNoDescription = errors.New("the response lacks the description")

// memberOf returns a member of a JSON object that is a text.
func memberOf(object json.RawMessage, name string) string {
	var members map[string]json.RawMessage
	var value string
	if json.Unmarshal(object, &members) != nil || json.Unmarshal(members[name], &value) != nil {
		return ""
	}
	return value
}

// lastName is the last name of a place in a response: Id of UserPool.Id.
func lastName(place string) string { return place[strings.LastIndexByte(place, '.')+1:] }

// describes reports whether a description has every member of a request, with the
// same value. A description may lack what is permanent, such as GenerateSecret.
func describes(description, request []byte, o *model.Operation) bool {
	var described, requested map[string]any
	if json.Unmarshal(description, &described) != nil || json.Unmarshal(request, &requested) != nil {
		return false
	}
	for _, name := range o.Permanent {
		if described[name] == nil {
			delete(requested, name)
		}
	}
	return covers(described, requested)
}

func covers(described, requested any) bool {
	if text, isText := requested.(string); isText && model.IsSecretReference(text) {
		return described != nil
	}
	object, isObject := requested.(map[string]any)
	if !isObject {
		return reflect.DeepEqual(described, requested)
	}
	members, _ := described.(map[string]any)
	for name, value := range object {
		if !covers(members[name], value) {
			return false
		}
	}
	return true
}
