package model

// updatingPool sets explicitly what an UpdateUserPool keeps if its request omits
// it, as measured by others in 2026 and in the Terraform provider: the policies,
// the attributes that are verified before they change, and the plan. It resets all
// other settings.
func updatingPool(live, sent *Pool) {
	from, to := &live.CreateUserPool, &sent.CreateUserPool
	if from.UserPoolTier != nil && to.UserPoolTier == nil {
		tier := sent.Tier()
		to.UserPoolTier = &tier
	}
	if from.UserAttributeUpdateSettings != nil && to.UserAttributeUpdateSettings == nil {
		to.UserAttributeUpdateSettings = &UserAttributeUpdateSettings{AttributesRequireVerificationBeforeUpdate: []string{}}
	}
	to.Policies = completePolicies(from.Policies, to.Policies)
}

// completePolicies are the policies that replace others.
func completePolicies(from, to *Policies) *Policies {
	if from == nil {
		return to
	}
	all := Policies{}
	if to != nil {
		all = *to
	}
	if from.PasswordPolicy != nil && all.PasswordPolicy == nil {
		all.PasswordPolicy = DefaultPasswordPolicy()
	}
	if from.SignInPolicy != nil && all.SignInPolicy == nil {
		all.SignInPolicy = &SignInPolicy{AllowedFirstAuthFactors: Implied[[]string](atFirstFactors)}
	}
	return &all
}
