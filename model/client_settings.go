package model

var clientSettings = []Setting{
	{
		Path: "CreateUserPoolClient", Title: "App clients", Help: "App clients.", Kind: List,
		Default: "None",
	},
}
