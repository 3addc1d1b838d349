package model

import (
	"fmt"
	"slices"
	"strings"
)

var mfaRules = []Rule{
	{
		ID: "mfa-needs-factor", Severity: Error,
		Settings: []string{atCreateMode, atMode, atApp, atSmsMfa, atEmailMfa},
		Summary:  "Required or optional MFA needs at least one factor: an authenticator app, SMS or email. Passkeys alone do not count.",
		Fix:      "enable an authenticator app, SMS or email as a factor, or set MfaConfiguration to OFF",
		Source:   "rejected by the live API, 2026-08: %s",
		Rejections: []Rejection{
			{
				Operations: []string{"SetUserPoolMfaConfig"},
				Text:       "Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.",
				Match:      `Software Token MFA must be enabled|can't disable all MFAs|At least one of \[SmsMfaConfiguration\]`,
				Settings:   mfaModePaths,
			},
			{Text: smsRequired, Match: smsRequiredPart, Settings: mfaModePaths},
		},
		Check: checkMfaFactor,
		Edits: enableApp,
	},
	{
		ID: "mfa-off-with-factor", Severity: Error,
		Settings:   []string{atMode, atCreateMode, atApp, atSmsMfa, atEmailMfa},
		Summary:    "Cognito rejects a factor while MFA is OFF or unset, even a factor that is disabled. Passkey settings are allowed.",
		Fix:        "set MfaConfiguration to ON or OPTIONAL, or remove the factor",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.", Match: "can't turn off MFA and configure an MFA together"}},
		Check:      checkMfaOff,
		Edits:      editMfaOff,
	},
	{
		ID: "mfa-modes-differ", Severity: Warning,
		Settings: []string{atCreateMode, atMode},
		Summary:  "The MFA mode can be set in both requests. The second one wins, because it is sent last.",
		Fix:      "set MfaConfiguration in one of the two requests",
		Source:   "API reference, SetUserPoolMfaConfig",
		Check:    checkMfaModes,
		Edits:    removeFirst,
	},
	{
		ID: "mfa-required-with-otp", Severity: Error,
		Settings:   []string{atFirstFactors, atMode, atCreateMode},
		Summary:    "While MFA is required, codes by email or SMS cannot be a first factor. With optional MFA they can.",
		Fix:        "set MfaConfiguration to OPTIONAL, or remove EMAIL_OTP and SMS_OTP from AllowedFirstAuthFactors",
		Source:     "rejected by the live API, 2026-08: %s",
		Rejections: []Rejection{{Text: "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled", Match: "Only PASSWORD and WEB_AUTHN", Settings: []string{atFirstFactors}}},
		Check:      checkMfaWithOtp,
	},
	{
		ID: "mfa-required-with-passkey", Severity: Error,
		Settings: []string{atPasskey + "FactorConfiguration", atFirstFactors, atMode, atCreateMode},
		Summary:  "While MFA is required, passkeys can be a first factor only if they count as multi-factor. With optional MFA both are accepted.",
		Fix:      "set FactorConfiguration to MULTI_FACTOR_WITH_USER_VERIFICATION, or remove WEB_AUTHN from AllowedFirstAuthFactors",
		Source:   "rejected by the live API, 2026-08: %s",
		Rejections: []Rejection{
			{Operations: []string{"CreateUserPool", "SetUserPoolMfaConfig"}, Text: "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth factor", Match: "Cannot set WebAuthn factor configuration", Settings: []string{atPasskey + "FactorConfiguration"}},
			{Text: "WEB_AUTHN cannot be used as an auth factor when MFA is enabled if not configured for MFA.", Match: "WEB_AUTHN cannot be used as an auth factor", Settings: []string{atPasskey + "FactorConfiguration"}},
		},
		Check: checkMfaWithPasskey,
		Edits: settingTo("MULTI_FACTOR_WITH_USER_VERIFICATION"),
	},
	{
		ID: "sms-mfa-needs-sms", Severity: Error,
		Settings:   []string{atSmsMfa, atSms + "SnsCallerArn"},
		Summary:    "SMS as a second factor needs the pool's SMS settings.",
		Fix:        "set SnsCallerArn, or remove the SMS factor",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: smsRequired, Match: smsRequiredPart}},
		Check:      checkSmsMfa,
	},
	{
		ID: "sms-becomes-factor", Severity: Warning,
		Settings:   []string{atSmsMfa, atSms + "SnsCallerArn"},
		Summary:    "A pool with SMS settings and MFA always has SMS as a factor. Cognito rejects a request without it, so Poolsmith adds it.",
		Fix:        "set SmsMfaConfiguration to make the factor explicit, or remove the SMS settings",
		Source:     "rejected in real deployments: %s",
		Rejections: []Rejection{{Text: "Can't turn off SMS_MFA when SMS configuration is set for the user pool", Match: "Can't turn off SMS_MFA", Settings: []string{atSmsMfa, "CreateUserPool.SmsConfiguration"}}},
		Check:      checkSmsBecomesFactor,
		Edits:      settingTo(SmsMfa{}),
	},
	{
		ID: "email-mfa-needs-ses", Severity: Error,
		Settings:   []string{atEmail + "EmailSendingAccount", atEmailMfa},
		Summary:    "Codes by email as a second factor require your own SES identity. Cognito's default sender does not send them.",
		Fix:        "set EmailSendingAccount to DEVELOPER and SourceArn to your SES identity, or use another factor",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT. Update the value of EmailSendingAccount.", Match: "Cannot set EmailMfaConfiguration", Settings: []string{atEmail + "EmailSendingAccount"}}},
		Check:      checkEmailMfa,
		Edits:      editSender,
	},
	{
		ID: "factor-needs-attribute", Severity: Warning,
		Settings: []string{atSchema + "[].Required", atMode, atCreateMode},
		Summary:  "While MFA is required and its only factors are SMS or email, a user without the phone number or address cannot sign in.",
		Fix:      "make the attribute required, or add the authenticator app as a factor",
		Source:   "developer guide, multi-factor authentication",
		Check:    checkFactorAttribute,
	},
	{
		ID: "sms-only-factor", Severity: Advice,
		Settings: []string{atSmsMfa, atApp},
		Summary:  "SMS is the weakest second factor: messages can be intercepted, numbers can be taken over, and each message costs money.",
		Fix:      "add the authenticator app as a factor",
		Source:   "security practice",
		Check:    checkSmsOnly,
		Edits:    editSmsOnly,
	},
	{
		ID: "mfa-optional-never-asked", Severity: Advice,
		Settings: []string{atMode, atCreateMode},
		Summary:  "With optional MFA, managed login never prompts users to set up a factor. Your app must do it.",
		Fix:      "set MfaConfiguration to ON, or prompt users in your app",
		Source:   "developer guide, multi-factor authentication",
		Check:    checkMfaOptional,
	},
	{
		ID: "mfa-users-keep-passwords", Severity: Advice,
		Settings: []string{atFirstFactors, atMode, atCreateMode},
		Summary:  "With optional MFA, a user who has set up a second factor can no longer start with a code, or with a passkey that counts as one factor.",
		Fix:      "tell these users to sign in with their password, or set FactorConfiguration to MULTI_FACTOR_WITH_USER_VERIFICATION",
		Source:   "developer guide, authentication flows",
		Check:    checkMfaPasswordless,
	},
	{
		ID: "passkey-without-verification", Severity: Warning,
		Settings: []string{atPasskey + "UserVerification", atPasskey + "FactorConfiguration"},
		Summary:  "A passkey that counts as multi-factor should verify its user. How Cognito treats one that only prefers verification is untested.",
		Fix:      "set UserVerification to required",
		Source:   "name of the value MULTI_FACTOR_WITH_USER_VERIFICATION; behavior unverified",
		Check:    checkPasskeyVerification,
		Edits:    settingTo("required"),
	},
	{
		ID: "passkey-needs-domain", Severity: Warning,
		Settings: []string{atPasskey + "RelyingPartyId", atFirstFactors},
		Summary:  "Passkeys work only after the pool has a relying party ID or its own domain. Until then, every attempt fails at sign-in.",
		Fix:      "set RelyingPartyId to your app's domain, or create a domain for the pool",
		Source:   "service model: user pool doesn't have a configured relying party id or a user pool domain",
		Check:    checkPasskeyDomain,
	},
	{
		ID: "passkey-not-offered", Severity: Warning,
		Settings: []string{atFirstFactors, atPasskey + "RelyingPartyId"},
		Summary:  "Passkey settings without WEB_AUTHN among the first factors are stored, but nobody can use a passkey.",
		Fix:      "add WEB_AUTHN to AllowedFirstAuthFactors, or remove the passkey settings",
		Source:   "developer guide, passkey sign-in",
		Check:    checkPasskeyOffered,
	},
	{
		ID: "relying-party-domain", Severity: Warning,
		Settings: []string{atPasskey + "RelyingPartyId"},
		Summary:  "The relying party must be a domain that you own, in lowercase, not a suffix that many share. With a custom domain and managed login it must be that domain. Changing it later invalidates every passkey.",
		Fix:      "set RelyingPartyId to your app's domain, such as auth.example.com",
		Source:   "developer guide, passkey sign-in; a single name is accepted",
		Rejections: []Rejection{{
			Match:    `RelyingPartyId`,
			Settings: []string{atPasskey + "RelyingPartyId"},
			Hint:     "use only a domain, such as auth.example.com",
		}},
		Check: checkRelyingParty,
		Edits: editRelyingParty,
	},
}

