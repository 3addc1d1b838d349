package cognito

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// The texts are the service's, as observed in deployments.
func TestServiceTexts(t *testing.T) {
	const create, mfa = "CreateUserPool", "SetUserPoolMfaConfig"
	const firstFactors, tierSetting = "CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors", "CreateUserPool.UserPoolTier"
	smsRole := []string{
		"CreateUserPool.SmsConfiguration.SnsCallerArn", "CreateUserPool.SmsConfiguration.EumsSms.CallerArn",
		"CreateUserPool.SmsConfiguration.ExternalId", "CreateUserPool.SmsConfiguration.EumsSms.ExternalId",
	}
	schema := `{"CreateUserPool": {"PoolName": "shop", "Schema": [{"Name": "email"}, {"Name": "dept"}]}}`
	tests := []struct {
		operation, code, text string
		draft                 string
		settings              []string
		rule                  string
	}{
		{create, "", "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.", "",
			[]string{"CreateUserPool.UsernameAttributes", "CreateUserPool.AliasAttributes"}, "username-or-alias"},
		{create, "", "Required custom attributes are not supported currently.", "", []string{"CreateUserPool.Schema"}, "custom-attribute-required"},
		{create, "", "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email", schema,
			[]string{"CreateUserPool.Schema[0].AttributeDataType", "CreateUserPool.Schema[0].DeveloperOnlyAttribute"}, "standard-attribute-changed"},
		{create, "", "Duplicate custom attribute names custom:dept are not allowed in a user pool schema.", schema,
			[]string{"CreateUserPool.Schema[1].Name"}, "attribute-duplicate"},
		{create, "", "Attribute custom:dept cannot have a max length shorter than it's min length", schema,
			[]string{"CreateUserPool.Schema[1].StringAttributeConstraints.MinLength", "CreateUserPool.Schema[1].StringAttributeConstraints.MaxLength"}, "attribute-lengths-swapped"},
		{create, "", "Attribute custom:dept cannot have a max value smaller than it's min value", schema,
			[]string{"CreateUserPool.Schema[1].NumberAttributeConstraints.MinValue", "CreateUserPool.Schema[1].NumberAttributeConstraints.MaxValue"}, "attribute-values-swapped"},
		{create, "", "Attribute custom:other cannot have a max value smaller than it's min value", schema,
			[]string{"CreateUserPool.Schema"}, "attribute-values-swapped"},
		{create, "", "SMS configuration is required when phone_number is selected for auto verification", `{"PoolName": "shop", "AutoVerifiedAttributes": ["phone_number"]}`,
			[]string{"CreateUserPool.AutoVerifiedAttributes"}, "phone-verification-needs-sms"},
		{create, "", "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes", "",
			[]string{"CreateUserPool.UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate", "CreateUserPool.AutoVerifiedAttributes"}, "update-needs-verification"},
		{create, "", "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.", "",
			[]string{"CreateUserPool.AccountRecoverySetting.RecoveryMechanisms"}, "admin-only-alone"},
		{create, "", "SMS configuration and Auto verification for phone_number are required when MFA is required/optional", `{"PoolName": "shop", "MfaConfiguration": "ON"}`,
			[]string{"CreateUserPool.MfaConfiguration"}, "mfa-needs-factor"},
		{mfa, "", "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.", totpDraft,
			[]string{"SetUserPoolMfaConfig.MfaConfiguration", "SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration.Enabled"}, "mfa-off-with-factor"},
		{mfa, "", "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.", totpDraft,
			[]string{"SetUserPoolMfaConfig.MfaConfiguration"}, "mfa-needs-factor"},
		{mfa, "", "Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.", totpDraft,
			[]string{"SetUserPoolMfaConfig.MfaConfiguration"}, "mfa-needs-factor"},
		{mfa, "", "Can't turn off SMS_MFA when SMS configuration is set for the user pool", `{"PoolName": "shop", "SmsConfiguration": {"SnsCallerArn": "x"}}`,
			[]string{"CreateUserPool.SmsConfiguration"}, "sms-becomes-factor"},
		{mfa, "", "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT. Update the value of EmailSendingAccount.", "",
			[]string{"CreateUserPool.EmailConfiguration.EmailSendingAccount"}, "email-mfa-needs-ses"},
		{mfa, "", "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled", "", []string{firstFactors}, "mfa-required-with-otp"},
		{create, "", "Password should be configured as one of the allowed first auth factors.", "", []string{firstFactors}, "first-factor-needs-password"},
		{create, "", "SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS configuration", `{"PoolName": "shop", "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["SMS_OTP"]}}}`, []string{firstFactors}, "sms-otp-needs-sms"},
		{mfa, "", "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth factor", "",
			[]string{"SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration"}, "mfa-required-with-passkey"},
		{mfa, "", "RelyingPartyId contains invalid characters", "", []string{"SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId"}, "relying-party-domain"},
		{create, "", "Source ARN is required to use DEVELOPER email sending owner", "", []string{"CreateUserPool.EmailConfiguration.SourceArn"}, "ses-needs-source-arn"},
		{create, "NotAuthorizedException", "Email arn does not belong to your account.", "", []string{"CreateUserPool.EmailConfiguration.SourceArn"}, "accounts-differ"},
		{create, "InvalidEmailRoleAccessPolicyException", "Cognito is not allowed to use your email identity", "", []string{"CreateUserPool.EmailConfiguration.SourceArn"}, "ses-to-prepare"},
		{create, "", "Cannot configure From email address for default email configuration", "", []string{"CreateUserPool.EmailConfiguration.From"}, "from-needs-ses"},
		{create, "", "Provided From email address is invalid", "", []string{"CreateUserPool.EmailConfiguration.From"}, "from-invalid"},
		{create, "", "Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1", `{"PoolName": "shop", "SmsConfiguration": {"SnsRegion": "us-west-2"}}`, []string{"CreateUserPool.SmsConfiguration.SnsRegion"}, "sns-region"},
		{create, "", "Cross-account pass role is not allowed.", `{"PoolName": "shop", "SmsConfiguration": {"SnsCallerArn": "x"}}`, []string{"CreateUserPool.SmsConfiguration.SnsCallerArn"}, "accounts-differ"},
		{create, "", "Cross-account pass role is not allowed.", `{"CreateUserPool": {"PoolName": "shop"}, "CreateGroup": [{"GroupName": "a"}]}`, []string{"CreateGroup"}, "accounts-differ"},
		{create, "InvalidSmsRoleTrustRelationshipException", "Role does not have a trust relationship allowing Cognito to assume the role", "", smsRole, "sms-to-prepare"},
		{create, "InvalidSmsRoleAccessPolicyException", "Role does not have permission to publish with SNS", "", smsRole[:1], "sms-to-prepare"},
		{create, "InvalidSmsRoleAccessPolicyException", "in other words", "", smsRole[:2], "sms-to-prepare"},
		{create, "", "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.", "", []string{"CreateUserPool.LambdaConfig.KMSKeyID"}, "sender-needs-kms-key"},
		{create, "", "Encountered error when CreateGrant was attempted on the input KMS key - Invalid arn ap-northeast-1", "", []string{"CreateUserPool.LambdaConfig.KMSKeyID"}, "kms-key-to-prepare"},
		{create, "", "Cross-region lambda functions are not supported", "", []string{"CreateUserPool.LambdaConfig"}, "trigger-cross-region"},
		{create, "", "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's", "",
			[]string{"CreateUserPool.LambdaConfig.PreTokenGeneration", "CreateUserPool.LambdaConfig.PreTokenGenerationConfig.LambdaArn"}, "pre-token-arns-differ"},
		{create, "", "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays", "", []string{"CreateUserPool.AdminCreateUserConfig.UnusedAccountValidityDays"}, "password-validity-twice"},
		{create, "FeatureUnavailableInTierException", "The following features need to be disabled for the LITE pricing tier configured: Passwordless Sign-In", "",
			[]string{firstFactors, tierSetting}, "tier-lacks-feature"},
		{create, "FeatureUnavailableInTierException", "The following features need to be disabled for the ESSENTIALS pricing tier configured: Threat Protection", `{"PoolName": "shop", "UserPoolTier": "ESSENTIALS"}`,
			[]string{tierSetting}, "tier-lacks-feature"},
		{create, "FeatureUnavailableInTierException", "The following feature is not available for the LITE pricing tier configured: Something New", "",
			[]string{tierSetting}, "tier-lacks-feature"},
		{create, "UserPoolTaggingException", "tag", "", []string{"CreateUserPool.UserPoolTags"}, ""},

		{create, "", "1 validation error detected: Value '4' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value greater than or equal to 6", "",
			[]string{"CreateUserPool.Policies.PasswordPolicy.MinimumLength"}, "range"},
		{create, "", "2 validation errors detected: Value 'a; Value ' at 'poolName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+; Value 'x' at 'schema.2.member.name' failed to satisfy constraint: Member must have length less than or equal to 20", schema,
			[]string{"CreateUserPool.PoolName", "CreateUserPool.Schema[1].Name"}, "pattern"},
		{create, "", "1 validation error detected: Value 'Hi' at 'adminCreateUserConfig.inviteMessage.emailMessage' failed to satisfy constraint: Member must satisfy regular expression pattern: x", "",
			[]string{"CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.EmailMessage"}, "pattern"},
		{create, "", "1 validation error detected: Value 'Hi' at 'adminCreateUserConfig.inviteMessage.smsMessage' failed to satisfy constraint: Member must have length greater than or equal to 6", "",
			[]string{"CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.SMSMessage"}, "length"},
		{create, "", "1 validation error detected: Value '[]' at 'accountRecoverySetting.recoveryMechanisms' failed to satisfy constraint: Member must have length greater than or equal to 1", "",
			[]string{"CreateUserPool.AccountRecoverySetting.RecoveryMechanisms"}, "length"},
		{create, "", "1 validation error detected: Value '[x]' at 'aliasAttributes' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [email]]", "",
			[]string{"CreateUserPool.AliasAttributes"}, "choice"},
		{mfa, "", "1 validation error detected: Value null at 'smsMfaConfiguration.smsConfiguration.snsCallerArn' failed to satisfy constraint: Member must not be null", "",
			[]string{"SetUserPoolMfaConfig.SmsMfaConfiguration.SmsConfiguration.SnsCallerArn"}, "required"},
		{create, "", "1 validation error detected: Value '1' at 'somethingNew' failed to satisfy constraint: Member must have value less than or equal to 0", "", nil, "range"},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			p := &model.Pool{}
			if test.draft != "" {
				p = pool(t, test.draft)
			}
			if test.code == "" {
				test.code = "InvalidParameterException"
			}
			e := explained(t, test.operation, reply{code: test.code, message: test.text}, p)
			if !slices.Equal(e.Settings, test.settings) || e.Rule != test.rule {
				t.Errorf("settings %q, rule %q; want %q, %q", e.Settings, e.Rule, test.settings, test.rule)
			}
			if e.Hint == "" || e.Message != test.text || e.Code != test.code || e.RequestID == "" {
				t.Errorf("incomplete: %+v", e)
			}
		})
	}
}

