package sandbox

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// What CreateUserPool rejects, with the service's message.
func TestCreateRejected(t *testing.T) {
	tests := []struct{ body, code, message string }{
		{`{}`, "", "1 validation error detected: Value null at 'poolName' failed to satisfy constraint: Member must not be null"},
		{``, "", "1 validation error detected: Value null at 'poolName' failed to satisfy constraint: Member must not be null"},
		{`{"PoolName":"café: x","Policies":{"PasswordPolicy":{"MinimumLength":4}}}`, "", "2 validation errors detected: " +
			`Value 'caf?: x' at 'poolName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w\s+=,.@-]+; ` +
			"Value '4' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value greater than or equal to 6"},
		{`{"PoolName":"p","Schema":[{"Name":"email"},{"Name":"phone_number_verified"}]}`, "", "1 validation error detected: Value 'phone_number_verified' at 'schema.2.member.name' failed to satisfy constraint: Member must have length less than or equal to 20"},
		{`{"PoolName":"p","AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"Hello you"}}}`, "", "1 validation error detected: Value 'Hello you' at 'adminCreateUserConfig.inviteMessage.smsMessage' failed to satisfy constraint: Member must satisfy regular expression pattern: (?s).*\\{####\\}.*"},
		{`{"PoolName":"p","UserPoolTier":"Lite"}`, "", "1 validation error detected: Value 'Lite' at 'userPoolTier' failed to satisfy constraint: Member must satisfy enum value set: [LITE, ESSENTIALS, PLUS]"},
		{`{"PoolName":"p","AliasAttributes":["mail"]}`, "", "1 validation error detected: Value '[mail]' at 'aliasAttributes' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [*]]"},
		{`{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[]}}`, "", "1 validation error detected: Value '[0 mechanisms]' at 'accountRecoverySetting.recoveryMechanisms' failed to satisfy constraint: Member must have length greater than or equal to 1"},
		{`{"PoolName":"p","UserPoolTags":{"":"x"}}`, "", "1 validation error detected: Value 'map[:x]' at 'userPoolTags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]"},
		{`{"PoolName":"p","MfaConfiguration":"ON"}`, "", smsRequired},
		{`{"PoolName":"p","MfaConfiguration":"OPTIONAL","AutoVerifiedAttributes":["email"]}`, "", smsRequired},
		{`{"PoolName":"p","MfaConfiguration":"ON",` + smsSettings + `,"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}`, "", "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled"},
		{`{"PoolName":"p","AliasAttributes":["email"],"UsernameAttributes":["email"]}`, "", "Only one of the aliasAttributes or usernameAttributes can be set in a User pool."},
		{`{"PoolName":"p","Schema":[{"Name":"email","AttributeDataType":"Number"}]}`, "", "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email"},
		{`{"PoolName":"p","Schema":[{"Name":"dept","AttributeDataType":"String"},{"Name":"dept","AttributeDataType":"String"}]}`, "", "Duplicate custom attribute names custom:dept are not allowed in a user pool schema."},
		{`{"PoolName":"p","Schema":[{"Name":"level","AttributeDataType":"String","StringAttributeConstraints":{"MinLength":"3","MaxLength":"2"}}]}`, "", "Attribute custom:level cannot have a max length shorter than it's min length"},
		{`{"PoolName":"p","Schema":[{"Name":"n2","AttributeDataType":"Number","NumberAttributeConstraints":{"MinValue":"3","MaxValue":"2"}}]}`, "", "Attribute custom:n2 cannot have a max value smaller than it's min value"},
		{`{"PoolName":"p","Schema":[{"Name":"x","AttributeDataType":"Number","NumberAttributeConstraints":{"MinValue":"three"}}]}`, "", "Invalid NumberAttributeConstraints for schema attribute x"},
		{`{"PoolName":"p","Schema":[{"Name":"x","AttributeDataType":"String","StringAttributeConstraints":{"MaxLength":"2049"}}]}`, "", "user.custom:x: String attributes cannot have a length of more than 2048"},
		{`{"PoolName":"p","UserPoolTier":"LITE","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}},"LambdaConfig":{"PreTokenGenerationConfig":{"LambdaArn":"` + function + `","LambdaVersion":"V2_0"}}}`,
			"FeatureUnavailableInTierException", "The following features need to be disabled for the LITE pricing tier configured: Passwordless Sign-In, Token Customization with Pre-Token Generation Lambda V2_0"},
		{`{"PoolName":"p","UserPoolTier":"ESSENTIALS","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}}`, "FeatureUnavailableInTierException", "The following features need to be disabled for the ESSENTIALS pricing tier configured: Threat Protection"},
		{`{"PoolName":"p","UserPoolTags":{"aws:x":"y"}}`, "UserPoolTaggingException", "*aws:x*"},
		{`{"PoolName":"p","UserPoolTags":{` + manyTags(51) + `}}`, "UserPoolTaggingException", "*51*50*"},
		{`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"arn:aws:s3:::bucket"}}`, "", "*at 'emailConfiguration.sourceArn'*"},
		{`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"arn:aws:sns:eu-west-1:123456789012:topic"}}`, "NotAuthorizedException", "Email arn does not belong to your account."},
		{`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"arn:aws:ses:eu-central-1:123456789012:identity/example.com","From":"a@example.com"}}`, "", "Invalid EmailConfiguration.SourceArn. *eu-west-1, us-east-1*us-west-2*"},
		{`{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::123456789012:role/sms","SnsRegion":"us-east-1"}}`, "", "Invalid snsRegion. *eu-west-1*"},
		{`{"PoolName":"p","LambdaConfig":{"PreSignUp":"arn:aws:lambda:us-east-1:123456789012:function:f"}}`, "", "Cross-region lambda functions are not supported"},
		{`{"PoolName":"p","LambdaConfig":{"KMSKeyID":"arn:aws:kms:us-east-1:123456789012:key/k"}}`, "", "Encountered error when CreateGrant was attempted on the input KMS key - Invalid arn us-east-1"},
	}
	for _, test := range tests {
		s := New("eu-west-1", &Memory{})
		answer := post(t, s, "CreateUserPool", test.body)
		if test.code == "" {
			test.code = "InvalidParameterException"
		}
		if answer.status != 400 || answer.code != test.code || !like(test.message, answer.message) {
			t.Errorf("%s\nanswers %d %s\n%s\nwant %s\n%s", test.body, answer.status, answer.code, answer.message, test.code, test.message)
		}
		if pools, err := s.Pools(); err != nil || len(pools) > 0 {
			t.Errorf("%s left %v, %v", test.body, pools, err)
		}
	}
}

