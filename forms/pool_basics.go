package forms

var basics = Step{
	ID: "basics", Title: "Basics",
	Intro:  "The name of the pool, which features it has, and whether it can be deleted.",
	Fields: fields("CreateUserPool.", "PoolName", "UserPoolTier", "DeletionProtection"),
}
