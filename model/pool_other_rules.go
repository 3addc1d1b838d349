package model

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

var otherRules = []Rule{
	{
		ID: "deletion-protection-off", Severity: Advice,
		Settings: []string{atProtection},
		Summary:  "Deleting a pool deletes all its users. With deletion protection, the pool must first be updated to turn protection off.",
		Fix:      "set DeletionProtection to ACTIVE",
		Source:   "API reference, CreateUserPool; security practice",
		Check:    checkDeletion,
		Edits:    settingTo("ACTIVE"),
	},
	{
		ID: "tag-aws-prefix", Severity: Error,
		Settings:   []string{atTags},
		Summary:    "Tag keys that begin with aws: are reserved for AWS.",
		Fix:        "rename the tag",
		Source:     "developer guide, tagging; the exception is UserPoolTaggingException",
		Rejections: []Rejection{{Operations: taggingOperations, Code: taggingException, Match: `\baws:`}, {Code: defaultException}},
		Check:      checkTagPrefix,
	},
	{
		ID: "tag-characters", Severity: Warning,
		Settings: []string{atTags},
		Summary:  "Tag keys and values are documented to contain only the letters A to Z, digits, spaces and _ . : / = + - @.",
		Fix:      "remove the other characters",
		Source:   "developer guide, tagging; which others Cognito accepts is unverified",
		Check:    checkTagCharacters,
	},
	{
		ID: "device-memory-switched-on", Severity: Warning,
		Settings: []string{atDevices + "ChallengeRequiredOnNewDevice", atDevices + "DeviceOnlyRememberedOnUserPrompt"},
		Summary:  "The device settings make Cognito remember devices whenever they are present, even when both are false.",
		Fix:      "remove both settings to remember no devices",
		Source:   "API reference, DeviceConfigurationType",
		Check:    checkDeviceMemory,
		Edits:    editDeviceMemory,
	},
	{
		ID: "device-challenge-needs-mfa", Severity: Warning,
		Settings: []string{atDevices + "ChallengeRequiredOnNewDevice", atMode, atCreateMode},
		Summary:  "A remembered device can replace a second factor only in a pool with MFA.",
		Fix:      "set MfaConfiguration to ON or OPTIONAL, or remove the setting",
		Source:   "API reference, DeviceConfigurationType",
		Check:    checkDeviceChallenge,
	},
	{
		ID: "risk-needs-optional-mfa", Severity: Warning,
		Settings: []string{atThreats, atMode, atCreateMode},
		Summary:  "Enforced threat protection can ask for a second factor only while MFA is optional. Otherwise it can only allow or block a sign-in.",
		Fix:      "set MfaConfiguration to OPTIONAL, or set AdvancedSecurityMode to AUDIT",
		Source:   "developer guide, threat protection; accepted in the integration tests of the CDK",
		Check:    checkRiskMfa,
	},
	{
		ID: "custom-auth-mode-alone", Severity: Warning,
		Settings: []string{atCustomAuth, atThreats},
		Summary:  "Cognito accepts threat protection of custom authentication while threat protection is off, but its effect is untested.",
		Fix:      "set AdvancedSecurityMode to AUDIT or ENFORCED, or remove CustomAuthMode",
		Source:   "unverified",
		Check:    checkCustomAuthOff,
	},
	{
		ID: "custom-auth-mode-unused", Severity: Advice,
		Settings: []string{atCustomAuth, atLambda + "DefineAuthChallenge"},
		Summary:  "Threat protection of custom authentication has no effect in a pool without challenge triggers.",
		Fix:      "set the three challenge triggers, or remove CustomAuthMode",
		Source:   "API reference, AdvancedSecurityAdditionalFlowsType; unverified",
		Check:    checkCustomAuthUnused,
		Edits:    removeFirst,
	},
	{
		ID: "custom-auth-unprotected", Severity: Warning,
		Settings: []string{atCustomAuth, atThreats, atLambda + "DefineAuthChallenge"},
		Summary:  "Threat protection in full enforcement does not cover custom authentication unless CustomAuthMode is set.",
		Fix:      "set CustomAuthMode to ENFORCED or AUDIT",
		Source:   "API reference, AdvancedSecurityAdditionalFlowsType",
		Check:    checkCustomAuthOpen,
		Edits:    settingTo("ENFORCED"),
	},
	{
		ID: "acr-values-equal", Severity: Error, OwnValue: true,
		Settings: acrPaths,
		Summary:  "The names of the four authentication levels must differ. A level without a name has the default, urn:cognito:loa: and its number.",
		Fix:      "give each level its own name",
		Source:   "developer guide, step-up authentication; API reference of October 2026, AcrConfiguration",
		Check:    checkAcrEqual,
	},
	{
		ID: "acr-not-uri", Severity: Warning,
		Settings: acrPaths,
		Summary:  "The name of an authentication level is a URI, such as urn:cognito:loa:2.",
		Fix:      "write the name as a URI",
		Source:   "API reference of October 2026, AcrConfiguration; OpenID Connect Core, acr",
		Check:    checkAcrURI,
	},
	{
		ID: "registration-open", Severity: Warning,
		Settings: []string{atDcr + ".OpenDcrEnabled"},
		Summary:  "Open registration lets anyone on the internet create app clients in the pool.",
		Fix:      "set OpenDcrEnabled to false, so that registration requires a token",
		Source:   "API reference of November 2026, DcrConfiguration",
		Check:    checkOpenRegistration,
	},
	{
		ID: "registration-open-machines", Severity: Warning,
		Settings: []string{atDcr + ".OpenGrantTypes", atDcr + ".OpenDcrEnabled"},
		Summary:  "With client_credentials in OpenGrantTypes, anyone can create machine clients, whose tokens you pay for.",
		Fix:      "remove client_credentials from OpenGrantTypes",
		Source:   "API reference of November 2026, DcrConfiguration",
		Check:    checkOpenMachines,
	},
	{
		ID: "registration-ignored", Severity: Warning,
		Settings: []string{atDcr + ".AuthenticatedGrantTypes", atDcr + ".OpenGrantTypes"},
		Summary:  "Dynamic client registration accepts the grant implicit and ignores it, an empty list of grants rejects every registration, and the open grants apply only when open registration is on.",
		Fix:      "remove the value, or turn on what it needs",
		Source:   "API reference of November 2026, DcrConfiguration",
		Check:    checkRegistrationIgnored,
		Edits:    editRegistrationIgnored,
	},
	{
		ID: "registration-by-presence", Severity: Warning,
		Settings: []string{atDcr},
		Summary:  "The block DcrConfiguration enables dynamic client registration by being present, unless EnableStatus is DISABLED.",
		Fix:      "set EnableStatus to ENABLED or DISABLED",
		Source:   "API reference of November 2026, DcrConfiguration",
		Check:    checkRegistrationPresent,
		Edits:    editRegistrationPresent,
	},
	{
		ID: "pool-name-spaces", Severity: Warning,
		Settings: []string{atPoolName},
		Summary:  "A pool name with spaces at its start or end looks like another name wherever it is shown.",
		Fix:      "remove the spaces at the start and end",
		Source:   "the pattern of PoolName accepts them",
		Check:    checkNameSpaces,
		Edits:    editNameSpaces,
	},
	{
		ID: "sign-up-never-confirmed", Severity: Warning,
		Settings: []string{atVerified, atSignUp + "AllowAdminCreateUserOnly", atLambda + "PreSignUp"},
		Summary:  "People can sign up, but Cognito verifies neither an email address nor a phone number and no function confirms them, so every account waits for an administrator.",
		Fix:      "add email or phone_number to AutoVerifiedAttributes, set PreSignUp, or set AllowAdminCreateUserOnly to true",
		Source:   "developer guide, signing up and confirming user accounts",
		Check:    checkNeverConfirmed,
		Edits:    editNeverConfirmed,
	},
	{
		ID: "only-phone-verified-at-sign-up", Severity: Warning,
		Settings: []string{atVerified},
		Summary:  "Where email and phone number are both verified automatically, sign-up verifies only the phone number. The email address stays unverified until the user verifies it later.",
		Fix:      "verify the email address in your app after sign-up, or keep only one of the two",
		Source:   "developer guide, email and phone verification",
		Check:    checkOnlyPhone,
	},
	{
		ID: "key-needs-arn", Severity: Warning,
		Settings: []string{atPoolKey, atKeyType},
		Summary:  "A customer managed key requires its ARN.",
		Fix:      "set KmsKeyArn, or set KeyType to AWS_OWNED_KEY",
		Source:   "API reference, KeyConfigurationType; rejection is unverified",
		Check:    checkKeyNeedsArn,
	},
	{
		ID: "key-arn-unused", Severity: Warning,
		Settings: []string{atPoolKey, atKeyType},
		Summary:  "The ARN of a key has no effect while the pool uses the AWS-owned key.",
		Fix:      "set KeyType to CUSTOMER_MANAGED_KEY, or remove KmsKeyArn",
		Source:   "API reference, KeyConfigurationType; behavior unverified",
		Check:    checkKeyArnUnused,
	},
	{
		ID: "issuer-updated", Severity: ToDo,
		Settings: []string{atIssuer},
		Summary:  "The updated issuer changes the iss claim of every token, so everything that validates tokens must accept the new issuer.",
		Fix:      "update the issuer in your apps and gateways",
		Source:   "API reference, IssuerConfigurationType",
		Check:    checkIssuer,
	},
}

