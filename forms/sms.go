package forms

import "slices"

const smsRole = "CreateUserPool.SmsConfiguration."

var sms = Step{
	ID: "sms", Title: "SMS",
	Intro: "The role through which Cognito sends text messages. Leave it out if the pool sends none; once set, it can be replaced but not removed.",
	Fields: slices.Concat(
		fields(smsRole, "SnsCallerArn"),
		when(sendsSMS, fields(smsRole, "ExternalId", "SnsRegion")...),
		when(sendsSMS, fields("CreateUserPool.", "SmsAuthenticationMessage")...),
	),
}

func sendsSMS(s Scope) bool { return s.CreateUserPool.SmsConfiguration != nil }