// explained makes a call that is rejected and returns its explanation.
func explained(t *testing.T, operation string, rejection reply, p *model.Pool) *Error {
	t.Helper()
	made := Result{}
	call := model.Call{Operation: model.LookupOperation(operation), Request: &p.CreateUserPool}
	if operation == "SetUserPoolMfaConfig" {
		call.Request = &p.SetUserPoolMfaConfig
		made.ID = testPoolID
	}
	c := newService(t, slices.Repeat([]reply{rejection}, 10)...).client()
	err := c.run(t.Context(), c.taskFor(call, p, &made, Watch{}), p, nil)
	e, ok := errors.AsType[*Error](err)
	if !ok {
		t.Fatalf("got %v", err)
	}
	return e
}

func TestUnknownTextIsShown(t *testing.T) {
	e := explained(t, "CreateUserPool", reply{code: "BrandNewException", message: "something new"}, &model.Pool{})
	if want := "CreateUserPool: something new (BrandNewException, request 11111111-2222)"; e.Error() != want {
		t.Errorf("says %q, want %q", e.Error(), want)
	}
}

// Every setting and rule that an explanation names is there to be looked up.
func TestKnownErrorsNameWhatExists(t *testing.T) {
	for _, k := range knownErrors {
		if k.hint == "" {
			t.Errorf("%q %s: no hint", k.text, k.code)
		}
		for _, path := range k.settings {
			if !isKnown(path) {
				t.Errorf("%q %s: no setting %s", k.text, k.code, path)
			}
		}
	}
	for _, c := range constraintRules {
		if model.LookupRule(c.rule) == nil {
			t.Errorf("no rule %s", c.rule)
		}
	}
}

