//go:build unix

package main

import (
	"encoding/json"
	"errors"
	"fmt"
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

// The AWS CLI creates, changes, describes, lists and deletes everything in the
// sandbox. Its version 1 encodes images twice, so there are none.
func TestCLIInSandbox(t *testing.T) {
	e2e(t, "aws", "python3", "node")
	url, _ := startSandboxProcess(t, t.TempDir())
	d, err := model.Read("draft", []byte(appDraft))
	if err != nil {
		t.Fatal(err)
	}
	w := &testEnv{endpoint: url, env: plainEnvironment(t.TempDir())}
	w.env = append(w.env, "AWS_REGION="+sandboxRegion, "AWS_DEFAULT_REGION="+sandboxRegion, "AWS_ACCESS_KEY_ID=AKIDTEST", "AWS_SECRET_ACCESS_KEY=SECRETTEST", "AWS_PAGER=")
	tools := w.quickTools(t)
	run := func(operation string, body []byte) (string, error) {
		words := append(strings.Fields(cognito.CommandName(operation)), "--endpoint-url", url, "--output", "json", "--cli-input-json", string(body))
		c := exec.Command(tools.aws, words...)
		c.Env = tools.env.env
		out, err := c.Output()
		if failed, ok := errors.AsType[*exec.ExitError](err); ok {
			err = fmt.Errorf("%w: %s", err, failed.Stderr)
		}
		return string(out), err
	}
	aws := func(operation string, body []byte) string {
		t.Helper()
		out, err := run(operation, body)
		if err != nil {
			t.Errorf("%s %s: %v", operation, body, err)
		}
		return out
	}
	answers, calls := model.Answers{}, d.Pool.Calls()
	listed := func(o *model.Operation) int {
		t.Helper()
		var list map[string][]any
		text := aws(o.List, model.EncodeJSON(model.Answers{model.PoolIDMember: answers[model.PoolIDMember]}))
		if err := json.Unmarshal([]byte(text), &list); err != nil {
			t.Errorf("%s prints %s", o.List, text)
		}
		return len(list[o.Listed])
	}
	for _, call := range calls {
		if err := call.Keep(answers, []byte(aws(call.Operation.Name, call.Body(answers)))); err != nil {
			t.Fatal(err)
		}
	}
	for _, call := range calls {
		o := call.Operation
		reference, _ := call.DescribeReference(answers)
		aws(o.Update, call.UpdateBody(answers))
		described := aws(o.Describe, reference)
		if key := call.Key(); !o.MakesPool() && !slices.Contains(o.Takes, "ClientId") && !strings.Contains(described, key) {
			t.Errorf("%s prints %s", o.Describe, described)
		}
		if o.List != "" && !o.MakesPool() && listed(o) != 1 {
			t.Errorf("%s lists %d", o.List, listed(o))
		}
	}
	deleted := 0
	for _, call := range slices.Backward(calls) {
		o := call.Operation
		if o.Delete == "" {
			continue
		}
		reference, _ := call.Reference(answers)
		aws(o.Delete, reference)
		deleted++
		if o.MakesPool() {
			if out, err := run(o.Describe, reference); err == nil || !strings.Contains(err.Error(), "ResourceNotFoundException") {
				t.Errorf("%s after %s: %s %v", o.Describe, o.Delete, out, err)
			}
		} else if o.List != "" && listed(o) != 0 {
			t.Errorf("%s lists %d after %s", o.List, listed(o), o.Delete)
		}
	}
	if deleted < 8 {
		t.Errorf("%d kinds were deleted", deleted)
	}
}
