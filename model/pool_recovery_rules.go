package model

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

var recoveryRules = []Rule{
	{
		ID: "phone-verification-needs-sms", Severity: Error,
		Settings:   []string{atVerified, atSms + "SnsCallerArn"},
		Summary:    "Cognito verifies phone numbers only in a pool with SMS settings. A custom SMS sender does not replace them.",
		Fix:        "set SnsCallerArn, or remove phone_number",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "SMS configuration is required when phone_number is selected for auto verification", Match: "SMS configuration is required when phone_number is selected"}},
		Check:      checkPhoneVerification,
	},
	{
		ID: "update-needs-verification", Severity: Error,
		Settings:   []string{atUpdates, atVerified},
		Summary:    "An attribute that keeps its old value until the new one is verified must also be verified automatically.",
		Fix:        "add the attribute to AutoVerifiedAttributes, or remove it from AttributesRequireVerificationBeforeUpdate",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes", Match: "AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes"}},
		Check:      checkUpdates,
		Edits:      editUpdates,
	},
	{
		ID: "admin-only-alone", Severity: Error,
		Settings:   []string{atRecovery},
		Summary:    "admin_only excludes every other recovery method.",
		Fix:        "remove admin_only, or remove the other method",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.", Match: "cannot use admin_only setting with any other"}},
		Check:      checkAdminOnly,
	},
	{
		ID: "recovery-duplicates", Severity: Error,
		Settings:   []string{atRecovery + "[].Priority", atRecovery + "[].Name"},
		Summary:    "Each recovery method appears once, with its own priority.",
		Fix:        "use two different methods, with the priorities 1 and 2",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.", Match: "cannot have duplicate priorities or recovery mechanisms"}},
		Check:      checkRecoveryDuplicates,
		Edits:      editRecoveryDuplicates,
	},
	{
		ID: "recovery-begins-at-two", Severity: Warning,
		Settings: []string{atRecovery + "[].Priority"},
		Summary:  "A single recovery method should have priority 1. Whether Cognito accepts another priority is untested.",
		Fix:      "set the priority to 1",
		Source:   "unverified",
		Check:    checkRecoveryFirst,
		Edits:    settingTo(1),
	},
	{
		ID: "recovery-empty", Severity: Warning,
		Settings: []string{atRecovery},
		Summary:  "A recovery setting without methods requests the legacy behavior, SMS before email. This is known from updates only.",
		Fix:      "add a recovery method, or remove AccountRecoverySetting",
		Source:   "issue 26223 of the Terraform provider; at creation unverified",
		Check:    checkRecoveryEmpty,
	},
	{
		ID: "email-mfa-email-recovery", Severity: Error,
		Settings: []string{atRecovery, atEmailMfa},
		Summary:  "While email is a second factor, it cannot be the only recovery method.",
		Fix:      "add verified_phone_number to the recovery methods, or use another factor",
		Source:   "developer guide, multi-factor authentication: not both in one user pool; documentation of the Terraform provider",
		Check:    checkEmailRecovery,
	},
	{
		ID: "sms-mfa-phone-recovery", Severity: Error,
		Settings:   []string{atRecovery, atSmsMfa},
		Summary:    "While MFA is required and SMS is a factor, SMS cannot be the only recovery method. Cognito has also rejected it next to email. With optional MFA it is accepted, but users with SMS MFA cannot recover.",
		Fix:        "use verified_email as the recovery method",
		Source:     "rejected in real deployments: %s",
		Rejections: []Rejection{{Text: "Invalid account recovery setting parameter. Account Recovery Setting cannot use verified_phone_number as a recovery mechanism when SMS MFA is configured.", Match: "verified_phone_number as a recovery mechanism when SMS MFA", Settings: []string{atRecovery}}},
		Check:      checkPhoneRecovery,
		Edits:      editPhoneRecovery,
	},
	{
		ID: "recovery-same-channel", Severity: Advice,
		Settings: []string{atRecovery},
		Summary:  "Users cannot recover an account through the channel that is their second factor, so every user should have the other one.",
		Fix:      "make the other attribute required",
		Source:   "developer guide, multi-factor authentication; API reference, AccountRecoverySettingType",
		Check:    checkSameChannel,
	},
	{
		ID: "phone-recovery-needs-sms", Severity: Warning,
		Settings: []string{atRecovery, atSms + "SnsCallerArn"},
		Summary:  "Cognito accepts recovery by phone without SMS settings, but then never sends a message.",
		Fix:      "set SnsCallerArn, or use verified_email",
		Source:   "accepted in the acceptance tests of the Terraform provider",
		Check:    checkRecoverySms,
	},
	{
		ID: "recovery-never-verified", Severity: Warning,
		Settings: []string{atRecovery, atVerified},
		Summary:  "Recovery requires a verified address or number, so Cognito should verify it automatically.",
		Fix:      "add the attribute to AutoVerifiedAttributes",
		Source:   "developer guide, account recovery",
		Check:    checkRecoveryVerified,
		Edits:    editRecoveryVerified,
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

func checkPhoneVerification(f Facts) []Match {
	if !f.verifies("phone_number") || f.sendsSms() {
		return nil
	}
	return found(Name(atVerified) + " has phone_number, but the pool has no SMS settings (SmsConfiguration) to verify it with")
}

func checkUpdates(f Facts) []Match {
	var matches []Match
	for _, attribute := range f.CreateUserPool.updates() {
		if !f.verifies(attribute) {
			matches = append(matches, Match{Message: fmt.Sprintf("%s has %s, which %s lacks; every member of the first list must be in the second", Name(atUpdates), attribute, Name(atVerified))})
		}
	}
	return matches
}

func checkAdminOnly(f Facts) []Match {
	ways := f.recovery()
	for i, m := range ways {
		if is(m.Name, "admin_only") && slices.ContainsFunc(ways, func(m RecoveryMechanism) bool { return !is(m.Name, "admin_only") }) {
			return found(Name(atRecovery)+" has admin_only and another method; Cognito accepts it only alone", at(atRecovery, i, "Name"))
		}
	}
	return nil
}

func checkRecoveryDuplicates(f Facts) []Match {
	var matches []Match
	ways := f.recovery()
	for i, m := range ways {
		for j, before := range ways[:i] {
			if m.Priority != nil && before.Priority != nil && *m.Priority == *before.Priority {
				matches = append(matches, Match{
					Message:  fmt.Sprintf("%s has two methods with priority %d; priorities must differ", Name(atRecovery), *m.Priority),
					Settings: []string{at(atRecovery, i, "Priority"), at(atRecovery, j, "Priority")},
				})
			}
			if m.Name != nil && is(before.Name, *m.Name) {
				matches = append(matches, Match{
					Message:  fmt.Sprintf("%s has %s twice; each method can appear once", Name(atRecovery), *m.Name),
					Settings: []string{at(atRecovery, i, "Name"), at(atRecovery, j, "Name")},
				})
			}
		}
	}
	return matches
}

func checkRecoveryFirst(f Facts) []Match {
	ways := f.recovery()
	if len(ways) != 1 || ways[0].Priority == nil || *ways[0].Priority != 2 {
		return nil
	}
	return found(Name(atRecovery)+" has a single method, with priority 2", at(atRecovery, 0, "Priority"))
}

func checkRecoveryEmpty(f Facts) []Match {
	s := f.CreateUserPool.AccountRecoverySetting
	if s == nil || s.RecoveryMechanisms != nil {
		return nil
	}
	return found(Name(atRecovery) + " is missing in AccountRecoverySetting, so the pool has no recovery method")
}

func checkEmailRecovery(f Facts) []Match {
	if !f.mfaOn() || !f.emailFactor() || len(f.recovery()) != 1 || !f.recoversBy("verified_email") {
		return nil
	}
	return found(Name(atRecovery) + " has only verified_email while email is a second factor; Cognito does not accept both")
}

func checkPhoneRecovery(f Facts) []Match {
	if !f.mfaOn() || !f.textFactor() || !f.recoversBy("verified_phone_number") {
		return nil
	}
	if len(f.recovery()) == 1 && f.MfaMode() == On {
		return found(Name(atRecovery) + " has only verified_phone_number while SMS is a second factor; Cognito does not accept both")
	}
	if len(f.recovery()) == 1 {
		matches := found(Name(atRecovery) + " has only verified_phone_number while SMS is a second factor; users who set up SMS MFA cannot recover their account")
		matches[0].Severity = new(Warning)
		return matches
	}
	if f.MfaMode() != On {
		return nil
	}
	matches := found(Name(atRecovery) + " has verified_phone_number while MFA is required and SMS is a second factor; Cognito has rejected such a pool")
	matches[0].Severity = new(Warning)
	return matches
}

func checkSameChannel(f Facts) []Match {
	if !f.mfaOn() || !f.recoversBy("verified_email") || !f.recoversBy("verified_phone_number") {
		return nil
	}
	var matches []Match
	if f.emailFactor() && !f.requires("phone_number") {
		matches = append(matches, Match{Message: Name(atRecovery) + ": users whose second factor is email can recover only by phone, and phone_number is not required"})
	}
	if f.textFactor() && !f.requires("email") {
		matches = append(matches, Match{Message: Name(atRecovery) + ": users whose second factor is SMS can recover only by email, and email is not required"})
	}
	return matches
}

func checkRecoverySms(f Facts) []Match {
	if !f.recoversBy("verified_phone_number") || f.sendsSms() || f.recoversAsUsual() {
		return nil
	}
	return found(Name(atRecovery) + " has verified_phone_number, but the pool has no SMS settings (SmsConfiguration); no message is sent")
}

func checkRecoveryVerified(f Facts) []Match {
	var matches []Match
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
			continue // another rule reports that no message is sent
		}
		matches = append(matches, Match{
			Message:  fmt.Sprintf("%s has %s, but %s lacks %s; a user whose %s is not verified cannot recover the account", Name(atRecovery), *m.Name, Name(atVerified), attribute, attribute),
			Settings: []string{at(atRecovery, i, "Name"), atVerified},
		})
	}
	return matches
}

