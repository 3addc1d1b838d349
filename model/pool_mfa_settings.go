package model

import "slices"

var mfaSettings = slices.Concat(
	[]Setting{
		{
			Path:    "CreateUserPool.MfaConfiguration",
			Title:   "Multi-factor authentication",
			Help:    "Whether users need a second factor besides their password. Optional and required MFA need at least one factor: an authenticator app, SMS or email.",
			Kind:    Choice,
			Choices: mfaModes("The password or another first factor is enough."),
			Default: "Off",
			Implied: Off,
			matters: func(p *Pool, _ Leaf) bool {
				return p.hasPasskeySettings() // their call should have the mode of the pool
			},
			Terraform:      "mfa_configuration",
			CloudFormation: "MfaConfiguration",
			Datadog:        "mfa_configuration",
			Synonyms:       []string{"2fa", "two factor", "second factor", "mfa", "mfa required", "required mfa", "mfa optional", "enforce mfa", "require mfa", "multifactor", "two step verification", "otp"},
		},
		{
			Path:    "SetUserPoolMfaConfig.MfaConfiguration",
			Title:   "MFA of the second request",
			Help:    "The mode that the second request sends. Leave it unset: it follows the setting above. If the two differ, this one wins.",
			Kind:    Choice,
			Choices: mfaModes("The password or another first factor is enough; set no factors."),
			Default: "Off",
			Implied: Off,
			matters: func(p *Pool, _ Leaf) bool {
				first := p.CreateUserPool.MfaConfiguration
				return p.hasPasskeySettings() || first != nil && *first != Off
			},
			Terraform:      "mfa_configuration",
			CloudFormation: "MfaConfiguration",
			Datadog:        "mfa_configuration",
		},
		{
			Path:           "SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration.Enabled",
			Title:          "Authenticator app codes",
			Help:           "Users scan a QR code with an app such as Google Authenticator and type its six digits (TOTP). It is free, needs no other service and is safer than SMS.",
			Kind:           Bool,
			Default:        "No",
			Implied:        false,
			matters:        always,
			Terraform:      "software_token_mfa_configuration.enabled",
			CloudFormation: "EnabledMfas",
			Synonyms:       []string{"totp", "otp", "one time password", "google authenticator", "authy", "software token", "2fa", "mfa"},
		},
		{
			Path:           "SetUserPoolMfaConfig.SmsMfaConfiguration",
			Title:          "SMS codes as second factor",
			Help:           "Users receive a code by SMS as their second factor. Requires SMS settings and a phone number for each user, and each message costs money. A pool with SMS settings and MFA always has this factor.",
			Kind:           Block,
			Default:        "Off; on when the pool has SMS settings and MFA is on",
			Terraform:      "sms_configuration",
			CloudFormation: "EnabledMfas",
			Synonyms:       []string{"otp", "one time password", "text message", "2fa", "mfa", "phone code"},
		},
		{
			Path:           "SetUserPoolMfaConfig.SmsMfaConfiguration.SmsAuthenticationMessage",
			Title:          "SMS MFA message",
			Help:           "The text of the SMS with the sign-in code. Put {####} where the code goes. Leave it unset to use the sign-in message of the SMS settings.",
			Kind:           Prose,
			Min:            6,
			Max:            140,
			Pattern:        smsCode,
			Default:        "Cognito's text",
			Terraform:      "sms_authentication_message",
			CloudFormation: "SmsAuthenticationMessage",
			Datadog:        "sms_authentication_message",
			Synonyms:       []string{"otp text", "mfa text", "text message"},
		},
	},
	inBlock("SetUserPoolMfaConfig.SmsMfaConfiguration.SmsConfiguration", smsConfiguration, mfaSmsDifferences),
	[]Setting{
		{
			Path:           "SetUserPoolMfaConfig.EmailMfaConfiguration",
			Title:          "Email codes as second factor",
			Help:           "Users receive a code by email as their second factor. Requires your own SES identity, and email must not be the only recovery method.",
			Kind:           Block,
			Default:        "No",
			Tier:           "ESSENTIALS",
			Terraform:      "email_mfa_configuration",
			CloudFormation: "EnabledMfas",
			Synonyms:       []string{"otp", "one time password", "2fa", "mfa", "mail code"},
		},
		{
			Path:           "SetUserPoolMfaConfig.EmailMfaConfiguration.Subject",
			Title:          "Email MFA subject",
			Help:           "The subject line of the email with the sign-in code. Keep it short, and name the sender.",
			Kind:           Text,
			Pattern:        subject,
			Default:        "Cognito's subject",
			Tier:           "ESSENTIALS",
			Terraform:      "email_mfa_configuration.subject",
			CloudFormation: "EmailAuthenticationSubject",
			Synonyms:       []string{"otp subject", "mfa mail", "template"},
		},
		{
			Path:           "SetUserPoolMfaConfig.EmailMfaConfiguration.Message",
			Title:          "Email MFA message",
			Help:           "The body of the email with the sign-in code. Put {####} where the code goes; HTML is allowed.",
			Kind:           Prose,
			Min:            6,
			Max:            20000,
			Pattern:        emailCode,
			Default:        "Cognito's text",
			Tier:           "ESSENTIALS",
			Terraform:      "email_mfa_configuration.message",
			CloudFormation: "EmailAuthenticationMessage",
			Synonyms:       []string{"otp text", "mfa mail", "template"},
		},
		{
			Path:           "SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId",
			Title:          "Passkey domain",
			Help:           "The domain that passkeys belong to, such as auth.example.com, without https://. With a custom domain and managed login it must be that domain. If you change it later, every user must register new passkeys.",
			Kind:           Text,
			Min:            1,
			Max:            127,
			Pattern:        relyingParty,
			Default:        "The pool's custom domain, otherwise its prefix domain",
			Tier:           "ESSENTIALS",
			Terraform:      "web_authn_configuration.relying_party_id",
			CloudFormation: "WebAuthnRelyingPartyID",
			Synonyms:       []string{"fido", "fido2", "webauthn", "rp id", "rpid", "passkeys", "biometric", "relying party"},
		},
		{
			Path:  "SetUserPoolMfaConfig.WebAuthnConfiguration.UserVerification",
			Title: "Passkey user verification",
			Help:  "Whether the device must verify the user by fingerprint, face or PIN before it uses a passkey. Use required if passkeys count as MFA.",
			Kind:  Choice,
			Choices: []Option{
				{Value: "required", Title: "Required", Help: "Devices that cannot verify the user are rejected."},
				{Value: "preferred", Title: "Preferred", Help: "Verified if the device can; simple security keys work too."},
			},
			Default:        "Preferred",
			Implied:        "preferred",
			matters:        withoutRelyingParty,
			Tier:           "ESSENTIALS",
			Terraform:      "web_authn_configuration.user_verification",
			CloudFormation: "WebAuthnUserVerification",
			Synonyms:       []string{"fido", "fido2", "webauthn", "biometric", "passkeys", "fingerprint", "face id", "touch id"},
		},
		{
			Path:  "SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration",
			Title: "Passkeys as MFA",
			Help:  "Whether a passkey alone satisfies MFA. With required MFA and passkeys among the first factors, it must count as MFA.",
			Kind:  Choice,
			Choices: []Option{
				{Value: "SINGLE_FACTOR", Title: "Counts as one factor", Help: "A passkey does not satisfy MFA."},
				{Value: "MULTI_FACTOR_WITH_USER_VERIFICATION", Title: "Counts as MFA when the user is verified", Help: "Fingerprint, face or PIN plus the device: no other factor needed."},
			},
			Default:        "Counts as one factor",
			Implied:        "SINGLE_FACTOR",
			matters:        withoutRelyingParty,
			Tier:           "ESSENTIALS",
			CloudFormation: "WebAuthnFactorConfiguration",
			Synonyms:       []string{"fido", "fido2", "webauthn", "passkey mfa"},
		},
	},
)

