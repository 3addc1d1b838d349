package model

// DeletionCommand is an operation of the AWS CLI that takes part in deleting a
// pool. Its options lack the pool's id and those that say where the pool is.
type DeletionCommand struct {
	Operation string // delete-user-pool
	Options   []CLIOption
}

// CLIOption is an option of the AWS CLI with its value as JSON and in the CLI's
// shorthand syntax, which needs no quotes within quotes. Both are the same
// where the value is a word.
type CLIOption struct {
	Name, JSON, Shorthand string
}

// Deletion returns the commands that delete a pool of this draft, in order. The
// deletion of the pool includes all that is in it.
//
// Deletion protection must be turned off first. That update also resets
// AutoVerifiedAttributes, which Cognito rejects while an attribute requires
// verification before an update, so the command resets that requirement too.
func (p *Pool) Deletion() []DeletionCommand {
	deletePool := DeletionCommand{Operation: "delete-user-pool"}
	if !is(p.CreateUserPool.DeletionProtection, "ACTIVE") {
		return []DeletionCommand{deletePool}
	}
	unprotect := DeletionCommand{"update-user-pool", []CLIOption{
		{"deletion-protection", "INACTIVE", "INACTIVE"},
		{"user-attribute-update-settings", `{"AttributesRequireVerificationBeforeUpdate":[]}`, "AttributesRequireVerificationBeforeUpdate=[]"},
	}}
	return []DeletionCommand{unprotect, deletePool}
}

// Line is the command as it is typed in a shell. The caller adds the option
// --user-pool-id and others.
func (c DeletionCommand) Line() string {
	line := "aws cognito-idp " + c.Operation
	for _, o := range c.Options {
		value := o.Shorthand
		if value != o.JSON {
			value = "'" + value + "'"
		}
		line += " --" + o.Name + " " + value
	}
	return line
}
