package model

import (
	"fmt"
	"slices"
	"strings"
)

// Paths of the sign-in flows and tokens of app clients.
const (
	atFlows    = atClient + "ExplicitAuthFlows"
	atUnits    = atClient + "TokenValidityUnits."
	atRotation = atClient + "RefreshTokenRotation."
	atRefresh  = atClient + "RefreshTokenValidity"
	atSession  = atClient + "AuthSessionValidity"
)

var clientFlowRules = []Rule{
	{
		ID: "flow-names-mixed", Severity: Error,
		Settings:   []string{atFlows},
		Summary:    "Sign-in flows with ALLOW_ cannot be combined with the legacy names ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY and USER_PASSWORD_AUTH.",
		Fix:        "replace the legacy names by ALLOW_ADMIN_USER_PASSWORD_AUTH, ALLOW_CUSTOM_AUTH and ALLOW_USER_PASSWORD_AUTH",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names.", Match: "cannot be used with legacy auth flow names"}},
		Check:      ofClients(checkFlowNames),
		Edits:      editClient(editFlowNames),
	},
	{
		ID: "refresh-flow-missing", Severity: Warning,
		Settings:   []string{atFlows, atRotation + "Feature"},
		Summary:    "A list of sign-in flows without ALLOW_REFRESH_TOKEN_AUTH lets no user stay signed in, unless refresh tokens rotate. Cognito has rejected such lists.",
		Fix:        "add ALLOW_REFRESH_TOKEN_AUTH to ExplicitAuthFlows, or set RefreshTokenRotation",
		Source:     "reported by a user, 2020: %s; whether Cognito still rejects it is unverified",
		Rejections: []Rejection{{Text: "REFRESH_TOKEN_AUTH should always be allowed.", Match: "REFRESH_TOKEN_AUTH should always be allowed"}},
		Check:      ofClients(checkRefreshFlow),
		Edits:      editClient(addFlow("ALLOW_REFRESH_TOKEN_AUTH")),
	},
	{
		ID: "first-factors-need-choice-flow", Severity: Warning,
		Settings: []string{atFlows, atFirstFactors},
		Summary:  "Codes and passkeys as first factors need the flow ALLOW_USER_AUTH, which is not among the default flows.",
		Fix:      "add ALLOW_USER_AUTH to ExplicitAuthFlows of an app client, or remove the factors from AllowedFirstAuthFactors",
		Source:   "API reference, CreateUserPoolClient",
		Check:    checkChoiceFlow,
		Edits:    editOnlyClient("ALLOW_USER_AUTH"),
	},
	{
		ID: "choice-flow-without-choice", Severity: Advice,
		Settings: []string{atFlows, atFirstFactors},
		Summary:  "ALLOW_USER_AUTH lets users choose among the first factors. With PASSWORD alone there is nothing to choose.",
		Fix:      "add EMAIL_OTP, SMS_OTP or WEB_AUTHN to AllowedFirstAuthFactors, or use ALLOW_USER_SRP_AUTH",
		Source:   "developer guide, authentication flows",
		Check:    ofClients(checkChoice),
	},
	{
		ID: "password-in-request", Severity: Advice,
		Settings: []string{atFlows},
		Summary:  "With ALLOW_USER_PASSWORD_AUTH the app sends the password itself. SRP proves it without sending it. The user migration trigger needs the password.",
		Fix:      "use ALLOW_USER_SRP_AUTH in place of ALLOW_USER_PASSWORD_AUTH",
		Source:   "API reference, CreateUserPoolClient; developer guide, user migration trigger",
		Check:    ofClients(checkPasswordFlow),
		Edits:    editClient(editPasswordFlow),
	},
	{
		ID: "migration-needs-password-flow", Severity: Warning,
		Settings: []string{atFlows, atLambda + "UserMigration"},
		Summary:  "The user migration trigger needs the password of the user, which SRP never sends.",
		Fix:      "add ALLOW_USER_PASSWORD_AUTH or ALLOW_ADMIN_USER_PASSWORD_AUTH to ExplicitAuthFlows, or remove the trigger",
		Source:   "developer guide, user migration trigger",
		Check:    checkMigrationFlow,
	},
	{
		ID: "custom-flow-needs-triggers", Severity: Warning,
		Settings: []string{atFlows, atLambda + "DefineAuthChallenge", atLambda + "CreateAuthChallenge", atLambda + "VerifyAuthChallengeResponse"},
		Summary:  "ALLOW_CUSTOM_AUTH needs the three challenge triggers. Without them every such sign-in fails.",
		Fix:      "set DefineAuthChallenge, CreateAuthChallenge and VerifyAuthChallengeResponse, or remove ALLOW_CUSTOM_AUTH",
		Source:   "developer guide, custom authentication challenges",
		Check:    ofClients(checkCustomFlow),
	},
	{
		ID: "challenge-triggers-unused", Severity: Warning,
		Settings: []string{atFlows, atLambda + "DefineAuthChallenge"},
		Summary:  "The challenge triggers are invoked only for app clients that allow custom authentication.",
		Fix:      "add ALLOW_CUSTOM_AUTH to ExplicitAuthFlows of an app client, or remove the triggers",
		Source:   "developer guide, custom authentication challenges",
		Check:    checkTriggersUnused,
		Edits:    editOnlyClient("ALLOW_CUSTOM_AUTH"),
	},
	{
		ID: "admin-flow-without-secret", Severity: Warning,
		Settings: []string{atFlows, atSecret},
		Summary:  "ALLOW_ADMIN_USER_PASSWORD_AUTH is for servers with AWS credentials. A client without a secret is for apps that have none.",
		Fix:      "set GenerateSecret to true, or remove ALLOW_ADMIN_USER_PASSWORD_AUTH",
		Source:   "API reference, CreateUserPoolClient",
		Check:    ofClients(checkAdminFlow),
	},
	{
		ID: "custom-flow-not-in-managed-login", Severity: Warning,
		Settings: []string{atFlows, atOAuthFlows},
		Summary:  "Managed login and the classic hosted UI never use custom authentication, only sign-in through an SDK does.",
		Fix:      "use separate app clients for OAuth and for ALLOW_CUSTOM_AUTH",
		Source:   "developer guide, managed login",
		Check:    ofClients(checkCustomInLogin),
	},
	{
		ID: "client-without-sign-in", Severity: Warning,
		Settings: []string{atFlows, atOAuthFlows},
		Summary:  "An app client whose sign-in flows only renew tokens, and that has no OAuth flow, signs nobody in.",
		Fix:      "add a sign-in flow such as ALLOW_USER_SRP_AUTH to ExplicitAuthFlows, or set AllowedOAuthFlows",
		Source:   "API reference, CreateUserPoolClient",
		Check:    ofClients(checkNoSignIn),
	},
	{
		ID: "app-factor-needs-user-scope", Severity: Warning,
		Settings: []string{atScopes, atFlows, atApp},
		Summary:  "While MFA is optional, users set up an authenticator app in your app, with an access token that has the scope aws.cognito.signin.user.admin. Tokens of sign-in through an SDK have it, those of the sign-in pages only if the app client does.",
		Fix:      "add aws.cognito.signin.user.admin to AllowedOAuthScopes, or a sign-in flow to ExplicitAuthFlows of an app client",
		Source:   "API reference, AllowedOAuthScopes and AssociateSoftwareToken; reported by users: Access Token does not have required scopes",
		Check:    checkAppFactorScope,
	},
	{
		ID: "client-token-needs-secret", Severity: Error,
		Settings: []string{atFlows, atSecret},
		Summary:  "ALLOW_CLIENT_TOKEN_AUTH gives tokens to the client itself, which needs a secret.",
		Fix:      "set GenerateSecret to true, or remove ALLOW_CLIENT_TOKEN_AUTH",
		Source:   "API reference of September 2026, CreateUserPoolClient",
		Check:    ofClients(checkClientToken),
	},
	{
		ID: "token-validity-range", Severity: Error,
		Settings:   []string{atClient + "AccessTokenValidity", atClient + "IdTokenValidity", atRefresh},
		Summary:    "Access and ID tokens are valid for 5 minutes to 1 day, refresh tokens for 1 hour to 10 years. The unit is that of TokenValidityUnits: hours, and days for refresh tokens, unless set.",
		Fix:        "change the validity, or its unit in TokenValidityUnits",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Invalid range for token validity."}},
		Check:      ofClients(checkTokenRange),
		Edits:      editTokenRange,
	},
	{
		ID: "token-outlives-refresh", Severity: Error,
		Settings:   []string{atRefresh, atClient + "AccessTokenValidity", atClient + "IdTokenValidity"},
		Summary:    "Access and ID tokens cannot be valid for longer than the refresh token. The defaults count: 1 hour, and 30 days for refresh tokens.",
		Fix:        "increase RefreshTokenValidity, or decrease AccessTokenValidity and IdTokenValidity",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Access and Id Token expiration times must be less than or equal to refresh token expiration times.", Match: "must be less than or equal to refresh token expiration times"}},
		Check:      ofClients(checkTokenOrder),
		Edits:      editClient(editTokenOrder),
	},
	{
		ID: "refresh-validity-zero", Severity: Warning,
		Settings: []string{atRefresh},
		Summary:  "A RefreshTokenValidity of 0 is 30 days.",
		Fix:      "set RefreshTokenValidity to the validity that you want, or remove it",
		Source:   "API reference, CreateUserPoolClient",
		Check:    ofClients(checkRefreshZero),
		Edits:    editClient(editRefreshZero),
	},
	{
		ID: "token-unit-alone", Severity: Warning,
		Settings: []string{atUnits + "AccessToken", atUnits + "IdToken", atUnits + "RefreshToken"},
		Summary:  "A unit in TokenValidityUnits without its validity is the unit of the default number, which can be another validity than you expect.",
		Fix:      "set the validity together with its unit",
		Source:   "reported by users of infrastructure tools; the resulting validity is unverified",
		Check:    ofClients(checkUnitAlone),
	},
	{
		ID: "rotation-with-refresh-flow", Severity: Error,
		Settings: []string{atFlows, atRotation + "Feature"},
		Summary:  "A client with refresh token rotation uses GetTokensFromRefreshToken and cannot have ALLOW_REFRESH_TOKEN_AUTH.",
		Fix:      "remove ALLOW_REFRESH_TOKEN_AUTH from ExplicitAuthFlows, or set RefreshTokenRotation.Feature to DISABLED",
		Source:   "developer guide, refresh tokens; reported by users",
		Check:    ofClients(checkRotationFlow),
		Edits:    editClient(editRotationFlow),
	},
	{
		ID: "rotation-to-support", Severity: ToDo,
		Settings: []string{atRotation + "Feature"},
		Summary:  "With refresh token rotation the app must call GetTokensFromRefreshToken. Older libraries do not, and get Invalid Refresh Token.",
		Fix:      "check that the app and its library call GetTokensFromRefreshToken",
		Source:   "developer guide, refresh tokens; reported by users",
		Check:    ofClients(checkRotationSupport),
	},
	{
		ID: "rotation-without-grace", Severity: Advice,
		Settings: []string{atRotation + "RetryGracePeriodSeconds"},
		Summary:  "With a grace period of 0, a user is signed out when the answer with the new refresh token is lost.",
		Fix:      "set RetryGracePeriodSeconds to 10 to 60",
		Source:   "API reference, RefreshTokenRotationType",
		Check:    ofClients(checkGrace),
		Edits:    settingTo(leastGrace),
	},
	{
		ID: "sign-in-time-short", Severity: Advice,
		Settings: []string{atSession, atFirstFactors, atEmailMfa},
		Summary:  "Users have 3 minutes for each challenge of a sign-in unless AuthSessionValidity is set. A code by email can take longer.",
		Fix:      "set AuthSessionValidity to 5 to 15",
		Source:   "API reference, CreateUserPoolClient",
		Check:    ofClients(checkSessionTime),
		Edits:    settingTo(leastCodeTime),
	},
}

