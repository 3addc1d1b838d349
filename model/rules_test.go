package model

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// ruleCase holds pools for one rule, written as readPool reads them.
type ruleCase struct {
	breaks []string // the rule finds something, with its own severity
	softer []string // it finds something, but all of it weighs less
	fits   []string // it finds nothing, though it nearly does
}

var ruleCases = []map[string]ruleCase{
	limitCases, tierCases, signInCases, passwordCases, mfaCases, recoveryCases,
	emailCases, smsCases, messageCases, triggerCases, schemaCases, otherCases,
	describedCases, arnCases,
}

// arns stand for ARNs in the pools of the tests.
var arns = strings.NewReplacer(
	"$fn2", "arn:aws:lambda:us-east-1:123456789012:function:f",
	"$fn", "arn:aws:lambda:eu-central-1:123456789012:function:f",
	"$otherfn", "arn:aws:lambda:eu-central-1:123456789012:function:g",
	"$strangefn", "arn:aws:lambda:eu-central-1:210987654321:function:f",
	"$key2", "arn:aws:kms:us-east-1:123456789012:key/k",
	"$key", "arn:aws:kms:eu-central-1:123456789012:key/k",
	"$role2", "arn:aws:iam::123456789012:role/sms-2",
	"$role", "arn:aws:iam::123456789012:role/sms",
	"$strangerole", "arn:aws:iam::210987654321:role/sms",
	"$domain", "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
	"$address", "arn:aws:ses:eu-west-1:123456789012:identity/shop@example.com",
)

// readPool reads a pool: JSON, after a region that the user names ("eu-west-1
// {…}") or one from the environment ("eu-west-1? {…}"), if any.
func readPool(t testing.TB, text string) Facts {
	t.Helper()
	open := strings.IndexByte(text, '{')
	region, assumed := strings.CutSuffix(strings.TrimSpace(text[:open]), "?")
	d, err := Read("pool.json", []byte(arns.Replace(text[open:])))
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	facts := d.Facts()
	facts.Region, facts.Assumed = region, assumed
	return facts
}

// hits are what one rule finds.
func hits(facts Facts, rule string) []Finding {
	return slices.DeleteFunc(CheckIn(facts), func(f Finding) bool { return f.Rule != rule })
}

func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, cases := range ruleCases {
		for _, id := range sortedKeys(cases) {
			t.Run(id, func(t *testing.T) { testRule(t, id, cases[id]) })
			seen[id] = true
		}
	}
	for _, rule := range Rules {
		if !seen[rule.ID] {
			t.Errorf("the rule %s has no cases", rule.ID)
		}
	}
}

func testRule(t *testing.T, id string, c ruleCase) {
	rule := LookupRule(id)
	if rule == nil {
		t.Fatalf("no such rule")
	}
	if len(c.breaks) == 0 || len(c.fits) == 0 {
		t.Fatalf("%d pools break the rule and %d fit; want one of each at least", len(c.breaks), len(c.fits))
	}
	for _, text := range c.breaks {
		found := hits(readPool(t, text), id)
		if !slices.ContainsFunc(found, func(f Finding) bool { return f.Severity == rule.Severity }) {
			t.Errorf("not found at severity %v: %s\n%v", rule.Severity, text, found)
		}
		for _, f := range found {
			checkWords(t, f)
		}
	}
	for _, text := range c.softer {
		found := hits(readPool(t, text), id)
		if len(found) == 0 || slices.ContainsFunc(found, func(f Finding) bool { return f.Severity >= rule.Severity }) {
			t.Errorf("not found at less than severity %v: %s\n%v", rule.Severity, text, found)
		}
	}
	for _, text := range c.fits {
		if found := hits(readPool(t, text), id); len(found) > 0 {
			t.Errorf("found: %s\n%v", text, found)
		}
	}
}

// aboutNoSetting is the rule about the Region, which is no setting of a pool.
const aboutNoSetting = "region-unknown"

// checkWords checks what every finding must say.
func checkWords(t *testing.T, f Finding) {
	t.Helper()
	if f.Message == "" || f.Fix == "" || f.Source == "" || len(f.Settings) == 0 && f.Rule != aboutNoSetting {
		t.Errorf("%s: lacks a message, fix, source or settings: %+v", f.Rule, f)
	}
	for _, request := range []string{"CreateUserPool.", "SetUserPoolMfaConfig."} {
		if strings.Contains(f.Message, request) {
			t.Errorf("%s: a path that the catalogue does not know: %s", f.Rule, f.Message)
		}
	}
	for _, path := range f.Settings {
		if Lookup(path) == nil {
			t.Errorf("%s: no setting %s", f.Rule, path)
		}
	}
}

