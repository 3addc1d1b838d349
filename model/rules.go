package model

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Rules are all rules that Check applies, in the order of explain.
var Rules = withMessages(slices.Concat(
	limitRules,
	tierRules,
	signInRules,
	passwordRules,
	mfaRules,
	recoveryRules,
	emailRules,
	smsRules,
	messageRules,
	triggerRules,
	schemaRules,
	otherRules,
	describedRules,
	arnRules,
	resourceServerRules,
	identityProviderRules,
	domainRules,
	clientRules,
	clientFlowRules,
	clientAttributeRules,
	brandingRules,
	termsRules,
	groupRules,
	riskRules,
	logDeliveryRules,
	requestRules,
))

// withMessages inserts the text of the first rejection in sources that quote it.
func withMessages(rules []Rule) []Rule {
	for i := range rules {
		if r := &rules[i]; r.Rejections != nil {
			r.Source = strings.Replace(r.Source, "%s", r.Rejections[0].Text, 1)
		}
	}
	return rules
}

// LookupRule returns the rule with the given id, or nil.
func LookupRule(id string) *Rule {
	for _, rules := range [][]Rule{Rules, FileRules} {
		if i := slices.IndexFunc(rules, func(r Rule) bool { return r.ID == id }); i >= 0 {
			return &rules[i]
		}
	}
	return nil
}

// Paths of settings that the rules are about. Those that end in a dot are
// prefixes.
const (
	atTier         = "CreateUserPool.UserPoolTier"
	atUsernames    = "CreateUserPool.UsernameAttributes"
	atAliases      = "CreateUserPool.AliasAttributes"
	atCase         = "CreateUserPool.UsernameConfiguration.CaseSensitive"
	atFirstFactors = "CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors"
	atPassword     = "CreateUserPool.Policies.PasswordPolicy."
	atVerified     = "CreateUserPool.AutoVerifiedAttributes"
	atUpdates      = "CreateUserPool.UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate"
	atRecovery     = "CreateUserPool.AccountRecoverySetting.RecoveryMechanisms"
	atEmail        = "CreateUserPool.EmailConfiguration."
	atSms          = "CreateUserPool.SmsConfiguration."
	atTemplate     = "CreateUserPool.VerificationMessageTemplate."
	atSmsAuth      = "CreateUserPool.SmsAuthenticationMessage"
	atLambda       = "CreateUserPool.LambdaConfig."
	atKmsKey       = atLambda + "KMSKeyID"
	atSchema       = "CreateUserPool.Schema"
	atTags         = "CreateUserPool.UserPoolTags"
	atSignUp       = "CreateUserPool.AdminCreateUserConfig."
	atInvite       = atSignUp + "InviteMessageTemplate."
	atDevices      = "CreateUserPool.DeviceConfiguration."
	atThreats      = "CreateUserPool.UserPoolAddOns.AdvancedSecurityMode"
	atCustomAuth   = "CreateUserPool.UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode"
	atMode         = "SetUserPoolMfaConfig.MfaConfiguration"
	atCreateMode   = "CreateUserPool.MfaConfiguration"
	atApp          = "SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration.Enabled"
	atSmsMfa       = "SetUserPoolMfaConfig.SmsMfaConfiguration"
	atEmailMfa     = "SetUserPoolMfaConfig.EmailMfaConfiguration"
	atPasskey      = "SetUserPoolMfaConfig.WebAuthnConfiguration."
	atKeyType      = "CreateUserPool.KeyConfiguration.KeyType"
	atPoolKey      = "CreateUserPool.KeyConfiguration.KmsKeyArn"
	atIssuer       = "CreateUserPool.IssuerConfiguration.Type"
	atPoolName     = "CreateUserPool.PoolName"
	atProtection   = "CreateUserPool.DeletionProtection"
	atAcr          = "CreateUserPool.AcrConfiguration."
	atDcr          = "CreateUserPool.DcrConfiguration"
)

// found is one violation; without settings it concerns those of its rule.
func found(message string, settings ...string) []Match {
	return []Match{{Message: message, Settings: settings}}
}

// is reports whether a setting is set to value.
func is(setting *string, value string) bool { return setting != nil && *setting == value }

// isTrue reports whether a setting is set to true.
func isTrue(setting *bool) bool { return setting != nil && *setting }

// both joins the names of two settings for a sentence.
func both(a, b string) string { return Name(a) + " and " + Name(b) }

// listed joins words for a sentence: a, b and c.
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// some lists the first few of many words.
func some(words []string) string {
	if len(words) <= 5 {
		return listed(words)
	}
	return fmt.Sprintf("%s and %d more", strings.Join(words[:3], ", "), len(words)-3)
}

// names names several settings for a sentence, the first few of many.
func names(paths []string) string {
	words := make([]string, len(paths))
	for i, path := range paths {
		words[i] = Name(path)
	}
	return some(words)
}

// entry is a text setting with its path.
type entry struct {
	path  string
	value *string
}

