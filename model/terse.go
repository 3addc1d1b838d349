package model

import "reflect"

// Terse returns a copy of p without what Cognito does anyway: settings whose
// value equals their Implied one, and blocks that held nothing else. The pool
// that it makes is the same.
//
// A setting stays where its value counts: where leaving it out changes what
// another one means, or empties a block that Cognito reads by its presence.
func Terse(p *Pool) *Pool {
	terse := p.Clone()
	for leaf := range p.Leaves() {
		if !reflect.DeepEqual(leaf.Value(), leaf.Setting.Implied) || leaf.Value() == nil || p.counts(leaf) {
			continue
		}
		if err := terse.Unset(leaf.Path()); err != nil {
			panic(err) // a clone has every path of the original
		}
	}
	return terse
}

// counts reports whether a setting that equals its implied value says
// something here.
func (p *Pool) counts(l Leaf) bool {
	create, mfa := &p.CreateUserPool, &p.SetUserPoolMfaConfig
	switch l.Setting.Path {
	case "CreateUserPool.Policies.PasswordPolicy.RequireUppercase",
		"CreateUserPool.Policies.PasswordPolicy.RequireLowercase",
		"CreateUserPool.Policies.PasswordPolicy.RequireNumbers",
		"CreateUserPool.Policies.PasswordPolicy.RequireSymbols",
		"CreateUserPool.Policies.PasswordPolicy.PasswordHistorySize":
		// A pool without a policy requires everything: the policy must stay.
		return create.Policies.PasswordPolicy.MinimumLength == nil
	case "CreateUserPool.Policies.PasswordPolicy.TemporaryPasswordValidityDays":
		// The legacy name of the same setting would take over.
		admin := create.AdminCreateUserConfig
		return create.Policies.PasswordPolicy.MinimumLength == nil || admin != nil && admin.UnusedAccountValidityDays != nil
	case "CreateUserPool.MfaConfiguration":
		// Passkeys are set by a call that should say its mode.
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
		return name != nil && *name == "sub"
	default:
		return false
	}
}
