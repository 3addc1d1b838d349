package cognito

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
)

// Describe returns what the service says of a pool: the answers to
// DescribeUserPool and GetUserPoolMfaConfig in one object, as model.Read
// reads it. The members are those that came over the wire, also where the SDK
// does not know them. The error is an *Error.
func (c *Client) Describe(ctx context.Context, id string) ([]byte, error) {
	return c.describe(ctx, id, false)
}

// describe does without the answer to GetUserPoolMfaConfig when that call is
// refused and withoutMfa allows it.
func (c *Client) describe(ctx context.Context, id string, withoutMfa bool) ([]byte, error) {
	describe := func(ctx context.Context, w *wire) error {
		_, err := c.sdk.DescribeUserPool(ctx, &cognitoidentityprovider.DescribeUserPoolInput{UserPoolId: &id}, w.options)
		return err
	}
	mfa := func(ctx context.Context, w *wire) error {
		_, err := c.sdk.GetUserPoolMfaConfig(ctx, &cognitoidentityprovider.GetUserPoolMfaConfigInput{UserPoolId: &id}, w.options)
		return err
	}
	both := map[string]json.RawMessage{}
	if err := c.ask(ctx, "DescribeUserPool", describe, both); err != nil {
		return nil, err
	}
	if err := c.ask(ctx, "GetUserPoolMfaConfig", mfa, both); err != nil && !(withoutMfa && isRefused(err)) {
		return nil, err
	}
	if _, there := both["UserPool"]; !there {
		return nil, &Error{Operation: "DescribeUserPool", Message: "the answer describes no pool", Hint: "check the endpoint"}
	}
	data, err := json.Marshal(both)
	if err != nil {
		return nil, fmt.Errorf("joining the answers: %w", err)
	}
	return data, nil
}

// ask makes a call that changes nothing and adds the members of its answer to
// all.
func (c *Client) ask(ctx context.Context, operation string, call func(context.Context, *wire) error, all map[string]json.RawMessage) error {
	return c.run(ctx, &task{operation: operation, read: true, send: func(ctx context.Context, w *wire) (string, error) {
		w.keep = true
		if err := call(ctx, w); err != nil {
			return "", err
		}
		return "", json.Unmarshal(w.answer, &all)
	}}, nil, nil)
}

var poolID = regexp.MustCompile(`^([a-z]{2,}(?:-[a-z]+)+-[0-9]+)_[0-9A-Za-z]+$`)

// RegionOf returns the region that a pool's id begins with, or nothing when it
// is no such id.
func RegionOf(id string) string {
	if match := poolID.FindStringSubmatch(id); match != nil {
		return match[1]
	}
	return ""
}
