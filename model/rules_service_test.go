package model

import (
	"slices"
	"strings"
	"testing"
)

// acceptedPools are pools that the service accepts although its documentation
// forbids them, or although they look wrong.
var acceptedPools = map[string]string{
	"prefix with a word that contains aws":                    draft("", aDomain("my-awsome-shop", "")),
	"images beside the default style":                         draft("", managedDomain, aClient(codeFlow), aStyle(`,"UseCognitoProvidedValues":true,"Assets":[{"Category":"FORM_LOGO","ColorMode":"LIGHT","Extension":"PNG"}]`)),
	"rotation without the refresh flow":                       withClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"],"RefreshTokenRotation":{"Feature":"ENABLED"}`),
	"rotation with the default flows":                         withClient(`"RefreshTokenRotation":{"Feature":"ENABLED"}`),
	"refresh token as short as the access token":              withClient(`"RefreshTokenValidity":1,"TokenValidityUnits":{"RefreshToken":"hours"}`),
	"OAuth settings without OAuth":                            withClient(`"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid"],"CallbackURLs":["http://localhost:3000"]`),
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
	"CustomAuthMode without threat protection":                `{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"OFF","AdvancedSecurityAdditionalFlows":{"CustomAuthMode":"AUDIT"}}}`,
	"custom: typed by hand":                                   `{"PoolName":"p","Schema":[{"Name":"custom:x","AttributeDataType":"String"}]}`,
	"a standard attribute without its type":                   `{"PoolName":"p","Schema":[{"Name":"email","Required":true}]}`,
	"reply-to with the default sender":                        `{"PoolName":"p","EmailConfiguration":{"ReplyToEmailAddress":"help@example.com"}}`,
	"the legacy validity alone":                               `{"PoolName":"p","AdminCreateUserConfig":{"UnusedAccountValidityDays":7}}`,
	"a function of another account":                           `eu-central-1 {"PoolName":"p","LambdaConfig":{"PreSignUp":"$strangefn"}}`,
	"SMS MFA without a verified phone":                        `{"PoolName":"p","MfaConfiguration":"OPTIONAL","AutoVerifiedAttributes":["email"],"SmsConfiguration":{"SnsCallerArn":"$role"}}`,
	"email MFA with an empty block":                           `{"PoolName":"p","MfaConfiguration":"ON","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"$domain","From":"a@example.com"},"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":1},{"Name":"verified_phone_number","Priority":2}]},"EmailMfaConfiguration":{}}`,
	"passkey settings with MFA off":                           `{"PoolName":"p","MfaConfiguration":"OFF","WebAuthnConfiguration":{"RelyingPartyId":"123456789"}}`,
	"SNS in a legacy Region":                                  `eu-central-1 {"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"eu-west-1"}}`,
	"a Region from the environment":                           `us-east-1? {"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn"}}`,
	"an unknown Region":                                       `xx-new-1 {"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"$address"},"SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"eu-west-1"}}`,
	"an invitation without a password in a passwordless pool": `{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}},"AdminCreateUserConfig":{"InviteMessageTemplate":{"EmailMessage":"Hello {username}"}}}`,
	"phone recovery with optional SMS MFA":                    `{"PoolName":"p","MfaConfiguration":"OPTIONAL","SmsConfiguration":{"SnsCallerArn":"$role"},"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_phone_number","Priority":1}]}}`,
	"SMS through End User Messaging":                          `{"PoolName":"p","SmsConfiguration":{"EumsSms":{"CallerArn":"$role"}}}`,
	"a link and a code in the link's text":                    `{"PoolName":"p","VerificationMessageTemplate":{"EmailMessageByLink":"{##verify##} {####}"}}`,
	"a function with an alias":                                `{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn:live"}}`,
}

func TestAcceptedPools(t *testing.T) {
	for name, text := range acceptedPools {
		t.Run(name, func(t *testing.T) { noErrors(t, readPool(t, text)) })
	}
	for _, file := range []string{"sample-request.json", "largest.json", "largest-app.json"} {
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

// rejectedPool is a pool that the service rejects, with its message.
type rejectedPool struct {
	message  string   // the service's
	rule     string   // the rule that finds it
	mentions []string // what the finding must mention to cover the service's message
	pool     string
}

var rejectedPools = []rejectedPool{
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

func TestRejectedPools(t *testing.T) {
	for _, r := range rejectedPools {
		t.Run(r.rule, func(t *testing.T) {
			found := slices.DeleteFunc(matches(readPool(t, r.pool), r.rule), func(f Finding) bool { return f.Severity != Error })
			for _, f := range found {
				if all := f.Message + strings.Join(f.Settings, " "); !slices.ContainsFunc(r.mentions, func(s string) bool { return !strings.Contains(all, s) }) {
					checkWords(t, f)
					return
				}
			}
			t.Errorf("the service answers %q to %s\nwant an error that mentions %q; found %+v", r.message, r.pool, r.mentions, found)
		})
	}
}

// The calls always have SMS as a factor in a pool that has it, so that the
// service never answers: Can't turn off SMS_MFA when SMS configuration is set for
// the user pool.
func TestCallsKeepSms(t *testing.T) {
	facts := readPool(t, `{"PoolName":"p","MfaConfiguration":"ON","SmsConfiguration":{"SnsCallerArn":"$role"},"SoftwareTokenMfaConfiguration":{"Enabled":true}}`)
	noErrors(t, facts)
	if calls := facts.Calls(); len(calls) != 2 || calls[1].Request.(*SetUserPoolMfaConfig).SmsMfaConfiguration == nil {
		t.Errorf("the second call drops SMS: %+v", calls)
	}
}
