package model

var termsSettings = []Setting{
	{
		Path: "CreateTerms", Title: "Terms documents", Help: "Terms documents.", Kind: List,
		Default: "None",
	},
}
