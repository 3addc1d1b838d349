package state

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// Receipt records where a pool was submitted, the requests that were sent and
// their results. It is saved before the first request and after each event,
// before the next request, so that it is correct whenever the process ends. It
// contains no credentials, and of the service's messages only errors as they are
// shown to the user.
type Receipt struct {
	Time     time.Time `json:"time"` // of the start of the submission
	Updated  time.Time `json:"updated"`
	Outcome  Outcome   `json:"outcome"`
	Account  string    `json:"account,omitempty"`
	Profile  string    `json:"profile"`
	Region   string    `json:"region"`
	Endpoint string    `json:"endpoint,omitempty"` // without its password
	// Sandbox says that the pool is in the sandbox on this machine, which has no
	// endpoint.
	Sandbox bool `json:"sandbox,omitempty"`
	// KnownPools are the ids of the pools that existed before; absent if they
	// could not be listed.
	KnownPools []string `json:"knownPools,omitzero"`
	PoolID     string   `json:"poolId,omitempty"`
	// IDs are what the responses gave to later calls, by names such as ClientId[web].
	IDs       model.Answers   `json:"ids,omitempty"`
	Adopted   string          `json:"adopted,omitempty"`   // why a pool that was found is considered the one created
	Candidate string          `json:"candidate,omitempty"` // the id of a pool that was found, but not confirmed
	Error     string          `json:"error,omitempty"`
	Forgotten bool            `json:"forgotten,omitempty"` // do not report it as unfinished again
	Draft     json.RawMessage `json:"draft"`
	Calls     []*Call         `json:"calls"`
	Deletion  []*Call         `json:"deletion,omitempty"` // the calls that delete an incomplete pool
	// Change is set if the calls change a pool that exists. Draft is then the pool as
	// it is to become.
	Change *Change `json:"change,omitempty"`
}

// Outcome is the state of a submission.
type Outcome string

// The outcomes of a submission. After the first four, the user must check or
// complete something.
const (
	InProgress Outcome = "in progress" // or interrupted, if its process has ended
	Incomplete Outcome = "incomplete"  // the pool exists, but not all calls were made
	Unknown    Outcome = "unknown"     // the pool may exist
	Deleting   Outcome = "deleting"    // of an incomplete pool; or interrupted
	Created    Outcome = "created"
	Adopted    Outcome = "adopted" // complete, after a response was lost and the pool was found
	Deleted    Outcome = "deleted"
	NotCreated Outcome = "not created" // the service rejected it, or it was canceled
	NotSent    Outcome = "not sent"    // no request was sent
	Applied    Outcome = "applied"     // a change, all of it
	Restored   Outcome = "restored"    // a change that was undone
	Unchanged  Outcome = "unchanged"   // a change of which nothing took effect
)

// Final reports whether there is nothing left to check or to complete.
func (o Outcome) Final() bool {
	switch o {
	case Created, Adopted, Deleted, NotCreated, NotSent, Applied, Restored, Unchanged:
		return true
	}
	return false
}

// Call is a call of a submission and its result.
type Call struct {
	Operation string          `json:"operation"`
	Key       string          `json:"key,omitempty"` // of the request, where a draft has many of the operation
	Request   json.RawMessage `json:"request,omitempty"`
	Outcome   string          `json:"outcome"`
	Attempts  int             `json:"attempts,omitempty"`
	Millis    int64           `json:"milliseconds,omitempty"`
	RequestID string          `json:"requestId,omitempty"`
	Note      string          `json:"note,omitempty"`
	Error     string          `json:"error,omitempty"`
	// Earlier are the failed calls that the user repeated, without their requests.
	Earlier []*Call `json:"earlier,omitempty"`
}

// maxEarlier is how many failed calls are kept, so that a receipt stays small.
const maxEarlier = 10

// The outcomes of a call.
const (
	CallNotSent   = "not sent"
	CallSent      = "sent" // or about to be sent, without a response so far
	CallDone      = "done"
	CallAdopted   = "adopted"   // the response was lost, and a pool that was found is used
	CallFailed    = "failed"    // it certainly had no effect
	CallUncertain = "uncertain" // it may have had an effect
)

// NewReceipt returns the receipt of a submission that has not sent anything yet.
func NewReceipt(client *cognito.Client, pool *model.Pool, account string) *Receipt {
	r := &Receipt{
		Time: time.Now().UTC(), Outcome: InProgress, Account: account,
		Profile: client.Profile(), Region: client.Region(), Endpoint: client.Endpoint(), KnownPools: client.KnownPools(),
		Draft: pool.HideSecrets().JSON(),
	}
	for _, call := range pool.HideSecrets().Calls() {
		r.Calls = append(r.Calls, &Call{Operation: call.Operation.Name, Key: keyOf(call), Request: model.EncodeJSON(call.Request), Outcome: CallNotSent})
	}
	return r
}

// keyOf is the key of a request, where a draft has many of the operation.
func keyOf(call model.Call) string {
	if !call.Operation.Many {
		return ""
	}
	return call.Key()
}

// Retry records that the user repeats the call with an index, from a draft in which
// that call and later ones may have changed.
func (r *Receipt) Retry(index int, pool *model.Pool) {
	c := r.Calls[index]
	failed := *c
	failed.Request, failed.Earlier = nil, nil
	c.Earlier = append(c.Earlier, &failed)
	c.Earlier = c.Earlier[max(0, len(c.Earlier)-maxEarlier):]
	r.Outcome, r.Error, c.Error = InProgress, "", ""
	r.Draft = pool.HideSecrets().JSON()
	for i, call := range pool.HideSecrets().Calls() {
		r.Calls[i].Key, r.Calls[i].Request = keyOf(call), model.EncodeJSON(call.Request)
	}
}

