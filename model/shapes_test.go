package model

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

const (
	describedOn  = `{"UserPool": {"Id": "eu-west-1_Ab12Cd34E", "Name": "shop", "MfaConfiguration": "ON"}}`
	describedSms = `{"UserPool": {"Id": "eu-west-1_Ab12Cd34E", "Name": "shop", "MfaConfiguration": "OPTIONAL", "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}}}`
	factorsOn    = `{"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}`
)

var describedCases = map[string]ruleCase{
	"factors-unknown": {
		breaks: []string{
			describedOn,
			describedSms,
			`{"UserPool": {"Name": "shop", "MfaConfiguration": "OFF", "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}}}}`,
			`{"Id": "eu-west-1_x", "Name": "shop", "MfaConfiguration": "ON"}`,
		},
		softer: []string{`{"UserPoolId": "eu-west-1_x", "MfaConfiguration": "ON", "Policies": {"PasswordPolicy": {"MinimumLength": 12}}}`},
		fits: []string{
			`{"UserPool": {"Name": "shop", "MfaConfiguration": "OFF"}}`,
			`{"UserPool": {"Name": "shop", "MfaConfiguration": "ON"}, "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}`,
			`{"PoolName": "shop", "MfaConfiguration": "ON"}`,
			`{"UserPoolId": "eu-west-1_x", "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}`,
		},
	},
}

