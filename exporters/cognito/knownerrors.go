package cognito

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/poolsmith/poolsmith/model"
)

// knownError is an error message of the service, from a deployment or from its
// documentation, and the settings that it is about.
type knownError struct {
	code string // the exception; empty: any
	text string // regular expression; empty: any text
	// settings are the candidates; those that the pool sets are reported, and
	// all of them if it sets none. $1 is the submatch of the expression: the
	// name of an attribute.
	settings []string
	rule     string
	hint     string
}

// knownErrors are tried in order. They are compiled on first use, because most
// runs of the program need none.
var knownErrors = sync.OnceValue(func() []compiled { return compile(allKnownErrors) })

var allKnownErrors = []knownError{
	{text: `aliasAttributes or usernameAttributes`, rule: "username-or-alias",
		settings: []string{"CreateUserPool.UsernameAttributes", "CreateUserPool.AliasAttributes"},
		hint:     "remove one of the two"},
	{text: `Required custom attributes are not supported`, rule: "custom-attribute-required",
		settings: []string{"CreateUserPool.Schema"},
		hint:     "remove Required from custom attributes; if a standard attribute was intended, correct its name"},
	{text: `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute (\S+)`, rule: "standard-attribute-changed",
		settings: []string{"CreateUserPool.Schema[$1].AttributeDataType"},
		hint:     "remove AttributeDataType and DeveloperOnlyAttribute from standard attributes"},
	{text: `Duplicate custom attribute names (\S+)`, rule: "attribute-duplicate",
		settings: []string{"CreateUserPool.Schema[$1].Name"},
		hint:     "use each attribute name once"},
	{text: `Attribute (\S+) cannot have a max length shorter`, rule: "attribute-lengths-swapped",
		settings: []string{"CreateUserPool.Schema[$1].StringAttributeConstraints"},
		hint:     "set MaxLength to at least MinLength"},
	{text: `Attribute (\S+) cannot have a max value smaller`, rule: "attribute-values-swapped",
		settings: []string{"CreateUserPool.Schema[$1].NumberAttributeConstraints"},
		hint:     "set MaxValue to at least MinValue"},
	{text: `user\.([^:\s]+): (?:String attributes cannot|Max length cannot)`, rule: "attribute-length-limit",
		settings: []string{"CreateUserPool.Schema[$1].StringAttributeConstraints"},
		hint:     "set lengths from 0 to 2048, with MinLength at most MaxLength"},
	{text: `Invalid (?:String|Number)AttributeConstraints for schema attribute (\S+)`, rule: "attribute-bound-not-a-number",
		settings: []string{"CreateUserPool.Schema[$1]"},
		hint:     "write whole numbers in quotes, such as \"20\""},
	{text: `Invalid AttributeDataType`, rule: "attribute-needs-type",
		settings: []string{"CreateUserPool.Schema"},
		hint:     "set AttributeDataType for every custom attribute"},
	{text: `SMS configuration is required when phone_number is selected`, rule: "phone-verification-needs-sms",
		settings: []string{"CreateUserPool.AutoVerifiedAttributes", "CreateUserPool.SmsConfiguration"},
		hint:     "set SmsConfiguration.SnsCallerArn, or remove phone_number from AutoVerifiedAttributes"},
	{text: `AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes`, rule: "update-needs-verification",
		settings: []string{"CreateUserPool.UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate", "CreateUserPool.AutoVerifiedAttributes"},
		hint:     "add the same attributes to AutoVerifiedAttributes"},
	{text: `cannot use admin_only setting with any other`, rule: "admin-only-alone", settings: recovery,
		hint: "make admin_only the only item of the list, or remove it"},
	{text: `cannot have duplicate priorities or recovery mechanisms`, rule: "recovery-duplicates", settings: recovery,
		hint: "use each recovery mechanism and each priority once"},
	{text: `verified_phone_number as a recovery mechanism when SMS MFA`, rule: "sms-mfa-phone-recovery", settings: recovery,
		hint: "use verified_email for recovery, or another second factor than SMS"},
	{text: `Invalid account recovery setting parameter`, settings: recovery,
		hint: "use admin_only only as a single item, each mechanism and priority once, and no verified_phone_number with SMS as a second factor"},
	{text: `SMS configuration and Auto verification for phone_number are required`, rule: "mfa-needs-factor",
		settings: mfaModes,
		hint:     "choose a second factor, or set MfaConfiguration to OFF"},
	{text: `can't turn off MFA and configure an MFA together`, rule: "mfa-off-with-factor",
		settings: slices.Concat(mfaModes, mfaFactors),
		hint:     "set MfaConfiguration to ON or OPTIONAL, or remove the factors"},
	{text: `Software Token MFA must be enabled|can't disable all MFAs|At least one of \[SmsMfaConfiguration\]`, rule: "mfa-needs-factor",
		settings: mfaModes,
		hint:     "choose an authenticator app, SMS or email as the second factor, or set MfaConfiguration to OFF"},
	{text: `Can't turn off SMS_MFA`, rule: "sms-becomes-factor",
		settings: []string{"SetUserPoolMfaConfig.SmsMfaConfiguration", "CreateUserPool.SmsConfiguration"},
		hint:     "if MFA is on, SMS is a factor of every pool with SmsConfiguration; remove SmsConfiguration, or keep the factor"},
	{text: `Cannot set EmailMfaConfiguration`, rule: "email-mfa-needs-ses",
		settings: []string{"CreateUserPool.EmailConfiguration.EmailSendingAccount"},
		hint:     "set EmailSendingAccount to DEVELOPER and SourceArn to an SES identity"},
	{text: `Only PASSWORD and WEB_AUTHN`, rule: "mfa-required-with-otp",
		settings: []string{firstFactors},
		hint:     "set MfaConfiguration to OPTIONAL, or remove EMAIL_OTP and SMS_OTP"},
	{text: `should be configured as one of the allowed first auth factors`, rule: "first-factor-needs-password",
		settings: []string{firstFactors},
		hint:     "add PASSWORD to the list"},
	{text: `SMS_OTP can not be configured`, rule: "sms-otp-needs-sms",
		settings: []string{firstFactors, "CreateUserPool.SmsConfiguration"},
		hint:     "set SmsConfiguration.SnsCallerArn, or remove SMS_OTP"},
	{text: `Cannot set WebAuthn factor configuration|WEB_AUTHN cannot be used as an auth factor`, rule: "mfa-required-with-passkey",
		settings: []string{"SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration"},
		hint:     "set FactorConfiguration to MULTI_FACTOR_WITH_USER_VERIFICATION, or MfaConfiguration to OPTIONAL"},
	{text: `RelyingPartyId`, rule: "relying-party-domain",
		settings: []string{"SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId"},
		hint:     "use only a domain, such as auth.example.com"},
	{text: `Email address is not verified`, rule: "ses-to-prepare",
		settings: []string{"CreateUserPool.EmailConfiguration.SourceArn"},
		hint:     "verify the identity in SES, in the Region of its ARN"},
	{text: `Cognito is not allowed to use your email identity`, rule: "ses-to-prepare",
		settings: []string{"CreateUserPool.EmailConfiguration.SourceArn"},
		hint:     "allow email.cognito-idp.amazonaws.com to send from the identity, in its sending authorization policy"},
	{text: `Email arn does not belong`, rule: "accounts-differ",
		settings: []string{"CreateUserPool.EmailConfiguration.SourceArn"},
		hint:     "use an SES identity in the same account"},
	{text: `Source ARN is required`, rule: "ses-needs-source-arn",
		settings: []string{"CreateUserPool.EmailConfiguration.SourceArn"},
		hint:     "set SourceArn to the ARN of an SES identity, or EmailSendingAccount to COGNITO_DEFAULT"},
	{text: `Invalid EmailConfiguration.SourceArn`, rule: "ses-region",
		settings: []string{"CreateUserPool.EmailConfiguration.SourceArn"},
		hint:     "set SourceArn to the ARN of an SES identity in a Region that Cognito supports for this pool"},
	{code: "InvalidEmailRoleAccessPolicyException", rule: "ses-to-prepare",
		settings: []string{"CreateUserPool.EmailConfiguration.SourceArn"},
		hint:     "allow Cognito to send from the SES identity"},
	{text: `Cannot configure From email address`, rule: "from-needs-ses",
		settings: []string{"CreateUserPool.EmailConfiguration.From"},
		hint:     "remove From, or set EmailSendingAccount to DEVELOPER"},
	{text: `Provided From email address is invalid`, rule: "from-invalid",
		settings: []string{"CreateUserPool.EmailConfiguration.From"},
		hint:     "use an address, or a name and an address, such as Shop <no-reply@example.com>"},
	{text: `The message is invalid`, rule: "link-text-without-link",
		settings: []string{"CreateUserPool.VerificationMessageTemplate.EmailMessageByLink"},
		hint:     "add a link with its text, such as {##Verify my address##}"},
	{text: `Invalid snsRegion`, rule: "sns-region",
		settings: []string{"CreateUserPool.SmsConfiguration.SnsRegion"},
		hint:     "set SnsRegion to the Region in the message"},
	{text: `Cross-account pass role`, rule: "accounts-differ",
		settings: []string{"CreateUserPool.SmsConfiguration.SnsCallerArn"},
		hint:     "use a role in the account of the pool"},
	{text: `trust relationship`, rule: "sms-to-prepare", settings: smsRole,
		hint: "allow cognito-idp.amazonaws.com to assume the role, with the same external ID; a new role can take some minutes to become available"},
	{code: "InvalidSmsRoleTrustRelationshipException", rule: "sms-to-prepare", settings: smsRole,
		hint: "allow cognito-idp.amazonaws.com to assume the role, with the same external ID"},
	{text: `permission to publish with SNS`, rule: "sms-to-prepare", settings: smsRole[:1],
		hint: "give the role an inline policy that allows sns:Publish on *"},
	{code: "InvalidSmsRoleAccessPolicyException", rule: "sms-to-prepare", settings: smsRole[:2],
		hint: "give the role an inline policy that allows sns:Publish on * (with EumsSms: sms-voice:SendTextMessage)"},
	{text: `KMSKeyId parameter is required`, rule: "sender-needs-kms-key",
		settings: []string{"CreateUserPool.LambdaConfig.KMSKeyID"},
		hint:     "set KMSKeyID to the ARN of a symmetric key"},
	{text: `CreateGrant`, rule: "kms-key-to-prepare",
		settings: []string{"CreateUserPool.LambdaConfig.KMSKeyID"},
		hint:     "use a symmetric key in the pool's Region on which the caller can create grants"},
	{text: `Cross-region lambda`, rule: "trigger-cross-region",
		settings: []string{"CreateUserPool.LambdaConfig"},
		hint:     "use functions in the pool's Region"},
	{text: `Cannot use PreTokenGenerationLambda and PreTokenGeneration`, rule: "pre-token-arns-differ",
		settings: []string{"CreateUserPool.LambdaConfig.PreTokenGeneration", "CreateUserPool.LambdaConfig.PreTokenGenerationConfig.LambdaArn"},
		hint:     "set the same function in both, or remove PreTokenGeneration"},
	{text: `Please use TemporaryPasswordValidityDays`, rule: "password-validity-twice",
		settings: []string{"CreateUserPool.AdminCreateUserConfig.UnusedAccountValidityDays"},
		hint:     "remove UnusedAccountValidityDays"},
	tierError(`Passwordless Sign-In`, firstFactors),
	tierError(`Token Customization`, "CreateUserPool.LambdaConfig.PreTokenGenerationConfig.LambdaVersion"),
	tierError(`Threat Protection`, "CreateUserPool.UserPoolAddOns.AdvancedSecurityMode"),
	tierError(`.*`),
	{code: "FeatureUnavailableInTierException", settings: []string{tierSetting}, rule: "tier-lacks-feature", hint: tierHint},
	{code: "TierChangeNotAllowedException", settings: []string{tierSetting}, hint: "see `poolsmith explain tiers` for the features of each plan"},
	{code: "UserPoolTaggingException", settings: []string{"CreateUserPool.UserPoolTags"},
		hint: "use up to 50 tags; keys cannot begin with aws:, and can contain letters, digits, spaces and _ . : / = + - @"},
	{code: "LimitExceededException", hint: "the account has reached its quota of user pools in this Region; delete a pool, or request an increase in Service Quotas"},
	{code: "TooManyRequestsException", hint: "wait a minute and try again"},
	{code: "ConcurrentModificationException", hint: "another change to the pool is in progress; try again"},
	{code: "ResourceNotFoundException", hint: "the pool was deleted, or is in another Region"},
	{code: "InternalErrorException", hint: "internal error of the service; try again, and if the error persists, contact AWS Support with the request ID"},
	{code: "UserImportInProgressException", hint: "a user import job is running; wait until it ends, or stop it"},
	{code: "ScopeDoesNotExistException", hint: "use scopes that the pool's resource servers define"},
	{code: "InvalidOAuthFlowException", hint: "client_credentials cannot be combined with other flows, and requires a client secret"},
	{code: "InvalidParameterException", hint: "correct the setting in the message; `poolsmith explain` lists all settings"},
	{code: "NotAuthorizedException", hint: "the caller is not authorized; `aws sts get-caller-identity` shows the caller"},
}

const (
	firstFactors = "CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors"
	tierSetting  = "CreateUserPool.UserPoolTier"
	tierHint     = "choose a higher plan, or remove the feature; see `poolsmith explain tiers` for the features of each plan"
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

// tierError is the message about a feature that the plan lacks, in the two
// wordings of the service.
func tierError(feature string, settings ...string) knownError {
	return knownError{
		text:     `(?:features need to be disabled for|feature is not available for) the \w+ pricing tier configured: .*` + feature,
		settings: append(settings, tierSetting),
		rule:     "tier-lacks-feature",
		hint:     tierHint,
	}
}

type compiled struct {
	knownError
	expression *regexp.Regexp
}

func compile(all []knownError) []compiled {
	list := make([]compiled, len(all))
	for i, s := range all {
		list[i] = compiled{s, regexp.MustCompile(s.text)}
	}
	return list
}

// match returns the submatches of the expression, or nil.
func (s *compiled) match(e *Error) []string {
	if s.code != "" && s.code != e.Code {
		return nil
	}
	return s.expression.FindStringSubmatch(e.Message)
}

// about returns the settings that the message is about.
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

// inSchema replaces [$1] with the index of the named attribute.
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