// isUserFlow reports whether a flow signs in users through an SDK.
func isUserFlow(flow string) bool {
	return flow != "ALLOW_REFRESH_TOKEN_AUTH" && flow != "ALLOW_CLIENT_TOKEN_AUTH"
}

// allows reports whether the client lists one of the flows.
func (c client) allows(flows ...string) bool {
	return slices.ContainsFunc(c.ExplicitAuthFlows, func(flow string) bool { return slices.Contains(flows, flow) })
}

// rotates reports whether refresh tokens are replaced when they are used.
func (c client) rotates() bool {
	return c.RefreshTokenRotation != nil && is(c.RefreshTokenRotation.Feature, "ENABLED")
}

// userClients are the app clients that users sign in with.
func (f Facts) userClients() []client {
	var clients []client
	for i := range f.CreateUserPoolClient {
		if c := (client{&f.CreateUserPoolClient[i], i}); !c.isMachine() {
			clients = append(clients, c)
		}
	}
	return clients
}

// foundInAll is one violation in the sign-in flows of all clients together.
func foundInAll(clients []client, message string, setting string) []Match {
	var settings []string
	for _, c := range clients {
		settings = append(settings, c.at(atFlows))
	}
	return found(message, append(settings, setting)...)
}

func checkFlowNames(_ Facts, c client) []Match {
	legacy := slices.IndexFunc(c.ExplicitAuthFlows, func(flow string) bool { return !isAllowed(flow) })
	if legacy < 0 || !slices.ContainsFunc(c.ExplicitAuthFlows, isAllowed) {
		return nil
	}
	return c.found(fmt.Sprintf("has the legacy flow %s together with flows that begin with ALLOW_", c.ExplicitAuthFlows[legacy]), c.at(atFlows))
}

