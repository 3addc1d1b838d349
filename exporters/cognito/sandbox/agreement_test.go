package sandbox

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/poolsmith/poolsmith/model"
)

// errorsIn are the errors that validate reports.
func errorsIn(p *model.Pool, region string) []model.Finding {
	return slices.DeleteFunc(model.CheckIn(model.Facts{Pool: p, Region: region}), func(f model.Finding) bool { return f.Severity != model.Error })
}

// rejectionOf makes the calls in an empty sandbox and returns its answer to the
// first call that it rejects, or an empty string.
func rejectionOf(t *testing.T, region string, calls []model.Call) string {
	t.Helper()
	s := New(region, &Memory{})
	answers := model.Answers{}
	for _, call := range calls {
		body := call.Body(answers)
		answer := post(t, s, call.Operation.Name, string(body))
		if answer.status != 200 {
			if answer.code == "SerializationException" || answer.status != 400 || answer.message == "" {
				t.Fatalf("%s answers %d %s %q to %s", call.Operation.Name, answer.status, answer.code, answer.message, body)
			}
			return answer.code + ": " + answer.message
		}
		if err := call.Keep(answers, []byte(answer.body)); err != nil {
			t.Fatal(err)
		}
	}
	return ""
}

// asDrafted are the two requests of the draft. Calls removes what the service
// always rejects, such as a factor while MFA is off; validate reports it.
func asDrafted(p *model.Pool) []model.Call {
	return []model.Call{
		{Operation: model.LookupOperation("CreateUserPool"), Request: &p.CreateUserPool},
		{Operation: model.LookupOperation("SetUserPoolMfaConfig"), Request: &p.SetUserPoolMfaConfig},
	}
}

// checkAgreement compares the sandbox with validate: an error is rejected, and
// what is rejected is an error.
func checkAgreement(t *testing.T, p *model.Pool, region string) (rejected bool) {
	t.Helper()
	found := errorsIn(p, region)
	answer := rejectionOf(t, region, p.Calls())
	if answer != "" && len(found) == 0 {
		t.Errorf("validate finds no error in %s, and the sandbox answers %s\n%s", region, answer, p.JSON())
	}
	if answer != "" || len(found) == 0 {
		return answer != ""
	}
	for _, f := range found {
		if s := f.Settings[0]; s != "CreateUserPool.MfaConfiguration" && !strings.HasPrefix(s, "SetUserPoolMfaConfig.") {
			t.Errorf("the sandbox accepts in %s what is an error: %s: %s\n%s", region, f.Rule, f.Message, p.JSON())
			return false
		}
	}
	if rejectionOf(t, region, asDrafted(p)) == "" {
		t.Errorf("the sandbox accepts in %s what is an error, as drafted too: %s: %s\n%s", region, found[0].Rule, found[0].Message, p.JSON())
	}
	return false
}

var regions = []string{"eu-central-1", "us-east-1", "ap-northeast-2", "xx-new-1"}

func TestAgreementOnRulePools(t *testing.T) {
	data, err := os.ReadFile("../../../model/testdata/rule-pools.json")
	if err != nil {
		t.Fatal(err)
	}
	var pools []struct {
		Region string
		Pool   *model.Pool
	}
	if err := json.Unmarshal(data, &pools); err != nil {
		t.Fatal(err)
	}
	rejected := 0
	for _, p := range pools {
		for _, region := range regions {
			if p.Region != "" {
				region = p.Region
			}
			if checkAgreement(t, p.Pool, region) {
				rejected++
			}
		}
	}
	if rejected == 0 {
		t.Error("nothing is rejected")
	}
}

