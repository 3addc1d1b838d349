package model

import (
	"slices"
	"strings"
)

// DeletionCommand is an operation of the AWS CLI that takes part in deleting a
// pool. Its options lack the pool's id and those that say where the pool is.
type DeletionCommand struct {
	Operation string // delete-user-pool
	Options   []CLIOption
}

// CLIOption is an option of the AWS CLI with its value as JSON and in the CLI's
// shorthand syntax, which needs no quotes within quotes. Both are the same
// where the value is a text.
type CLIOption struct {
	Name, JSON, Shorthand string
}

// Deletion returns the commands that delete a pool for which all calls of this
// draft were made, in order.
func (p *Pool) Deletion() []DeletionCommand { return p.DeletionAfter(p.Calls()) }

// DeletionAfter returns the commands that delete a pool for which only the given
// calls of this draft were made, in order. What keeps a pool from being deleted, such
// as a domain, is deleted before it. The deletion of the pool includes everything else
// in it.
//
// Deletion protection must be turned off first. That update also resets
// AutoVerifiedAttributes, which Cognito rejects while an attribute requires
// verification before an update, so the command resets that requirement too.
func (p *Pool) DeletionAfter(made []Call) []DeletionCommand {
	var commands []DeletionCommand
	if is(p.CreateUserPool.DeletionProtection, "ACTIVE") {
		commands = append(commands, DeletionCommand{"update-user-pool", []CLIOption{
			{"deletion-protection", "INACTIVE", "INACTIVE"},
			{"user-attribute-update-settings", `{"AttributesRequireVerificationBeforeUpdate":[]}`, "AttributesRequireVerificationBeforeUpdate=[]"},
		}})
	}
	for _, call := range slices.Backward(made) {
		if call.Operation.DeleteFirst {
			key := Printable(call.Key())
			commands = append(commands, DeletionCommand{cliName(call.Operation.Delete), []CLIOption{{cliName(call.Operation.Key), key, key}}})
		}
	}
	return append(commands, DeletionCommand{Operation: "delete-user-pool"})
}

// cliName is the name of an operation or a member in the AWS CLI:
// delete-user-pool-domain of DeleteUserPoolDomain. It is for names without
// abbreviations.
func cliName(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && 'A' <= r && r <= 'Z' {
			b.WriteByte('-')
		}
		b.WriteString(strings.ToLower(string(r)))
	}
	return b.String()
}

// Line is the command as it is typed in a shell. The caller adds the option
// --user-pool-id and others.
func (c DeletionCommand) Line() string {
	line := "aws cognito-idp " + c.Operation
	for _, o := range c.Options {
		line += " --" + o.Name + " " + QuoteWord(o.Shorthand)
	}
	return line
}

// QuoteWord writes a word for a POSIX shell.
func QuoteWord(word string) string {
	if word != "" && all(word, func(r rune) bool { return isWord(r) || r == '-' || r == '.' }) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