// smsRequired is the service's message for MFA without a factor in calls that
// turn on MFA and support no factor but SMS, and for SMS without its settings.
const smsRequired = "SMS configuration and Auto verification for phone_number are required when MFA is required/optional"

// smsRequiredPart finds smsRequired in an answer.
const smsRequiredPart = "SMS configuration and Auto verification for phone_number are required"

// mfaModePaths are the settings of the MFA mode, that of the later call first.
var mfaModePaths = []string{atMode, atCreateMode}

// mfaOn reports whether MFA is required or optional after all calls.
func (p *Pool) mfaOn() bool { mode := p.MfaMode(); return mode == On || mode == Optional }

// appFactor reports whether the authenticator app is enabled.
func (p *Pool) appFactor() bool {
	app := p.SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration
	return app != nil && isTrue(app.Enabled)
}

// textFactor reports whether SMS is a factor once MFA is on, as it always is
// in a pool that can send SMS.
func (p *Pool) textFactor() bool {
	return p.SetUserPoolMfaConfig.SmsMfaConfiguration != nil || p.sendsSms()
}

// emailFactor reports whether email is a factor once MFA is on.
func (p *Pool) emailFactor() bool { return p.SetUserPoolMfaConfig.EmailMfaConfiguration != nil }

// mfaModePath is the setting of the mode that counts, set or not.
func (p *Pool) mfaModePath() string {
	if p.SetUserPoolMfaConfig.MfaConfiguration != nil {
		return atMode
	}
	return atCreateMode
}

