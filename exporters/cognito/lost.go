package cognito

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
)

// Namesake is a pool of a certain name.
type Namesake struct {
	ID   string
	Made time.Time
}

// Namesakes lists the pools of a name in the region. Cognito lets any number
// of pools share one. The pools that were seen are remembered, so that one
// made later can be told from them.
func (c *Client) Namesakes(ctx context.Context, name string) ([]Namesake, error) {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timing.Look)
	defer cancel()
	found, err := c.named(ctx, name)
	if err != nil {
		return nil, c.explain(err, "ListUserPools", nil)
	}
	c.seen = map[string]bool{}
	for _, n := range found {
		c.seen[n.ID] = true
	}
	return found, nil
}

// Of the pages of a list: how many pools each has, the most that the service
// gives, and how many are read of a service that never comes to an end.
const (
	pageSize = 60
	maxPages = 500
)

func (c *Client) named(ctx context.Context, name string) ([]Namesake, error) {
	var found []Namesake
	input := &cognitoidentityprovider.ListUserPoolsInput{MaxResults: new(int32(pageSize))}
	for range maxPages {
		w := &wire{}
		page, err := c.sdk.ListUserPools(ctx, input, w.options)
		if err != nil && !w.reached {
			return nil, &unsentError{err}
		}
		if err != nil {
			return nil, err
		}
		for _, p := range page.UserPools {
			if text(p.Name) == name && text(p.Id) != "" {
				n := Namesake{ID: *p.Id}
				if p.CreationDate != nil {
					n.Made = *p.CreationDate
				}
				found = append(found, n)
			}
		}
		if text(page.NextToken) == "" {
			return found, nil
		}
		input.NextToken = page.NextToken
	}
	return found, nil
}

// How far the service's clock may be behind ours before a pool of the same
// name counts as older than our call: a good deal when the older ones are
// known, hardly at all when they are not.
const (
	skewSeen   = time.Minute
	skewUnseen = 2 * time.Second
)

// looks is how often a pool is looked for that may have been made.
const looks = 3

// findLost looks for the pool that a call of unknown outcome may have made. It
// is ours when it is the only one of its name since then. The error is cause
// when the service refused and there is no such pool, and otherwise a
// *lostError.
func (c *Client) findLost(ctx context.Context, name string, begun time.Time, cause error) (Result, error) {
	lost := &lostError{error: cause}
	for look := 1; ; look++ {
		var all []Namesake
		all, lost.blind = c.named(context.WithoutCancel(ctx), name)
		if lost.blind != nil {
			return Result{}, lost
		}
		lost.found = c.since(begun, all)
		if len(lost.found) > 0 || look == looks || !sleep(ctx, c.pause(look)) {
			break
		}
	}
	switch {
	case len(lost.found) == 1:
		return c.adopt(ctx, lost)
	case len(lost.found) == 0 && statusOf(cause) >= 500 && !isLost(cause):
		return Result{}, cause
	default:
		return Result{}, lost
	}
}

// since keeps the pools that were made after begun.
func (c *Client) since(begun time.Time, all []Namesake) []Namesake {
	skew := skewUnseen
	if c.seen != nil {
		skew = skewSeen
	}
	var newer []Namesake
	for _, n := range all {
		if !c.seen[n.ID] && n.Made.After(begun.Add(-skew)) {
			newer = append(newer, n)
		}
	}
	return newer
}

// adopt takes the pool that was found for the one that was made.
func (c *Client) adopt(ctx context.Context, lost *lostError) (Result, error) {
	id := lost.found[0].ID
	out, err := c.sdk.DescribeUserPool(context.WithoutCancel(ctx), &cognitoidentityprovider.DescribeUserPoolInput{UserPoolId: &id})
	if err != nil || out.UserPool == nil {
		return Result{}, lost
	}
	return Result{ID: id, ARN: text(out.UserPool.Arn), Name: text(out.UserPool.Name)}, nil
}

// lostError is a CreateUserPool that may have made a pool.
type lostError struct {
	error            // of the call
	found []Namesake // pools that may be the one
	blind error      // why none could be looked for
}

func (e *lostError) Unwrap() error { return e.error }

// explain says what is known of the pool.
func (l *lostError) explain(c *Client, e *Error) {
	e.MayExist = true
	list := c.options.aws("cognito-idp list-user-pools --max-results 60" + c.place())
	e.Hint = "look for it before trying again: `" + list + "`"
	switch {
	case l.blind != nil:
		e.Message += "; the pool may have been made all the same, and the pools cannot be listed"
	case len(l.found) == 0:
		e.Message += "; no pool of this name has appeared so far, but it may have been made all the same"
	case len(l.found) == 1:
		e.Message += fmt.Sprintf("; the pool %s of the same name has appeared since", l.found[0].ID)
		e.Hint = "see whether it is yours: `" + c.options.aws("cognito-idp describe-user-pool --user-pool-id "+quote(l.found[0].ID)+c.place()) + "`"
	default:
		e.Message += fmt.Sprintf("; %d pools of the same name have appeared since:", len(l.found))
		for _, n := range l.found {
			e.Message += " " + n.ID
		}
	}
}
