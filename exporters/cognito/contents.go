package cognito

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/poolsmith/poolsmith/model"
)

// maxParallel is the number of calls at a time that read what is in a pool. The
// service permits 15 such calls per second in an account.
const maxParallel = 4

// contents reads what is in a pool beside its own settings.
type contents struct {
	*Client
	pool string                     // its id
	all  map[string]json.RawMessage // the descriptions of the pool
	// attempt counts the attempts of all calls together: a call that fails is
	// repeated together with all others that failed. So a service that is down
	// costs the waits of one call.
	attempt int
}

// part is what one operation made in the pool.
type part struct {
	operation *model.Operation
	listed    []json.RawMessage // what its List returns
	described []*reading        // one for each thing it may have made
	err       error             // why something of it could not be read
}

// reading is a call, or a list in pages, that is made once at each attempt.
type reading struct {
	read   func(ctx context.Context) error
	result json.RawMessage // nil for what does not exist
	err    error           // of the last attempt
}

// describeContents adds to all the descriptions of what is in a pool. It stops at
// an error that all other calls would have too.
func (c *Client) describeContents(ctx context.Context, id string, all map[string]json.RawMessage) ([]Unread, error) {
	r := &contents{Client: c, pool: id, all: all, attempt: 1}
	limited, cancel := context.WithTimeout(ctx, 4*c.options.Timing.Answer)
	defer cancel()
	var parts []*part
	for _, o := range model.Operations {
		if !o.MakesPool() && o.Into == "" && o.Answer != "" && o.Describe != "" {
			parts = append(parts, &part{operation: o})
		}
	}
	// The lists come first, because other calls take the ids in them.
	for _, step := range []func(context.Context, []*part) []*reading{r.lists, r.descriptions} {
		readings := step(limited, parts)
		if err := fatal(ctx, limited, readings); err != nil {
			return nil, err
		}
	}
	var unread []Unread
	for _, p := range parts {
		if err := r.keep(p); err != nil {
			return nil, err
		}
		if p.err != nil {
			unread = append(unread, Unread{p.operation, p.err})
		}
	}
	return unread, nil
}

// fatal is the error that ends everything, or nil: the caller does not wait any
// longer, or there is no connection or no response in time. limited is ctx with
// the time limit of all calls.
func fatal(ctx, limited context.Context, readings []*reading) error {
	if ctx.Err() != nil {
		return interrupted("while reading the pool", ctx)
	}
	for _, call := range readings {
		switch {
		case isTimeout(call.err) && limited.Err() != nil:
			return &Error{Message: "timed out while reading the pool", Hint: "check the network and the endpoint, and try again", Err: limited.Err()}
		case isUnsent(call.err), isTimeout(call.err):
			return call.err
		}
	}
	return nil
}

// lists reads the lists of all parts that have one.
func (r *contents) lists(ctx context.Context, parts []*part) []*reading {
	var readings []*reading
	var listed []*part
	for _, p := range parts {
		if p.operation.List == "" {
			continue
		}
		listed = append(listed, p)
		readings = append(readings, &reading{read: func(ctx context.Context) (err error) {
			p.listed, err = r.listMade(ctx, p.operation, r.pool, true)
			return err
		}})
	}
	r.readAll(ctx, readings)
	for i, p := range listed {
		p.err = readings[i].err
	}
	return readings
}

// descriptions reads the descriptions of what is in the parts.
func (r *contents) descriptions(ctx context.Context, parts []*part) []*reading {
	ids := map[string]source{}
	for _, p := range parts {
		for member := range p.operation.Gives {
			from := source{err: p.err}
			for _, item := range p.listed {
				from.ids = append(from.ids, memberOf(item, member))
			}
			ids[member] = from
		}
	}
	var readings []*reading
	for _, p := range parts {
		for _, reference := range r.references(p, ids) {
			p.described = append(p.described, r.description(p.operation, reference))
		}
		readings = append(readings, p.described...)
	}
	r.readAll(ctx, readings)
	return readings
}

// source has the ids that other calls take.
type source struct {
	ids []string
	err error // why there may be more
}

// references are the requests of the calls that describe what an operation may
// have made in the pool.
func (r *contents) references(p *part, ids map[string]source) []model.Answers {
	o := p.operation
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
		for _, item := range p.listed {
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
		for _, id := range ids[o.Key].ids {
			add(model.Answers{o.Key: id})
		}
		p.err = ids[o.Key].err
	}
	return list
}

// description is the call that describes something in the pool. Its result is nil
// for what does not exist or sets nothing, and for what the service describes in
// place of that.
func (r *contents) description(o *model.Operation, reference model.Answers) *reading {
	call := &reading{}
	call.read = func(ctx context.Context) error {
		var found json.RawMessage
		t := describeTask(o, model.EncodeJSON(reference), &found)
		t.single = true
		describe := t.accept
		t.accept = func(response []byte) error {
			err := describe(response)
			if errors.Is(err, errNoDescription) {
				return nil // the service answers an empty object where nothing is set
			}
			return err
		}
		err := r.run(ctx, t, nil, nil)
		if err != nil || !sets(found, o) {
			return err
		}
		switch key := memberOf(found, o.Key); {
		case reference[o.Key] == "", key == reference[o.Key]:
			call.result = found
		case key == "":
			call.result, err = withMember(found, o.Key, reference[o.Key])
		}
		return err
	}
	return call
}

// withMember adds a member to a description that lacks what it was asked for by: that
// of a branding style has no ClientId.
func withMember(description json.RawMessage, name, value string) (json.RawMessage, error) {
	var members map[string]json.RawMessage
	if err := unmarshal(description, &members); err != nil {
		return nil, err
	}
	text, err := json.Marshal(value)
	if err != nil {
		return nil, fmt.Errorf("joining the responses: %w", err)
	}
	members[name] = text
	return json.Marshal(members)
}

// readAll makes calls that depend on nothing of each other, maxParallel at a time,
// and repeats those whose failure may be temporary. It leaves their errors in them.
func (r *contents) readAll(ctx context.Context, readings []*reading) {
	for {
		inParallel(maxParallel, readings, func(call *reading) { call.err = call.read(ctx) })
		var failed []*reading
		var pause time.Duration
		for _, call := range readings {
			if call.err == nil || ctx.Err() != nil {
				continue
			}
			if reason, wait := r.again(call.err, r.attempt, false); reason != "" {
				failed, pause = append(failed, call), max(pause, wait)
			}
		}
		if len(failed) == 0 || !sleep(ctx, pause) {
			return
		}
		readings = failed
		r.attempt++
	}
}

// inParallel calls do for each item, n at a time, and waits for all.
func inParallel[T any](n int, items []T, do func(T)) {
	free := make(chan bool, n)
	var all sync.WaitGroup
	for _, item := range items {
		free <- true
		all.Go(func() {
			do(item)
			<-free
		})
	}
	all.Wait()
}

// keep adds the descriptions of a part to those of the pool, and the first error
// to the part.
func (r *contents) keep(p *part) error {
	var items []json.RawMessage
	for _, call := range p.described {
		if call.result != nil {
			items = append(items, call.result)
		}
		if p.err == nil {
			p.err = call.err
		}
	}
	switch o := p.operation; {
	case len(items) == 0:
	case o.Many:
		list, err := json.Marshal(items)
		if err != nil {
			return fmt.Errorf("joining the responses: %w", err)
		}
		r.all[o.Answer] = list
	default:
		r.all[o.Answer] = items[0]
	}
	return nil
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
