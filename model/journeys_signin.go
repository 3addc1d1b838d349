package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Flows with which users sign in through an SDK, the best first.
var (
	passwordFlows = []string{"ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH"}
	userFlows     = append(slices.Clone(passwordFlows), "ALLOW_CUSTOM_AUTH", "CUSTOM_AUTH_FLOW_ONLY")
)

// passwordCalls are the calls that begin a sign-in with a password in each flow
// (developer guide, authentication flows).
var passwordCalls = map[string]string{
	"ALLOW_USER_SRP_AUTH":            "InitiateAuth: USER_SRP_AUTH",
	"ALLOW_USER_AUTH":                "InitiateAuth: USER_AUTH with PASSWORD_SRP or PASSWORD",
	"ALLOW_ADMIN_USER_PASSWORD_AUTH": "AdminInitiateAuth: ADMIN_USER_PASSWORD_AUTH",
	"ADMIN_NO_SRP_AUTH":              "AdminInitiateAuth: ADMIN_USER_PASSWORD_AUTH",
	"ALLOW_USER_PASSWORD_AUTH":       "InitiateAuth: USER_PASSWORD_AUTH",
	"USER_PASSWORD_AUTH":             "InitiateAuth: USER_PASSWORD_AUTH",
}

func passwordBySDK(c client) bool { return c.firstFlow(passwordFlows...) != "" }

// flow is the best of the wanted flows that the client allows, or the assumed one where
// the draft has no client yet.
func (t *teller) flow(wanted []string, assumed string) string {
	t.reads(t.path(atFlows))
	if t.client == nil {
		return assumed
	}
	return cmp.Or(t.client.firstFlow(wanted...), assumed)
}

// factorsBlock makes a sign-in impossible where MFA lacks what it needs.
func (t *teller) factorsBlock() bool {
	t.reads(atMode, atCreateMode, atApp, atSmsMfa, atEmailMfa, smsBlock, atEmail+"EmailSendingAccount")
	if t.MfaMode() != On {
		return false
	}
	return t.blocked(nil, "mfa-needs-factor", "sms-mfa-needs-sms")
}

// beginPassword is the start of a sign-in: the user's name and the password.
func (t *teller) beginPassword(password string) {
	t.openPages()
	t.user("enters the "+t.identifier()+" and "+password, "/login", atUsernames, atAliases)
	call := passwordCalls[t.flow(passwordFlows, "ALLOW_USER_SRP_AUTH")]
	if t.client != nil && t.client.isConfidential() && !t.pages {
		call += ", with SECRET_HASH"
	}
	t.reads(t.path(atSecret), t.path(atOwnSecret))
	t.app("starts the sign-in", call, t.path(atFlows))
}

// openPages is how an app sends its user to the sign-in pages.
func (t *teller) openPages() {
	if !t.pages {
		return
	}
	t.add(JourneyStep{Actor: App, To: Cognito, Does: "opens the sign-in page " + t.DomainHost("REGION") + " in a browser", Call: "/oauth2/authorize", Settings: []string{atDomain, t.path(atOAuthFlows)}})
	if t.usesPKCE() {
		t.note("The app has no secret, so it sends a PKCE challenge.", t.path(atSecret))
	}
	t.reads(t.path(atSecret), t.path(atOwnSecret), atCustomDomain+"CertificateArn")
}

func (t *teller) usesPKCE() bool {
	return !t.client.isConfidential() && slices.Contains(t.client.AllowedOAuthFlows, "code")
}

// checkSignIn is what Cognito does before it accepts a first factor.
func (t *teller) checkSignIn() {
	t.invoke(atLambda+"PreAuthentication", t.lambda().PreAuthentication, "PreAuthentication_Authentication")
	t.assessRisk(atThreats, t.threats().AdvancedSecurityMode)
}

// assessRisk is threat protection, in the mode that counts.
func (t *teller) assessRisk(path string, mode *string) {
	t.reads(path, atRisks)
	if mode == nil || *mode == Off {
		return
	}
	s := JourneyStep{Actor: Cognito, To: Cognito, Does: "assesses the risk of the sign-in and records it", Settings: []string{path}}
	if *mode == "ENFORCED" {
		s.Does, s.MayStop = "assesses the risk of the sign-in, and can require a second factor or block it", true
		s.Settings = append(s.Settings, atRisks)
	}
	t.add(s)
}

