package model

var brandingSettings = []Setting{
	{
		Path: "CreateManagedLoginBranding", Title: "Branding styles", Help: "Branding styles.", Kind: List,
		Default: "None",
	},
}
