package forms

import (
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

var mfa = Step{
	ID: "mfa", Title: "MFA",
	Intro: "Whether people need a second factor, which ones, and how passkeys behave. All factors but SMS are set by a second request, which Poolsmith sends for you.",
	Fields: slices.Concat(
		fields("CreateUserPool.", "MfaConfiguration"),
		when(mfaOn, secondFactors),
		when(emailFactor, fields("SetUserPoolMfaConfig.EmailMfaConfiguration.", "Subject", "Message")...),
		when(smsFactor, fields("SetUserPoolMfaConfig.SmsMfaConfiguration.", "SmsAuthenticationMessage")...),
		when(passkeys, fields("SetUserPoolMfaConfig.WebAuthnConfiguration.",
			"RelyingPartyId",
			"UserVerification",
			"FactorConfiguration",
		)...),
		// The second call may say its own mode and SMS role; it takes those of
		// the first where it does not.
		when(legacy, fields("SetUserPoolMfaConfig.",
			"MfaConfiguration",
			"SmsMfaConfiguration.SmsConfiguration.SnsCallerArn",
			"SmsMfaConfiguration.SmsConfiguration.ExternalId",
			"SmsMfaConfiguration.SmsConfiguration.SnsRegion",
			"SmsMfaConfiguration.SmsConfiguration.EumsSms.CallerArn",
			"SmsMfaConfiguration.SmsConfiguration.EumsSms.ExternalId",
			"SmsMfaConfiguration.SmsConfiguration.EumsSms.OriginationIdentity",
			"SmsMfaConfiguration.SmsConfiguration.EumsSms.ConfigurationSetName",
			"SmsMfaConfiguration.SmsConfiguration.EumsSms.InEntityId",
			"SmsMfaConfiguration.SmsConfiguration.EumsSms.InTemplateId",
			"SmsMfaConfiguration.SmsConfiguration.EumsSms.Region",
		)...),
	),
}

var secondFactors = checks("SetUserPoolMfaConfig.",
	model.Setting{
		Title:   "Second factors",
		Help:    "What users can choose from as their second factor. Optional and required MFA need at least one.",
		Default: "None; SMS when the pool has SMS settings",
	},
	check{"SoftwareTokenMfaConfiguration.Enabled", "Authenticator app"},
	check{"SmsMfaConfiguration", "SMS"},
	check{"EmailMfaConfiguration", "Email"},
)

func mfaOn(s Scope) bool { return s.MfaMode() != "OFF" }

func emailFactor(s Scope) bool {
	return mfaOn(s) && s.isSet("SetUserPoolMfaConfig.EmailMfaConfiguration")
}

func smsFactor(s Scope) bool {
	return mfaOn(s) && s.isSet("SetUserPoolMfaConfig.SmsMfaConfiguration")
}

func passkeys(s Scope) bool { return s.holds(firstFactors, "WEB_AUTHN") }