// MFA in a described pool does not show that it has no factor, or only SMS.
func TestFactorsUnknown(t *testing.T) {
	for _, text := range []string{describedOn, describedSms} {
		d, err := Read("p.json", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range CheckIn(d.Facts()) {
			if f.Severity == Error || f.Rule == "sms-only-factor" {
				t.Errorf("%s: %s", f.Rule, f.Message)
			}
		}
		message, fix := d.UnknownFactors()
		if !strings.Contains(message, "unknown") || !strings.Contains(fix, "`aws cognito-idp get-user-pool-mfa-config --user-pool-id eu-west-1_Ab12Cd34E`") {
			t.Errorf("%s; %s", message, fix)
		}
		if Errors(Check(d.Pool)) == 0 && !strings.Contains(text, "Sms") {
			t.Error("as a draft, the pool should lack a factor")
		}
	}
}

// The two outputs are one pool, however they are put together.
func TestReadParts(t *testing.T) {
	want := string(mustRead(t, `{"CreateUserPool": {"PoolName": "shop"}, "SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}}`).JSON())
	merged := strings.TrimSuffix(describedOn, "}") + "," + strings.TrimPrefix(factorsOn, "{")
	inside := strings.TrimSuffix(describedOn, "}}") + `, "SoftwareTokenMfaConfiguration": {"Enabled": true}}}`
	tests := map[string][]Source{
		"two files":             {{"a.json", []byte(describedOn)}, {"b.json", []byte(factorsOn)}},
		"in the other order":    {{"b.json", []byte(factorsOn)}, {"a.json", []byte(describedOn)}},
		"one after the other":   {{"stdin", []byte(describedOn + "\n" + factorsOn + "\n")}},
		"the other first":       {{"stdin", []byte(factorsOn + describedOn)}},
		"merged":                {{"a.json", []byte(merged)}},
		"boto3":                 {{"a.json", []byte(strings.Replace(describedOn, "{", `{"ResponseMetadata": {"HTTPStatusCode": 200}, `, 1))}, {"b.json", []byte(strings.Replace(factorsOn, "{", `{"ResponseMetadata": {}, `, 1))}},
		"JavaScript":            {{"a.json", []byte(strings.Replace(merged, "{", `{"$metadata": {"attempts": 1}, `, 1))}},
		"Cloud Custodian":       {{"a.json", []byte(`{"status_code": 200, "data": ` + merged + `}`)}},
		"two custodian records": {{"a.json", []byte(`{"status_code": 200, "data": ` + describedOn + `}`)}, {"b.json", []byte(`{"status_code": 200, "data": ` + factorsOn + `}`)}},
		"camelCase":             {{"a.json", []byte(`{"userPool": {"id": "eu-west-1_x", "name": "shop", "mfaConfiguration": "ON", "creationDate": 1}, "mfaConfiguration": "ON", "softwareTokenMfaConfiguration": {"enabled": true}}`)}},
		"request bodies":        {{"a.json", []byte(`{"PoolName": "shop"}`)}, {"b.json", []byte(`{"UserPoolId": "POOL_ID", "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}`)}},
		"boto3 in camelCase":    {{"a.json", []byte(strings.Replace(describedOn, "{", `{"responseMetadata": {}, `, 1))}, {"b.json", []byte(factorsOn)}},
		"merged inside":         {{"a.json", []byte(inside)}},
	}
	for name, sources := range tests {
		t.Run(name, func(t *testing.T) {
			d, err := ReadAll(sources...)
			if err != nil {
				t.Fatal(err)
			}
			got := d.Pool
			if name == "merged inside" {
				got.SetUserPoolMfaConfig.MfaConfiguration, got.CreateUserPool.MfaConfiguration = got.CreateUserPool.MfaConfiguration, nil
			}
			if string(got.JSON()) != want {
				t.Errorf("read %s", d.Pool.JSON())
			}
			if d.FactorsUnknown || d.Operation != "" || Errors(CheckIn(d.Facts())) > 0 {
				t.Errorf("unknown: %v, operation %q, findings %v", d.FactorsUnknown, d.Operation, CheckIn(d.Facts()))
			}
		})
	}
}

// The other output completes a pool that has no MFA as well.
func TestReadPartsWithoutMfa(t *testing.T) {
	passkeys := `{"UserPool": {"Name": "a", "MfaConfiguration": "OFF", "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}}}}`
	d, err := ReadAll(Source{"a.json", []byte(passkeys)}, Source{"b.json", []byte(`{"MfaConfiguration": "OFF"}`)})
	if err != nil || d.FactorsUnknown || d.Pool.MfaMode() != Off {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestPartsOfDifferentPools(t *testing.T) {
	for _, parts := range [][]string{
		{describedOn, describedOn},
		{factorsOn, factorsOn},
		{`{"CreateUserPool": {"PoolName": "a"}}`, factorsOn},
		{describedOn, factorsOn, factorsOn},
		{strings.TrimSuffix(describedOn, "}") + `, "SoftwareTokenMfaConfiguration": {"Enabled": false}}`, factorsOn},
	} {
		var sources []Source
		for _, part := range parts {
			sources = append(sources, Source{"p.json", []byte(part)})
		}
		_, err := ReadAll(sources...)
		if bad, ok := errors.AsType[*ReadError](err); !ok || bad.Parsed() {
			t.Errorf("%q: %v", parts, err)
		}
	}
}

// The place of a setting is in the file that has it.
func TestPlaceInParts(t *testing.T) {
	d, err := ReadAll(Source{"a.json", []byte(describedOn)}, Source{"b.json", []byte("{\n \"MfaConfiguration\": \"ON\",\n \"EmailMfaConfiguration\": {\"Subject\": \"s\"}}")})
	if err != nil {
		t.Fatal(err)
	}
	if file, line, column := d.Place("SetUserPoolMfaConfig.EmailMfaConfiguration.Subject"); file != "b.json" || line != 3 || column != 39 {
		t.Errorf("%s:%d:%d", file, line, column)
	}
	if file, _, _ := d.Place("CreateUserPool.PoolName"); file != "a.json" {
		t.Error(file)
	}
}

// What a described pool has and a new one cannot have is listed.
func TestDropped(t *testing.T) {
	d, err := Read("p.json", []byte(`{"UserPool": {"Id": "eu-west-1_a", "Arn": "arn", "Name": "a", "Status": "Enabled", "Domain": "shop-auth", "CustomDomain": null, "EstimatedNumberOfUsers": 1204,
		"SmsConfigurationFailure": "SNSSandbox", "NotYetKnown": {"Level1": {}}, "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_LINK", "Newer": 1}, "CreationDate": "2026-01-01T00:00:00Z"}, "Beside": 1}`))
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]DroppedKind{}
	for _, dropped := range d.Dropped {
		kinds[dropped.Setting] = dropped.Kind
	}
	want := map[string]DroppedKind{
		"Id": Assigned, "Arn": Assigned, "Status": Assigned, "CreationDate": Assigned, "Domain": Domain, "EstimatedNumberOfUsers": Users, "SmsConfigurationFailure": Failure,
		"CreateUserPool.NotYetKnown": Unknown, "CreateUserPool.VerificationMessageTemplate.Newer": Unknown, "Beside": Unknown,
	}
	if !reflect.DeepEqual(kinds, want) {
		t.Errorf("got %v\nwant %v", kinds, want)
	}
	// The pool has a domain, so nothing asks for one.
	for _, f := range CheckIn(d.Facts()) {
		if slices.Contains(needDomain, f.Rule) {
			t.Errorf("%s: %s", f.Rule, f.Message)
		}
	}
	if !slices.ContainsFunc(Check(d.Pool), func(f Finding) bool { return f.Rule == "link-needs-domain" }) {
		t.Error("without its domain, the pool should need one")
	}
}

// Of many unknown members only the first are listed.
func TestDroppedAreBounded(t *testing.T) {
	var members strings.Builder
	for i := range 2 * maxProblems {
		fmt.Fprintf(&members, `, "New%d": {}`, i)
	}
	d, err := Read("p.json", []byte(`{"UserPool": {"Name": "a"`+members.String()+`}}`))
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Dropped) != maxProblems+1 {
		t.Errorf("%d are listed", len(d.Dropped))
	}
}

// The body of a request that changes a pool is checked as that request.
func TestReadOneOperation(t *testing.T) {
	tests := []struct {
		name, body, operation string
		rules                 []string // that find errors
	}{
		{"factors", `{"UserPoolId": "eu-west-1_a", "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}`, "SetUserPoolMfaConfig", nil},
		{"factors, no id", factorsOn, "SetUserPoolMfaConfig", nil},
		{"SMS of the pool", `{"UserPoolId": "a", "MfaConfiguration": "ON", "SmsMfaConfiguration": {}}`, "SetUserPoolMfaConfig", nil},
		{"email of the pool", `{"UserPoolId": "a", "MfaConfiguration": "OPTIONAL", "EmailMfaConfiguration": {"Subject": "s", "Message": "{####}"}}`, "SetUserPoolMfaConfig", nil},
		{"off with a factor", `{"UserPoolId": "a", "MfaConfiguration": "OFF", "SoftwareTokenMfaConfiguration": {"Enabled": true}}`, "SetUserPoolMfaConfig", []string{"mfa-off-with-factor"}},
		{"no factor", `{"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": false}}`, "SetUserPoolMfaConfig", []string{"mfa-needs-factor"}},
		{"a limit", `{"UserPoolId": "a", "WebAuthnConfiguration": {"UserVerification": "maybe"}}`, "SetUserPoolMfaConfig", []string{"choice"}},
		{"update", `{"UserPoolId": "a", "DeletionProtection": "ACTIVE"}`, "UpdateUserPool", nil},
		{"update of the mode", `{"UserPoolId": "a", "MfaConfiguration": "ON"}`, "UpdateUserPool", nil},
		{"update with an error", `{"UserPoolId": "a", "AutoVerifiedAttributes": ["phone_number"]}`, "UpdateUserPool", []string{"phone-verification-needs-sms"}},
		{"update with a limit", `{"UserPoolId": "a", "PoolName": "a/b"}`, "UpdateUserPool", []string{"pattern"}},
		{"create without a name", `{"DeletionProtection": "ACTIVE"}`, "", []string{"required"}},
		{"whole", `{"UserPoolId": "a", "PoolName": "a", "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}`, "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := Read("p.json", []byte(tt.body))
			if err != nil {
				t.Fatal(err)
			}
			if d.Operation != tt.operation {
				t.Errorf("operation %q", d.Operation)
			}
			var rules []string
			for _, f := range CheckIn(d.Facts()) {
				if f.Severity == Error {
					rules = append(rules, f.Rule)
				}
			}
			if !slices.Equal(rules, tt.rules) {
				t.Errorf("errors %q, want %q", rules, tt.rules)
			}
		})
	}
	p := readProblem(t, "p.json", `{"UserPoolId": "a", "PoolName": "p", "Schema": []}`)
	if p.Rule != unknownRule || !strings.Contains(p.Message, "UpdateUserPool does not have this setting") {
		t.Error(p.Message)
	}
}

