package sandbox

import (
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// wordsOf are the service's messages for violated rules, verbatim, as observed
// in deployments and direct calls; the text of 2026 where it has changed. Rules
// without an entry here or a case in special use the message of the finding.
var wordsOf = map[string]string{
	"username-or-alias":            "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
	"custom-attribute-required":    "Required custom attributes are not supported currently.",
	"attribute-needs-type":         "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
	"password-validity-twice":      "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
	"phone-verification-needs-sms": "SMS configuration is required when phone_number is selected for auto verification",
	"update-needs-verification":    "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
	"admin-only-alone":             "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.",
	"recovery-duplicates":          "Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.",
	"sms-mfa-phone-recovery":       "Invalid account recovery setting parameter. Account Recovery Setting cannot use verified_phone_number as a recovery mechanism when SMS MFA is configured.",
	"first-factor-needs-password":  "Password should be configured as one of the allowed first auth factors.",
	"sms-otp-needs-sms":            "SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS configuration",
	"mfa-off-with-factor":          "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
	"mfa-required-with-otp":        "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
	"mfa-required-with-passkey":    "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth factor",
	"mfa-needs-factor":             "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.",
	"sms-mfa-needs-sms":            needsSms,
	"email-mfa-needs-ses":          "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT. Update the value of EmailSendingAccount.",
	"ses-needs-source-arn":         "Source ARN is required to use DEVELOPER email sending owner",
	"from-needs-ses":               "Cannot configure From email address for default email configuration",
	"from-invalid":                 "Provided From email address is invalid",
	"source-arn-not-ses":           "Email arn does not belong to your account.",
	"link-text-without-link":       "The message is invalid.",
	"sender-needs-kms-key":         "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.",
	"trigger-cross-region":         "Cross-region lambda functions are not supported",
	"pre-token-arns-differ":        "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's",
}

// needsSms is the message for calls that turn on MFA and support no factor but
// SMS.
const needsSms = "SMS configuration and Auto verification for phone_number are required when MFA is required/optional"

// codeOf are the exceptions other than InvalidParameterException.
var codeOf = map[string]string{
	"tier-lacks-feature": lacksFeature,
	"source-arn-not-ses": "NotAuthorizedException",
	"tag-aws-prefix":     "UserPoolTaggingException",
	"count":              "UserPoolTaggingException", // of tags; other counts are constraints
}

const lacksFeature = "FeatureUnavailableInTierException"

// inWords converts the first finding to the service's exception.
func inWords(p *model.Pool, findings []model.Finding, c call) error {
	f := findings[0]
	code := codeOf[f.Rule]
	if code == "" {
		code = "InvalidParameterException"
	}
	for _, text := range []string{inCall(f.Rule, c), special(p, f, findings), ownWords(f), wordsOf[f.Rule], f.Message} {
		if text != "" {
			return newException(code, "%s", text)
		}
	}
	return newException(code, "%s", f.Rule)
}

// inCall returns messages that depend on the call. CreateUserPool and
// UpdateUserPool only support MFA by SMS.
func inCall(rule string, c call) string {
	switch {
	case rule == "mfa-needs-factor" && c != settingMfa:
		return needsSms
	case rule == "mfa-required-with-passkey" && c == updating:
		return "WEB_AUTHN cannot be used as an auth factor when MFA is enabled if not configured for MFA."
	}
	return ""
}

// ownWords returns the messages for limits that are not in the service model.
func ownWords(f model.Finding) string {
	switch path := f.Settings[0]; {
	case f.Rule == "pattern" && strings.HasSuffix(path, ".RelyingPartyId"):
		return "RelyingPartyId contains invalid characters"
	case f.Rule == "count" && strings.HasSuffix(path, ".UserPoolTags"):
		return f.Message
	}
	return ""
}

// special returns the messages that contain something of the pool.
func special(p *model.Pool, f model.Finding, findings []model.Finding) string {
	name := attributeName(p, f.Settings[0])
	switch f.Rule {
	case "standard-attribute-changed":
		return "You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute " + name
	case "attribute-duplicate":
		return "Duplicate custom attribute names " + name + " are not allowed in a user pool schema."
	case "attribute-lengths-swapped":
		return "Attribute " + name + " cannot have a max length shorter than it's min length"
	case "attribute-values-swapped":
		return "Attribute " + name + " cannot have a max value smaller than it's min value"
	case "attribute-length-limit":
		return "user." + name + ": String attributes cannot have a length of more than 2048"
	case "attribute-bound-not-a-number":
		kind := "String"
		if strings.Contains(f.Settings[0], "Number") {
			kind = "Number"
		}
		return "Invalid " + kind + "AttributeConstraints for schema attribute " + strings.TrimPrefix(name, model.CustomPrefix)
	case "tier-lacks-feature":
		return "The following features need to be disabled for the " + p.Tier() + " pricing tier configured: " + strings.Join(features(p, findings), ", ")
	case "kms-cross-region":
		return "Encountered error when CreateGrant was attempted on the input KMS key - Invalid arn " + keyRegion(p)
	case "ses-region":
		return "Invalid EmailConfiguration.SourceArn. " + f.Message
	case "sns-region":
		return "Invalid snsRegion. " + f.Message
	}
	return ""
}

// attributeName is the full name of the attribute that contains path, or an
// empty string outside the schema.
func attributeName(p *model.Pool, path string) string {
	block, _, found := strings.Cut(path, "].")
	if !found {
		return ""
	}
	name, _ := p.Get(block + "].Name")
	text, _ := name.(string)
	if _, standard := model.StandardType(text); standard {
		return text
	}
	return model.CustomPrefix + text
}

// features are the service's names of the features that the plan lacks.
func features(p *model.Pool, findings []model.Finding) []string {
	var names []string
	for _, f := range findings {
		if f.Rule != "tier-lacks-feature" {
			continue
		}
		if name := feature(p, f.Settings[0]); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func feature(p *model.Pool, path string) string {
	value, _ := p.Get(path)
	version, _ := value.(string)
	switch {
	case strings.Contains(path, ".SignInPolicy."):
		return "Passwordless Sign-In"
	case strings.Contains(path, ".UserPoolAddOns."):
		return "Threat Protection"
	case strings.Contains(path, ".PreTokenGenerationConfig."):
		return "Token Customization with Pre-Token Generation Lambda " + version
	}
	return model.Title(path)
}

// keyRegion is the region of the key for custom senders.
func keyRegion(p *model.Pool) string {
	key, _ := p.Get("CreateUserPool.LambdaConfig.KMSKeyID")
	arn, _ := key.(string)
	parts := strings.SplitN(arn, ":", 5)
	if len(parts) < 5 {
		return ""
	}
	return parts[3]
}
