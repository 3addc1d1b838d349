package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/exporters/cognito/sandbox"
	"github.com/poolsmith/poolsmith/model"
)

// livePool is a pool in a sandbox, and a service in front of it that fails.
type livePool struct {
	*httptest.Server
	direct *cognito.Client // without failures
	id     string

	mu     sync.Mutex
	fails  map[string]failure // by operation
	calls  map[string]int
	onCall func(operation string) // before each call
	onBody func(body string)      // of each call
}

// failure is how a call fails, and how often.
type failure struct {
	how   func(w http.ResponseWriter, carryOut func())
	times int
}

// The ways in which a call fails: rejected, and with an unknown outcome, of which
// some took effect.
var failures = map[string]func(w http.ResponseWriter, carryOut func()){
	"rejected": func(w http.ResponseWriter, _ func()) {
		writeException(w, 400, "InvalidParameterException", "no, says the service")
	},
	"error before": func(w http.ResponseWriter, _ func()) { w.WriteHeader(500) },
	"error after": func(w http.ResponseWriter, carryOut func()) {
		carryOut()
		w.WriteHeader(500)
	},
	"lost before": func(w http.ResponseWriter, _ func()) { closeConnection(w) },
	"lost after": func(w http.ResponseWriter, carryOut func()) {
		carryOut()
		closeConnection(w)
	},
	"garbled": func(w http.ResponseWriter, carryOut func()) {
		carryOut()
		io.WriteString(w, "<html>")
	},
}

func closeConnection(w http.ResponseWriter) {
	connection, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		connection.Close()
	}
}

// newLivePool makes a pool of a draft in a sandbox.
func newLivePool(t *testing.T, draft string) *livePool {
	t.Helper()
	l := &livePool{fails: map[string]failure{}, calls: map[string]int{}}
	store := sandbox.New("eu-west-1", &sandbox.Memory{})
	plain := httptest.NewServer(store)
	t.Cleanup(plain.Close)
	l.direct = cognito.NewLocalClient(plain.URL, "eu-west-1")
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		if l.onBody != nil {
			l.onBody(string(body))
		}
		how := l.next(operation)
		if how == nil {
			store.ServeHTTP(w, r)
			return
		}
		how(w, func() { store.ServeHTTP(httptest.NewRecorder(), r) })
	}))
	t.Cleanup(l.Close)
	d, err := model.Read("draft", []byte(draft))
	if err != nil {
		t.Fatal(err)
	}
	made, err := l.direct.Submit(t.Context(), d.Pool, cognito.Watch{})
	if err != nil {
		t.Fatal(err)
	}
	l.id = made.ID
	return l
}

func (l *livePool) next(operation string) func(http.ResponseWriter, func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.onCall != nil {
		l.onCall(operation)
	}
	l.calls[operation]++
	f := l.fails[operation]
	if f.times == 0 {
		return nil
	}
	f.times--
	l.fails[operation] = f
	return f.how
}

// pool is the pool as it is.
func (l *livePool) pool(t *testing.T) *model.Document {
	t.Helper()
	data, _, err := l.direct.Describe(context.WithoutCancel(t.Context()), l.id)
	if err != nil {
		t.Fatal(err)
	}
	d, err := readDescription(l.id, data)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// changes counts the calls that change something. Those to other services have no
// name here.
func (l *livePool) changes() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for operation, times := range l.calls {
		if operation != "" && !strings.HasPrefix(operation, "Describe") && !strings.HasPrefix(operation, "Get") && !strings.HasPrefix(operation, "List") {
			n += times
		}
	}
	return n
}

// apply runs apply on the pool.
func (l *livePool) apply(t *testing.T, draft string, change func(*applyOptions)) (code int, out, errs string) {
	t.Helper()
	return l.applyUntil(t.Context(), t, draft, change)
}

// applyUntil is apply with a context that can end.
func (l *livePool) applyUntil(ctx context.Context, t *testing.T, draft string, change func(*applyOptions)) (code int, out, errs string) {
	t.Helper()
	var o applyOptions
	if draft != "" {
		o.Input = writeTemp(t, "draft.json", draft)
	}
	o.PoolID, o.Output, o.Yes = l.id, "text", true
	o.EndpointURL, o.Timing = l.URL, cognito.Timing{Answer: 10 * time.Second, Look: time.Second, Pause: time.Millisecond, Role: time.Millisecond}
	if change != nil {
		change(&o)
	}
	var stdout, stderr bytes.Buffer
	s := streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr}
	code = s.report(runApply(ctx, s, o))
	return code, stdout.String(), stderr.String()
}

