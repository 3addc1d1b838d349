package exporters

import (
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// A list in a gap is text of the user's too: it must not end the comment.
func TestGapOfAListStaysInItsComment(t *testing.T) {
	p := &model.Pool{}
	p.CreateUserPool.Policies = &model.Policies{SignInPolicy: &model.SignInPolicy{AllowedFirstAuthFactors: []string{"PASSWORD", "x\nimport rego.v1\n"}}}
	p.CreateUserPool.DcrConfiguration = &model.DcrConfiguration{OpenGrantTypes: []string{"code\nresource \"null\" \"x\" {}"}}
	for _, format := range Formats {
		out := format.Export(p, Options{})
		for _, g := range out.Gaps {
			value, _ := p.Get(g.Setting)
			members, _ := value.([]string)
			for _, member := range members {
				if strings.Contains(member, "\n") && strings.Contains(string(out.Files[0].Data), member) {
					t.Errorf("%s: %s breaks out of its comment:\n%s", format.Name, g.Setting, out.Files[0].Data)
				}
			}
		}
	}
}

// What a draft sets only in the request for MFA is a gap under that path, and the
// command sends that request: the other one does not have it.
func TestGapOfTheMfaRequestHasItsCommand(t *testing.T) {
	const path = "SetUserPoolMfaConfig.SmsMfaConfiguration.SmsAuthenticationMessage"
	for name, text := range map[string]string{
		"terraform": "Voila\u0300 {####}", "pulumi": "Voila\u0300 {####}",
		"cloudformation": "{{resolve:ssm:name}} {####}", "cdk": "{{resolve:ssm:name}} {####}",
	} {
		p := readPool(t, []byte(`{"CreateUserPool": {"PoolName": "p", "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}},
			"SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SmsMfaConfiguration": {}}}`))
		if err := p.Set(path, text); err != nil {
			t.Fatal(err)
		}
		format, _ := Lookup(name)
		gaps := format.Export(p, Options{}).Gaps
		if len(gaps) != 1 || gaps[0].Setting != path || !strings.Contains(gaps[0].Command, "aws cognito-idp set-user-pool-mfa-config ") {
			t.Errorf("%s: gaps are %v", name, gaps)
		}
	}
}
