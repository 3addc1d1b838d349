package exporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/poolsmith/poolsmith/model"
)

func needy(t testing.TB) *model.Pool { return readPool(t, []byte(needyPool)) }

var everything = Options{LambdaPermissions: true, SmsRole: true, Variables: true}

func TestLambdasAreDistinct(t *testing.T) {
	p := needy(t)
	triggers := p.CreateUserPool.LambdaConfig
	triggers.PostAuthentication = new("arn:aws:lambda:eu-west-1:123456789012:function:Check_SignUp")
	triggers.UserMigration = new("not an ARN")
	triggers.PreAuthentication = new("arn:aws:iam::123456789012:role/function")
	triggers.KMSKeyID = new("arn:aws:kms:eu-west-1:123456789012:key/k")
	triggers.InboundFederation = &model.VersionedLambda{LambdaArn: new("arn:aws:lambda:eu-west-1:123456789012:function:9:1")}
	var got []string
	for _, f := range lambdasOf(p, nil) {
		got = append(got, f.label+" "+f.name+" "+f.qualifier+" "+f.plain())
	}
	want := []string{
		"check_sign_up checkSignUp  arn:aws:lambda:eu-west-1:123456789012:function:checkSignUp",
		"welcome_live welcome live arn:aws:lambda:eu-west-1:123456789012:function:welcome",
		"check_sign_up_2 Check_SignUp  arn:aws:lambda:eu-west-1:123456789012:function:Check_SignUp",
		"function_9_1 9 1 arn:aws:lambda:eu-west-1:123456789012:function:9",
	}
	if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestNeedsSmsRole(t *testing.T) {
	for draft, want := range map[string]bool{
		`{"CreateUserPool": {"PoolName": "p"}}`:                                                                                                        false,
		`{"CreateUserPool": {"UsernameAttributes": ["phone_number"]}}`:                                                                                 false,
		`{"CreateUserPool": {"AutoVerifiedAttributes": ["email"]}}`:                                                                                    false,
		`{"CreateUserPool": {"AutoVerifiedAttributes": ["phone_number"]}}`:                                                                             true,
		`{"CreateUserPool": {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["SMS_OTP"]}}}}`:                                                 true,
		`{"CreateUserPool": {"AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "verified_phone_number", "Priority": 1}]}}}`:                   true,
		`{"CreateUserPool": {"MfaConfiguration": "ON"}, "SetUserPoolMfaConfig": {"SmsMfaConfiguration": {}}}`:                                          true,
		`{"CreateUserPool": {"MfaConfiguration": "OFF"}, "SetUserPoolMfaConfig": {"SmsMfaConfiguration": {}}}`:                                         false,
		`{"CreateUserPool": {"SmsConfiguration": {"ExternalId": "x"}}}`:                                                                                true,
		`{"CreateUserPool": {"AutoVerifiedAttributes": ["phone_number"], "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}}}`: false,
		`{"CreateUserPool": {"AutoVerifiedAttributes": ["phone_number"]}, "SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SmsMfaConfiguration": {"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}}}}`: false,
	} {
		p := readPool(t, []byte(draft))
		if got := NeedsSmsRole(p); got != want {
			t.Errorf("%s: %t", draft, got)
		}
		if NeedsSmsRole(WithSmsRole(p)) {
			t.Errorf("%s: with a role it needs one still", draft)
		}
	}
}

func TestRoleKeepsTheExternalID(t *testing.T) {
	p := needy(t)
	p.CreateUserPool.SmsConfiguration = &model.SmsConfiguration{ExternalId: new("mine"), SnsRegion: new("eu-west-1")}
	before := p.Clone()
	sms := WithSmsRole(p).CreateUserPool.SmsConfiguration
	if *sms.ExternalId != "mine" || *sms.SnsRegion != "eu-west-1" || sms.SnsCallerArn == nil {
		t.Errorf("got %s", model.EncodeJSON(sms))
	}
	if !p.Equal(before) {
		t.Error("the pool was changed")
	}
	p.CreateUserPool.PoolName = new(strings.Repeat("long ", 25))
	p.CreateUserPool.SmsConfiguration = nil
	if name := roleName(p); len(name) > 64 {
		t.Errorf("the name %s has more than 64 characters", name)
	}
}

// TestTrustPolicy compares what keeps others from using the role, in the syntax of
// each format.
func TestTrustPolicy(t *testing.T) {
	p := needy(t)
	const body = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"cognito-idp.amazonaws.com"},"Action":"sts:AssumeRole",` +
		`"Condition":{"StringEquals":{"sts:ExternalId":"needy-sms","aws:SourceAccount":%s}}}]}`
	_, template := readTemplates(t, exportCloudFormation(p, everything))
	role := template["Resources"].(map[string]any)[roleResource].(map[string]any)["Properties"].(map[string]any)
	checkJSON(t, "CloudFormation", role["AssumeRolePolicyDocument"], fmt.Sprintf(body, `{"Ref":"AWS::AccountId"}`))
	checkJSON(t, "CloudFormation", role["Policies"], `[{"PolicyName":"publish-sms","PolicyDocument":`+
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sns:Publish","Resource":"*"}]}}]`)
	files := map[string][]byte{}
	for _, file := range exportCLI(p, everything).Files {
		files[file.Name] = file.Data
	}
	checkJSON(t, "the script", asObject(t, files[trustFile]), fmt.Sprintf(body, `"ACCOUNT_ID"`))
	for format, want := range map[string][]string{
		"terraform": {`"sts:ExternalId"    = "needy-sms"`, `"aws:SourceAccount" = data.aws_caller_identity.current.account_id`, `sns_caller_arn = aws_iam_role.sms.arn`, `= [aws_iam_role_policy.sms]`},
		"cdk":       {`"sts:ExternalId": "needy-sms"`, `"aws:SourceAccount": this.account`, `snsCallerArn: smsRole.attrArn`},
		"pulumi":    {`"sts:ExternalId": "needy-sms"`, `"aws:SourceAccount": aws.getCallerIdentityOutput().accountId`, `snsCallerArn: smsRole.arn`, `dependsOn: smsPolicy`},
	} {
		f, _ := Lookup(format)
		data := f.Export(p, everything).Files[0].Data
		for _, text := range want {
			if !bytes.Contains(data, []byte(text)) {
				t.Errorf("%s lacks %s:\n%s", format, text, data)
			}
		}
	}
}

