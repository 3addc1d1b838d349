package forms

var tags = Step{
	ID: "tags", Title: "Tags",
	Intro:  "Labels for finding and billing the pool, and a guard against deleting it.",
	Fields: fields("CreateUserPool.", "UserPoolTags", "DeletionProtection"),
}
