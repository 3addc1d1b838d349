package cognito

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"testing"

	"github.com/poolsmith/poolsmith/exporters/cognito/sandbox"
	"github.com/poolsmith/poolsmith/model"
)

// Law: a pool can be updated with its own description again and again. What a live
// pool is read as, sent as updates, is accepted and changes nothing.
func TestUpdatesWithOwnDescription(t *testing.T) {
	drafts := map[string]*model.Pool{"largest app": largestApp(t)}
	for _, preset := range model.Presets {
		drafts[preset.Name] = model.LoadPreset(preset.Name)
	}
	data, err := os.ReadFile("../../model/testdata/largest.json")
	if err != nil {
		t.Fatal(err)
	}
	drafts["largest"] = pool(t, string(data))
	for name, draft := range drafts {
		t.Run(name, func(t *testing.T) { checkUpdatesWithOwnDescription(t, draft) })
	}
}

// changing is what an update always changes: its time, and the reference of a secret,
// which is not read.
var changing = regexp.MustCompile(`"LastModifiedDate": ?[0-9.e+]+|\$\{env:\w+\}`)

func checkUpdatesWithOwnDescription(t *testing.T, draft *model.Pool) {
	server := httptest.NewServer(sandbox.New("eu-west-1", &sandbox.Memory{}))
	defer server.Close()
	c := NewLocalClient(server.URL, "eu-west-1")
	made, err := c.Submit(t.Context(), draft, Watch{})
	if err != nil {
		t.Fatal(err)
	}
	describe := func() []byte {
		t.Helper()
		data, unread, err := c.Describe(t.Context(), made.ID)
		if err != nil || len(unread) > 0 {
			t.Fatalf("%v, unread %v", err, unread)
		}
		return changing.ReplaceAll(data, nil)
	}
	before := describe()
	data, _, err := c.Describe(t.Context(), made.ID)
	if err != nil {
		t.Fatal(err)
	}
	d, err := model.Read("description", data)
	if err != nil {
		t.Fatal(err)
	}
	answers := model.Answers{model.PoolIDMember: d.PoolID}
	for name, id := range d.IDs {
		answers[name] = id
	}
	for _, call := range d.Pool.Calls() {
		if call.Operation.Update == "" {
			continue
		}
		body := call.UpdateBody(answers)
		r, err := http.NewRequest(http.MethodPost, server.URL, bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Amz-Target", "AWSCognitoIdentityProviderService."+call.Operation.Update)
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		var answer bytes.Buffer
		answer.ReadFrom(response.Body)
		response.Body.Close()
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s %s: %s\n%s", call.Operation.Update, call.Key(), answer.String(), body)
			continue
		}
		if after := describe(); !bytes.Equal(after, before) {
			t.Errorf("%s %s %s\nchanges\n%s\nto\n%s", call.Operation.Update, call.Key(), body, before, after)
			before = after
		}
	}
}