// OffersPasskeys reports whether users can sign in with a passkey.
func (p *Pool) OffersPasskeys() bool { return slices.Contains(p.firstFactors(), "WEB_AUTHN") }

// passkeys are the pool's passkey settings, empty when they are not set.
func (p *Pool) passkeys() WebAuthnConfiguration {
	if w := p.SetUserPoolMfaConfig.WebAuthnConfiguration; w != nil {
		return *w
	}
	return WebAuthnConfiguration{}
}

func checkMfaFactor(f Facts) []Match {
	if !f.mfaOn() || f.appFactor() || f.textFactor() || f.emailFactor() {
		return nil
	}
	return found(fmt.Sprintf("%s is %s, but no second factor is enabled: SMS, email or an authenticator app (software token)", Name(f.mfaModePath()), f.MfaMode()), f.mfaModePath())
}

func checkMfaOff(f Facts) []Match {
	if f.MfaMode() != Off {
		return nil
	}
	mfa := &f.SetUserPoolMfaConfig
	var factors []string
	if mfa.SoftwareTokenMfaConfiguration != nil {
		factors = append(factors, atApp)
	}
	if mfa.SmsMfaConfiguration != nil {
		factors = append(factors, atSmsMfa)
	}
	if mfa.EmailMfaConfiguration != nil {
		factors = append(factors, atEmailMfa)
	}
	if factors == nil {
		return nil
	}
	mode := "OFF"
	if mfa.MfaConfiguration == nil && f.CreateUserPool.MfaConfiguration == nil {
		mode = "not set, which means OFF"
	}
	message := fmt.Sprintf("%s is %s, but the pool configures %s; Cognito rejects a factor while MFA is off, even a disabled one", Name(f.mfaModePath()), mode, names(factors))
	return found(message, append([]string{f.mfaModePath()}, factors...)...)
}

func checkMfaModes(f Facts) []Match {
	first, last := f.CreateUserPool.MfaConfiguration, f.SetUserPoolMfaConfig.MfaConfiguration
	if first == nil || last == nil || *first == *last {
		return nil
	}
	return found(fmt.Sprintf("%s is %s in CreateUserPool and %s in SetUserPoolMfaConfig; the pool will have %s", Name(atMode), *first, *last, *last))
}

