package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/exporters/cognito/sandbox"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// appService is a sandbox that knows all operations, and refuses some calls.
type appService struct {
	*httptest.Server
	mu      sync.Mutex
	refused map[string]int    // how often an operation is refused; -1: always
	bodies  map[string]string // of the last call of each operation
	secrets []string          // that it generated
}

func newAppService(t *testing.T) *appService {
	t.Helper()
	e := &appService{refused: map[string]int{}, bodies: map[string]string{}}
	s := sandbox.New("eu-west-1", &sandbox.Memory{})
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		if e.refuses(operation, string(body)) {
			writeException(w, 400, "InvalidParameterException", "no, says the service")
			return
		}
		recorder := httptest.NewRecorder()
		s.ServeHTTP(recorder, r)
		e.keepSecret(recorder.Body.Bytes())
		for name, values := range recorder.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(recorder.Code)
		w.Write(recorder.Body.Bytes())
	}))
	t.Cleanup(e.Close)
	return e
}

func (e *appService) refuses(operation, body string) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.bodies[operation] = body
	if e.refused[operation] == 0 {
		return false
	}
	e.refused[operation]--
	return true
}

func (e *appService) keepSecret(response []byte) {
	var described struct{ UserPoolClient struct{ ClientSecret string } }
	if json.Unmarshal(response, &described) == nil && described.UserPoolClient.ClientSecret != "" {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.secrets = append(e.secrets, described.UserPoolClient.ClientSecret)
	}
}

// body is the request of the last call of an operation.
func (e *appService) body(operation string) string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.bodies[operation]
}

// poolCount is how many pools there are.
func (e *appService) poolCount(t *testing.T) int {
	t.Helper()
	pools, err := cognito.NewLocalClient(e.URL, "eu-west-1").SameName(t.Context(), "shop")
	if err != nil {
		t.Fatal(err)
	}
	return len(pools)
}

// signInDraft has a provider with a secret, a domain, and a client with a generated one.
const signInDraft = `{"CreateUserPool": {"PoolName": "shop", "UsernameAttributes": ["email"], "UsernameConfiguration": {"CaseSensitive": false}, "AutoVerifiedAttributes": ["email"]},
	"CreateIdentityProvider": [{"ProviderName": "Google", "ProviderType": "Google", "ProviderDetails": {"client_id": "id", "client_secret": "${env:GOOGLE_SECRET}", "authorize_scopes": "openid email"}, "AttributeMapping": {"email": "email"}}],
	"CreateUserPoolDomain": [{"Domain": "shop-auth", "ManagedLoginVersion": 1}],
	"CreateUserPoolClient": [{"ClientName": "server", "GenerateSecret": true, "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid"], "CallbackURLs": ["https://example.com/callback"], "SupportedIdentityProviders": ["COGNITO", "Google"]}],
	"CreateGroup": [{"GroupName": "admins"}]}`

const plantedSecret = "PLANTED-secret-of-google"

// lastReceipt is the receipt of the last submission of a test, and its text.
func lastReceipt(t *testing.T) (*state.Receipt, string) {
	t.Helper()
	folder := state.ReceiptFolder(os.Getenv)
	names := receiptNames(t, folder)
	all := receiptsIn(t, folder)
	at := 0
	for i := range all {
		if all[i].Time.After(all[at].Time) {
			at = i
		}
	}
	data, err := os.ReadFile(names[at])
	if err != nil {
		t.Fatal(err)
	}
	return all[at], string(data)
}

func callOf(t *testing.T, r *state.Receipt, operation string) *state.Call {
	t.Helper()
	i := slices.IndexFunc(r.Calls, func(c *state.Call) bool { return c.Operation == operation })
	if i < 0 {
		t.Fatalf("the receipt has no call of %s", operation)
	}
	return r.Calls[i]
}