// Large pools are accepted, and the two agree when settings of them are changed
// at random.
func TestAgreementOnRandomPools(t *testing.T) {
	var seeds []*model.Pool
	for _, preset := range model.Presets {
		seeds = append(seeds, model.LoadPreset(preset.Name))
	}
	for _, file := range []string{"largest.json", "sample-request.json"} {
		data, err := os.ReadFile("../../../model/testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		d, err := model.Read(file, data)
		if err != nil {
			t.Fatal(err)
		}
		seeds = append(seeds, d.Pool)
	}
	accepted, rejected := 0, 0
	for seed := range uint64(4000) {
		r := rand.New(rand.NewPCG(seed, 6))
		p := seeds[r.IntN(len(seeds))].Clone()
		for range r.IntN(12) {
			changeOne(r, p)
		}
		if checkAgreement(t, p, regions[r.IntN(2)]) {
			rejected++
		} else {
			accepted++
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if accepted < 400 || rejected < 400 {
		t.Errorf("%d pools accepted and %d rejected: too few of one of them", accepted, rejected)
	}
}

// wholeDraft has one of everything.
const wholeDraft = `{
	"CreateUserPool": {"PoolName": "shop", "UserPoolTier": "PLUS", "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"}},
	"CreateResourceServer": [{"Identifier": "orders", "Name": "Orders", "Scopes": [{"ScopeName": "read", "ScopeDescription": "Read"}]}],
	"CreateIdentityProvider": [{"ProviderName": "Staff", "ProviderType": "SAML", "ProviderDetails": {"MetadataURL": "https://example.com/metadata"}, "AttributeMapping": {"email": "email"}}],
	"CreateUserPoolDomain": [{"Domain": "shop-auth", "ManagedLoginVersion": 2}],
	"CreateUserPoolClient": [
		{"ClientName": "web", "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "orders/read"], "CallbackURLs": ["https://example.com"], "SupportedIdentityProviders": ["COGNITO", "Staff"]},
		{"ClientName": "worker", "GenerateSecret": true}
	],
	"CreateManagedLoginBranding": [{"ClientId": "web", "UseCognitoProvidedValues": true}],
	"CreateTerms": [{"ClientId": "web", "TermsName": "terms-of-use", "TermsSource": "LINK", "Enforcement": "NONE", "Links": {"cognito:default": "https://example.com"}}],
	"SetUICustomization": [{"CSS": ".label-customizable {font-weight: 400;}"}],
	"CreateGroup": [{"GroupName": "admins", "Precedence": 1}],
	"SetRiskConfiguration": [{"CompromisedCredentialsRiskConfiguration": {"Actions": {"EventAction": "BLOCK"}}}],
	"SetLogDeliveryConfiguration": {"LogConfigurations": [{"EventSource": "userNotification", "LogLevel": "ERROR", "CloudWatchLogsConfiguration": {"LogGroupArn": "arn:aws:logs:eu-central-1:123456789012:log-group:shop"}}]}
}`

// The two agree on whole drafts too, although the sandbox judges each call by what
// it concerns.
func TestAgreementOnRandomDrafts(t *testing.T) {
	d, err := model.Read("draft", []byte(wholeDraft))
	if err != nil {
		t.Fatal(err)
	}
	accepted, rejected := 0, 0
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 8))
		p := d.Pool.Clone()
		for range r.IntN(8) {
			changeOne(r, p)
		}
		if slices.ContainsFunc(errorsIn(p, regions[0]), func(f model.Finding) bool { return f.Rule == secretLiteral }) {
			continue // a rule for drafts alone
		}
		if checkAgreement(t, p, regions[0]) {
			rejected++
		} else {
			accepted++
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if accepted < 200 || rejected < 200 {
		t.Errorf("%d drafts accepted and %d rejected: too few of one of them", accepted, rejected)
	}
}

// changeOne sets or clears one setting.
func changeOne(r *rand.Rand, p *model.Pool) {
	s := &model.Catalog[r.IntN(len(model.Catalog))]
	path := strings.Replace(s.Path, "[]", fmt.Sprintf("[%d]", r.IntN(3)), 1)
	switch {
	case slices.Contains(model.OperationOf(s.Path).Takes, s.Name()): // names another request, and is not sent
	case s.Path == "SetUserPoolMfaConfig.EmailMfaConfiguration":
		p.SetUserPoolMfaConfig.EmailMfaConfiguration = &model.EmailMfa{}
	case s.Path == "SetUserPoolMfaConfig.SmsMfaConfiguration":
		p.SetUserPoolMfaConfig.SmsMfaConfiguration = &model.SmsMfa{}
	case s.Path == "CreateUserPool.DcrConfiguration":
		p.CreateUserPool.DcrConfiguration = &model.DcrConfiguration{}
	case s.Path == "CreateUserPool.Schema":
		p.CreateUserPool.Schema = append(p.CreateUserPool.Schema, model.Attribute{Name: new([]string{"email", "dept", "phone_number"}[r.IntN(3)]), AttributeDataType: new("String")})
	case r.IntN(4) == 0:
		_ = p.Unset(path)
	default:
		_ = p.Set(path, randomValue(r, s)) // fails on an item that is not there: nothing to set
	}
}

var randomTexts = []string{
	"", "x", "Your code is {####}", "{##verify##}", "email", "sub", "0", "10", "2049", "-1", "é\u200d", "shop: x",
	"arn:aws:lambda:eu-central-1:123456789012:function:f", "arn:aws:lambda:us-east-1:123456789012:function:f",
	"arn:aws:kms:us-east-1:123456789012:key/k", "arn:aws:iam::123456789012:role/sms", "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
	"arn:aws:ses:eu-west-1:123456789012:identity/", "arn:aws:iam::1:role/sms", "urn:cognito:loa:2", "Hello {username}",
	"Shop <a@example.com>", "eu-west-1", "us-east-1", "eu-central-1", "auth.example.com", strings.Repeat("9", 130),
}

func randomValue(r *rand.Rand, s *model.Setting) any {
	word := func() string {
		if len(s.Choices) > 0 && r.IntN(12) > 0 {
			return s.Choices[r.IntN(len(s.Choices))].Value
		}
		return randomTexts[r.IntN(len(randomTexts))]
	}
	switch s.Kind {
	case model.Bool:
		return r.IntN(2) == 0
	case model.Int:
		return s.Min + r.IntN(s.Max-s.Min+1) + r.IntN(2)*r.IntN(3) - r.IntN(2)
	case model.Choices:
		list := make([]string, r.IntN(4))
		for i := range list {
			list[i] = word()
		}
		return list
	case model.Map:
		return map[string]string{word(): word()}
	}
	return word()
}
