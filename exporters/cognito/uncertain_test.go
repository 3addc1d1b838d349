package cognito

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// Ways in which CreateUserPool has no definite response.
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
		w.Write(make([]byte, maxResponse+1))
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

// After an uncertain response nothing is sent again until a look-up has shown that
// the pool does not exist, no matter what prevents the look-up.
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
		made    bool // the pool was created before the response was lost
		deny    func(string, int) bool
		skew    time.Duration
		before  string // the settings of a pool of the name that existed
		another []string
		draft   string
		want    string // adopted, MayExist, or retried
		message string
	}{
		{name: "made", made: true, want: "adopted"},
		{name: "made, the clock of the service 90 s ahead", made: true, skew: 90 * time.Second, want: "adopted"},
		{name: "made, the clock of the service 90 s behind", made: true, skew: -90 * time.Second, want: "adopted"},
		{name: "made, an equal pool existed", made: true, before: oneCall, want: "adopted"},
		{name: "made, an equal pool existed, the clock ahead", made: true, before: oneCall, skew: 90 * time.Second, want: "adopted"},
		{name: "made, list denied before", made: true, deny: lists(0), want: "MayExist", message: "eu-west-1_Ours0"},
		{name: "made, list denied after", made: true, deny: lists(1), want: "MayExist", message: "the pools cannot be listed (ListUserPools: not allowed (AccessDeniedException))"},
		{name: "made, list denied always", made: true, deny: always("ListUserPools"), want: "MayExist", message: "the pools cannot be listed"},
		{name: "made, describe denied", made: true, deny: always("DescribeUserPool"), want: "MayExist", message: "eu-west-1_Ours0 (cannot be described)"},
		{name: "made, another that cannot be described meanwhile", made: true, another: []string{otherSettings}, deny: firstDescribe, want: "MayExist", message: "eu-west-1_Another0 (cannot be described), eu-west-1_Ours0 (with the same settings)"},
		{name: "made, MFA settings denied", made: true, deny: always("GetUserPoolMfaConfig"), want: "adopted"},
		{name: "made, another with other settings meanwhile", made: true, another: []string{otherSettings}, want: "adopted"},
		{name: "made, another with equal settings meanwhile", made: true, another: []string{oneCall}, want: "MayExist", message: "eu-west-1_Another0 (with the same settings), eu-west-1_Ours0 (with the same settings)"},
		{name: "not made", want: "retried"},
		{name: "not made, list denied before", deny: lists(0), want: "retried"},
		{name: "not made, list denied before, one of the name exists", before: otherSettings, deny: lists(0), want: "MayExist", message: "eu-west-1_Before"},
		{name: "not made, list denied after", deny: lists(1), want: "MayExist", message: "the pools cannot be listed"},
		{name: "not made, one of the name existed", before: oneCall, want: "retried"},
		{name: "not made, one of the name existed, the clock ahead", before: oneCall, skew: 90 * time.Second, want: "retried"},
		{name: "not made, another with other settings meanwhile", another: []string{otherSettings}, want: "MayExist", message: "eu-west-1_Another0 (with other settings: "},
		{name: "not made, another that differs in a tag", another: []string{strings.Replace(oneCall, `"team": "a"`, `"team": "c"`, 1)}, want: "MayExist", message: "UserPoolTags[team]"},
		{name: "not made, another that has more settings", another: []string{strings.Replace(oneCall, `"PoolName"`, `"MfaConfiguration": "OFF", "LambdaConfig": {"PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:a"}, "PoolName"`, 1)}, want: "MayExist", message: "LambdaConfig.PreSignUp"},
		{name: "not made, two equal ones meanwhile", another: []string{oneCall, oneCall}, want: "MayExist", message: "eu-west-1_Another0 (with the same settings), eu-west-1_Another1 (with the same settings)"},
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
				checkOutcome(t, a, made, err, want, test.message)
			})
		}
	}
}

// checkOutcome looks at what was sent, and at what the caller is reported.
func checkOutcome(t *testing.T, a *account, made Result, err error, want, message string) {
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
			!strings.Contains(e.Message, message) || !strings.Contains(e.Hint, "aws cognito-idp ") {
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

// A pool that was found is changed only by somebody who was offered.
func TestAdopting(t *testing.T) {
	for _, draft := range []string{oneCall, totpDraft} {
		for _, answer := range []string{"nobody", "yes", "no"} {
			p := pool(t, draft)
			two := len(p.Calls()) == 2
			t.Run(fmt.Sprintf("%s, second call %v", answer, two), func(t *testing.T) {
				a := newAccount(t)
				a.create = uncertain["garbled"]
				var events []string
				var offered Candidate
				w := Watch{Progress: func(e Event) { events = append(events, fmt.Sprint(e.Operation, e.State, e.Note)) }}
				if answer != "nobody" {
					w.Adopt = func(_ context.Context, found Candidate, pending []string) bool {
						offered = found
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
				if answer != "nobody" && (offered.ID != "eu-west-1_Ours0" || !offered.Equal || offered.ARN == "" || offered.Created.IsZero()) {
					t.Errorf("offered %+v", offered)
				}
				reported := slices.Contains(events, fmt.Sprint("CreateUserPool", Done, adopted))
				switch {
				case answer == "no":
					checkOutcome(t, a, made, err, "MayExist", "eu-west-1_Ours0 with the same name and settings appeared afterwards")
				case answer == "nobody" && two:
					incomplete, ok := errors.AsType[*Incomplete](err)
					e, _ := errors.AsType[*Error](err)
					if !ok || !incomplete.Adopted || incomplete.Made.ID != "eu-west-1_Ours0" || incomplete.Lacks != "with MFA off" || e.Operation != "SetUserPoolMfaConfig" || made.ID != incomplete.Made.ID || !reported {
						t.Errorf("%+v, %v", made, err)
					}
				default:
					if err != nil || made.ID != "eu-west-1_Ours0" || made.Adopted == "" || !reported {
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
	if incomplete, ok := errors.AsType[*Incomplete](err); !ok || !incomplete.Adopted || !strings.HasPrefix(incomplete.Made.Adopted, "adopted: ") {
		t.Errorf("got %v", err)
	}
	if len(a.touched) != 0 || len(a.pools) != 1 {
		t.Errorf("changed %v, pools %v", a.touched, a.pools)
	}
}

// The look goes on after a request to stop, and nothing is sent after it.
func TestInterruptedDuringUncertainCreate(t *testing.T) {
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
