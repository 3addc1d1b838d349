package forms

var password = Step{
	ID: "password", Title: "Password",
	Intro: "What a password must hold. Once one of these is set, Cognito reads the others that are left out as off, so say all of them.",
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
