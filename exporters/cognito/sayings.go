package cognito

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/poolsmith/poolsmith/model"
)

// saying is something that the service is known to say about a pool, in a real
// deployment or in its own documentation, and what it means for the settings.
type saying struct {
	code string // the exception; empty: any
	text string // regular expression; empty: any text
	// settings are the candidates; those that the pool sets are named, and all
	// of them when it sets none. $1 is what the expression caught: the name of
	// an attribute.
	settings []string
	rule     string
	hint     string
}

// sayings are tried in order. They are compiled when the first one is needed,
// since most runs of the program need none.
var sayings = sync.OnceValue(func() []compiled { return compile(allSayings) })

var allSayings = []saying{
	{text: `aliasAttributes or usernameAttributes`, rule: "username-or-alias",
		settings: []string{"CreateUserPool.UsernameAttributes", "CreateUserPool.AliasAttributes"},
		hint:     "clear one of the two"},
	{text: `Required custom attributes are not supported`, rule: "custom-attribute-required",
		settings: []string{"CreateUserPool.Schema"},
		hint:     "take Required from the custom attributes, or mend the name if a standard attribute was meant"},
	{text: `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute (\S+)`, rule: "standard-attribute-changed",
		settings: []string{"CreateUserPool.Schema[$1].AttributeDataType"},
		hint:     "leave AttributeDataType and DeveloperOnlyAttribute out of standard attributes"},
	{text: `Duplicate custom attribute names (\S+)`, rule: "attribute-duplicate",
		settings: []string{"CreateUserPool.Schema[$1].Name"},
		hint:     "name each attribute once"},
	{text: `Attribute (\S+) cannot have a max length shorter`, rule: "attribute-lengths-swapped",
		settings: []string{"CreateUserPool.Schema[$1].StringAttributeConstraints"},
		hint:     "let MaxLength be MinLength or more"},
	{text: `Attribute (\S+) cannot have a max value smaller`, rule: "attribute-values-swapped",
		settings: []string{"CreateUserPool.Schema[$1].NumberAttributeConstraints"},
		hint:     "let MaxValue be MinValue or more"},
	{text: `user\.([^:\s]+): (?:String attributes cannot|Max length cannot)`, rule: "attribute-length-limit",
		settings: []string{"CreateUserPool.Schema[$1].StringAttributeConstraints"},
		hint:     "lengths go from 0 to 2048, the smaller one first"},
	{text: `Invalid (?:String|Number)AttributeConstraints for schema attribute (\S+)`, rule: "attribute-bound-not-a-number",
		settings: []string{"CreateUserPool.Schema[$1]"},
		hint:     "write whole numbers in quotes, such as \"20\""},
	{text: `Invalid AttributeDataType`, rule: "attribute-needs-type",
		settings: []string{"CreateUserPool.Schema"},
		hint:     "give every custom attribute an AttributeDataType"},
	{text: `SMS configuration is required when phone_number is selected`, rule: "phone-verification-needs-sms",
		settings: []string{"CreateUserPool.AutoVerifiedAttributes", "CreateUserPool.SmsConfiguration"},
		hint:     "set up SMS with SmsConfiguration.SnsCallerArn, or stop verifying phone numbers"},
	{text: `AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes`, rule: "update-needs-verification",
		settings: []string{"CreateUserPool.UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate", "CreateUserPool.AutoVerifiedAttributes"},
		hint:     "verify the same attributes in AutoVerifiedAttributes"},
	{text: `cannot use admin_only setting with any other`, rule: "admin-only-alone", settings: recovery,
		hint: "leave admin_only alone in the list, or take it away"},
	{text: `cannot have duplicate priorities or recovery mechanisms`, rule: "recovery-duplicates", settings: recovery,
		hint: "name each way back once, with a priority of its own"},
	{text: `verified_phone_number as a recovery mechanism when SMS MFA`, rule: "sms-mfa-phone-recovery", settings: recovery,
		hint: "let users recover by email, or choose another second factor than SMS"},
	{text: `Invalid account recovery setting parameter`, settings: recovery,
		hint: "admin_only stands alone, names and priorities differ, and the phone is no way back beside SMS codes"},
	{text: `SMS configuration and Auto verification for phone_number are required`, rule: "mfa-needs-factor",
		settings: mfaModes,
		hint:     "choose a second factor, or set MfaConfiguration to OFF"},
	{text: `can't turn off MFA and configure an MFA together`, rule: "mfa-off-with-factor",
		settings: slices.Concat(mfaModes, mfaFactors),
		hint:     "set MfaConfiguration to ON or OPTIONAL, or take the factors away"},
	{text: `Software Token MFA must be enabled|can't disable all MFAs|At least one of \[SmsMfaConfiguration\]`, rule: "mfa-needs-factor",
		settings: mfaModes,
		hint:     "choose an authenticator app, SMS or email as the second factor, or set MfaConfiguration to OFF"},
	{text: `Can't turn off SMS_MFA`, rule: "sms-becomes-factor",
		settings: []string{"SetUserPoolMfaConfig.SmsMfaConfiguration", "CreateUserPool.SmsConfiguration"},
		hint:     "a pool that can send SMS has SMS as a factor when MFA is on; take SmsConfiguration away, or accept the factor"},
	{text: `Cannot set EmailMfaConfiguration`, rule: "email-mfa-needs-ses",
		settings: []string{"CreateUserPool.EmailConfiguration.EmailSendingAccount"},
		hint:     "set EmailSendingAccount to DEVELOPER and SourceArn to an SES identity"},
	{text: `Only PASSWORD and WEB_AUTHN`, rule: "mfa-required-with-otp",
		settings: []string{firstFactors},
		hint:     "set MfaConfiguration to OPTIONAL, or take EMAIL_OTP and SMS_OTP away"},
	{text: `should be configured as one of the allowed first auth factors`, rule: "first-factor-needs-password",
		settings: []string{firstFactors},
		hint:     "add PASSWORD to the list"},
	{text: `SMS_OTP can not be configured`, rule: "sms-otp-needs-sms",
		settings: []string{firstFactors, "CreateUserPool.SmsConfiguration"},
		hint:     "set up SMS with SmsConfiguration.SnsCallerArn, or take SMS_OTP away"},
	{text: `Cannot set WebAuthn factor configuration|WEB_AUTHN cannot be used as an auth factor`, rule: "mfa-required-with-passkey",
		settings: []string{"SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration"},
		hint:     "set FactorConfiguration to MULTI_FACTOR_WITH_USER_VERIFICATION, or MfaConfiguration to OPTIONAL"},
	{text: `RelyingPartyId`, rule: "relying-party-domain",
		settings: []string{"SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId"},
		hint:     "write a domain alone, such as auth.example.com"},
	{text: `Email address is not verified`, rule: "ses-to-prepare",
		settings: []string{"CreateUserPool.EmailConfiguration.SourceArn"},
		hint:     "verify the identity in SES, in the region that its ARN names"},
	{text: `Cognito is not allowed to use your email identity`, rule: "ses-to-prepare",
		settings: []string{"CreateUserPool.EmailConfiguration.SourceArn"},
		hint:     "let email.cognito-idp.amazonaws.com send with the identity, in its sending authorization policy"},
	{text: `Email arn does not belong`, rule: "accounts-differ",
		settings: []string{"CreateUserPool.EmailConfiguration.SourceArn"},
		hint:     "use an SES identity of the same account"},
	{text: `Source ARN is required`, rule: "ses-needs-source-arn",
		settings: []string{"CreateUserPool.EmailConfiguration.SourceArn"},
		hint:     "set SourceArn to the ARN of an SES identity, or EmailSendingAccount to COGNITO_DEFAULT"},
	{text: `Invalid EmailConfiguration.SourceArn`, rule: "ses-region",
		settings: []string{"CreateUserPool.EmailConfiguration.SourceArn"},
		hint:     "set SourceArn to the ARN of an SES identity in a region that Cognito may use from here"},
	{code: "InvalidEmailRoleAccessPolicyException", rule: "ses-to-prepare",
		settings: []string{"CreateUserPool.EmailConfiguration.SourceArn"},
		hint:     "let Cognito send with the SES identity"},
	{text: `Cannot configure From email address`, rule: "from-needs-ses",
		settings: []string{"CreateUserPool.EmailConfiguration.From"},
		hint:     "take From away, or set EmailSendingAccount to DEVELOPER"},
	{text: `Provided From email address is invalid`, rule: "from-invalid",
		settings: []string{"CreateUserPool.EmailConfiguration.From"},
		hint:     "write an address, or a name and an address: Shop <no-reply@example.com>"},
	{text: `The message is invalid`, rule: "link-text-without-link",
		settings: []string{"CreateUserPool.VerificationMessageTemplate.EmailMessageByLink"},
		hint:     "add the words of the link, such as {##Verify my address##}"},
	{text: `Invalid snsRegion`, rule: "sns-region",
		settings: []string{"CreateUserPool.SmsConfiguration.SnsRegion"},
		hint:     "set SnsRegion to the region that the message names"},
	{text: `Cross-account pass role`, rule: "accounts-differ",
		settings: []string{"CreateUserPool.SmsConfiguration.SnsCallerArn"},
		hint:     "use a role of the account that makes the pool"},
	{text: `trust relationship`, rule: "sms-to-prepare", settings: smsRole,
		hint: "let cognito-idp.amazonaws.com assume the role, with the same external id; a new role takes some minutes to spread"},
	{code: "InvalidSmsRoleTrustRelationshipException", rule: "sms-to-prepare", settings: smsRole,
		hint: "let cognito-idp.amazonaws.com assume the role, with the same external id"},
	{text: `permission to publish with SNS`, rule: "sms-to-prepare", settings: smsRole[:1],
		hint: "give the role an inline policy that allows sns:Publish on *"},
	{code: "InvalidSmsRoleAccessPolicyException", rule: "sms-to-prepare", settings: smsRole[:2],
		hint: "give the role an inline policy that allows sns:Publish on * (with EumsSms: sms-voice:SendTextMessage)"},
	{text: `KMSKeyId parameter is required`, rule: "sender-needs-kms-key",
		settings: []string{"CreateUserPool.LambdaConfig.KMSKeyID"},
		hint:     "set KMSKeyID to the ARN of a symmetric key"},
	{text: `CreateGrant`, rule: "kms-key-to-prepare",
		settings: []string{"CreateUserPool.LambdaConfig.KMSKeyID"},
		hint:     "use a symmetric key of the pool's region, on which the caller may create grants"},
	{text: `Cross-region lambda`, rule: "trigger-cross-region",
		settings: []string{"CreateUserPool.LambdaConfig"},
		hint:     "use functions of the pool's region"},
	{text: `Cannot use PreTokenGenerationLambda and PreTokenGeneration`, rule: "pre-token-arns-differ",
		settings: []string{"CreateUserPool.LambdaConfig.PreTokenGeneration", "CreateUserPool.LambdaConfig.PreTokenGenerationConfig.LambdaArn"},
		hint:     "name the same function in both, or leave PreTokenGeneration out"},
	{text: `Please use TemporaryPasswordValidityDays`, rule: "password-validity-twice",
		settings: []string{"CreateUserPool.AdminCreateUserConfig.UnusedAccountValidityDays"},
		hint:     "take UnusedAccountValidityDays away"},
	tierSaying(`Passwordless Sign-In`, firstFactors),
	tierSaying(`Token Customization`, "CreateUserPool.LambdaConfig.PreTokenGenerationConfig.LambdaVersion"),
	tierSaying(`Threat Protection`, "CreateUserPool.UserPoolAddOns.AdvancedSecurityMode"),
	tierSaying(`.*`),
	{code: "FeatureUnavailableInTierException", settings: []string{tierSetting}, rule: "tier-lacks-feature", hint: tierHint},
	{code: "TierChangeNotAllowedException", settings: []string{tierSetting}, hint: "`poolsmith explain tiers` shows what each plan has"},
	{code: "UserPoolTaggingException", settings: []string{"CreateUserPool.UserPoolTags"},
		hint: "up to 50 tags; keys do not begin with aws:, and hold letters, digits, spaces and _ . : / = + - @"},
	{code: "LimitExceededException", hint: "the account has as many user pools in this region as it may have; delete one, or ask for more with Service Quotas"},
	{code: "TooManyRequestsException", hint: "wait a minute and try again"},
	{code: "ConcurrentModificationException", hint: "something else is changing the pool; try again"},
	{code: "ResourceNotFoundException", hint: "the pool is gone, or lives in another region"},
	{code: "InternalErrorException", hint: "a fault of the service; try again, and give AWS support the request id if it stays"},
	{code: "UserImportInProgressException", hint: "users are being imported; wait until the job has ended, or stop it"},
	{code: "ScopeDoesNotExistException", hint: "name scopes that the pool's resource servers have"},
	{code: "InvalidOAuthFlowException", hint: "client_credentials goes with no other flow, and needs a client secret"},
	{code: "InvalidParameterException", hint: "mend the setting that the message speaks of; `poolsmith explain` lists them all"},
	{code: "NotAuthorizedException", hint: "the caller may not do this; `aws sts get-caller-identity` says who it is"},
}

