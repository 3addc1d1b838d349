package model

var riskSettings = []Setting{
	{
		Path: "SetRiskConfiguration", Title: "Risk configurations", Help: "Risk configurations.", Kind: List,
		Default: "None",
	},
}