const (
	shopBefore = `{"CreateUserPool": {"PoolName": "shop", "AutoVerifiedAttributes": ["email"], "UserPoolTags": {"team": "web"}, "LambdaConfig": {"PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:check"}},
		"SetUserPoolMfaConfig": {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": true}},
		"CreateUserPoolClient": [{"ClientName": "web", "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]}],
		"CreateGroup": [{"GroupName": "old"}]}`
	shopAfter = `{"CreateUserPool": {"PoolName": "shop", "AutoVerifiedAttributes": ["email"], "UserPoolTags": {"stage": "live"}, "LambdaConfig": {"PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:check"}, "Policies": {"PasswordPolicy": {"MinimumLength": 14}}, "Schema": [{"Name": "plan", "AttributeDataType": "String"}]},
		"SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}},
		"CreateUserPoolClient": [{"ClientName": "web", "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]}, {"ClientName": "machine", "GenerateSecret": true}],
		"CreateGroup": [{"GroupName": "new"}]}`
)

// equalPools reports whether two pools are the same to Cognito. Attributes that
// were added stay.
func equalPools(a, b *model.Pool) bool {
	return len(slices.DeleteFunc(model.Diff(a, b, true), func(d model.Difference) bool { return strings.HasPrefix(d.Setting, "CreateUserPool.Schema[") })) == 0
}

// Whatever fails, and however often, the pool is as before, as planned, or what the
// receipt says.
func TestApplyFaults(t *testing.T) {
	isolateEnvironment(t)
	operations := []string{"AddCustomAttributes", "UpdateUserPool", "SetUserPoolMfaConfig", "UntagResource", "UpdateUserPoolClient", "CreateUserPoolClient", "CreateGroup", "DeleteGroup"}
	for _, operation := range operations {
		for name, how := range failures {
			for _, times := range []int{1, 1000} {
				for _, policy := range []string{goOnKeep, goOnRestore} {
					t.Run(strings.Join([]string{operation, name, policy, map[int]string{1: "once", 1000: "always"}[times]}, "/"), func(t *testing.T) {
						t.Parallel()
						l := newLivePool(t, shopBefore)
						before := l.pool(t)
						l.fails[operation] = failure{how, times}
						folder := t.TempDir()
						code, _, errs := l.apply(t, shopAfter, func(o *applyOptions) {
							o.Exact, o.AllowDelete, o.OnFailure, o.folder = true, true, policy, folder
						})
						if l.calls[operation] == 0 {
							t.Fatalf("%s was not called\n%s", operation, errs)
						}
						checkReceiptOfChange(t, l, before, onlyReceipt(t, folder), code, errs)
					})
				}
			}
		}
	}
}

// checkReceiptOfChange compares the receipt of a change, and the exit code, with the
// pool.
func checkReceiptOfChange(t *testing.T, l *livePool, before *model.Document, r *state.Receipt, code int, errs string) {
	t.Helper()
	now := l.pool(t)
	target, err := r.Pool("receipt")
	if err != nil {
		t.Fatal(err)
	}
	if after, err := model.Read("after", r.Change.After); err != nil || !equalPools(after.Pool, now.Pool) {
		t.Errorf("the receipt does not have the pool as it is: %v\n%s", err, errs)
	}
	isBefore, isTarget := equalPools(before.Pool, now.Pool), equalPools(now.Pool, target)
	switch r.Outcome {
	case state.Applied:
		if !isTarget || code != exit.OK {
			t.Errorf("applied, exit code %d: %v\n%s", code, model.Diff(now.Pool, target, true), errs)
		}
	case state.Unchanged, state.Restored:
		if !isBefore || code != exit.Rejected {
			t.Errorf("%s, exit code %d: %v\n%s", r.Outcome, code, model.Diff(before.Pool, now.Pool, true), errs)
		}
	case state.Incomplete:
		if isTarget || code != exit.Rejected {
			t.Errorf("incomplete, exit code %d\n%s", code, errs)
		}
	default:
		t.Errorf("the outcome is %q, exit code %d\n%s", r.Outcome, code, errs)
	}
}

