package model

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// Paths of risk configurations that the rules are about.
const (
	atRisks       = "SetRiskConfiguration"
	atRisk        = atRisks + "[]."
	atCompromised = atRisk + "CompromisedCredentialsRiskConfiguration."
	atTakeover    = atRisk + "AccountTakeoverRiskConfiguration."
	atNotify      = atTakeover + "NotifyConfiguration."
	atExceptions  = atRisk + "RiskExceptionConfiguration."
)

var riskRules = []Rule{
	{
		ID: "risk-range-format", Severity: Error, OwnValue: true,
		Settings:   []string{atExceptions + "BlockedIPRangeList", atExceptions + "SkippedIPRangeList"},
		Summary:    "IP ranges are in CIDR notation: an address, a slash and the number of bits, such as 192.0.2.0/24.",
		Fix:        "write each range in CIDR notation; a single address ends in /32, or /128 for IPv6",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Incorrect CIDR format"}},
		Check:      ofRisks(checkRanges),
		Edits:      editRanges,
	},
	{
		ID: "risk-range-conflict", Severity: Warning,
		Settings: []string{atExceptions + "BlockedIPRangeList", atExceptions + "SkippedIPRangeList"},
		Summary:  "A range in both lists is blocked and trusted at once, and 0.0.0.0/0 applies to everybody.",
		Fix:      "remove the range from one of the lists",
		Source:   "unverified",
		Check:    ofRisks(checkRangeConflict),
	},
	{
		ID: "risk-sender-region", Severity: Error,
		Settings:   []string{atNotify + "SourceArn"},
		Summary:    "The SES identity of risk emails must be in a Region that the pool can send through, as for its other email.",
		Fix:        "use an identity in one of these Regions",
		Source:     "rejected in real deployments, 2026-09: Invalid NotifyConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions",
		Rejections: []Rejection{{Text: "Invalid NotifyConfiguration.SourceArn. %s", Values: messageOf, Match: `Invalid NotifyConfiguration\.SourceArn`}},
		Check:      ofRisks(checkNotifyRegion),
	},
	{
		ID: "risk-needs-threat-protection", Severity: Error,
		Settings: []string{atThreats, atRisks},
		Summary:  "A risk configuration needs threat protection: AdvancedSecurityMode AUDIT or ENFORCED, in the plan PLUS.",
		Fix:      "set AdvancedSecurityMode to AUDIT or ENFORCED, or remove SetRiskConfiguration",
		Source:   "service model, SetRiskConfiguration: UserPoolAddOnNotEnabledException",
		Rejections: []Rejection{{
			Operations: []string{setRiskConfiguration.Name}, // threat protection can be turned off later
			Code:       "UserPoolAddOnNotEnabledException", Match: AnyMessage,
		}},
		Check: checkRiskProtection,
	},
	{
		ID: "threats-without-risk-configuration", Severity: Warning,
		Settings: []string{atThreats, atRisks},
		Summary:  "ENFORCED takes only the default actions of Cognito unless a risk configuration sets them.",
		Fix:      "set SetRiskConfiguration",
		Source:   "reported in a review of the CDK; behavior unverified",
		Check:    checkRiskMissing,
	},
	{
		ID: "risk-audit-only", Severity: Warning,
		Settings: []string{atThreats, atTakeover + "Actions.HighAction.EventAction", atCompromised + "Actions.EventAction"},
		Summary:  "With AdvancedSecurityMode AUDIT, threat protection only records: an action that blocks has no effect.",
		Fix:      "set AdvancedSecurityMode to ENFORCED",
		Source:   "developer guide, threat protection",
		Check:    ofRisks(checkAuditOnly),
	},
	{
		ID: "risk-notify-without-email", Severity: Warning,
		Settings: []string{atTakeover + "Actions.HighAction.Notify", atNotify + "SourceArn"},
		Summary:  "Notify sends an email only if NotifyConfiguration has a sender and the email for the action: BlockEmail, MfaEmail or NoActionEmail.",
		Fix:      "set NotifyConfiguration with the email for the action, or Notify to false",
		Source:   "API reference, SetRiskConfiguration; behavior unverified",
		Check:    ofRisks(checkNotify),
	},
	{
		ID: "risk-sender-to-prepare", Severity: ToDo,
		Settings: []string{atNotify + "SourceArn", atNotify + "From"},
		Summary:  "The sender of risk emails must be verified in SES.",
		Fix:      "check the identity in Amazon SES",
		Source:   "API reference, NotifyConfigurationType",
		Check:    ofRisks(checkNotifyReady),
	},
	{
		ID: "risk-mfa-off", Severity: Warning,
		Settings: []string{atTakeover + "Actions.HighAction.EventAction", atMode, atCreateMode},
		Summary:  "Actions that ask for MFA need a pool with MFA. Without it MFA_IF_CONFIGURED has no effect, and MFA_REQUIRED blocks users.",
		Fix:      "set MfaConfiguration to OPTIONAL, or use BLOCK or NO_ACTION",
		Source:   "API reference, AccountTakeoverActionType; behavior unverified",
		Check:    ofRisks(checkRiskMfaOff),
	},
	{
		ID: "risk-srp-unchecked", Severity: Warning,
		Settings: []string{atCompromised + "EventFilter", atFlows},
		Summary:  "Cognito cannot compare a password with known breaches at sign-in with SRP, because it does not see the password. It can at sign-up and when a password changes.",
		Fix:      "add SIGN_UP and PASSWORD_CHANGE to EventFilter, or remove EventFilter",
		Source:   "developer guide, compromised credentials",
		Check:    ofRisks(checkSrpUnchecked),
		Edits:    editSrpUnchecked,
	},
}

