package forms

import "slices"

const admin = "CreateUserPool.AdminCreateUserConfig."

var signUp = Step{
	ID: "sign-up", Title: "Sign-up",
	Intro: "Whether people may make accounts themselves, and what they receive when an administrator makes one for them.",
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