func TestHints(t *testing.T) {
	tests := []struct{ data, hint string }{
		{`{"UserPoolName": "a"}`, "did you mean PoolName?"},
		{`{"PoolName": "a", "PasswordPolicy": {"MinimumLength": 8}}`, "it belongs in Policies.PasswordPolicy"},
		{`{"PoolName": "a", "MinimumLength": 8}`, "it belongs in Policies.PasswordPolicy.MinimumLength"},
		{`{"CreateUserPool": {"PoolName": "a", "SoftwareTokenMfaConfiguration": {}}}`, "it belongs in SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration"},
		{`{"PoolName": "a", "EnabledMfas": ["SOFTWARE_TOKEN_MFA"]}`, "CloudFormation's list of factors"},
		{`{"PoolName": "a", "Domain": "shop"}`, "a domain is not a setting of the pool"},
		{`{"PoolName": "a", "EstimatedNumberOfUsers": 1}`, "describe-user-pool prints it, and no request takes it"},
		{`{"PoolName": "a", "CreationDate": 1}`, "Cognito sets it, and no request takes it"},
		{`{"UserPools": []}`, "describe-user-pool"},
		{`{"PoolNam": "a"}`, "did you mean PoolName?"},
		{`{"poolName": "a", "PoolName": "b"}`, "did you mean PoolName?"},
	}
	for _, tt := range tests {
		p := readProblem(t, "p.json", tt.data)
		if !strings.Contains(p.Hint, tt.hint) || p.Rule != unknownRule {
			t.Errorf("%s: %s: %s", tt.data, p.Rule, p.Hint)
		}
	}
}