// risk is a risk configuration of a draft and its place in the list.
type risk struct {
	*SetRiskConfiguration
	index int
}

// ofRisks turns a check of one risk configuration into that of a rule.
func ofRisks(check func(f Facts, r risk) []Match) func(Facts) []Match {
	return func(f Facts) []Match {
		var matches []Match
		for i := range f.SetRiskConfiguration {
			matches = append(matches, check(f, risk{&f.SetRiskConfiguration[i], i})...)
		}
		return matches
	}
}

// at is the path of a setting of the configuration, which is given as its general
// path.
func (r risk) at(setting string) string {
	return at(atRisks, r.index, strings.TrimPrefix(setting, atRisk))
}

// notify are the emails to users, empty when they are not set.
func (r *SetRiskConfiguration) notify() NotifyConfiguration {
	if t := r.AccountTakeoverRiskConfiguration; t != nil && t.NotifyConfiguration != nil {
		return *t.NotifyConfiguration
	}
	return NotifyConfiguration{}
}

// riskLevel is the action at one level of risk and its path.
type riskLevel struct {
	path   string
	action *AccountTakeoverAction
}

// actions are the actions that are set, from low to high risk.
func (r risk) actions() []riskLevel {
	t := r.AccountTakeoverRiskConfiguration
	if t == nil || t.Actions == nil {
		return nil
	}
	levels := []riskLevel{{"LowAction", t.Actions.LowAction}, {"MediumAction", t.Actions.MediumAction}, {"HighAction", t.Actions.HighAction}}
	levels = slices.DeleteFunc(levels, func(l riskLevel) bool { return l.action == nil })
	for i := range levels {
		levels[i].path = r.at(atTakeover + "Actions." + levels[i].path)
	}
	return levels
}

// exceptions are the IP ranges, empty when they are not set.
func (r risk) exceptions() RiskExceptionConfiguration {
	if e := r.RiskExceptionConfiguration; e != nil {
		return *e
	}
	return RiskExceptionConfiguration{}
}

func isRange(text string) bool {
	_, err := netip.ParsePrefix(text)
	return err == nil
}

func checkRanges(_ Facts, r risk) []Match {
	var matches []Match
	for _, list := range [...]struct {
		path   string
		ranges []string
	}{{atExceptions + "BlockedIPRangeList", r.exceptions().BlockedIPRangeList}, {atExceptions + "SkippedIPRangeList", r.exceptions().SkippedIPRangeList}} {
		if i := slices.IndexFunc(list.ranges, func(text string) bool { return !isRange(text) }); i >= 0 {
			matches = append(matches, found(fmt.Sprintf("%s has %q, which is not in CIDR notation", Name(list.path), list.ranges[i]), r.at(list.path))...)
		}
	}
	return matches
}

func checkRangeConflict(_ Facts, r risk) []Match {
	blocked, skipped := r.exceptions().BlockedIPRangeList, r.exceptions().SkippedIPRangeList
	for _, list := range [...]struct {
		path   string
		ranges []string
	}{{atExceptions + "BlockedIPRangeList", blocked}, {atExceptions + "SkippedIPRangeList", skipped}} {
		if slices.Contains(list.ranges, "0.0.0.0/0") || slices.Contains(list.ranges, "::/0") {
			return found(Name(list.path)+" has a range of all addresses", r.at(list.path))
		}
	}
	if len(skipped) == 0 {
		return nil
	}
	isBlocked := make(map[string]bool, len(blocked))
	for _, text := range blocked {
		isBlocked[text] = true
	}
	i := slices.IndexFunc(skipped, func(text string) bool { return isBlocked[text] })
	if i < 0 {
		return nil
	}
	return found(fmt.Sprintf("the range %s is in both lists", skipped[i]), r.at(atExceptions+"BlockedIPRangeList"), r.at(atExceptions+"SkippedIPRangeList"))
}

func checkNotifyRegion(f Facts, r risk) []Match {
	source := r.notify().SourceArn
	if source == nil {
		return nil
	}
	return f.findSesRegion(r.at(atNotify+"SourceArn"), source)
}

func checkRiskProtection(f Facts) []Match {
	if len(f.SetRiskConfiguration) == 0 || f.protectsAgainstThreats() {
		return nil
	}
	return found("the pool has a risk configuration, but "+Name(atThreats)+" is OFF", atThreats, atRisks)
}

