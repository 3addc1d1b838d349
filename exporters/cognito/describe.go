package cognito

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// Unread is a part of a live pool that could not be read.
type Unread struct {
	Operation *model.Operation // that makes it
	Err       error            // an *Error
}

func (u Unread) String() string {
	part := u.Operation.Noun
	if u.Operation.Many {
		part = strings.ToLower(model.Lookup(u.Operation.Name).Title)
	}
	return "could not read the " + part + ": " + u.Err.Error()
}

// Describe returns the responses to DescribeUserPool and GetUserPoolMfaConfig in
// one object, and the descriptions of what else is in the pool, each under the
// member that it has in its response: a list for an operation that a draft has
// many of. model.Read accepts that form. It contains all members of the responses,
// including those unknown to the SDK.
//
// What the service does not show beside the pool, because the caller lacks a
// permission, an emulator lacks the operation or the service fails, is in unread,
// in the order of model.Operations. Those calls are made several at a time, and
// are repeated only as often as a single call is. The error is an *Error; without
// a connection or a response in time there is one instead of unread parts.
func (c *Client) Describe(ctx context.Context, id string) (data []byte, unread []Unread, err error) {
	all, err := c.describePool(ctx, id, false)
	if err != nil {
		return nil, nil, err
	}
	unread, err = c.describeContents(ctx, id, all)
	if err != nil {
		return nil, nil, err
	}
	data, err = join(all)
	return data, unread, err
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
