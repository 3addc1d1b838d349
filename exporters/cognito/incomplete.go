package cognito

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/poolsmith/poolsmith/model"
)

// Incomplete reports that the pool was created, but a later call failed or was
// not sent. The pool remains until it is deleted.
type Incomplete struct {
	Made  Result
	Lacks string // how the pool differs from the draft, such as: with MFA off
	Err   error  // why, an *Error
	// Adopted reports that the pool was found, not returned by the service.
	// Never delete, unprotect or change it without asking for its id.
	Adopted bool
	// Failed is the call that failed or was not sent. Taken reports that the service
	// rejected it because what it names belongs to another pool, perhaps of another
	// account: only another name helps.
	Failed model.Call
	Taken  bool
	Next   int // the index of Failed among the calls

	uncertain bool // Failed may have taken effect
	deletion  []string
	rest      []string
}

func (e *Incomplete) Error() string {
	return fmt.Sprintf("%v; the pool %s exists, %s", e.Err, e.Made.ID, e.Lacks)
}

func (e *Incomplete) Unwrap() error { return e.Err }

// Deletion lists the AWS CLI commands, in order, that delete the pool.
func (e *Incomplete) Deletion() []string { return e.deletion }

// Rest lists the AWS CLI commands, in order, that send the missing calls. An id
// that only the response to a missing call gives is a placeholder such as
// <ClientId[web]>.
func (e *Incomplete) Rest() []string { return e.rest }

// incompleteAt describes a pool that lacks the calls from an index on.
func (c *Client) incompleteAt(next int, err error, made Result, pool *model.Pool, uncertain bool) *Incomplete {
	calls := pool.Calls()
	made.unmade = map[string]bool{}
	for i, call := range calls[next:] {
		made.unmade[call.Path] = i > 0 || !uncertain
	}
	e := c.incomplete(err, made, pool, calls[next:], uncertain)
	e.Failed, e.Next, e.uncertain = calls[next], next, uncertain
	if failed, ok := errors.AsType[*Error](err); ok && !uncertain {
		taken := e.Failed.Operation.Taken
		e.Taken = taken != "" && strings.Contains(failed.Message, taken)
	}
	return e
}

// incomplete describes a pool that lacks calls. uncertain says that the first of
// them may have taken effect.
func (c *Client) incomplete(err error, made Result, pool *model.Pool, missing []model.Call, uncertain bool) *Incomplete {
	var lacks, rest []string
	for i, call := range missing {
		lack := call.Missing()
		if i == 0 && uncertain {
			lack = "perhaps " + lack
		}
		lacks = append(lacks, lack)
		rest = append(rest, c.command(call, made))
	}
	return &Incomplete{
		Made: made, Lacks: joined(lacks), Err: err, Adopted: made.Adopted != "",
		deletion: c.deletion(made, pool), rest: rest,
	}
}

// joined joins parts of a sentence.
func joined(parts []string) string {
	last := len(parts) - 1
	if last < 1 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

// command is the AWS CLI command that sends a call to the pool.
func (c *Client) command(call model.Call, made Result) string {
	answers := model.Answers{}
	for _, taken := range call.Takes() {
		value, known := made.Answers[taken.Answer]
		switch {
		case taken.Member == model.PoolIDMember: // an option
		case known:
			answers[taken.Answer] = value
		default:
			answers[taken.Answer] = "<" + taken.Answer + ">"
		}
	}
	command := CommandName(call.Operation.Name) + option("user-pool-id", made.ID) + c.place()
	return c.options.aws(command + option("cli-input-json", compacted(call.Body(answers))))
}

// CommandName is the AWS CLI's name of an operation: cognito-idp
// create-user-pool, and set-ui-customization of SetUICustomization.
func CommandName(operation string) string {
	letters := []rune(operation)
	var b strings.Builder
	b.WriteString("cognito-idp ")
	for i, r := range letters {
		if i > 0 && unicode.IsUpper(r) && (unicode.IsLower(letters[i-1]) || i+1 < len(letters) && unicode.IsLower(letters[i+1])) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// compacted is a request without the white space between its members.
func compacted(body []byte) string {
	var b bytes.Buffer
	if err := json.Compact(&b, body); err != nil {
		panic(err) // written by our own encoder
	}
	return b.String()
}

// interrupted is the error of a call that was not sent because the user
// canceled.
func interrupted(when string, ctx context.Context) *Error {
	return &Error{Message: "interrupted " + when, Err: errors.Join(context.Canceled, ctx.Err())}
}
