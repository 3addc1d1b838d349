package model

var domainSettings = []Setting{
	{
		Path: "CreateUserPoolDomain", Title: "Domains", Help: "Domains.", Kind: List,
		Default: "None",
	},
}
