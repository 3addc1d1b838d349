package cognito

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"github.com/poolsmith/poolsmith/model"
)

// account is a service that keeps pools. Its CreateUserPool can fail after or
// without creating the pool.
type account struct {
	*httptest.Server
	mu      sync.Mutex
	pools   []*storedPool
	calls   []string
	touched []string // ids that SetUserPoolMfaConfig, UpdateUserPool and DeleteUserPool named

	skew   time.Duration                    // of its clock
	create func(w http.ResponseWriter) bool // instead of the answer; false: as usual
	skip   int                              // how many creates make no pool
	deny   func(operation string, call int) bool
	during func() // called when CreateUserPool arrives
	mfa    string // the answer to GetUserPoolMfaConfig
}

type storedPool struct {
	id       string
	settings map[string]any
}

func newAccount(t *testing.T) *account {
	t.Helper()
	a := &account{mfa: `{"MfaConfiguration": "OFF"}`}
	a.Server = httptest.NewServer(http.HandlerFunc(a.serve))
	t.Cleanup(func() {
		a.CloseClientConnections()
		a.Close()
	})
	return a
}

func (a *account) client() *Client {
	held := credentials.NewStaticCredentialsProvider("AKIDTEST", "SECRETTEST", "TOKENTEST")
	return newClient(aws.Config{Region: "eu-west-1", BaseEndpoint: &a.URL, Credentials: held}, Options{Profile: "dev", Timing: hasty})
}

// add stores a pool, with the settings of a request in JSON.
func (a *account) add(id, request string) {
	p := &storedPool{id: id}
	if err := json.Unmarshal([]byte(request), &p.settings); err != nil {
		panic(err)
	}
	a.pools = append(a.pools, p)
}

func (a *account) count(operation string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := 0
	for _, call := range a.calls {
		if call == operation {
			n++
		}
	}
	return n
}

func (p *storedPool) arn() string {
	return "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/" + p.id
}

func (a *account) describe(p *storedPool) map[string]any {
	all := map[string]any{}
	for name, value := range p.settings {
		all[name] = value
	}
	delete(all, "PoolName")
	all["Id"], all["Arn"], all["Name"] = p.id, p.arn(), p.settings["PoolName"]
	all["CreationDate"] = float64(time.Now().Add(a.skew).Unix())
	return all
}

func (a *account) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	a.mu.Lock()
	defer a.mu.Unlock()
	n := 0
	for _, call := range a.calls {
		if call == operation {
			n++
		}
	}
	a.calls = append(a.calls, operation)
	w.Header().Set("Date", time.Now().Add(a.skew).UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	if a.deny != nil && a.deny(operation, n) {
		w.Header().Set("X-Amzn-Errortype", "AccessDeniedException")
		w.WriteHeader(http.StatusBadRequest)
		io.WriteString(w, `{"__type": "AccessDeniedException", "message": "not allowed"}`)
		return
	}
	var input struct{ UserPoolId string }
	json.Unmarshal(body, &input)
	i := slices.IndexFunc(a.pools, func(p *storedPool) bool { return p.id == input.UserPoolId })
	switch operation {
	case "CreateUserPool":
		if a.during != nil {
			a.during()
		}
		id := fmt.Sprintf("eu-west-1_Ours%d", n)
		if n >= a.skip {
			a.add(id, string(body))
		}
		if a.create != nil && a.create(w) {
			return
		}
		w.Write(model.EncodeJSON(map[string]any{"UserPool": a.describe(a.pools[len(a.pools)-1])}))
	case "ListUserPools":
		list := []any{}
		for _, p := range a.pools {
			d := a.describe(p)
			list = append(list, map[string]any{"Id": d["Id"], "Name": d["Name"], "CreationDate": d["CreationDate"]})
		}
		w.Write(model.EncodeJSON(map[string]any{"UserPools": list}))
	case "DescribeUserPool":
		w.Write(model.EncodeJSON(map[string]any{"UserPool": a.describe(a.pools[i])}))
	case "GetUserPoolMfaConfig":
		io.WriteString(w, a.mfa)
	default:
		a.touched = append(a.touched, input.UserPoolId)
		io.WriteString(w, `{}`)
	}
}