func checkJSON(t *testing.T, who string, got any, want string) {
	t.Helper()
	data, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal([]byte(want), &value); err != nil {
		t.Fatal(err)
	}
	if sorted, _ := json.Marshal(value); !bytes.Equal(data, sorted) {
		t.Errorf("%s has\n%s\nwant\n%s", who, data, sorted)
	}
}

func TestPolicyTextsAreNoVariables(t *testing.T) {
	p := needy(t)
	p.CreateUserPool.SmsConfiguration = &model.SmsConfiguration{ExternalId: new("${aws:username}")}
	if got := model.EncodeJSON(roleOf(p).trust("1")); !bytes.Contains(got, []byte(`"sts:ExternalId": "${$}{aws:username}"`)) {
		t.Errorf("got %s", got)
	}
}

// TestMarksAreUnlikeTheBodies has a pool with the words that are placeholders for
// what is known later.
func TestMarksAreUnlikeTheBodies(t *testing.T) {
	p := needy(t)
	p.CreateUserPool.UserPoolTags = map[string]string{"SnsCallerArn": "ROLE_ARN", "a": "ACCOUNT_ID_"}
	script := exportCLI(p, everything).Files[0].Data
	for _, want := range []string{`sed "s|ROLE_ARN_|$role_arn|"`, `sed "s|ACCOUNT_ID__|$account_id|"`, `"SnsCallerArn": "ROLE_ARN_"`, `"SnsCallerArn": "ROLE_ARN"`} {
		if !bytes.Contains(script, []byte(want)) {
			t.Errorf("the script lacks %s:\n%s", want, script)
		}
	}
}

