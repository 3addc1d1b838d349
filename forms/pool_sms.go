package forms

import "slices"

const smsRole = "CreateUserPool.SmsConfiguration."

var sms = Step{
	ID: "sms", Title: "SMS",
	Intro: "The role that Cognito assumes to send text messages, through Amazon SNS or through AWS End User Messaging. Leave both unset if the pool sends none; once set, a role can be replaced but not removed.",
	Fields: slices.Concat(
		fields(smsRole, "SnsCallerArn"),
		when(sendsBySNS, fields(smsRole, "ExternalId", "SnsRegion")...),
		when(noSNS, fields(smsRole+"EumsSms.", "CallerArn")...),
		when(sendsByEUMS, fields(smsRole+"EumsSms.",
			"ExternalId",
			"OriginationIdentity",
			"ConfigurationSetName",
			"InEntityId",
			"InTemplateId",
			"Region",
		)...),
		when(sendsSMS, fields("CreateUserPool.", "SmsAuthenticationMessage")...),
	),
}

func sendsBySNS(s Scope) bool { return s.text(smsRole+"SnsCallerArn") != "" }

func noSNS(s Scope) bool { return !sendsBySNS(s) }

func sendsByEUMS(s Scope) bool { return s.isSet("CreateUserPool.SmsConfiguration.EumsSms") }

func sendsSMS(s Scope) bool { return s.isSet("CreateUserPool.SmsConfiguration") }
