//go:build unix

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// appDraft has one of everything beside the pool.
const appDraft = `{
	"CreateUserPool": {"PoolName": "shop", "UserPoolTier": "PLUS", "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"}, "UsernameConfiguration": {"CaseSensitive": false}},
	"CreateResourceServer": [{"Identifier": "orders", "Name": "Orders", "Scopes": [{"ScopeName": "read", "ScopeDescription": "Read orders"}]}],
	"CreateIdentityProvider": [{"ProviderName": "Google", "ProviderType": "Google", "ProviderDetails": {"client_id": "id", "client_secret": "${env:GOOGLE_CLIENT_SECRET}", "authorize_scopes": "openid email"}, "AttributeMapping": {"email": "email"}}],
	"CreateUserPoolDomain": [{"Domain": "shop-auth", "ManagedLoginVersion": 2}],
	"CreateUserPoolClient": [{"ClientName": "web", "GenerateSecret": true, "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "orders/read"], "CallbackURLs": ["https://example.com/callback"], "SupportedIdentityProviders": ["COGNITO", "Google"], "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"], "PreventUserExistenceErrors": "ENABLED"}],
	"CreateManagedLoginBranding": [{"ClientId": "web", "UseCognitoProvidedValues": true}],
	"CreateTerms": [{"ClientId": "web", "TermsName": "terms-of-use", "TermsSource": "LINK", "Enforcement": "NONE", "Links": {"cognito:default": "https://example.com/terms"}}],
	"SetUICustomization": [{"ClientId": "web", "CSS": ".label-customizable {font-weight: 400;}"}],
	"CreateGroup": [{"GroupName": "admins", "Description": "Admins", "Precedence": 1}],
	"SetRiskConfiguration": [{"CompromisedCredentialsRiskConfiguration": {"Actions": {"EventAction": "BLOCK"}}}],
	"SetLogDeliveryConfiguration": {"LogConfigurations": [{"EventSource": "userNotification", "LogLevel": "ERROR", "CloudWatchLogsConfiguration": {"LogGroupArn": "arn:aws:logs:eu-west-1:123456789012:log-group:shop"}}]}
}`

// The AWS CLI creates, describes, lists, changes and deletes everything in the
// sandbox.
func TestCLIInSandbox(t *testing.T) {
	e2e(t, "aws")
	url, _ := startSandboxProcess(t, t.TempDir())
	d, err := model.Read("draft", []byte(appDraft))
	if err != nil {
		t.Fatal(err)
	}
	aws := func(operation string, body []byte) []byte {
		t.Helper()
		words := append(strings.Fields(cognito.CommandName(operation)), "--endpoint-url", url, "--region", sandboxRegion, "--output", "json", "--cli-input-json", string(body))
		c := exec.Command("aws", words...)
		c.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID=AKIDTEST", "AWS_SECRET_ACCESS_KEY=SECRETTEST", "AWS_PAGER=")
		var errs strings.Builder
		c.Stderr = &errs
		out, err := c.Output()
		if err != nil {
			t.Errorf("%s %s: %v: %s", operation, body, err, errs.String())
		}
		return out
	}
	answers, calls := model.Answers{}, d.Pool.Calls()
	for _, call := range calls {
		if err := call.Keep(answers, aws(call.Operation.Name, call.Body(answers))); err != nil {
			t.Fatal(err)
		}
	}
	for _, call := range calls {
		o := call.Operation
		reference, _ := call.DescribeReference(answers)
		aws(o.Update, call.UpdateBody(answers))
		described := aws(o.Describe, reference)
		if key := call.Key(); !o.MakesPool() && !slices.Contains(o.Takes, "ClientId") && !strings.Contains(string(described), key) {
			t.Errorf("%s prints %s", o.Describe, described)
		}
		if o.List == "" || o.MakesPool() {
			continue
		}
		var listed map[string][]any
		list := aws(o.List, []byte(`{"UserPoolId":"`+answers[model.PoolIDMember]+`"}`))
		if err := json.Unmarshal(list, &listed); err != nil || len(listed[o.Listed]) != 1 {
			t.Errorf("%s prints %s", o.List, list)
		}
	}
	for _, call := range slices.Backward(calls) {
		if call.Operation.Delete != "" {
			reference, _ := call.Reference(answers)
			aws(call.Operation.Delete, reference)
		}
	}
}
