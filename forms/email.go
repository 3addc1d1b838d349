package forms

import "slices"

const sender = "CreateUserPool.EmailConfiguration."

var email = Step{
	ID: "email", Title: "Email",
	Intro: "Who sends the pool's email. Cognito's default sender is for testing: 50 messages a day.",
	Fields: slices.Concat(
		fields(sender, "EmailSendingAccount"),
		when(ownSender, fields(sender, "SourceArn", "From")...),
		fields(sender, "ReplyToEmailAddress"),
		when(ownSender, fields(sender, "ConfigurationSet")...),
	),
}

func ownSender(s Scope) bool { return s.text(sender+"EmailSendingAccount") == "DEVELOPER" }