// isAllowed reports whether a flow has one of the current names.
func isAllowed(flow string) bool { return strings.HasPrefix(flow, "ALLOW_") }

func checkRefreshFlow(_ Facts, c client) []Match {
	if c.rotates() || !slices.ContainsFunc(c.ExplicitAuthFlows, isAllowed) || c.allows("ALLOW_REFRESH_TOKEN_AUTH") {
		return nil
	}
	return c.found("has sign-in flows without ALLOW_REFRESH_TOKEN_AUTH", c.at(atFlows))
}

func checkChoiceFlow(f Facts) []Match {
	i := slices.IndexFunc(f.firstFactors(), func(factor string) bool { return factor != "PASSWORD" })
	clients := f.userClients()
	if i < 0 || len(clients) == 0 || slices.ContainsFunc(clients, func(c client) bool { return c.allows("ALLOW_USER_AUTH") }) {
		return nil
	}
	return foundInAll(clients, fmt.Sprintf("%s has %s, but no app client allows the flow ALLOW_USER_AUTH that it needs", Name(atFirstFactors), f.firstFactors()[i]), atFirstFactors)
}

func checkChoice(f Facts, c client) []Match {
	if !c.allows("ALLOW_USER_AUTH") || slices.ContainsFunc(f.firstFactors(), func(factor string) bool { return factor != "PASSWORD" }) {
		return nil
	}
	return c.found("allows ALLOW_USER_AUTH, but the only first factor of the pool is PASSWORD", c.at(atFlows), atFirstFactors)
}

