package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// receipt says what was sent, where and how, and what came of it. It is written
// before the first call goes out and again with each event, before anything
// further is sent, so that it is true whenever the program ends. It holds no
// credentials, and no text of the service but its explained errors.
type receipt struct {
	Time     time.Time    `json:"time"` // when the submission began
	Updated  time.Time    `json:"updated"`
	Outcome  receiptState `json:"outcome"`
	Account  string       `json:"account,omitempty"`
	Profile  string       `json:"profile"`
	Region   string       `json:"region"`
	Endpoint string       `json:"endpoint,omitempty"` // without its password
	// KnownPools are the ids of the pools that existed before; absent when they
	// could not be listed.
	KnownPools []string        `json:"knownPools,omitzero"`
	PoolID     string          `json:"poolId,omitempty"`
	Adopted    string          `json:"adopted,omitempty"`   // why a pool that was found counts as the one created
	Candidate  string          `json:"candidate,omitempty"` // a pool that was found, and that nobody confirmed
	Error      string          `json:"error,omitempty"`
	Forgotten  bool            `json:"forgotten,omitempty"` // not to be reported as unfinished again
	Draft      json.RawMessage `json:"draft"`
	Calls      []*receiptCall  `json:"calls"`
	Deletion   []*receiptCall  `json:"deletion,omitempty"` // the calls that delete an incomplete pool
}

// receiptState is what a submission has come to.
type receiptState string

// The outcomes of a submission. The first three are unfinished: somebody has to
// look or to act.
const (
	inProgress receiptState = "in progress" // or cut off, when its process has ended
	incomplete receiptState = "incomplete"  // the pool exists, and a call is missing
	unknown    receiptState = "unknown"     // the pool may exist
	deleting   receiptState = "deleting"    // an incomplete pool; or cut off
	created    receiptState = "created"
	adopted    receiptState = "adopted" // complete, after its answer was lost and the pool was found
	deleted    receiptState = "deleted"
	notCreated receiptState = "not created" // the service rejected it, or it was stopped
	notSent    receiptState = "not sent"    // nothing left this machine
)

// settled reports whether nothing is left to find out or to do.
func (o receiptState) settled() bool {
	switch o {
	case created, adopted, deleted, notCreated, notSent:
		return true
	}
	return false
}

// receiptCall is a call and what came of it.
type receiptCall struct {
	Operation string          `json:"operation"`
	Request   json.RawMessage `json:"request,omitempty"`
	Outcome   string          `json:"outcome"`
	Attempts  int             `json:"attempts,omitempty"`
	Millis    int64           `json:"milliseconds,omitempty"`
	RequestID string          `json:"requestId,omitempty"`
	Note      string          `json:"note,omitempty"`
	Error     string          `json:"error,omitempty"`
}

// The outcomes of a call.
const (
	callNotSent   = "not sent"
	callSent      = "sent" // or about to be, without an answer yet
	callDone      = "done"
	callAdopted   = "adopted"   // the answer was lost, and a pool that was found is used
	callFailed    = "failed"    // certain to have done nothing
	callUncertain = "uncertain" // it may have been carried out
)

func newReceipt(client *cognito.Client, pool *model.Pool, account string) *receipt {
	r := &receipt{
		Time: time.Now().UTC(), Outcome: inProgress, Account: account,
		Profile: client.Profile(), Region: client.Region(), Endpoint: client.Endpoint(), KnownPools: client.KnownPools(),
		Draft: pool.JSON(),
	}
	for _, call := range pool.Calls() {
		r.Calls = append(r.Calls, &receiptCall{Operation: call.Operation.Name, Request: model.EncodeJSON(call.Request), Outcome: callNotSent})
	}
	return r
}

// note takes down an event of one of the pool's calls.
func (r *receipt) note(e cognito.Event) {
	if e.PoolID != "" {
		r.PoolID = e.PoolID
	}
	r.Calls[e.Call].note(e)
}

// noteCandidate takes down that a pool was found that may be the one whose
// answer was lost, and that nobody confirmed it.
func (r *receipt) noteCandidate(id string) {
	r.PoolID, r.Candidate, r.Calls[0].Outcome = "", id, callUncertain
}