// A restoration puts back what apply changed, except for attributes, which the
// service never removes.
func TestApplyAndRestore(t *testing.T) {
	isolateEnvironment(t)
	l := newLivePool(t, shopBefore)
	before := l.pool(t)
	if code, out, errs := l.apply(t, shopAfter, func(o *applyOptions) { o.Exact, o.AllowDelete = true, true }); code != exit.OK || !strings.HasPrefix(out, "applied "+l.id) {
		t.Fatalf("exit code %d, %s\n%s", code, out, errs)
	}
	receipts := receiptNames(t, state.ReceiptFolder(os.Getenv))
	if code, _, errs := l.apply(t, "", func(o *applyOptions) {
		o.Input, o.PoolID, o.Restore, o.AllowDelete = receipts[0], "", true, true
	}); code != exit.OK {
		t.Fatalf("restore: exit code %d\n%s", code, errs)
	}
	if now := l.pool(t); !equalPools(before.Pool, now.Pool) {
		t.Errorf("restored: %v", model.Diff(before.Pool, now.Pool, true))
	}
}

// Nothing is sent without need or permission.
func TestApplySendsNothing(t *testing.T) {
	isolateEnvironment(t)
	for name, test := range map[string]struct {
		draft  string
		change func(*applyOptions)
		code   int
		says   string
	}{
		"dry run":           {shopAfter, func(o *applyOptions) { o.DryRun = true }, exit.OK, ""},
		"nothing to do":     {shopBefore, nil, exit.OK, "nothing was sent"},
		"permanent":         {`{"CreateUserPool": {"UsernameAttributes": ["email"]}}`, nil, exit.Rejected, "cannot be changed"},
		"an error":          {`{"CreateUserPool": {"Policies": {"PasswordPolicy": {"MinimumLength": 3}}}}`, nil, exit.Rejected, "MinimumLength"},
		"a deletion":        {`{"CreateUserPool": {"PoolName": "shop"}}`, func(o *applyOptions) { o.Exact = true }, exit.Usage, "--allow-delete"},
		"no terminal":       {shopAfter, func(o *applyOptions) { o.Yes = false }, exit.Usage, "terminal"},
		"a secret":          {`{"CreateIdentityProvider": [{"ProviderName": "Google", "ProviderType": "Google", "ProviderDetails": {"client_id": "id", "client_secret": "${env:NO_SUCH_SECRET}", "authorize_scopes": "openid"}}]}`, nil, exit.Usage, "NO_SUCH_SECRET"},
		"no receipt folder": {shopAfter, func(o *applyOptions) { o.folder = "/dev/null/x" }, exit.Usage, "--no-receipt"},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLivePool(t, shopBefore)
			code, _, errs := l.apply(t, test.draft, test.change)
			if code != test.code || !strings.Contains(errs, test.says) || l.changes() > 0 {
				t.Errorf("exit code %d, %d calls\n%s", code, l.changes(), errs)
			}
		})
	}
}

// A pool that somebody changes after the plan was made is left alone.
func TestApplyStopsIfThePoolChanged(t *testing.T) {
	isolateEnvironment(t)
	l := newLivePool(t, shopBefore)
	reads := 0
	l.onCall = func(operation string) {
		if operation != "DescribeUserPool" {
			return
		}
		if reads++; reads == 2 {
			other := model.PlanChange(l.pool(t), l.pool(t).Pool.Merge(&model.Pool{CreateUserPool: model.CreateUserPool{DeletionProtection: new("ACTIVE")}}))
			if _, err := l.direct.Apply(t.Context(), other, cognito.Watch{}); err != nil {
				t.Error(err)
			}
		}
	}
	code, _, errs := l.apply(t, shopAfter, nil)
	if code != exit.Rejected || !strings.Contains(errs, "changed after it was read for the plan") || l.changes() > 0 {
		t.Errorf("exit code %d, %d calls\n%s", code, l.changes(), errs)
	}
}

// The plan as JSON has the bodies that are sent.
func TestApplyPlanAsJSON(t *testing.T) {
	isolateEnvironment(t)
	l := newLivePool(t, shopBefore)
	code, out, errs := l.apply(t, "", func(o *applyOptions) {
		o.DryRun, o.Output, o.Set = true, "json", changes{"MinimumLength=14", "UserPoolTags[team]=unset"}
	})
	var plan struct {
		Steps []struct {
			Operation string
			Body      struct {
				UserPoolId   string
				LambdaConfig struct{ PreSignUp string }
			}
			Changes []struct{ Setting string }
		}
	}
	if err := json.Unmarshal([]byte(out), &plan); err != nil || code != exit.OK {
		t.Fatalf("%v, exit code %d\n%s%s", err, code, out, errs)
	}
	var operations []string
	for _, s := range plan.Steps {
		operations = append(operations, s.Operation)
	}
	if !slices.Equal(operations, []string{"UpdateUserPool", "UntagResource", "SetUserPoolMfaConfig"}) || plan.Steps[0].Body.UserPoolId != l.id || plan.Steps[0].Body.LambdaConfig.PreSignUp == "" {
		t.Errorf("got %s", out)
	}
}

