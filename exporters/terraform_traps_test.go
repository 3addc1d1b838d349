package exporters

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/poolsmith/poolsmith/model"
)

// What the provider does to a pool, and how the exports for it and for Pulumi,
// which is made from it, keep that from happening. Sources: the provider's
// documentation and its user_pool.go and validate.go.
func TestProviderTraps(t *testing.T) {
	const sms = `"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}`
	const invitation = "CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate."
	tests := []struct {
		name, draft       string
		terraform, pulumi []string // texts that the files have; with a ! in front, texts that they lack
		gaps              []string // the settings that become gaps
	}{
		{
			"a text without limits is changed in every plan",
			`{"Schema": [{"Name": "team", "AttributeDataType": "String"}]}`,
			[]string{"string_attribute_constraints {}"}, []string{"stringAttributeConstraints: {}"}, nil,
		},
		{
			"so is a number",
			`{"Schema": [{"Name": "level", "AttributeDataType": "Number"}]}`,
			[]string{"number_attribute_constraints {}"}, []string{"numberAttributeConstraints: {}"}, nil,
		},
		{
			"limits that are set stay alone",
			`{"Schema": [{"Name": "team", "AttributeDataType": "String", "StringAttributeConstraints": {"MaxLength": "9"}}]}`,
			[]string{`max_length = "9"`, "!min_length", "!constraints {}"}, []string{`maxLength: "9"`, "!minLength", "!Constraints: {}"}, nil,
		},
		{
			"a standard attribute has limits of its own",
			`{"Schema": [{"Name": "email", "Required": true}]}`,
			[]string{`min_length = "0"`, `max_length = "2048"`}, []string{`minLength: "0"`, `maxLength: "2048"`}, nil,
		},
		{
			"a standard attribute with one limit keeps the other",
			`{"Schema": [{"Name": "email", "StringAttributeConstraints": {"MinLength": "5"}}]}`,
			[]string{`min_length = "5"`, `max_length = "2048"`}, []string{`minLength: "5"`, `maxLength: "2048"`}, nil,
		},
		{
			"birthdate has ten characters",
			`{"Schema": [{"Name": "birthdate"}]}`,
			[]string{`min_length = "10"`, `max_length = "10"`}, []string{`minLength: "10"`, `maxLength: "10"`}, nil,
		},
		{
			"a standard number begins at 0",
			`{"Schema": [{"Name": "updated_at"}]}`,
			[]string{`min_value = "0"`, "!max_value"}, []string{`minValue: "0"`, "!maxValue"}, nil,
		},
		{
			"Booleans and dates have no limits",
			`{"Schema": [{"Name": "vip", "AttributeDataType": "Boolean"}, {"Name": "since", "AttributeDataType": "DateTime"}]}`,
			[]string{"!constraints"}, []string{"!Constraints"}, nil,
		},
		{
			"an invitation with one text needs all three",
			`{"AdminCreateUserConfig": {"InviteMessageTemplate": {"EmailSubject": "Welcome"}}}`,
			[]string{`email_subject = "Welcome"`, `email_message = "` + model.OwnInviteMessage + `"`, `sms_message   = "` + model.OwnInviteMessage + `"`},
			[]string{`emailSubject: "Welcome"`, `emailMessage: "` + model.OwnInviteMessage + `"`, `smsMessage: "` + model.OwnInviteMessage + `"`}, nil,
		},
		{
			"messages of an invitation need the name of the user",
			`{"AdminCreateUserConfig": {"InviteMessageTemplate": {"EmailMessage": "Use {####}, please", "SMSMessage": "Hi {username}: {####}"}}}`,
			[]string{`email_message = "` + model.OwnInviteMessage + `"`, `sms_message   = "Hi {username}: {####}"`},
			[]string{`emailMessage: "` + model.OwnInviteMessage + `"`, `smsMessage: "Hi {username}: {####}"`},
			[]string{invitation + "EmailMessage"},
		},
		{
			"an invitation without any text that can be written is omitted",
			`{"AdminCreateUserConfig": {"AllowAdminCreateUserOnly": true, "InviteMessageTemplate": {"EmailMessage": "Use {####}", "SMSMessage": "Use {####}"}}}`,
			[]string{"!invite_message_template", "allow_admin_create_user_only = true"}, []string{"!inviteMessageTemplate", "allowAdminCreateUserOnly: true"},
			[]string{invitation + "EmailMessage", invitation + "SMSMessage"},
		},
		{
			"passkeys and SMS without MFA",
			`{"CreateUserPool": {"PoolName": "p", "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}}, "SetUserPoolMfaConfig": {"WebAuthnConfiguration": {"RelyingPartyId": "example.com", "UserVerification": "required"}}}`,
			[]string{"!web_authn_configuration {", "sms_configuration {"}, []string{"!webAuthnConfiguration:", "smsConfiguration:"},
			[]string{model.PasskeyPath + ".RelyingPartyId", model.PasskeyPath + ".UserVerification"},
		},
		{
			"passkeys without SMS and without MFA",
			`{"CreateUserPool": {"PoolName": "p"}, "SetUserPoolMfaConfig": {"WebAuthnConfiguration": {"RelyingPartyId": "example.com"}}}`,
			[]string{"web_authn_configuration {"}, []string{"webAuthnConfiguration:"}, nil,
		},
		{
			"required MFA with passkeys cannot be applied",
			`{"CreateUserPool": {"PoolName": "p", "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}}}, "SetUserPoolMfaConfig": {"MfaConfiguration": "ON",
				"SoftwareTokenMfaConfiguration": {"Enabled": true}, "WebAuthnConfiguration": {"RelyingPartyId": "example.com", "FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION"}}}`,
			[]string{"# Without changes, terraform apply fails: ", `# set mfa_configuration to "OPTIONAL"`, "aws cognito-idp set-user-pool-mfa-config", "ignore_changes = [mfa_configuration, web_authn_configuration]", "!set the missing ones on"},
			[]string{"// Without changes, pulumi up fails: ", `// set mfaConfiguration to "OPTIONAL"`, "aws cognito-idp set-user-pool-mfa-config", `ignoreChanges: ["mfaConfiguration", "webAuthnConfiguration"]`, "!set the missing ones on"},
			[]string{model.PasskeyFactorPath},
		},
		{
			"optional MFA with passkeys can be applied, and completed afterwards",
			`{"CreateUserPool": {"PoolName": "p", "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]}}}, "SetUserPoolMfaConfig": {"MfaConfiguration": "OPTIONAL",
				"SoftwareTokenMfaConfiguration": {"Enabled": true}, "WebAuthnConfiguration": {"FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION"}}}`,
			[]string{"set the missing ones on", "! fails"}, []string{"set the missing ones on", "! fails"},
			[]string{model.PasskeyFactorPath},
		},
		{
			"a password policy without a length",
			`{"Policies": {"PasswordPolicy": {"RequireNumbers": false}}}`,
			[]string{"minimum_length  = 8"}, []string{"minimumLength: 8"},
			[]string{"CreateUserPool.Policies.PasswordPolicy.MinimumLength"},
		},
		{
			"SMS without an external id",
			`{` + sms + `}`,
			[]string{`external_id    = ""`}, []string{`externalId: ""`},
			[]string{"CreateUserPool.SmsConfiguration.ExternalId"},
		},
		{
			"authenticator apps that are neither on nor off",
			`{"CreateUserPool": {"PoolName": "p", "MfaConfiguration": "OPTIONAL"}, "SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {}}}`,
			[]string{"enabled = false"}, []string{"enabled: false"}, nil,
		},
		{
			"ways to recover an account without a name or a priority",
			`{"AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": 2}, {"Name": "verified_email"}]}}`,
			[]string{`name     = "verified_email"`, "priority = 2"}, []string{`name: "verified_email"`, "priority: 2"},
			[]string{"CreateUserPool.AccountRecoverySetting.RecoveryMechanisms[0].Name", "CreateUserPool.AccountRecoverySetting.RecoveryMechanisms[1].Priority"},
		},
		{
			"both forms of a text",
			`{"EmailVerificationMessage": "old {####}", "VerificationMessageTemplate": {"EmailMessage": "new {####}"}}`,
			[]string{"!email_verification_message", `email_message = "new {####}"`}, []string{"!emailVerificationMessage", `emailMessage: "new {####}"`},
			[]string{"CreateUserPool.EmailVerificationMessage"},
		},
	}
	for _, test := range tests {
		draft := test.draft
		if !strings.Contains(draft, `"PoolName"`) {
			draft = `{"PoolName": "p", ` + draft[1:]
		}
		p := readPool(t, []byte(draft))
		for format, wanted := range map[string][]string{"terraform": test.terraform, "pulumi": test.pulumi} {
			f, _ := Lookup(format)
			out := f.Export(p, Options{})
			data := string(out.Files[0].Data)
			for _, want := range wanted {
				text, not := strings.CutPrefix(want, "!")
				if strings.Contains(data, text) == not {
					t.Errorf("%s: %s: %q in\n%s", test.name, format, want, data)
				}
			}
			var gaps []string
			for _, g := range out.Gaps {
				gaps = append(gaps, g.Setting)
			}
			if !slices.Equal(gaps, test.gaps) {
				t.Errorf("%s: %s has the gaps %v, want %v", test.name, format, gaps, test.gaps)
			}
		}
	}
}

// In every pool, each of its texts and numbers has a block of limits.
func TestEveryAttributeHasConstraints(t *testing.T) {
	for _, c := range allCases(t) {
		body := parseTerraform(t, exportTerraform(c.pool, Options{}).Files[0].Data)
		for _, block := range body.Blocks {
			if block.Type != "schema" {
				continue
			}
			dataType, problems := block.Body.Attributes["attribute_data_type"].Expr.Value(nil)
			if problems.HasErrors() {
				t.Fatal(problems)
			}
			want := map[string]string{"String": "string_attribute_constraints", "Number": "number_attribute_constraints"}[dataType.AsString()]
			has := func(b *hclsyntax.Block) bool { return b.Type == want }
			if want != "" && !slices.ContainsFunc(block.Body.Blocks, has) {
				t.Errorf("%s: an attribute lacks %s", c.name, want)
			}
		}
	}
}