// passwordSignIn is the sign-in of a user who has a password.
func (t *teller) passwordSignIn() {
	if t.forMachines() {
		return
	}
	if !t.choose(offersPool, passwordBySDK) {
		t.noClient("no app client lets users sign in with a password")
		return
	}
	if t.factorsBlock() {
		return
	}
	t.beginPassword("the password")
	if t.migrates() {
		t.branch = "if the pool does not know the user"
		t.invoke(atLambda+"UserMigration", t.lambda().UserMigration, "UserMigration_Authentication")
		t.branch = ""
	}
	t.checkSignIn()
	t.secondFactor()
	t.rememberDevice()
	t.endSignIn("TokenGeneration_Authentication")
}

// migrates reports whether Cognito gets the password, which the user migration
// function needs.
func (t *teller) migrates() bool {
	t.reads(atLambda + "UserMigration")
	return t.pages || t.client == nil || sendsPasswords(*t.client)
}

// factorNames are the second factors with the words for them, the challenge, and the
// condition under which a user has them.
var factorNames = map[string]struct{ with, challenge, path string }{
	appFactorName:   {"with an authenticator app", "SOFTWARE_TOKEN_MFA", atApp},
	SmsFactor:       {"with codes by SMS", "SMS_MFA", atSmsMfa},
	emailFactorName: {"with codes by email", "EMAIL_OTP", atEmailMfa},
}

// secondFactor asks for a second factor, of which each user has one that is
// preferred.
func (t *teller) secondFactor() {
	t.reads(atMode, atCreateMode, atApp, atSmsMfa, atEmailMfa, smsBlock)
	factors := t.SecondFactors()
	for _, factor := range factors {
		f := factorNames[factor]
		if len(factors) > 1 || t.MfaMode() == Optional {
			t.branch = "for users " + f.with
		}
		settings := []string{f.path, t.mfaModePath()}
		code, path := t.challengeNote()
		switch factor {
		case SmsFactor:
			t.message(t.occasion("Authentication"), SMS, code)
			t.note("", path)
		case emailFactorName:
			t.message(t.occasion("Authentication"), Email, code)
			t.note("", path)
		}
		does := "enters the code that arrived"
		if factor == appFactorName {
			does = "enters the code that the authenticator app shows"
		}
		t.user(does, "/login", settings...)
		t.app("sends the code", "RespondToAuthChallenge: "+f.challenge, settings...)
	}
	t.branch = ""
}

// requiredFactor is the first sign-in where everybody needs a second factor.
func (t *teller) requiredFactor() {
	t.reads(atMode, atCreateMode)
	if t.MfaMode() != On {
		return
	}
	t.cognito("asks the user to set up a second factor, unless there is one", t.mfaModePath())
}

// rememberDevice is what the device settings add (developer guide, devices).
func (t *teller) rememberDevice() {
	d := t.CreateUserPool.DeviceConfiguration
	t.reads(atDevices+"ChallengeRequiredOnNewDevice", atDevices+"DeviceOnlyRememberedOnUserPrompt")
	if d == nil {
		return
	}
	does := "remembers the device"
	if isTrue(d.DeviceOnlyRememberedOnUserPrompt) {
		does += " if the user agrees"
	}
	t.cognito(does, atDevices+"DeviceOnlyRememberedOnUserPrompt")
	if isTrue(d.ChallengeRequiredOnNewDevice) && t.mfaOn() {
		t.note("On a remembered device, no second factor is asked for.", atDevices+"ChallengeRequiredOnNewDevice")
	}
}

// endSignIn is what happens once the user is known: the functions, and the tokens.
func (t *teller) endSignIn(source string) {
	t.invoke(atLambda+"PostAuthentication", t.lambda().PostAuthentication, "PostAuthentication_Authentication")
	if !t.pages {
		t.preToken(source)
		t.tokens(false)
		return
	}
	t.backToApp(source)
}