func editUpdates(f Facts, _ Finding) []Edit { return f.verify(f.CreateUserPool.updates()...) }

// editRecoveryDuplicates removes methods that appear again, and numbers the others
// in their order.
func editRecoveryDuplicates(f Facts, _ Finding) []Edit {
	var edits []Edit
	var kept []int
	ways := f.recovery()
	for i, m := range ways {
		if m.Name == nil || m.Priority == nil {
			return nil
		}
		if slices.ContainsFunc(ways[:i], func(before RecoveryMechanism) bool { return is(before.Name, *m.Name) }) {
			edits = append(removed(atRecovery+"["+strconv.Itoa(i)+"]"), edits...) // the last first
			continue
		}
		kept = append(kept, *m.Priority)
	}
	if once := slices.Compact(slices.Sorted(slices.Values(kept))); len(once) == len(kept) && once[0] == 1 {
		return edits
	}
	for i := range kept {
		edits = append(edits, setTo(at(atRecovery, i, "Priority"), i+1)...)
	}
	return edits
}

func editPhoneRecovery(f Facts, _ Finding) []Edit {
	if len(f.recovery()) != 1 {
		return nil
	}
	return setTo(at(atRecovery, 0, "Name"), "verified_email")
}

func editRecoveryVerified(f Facts, finding Finding) []Edit {
	value, _ := f.Get(finding.Settings[0])
	attribute, _ := strings.CutPrefix(value.(string), "verified_")
	return f.verify(attribute)
}
