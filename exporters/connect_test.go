package exporters

import (
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

const connectDraft = `{"CreateUserPool": {"PoolName": "shop"},
	"CreateUserPoolDomain": [{"Domain": "shop-auth"}],
	"CreateUserPoolClient": [
		{"ClientName": "web", "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "email"], "CallbackURLs": ["https://example.com/${x}\"callback"]},
		{"ClientName": "server", "GenerateSecret": true, "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid"], "CallbackURLs": ["https://example.com/callback"]},
		{"ClientName": "machine", "GenerateSecret": true, "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["client_credentials"]}]}`

func TestConnect(t *testing.T) {
	d, err := model.Read("draft", []byte(connectDraft))
	if err != nil {
		t.Fatal(err)
	}
	text := Connect(d.Pool, ConnectIDs{Region: "eu-west-1", PoolID: "eu-west-1_A", Clients: map[string]string{"web": "id1"}})
	web, rest, _ := strings.Cut(text, "App client server")
	server, machine, _ := strings.Cut(rest, "App client machine")
	for _, test := range []struct {
		text       string
		has, lacks []string
	}{
		{web, []string{"AWS Amplify", "oidc-client-ts", "boto3", `userPoolClientId: "id1"`, "https://shop-auth.auth.eu-west-1.amazoncognito.com/login?client_id=id1", "eu-west-1_A/.well-known/openid-configuration", `\u0024{x}\"callback`}, []string{"Spring", "NextAuth", "SECRET"}},
		{server, []string{"Spring Security", "NextAuth", `client-id: "YOUR_CLIENT_ID"`, "COGNITO_CLIENT_SECRET"}, []string{"Amplify", "oidc-client-ts"}},
		{machine, []string{"boto3", "CLIENT_SECRET"}, []string{"Amplify", "Spring", "/login"}},
	} {
		for _, want := range test.has {
			if !strings.Contains(test.text, want) {
				t.Errorf("%q is not in\n%s", want, test.text)
			}
		}
		for _, unwanted := range test.lacks {
			if strings.Contains(test.text, unwanted) {
				t.Errorf("%q is in\n%s", unwanted, test.text)
			}
		}
	}
	if text := Connect(d.Pool, ConnectIDs{}); !strings.Contains(text, "YOUR_POOL_ID") || !strings.Contains(text, "YOUR_REGION") {
		t.Errorf("no placeholders in\n%s", text)
	}
	if text := Connect(&model.Pool{}, ConnectIDs{}); !strings.Contains(text, "no app client") {
		t.Errorf("without a client: %s", text)
	}
}