// onlySet keeps the entries that are set.
func onlySet(entries ...entry) []entry {
	return slices.DeleteFunc(entries, func(e entry) bool { return e.value == nil })
}

func pathsOf(entries []entry) []string {
	paths := make([]string, len(entries))
	for i, e := range entries {
		paths[i] = e.path
	}
	return paths
}

// sendsSms reports whether the pool is created with SMS settings.
func (p *Pool) sendsSms() bool { return p.CreateUserPool.SmsConfiguration != nil }

// usesSes reports whether email is sent through the user's own SES identity.
func (p *Pool) usesSes() bool {
	e := p.CreateUserPool.EmailConfiguration
	return e != nil && is(e.EmailSendingAccount, "DEVELOPER")
}

// verifies reports whether Cognito verifies the attribute automatically.
func (p *Pool) verifies(attribute string) bool {
	return slices.Contains(p.CreateUserPool.AutoVerifiedAttributes, attribute)
}

// requires reports whether every user has the attribute: because it is
// required, or because it is the only thing that can be a username.
func (p *Pool) requires(attribute string) bool {
	usernames := p.CreateUserPool.UsernameAttributes
	if len(usernames) == 1 && usernames[0] == attribute {
		return true
	}
	return slices.ContainsFunc(p.CreateUserPool.Schema, func(a Attribute) bool {
		return is(a.Name, attribute) && isTrue(a.Required)
	})
}

// collects reports whether the pool does anything to get a standard attribute from its
// users: it asks for it, signs users in with it, verifies it or reads it from an
// identity provider.
func (p *Pool) collects(attribute string) bool {
	c := &p.CreateUserPool
	return p.verifies(attribute) || slices.Contains(c.UsernameAttributes, attribute) || slices.Contains(c.AliasAttributes, attribute) ||
		slices.ContainsFunc(c.Schema, func(a Attribute) bool { return is(a.Name, attribute) }) ||
		slices.ContainsFunc(p.CreateIdentityProvider, func(idp CreateIdentityProvider) bool { return idp.AttributeMapping[attribute] != "" })
}

// firstFactors are the first authentication factors, nil when they are not set.
func (p *Pool) firstFactors() []string {
	policies := p.CreateUserPool.Policies
	if policies == nil || policies.SignInPolicy == nil {
		return nil
	}
	return policies.SignInPolicy.AllowedFirstAuthFactors
}

// recovery lists the methods of account recovery, nil when they are not set.
func (p *Pool) recovery() []RecoveryMechanism {
	if s := p.CreateUserPool.AccountRecoverySetting; s != nil {
		return s.RecoveryMechanisms
	}
	return nil
}

// recoversBy reports whether the mechanism is listed.
func (p *Pool) recoversBy(mechanism string) bool {
	return slices.ContainsFunc(p.recovery(), func(m RecoveryMechanism) bool { return is(m.Name, mechanism) })
}

// arnParts are the parts of an ARN that rules compare.
type arnParts struct{ partition, service, region, account, resource string }

// splitARN splits arn:partition:service:region:account:resource. ok is false for
// what is not an ARN, which the limit of the setting reports.
func splitARN(setting *string) (a arnParts, ok bool) {
	if setting == nil {
		return a, false
	}
	rest, ok := strings.CutPrefix(*setting, "arn:")
	if !ok {
		return a, false
	}
	a.partition, rest, _ = strings.Cut(rest, ":")
	a.service, rest, _ = strings.Cut(rest, ":")
	a.region, rest, _ = strings.Cut(rest, ":")
	a.account, a.resource, ok = strings.Cut(rest, ":")
	return a, ok
}

// poolRegion is the Region of the pool as far as it is known, and the severity
// of a contradiction: a Region that the user gives, or that all functions and
// the key share, is certain; one from the environment is not.
func (f Facts) poolRegion() (region string, severity Severity) {
	if f.Region != "" && !f.Assumed {
		return f.Region, Error
	}
	if shared, agree := f.sharedRegion(); agree {
		return shared, Error
	}
	return f.Region, Warning
}

// sharedRegion is the region of the functions and the key, and whether there
// are any and they agree.
func (p *Pool) sharedRegion() (region string, agree bool) {
	l := p.CreateUserPool.LambdaConfig
	if l == nil {
		return "", false
	}
	for _, t := range append(l.functions(), entry{atKmsKey, l.KMSKeyID}) {
		a, ok := splitARN(t.value)
		if !ok || a.region == "" {
			continue
		}
		if region != "" && region != a.region {
			return "", false
		}
		region = a.region
	}
	return region, region != ""
}

// at is the path of a member of a list's item: Schema[3].Name.
func at(list string, i int, name string) string {
	return list + "[" + strconv.Itoa(i) + "]." + name
}

// firstIndex is the index of the item that a finding is about first: 3 for
// CreateGroup[3].Precedence.
func firstIndex(finding Finding) int {
	part, _ := cutPath(finding.Settings[0])
	i, err := strconv.Atoi(part.key)
	if err != nil {
		panic(finding.Rule + ": not about an item: " + finding.Settings[0]) // a mistake in the rule
	}
	return i
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
