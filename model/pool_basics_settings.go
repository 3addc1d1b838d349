package model

var basicSettings = []Setting{
	{
		Path:           "CreateUserPool.PoolName",
		Title:          "Pool name",
		Help:           "A label in the console and in lists of pools. Users never see it. It does not need to be unique and can be changed later.",
		Kind:           Text,
		Required:       true,
		Min:            1,
		Max:            128,
		Pattern:        poolName,
		Default:        "",
		Terraform:      "name",
		CloudFormation: "UserPoolName",
		Datadog:        "name",
		Synonyms:       []string{"label", "user pool name"},
	},
	{
		Path:  "CreateUserPool.UserPoolTier",
		Title: "Feature plan",
		Help:  "The pricing plan of the whole pool, charged per monthly active user. A higher plan adds features. You can move up at any time, and down after you turn off the features that the lower plan lacks.",
		Kind:  Choice,
		Choices: []Option{
			{Value: "LITE", Title: "Lite", Help: "Cheapest: passwords, federation, SMS and TOTP MFA. No passkeys."},
			{Value: "ESSENTIALS", Title: "Essentials", Help: "Adds passkeys, email codes, password history, access token claims."},
			{Value: "PLUS", Title: "Plus", Help: "Adds threat protection and activity logs. Has no free users."},
		},
		Default:        "Essentials; Plus when threat protection is on",
		Terraform:      "user_pool_tier",
		CloudFormation: "UserPoolTier",
		Synonyms:       []string{"price", "pricing", "cost", "billing", "edition", "tier", "lite", "essentials", "plus", "mau"},
	},
}