// taggingException is the service's exception for tags that it rejects. Its
// messages are unknown.
const taggingException = "UserPoolTaggingException"

// taggingOperations are the operations that have the exception, according to the
// service model. TagResource has not.
var taggingOperations = []string{createUserPool.Name, createUserPool.Update}

func checkDeletion(f Facts) []Match {
	if f.CreateUserPool.DeletionProtection != nil {
		return nil
	}
	return found(Name(atProtection) + " is not set, so one call deletes the pool with all its users")
}

func checkNameSpaces(f Facts) []Match {
	name := deref(f.CreateUserPool.PoolName)
	if name == strings.TrimSpace(name) {
		return nil
	}
	return found(fmt.Sprintf("%s is %q, with spaces at its start or end", Name(atPoolName), name))
}

func checkNeverConfirmed(f Facts) []Match {
	c := &f.CreateUserPool
	adminOnly := c.AdminCreateUserConfig != nil && isTrue(c.AdminCreateUserConfig.AllowAdminCreateUserOnly)
	if adminOnly || len(c.AutoVerifiedAttributes) > 0 || f.lambda().PreSignUp != nil {
		return nil
	}
	return found("people can sign up, but "+Name(atVerified)+" is empty and there is no PreSignUp trigger, so nothing confirms their accounts", atVerified)
}

