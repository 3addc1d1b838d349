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

// sandboxCLI starts a sandbox and returns a function that runs the AWS CLI in it.
func sandboxCLI(t *testing.T) func(words ...string) (string, error) {
	t.Helper()
	url, _ := startSandboxProcess(t, t.TempDir())
	w := &testEnv{endpoint: url, env: plainEnvironment(t.TempDir())}
	w.env = append(w.env, "AWS_REGION="+sandboxRegion, "AWS_DEFAULT_REGION="+sandboxRegion, "AWS_ACCESS_KEY_ID=AKIDTEST", "AWS_SECRET_ACCESS_KEY=SECRETTEST", "AWS_PAGER=")
	tools := w.quickTools(t)
	return func(words ...string) (string, error) {
		c := exec.Command(tools.aws, append(words, "--endpoint-url", url, "--output", "json")...)
		c.Env = tools.env.env
		out, err := c.Output()
		if failed, ok := errors.AsType[*exec.ExitError](err); ok {
			err = fmt.Errorf("%w: %s", err, failed.Stderr)
		}
		return string(out), err
	}
}

// The AWS CLI adds custom attributes and changes tags in the sandbox.
func TestCLIChangesEntriesInSandbox(t *testing.T) {
	e2e(t, "aws", "python3", "node")
	cli := sandboxCLI(t)
	run := func(words ...string) string {
		t.Helper()
		out, err := cli(append([]string{"cognito-idp"}, words...)...)
		if err != nil {
			t.Fatalf("%v: %v", words, err)
		}
		return strings.TrimSpace(out)
	}
	read := func(query string, words ...string) string { return run(append(words, "--query", query)...) }
	id := strings.Trim(read("UserPool.Id", "create-user-pool", "--pool-name", "shop", "--user-pool-tags", "stage=test"), `"`)
	arn := strings.Trim(read("UserPool.Arn", "describe-user-pool", "--user-pool-id", id), `"`)
	run("add-custom-attributes", "--user-pool-id", id, "--custom-attributes", "Name=plan,AttributeDataType=String,StringAttributeConstraints={MaxLength=20}", "Name=age,AttributeDataType=Number")
	run("tag-resource", "--resource-arn", arn, "--tags", "stage=prod,team=web")
	run("untag-resource", "--resource-arn", arn, "--tag-keys", "team")
	for _, test := range []struct{ want, query, command, option, value string }{
		{`{"stage":"prod"}`, "Tags", "list-tags-for-resource", "--resource-arn", arn},
		{`{"stage":"prod"}`, "UserPool.UserPoolTags", "describe-user-pool", "--user-pool-id", id},
		{`["custom:plan","custom:age"]`, "UserPool.SchemaAttributes[?starts_with(Name,'custom:')].Name", "describe-user-pool", "--user-pool-id", id},
		{`["20"]`, "UserPool.SchemaAttributes[?Name=='custom:plan'].StringAttributeConstraints.MaxLength", "describe-user-pool", "--user-pool-id", id},
	} {
		if got := strings.Join(strings.Fields(read(test.query, test.command, test.option, test.value)), ""); got != test.want {
			t.Errorf("%s --query %s prints %s, want %s", test.command, test.query, got, test.want)
		}
	}
	for _, test := range []struct {
		want  string
		words []string
	}{
		{"Existing attribute already has name custom:plan", []string{"add-custom-attributes", "--user-pool-id", id, "--custom-attributes", "Name=plan,AttributeDataType=String"}},
		{"Required custom attributes are not supported", []string{"add-custom-attributes", "--user-pool-id", id, "--custom-attributes", "Name=x,AttributeDataType=String,Required=true"}},
		{"ResourceNotFoundException", []string{"list-tags-for-resource", "--resource-arn", arn + "x"}},
	} {
		if out, err := cli(append([]string{"cognito-idp"}, test.words...)...); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v: %s %v, want %s", test.words, out, err, test.want)
		}
	}
}

// The AWS CLI creates, changes, describes, lists and deletes everything in the
// sandbox. Its version 1 encodes images twice, so there are none.
func TestCLIInSandbox(t *testing.T) {
	e2e(t, "aws", "python3", "node")
	cli := sandboxCLI(t)
	d, err := model.Read("draft", []byte(appDraft))
	if err != nil {
		t.Fatal(err)
	}
	run := func(operation string, body []byte) (string, error) {
		return cli(append(strings.Fields(cognito.CommandName(operation)), "--cli-input-json", string(body))...)
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
