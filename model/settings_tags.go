package model

var tagSettings = []Setting{
	{
		Path:           "CreateUserPool.UserPoolTags",
		Title:          "Pool tags",
		Help:           "Names and values on the pool for cost reports and access rules, such as team and checkout. At most 50; names must not begin with aws:.",
		Kind:           Tags,
		Max:            50,
		Default:        "nothing",
		Implied:        map[string]string{},
		Terraform:      "tags",
		CloudFormation: "UserPoolTags",
	},
	{
		Path:  "CreateUserPool.DeletionProtection",
		Title: "Deletion protection",
		Help:  "When active, the pool cannot be deleted until somebody switches this off first. Choose active wherever real users are: a deleted pool cannot be brought back.",
		Kind:  Choice,
		Choices: []Option{
			{Value: "ACTIVE", Title: "Active", Help: "Deleting the pool fails until this is switched off."},
			{Value: "INACTIVE", Title: "Inactive", Help: "The pool can be deleted at once; handy for trials."},
		},
		Default:        "INACTIVE",
		Implied:        "INACTIVE",
		Terraform:      "deletion_protection",
		CloudFormation: "DeletionProtection",
	},
}