func TestRulesExplain(t *testing.T) {
	seen := map[string]bool{}
	for _, rule := range Rules {
		if seen[rule.ID] {
			t.Errorf("two rules are called %s", rule.ID)
		}
		seen[rule.ID] = true
		if rule.ID != strings.ToLower(rule.ID) || strings.ContainsAny(rule.ID, " _.") {
			t.Errorf("%s: not in the form of an id", rule.ID)
		}
		if rule.Summary == "" || rule.Fix == "" || rule.Source == "" {
			t.Errorf("%s: lacks a summary, fix or source", rule.ID)
		}
		if first := rule.Fix[:min(1, len(rule.Fix))]; first != strings.ToLower(first) || strings.HasSuffix(rule.Fix, ".") {
			t.Errorf("%s: a fix begins in lower case and ends without a stop: %s", rule.ID, rule.Fix)
		}
		if rule.Check == nil {
			continue // a limit: it concerns every setting that has one
		}
		if len(rule.Settings) == 0 && rule.ID != aboutNoSetting {
			t.Errorf("%s: concerns no setting", rule.ID)
		}
		for _, path := range rule.Settings {
			if byPath[path] == nil {
				t.Errorf("%s: no setting %s", rule.ID, path)
			}
		}
	}
}

// acceptedPools are pools that the service takes although its documentation
// says otherwise, or although they look wrong.
var acceptedPools = map[string]string{
	"phone as username without SMS":                           `{"PoolName":"p","UsernameAttributes":["phone_number"]}`,
	"bounds of another type":                                  `{"PoolName":"p","Schema":[{"Name":"n","AttributeDataType":"Number","NumberAttributeConstraints":{"MinValue":"1","MaxValue":"99"},"StringAttributeConstraints":{"MinLength":"1","MaxLength":"99"}}]}`,
	"phone recovery without SMS":                              `{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":1},{"Name":"verified_phone_number","Priority":2}]}}`,
	"codes by email with the default sender":                  `{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}`,
	"passkeys with optional MFA":                              `{"PoolName":"p","MfaConfiguration":"OPTIONAL","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}},"SoftwareTokenMfaConfiguration":{"Enabled":true},"WebAuthnConfiguration":{"FactorConfiguration":"SINGLE_FACTOR"}}`,
	"codes by email with optional MFA":                        `{"PoolName":"p","MfaConfiguration":"OPTIONAL","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}},"SoftwareTokenMfaConfiguration":{"Enabled":true}}`,
	"threat protection without MFA":                           `{"PoolName":"p","UserPoolTier":"PLUS","UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}}`,
	"threat protection with MFA":                              `{"PoolName":"p","UserPoolTier":"PLUS","MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":true},"UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}}`,
	"source ARN with the default sender":                      `{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"COGNITO_DEFAULT","SourceArn":"$address"}}`,
	"email texts with the default sender":                     `{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"COGNITO_DEFAULT"},"VerificationMessageTemplate":{"EmailMessage":"{####}","EmailSubject":"s"},"AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"{username} {####}","EmailSubject":"s"}}}`,
	"email texts without email settings":                      `{"PoolName":"p","VerificationMessageTemplate":{"EmailMessage":"Your code is {####}","EmailSubject":"Your code"}}`,
	"code text and link text with link":                       `{"PoolName":"p","VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK","EmailMessage":"{####}","EmailMessageByLink":"{##here##}"}}`,
	"code text and link text with code":                       `{"PoolName":"p","VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_CODE","EmailMessage":"{####}","EmailMessageByLink":"{##here##}"}}`,
	"old and new texts that differ":                           `{"PoolName":"p","EmailVerificationMessage":"old {####}","VerificationMessageTemplate":{"EmailMessage":"new {####}"}}`,
	"invitations without username":                            `{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"Your password is {####}","SMSMessage":"Your password is {####}"}}}`,
	"SMS texts without SMS":                                   `{"PoolName":"p","SmsAuthenticationMessage":"{####}","SmsVerificationMessage":"{####}","VerificationMessageTemplate":{"SmsMessage":"{####}"},"AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"{username} {####}"}}}`,
	"SMS text with newlines":                                  `{"PoolName":"p","VerificationMessageTemplate":{"SmsMessage":"Your code:\n{####}\n"}}`,
	"140 wide characters":                                     `{"PoolName":"p","VerificationMessageTemplate":{"EmailSubject":"` + strings.Repeat("あ", 140) + `"}}`,
	"key without a sender":                                    `{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key"}}`,
	"threat protection without a plan":                        `{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}}`,
	"an attribute for developers":                             `{"PoolName":"p","Schema":[{"Name":"x","AttributeDataType":"String","DeveloperOnlyAttribute":true}]}`,
	"equal lengths":                                           `{"PoolName":"p","Schema":[{"Name":"x","AttributeDataType":"String","StringAttributeConstraints":{"MinLength":"5","MaxLength":"5"}}]}`,
	"equal values":                                            `{"PoolName":"p","Schema":[{"Name":"x","AttributeDataType":"Number","NumberAttributeConstraints":{"MinValue":"5","MaxValue":"5"}}]}`,
	"CustomAuthMode while threats are not seen":               `{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"OFF","AdvancedSecurityAdditionalFlows":{"CustomAuthMode":"AUDIT"}}}`,
	"custom: typed by hand":                                   `{"PoolName":"p","Schema":[{"Name":"custom:x","AttributeDataType":"String"}]}`,
	"a standard attribute without its type":                   `{"PoolName":"p","Schema":[{"Name":"email","Required":true}]}`,
	"reply-to with the default sender":                        `{"PoolName":"p","EmailConfiguration":{"ReplyToEmailAddress":"help@example.com"}}`,
	"the legacy validity alone":                               `{"PoolName":"p","AdminCreateUserConfig":{"UnusedAccountValidityDays":7}}`,
	"a function of another account":                           `eu-central-1 {"PoolName":"p","LambdaConfig":{"PreSignUp":"$strangefn"}}`,
	"SMS MFA without a verified phone":                        `{"PoolName":"p","MfaConfiguration":"OPTIONAL","AutoVerifiedAttributes":["email"],"SmsConfiguration":{"SnsCallerArn":"$role"}}`,
	"email MFA with an empty block":                           `{"PoolName":"p","MfaConfiguration":"ON","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"$domain","From":"a@example.com"},"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":1},{"Name":"verified_phone_number","Priority":2}]},"EmailMfaConfiguration":{}}`,
	"passkey settings with MFA off":                           `{"PoolName":"p","MfaConfiguration":"OFF","WebAuthnConfiguration":{"RelyingPartyId":"123456789"}}`,
	"SNS in a legacy neighbour":                               `eu-central-1 {"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"eu-west-1"}}`,
	"a region from the environment":                           `us-east-1? {"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn"}}`,
	"a region nobody knows":                                   `xx-new-1 {"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"$address"},"SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"eu-west-1"}}`,
	"an invitation without a password where nobody needs one": `{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}},"AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"Hello {username}"}}}`,
	"phone recovery beside optional SMS MFA":                  `{"PoolName":"p","MfaConfiguration":"OPTIONAL","SmsConfiguration":{"SnsCallerArn":"$role"},"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_phone_number","Priority":1}]}}`,
	"SMS through End User Messaging":                          `{"PoolName":"p","SmsConfiguration":{"EumsSms":{"CallerArn":"$role"}}}`,
	"a link and a code in the link's text":                    `{"PoolName":"p","VerificationMessageTemplate":{"EmailMessageByLink":"{##verify##} {####}"}}`,
	"a function with an alias":                                `{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn:live"}}`,
}

