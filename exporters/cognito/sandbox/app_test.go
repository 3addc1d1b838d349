package sandbox

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// shop makes the largest pool with app clients.
func shop(t *testing.T) (s *Server, calls []model.Call, answers model.Answers) {
	t.Helper()
	data, err := os.ReadFile("../../../model/testdata/largest-app.json")
	if err != nil {
		t.Fatal(err)
	}
	d, err := model.Read("largest-app.json", data)
	if err != nil {
		t.Fatal(err)
	}
	s, answers = New("eu-west-1", &Memory{}), model.Answers{}
	d.Pool.CreateUserPool.DeletionProtection = nil
	calls = d.Pool.Calls()
	for _, call := range calls {
		answer := post(t, s, call.Operation.Name, string(call.Body(answers)))
		if answer.status != 200 {
			t.Fatalf("%s %s: %s", call.Operation.Name, call.Key(), answer.body)
		}
		if err := call.Keep(answers, []byte(answer.body)); err != nil {
			t.Fatal(err)
		}
	}
	return s, calls, answers
}

// Each operation of the table can describe, list, change and delete what it made.
func TestEveryOperation(t *testing.T) {
	s, calls, answers := shop(t)
	pool := answers[model.PoolIDMember]
	do := func(operation, body string) reply {
		t.Helper()
		answer := post(t, s, operation, body)
		if answer.status != 200 {
			t.Errorf("%s %s: %s", operation, body, answer.body)
		}
		return answer
	}
	for _, call := range calls {
		o := call.Operation
		if o.MakesPool() || o.Into != "" {
			continue
		}
		reference, complete := call.DescribeReference(answers)
		if !complete {
			t.Fatalf("%s %s: no ids", o.Name, call.Key())
		}
		described := do(o.Describe, string(reference))
		if o.Answer != "" && described.members[o.Answer] == nil {
			t.Errorf("%s answers %s", o.Describe, described.body)
		}
		do(o.Update, string(call.UpdateBody(answers)))
		if again := do(o.Describe, string(reference)); again.body != described.body {
			t.Errorf("%s changes\n%s\nto\n%s", o.Update, described.body, again.body)
		}
		if o.List != "" {
			listed := do(o.List, `{"UserPoolId":"`+pool+`"}`)
			if items, _ := listed.members[o.Listed].([]any); len(items) == 0 {
				t.Errorf("%s answers %s", o.List, listed.body)
			}
		}
	}
	for _, call := range slices.Backward(calls) {
		if call.Operation.Delete == "" {
			continue // it always exists
		}
		reference, _ := call.Reference(answers)
		if call.Operation.Name == "CreateUserPoolDomain" {
			answer := about(t, s, "DeleteUserPool", pool, "")
			if answer.code != "InvalidParameterException" || answer.message != "User pool cannot be deleted. It has a domain configured that should be deleted first." {
				t.Errorf("a pool with a domain is deleted: %s", answer.body)
			}
		}
		do(call.Operation.Delete, string(reference))
		if again := post(t, s, call.Operation.Delete, string(reference)); again.status == 200 {
			t.Errorf("%s deletes %s twice", call.Operation.Delete, call.Key())
		}
	}
}

// about posts a request about a pool.
func about(t *testing.T, s *Server, operation, pool, members string) reply {
	t.Helper()
	body := `{"UserPoolId":"` + pool + `"`
	if members != "" {
		body += "," + members
	}
	return post(t, s, operation, body+"}")
}

