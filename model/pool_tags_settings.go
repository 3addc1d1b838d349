package model

// Limits of the keys and values of tags in characters, from the service model.
const (
	TagKeyMax   = 128
	TagValueMax = 256
)

var tagSettings = []Setting{
	{
		Path:           "CreateUserPool.UserPoolTags",
		Title:          "Pool tags",
		Help:           "Keys and values for cost reports and access policies, such as team and checkout. At most 50; keys must not begin with aws:.",
		Kind:           Map,
		Max:            50,
		Keys:           Limits{Min: 1, Max: TagKeyMax},
		Items:          Limits{Max: TagValueMax},
		Default:        "None",
		Implied:        map[string]string{},
		Terraform:      "tags",
		CloudFormation: "UserPoolTags",
		Datadog:        "user_pool_tags",
		Synonyms:       []string{"label", "cost allocation", "metadata"},
	},
	{
		Path:  "CreateUserPool.DeletionProtection",
		Title: "Deletion protection",
		Help:  "When active, the pool cannot be deleted until protection is turned off. Use it for every pool with real users: a deleted pool cannot be restored.",
		Kind:  Choice,
		Choices: []Option{
			{Value: "ACTIVE", Title: "Active", Help: "The pool cannot be deleted until this is turned off."},
			{Value: "INACTIVE", Title: "Inactive", Help: "The pool can be deleted immediately; for tests."},
		},
		Default:        "Inactive",
		Implied:        "INACTIVE",
		Terraform:      "deletion_protection",
		CloudFormation: "DeletionProtection",
		Datadog:        "deletion_protection",
		Synonyms:       []string{"protect", "prevent delete", "remove pool", "destroy", "safety"},
	},
}