func TestRulesAccepted(t *testing.T) {
	for name, text := range acceptedPools {
		t.Run(name, func(t *testing.T) { noErrors(t, readPool(t, text)) })
	}
	for _, file := range []string{"sample-request.json", "largest.json"} {
		t.Run(file, func(t *testing.T) { noErrors(t, readFile(t, file)) })
	}
}

func noErrors(t *testing.T, facts Facts) {
	t.Helper()
	for _, f := range CheckIn(facts) {
		if f.Severity == Error {
			t.Errorf("%s: %v: %s", f.Rule, f.Settings, f.Message)
		}
	}
}

func readFile(t testing.TB, name string) Facts {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return Facts{Pool: d.Pool}
}

// The presets have no errors, and nothing that surprises. The one that shows
// what Cognito decides by itself has two warnings about just that.
func TestRulesPresets(t *testing.T) {
	expected := map[string][]string{"defaults": {"case-sensitive-forever", "sign-up-never-confirmed"}}
	for _, preset := range Presets {
		for _, f := range Check(LoadPreset(preset.Name)) {
			if f.Severity > Advice && !slices.Contains(expected[preset.Name], f.Rule) {
				t.Errorf("%s: %v %s: %v: %s", preset.Name, f.Severity, f.Rule, f.Settings, f.Message)
			}
		}
	}
}

// refusedPool is a pool that the service rejects, with its message.
type refusedPool struct {
	words string   // what the service says
	rule  string   // the rule that finds it
	says  []string // what the finding must say to cover the service's words
	pool  string
}