func checkOnlyPhone(f Facts) []Match {
	if !f.verifies("email") || !f.verifies("phone_number") {
		return nil
	}
	return found(Name(atVerified) + " has email and phone_number; at sign-up Cognito verifies only the phone number")
}

func checkCustomAuthOpen(f Facts) []Match {
	if !is(f.threats().AdvancedSecurityMode, "ENFORCED") || f.customAuthMode() != nil || f.lambda().DefineAuthChallenge == nil {
		return nil
	}
	return found(Name(atThreats) + " is ENFORCED and the pool has challenge triggers, but " + Name(atCustomAuth) + " is not set, so custom authentication is not protected")
}

// acrLevels are the names of the four authentication levels, nil where the
// default applies.
func (p *Pool) acrLevels() [4]*string {
	var names [4]*string
	c := p.CreateUserPool.AcrConfiguration
	if c == nil {
		return names
	}
	for i, level := range [...]*AcrLevel{c.Level1, c.Level2, c.Level3, c.Level4} {
		if level != nil {
			names[i] = level.AcrValue
		}
	}
	return names
}

func atLevel(i int) string { return fmt.Sprintf("%sLevel%d.AcrValue", atAcr, i+1) }

// acrPaths are the settings of the names of the authentication levels.
var acrPaths = []string{atLevel(0), atLevel(1), atLevel(2), atLevel(3)}

func checkAcrEqual(f Facts) []Match {
	levels := f.acrLevels()
	nameOf := func(i int) string {
		if levels[i] != nil {
			return *levels[i]
		}
		return fmt.Sprintf("urn:cognito:loa:%d", i+1)
	}
	var matches []Match
	for i := range levels {
		for j := range i {
			if nameOf(i) != nameOf(j) {
				continue
			}
			set := i
			if levels[i] == nil {
				set = j
			}
			matches = append(matches, Match{
				Message:  fmt.Sprintf("%s and level %d have the same name, %q; all four names must differ, the defaults included", Name(atLevel(set)), i+j+1-set, nameOf(i)),
				Settings: []string{atLevel(set)},
			})
		}
	}
	return matches
}

