package model

import (
	"fmt"
	"slices"
)

var signInRules = []Rule{
	{
		ID: "username-or-alias", Severity: Error,
		Settings: []string{atUsernames, atAliases},
		Summary:  "Usernames that are an email address or phone number, and aliases beside a username of its own, exclude each other. A preferred username is an alias too.",
		Fix:      "clear one of the two in the sign-in step",
		Source:   "refused in real deployments, 2026-09: Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
		Check:    checkUsernameOrAlias,
	},
	{
		ID: "preferred-username-required", Severity: Warning,
		Settings: []string{atAliases, atSchema + "[].Required"},
		Summary:  "A preferred username can be an alias or a required attribute, but not both: an alias cannot be given before the account is confirmed.",
		Fix:      "take preferred_username out of the aliases in the sign-in step, or make it optional in the attributes step",
		Source:   "developer guide, user pool attributes; a refusal at creation has not been seen",
		Check:    checkPreferredUsername,
	},
	{
		ID: "alias-never-verified", Severity: Warning,
		Settings: []string{atAliases, atVerified},
		Summary:  "An email address or phone number works as an alias only once it is verified, so Cognito should verify it.",
		Fix:      "choose it among the attributes to verify in the recovery step, or take the alias away in the sign-in step",
		Source:   "developer guide, sign-in with aliases",
		Check:    checkAliasVerified,
	},
	{
		ID: "alias-shaped-username", Severity: ToDo,
		Settings: []string{atAliases},
		Summary:  "With an email address or phone number as an alias, a username that looks like one is refused at sign-up.",
		Fix:      "say so where people choose a username, or sign in with the address itself (UsernameAttributes) in the sign-in step",
		Source:   "developer guide, sign-in with aliases",
		Check:    checkAliasShape,
	},
	{
		ID: "phone-sign-in-needs-sms", Severity: Warning,
		Settings: []string{atUsernames, atSms + "SnsCallerArn"},
		Summary:  "Phone numbers as usernames are accepted without SMS settings, but then no code can be sent to them.",
		Fix:      "name a role for SMS in the SMS step, or take phone_number away in the sign-in step",
		Source:   "accepted in the acceptance tests of the Terraform provider; no message can be sent",
		Check:    checkPhoneSignIn,
	},
	{
		ID: "case-sensitive-forever", Severity: Warning,
		Settings: []string{atCase},
		Summary:  "The API makes usernames case sensitive unless it is told otherwise, which makes Anna and anna two users, and nothing can change it later.",
		Fix:      "set case sensitivity to false in the sign-in step",
		Source:   "API reference, UsernameConfigurationType; developer guide",
		Check:    checkCase,
	},
	{
		ID: "first-factor-needs-password", Severity: Error,
		Settings: []string{atFirstFactors},
		Summary:  "PASSWORD must stay among the first factors, so the password policy counts in a passwordless pool too. The developer guide shows a list of code factors alone; the service's words name every list.",
		Fix:      "add PASSWORD in the sign-in step",
		Source:   "refused in real deployments, 2026-09: PASSWORD should be configured as one of the allowed first auth factors. (measured with passkeys alone)",
		Check:    checkPasswordFactor,
	},
	{
		ID: "sms-otp-needs-sms", Severity: Error,
		Settings: []string{atFirstFactors, atSms + "SnsCallerArn"},
		Summary:  "Codes by SMS as a first factor need the pool's SMS settings.",
		Fix:      "name a role for SMS in the SMS step, or take SMS_OTP away in the sign-in step",
		Source:   "refused by the live API, 2026-08: SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS configuration",
		Check:    checkSmsOtp,
	},
	{
		ID: "email-otp-default-sender", Severity: Advice,
		Settings: []string{atFirstFactors, atEmail + "EmailSendingAccount"},
		Summary:  "Codes by email work with Cognito's own sender, which sends 50 messages a day for a whole account.",
		Fix:      "send through SES (DEVELOPER) in the email step before many people sign in",
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
	},
	{
		ID: "listed-twice", Severity: Warning,
		Settings: []string{atUsernames, atAliases, atFirstFactors, atVerified, atUpdates},
		Summary:  "A value that stands twice in a list says nothing new; what the service does with it has not been seen.",
		Fix:      "remove one of the two",
		Source:   "unverified",
		Check:    checkListedTwice,
	},
}

func checkUsernameOrAlias(f Facts) []Hit {
	if len(f.CreateUserPool.UsernameAttributes) == 0 || len(f.CreateUserPool.AliasAttributes) == 0 {
		return nil
	}
	return found(both(atUsernames, atAliases) + " are both set; Cognito takes only one of them")
}