// mfaSmsDifferences are the texts and synonyms in which the SMS settings of the
// second request differ from those of the pool, by path in the block.
var mfaSmsDifferences = map[string]Setting{
	"SnsCallerArn": {
		Title:    "SMS MFA role",
		Help:     "The IAM role that Cognito assumes to send the codes. Usually it is the role of the SMS settings: then leave the role, external ID and Region unset here. A role can be replaced later but not removed.",
		Default:  "The role of the SMS settings",
		Synonyms: []string{"iam role", "sns"},
	},
	"ExternalId": {
		Title: "SMS MFA external ID",
		Help:  "A shared value that the role's trust policy requires, so that nobody else can make Cognito assume the role. It must equal sts:ExternalId in that policy.",
	},
	"SnsRegion": {
		Title: "SMS MFA Region",
		Help:  "The AWS Region whose SNS sends the codes, such as eu-west-1. It must be the pool's own Region, except in a few older Regions that can use another one.",
	},
	"EumsSms.CallerArn":            {Title: "MFA messaging role"},
	"EumsSms.ExternalId":           {Title: "MFA messaging external ID"},
	"EumsSms.OriginationIdentity":  {Title: "MFA origination identity"},
	"EumsSms.ConfigurationSetName": {Title: "MFA messaging configuration set"},
	"EumsSms.InEntityId":           {Title: "MFA India entity ID"},
	"EumsSms.InTemplateId":         {Title: "MFA India template ID"},
	"EumsSms.Region":               {Title: "MFA messaging Region"},
}

// mfaModes are the choices of the setting that two requests have.
func mfaModes(offHelp string) []Option {
	return []Option{
		{Value: Off, Title: "Off", Help: offHelp},
		{Value: Optional, Title: "Optional: each user decides", Help: "Only users who set up a second factor are asked for it."},
		{Value: On, Title: "Required for everybody", Help: "Nobody signs in without one. Excludes codes as a first factor."},
	}
}
