package exporters

import (
	"fmt"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// What Terraform's provider needs in the resource of the pool, and what it cannot
// create.

const minimumLength = "CreateUserPool.Policies.PasswordPolicy.MinimumLength"

// removePasskeys removes the passkey settings with which the provider cannot
// create the pool.
func (t *terraform) removePasskeys() {
	mode := t.pool.MfaMode()
	if mode == model.Off && t.pool.CreateUserPool.SmsConfiguration != nil {
		for leaf := range t.pool.Leaves() {
			if strings.HasPrefix(leaf.Path(), model.PasskeyPath+".") {
				t.addGap(leaf.Path(), leaf.Value(), "with passkey settings and sms_configuration the provider sends SMS codes as a second factor, which Cognito rejects while MFA is OFF")
			}
		}
		t.pool = without(t.pool, model.PasskeyPath)
		return
	}
	first, _ := t.pool.Get("CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors")
	if factors, _ := first.([]string); mode != model.On || !slices.Contains(factors, "WEB_AUTHN") {
		return
	}
	t.isRejected = true
	value, _ := t.pool.Get(model.PasskeyFactorPath)
	t.note(model.PasskeyFactorPath, value, "the provider cannot set it, and Cognito rejects the pool without it while MFA is ON and passkeys are a first factor; "+
		"use cloudformation, cdk or cli, or create the pool with MFA OPTIONAL first")
	t.pool = without(t.pool, model.PasskeyFactorPath)
}

// rejectedAdvice explains what to do where the tool fails to create the pool.
func (t *terraform) rejectedAdvice(fails, mode, add, ignore string) []string {
	lines := []string{
		"",
		"Without changes, " + fails + " fails: while MFA is ON and passkeys are a first factor,",
		"Cognito requires FactorConfiguration MULTI_FACTOR_WITH_USER_VERIFICATION, which",
		"the provider cannot set. `poolsmith export` as cloudformation, cdk or cli can. Or,",
		"set " + mode + " to \"OPTIONAL\" below, create the pool, and run",
		"",
	}
	lines = append(lines, indented(strings.ReplaceAll(t.updateCommand(model.PasskeyFactorPath), " && ", " &&\n"))...)
	return append(lines, "", "Then "+add, "", "  "+ignore, "", "so that the next change does not revert it.")
}

// complete fills in what the provider requires and the API does not, and what
// the provider would send as 0 or false when it is unset.
func (t *terraform) complete(r *model.Pool) {
	create := &r.CreateUserPool
	if sms := create.SmsConfiguration; sms != nil && sms.ExternalId == nil {
		create.SmsConfiguration = new(*sms)
		create.SmsConfiguration.ExternalId = new("")
		t.note("CreateUserPool.SmsConfiguration.ExternalId", nil, "the provider requires it; it is unset, so it is written as an empty string")
	}
	if policies := create.Policies; policies != nil && policies.PasswordPolicy != nil && policies.PasswordPolicy.MinimumLength == nil {
		policy := *policies.PasswordPolicy
		policy.MinimumLength = new(model.Implied[int](minimumLength))
		create.Policies = &model.Policies{SignInPolicy: policies.SignInPolicy, PasswordPolicy: &policy}
		t.note(minimumLength, nil, "the provider sends 0 if it is unset, which Cognito rejects; the default of a pool without a password policy is written")
	}
	t.completeInvitation(create)
	t.completeRecovery(create)
	create.Schema = slices.Clone(create.Schema)
	for i := range create.Schema {
		completeAttribute(&create.Schema[i])
	}
}

// completeInvitation gives an invitation all of its texts: the provider sends
// those that are unset as empty ones, which Cognito rejects (issue 13060 of the
// provider). It accepts no message without the user's name.
func (t *terraform) completeInvitation(create *model.CreateUserPool) {
	if create.AdminCreateUserConfig == nil || create.AdminCreateUserConfig.InviteMessageTemplate == nil {
		return
	}
	admin, texts := *create.AdminCreateUserConfig, *create.AdminCreateUserConfig.InviteMessageTemplate
	create.AdminCreateUserConfig, admin.InviteMessageTemplate = &admin, &texts
	t.requireUsername("EmailMessage", &texts.EmailMessage)
	t.requireUsername("SMSMessage", &texts.SMSMessage)
	if texts == (model.InviteMessageTemplate{}) {
		admin.InviteMessageTemplate = nil
		return
	}
	if t.existing != nil && len(t.existing.Steps) == 0 {
		t.noteInvitation(texts)
		return
	}
	setDefault(&texts.EmailSubject, model.OwnInviteSubject)
	setDefault(&texts.EmailMessage, model.OwnInviteMessage)
	setDefault(&texts.SMSMessage, model.OwnInviteMessage)
}

// noteInvitation lists the texts that a pool lacks which is imported as it is: to
// write them would be a change.
func (t *terraform) noteInvitation(texts model.InviteMessageTemplate) {
	const at = "CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate."
	for _, text := range []struct {
		name  string
		value *string
	}{{"EmailSubject", texts.EmailSubject}, {"EmailMessage", texts.EmailMessage}, {"SMSMessage", texts.SMSMessage}} {
		if text.value == nil {
			t.note(at+text.name, nil, "it is unset; with the next change the provider sends it as an empty text, which Cognito rejects, so set it then")
		}
	}
}

// requireUsername removes a message that the provider rejects.
func (t *terraform) requireUsername(name string, message **string) {
	if *message != nil && !strings.Contains(**message, "{username}") {
		t.addGap("CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate."+name, **message, "the provider requires {username} in it")
		*message = nil
	}
}

// setDefault sets a setting that is unset.
func setDefault[T any](setting **T, value T) {
	if *setting == nil {
		*setting = &value
	}
}

// completeRecovery gives each way to recover an account a name and a priority,
// both of which the provider requires.
func (t *terraform) completeRecovery(create *model.CreateUserPool) {
	if create.AccountRecoverySetting == nil {
		return
	}
	recovery := &model.AccountRecoverySetting{RecoveryMechanisms: []model.RecoveryMechanism{}}
	for i, m := range create.AccountRecoverySetting.RecoveryMechanisms {
		path := fmt.Sprintf("CreateUserPool.AccountRecoverySetting.RecoveryMechanisms[%d].", i)
		if m.Name == nil {
			t.note(path+"Name", nil, "the provider requires a name, so nothing is written for this entry")
			continue
		}
		if m.Priority == nil {
			t.note(path+"Priority", nil, "the provider requires a priority; the position in the list is written")
			m.Priority = new(i + 1)
		}
		recovery.RecoveryMechanisms = append(recovery.RecoveryMechanisms, m)
	}
	create.AccountRecoverySetting = recovery
}

// completeAttribute sets the defaults of the API: the type and the limits of a
// standard attribute, and that every attribute but sub can be changed. The
// provider compares all of it with what Cognito returns, and plans a change for
// each difference.
func completeAttribute(a *model.Attribute) {
	if a.Name == nil {
		return
	}
	if dataType, standard := model.StandardType(*a.Name); standard {
		setDefault(&a.AttributeDataType, dataType)
		if *a.AttributeDataType == dataType {
			completeLimits(a)
		}
	}
	if *a.Name != "sub" {
		setDefault(&a.Mutable, model.Implied[bool]("CreateUserPool.Schema[].Mutable"))
	}
}

func completeLimits(a *model.Attribute) {
	minimum, maximum := model.StandardLimits(*a.Name)
	if minimum == "" && maximum == "" {
		return
	}
	switch *a.AttributeDataType {
	case "String":
		var c model.StringConstraints
		if a.StringAttributeConstraints != nil {
			c = *a.StringAttributeConstraints
		}
		setDefault(&c.MinLength, minimum)
		setDefault(&c.MaxLength, maximum)
		a.StringAttributeConstraints = &c
	case "Number":
		var c model.NumberConstraints
		if a.NumberAttributeConstraints != nil {
			c = *a.NumberAttributeConstraints
		}
		setDefault(&c.MinValue, minimum)
		a.NumberAttributeConstraints = &c
	}
}

// addConstraints gives every String and Number attribute a block of limits, even
// if it is empty. Without it each plan contains a change, which fails because
// attributes cannot be changed.
func addConstraints(body *hclBody) {
	for _, attribute := range body.items {
		if attribute.name != "schema" {
			continue
		}
		for _, item := range attribute.body.items {
			if item.name != "attribute_data_type" {
				continue
			}
			switch item.value {
			case "String":
				attribute.body.block("string_attribute_constraints")
			case "Number":
				attribute.body.block("number_attribute_constraints")
			}
		}
	}
}
