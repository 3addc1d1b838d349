package model

import (
	"fmt"
	"slices"
)

var recoveryRules = []Rule{
	{
		ID: "phone-verification-needs-sms", Severity: Error,
		Settings: []string{atVerified, atSms + "SnsCallerArn"},
		Summary:  "Cognito verifies phone numbers only in a pool with SMS settings; a custom SMS sender does not replace them.",
		Fix:      "name a role for SMS in the SMS step, or take phone_number away in the recovery step",
		Source:   "refused in real deployments, 2026-09: SMS configuration is required when phone_number is selected for auto verification",
		Check:    checkPhoneVerification,
	},
	{
		ID: "update-needs-verification", Severity: Error,
		Settings: []string{atUpdates, atVerified},
		Summary:  "An attribute that keeps its old value until the new one is verified must be one that Cognito verifies.",
		Fix:      "add it to the attributes to verify in the recovery step, or take it away from this list",
		Source:   "refused in real deployments, 2026-09: All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
		Check:    checkUpdates,
	},
	{
		ID: "admin-only-alone", Severity: Error,
		Settings: []string{atRecovery},
		Summary:  "Recovery by administrators only excludes every other way back into an account.",
		Fix:      "keep admin_only alone, or take it away, in the recovery step",
		Source:   "refused in real deployments, 2026-09: Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.",
		Check:    checkAdminOnly,
	},
	{
		ID: "recovery-duplicates", Severity: Error,
		Settings: []string{atRecovery + "[].Priority", atRecovery + "[].Name"},
		Summary:  "Each way back into an account stands once, with a priority of its own.",
		Fix:      "give the two ways different names and the priorities 1 and 2 in the recovery step",
		Source:   "refused in real deployments, 2026-09: Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.",
		Check:    checkRecoveryDuplicates,
	},
	{
		ID: "recovery-begins-at-two", Severity: Warning,
		Settings: []string{atRecovery + "[].Priority"},
		Summary:  "A single way back into an account should have priority 1; whether Cognito takes another has not been seen.",
		Fix:      "set the priority to 1 in the recovery step",
		Source:   "unverified",
		Check:    checkRecoveryFirst,
	},
	{
		ID: "recovery-empty", Severity: Warning,
		Settings: []string{atRecovery},
		Summary:  "A recovery setting without a mechanism asks for the old behaviour, SMS before email, which is known from updates only.",
		Fix:      "choose how people get back into their account in the recovery step",
		Source:   "issue 26223 of the Terraform provider; at creation unverified",
		Check:    checkRecoveryEmpty,
	},
	{
		ID: "email-mfa-email-recovery", Severity: Error,
		Settings: []string{atRecovery, atEmailMfa},
		Summary:  "Where email is a second factor, it cannot be the only way back into an account.",
		Fix:      "add verified_phone_number in the recovery step, or choose another factor in the MFA step",
		Source:   "developer guide, multi-factor authentication: not both in one user pool; documentation of the Terraform provider",
		Check:    checkEmailRecovery,
	},
	{
		ID: "sms-mfa-phone-recovery", Severity: Error,
		Settings: []string{atRecovery, atSmsMfa},
		Summary:  "Where SMS is a second factor, it cannot be the only way back into an account. With MFA required, listing it beside email has been refused as well.",
		Fix:      "recover by verified_email in the recovery step",
		Source:   "refused in real deployments: Account Recovery Setting cannot use verified_phone_number as a recovery mechanism when SMS MFA is configured.",
		Check:    checkPhoneRecovery,
	},
	{
		ID: "recovery-same-channel", Severity: Advice,
		Settings: []string{atRecovery},
		Summary:  "A user cannot get back into an account by the channel that is their second factor, so the other channel should reach everybody.",
		Fix:      "make the other attribute required in the attributes step",
		Source:   "developer guide, multi-factor authentication; API reference, AccountRecoverySettingType",
		Check:    checkSameChannel,
	},
	{
		ID: "phone-recovery-needs-sms", Severity: Warning,
		Settings: []string{atRecovery, atSms + "SnsCallerArn"},
		Summary:  "Recovery by phone is accepted without SMS settings, but then no message is ever sent.",
		Fix:      "name a role for SMS in the SMS step, or recover by email in the recovery step",
		Source:   "accepted in the acceptance tests of the Terraform provider",
		Check:    checkRecoverySms,
	},
	{
		ID: "recovery-never-verified", Severity: Warning,
		Settings: []string{atRecovery, atVerified},
		Summary:  "Recovery needs a verified address or number, so Cognito should verify it.",
		Fix:      "choose it among the attributes to verify in the recovery step",
		Source:   "developer guide, account recovery",
		Check:    checkRecoveryVerified,
	},
}

// DefaultRecovery returns the account recovery of a pool that sets none. The
// API reference says that SMS is preferred over email.
func DefaultRecovery() []RecoveryMechanism {
	return []RecoveryMechanism{
		{Name: new("verified_phone_number"), Priority: new(1)},
		{Name: new("verified_email"), Priority: new(2)},
	}
}

// recoversAsUsual reports whether recovery lists both channels, as a pool has
// it that sets none. Such a list is what describe-user-pool prints, and no
// choice to comment on.
func (p *Pool) recoversAsUsual() bool {
	return p.recoversBy("verified_email") && p.recoversBy("verified_phone_number")
}