func manyTags(n int) string {
	var tags []string
	for i := range n {
		tags = append(tags, fmt.Sprintf(`"k%d":"v"`, i))
	}
	return strings.Join(tags, ",")
}

// like compares a text with a pattern, in which * stands for any text.
func like(pattern, text string) bool {
	expression := strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, `.*`)
	return regexp.MustCompile(`(?s)^` + expression + `$`).MatchString(text)
}

// SetUserPoolMfaConfig against a pool: the answer, and what the pool has
// afterwards.
func TestSetMfa(t *testing.T) {
	const totp = `"SoftwareTokenMfaConfiguration":{"Enabled":true}`
	tests := []struct{ name, create, set, code, want string }{
		{"app", ``, `"MfaConfiguration":"ON",` + totp, "", `{"MfaConfiguration":"ON",` + totp + `}`},
		{"email", `,` + sesSettings, `"MfaConfiguration":"OPTIONAL","EmailMfaConfiguration":{}`, "", `{"MfaConfiguration":"OPTIONAL","EmailMfaConfiguration":{}}`},
		{"passkeys", ``, `"MfaConfiguration":"OFF","WebAuthnConfiguration":{"RelyingPartyId":"auth.example.com"}`, "", `{"MfaConfiguration":"OFF","WebAuthnConfiguration":{"RelyingPartyId":"auth.example.com","UserVerification":"preferred","FactorConfiguration":"SINGLE_FACTOR"}}`},
		{"SMS of the pool", `,` + smsSettings, `"MfaConfiguration":"ON","SmsMfaConfiguration":{},` + totp, "", `{"MfaConfiguration":"ON",` + totp + `,"SmsMfaConfiguration":{` + smsSettings + `}}`},
		{"SMS of the call", ``, `"MfaConfiguration":"ON","SmsMfaConfiguration":{` + smsSettings + `,"SmsAuthenticationMessage":"Code {####}"}`, "", `{"MfaConfiguration":"ON","SmsMfaConfiguration":{` + smsSettings + `,"SmsAuthenticationMessage":"Code {####}"}}`},
		{"replaced", `,"MfaConfiguration":"ON",` + smsSettings, `"MfaConfiguration":"OFF"`, "", `{"MfaConfiguration":"OFF"}`},
		{"nothing set", `,"MfaConfiguration":"ON",` + smsSettings, ``, "", `{"MfaConfiguration":"OFF"}`},
		{"no factor", ``, `"MfaConfiguration":"ON"`, "InvalidParameterException", "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled."},
		{"disabled factor", ``, `"MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":false}`, "InvalidParameterException", "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled."},
		{"off", ``, `"MfaConfiguration":"OFF",` + totp, "InvalidParameterException", "Invalid MFA configuration given, can't turn off MFA and configure an MFA together."},
		{"mode not set", ``, totp, "InvalidParameterException", "Invalid MFA configuration given, can't turn off MFA and configure an MFA together."},
		{"mode not set, MFA on", `,"MfaConfiguration":"ON",` + smsSettings, totp, "InvalidParameterException", "Invalid MFA configuration given, can't turn off MFA and configure an MFA together."},
		{"SMS dropped", `,` + smsSettings, `"MfaConfiguration":"ON",` + totp, "InvalidParameterException", "Can't turn off SMS_MFA when SMS configuration is set for the user pool"},
		{"SMS without settings", ``, `"MfaConfiguration":"ON","SmsMfaConfiguration":{}`, "InvalidParameterException", smsRequired},
		{"email without SES", ``, `"MfaConfiguration":"ON","EmailMfaConfiguration":{}`, "InvalidParameterException", "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT. Update the value of EmailSendingAccount."},
		{"email on LITE", `,"UserPoolTier":"LITE",` + sesSettings, `"MfaConfiguration":"ON","EmailMfaConfiguration":{}`, "FeatureUnavailableInTierException", "*LITE pricing tier*"},
		{"codes first", `,"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}`, `"MfaConfiguration":"ON",` + totp, "InvalidParameterException", "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled"},
		{"passkeys first", `,"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}}`, `"MfaConfiguration":"ON",` + totp, "InvalidParameterException", "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth factor"},
		{"a URL", ``, `"WebAuthnConfiguration":{"RelyingPartyId":"https://example.com"}`, "InvalidParameterException", "RelyingPartyId contains invalid characters"},
		{"limits", ``, `"MfaConfiguration":"MAYBE","WebAuthnConfiguration":{"UserVerification":"REQUIRED"}`, "InvalidParameterException", "*2 validation errors detected: *'mfaConfiguration'*[OFF, OPTIONAL, ON]*'webAuthnConfiguration.userVerification'*"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := New("eu-west-1", &Memory{})
			id := `{"UserPoolId":"` + made(t, s, `{"PoolName":"p"`+test.create+`}`) + `"`
			before := post(t, s, "GetUserPoolMfaConfig", id+`}`)
			body := id
			if test.set != "" {
				body += "," + test.set
			}
			answer := post(t, s, "SetUserPoolMfaConfig", body+`}`)
			now := post(t, s, "GetUserPoolMfaConfig", id+`}`)
			if test.code != "" {
				if answer.code != test.code || !like(test.want, answer.message) {
					t.Errorf("answers %s, want %s: %s", answer.body, test.code, test.want)
				}
				if now.body != before.body {
					t.Errorf("a rejected call changed\n%s to\n%s", before.body, now.body)
				}
				return
			}
			if got, want := canonical(t, now.members), canonical(t, parsed(t, test.want)); answer.status != 200 || got != want {
				t.Errorf("%d: the pool has\n%swant\n%s", answer.status, got, want)
			}
			if answer.body != now.body {
				t.Errorf("the answer is %s\nand then the pool has %s", answer.body, now.body)
			}
		})
	}
}

