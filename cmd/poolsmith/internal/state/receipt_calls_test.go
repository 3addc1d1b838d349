//go:build testoperations

package state

import (
	"errors"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// A receipt has an entry for each call, whatever the operations and their number.
func TestReceiptOfManyCalls(t *testing.T) {
	document, err := model.Read("pool.json", []byte(`{"CreateUserPool": {"PoolName": "shop"}, "CreateShelf": [{"ShelfName": "a"}, {"ShelfName": "b"}], "SetReadingRoom": {"ShelfId": "a"}}`))
	if err != nil {
		t.Fatal(err)
	}
	calls := document.Pool.Calls()
	r := NewReceipt(cognito.NewLocalClient("http://127.0.0.1:1", "eu-west-1"), document.Pool, "")
	if len(r.Calls) != 4 || r.Sent() {
		t.Fatalf("%d calls, sent: %v", len(r.Calls), r.Sent())
	}
	failed := &cognito.Error{Operation: calls[2].Operation.Name, MayExist: true}
	for i, call := range calls[:3] {
		e := cognito.Event{Call: i, Calls: len(calls), Operation: call.Operation.Name, State: cognito.Started}
		r.AddEvent(e)
		e.State, e.PoolID = cognito.Done, "eu-west-1_Ab12Cd34E"
		if i == 2 { // MayExist is only about the first call
			e.State, e.Err = cognito.Failed, failed
		}
		r.AddEvent(e)
	}
	r.Finish(cognito.Result{ID: "eu-west-1_Ab12Cd34E"}, &cognito.Incomplete{Err: errors.New("failed")})
	var got []string
	for _, call := range r.Calls {
		got = append(got, call.Operation+" "+call.Outcome)
	}
	const want = "CreateUserPool done, CreateShelf done, CreateShelf failed, SetReadingRoom not sent"
	if strings.Join(got, ", ") != want || r.Outcome != Incomplete || r.PoolID != "eu-west-1_Ab12Cd34E" {
		t.Errorf("outcome %q, pool %q, %s", r.Outcome, r.PoolID, strings.Join(got, ", "))
	}
}
