package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
)

// cutOff writes the receipt of a submission whose process has ended, and
// returns the file.
func cutOff(t *testing.T, folder string, url string, change func(*receipt)) string {
	t.Helper()
	draft, err := model.Read("pool.json", []byte(twoCalls))
	if err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-time.Hour)
	r := &receipt{Time: long, Outcome: inProgress, Profile: "default", Region: "eu-west-1", Endpoint: url, KnownPools: []string{"eu-west-1_Before"}, Draft: draft.Pool.JSON()}
	for _, call := range draft.Pool.Calls() {
		r.Calls = append(r.Calls, &receiptCall{Operation: call.Operation.Name, Outcome: callNotSent})
	}
	r.Calls[0].Outcome = callSent
	if change != nil {
		change(r)
	}
	f, err := newReceiptFile(folder, r, createPrivate)
	if err != nil {
		t.Fatal(err)
	}
	f.lock.Unlock()
	data := r.encode()
	if !r.Time.After(long) { // an hour ago
		r.Updated = long
		data = model.EncodeJSON(r)
	}
	if err := os.WriteFile(f.path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return f.path
}

// What became of a submission that was cut off is found out without changing
// anything, with somebody to ask and without.
func TestLookingAtAReceipt(t *testing.T) {
	aloneInTheWorld(t)
	pool := func(id, draft string, complete bool) *madePool {
		return &madePool{id: id, name: "shop", at: time.Now(), settings: settingsOf(t, draft), complete: complete}
	}
	answered := func(r *receipt) {
		r.PoolID, r.Calls[0].Outcome, r.Calls[1].Outcome = "eu-west-1_Pool1", callDone, callSent
	}
	before := pool("eu-west-1_Before", twoCalls, true)
	for name, test := range map[string]struct {
		change func(*receipt)
		pools  []*madePool
		faults map[string]fault
		asked  receiptState // with somebody who says yes
		alone  receiptState // with --check-receipt
		says   string
	}{
		"no pool":               {nil, []*madePool{before}, nil, notCreated, notCreated, "no pool was created"},
		"no pool so far":        {func(r *receipt) { r.Time = time.Now() }, []*madePool{before}, nil, unknown, unknown, "no pool has appeared so far; check again in 20s"},
		"a complete pool":       {nil, []*madePool{before, pool("eu-west-1_Pool1", twoCalls, true)}, nil, adopted, adopted, "the pool eu-west-1_Pool1 exists and is complete"},
		"an incomplete pool":    {nil, []*madePool{before, pool("eu-west-1_Pool1", twoCalls, false)}, nil, incomplete, unknown, "hint: complete it with: aws cognito-idp set-user-pool-mfa-config --user-pool-id=eu-west-1_Pool1 "},
		"a pool of others":      {nil, []*madePool{before, pool("eu-west-1_Pool1", unprotected, false)}, nil, notCreated, notCreated, "the pool eu-west-1_Pool1 with this name has other settings"},
		"two pools":             {nil, []*madePool{before, pool("eu-west-1_Pool1", twoCalls, true), pool("eu-west-1_Pool2", twoCalls, true)}, nil, unknown, unknown, "warning: this may be the pool or another one: eu-west-1_Pool2"},
		"unknown before":        {func(r *receipt) { r.KnownPools = nil }, []*madePool{before}, nil, unknown, unknown, "this may be the pool or another one: eu-west-1_Before"},
		"lists denied":          {nil, []*madePool{before}, map[string]fault{"ListUserPools": {kind: refuse, code: "AccessDeniedException"}}, inProgress, inProgress, "error: ListUserPools: "},
		"descriptions denied":   {nil, []*madePool{before, pool("eu-west-1_Pool1", twoCalls, true)}, map[string]fault{"DescribeUserPool": {kind: refuse, code: "AccessDeniedException"}}, unknown, unknown, "eu-west-1_Pool1, which cannot be described"},
		"answered, complete":    {answered, []*madePool{pool("eu-west-1_Pool1", twoCalls, true)}, nil, created, created, "exists and is complete"},
		"answered, incomplete":  {answered, []*madePool{pool("eu-west-1_Pool1", twoCalls, false)}, nil, incomplete, incomplete, "warning: the pool eu-west-1_Pool1 is incomplete: SetUserPoolMfaConfig.MfaConfiguration"},
		"answered, gone":        {answered, nil, nil, deleted, deleted, "the pool eu-west-1_Pool1 no longer exists"},
		"deleting, gone":        {func(r *receipt) { answered(r); r.Outcome = deleting }, nil, nil, deleted, deleted, "the pool eu-west-1_Pool1 no longer exists"},
		"deleting, still there": {func(r *receipt) { answered(r); r.Outcome = deleting }, []*madePool{pool("eu-west-1_Pool1", twoCalls, false)}, nil, incomplete, incomplete, "hint: delete it with: "},
		"another account":       {func(r *receipt) { r.Account = "999999999999" }, []*madePool{before}, nil, inProgress, inProgress, "error: these credentials belong to account 123456789012, but the submission was sent to account 999999999999"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, alone := range []bool{true, false} {
				faults := map[string]fault{}
				for operation, f := range test.faults {
					faults[operation] = f
				}
				e := newEndpoint(t, faults)
				e.pools = test.pools
				folder := t.TempDir()
				path := cutOff(t, folder, e.URL, test.change)
				o := submitOptions{Output: "text", Permissions: "print", folder: folder, Check: path}
				o.Timing = timing(fault{})
				typist := &typist{answers: map[string]string{"Check the outcome now": "", "Is eu-west-1_Pool1 the pool": "y"}}
				want := test.alone
				if alone {
					s := streams{In: strings.NewReader(""), Out: io.Discard, Err: typist}
					code := s.report(runSubmit(t.Context(), s, o))
					if (code == exit.OK) != want.settled() {
						t.Errorf("exit code %d", code)
					}
				} else {
					want = test.asked
					f := newStreamFace(streams{In: typist, Out: io.Discard, Err: typist, InTTY: true, ErrTTY: true}, submitOptions{}, nil)
					reportUnfinished(t.Context(), f, o)
					f.progress.stop()
				}
				shown := typist.whole.String()
				if r := theReceipt(t, folder); r.Outcome != want || !strings.Contains(shown, test.says) {
					t.Errorf("alone %v: outcome %q, want %q, and %q\n%s", alone, r.Outcome, want, test.says, shown)
				}
				for _, call := range e.calls {
					if strings.HasPrefix(call, "Create") || strings.HasPrefix(call, "Set") || strings.HasPrefix(call, "Update") || strings.HasPrefix(call, "Delete") {
						t.Errorf("a look made the call %s", call)
					}
				}
				if left, _ := filepath.Glob(filepath.Join(folder, "*.open")); (len(left) == 0) != want.settled() {
					t.Errorf("%s: still reported: %q", want, left)
				}
			}
		})
	}
}

