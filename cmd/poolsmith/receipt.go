package main

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// receipt says what was made, where and how: the draft, the calls and what
// came of each. It holds no credentials, and no text of the service but its
// explained errors.
type receipt struct {
	Time     time.Time       `json:"time"`
	Outcome  string          `json:"outcome"` // made, incomplete, deleted or unknown
	Account  string          `json:"account,omitempty"`
	Profile  string          `json:"profile"`
	Region   string          `json:"region"`
	Endpoint string          `json:"endpoint,omitempty"`
	PoolID   string          `json:"poolId,omitempty"`
	Draft    *model.Pool     `json:"draft"`
	Calls    []receiptAnswer `json:"calls"`

	requests []model.Call
	folder   string // empty where no state is kept
	path     string // of the file, once it is written
	write    func(path string, data []byte) error
}

// receiptAnswer is a call and what came of it.
type receiptAnswer struct {
	Operation string `json:"operation"`
	Request   any    `json:"request"`
	Outcome   string `json:"outcome"`
	Attempts  int    `json:"attempts"`
	Millis    int64  `json:"milliseconds"`
	RequestID string `json:"requestId,omitempty"`
	Note      string `json:"note,omitempty"`
	Error     string `json:"error,omitempty"`
}

func newReceipt(client *cognito.Client, pool *model.Pool, write func(string, []byte) error) *receipt {
	r := &receipt{
		Time: time.Now().UTC(), Profile: client.Profile(), Region: client.Region(), Endpoint: client.Endpoint(),
		Draft: pool, requests: pool.Calls(), write: write,
	}
	if state := stateFolder(os.Getenv); state != "" {
		r.folder = filepath.Join(state, "receipts")
	}
	return r
}

// note takes down how a call of the pool ended.
func (r *receipt) note(e cognito.Event) {
	r.PoolID = e.PoolID
	answer := receiptAnswer{
		Operation: e.Operation, Request: requestOf(r.requests[e.Call]), Outcome: "done",
		Attempts: e.Attempt, Millis: e.Took.Milliseconds(), RequestID: e.RequestID, Note: e.Note,
	}
	switch e.State {
	case cognito.Failed:
		answer.Outcome, answer.Error = "failed", e.Err.Error()
	case cognito.Done:
	default:
		return
	}
	r.Calls = append(r.Calls, answer)
}

// save writes the receipt, or writes it again with what has come since.
func (r *receipt) save(outcome string) error {
	r.Outcome = outcome
	if r.folder == "" || r.write == nil {
		return nil
	}
	id := r.PoolID
	if id == "" {
		id = "unknown"
	}
	path := filepath.Join(r.folder, r.Time.Format("20060102-150405.000-")+fileName(id)+".json")
	if err := r.write(path, model.EncodeJSON(r)); err != nil {
		return err
	}
	r.path = path
	return nil
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

// writePrivate writes a file that only the user can read, all of it or
// nothing, and makes its folder.
func writePrivate(path string, data []byte) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(folder, ".new-*")
	if err != nil {
		return err
	}
	_, err = temp.Write(data)
	if err == nil {
		err = temp.Sync()
	}
	if closing := temp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		os.Remove(temp.Name())
	}
	return err
}
