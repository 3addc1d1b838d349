package cognito

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
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

// Limits of the list of pools: the maximum page size, and the number of pages.
// The quota of an account is 1,000 pools by default and up to 10,000 on request.
const (
	poolsPerPage = 60
	maxPoolPages = 250
)

// listPools lists every pool of the Region. An incomplete list is an error,
// because a missing pool would later seem to be new. perPage is the time limit of
// a page, including all attempts. The error is an *Error.
func (c *Client) listPools(ctx context.Context, perPage time.Duration) ([]Candidate, error) {
	ctx, cancel := context.WithTimeout(ctx, 4*c.options.Timing.Answer)
	defer cancel()
	var all []Candidate
	input := &cognitoidentityprovider.ListUserPoolsInput{MaxResults: new(int32(poolsPerPage))}
	tokens := map[string]bool{}
	for range maxPoolPages {
		page, err := c.listPoolPage(ctx, input, perPage)
		if err != nil {
			return nil, err
		}
		for _, p := range page.UserPools {
			if text(p.Id) == "" {
				continue
			}
			found := Candidate{ID: *p.Id, Name: text(p.Name)}
			if p.CreationDate != nil {
				found.Created = *p.CreationDate
			}
			all = append(all, found)
		}
		next := text(page.NextToken)
		if next == "" {
			return all, nil
		}
		if tokens[next] || len(all) > poolsPerPage*maxPoolPages {
			break
		}
		tokens[next] = true
		input.NextToken = page.NextToken
	}
	return nil, &Error{Operation: "ListUserPools", Message: errEndless.Error(), Hint: "check the endpoint", Err: errEndless}
}

func (c *Client) listPoolPage(ctx context.Context, input *cognitoidentityprovider.ListUserPoolsInput, limit time.Duration) (page *cognitoidentityprovider.ListUserPoolsOutput, err error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	err = c.run(ctx, &task{operation: "ListUserPools", read: true, send: func(ctx context.Context, w *wire) (_ string, err error) {
		page, err = c.sdk.ListUserPools(ctx, input, w.options)
		return "", err
	}}, nil, nil)
	return page, err
}

var errEndless = errors.New("the list has too many pages")

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
		found[i].Undescribed = &Error{Operation: "DescribeUserPool", Message: "not compared: too many pools have this name", Hint: "compare the pools with the AWS CLI"}
	}
	return found, nil
}

// compare describes a pool and compares it with the pool that CreateUserPool
// would create from the draft.
func (c *Client) compare(ctx context.Context, found *Candidate, pool *model.Pool) {
	data, err := c.describe(ctx, found.ID, true)
	if err != nil {
		found.Undescribed = err
		return
	}
	var answer struct {
		UserPool struct{ Arn string }
	}
	document, err := model.Read(found.ID, data)
	if err == nil {
		err = json.Unmarshal(data, &answer)
	}
	if err != nil {
		found.Undescribed = &Error{Operation: "DescribeUserPool", Message: "the response does not describe a pool", Hint: "check the endpoint", Err: err}
		return
	}
	found.ARN = answer.UserPool.Arn
	request := pool.Calls()[0].Pool()
	for _, d := range model.Diff(document.Pool, request, true) {
		found.Differs = append(found.Differs, d.Setting)
	}
	found.Equal = len(found.Differs) == 0
}

// looks is how often to look for a pool that may have been created: lists are
// eventually consistent.
const looks = 3

