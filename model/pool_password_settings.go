package model

// requireDefault is the default of the four character classes. Their implied
// value is that in a policy; DefaultPasswordPolicy has the other one.
const requireDefault = "Yes without a password policy, otherwise no"

// DefaultPasswordPolicy returns the policy of a pool that sets none.
func DefaultPasswordPolicy() *PasswordPolicy {
	return &PasswordPolicy{
		MinimumLength:    new(Implied[int](atPassword + "MinimumLength")),
		RequireUppercase: new(true), RequireLowercase: new(true), RequireNumbers: new(true), RequireSymbols: new(true),
	}
}

var passwordSettings = []Setting{
	{
		Path:           "CreateUserPool.Policies.PasswordPolicy.MinimumLength",
		Title:          "Minimum length",
		Help:           "The minimum number of characters in a password, 6 to 99. Length protects more than special characters: 12 or more is a good choice.",
		Kind:           Int,
		Min:            6,
		Max:            99,
		Unit:           "character",
		Default:        "8",
		Implied:        8,
		matters:        always,
		Terraform:      "password_policy.minimum_length",
		CloudFormation: "Policies.PasswordPolicy.MinimumLength",
		Datadog:        "policies.password_policy.minimum_length",
		Synonyms:       []string{"password", "password policy", "password length", "password strength", "complexity", "short password"},
	},
	{
		Path:           "CreateUserPool.Policies.PasswordPolicy.RequireUppercase",
		Title:          "Require an uppercase letter",
		Help:           "Passwords must contain a letter from A to Z.",
		Kind:           Bool,
		Default:        requireDefault,
		Implied:        false,
		matters:        withoutLength,
		Terraform:      "password_policy.require_uppercase",
		CloudFormation: "Policies.PasswordPolicy.RequireUppercase",
		Datadog:        "policies.password_policy.require_uppercase",
		Synonyms:       []string{"password policy", "capital", "capitals", "complexity", "uppercase"},
	},
	{
		Path:           "CreateUserPool.Policies.PasswordPolicy.RequireLowercase",
		Title:          "Require a lowercase letter",
		Help:           "Passwords must contain a letter from a to z.",
		Kind:           Bool,
		Default:        requireDefault,
		Implied:        false,
		matters:        withoutLength,
		Terraform:      "password_policy.require_lowercase",
		CloudFormation: "Policies.PasswordPolicy.RequireLowercase",
		Datadog:        "policies.password_policy.require_lowercase",
		Synonyms:       []string{"password policy", "complexity", "small letters", "lowercase"},
	},
	{
		Path:           "CreateUserPool.Policies.PasswordPolicy.RequireNumbers",
		Title:          "Require a digit",
		Help:           "Passwords must contain a digit from 0 to 9.",
		Kind:           Bool,
		Default:        requireDefault,
		Implied:        false,
		matters:        withoutLength,
		Terraform:      "password_policy.require_numbers",
		CloudFormation: "Policies.PasswordPolicy.RequireNumbers",
		Datadog:        "policies.password_policy.require_numbers",
		Synonyms:       []string{"password policy", "number", "numeric", "complexity"},
	},
	{
		Path:           "CreateUserPool.Policies.PasswordPolicy.RequireSymbols",
		Title:          "Require a symbol",
		Help:           "Passwords must contain a symbol such as ! ? # or *.",
		Kind:           Bool,
		Default:        requireDefault,
		Implied:        false,
		matters:        withoutLength,
		Terraform:      "password_policy.require_symbols",
		CloudFormation: "Policies.PasswordPolicy.RequireSymbols",
		Datadog:        "policies.password_policy.require_symbols",
		Synonyms:       []string{"password policy", "special character", "punctuation", "complexity"},
	},
	{
		Path:           "CreateUserPool.Policies.PasswordPolicy.PasswordHistorySize",
		Title:          "Password history",
		Help:           "The number of previous passwords that a user may not reuse, up to 24. 0 allows reuse and works on every plan; any other number requires Essentials or Plus.",
		Kind:           Int,
		Max:            24,
		Unit:           "password",
		Default:        "0; previous passwords can be reused",
		Implied:        0,
		matters:        withoutLength,
		Tier:           "ESSENTIALS",
		Terraform:      "password_policy.password_history_size",
		CloudFormation: "Policies.PasswordPolicy.PasswordHistorySize",
		Synonyms:       []string{"password policy", "password history", "reuse", "old passwords", "previous passwords"},
	},
	{
		Path:    "CreateUserPool.Policies.PasswordPolicy.TemporaryPasswordValidityDays",
		Title:   "Temporary password lifetime",
		Help:    "How many days an invited user has to sign in with the temporary password before an administrator must send a new invitation. 0 means 7.",
		Kind:    Int,
		Max:     365,
		Unit:    "day",
		Default: "7 days",
		Implied: 7,
		matters: func(p *Pool, l Leaf) bool {
			// Without it, the legacy setting of the same value would apply.
			admin := p.CreateUserPool.AdminCreateUserConfig
			return withoutLength(p, l) || admin != nil && admin.UnusedAccountValidityDays != nil
		},
		Terraform:      "password_policy.temporary_password_validity_days",
		CloudFormation: "Policies.PasswordPolicy.TemporaryPasswordValidityDays",
		Datadog:        "policies.password_policy.temporary_password_validity_days",
		Synonyms:       []string{"expire", "expires", "expiry", "expiration", "invitation expires", "initial password", "validity"},
	},
}
