package model

import "reflect"

// Terse returns a copy of p without defaults: settings whose value equals their
// Implied one, and blocks that contained nothing else. The pool that it makes
// is the same.
//
// A setting stays where its value matters: where omitting it changes what
// another one means, or empties a block whose presence has a meaning.
func Terse(p *Pool) *Pool {
	terse := p.Clone()
	for leaf := range p.Leaves() {
		if !reflect.DeepEqual(leaf.Value(), leaf.Setting.Implied) || leaf.Value() == nil || p.matters(leaf) {
			continue
		}
		if err := terse.Unset(leaf.Path()); err != nil {
			panic(err) // a clone has every path of the original
		}
	}
	return terse
}

// matters reports whether a pool without the setting, which equals its implied
// value, would differ from p, or might.
func (p *Pool) matters(l Leaf) bool {
	create, mfa := &p.CreateUserPool, &p.SetUserPoolMfaConfig
	switch l.Setting.Path {
	case "CreateUserPool.Policies.PasswordPolicy.MinimumLength",
		"CreateUserPool.Schema[].Mutable",
		"CreateUserPool.IssuerConfiguration.Type",
		"CreateUserPool.DcrConfiguration.EnableStatus",
		"CreateUserPool.DcrConfiguration.OpenDcrEnabled",
		"CreateUserPool.DcrConfiguration.AuthenticatedGrantTypes",
		"CreateUserPool.DcrConfiguration.OpenGrantTypes",
		"SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration.Enabled":
		// The default is not documented for every way to leave these out.
		return true
	case "CreateUserPool.Policies.PasswordPolicy.RequireUppercase",
		"CreateUserPool.Policies.PasswordPolicy.RequireLowercase",
		"CreateUserPool.Policies.PasswordPolicy.RequireNumbers",
		"CreateUserPool.Policies.PasswordPolicy.RequireSymbols",
		"CreateUserPool.Policies.PasswordPolicy.PasswordHistorySize":
		// A pool without a policy requires all of them: the policy must stay.
		return create.Policies.PasswordPolicy.MinimumLength == nil
	case "CreateUserPool.Policies.PasswordPolicy.TemporaryPasswordValidityDays":
		// Without it, the legacy setting of the same value would apply.
		admin := create.AdminCreateUserConfig
		return create.Policies.PasswordPolicy.MinimumLength == nil || admin != nil && admin.UnusedAccountValidityDays != nil
	case "CreateUserPool.MfaConfiguration":
		// The call that sets passkeys should have its mode.
		return mfa.WebAuthnConfiguration != nil
	case "SetUserPoolMfaConfig.MfaConfiguration":
		overrules := create.MfaConfiguration != nil && *create.MfaConfiguration != Off
		return overrules || mfa.WebAuthnConfiguration != nil
	case "SetUserPoolMfaConfig.WebAuthnConfiguration.UserVerification",
		"SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration":
		return mfa.WebAuthnConfiguration.RelyingPartyId == nil
	case "CreateUserPool.UserPoolAddOns.AdvancedSecurityMode":
		return create.UserPoolAddOns.AdvancedSecurityAdditionalFlows != nil
	case "CreateUserPool.KeyConfiguration.KeyType":
		return create.KeyConfiguration.KmsKeyArn != nil
	case "CreateUserPool.Schema[].Required":
		// The attribute sub is required unless the pool sets it otherwise.
		name := create.Schema[l.At()[0]].Name
		return is(name, subAttribute)
	default:
		return false
	}
}
