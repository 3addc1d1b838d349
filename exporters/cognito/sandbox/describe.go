package sandbox

import (
	"cmp"
	"slices"
	"time"

	"github.com/poolsmith/poolsmith/model"
)

// described is the response of the calls that return a whole pool.
type described struct{ UserPool description }

// description is a pool as the service describes it: all settings, with defaults
// for those that were unset.
type description struct {
	Id, Arn, Name string
	// The settings lack PoolName and Schema, which have other names in a
	// response.
	model.CreateUserPool
	SchemaAttributes               []model.Attribute
	EstimatedNumberOfUsers         int
	CreationDate, LastModifiedDate float64 // seconds since 1970
}

// summary is a pool in a list.
type summary struct {
	Id, Name                       string
	LambdaConfig                   *model.LambdaConfig
	LastModifiedDate, CreationDate float64
}

func (p *Pool) summary() summary {
	return summary{
		Id: p.ID, Name: p.Name(),
		LambdaConfig:     cmp.Or(p.Wanted.CreateUserPool.LambdaConfig, &model.LambdaConfig{}),
		LastModifiedDate: epoch(p.Modified), CreationDate: epoch(p.Created),
	}
}

func epoch(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }

func (p *Pool) describe() description {
	settings := p.Wanted.Clone().CreateUserPool
	schema := settings.Schema
	settings.PoolName, settings.Schema = nil, nil
	settings.MfaConfiguration = p.Wanted.SetUserPoolMfaConfig.MfaConfiguration
	fillIn(&settings)
	return description{
		Id: p.ID, Arn: p.ARN(), Name: p.Name(),
		CreateUserPool:   settings,
		SchemaAttributes: allAttributes(schema),
		CreationDate:     epoch(p.Created), LastModifiedDate: epoch(p.Modified),
	}
}

// fillIn sets the service's defaults of unset settings.
func fillIn(c *model.CreateUserPool) {
	orElse(&c.DeletionProtection, "INACTIVE")
	orElse(&c.UsernameConfiguration, model.UsernameConfiguration{CaseSensitive: new(true)})
	orElse(&c.LambdaConfig, model.LambdaConfig{})
	orElse(&c.EmailConfiguration, model.EmailConfiguration{})
	orElse(&c.EmailConfiguration.EmailSendingAccount, "COGNITO_DEFAULT")
	orElse(&c.AccountRecoverySetting, model.AccountRecoverySetting{RecoveryMechanisms: model.DefaultRecovery()})
	if c.DcrConfiguration != nil {
		orElse(&c.DcrConfiguration.EnableStatus, "ENABLED")
	}
	fillInPolicies(c)
	fillInMessages(c)
}

// orElse sets an unset setting.
func orElse[T any](setting **T, value T) {
	if *setting == nil {
		*setting = &value
	}
}

// validityDays is the default validity of a temporary password in days. 0 counts
// as unset.
const validityDays = 7

// fillInPolicies sets the defaults of policies. A password policy does not
// require the kinds of characters that it leaves unset, while a pool without a
// policy requires all four. The legacy name of the validity mirrors the new one.
func fillInPolicies(c *model.CreateUserPool) {
	orElse(&c.AdminCreateUserConfig, model.AdminCreateUserConfig{})
	orElse(&c.AdminCreateUserConfig.AllowAdminCreateUserOnly, false)
	orElse(&c.Policies, model.Policies{})
	orElse(&c.Policies.SignInPolicy, model.SignInPolicy{AllowedFirstAuthFactors: []string{"PASSWORD"}})
	required := c.Policies.PasswordPolicy == nil
	orElse(&c.Policies.PasswordPolicy, model.PasswordPolicy{})
	policy := c.Policies.PasswordPolicy
	orElse(&policy.MinimumLength, 8)
	orElse(&policy.RequireUppercase, required)
	orElse(&policy.RequireLowercase, required)
	orElse(&policy.RequireNumbers, required)
	orElse(&policy.RequireSymbols, required)

	days := cmp.Or(value(policy.TemporaryPasswordValidityDays), value(c.AdminCreateUserConfig.UnusedAccountValidityDays), validityDays)
	policy.TemporaryPasswordValidityDays = &days
	c.AdminCreateUserConfig.UnusedAccountValidityDays = &days
}

func value(days *int) int {
	if days == nil {
		return 0
	}
	return *days
}

// fillInMessages sets the defaults of messages. The legacy texts and those of
// the template are the same values.
func fillInMessages(c *model.CreateUserPool) {
	orElse(&c.VerificationMessageTemplate, model.VerificationMessageTemplate{})
	t := c.VerificationMessageTemplate
	orElse(&t.DefaultEmailOption, "CONFIRM_WITH_CODE")
	mirror(&t.EmailMessage, &c.EmailVerificationMessage)
	mirror(&t.EmailSubject, &c.EmailVerificationSubject)
	mirror(&t.SmsMessage, &c.SmsVerificationMessage)
}

