package cognito

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/poolsmith/poolsmith/exporters/cognito/sandbox"
	"github.com/poolsmith/poolsmith/model"
)

// everyOperation is a draft with a request of every operation, and several of some.
const everyOperation = `{"CreateUserPool": {"PoolName": "shop", "UserPoolTier": "PLUS", "DeletionProtection": "ACTIVE", "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"}},
	"SetUserPoolMfaConfig": {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": true}},
	"CreateResourceServer": [{"Identifier": "orders", "Name": "Orders", "Scopes": [{"ScopeName": "read", "ScopeDescription": "Read"}]}],
	"CreateIdentityProvider": [{"ProviderName": "Google", "ProviderType": "Google", "ProviderDetails": {"client_id": "id", "client_secret": "${env:GOOGLE_SECRET}", "authorize_scopes": "openid"}}],
	"CreateUserPoolDomain": [{"Domain": "shop-auth", "ManagedLoginVersion": 1}],
	"CreateUserPoolClient": [{"ClientName": "web", "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]}, {"ClientName": "server", "GenerateSecret": true}],
	"CreateManagedLoginBranding": [{"ClientId": "web", "UseCognitoProvidedValues": true}],
	"CreateTerms": [{"ClientId": "web", "TermsName": "terms-of-use", "TermsSource": "LINK", "Enforcement": "NONE", "Links": {"cognito:default": "https://example.com/terms"}}],
	"SetUICustomization": [{"CSS": ".submitButton-customizable {\n  background-color: #0a7ea4;\n}\n"}],
	"CreateGroup": [{"GroupName": "admins"}, {"GroupName": "staff"}],
	"SetRiskConfiguration": [{"CompromisedCredentialsRiskConfiguration": {"Actions": {"EventAction": "BLOCK"}}}],
	"SetLogDeliveryConfiguration": {"LogConfigurations": [{"EventSource": "userNotification", "LogLevel": "ERROR", "CloudWatchLogsConfiguration": {"LogGroupArn": "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/shop"}}]}}`

// brokenSandbox is a sandbox in which one call fails once.
type brokenSandbox struct {
	mu        sync.Mutex
	operation string // of the call
	skip      int    // how many calls of the operation come before it
	breaks    breakage
	done      []string // the operations that were carried out
}

// breakage is how a call fails.
type breakage struct {
	name       string
	rejected   bool // with an exception; otherwise the response is lost
	carriedOut bool
}

var breakages = []breakage{{"rejected", true, false}, {"lost before", false, false}, {"lost after", false, true}}

func newBrokenSandbox(t *testing.T) (*brokenSandbox, *Client) {
	t.Helper()
	b := &brokenSandbox{}
	s := sandbox.New("eu-west-1", &sandbox.Memory{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		broken := b.arrived(operation)
		if broken == nil || broken.carriedOut {
			recorder := httptest.NewRecorder()
			s.ServeHTTP(recorder, r)
			if recorder.Code == http.StatusOK {
				b.mu.Lock()
				b.done = append(b.done, operation)
				b.mu.Unlock()
			}
			if broken == nil {
				for name, values := range recorder.Header() {
					w.Header()[name] = values
				}
				w.WriteHeader(recorder.Code)
				w.Write(recorder.Body.Bytes())
				return
			}
		} else {
			io.Copy(io.Discard, r.Body)
		}
		if !broken.rejected {
			panic(http.ErrAbortHandler) // closes the connection
		}
		w.Header().Set("X-Amzn-Errortype", "InvalidParameterException")
		w.WriteHeader(http.StatusBadRequest)
		io.WriteString(w, `{"message": "not today"}`)
	}))
	t.Cleanup(server.Close)
	c := NewLocalClient(server.URL, "eu-west-1")
	c.options.Timing = shortTiming
	return b, c
}

// arrived returns how the call that arrived fails, or nil.
func (b *brokenSandbox) arrived(operation string) *breakage {
	b.mu.Lock()
	defer b.mu.Unlock()
	if operation != b.operation {
		return nil
	}
	b.skip--
	if b.skip != -1 {
		return nil
	}
	return &b.breaks
}

// count is how many calls of an operation were carried out.
func (b *brokenSandbox) count(operation string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := 0
	for _, done := range b.done {
		if done == operation {
			n++
		}
	}
	return n
}

// addTestRequests adds requests of the operations that only tests have, in builds with
// the tag testoperations.
var addTestRequests = func(*testing.T, *model.Pool) {}

// whole is the draft with a request of every operation.
func whole(t *testing.T) *model.Pool {
	t.Helper()
	draft := pool(t, everyOperation)
	addTestRequests(t, draft)
	for _, o := range model.Operations {
		if len(o.Requests(draft)) == 0 {
			t.Fatalf("the draft has no %s", o.Name)
		}
	}
	if findings := model.Check(draft); model.Errors(findings) > 0 {
		t.Fatal(findings)
	}
	return draft
}

var testSecrets = map[string]string{"GOOGLE_SECRET": "PLANTED-secret-of-google"}

