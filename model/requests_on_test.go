//go:build testoperations

package model

import (
	"slices"
	"testing"
)

// withoutID is an operation whose responses give no id, as CreateGroup: the key
// identifies what it makes.
func withoutID(t *testing.T) *Operation {
	t.Helper()
	o := *LookupOperation("CreateShelf")
	o.Gives = nil
	return &o
}

func TestReferences(t *testing.T) {
	calls := mustRead(t, testRequests).Calls()
	answers := Answers{"UserPoolId": "eu-west-1_A", "ShelfId[fiction]": "s-1"}
	tests := []struct {
		call     Call
		want     string
		complete bool
	}{
		{calls[1], `{ "UserPoolId": "eu-west-1_A", "ShelfId": "s-1" }`, true},
		{calls[2], `{ "UserPoolId": "eu-west-1_A", "ShelfId": "" }`, false},
		{calls[3], `{ "UserPoolId": "eu-west-1_A" }`, true},
		{Call{Operation: withoutID(t), Request: calls[1].Request}, `{ "UserPoolId": "eu-west-1_A", "ShelfName": "fiction" }`, true},
	}
	for _, test := range tests {
		reference, complete := test.call.Reference(answers)
		if got := compact(reference); got != test.want || complete != test.complete {
			t.Errorf("%s, %v; want %s", got, complete, test.want)
		}
	}
	if got := withoutID(t).Identifiers(); !slices.Equal(got, []string{"UserPoolId", "ShelfName"}) {
		t.Errorf("identifiers %v", got)
	}
}

func TestUpdateBodiesOfTestOperations(t *testing.T) {
	calls := mustRead(t, testRequests).Calls()
	answers := Answers{"UserPoolId": "eu-west-1_A", "ShelfId[fiction]": "s-1"}
	want := `{ "UserPoolId": "eu-west-1_A", "ShelfId": "s-1", "ShelfName": "fiction", "Lockable": false, "Labels": { "": "none", "floor.1]": "a" }, "Books": [ { "Title": "Emma", "Languages": [ "en" ] }, { "Title": "Faust", "Languages": [ "de", "en" ] } ] }`
	if got := compact(calls[1].UpdateBody(answers)); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	byName := Call{Operation: withoutID(t), Request: calls[2].Request}
	if got := compact(byName.UpdateBody(answers)); got != `{ "UserPoolId": "eu-west-1_A", "ShelfName": "a\"b ]\\", "Books": [ { "Title": "Emma" } ] }` {
		t.Errorf("got %s", got)
	}
}

func TestPutAndRemove(t *testing.T) {
	p := mustRead(t, testRequests)
	kept := p.Clone()
	o := LookupOperation("CreateShelf")
	o.Put(p, 2, &CreateShelf{ShelfName: new("maps")})
	o.Put(p, 0, &CreateShelf{ShelfName: new("novels")})
	o.Remove(p, 1)
	var names []string
	for _, request := range o.Requests(p) {
		names = append(names, *request.(*CreateShelf).ShelfName)
	}
	if !slices.Equal(names, []string{"novels", "maps"}) {
		t.Errorf("the shelves are %v", names)
	}
	room := LookupOperation("SetReadingRoom")
	room.Remove(p, 0)
	if len(room.Requests(p)) != 0 || len(room.Requests(kept)) != 1 {
		t.Errorf("%s", p.JSON())
	}
}