// testdata/api-errors.tsv holds the exceptions that the service's own model
// lists for each call.
func TestEveryExceptionHasAHint(t *testing.T) {
	for code := range exceptions(t, "") {
		e := explained(t, "CreateUserPool", reply{code: code, message: "an unknown message"}, &model.Pool{})
		if e.Hint == "" || e.Code != code || e.RequestID == "" {
			t.Errorf("%s: %+v", code, e)
		}
	}
}

// exceptions are those of one operation, or of all.
func exceptions(t *testing.T, operation string) map[string]bool {
	t.Helper()
	data, err := os.ReadFile("testdata/api-errors.tsv")
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		name, list, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if name == "operation" || operation != "" && name != operation {
			continue
		}
		for code := range strings.FieldsSeq(list) {
			codes[code] = true
		}
	}
	if len(codes) == 0 {
		t.Fatalf("no exceptions of %q", operation)
	}
	return codes
}

// Messages of the service that are known in part, each with a setting that the
// explanation must name.
func TestMessagesKnownInPart(t *testing.T) {
	parts := map[string]string{
		"aliasAttributes or usernameAttributes":                                          "AliasAttributes",
		"Required custom attributes are not supported":                                   "Schema",
		"Invalid AttributeDataType":                                                      "Schema",
		"SMS configuration is required when phone_number is selected":                    "SmsConfiguration",
		"AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes": "UserAttributeUpdateSettings",
		"cannot use admin_only setting with any other":                                   "AccountRecoverySetting",
		"cannot have duplicate priorities or recovery mechanisms":                        "AccountRecoverySetting",
		"verified_phone_number as a recovery mechanism when SMS MFA":                     "AccountRecoverySetting",
		"SMS configuration and Auto verification for phone_number are required":          "MfaConfiguration",
		"can't turn off MFA and configure an MFA together":                               "MfaConfiguration",
		"Can't turn off SMS_MFA":                                                         "SmsMfaConfiguration",
		"Cannot set EmailMfaConfiguration":                                               "EmailSendingAccount",
		"Only PASSWORD and WEB_AUTHN":                                                    "SignInPolicy",
		"should be configured as one of the allowed first auth factors":                  "SignInPolicy",
		"SMS_OTP can not be configured":                                                  "SignInPolicy",
		"Cannot set WebAuthn factor configuration":                                       "FactorConfiguration",
		"WEB_AUTHN cannot be used as an auth factor":                                     "FactorConfiguration",
		"Source ARN is required":                                                         "SourceArn",
		"Invalid EmailConfiguration.SourceArn":                                           "SourceArn",
		"Email arn does not belong":                                                      "SourceArn",
		"Cannot configure From email address":                                            "From",
		"Provided From email address is invalid":                                         "From",
		"Invalid snsRegion":                                                              "SnsRegion",
		"KMSKeyId parameter is required":                                                 "KMSKeyID",
		"Cross-region lambda":                                                            "LambdaConfig",
		"Cannot use PreTokenGenerationLambda and PreTokenGeneration":                     "PreTokenGeneration",
		"Please use TemporaryPasswordValidityDays":                                       "UnusedAccountValidityDays",
		"Invalid account recovery setting parameter":                                     "AccountRecoverySetting",
		"Software Token MFA must be enabled":                                             "MfaConfiguration",
		"can't disable all MFAs":                                                         "MfaConfiguration",
		"At least one of [SmsMfaConfiguration]":                                          "MfaConfiguration",
		"RelyingPartyId":                                                                 "RelyingPartyId",
		"Cognito is not allowed to use your email identity":                              "SourceArn",
		"Email address is not verified":                                                  "SourceArn",
		"Cross-account pass role":                                                        "SnsCallerArn",
		"trust relationship":                                                             "SnsCallerArn",
		"permission to publish with SNS":                                                 "SnsCallerArn",
		"CreateGrant":                                                                    "KMSKeyID",
		"Duplicate custom attribute names custom:a, custom:b":                            "Schema",
		"user.custom:x: Max length cannot":                                               "Schema",
		"features need to be disabled for the LITE pricing tier configured: X":           "UserPoolTier",
	}
	for part, setting := range parts {
		e := explanationOf("InvalidParameterException", part, model.Facts{Pool: &model.Pool{}})
		if !strings.Contains(strings.Join(e.Settings, " "), setting) || e.Hint == "" {
			t.Errorf("%q: settings %q, hint %q", part, e.Settings, e.Hint)
		}
	}
}

