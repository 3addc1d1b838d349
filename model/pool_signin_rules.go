package model

import (
	"fmt"
	"slices"
)

var signInRules = []Rule{
	{
		ID: "username-or-alias", Severity: Error,
		Settings:   []string{atUsernames, atAliases},
		Summary:    "A pool uses an email address or phone number as the username, or it has aliases next to the username, but not both. A preferred username is an alias too.",
		Fix:        "remove UsernameAttributes or AliasAttributes",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.", Match: "aliasAttributes or usernameAttributes"}},
		Check:      checkUsernameOrAlias,
	},
	{
		ID: "preferred-username-required", Severity: Warning,
		Settings: []string{atAliases, atSchema + "[].Required"},
		Summary:  "A preferred username can be an alias or a required attribute, but not both: an alias cannot be set before the account is confirmed.",
		Fix:      "remove preferred_username from AliasAttributes, or make it optional",
		Source:   "developer guide, user pool attributes; rejection at creation is unverified",
		Check:    checkPreferredUsername,
	},
	{
		ID: "alias-never-verified", Severity: Warning,
		Settings: []string{atAliases, atVerified},
		Summary:  "An email address or phone number works as an alias only after it is verified, so Cognito should verify it automatically.",
		Fix:      "add the attribute to AutoVerifiedAttributes, or remove the alias",
		Source:   "developer guide, sign-in with aliases",
		Check:    checkAliasVerified,
		Edits:    editAliasVerified,
	},
	{
		ID: "alias-shaped-username", Severity: ToDo,
		Settings: []string{atAliases},
		Summary:  "With an email address or phone number as an alias, Cognito rejects a username that looks like one at sign-up.",
		Fix:      "tell people where they choose a username, or use the address itself as the username (UsernameAttributes)",
		Source:   "developer guide, sign-in with aliases",
		Check:    checkAliasShape,
	},
	{
		ID: "phone-sign-in-needs-sms", Severity: Warning,
		Settings: []string{atUsernames, atSms + "SnsCallerArn"},
		Summary:  "Cognito accepts phone numbers as usernames without SMS settings, but then cannot send a code to them.",
		Fix:      "set SnsCallerArn, or remove phone_number",
		Source:   "accepted in the acceptance tests of the Terraform provider; no message can be sent",
		Check:    checkPhoneSignIn,
	},
	{
		ID: "case-sensitive-forever", Severity: Warning,
		Settings: []string{atCase},
		Summary:  "Without this setting the API makes usernames case sensitive, so that Anna and anna are two users. It can never be changed.",
		Fix:      "set CaseSensitive to false",
		Source:   "API reference, UsernameConfigurationType; developer guide",
		Check:    checkCase,
		Edits:    settingTo(false),
	},
	{
		ID: "first-factor-needs-password", Severity: Error,
		Settings:   []string{atFirstFactors},
		Summary:    "PASSWORD must be among the first factors, so the password policy applies to a passwordless pool too. The developer guide shows a list of code factors only, which Cognito's message excludes.",
		Fix:        "add PASSWORD to AllowedFirstAuthFactors",
		Source:     "rejected in real deployments, 2026-09: PASSWORD should be configured as one of the allowed first auth factors. (measured with passkeys alone)",
		Rejections: []Rejection{{Text: "Password should be configured as one of the allowed first auth factors.", Match: "should be configured as one of the allowed first auth factors"}},
		Check:      checkPasswordFactor,
		Edits:      editPasswordFactor,
	},
	{
		ID: "sms-otp-needs-sms", Severity: Error,
		Settings:   []string{atFirstFactors, atSms + "SnsCallerArn"},
		Summary:    "Codes by SMS as a first factor require the pool's SMS settings.",
		Fix:        "set SnsCallerArn, or remove SMS_OTP",
		Source:     "rejected by the live API, 2026-08: %s",
		Rejections: []Rejection{{Text: "SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS configuration", Match: "SMS_OTP can not be configured"}},
		Check:      checkSmsOtp,
	},
	{
		ID: "email-otp-default-sender", Severity: Advice,
		Settings: []string{atFirstFactors, atEmail + "EmailSendingAccount"},
		Summary:  "Codes by email work with Cognito's default sender, which sends 50 messages a day for a whole account.",
		Fix:      "set EmailSendingAccount to DEVELOPER and SourceArn to your SES identity",
		Source:   "accepted by the live API, 2026-08; developer guide, email settings",
		Check:    checkEmailOtp,
	},
	{
		ID: "otp-needs-attribute", Severity: Warning,
		Settings: []string{atFirstFactors, atVerified, atSchema + "[].Required"},
		Summary:  "A code by email or SMS reaches only users who have the address or number, so Cognito should verify it or every user should have to provide it.",
		Fix:      "add the attribute to AutoVerifiedAttributes, or make it required",
		Source:   "developer guide, authentication flows",
		Check:    checkOtpAttribute,
		Edits:    editOtpAttribute,
	},
	{
		ID: "listed-twice", Severity: Warning,
		Settings: []string{atUsernames, atAliases, atFirstFactors, atVerified, atUpdates},
		Summary:  "A value that appears twice in a list has no effect. What Cognito does with it is untested.",
		Fix:      "remove one of the two",
		Source:   "unverified",
		Check:    checkListedTwice,
		Edits:    editListedTwice,
	},
}

func checkUsernameOrAlias(f Facts) []Match {
	if len(f.CreateUserPool.UsernameAttributes) == 0 || len(f.CreateUserPool.AliasAttributes) == 0 {
		return nil
	}
	return found(both(atUsernames, atAliases) + " are both set; Cognito accepts only one of them")
}