// backToApp leads from the sign-in pages to the app and its tokens.
func (t *teller) backToApp(source string) {
	if slices.Contains(t.client.AllowedOAuthFlows, "code") {
		t.add(JourneyStep{Actor: Cognito, To: App, Does: "redirects the browser to " + t.client.CallbackURLs[0] + " with a code", Settings: []string{t.path(atCallbacks)}})
		call := "POST /oauth2/token with the client secret"
		if t.usesPKCE() {
			call = "POST /oauth2/token with the PKCE verifier"
		}
		t.add(JourneyStep{Actor: App, To: Cognito, Does: "exchanges the code", Call: call, Settings: []string{t.path(atOAuthFlows)}})
		t.preToken(source)
		t.tokens(true)
		return
	}
	t.preToken(source)
	t.add(JourneyStep{Actor: Cognito, To: App, Does: "redirects the browser to " + t.client.CallbackURLs[0] + " with the tokens in the address", Settings: []string{t.path(atCallbacks)}})
	t.tokens(true)
}

// byChoice is for clients with choice-based sign-in, which every first factor but the
// password needs. Of the pages only managed login has them (developer guide,
// passwordless sign-in).
func (t *teller) byChoice(what string) bool {
	managed, _ := t.loginVersions()
	t.reads(atLoginVersion)
	allows := func(c client) bool { return c.firstFlow("ALLOW_USER_AUTH") != "" }
	onPages := func(c client) bool { return managed && offersPool(c) && allows(c) }
	if t.choose(onPages, allows) {
		return true
	}
	if !t.blocked(nil, "first-factors-need-choice-flow") {
		t.off("no app client allows "+what, atFlows)
	}
	return false
}

// codeSignIn is the sign-in with a code as the first factor.
func (t *teller) codeSignIn(factor string) {
	medium, rules := Email, []string{"mfa-required-with-otp"}
	if factor == "SMS_OTP" {
		medium, rules = SMS, append(rules, "sms-otp-needs-sms")
	}
	if !t.isFirstFactor(factor) {
		return
	}
	t.reads(atMode, atCreateMode, smsBlock)
	ofFactor := func(f Finding) bool { return f.Rule != "mfa-required-with-otp" || strings.Contains(f.Message, factor) }
	if t.lacksTier(atFirstFactors) || t.blocked(ofFactor, rules...) || !t.byChoice("sign-in with codes") {
		return
	}
	t.openPages()
	t.user("enters the "+t.identifier()+", and chooses a code by "+mediumNoun(medium), "/login", atFirstFactors)
	t.app("starts the sign-in", "InitiateAuth: USER_AUTH with "+factor, t.path(atFlows))
	t.checkSignIn()
	note, path := t.challengeNote()
	t.message(t.occasion("Authentication"), medium, note)
	t.note("", path)
	t.user("enters the code", "/login")
	t.app("sends the code", "RespondToAuthChallenge: "+factor)
	t.cognito("accepts the code", atFirstFactors)
	t.optionalMFA()
	t.endSignIn("TokenGeneration_Authentication")
}

func mediumNoun(medium string) string {
	if medium == Email {
		return "email"
	}
	return medium
}

// optionalMFA says who cannot begin with this factor: a code is not combined with a
// second factor (developer guide, MFA).
func (t *teller) optionalMFA() {
	t.reads(atMode, atCreateMode)
	if t.MfaMode() == Optional {
		t.note("Users who have set up a second factor must begin with their password.", t.mfaModePath())
	}
}

// isFirstFactor reports whether sign-in can begin with the factor, and ends the
// journey if not.
func (t *teller) isFirstFactor(factor string) bool {
	t.reads(atFirstFactors)
	if t.forMachines() {
		return false
	}
	if !slices.Contains(t.firstFactors(), factor) {
		t.off(factor+" is not among the first factors", atFirstFactors)
		return false
	}
	return true
}

// passkeysBlock makes journeys with passkeys impossible where a setting is missing.
func (t *teller) passkeysBlock() bool {
	t.reads(atMode, atCreateMode, atPasskey+"RelyingPartyId", atPasskey+"FactorConfiguration", atPasskey+"UserVerification", atDomains)
	rules := []string{"mfa-required-with-passkey"}
	if t.passkeys().RelyingPartyId == nil && !t.hasDomain() && len(t.CreateUserPoolClient) > 0 {
		rules = append(rules, "passkey-needs-domain")
	}
	return t.lacksTier(atFirstFactors) || t.blocked(nil, rules...)
}

// relyingParty is the domain that passkeys are bound to: the custom domain, or else
// that of the prefix, unless it is set (developer guide, passkeys).
func (t *teller) relyingParty() string {
	return cmp.Or(deref(t.passkeys().RelyingPartyId), t.DomainHost("REGION"), "the domain that the pool will have")
}

