package forms

import "slices"

const sender = "CreateUserPool.EmailConfiguration."

var email = Step{
	ID: "email", Title: "Email",
	Intro: "The sender of the pool's email, and the addresses that users see.",
	Fields: slices.Concat(
		fields(sender, "EmailSendingAccount"),
		when(ownSender, fields(sender, "SourceArn", "From")...),
		fields(sender, "ReplyToEmailAddress"),
		when(ownSender, fields(sender, "ConfigurationSet")...),
	),
}

func ownSender(s Scope) bool { return s.text(sender+"EmailSendingAccount") == "DEVELOPER" }
