package model

import (
	"reflect"
	"slices"
	"strings"
)

// canonical returns the one form of all pools that Cognito treats as p: what
// has two places is in one of them, and defaults are omitted.
func canonical(p *Pool) *Pool {
	p = p.Clone()
	p.normalizeMfa()
	p.normalizePasswords()
	p.normalizeMessages()
	p.normalizeTriggers()
	create := &p.CreateUserPool
	if tier := p.Tier(); create.UserPoolTier == nil {
		create.UserPoolTier = &tier
	}
	if create.AccountRecoverySetting != nil && reflect.DeepEqual(create.AccountRecoverySetting.RecoveryMechanisms, DefaultRecovery()) {
		create.AccountRecoverySetting = nil
	}
	if create.IssuerConfiguration != nil && is(create.IssuerConfiguration.Type, Implied[string]("CreateUserPool.IssuerConfiguration.Type")) {
		create.IssuerConfiguration = nil
	}
	create.Schema = normalSchema(create.Schema)
	p = OmitDefaults(p)
	// A block that enables something by being present differs from no block.
	p.setBlockDefaults(atDcr)
	p.normalizeFactors()
	for _, o := range Operations {
		o.DropEmpty(p)
	}
	return p
}

// DropEmpty removes the requests of an operation that set nothing of what always
// exists, such as the style of the classic pages. An empty text is nothing there.
func (o *Operation) DropEmpty(p *Pool) {
	if !o.Many || o.Creates() {
		return
	}
	for i, request := range slices.Backward(o.Requests(p)) {
		call := Call{Operation: o, Request: request}
		isEmpty := true
		for leaf := range call.Leaves() {
			isKey := leaf.Setting.Name() == o.Key && strings.Count(leaf.Setting.Path, ".") == 1
			isEmpty = isEmpty && (isKey || leaf.Value() == "")
		}
		if isEmpty {
			o.Remove(p, i)
		}
	}
}

// normalizePasswords sets the policy that a pool without one has, and moves the
// validity of temporary passwords from its legacy setting.
func (p *Pool) normalizePasswords() {
	create := &p.CreateUserPool
	if create.Policies == nil {
		create.Policies = &Policies{}
	}
	if create.Policies.PasswordPolicy == nil {
		create.Policies.PasswordPolicy = DefaultPasswordPolicy()
	}
	p.SetDefaults(atPassword + "MinimumLength")
	policy := create.Policies.PasswordPolicy
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

// normalizeMessages moves messages from their legacy settings to the template.
func (p *Pool) normalizeMessages() {
	create := &p.CreateUserPool
	if create.VerificationMessageTemplate == nil {
		create.VerificationMessageTemplate = &VerificationMessageTemplate{}
	}
	template := create.VerificationMessageTemplate
	for _, pair := range []struct{ legacy, current **string }{
		{&create.EmailVerificationMessage, &template.EmailMessage},
		{&create.EmailVerificationSubject, &template.EmailSubject},
		{&create.SmsVerificationMessage, &template.SmsMessage},
	} {
		if *pair.current == nil {
			*pair.current = *pair.legacy
		}
		*pair.legacy = nil
	}
	if *template == (VerificationMessageTemplate{}) {
		create.VerificationMessageTemplate = nil
	}
}

// normalizeTriggers moves the pre token generation function to the setting that
// also has its version.
func (p *Pool) normalizeTriggers() {
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

// normalSchema omits the standard attributes as every pool has them, and from
// the others what they have without a setting.
func normalSchema(schema []Attribute) []Attribute {
	kept := slices.DeleteFunc(slices.Clone(schema), isUnchangedStandard)
	for i := range kept {
		normalizeAttribute(&kept[i])
	}
	return kept
}

func normalizeAttribute(a *Attribute) {
	a.Name = new(bareName(*a))
	setDefault(&a.Mutable, Implied[bool](atSchema+"[].Mutable"))
	if s := standard(*a.Name); s != nil {
		setDefault(&a.AttributeDataType, s.Type)
		if hasDefaultLimits(*a, s) {
			a.StringAttributeConstraints, a.NumberAttributeConstraints = nil, nil
		}
		a.fillLimits(s)
	}
	if c := a.StringAttributeConstraints; c != nil && (*c == StringConstraints{} || !is(a.AttributeDataType, "String")) {
		a.StringAttributeConstraints = nil
	}
	if c := a.NumberAttributeConstraints; c != nil && (*c == NumberConstraints{} || !is(a.AttributeDataType, "Number")) {
		a.NumberAttributeConstraints = nil
	}
}