// camelCase reaches every level, but not the names of tags.
func TestCamelCase(t *testing.T) {
	got := mustRead(t, `{"poolName": "a", "policies": {"passwordPolicy": {"minimumLength": 9}}, "schema": [{"name": "x", "attributeDataType": "String"}],
		"adminCreateUserConfig": {"inviteMessageTemplate": {"smsMessage": "{username} {####}"}}, "lambdaConfig": {"kmsKeyId": "k", "customSmsSender": {"lambdaArn": "f"}}, "userPoolTags": {"poolName": "x"}}`)
	want := mustRead(t, `{"PoolName": "a", "Policies": {"PasswordPolicy": {"MinimumLength": 9}}, "Schema": [{"Name": "x", "AttributeDataType": "String"}],
		"AdminCreateUserConfig": {"InviteMessageTemplate": {"SMSMessage": "{username} {####}"}}, "LambdaConfig": {"KMSKeyID": "k", "CustomSMSSender": {"LambdaArn": "f"}}, "UserPoolTags": {"poolName": "x"}}`)
	if !got.Equal(want) {
		t.Errorf("read %s", got.JSON())
	}
}

// Files in formats that are not read are called by their name.
func TestForeignFormats(t *testing.T) {
	tests := []struct{ file, data, want string }{
		{"main.tf", "resource \"aws_cognito_user_pool\" \"shop\" {\n  name = \"shop\"\n}\n", "Terraform"},
		{"pool", "# pools\nresource \"aws_cognito_user_pool\" \"shop\" {\n  name = \"shop\"\n}\n", "Terraform"},
		{"state.json", `{"version": 4, "terraform_version": "1.9", "resources": [{"type": "aws_cognito_user_pool"}]}`, "Terraform"},
		{"main.tf.json", `{"resource": {"aws_cognito_user_pool": {}}}`, "Terraform"},
		{"t.yaml", "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  P:\n    Type: AWS::Cognito::UserPool\n    Properties: {UserPoolName: !Sub '${A}'}\n", "CloudFormation"},
		{"t.json", `{"Resources": {"P": {"Type": "AWS::Cognito::UserPool"}}}`, "CloudFormation"},
		{"serverless.yml", "service: x\nresources:\n  Resources:\n    P:\n      Type: AWS::Cognito::UserPool\n", "CloudFormation"},
		{"create.sh", "aws cognito-idp create-user-pool --pool-name shop\n", "a shell script"},
		{"create", "#!/usr/bin/env bash\nset -e\naws cognito-idp create-user-pool --pool-name shop\n", "a shell script"},
		{"stdin", "aws cognito-idp create-user-pool \\\n  --pool-name shop\n", "a shell script"},
		{"make.py", "x = 1\n", "Python"},
		{"stdin", "import boto3\nclient = boto3.client('cognito-idp')\nclient.create_user_pool(PoolName='shop')\n", "Python"},
		{"resource.ts", "import { defineAuth } from '@aws-amplify/backend';\nexport const auth = defineAuth({});\n", "TypeScript or JavaScript"},
		{"stdin", "import { defineAuth } from '@aws-amplify/backend';\nexport const auth = defineAuth({});\n", "TypeScript or JavaScript"},
		{"stdin", "const pool = new cognito.UserPool(this, 'P', { mfa: 1 });\n", "TypeScript or JavaScript"},
		{"amplify_outputs.json", `{"auth": {"user_pool_id": "eu-west-1_a", "aws_region": "eu-west-1"}, "version": "1"}`, "an Amplify file"},
		{"cli-inputs.json", `{"version": "1", "cognitoConfig": {"resourceName": "x"}}`, "an Amplify file"},
		{"parameters.json", `{"userPoolName": "x", "mfaConfiguration": "OFF", "mfaTypes": ["SMS Text Message"], "resourceNameTruncated": "x"}`, "an Amplify file"},
		{"stdin", "{'UserPool': {'Id': 'eu-west-1_a', 'CreationDate': datetime.datetime(2026, 1, 1)}}", "Python"},
		{"stdin", "{\n  '$metadata': { httpStatusCode: 200 },\n  UserPool: { Id: 'a' }\n}", "TypeScript or JavaScript"},
		{"pool.yaml", "apiVersion: cognitoidentityprovider.services.k8s.aws/v1alpha1\nkind: UserPool\nspec:\n  name: shop\n", "a Kubernetes manifest"},
		{"pool.json", `{"kind": "UserPool", "apiVersion": "cognitoidp.aws.upbound.io/v1beta1"}`, "a Kubernetes manifest"},
	}
	for _, tt := range tests {
		t.Run(tt.file+" "+tt.want, func(t *testing.T) {
			p := readProblem(t, tt.file, tt.data)
			if p.Message != "this is "+tt.want+", which is not read" || p.Rule != UnreadableRule || !strings.Contains(p.Hint, "poolsmith import --pool-id ID") {
				t.Errorf("%s: %s (%s)", p.Rule, p.Message, p.Hint)
			}
		})
	}
}

