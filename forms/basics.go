package forms

var basics = Step{
	ID: "basics", Title: "Basics",
	Intro:  "What the pool is called, which features it has, and whether it can be deleted.",
	Fields: fields("CreateUserPool.", "PoolName", "UserPoolTier", "DeletionProtection"),
}