// Ways in which CreateUserPool gives no certain answer.
var uncertain = map[string]func(http.ResponseWriter) bool{
	"status 500": func(w http.ResponseWriter) bool {
		w.Header().Set("X-Amzn-Errortype", "InternalErrorException")
		w.WriteHeader(500)
		io.WriteString(w, `{"__type": "InternalErrorException", "message": "it broke"}`)
		return true
	},
	"status 503 of a proxy": func(w http.ResponseWriter) bool {
		w.WriteHeader(503)
		io.WriteString(w, `<html>busy</html>`)
		return true
	},
	"status 503, throttled": func(w http.ResponseWriter) bool {
		w.Header().Set("X-Amzn-Errortype", "ThrottlingException")
		w.WriteHeader(503)
		io.WriteString(w, `{"__type": "ThrottlingException", "message": "slower"}`)
		return true
	},
	"connection closed": func(http.ResponseWriter) bool { panic(http.ErrAbortHandler) },
	"garbled": func(w http.ResponseWriter) bool {
		io.WriteString(w, `{"UserPool": {"Id": 7`)
		return true
	},
	"no pool in it": func(w http.ResponseWriter) bool {
		io.WriteString(w, `{}`)
		return true
	},
	"status 303": func(w http.ResponseWriter) bool {
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(303)
		return true
	},
	"too large": func(w http.ResponseWriter) bool {
		w.Write(make([]byte, maxAnswer+1))
		return true
	},
}

const (
	oneCall = `{"CreateUserPool": {"PoolName": "shop", "DeletionProtection": "ACTIVE", "AliasAttributes": ["phone_number", "email"], "AutoVerifiedAttributes": ["email"], "UserPoolTags": {"team": "a", "app": "b"},
		"Schema": [{"Name": "plan", "AttributeDataType": "String"}]}}`
	otherSettings = `{"PoolName": "shop", "UsernameAttributes": ["email"]}`
)

// requestOf is the body of CreateUserPool of a draft.
func requestOf(t *testing.T, draft string) string {
	return string(pool(t, draft).Calls()[0].Body(nil))
}