const (
	firstFactors = "CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors"
	tierSetting  = "CreateUserPool.UserPoolTier"
	tierHint     = "choose a larger plan, or take the feature away; `poolsmith explain tiers` shows what each has"
)

var (
	mfaModes   = []string{"SetUserPoolMfaConfig.MfaConfiguration", "CreateUserPool.MfaConfiguration"}
	mfaFactors = []string{"SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration", "SetUserPoolMfaConfig.SmsMfaConfiguration", "SetUserPoolMfaConfig.EmailMfaConfiguration"}
	recovery   = []string{"CreateUserPool.AccountRecoverySetting.RecoveryMechanisms"}
	smsRole    = []string{
		"CreateUserPool.SmsConfiguration.SnsCallerArn", "CreateUserPool.SmsConfiguration.EumsSms.CallerArn",
		"CreateUserPool.SmsConfiguration.ExternalId", "CreateUserPool.SmsConfiguration.EumsSms.ExternalId",
	}
)

// tierSaying is the text about a feature that the plan lacks, in both forms
// that the service has for it.
func tierSaying(feature string, settings ...string) saying {
	return saying{
		text:     `(?:features need to be disabled for|feature is not available for) the \w+ pricing tier configured: .*` + feature,
		settings: append(settings, tierSetting),
		rule:     "tier-lacks-feature",
		hint:     tierHint,
	}
}