func checkPreferredUsername(f Facts) []Match {
	if !slices.Contains(f.CreateUserPool.AliasAttributes, "preferred_username") {
		return nil
	}
	for i, a := range f.CreateUserPool.Schema {
		if is(a.Name, "preferred_username") && isTrue(a.Required) {
			return found("preferred_username is required and in "+Name(atAliases)+"; an alias cannot be set at sign-up, so nobody can sign up", atAliases, at(atSchema, i, "Required"))
		}
	}
	return nil
}

func checkAliasVerified(f Facts) []Match {
	var matches []Match
	for _, alias := range f.CreateUserPool.AliasAttributes {
		if (alias == "email" || alias == "phone_number") && !f.verifies(alias) {
			matches = append(matches, Match{Message: fmt.Sprintf("%s has %s, but %s does not; the alias works only after it is verified", Name(atAliases), alias, Name(atVerified))})
		}
	}
	return matches
}

func checkAliasShape(f Facts) []Match {
	aliases := f.CreateUserPool.AliasAttributes
	if !slices.Contains(aliases, "email") && !slices.Contains(aliases, "phone_number") {
		return nil
	}
	return found("tell people not to choose a username that looks like an alias, such as an email address: with " + Name(atAliases) + ", Cognito rejects it")
}

func checkPhoneSignIn(f Facts) []Match {
	if !slices.Contains(f.CreateUserPool.UsernameAttributes, "phone_number") || f.sendsSms() {
		return nil
	}
	return found(Name(atUsernames) + " has phone_number, but the pool has no SMS settings (SmsConfiguration); no code can be sent to a phone")
}

func checkCase(f Facts) []Match {
	if c := f.CreateUserPool.UsernameConfiguration; c != nil && c.CaseSensitive != nil || f.PoolID != "" {
		return nil // the pool exists, and the setting is permanent
	}
	return found(Name(atCase) + " is not set, so usernames are case sensitive: Anna and anna are two users, permanently")
}

func checkPasswordFactor(f Facts) []Match {
	factors := f.firstFactors()
	if len(factors) == 0 || slices.Contains(factors, "PASSWORD") {
		return nil
	}
	return found(Name(atFirstFactors) + " lacks PASSWORD; it must be among the allowed first factors")
}

func checkSmsOtp(f Facts) []Match {
	if !slices.Contains(f.firstFactors(), "SMS_OTP") || f.sendsSms() {
		return nil
	}
	return found(Name(atFirstFactors) + " has SMS_OTP, but the pool has no SMS settings (SmsConfiguration) to send a code with")
}

func checkEmailOtp(f Facts) []Match {
	if !slices.Contains(f.firstFactors(), "EMAIL_OTP") || f.usesSes() {
		return nil
	}
	return found(Name(atFirstFactors) + " has EMAIL_OTP, and " + Name(atEmail+"EmailSendingAccount") + " is Cognito's default, which sends 50 messages a day")
}

// codeFactors are the first factors that are codes, and what receives them.
var codeFactors = [...]struct{ factor, attribute string }{{"EMAIL_OTP", "email"}, {"SMS_OTP", "phone_number"}}

func checkOtpAttribute(f Facts) []Match {
	var matches []Match
	for _, code := range codeFactors {
		factor, attribute := code.factor, code.attribute
		if !slices.Contains(f.firstFactors(), factor) || f.verifies(attribute) || f.requires(attribute) {
			continue
		}
		matches = append(matches, Match{Message: fmt.Sprintf("%s has %s, but %s is neither verified at sign-up (AutoVerifiedAttributes) nor required, so users may have nowhere to receive the code", Name(atFirstFactors), factor, attribute)})
	}
	return matches
}

// isPasswordless reports whether people can sign in without a password.
func (p *Pool) isPasswordless() bool {
	return slices.ContainsFunc(p.firstFactors(), func(factor string) bool { return factor != "PASSWORD" })
}

func checkListedTwice(f Facts) []Match {
	var matches []Match
	look := func(path string, values []string) {
		for i, v := range values {
			if slices.Contains(values[:i], v) {
				matches = append(matches, Match{Message: fmt.Sprintf("%s lists %s twice", Name(path), v), Settings: []string{path}})
			}
		}
	}
	c := &f.CreateUserPool
	look(atUsernames, c.UsernameAttributes)
	look(atAliases, c.AliasAttributes)
	look(atFirstFactors, f.firstFactors())
	look(atVerified, c.AutoVerifiedAttributes)
	look(atUpdates, c.updates())
	return matches
}

// updates are the attributes that keep their old value until the new one is
// verified.
func (c *CreateUserPool) updates() []string {
	if s := c.UserAttributeUpdateSettings; s != nil {
		return s.AttributesRequireVerificationBeforeUpdate
	}
	return nil
}

// verifiable are those of the attributes that the pool can verify: phone numbers
// only if it sends SMS.
func (p *Pool) verifiable(attributes []string) []string {
	return without(attributes, func(name string) bool { return name != "email" && (name != "phone_number" || !p.sendsSms()) })
}

func editAliasVerified(f Facts, _ Finding) []Edit {
	return f.verify(f.verifiable(f.CreateUserPool.AliasAttributes)...)
}

func editPasswordFactor(f Facts, _ Finding) []Edit {
	return setList(atFirstFactors, plus([]string{"PASSWORD"}, f.firstFactors()...))
}

func editOtpAttribute(f Facts, _ Finding) []Edit {
	var attributes []string
	for _, code := range codeFactors {
		if slices.Contains(f.firstFactors(), code.factor) && !f.requires(code.attribute) {
			attributes = append(attributes, code.attribute)
		}
	}
	return f.verify(f.verifiable(attributes)...)
}

func editListedTwice(f Facts, finding Finding) []Edit {
	value, _ := f.Get(finding.Settings[0])
	list, _ := value.([]string)
	return setList(finding.Settings[0], list)
}