func checkPasswordFlow(f Facts, c client) []Match {
	if !c.allows("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH") || f.lambda().UserMigration != nil {
		return nil
	}
	return c.found("lets the app send passwords (ALLOW_USER_PASSWORD_AUTH)", c.at(atFlows))
}

func checkMigrationFlow(f Facts) []Match {
	clients := f.userClients()
	if f.lambda().UserMigration == nil || len(clients) == 0 || slices.ContainsFunc(clients, sendsPasswords) {
		return nil
	}
	return foundInAll(clients, Name(atLambda+"UserMigration")+" is set, but no app client allows a flow that sends the password", atLambda+"UserMigration")
}

// sendsPasswords reports whether Cognito gets the password at sign-in.
func sendsPasswords(c client) bool {
	return c.allows("ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH")
}

// allowsCustom reports whether the client lists custom authentication.
func (c client) allowsCustom() bool { return c.allows("ALLOW_CUSTOM_AUTH", "CUSTOM_AUTH_FLOW_ONLY") }

func checkCustomFlow(f Facts, c client) []Match {
	l := f.lambda()
	if !c.allowsCustom() || l.DefineAuthChallenge != nil && l.CreateAuthChallenge != nil && l.VerifyAuthChallengeResponse != nil {
		return nil
	}
	return c.found("allows custom authentication, but the pool lacks the challenge triggers", c.at(atFlows), atLambda+"DefineAuthChallenge")
}

