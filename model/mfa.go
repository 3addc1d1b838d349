package model

import (
	"slices"
	"strings"
)

// setUserPoolMfaConfig is the one operation whose request depends on that of
// another, and whose settings others have in the resource of the pool.
//
// CreateUserPool alone can turn on no factor but SMS, and knows no passkey
// settings. A pool that wants more is created with MFA off, and then one
// SetUserPoolMfaConfig sets everything at once, because that call replaces
// whatever it does not mention.
var setUserPoolMfaConfig = Operation{
	Name: "SetUserPoolMfaConfig", Noun: "MFA configuration",
	Takes:  []string{"UserPoolId"},
	Update: "SetUserPoolMfaConfig", Describe: "GetUserPoolMfaConfig",
	Into:     "CreateUserPool",
	prepare:  prepareMfa,
	updating: updatingMfa,
	missing:  missingMfa,
}

// MFA is the operation on the MFA configuration of a pool. What is special about
// it in a format or in the sandbox is found by this name.
var MFA = &setUserPoolMfaConfig

// MFA is the request of that operation.
func (p *Pool) MFA() *SetUserPoolMfaConfig { return &p.SetUserPoolMfaConfig }

// MFA modes.
const (
	Off      = "OFF"
	On       = "ON"
	Optional = "OPTIONAL"
)

// MfaMode is the mode the pool is to end with: that of the second call where
// it is set there, else that of the first, else OFF.
func (p *Pool) MfaMode() string {
	for _, mode := range []*string{p.SetUserPoolMfaConfig.MfaConfiguration, p.CreateUserPool.MfaConfiguration} {
		if mode != nil {
			return *mode
		}
	}
	return Off
}

func prepareMfa(draft, sent *Pool) {
	mode := draft.MfaMode()
	create, mfa := &sent.CreateUserPool, &sent.SetUserPoolMfaConfig
	if !draft.needsMfaCall(mode) {
		if mfa.MfaConfiguration != nil {
			create.MfaConfiguration = &mode
		}
		*mfa = SetUserPoolMfaConfig{}
		return
	}
	if create.MfaConfiguration != nil {
		create.MfaConfiguration = new(Off)
	}
	draft.completeMfa(mfa, mode)
}

// updatingMfa sets everything in SetUserPoolMfaConfig, and nothing in
// UpdateUserPool: that keeps the mode if the request omits it, and cannot turn on
// every factor.
func updatingMfa(_, sent *Pool) {
	mode := sent.MfaMode()
	sent.CreateUserPool.MfaConfiguration = nil
	sent.completeMfa(&sent.SetUserPoolMfaConfig, mode)
}

// completeMfa makes a request of the pool's settings that sets all factors.
func (p *Pool) completeMfa(mfa *SetUserPoolMfaConfig, mode string) {
	mfa.MfaConfiguration = &mode
	if mode == Off {
		// A factor beside OFF is rejected, enabled or not.
		mfa.SoftwareTokenMfaConfiguration, mfa.SmsMfaConfiguration, mfa.EmailMfaConfiguration = nil, nil, nil
		return
	}
	mfa.SmsMfaConfiguration = p.smsFactor()
}

func missingMfa(request any) string {
	if is(request.(*SetUserPoolMfaConfig).MfaConfiguration, Off) {
		return "without its passkey settings"
	}
	return "with MFA off"
}

func (p *Pool) needsMfaCall(mode string) bool {
	mfa := &p.SetUserPoolMfaConfig
	if mfa.WebAuthnConfiguration != nil {
		return true
	}
	if mode == Off {
		return false
	}
	if mfa.SoftwareTokenMfaConfiguration != nil || mfa.EmailMfaConfiguration != nil {
		return true
	}
	sms := mfa.SmsMfaConfiguration
	saysMore := sms != nil && (sms.SmsAuthenticationMessage != nil || sms.SmsConfiguration != nil)
	return saysMore || p.CreateUserPool.SmsConfiguration == nil
}

// smsFactor completes the SMS factor from the first call. A pool that can send
// SMS always sends it: the service rejects a second call that would drop it.
func (p *Pool) smsFactor() *SmsMfa {
	own := p.SetUserPoolMfaConfig.SmsMfaConfiguration
	if own == nil && p.CreateUserPool.SmsConfiguration == nil {
		return nil
	}
	sms := SmsMfa{}
	if own != nil {
		sms = *own
	}
	if sms.SmsConfiguration == nil {
		sms.SmsConfiguration = p.CreateUserPool.SmsConfiguration
	}
	if sms.SmsAuthenticationMessage == nil {
		sms.SmsAuthenticationMessage = p.CreateUserPool.SmsAuthenticationMessage
	}
	return &sms
}

