package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
)

// onlyReceipt returns the only receipt in a folder.
func onlyReceipt(t *testing.T, folder string) *state.Receipt {
	t.Helper()
	all := receiptsIn(t, folder)
	if len(all) != 1 {
		t.Fatalf("%d receipts", len(all))
	}
	return all[0]
}

// receiptsIn returns the receipts in a folder, which must be complete, and readable
// only for the user.
func receiptsIn(t *testing.T, folder string) []*state.Receipt {
	t.Helper()
	var all []*state.Receipt
	for _, name := range receiptNames(t, folder) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := &state.Receipt{}
		if err := json.Unmarshal(bytes.TrimSpace(data), r); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
		all = append(all, r)
	}
	return all
}

func receiptNames(t *testing.T, folder string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// compareReceipt compares a receipt with what the endpoint did.
func (e *endpoint) compareReceipt(t *testing.T, r *state.Receipt) {
	t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	var ours []*servedPool
	for _, p := range e.pools {
		if !p.foreign {
			ours = append(ours, p)
		}
	}
	exists := len(ours) > 0
	complete := exists && ours[0].complete
	wrong := func(format string, args ...any) {
		t.Errorf("outcome %q, pool %q, calls %s: "+format, append([]any{r.Outcome, r.PoolID, callOutcomes(r)}, args...)...)
	}
	switch r.Outcome {
	case state.Created, state.Adopted:
		if !complete {
			wrong("the pool is not complete")
		}
	case state.Deleted:
		if exists || e.created == 0 {
			wrong("%d pools, %d were made", len(ours), e.created)
		}
	case state.Incomplete:
		if !exists {
			wrong("there is no pool")
		}
	case state.NotCreated, state.NotSent:
		if e.created > 0 {
			wrong("a pool was made")
		}
	case state.Unknown, state.InProgress, state.Deleting: // as uncertain as they say
	default:
		wrong("no such outcome")
	}
	if exists && r.PoolID != "" && !slices.ContainsFunc(ours, func(p *servedPool) bool { return p.id == r.PoolID }) {
		wrong("the pool is %s", ours[0].id)
	}
	carriedOut := map[string]bool{"CreateUserPool": e.created > 0, "SetUserPoolMfaConfig": complete, "DeleteUserPool": e.created > 0 && !exists}
	for _, c := range slices.Concat(r.Calls, r.Deletion) {
		done, known := carriedOut[c.Operation]
		if known && done && (c.Outcome == state.CallNotSent || c.Outcome == state.CallFailed) {
			wrong("%s was carried out", c.Operation)
		}
		if known && !done && c.Outcome == state.CallDone && (exists || c.Operation != "SetUserPoolMfaConfig") {
			wrong("%s was not carried out", c.Operation)
		}
	}
	if r.Draft == nil || len(r.Calls) != 2 {
		wrong("no draft, or not its calls")
	}
}

func callOutcomes(r *state.Receipt) string {
	var all []string
	for _, c := range slices.Concat(r.Calls, r.Deletion) {
		all = append(all, c.Operation+" "+c.Outcome)
	}
	return strings.Join(all, ", ")
}

// checkForeignPools checks that no foreign pool was changed, and that at most one
// pool was created.
func (e *endpoint) checkForeignPools(t *testing.T) {
	t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.created > 1 {
		t.Errorf("%d pools were made", e.created)
	}
	for _, p := range e.pools {
		if p.foreign && len(p.touched) > 0 {
			t.Errorf("the pool %s of somebody else was changed: %v", p.id, p.touched)
		}
	}
}
