package model

var securitySettings = []Setting{
	{
		Path:     "CreateUserPool.UserPoolAddOns.AdvancedSecurityMode",
		Title:    "Threat protection",
		Help:     "Looks for stolen passwords and unusual sign-ins. Audit records them; full enforcement also blocks or asks for MFA, and for that MFA should be optional. Both need the Plus plan.",
		Kind:     Choice,
		Required: true,
		Choices: []Option{
			{Value: "OFF", Title: "Off", Help: "No risk is looked at."},
			{Value: "AUDIT", Title: "Audit only", Help: "Risks are recorded, nobody is stopped; a good way to begin.", Tier: "PLUS"},
			{Value: "ENFORCED", Title: "Full enforcement", Help: "Risky sign-ins are blocked or asked for a second factor.", Tier: "PLUS"},
		},
		Default:        "OFF",
		Implied:        "OFF",
		Terraform:      "user_pool_add_ons.advanced_security_mode",
		CloudFormation: "UserPoolAddOns.AdvancedSecurityMode",
	},
	{
		Path:  "CreateUserPool.UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode",
		Title: "Threat protection for custom sign-in",
		Help:  "Extends threat protection to the sign-in made by your challenge triggers. Leave it out if you have none.",
		Kind:  Choice,
		Choices: []Option{
			{Value: "AUDIT", Title: "Audit only", Help: "Risks are recorded, nobody is stopped."},
			{Value: "ENFORCED", Title: "Full enforcement", Help: "Risky sign-ins are blocked."},
		},
		Default:        "nothing: custom sign-in is not watched",
		Tier:           "PLUS",
		Terraform:      "user_pool_add_ons.advanced_security_additional_flows.custom_auth_mode",
		CloudFormation: "UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode",
	},
	{
		Path:  "CreateUserPool.KeyConfiguration.KeyType",
		Title: "Data encryption key",
		Help:  "Which key encrypts the pool's data. The key of AWS needs no care and costs nothing; your own lets you log and cut off its use, and copy the pool to other Regions.",
		Kind:  Choice,
		Choices: []Option{
			{Value: "AWS_OWNED_KEY", Title: "Key owned by AWS", Help: "Nothing to set up."},
			{Value: "CUSTOMER_MANAGED_KEY", Title: "Your own KMS key", Help: "Needs the ARN of the key; losing the key loses the data."},
		},
		Default: "AWS_OWNED_KEY",
		Implied: "AWS_OWNED_KEY",
	},
	{
		Path:    "CreateUserPool.KeyConfiguration.KmsKeyArn",
		Title:   "Data encryption key ARN",
		Help:    "The ARN of your own KMS key. Set it together with the choice of your own key. Copies of the pool in other Regions need a multi-Region key.",
		Kind:    ARN,
		Min:     20,
		Max:     2048,
		Pattern: arn,
		Default: "nothing: a key of AWS is used",
	},
	{
		Path:  "CreateUserPool.IssuerConfiguration.Type",
		Title: "Token issuer",
		Help:  "Which address stands as issuer (iss) in tokens. Services that check tokens must know it, so choose before the first one does. The updated form serves its keys from several Regions.",
		Kind:  Choice,
		Choices: []Option{
			{Value: "ORIGINAL", Title: "Original", Help: "cognito-idp.REGION.amazonaws.com; what most guides assume."},
			{Value: "UPDATED", Title: "Updated", Help: "issuer-cognito-idp.REGION.amazonaws.com; keys in several Regions."},
		},
		Default: "ORIGINAL",
	},
}