// A submission that is unfinished is reported once to each start, until it is
// settled or forgotten. One that still runs, or that sent nothing, is not.
func TestUnfinishedIsReported(t *testing.T) {
	aloneInTheWorld(t)
	e := newEndpoint(t, map[string]fault{"CreateUserPool": {kind: refuse, code: "LimitExceededException"}})
	folder := t.TempDir()
	path := cutOff(t, folder, e.URL, nil)
	cutOff(t, folder, e.URL, func(r *receipt) { r.Calls[0].Outcome = callNotSent })
	running := cutOff(t, folder, e.URL, func(r *receipt) { r.PoolID = "eu-west-1_Running" })
	lock, err := lockReceipt(running)
	if err != nil {
		t.Fatal(err)
	}
	o := submitTo(t, e.URL, fault{}, func(o *submitOptions) { o.folder = folder })
	if strings.Count(o.err, "is unfinished") != 1 || !strings.Contains(o.err, "check with: poolsmith submit --check-receipt "+path+"\n") {
		t.Error(o.err)
	}
	code, _, errs := at(t, "", "submit", "--check-receipt", running)
	if code != exit.Rejected || !strings.Contains(errs, "its submission is still running") {
		t.Errorf("exit code %d: %s", code, errs)
	}
	ask := func(answers map[string]string) string {
		typist := &typist{answers: answers}
		f := newStreamFace(streams{In: typist, Err: typist, InTTY: true, ErrTTY: true}, submitOptions{}, nil)
		defer f.progress.stop()
		reportUnfinished(t.Context(), f, submitOptions{folder: folder})
		return typist.whole.String()
	}
	for range 2 {
		if shown := ask(map[string]string{"Check the outcome now": "n"}); !strings.Contains(shown, "Forget it, so that it is no longer reported? [y/N]") {
			t.Error(shown)
		}
	}
	ask(map[string]string{"Check the outcome now": "n", "Forget it": "y"})
	if shown := ask(nil); shown != "" {
		t.Errorf("reported again: %s", shown)
	}
	if n := len(e.calls); n != 3 {
		t.Errorf("calls %v", e.calls)
	}
	// The process of the other ended.
	lock.lock.Unlock()
	if shown := ask(nil); !strings.Contains(shown, "the pool eu-west-1_Running exists, but may be incomplete") {
		t.Error(shown)
	}
}

