package model

import (
	"reflect"
	"slices"
)

// canonical returns a pool that says the same as p in one certain way: what
// has two places is in one of them, and what Cognito does anyway is left out.
func canonical(p *Pool) *Pool {
	p = p.Clone()
	p.normalizeMfa()
	p.settlePasswords()
	p.settleTexts()
	p.settleTriggers()
	create := &p.CreateUserPool
	if tier := p.Tier(); create.UserPoolTier == nil {
		create.UserPoolTier = &tier
	}
	if create.AccountRecoverySetting != nil && reflect.DeepEqual(create.AccountRecoverySetting.RecoveryMechanisms, DefaultRecovery()) {
		create.AccountRecoverySetting = nil
	}
	if create.IssuerConfiguration != nil && is(create.IssuerConfiguration.Type, "ORIGINAL") {
		create.IssuerConfiguration = nil
	}
	create.Schema = settledSchema(create.Schema)
	p = Terse(p)
	p.settleBlocks()
	if p.MfaMode() == Off {
		p.SetUserPoolMfaConfig.MfaConfiguration = nil
	}
	return p
}

// settleBlocks fills in the defaults of the blocks that enable something by
// being present: there, unlike elsewhere, a block and its absence differ.
func (p *Pool) settleBlocks() {
	if passkeys := p.SetUserPoolMfaConfig.WebAuthnConfiguration; passkeys != nil {
		setDefault(&passkeys.UserVerification, "preferred")
		setDefault(&passkeys.FactorConfiguration, "SINGLE_FACTOR")
	}
	if registration := p.CreateUserPool.DcrConfiguration; registration != nil {
		setDefault(&registration.EnableStatus, "ENABLED")
		setDefault(&registration.OpenDcrEnabled, false)
		if registration.AuthenticatedGrantTypes == nil { // an empty list allows none
			registration.AuthenticatedGrantTypes = []string{"code", "client_credentials"}
		}
		if registration.OpenGrantTypes == nil {
			registration.OpenGrantTypes = []string{"code"}
		}
	}
}

func setDefault[T any](setting **T, value T) {
	if *setting == nil {
		*setting = &value
	}
}

// settlePasswords writes out the policy that a pool without one has, and says
// the validity of temporary passwords in its present place.
func (p *Pool) settlePasswords() {
	create := &p.CreateUserPool
	if create.Policies == nil {
		create.Policies = &Policies{}
	}
	if create.Policies.PasswordPolicy == nil {
		create.Policies.PasswordPolicy = &PasswordPolicy{
			RequireUppercase: new(true), RequireLowercase: new(true), RequireNumbers: new(true), RequireSymbols: new(true),
		}
	}
	policy := create.Policies.PasswordPolicy
	if policy.MinimumLength == nil {
		policy.MinimumLength = new(8)
	}
	if deref(policy.TemporaryPasswordValidityDays) == 0 {
		policy.TemporaryPasswordValidityDays = nil // 0 counts as unset
	}
	if admin := create.AdminCreateUserConfig; admin != nil {
		if deref(admin.UnusedAccountValidityDays) == 0 {
			admin.UnusedAccountValidityDays = nil
		}
		if policy.TemporaryPasswordValidityDays == nil {
			policy.TemporaryPasswordValidityDays = admin.UnusedAccountValidityDays
		}
		admin.UnusedAccountValidityDays = nil
	}
}

// settleTexts moves the texts that have an old name to the template.
func (p *Pool) settleTexts() {
	create := &p.CreateUserPool
	if create.VerificationMessageTemplate == nil {
		create.VerificationMessageTemplate = &VerificationMessageTemplate{}
	}
	template := create.VerificationMessageTemplate
	for _, pair := range []struct{ old, now **string }{
		{&create.EmailVerificationMessage, &template.EmailMessage},
		{&create.EmailVerificationSubject, &template.EmailSubject},
		{&create.SmsVerificationMessage, &template.SmsMessage},
	} {
		if *pair.now == nil {
			*pair.now = *pair.old
		}
		*pair.old = nil
	}
	if *template == (VerificationMessageTemplate{}) {
		create.VerificationMessageTemplate = nil
	}
}

// settleTriggers moves the pre token generation function to the setting that
// has its version as well.
func (p *Pool) settleTriggers() {
	lambda := p.CreateUserPool.LambdaConfig
	if lambda == nil || lambda.PreTokenGeneration == nil {
		return
	}
	if lambda.PreTokenGenerationConfig == nil {
		lambda.PreTokenGenerationConfig = &VersionedLambda{LambdaArn: lambda.PreTokenGeneration, LambdaVersion: new("V1_0")}
	}
	if is(lambda.PreTokenGenerationConfig.LambdaArn, *lambda.PreTokenGeneration) {
		lambda.PreTokenGeneration = nil
	}
}

// settledSchema leaves out the standard attributes as every pool has them, and
// of the others what they have anyway.
func settledSchema(schema []Attribute) []Attribute {
	kept := slices.DeleteFunc(slices.Clone(schema), isUntouchedStandard)
	for i := range kept {
		settleAttribute(&kept[i])
	}
	return kept
}

func settleAttribute(a *Attribute) {
	a.Name = new(bareName(*a))
	if a.Mutable == nil {
		a.Mutable = new(true)
	}
	if kind, standard := StandardType(*a.Name); standard {
		if a.AttributeDataType == nil {
			a.AttributeDataType = &kind
		}
		i := slices.IndexFunc(standardAttributes, func(s standardAttribute) bool { return s.Name == *a.Name })
		if hasUsualSize(*a, standardAttributes[i]) {
			a.StringAttributeConstraints, a.NumberAttributeConstraints = nil, nil
		}
		a.fillSize(standardAttributes[i])
	}
	if c := a.StringAttributeConstraints; c != nil && (*c == StringConstraints{} || !is(a.AttributeDataType, "String")) {
		a.StringAttributeConstraints = nil
	}
	if c := a.NumberAttributeConstraints; c != nil && (*c == NumberConstraints{} || !is(a.AttributeDataType, "Number")) {
		a.NumberAttributeConstraints = nil
	}
}

// fillSize completes limits of which one is set: the other keeps its default.
func (a *Attribute) fillSize(usual standardAttribute) {
	if c := a.StringAttributeConstraints; c != nil && usual.MaxSize != "" {
		setDefault(&c.MinLength, usual.MinLength)
		setDefault(&c.MaxLength, usual.MaxSize)
	}
	if c := a.NumberAttributeConstraints; c != nil && usual.MinLength != "" {
		setDefault(&c.MinValue, usual.MinLength)
	}
}
