package cognito

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

// Describe returns the responses to DescribeUserPool and GetUserPoolMfaConfig in
// one object, and the descriptions of what else is in the pool, each under the
// member that it has in its response: a list for an operation that a draft has
// many of. model.Read accepts that form. It contains all members of the responses,
// including those unknown to the SDK. The error is an *Error.
func (c *Client) Describe(ctx context.Context, id string) ([]byte, error) {
	all, err := c.describePool(ctx, id, false)
	if err != nil {
		return nil, err
	}
	for _, o := range model.Operations {
		if o.MakesPool() || o.Into != "" || o.Answer == "" {
			continue
		}
		if err := c.addContents(ctx, o, id, all); err != nil {
			return nil, err
		}
	}
	return join(all)
}

// addContents adds the descriptions of what an operation made in a pool to all.
func (c *Client) addContents(ctx context.Context, o *model.Operation, id string, all map[string]json.RawMessage) error {
	if !o.Many {
		call := model.Call{Operation: o, Request: o.NewRequest()}
		description, err := c.describeMade(ctx, call, model.Answers{model.PoolIDMember: id})
		if err == nil && description != nil {
			all[o.Answer] = description
		}
		return err
	}
	if o.List == "" {
		return nil
	}
	items, err := c.listMade(ctx, o, id)
	if err != nil || len(items) == 0 {
		return err
	}
	for i, item := range items {
		if o.Describe == "" {
			break
		}
		if items[i], err = c.describeItem(ctx, o, id, item); err != nil {
			return err
		}
	}
	items = slices.DeleteFunc(items, func(item json.RawMessage) bool { return item == nil }) // deleted meanwhile
	all[o.Answer], err = json.Marshal(items)
	return err
}

// describeItem describes an item of a list, which may have fewer members.
func (c *Client) describeItem(ctx context.Context, o *model.Operation, id string, item json.RawMessage) (description json.RawMessage, err error) {
	reference := model.Answers{}
	for _, name := range o.Identifiers() {
		reference[name] = memberOf(item, name)
	}
	reference[model.PoolIDMember] = id
	err = c.run(ctx, describeTask(o, model.EncodeJSON(reference), &description), nil, nil)
	return description, err
}

// describePool describes a pool and its parts. It omits the response about a
// part, such as GetUserPoolMfaConfig, when that call is rejected and withoutParts
// allows it.
func (c *Client) describePool(ctx context.Context, id string, withoutParts bool) (map[string]json.RawMessage, error) {
	all := map[string]json.RawMessage{}
	pool := poolOperation()
	if err := c.addDescription(ctx, pool.Describe, id, all); err != nil {
		return nil, err
	}
	for _, part := range model.Operations {
		if part.Into != pool.Name {
			continue
		}
		if err := c.addDescription(ctx, part.Describe, id, all); err != nil && !(withoutParts && isRefused(err)) {
			return nil, err
		}
	}
	if _, there := all[pool.Answer]; !there {
		return nil, &Error{Operation: pool.Describe, Message: "the response does not describe a pool", Hint: "check the endpoint"}
	}
	return all, nil
}

func join(all map[string]json.RawMessage) ([]byte, error) {
	data, err := json.Marshal(all)
	if err != nil {
		return nil, fmt.Errorf("joining the responses: %w", err)
	}
	return data, nil
}

// addDescription makes a call that describes a pool and adds the members of its
// response to all.
func (c *Client) addDescription(ctx context.Context, operation, id string, all map[string]json.RawMessage) error {
	return c.run(ctx, &task{
		operation: operation, body: aboutPool(id), read: true,
		accept: func(response []byte) error { return json.Unmarshal(response, &all) },
	}, nil, nil)
}

// aboutPool is the request of the calls that take only the id of a pool.
func aboutPool(id string) []byte {
	return model.EncodeJSON(model.Answers{model.PoolIDMember: id})
}

var poolID = regexp.MustCompile(`^([a-z]{2,}(?:-[a-z]+)+-[0-9]+)_[0-9A-Za-z]+$`)

// RegionOf returns the Region that a pool's id begins with, or an empty string
// for other ids.
func RegionOf(id string) string {
	if match := poolID.FindStringSubmatch(id); match != nil {
		return match[1]
	}
	return ""
}