var refusedPools = []refusedPool{
	{"Only one of the aliasAttributes or usernameAttributes can be set in a User pool.", "username-or-alias", []string{"AliasAttributes", "UsernameAttributes", "only one"},
		`{"PoolName":"p","AliasAttributes":["email"],"UsernameAttributes":["email"]}`},
	{"Only one of the aliasAttributes or usernameAttributes can be set in a User pool.", "username-or-alias", []string{"only one"},
		`{"PoolName":"p","AliasAttributes":["preferred_username"],"UsernameAttributes":["email"]}`},
	{"Required custom attributes are not supported currently.", "custom-attribute-required", []string{"required", "not support", "custom attribute"},
		`{"PoolName":"p","Schema":[{"Name":"username","AttributeDataType":"String","Required":true}]}`},
	{"You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email", "standard-attribute-changed", []string{"standard attribute", "email", "AttributeDataType"},
		`{"PoolName":"p","Schema":[{"Name":"email","AttributeDataType":"Number"}]}`},
	{"You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email", "standard-attribute-changed", []string{"standard attribute", "email", "DeveloperOnlyAttribute"},
		`{"PoolName":"p","Schema":[{"Name":"email","AttributeDataType":"String","DeveloperOnlyAttribute":true}]}`},
	{"Duplicate custom attribute names custom:dept are not allowed in a user pool schema.", "attribute-duplicate", []string{"dept", "not allowed"},
		`{"PoolName":"p","Schema":[{"Name":"dept","AttributeDataType":"String"},{"Name":"dept","AttributeDataType":"Number"}]}`},
	{"Attribute custom:level cannot have a max length shorter than it's min length", "attribute-lengths-swapped", []string{"level", "MaxLength", "shorter", "MinLength"},
		`{"PoolName":"p","Schema":[{"Name":"level","AttributeDataType":"String","StringAttributeConstraints":{"MinLength":"10","MaxLength":"9"}}]}`},
	{"user.level: String attributes cannot have a length of more than 2048", "attribute-length-limit", []string{"level", "more than 2048"},
		`{"PoolName":"p","Schema":[{"Name":"level","AttributeDataType":"String","StringAttributeConstraints":{"MaxLength":"2049"}}]}`},
	{"Attribute custom:n2 cannot have a max value smaller than it's min value", "attribute-values-swapped", []string{"n2", "MaxValue", "smaller", "MinValue"},
		`{"PoolName":"p","Schema":[{"Name":"n2","AttributeDataType":"Number","NumberAttributeConstraints":{"MinValue":"10","MaxValue":"9"}}]}`},
	{"Invalid StringAttributeConstraints for schema attribute x", "attribute-bound-not-a-number", []string{"MinLength", "x", "not a whole number"},
		`{"PoolName":"p","Schema":[{"Name":"x","AttributeDataType":"String","StringAttributeConstraints":{"MinLength":"two"}}]}`},
	{"Invalid StringAttributeConstraints for schema attribute x", "attribute-bound-not-a-number", []string{"MinLength", "x", "negative"},
		`{"PoolName":"p","Schema":[{"Name":"x","AttributeDataType":"String","StringAttributeConstraints":{"MinLength":"-1"}}]}`},
	{"Invalid NumberAttributeConstraints for schema attribute x", "attribute-bound-not-a-number", []string{"MaxValue", "x", "not a whole number"},
		`{"PoolName":"p","Schema":[{"Name":"x","AttributeDataType":"Number","NumberAttributeConstraints":{"MaxValue":"1.5"}}]}`},
	{"Invalid AttributeDataType input, consider using the provided AttributeDataType enum.", "attribute-needs-type", []string{"AttributeDataType"},
		`{"PoolName":"p","Schema":[{"Name":"x"}]}`},
	{"1 validation error detected: Value at 'schema' failed to satisfy constraint: Member must have length less than or equal to 50", "count", []string{"Schema", "50"},
		`{"PoolName":"p","Schema":[` + strings.Repeat(`{"Name":"email"},`, 50) + `{"Name":"email"}]}`},
	{"Value at 'schema.1.member.name' failed to satisfy constraint: Member must have length less than or equal to 20", "length", []string{"Name", "20"},
		`{"PoolName":"p","Schema":[{"Name":"phone_number_verified"}]}`},
	{"Value at 'schema.1.member.name' failed to satisfy constraint: Member must satisfy regular expression pattern", "pattern", []string{"Name", "no spaces"},
		`{"PoolName":"p","Schema":[{"Name":"a b","AttributeDataType":"String"}]}`},
	{"Value '4' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value greater than or equal to 6", "range", []string{"MinimumLength", "6"},
		`{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":4}}}`},
	{"Member must have value less than or equal to 24", "range", []string{"PasswordHistorySize", "24"},
		`{"PoolName":"p","Policies":{"PasswordPolicy":{"PasswordHistorySize":25}}}`},
	{"Member must have value less than or equal to 365", "range", []string{"TemporaryPasswordValidityDays", "365"},
		`{"PoolName":"p","Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":366}}}`},
	{"Member must have value less than or equal to 365", "range", []string{"UnusedAccountValidityDays", "365"},
		`{"PoolName":"p","AdminCreateUserConfig":{"UnusedAccountValidityDays":366}}`},
	{"Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays", "password-validity-twice", []string{"TemporaryPasswordValidityDays", "UnusedAccountValidityDays"},
		`{"PoolName":"p","Policies":{"PasswordPolicy":{"TemporaryPasswordValidityDays":7}},"AdminCreateUserConfig":{"UnusedAccountValidityDays":7}}`},
	{"SMS configuration is required when phone_number is selected for auto verification", "phone-verification-needs-sms", []string{"AutoVerifiedAttributes", "phone_number", "SmsConfiguration"},
		`{"PoolName":"p","AutoVerifiedAttributes":["phone_number"]}`},
	{"All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes", "update-needs-verification", []string{"AttributesRequireVerificationBeforeUpdate", "AutoVerifiedAttributes"},
		`{"PoolName":"p","UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":["email"]}}`},
	{"Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.", "admin-only-alone", []string{"admin_only", "recovery", "alone"},
		`{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"admin_only","Priority":1},{"Name":"verified_email","Priority":2}]}}`},
	{"Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.", "recovery-duplicates", []string{"priorit", "recovery"},
		`{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_phone_number","Priority":1},{"Name":"verified_email","Priority":1}]}}`},
	{"Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.", "recovery-duplicates", []string{"verified_email", "twice", "recovery"},
		`{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":1},{"Name":"verified_email","Priority":2}]}}`},
	{"Member must have length greater than or equal to 1", "count", []string{"RecoveryMechanisms", "1"},
		`{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[]}}`},
	{"Member must have length less than or equal to 2", "count", []string{"RecoveryMechanisms", "2"},
		`{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":1},{"Name":"verified_phone_number","Priority":2},{"Name":"admin_only","Priority":1}]}}`},
	{"Member must have value less than or equal to 2", "range", []string{"Priority", "2"},
		`{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":3}]}}`},
	{"Member must have length greater than or equal to 1", "count", []string{"AllowedFirstAuthFactors", "1"},
		`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":[]}}}`},
	{"Member must have length less than or equal to 4", "count", []string{"AllowedFirstAuthFactors", "4"},
		`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP","WEB_AUTHN","PASSWORD","PASSWORD"]}}}`},
	{"Member must satisfy constraint: [Member must satisfy enum value set: [PASSWORD, EMAIL_OTP, SMS_OTP, WEB_AUTHN]]", "choice", []string{"AllowedFirstAuthFactors", "PASSKEY"},
		`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","PASSKEY"]}}}`},
	{"PASSWORD should be configured as one of the allowed first auth factors.", "first-factor-needs-password", []string{"PASSWORD", "allowed first factors"},
		`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["WEB_AUTHN"]}}}`},
	{"SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS configuration", "sms-otp-needs-sms", []string{"SMS_OTP", "SmsConfiguration"},
		`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","SMS_OTP"]}}}`},
	{"The following features need to be disabled for the LITE pricing tier configured: Passwordless Sign-In", "tier-lacks-feature", []string{"LITE", "EMAIL_OTP"},
		`{"PoolName":"p","UserPoolTier":"LITE","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}`},
	{"SMS configuration and Auto verification for phone_number are required when MFA is required/optional", "mfa-needs-factor", []string{"MfaConfiguration", "SMS", "factor"},
		`{"PoolName":"p","MfaConfiguration":"ON"}`},
	{"SMS configuration and Auto verification for phone_number are required when MFA is required/optional", "sms-mfa-needs-sms", []string{"MfaConfiguration", "SmsConfiguration"},
		`{"PoolName":"p","MfaConfiguration":"OPTIONAL","SmsMfaConfiguration":{}}`},
	{"Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.", "mfa-needs-factor", []string{"MfaConfiguration", "enabled", "SMS", "email", "software token"},
		`{"CreateUserPool":{"PoolName":"p"},"SetUserPoolMfaConfig":{"MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":false}}}`},
	{"Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.", "mfa-needs-factor", []string{"MfaConfiguration", "enabled"},
		`{"CreateUserPool":{"PoolName":"p"},"SetUserPoolMfaConfig":{"MfaConfiguration":"OPTIONAL","WebAuthnConfiguration":{"RelyingPartyId":"auth.example.com"}}}`},
	{"Invalid MFA configuration given, can't turn off MFA and configure an MFA together.", "mfa-off-with-factor", []string{"MfaConfiguration", "OFF", "factor"},
		`{"CreateUserPool":{"PoolName":"p"},"SetUserPoolMfaConfig":{"MfaConfiguration":"OFF","SoftwareTokenMfaConfiguration":{"Enabled":true}}}`},
	{"Invalid MFA configuration given, can't turn off MFA and configure an MFA together.", "mfa-off-with-factor", []string{"not set", "OFF", "factor"},
		`{"CreateUserPool":{"PoolName":"p"},"SetUserPoolMfaConfig":{"SoftwareTokenMfaConfiguration":{"Enabled":false}}}`},
	{"Invalid MFA configuration given, can't turn off MFA and configure an MFA together.", "mfa-off-with-factor", []string{"OFF", "EmailMfaConfiguration"},
		`{"CreateUserPool":{"PoolName":"p"},"SetUserPoolMfaConfig":{"EmailMfaConfiguration":{}}}`},
	{"Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT. Update the value of EmailSendingAccount.", "email-mfa-needs-ses", []string{"EmailMfaConfiguration", "EmailSendingAccount", "COGNITO_DEFAULT"},
		`{"PoolName":"p","MfaConfiguration":"ON","EmailMfaConfiguration":{}}`},
	{"Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled", "mfa-required-with-otp", []string{"EMAIL_OTP", "PASSWORD", "WEB_AUTHN", "MFA"},
		`{"PoolName":"p","MfaConfiguration":"ON","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}},"SoftwareTokenMfaConfiguration":{"Enabled":true}}`},
	{"Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth factor", "mfa-required-with-passkey", []string{"WEB_AUTHN", "SINGLE_FACTOR", "MFA required"},
		`{"PoolName":"p","MfaConfiguration":"ON","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}},"SoftwareTokenMfaConfiguration":{"Enabled":true},"WebAuthnConfiguration":{"UserVerification":"required"}}`},
	{"Source ARN is required to use DEVELOPER email sending owner", "ses-needs-source-arn", []string{"DEVELOPER", "SourceArn"},
		`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER"}}`},
	{"Cannot configure From email address for default email configuration", "from-needs-ses", []string{"From", "default sender"},
		`{"PoolName":"p","EmailConfiguration":{"From":"shop@example.com"}}`},
	{"Invalid EmailConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.", "ses-region", []string{"SourceArn", "eu-west-1, us-east-1 or us-west-2"},
		`us-east-1 {"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"arn:aws:ses:eu-central-1:123456789012:identity/example.com","From":"a@example.com"}}`},
	{"Provided From email address is invalid", "from-invalid", []string{"From", "not a valid email address"},
		`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"$domain","From":"not an address"}}`},
	{"Value at 'emailConfiguration.replyToEmailAddress' failed to satisfy constraint: Member must satisfy regular expression pattern", "pattern", []string{"ReplyToEmailAddress"},
		`{"PoolName":"p","EmailConfiguration":{"ReplyToEmailAddress":"Help <help@example.com>"}}`},
	{"Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1", "sns-region", []string{"SnsRegion", "us-east-1"},
		`us-east-1 {"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"us-west-2"}}`},
	{"KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.", "sender-needs-kms-key", []string{"KMSKeyID", "CustomSMSSender", "CustomEmailSender"},
		`{"PoolName":"p","LambdaConfig":{"CustomSMSSender":{"LambdaArn":"$fn","LambdaVersion":"V1_0"}}}`},
	{"Encountered error when CreateGrant was attempted on the input KMS key - Invalid arn us-east-1", "kms-cross-region", []string{"KMSKeyID", "us-east-1"},
		`eu-central-1 {"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key2","CustomSMSSender":{"LambdaArn":"$fn","LambdaVersion":"V1_0"}}}`},
	{"Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's", "pre-token-arns-differ", []string{"PreTokenGeneration", "PreTokenGenerationConfig", "different", "ARN"},
		`{"PoolName":"p","LambdaConfig":{"PreTokenGeneration":"$fn","PreTokenGenerationConfig":{"LambdaArn":"$otherfn","LambdaVersion":"V1_0"}}}`},
	{"The following features need to be disabled for the LITE pricing tier configured: Token Customization with Pre-Token Generation Lambda V2_0", "tier-lacks-feature", []string{"LITE", "V2_0"},
		`{"PoolName":"p","UserPoolTier":"LITE","LambdaConfig":{"PreTokenGenerationConfig":{"LambdaArn":"$fn","LambdaVersion":"V2_0"}}}`},
	{"The following features need to be disabled for the LITE pricing tier configured", "tier-lacks-feature", []string{"LITE", "V3_0"},
		`{"PoolName":"p","UserPoolTier":"LITE","LambdaConfig":{"PreTokenGenerationConfig":{"LambdaArn":"$fn","LambdaVersion":"V3_0"}}}`},
	{"Cross-region lambda functions are not supported", "trigger-cross-region", []string{"function", "across Regions"},
		`eu-central-1 {"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn2"}}`},
	{"Member must satisfy enum value set: [V1_0]", "choice", []string{"LambdaVersion", "V2_0"},
		`{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key","CustomSMSSender":{"LambdaArn":"$fn","LambdaVersion":"V2_0"}}}`},
	{"The following features need to be disabled for the ESSENTIALS pricing tier configured: Threat Protection", "tier-lacks-feature", []string{"ESSENTIALS", "AdvancedSecurityMode", "PLUS"},
		`{"PoolName":"p","UserPoolTier":"ESSENTIALS","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}}`},
	{"Missing required parameter in input: PoolName", "required", []string{"PoolName"}, `{"UserPoolTier":"LITE"}`},
	{"Missing required parameter in UserPoolAddOns: AdvancedSecurityMode", "required", []string{"AdvancedSecurityMode"},
		`{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityAdditionalFlows":{"CustomAuthMode":"AUDIT"}}}`},
	{"Missing required parameter in SmsConfiguration: SnsCallerArn", "sms-one-sender", []string{"SnsCallerArn"}, `{"PoolName":"p","SmsConfiguration":{"ExternalId":"x"}}`},
	{"The message is invalid.", "link-text-without-link", []string{"EmailMessageByLink", "{####}"}, `{"PoolName":"p","VerificationMessageTemplate":{"EmailMessageByLink":"Your code is {####}"}}`},
	{"Email arn does not belong to your account.", "source-arn-not-ses", []string{"SourceArn"},
		`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"arn:aws:ses:eu-west-1:123456789012:identity/"}}`},
	{"Missing required parameter in UsernameConfiguration: CaseSensitive", "required", []string{"CaseSensitive"}, `{"PoolName":"p","UsernameConfiguration":{}}`},
	{"Member must satisfy regular expression pattern", "invitation-without-password", []string{"SMSMessage", "{####}"}, `{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"Hello {username}"}}}`},
	{"Member must satisfy regular expression pattern", "invitation-without-password", []string{"EmailMessage", "{####}"}, `{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"Hello {username}"}}}`},
	{"Member must satisfy regular expression pattern", "pattern", []string{"EmailMessage", "no-break"}, `{"PoolName":"p","VerificationMessageTemplate":{"EmailMessage":"Code:\u00a0{####}"}}`},
	{"Member must satisfy regular expression pattern", "pattern", []string{"EmailMessage", "joined emoji"}, `{"PoolName":"p","VerificationMessageTemplate":{"EmailMessage":"{####} \ud83d\udc68\u200d\ud83d\udc69"}}`},
	{"Member must satisfy regular expression pattern", "pattern", []string{"PreSignUp", "ARN"}, `{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn:$LATEST"}}`},
	{"RelyingPartyId contains invalid characters", "pattern", []string{"RelyingPartyId"}, `{"PoolName":"p","WebAuthnConfiguration":{"RelyingPartyId":"https://example.com/path"}}`},
	{"Account Recovery Setting cannot use verified_phone_number as a recovery mechanism when SMS MFA is configured.", "sms-mfa-phone-recovery", []string{"verified_phone_number", "SMS", "recovery"},
		`{"PoolName":"p","MfaConfiguration":"ON","SmsConfiguration":{"SnsCallerArn":"$role"},"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_phone_number","Priority":1}]}}`},
}