// After an uncertain answer nothing is sent again until a look has settled
// whether the pool exists, no matter what prevents the look.
func TestUncertainCreate(t *testing.T) {
	lists := func(denied ...int) func(string, int) bool {
		return func(operation string, n int) bool { return operation == "ListUserPools" && slices.Contains(denied, n) }
	}
	always := func(denied string) func(string, int) bool {
		return func(operation string, _ int) bool { return operation == denied }
	}
	firstDescribe := func(operation string, n int) bool { return operation == "DescribeUserPool" && n == 0 }
	tests := []struct {
		name    string
		made    bool // the pool was made before the answer was lost
		deny    func(string, int) bool
		skew    time.Duration
		before  string // the settings of a pool of the name that existed
		another []string
		draft   string
		want    string // adopted, MayExist, or retried
		says    string
	}{
		{name: "made", made: true, want: "adopted"},
		{name: "made, the clock of the service 90 s ahead", made: true, skew: 90 * time.Second, want: "adopted"},
		{name: "made, the clock of the service 90 s behind", made: true, skew: -90 * time.Second, want: "adopted"},
		{name: "made, an equal pool existed", made: true, before: oneCall, want: "adopted"},
		{name: "made, an equal pool existed, the clock ahead", made: true, before: oneCall, skew: 90 * time.Second, want: "adopted"},
		{name: "made, list denied before", made: true, deny: lists(0), want: "MayExist", says: "eu-west-1_Ours0"},
		{name: "made, list denied after", made: true, deny: lists(1), want: "MayExist", says: "the pools cannot be listed (ListUserPools: not allowed (AccessDeniedException))"},
		{name: "made, list denied always", made: true, deny: always("ListUserPools"), want: "MayExist", says: "the pools cannot be listed"},
		{name: "made, describe denied", made: true, deny: always("DescribeUserPool"), want: "MayExist", says: "eu-west-1_Ours0 (cannot be described)"},
		{name: "made, another that cannot be described meanwhile", made: true, another: []string{otherSettings}, deny: firstDescribe, want: "MayExist", says: "eu-west-1_Another0 (cannot be described), eu-west-1_Ours0 (with the same settings)"},
		{name: "made, MFA settings denied", made: true, deny: always("GetUserPoolMfaConfig"), want: "adopted"},
		{name: "made, another with other settings meanwhile", made: true, another: []string{otherSettings}, want: "adopted"},
		{name: "made, another with equal settings meanwhile", made: true, another: []string{oneCall}, want: "MayExist", says: "eu-west-1_Another0 (with the same settings), eu-west-1_Ours0 (with the same settings)"},
		{name: "not made", want: "retried"},
		{name: "not made, list denied before", deny: lists(0), want: "retried"},
		{name: "not made, list denied before, one of the name exists", before: otherSettings, deny: lists(0), want: "MayExist", says: "eu-west-1_Before"},
		{name: "not made, list denied after", deny: lists(1), want: "MayExist", says: "the pools cannot be listed"},
		{name: "not made, one of the name existed", before: oneCall, want: "retried"},
		{name: "not made, one of the name existed, the clock ahead", before: oneCall, skew: 90 * time.Second, want: "retried"},
		{name: "not made, another with other settings meanwhile", another: []string{otherSettings}, want: "MayExist", says: "eu-west-1_Another0 (with other settings: "},
		{name: "not made, another that differs in a tag", another: []string{strings.Replace(oneCall, `"team": "a"`, `"team": "c"`, 1)}, want: "MayExist", says: "UserPoolTags[team]"},
		{name: "not made, another that has more settings", another: []string{strings.Replace(oneCall, `"PoolName"`, `"MfaConfiguration": "OFF", "LambdaConfig": {"PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:a"}, "PoolName"`, 1)}, want: "MayExist", says: "LambdaConfig.PreSignUp"},
		{name: "not made, two equal ones meanwhile", another: []string{oneCall, oneCall}, want: "MayExist", says: "eu-west-1_Another0 (with the same settings), eu-west-1_Another1 (with the same settings)"},
		{name: "not made, an equal one in another order meanwhile", another: []string{strings.NewReplacer(`"phone_number", "email"`, `"email", "phone_number"`, `"team": "a", "app": "b"`, `"app": "b", "team": "a"`).Replace(oneCall)}, want: "adopted"},
	}
	for way, answer := range uncertain {
		for _, test := range tests {
			t.Run(way+"/"+test.name, func(t *testing.T) {
				t.Parallel()
				a := newAccount(t)
				a.skew, a.deny = test.skew, test.deny
				if test.before != "" {
					a.add("eu-west-1_Before", requestOf(t, test.before))
				}
				if !test.made {
					a.skip = 1
				}
				first := true
				a.create = func(w http.ResponseWriter) bool { // once
					failing := first
					first = false
					return failing && answer(w)
				}
				requests := make([]string, len(test.another))
				for i, another := range test.another {
					requests[i] = requestOf(t, another)
				}
				a.during = func() {
					for i, request := range requests {
						a.add(fmt.Sprintf("eu-west-1_Another%d", i), request)
					}
					requests = nil
				}
				c := a.client()
				c.SameName(t.Context(), "shop")
				made, err := c.Submit(t.Context(), pool(t, oneCall), Watch{})
				want := test.want
				if want == "retried" && !strings.HasPrefix(way, "status 50") {
					want = "MayExist" // only a fault that the service reports is worth another attempt
				}
				checkOutcome(t, a, made, err, want, test.says)
			})
		}
	}
}

// checkOutcome looks at what was sent, and at what the caller is told.
func checkOutcome(t *testing.T, a *account, made Result, err error, want, says string) {
	t.Helper()
	creates := 1
	switch want {
	case "adopted":
		if err != nil || made.Adopted == "" || made.ID == "" || made.Name != "shop" || made.ARN == "" {
			t.Errorf("made %+v, %v", made, err)
		}
	case "retried":
		creates = 2
		if err != nil || made.Adopted != "" || made.ID != "eu-west-1_Ours1" {
			t.Errorf("made %+v, %v", made, err)
		}
	case "MayExist":
		e, ok := errors.AsType[*Error](err)
		if !ok || !e.MayExist || e.Unsent || made.ID != "" || !strings.Contains(e.Message, "may have been created") ||
			!strings.Contains(e.Message, says) || !strings.Contains(e.Hint, "aws cognito-idp ") {
			t.Errorf("made %+v, error %v", made, err)
		}
	}
	if n := a.count("CreateUserPool"); n != creates {
		t.Errorf("%d creates were sent, want %d: %v", n, creates, a.calls)
	}
	if len(a.touched) != 0 {
		t.Errorf("changed %v", a.touched)
	}
}

