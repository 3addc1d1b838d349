package cognito

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/exporters/cognito/sandbox"
	"github.com/poolsmith/poolsmith/model"
)

// largestApp is the largest draft with app clients.
func largestApp(t *testing.T) *model.Pool {
	t.Helper()
	data, err := os.ReadFile("../../model/testdata/largest-app.json")
	if err != nil {
		t.Fatal(err)
	}
	return pool(t, string(data))
}

// refusingSandbox is a sandbox that does not permit the operations that refused
// reports.
func refusingSandbox(t *testing.T, refused func(operation string) (code string)) *Client {
	t.Helper()
	s := sandbox.New("eu-west-1", &sandbox.Memory{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		if code := refused(operation); code != "" {
			w.Header().Set("X-Amzn-Errortype", code)
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		s.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	c := NewLocalClient(server.URL, "eu-west-1")
	c.options.Timing = shortTiming
	return c
}

func permitted(string) string { return "" }

// differences are the settings in which a live pool differs from the draft that
// made it, except secrets.
func differences(t *testing.T, c *Client, id string, draft *model.Pool) (paths []string, unread []Unread) {
	t.Helper()
	data, unread, err := c.Describe(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	d, err := model.Read("description", data)
	if err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	for _, dropped := range d.Dropped {
		if dropped.Kind == model.Unknown {
			t.Errorf("%s is unknown", dropped.Setting)
		}
	}
	for _, difference := range model.Diff(d.Pool, draft, true) {
		// Nothing shows whether a secret was generated or given.
		if !model.IsSecret(difference.Setting) && difference.Setting != "CreateUserPoolClient[billing-worker].GenerateSecret" {
			paths = append(paths, difference.Setting)
		}
	}
	return paths, unread
}

// Law: what Describe returns of the largest pool reads as the draft that made it.
func TestLargestAppReadsBack(t *testing.T) {
	c := refusingSandbox(t, permitted)
	draft := largestApp(t)
	made, err := c.Submit(t.Context(), draft, Watch{})
	if err != nil {
		t.Fatal(err)
	}
	paths, unread := differences(t, c, made.ID, draft)
	if len(paths) > 0 || len(unread) > 0 {
		t.Errorf("unread %v, differs in %v", unread, paths)
	}
}

// What may not be read is named, and the rest is read.
func TestDescribeWithoutPermissions(t *testing.T) {
	denied := ""
	c := refusingSandbox(t, func(operation string) string {
		if operation == denied {
			return "AccessDeniedException"
		}
		return ""
	})
	draft := largestApp(t)
	made, err := c.Submit(t.Context(), draft, Watch{})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range model.Operations {
		if o.MakesPool() || o.Into != "" || len(o.Requests(draft)) == 0 {
			continue // the operations of tests are not in the draft
		}
		for _, denied = range []string{o.List, o.Describe} {
			if denied == "" {
				continue
			}
			paths, unread := differences(t, c, made.ID, draft)
			isUnread := func(o *model.Operation) bool {
				return slices.ContainsFunc(unread, func(u Unread) bool { return u.Operation == o && strings.Contains(u.String(), denied) })
			}
			// What is described by the ids of a list is unread without the list.
			for _, other := range model.Operations {
				takes := denied == o.List && other.List == "" && other.Key != "" && o.Gives[other.Key] != ""
				if isUnread(other) != (other == o || takes) {
					t.Errorf("%s: unread %v", denied, unread)
				}
			}
			if len(paths) == 0 || o.Name != "CreateUserPoolClient" && slices.ContainsFunc(paths, func(path string) bool { return !isUnread(model.OperationOf(path)) }) {
				t.Errorf("%s: differs in %v", denied, paths)
			}
		}
	}
}

const providerDraft = `{"CreateUserPool": {"PoolName": "shop"},
	"CreateIdentityProvider": [{"ProviderName": "Google", "ProviderType": "Google", "ProviderDetails": {"client_id": "id", "client_secret": "${env:GOOGLE_SECRET}", "authorize_scopes": "openid"}}],
	"CreateUserPoolClient": [{"ClientName": "web"}, {"ClientName": "server", "GenerateSecret": true}]}`

// A secret is in what is sent and nowhere else, even if the service repeats it.
func TestSecretsAreOnlySent(t *testing.T) {
	const secret = "PLANTED-secret-of-google"
	sent := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if strings.HasSuffix(r.Header.Get("X-Amz-Target"), "CreateUserPool") {
			io.WriteString(w, `{"UserPool": {"Id": "`+testPoolID+`", "Name": "shop"}}`)
			return
		}
		if strings.Contains(string(body), `"client_secret": "`+secret+`"`) {
			sent++
		}
		w.Header().Set("X-Amzn-Errortype", "InvalidParameterException")
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"message": "wrong secret %s in %s"}`, secret, strings.ReplaceAll(string(body), `"`, `'`))
	}))
	t.Cleanup(server.Close)
	c := NewLocalClient(server.URL, "eu-west-1")
	draft := pool(t, providerDraft)
	var shown strings.Builder
	_, err := c.Submit(t.Context(), draft, Watch{
		Secrets:  map[string]string{"GOOGLE_SECRET": secret},
		Progress: func(e Event) { fmt.Fprintln(&shown, e, e.Err) },
	})
	incomplete, ok := errors.AsType[*Incomplete](err)
	if !ok || sent != 1 {
		t.Fatalf("%v; sent %d times", err, sent)
	}
	fmt.Fprintln(&shown, err, incomplete.Rest(), incomplete.Deletion(), string(draft.JSON()))
	if strings.Contains(shown.String(), "PLANTED") || !strings.Contains(shown.String(), "${env:GOOGLE_SECRET}") {
		t.Errorf("shown: %s", shown.String())
	}
}

