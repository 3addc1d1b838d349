package cognito

import (
	"context"
	"maps"
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

// Delete deletes a pool that pool's calls have just created, after what has to be
// deleted before it, in reverse order. Deletion protection is turned off first, in a call that
// repeats all other settings: UpdateUserPool resets what the request omits, and
// Cognito may reject that.
func (c *Client) Delete(ctx context.Context, made Result, pool *model.Pool, progress func(Event)) error {
	for _, t := range c.deletionTasks(made, pool) {
		t.poolID = &made.ID
		if err := c.run(ctx, t, pool, progress); err != nil {
			return err
		}
	}
	return nil
}

func (c *Client) deletionTasks(made Result, pool *model.Pool) []*task {
	answers := withPoolID(made)
	var tasks []*task
	if isProtected(pool) {
		tasks = append(tasks, unprotect(pool, answers))
	}
	for _, call := range slices.Backward(pool.Calls()) {
		reference, known := call.Reference(answers)
		switch {
		case made.unmade[call.Path]:
		case call.Operation.MakesPool(), call.Operation.DeleteFirst && known:
			tasks = append(tasks, &task{operation: call.Operation.Delete, body: reference, absent: true})
		}
	}
	return tasks
}

// withPoolID are the answers of a pool, also of one that was found by its id.
func withPoolID(made Result) model.Answers {
	answers := maps.Clone(made.Answers)
	if answers == nil {
		answers = model.Answers{}
	}
	answers[model.PoolIDMember] = made.ID
	return answers
}

func isProtected(pool *model.Pool) bool {
	return text(pool.CreateUserPool.DeletionProtection) == "ACTIVE"
}

func unprotect(pool *model.Pool, answers model.Answers) *task {
	unprotected := pool.Clone()
	unprotected.CreateUserPool.DeletionProtection = new("INACTIVE")
	call := unprotected.Calls()[0]
	return &task{operation: call.Operation.Update, body: call.UpdateBody(answers), accept: checkObject}
}

// deletion lists the commands that delete an incomplete pool. Deletion protection
// must be turned off first. That call also resets AutoVerifiedAttributes, which
// Cognito rejects while an attribute requires verification before an update, so
// the command resets that requirement too.
func (c *Client) deletion(made Result, pool *model.Pool) []string {
	answers := withPoolID(made)
	place := option("user-pool-id", made.ID) + c.place()
	var commands []string
	if isProtected(pool) {
		unprotect := CommandName(poolOperation().Update) + " --deletion-protection INACTIVE" + place
		if pool.CreateUserPool.UserAttributeUpdateSettings != nil {
			unprotect += " --user-attribute-update-settings 'AttributesRequireVerificationBeforeUpdate=[]'"
		}
		commands = append(commands, c.options.aws(unprotect))
	}
	for _, call := range slices.Backward(pool.Calls()) {
		reference, known := call.Reference(answers)
		o := call.Operation
		switch {
		case made.unmade[call.Path]:
		case o.MakesPool():
			commands = append(commands, c.options.aws(CommandName(o.Delete)+place))
		case o.DeleteFirst && known:
			commands = append(commands, c.options.aws(CommandName(o.Delete)+c.place()+option("cli-input-json", compacted(reference))))
		}
	}
	return commands
}