// Every version of a receipt is on the disk before anything else is sent, and
// readable in the middle of a call.
func TestReceiptIsWrittenAhead(t *testing.T) {
	aloneInTheWorld(t)
	for operation, want := range map[string]string{
		"CreateUserPool":       "CreateUserPool sent, SetUserPoolMfaConfig not sent",
		"SetUserPoolMfaConfig": "CreateUserPool done, SetUserPoolMfaConfig sent",
	} {
		e := newEndpoint(t, nil)
		folder := t.TempDir()
		e.holdAt(operation, func() {
			r := theReceipt(t, folder)
			if got := callOutcomes(r); got != want || r.Outcome != inProgress || (r.PoolID == "") != (operation == "CreateUserPool") {
				t.Errorf("in %s: %s, %s, pool %q", operation, r.Outcome, got, r.PoolID)
			}
		})
		o := submitTo(t, e.URL, fault{}, func(o *submitOptions) { o.folder = folder })
		e.check(t, o, exit.OK)
		r := theReceipt(t, folder)
		if got := callOutcomes(r); got != "CreateUserPool done, SetUserPoolMfaConfig done" || r.Outcome != created || r.Account != "123456789012" {
			t.Errorf("in the end %s, %s", r.Outcome, got)
		}
		data, err := os.ReadFile(receiptNames(t, folder)[0])
		if err != nil || bytes.Contains(data, []byte("\n\n")) {
			t.Errorf("space is left in the receipt: %v\n%s", err, data)
		}
		if left, _ := os.ReadDir(folder); len(left) != 1 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// The spare is as large as the receipt may become, and an update asks for no
// file of its own.
func TestReceiptKeepsSpace(t *testing.T) {
	folder := t.TempDir()
	r := &receipt{Time: time.Now(), Outcome: inProgress, Draft: json.RawMessage("{}"), Calls: []*receiptCall{{Operation: "CreateUserPool"}}}
	files := 0
	f, err := newReceiptFile(folder, r, func(name string) (*os.File, error) {
		files++
		return createPrivate(name)
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 50 {
		r.Calls[0].Error += strings.Repeat("x", 300)
		if err := f.save(r.encode()); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(f.beside(".spare"))
		if err != nil || info.Size() != f.size {
			t.Fatalf("the spare has %d bytes, want %d: %v", info.Size(), f.size, err)
		}
		if kept := theReceipt(t, folder); kept.Calls[0].Error != r.Calls[0].Error {
			t.Fatal("an older version is kept")
		}
	}
	if files != 2 {
		t.Errorf("%d files were made", files)
	}
	f.close(true)
	if left, _ := os.ReadDir(folder); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// The error of a request that never left says so, and so does the receipt.
func TestNotSent(t *testing.T) {
	aloneInTheWorld(t)
	e := newEndpoint(t, nil)
	e.Listener.Close()
	folder := t.TempDir()
	o := submitTo(t, e.URL, fault{}, func(o *submitOptions) { o.folder = folder })
	if r := theReceipt(t, folder); r.Outcome != notSent || callOutcomes(r) != "CreateUserPool not sent, SetUserPoolMfaConfig not sent" {
		t.Errorf("%s: %s", r.Outcome, callOutcomes(r))
	}
	if o.code != exit.Rejected || !strings.Contains(o.err, "nothing was sent: no pool was created") || strings.Contains(o.err, "may have been created") {
		t.Errorf("%+v", o)
	}
}

// A receipt of an endpoint with a password names the endpoint without it.
func TestReceiptWithoutPassword(t *testing.T) {
	aloneInTheWorld(t)
	e := newEndpoint(t, nil)
	folder := t.TempDir()
	submitTo(t, strings.Replace(e.URL, "http://", "http://user:PLANTED-password@", 1), fault{}, func(o *submitOptions) { o.folder = folder })
	grep(t, folder)
}

// A pool in the sandbox is a try: no draft is removed and no receipt kept.
func TestSandboxIsATry(t *testing.T) {
	state := aloneInTheWorld(t)
	draft, err := model.Read("pool.json", []byte(twoCalls))
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	s := streams{In: strings.NewReader("review\nsandbox\nY\ndescribe\ndone\n"), Out: io.Discard, Err: &errs}
	l := &submissions{}
	dropped := false
	seams := wizardSeams(s, wizardOptions{}, draft.Pool, watchedDrafts{dropped: &dropped}, l)
	code := s.report(runAccessible(t.Context(), s, seams, l))
	if code != exit.OK || dropped || !strings.Contains(errs.String(), "The pool is complete") {
		t.Errorf("exit code %d\n%s", code, errs.String())
	}
	for _, text := range []string{
		"This was the sandbox: nothing was created in AWS, and nothing is charged",
		"poolsmith sandbox serve", "aws cognito-idp describe-user-pool --user-pool-id=eu-west-1_", "--endpoint-url=http://127.0.0.1:7676",
		"Tried in the sandbox ", `"MfaConfiguration": "`, `    "SchemaAttributes": [`, `"Name": "preferred_username"`,
	} {
		if !strings.Contains(errs.String(), text) {
			t.Errorf("no %q in\n%s", text, errs.String())
		}
	}
	if names := receiptNames(t, filepath.Join(state, "poolsmith", "receipts")); len(names) != 0 {
		t.Errorf("receipts: %q", names)
	}
}

// settingsOf are the settings of the first call of a draft, as they are described.
func settingsOf(t *testing.T, draft string) map[string]any {
	t.Helper()
	settings := map[string]any{"AliasAttributes": []string{"email"}, "AutoVerifiedAttributes": []string{"email"}}
	if strings.Contains(draft, `"ACTIVE"`) {
		settings["DeletionProtection"] = "ACTIVE"
	}
	return settings
}