// Requests that the service rejects, with its exceptions.
func TestRejectedBesideThePool(t *testing.T) {
	s, _, answers := shop(t)
	pool, other := answers[model.PoolIDMember], made(t, s, `{"PoolName":"other"}`)
	tests := []struct{ operation, pool, members, code, message string }{
		{"CreateGroup", pool, `"GroupName":"admins"`, "GroupExistsException", "*"},
		{"CreateIdentityProvider", pool, `"ProviderName":"Google","ProviderType":"Google","ProviderDetails":{"client_id":"a","client_secret":"b","authorize_scopes":"openid"}`, "DuplicateProviderException", "*"},
		{"CreateManagedLoginBranding", pool, `"ClientId":"` + answers["ClientId[web]"] + `","UseCognitoProvidedValues":true`, "ManagedLoginBrandingExistsException", "*"},
		{"CreateTerms", pool, `"ClientId":"` + answers["ClientId[web]"] + `","TermsName":"terms-of-use","TermsSource":"LINK","Enforcement":"NONE","Links":{"cognito:default":"https://example.com"}`, "TermsExistsException", "*"},
		{"CreateUserPoolDomain", other, `"Domain":"shop-auth-2026"`, "InvalidParameterException", "Domain already associated with another user pool."},
		{"DeleteUserPoolDomain", other, `"Domain":"shop-auth-2026"`, "InvalidParameterException", "No such domain or user pool exists."},
		{"DescribeManagedLoginBrandingByClient", pool, `"ClientId":"none"`, "ResourceNotFoundException", "*"},
		{"GetUICustomization", pool, `"ClientId":"none"`, "ResourceNotFoundException", "*"},
		{"GetGroup", pool, `"GroupName":"none"`, "ResourceNotFoundException", "*"},
	}
	for _, test := range tests {
		answer := about(t, s, test.operation, test.pool, test.members)
		if answer.status != 400 || answer.code != test.code || !like(test.message, answer.message) {
			t.Errorf("%s %s\nanswers %s\nwant %s: %s", test.operation, test.members, answer.body, test.code, test.message)
		}
	}
	if answer := post(t, s, "DescribeUserPoolDomain", `{"Domain":"free"}`); answer.status != 200 || len(answer.members["DomainDescription"].(map[string]any)) != 0 {
		t.Errorf("a free domain is described as %s", answer.body)
	}
	if answer := about(t, s, "GetUICustomization", other, ""); answer.status != 200 {
		t.Errorf("no style: %s", answer.body)
	}
}

// A generated secret is described, and no secret is saved.
func TestSecretsOfClients(t *testing.T) {
	s := New("eu-west-1", &Memory{})
	pool := made(t, s, `{"PoolName":"shop"}`)
	answer := about(t, s, "CreateUserPoolClient", pool, `"ClientName":"server","GenerateSecret":true`)
	secret, id := answer.text("UserPoolClient", "ClientSecret"), answer.text("UserPoolClient", "ClientId")
	if len(secret) != 52 || len(id) != 26 {
		t.Errorf("id %q, secret %q", id, secret)
	}
	if again := about(t, s, "DescribeUserPoolClient", pool, `"ClientId":"`+id+`"`).text("UserPoolClient", "ClientSecret"); again != secret {
		t.Errorf("described with the secret %q", again)
	}
	public := about(t, s, "CreateUserPoolClient", pool, `"ClientName":"web"`)
	if public.text("UserPoolClient", "ClientSecret") != "" {
		t.Errorf("a client without a secret has one: %s", public.body)
	}
	own := about(t, s, "CreateUserPoolClient", pool, `"ClientName":"own","ClientSecret":"PLANTEDplantedPLANTEDplanted"`)
	provider := about(t, s, "CreateIdentityProvider", pool, `"ProviderName":"Google","ProviderType":"Google","ProviderDetails":{"client_id":"a","client_secret":"PLANTED","authorize_scopes":"openid"}`)
	if own.status != 200 || provider.status != 200 {
		t.Fatalf("%s, %s", own.body, provider.body)
	}
	data, err := s.store.Load()
	if err != nil || strings.Contains(string(data), "PLANTED") || strings.Contains(string(data), secret) {
		t.Errorf("a secret is saved: %s, %v", data, err)
	}
}

// An update of a client resets what it omits; one of a group keeps it.
func TestUpdatesBesideThePool(t *testing.T) {
	s := New("eu-west-1", &Memory{})
	pool := made(t, s, `{"PoolName":"shop"}`)
	id := about(t, s, "CreateUserPoolClient", pool, `"ClientName":"web","GenerateSecret":true,"RefreshTokenValidity":10`).text("UserPoolClient", "ClientId")
	about(t, s, "UpdateUserPoolClient", pool, `"ClientId":"`+id+`","AuthSessionValidity":5`)
	client := about(t, s, "DescribeUserPoolClient", pool, `"ClientId":"`+id+`"`)
	if strings.Contains(client.body, "RefreshTokenValidity") || !strings.Contains(client.body, "AuthSessionValidity") || client.text("UserPoolClient", "ClientSecret") == "" || client.text("UserPoolClient", "ClientName") != "web" {
		t.Errorf("the client is %s", client.body)
	}
	about(t, s, "CreateGroup", pool, `"GroupName":"a","Description":"kept","Precedence":3`)
	about(t, s, "UpdateGroup", pool, `"GroupName":"a","Precedence":4`)
	group := about(t, s, "GetGroup", pool, `"GroupName":"a"`)
	if group.text("Group", "Description") != "kept" || !strings.Contains(group.body, `"Precedence": 4`) {
		t.Errorf("the group is %s", group.body)
	}
}
