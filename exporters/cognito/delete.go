package cognito

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/poolsmith/poolsmith/model"
)

// Incomplete reports that the pool was created, but a later call failed or was
// not sent. The pool remains until it is deleted.
type Incomplete struct {
	Made  Result
	Lacks string // what the pool lacks, such as: with MFA off
	Err   error  // why, an *Error
	// Adopted reports that the pool was found, not returned by the service.
	// Never delete, unprotect or change it without asking for its id.
	Adopted  bool
	deletion []string
	rest     string
}

func (e *Incomplete) Error() string {
	return fmt.Sprintf("%v; the pool %s exists, %s", e.Err, e.Made.ID, e.Lacks)
}

func (e *Incomplete) Unwrap() error { return e.Err }

// Deletion lists the AWS CLI commands, in order, that delete the pool.
func (e *Incomplete) Deletion() []string { return e.deletion }

// Rest is the AWS CLI command that sends the missing call.
func (e *Incomplete) Rest() string { return e.rest }

func (c *Client) incomplete(err error, made Result, pool *model.Pool, missing model.Call, uncertain bool) *Incomplete {
	lacks := "with MFA off"
	if pool.MfaMode() == model.Off {
		lacks = "without its passkey settings"
	}
	if uncertain {
		lacks = "perhaps " + lacks
	}
	var body bytes.Buffer
	if err := json.Compact(&body, missing.Body(nil)); err != nil {
		panic(err) // written by our own encoder
	}
	return &Incomplete{
		Made: made, Lacks: lacks, Err: err, Adopted: made.Adopted != "",
		deletion: c.deletion(made, pool),
		rest:     c.options.aws("cognito-idp set-user-pool-mfa-config" + option("user-pool-id", made.ID) + c.place() + option("cli-input-json", body.String())),
	}
}

// Delete deletes a pool that pool's calls have just created. Deletion protection
// is turned off first, in a call that repeats all other settings: UpdateUserPool
// resets what the request omits, and Cognito may reject that.
func (c *Client) Delete(ctx context.Context, made Result, pool *model.Pool, progress func(Event)) error {
	if isProtected(pool) {
		if err := c.run(ctx, c.unprotect(made, pool), pool, progress); err != nil {
			return err
		}
	}
	return c.run(ctx, &task{
		operation: "DeleteUserPool",
		poolID:    &made.ID,
		send: func(ctx context.Context, w *wire) (string, error) {
			_, err := c.sdk.DeleteUserPool(ctx, &cognitoidentityprovider.DeleteUserPoolInput{UserPoolId: &made.ID}, w.options)
			if errorCode(err) == "ResourceNotFoundException" {
				return "", nil // an earlier attempt did it
			}
			return "", err
		},
	}, pool, progress)
}

func isProtected(pool *model.Pool) bool {
	return text(pool.CreateUserPool.DeletionProtection) == "ACTIVE"
}

func (c *Client) unprotect(made Result, pool *model.Pool) *task {
	update := *pool.Calls()[0].Request.(*model.CreateUserPool)
	update.UsernameAttributes, update.AliasAttributes, update.UsernameConfiguration, update.Schema = nil, nil, nil, nil
	update.DeletionProtection = new("INACTIVE")
	body := model.EncodeJSON(struct {
		UserPoolId string
		*model.CreateUserPool
	}{made.ID, &update})
	return &task{
		operation: "UpdateUserPool",
		body:      body,
		poolID:    &made.ID,
		send: func(ctx context.Context, w *wire) (string, error) {
			_, err := c.sdk.UpdateUserPool(ctx, &cognitoidentityprovider.UpdateUserPoolInput{UserPoolId: &made.ID}, w.options)
			return "", err
		},
	}
}

// deletion lists the commands that delete an incomplete pool. Deletion protection
// must be turned off first. That call also resets AutoVerifiedAttributes, which
// Cognito rejects while an attribute requires verification before an update, so
// the command resets that requirement too.
func (c *Client) deletion(made Result, pool *model.Pool) []string {
	place := option("user-pool-id", made.ID) + c.place()
	var commands []string
	if isProtected(pool) {
		unprotect := "cognito-idp update-user-pool --deletion-protection INACTIVE" + place
		if pool.CreateUserPool.UserAttributeUpdateSettings != nil {
			unprotect += " --user-attribute-update-settings 'AttributesRequireVerificationBeforeUpdate=[]'"
		}
		commands = append(commands, c.options.aws(unprotect))
	}
	return append(commands, c.options.aws("cognito-idp delete-user-pool"+place))
}

// interrupted is the error of a call that was not sent because the user
// canceled.
func interrupted(when string, ctx context.Context) *Error {
	return &Error{Message: "interrupted " + when, Err: errors.Join(context.Canceled, ctx.Err())}
}
