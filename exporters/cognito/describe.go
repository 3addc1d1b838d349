package cognito

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/poolsmith/poolsmith/model"
)

// Describe returns the responses to DescribeUserPool and GetUserPoolMfaConfig in
// one object, in the form that model.Read accepts. It contains all members of
// the responses, including those unknown to the SDK. The error is an *Error.
func (c *Client) Describe(ctx context.Context, id string) ([]byte, error) {
	return c.describe(ctx, id, false)
}

// describe omits the response about a part of the pool, such as
// GetUserPoolMfaConfig, when that call is rejected and withoutParts allows it.
func (c *Client) describe(ctx context.Context, id string, withoutParts bool) ([]byte, error) {
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
