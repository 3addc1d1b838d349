package cognito

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	smithytime "github.com/aws/smithy-go/time"
	"github.com/poolsmith/poolsmith/model"
)

// ExistingPool is a pool with a given name.
type ExistingPool struct {
	ID      string
	Created time.Time // by the clock of the service
}

// SameName lists the pools with a name in the Region; names of pools are not
// unique. The ids of all pools in the Region are stored as KnownPools, so that a
// pool that appears later can be recognized. The error is an *Error.
func (c *Client) SameName(ctx context.Context, name string) ([]ExistingPool, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*c.options.Timing.Look)
	defer cancel()
	c.known = nil
	all, err := c.listPools(ctx, c.options.Timing.Look)
	if err != nil {
		return nil, err
	}
	c.known = map[string]bool{}
	var same []ExistingPool
	for _, p := range all {
		c.known[p.ID] = true
		if p.Name == name {
			same = append(same, ExistingPool{p.ID, p.Created})
		}
	}
	return same, nil
}

// KnownPools are the ids of all pools that SameName listed, sorted. It is nil
// when SameName was not called or could not list them all.
func (c *Client) KnownPools() []string {
	if c.known == nil {
		return nil
	}
	ids := slices.AppendSeq([]string{}, maps.Keys(c.known))
	slices.Sort(ids)
	return ids
}

// Limits of a list: the maximum page size of pools, and the number of pages. The
// quota of an account is 1,000 pools by default and up to 10,000 on request.
const (
	poolsPerPage = 60
	maxPages     = 250
)

// listedPool is a pool in the response to List.
type listedPool struct {
	ID, Name     string
	CreationDate float64 // seconds since 1970
}

// listPools lists every pool of the Region. An incomplete list is an error,
// because a missing pool would later seem to be new. perPage is the time limit of
// a page, including all attempts. The error is an *Error.
func (c *Client) listPools(ctx context.Context, perPage time.Duration) ([]Candidate, error) {
	listed, err := list[listedPool](ctx, c, pages{operation: poolOperation().List, request: map[string]any{"MaxResults": poolsPerPage}, limit: perPage})
	if err != nil {
		return nil, err
	}
	var all []Candidate
	for _, p := range listed {
		if p.ID == "" {
			continue
		}
		found := Candidate{ID: p.ID, Name: p.Name}
		if p.CreationDate != 0 {
			found.Created = smithytime.ParseEpochSeconds(p.CreationDate)
		}
		all = append(all, found)
	}
	return all, nil
}

// poolOperation is the operation that creates the pool.
func poolOperation() *model.Operation {
	i := slices.IndexFunc(model.Operations, (*model.Operation).MakesPool)
	return model.Operations[i]
}

// maxDescribed is how many pools of one name are described.
const maxDescribed = 20

// FindCreated lists the pools that have the name of pool and are not in known,
// and compares each with the request that would create pool. A nil known means
// that it is unknown which pools existed before: then all pools with the name
// are listed. The error is an *Error; without one the list is complete.
func (c *Client) FindCreated(ctx context.Context, pool *model.Pool, known []string) ([]Candidate, error) {
	before := map[string]bool{}
	for _, id := range known {
		before[id] = true
	}
	all, err := c.listPools(ctx, c.options.Timing.Answer)
	if err != nil {
		return nil, err
	}
	name := text(pool.CreateUserPool.PoolName)
	found := slices.DeleteFunc(all, func(p Candidate) bool { return p.Name != name || before[p.ID] })
	slices.SortFunc(found, func(a, b Candidate) int { return cmp.Compare(a.ID, b.ID) })
	for i := range found {
		if i < maxDescribed {
			c.compare(ctx, &found[i], pool)
			continue
		}
		found[i].Undescribed = &Error{Operation: poolOperation().Describe, Message: "not compared: too many pools have this name", Hint: "compare the pools with the AWS CLI"}
	}
	return found, nil
}

// compare describes a pool and compares it with the pool that CreateUserPool
// would create from the draft.
func (c *Client) compare(ctx context.Context, found *Candidate, pool *model.Pool) {
	all, err := c.describePool(ctx, found.ID, true)
	if err != nil {
		found.Undescribed = err
		return
	}
	data, err := join(all)
	var document *model.Document
	if err == nil {
		document, err = model.Read(found.ID, data)
	}
	if err == nil {
		found.ARN, _, err = readPool(poolOperation(), data)
	}
	if err != nil {
		found.Undescribed = &Error{Operation: poolOperation().Describe, Message: "the response does not describe a pool", Hint: "check the endpoint", Err: err}
		return
	}
	request := pool.Calls()[0].Pool()
	for _, d := range model.Diff(document.Pool, request, true) {
		found.Differs = append(found.Differs, d.Setting)
	}
	found.Equal = len(found.Differs) == 0
}