func TestDescriptionsWithoutSecrets(t *testing.T) {
	got := WithoutSecrets(`{"ClientSecret": "a\"b c", "ProviderDetails": {"client_secret":"x", "private_key": "-----BEGIN\n KEY"}, "ClientId": "kept"}`)
	if want := `{"ClientSecret": "***", "ProviderDetails": {"client_secret":"***", "private_key": "***"}, "ClientId": "kept"}`; got != want {
		t.Errorf("got %s", got)
	}
}

// Two calls of one operation differ in their events.
func TestEventsHaveKeys(t *testing.T) {
	c := refusingSandbox(t, permitted)
	var names []string
	_, err := c.Submit(t.Context(), pool(t, providerDraft), Watch{Progress: func(e Event) {
		if e.State == Done {
			names = append(names, e.Name())
		}
		if e.Width != len("CreateIdentityProvider Google") {
			t.Errorf("width %d", e.Width)
		}
	}})
	if want := []string{"CreateUserPool", "CreateIdentityProvider Google", "CreateUserPoolClient web", "CreateUserPoolClient server"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("%v, %v", names, err)
	}
}

// A domain that is taken names the setting to change.
func TestTakenDomain(t *testing.T) {
	c := refusingSandbox(t, permitted)
	draft := pool(t, `{"CreateUserPool": {"PoolName": "shop"}, "CreateUserPoolDomain": [{"Domain": "shop-auth"}], "CreateGroup": [{"GroupName": "a"}]}`)
	if _, err := c.Submit(t.Context(), draft, Watch{}); err != nil {
		t.Fatal(err)
	}
	_, err := c.Submit(t.Context(), draft, Watch{})
	incomplete, ok := errors.AsType[*Incomplete](err)
	if !ok {
		t.Fatal(err)
	}
	failed, _ := errors.AsType[*Error](err)
	if len(failed.Settings) == 0 || !strings.Contains(failed.Settings[0], "CreateUserPoolDomain") || !strings.Contains(failed.Hint, "another") || len(incomplete.Rest()) != 2 {
		t.Errorf("%v, hint %q, rest %v", failed, failed.Hint, incomplete.Rest())
	}
	// The domain belongs to the first pool, so that the second one has nothing to delete first.
	if err := c.Delete(t.Context(), incomplete.Made, draft, nil); err != nil {
		t.Error(err)
	}
}
