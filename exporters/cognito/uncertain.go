package cognito

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/poolsmith/poolsmith/model"
)

// looks is how often to look for what a call may have created: lists are
// eventually consistent.
const looks = 3

// resolvePool determines the outcome of a CreateUserPool without a definite
// response. It returns the pool if it was found and adopted. The error is cause if
// it is certain that no pool was created, and otherwise an *uncertainError.
//
// The search continues for a limited time after ctx ends.
func (c *Client) resolvePool(ctx context.Context, pool *model.Pool, watch Watch, cause error) (Result, error) {
	search := &poolSearch{unknown: c.known == nil}
	unresolved := &uncertainError{cause, search.explain}
	looking, stop := c.outlast(ctx)
	defer stop()
	for look := 1; ; look++ {
		search.found, search.failure = c.FindCreated(looking, pool, c.KnownPools())
		if search.failure != nil {
			return Result{}, unresolved
		}
		if len(search.found) > 0 || look == looks {
			break
		}
		if !sleep(looking, c.pause(look)) {
			search.failure = context.Cause(looking)
			return Result{}, unresolved
		}
	}
	if len(search.found) == 0 && statusOf(cause) >= 500 {
		return Result{}, cause
	}
	found, only := search.equal()
	if !only {
		return Result{}, unresolved
	}
	if pending := pendingAfterCreate(pool); watch.Adopt != nil && !watch.Adopt(ctx, found, pending) {
		search.declined = true
		return Result{}, unresolved
	}
	return Result{ID: found.ID, ARN: found.ARN, Name: found.Name, Adopted: adopted, Answers: model.Answers{model.PoolIDMember: found.ID}}, nil
}

// adopted is why a pool is considered the one that was created.
const adopted = "adopted: the response was lost, and this pool appeared afterwards with the same name and settings"

func pendingAfterCreate(pool *model.Pool) []string {
	var operations []string
	for _, call := range pool.Calls()[1:] {
		operations = append(operations, call.Operation.Name)
	}
	return slices.Compact(operations)
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

// uncertainError is the error of a call that may have taken effect: its outcome
// could not be determined.
type uncertainError struct {
	error                              // of the call
	explain func(c *Client, to *Error) // adds what is known about what it made
}

func (e *uncertainError) Unwrap() error { return e.error }

// poolSearch is what is known about the pool that a CreateUserPool may have
// created.
type poolSearch struct {
	found    []Candidate // pools that may be the created one
	failure  error       // why the pools could not be listed
	unknown  bool        // it is unknown which pools existed before the call
	declined bool        // the caller rejected the one that was found
}

// equal returns the pool that is certain to be equal to the request, if there
// is exactly one and no other pool may be.
func (s *poolSearch) equal() (Candidate, bool) {
	possible := slices.DeleteFunc(slices.Clone(s.found), func(p Candidate) bool { return !p.Equal && p.Undescribed == nil })
	if s.unknown || len(possible) != 1 || !possible[0].Equal {
		return Candidate{}, false
	}
	return possible[0], true
}

// explain adds what is known about the pool.
func (s *poolSearch) explain(c *Client, to *Error) {
	to.MayExist = true
	list := c.options.aws(CommandName(poolOperation().List) + " --max-results 60" + c.place())
	to.Hint = "look for it before trying again: `" + list + "`"
	if len(s.found) > 0 {
		to.Hint = "check whether it is yours: `" + c.options.aws(CommandName(poolOperation().Describe)+option("user-pool-id", s.found[0].ID)+c.place()) + "`"
	}
	switch {
	case s.failure != nil:
		to.Message += "; the pool may have been created anyway, and the pools cannot be listed"
		if cause, ok := errors.AsType[*Error](s.failure); ok {
			to.Message += " (" + cause.Error() + ")"
		}
	case len(s.found) == 0:
		to.Message += "; no pool with this name has appeared so far, but it may have been created anyway"
	case s.unknown:
		to.Message += "; the pool may have been created: it is unknown which of the pools with this name existed before: " + s.list()
	case s.declined:
		to.Message += fmt.Sprintf("; the pool may have been created: %s with the same name and settings appeared afterwards, and is not used", s.found[0].ID)
	default:
		to.Message += "; the pool may have been created: these appeared afterwards: " + s.list()
	}
}

// list names the pools that were found, each with what is known about it.
func (s *poolSearch) list() string {
	var all []string
	for _, p := range s.found {
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
