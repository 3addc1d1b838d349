package model

var groupSettings = []Setting{
	{
		Path:     "CreateGroup",
		Title:    "Groups",
		Help:     "Groups of users, such as admins. Tokens list the groups of the user in the claim cognito:groups, and your app or API decides what they mean.",
		Kind:     List,
		Default:  "None",
		Synonyms: []string{"roles", "rbac", "admin", "permissions", "authorization"},
	},
	{
		Path:           "CreateGroup[].GroupName",
		Title:          "Group name",
		Help:           "The name of the group in tokens, up to 128 characters without spaces. It cannot be changed.",
		Kind:           Text,
		Required:       true,
		Min:            1,
		Max:            128,
		Pattern:        attributeName,
		Terraform:      "name",
		CloudFormation: "GroupName",
	},
	{
		Path:           "CreateGroup[].Description",
		Title:          "Group description",
		Help:           "What the group is for, for the people who manage the pool.",
		Kind:           Text,
		Max:            2048,
		Default:        "None",
		Terraform:      "description",
		CloudFormation: "Description",
	},
	{
		Path:           "CreateGroup[].Precedence",
		Title:          "Group precedence",
		Help:           "Which group's role counts for a user in several groups: the lowest number first, 0 before all others. Two groups with the same number and different roles give no preferred role.",
		Kind:           Int,
		Max:            maxPrecedence,
		Default:        "None; after all groups that have one",
		Terraform:      "precedence",
		CloudFormation: "Precedence",
		Synonyms:       []string{"priority", "order"},
	},
	arnSetting(IAMRole, Setting{
		Path:           "CreateGroup[].RoleArn",
		Title:          "Group role",
		Help:           "The IAM role that members get from an identity pool, in the account of the pool. Without an identity pool it is only a claim in tokens.",
		Default:        "None",
		Terraform:      "role_arn",
		CloudFormation: "RoleArn",
		Synonyms:       []string{"iam role", "identity pool", "preferred_role"},
	}),
}

// maxPrecedence is the limit that the API reference states.
const maxPrecedence = 1<<31 - 1