// passkeySignIn is the sign-in with a passkey that the user set up before.
func (t *teller) passkeySignIn() {
	if !t.isFirstFactor("WEB_AUTHN") || t.passkeysBlock() || !t.byChoice("sign-in with passkeys") {
		return
	}
	t.openPages()
	t.user("enters the "+t.identifier()+", and chooses the passkey", "/login", atFirstFactors)
	t.app("starts the sign-in", "InitiateAuth: USER_AUTH with WEB_AUTHN", t.path(atFlows))
	t.checkSignIn()
	t.user("unlocks the passkey for "+t.relyingParty(), "/login", atPasskey+"RelyingPartyId")
	if is(t.passkeys().UserVerification, "required") {
		t.note("The device must verify the user, by a fingerprint, a face or a PIN.", atPasskey+"UserVerification")
	}
	t.app("sends the signature", "RespondToAuthChallenge: WEB_AUTHN")
	if t.mfaOn() && is(t.passkeys().FactorConfiguration, "MULTI_FACTOR_WITH_USER_VERIFICATION") {
		t.cognito("asks for no second factor, because a passkey with user verification counts as two", atPasskey+"FactorConfiguration", t.mfaModePath())
	} else {
		t.cognito("accepts the passkey", atFirstFactors)
		t.optionalMFA()
	}
	t.endSignIn("TokenGeneration_Authentication")
}

// passkeySetup is how a signed-in user creates a passkey. Managed login has a page
// for it (developer guide, passkeys).
func (t *teller) passkeySetup() {
	if !t.isFirstFactor("WEB_AUTHN") || t.passkeysBlock() || !t.byChoice("passkeys") {
		return
	}
	t.user("is signed in and asks for a passkey", "/passkeys/add", atFirstFactors)
	t.app("asks for the options, with the access token of the user", "StartWebAuthnRegistration")
	t.user("creates the passkey for "+t.relyingParty()+" on the device", "/passkeys/add", atPasskey+"RelyingPartyId")
	t.note("A change of the domain makes all passkeys unusable.")
	t.app("sends the public key", "CompleteWebAuthnRegistration")
	t.cognito("stores the passkey")
}

// customSignIn is the sign-in with the challenges of the pool's own functions, which
// the sign-in pages do not have.
func (t *teller) customSignIn() {
	l := t.lambda()
	t.reads(atLambda+"DefineAuthChallenge", atLambda+"CreateAuthChallenge", atLambda+"VerifyAuthChallengeResponse", atFlows)
	if t.forMachines() {
		return
	}
	allows := func(c client) bool { return c.firstFlow("ALLOW_CUSTOM_AUTH", "CUSTOM_AUTH_FLOW_ONLY") != "" }
	listed := func(c client) bool { return c.allowsCustom() }
	if l.DefineAuthChallenge == nil && l.CreateAuthChallenge == nil && l.VerifyAuthChallengeResponse == nil {
		if !slices.ContainsFunc(t.userClients(), listed) || !t.blocked(nil, "custom-flow-needs-triggers") {
			t.off("the pool has no challenge functions", atLambda+"DefineAuthChallenge")
		}
		return
	}
	if t.blocked(nil, "challenge-set-incomplete") {
		return
	}
	if slices.ContainsFunc(t.userClients(), listed) {
		allows = listed // one that was chosen comes before the default
	}
	if !t.choose(nil, allows) {
		if !t.blocked(nil, "challenge-triggers-unused") {
			t.off("no app client allows custom authentication", atFlows)
		}
		return
	}
	t.user("enters the "+t.identifier(), "", atUsernames, atAliases)
	t.app("starts the sign-in", "InitiateAuth: CUSTOM_AUTH", t.path(atFlows))
	t.invoke(atLambda+"PreAuthentication", t.lambda().PreAuthentication, "PreAuthentication_Authentication")
	mode := t.customAuthMode()
	t.reads(atThreats)
	if !t.protectsAgainstThreats() {
		mode = nil
	}
	t.assessRisk(atCustomAuth, mode)
	t.invoke(atLambda+"DefineAuthChallenge", l.DefineAuthChallenge, "DefineAuthChallenge_Authentication")
	t.invoke(atLambda+"CreateAuthChallenge", l.CreateAuthChallenge, "CreateAuthChallenge_Authentication")
	t.user("answers the challenge", "")
	t.app("sends the answer", "RespondToAuthChallenge: CUSTOM_CHALLENGE")
	t.invoke(atLambda+"VerifyAuthChallengeResponse", l.VerifyAuthChallengeResponse, "VerifyAuthChallengeResponse_Authentication")
	t.invoke(atLambda+"DefineAuthChallenge", l.DefineAuthChallenge, "DefineAuthChallenge_Authentication")
	t.note("It repeats this until it answers with tokens or failure.")
	t.endSignIn("TokenGeneration_Authentication")
}

