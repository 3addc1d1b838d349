package cognito

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/exporters/cognito/sandbox"
	"github.com/poolsmith/poolsmith/model"
)

// Law: a pool can be updated with its own description again and again. What a live
// pool is read as, sent as updates, is accepted and changes nothing.
func TestUpdatesWithOwnDescription(t *testing.T) {
	data, err := os.ReadFile("../../model/testdata/largest.json")
	if err != nil {
		t.Fatal(err)
	}
	drafts := append(validPools(t), pool(t, string(data)))
	if len(drafts) < 200 {
		t.Errorf("only %d drafts", len(drafts))
	}
	for i, draft := range drafts {
		t.Run(fmt.Sprint(i), func(t *testing.T) { checkUpdatesWithOwnDescription(t, draft) })
	}
}

// alwaysNew is what an update always changes: its time, and the reference of a
// secret, which is not read.
var alwaysNew = regexp.MustCompile(`"LastModifiedDate": ?[0-9.e+]+|\$\{env:\w+\}`)

func checkUpdatesWithOwnDescription(t *testing.T, draft *model.Pool) {
	s := sandbox.New("eu-west-1", &sandbox.Memory{})
	server := httptest.NewServer(s)
	defer server.Close()
	c := NewLocalClient(server.URL, "eu-west-1")
	made, err := c.Submit(t.Context(), draft, Watch{Secrets: secretsOf(draft)})
	if err != nil {
		t.Fatal(err)
	}
	before, unread, err := c.Describe(t.Context(), made.ID)
	if err != nil || len(unread) > 0 {
		t.Fatalf("%v, unread %v", err, unread)
	}
	d, err := model.Read("description", before)
	if err != nil {
		t.Fatal(err)
	}
	answers := model.Answers{model.PoolIDMember: d.PoolID}
	maps.Copy(answers, d.IDs)
	for _, call := range d.Pool.Calls() {
		body := call.UpdateBody(answers)
		r := httptest.NewRequest(http.MethodPost, server.URL, strings.NewReader(string(body)))
		r.Header.Set("X-Amz-Target", "AWSCognitoIdentityProviderService."+call.Operation.Update)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Errorf("%s %s: %s\n%s", call.Operation.Update, call.Key(), w.Body, body)
		}
	}
	after, _, err := c.Describe(t.Context(), made.ID)
	if err != nil {
		t.Fatal(err)
	}
	if was, is := alwaysNew.ReplaceAllString(string(before), ""), alwaysNew.ReplaceAllString(string(after), ""); is != was {
		t.Errorf("the updates of\n%s\nchange\n%s\nto\n%s", draft.JSON(), was, is)
	}
}
