package forms

import "slices"

const template = "CreateUserPool.VerificationMessageTemplate."

var messages = Step{
	ID: "messages", Title: "Messages",
	Intro: "What people receive when they verify an address. {####} is the placeholder of the code, {##text##} of a link.",
	Fields: slices.Concat(
		fields(template, "DefaultEmailOption", "EmailSubject", "EmailMessage"),
		when(confirmsByLink, fields(template, "EmailSubjectByLink", "EmailMessageByLink")...),
		fields(template, "SmsMessage"),
		when(legacy, fields("CreateUserPool.",
			"EmailVerificationSubject",
			"EmailVerificationMessage",
			"SmsVerificationMessage",
		)...),
	),
}

func confirmsByLink(s Scope) bool {
	return s.text(template+"DefaultEmailOption") == "CONFIRM_WITH_LINK"
}