func TestUpdate(t *testing.T) {
	const totp = `"SoftwareTokenMfaConfiguration":{"Enabled":true}`
	tests := []struct{ name, create, mfa, update, code, want string }{
		{"all resets", `,"AutoVerifiedAttributes":["email"],"DeletionProtection":"ACTIVE","UserPoolTags":{"a":"b"},"AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true}`, ``, `"PoolName":"q"`, "", `{"PoolName":"q","DeletionProtection":"INACTIVE","AdminCreateUserConfig":{"AllowAdminCreateUserOnly":false,"UnusedAccountValidityDays":7},"AutoVerifiedAttributes":null,"UserPoolTags":null}`},
		{"what stays", `,"UserPoolTier":"PLUS","Policies":{"PasswordPolicy":{"MinimumLength":20},"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}},` + smsSettings, ``, `"Policies":{"PasswordPolicy":{"MinimumLength":10}}`, "", `{"PoolName":"p","UserPoolTier":"PLUS","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]},"PasswordPolicy":{"MinimumLength":10,"RequireUppercase":false,"RequireLowercase":false,"RequireNumbers":false,"RequireSymbols":false,"TemporaryPasswordValidityDays":7}},` + smsSettings + `}`},
		{"MFA stays", ``, `"MfaConfiguration":"ON",` + totp, `"PoolName":"q"`, "", `{"MfaConfiguration":"ON"}`},
		{"MFA off", ``, `"MfaConfiguration":"ON",` + totp, `"MfaConfiguration":"OFF"`, "", `{"MfaConfiguration":"OFF"}`},
		{"MFA on with SMS", `,` + smsSettings, ``, `"MfaConfiguration":"OPTIONAL"`, "", `{"MfaConfiguration":"OPTIONAL"}`},
		{"MFA on without", ``, ``, `"MfaConfiguration":"OPTIONAL"`, "InvalidParameterException", smsRequired},
		{"verification", `,"AutoVerifiedAttributes":["email"],"UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":["email"]}`, ``, `"DeletionProtection":"INACTIVE"`, "InvalidParameterException", "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes"},
		{"verification cleared", `,"AutoVerifiedAttributes":["email"],"UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":["email"]}`, ``, `"UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":[]}`, "", `{"UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":[]}}`},
		{"phone without SMS", `,"AutoVerifiedAttributes":["phone_number"],` + smsSettings, ``, `"AutoVerifiedAttributes":["phone_number"]`, "InvalidParameterException", "SMS configuration is required when phone_number is selected for auto verification"},
		{"smaller plan", `,"Policies":{"PasswordPolicy":{"MinimumLength":8,"PasswordHistorySize":3}}`, ``, `"UserPoolTier":"LITE"`, "TierChangeNotAllowedException", "*LITE pricing tier*"},
		{"feature of a higher plan", ``, ``, `"UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}`, "FeatureUnavailableInTierException", "*ESSENTIALS pricing tier configured: Threat Protection"},
		{"passkeys with MFA", ``, `"MfaConfiguration":"ON",` + totp, `"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}}`, "InvalidParameterException", "WEB_AUTHN cannot be used as an auth factor when MFA is enabled if not configured for MFA."},
		{"limits once", ``, ``, `"MfaConfiguration":"MAYBE"`, "InvalidParameterException", "*1 validation error detected: *"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := New("eu-west-1", &Memory{})
			id := `{"UserPoolId":"` + made(t, s, `{"PoolName":"p"`+test.create+`}`) + `"`
			if test.mfa != "" {
				post(t, s, "SetUserPoolMfaConfig", id+`,`+test.mfa+`}`)
			}
			before := post(t, s, "DescribeUserPool", id+`}`)
			answer := post(t, s, "UpdateUserPool", id+`,`+test.update+`}`)
			now := post(t, s, "DescribeUserPool", id+`}`)
			if test.code != "" {
				if answer.code != test.code || !like(test.want, answer.message) {
					t.Errorf("answers %s, want %s: %s", answer.body, test.code, test.want)
				}
				if now.body != before.body {
					t.Errorf("a rejected call changed\n%s to\n%s", before.body, now.body)
				}
				return
			}
			if answer.status != 200 || len(answer.members) > 0 {
				t.Errorf("answers %d %s", answer.status, answer.body)
			}
			pool := now.members["UserPool"].(map[string]any)
			for name, want := range parsed(t, test.want).(map[string]any) {
				if name == "PoolName" {
					pool[name] = pool["Name"]
				}
				if got, want := canonical(t, pool[name]), canonical(t, want); got != want {
					t.Errorf("%s is %swant %s", name, got, want)
				}
			}
		})
	}
}
