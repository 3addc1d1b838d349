package cognito

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/poolsmith/poolsmith/model"
)

// pages is a call whose response comes in pages.
type pages struct {
	operation string
	request   map[string]any
	limit     time.Duration // of a page, including all attempts
	single    bool          // each page is attempted once
}

// list returns the items of all pages. The error is an *Error.
func list[T any](ctx context.Context, c *Client, p pages) ([]T, error) {
	ctx, cancel := context.WithTimeout(ctx, 4*c.options.Timing.Answer)
	defer cancel()
	var all []T
	tokens := map[string]bool{}
	for range maxPages {
		items, next, err := listPage[T](ctx, c, p)
		if err != nil {
			return nil, err
		}
		all = append(all, items...)
		if next == "" {
			return all, nil
		}
		if tokens[next] || len(all) > poolsPerPage*maxPages {
			break
		}
		tokens[next] = true
		p.request["NextToken"] = next
	}
	return nil, &Error{Operation: p.operation, Message: errEndless.Error(), Hint: "check the endpoint", Err: errEndless}
}

func listPage[T any](ctx context.Context, c *Client, p pages) (items []T, next string, err error) {
	ctx, cancel := context.WithTimeout(ctx, p.limit)
	defer cancel()
	err = c.run(ctx, &task{
		operation: p.operation, body: model.EncodeJSON(p.request), read: true, single: p.single,
		accept: func(response []byte) (err error) {
			items, next, err = readPage[T](response)
			return err
		},
	}, nil, nil)
	return items, next, err
}

// readPage returns the items of a page. They are in the one member that is a
// list, whose name differs between operations.
func readPage[T any](response []byte) (items []T, next string, err error) {
	var page map[string]json.RawMessage
	if err := unmarshal(response, &page); err != nil {
		return nil, "", err
	}
	for name, member := range page {
		if name == "NextToken" {
			err = errors.Join(err, json.Unmarshal(member, &next))
		} else if member[0] == '[' {
			err = errors.Join(err, json.Unmarshal(member, &items))
		}
	}
	return items, next, err
}

// unmarshal reads a response; an empty one is an empty object.
func unmarshal(response []byte, v any) error {
	if len(bytes.TrimSpace(response)) == 0 {
		return nil
	}
	return json.Unmarshal(response, v)
}

// checkObject rejects a response that is not a JSON object.
func checkObject(response []byte) error {
	var object map[string]json.RawMessage
	return unmarshal(response, &object)
}

var errEndless = errors.New("the list has too many pages")
