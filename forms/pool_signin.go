package forms

const firstFactors = "CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors"

var signIn = Step{
	ID: "sign-in", Title: "Sign-in",
	Intro: "How people identify themselves. Most of this page is permanent.",
	Fields: fields("CreateUserPool.",
		"UsernameAttributes",
		"AliasAttributes",
		"UsernameConfiguration.CaseSensitive",
		"Policies.SignInPolicy.AllowedFirstAuthFactors",
	),
}
