package model

var basicSettings = []Setting{
	{
		Path:           "CreateUserPool.PoolName",
		Title:          "Pool name",
		Help:           "A label for people who read the console or a list of pools. Users never see it, it need not be unique, and it can be changed later.",
		Kind:           Text,
		Required:       true,
		Min:            1,
		Max:            128,
		Pattern:        poolName,
		Default:        "nothing; every pool needs a name",
		Terraform:      "name",
		CloudFormation: "UserPoolName",
	},
	{
		Path:  "CreateUserPool.UserPoolTier",
		Title: "Feature plan",
		Help:  "The price list of the whole pool, charged per active user and month. A dearer plan adds features. You may move up at any time, and down once the features in question are switched off.",
		Kind:  Choice,
		Choices: []Option{
			{Value: "LITE", Title: "Lite", Help: "Cheapest: passwords, federation, SMS and app codes. No passkeys."},
			{Value: "ESSENTIALS", Title: "Essentials", Help: "Adds passkeys, email codes, password history, access token claims."},
			{Value: "PLUS", Title: "Plus", Help: "Adds threat protection and activity logs. Has no free users."},
		},
		Default:        "ESSENTIALS; PLUS when threat protection is on",
		Terraform:      "user_pool_tier",
		CloudFormation: "UserPoolTier",
	},
}
