package forms

var basics = Step{
	ID: "basics", Title: "Basics",
	Intro:  "What the pool is called, and how much of Cognito it may use.",
	Fields: fields("CreateUserPool.", "PoolName", "UserPoolTier"),
}