func checkTriggersUnused(f Facts) []Match {
	clients := f.userClients()
	if f.lambda().DefineAuthChallenge == nil || len(clients) == 0 || slices.ContainsFunc(clients, func(c client) bool {
		return c.ExplicitAuthFlows == nil || c.allowsCustom() // the default flows have it
	}) {
		return nil
	}
	return foundInAll(clients, "the pool has challenge triggers, but no app client allows custom authentication", atLambda+"DefineAuthChallenge")
}

func checkAdminFlow(_ Facts, c client) []Match {
	if !c.allows("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH") || c.isConfidential() {
		return nil
	}
	return c.found("has a flow for servers (ALLOW_ADMIN_USER_PASSWORD_AUTH) but no secret", c.at(atFlows), c.at(atSecret))
}

func checkCustomInLogin(f Facts, c client) []Match {
	if !c.allowsCustom() || !c.signsIn() || f.lambda().DefineAuthChallenge == nil {
		return nil
	}
	return c.found("allows custom authentication and OAuth sign-in, which never uses it", c.at(atFlows), c.at(atOAuthFlows))
}

func checkNoSignIn(_ Facts, c client) []Match {
	if len(c.ExplicitAuthFlows) == 0 || c.signsIn() || c.isMachine() || slices.ContainsFunc(c.ExplicitAuthFlows, func(flow string) bool { return flow != "ALLOW_REFRESH_TOKEN_AUTH" }) {
		return nil
	}
	return c.found("has no flow to sign in with, neither for an SDK nor for OAuth", c.at(atFlows), c.at(atOAuthFlows))
}

func checkAppFactorScope(f Facts) []Match {
	clients := f.userClients()
	if f.MfaMode() != Optional || !f.appFactor() || len(clients) == 0 || slices.ContainsFunc(clients, client.callsUserAPIs) {
		return nil
	}
	var settings []string
	for _, c := range clients {
		settings = append(settings, c.at(atScopes))
	}
	return found("MFA is optional with an authenticator app, but no app client has the scope "+userAPIScope+", without which users cannot set one up", append(settings, atApp)...)
}

func checkClientToken(_ Facts, c client) []Match {
	if !c.allows("ALLOW_CLIENT_TOKEN_AUTH") || c.isConfidential() {
		return nil
	}
	return c.found("allows ALLOW_CLIENT_TOKEN_AUTH but has no secret", c.at(atFlows), c.at(atSecret))
}

// token is the validity of one kind of token.
type token struct {
	name             string // AccessToken
	validity         *int
	unit             *string
	defaultUnit      string
	usual            int // in seconds, when neither is set
	minimum, maximum int // in seconds
	span             string
}

const (
	hour = 60 * 60
	day  = 24 * hour
)

var secondsOf = map[string]int{"seconds": 1, "minutes": 60, "hours": hour, "days": day}

// tokens are the access, ID and refresh token of a client.
func (c client) tokens() [3]token {
	var units TokenValidityUnits
	if c.TokenValidityUnits != nil {
		units = *c.TokenValidityUnits
	}
	return [...]token{
		{"AccessToken", c.AccessTokenValidity, units.AccessToken, "hours", hour, 5 * 60, day, "5 minutes to 1 day"},
		{"IdToken", c.IdTokenValidity, units.IdToken, "hours", hour, 5 * 60, day, "5 minutes to 1 day"},
		{"RefreshToken", c.RefreshTokenValidity, units.RefreshToken, "days", 30 * day, hour, 3650 * day, "1 hour to 10 years"},
	}
}