// Whatever call fails, and however, a retry goes on from there: it makes what is
// missing, repeats nothing that was made, and makes nothing twice.
func TestResumeAfterAnyCall(t *testing.T) {
	draft := whole(t)
	calls := draft.Calls()
	for i, call := range calls[1:] {
		skip := 0
		for _, before := range calls[:i+1] {
			if before.Operation == call.Operation {
				skip++
			}
		}
		for _, how := range breakages {
			name := call.Path + " " + how.name
			b, c := newBrokenSandbox(t)
			b.operation, b.skip, b.breaks = call.Operation.Name, skip, how
			if !call.Operation.Creates() && !how.rejected {
				continue // the call is repeated without asking
			}
			var events []Event
			generated := map[string]int{}
			watch := Watch{Secrets: testSecrets, Progress: func(e Event) { events = append(events, e) }, Generated: func(g Generated) {
				if g.Value != "" {
					generated[g.Of]++
				}
			}}
			made, err := c.Submit(t.Context(), draft, watch)
			incomplete, ok := errors.AsType[*Incomplete](err)
			settled := err == nil && how.carriedOut // found by the look-up that follows at once
			if !ok && !settled {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if ok {
				if incomplete.Failed.Path != call.Path || incomplete.Taken {
					t.Errorf("%s: failed %s, taken %v", name, incomplete.Failed.Path, incomplete.Taken)
				}
				events = nil
				if made, err = c.Resume(t.Context(), draft, incomplete, watch); err != nil {
					t.Errorf("%s, retried: %v", name, err)
					continue
				}
				if events[0].Call != i+1 || events[0].State != Started {
					t.Errorf("%s: the retry begins with call %d", name, events[0].Call)
				}
			}
			for _, each := range calls {
				want := len(each.Operation.Requests(draft))
				if got := b.count(each.Operation.Name); got != want {
					t.Errorf("%s: %s was carried out %d times, want %d", name, each.Operation.Name, got, want)
				}
			}
			if paths, unread := differences(t, c, made.ID, draft); len(paths) > 0 || len(unread) > 0 {
				t.Errorf("%s: unread %v, differs in %v", name, unread, paths)
			}
			if len(generated) != 1 || generated["app client server"] != 1 {
				t.Errorf("%s: generated secrets %v", name, generated)
			}
		}
	}
}

// Whatever call fails, the incomplete pool can be deleted: before the pool what keeps
// it, such as the domain, if it was made, and nothing else.
func TestDeleteAfterAnyCall(t *testing.T) {
	draft := whole(t)
	calls := draft.Calls()
	for i, call := range calls {
		if i == 0 || calls[i-1].Operation == call.Operation {
			continue
		}
		b, c := newBrokenSandbox(t)
		b.operation, b.breaks = call.Operation.Name, breakages[0]
		_, err := c.Submit(t.Context(), draft, Watch{Secrets: testSecrets})
		incomplete, ok := errors.AsType[*Incomplete](err)
		if !ok {
			t.Errorf("%s: %v", call.Path, err)
			continue
		}
		want := []string{"UpdateUserPool"}
		for _, earlier := range slices.Backward(calls[:i]) {
			if earlier.Operation.DeleteFirst {
				want = append(want, earlier.Operation.Delete)
			}
		}
		want = append(want, "DeleteUserPool")
		var deleted []string
		if err := c.Delete(t.Context(), incomplete.Made, draft, func(e Event) {
			if e.State == Done {
				deleted = append(deleted, e.Operation)
			}
		}); err != nil {
			t.Errorf("%s: %v", call.Path, err)
		}
		if !slices.Equal(deleted, want) || b.count("DeleteUserPool") != 1 {
			t.Errorf("%s: %v", call.Path, deleted)
		}
		if commands := incomplete.Deletion(); len(commands) != len(want) || len(incomplete.Rest()) != len(calls)-i {
			t.Errorf("%s: deletion %v, rest %v", call.Path, commands, incomplete.Rest())
		}
	}
}

// A domain that may have been made although its response was lost is deleted.
func TestDeleteWhatMayExist(t *testing.T) {
	draft := whole(t)
	b, c := newBrokenSandbox(t)
	b.operation, b.breaks = "CreateUserPoolDomain", breakages[1]
	_, err := c.Submit(t.Context(), draft, Watch{Secrets: testSecrets})
	incomplete, ok := errors.AsType[*Incomplete](err)
	if !ok || !strings.Contains(incomplete.Deletion()[1], "delete-user-pool-domain") || !strings.Contains(incomplete.Lacks, "perhaps") {
		t.Errorf("%v, %v", err, incomplete)
	}
}

// After a domain that is taken, a retry with another one completes the pool.
func TestResumeWithAnotherDomain(t *testing.T) {
	_, c := newBrokenSandbox(t)
	draft := whole(t)
	if _, err := c.Submit(t.Context(), draft, Watch{Secrets: testSecrets}); err != nil {
		t.Fatal(err)
	}
	_, err := c.Submit(t.Context(), draft, Watch{Secrets: testSecrets})
	incomplete, ok := errors.AsType[*Incomplete](err)
	if !ok || !incomplete.Taken {
		t.Fatalf("%v", err)
	}
	if _, err := c.Resume(t.Context(), draft, incomplete, Watch{Secrets: testSecrets}); err == nil {
		t.Error("the same domain is accepted")
	}
	other := draft.Clone()
	if err := other.Set(incomplete.Failed.Path+".Domain", "shop-auth-2"); err != nil {
		t.Fatal(err)
	}
	made, err := c.Resume(t.Context(), other, incomplete, Watch{Secrets: testSecrets})
	if err != nil {
		t.Fatal(err)
	}
	if paths, _ := differences(t, c, made.ID, other); len(paths) > 0 {
		t.Errorf("differs in %v", paths)
	}
}
