package model

import (
	"fmt"
	"slices"
	"strings"
)

var otherRules = []Rule{
	{
		ID: "deletion-protection-off", Severity: Advice,
		Settings: []string{"CreateUserPool.DeletionProtection"},
		Summary:  "A pool that is deleted takes all its users with it. With protection, somebody must first update the whole pool to switch it off.",
		Fix:      "set DeletionProtection to ACTIVE in the basics step",
		Source:   "API reference, CreateUserPool; security practice",
		Check:    checkDeletion,
	},
	{
		ID: "tag-aws-prefix", Severity: Error,
		Settings: []string{atTags},
		Summary:  "Keys that begin with aws: belong to AWS.",
		Fix:      "rename the tag in the tags step",
		Source:   "developer guide, tagging; the exception is UserPoolTaggingException",
		Check:    checkTagPrefix,
	},
	{
		ID: "tag-characters", Severity: Warning,
		Settings: []string{atTags},
		Summary:  "Keys and values of tags are documented to hold letters a-z, digits, spaces and _ . : / = + - @ only.",
		Fix:      "take the other characters away in the tags step",
		Source:   "developer guide, tagging; which others Cognito takes is unverified",
		Check:    checkTagCharacters,
	},
	{
		ID: "device-memory-switched-on", Severity: Warning,
		Settings: []string{atDevices + "ChallengeRequiredOnNewDevice", atDevices + "DeviceOnlyRememberedOnUserPrompt"},
		Summary:  "Device settings switch the remembering of devices on by being there, even when both say false.",
		Fix:      "clear both in the devices step to remember no devices",
		Source:   "API reference, DeviceConfigurationType",
		Check:    checkDeviceMemory,
	},
	{
		ID: "device-challenge-needs-mfa", Severity: Warning,
		Settings: []string{atDevices + "ChallengeRequiredOnNewDevice", atMode, atCreateMode},
		Summary:  "A remembered device can stand in for a second factor only where there is one.",
		Fix:      "set MFA to ON or OPTIONAL in the MFA step, or clear the setting in the devices step",
		Source:   "API reference, DeviceConfigurationType",
		Check:    checkDeviceChallenge,
	},
	{
		ID: "risk-needs-optional-mfa", Severity: Warning,
		Settings: []string{atThreats, atMode, atCreateMode},
		Summary:  "Threat protection that acts can ask for a second factor only where MFA is optional; otherwise it can merely let in or block.",
		Fix:      "set MFA to OPTIONAL in the MFA step, or AdvancedSecurityMode to AUDIT in the security step",
		Source:   "developer guide, threat protection; accepted in the integration tests of the CDK",
		Check:    checkRiskMfa,
	},
	{
		ID: "custom-auth-mode-alone", Severity: Warning,
		Settings: []string{atCustomAuth, atThreats},
		Summary:  "Threat protection of custom authentication while threat protection is off is accepted, but what it does has not been seen.",
		Fix:      "set AdvancedSecurityMode to AUDIT or ENFORCED in the security step, or clear CustomAuthMode",
		Source:   "unverified",
		Check:    checkCustomAuthOff,
	},
	{
		ID: "custom-auth-mode-unused", Severity: Advice,
		Settings: []string{atCustomAuth, atLambda + "DefineAuthChallenge"},
		Summary:  "Threat protection of custom authentication has nothing to watch in a pool without challenge functions.",
		Fix:      "set the three challenge functions in the triggers step, or clear CustomAuthMode in the security step",
		Source:   "API reference, AdvancedSecurityAdditionalFlowsType; unverified",
		Check:    checkCustomAuthUnused,
	},
	{
		ID: "key-needs-arn", Severity: Warning,
		Settings: []string{"CreateUserPool.KeyConfiguration.KmsKeyArn", "CreateUserPool.KeyConfiguration.KeyType"},
		Summary:  "A key of your own needs its ARN.",
		Fix:      "set KmsKeyArn in the security step, or KeyType to AWS_OWNED_KEY",
		Source:   "API reference, KeyConfigurationType; a refusal has not been seen",
		Check:    checkKeyNeedsArn,
	},
	{
		ID: "key-arn-unused", Severity: Warning,
		Settings: []string{"CreateUserPool.KeyConfiguration.KmsKeyArn", "CreateUserPool.KeyConfiguration.KeyType"},
		Summary:  "The ARN of a key says nothing while the pool uses a key of AWS.",
		Fix:      "set KeyType to CUSTOMER_MANAGED_KEY in the security step, or clear KmsKeyArn",
		Source:   "API reference, KeyConfigurationType; behaviour unverified",
		Check:    checkKeyArnUnused,
	},
	{
		ID: "issuer-updated", Severity: Advice,
		Settings: []string{"CreateUserPool.IssuerConfiguration.Type"},
		Summary:  "The updated issuer changes the iss claim of every token, so whatever checks tokens must know the new address.",
		Fix:      "make sure that your apps and gateways check the new issuer",
		Source:   "API reference, IssuerConfigurationType",
		Check:    checkIssuer,
	},
}

