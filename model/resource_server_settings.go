package model

var resourceServerSettings = []Setting{
	{
		Path: "CreateResourceServer", Title: "Resource servers", Help: "Resource servers.", Kind: List,
		Default: "None",
	},
}