func checkAcrURI(f Facts) []Match {
	var matches []Match
	for i, name := range f.acrLevels() {
		if name == nil || *name == "" {
			continue
		}
		if u, err := url.Parse(*name); err == nil && u.Scheme != "" {
			continue
		}
		matches = append(matches, Match{Message: fmt.Sprintf("%s is %q, which is not a URI", Name(atLevel(i)), *name), Settings: []string{atLevel(i)}})
	}
	return matches
}

// registration is the pool's dynamic client registration, empty without one.
func (p *Pool) registration() DcrConfiguration {
	if d := p.CreateUserPool.DcrConfiguration; d != nil {
		return *d
	}
	return DcrConfiguration{}
}

func checkOpenRegistration(f Facts) []Match {
	if d := f.registration(); !isTrue(d.OpenDcrEnabled) || is(d.EnableStatus, "DISABLED") {
		return nil
	}
	return found(Name(atDcr+".OpenDcrEnabled") + " is true, so anyone can register a client")
}

func checkOpenMachines(f Facts) []Match {
	if d := f.registration(); !isTrue(d.OpenDcrEnabled) || is(d.EnableStatus, "DISABLED") || !slices.Contains(d.OpenGrantTypes, "client_credentials") {
		return nil
	}
	return found(Name(atDcr+".OpenGrantTypes") + " has client_credentials, so anyone can create machine clients that you pay for")
}

func checkRegistrationIgnored(f Facts) []Match {
	d := f.registration()
	var matches []Match
	report := func(path, message string) {
		matches = append(matches, Match{Message: Name(path) + message, Settings: []string{path}})
	}
	look := func(path string, grants []string) {
		if slices.Contains(grants, "implicit") {
			report(path, " has implicit, which Cognito ignores")
		}
		if grants != nil && len(grants) == 0 {
			report(path, " is empty, so every such registration is rejected")
		}
	}
	look(atDcr+".AuthenticatedGrantTypes", d.AuthenticatedGrantTypes)
	look(atDcr+".OpenGrantTypes", d.OpenGrantTypes)
	if d.OpenGrantTypes != nil && !isTrue(d.OpenDcrEnabled) {
		report(atDcr+".OpenGrantTypes", " is set, but open registration (OpenDcrEnabled) is off")
	}
	return matches
}

func checkRegistrationPresent(f Facts) []Match {
	if d := f.CreateUserPool.DcrConfiguration; d == nil || d.EnableStatus != nil {
		return nil
	}
	return found(Name(atDcr) + " is present without EnableStatus, which enables it")
}

func checkTagPrefix(f Facts) []Match {
	var reserved []string
	for key := range f.CreateUserPool.UserPoolTags {
		if strings.HasPrefix(key, "aws:") {
			reserved = append(reserved, key)
		}
	}
	if reserved == nil {
		return nil
	}
	slices.Sort(reserved)
	return found(fmt.Sprintf("%s has %s; keys that begin with aws: are reserved", Name(atTags), some(reserved)))
}

func checkTagCharacters(f Facts) []Match {
	var strange []string
	for key, value := range f.CreateUserPool.UserPoolTags {
		if !all(key, isTagRune) || !all(value, isTagRune) {
			strange = append(strange, fmt.Sprintf("%q", key))
		}
	}
	if strange == nil {
		return nil
	}
	slices.Sort(strange)
	return found(fmt.Sprintf("%s: %s contains characters other than the letters A to Z, digits, spaces and _ . : / = + - @, which may be rejected", Name(atTags), some(strange)))
}

func isTagRune(r rune) bool {
	switch r {
	case ' ', '.', ':', '/', '=', '+', '-', '@':
		return true
	}
	return isWord(r)
}

func checkDeviceMemory(f Facts) []Match {
	d := f.CreateUserPool.DeviceConfiguration
	if d == nil || isTrue(d.ChallengeRequiredOnNewDevice) || isTrue(d.DeviceOnlyRememberedOnUserPrompt) {
		return nil
	}
	return found("the device settings (DeviceConfiguration) are all false, but their presence makes Cognito remember every device")
}

func checkDeviceChallenge(f Facts) []Match {
	d := f.CreateUserPool.DeviceConfiguration
	if d == nil || !isTrue(d.ChallengeRequiredOnNewDevice) || f.mfaOn() {
		return nil
	}
	return found(Name(atDevices+"ChallengeRequiredOnNewDevice") + " is true, which has an effect only with MFA, and MFA is off")
}