// hasFactor reports whether users can have a second factor, and ends the journey if
// not.
func (t *teller) hasFactor(factor string) bool {
	t.reads(atMode, atCreateMode, atApp, atSmsMfa, atEmailMfa, smsBlock)
	if t.forMachines() {
		return false
	}
	if t.MfaMode() == Off {
		if !t.blocked(func(f Finding) bool { return slices.Contains(f.Settings, factorNames[factor].path) }, "mfa-off-with-factor") {
			t.off("MFA is off", t.mfaModePath())
		}
		return false
	}
	if !slices.Contains(t.SecondFactors(), factor) {
		t.off("the factor is not enabled", factorNames[factor].path)
		return false
	}
	return true
}

// appSetup is how a user sets up an authenticator app.
func (t *teller) appSetup() {
	if !t.hasFactor(appFactorName) {
		return
	}
	if t.MfaMode() == On {
		// Where MFA is required, the sign-in asks for it, also on the pages.
		if !t.choose(offersPool, passwordBySDK) {
			t.noClient("no app client lets users sign in with a password")
			return
		}
		t.cognito("asks for a second factor at the first sign-in", t.mfaModePath(), atApp)
	} else {
		if !t.choose(nil, client.callsUserAPIs) {
			if !t.blocked(nil, "app-factor-needs-user-scope") {
				t.off("no app client can set it up", atScopes)
			}
			return
		}
		t.user("is signed in and asks for an authenticator app", "", t.mfaModePath(), atApp)
		t.note("MFA is optional, and the sign-in pages do not offer it.")
	}
	t.app("asks for a secret key", "AssociateSoftwareToken")
	if t.MfaMode() == Optional {
		t.userToken()
	}
	t.user("scans the key as a QR code, and enters a code that the authenticator app shows", "/login")
	t.app("sends the code", "VerifySoftwareToken")
	t.preferFactor()
}

// preferFactor is how a factor becomes the one that sign-in asks for.
func (t *teller) preferFactor() {
	if t.MfaMode() == On {
		t.cognito("asks for the factor from now on", t.mfaModePath())
		return
	}
	t.app("makes it the factor of the user", "SetUserMFAPreference", t.mfaModePath())
}

// codeSetup is how a user sets up codes by SMS or email.
func (t *teller) codeSetup(factor string) {
	if !t.hasFactor(factor) {
		return
	}
	attribute, medium, rule := "phone_number", SMS, "sms-mfa-needs-sms"
	if factor == emailFactorName {
		attribute, medium, rule = "email", Email, "email-mfa-needs-ses"
	}
	t.reads(atVerified, atEmail+"EmailSendingAccount")
	if t.lacksTier(factorNames[factor].path) || t.blocked(nil, rule) {
		return
	}
	noun := attributeNoun(attribute)
	if t.MfaMode() == On {
		t.choose(offersPool, passwordBySDK)
		t.cognito("uses the "+noun+" of the user as the second factor at the first sign-in", t.mfaModePath(), factorNames[factor].path)
		note, path := t.challengeNote()
		t.message(t.occasion("Authentication"), medium, note)
		t.note("", path)
		t.user("enters the code", "/login")
		t.app("sends the code", "RespondToAuthChallenge: "+factorNames[factor].challenge)
		t.note("A user without "+withArticle(noun)+" cannot sign in.", atSchema)
		return
	}
	if t.choose(nil, client.callsUserAPIs) {
		t.user("is signed in, has a verified "+noun+", and asks for codes", "", t.mfaModePath(), factorNames[factor].path)
		t.app("makes it the factor of the user", "SetUserMFAPreference", t.mfaModePath())
		t.userToken()
		return
	}
	t.user("asks for codes", "", t.mfaModePath(), factorNames[factor].path)
	t.app("has its server make it the factor of the user", "AdminSetUserMFAPreference", atScopes)
}