func checkPreferredUsername(f Facts) []Hit {
	if !slices.Contains(f.CreateUserPool.AliasAttributes, "preferred_username") {
		return nil
	}
	for i, a := range f.CreateUserPool.Schema {
		if is(a.Name, "preferred_username") && isTrue(a.Required) {
			return found("preferred_username is required and stands in "+Name(atAliases)+"; an alias cannot be given at sign-up, so nobody could sign up", atAliases, at(atSchema, i, "Required"))
		}
	}
	return nil
}

func checkAliasVerified(f Facts) []Hit {
	var hits []Hit
	for _, alias := range f.CreateUserPool.AliasAttributes {
		if (alias == "email" || alias == "phone_number") && !f.verifies(alias) {
			hits = append(hits, Hit{Message: fmt.Sprintf("%s has %s, but %s does not; the alias works only once it is verified", Name(atAliases), alias, Name(atVerified))})
		}
	}
	return hits
}

func checkAliasShape(f Facts) []Hit {
	aliases := f.CreateUserPool.AliasAttributes
	if !slices.Contains(aliases, "email") && !slices.Contains(aliases, "phone_number") {
		return nil
	}
	return found("with " + Name(atAliases) + ", usernames that look like an alias, such as an email address, are refused at sign-up")
}

func checkPhoneSignIn(f Facts) []Hit {
	if !slices.Contains(f.CreateUserPool.UsernameAttributes, "phone_number") || f.sendsSms() {
		return nil
	}
	return found(Name(atUsernames) + " has phone_number, but the pool has no SMS settings (SmsConfiguration); no code can be sent to a phone")
}

func checkCase(f Facts) []Hit {
	if c := f.CreateUserPool.UsernameConfiguration; c != nil && c.CaseSensitive != nil {
		return nil
	}
	return found(Name(atCase) + " is not set, so usernames are case sensitive: Anna and anna are two users, permanently")
}

func checkPasswordFactor(f Facts) []Hit {
	factors := f.firstFactors()
	if len(factors) == 0 || slices.Contains(factors, "PASSWORD") {
		return nil
	}
	return found(Name(atFirstFactors) + " lacks PASSWORD; Cognito wants it among the allowed first factors, whatever else people use")
}

func checkSmsOtp(f Facts) []Hit {
	if !slices.Contains(f.firstFactors(), "SMS_OTP") || f.sendsSms() {
		return nil
	}
	return found(Name(atFirstFactors) + " has SMS_OTP, but the pool has no SMS settings (SmsConfiguration) to send a code with")
}

func checkEmailOtp(f Facts) []Hit {
	if !slices.Contains(f.firstFactors(), "EMAIL_OTP") || f.usesSes() {
		return nil
	}
	return found(Name(atFirstFactors) + " has EMAIL_OTP, and " + Name(atEmail+"EmailSendingAccount") + " is Cognito's own, which sends 50 messages a day")
}

func checkOtpAttribute(f Facts) []Hit {
	var hits []Hit
	for _, code := range [...]struct{ factor, attribute string }{{"EMAIL_OTP", "email"}, {"SMS_OTP", "phone_number"}} {
		factor, attribute := code.factor, code.attribute
		if !slices.Contains(f.firstFactors(), factor) || f.verifies(attribute) || f.demands(attribute) {
			continue
		}
		hits = append(hits, Hit{Message: fmt.Sprintf("%s has %s, but %s is neither verified at sign-up (AutoVerifiedAttributes) nor required, so users may have nowhere to receive the code", Name(atFirstFactors), factor, attribute)})
	}
	return hits
}

// isPasswordless reports whether people can sign in without a password.
func (p *Pool) isPasswordless() bool {
	return slices.ContainsFunc(p.firstFactors(), func(factor string) bool { return factor != "PASSWORD" })
}

func checkListedTwice(f Facts) []Hit {
	var hits []Hit
	look := func(path string, values []string) {
		for i, v := range values {
			if slices.Contains(values[:i], v) {
				hits = append(hits, Hit{Message: fmt.Sprintf("%s lists %s twice", Name(path), v), Settings: []string{path}})
			}
		}
	}
	c := &f.CreateUserPool
	look(atUsernames, c.UsernameAttributes)
	look(atAliases, c.AliasAttributes)
	look(atFirstFactors, f.firstFactors())
	look(atVerified, c.AutoVerifiedAttributes)
	look(atUpdates, c.updates())
	return hits
}

// updates are the attributes that keep their old value until the new one is
// verified.
func (c *CreateUserPool) updates() []string {
	if s := c.UserAttributeUpdateSettings; s != nil {
		return s.AttributesRequireVerificationBeforeUpdate
	}
	return nil
}
