package model

var identityProviderSettings = []Setting{
	{
		Path: "CreateIdentityProvider", Title: "Identity providers", Help: "Identity providers.", Kind: List,
		Default: "None",
	},
}
