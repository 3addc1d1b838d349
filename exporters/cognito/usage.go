package cognito

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

// Usage is what would be lost with a pool.
type Usage struct {
	Users     int // as the service estimates them
	Protected bool
}

// Usage describes a pool. The error is an *Error.
func (c *Client) Usage(ctx context.Context, id string) (Usage, error) {
	var described struct {
		EstimatedNumberOfUsers int
		DeletionProtection     string
	}
	err := c.run(ctx, &task{
		operation: poolOperation().Describe, body: aboutPool(id), read: true,
		accept: func(response []byte) error {
			description, err := descriptionIn(response, poolOperation())
			if err != nil {
				return err
			}
			return json.Unmarshal(description, &described)
		},
	}, nil, nil)
	return Usage{described.EstimatedNumberOfUsers, described.DeletionProtection == "ACTIVE"}, err
}

// Missing is the Incomplete of a pool that was found to differ from the draft in
// settings, whose paths are those of model.Diff: it has the commands that complete
// the pool with the calls that it lacks, and those that delete it.
func (c *Client) Missing(found Result, pool *model.Pool, settings []string) *Incomplete {
	var missing []model.Call
	for _, call := range pool.Calls() {
		if !call.Operation.MakesPool() && lacksCall(settings, call) {
			missing = append(missing, call)
		}
	}
	return c.incomplete(&Error{}, found, pool, missing, false)
}

// lacksCall reports whether settings has all that the call makes, or for a call
// that a draft has once, a part of that. What has another name in the pool was not
// made by the call.
func lacksCall(settings []string, call model.Call) bool {
	if call.Operation.Many {
		whole := model.WithKey(call.Operation.Name, call.Key())
		return slices.Contains(settings, whole) || call.Operation.Renames() && slices.Contains(settings, whole+"."+call.Operation.Key)
	}
	return slices.ContainsFunc(settings, func(path string) bool { return model.OperationOf(path) == call.Operation })
}