// An option that a format does not have is a gap.
func TestRoleIsAGapOfOtherFormats(t *testing.T) {
	for _, format := range Formats {
		out := format.Export(needy(t), Options{SmsRole: true})
		if got, want := isMissed(out, smsRolePath), !slices.Contains(roleMakers, format.Name); got != want {
			t.Errorf("%s: %v", format.Name, out.Gaps)
		}
		if isMissed(format.Export(WithSmsRole(needy(t)), Options{SmsRole: true}), smsRolePath) {
			t.Errorf("%s misses a role that the pool names", format.Name)
		}
	}
}

func TestSendingPolicy(t *testing.T) {
	for _, name := range roleMakers {
		format, _ := Lookup(name)
		const arn = "arn:aws:ses:eu-west-1:123456789012:identity/help@example.com"
		has := func(p *model.Pool) bool {
			return bytes.Contains(format.Export(p, Options{}).Files[0].Data, []byte(`"Resource":"`+arn+`"`))
		}
		p := needy(t)
		if !has(p) {
			t.Errorf("%s does not explain how to allow Cognito to send", name)
		}
		p.CreateUserPool.EmailConfiguration.EmailSendingAccount = new("DEVELOPER")
		if has(p) {
			t.Errorf("%s lets Cognito's own sender send for a pool with its own", name)
		}
		p.CreateUserPool.EmailConfiguration = &model.EmailConfiguration{SourceArn: new("x'\ntouch pwned\n:identity/x")}
		if got := format.Export(p, Options{}).Files[0].Data; bytes.Contains(got, []byte("put-identity-policy")) {
			t.Errorf("%s has a command for no ARN:\n%s", name, got)
		}
	}
}

// TestAdviceHasNoOptions: an address that begins with a dash is a value.
func TestAdviceHasNoOptions(t *testing.T) {
	p := needy(t)
	p.CreateUserPool.EmailConfiguration.SourceArn = new("arn:aws:ses:eu-west-1:123456789012:identity/--debug@example.com")
	if advice := strings.Join(sesAdvice(p), "\n"); !strings.Contains(advice, " --identity=--debug@example.com ") {
		t.Errorf("got\n%s", advice)
	}
}

