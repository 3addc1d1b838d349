package sandbox

import (
	"cmp"

	"github.com/poolsmith/poolsmith/model"
)

// mfaHook is what is special about the MFA configuration: the pool has parts of
// it, and it always exists. A call replaces every factor; an unset mode means OFF.
var mfaHook = hook{
	check: func(p *model.Pool) error {
		if dropsSms(p) {
			return rejected("sms-becomes-factor")
		}
		return nil
	},
	normalize: func(p *model.Pool) {
		mode := p.MfaMode()
		p.MFA().MfaConfiguration = &mode
		if sms := p.MFA().SmsMfaConfiguration; sms != nil {
			moveSms(&p.CreateUserPool, sms)
		}
	},
	describe: func(p *StoredPool) any { return p.factors() },
}

// dropsSms reports whether a pool that can send SMS would have MFA without the
// SMS factor. There is no error about it, because Pool.Calls always sets the
// factor.
func dropsSms(p *model.Pool) bool {
	return p.MfaMode() != model.Off && p.CreateUserPool.SmsConfiguration != nil && p.MFA().SmsMfaConfiguration == nil
}

// normalize converts an accepted request to the form in which pools are stored. If
// CreateUserPool turns on MFA, the factor is SMS.
func (p *StoredPool) normalize() {
	settings := &p.Settings
	tier, mode := settings.Tier(), settings.MfaMode()
	settings.CreateUserPool.UserPoolTier = &tier
	settings.CreateUserPool.MfaConfiguration = nil
	settings.MFA().MfaConfiguration = &mode
	if mode != model.Off {
		settings.MFA().SmsMfaConfiguration = &model.SmsMfa{}
	}
}

// updateMfa is what an update of a pool with an MFA mode, or none, makes of the
// factors.
func updateMfa(p *model.Pool, mode *string) {
	factors := p.MFA()
	factors.MfaConfiguration = cmp.Or(mode, factors.MfaConfiguration)
	switch {
	case *factors.MfaConfiguration == model.Off:
		factors.SoftwareTokenMfaConfiguration, factors.SmsMfaConfiguration, factors.EmailMfaConfiguration = nil, nil, nil
	case p.CreateUserPool.SmsConfiguration != nil:
		factors.SmsMfaConfiguration = &model.SmsMfa{}
	}
}

// moveSms moves the SMS settings of the factor to the pool's own, because the
// service stores them once.
func moveSms(create *model.CreateUserPool, sms *model.SmsMfa) {
	create.SmsConfiguration = cmp.Or(sms.SmsConfiguration, create.SmsConfiguration)
	create.SmsAuthenticationMessage = cmp.Or(sms.SmsAuthenticationMessage, create.SmsAuthenticationMessage)
	*sms = model.SmsMfa{}
}

// factors is the response of the calls about MFA.
func (p *StoredPool) factors() any {
	described := p.Settings.Clone()
	factors := described.MFA()
	if factors.SmsMfaConfiguration != nil {
		create := &described.CreateUserPool
		factors.SmsMfaConfiguration = &model.SmsMfa{SmsAuthenticationMessage: create.SmsAuthenticationMessage, SmsConfiguration: create.SmsConfiguration}
	}
	if factors.WebAuthnConfiguration != nil {
		at := model.MFA.Name + ".WebAuthnConfiguration."
		described.SetDefaults(at+"UserVerification", at+"FactorConfiguration")
	}
	return factors
}