// noteFactors removes the mode that both descriptions have, and notes whether
// the factors are known.
func (r *reader) noteFactors(create, mfa *node) {
	if mfa != nil && len(mfa.members) > 0 {
		if mfa.member("MfaConfiguration") != nil {
			create.drop("MfaConfiguration") // a copy
		}
		return
	}
	mode := create.member("MfaConfiguration")
	factors := create.member("Policies").member("SignInPolicy").member("AllowedFirstAuthFactors")
	passkeys := factors != nil && slices.ContainsFunc(factors.items, func(n *node) bool { return n.text == "WEB_AUTHN" })
	r.document.FactorsUnknown = passkeys || mode != nil && (mode.text == On || mode.text == Optional)
}

// dropCopiedSms empties the SMS factor where it only repeats the pool's own SMS
// settings, as get-user-pool-mfa-config prints it.
func dropCopiedSms(requests requestNodes) {
	create, sms := requests[&createUserPool], requests[&setUserPoolMfaConfig].member("SmsMfaConfiguration")
	for name, own := range map[string]*node{
		"SmsConfiguration":         create.member("SmsConfiguration"),
		"SmsAuthenticationMessage": create.member("SmsAuthenticationMessage"),
	} {
		if repeated := sms.member(name); repeated != nil && own != nil && repeated.equal(own) {
			sms.drop(name)
		}
	}
}

// noteUpdate notes that an update keeps the factors that the pool has.
func (d *Document) noteUpdate() {
	if d.Operation == createUserPool.Update && d.Pool.mfaOn() {
		d.FactorsUnknown = true
	}
}

// Paths of MFA settings that one format or another cannot express.
const (
	SmsFactorPath     = "SetUserPoolMfaConfig.SmsMfaConfiguration"
	PasskeyPath       = "SetUserPoolMfaConfig.WebAuthnConfiguration"
	PasskeyFactorPath = PasskeyPath + ".FactorConfiguration"
)

// emailFactorName and appFactorName are email and authenticator apps among the
// SecondFactors.
const (
	emailFactorName = "EMAIL_OTP"
	appFactorName   = "SOFTWARE_TOKEN_MFA"
)

// SmsFactor is SMS among the SecondFactors.
const SmsFactor = "SMS_MFA"

// SecondFactors are the second factors that the pool ends with, as Cognito names
// them for a user and CloudFormation for a pool. They are nil while MFA is off.
func (p *Pool) SecondFactors() []string {
	mode := p.MfaMode()
	if mode == Off {
		return nil
	}
	if !p.needsMfaCall(mode) {
		return []string{SmsFactor} // the only one that CreateUserPool turns on
	}
	factors := []string{}
	mfa := &p.SetUserPoolMfaConfig
	if totp := mfa.SoftwareTokenMfaConfiguration; totp != nil && isTrue(totp.Enabled) {
		factors = append(factors, appFactorName)
	}
	if p.smsFactor() != nil {
		factors = append(factors, SmsFactor)
	}
	if mfa.EmailMfaConfiguration != nil {
		factors = append(factors, emailFactorName)
	}
	return factors
}

// Totp are the settings of authenticator apps, or nil.
func (p *Pool) Totp() *SoftwareTokenMfa { return p.SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration }

// SmsSettings are the SMS settings of CreateUserPool or else those of the SMS
// factor, nil where neither has any.
func (p *Pool) SmsSettings() *SmsConfiguration {
	own, factor := p.CreateUserPool.SmsConfiguration, p.SetUserPoolMfaConfig.SmsMfaConfiguration
	if own == nil && factor != nil {
		return factor.SmsConfiguration
	}
	return own
}

// SetSmsSettings gives the pool SMS settings that its SMS factor uses as well.
func (p *Pool) SetSmsSettings(sms *SmsConfiguration) {
	p.CreateUserPool.SmsConfiguration = sms
	if factor := p.SetUserPoolMfaConfig.SmsMfaConfiguration; factor != nil {
		rest := *factor
		rest.SmsConfiguration = nil
		p.SetUserPoolMfaConfig.SmsMfaConfiguration = &rest
	}
}