func checkPhoneVerification(f Facts) []Hit {
	if !f.verifies("phone_number") || f.sendsSms() {
		return nil
	}
	return found(Name(atVerified) + " has phone_number, but the pool has no SMS settings (SmsConfiguration) to verify it with")
}

func checkUpdates(f Facts) []Hit {
	var hits []Hit
	for _, attribute := range f.CreateUserPool.updates() {
		if !f.verifies(attribute) {
			hits = append(hits, Hit{Message: fmt.Sprintf("%s has %s, which %s lacks; the first list may hold only what the second has", Name(atUpdates), attribute, Name(atVerified))})
		}
	}
	return hits
}

func checkAdminOnly(f Facts) []Hit {
	ways := f.recovery()
	for i, m := range ways {
		if is(m.Name, "admin_only") && slices.ContainsFunc(ways, func(m RecoveryMechanism) bool { return !is(m.Name, "admin_only") }) {
			return found(Name(atRecovery)+" has admin_only beside another way; Cognito takes it only alone", at(atRecovery, i, "Name"))
		}
	}
	return nil
}

func checkRecoveryDuplicates(f Facts) []Hit {
	var hits []Hit
	ways := f.recovery()
	for i, m := range ways {
		for j, before := range ways[:i] {
			if m.Priority != nil && before.Priority != nil && *m.Priority == *before.Priority {
				hits = append(hits, Hit{
					Message:  fmt.Sprintf("%s has two ways with the priority %d; priorities must differ", Name(atRecovery), *m.Priority),
					Settings: []string{at(atRecovery, i, "Priority"), at(atRecovery, j, "Priority")},
				})
			}
			if m.Name != nil && is(before.Name, *m.Name) {
				hits = append(hits, Hit{
					Message:  fmt.Sprintf("%s has %s twice; each way may stand once", Name(atRecovery), *m.Name),
					Settings: []string{at(atRecovery, i, "Name"), at(atRecovery, j, "Name")},
				})
			}
		}
	}
	return hits
}

func checkRecoveryFirst(f Facts) []Hit {
	ways := f.recovery()
	if len(ways) != 1 || ways[0].Priority == nil || *ways[0].Priority != 2 {
		return nil
	}
	return found(Name(atRecovery)+" has a single way, with priority 2", at(atRecovery, 0, "Priority"))
}

func checkRecoveryEmpty(f Facts) []Hit {
	s := f.CreateUserPool.AccountRecoverySetting
	if s == nil || s.RecoveryMechanisms != nil {
		return nil
	}
	return found(Name(atRecovery) + " is missing in AccountRecoverySetting, so the pool names no way back into an account")
}

func checkEmailRecovery(f Facts) []Hit {
	if !f.mfaOn() || !f.emailFactor() || len(f.recovery()) != 1 || !f.recoversBy("verified_email") {
		return nil
	}
	return found(Name(atRecovery) + " has verified_email alone while email is a second factor; who loses the one loses the other, and Cognito does not take both")
}

func checkPhoneRecovery(f Facts) []Hit {
	if !f.mfaOn() || !f.textFactor() || !f.recoversBy("verified_phone_number") {
		return nil
	}
	if len(f.recovery()) == 1 && f.MfaMode() == On {
		return found(Name(atRecovery) + " has only verified_phone_number while SMS is a second factor; Cognito does not accept both")
	}
	if len(f.recovery()) == 1 {
		hits := found(Name(atRecovery) + " has only verified_phone_number while SMS is a second factor; users who set up SMS MFA cannot recover their account")
		hits[0].Severity = new(Warning)
		return hits
	}
	if f.MfaMode() != On {
		return nil
	}
	hits := found(Name(atRecovery) + " has verified_phone_number while MFA is required and SMS is a second factor; such a pool has been refused")
	hits[0].Severity = new(Warning)
	return hits
}

func checkSameChannel(f Facts) []Hit {
	if !f.mfaOn() || !f.recoversBy("verified_email") || !f.recoversBy("verified_phone_number") {
		return nil
	}
	var hits []Hit
	if f.emailFactor() && !f.demands("phone_number") {
		hits = append(hits, Hit{Message: Name(atRecovery) + ": users whose second factor is email can recover only by phone, and no user has to have a phone_number"})
	}
	if f.textFactor() && !f.demands("email") {
		hits = append(hits, Hit{Message: Name(atRecovery) + ": users whose second factor is SMS can recover only by email, and no user has to have an email address"})
	}
	return hits
}

func checkRecoverySms(f Facts) []Hit {
	if !f.recoversBy("verified_phone_number") || f.sendsSms() || f.recoversAsUsual() {
		return nil
	}
	return found(Name(atRecovery) + " has verified_phone_number, but the pool has no SMS settings (SmsConfiguration); no message will be sent")
}

func checkRecoveryVerified(f Facts) []Hit {
	var hits []Hit
	for i, m := range f.recovery() {
		attribute := ""
		switch {
		case is(m.Name, "verified_email"):
			attribute = "email"
		case is(m.Name, "verified_phone_number"):
			attribute = "phone_number"
		}
		if attribute == "" || f.verifies(attribute) {
			continue
		}
		if attribute == "phone_number" && !f.sendsSms() {
			continue // another rule says that no message is sent
		}
		hits = append(hits, Hit{
			Message:  fmt.Sprintf("%s has %s, but %s lacks %s; a user whose %s is not verified cannot recover the account", Name(atRecovery), *m.Name, Name(atVerified), attribute, attribute),
			Settings: []string{at(atRecovery, i, "Name"), atVerified},
		})
	}
	return hits
}
