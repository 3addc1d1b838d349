package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// interruptedReceipt writes the receipt of a submission whose process has ended, and
// returns its path.
func interruptedReceipt(t *testing.T, folder string, url string, change func(*state.Receipt)) string {
	t.Helper()
	draft, err := model.Read("pool.json", []byte(twoCalls))
	if err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-time.Hour)
	r := &state.Receipt{Time: long, Outcome: state.InProgress, Profile: "default", Region: "eu-west-1", Endpoint: url, KnownPools: []string{"eu-west-1_Before"}, Draft: draft.Pool.JSON()}
	for _, call := range draft.Pool.Calls() {
		r.Calls = append(r.Calls, &state.Call{Operation: call.Operation.Name, Outcome: state.CallNotSent})
	}
	r.Calls[0].Outcome = state.CallSent
	if change != nil {
		change(r)
	}
	f, err := state.CreateReceipt(folder, r, nil)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	r.Updated = time.Now().UTC()
	if !r.Time.After(long) { // an hour ago
		r.Updated = long
	}
	spare := strings.TrimSuffix(f.Path(), ".json") + ".spare" // left by the process that was killed
	if err := errors.Join(os.WriteFile(f.Path(), model.EncodeJSON(r), 0o600), os.WriteFile(spare, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	return f.Path()
}

// The outcome of an interrupted submission is found out without changing anything,
// with and without a user to ask.
func TestCheckReceipt(t *testing.T) {
	isolateEnvironment(t)
	pool := func(id, draft string, complete bool) *servedPool {
		return &servedPool{id: id, name: "shop", at: time.Now(), settings: settingsOf(t, draft), complete: complete}
	}
	answered := func(r *state.Receipt) {
		r.PoolID, r.Calls[0].Outcome, r.Calls[1].Outcome = "eu-west-1_Pool1", state.CallDone, state.CallSent
	}
	before := pool("eu-west-1_Before", twoCalls, true)
	for name, test := range map[string]struct {
		change func(*state.Receipt)
		pools  []*servedPool
		faults map[string]fault
		asked  state.Outcome // with somebody who says yes
		alone  state.Outcome // with --check-receipt
		says   string
	}{
		"no pool":               {nil, []*servedPool{before}, nil, state.NotCreated, state.NotCreated, "no pool was created"},
		"no pool so far":        {func(r *state.Receipt) { r.Time = time.Now() }, []*servedPool{before}, nil, state.Unknown, state.Unknown, "no pool has appeared so far; check again in 20s"},
		"a complete pool":       {nil, []*servedPool{before, pool("eu-west-1_Pool1", twoCalls, true)}, nil, state.Adopted, state.Adopted, "the pool eu-west-1_Pool1 exists and is complete"},
		"an incomplete pool":    {nil, []*servedPool{before, pool("eu-west-1_Pool1", twoCalls, false)}, nil, state.Incomplete, state.Unknown, "hint: complete it with: aws cognito-idp set-user-pool-mfa-config --user-pool-id=eu-west-1_Pool1 "},
		"a pool of others":      {nil, []*servedPool{before, pool("eu-west-1_Pool1", unprotected, false)}, nil, state.NotCreated, state.NotCreated, "the pool eu-west-1_Pool1 with this name has other settings"},
		"two pools":             {nil, []*servedPool{before, pool("eu-west-1_Pool1", twoCalls, true), pool("eu-west-1_Pool2", twoCalls, true)}, nil, state.Unknown, state.Unknown, "warning: this may be the pool or another one: eu-west-1_Pool2"},
		"unknown before":        {func(r *state.Receipt) { r.KnownPools = nil }, []*servedPool{before}, nil, state.Unknown, state.Unknown, "this may be the pool or another one: eu-west-1_Before"},
		"lists denied":          {nil, []*servedPool{before}, map[string]fault{"ListUserPools": {kind: reject, code: "AccessDeniedException"}}, state.InProgress, state.InProgress, "error: ListUserPools: "},
		"descriptions denied":   {nil, []*servedPool{before, pool("eu-west-1_Pool1", twoCalls, true)}, map[string]fault{"DescribeUserPool": {kind: reject, code: "AccessDeniedException"}}, state.Unknown, state.Unknown, "eu-west-1_Pool1, which cannot be described"},
		"answered, complete":    {answered, []*servedPool{pool("eu-west-1_Pool1", twoCalls, true)}, nil, state.Created, state.Created, "exists and is complete"},
		"answered, incomplete":  {answered, []*servedPool{pool("eu-west-1_Pool1", twoCalls, false)}, nil, state.Incomplete, state.Incomplete, "warning: the pool eu-west-1_Pool1 is incomplete: SetUserPoolMfaConfig.MfaConfiguration"},
		"answered, gone":        {answered, nil, nil, state.Deleted, state.Deleted, "the pool eu-west-1_Pool1 no longer exists"},
		"deleting, gone":        {func(r *state.Receipt) { answered(r); r.Outcome = state.Deleting }, nil, nil, state.Deleted, state.Deleted, "the pool eu-west-1_Pool1 no longer exists"},
		"deleting, still there": {func(r *state.Receipt) { answered(r); r.Outcome = state.Deleting }, []*servedPool{pool("eu-west-1_Pool1", twoCalls, false)}, nil, state.Incomplete, state.Incomplete, "hint: delete it with: "},
		"another account":       {func(r *state.Receipt) { r.Account = "999999999999" }, []*servedPool{before}, nil, state.InProgress, state.InProgress, "error: these credentials belong to account 123456789012, but the submission was sent to account 999999999999"},
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
				path := interruptedReceipt(t, folder, e.URL, test.change)
				o := submitOptions{Output: "text", Permissions: "print", folder: folder, Check: path}
				o.Timing = timing(fault{})
				answerer := &answerer{answers: map[string]string{"Check the outcome now": "", "Is eu-west-1_Pool1 the pool": "y"}}
				want := test.alone
				if alone {
					s := streams{In: strings.NewReader(""), Out: io.Discard, Err: answerer}
					code := s.report(runSubmit(t.Context(), s, o))
					if (code == exit.OK) != want.Final() {
						t.Errorf("exit code %d", code)
					}
				} else {
					want = test.asked
					f := newStreamFace(streams{In: answerer, Out: io.Discard, Err: answerer, InTTY: true, ErrTTY: true}, submitOptions{}, nil)
					reportUnfinished(t.Context(), f, o)
					f.progress.stop()
				}
				shown := answerer.whole.String()
				if r := onlyReceipt(t, folder); r.Outcome != want || !strings.Contains(shown, test.says) {
					t.Errorf("alone %v: outcome %q, want %q, and %q\n%s", alone, r.Outcome, want, test.says, shown)
				}
				for _, call := range e.calls {
					if strings.HasPrefix(call, "Create") || strings.HasPrefix(call, "Set") || strings.HasPrefix(call, "Update") || strings.HasPrefix(call, "Delete") {
						t.Errorf("a look made the call %s", call)
					}
				}
				if left, _ := filepath.Glob(filepath.Join(folder, "*.open")); (len(left) == 0) != want.Final() {
					t.Errorf("%s: still reported: %q", want, left)
				}
			}
		})
	}
}