func mirror(text, legacy **string) {
	*text = cmp.Or(*text, *legacy)
	*legacy = *text
}

// factors is the response of the calls about MFA.
func (p *Pool) factors() model.SetUserPoolMfaConfig {
	factors := p.Wanted.Clone().SetUserPoolMfaConfig
	if factors.SmsMfaConfiguration != nil {
		create := &p.Wanted.CreateUserPool
		factors.SmsMfaConfiguration = &model.SmsMfa{SmsAuthenticationMessage: create.SmsAuthenticationMessage, SmsConfiguration: create.SmsConfiguration}
	}
	if w := factors.WebAuthnConfiguration; w != nil {
		orElse(&w.UserVerification, "preferred")
		orElse(&w.FactorConfiguration, "SINGLE_FACTOR")
	}
	return factors
}

// standardNames are the attributes of every pool, in the order of a response.
var standardNames = []string{
	"sub", "name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "profile", "picture", "website",
	"email", "email_verified", "gender", "birthdate", "zoneinfo", "locale", "phone_number", "phone_number_verified", "address", "updated_at",
}

const customPrefix = "custom:"

// allAttributes are the standard attributes with the changes of the schema,
// followed by its custom attributes.
func allAttributes(schema []model.Attribute) []model.Attribute {
	var all []model.Attribute
	for _, name := range standardNames {
		a := standardAttribute(name)
		for _, asked := range schema {
			if asked.Name != nil && *asked.Name == name {
				change(&a, asked)
			}
		}
		all = append(all, a)
	}
	for _, asked := range schema {
		if asked.Name == nil || !slices.Contains(standardNames, *asked.Name) {
			all = append(all, customAttribute(asked))
		}
	}
	return all
}

func standardAttribute(name string) model.Attribute {
	dataType, _ := model.StandardType(name)
	isSub := name == "sub"
	a := model.Attribute{Name: &name, AttributeDataType: &dataType, Mutable: new(!isSub), Required: &isSub, DeveloperOnlyAttribute: new(false)}
	switch {
	case name == "birthdate":
		a.StringAttributeConstraints = &model.StringConstraints{MinLength: new("10"), MaxLength: new("10")}
	case isSub:
		a.StringAttributeConstraints = &model.StringConstraints{MinLength: new("1"), MaxLength: new("2048")}
	case dataType == "String":
		a.StringAttributeConstraints = &model.StringConstraints{MinLength: new("0"), MaxLength: new("2048")}
	case dataType == "Number":
		a.NumberAttributeConstraints = &model.NumberConstraints{MinValue: new("0")}
	}
	return a
}

// change applies the schema's entry of a standard attribute. Limits of another
// type are ignored.
func change(a *model.Attribute, asked model.Attribute) {
	a.Mutable = cmp.Or(asked.Mutable, a.Mutable)
	a.Required = cmp.Or(asked.Required, a.Required)
	if limits := asked.StringAttributeConstraints; limits != nil && a.StringAttributeConstraints != nil {
		bounds := a.StringAttributeConstraints
		bounds.MinLength, bounds.MaxLength = cmp.Or(limits.MinLength, bounds.MinLength), cmp.Or(limits.MaxLength, bounds.MaxLength)
	}
	if limits := asked.NumberAttributeConstraints; limits != nil && a.NumberAttributeConstraints != nil {
		bounds := a.NumberAttributeConstraints
		bounds.MinValue, bounds.MaxValue = cmp.Or(limits.MinValue, bounds.MinValue), cmp.Or(limits.MaxValue, bounds.MaxValue)
	}
}

// customAttribute is a custom attribute under its full name.
func customAttribute(a model.Attribute) model.Attribute {
	orElse(&a.Name, "")
	orElse(&a.Mutable, true)
	orElse(&a.Required, false)
	orElse(&a.DeveloperOnlyAttribute, false)
	prefix := customPrefix
	if *a.DeveloperOnlyAttribute {
		prefix = "dev:" + prefix
	}
	a.Name = new(prefix + *a.Name)
	dataType := ""
	if a.AttributeDataType != nil {
		dataType = *a.AttributeDataType
	}
	switch dataType {
	case "String":
		orElse(&a.StringAttributeConstraints, model.StringConstraints{})
		a.NumberAttributeConstraints = nil
	case "Number":
		orElse(&a.NumberAttributeConstraints, model.NumberConstraints{})
		a.StringAttributeConstraints = nil
	default:
		a.StringAttributeConstraints, a.NumberAttributeConstraints = nil, nil
	}
	return a
}
