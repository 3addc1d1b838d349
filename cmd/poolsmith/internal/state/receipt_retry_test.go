package state

import (
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// A retry keeps what the call before it was and how it failed, of the last few.
func TestReceiptOfRetries(t *testing.T) {
	read := func(domain string) *model.Pool {
		d, err := model.Read("draft", []byte(`{"CreateUserPool": {"PoolName": "shop"}, "CreateUserPoolDomain": [{"Domain": "`+domain+`"}], "CreateGroup": [{"GroupName": "a"}]}`))
		if err != nil {
			t.Fatal(err)
		}
		return d.Pool
	}
	r := NewReceipt(cognito.NewLocalClient("http://127.0.0.1:1", "eu-west-1"), read("first"), "")
	failed := cognito.Event{Call: 1, State: cognito.Failed, Attempt: 1, Err: &cognito.Error{Operation: "CreateUserPoolDomain", Message: "taken"}}
	for range maxEarlier + 1 {
		r.AddEvent(cognito.Event{Call: 1, State: cognito.Started})
		r.AddEvent(failed)
		r.Retry(1, read("second"))
	}
	r.AddEvent(cognito.Event{Call: 1, State: cognito.Done, Attempt: 1, PoolID: "eu-west-1_A"})
	r.Finish(cognito.Result{ID: "eu-west-1_A", Answers: model.Answers{model.PoolIDMember: "eu-west-1_A", "ClientId[web]": "id"}}, nil)
	domain := r.Calls[1]
	if len(domain.Earlier) != maxEarlier || domain.Key != "second" || domain.Outcome != CallDone || domain.Error != "" || !strings.Contains(string(domain.Request), "second") || !strings.Contains(string(r.Draft), "second") {
		t.Errorf("%+v", domain)
	}
	for _, earlier := range domain.Earlier {
		if earlier.Outcome != CallFailed || !strings.Contains(earlier.Error, "taken") || earlier.Request != nil || earlier.Earlier != nil {
			t.Errorf("%+v", earlier)
		}
	}
	if len(r.IDs) != 1 || r.IDs["ClientId[web]"] != "id" || r.Outcome != Created {
		t.Errorf("%s, ids %v", r.Outcome, r.IDs)
	}
}