func checkRiskMissing(f Facts) []Match {
	a := f.CreateUserPool.UserPoolAddOns
	if len(f.CreateUserPoolClient) == 0 {
		return nil // a draft of the pool alone
	}
	if len(f.SetRiskConfiguration) > 0 || a == nil || !is(a.AdvancedSecurityMode, "ENFORCED") {
		return nil
	}
	return found(Name(atThreats)+" is ENFORCED, but no risk configuration sets its actions", atThreats)
}

func checkAuditOnly(f Facts, r risk) []Match {
	a := f.CreateUserPool.UserPoolAddOns
	if a == nil || !is(a.AdvancedSecurityMode, "AUDIT") {
		return nil
	}
	var settings []string
	for _, l := range r.actions() {
		if is(l.action.EventAction, "BLOCK") {
			settings = append(settings, l.path+".EventAction")
		}
	}
	if c := r.CompromisedCredentialsRiskConfiguration; c != nil && c.Actions != nil && is(c.Actions.EventAction, "BLOCK") {
		settings = append(settings, r.at(atCompromised+"Actions.EventAction"))
	}
	if settings == nil {
		return nil
	}
	return found(Name(atThreats)+" is AUDIT, so the action BLOCK blocks nothing", append([]string{atThreats}, settings...)...)
}

// email is the email about an action, with its name.
func (n NotifyConfiguration) email(action string) (name string, email *NotifyEmail) {
	switch action {
	case "BLOCK":
		return "BlockEmail", n.BlockEmail
	case "NO_ACTION":
		return "NoActionEmail", n.NoActionEmail
	default:
		return "MfaEmail", n.MfaEmail
	}
}

func checkNotify(_ Facts, r risk) []Match {
	var matches []Match
	notify := r.notify()
	for _, l := range r.actions() {
		if !isTrue(l.action.Notify) {
			continue
		}
		name, email := notify.email(deref(l.action.EventAction))
		switch {
		case notify.SourceArn == nil:
			matches = append(matches, found("a user is to be notified, but NotifyConfiguration has no sender", l.path+".Notify", r.at(atNotify+"SourceArn"))...)
		case email == nil:
			matches = append(matches, found(fmt.Sprintf("a user is to be notified of the action %s, but NotifyConfiguration has no %s", deref(l.action.EventAction), name), l.path+".Notify", r.at(atNotify+name+".Subject"))...)
		}
	}
	return matches
}

func checkNotifyReady(_ Facts, r risk) []Match {
	if r.notify().SourceArn == nil {
		return nil
	}
	return found("make sure that the sender of risk emails is verified in SES", r.at(atNotify+"SourceArn"))
}

func checkRiskMfaOff(f Facts, r risk) []Match {
	if f.mfaOn() {
		return nil
	}
	for _, l := range r.actions() {
		if is(l.action.EventAction, "MFA_IF_CONFIGURED") || is(l.action.EventAction, "MFA_REQUIRED") {
			return found(fmt.Sprintf("the action %s asks for MFA, but %s is OFF", *l.action.EventAction, Name(f.mfaModePath())), l.path+".EventAction", f.mfaModePath())
		}
	}
	return nil
}

// onlySrp reports whether the client signs in with SRP alone, as far as its flows
// are set.
func (c client) onlySrp() bool {
	return c.allows("ALLOW_USER_SRP_AUTH") && !c.signsIn() && !c.allows("ALLOW_USER_AUTH") && !sendsPasswords(c)
}

func checkSrpUnchecked(f Facts, r risk) []Match {
	c := r.CompromisedCredentialsRiskConfiguration
	if c == nil || len(c.EventFilter) != 1 || c.EventFilter[0] != "SIGN_IN" {
		return nil
	}
	clients := f.userClients()
	if r.ClientId != nil {
		clients = slices.DeleteFunc(clients, func(c client) bool { return !is(c.ClientName, *r.ClientId) })
	}
	if len(clients) == 0 || slices.ContainsFunc(clients, func(c client) bool { return !c.onlySrp() }) {
		return nil
	}
	return found(Name(atCompromised+"EventFilter")+" has only SIGN_IN, but users sign in with SRP, which is not checked", r.at(atCompromised+"EventFilter"), clients[0].at(atFlows))
}

// editRanges writes single addresses as ranges of one.
func editRanges(f Facts, finding Finding) []Edit {
	value, _ := f.Get(finding.Settings[0])
	ranges, _ := value.([]string)
	ranges = slices.Clone(ranges)
	for i, text := range ranges {
		if isRange(text) {
			continue
		}
		address, err := netip.ParseAddr(text)
		if err != nil {
			return nil
		}
		prefix, err := address.Prefix(address.BitLen())
		if err != nil {
			return nil
		}
		ranges[i] = prefix.String()
	}
	return setList(finding.Settings[0], ranges)
}

func editSrpUnchecked(_ Facts, finding Finding) []Edit {
	return setList(finding.Settings[0], []string{"SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"})
}