func checkDeletion(f Facts) []Hit {
	if is(f.CreateUserPool.DeletionProtection, "ACTIVE") {
		return nil
	}
	return found(Name("CreateUserPool.DeletionProtection") + " is off, so one call deletes the pool with all its users")
}

func checkTagPrefix(f Facts) []Hit {
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

func checkTagCharacters(f Facts) []Hit {
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
	return found(fmt.Sprintf("%s: %s holds other characters than letters a-z, digits, spaces and _ . : / = + - @, which may be refused", Name(atTags), some(strange)))
}

func isTagRune(r rune) bool {
	switch r {
	case ' ', '.', ':', '/', '=', '+', '-', '@':
		return true
	}
	return isWord(r)
}

func checkDeviceMemory(f Facts) []Hit {
	d := f.CreateUserPool.DeviceConfiguration
	if d == nil || isTrue(d.ChallengeRequiredOnNewDevice) || isTrue(d.DeviceOnlyRememberedOnUserPrompt) {
		return nil
	}
	return found("the device settings (DeviceConfiguration) only say false, yet they make Cognito remember every device")
}

func checkDeviceChallenge(f Facts) []Hit {
	d := f.CreateUserPool.DeviceConfiguration
	if d == nil || !isTrue(d.ChallengeRequiredOnNewDevice) || f.mfaOn() {
		return nil
	}
	return found(Name(atDevices+"ChallengeRequiredOnNewDevice") + " is true, but it has an effect only with MFA, and MFA is off")
}

// threats is the pool's threat protection, empty when nothing is said.
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

func checkRiskMfa(f Facts) []Hit {
	mode := f.MfaMode()
	if !is(f.threats().AdvancedSecurityMode, "ENFORCED") || mode == Optional {
		return nil
	}
	return found(fmt.Sprintf("%s is ENFORCED and MFA is %s; it can ask for a second factor only when MFA is OPTIONAL", Name(atThreats), mode), atThreats, f.mfaModePath())
}

func checkCustomAuthOff(f Facts) []Hit {
	if f.customAuthMode() == nil || !is(f.threats().AdvancedSecurityMode, Off) {
		return nil
	}
	return found(Name(atCustomAuth) + " is set, but " + Name(atThreats) + " is OFF")
}

func checkCustomAuthUnused(f Facts) []Hit {
	if f.customAuthMode() == nil || f.lambda().DefineAuthChallenge != nil {
		return nil
	}
	return found(Name(atCustomAuth) + " is set, but the pool has no challenge functions, so there is no custom authentication to watch")
}

// key is how the pool's data are encrypted, empty when nothing is said.
func (p *Pool) key() KeyConfiguration {
	if k := p.CreateUserPool.KeyConfiguration; k != nil {
		return *k
	}
	return KeyConfiguration{}
}

func checkKeyNeedsArn(f Facts) []Hit {
	if k := f.key(); !is(k.KeyType, "CUSTOMER_MANAGED_KEY") || k.KmsKeyArn != nil {
		return nil
	}
	return found(Name("CreateUserPool.KeyConfiguration.KeyType") + " is CUSTOMER_MANAGED_KEY, but " + Name("CreateUserPool.KeyConfiguration.KmsKeyArn") + " names no key")
}

func checkKeyArnUnused(f Facts) []Hit {
	if k := f.key(); k.KmsKeyArn == nil || is(k.KeyType, "CUSTOMER_MANAGED_KEY") {
		return nil
	}
	return found(Name("CreateUserPool.KeyConfiguration.KmsKeyArn") + " is set, but " + Name("CreateUserPool.KeyConfiguration.KeyType") + " is AWS_OWNED_KEY (the default)")
}

func checkIssuer(f Facts) []Hit {
	if i := f.CreateUserPool.IssuerConfiguration; i == nil || !is(i.Type, "UPDATED") {
		return nil
	}
	return found(Name("CreateUserPool.IssuerConfiguration.Type") + " is UPDATED, so the iss claim of tokens is the new address")
}