// Unknown settings and wrong types leave a document that could be parsed.
func TestParsed(t *testing.T) {
	d, err := Read("p.json", []byte(`{"PoolName": "a", "Nothing": 1, "DeletionProtection": true}`))
	bad, ok := errors.AsType[*ReadError](err)
	if !ok || !bad.Parsed() || len(bad.Problems) != 2 || bad.Problems[0].Rule != unknownRule || bad.Problems[1].Rule != typeRule {
		t.Fatalf("%+v", err)
	}
	if d == nil || deref(d.Pool.CreateUserPool.PoolName) != "a" {
		t.Error("the rest of the pool is missing")
	}
	for _, problem := range bad.Problems {
		if LookupRule(problem.Rule) == nil {
			t.Errorf("%s: not explained", problem.Rule)
		}
	}
}

// One file cannot fill a report.
func TestProblemsAreBounded(t *testing.T) {
	_, err := Read("p.json", []byte(`{"PoolName": "a", "AliasAttributes": [`+strings.Repeat("1,", 10_000)+`1]}`))
	if bad, ok := errors.AsType[*ReadError](err); !ok || len(bad.Problems) != maxProblems+1 {
		t.Errorf("%v", err)
	}
}

func TestSampleDescriptionHasUnknownFactors(t *testing.T) {
	data, err := os.ReadFile("testdata/sample-description.json")
	if err != nil {
		t.Fatal(err)
	}
	if d, err := Read("d.json", data); err != nil || !d.FactorsUnknown || d.PoolID != "us-east-1_EXAMPLE" {
		t.Errorf("%+v, %v", d, err)
	}
}