// Described returns the pool as the service describes it after all calls: its
// mode and its one set of SMS settings, which are those of the later call, are in
// CreateUserPool, and its factors and passkey settings are as they are sent. It
// shares values with p.
func (p *Pool) Described() *Pool {
	described := *p
	prepareMfa(p, &described)
	create, mfa := &described.CreateUserPool, &described.SetUserPoolMfaConfig
	if mfa.MfaConfiguration != nil {
		create.MfaConfiguration, mfa.MfaConfiguration = mfa.MfaConfiguration, nil
	}
	if sms := mfa.SmsMfaConfiguration; sms != nil {
		create.SmsConfiguration, create.SmsAuthenticationMessage = sms.SmsConfiguration, sms.SmsAuthenticationMessage
		mfa.SmsMfaConfiguration = nil
		if p.SetUserPoolMfaConfig.SmsMfaConfiguration != nil {
			mfa.SmsMfaConfiguration = &SmsMfa{}
		}
	}
	return &described
}

// Merged returns the pool as one resource of an infrastructure tool, which makes
// both calls: like Described, but with the SMS settings of CreateUserPool where
// both requests have some, and without a mode that the draft does not set.
// Overridden are the SMS settings of the other request that differ from them. The
// pool shares values with p.
func (p *Pool) Merged() (merged *Pool, overridden []Leaf) {
	own := *p
	if factor := p.SetUserPoolMfaConfig.SmsMfaConfiguration; factor != nil {
		rest := *factor
		if p.CreateUserPool.SmsConfiguration != nil {
			rest.SmsConfiguration = nil
		}
		if p.CreateUserPool.SmsAuthenticationMessage != nil {
			rest.SmsAuthenticationMessage = nil
		}
		own.SetUserPoolMfaConfig.SmsMfaConfiguration = &rest
	}
	merged = own.Described()
	merged.SetUserPoolMfaConfig.SmsMfaConfiguration = nil // it comes with the SMS settings
	if p.CreateUserPool.MfaConfiguration == nil && p.SetUserPoolMfaConfig.MfaConfiguration == nil {
		merged.CreateUserPool.MfaConfiguration = nil
	}
	if p.MfaMode() == Off {
		return merged, nil // no factor is sent
	}
	for leaf := range p.Leaves() {
		rest, isSms := strings.CutPrefix(leaf.Setting.Path, SmsFactorPath+".")
		if !isSms {
			continue
		}
		if value, _ := merged.Get(createUserPool.Name + "." + rest); value != leaf.Value() {
			overridden = append(overridden, leaf)
		}
	}
	return merged, overridden
}

// DraftPath returns the path at which a draft sets what Merged or Described has
// at path.
func (p *Pool) DraftPath(path string) string {
	rest, isCreate := strings.CutPrefix(path, createUserPool.Name+".")
	if !isCreate {
		return path
	}
	if rest == "MfaConfiguration" {
		if p.SetUserPoolMfaConfig.MfaConfiguration != nil {
			return setUserPoolMfaConfig.Name + "." + rest
		}
		return path
	}
	if _, isSet := p.Get(path); isSet {
		return path
	}
	if _, isSet := p.Get(SmsFactorPath + "." + rest); isSet {
		return SmsFactorPath + "." + rest
	}
	return path
}

// normalizeMfa sets the MFA request to what the calls come to, and moves the SMS
// settings in it to those of the pool.
func (p *Pool) normalizeMfa() {
	mode, described := p.MfaMode(), p.Described()
	create, mfa := &described.CreateUserPool, &described.SetUserPoolMfaConfig
	create.MfaConfiguration, mfa.MfaConfiguration = nil, &mode
	if mfa.SoftwareTokenMfaConfiguration != nil && !isTrue(mfa.SoftwareTokenMfaConfiguration.Enabled) {
		mfa.SoftwareTokenMfaConfiguration = nil
	}
	if create.SmsConfiguration != nil {
		mfa.SmsMfaConfiguration = nil // it comes with the SMS settings
	}
	*p = *described
}

// normalizeFactors sets the defaults of passkey settings, which have an effect by
// being present, and omits the mode OFF.
func (p *Pool) normalizeFactors() {
	p.setBlockDefaults("SetUserPoolMfaConfig.WebAuthnConfiguration")
	if p.MfaMode() == Off {
		p.SetUserPoolMfaConfig.MfaConfiguration = nil
	}
}

func (p *Pool) hasPasskeySettings() bool { return p.SetUserPoolMfaConfig.WebAuthnConfiguration != nil }

// withoutRelyingParty reports whether the other passkey settings are the only
// ones, so that the block would be empty without them.
func withoutRelyingParty(p *Pool, _ Leaf) bool {
	return p.SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId == nil
}

// factorBlocks is the hint for the names that CloudFormation has for factors.
const factorBlocks = "CloudFormation's list of factors; here each factor has a block in SetUserPoolMfaConfig: SoftwareTokenMfaConfiguration, SmsMfaConfiguration, EmailMfaConfiguration"