// An attempt after a clean look counts as any other: when the pool was made by
// the second attempt, it is found.
func TestUncertainTwice(t *testing.T) {
	a := newAccount(t)
	a.skip, a.create = 1, uncertain["status 500"]
	c := a.client()
	if _, err := c.SameName(t.Context(), "shop"); err != nil {
		t.Fatal(err)
	}
	made, err := c.Submit(t.Context(), pool(t, oneCall), Watch{})
	if err != nil || made.ID != "eu-west-1_Ours1" || made.Adopted == "" || a.count("CreateUserPool") != 2 {
		t.Errorf("%+v, %v, %v", made, err, a.calls)
	}
}

// A pool that was found is changed only by somebody who was asked.
func TestAdopting(t *testing.T) {
	for _, draft := range []string{oneCall, totpDraft} {
		for _, answer := range []string{"nobody", "yes", "no"} {
			p := pool(t, draft)
			two := len(p.Calls()) == 2
			t.Run(fmt.Sprintf("%s, second call %v", answer, two), func(t *testing.T) {
				a := newAccount(t)
				a.create = uncertain["garbled"]
				var events []string
				var asked Candidate
				w := Watch{Progress: func(e Event) { events = append(events, fmt.Sprint(e.Operation, e.State, e.Note)) }}
				if answer != "nobody" {
					w.Adopt = func(_ context.Context, found Candidate, pending []string) bool {
						asked = found
						if (len(pending) == 1 && pending[0] == "SetUserPoolMfaConfig") != two || len(a.touched) != 0 {
							t.Errorf("pending %q, changed before the question %v", pending, a.touched)
						}
						return answer == "yes"
					}
				}
				c := a.client()
				if _, err := c.SameName(t.Context(), "shop"); err != nil {
					t.Fatal(err)
				}
				made, err := c.Submit(t.Context(), p, w)
				if answer != "nobody" && (asked.ID != "eu-west-1_Ours0" || !asked.Equal || asked.ARN == "" || asked.Created.IsZero()) {
					t.Errorf("asked about %+v", asked)
				}
				told := slices.Contains(events, fmt.Sprint("CreateUserPool", Done, adopted))
				switch {
				case answer == "no":
					checkOutcome(t, a, made, err, "MayExist", "eu-west-1_Ours0 with the same name and settings appeared afterwards")
				case answer == "nobody" && two:
					half, ok := errors.AsType[*Incomplete](err)
					e, _ := errors.AsType[*Error](err)
					if !ok || !half.Adopted || half.Made.ID != "eu-west-1_Ours0" || half.Lacks != "with MFA off" || e.Operation != "SetUserPoolMfaConfig" || made.ID != half.Made.ID || !told {
						t.Errorf("%+v, %v", made, err)
					}
				default:
					if err != nil || made.ID != "eu-west-1_Ours0" || made.Adopted == "" || !told {
						t.Errorf("%+v, %v, events %q", made, err, events)
					}
				}
				if changes := len(a.touched); (changes == 1) != (answer == "yes" && two) || changes > 1 {
					t.Errorf("changed %v", a.touched)
				}
			})
		}
	}
}

// What fails after a question is still known to be a found pool.
func TestAdoptedAndIncomplete(t *testing.T) {
	a := newAccount(t)
	a.create = uncertain["garbled"]
	a.deny = func(operation string, _ int) bool { return operation == "SetUserPoolMfaConfig" }
	c := a.client()
	c.SameName(t.Context(), "shop")
	_, err := c.Submit(t.Context(), pool(t, totpDraft), Watch{Adopt: func(context.Context, Candidate, []string) bool { return true }})
	if half, ok := errors.AsType[*Incomplete](err); !ok || !half.Adopted || !strings.HasPrefix(half.Made.Adopted, "adopted: ") {
		t.Errorf("got %v", err)
	}
	if len(a.touched) != 0 || len(a.pools) != 1 {
		t.Errorf("changed %v, pools %v", a.touched, a.pools)
	}
}

