package cognito

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

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
// What the service refuses to show beside the pool, because the caller lacks a
// permission or an emulator lacks the operation, is in unread. The error is an
// *Error.
func (c *Client) Describe(ctx context.Context, id string) (data []byte, unread []Unread, err error) {
	all, err := c.describePool(ctx, id, false)
	if err != nil {
		return nil, nil, err
	}
	r := contents{c, id, all, map[string][]string{}}
	for _, o := range model.Operations {
		if o.MakesPool() || o.Into != "" || o.Answer == "" || o.Describe == "" {
			continue
		}
		err := r.add(ctx, o)
		if err != nil && (ctx.Err() != nil || isUnsent(err) || isTimeout(err)) {
			return nil, nil, err
		}
		if err != nil {
			unread = append(unread, Unread{o, err})
		}
	}
	data, err = join(all)
	return data, unread, err
}

// contents reads what is in a pool.
type contents struct {
	*Client
	pool string                     // its id
	all  map[string]json.RawMessage // the descriptions so far
	ids  map[string][]string        // ids of what was listed, by the member that takes them
}

// add adds the descriptions of what an operation made in the pool. It adds those
// that it can read even if the error is not nil.
func (r contents) add(ctx context.Context, o *model.Operation) error {
	references, err := r.references(ctx, o)
	if err != nil {
		return err
	}
	items := make([]json.RawMessage, len(references))
	errs := make([]error, len(references))
	free := make(chan bool, maxParallel)
	var done sync.WaitGroup
	for i, reference := range references {
		free <- true
		done.Go(func() {
			items[i], errs[i] = r.describe(ctx, o, reference)
			<-free
		})
	}
	done.Wait()
	items = slices.DeleteFunc(items, func(item json.RawMessage) bool { return item == nil })
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		err = errs[i]
	}
	switch {
	case len(items) == 0:
	case o.Many:
		list, joinError := json.Marshal(items)
		if joinError != nil {
			return fmt.Errorf("joining the responses: %w", joinError)
		}
		r.all[o.Answer] = list
	default:
		r.all[o.Answer] = items[0]
	}
	return err
}

// maxParallel is the number of calls at a time that describe what is in a pool.
const maxParallel = 4

// references are the requests of the calls that describe what an operation may
// have made in the pool.
func (r contents) references(ctx context.Context, o *model.Operation) ([]model.Answers, error) {
	var list []model.Answers
	add := func(members model.Answers) {
		if slices.Contains(o.DescribeIdentifiers(), model.PoolIDMember) {
			members[model.PoolIDMember] = r.pool
		}
		list = append(list, members)
	}
	switch {
	case !o.Many:
		add(model.Answers{})
	case o.List != "":
		items, err := r.listMade(ctx, o, r.pool)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			for member := range o.Gives {
				r.ids[member] = append(r.ids[member], memberOf(item, member))
			}
			members := model.Answers{}
			for _, name := range o.DescribeIdentifiers() {
				members[name] = memberOf(item, name)
			}
			add(members)
		}
	case o.Named != nil:
		for _, name := range o.Named {
			if key := memberOf(r.all[poolOperation().Answer], name); key != "" {
				add(model.Answers{o.Key: key})
			}
		}
	default:
		if !o.Member(o.Key).Required {
			add(model.Answers{})
		}
		for _, id := range r.ids[o.Key] {
			add(model.Answers{o.Key: id})
		}
	}
	return list, nil
}

// describe makes a call that describes something in the pool. It returns nil for
// what does not exist or sets nothing, and for what the service describes in
// place of that.
func (r contents) describe(ctx context.Context, o *model.Operation, reference model.Answers) (description json.RawMessage, err error) {
	err = r.run(ctx, describeTask(o, model.EncodeJSON(reference), &description), nil, nil)
	if errors.Is(err, errNoDescription) {
		return nil, nil // the service may answer an empty object
	}
	if err != nil || !sets(description, o) {
		return nil, err
	}
	if key := memberOf(description, o.Key); key != "" && reference[o.Key] != "" && key != reference[o.Key] {
		return nil, nil
	}
	return description, nil
}

// sets reports whether a description has a setting of the operation. The key of
// something that always exists, such as the style of a client, is none.
func sets(description json.RawMessage, o *model.Operation) bool {
	var members map[string]json.RawMessage
	if json.Unmarshal(description, &members) != nil {
		return false
	}
	for name, value := range members {
		unset := slices.Contains([]string{"null", "[]", "{}", `""`}, string(value))
		if o.HasMember(name) && !unset && (o.Creates() || name != o.Key) {
			return true
		}
	}
	return false
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