// noteDeletion takes down an event of one of the calls that delete the pool.
func (r *receipt) noteDeletion(e cognito.Event) {
	if e.State == cognito.Started {
		r.Outcome = deleting
		r.Deletion = append(r.Deletion, &receiptCall{Operation: e.Operation})
	}
	r.Deletion[len(r.Deletion)-1].note(e)
}

func (c *receiptCall) note(e cognito.Event) {
	c.Attempts, c.Millis, c.RequestID, c.Note = e.Attempt, e.Took.Milliseconds(), e.RequestID, e.Note
	switch e.State {
	case cognito.Started:
		c.Outcome = callSent
	case cognito.Retried:
		c.Outcome, c.Note = callSent, e.Reason
	case cognito.Done:
		c.Outcome = callDone
		if e.Note != "" {
			c.Outcome = callAdopted
		}
	case cognito.Failed:
		c.Outcome, c.Error = c.failed(e), e.Err.Error()
	}
}

// failed says what is certain of a call that failed. A CreateUserPool without
// an answer was looked up by now.
func (c *receiptCall) failed(e cognito.Event) string {
	err, _ := errors.AsType[*cognito.Error](e.Err)
	uncertain := e.Uncertain
	if e.Operation == "CreateUserPool" && err != nil {
		uncertain = err.MayExist
	}
	switch {
	case uncertain:
		return callUncertain
	case err != nil && err.Unsent:
		return callNotSent
	default:
		return callFailed
	}
}

// sentAny reports whether a call may have left this machine.
func (r *receipt) sentAny() bool {
	for _, c := range r.Calls {
		if c.Outcome != callNotSent {
			return true
		}
	}
	return false
}

// ended is the outcome of a Submit that ended with err.
func (r *receipt) ended(result cognito.Result, err error) receiptState {
	failed, _ := errors.AsType[*cognito.Error](err)
	_, half := errors.AsType[*cognito.Incomplete](err)
	switch {
	case err == nil && result.Adopted != "":
		return adopted
	case err == nil:
		return created
	case half && r.Candidate == "":
		return incomplete
	case half:
		return unknown
	case failed != nil && failed.MayExist:
		return unknown
	case !r.sentAny(), failed != nil && failed.Unsent:
		return notSent
	default:
		return notCreated
	}
}

// pool is the draft.
func (r *receipt) pool(name string) (*model.Pool, error) {
	document, err := model.Read(name, r.Draft)
	if err != nil {
		return nil, err
	}
	return document.Pool, nil
}

// poolName is the name in the draft.
func (r *receipt) poolName() string {
	var draft struct{ CreateUserPool struct{ PoolName string } }
	if json.Unmarshal(r.Draft, &draft) != nil || draft.CreateUserPool.PoolName == "" {
		return "a pool without a name"
	}
	return draft.CreateUserPool.PoolName
}

func (r *receipt) encode() []byte {
	r.Updated = time.Now().UTC()
	return model.EncodeJSON(r)
}

// readReceipt reads a file that poolsmith wrote.
func readReceipt(path string) (*receipt, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, exit.UsageError(receiptHint(path), "%s: %s", path, exit.Reason(err))
	}
	if !info.Mode().IsRegular() || info.Size() > model.MaxSize {
		return nil, noReceipt(path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, exit.UsageError("check its permissions", "%s: %s", path, exit.Reason(err))
	}
	r := &receipt{}
	if json.Unmarshal(bytes.TrimSpace(data), r) != nil || r.Outcome == "" || len(r.Calls) == 0 || len(r.Draft) == 0 {
		return nil, noReceipt(path)
	}
	return r, nil
}

func noReceipt(path string) error {
	return exit.UsageError(receiptHint(path), "%s: is not a receipt", path)
}

// receiptHint says where the receipt of that name is, or where all are.
func receiptHint(path string) string {
	folder := receiptFolder(os.Getenv)
	if folder == "" {
		return "specify the path that submit printed"
	}
	if named := filepath.Join(folder, filepath.Base(path)); named != path {
		if info, err := os.Stat(named); err == nil && info.Mode().IsRegular() {
			return "did you mean " + named + "?"
		}
	}
	return "receipts are kept in " + folder
}

// fileName keeps of a text what is harmless in the name of a file.
func fileName(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, text)
}
