package model

var passwordRules = []Rule{
	{
		ID: "password-validity-twice", Severity: Error,
		Settings:   []string{atSignUp + "UnusedAccountValidityDays", atPassword + "TemporaryPasswordValidityDays"},
		Summary:    "The lifetime of temporary passwords is set in the password policy or in the legacy setting. Cognito rejects both together, even when they are equal.",
		Fix:        "remove UnusedAccountValidityDays and keep TemporaryPasswordValidityDays",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays", Match: "Please use TemporaryPasswordValidityDays", Settings: []string{atSignUp + "UnusedAccountValidityDays"}}},
		Check:      checkValidityTwice,
		Edits:      removeFirst,
	},
	{
		ID: "password-validity-legacy", Severity: Advice,
		Settings: []string{atSignUp + "UnusedAccountValidityDays"},
		Summary:  "UnusedAccountValidityDays is the deprecated setting for the lifetime of temporary passwords. Cognito rejects it together with the new one.",
		Fix:      "set TemporaryPasswordValidityDays instead",
		Source:   "API reference, AdminCreateUserConfigType",
		Check:    checkValidityLegacy,
		Edits:    editValidityLegacy,
	},
	{
		ID: "temporary-validity-zero", Severity: Warning,
		Settings: []string{atPassword + "TemporaryPasswordValidityDays"},
		Summary:  "Cognito treats 0 days as unset: temporary passwords are then valid for 7 days.",
		Fix:      "set 1 or more days",
		Source:   "API reference, PasswordPolicyType",
		Check:    checkValidityZero,
		Edits:    settingTo(ownValidityDays),
	},
	{
		ID: "password-policy-incomplete", Severity: Warning,
		Settings: []string{atPassword + "MinimumLength", atPassword + "RequireUppercase", atPassword + "RequireLowercase", atPassword + "RequireNumbers", atPassword + "RequireSymbols"},
		Summary:  "A pool without a password policy requires 8 characters with all four character types. A policy that leaves a type unset does not require it, and is weaker than no policy.",
		Fix:      "set a minimum length, and decide on each character type",
		Source:   "acceptance tests of the Terraform provider; the effect of a policy without a length is unverified",
		Check:    checkPolicyIncomplete,
	},
	{
		ID: "password-weak", Severity: Advice,
		Settings: []string{atPassword + "MinimumLength", atPassword + "RequireUppercase", atPassword + "RequireLowercase", atPassword + "RequireNumbers", atPassword + "RequireSymbols"},
		Summary:  "Fewer than 8 characters, or fewer than 12 without all four character types, is weaker than Cognito's default policy.",
		Fix:      "set MinimumLength to 12 or more",
		Source:   "security practice; service default: 8 characters with all four types",
		Check:    checkPasswordWeak,
		Edits:    editPasswordWeak,
	},
}

// passwordPolicy is the pool's policy, empty when it is not set.
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

func checkValidityTwice(f Facts) []Match {
	days, legacy := f.passwordPolicy().TemporaryPasswordValidityDays, f.legacyValidity()
	if days == nil || legacy == nil {
		return nil
	}
	matches := found(both(atSignUp+"UnusedAccountValidityDays", atPassword+"TemporaryPasswordValidityDays") + " are both set; Cognito accepts only the second, which replaced the first")
	if *days == 0 || *legacy == 0 {
		matches[0].Severity = new(Warning) // 0 counts as not set, so it may pass
	}
	return matches
}

func checkValidityLegacy(f Facts) []Match {
	if f.legacyValidity() == nil || f.passwordPolicy().TemporaryPasswordValidityDays != nil {
		return nil
	}
	return found(Name(atSignUp+"UnusedAccountValidityDays") + " is deprecated; " + Name(atPassword+"TemporaryPasswordValidityDays") + " replaced it")
}

func checkValidityZero(f Facts) []Match {
	days := f.passwordPolicy().TemporaryPasswordValidityDays
	if days == nil || *days != 0 {
		return nil
	}
	return found(Name(atPassword+"TemporaryPasswordValidityDays") + " is 0, which Cognito treats as unset: 7 days")
}

func checkPolicyIncomplete(f Facts) []Match {
	if p := f.CreateUserPool.Policies; p == nil || p.PasswordPolicy == nil {
		return nil
	}
	policy := f.passwordPolicy()
	var unset []string
	if policy.MinimumLength == nil {
		unset = append(unset, atPassword+"MinimumLength")
	}
	for _, kind := range policy.kinds() {
		if kind.required == nil {
			unset = append(unset, kind.path)
		}
	}
	if unset == nil {
		return nil
	}
	return found("the password policy leaves "+names(unset)+" unset; once there is a policy, what it leaves unset is not required", unset...)
}

func checkPasswordWeak(f Facts) []Match {
	policy := f.passwordPolicy()
	if policy.MinimumLength == nil || *policy.MinimumLength >= 12 {
		return nil
	}
	if *policy.MinimumLength < 8 {
		return found(Name(atPassword+"MinimumLength")+" is less than 8, Cognito's default", atPassword+"MinimumLength")
	}
	var optional []string
	for _, kind := range policy.kinds() {
		if !isTrue(kind.required) {
			optional = append(optional, kind.path)
		}
	}
	if optional == nil {
		return nil
	}
	return found("short passwords without "+names(optional)+" are weaker than Cognito's default policy", append(optional, atPassword+"MinimumLength")...)
}

// kind is a character type that passwords can be required to contain.
type kind struct {
	path     string
	required *bool
}

func (p PasswordPolicy) kinds() [4]kind {
	return [...]kind{
		{atPassword + "RequireUppercase", p.RequireUppercase},
		{atPassword + "RequireLowercase", p.RequireLowercase},
		{atPassword + "RequireNumbers", p.RequireNumbers},
		{atPassword + "RequireSymbols", p.RequireSymbols},
	}
}

// ownValidityDays is how long a temporary password is valid where it is not set.
const ownValidityDays = 7

// enoughCharacters is a length at which passwords need no kinds of characters.
const enoughCharacters = 12

func editValidityLegacy(f Facts, finding Finding) []Edit {
	edits := removed(finding.Settings[0])
	if days := *f.legacyValidity(); days > 0 {
		edits = append(edits, setTo(atPassword+"TemporaryPasswordValidityDays", days)...)
	}
	return edits
}

func editPasswordWeak(Facts, Finding) []Edit {
	return setTo(atPassword+"MinimumLength", enoughCharacters)
}