// A retry goes on from the call that failed. The receipt has both.
func TestRetryAtATerminal(t *testing.T) {
	for _, test := range []struct {
		refusals int
		answer   string
		want     int
		outcome  state.Outcome
	}{
		{1, "retry", exit.OK, state.Created},
		{2, "r", exit.OK, state.Created},
		{1, "keep", exit.Rejected, state.Incomplete},
		{1, "delete", exit.Rejected, state.Deleted},
	} {
		isolateEnvironment(t)
		t.Setenv("GOOGLE_SECRET", plantedSecret)
		e := newAppService(t)
		e.refused["CreateUserPoolClient"] = test.refusals
		o := typed(t, map[string]string{"Create the pool in": "y", "How do you want to go on?": test.answer}, "submit", "-i", writeTemp(t, "pool.json", signInDraft), "--endpoint-url", e.URL)
		r, text := lastReceipt(t)
		if o.code != test.want || r.Outcome != test.outcome {
			t.Errorf("%s: exit code %d, %s\n%s", test.answer, o.code, r.Outcome, o.err)
		}
		client := callOf(t, r, "CreateUserPoolClient")
		if test.want == exit.OK && (len(client.Earlier) != test.refusals || client.Earlier[0].Outcome != state.CallFailed || client.Earlier[0].Error == "" || client.Error != "" || r.Error != "" || r.IDs["ClientId[server]"] == "") {
			t.Errorf("%s: the receipt lacks the retry: %s", test.answer, text)
		}
		if strings.Count(o.err, "✓ CreateUserPool ") != 1 {
			t.Errorf("%s: the pool was made again\n%s", test.answer, o.err)
		}
		if test.answer == "delete" && strings.Index(o.err, "✓ DeleteUserPoolDomain") > strings.Index(o.err, "✓ DeleteUserPool ") {
			t.Errorf("the domain is not deleted before the pool\n%s", o.err)
		}
		if want := map[state.Outcome]int{state.Deleted: 0}[test.outcome]; test.outcome == state.Deleted && e.poolCount(t) != want {
			t.Error("the pool is left")
		}
		if strings.Contains(o.out+o.err+text, "PLANTED") {
			t.Error("the secret is shown")
		}
	}
}

// How to change a value that the service rejects comes before the question.
func TestRejectedValueSaysHow(t *testing.T) {
	isolateEnvironment(t)
	failed := &cognito.Error{Settings: []string{"CreateGroup[0].GroupName"}}
	pool, err := model.Read("pool.json", []byte(signInDraft))
	if err != nil {
		t.Fatal(err)
	}
	calls := pool.Pool.Calls()
	q := goOnQuestion(&cognito.Incomplete{Err: failed, Failed: calls[len(calls)-1]})
	if !strings.Contains(q.Text, "correct the setting") || q.Choices[0].Word != goOnRetry || !strings.Contains(q.Choices[0].Does, "CreateGroup admins") {
		t.Errorf("%+v", q)
	}
}

// A domain prefix that is taken is replaced without starting over.
func TestTakenPrefixAtATerminal(t *testing.T) {
	isolateEnvironment(t)
	t.Setenv("GOOGLE_SECRET", plantedSecret)
	e := newAppService(t)
	file := writeTemp(t, "pool.json", signInDraft)
	submit := func(answers map[string]string, args ...string) outcome {
		return typed(t, answers, append([]string{"submit", "-i", file, "--endpoint-url", e.URL}, args...)...)
	}
	if o := submit(nil, "--yes"); o.code != exit.OK {
		t.Fatal(o.err)
	}
	o := submit(map[string]string{"Create another pool": "y", "How do you want to go on?": "other", "Which domain prefix": ""})
	r, text := lastReceipt(t)
	domain := callOf(t, r, "CreateUserPoolDomain")
	if o.code != exit.OK || r.Outcome != state.Created || domain.Key == "shop-auth" || !strings.HasPrefix(domain.Key, "shop-auth-") || len(domain.Earlier) != 1 || domain.Earlier[0].Key != "shop-auth" {
		t.Errorf("exit code %d: %s\n%s", o.code, text, o.err)
	}
	if !strings.Contains(string(r.Draft), domain.Key) || !strings.Contains(o.err, "the domain prefix is now "+domain.Key+"; "+file+" still has shop-auth") || !strings.Contains(o.err, "https://"+domain.Key+".auth.") {
		t.Errorf("the new prefix is not everywhere: %s\n%s", text, o.err)
	}
	if data, err := os.ReadFile(file); err != nil || string(data) != signInDraft {
		t.Error("the file was changed")
	}
	// One that breaks a rule is asked for again; no answer keeps the pool.
	o = submit(map[string]string{"Create another pool": "y", "How do you want to go on?": "other", "Which domain prefix in place": "My Shop!"})
	if o.code != exit.Rejected || !strings.Contains(o.err, "error: ") || !strings.Contains(o.err, "hint: delete it with:") {
		t.Errorf("exit code %d: %s", o.code, o.err)
	}
	// With --yes nothing is asked, and the hint says what to change.
	o = submit(nil, "--yes")
	if o.code != exit.Rejected || strings.Contains(o.err, "How do you want") || !strings.Contains(o.err, "hint: choose another prefix") {
		t.Errorf("exit code %d: %s", o.code, o.err)
	}
}