func TestInputs(t *testing.T) {
	sample := readPool(t, readFile(t, "../model/testdata/sample-request.json"))
	var got []string
	for _, in := range inputsOf(sample) {
		got = append(got, in.name+" "+in.value)
	}
	want := []string{
		"email_source_arn arn:aws:ses:us-east-1:123456789012:identity/support@example.com",
		"sms_role_arn arn:aws:iam::123456789012:role/service-role/test-cognito-SMS-Role",
		"my_function_arn arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
		"sender_key_arn arn:aws:kms:us-east-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// TestVariablesChangeNothing puts the defaults back into the template and
// compares it with the one that has no parameters.
func TestVariablesChangeNothing(t *testing.T) {
	p := readPool(t, readFile(t, "../model/testdata/largest.json"))
	_, with := readTemplates(t, exportCloudFormation(p, Options{LambdaPermissions: true, Variables: true}))
	_, without := readTemplates(t, exportCloudFormation(p, Options{LambdaPermissions: true}))
	parameters := with["Parameters"].(map[string]any)
	delete(with, "Parameters")
	got, err := json.Marshal(with)
	if err != nil {
		t.Fatal(err)
	}
	for name, parameter := range parameters {
		value, err := json.Marshal(parameter.(map[string]any)["Default"])
		if err != nil {
			t.Fatal(err)
		}
		got = bytes.ReplaceAll(got, []byte(`{"Ref":"`+name+`"}`), value)
	}
	checkJSON(t, "without parameters", without, string(got))
}

// TestTerraformOptions compares every resource with the provider's schema
// where that is known, and the layout against terraform fmt.
func TestTerraformOptions(t *testing.T) {
	var resources map[string]struct{ Block schemaBlock }
	if err := json.Unmarshal(readFile(t, "../model/testdata/terraform-schema.json"), &resources); err != nil {
		t.Fatal(err)
	}
	for _, c := range optionCases(t) {
		data := exportTerraform(c.pool, c.options).Files[0].Data
		if want := hclwrite.Format(data); !bytes.Equal(data, want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, data, want)
		}
		file, problems := hclsyntax.ParseConfig(data, "main.tf", hcl.InitialPos)
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		seen := map[string]bool{}
		for _, block := range file.Body.(*hclsyntax.Body).Blocks {
			name := strings.Join(append([]string{block.Type}, block.Labels...), ".")
			if seen[name] {
				t.Errorf("%s: %s is declared twice", c.name, name)
			}
			seen[name] = true
			schema, known := resources[block.Labels[0]]
			if block.Type != "resource" || !known {
				continue
			}
			for attribute := range block.Body.Attributes {
				if got := schema.Block.Attributes[attribute]; !got.Optional && !got.Required && attribute != "depends_on" {
					t.Errorf("%s: %s.%s is nothing that can be set", c.name, block.Labels[0], attribute)
				}
			}
			for attribute, want := range schema.Block.Attributes {
				if want.Required && block.Body.Attributes[attribute] == nil {
					t.Errorf("%s: %s.%s is missing", c.name, block.Labels[0], attribute)
				}
			}
		}
	}
}

func TestPermissions(t *testing.T) {
	p := needy(t)
	for _, name := range roleMakers {
		format, _ := Lookup(name)
		count := func(o Options) int {
			return strings.Count(string(format.Export(p, o).Files[0].Data), "lambda:InvokeFunction")
		}
		want := len(lambdasOf(p, nil))
		if name == "cli" {
			want = 1 + want // one line of comment for each, and one function
		}
		if got := count(Options{LambdaPermissions: true}); got != want {
			t.Errorf("%s: %d permissions, want %d", name, got, want)
		}
		if got := count(Options{}); got != 0 {
			t.Errorf("%s: %d permissions without the option", name, got)
		}
	}
}

func TestTerseIsForAllFormats(t *testing.T) {
	p := &model.Pool{}
	p.CreateUserPool.PoolName = new("p")
	bare := p.Clone()
	p.CreateUserPool.DeletionProtection = new("INACTIVE")
	for _, format := range Formats {
		got, want := format.Export(p, Options{OmitDefaults: true}), format.Export(bare, Options{})
		for i := range want.Files {
			if !bytes.Equal(got.Files[i].Data, want.Files[i].Data) {
				t.Errorf("%s: got\n%s", format.Name, got.Files[i].Data)
			}
		}
	}
}

// TestOptionsWithNastyTexts exports the nasty texts with every option.
func TestOptionsWithNastyTexts(t *testing.T) {
	p := nastyPool()
	p.CreateUserPool.AutoVerifiedAttributes = []string{"phone_number"}
	p.CreateUserPool.SmsConfiguration.SnsCallerArn = nil
	p.CreateUserPool.SmsConfiguration.ExternalId = new("'; touch pwned; ${x} %{y} $(z)\nJSON\n\u2028")
	p.CreateUserPool.EmailConfiguration.SourceArn = new("arn:aws:ses:eu-west-1:1:identity/x'; touch pwned;")
	p.CreateUserPool.LambdaConfig = &model.LambdaConfig{
		PreSignUp: new("arn:aws:lambda:eu-west-1:1:function:f'; touch pwned; '"),
		KMSKeyID:  new("arn:aws:kms:eu-west-1:1:key/\n}\ntouch pwned"),
	}
	if lambdas := lambdasOf(p, nil); len(lambdas) != 0 {
		t.Errorf("functions: %v", lambdas)
	}
	for _, name := range roleMakers {
		format, _ := Lookup(name)
		for _, file := range format.Export(p, everything).Files {
			if strings.ContainsAny(string(file.Data), "\x1b\x07\r\x01\u2028") {
				t.Errorf("%s has a control character", file.Name)
			}
		}
	}
	data := exportTerraform(p, everything).Files[0].Data
	if _, problems := hclsyntax.ParseConfig(data, "main.tf", hcl.InitialPos); problems.HasErrors() {
		t.Error(problems)
	}
	readTemplates(t, exportCloudFormation(p, everything))
}
