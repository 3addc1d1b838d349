package model

var uiCustomizationSettings = []Setting{
	{
		Path: "SetUICustomization", Title: "Classic page styles", Help: "Classic page styles.", Kind: List,
		Default: "None",
	},
}