func providerNames(f Facts) []string {
	var names []string
	for i := range f.CreateIdentityProvider {
		if name := deref(f.CreateIdentityProvider[i].ProviderName); name != "" {
			names = append(names, name)
		}
	}
	return unique(names)
}

// federatedSignIn is the sign-in with another service. The order of the functions is
// that of the developer guide, Lambda triggers for federated users.
func (t *teller) federatedSignIn() {
	i := slices.IndexFunc(t.CreateIdentityProvider, func(p CreateIdentityProvider) bool { return is(p.ProviderName, t.name) })
	t.reads(atProviders)
	if t.name == "" || i < 0 {
		t.off("the pool has no identity provider", atProviders)
		return
	}
	p := provider{&t.CreateIdentityProvider[i], i}
	ofProvider := func(f Finding) bool {
		return slices.ContainsFunc(f.Settings, func(path string) bool { return strings.HasPrefix(path, at(atProviders, i, "")) })
	}
	t.reads(atSchema, atDomains)
	if len(t.CreateUserPoolClient) == 0 {
		t.off("the draft has no app client that offers it", atClients)
		return
	}
	if !t.choose(func(c client) bool { return c.offers(t.name) }, nil) {
		if t.blocked(ofProvider, "provider-not-offered") {
			return
		}
		t.noClient("no app client with sign-in pages offers it")
		return
	}
	if t.blocked(ofProvider, "mapping-required-missing", "mapping-immutable") {
		return
	}
	t.openPages()
	t.user("chooses "+t.name, "/login", t.path(atOffered))
	t.add(JourneyStep{Actor: Cognito, To: Provider, Name: t.name, Does: "redirects the browser to " + t.name, Settings: []string{p.at(atProvider + "ProviderType"), p.at(atDetails)}})
	endpoint := "/oauth2/idpresponse"
	if p.is(saml) {
		endpoint = "/saml2/idpresponse"
	}
	t.add(JourneyStep{Actor: Provider, Name: t.name, To: Cognito, Does: "signs in the user, and sends " + t.claimWords(p), Call: endpoint, MayStop: true, Settings: []string{p.at(atProvider + "ProviderType")}})
	t.invoke(atLambda+"InboundFederation.LambdaArn", t.lambdaOf(t.lambda().InboundFederation), "InboundFederation_ExternalProvider")
	t.branch = "at the first sign-in"
	t.invoke(atLambda+"PreSignUp", t.lambda().PreSignUp, "PreSignUp_ExternalProvider")
	t.cognito("creates the user "+t.name+"_ID"+t.mappedWords(p), p.at(atMapping))
	t.invoke(atLambda+"PostConfirmation", t.lambda().PostConfirmation, "PostConfirmation_ConfirmSignUp")
	t.branch = "at later sign-ins"
	t.invoke(atLambda+"PreAuthentication", t.lambda().PreAuthentication, "PreAuthentication_Authentication")
	t.cognito("updates the mapped attributes", p.at(atMapping))
	t.invoke(atLambda+"PostAuthentication", t.lambda().PostAuthentication, "PostAuthentication_Authentication")
	t.branch = ""
	t.reads(atMode, atCreateMode)
	if t.mfaOn() {
		t.cognito("asks for no second factor: MFA of the pool is not for users of other services", t.mfaModePath())
	}
	t.backToApp("TokenGeneration_HostedAuth")
}

func (t *teller) lambdaOf(v *VersionedLambda) *string {
	if v == nil {
		return nil
	}
	return v.LambdaArn
}

// claimWords are the claims that a provider must send.
func (t *teller) claimWords(p provider) string {
	claims := make([]string, 0, len(p.AttributeMapping))
	for _, attribute := range sortedKeys(p.AttributeMapping) {
		claims = append(claims, p.AttributeMapping[attribute])
	}
	if len(claims) == 0 {
		return "who it is"
	}
	return "the claims " + some(unique(claims))
}

func (t *teller) mappedWords(p provider) string {
	if len(p.AttributeMapping) == 0 {
		return ""
	}
	return fmt.Sprintf(" and fills %s", some(sortedKeys(p.AttributeMapping)))
}