func TestRulesRefused(t *testing.T) {
	for _, r := range refusedPools {
		t.Run(r.rule, func(t *testing.T) {
			found := slices.DeleteFunc(hits(readPool(t, r.pool), r.rule), func(f Finding) bool { return f.Severity != Error })
			for _, f := range found {
				if all := f.Message + strings.Join(f.Settings, " "); !slices.ContainsFunc(r.says, func(s string) bool { return !strings.Contains(all, s) }) {
					checkWords(t, f)
					return
				}
			}
			t.Errorf("the service says %q of %s\nwant an error that says %q; found %+v", r.words, r.pool, r.says, found)
		})
	}
}

// Our calls always send SMS as a factor in a pool that has it, so that the
// service has no reason to say: Can't turn off SMS_MFA when SMS configuration
// is set for the user pool.
func TestRulesCallsKeepSms(t *testing.T) {
	facts := readPool(t, `{"PoolName":"p","MfaConfiguration":"ON","SmsConfiguration":{"SnsCallerArn":"$role"},"SoftwareTokenMfaConfiguration":{"Enabled":true}}`)
	noErrors(t, facts)
	if calls := facts.Calls(); len(calls) != 2 || calls[1].Request.(*SetUserPoolMfaConfig).SmsMfaConfiguration == nil {
		t.Errorf("the second call drops SMS: %+v", calls)
	}
}

