package forms

import "slices"

const admin = "CreateUserPool.AdminCreateUserConfig."

var signUp = Step{
	ID: "sign-up", Title: "Sign-up",
	Intro: "Whether people can sign up themselves, and what they receive when an administrator creates an account for them.",
	Fields: slices.Concat(
		fields(admin,
			"AllowAdminCreateUserOnly",
			"InviteMessageTemplate.EmailSubject",
			"InviteMessageTemplate.EmailMessage",
			"InviteMessageTemplate.SMSMessage",
		),
		when(legacy, fields(admin, "UnusedAccountValidityDays")...),
	),
}
