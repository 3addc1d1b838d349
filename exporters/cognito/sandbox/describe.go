package sandbox

import (
	"cmp"
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
	Domain, CustomDomain           string `json:",omitzero"`
	EstimatedNumberOfUsers         int
	CreationDate, LastModifiedDate float64 // seconds since 1970
}

// summary is a pool in a list.
type summary struct {
	Id, Name                       string
	LambdaConfig                   *model.LambdaConfig
	LastModifiedDate, CreationDate float64
}

func (p *StoredPool) summary() summary {
	return summary{
		Id: p.ID, Name: p.Name(),
		LambdaConfig:     cmp.Or(p.Settings.CreateUserPool.LambdaConfig, &model.LambdaConfig{}),
		LastModifiedDate: epoch(p.Modified), CreationDate: epoch(p.Created),
	}
}

func epoch(t time.Time) float64 { return float64(t.UnixMilli()) / 1000 }

func (p *StoredPool) describe() description {
	described := p.Settings.Clone()
	settings := &described.CreateUserPool
	schema := settings.Schema
	settings.PoolName, settings.Schema = nil, nil
	settings.MfaConfiguration = described.MFA().MfaConfiguration
	fillIn(described)
	prefix, custom := p.domains()
	return description{
		Domain: prefix, CustomDomain: custom,
		Id: p.ID, Arn: p.ARN(), Name: p.Name(),
		CreateUserPool:   *settings,
		SchemaAttributes: allAttributes(schema),
		CreationDate:     epoch(p.Created), LastModifiedDate: epoch(p.Modified),
	}
}

// fillIn sets the service's defaults of unset settings.
func fillIn(p *model.Pool) {
	c := &p.CreateUserPool
	setDefault(&c.LambdaConfig, model.LambdaConfig{})
	setDefault(&c.AccountRecoverySetting, model.AccountRecoverySetting{RecoveryMechanisms: model.DefaultRecovery()})
	p.SetDefaults(
		"CreateUserPool.DeletionProtection",
		"CreateUserPool.UsernameConfiguration.CaseSensitive",
		"CreateUserPool.EmailConfiguration.EmailSendingAccount",
		"CreateUserPool.AdminCreateUserConfig.AllowAdminCreateUserOnly",
		"CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors",
		"CreateUserPool.VerificationMessageTemplate.DefaultEmailOption",
	)
	if c.DcrConfiguration != nil {
		p.SetDefaults("CreateUserPool.DcrConfiguration.EnableStatus")
	}
	fillInPasswords(p)
	fillInMessages(c)
}

// setDefault sets an unset setting.
func setDefault[T any](setting **T, value T) {
	if *setting == nil {
		*setting = &value
	}
}

// fillInPasswords sets the defaults of the password policy. The legacy setting
// of the validity mirrors the new one; 0 counts as unset in both.
func fillInPasswords(p *model.Pool) {
	const policyPath = "CreateUserPool.Policies.PasswordPolicy."
	c := &p.CreateUserPool
	setDefault(&c.Policies.PasswordPolicy, *model.DefaultPasswordPolicy())
	p.SetDefaults(policyPath+"MinimumLength",
		policyPath+"RequireUppercase", policyPath+"RequireLowercase", policyPath+"RequireNumbers", policyPath+"RequireSymbols")

	policy, admin := c.Policies.PasswordPolicy, c.AdminCreateUserConfig
	days := cmp.Or(value(policy.TemporaryPasswordValidityDays), value(admin.UnusedAccountValidityDays),
		model.Implied[int](policyPath+"TemporaryPasswordValidityDays"))
	policy.TemporaryPasswordValidityDays, admin.UnusedAccountValidityDays = &days, &days
}

func value(days *int) int {
	if days == nil {
		return 0
	}
	return *days
}

// fillInMessages mirrors the messages of the template, which is set, and their
// legacy settings: the service stores one value for both.
func fillInMessages(c *model.CreateUserPool) {
	t := c.VerificationMessageTemplate
	mirror(&t.EmailMessage, &c.EmailVerificationMessage)
	mirror(&t.EmailSubject, &c.EmailVerificationSubject)
	mirror(&t.SmsMessage, &c.SmsVerificationMessage)
}

func mirror(text, legacy **string) {
	*text = cmp.Or(*text, *legacy)
	*legacy = *text
}

// allAttributes are the standard attributes with the changes of the schema,
// followed by its custom attributes.
func allAttributes(schema []model.Attribute) []model.Attribute {
	all := model.StandardAttributes()
	standard := map[string]bool{}
	for i := range all {
		name := *all[i].Name
		standard[name] = true
		for _, requested := range schema {
			if requested.Name != nil && *requested.Name == name {
				change(&all[i], requested)
			}
		}
	}
	for _, requested := range schema {
		if requested.Name == nil || !standard[*requested.Name] {
			all = append(all, customAttribute(requested))
		}
	}
	return all
}

// change applies the schema's entry of a standard attribute. Limits of another
// type are ignored.
func change(a *model.Attribute, requested model.Attribute) {
	a.Mutable = cmp.Or(requested.Mutable, a.Mutable)
	a.Required = cmp.Or(requested.Required, a.Required)
	if limits := requested.StringAttributeConstraints; limits != nil && a.StringAttributeConstraints != nil {
		bounds := a.StringAttributeConstraints
		bounds.MinLength, bounds.MaxLength = cmp.Or(limits.MinLength, bounds.MinLength), cmp.Or(limits.MaxLength, bounds.MaxLength)
	}
	if limits := requested.NumberAttributeConstraints; limits != nil && a.NumberAttributeConstraints != nil {
		bounds := a.NumberAttributeConstraints
		bounds.MinValue, bounds.MaxValue = cmp.Or(limits.MinValue, bounds.MinValue), cmp.Or(limits.MaxValue, bounds.MaxValue)
	}
}

// customAttribute is a custom attribute under its full name.
func customAttribute(a model.Attribute) model.Attribute {
	const attribute = "CreateUserPool.Schema[]."
	setDefault(&a.Mutable, model.Implied[bool](attribute+"Mutable"))
	setDefault(&a.Required, model.Implied[bool](attribute+"Required"))
	setDefault(&a.DeveloperOnlyAttribute, model.Implied[bool](attribute+"DeveloperOnlyAttribute"))
	a.Name = new(model.CustomName(a))
	dataType := ""
	if a.AttributeDataType != nil {
		dataType = *a.AttributeDataType
	}
	switch dataType {
	case "String":
		setDefault(&a.StringAttributeConstraints, model.StringConstraints{})
		a.NumberAttributeConstraints = nil
	case "Number":
		setDefault(&a.NumberAttributeConstraints, model.NumberConstraints{})
		a.StringAttributeConstraints = nil
	default:
		a.StringAttributeConstraints, a.NumberAttributeConstraints = nil, nil
	}
	return a
}