func TestTiers(t *testing.T) {
	for want, texts := range map[string][]string{
		"LITE":       {`{"PoolName":"p"}`, `{"PoolName":"p","Policies":{"PasswordPolicy":{"PasswordHistorySize":0}}}`, `{"PoolName":"p","UserPoolTier":"PLUS","UserPoolAddOns":{"AdvancedSecurityMode":"OFF"}}`},
		"ESSENTIALS": {`{"PoolName":"p","Policies":{"PasswordPolicy":{"PasswordHistorySize":1}}}`, `{"PoolName":"p","EmailMfaConfiguration":{}}`, `{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}}}`},
		"PLUS":       {`{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}}`},
	} {
		for _, text := range texts {
			if got := CheapestTier(readPool(t, text).Pool); got != want {
				t.Errorf("%s: the cheapest plan is %s, want %s", text, got, want)
			}
		}
	}
	for name, want := range map[string]string{
		"LITE":       "USD 0.0055 for each monthly active user after the first 10,000",
		"ESSENTIALS": "USD 0.015 for each monthly active user after the first 10,000",
		"PLUS":       "USD 0.02 for each monthly active user, none free",
	} {
		if got := LookupTier(name).Cost(); got != want {
			t.Errorf("%s costs %q, want %q", name, got, want)
		}
	}
}

