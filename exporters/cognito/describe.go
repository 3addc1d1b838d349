package cognito

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
)

// Describe returns the responses to DescribeUserPool and GetUserPoolMfaConfig in
// one object, in the form that model.Read accepts. It contains all members of
// the responses, including those unknown to the SDK. The error is an *Error.
func (c *Client) Describe(ctx context.Context, id string) ([]byte, error) {
	return c.describe(ctx, id, false)
}

// describe omits the response to GetUserPoolMfaConfig when that call is rejected
// and withoutMfa allows it.
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
		return nil, &Error{Operation: "DescribeUserPool", Message: "the response does not describe a pool", Hint: "check the endpoint"}
	}
	data, err := json.Marshal(both)
	if err != nil {
		return nil, fmt.Errorf("joining the responses: %w", err)
	}
	return data, nil
}

// ask makes a read-only call and adds the members of its response to all.
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

// RegionOf returns the Region that a pool's id begins with, or an empty string
// for other ids.
func RegionOf(id string) string {
	if match := poolID.FindStringSubmatch(id); match != nil {
		return match[1]
	}
	return ""
}