// The generated secret of an app client is shown on request, and is nowhere else.
func TestGeneratedSecretOnce(t *testing.T) {
	for _, test := range []struct {
		args    []string
		answers map[string]string
		shown   bool
	}{
		{nil, map[string]string{"Create the pool in": "y", "Show the secret of the app client server once?": "y"}, true},
		{nil, map[string]string{"Create the pool in": "y", "Show the secret of the app client server once?": "n"}, false},
		{[]string{"--output", "json"}, map[string]string{"Create the pool in": "y"}, false},
		{[]string{"--yes"}, map[string]string{"Show": "y"}, false},
	} {
		isolateEnvironment(t)
		t.Setenv("GOOGLE_SECRET", plantedSecret)
		e := newAppService(t)
		o := typed(t, test.answers, append([]string{"submit", "-i", writeTemp(t, "pool.json", signInDraft), "--endpoint-url", e.URL}, test.args...)...)
		_, receipt := lastReceipt(t)
		if o.code != exit.OK || len(e.secrets) != 1 {
			t.Fatalf("exit code %d, %d secrets: %s", o.code, len(e.secrets), o.err)
		}
		if n := strings.Count(o.err, e.secrets[0]); (n == 1) != test.shown || n > 1 || strings.Contains(o.out+receipt, e.secrets[0]) {
			t.Errorf("%v, %v: shown %d times\n%s\n%s", test.args, test.answers, n, o.err, o.out)
		}
	}
}

// Accessible mode asks the same: for a secret, how to go on, for another prefix, and
// whether to show a secret.
func TestAccessibleTalks(t *testing.T) {
	isolateEnvironment(t)
	e := newAppService(t)
	var seen []string
	run := func(answers string) (string, string) {
		draft, err := model.Read("pool.json", []byte(signInDraft))
		if err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		s := streams{In: strings.NewReader(answers), Out: &out, Err: &errs}
		l := &submissions{}
		o := wizardOptions{Options: cognito.Options{EndpointURL: e.URL}}
		if code := s.report(runAccessible(t.Context(), s, newWizardOptions(s, o, draft.Pool, tui.NoDrafts{}, l), l)); code != exit.OK {
			t.Errorf("exit code %d: %s", code, errs.String())
		}
		_, receipt := lastReceipt(t)
		seen = append(seen, receipt, out.String())
		return out.String(), errs.String()
	}
	_, errs := run("review\nsubmit\nyes\n" + plantedSecret + "\nyes\nconnect\ndone\n")
	for _, want := range []string{"GOOGLE_SECRET", "Show the secret of the app client server once?", e.secrets[0], "client-id: ", "Sign-in https://shop-auth.auth.eu-west-1", "Openid https://"} {
		if !strings.Contains(errs, want) {
			t.Errorf("%q is not in\n%s", want, errs)
		}
	}
	if strings.Contains(errs, "YOUR_") || !strings.Contains(e.body("CreateIdentityProvider"), plantedSecret) {
		t.Errorf("the ids are not known, or the secret was not sent:\n%s", errs)
	}
	e.refused["CreateGroup"] = 1
	out, errs := run("review\nsubmit\nyes\n" + plantedSecret + "\nother\nMy Shop!\nshop-other\nretry\nno\ndone\n")
	if !strings.Contains(out, `"Domain": "shop-other"`) || !strings.Contains(errs, "Error: ") || strings.Contains(errs, e.secrets[1]) {
		t.Errorf("%s\n%s", out, errs)
	}
	if all := strings.Join(seen, "\n"); strings.Contains(all, "PLANTED") || strings.Contains(all, e.secrets[0]) {
		t.Error("a secret is in a receipt or in the draft")
	}
}

// What could not be read of a live pool is shown when it is opened.
func TestFetchSaysWhatIsUnread(t *testing.T) {
	isolateEnvironment(t)
	t.Setenv("GOOGLE_SECRET", plantedSecret)
	e := newAppService(t)
	o := typed(t, nil, "submit", "--yes", "-i", writeTemp(t, "pool.json", signInDraft), "--endpoint-url", e.URL)
	if o.code != exit.OK {
		t.Fatal(o.err)
	}
	id, _, _ := strings.Cut(o.out, "\n")
	e.refused["ListGroups"] = -1
	p, unread, err := fetchPool(streams{}, cognito.Options{EndpointURL: e.URL}, id)
	if err != nil || len(p.CreateUserPoolClient) != 1 || len(p.CreateGroup) != 0 {
		t.Fatalf("%v, %v", p, err)
	}
	text := strings.Join(unread, "\n")
	if len(unread) != 2 || !strings.Contains(text, "could not read the groups") || !strings.Contains(text, "CreateUserPoolClient[server].ClientSecret") || !strings.Contains(text, "CreateIdentityProvider[Google].ProviderDetails[client_secret]") {
		t.Errorf("unread: %s", text)
	}
	if strings.Contains(text+string(p.JSON()), "PLANTED") || strings.Contains(text, e.secrets[0]) {
		t.Error("a secret is shown")
	}
}