// An unfinished submission is reported at each start until its outcome is final or
// it is forgotten. One that is running, or that sent nothing, is not.
func TestUnfinishedIsReported(t *testing.T) {
	isolateEnvironment(t)
	e := newEndpoint(t, map[string]fault{"CreateUserPool": {kind: reject, code: "LimitExceededException"}})
	folder := t.TempDir()
	path := interruptedReceipt(t, folder, e.URL, nil)
	interruptedReceipt(t, folder, e.URL, func(r *state.Receipt) { r.Calls[0].Outcome = state.CallNotSent })
	running := interruptedReceipt(t, folder, e.URL, func(r *state.Receipt) { r.PoolID = "eu-west-1_Running" })
	open, err := state.OpenReceipt(running, folder)
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
		answerer := &answerer{answers: answers}
		f := newStreamFace(streams{In: answerer, Err: answerer, InTTY: true, ErrTTY: true}, submitOptions{}, nil)
		defer f.progress.stop()
		reportUnfinished(t.Context(), f, submitOptions{folder: folder})
		return answerer.whole.String()
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
	// The process of the other submission ended.
	open.Close()
	if shown := ask(nil); !strings.Contains(shown, "the pool eu-west-1_Running exists, but may be incomplete") {
		t.Error(shown)
	}
}

