package model

var passwordRules = []Rule{
	{
		ID: "password-validity-twice", Severity: Error,
		Settings: []string{atSignUp + "UnusedAccountValidityDays", atPassword + "TemporaryPasswordValidityDays"},
		Summary:  "How long a temporary password is valid is said in the password policy or in the legacy setting, not in both, not even when they agree.",
		Fix:      "clear UnusedAccountValidityDays in the sign-up step and keep TemporaryPasswordValidityDays",
		Source:   "refused in real deployments, 2026-09: Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
		Check:    checkValidityTwice,
	},
	{
		ID: "password-validity-legacy", Severity: Advice,
		Settings: []string{atSignUp + "UnusedAccountValidityDays"},
		Summary:  "UnusedAccountValidityDays is the old place for the validity of temporary passwords and is refused as soon as the new one is used.",
		Fix:      "set TemporaryPasswordValidityDays in the password step instead",
		Source:   "API reference, AdminCreateUserConfigType",
		Check:    checkValidityLegacy,
	},
	{
		ID: "temporary-validity-zero", Severity: Warning,
		Settings: []string{atPassword + "TemporaryPasswordValidityDays"},
		Summary:  "A validity of 0 days is read as not set: temporary passwords are then valid for 7 days.",
		Fix:      "choose 1 or more days in the password step",
		Source:   "API reference, PasswordPolicyType",
		Check:    checkValidityZero,
	},
	{
		ID: "password-policy-unsaid", Severity: Warning,
		Settings: []string{atPassword + "MinimumLength", atPassword + "RequireUppercase", atPassword + "RequireLowercase", atPassword + "RequireNumbers", atPassword + "RequireSymbols"},
		Summary:  "A pool without a password policy demands 8 characters of all four kinds. A policy that leaves a kind out does not demand it, and is so weaker than none.",
		Fix:      "say true or false for each kind, and a length, in the password step",
		Source:   "acceptance tests of the Terraform provider; what a policy without a length means is unverified",
		Check:    checkPolicyUnsaid,
	},
	{
		ID: "password-weak", Severity: Advice,
		Settings: []string{atPassword + "MinimumLength", atPassword + "RequireUppercase", atPassword + "RequireLowercase", atPassword + "RequireNumbers", atPassword + "RequireSymbols"},
		Summary:  "Fewer than 8 characters, or fewer than 12 without all four kinds of characters, is weaker than what Cognito demands by itself.",
		Fix:      "ask for 12 characters or more in the password step",
		Source:   "security practice; service default: 8 characters of four kinds",
		Check:    checkPasswordWeak,
	},
}

// passwordPolicy is the pool's policy, empty when nothing is said.
func (p *Pool) passwordPolicy() PasswordPolicy {
	policies := p.CreateUserPool.Policies
	if policies == nil || policies.PasswordPolicy == nil {
		return PasswordPolicy{}
	}
	return *policies.PasswordPolicy
}

// legacyValidity is UnusedAccountValidityDays, nil when it is not set.
func (p *Pool) legacyValidity() *int {
	if c := p.CreateUserPool.AdminCreateUserConfig; c != nil {
		return c.UnusedAccountValidityDays
	}
	return nil
}

func checkValidityTwice(f Facts) []Hit {
	days, legacy := f.passwordPolicy().TemporaryPasswordValidityDays, f.legacyValidity()
	if days == nil || legacy == nil {
		return nil
	}
	hits := found(both(atSignUp+"UnusedAccountValidityDays", atPassword+"TemporaryPasswordValidityDays") + " are both set; Cognito takes only the second, which replaced the first")
	if *days == 0 || *legacy == 0 {
		hits[0].Severity = new(Warning) // 0 counts as not set, so it may pass
	}
	return hits
}

func checkValidityLegacy(f Facts) []Hit {
	if f.legacyValidity() == nil || f.passwordPolicy().TemporaryPasswordValidityDays != nil {
		return nil
	}
	return found(Name(atSignUp+"UnusedAccountValidityDays") + " is no longer in use; " + Name(atPassword+"TemporaryPasswordValidityDays") + " replaced it")
}

func checkValidityZero(f Facts) []Hit {
	days := f.passwordPolicy().TemporaryPasswordValidityDays
	if days == nil || *days != 0 {
		return nil
	}
	return found(Name(atPassword+"TemporaryPasswordValidityDays") + " is 0, which Cognito reads as not set: 7 days")
}

func checkPolicyUnsaid(f Facts) []Hit {
	if p := f.CreateUserPool.Policies; p == nil || p.PasswordPolicy == nil {
		return nil
	}
	policy := f.passwordPolicy()
	var unsaid []string
	if policy.MinimumLength == nil {
		unsaid = append(unsaid, atPassword+"MinimumLength")
	}
	for _, kind := range policy.kinds() {
		if kind.demanded == nil {
			unsaid = append(unsaid, kind.path)
		}
	}
	if unsaid == nil {
		return nil
	}
	return found("the password policy leaves out "+names(unsaid)+"; what it leaves out is not demanded, although a pool without a policy demands it", unsaid...)
}

func checkPasswordWeak(f Facts) []Hit {
	policy := f.passwordPolicy()
	if policy.MinimumLength == nil || *policy.MinimumLength >= 12 {
		return nil
	}
	if *policy.MinimumLength < 8 {
		return found(Name(atPassword+"MinimumLength")+" is less than the 8 that Cognito demands by itself", atPassword+"MinimumLength")
	}
	var optional []string
	for _, kind := range policy.kinds() {
		if !isTrue(kind.demanded) {
			optional = append(optional, kind.path)
		}
	}
	if optional == nil {
		return nil
	}
	return found("short passwords without "+names(optional)+" are weaker than Cognito's own policy", append(optional, atPassword+"MinimumLength")...)
}

// kind is one kind of character that a password may have to hold.
type kind struct {
	path     string
	demanded *bool
}

func (p PasswordPolicy) kinds() [4]kind {
	return [...]kind{
		{atPassword + "RequireUppercase", p.RequireUppercase},
		{atPassword + "RequireLowercase", p.RequireLowercase},
		{atPassword + "RequireNumbers", p.RequireNumbers},
		{atPassword + "RequireSymbols", p.RequireSymbols},
	}
}
