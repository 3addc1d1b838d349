//go:build unix

package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// appDrafts are pools that people can sign in to, of what the emulator supports:
// all but branding.
var appDrafts = map[string]string{
	"web-app": `{
		"CreateUserPool": {"PoolName": "web app", "UsernameAttributes": ["email"], "AutoVerifiedAttributes": ["email"]},
		"CreateUserPoolDomain": [{"Domain": "web-app-2026", "ManagedLoginVersion": 2}],
		"CreateUserPoolClient": [{
			"ClientName": "web", "GenerateSecret": false,
			"AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "email"],
			"CallbackURLs": ["http://localhost:3000/callback"], "LogoutURLs": ["http://localhost:3000/"], "SupportedIdentityProviders": ["COGNITO"],
			"ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"], "PreventUserExistenceErrors": "ENABLED"
		}],
		"CreateGroup": [{"GroupName": "admins", "Description": "It's \"$(id)\"", "Precedence": 0}, {"GroupName": "readers"}]
	}`,
	"google": `{
		"CreateUserPool": {"PoolName": "google", "UsernameAttributes": ["email"], "Schema": [{"Name": "email", "Mutable": true, "Required": true}]},
		"CreateResourceServer": [{"Identifier": "orders", "Name": "Orders", "Scopes": [{"ScopeName": "read", "ScopeDescription": "Read"}]}],
		"CreateIdentityProvider": [{
			"ProviderName": "Google", "ProviderType": "Google",
			"ProviderDetails": {"authorize_scopes": "openid email profile", "client_id": "app", "client_secret": "${env:GOOGLE_CLIENT_SECRET}"},
			"AttributeMapping": {"email": "email", "username": "sub"}
		}],
		"CreateUserPoolDomain": [{"Domain": "google-2026"}],
		"CreateUserPoolClient": [{
			"ClientName": "web", "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "orders/read"],
			"CallbackURLs": ["https://app.example.com/callback"], "SupportedIdentityProviders": ["COGNITO", "Google"]
		}]
	}`,
}

// The AWS CLI script and the programs make the same pool with the same parts, and
// the secret of the environment reaches the service.
func TestE2EAppsAreEqual(t *testing.T) {
	e2e(t, "python3", "node", "npm")
	w := newTestEnv(t)
	const secret = "GOCSPX-\"\\\n$(id)"
	w.env = append(w.env, "AWS_ENDPOINT_URL="+w.endpoint, "PYTHONDONTWRITEBYTECODE=1", "GOOGLE_CLIENT_SECRET="+secret)
	for name, text := range appDrafts {
		draft := writeTemp(t, name+".json", text)
		folder := t.TempDir()
		w.command(t, w.binary, "export", "-i", draft, "-f", "all", "-o", folder)
		if err := os.Symlink(jsModules(t), filepath.Join(folder, "node_modules")); err != nil {
			t.Fatal(err)
		}
		var first map[string]any
		for _, way := range []struct {
			name string
			make func() string
		}{
			{"cli", func() string { return w.viaScript(t, draft) }},
			{"boto3", func() string { return w.viaProgram(t, "python3", folder+"/boto3/create_user_pool.py") }},
			{"js", func() string { return w.viaProgram(t, "node", folder+"/js/create-user-pool.mjs") }},
		} {
			id := way.make()
			got := w.describedApp(t, id, text)
			if first == nil {
				first = got
				checkApp(t, got, text, secret)
			}
			if !reflect.DeepEqual(got, first) {
				t.Errorf("%s of %s made\n%s\ninstead of\n%s", way.name, name, model.EncodeJSON(got), model.EncodeJSON(first))
			}
			// The prefix of a domain is free for the next one.
			for _, domain := range readText(t, text).CreateUserPoolDomain {
				w.call(t, "DeleteUserPoolDomain", map[string]any{"UserPoolId": id, "Domain": *domain.Domain})
			}
		}
	}
}

func readText(t *testing.T, text string) *model.Pool {
	t.Helper()
	d, err := model.Read("draft.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d.Pool
}

// checkApp compares what exists with what the draft has.
func checkApp(t *testing.T, got map[string]any, text, secret string) {
	t.Helper()
	for _, call := range readText(t, text).Calls() {
		made, exists := got[call.Operation.Name+" "+call.Key()].(map[string]any)
		if call.Operation.MakesPool() {
			continue // compared for each setting
		}
		if !exists {
			t.Errorf("%s does not exist", call.Path)
			continue
		}
		var want map[string]any
		if err := json.Unmarshal(call.Body(nil), &want); err != nil {
			t.Fatal(err)
		}
		for member, value := range want {
			if details, ok := value.(map[string]any); ok && details["client_secret"] != nil {
				details["client_secret"] = secret
			}
			// The emulator does not return these.
			if kept := made[member]; kept != nil && !reflect.DeepEqual(kept, value) || kept == nil && !slices.Contains([]string{"ManagedLoginVersion", "GenerateSecret"}, member) {
				t.Errorf("%s: %s is %v, want %v", call.Path, member, kept, value)
			}
		}
	}
}

// describedApp returns the descriptions of the pool and of what is in it, by the
// operation and the key, without ids and times.
func (w *testEnv) describedApp(t *testing.T, id, text string) map[string]any {
	t.Helper()
	all := map[string]any{"pool": w.described(t, id)}
	clients := w.call(t, "ListUserPoolClients", map[string]any{"UserPoolId": id, "MaxResults": 60})
	ids := map[string]string{}
	for _, client := range clients["UserPoolClients"].([]any) {
		ids[client.(map[string]any)["ClientName"].(string)] = client.(map[string]any)["ClientId"].(string)
	}
	for _, call := range readText(t, text).Calls() {
		o := call.Operation
		if o.MakesPool() {
			continue
		}
		answers := model.Answers{model.PoolIDMember: id}
		for _, given := range call.Gives() {
			answers[given.Answer] = ids[call.Key()]
		}
		reference, _ := call.Reference(answers)
		var request map[string]any
		if err := json.Unmarshal(reference, &request); err != nil {
			t.Fatal(err)
		}
		described, _ := w.call(t, o.Describe, request)[o.Answer].(map[string]any)
		for _, member := range []string{"UserPoolId", "ClientId", "ClientSecret", "CreationDate", "LastModifiedDate", "CloudFrontDistribution", "S3Bucket", "Version", "AWSAccountId"} {
			delete(described, member)
		}
		all[o.Name+" "+call.Key()] = described
	}
	return all
}

// call sends an unsigned request, which the emulator accepts.
func (w *testEnv) call(t *testing.T, operation string, body map[string]any) map[string]any {
	t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.endpoint, strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Amz-Target", "AWSCognitoIdentityProviderService."+operation)
	request.Header.Set("Content-Type", "application/x-amz-json-1.1")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer := map[string]any{}
	if err := json.NewDecoder(response.Body).Decode(&answer); response.StatusCode != http.StatusOK {
		t.Fatalf("%s of %s: %s: %v: %v", operation, data, response.Status, answer, err)
	}
	return answer
}
