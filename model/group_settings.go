package model

var groupSettings = []Setting{
	{
		Path: "CreateGroup", Title: "Groups", Help: "Groups.", Kind: List,
		Default: "None",
	},
}