// randomPool sets some of the settings to values good and bad.
func randomPool(r *rand.Rand) *Pool {
	p := &Pool{}
	p.CreateUserPool.Schema = make([]Attribute, r.IntN(4))
	p.CreateUserPool.AccountRecoverySetting = &AccountRecoverySetting{RecoveryMechanisms: make([]RecoveryMechanism, r.IntN(3))}
	for i := range Catalogue {
		s := &Catalogue[i]
		if r.IntN(3) > 0 || s.Kind == List {
			continue
		}
		path := strings.Replace(s.Path, "[]", fmt.Sprintf("[%d]", r.IntN(4)), 1)
		if value := randomValue(r, s); value != nil {
			p.Set(path, value) // an index beyond the list is no item: nothing to set
		}
	}
	if r.IntN(4) == 0 {
		p.SetUserPoolMfaConfig.EmailMfaConfiguration = &EmailMfa{}
	}
	if r.IntN(4) == 0 {
		p.SetUserPoolMfaConfig.SmsMfaConfiguration = &SmsMfa{}
	}
	if r.IntN(4) == 0 {
		p.CreateUserPool.DcrConfiguration = &DcrConfiguration{}
	}
	return p
}

var randomTexts = []string{
	"", "x", "{####}", "{##", "##}", "{username}", "email", "custom:a", "sub", "Phone-Number", "-1", "0", "2048", "2049", "1e5", "+", "é\u200d", "arn:", "arn:aws:::::",
	"$fn", "$fn2", "$key", "$key2", "$role", "$strangerole", "$domain", "$address", "a@b", "A <a@b>", "<", "eu-west-1", strings.Repeat("9", 400),
}