// path is the setting of the token's validity.
func (t token) path() string { return atClient + t.name + "Validity" }

// unitName is the unit that counts.
func (t token) unitName() string {
	if t.unit == nil {
		return t.defaultUnit
	}
	return *t.unit
}

// isDefault reports whether the token has the validity that Cognito selects, as
// it does for 0.
func (t token) isDefault() bool { return t.validity == nil || *t.validity == 0 }

// seconds is the validity. known is false for a unit that does not exist, and for
// a unit without a number.
func (t token) seconds() (seconds int, known bool) {
	if t.isDefault() {
		return t.usual, t.unit == nil
	}
	unit := secondsOf[t.unitName()]
	return *t.validity * unit, unit > 0
}

// inRange reports whether the validity is one that Cognito accepts, as far as it
// is known.
func (t token) inRange() bool {
	seconds, known := t.seconds()
	return !known || t.minimum <= seconds && seconds <= t.maximum
}

func checkTokenRange(_ Facts, c client) []Match {
	var matches []Match
	for _, t := range c.tokens() {
		if !t.inRange() {
			matches = append(matches, c.found(fmt.Sprintf("has %s of %d %s; the allowed range is %s", Name(t.path()), *t.validity, t.unitName(), t.span), c.at(t.path()))...)
		}
	}
	return matches
}

func checkTokenOrder(_ Facts, c client) []Match {
	tokens := c.tokens()
	refresh, known := tokens[2].seconds()
	if !known {
		return nil
	}
	for _, t := range tokens {
		if !t.inRange() {
			return nil // the service reports it before this
		}
	}
	for _, t := range tokens[:2] {
		if seconds, known := t.seconds(); known && seconds > refresh {
			return c.found(both(t.path(), atRefresh)+": the first is valid for longer than the refresh token", c.at(atRefresh), c.at(t.path()))
		}
	}
	return nil
}

func checkRefreshZero(_ Facts, c client) []Match {
	if c.RefreshTokenValidity == nil || *c.RefreshTokenValidity != 0 {
		return nil
	}
	return c.found("has "+Name(atRefresh)+" of 0, which is 30 days", c.at(atRefresh))
}

func checkUnitAlone(_ Facts, c client) []Match {
	var matches []Match
	for _, t := range c.tokens() {
		if t.unit != nil && t.validity == nil {
			matches = append(matches, c.found(fmt.Sprintf("has %s without %s", Name(atUnits+t.name), Name(t.path())), c.at(atUnits+t.name), c.at(t.path()))...)
		}
	}
	return matches
}

func checkRotationFlow(_ Facts, c client) []Match {
	if !c.rotates() || !c.allows("ALLOW_REFRESH_TOKEN_AUTH") {
		return nil
	}
	return c.found("has refresh token rotation and ALLOW_REFRESH_TOKEN_AUTH, which exclude each other", c.at(atFlows), c.at(atRotation+"Feature"))
}

func checkRotationSupport(_ Facts, c client) []Match {
	if !c.rotates() {
		return nil
	}
	return c.found("rotates refresh tokens, so the app must call GetTokensFromRefreshToken", c.at(atRotation+"Feature"))
}

func checkGrace(_ Facts, c client) []Match {
	if !c.rotates() || c.RefreshTokenRotation.RetryGracePeriodSeconds == nil || *c.RefreshTokenRotation.RetryGracePeriodSeconds != 0 {
		return nil
	}
	return c.found("rotates refresh tokens without a grace period, so a lost answer signs the user out", c.at(atRotation+"RetryGracePeriodSeconds"))
}