// threats is the pool's threat protection, empty when it is not set.
func (p *Pool) threats() UserPoolAddOns {
	if a := p.CreateUserPool.UserPoolAddOns; a != nil {
		return *a
	}
	return UserPoolAddOns{}
}

// customAuthMode is the threat protection of custom authentication.
func (p *Pool) customAuthMode() *string {
	if flows := p.threats().AdvancedSecurityAdditionalFlows; flows != nil {
		return flows.CustomAuthMode
	}
	return nil
}

func checkRiskMfa(f Facts) []Match {
	mode := f.MfaMode()
	if !is(f.threats().AdvancedSecurityMode, "ENFORCED") || mode == Optional {
		return nil
	}
	return found(fmt.Sprintf("%s is ENFORCED and MFA is %s; it can ask for a second factor only when MFA is OPTIONAL", Name(atThreats), mode), atThreats, f.mfaModePath())
}

func checkCustomAuthOff(f Facts) []Match {
	if f.customAuthMode() == nil || !is(f.threats().AdvancedSecurityMode, Off) {
		return nil
	}
	return found(Name(atCustomAuth) + " is set, but " + Name(atThreats) + " is OFF")
}

func checkCustomAuthUnused(f Facts) []Match {
	if f.customAuthMode() == nil || f.lambda().DefineAuthChallenge != nil {
		return nil
	}
	return found(Name(atCustomAuth) + " is set, but the pool has no challenge triggers, so there is no custom authentication to protect")
}

// key is how the pool's data are encrypted, empty when it is not set.
func (p *Pool) key() KeyConfiguration {
	if k := p.CreateUserPool.KeyConfiguration; k != nil {
		return *k
	}
	return KeyConfiguration{}
}

func checkKeyNeedsArn(f Facts) []Match {
	if k := f.key(); !is(k.KeyType, "CUSTOMER_MANAGED_KEY") || k.KmsKeyArn != nil {
		return nil
	}
	return found(Name(atKeyType) + " is CUSTOMER_MANAGED_KEY, but " + Name(atPoolKey) + " is not set")
}

func checkKeyArnUnused(f Facts) []Match {
	if k := f.key(); k.KmsKeyArn == nil || is(k.KeyType, "CUSTOMER_MANAGED_KEY") {
		return nil
	}
	return found(Name(atPoolKey) + " is set, but " + Name(atKeyType) + " is AWS_OWNED_KEY (the default)")
}

func checkIssuer(f Facts) []Match {
	if i := f.CreateUserPool.IssuerConfiguration; i == nil || !is(i.Type, "UPDATED") {
		return nil
	}
	return found("make sure that everything that validates tokens accepts the new issuer: " + Name(atIssuer) + " is UPDATED")
}

func editDeviceMemory(Facts, Finding) []Edit { return removed(strings.TrimSuffix(atDevices, ".")) }

// editRegistrationIgnored removes what has no effect. An empty list has one.
func editRegistrationIgnored(f Facts, finding Finding) []Edit {
	path := finding.Settings[0]
	value, _ := f.Get(path)
	grants, _ := value.([]string)
	if path == atDcr+".OpenGrantTypes" && !isTrue(f.registration().OpenDcrEnabled) {
		return removed(path)
	}
	return setList(path, without(grants, func(grant string) bool { return grant == "implicit" }))
}

func editRegistrationPresent(Facts, Finding) []Edit { return setTo(atDcr+".EnableStatus", "ENABLED") }

func editNameSpaces(f Facts, _ Finding) []Edit {
	return setTo(atPoolName, strings.TrimSpace(*f.CreateUserPool.PoolName))
}

// editNeverConfirmed verifies the email address that people sign in with.
func editNeverConfirmed(f Facts, _ Finding) []Edit {
	c := &f.CreateUserPool
	if !slices.Contains(c.UsernameAttributes, "email") && !slices.Contains(c.AliasAttributes, "email") {
		return nil
	}
	return f.verify("email")
}

// verify adds attributes to those that Cognito verifies.
func (p *Pool) verify(attributes ...string) []Edit {
	return setList(atVerified, plus(p.CreateUserPool.AutoVerifiedAttributes, attributes...))
}
