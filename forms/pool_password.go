package forms

var password = Step{
	ID: "password", Title: "Password",
	Intro: "What a password must contain. If any of these is set, Cognito treats the unset ones as off, so set all of them.",
	Fields: fields("CreateUserPool.Policies.PasswordPolicy.",
		"MinimumLength",
		"RequireUppercase",
		"RequireLowercase",
		"RequireNumbers",
		"RequireSymbols",
		"PasswordHistorySize",
		"TemporaryPasswordValidityDays",
	),
}