// staySignedIn is how an app gets new tokens without the user.
func (t *teller) staySignedIn() {
	if t.forMachines() {
		return
	}
	t.reads(atFlows, atRotation+"Feature", atRotation+"RetryGracePeriodSeconds", atClient+"EnableTokenRevocation")
	renews := func(c client) bool {
		return c.rotates() || c.firstFlow("ALLOW_REFRESH_TOKEN_AUTH", "ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH", "CUSTOM_AUTH_FLOW_ONLY") != ""
	}
	signsIn := func(c client) bool { return t.hasPages(c) || c.firstFlow(userFlows...) != "" }
	if !t.choose(nil, func(c client) bool { return renews(c) && signsIn(c) }) {
		if !t.blocked(nil, "refresh-flow-missing") {
			t.noClient("no app client renews tokens")
		}
		return
	}
	access, accessPath := t.life(0)
	refresh, refreshPath := t.life(2)
	t.add(JourneyStep{Actor: App, To: App, Does: "finds that the access token has expired, after " + access, Settings: []string{accessPath}})
	rotates := t.client != nil && t.client.rotates()
	call := "InitiateAuth: REFRESH_TOKEN_AUTH"
	switch {
	case rotates:
		call = "GetTokensFromRefreshToken"
	case t.client != nil && t.hasPages(*t.client):
		call = "POST /oauth2/token with grant_type=refresh_token"
	}
	t.app("sends the refresh token", call, t.path(atFlows), t.path(atRotation+"Feature"))
	t.preToken("TokenGeneration_RefreshTokens")
	if rotates {
		grace := deref(t.client.RefreshTokenRotation.RetryGracePeriodSeconds)
		t.add(JourneyStep{Actor: Cognito, To: App, Does: "gives new access and ID tokens and a new refresh token", Settings: []string{t.path(atRotation + "Feature")}})
		t.note("The refresh token from before is valid for another "+Plural(grace, "second")+".", t.path(atRotation+"RetryGracePeriodSeconds"))
	} else {
		t.add(JourneyStep{Actor: Cognito, To: App, Does: "gives new access and ID tokens", Settings: []string{accessPath}})
	}
	t.user("signs in again when the refresh token has expired, "+refresh+" after the sign-in", "", refreshPath)
	if t.client == nil || t.client.EnableTokenRevocation == nil || *t.client.EnableTokenRevocation {
		t.note("The app can end the session before that with RevokeToken.", t.path(atClient+"EnableTokenRevocation"))
	}
}

func machineNames(f Facts) []string {
	var names []string
	for i := range f.CreateUserPoolClient {
		c := client{&f.CreateUserPoolClient[i], i}
		if name := deref(c.ClientName); c.isMachine() && name != "" {
			names = append(names, name)
		}
	}
	return unique(names)
}

// machineAccess is how a program without users gets a token.
func (t *teller) machineAccess() {
	t.reads(atClients)
	i := slices.IndexFunc(t.CreateUserPoolClient, func(c CreateUserPoolClient) bool { return is(c.ClientName, t.name) })
	if t.name == "" || i < 0 {
		t.off("no app client has the flow client_credentials", atOAuthFlows)
		return
	}
	c := client{&t.CreateUserPoolClient[i], i}
	t.client, t.Client = &c, t.name
	rules := []string{"oauth-incomplete", "oauth-disabled", "machine-flow-alone", "machine-needs-secret", "machine-user-scope", "machine-needs-resource-server", "scope-unknown", "oauth-needs-domain"}
	if t.blocked(ofClient(&c), rules...) {
		return
	}
	call := "POST /oauth2/token with grant_type=client_credentials"
	t.add(JourneyStep{Actor: App, To: Cognito, Does: fmt.Sprintf("sends its client ID and secret to %s, and asks for %s", t.DomainHost("REGION"), some(c.AllowedOAuthScopes)), Call: call, Settings: []string{c.at(atOAuthFlows), c.at(atScopes), c.at(atSecret), atDomain}})
	t.preToken("TokenGeneration_ClientCredentials")
	access, path := t.life(0)
	t.add(JourneyStep{Actor: Cognito, To: App, Does: fmt.Sprintf("gives an access token (%s) with the %s %s", access, plural(len(c.AllowedOAuthScopes), "scope"), some(c.AllowedOAuthScopes)), Settings: []string{path, c.at(atScopes)}})
	t.note("There is no ID token and no refresh token. Each request is charged, so the app keeps the token until it expires.")
}