func checkMfaWithOtp(f Facts) []Match {
	if f.MfaMode() != On {
		return nil
	}
	var codes []string
	for _, factor := range []string{"EMAIL_OTP", "SMS_OTP"} {
		if slices.Contains(f.firstFactors(), factor) {
			codes = append(codes, factor)
		}
	}
	if codes == nil {
		return nil
	}
	return found(fmt.Sprintf("%s has %s while %s is ON; with MFA required, only PASSWORD and, if configured for it, WEB_AUTHN can be a first factor", Name(atFirstFactors), listed(codes), Name(f.mfaModePath())), atFirstFactors, f.mfaModePath())
}

func checkMfaWithPasskey(f Facts) []Match {
	if f.MfaMode() != On || !slices.Contains(f.firstFactors(), "WEB_AUTHN") || is(f.passkeys().FactorConfiguration, "MULTI_FACTOR_WITH_USER_VERIFICATION") {
		return nil
	}
	message := fmt.Sprintf("%s has WEB_AUTHN while %s is ON, but %s is SINGLE_FACTOR (the default); with MFA required, a passkey must count as multi-factor", Name(atFirstFactors), Name(f.mfaModePath()), Name(atPasskey+"FactorConfiguration"))
	return found(message, atPasskey+"FactorConfiguration", atFirstFactors, f.mfaModePath())
}

func checkSmsMfa(f Facts) []Match {
	sms := f.SetUserPoolMfaConfig.SmsMfaConfiguration
	if sms == nil || sms.SmsConfiguration != nil || f.sendsSms() || !f.mfaOn() {
		return nil
	}
	return found(fmt.Sprintf("SMS is a second factor and %s is %s, but the pool has no SMS settings (SmsConfiguration)", Name(f.mfaModePath()), f.MfaMode()))
}

func checkSmsBecomesFactor(f Facts) []Match {
	chosen := f.appFactor() || f.emailFactor()
	if !f.mfaOn() || !f.sendsSms() || f.SetUserPoolMfaConfig.SmsMfaConfiguration != nil || !chosen {
		return nil
	}
	return found("the pool has SMS settings (SmsConfiguration) and MFA is " + f.MfaMode() + ", so SMS becomes a second factor too; Cognito does not allow turning it off")
}

func checkEmailMfa(f Facts) []Match {
	if !f.mfaOn() || !f.emailFactor() || f.usesSes() {
		return nil
	}
	return found("email codes (EmailMfaConfiguration) are a second factor, but " + Name(atEmail+"EmailSendingAccount") + " is COGNITO_DEFAULT; Cognito sends them only through your own SES identity")
}

func checkFactorAttribute(f Facts) []Match {
	if f.MfaMode() != On || f.appFactor() {
		return nil
	}
	var missing []string
	if f.textFactor() {
		missing = append(missing, "phone_number")
	}
	if f.emailFactor() {
		missing = append(missing, "email")
	}
	if len(missing) == 0 || slices.ContainsFunc(missing, f.requires) {
		return nil
	}
	return found(fmt.Sprintf("MFA is required and its factors need %s, which is not required of users; users without it are locked out", strings.Join(missing, " or ")), f.mfaModePath())
}

func checkSmsOnly(f Facts) []Match {
	if !f.mfaOn() || !f.textFactor() || f.appFactor() || f.emailFactor() {
		return nil
	}
	return found("SMS is the only second factor")
}

func checkMfaOptional(f Facts) []Match {
	if f.MfaMode() != Optional {
		return nil
	}
	return found(Name(f.mfaModePath())+" is OPTIONAL; managed login never prompts users to set up a factor", f.mfaModePath())
}

func checkMfaPasswordless(f Facts) []Match {
	if f.MfaMode() != Optional {
		return nil
	}
	several := is(f.passkeys().FactorConfiguration, "MULTI_FACTOR_WITH_USER_VERIFICATION")
	unusable := slices.DeleteFunc(slices.Clone(f.firstFactors()), func(factor string) bool {
		return factor == "PASSWORD" || factor == "WEB_AUTHN" && several
	})
	if len(unusable) == 0 {
		return nil
	}
	return found(fmt.Sprintf("users who set up a second factor can no longer start with %s", strings.Join(unusable, ", ")), atFirstFactors, f.mfaModePath())
}