// settle determines the outcome of a CreateUserPool without a definite response.
// It returns the pool if it was found and adopted. The error is cause if it is
// certain that no pool was created, and otherwise a *lostError.
//
// The search continues for a limited time after ctx ends.
func (c *Client) settle(ctx context.Context, pool *model.Pool, watch Watch, cause error) (Result, error) {
	lost := &lostError{error: cause, unknown: c.known == nil}
	looking, stop := c.outlast(ctx)
	defer stop()
	for look := 1; ; look++ {
		lost.found, lost.blind = c.FindCreated(looking, pool, c.KnownPools())
		if lost.blind != nil {
			return Result{}, lost
		}
		if len(lost.found) > 0 || look == looks {
			break
		}
		if !sleep(looking, c.pause(look)) {
			lost.blind = context.Cause(looking)
			return Result{}, lost
		}
	}
	if len(lost.found) == 0 && statusOf(cause) >= 500 {
		return Result{}, cause
	}
	found, only := lost.equal()
	if !only {
		return Result{}, lost
	}
	if pending := pendingAfterCreate(pool); watch.Adopt != nil && !watch.Adopt(ctx, found, pending) {
		lost.declined = true
		return Result{}, lost
	}
	return Result{ID: found.ID, ARN: found.ARN, Name: found.Name, Adopted: adopted}, nil
}

// adopted is why a pool is considered the one that was created.
const adopted = "adopted: the response was lost, and this pool appeared afterwards with the same name and settings"

func pendingAfterCreate(pool *model.Pool) []string {
	var operations []string
	for _, call := range pool.Calls()[1:] {
		operations = append(operations, call.Operation.Name)
	}
	return operations
}

// outlast returns a context that ends one response timeout after ctx, and after
// four response timeouts in any case.
func (c *Client) outlast(ctx context.Context) (context.Context, func()) {
	answer := c.options.Timing.Answer
	looking, cancel := context.WithTimeout(context.WithoutCancel(ctx), 4*answer)
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(answer, cancel) })
	return looking, func() {
		stop()
		cancel()
	}
}

// lostError is the error of a CreateUserPool that may have created a pool.
type lostError struct {
	error                // of the call
	found    []Candidate // pools that may be the created one
	blind    error       // why the pools could not be listed
	unknown  bool        // it is unknown which pools existed before the call
	declined bool        // the caller rejected the one that was found
}

func (e *lostError) Unwrap() error { return e.error }

// equal returns the pool that is certain to be equal to the request, if there
// is exactly one and no other pool may be.
func (e *lostError) equal() (Candidate, bool) {
	possible := slices.DeleteFunc(slices.Clone(e.found), func(p Candidate) bool { return !p.Equal && p.Undescribed == nil })
	if e.unknown || len(possible) != 1 || !possible[0].Equal {
		return Candidate{}, false
	}
	return possible[0], true
}

// explain adds what is known about the pool.
func (e *lostError) explain(c *Client, to *Error) {
	to.MayExist = true
	list := c.options.aws("cognito-idp list-user-pools --max-results 60" + c.place())
	to.Hint = "look for it before trying again: `" + list + "`"
	if len(e.found) > 0 {
		to.Hint = "check whether it is yours: `" + c.options.aws("cognito-idp describe-user-pool"+option("user-pool-id", e.found[0].ID)+c.place()) + "`"
	}
	switch {
	case e.blind != nil:
		to.Message += "; the pool may have been created anyway, and the pools cannot be listed"
		if cause, ok := errors.AsType[*Error](e.blind); ok {
			to.Message += " (" + cause.Error() + ")"
		}
	case len(e.found) == 0:
		to.Message += "; no pool with this name has appeared so far, but it may have been created anyway"
	case e.unknown:
		to.Message += "; the pool may have been created: it is unknown which of the pools with this name existed before: " + e.list()
	case e.declined:
		to.Message += fmt.Sprintf("; the pool may have been created: %s with the same name and settings appeared afterwards, and is not used", e.found[0].ID)
	default:
		to.Message += "; the pool may have been created: these appeared afterwards: " + e.list()
	}
}

// list names the pools that were found, each with what is known about it.
func (e *lostError) list() string {
	var all []string
	for _, p := range e.found {
		switch {
		case p.Undescribed != nil:
			all = append(all, p.ID+" (cannot be described)")
		case p.Equal:
			all = append(all, p.ID+" (with the same settings)")
		default:
			all = append(all, p.ID+" (with other settings: "+strings.Join(p.Differs[:min(len(p.Differs), 3)], ", ")+")")
		}
	}
	return strings.Join(all, ", ")
}
