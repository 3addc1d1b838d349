package forms

var tags = Step{
	ID: "tags", Title: "Tags",
	Intro:  "Labels of the pool itself, not of its users.",
	Fields: fields("CreateUserPool.", "UserPoolTags"),
}