func checkPasskeyVerification(f Facts) []Match {
	w := f.passkeys()
	if !is(w.FactorConfiguration, "MULTI_FACTOR_WITH_USER_VERIFICATION") || is(w.UserVerification, "required") {
		return nil
	}
	matches := found(Name(atPasskey+"FactorConfiguration") + " counts a passkey as multi-factor, but " + Name(atPasskey+"UserVerification") + " is preferred, so a device may skip the verification")
	if w.UserVerification == nil {
		matches[0].Severity = new(Advice) // accepted by the live API when it is unset
	}
	return matches
}

func checkPasskeyDomain(f Facts) []Match {
	if !slices.Contains(f.firstFactors(), "WEB_AUTHN") || f.passkeys().RelyingPartyId != nil {
		return nil
	}
	matches := found(Name(atPasskey+"RelyingPartyId") + " is not set; passkeys fail at sign-in until the pool has its own domain")
	if f.SetUserPoolMfaConfig.WebAuthnConfiguration != nil {
		matches[0].Severity = new(Advice) // passkeys are configured on purpose
	}
	return matches
}

func checkPasskeyOffered(f Facts) []Match {
	if f.SetUserPoolMfaConfig.WebAuthnConfiguration == nil || slices.Contains(f.firstFactors(), "WEB_AUTHN") {
		return nil
	}
	return found("the pool has passkey settings (WebAuthnConfiguration), but " + Name(atFirstFactors) + " lacks WEB_AUTHN, so nobody can sign in with a passkey")
}

// sharedSuffixes are domains in which anybody can register a name.
var sharedSuffixes = []string{
	"co.uk", "com.au", "co.jp", "com.br", "co.nz", "co.in", "github.io", "gitlab.io", "pages.dev", "workers.dev",
	"amazoncognito.com", "amplifyapp.com", "vercel.app", "netlify.app", "herokuapp.com", "azurewebsites.net", "web.app", "firebaseapp.com", "cloudfront.net",
}

func checkRelyingParty(f Facts) []Match {
	id := f.passkeys().RelyingPartyId
	if id == nil || *id == "localhost" {
		return nil
	}
	name := strings.ToLower(*id)
	labels := strings.Split(name, ".")
	switch {
	case len(labels) < 2 || slices.Contains(labels, "") || isShared(name):
		return found(fmt.Sprintf("%s is %q, which is not a domain that one app can own", Name(atPasskey+"RelyingPartyId"), *id))
	case name != *id:
		return found(fmt.Sprintf("%s is %q; browsers compare it with a domain in lowercase", Name(atPasskey+"RelyingPartyId"), *id))
	}
	return nil
}

// isShared reports whether anybody can register a name in a domain.
func isShared(name string) bool {
	prefix, isCognito := strings.CutSuffix(name, ".amazoncognito.com")
	region, isAuth := strings.CutPrefix(prefix, "auth.") // auth.eu-west-1.amazoncognito.com
	return slices.Contains(sharedSuffixes, name) || isCognito && isAuth && !strings.Contains(region, ".")
}

// enableApp enables the authenticator app, the factor that needs nothing else.
func enableApp(Facts, Finding) []Edit { return setTo(atApp, true) }

// editSmsOnly enables the authenticator app, and keeps SMS, which the pool's SMS
// settings make a factor in any case.
func editSmsOnly(f Facts, finding Finding) []Edit {
	edits := enableApp(f, finding)
	if f.SetUserPoolMfaConfig.SmsMfaConfiguration == nil {
		edits = append(edits, setTo(atSmsMfa, SmsMfa{})...)
	}
	return edits
}

// editMfaOff removes the authenticator app where it is the only factor, and
// disabled. Otherwise the factors or the mode can be meant.
func editMfaOff(f Facts, _ Finding) []Edit {
	if mfa := &f.SetUserPoolMfaConfig; mfa.SmsMfaConfiguration != nil || mfa.EmailMfaConfiguration != nil || f.appFactor() {
		return nil
	}
	return removed(strings.TrimSuffix(atApp, ".Enabled"))
}

// editRelyingParty writes a domain in lowercase.
func editRelyingParty(f Facts, finding Finding) []Edit {
	id := f.passkeys().RelyingPartyId
	if strings.ToLower(*id) == *id {
		return nil
	}
	return setTo(finding.Settings[0], strings.ToLower(*id))
}