func checkSessionTime(f Facts, c client) []Match {
	sendsCodes := slices.Contains(f.firstFactors(), "EMAIL_OTP") || f.mfaOn() && f.emailFactor()
	if c.isMachine() || !sendsCodes || c.AuthSessionValidity != nil && *c.AuthSessionValidity > 3 {
		return nil
	}
	return c.found("gives users 3 minutes to enter a code that is sent by email", c.at(atSession))
}

// currentFlows are the current names of flows with a legacy name.
var currentFlows = map[string]string{
	"ADMIN_NO_SRP_AUTH":     "ALLOW_ADMIN_USER_PASSWORD_AUTH",
	"CUSTOM_AUTH_FLOW_ONLY": "ALLOW_CUSTOM_AUTH",
	"USER_PASSWORD_AUTH":    "ALLOW_USER_PASSWORD_AUTH",
}

func editFlowNames(_ Facts, c client) []Edit {
	flows := slices.Clone(c.ExplicitAuthFlows)
	for i, flow := range flows {
		if current := currentFlows[flow]; current != "" {
			flows[i] = current
		}
	}
	return setList(c.at(atFlows), flows)
}

// addFlow adds a flow to those of a client.
func addFlow(flow string) func(Facts, client) []Edit {
	return func(_ Facts, c client) []Edit { return setList(c.at(atFlows), plus(c.ExplicitAuthFlows, flow)) }
}

// editOnlyClient adds a flow that one client of the pool must have, if there is but
// one to choose and it sets its flows.
func editOnlyClient(flow string) func(Facts, Finding) []Edit {
	return func(f Facts, _ Finding) []Edit {
		clients := f.userClients()
		if len(clients) != 1 || clients[0].ExplicitAuthFlows == nil {
			return nil
		}
		return addFlow(flow)(f, clients[0])
	}
}

func editPasswordFlow(_ Facts, c client) []Edit {
	flows := slices.Clone(c.ExplicitAuthFlows)
	i := slices.Index(flows, "ALLOW_USER_PASSWORD_AUTH")
	if i < 0 {
		return nil // USER_PASSWORD_AUTH is not combined with current names
	}
	flows[i] = "ALLOW_USER_SRP_AUTH"
	return setList(c.at(atFlows), flows)
}

// editTokenRange sets the nearest validity that is allowed, in the unit that the
// token has.
func editTokenRange(f Facts, finding Finding) []Edit {
	c := f.clientOf(finding)
	for _, t := range c.tokens() {
		if path := c.at(t.path()); path == finding.Settings[0] {
			return setTo(path, t.nearest())
		}
	}
	return nil
}

// nearest is the validity in range that is closest to that of the token.
func (t token) nearest() int {
	unit := secondsOf[t.unitName()]
	if seconds, _ := t.seconds(); seconds > t.maximum {
		return t.maximum / unit
	}
	return (t.minimum + unit - 1) / unit
}

// editTokenOrder lets the other tokens expire with the refresh token: a longer life
// of that one is for the user to decide.
func editTokenOrder(_ Facts, c client) []Edit {
	tokens := c.tokens()
	refresh, _ := tokens[2].seconds()
	var edits []Edit
	for _, t := range tokens[:2] {
		if seconds, known := t.seconds(); !known || seconds <= refresh {
			continue
		}
		validity := refresh / secondsOf[t.unitName()]
		if validity == 0 {
			return nil
		}
		edits = append(edits, setTo(c.at(t.path()), validity)...)
	}
	return edits
}

func editRefreshZero(_ Facts, c client) []Edit {
	edits := removed(c.at(atRefresh))
	if c.TokenValidityUnits != nil && c.TokenValidityUnits.RefreshToken != nil {
		edits = append(edits, removed(c.at(atUnits+"RefreshToken"))...)
	}
	return edits
}

func editRotationFlow(_ Facts, c client) []Edit {
	return setList(c.at(atFlows), without(c.ExplicitAuthFlows, func(flow string) bool { return flow == "ALLOW_REFRESH_TOKEN_AUTH" }))
}

// What the rules on short times ask for at least.
const (
	leastGrace    = 10 // seconds
	leastCodeTime = 5  // minutes
)