// isKnown reports whether path is a setting or a block of settings.
func isKnown(path string) bool {
	if model.Lookup(path) != nil {
		return true
	}
	path = strings.Replace(path, "[0]", "[]", 1)
	return slices.ContainsFunc(model.Catalog, func(s model.Setting) bool { return strings.HasPrefix(s.Path, path+".") })
}

// withoutConfiguration hides the machine's own AWS settings from the SDK.
func withoutConfiguration(t *testing.T, configuration string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(file, []byte(configuration), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"} {
		t.Setenv(name, "")
	}
	t.Setenv("AWS_CONFIG_FILE", file)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(t.TempDir(), "none"))
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	t.Setenv("HOME", t.TempDir())
}

func TestConfiguration(t *testing.T) {
	const stale = "[profile dev]\nregion = eu-west-1\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = dev\n[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://example.com/start\n"
	tests := []struct {
		name          string
		configuration string
		options       Options
		message, hint string
	}{
		{"no region", "", Options{}, "no Region is set", "--region eu-west-1"},
		{"no profile", "", Options{Profile: "nope", Region: "eu-west-1"}, `the profile "nope" does not exist in the AWS configuration`, "aws configure --profile=nope"},
		{"broken file", "[profile dev\n", Options{Profile: "dev", Region: "eu-west-1"}, "", "aws configure"},
		{"no credentials", "", Options{Region: "eu-west-1"}, "no AWS credentials found", "`aws configure`"},
		{"expired sso", stale, Options{Profile: "dev"}, "the SSO session has expired or does not exist", "`aws sso login --profile=dev`"},
		{"failing process", "[profile dev]\nregion = eu-west-1\ncredential_process = echo PLANTED\n", Options{Profile: "dev"}, "the AWS credentials cannot be retrieved", "`aws sts get-caller-identity --profile=dev`"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			withoutConfiguration(t, test.configuration)
			client, err := NewClient(t.Context(), test.options)
			if err == nil {
				_, err = client.Submit(t.Context(), pool(t, totpDraft), Watch{})
			}
			e, ok := errors.AsType[*Error](err)
			if !ok {
				t.Fatalf("got %v", err)
			}
			if !strings.Contains(e.Message, test.message) || !strings.Contains(e.Hint, test.hint) {
				t.Errorf("says %q, hint %q; the SDK: %v", e.Message, e.Hint, e.Err)
			}
			if strings.Contains(e.Error()+e.Hint, "PLANTED") {
				t.Errorf("shows what the process printed: %s", e.Error())
			}
		})
	}
}

func TestEnvironment(t *testing.T) {
	withoutConfiguration(t, "[profile dev]\nregion = eu-north-1\n")
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDTEST")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "SECRETTEST")
	s := newService(t)
	t.Setenv("AWS_ENDPOINT_URL", s.URL)
	t.Setenv("AWS_PROFILE", "dev")
	client, err := NewClient(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if client.Region() != "eu-north-1" {
		t.Errorf("region %s", client.Region())
	}
	if _, err := client.Submit(t.Context(), pool(t, `{"PoolName": "shop"}`), Watch{}); err != nil {
		t.Fatal(err)
	}
	if len(s.got) != 1 {
		t.Errorf("%d requests to the endpoint of the environment", len(s.got))
	}
}