// The look goes on after a request to stop, and nothing is sent after it.
func TestStoppedDuringLostCreate(t *testing.T) {
	for _, made := range []bool{true, false} {
		a := newAccount(t)
		if !made {
			a.skip = 1
		}
		ctx, cancel := context.WithCancel(t.Context())
		a.create, a.during = uncertain["status 500"], cancel
		c := a.client()
		c.SameName(t.Context(), "shop")
		result, err := c.Submit(ctx, pool(t, totpDraft), Watch{Adopt: func(context.Context, Candidate, []string) bool { return true }})
		if !errors.Is(err, context.Canceled) || (result.ID != "") != made || a.count("CreateUserPool") != 1 || len(a.touched) != 0 {
			t.Errorf("made %v: %+v, %v, %v", made, result, err, a.calls)
		}
	}
}

func TestKnownPools(t *testing.T) {
	a := newAccount(t)
	c := a.client()
	if c.KnownPools() != nil {
		t.Errorf("known before a look: %v", c.KnownPools())
	}
	if _, err := c.SameName(t.Context(), "shop"); err != nil || c.KnownPools() == nil || len(c.KnownPools()) != 0 {
		t.Errorf("an empty account: %#v, %v", c.KnownPools(), err)
	}
	a.add("eu-west-1_B", `{"PoolName": "shop"}`)
	a.add("eu-west-1_A", `{"PoolName": "other"}`)
	same, err := c.SameName(t.Context(), "shop")
	if err != nil || len(same) != 1 || same[0].ID != "eu-west-1_B" || same[0].Created.IsZero() || !slices.Equal(c.KnownPools(), []string{"eu-west-1_A", "eu-west-1_B"}) {
		t.Errorf("%v, %v, %v", same, c.KnownPools(), err)
	}
	// A pool that is renamed to the name is not new.
	a.pools[1].settings["PoolName"] = "shop"
	if found, err := c.FindCreated(t.Context(), pool(t, oneCall), c.KnownPools()); err != nil || len(found) != 0 {
		t.Errorf("%v, %v", found, err)
	}
	if found, err := c.FindCreated(t.Context(), pool(t, oneCall), nil); err != nil || len(found) != 2 || found[0].Equal || len(found[0].Differs) == 0 {
		t.Errorf("nothing known: %+v, %v", found, err)
	}
	a.deny = func(string, int) bool { return true }
	if _, err := c.SameName(t.Context(), "shop"); err == nil || c.KnownPools() != nil {
		t.Errorf("denied: %v, %v", c.KnownPools(), err)
	}
	if _, err := c.FindCreated(t.Context(), pool(t, oneCall), nil); err == nil {
		t.Error("a list that is denied has no error")
	}
}

// A list that is cut, or does not end, tells nothing about what is missing.
func TestPoolListIsBounded(t *testing.T) {
	for name, token := range map[string]func(n int) string{
		"the same token":  func(int) string { return "again" },
		"two tokens":      func(n int) string { return fmt.Sprint(n % 2) },
		"endless":         func(n int) string { return fmt.Sprint(n) },
		"as many as fits": func(n int) string { return fmt.Sprint(max(0, maxPages-1-n)) },
	} {
		t.Run(name, func(t *testing.T) {
			calls := 0
			c := listClient(t, func(w http.ResponseWriter, r *http.Request) {
				next := token(calls)
				calls++
				if next == "0" && name == "as many as fits" {
					next = ""
				}
				fmt.Fprintf(w, `{"UserPools": [], "NextToken": %q}`, next)
			})
			_, err := c.SameName(t.Context(), "shop")
			if fits := name == "as many as fits"; (err == nil) != fits || (c.KnownPools() != nil) != fits || calls > maxPages {
				t.Errorf("%d calls, known %v: %v", calls, c.KnownPools(), err)
			}
		})
	}
}

// A request to stop ends every call that only reads, at once.
func TestReadingEndsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := listClient(t, func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) // only then the server sees that the caller has gone
		cancel()
		<-r.Context().Done()
	})
	c.options.Timing.Answer, c.options.Timing.Look = time.Hour, time.Hour
	for name, read := range map[string]func() error{
		"SameName":    func() error { _, err := c.SameName(ctx, "shop"); return err },
		"FindCreated": func() error { _, err := c.FindCreated(ctx, pool(t, oneCall), nil); return err },
		"Describe":    func() error { _, err := c.Describe(ctx, testPoolID); return err },
		"List":        func() error { _, err := c.List(ctx, "lambda"); return err },
	} {
		if err := read(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		ctx, cancel = context.WithCancel(t.Context())
	}
	cancel()
}