// Every version of a receipt is on the disk before anything else is sent, and
// readable in the middle of a call.
func TestReceiptIsWrittenAhead(t *testing.T) {
	isolateEnvironment(t)
	for operation, want := range map[string]string{
		"CreateUserPool":       "CreateUserPool sent, SetUserPoolMfaConfig not sent",
		"SetUserPoolMfaConfig": "CreateUserPool done, SetUserPoolMfaConfig sent",
	} {
		e := newEndpoint(t, nil)
		folder := t.TempDir()
		e.holdAt(operation, func() {
			r := onlyReceipt(t, folder)
			if got := callOutcomes(r); got != want || r.Outcome != state.InProgress || (r.PoolID == "") != (operation == "CreateUserPool") {
				t.Errorf("in %s: %s, %s, pool %q", operation, r.Outcome, got, r.PoolID)
			}
		})
		o := submitTo(t, e.URL, fault{}, func(o *submitOptions) { o.folder = folder })
		e.check(t, o, exit.OK)
		r := onlyReceipt(t, folder)
		if got := callOutcomes(r); got != "CreateUserPool done, SetUserPoolMfaConfig done" || r.Outcome != state.Created || r.Account != "123456789012" {
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

// The error and the receipt of a request that was not sent say so.
func TestNotSent(t *testing.T) {
	isolateEnvironment(t)
	e := newEndpoint(t, nil)
	e.Listener.Close()
	folder := t.TempDir()
	o := submitTo(t, e.URL, fault{}, func(o *submitOptions) { o.folder = folder })
	if r := onlyReceipt(t, folder); r.Outcome != state.NotSent || callOutcomes(r) != "CreateUserPool not sent, SetUserPoolMfaConfig not sent" {
		t.Errorf("%s: %s", r.Outcome, callOutcomes(r))
	}
	if o.code != exit.Rejected || !strings.Contains(o.err, "nothing was sent: no pool was created") || strings.Contains(o.err, "may have been created") {
		t.Errorf("%+v", o)
	}
}

// A receipt of an endpoint with a password names the endpoint without it.
func TestReceiptWithoutPassword(t *testing.T) {
	isolateEnvironment(t)
	e := newEndpoint(t, nil)
	folder := t.TempDir()
	submitTo(t, strings.Replace(e.URL, "http://", "http://user:PLANTED-password@", 1), fault{}, func(o *submitOptions) { o.folder = folder })
	checkNoCredentials(t, folder)
}

// A pool in the sandbox removes no draft and needs no receipt.
func TestSandboxKeepsDraft(t *testing.T) {
	state := isolateEnvironment(t)
	draft, err := model.Read("pool.json", []byte(twoCalls))
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	s := streams{In: strings.NewReader("review\nsandbox\nY\ndescribe\ndone\n"), Out: io.Discard, Err: &errs}
	l := &submissions{}
	dropped := false
	tuiOptions := newWizardOptions(s, wizardOptions{}, draft.Pool, watchedDrafts{dropped: &dropped}, l)
	code := s.report(runAccessible(t.Context(), s, tuiOptions, l))
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

// settingsOf returns the settings of the first call of a draft in the format of its
// description.
func settingsOf(t *testing.T, draft string) map[string]any {
	t.Helper()
	settings := map[string]any{"AliasAttributes": []string{"email"}, "AutoVerifiedAttributes": []string{"email"}}
	if strings.Contains(draft, `"ACTIVE"`) {
		settings["DeletionProtection"] = "ACTIVE"
	}
	return settings
}

// watchedDrafts save nothing, and record that a draft is removed.
type watchedDrafts struct {
	tui.NoDrafts
	dropped *bool
}

func (d watchedDrafts) New() tui.DraftFile { return watchedDraft{d.NoDrafts.New(), d.dropped} }

type watchedDraft struct {
	tui.DraftFile
	dropped *bool
}

func (d watchedDraft) Drop() error {
	*d.dropped = true
	return nil
}

// The command that completes a pool has the IDs of what exists.
func TestCheckReceiptNamesWhatExists(t *testing.T) {
	isolateEnvironment(t)
	const made = `{"CreateUserPool": {"PoolName": "shop"}, "CreateUserPoolDomain": [{"Domain": "shop-1a2b3c", "ManagedLoginVersion": 2}],
		"CreateUserPoolClient": [{"ClientName": "web"}]`
	l := newLivePool(t, made+"}")
	path := interruptedReceipt(t, t.TempDir(), l.URL, func(r *state.Receipt) {
		r.PoolID = l.id
		r.Draft = []byte(made + `, "CreateManagedLoginBranding": [{"ClientId": "web", "UseCognitoProvidedValues": true}]}`)
	})
	var said bytes.Buffer
	s := streams{In: strings.NewReader(""), Out: io.Discard, Err: &said}
	s.report(runSubmit(t.Context(), s, submitOptions{Output: "text", Permissions: "print", folder: filepath.Dir(path), Check: path}))
	live := l.pool(t)
	if want := `--cli-input-json='{"ClientId":"` + live.IDs[model.WithKey("ClientId", "web")] + `",`; !strings.Contains(said.String(), want) {
		t.Errorf("no %s in\n%s", want, said.String())
	}
}
