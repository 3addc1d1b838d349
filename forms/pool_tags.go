package forms

var tags = Step{
	ID: "tags", Title: "Tags",
	Intro:  "Keys and values for finding and billing the pool.",
	Fields: fields("CreateUserPool.", "UserPoolTags"),
}