func randomValue(r *rand.Rand, s *Setting) any {
	word := func() string {
		if len(s.Choices) > 0 && r.IntN(5) > 0 {
			return s.Choices[r.IntN(len(s.Choices))].Value
		}
		return arns.Replace(randomTexts[r.IntN(len(randomTexts))])
	}
	switch s.Kind {
	case Bool:
		return r.IntN(2) == 0
	case Int:
		return r.IntN(500) - 50
	case Choices:
		list := make([]string, r.IntN(5))
		for i := range list {
			list[i] = word()
		}
		return list
	case Map:
		return map[string]string{word(): word(), "aws:" + word(): word()}
	case Block, List:
		return nil
	}
	return word()
}

func TestRulesOnRandomPools(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 1))
		p := randomPool(r)
		before := p.Clone()
		facts := Facts{Pool: p, Region: []string{"", "eu-central-1", "us-east-1", "xx"}[r.IntN(4)], Assumed: r.IntN(2) == 0}
		found := CheckIn(facts)
		if again := CheckIn(facts); !reflect.DeepEqual(found, again) {
			t.Fatalf("seed %d: two answers for one pool", seed)
		}
		if !p.Equal(before) {
			t.Fatalf("seed %d: the checks changed the pool", seed)
		}
		for _, f := range found {
			checkWords(t, f)
			if LookupRule(f.Rule) == nil {
				t.Fatalf("seed %d: no rule %s", seed, f.Rule)
			}
		}
	}
}

// Every rule that can be broken by chance is broken by some random pool, so
// that the test above visits them.
func TestRulesRandomReach(t *testing.T) {
	reached := map[string]bool{}
	for seed := range uint64(2000) {
		for _, f := range Check(randomPool(rand.New(rand.NewPCG(seed, 1)))) {
			reached[f.Rule] = true
		}
	}
	if len(reached) < len(Rules)*2/3 {
		t.Errorf("random pools reach %d of %d rules: %v", len(reached), len(Rules), slices.Sorted(maps.Keys(reached)))
	}
}

func BenchmarkCheckLargest(b *testing.B) {
	p := readFile(b, "largest.json").Pool
	b.ReportAllocs()
	for b.Loop() {
		Check(p)
	}
}

func BenchmarkRulesLargest(b *testing.B) {
	facts := readFile(b, "largest.json")
	b.ReportAllocs()
	for b.Loop() {
		for i := range Rules {
			if Rules[i].Check != nil {
				Rules[i].Check(facts)
			}
		}
	}
}