// A secret is sent, and is in no output and no receipt, not even when the service
// rejects the call with it.
func TestApplyShowsNoSecret(t *testing.T) {
	const provider = `{"CreateIdentityProvider": [{"ProviderName": "Google", "ProviderType": "Google", "ProviderDetails": {"client_id": "id", "client_secret": "${env:GOOGLE_SECRET}", "authorize_scopes": "openid"}}]}`
	for _, times := range []int{0, 1000} {
		folder := isolateEnvironment(t)
		t.Setenv("GOOGLE_SECRET", plantedSecret)
		l := newLivePool(t, shopBefore)
		var sent atomic.Bool
		l.fails["CreateIdentityProvider"] = failure{func(w http.ResponseWriter, _ func()) {
			writeException(w, 400, "InvalidParameterException", "wrong secret "+plantedSecret)
		}, times}
		l.onBody = func(body string) {
			if strings.Contains(body, plantedSecret) {
				sent.Store(true)
			}
		}
		for _, output := range []string{"text", "json"} {
			code, out, errs := l.apply(t, provider, func(o *applyOptions) { o.Output = output })
			if strings.Contains(out+errs, plantedSecret) {
				t.Errorf("exit code %d: the secret is shown\n%s%s", code, out, errs)
			}
		}
		if !sent.Load() {
			t.Error("the secret is not sent")
		}
		for _, name := range receiptNames(t, state.ReceiptFolder(os.Getenv)) {
			if data, err := os.ReadFile(name); err != nil || strings.Contains(string(data), plantedSecret) {
				t.Errorf("%s in %s: %v", name, folder, err)
			}
		}
	}
}

// When the user interrupts, the call in progress ends and no other is sent. The
// receipt has the pool as it is, a check of it tells the same, and both going on and
// going back are possible.
func TestApplyInterrupted(t *testing.T) {
	isolateEnvironment(t)
	exactly := func(o *applyOptions) { o.Exact, o.AllowDelete = true, true }
	for _, operation := range []string{"AddCustomAttributes", "UpdateUserPool", "UpdateUserPoolClient", "DeleteGroup"} {
		for _, back := range []bool{false, true} {
			t.Setenv("XDG_STATE_HOME", t.TempDir())
			l := newLivePool(t, shopBefore)
			before := l.pool(t)
			ctx, cancel := context.WithCancel(t.Context())
			l.onCall = func(called string) {
				if called == operation {
					cancel()
				}
			}
			code, _, errs := l.applyUntil(ctx, t, shopAfter, exactly)
			l.onCall = nil
			last := operation == "DeleteGroup" // the last call: everything is done
			if code != exit.Interrupted {
				t.Errorf("%s: exit code %d\n%s", operation, code, errs)
			}
			receipts := receiptNames(t, state.ReceiptFolder(os.Getenv))
			r := onlyReceipt(t, state.ReceiptFolder(os.Getenv))
			after, err := model.Read("after", r.Change.After)
			if err != nil || !equalPools(after.Pool, l.pool(t).Pool) || (r.Outcome == state.Applied) != last {
				t.Errorf("%s: %v, the receipt has another pool, outcome %s\n%s", operation, err, r.Outcome, errs)
			}
			var out, shown bytes.Buffer
			s := streams{In: strings.NewReader(""), Out: &out, Err: &shown}
			o := submitOptions{Check: receipts[0], Output: "text", Permissions: "print"}
			o.EndpointURL = l.URL
			if got := s.report(runSubmit(t.Context(), s, o)); !strings.HasPrefix(out.String(), string(r.Outcome)+" "+l.id) || (got == exit.OK) != last {
				t.Errorf("%s: a check tells %q, exit code %d\n%s", operation, out.String(), got, shown.String())
			}
			if back {
				code, _, errs = l.apply(t, "", func(o *applyOptions) { o.Input, o.PoolID, o.Restore, o.AllowDelete = receipts[0], "", true, true })
			} else {
				code, _, errs = l.apply(t, shopAfter, exactly)
			}
			now := l.pool(t).Pool
			if target, err := r.Pool("receipt"); err != nil || code != exit.OK || back && !equalPools(before.Pool, now) || !back && !equalPools(now, target) {
				t.Errorf("%s, back %v: exit code %d, %v\n%s", operation, back, code, err, errs)
			}
		}
	}
}
