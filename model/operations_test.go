package model

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// The table and the requests of Pool are the same, and each entry has what its
// users read.
func TestOperationsAreComplete(t *testing.T) {
	requests := fieldNames(reflect.TypeFor[Pool]())
	var names []string
	for _, o := range Operations {
		names = append(names, o.Name)
		checkOperation(t, o)
	}
	for _, name := range requests {
		if !slices.Contains(names, name) {
			t.Errorf("%s: a request of Pool, and not in Operations", name)
		}
	}
}

func checkOperation(t *testing.T, o *Operation) {
	t.Helper()
	if o.Noun == "" {
		t.Errorf("%s: no noun", o.Name)
	}
	if isList := o.field.Type.Kind() == reflect.Slice; isList != o.Many {
		t.Errorf("%s: a list in Pool is %t, many is %t", o.Name, isList, o.Many)
	}
	if o.Many {
		if s := byPath[o.Name]; s == nil || s.Kind != List {
			t.Errorf("%s: the catalog has no list of them", o.Name)
		}
		for key := range strings.SplitSeq(o.Key, "+") {
			s := byPath[o.Name+"[]."+key]
			wholePool := slices.Contains([]string{"SetUICustomization", "SetRiskConfiguration"}, o.Name)
			if s == nil || s.Required == wholePool {
				t.Errorf("%s: the key %q is not a required setting", o.Name, key)
			}
		}
	}
	if hasType := o.Terraform != "" || o.CloudFormation != ""; hasType == (o.Into != "") {
		t.Errorf("%s: either types of its own, or a resource that has its settings", o.Name)
	}
	if o.Into != "" && LookupOperation(o.Into) == nil {
		t.Errorf("%s: no operation %s", o.Name, o.Into)
	}
	for _, name := range o.Permanent {
		if !slices.Contains(o.names(), name) {
			t.Errorf("%s: no member %s", o.Name, name)
		}
	}
}

// What an operation takes is given by one before it, so that the order of the
// table is an order of calls.
func TestOperationsTakeWhatIsGiven(t *testing.T) {
	given := map[string]bool{}
	for _, o := range Operations {
		for _, name := range o.Takes {
			if !given[name] {
				t.Errorf("%s takes %s, which no operation before it gives", o.Name, name)
			}
		}
		for name := range o.Gives {
			given[name] = true
		}
	}
}

// Every leaf of a full draft is in exactly one call, under its path in the
// draft, unless the MFA hook moves it.
func TestCallsHaveTheLeavesOfTheDraft(t *testing.T) {
	for _, p := range []*Pool{largest(t), largestApp(t)} {
		checkLeavesOfCalls(t, p)
	}
}

func checkLeavesOfCalls(t *testing.T, p *Pool) {
	t.Helper()
	var sent []string
	for _, call := range p.Calls() {
		for leaf := range call.Leaves() {
			if !strings.HasPrefix(leaf.Path(), call.Path) {
				t.Errorf("%s is in the call %s", leaf.Path(), call.Path)
			}
			sent = append(sent, leaf.Path())
		}
	}
	for leaf := range p.Leaves() {
		if leaf.Setting.Path == leaf.Path() && OperationOf(leaf.Path()).Many {
			continue // the list itself is not a part of a request
		}
		if !slices.Contains(sent, leaf.Path()) {
			t.Errorf("%s is in no call", leaf.Path())
		}
	}
}

// largest is the draft that sets everything, with the test operations where
// they are built.
func largest(t testing.TB) *Pool {
	t.Helper()
	data, err := os.ReadFile("testdata/largest.json")
	if err != nil {
		t.Fatal(err)
	}
	p := mustRead(t, string(data))
	addTestRequests(t, p)
	return p
}