// AddEvent records an event of one of the pool's calls.
func (r *Receipt) AddEvent(e cognito.Event) {
	if e.PoolID != "" {
		r.PoolID = e.PoolID
	}
	// Of the first call, which creates the pool, it is known what MayExist says.
	r.Calls[e.Call].addEvent(e, e.Call == 0)
}

// SetCandidate records that a pool was found that may be the one whose response
// was lost, and that the user has not confirmed it.
func (r *Receipt) SetCandidate(id string) {
	r.PoolID, r.Candidate, r.Calls[0].Outcome = "", id, CallUncertain
}

// AddDeletionEvent records an event of one of the calls that delete the pool.
func (r *Receipt) AddDeletionEvent(e cognito.Event) {
	if e.State == cognito.Started {
		r.Outcome = Deleting
		r.Deletion = append(r.Deletion, &Call{Operation: e.Operation})
	}
	r.Deletion[len(r.Deletion)-1].addEvent(e, false)
}

// DeletionFailed records that the calls that delete the pool ended with an error.
// Unless the deletion itself may have had an effect, the pool still exists.
func (r *Receipt) DeletionFailed() {
	if last := r.Deletion[len(r.Deletion)-1]; last.Operation != "DeleteUserPool" || last.Outcome != CallUncertain {
		r.Outcome = Incomplete
	}
}

func (c *Call) addEvent(e cognito.Event, creates bool) {
	c.Attempts, c.Millis, c.RequestID, c.Note = e.Attempt, e.Took.Milliseconds(), e.RequestID, e.Note
	switch e.State {
	case cognito.Started:
		c.Outcome = CallSent
	case cognito.Retried:
		c.Outcome, c.Note = CallSent, e.Reason
	case cognito.Done:
		c.Outcome = CallDone
		if e.Note != "" {
			c.Outcome = CallAdopted
		}
	case cognito.Failed:
		c.Outcome, c.Error = failedOutcome(e, creates), e.Err.Error()
	}
}

// failedOutcome returns the outcome of a call that failed. For the call that
// creates the pool, the client has already looked for the pool.
func failedOutcome(e cognito.Event, creates bool) string {
	err, _ := errors.AsType[*cognito.Error](e.Err)
	uncertain := e.Uncertain
	if creates && err != nil {
		uncertain = err.MayExist
	}
	switch {
	case uncertain:
		return CallUncertain
	case err != nil && err.Unsent:
		return CallNotSent
	default:
		return CallFailed
	}
}

// Sent reports whether a request may have been sent.
func (r *Receipt) Sent() bool {
	for _, c := range r.Calls {
		if c.Outcome != CallNotSent {
			return true
		}
	}
	return false
}

// Finish records the result of Client.Submit.
func (r *Receipt) Finish(result cognito.Result, err error) {
	r.Outcome, r.Adopted = r.outcomeOf(result, err), result.Adopted
	r.IDs = maps.Clone(result.Answers)
	delete(r.IDs, model.PoolIDMember)
	if result.ID != "" && r.Candidate == "" {
		r.PoolID = result.ID
	}
	if err != nil {
		r.Error = err.Error()
	}
}

func (r *Receipt) outcomeOf(result cognito.Result, err error) Outcome {
	failed, _ := errors.AsType[*cognito.Error](err)
	_, incomplete := errors.AsType[*cognito.Incomplete](err)
	switch {
	case err == nil && result.Adopted != "":
		return Adopted
	case err == nil:
		return Created
	case incomplete && r.Candidate == "":
		return Incomplete
	case incomplete:
		return Unknown
	case failed != nil && failed.MayExist:
		return Unknown
	case !r.Sent(), failed != nil && failed.Unsent:
		return NotSent
	default:
		return NotCreated
	}
}

// Pool returns the draft. Errors contain name.
func (r *Receipt) Pool(name string) (*model.Pool, error) {
	document, err := model.Read(name, r.Draft)
	if err != nil {
		return nil, err
	}
	return document.Pool, nil
}

// PoolName returns the name of the pool in the draft, for messages.
func (r *Receipt) PoolName() string { return poolName(r.Draft) }

// ReadReceipt reads a file that this program wrote. folder is where receipts are,
// for the hint of an error.
func ReadReceipt(path, folder string) (*Receipt, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, exit.UsageError(receiptHint(path, folder), "%s: %s", path, exit.Reason(err))
	}
	notReceipt := exit.UsageError(receiptHint(path, folder), "%s: is not a receipt", path)
	if !info.Mode().IsRegular() || info.Size() > model.MaxSize {
		return nil, notReceipt
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, exit.UsageError("check its permissions", "%s: %s", path, exit.Reason(err))
	}
	r := &Receipt{}
	if json.Unmarshal(bytes.TrimSpace(data), r) != nil || r.Outcome == "" || len(r.Calls) == 0 || len(r.Draft) == 0 {
		return nil, notReceipt
	}
	return r, nil
}

// receiptHint suggests the receipt with the same name in folder, or names the
// folder.
func receiptHint(path, folder string) string {
	if folder == "" {
		return "specify the path that submit printed"
	}
	if same := filepath.Join(folder, filepath.Base(path)); same != path {
		if info, err := os.Stat(same); err == nil && info.Mode().IsRegular() {
			return "did you mean " + same + "?"
		}
	}
	return "receipts are kept in " + folder
}