type compiled struct {
	saying
	expression *regexp.Regexp
}

func compile(all []saying) []compiled {
	list := make([]compiled, len(all))
	for i, s := range all {
		list[i] = compiled{s, regexp.MustCompile(s.text)}
	}
	return list
}

// match returns what the expression caught, or nil.
func (s *compiled) match(e *Error) []string {
	if s.code != "" && s.code != e.Code {
		return nil
	}
	return s.expression.FindStringSubmatch(e.Message)
}

// about names the settings that the message is about.
func (s *compiled) about(match []string, pool *model.Pool) []string {
	var all, set []string
	for _, path := range s.settings {
		if len(match) > 1 {
			path = inSchema(path, match[1], pool)
		}
		all = append(all, path)
		if _, there := pool.Get(path); there {
			set = append(set, path)
		}
	}
	if len(set) > 0 {
		return set
	}
	return all
}

// inSchema puts the place of the named attribute for [$1].
func inSchema(path, name string, pool *model.Pool) string {
	name = strings.TrimSuffix(name, ".")
	bare := strings.TrimPrefix(strings.TrimPrefix(name, "dev:"), "custom:")
	i := slices.IndexFunc(pool.CreateUserPool.Schema, func(a model.Attribute) bool {
		return a.Name != nil && (*a.Name == name || *a.Name == bare)
	})
	if i < 0 {
		before, _, _ := strings.Cut(path, "[$1]")
		return before
	}
	return strings.Replace(path, "$1", strconv.Itoa(i), 1)
}
