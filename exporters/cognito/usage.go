package cognito

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider/types"
	"github.com/poolsmith/poolsmith/model"
)

// Usage is what would be lost with a pool.
type Usage struct {
	Users     int // as the service estimates them
	Protected bool
}

// Usage describes a pool. The error is an *Error.
func (c *Client) Usage(ctx context.Context, id string) (Usage, error) {
	var u Usage
	err := c.run(ctx, &task{operation: "DescribeUserPool", read: true, send: func(ctx context.Context, w *wire) (string, error) {
		out, err := c.sdk.DescribeUserPool(ctx, &cognitoidentityprovider.DescribeUserPoolInput{UserPoolId: &id}, w.options)
		if err == nil && out.UserPool != nil {
			u = Usage{int(out.UserPool.EstimatedNumberOfUsers), out.UserPool.DeletionProtection == types.DeletionProtectionTypeActive}
		}
		return "", err
	}}, nil, nil)
	return u, err
}

// Missing is the Incomplete of a pool that was found to lack the last of
// pool's calls: it has the commands that complete and that delete the pool.
func (c *Client) Missing(found Result, pool *model.Pool) *Incomplete {
	calls := pool.Calls()
	return c.incomplete(&Error{}, found, pool, calls[len(calls)-1], false)
}
