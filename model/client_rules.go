package model

import (
	"fmt"
	"slices"
	"strings"
)

// Paths of app clients that the rules are about.
const (
	atClients     = "CreateUserPoolClient"
	atClient      = atClients + "[]."
	atOAuthFlows  = atClient + "AllowedOAuthFlows"
	atScopes      = atClient + "AllowedOAuthScopes"
	atCallbacks   = atClient + "CallbackURLs"
	atLogouts     = atClient + "LogoutURLs"
	atOAuthOn     = atClient + "AllowedOAuthFlowsUserPoolClient"
	atOffered     = atClient + "SupportedIdentityProviders"
	atSecret      = atClient + "GenerateSecret"
	atOwnSecret   = atClient + "ClientSecret"
	atUserContext = atClient + "EnablePropagateAdditionalUserContextData"
	atAnalytics   = atClient + "AnalyticsConfiguration."
)

// oauthFlowException is the service's exception for OAuth flows that cannot be
// combined with the rest of an app client.
const oauthFlowException = "InvalidOAuthFlowException"

var clientRules = []Rule{
	{
		ID: "machine-flow-alone", Severity: Error,
		Settings:   []string{atOAuthFlows},
		Summary:    "client_credentials is for machines, code and implicit are for users. One app client cannot have both.",
		Fix:        "remove client_credentials from AllowedOAuthFlows, and create a second app client for machines",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Code: oauthFlowException, Text: "client_credentials flow can not be selected along with code flow or implicit flow.", Match: "client_credentials flow can not be selected along with"}},
		Check:      ofClients(checkMachineFlow),
	},
	{
		ID: "machine-needs-secret", Severity: Error,
		Settings:   []string{atSecret, atOAuthFlows},
		Summary:    "A client with client_credentials proves who it is with its secret. A secret can be added only when the client is created.",
		Fix:        "set GenerateSecret to true; an existing client without a secret must be replaced by a new one",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Code: oauthFlowException, Text: "client_credentials flow can not be selected if client does not have a client secret.", Match: "client_credentials flow can not be selected if client does not have"}},
		Check:      ofClients(checkMachineSecret),
		Edits:      settingTo(true),
	},
	{
		ID: "machine-user-scope", Severity: Error,
		Settings:   []string{atScopes, atOAuthFlows},
		Summary:    "A machine has no user, so client_credentials allows only scopes of resource servers: no openid, email, phone, profile or aws.cognito.signin.user.admin.",
		Fix:        "use only scopes of resource servers, written Identifier/ScopeName",
		Source:     "rejected in a real deployment: openid is not supported with client_credentials flow",
		Rejections: []Rejection{{Code: oauthFlowException, Text: "%s is not supported with client_credentials flow", Values: firstUserScope, Match: "is not supported with client_credentials flow"}},
		Check:      ofClients(checkMachineScope),
		Edits:      editClient(editMachineScope),
	},
	{
		ID: "machine-needs-resource-server", Severity: Warning,
		Settings: []string{atOAuthFlows, "CreateResourceServer"},
		Summary:  "client_credentials needs a scope of a resource server. Without a resource server there is no scope that the client could have.",
		Fix:      "create a resource server with a scope, and add the scope to AllowedOAuthScopes",
		Source:   "developer guide, resource servers; follows from the rejections of scopes",
		Check:    ofClients(checkMachineApi),
	},
	{
		ID: "oauth-incomplete", Severity: Error,
		Settings:   []string{atOAuthFlows, atScopes, atOAuthOn},
		Summary:    "A client with AllowedOAuthFlowsUserPoolClient needs at least one OAuth flow and one scope.",
		Fix:        "set AllowedOAuthFlows and AllowedOAuthScopes, or remove AllowedOAuthFlowsUserPoolClient",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.", Match: "AllowedOAuthFlows and AllowedOAuthScopes are required"}},
		Check:      ofClients(checkOAuthIncomplete),
		Edits:      editClient(editOAuthIncomplete),
	},
	{
		ID: "scope-unknown", Severity: Error,
		Settings:   []string{atScopes},
		Summary:    "A scope is openid, email, phone, profile, aws.cognito.signin.user.admin, or a scope of a resource server, written as its Identifier, a slash and the ScopeName.",
		Fix:        "correct the scope, or add it to a resource server",
		Source:     "rejected in real deployments, 2026-09: Invalid scope requested",
		Rejections: []Rejection{{Code: "ScopeDoesNotExistException", Text: "Invalid scope requested: %s", Values: firstUnknownScope, Match: "Invalid scope requested"}},
		Check:      checkScopes,
		Edits:      editClient(editScopes),
	},
	{
		ID: "oauth-disabled", Severity: Warning,
		Settings: []string{atOAuthOn, atOAuthFlows, atScopes, atCallbacks, atLogouts},
		Summary:  "Without AllowedOAuthFlowsUserPoolClient, Cognito stores the OAuth settings and ignores them: sign-in fails with Client is not enabled for OAuth2.0 flows, and tokens with invalid_grant.",
		Fix:      "set AllowedOAuthFlowsUserPoolClient to true",
		Source:   "API reference, CreateUserPoolClient; reported by many users",
		Check:    ofClients(checkOAuthDisabled),
		Edits:    settingTo(true),
	},
	{
		ID: "callback-required", Severity: Error,
		Settings:   []string{atCallbacks, atOAuthFlows},
		Summary:    "The flows code and implicit return the user to a callback URL.",
		Fix:        "set CallbackURLs",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "CallbackUrls can not be empty when code flow or implicit flow is selected", Match: "CallbackUrls can not be empty"}},
		Check:      ofClients(checkCallbackRequired),
	},
	{
		ID: "url-needs-https", Severity: Error, OwnValue: true,
		Settings:   []string{atCallbacks, atLogouts},
		Summary:    "Callback and logout URLs have https. Only localhost, 127.0.0.1 and [::1] can have http, and apps can have a scheme of their own.",
		Fix:        "use https, or localhost for development",
		Source:     "rejected in real deployments, 2026-09: cannot use the HTTP protocol.",
		Rejections: []Rejection{{Text: "%s cannot use the HTTP protocol.", Values: urlThat(isPlainHTTP), Match: "cannot use the HTTP protocol"}},
		Check:      ofClients(checkPlainHTTP),
		Edits:      editURLs(withHTTPS),
	},
	{
		ID: "callback-fragment", Severity: Error, OwnValue: true,
		Settings:   []string{atCallbacks},
		Summary:    "A callback URL cannot have a fragment (#): OAuth uses that part itself.",
		Fix:        "remove # and what follows it",
		Source:     "rejected in real deployments, 2026-09: cannot use fragment",
		Rejections: []Rejection{{Text: "%s cannot use fragment", Values: urlThat(hasFragment), Match: "cannot use fragment"}},
		Check:      ofClients(checkFragment),
		Edits:      editURLs(withoutFragment),
	},
	{
		ID: "url-not-absolute", Severity: Error, OwnValue: true,
		Settings: []string{atCallbacks, atLogouts},
		Summary:  "Callback and logout URLs are absolute: they begin with a scheme such as https://.",
		Fix:      "add the scheme, such as https://",
		Source:   "API reference, CreateUserPoolClient",
		Check:    ofClients(checkAbsolute),
	},
	{
		ID: "default-callback-listed", Severity: Error,
		Settings:   []string{atClient + "DefaultRedirectURI", atCallbacks},
		Summary:    "The default callback URL is one of the callback URLs.",
		Fix:        "add DefaultRedirectURI to CallbackURLs, or set it to one of them",
		Source:     "rejected in real deployments, 2026-09: is not in the callback URIs list.",
		Rejections: []Rejection{{Text: "The default redirect URI %s is not in the callback URIs list.", Values: defaultCallback, Match: "is not in the callback URIs list"}},
		Check:      ofClients(checkDefaultCallback),
	},
	{
		ID: "callback-to-match", Severity: ToDo,
		Settings: []string{atCallbacks},
		Summary:  "The app must send one of the callback URLs exactly as it is listed, with the same port and the same slash at the end. Otherwise sign-in fails with redirect_mismatch.",
		Fix:      "copy the URL from CallbackURLs to the configuration of the app",
		Source:   "API reference, CreateUserPoolClient; reported by many users",
		Check:    ofClients(checkCallbackMatch),
	},
	{
		ID: "logout-missing", Severity: Advice,
		Settings: []string{atLogouts},
		Summary:  "Sign-out at the logout endpoint returns the user to one of the logout URLs, and fails without one.",
		Fix:      "set LogoutURLs",
		Source:   "API reference, CreateUserPoolClient",
		Check:    ofClients(checkLogout),
	},
	{
		ID: "implicit-flow", Severity: Warning,
		Settings: []string{atOAuthFlows},
		Summary:  "With the implicit flow, tokens appear in the address bar and in the browser's history, and there is no refresh token.",
		Fix:      "use the flow code with PKCE",
		Source:   "developer guide, PKCE in authorization code grants",
		Check:    ofClients(checkImplicit),
	},
	{
		ID: "pkce-to-use", Severity: ToDo,
		Settings: []string{atOAuthFlows, atSecret},
		Summary:  "A client without a secret is safe only if the app uses PKCE with the method S256. No setting of the client enforces it.",
		Fix:      "send code_challenge with the method S256",
		Source:   "developer guide, PKCE in authorization code grants",
		Check:    ofClients(checkPKCE),
	},
	{
		ID: "oauth-needs-domain", Severity: Warning,
		Settings: []string{atOAuthFlows, "CreateUserPoolDomain"},
		Summary:  "OAuth clients use endpoints on the pool's domain, for machines too. Without a domain there are none.",
		Fix:      "create a domain for the pool",
		Source:   "developer guide, domains of user pools",
		Check:    ofClients(checkOAuthDomain),
	},
	{
		ID: "scope-needs-openid", Severity: Warning,
		Settings: []string{atScopes},
		Summary:  "The scopes email, phone and profile select claims of the ID token, which needs the scope openid.",
		Fix:      "add openid to AllowedOAuthScopes",
		Source:   "developer guide, scopes; API reference, CreateUserPoolClient",
		Check:    ofClients(checkOpenid),
		Edits:    editClient(editOpenid),
	},
	{
		ID: "sdk-tokens-lack-scopes", Severity: Advice,
		Settings: []string{atClient + "ExplicitAuthFlows", atScopes},
		Summary:  "Tokens of sign-in through an SDK have no scope but aws.cognito.signin.user.admin. Scopes of resource servers come from OAuth, or from a pre token generation trigger of version V2_0 or later.",
		Fix:      "sign in with OAuth where the scopes are needed, or add them in a pre token generation trigger of version V2_0 or later",
		Source:   "developer guide, scopes; reported by users",
		Check:    ofClients(checkSdkScopes),
	},
	{
		ID: "machine-tokens-billed", Severity: Advice,
		Settings: []string{atOAuthFlows},
		Summary:  "Each token of a machine client is billed, and none are free.",
		Fix:      "keep each token until it expires",
		Source:   "AWS pricing, Amazon Cognito, 2026",
		Check:    ofClients(checkMachineCost),
	},
	{
		ID: "scopes-to-request", Severity: ToDo,
		Settings: []string{atScopes},
		Summary:  "The discovery document lists scopes that the client may lack. Cognito rejects a sign-in that requests one of them (invalid_scope).",
		Fix:      "let the app request only the scopes of the client",
		Source:   "reported by users; developer guide, scopes",
		Check:    ofClients(checkScopeRequests),
	},
	{
		ID: "user-scope-missing", Severity: Advice,
		Settings: []string{atScopes},
		Summary:  "An app that lets its users register passkeys or set up MFA calls the user APIs. Their access token needs the scope aws.cognito.signin.user.admin; otherwise the call fails with Access Token does not have required scopes.",
		Fix:      "add aws.cognito.signin.user.admin to AllowedOAuthScopes",
		Source:   "API reference, CreateUserPoolClient; reported by users",
		Check:    ofClients(checkUserScope),
	},
	{
		ID: "secret-in-app", Severity: Warning,
		Settings: []string{atSecret, atCallbacks, atOAuthFlows},
		Summary:  "A browser or mobile app cannot keep a secret, and SDK sign-in without SECRET_HASH fails with Unable to verify secret hash for client.",
		Fix:      "set GenerateSecret to false, and use the flow code with PKCE",
		Source:   "AWS knowledge center, Unable to verify secret hash",
		Check:    ofClients(checkSecretInApp),
		Edits:    editClient(editSecretInApp),
	},
	{
		ID: "secret-twice", Severity: Error,
		Settings: []string{atOwnSecret, atSecret},
		Summary:  "A client has a generated secret or one of your own, not both.",
		Fix:      "remove ClientSecret or GenerateSecret",
		Source:   "API reference, CreateUserPoolClient: you cannot specify both",
		Check:    ofClients(checkSecretTwice),
	},
	{
		ID: "user-context-needs-secret", Severity: Error,
		Settings:   []string{atUserContext, atSecret},
		Summary:    "Only a client with a secret can pass on the context of a user.",
		Fix:        "set GenerateSecret to true, or remove EnablePropagateAdditionalUserContextData",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Client Secret is required to set EnablePropagateAdditionalUserContextData as true", Match: "Client Secret is required to set EnablePropagateAdditionalUserContextData"}},
		Check:      ofClients(checkUserContext),
	},
	{
		ID: "user-context-unused", Severity: Advice,
		Settings: []string{atUserContext, atThreats},
		Summary:  "Only threat protection evaluates the context of a user.",
		Fix:      "enable threat protection, or remove EnablePropagateAdditionalUserContextData",
		Source:   "API reference, CreateUserPoolClient",
		Check:    ofClients(checkUserContextUse),
		Edits:    removeFirst,
	},
	{
		ID: "user-existence-visible", Severity: Warning,
		Settings: []string{atClient + "PreventUserExistenceErrors"},
		Summary:  "Without this setting (LEGACY), errors tell whether a user exists, so that anyone can find out who has an account.",
		Fix:      "set PreventUserExistenceErrors to ENABLED",
		Source:   "API reference, CreateUserPoolClient",
		Check:    ofClients(checkUserExistence),
		Edits:    settingTo("ENABLED"),
	},
	{
		ID: "token-revocation-off", Severity: Warning,
		Settings: []string{atClient + "EnableTokenRevocation"},
		Summary:  "Without token revocation, a leaked refresh token works until it expires.",
		Fix:      "set EnableTokenRevocation to true, or remove it",
		Source:   "API reference, CreateUserPoolClient",
		Check:    ofClients(checkRevocation),
		Edits:    settingTo(true),
	},
	{
		ID: "analytics-incomplete", Severity: Error,
		Settings:   []string{atAnalytics + "ApplicationArn", atAnalytics + "ApplicationId", atAnalytics + "RoleArn", atAnalytics + "ExternalId"},
		Summary:    "Analytics needs ApplicationArn, or all of ApplicationId, RoleArn and ExternalId, but not both.",
		Fix:        "set ApplicationArn alone, or remove AnalyticsConfiguration",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid", Match: "Invalid analytics configuration given"}},
		Check:      ofClients(checkAnalytics),
		Edits:      editClient(editAnalytics),
	},
	{
		ID: "analytics-region", Severity: Warning,
		Settings:   []string{atAnalytics + "ApplicationArn"},
		Summary:    "Cognito sends events only to Pinpoint applications in some Regions, mostly that of the pool or us-east-1.",
		Fix:        "use an application in the pool's Region or in us-east-1",
		Source:     "rejected in real deployments, 2026-09: The integration with Pinpoint is not supported for the requested Region; which pairs are allowed is unverified",
		Rejections: []Rejection{{Match: "The integration with Pinpoint is not supported"}},
		Check:      ofClients(checkAnalyticsRegion),
	},
	{
		ID: "analytics-retired", Severity: Warning,
		Settings: []string{atAnalytics + "ApplicationArn", atAnalytics + "ApplicationId"},
		Summary:  "Amazon Pinpoint accepts no new customers since May 2025 and ended in October 2026.",
		Fix:      "remove AnalyticsConfiguration",
		Source:   "Amazon Pinpoint user guide, end of support",
		Check:    ofClients(checkAnalyticsRetired),
		Edits:    editClient(editAnalytics),
	},
}

// client is an app client of a draft and its place in the list.
type client struct {
	*CreateUserPoolClient
	index int
}

// ofClients turns a check of one app client into that of a rule.
func ofClients(check func(f Facts, c client) []Match) func(Facts) []Match {
	return func(f Facts) []Match {
		var matches []Match
		for i := range f.CreateUserPoolClient {
			matches = append(matches, check(f, client{&f.CreateUserPoolClient[i], i})...)
		}
		return matches
	}
}

// clientOf is the app client that a finding is about.
func (f Facts) clientOf(finding Finding) client {
	i := firstIndex(finding)
	return client{&f.CreateUserPoolClient[i], i}
}

// at is the path of a setting of the client, which is given as its general path
// or as its name.
func (c client) at(setting string) string {
	return at(atClients, c.index, strings.TrimPrefix(setting, atClient))
}

// found is one violation. The message begins with the name of the client.
func (c client) found(predicate string, settings ...string) []Match {
	return found(c.named()+" "+predicate, settings...)
}

func (c client) named() string { return fmt.Sprintf("the app client %q", deref(c.ClientName)) }

// isMachine reports whether the client gets tokens for itself.
func (c client) isMachine() bool { return slices.Contains(c.AllowedOAuthFlows, "client_credentials") }

// signsIn reports whether users of the client sign in with OAuth.
func (c client) signsIn() bool {
	return slices.Contains(c.AllowedOAuthFlows, "code") || slices.Contains(c.AllowedOAuthFlows, "implicit")
}

// isConfidential reports whether the client has a secret.
func (c client) isConfidential() bool { return isTrue(c.GenerateSecret) || c.ClientSecret != nil }

// hasDomain reports whether the pool has a domain, in the draft or in what was
// described.
func (f Facts) hasDomain() bool { return f.HasDomain || len(f.CreateUserPoolDomain) > 0 }

// userScopes are the scopes that every pool has, all about a user.
var userScopes = optionValues(byPath[atScopes].Known)

func checkMachineFlow(_ Facts, c client) []Match {
	if !c.isMachine() || !c.signsIn() {
		return nil
	}
	return c.found("has client_credentials together with a flow for users; Cognito rejects the combination", c.at(atOAuthFlows))
}

func checkMachineSecret(_ Facts, c client) []Match {
	if !c.isMachine() || c.isConfidential() {
		return nil
	}
	return c.found("has client_credentials but no secret", c.at(atSecret), c.at(atOAuthFlows))
}

// machineScopes are the scopes of a client for machines alone.
func (c client) machineScopes() []string {
	if !c.isMachine() || c.signsIn() {
		return nil
	}
	return c.AllowedOAuthScopes
}

func isUserScope(scope string) bool { return slices.Contains(userScopes, scope) }

func checkMachineScope(_ Facts, c client) []Match {
	i := slices.IndexFunc(c.machineScopes(), isUserScope)
	if i < 0 {
		return nil
	}
	return c.found(fmt.Sprintf("has client_credentials and the scope %s, which is about a user", c.AllowedOAuthScopes[i]), c.at(atScopes), c.at(atOAuthFlows))
}

func firstUserScope(f Facts, findings []Finding) []string {
	scopes := f.clientOf(findings[0]).AllowedOAuthScopes
	return []string{scopes[slices.IndexFunc(scopes, isUserScope)]}
}

func checkMachineApi(f Facts, c client) []Match {
	if !c.isMachine() || len(f.CreateResourceServer) > 0 {
		return nil
	}
	return c.found("has client_credentials, but the pool has no resource server whose scopes it could use", c.at(atOAuthFlows))
}

func checkOAuthIncomplete(_ Facts, c client) []Match {
	if !isTrue(c.AllowedOAuthFlowsUserPoolClient) || len(c.AllowedOAuthFlows) > 0 && len(c.AllowedOAuthScopes) > 0 {
		return nil
	}
	missing := atOAuthFlows
	if len(c.AllowedOAuthFlows) > 0 {
		missing = atScopes
	}
	return c.found("can use OAuth but has no "+Name(missing), c.at(missing), c.at(atOAuthOn))
}

func checkOAuthDisabled(_ Facts, c client) []Match {
	if isTrue(c.AllowedOAuthFlowsUserPoolClient) {
		return nil
	}
	var unused []string
	for _, list := range [...]struct {
		path   string
		values []string
	}{{atOAuthFlows, c.AllowedOAuthFlows}, {atScopes, c.AllowedOAuthScopes}, {atCallbacks, c.CallbackURLs}, {atLogouts, c.LogoutURLs}} {
		if len(list.values) > 0 {
			unused = append(unused, list.path)
		}
	}
	if unused == nil {
		return nil
	}
	message := fmt.Sprintf("has %s, but %s is not true, so they are ignored", names(unused), Name(atOAuthOn))
	settings := []string{c.at(atOAuthOn)}
	for _, path := range unused {
		settings = append(settings, c.at(path))
	}
	return c.found(message, settings...)
}

func checkCallbackRequired(_ Facts, c client) []Match {
	if !c.signsIn() || len(c.CallbackURLs) > 0 {
		return nil
	}
	return c.found("has a flow for users but no callback URL to return to", c.at(atCallbacks), c.at(atOAuthFlows))
}

// findURLs returns a violation for each list that has a URL for which isBad
// reports true.
func (c client) findURLs(predicate string, isBad func(string) bool) []Match {
	var matches []Match
	for _, list := range [...]struct {
		path string
		urls []string
	}{{atCallbacks, c.CallbackURLs}, {atLogouts, c.LogoutURLs}} {
		if i := slices.IndexFunc(list.urls, isBad); i >= 0 {
			matches = append(matches, c.found(fmt.Sprintf("has %q in %s, %s", list.urls[i], Name(list.path), predicate), c.at(list.path))...)
		}
	}
	return matches
}

// urlThat returns the values of a rejection that quotes the first URL for which
// isBad reports true, in the list that the finding is about.
func urlThat(isBad func(string) bool) func(Facts, []Finding) []string {
	return func(f Facts, findings []Finding) []string {
		value, _ := f.Get(findings[0].Settings[0])
		urls, _ := value.([]string)
		return []string{urls[slices.IndexFunc(urls, isBad)]}
	}
}

func checkPlainHTTP(_ Facts, c client) []Match {
	return c.findURLs("which has http on a host other than localhost", isPlainHTTP)
}

// isPlainHTTP reports whether a URL has http on a host other than the machine of
// the user.
func isPlainHTTP(url string) bool {
	const scheme = "http://"
	if len(url) < len(scheme) || !strings.EqualFold(url[:len(scheme)], scheme) {
		return false
	}
	host := url[len(scheme):]
	if end := strings.IndexAny(host, "/?#"); end >= 0 {
		host = host[:end]
	}
	if strings.HasPrefix(host, "[") {
		host = host[:strings.IndexByte(host+"]", ']')]
		return host != "[::1"
	}
	host, _, _ = strings.Cut(host, ":")
	return host != "localhost" && host != "127.0.0.1"
}

func checkFragment(_ Facts, c client) []Match {
	i := slices.IndexFunc(c.CallbackURLs, hasFragment)
	if i < 0 {
		return nil
	}
	return c.found(fmt.Sprintf("has %q in %s, which has a fragment (#)", c.CallbackURLs[i], Name(atCallbacks)), c.at(atCallbacks))
}

func hasFragment(url string) bool { return strings.Contains(url, "#") }

func checkAbsolute(_ Facts, c client) []Match {
	return c.findURLs("which is not absolute: it has no scheme", func(url string) bool { return url != "" && !hasScheme(url) })
}

// hasScheme reports whether a URL begins with a scheme and a colon.
func hasScheme(url string) bool {
	scheme, _, found := strings.Cut(url, ":")
	return found && scheme != "" && isLetter(scheme[0]) && all(scheme, func(r rune) bool {
		return r < 0x80 && (isLetter(byte(r)) || '0' <= r && r <= '9' || r == '+' || r == '-' || r == '.')
	})
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func checkDefaultCallback(_ Facts, c client) []Match {
	if c.DefaultRedirectURI == nil || slices.Contains(c.CallbackURLs, *c.DefaultRedirectURI) {
		return nil
	}
	return c.found(fmt.Sprintf("has the default callback URL %q, which is not in %s", *c.DefaultRedirectURI, Name(atCallbacks)), c.at("DefaultRedirectURI"), c.at(atCallbacks))
}

func defaultCallback(f Facts, findings []Finding) []string {
	return []string{*f.clientOf(findings[0]).DefaultRedirectURI}
}

func checkCallbackMatch(_ Facts, c client) []Match {
	if !c.signsIn() || len(c.CallbackURLs) == 0 {
		return nil
	}
	message := "accepts only the listed callback URLs, character by character"
	for _, url := range c.CallbackURLs {
		if other := withOrWithoutSlash(url); other != "" && !slices.Contains(c.CallbackURLs, other) {
			message += fmt.Sprintf("; it lists %q and not %q", url, other)
			break
		}
	}
	return c.found(message, c.at(atCallbacks))
}

// withOrWithoutSlash returns the other form of a URL that is an origin, with a
// slash at its end or without; it is empty for other URLs.
func withOrWithoutSlash(url string) string {
	_, rest, found := strings.Cut(url, "://")
	host, hadSlash := strings.CutSuffix(rest, "/")
	switch {
	case !found || host == "" || strings.ContainsAny(host, "/?#"):
		return ""
	case hadSlash:
		return strings.TrimSuffix(url, "/")
	default:
		return url + "/"
	}
}

func checkLogout(_ Facts, c client) []Match {
	if !c.signsIn() || len(c.LogoutURLs) > 0 {
		return nil
	}
	return c.found("has no logout URL, so that users cannot return to the app after sign-out", c.at(atLogouts))
}

func checkImplicit(_ Facts, c client) []Match {
	if !slices.Contains(c.AllowedOAuthFlows, "implicit") {
		return nil
	}
	return c.found("has the flow implicit, which shows tokens in the address bar", c.at(atOAuthFlows))
}

func checkPKCE(_ Facts, c client) []Match {
	if c.isConfidential() || !slices.Contains(c.AllowedOAuthFlows, "code") {
		return nil
	}
	return c.found("has no secret, so the app must use PKCE with the flow code", c.at(atOAuthFlows))
}

func checkUserScope(f Facts, c client) []Match {
	if c.isConfidential() || !c.signsIn() || !usesUserAPIs(f.Pool) || slices.Contains(c.AllowedOAuthScopes, userAPIScope) {
		return nil
	}
	return c.found("lacks "+userAPIScope+", so users cannot set up passkeys or MFA in the app", c.at(atScopes))
}

func checkOAuthDomain(f Facts, c client) []Match {
	if !isTrue(c.AllowedOAuthFlowsUserPoolClient) || len(c.AllowedOAuthFlows) == 0 || f.hasDomain() {
		return nil
	}
	return c.found("uses OAuth, but the pool has no domain for the endpoints", c.at(atOAuthFlows))
}

func checkOpenid(_ Facts, c client) []Match {
	if !c.signsIn() || slices.Contains(c.AllowedOAuthScopes, "openid") {
		return nil
	}
	i := slices.IndexFunc(c.AllowedOAuthScopes, isClaimScope)
	if i < 0 {
		return nil
	}
	return c.found(fmt.Sprintf("has the scope %s without openid, so it gets no ID token", c.AllowedOAuthScopes[i]), c.at(atScopes))
}

// isClaimScope reports whether a scope selects claims of the ID token.
func isClaimScope(scope string) bool {
	return scope == "email" || scope == "phone" || scope == "profile"
}

func checkSdkScopes(f Facts, c client) []Match {
	if !c.signsIn() || !slices.ContainsFunc(c.ExplicitAuthFlows, isUserFlow) || f.customizesAccessTokens() {
		return nil
	}
	i := slices.IndexFunc(c.AllowedOAuthScopes, func(scope string) bool { return !isUserScope(scope) })
	if i < 0 {
		return nil
	}
	return c.found(fmt.Sprintf("has the scope %s, which tokens of sign-in through an SDK do not contain", c.AllowedOAuthScopes[i]), c.at("ExplicitAuthFlows"), c.at(atScopes))
}

// customizesAccessTokens reports whether a trigger can add scopes to tokens.
func (p *Pool) customizesAccessTokens() bool {
	t := p.lambda().PreTokenGenerationConfig
	return t != nil && t.LambdaVersion != nil && *t.LambdaVersion != "V1_0"
}

func checkMachineCost(_ Facts, c client) []Match {
	if !c.isMachine() {
		return nil
	}
	return c.found("gets tokens with client_credentials, each of which is billed", c.at(atOAuthFlows))
}

func checkScopeRequests(f Facts, c client) []Match {
	if !c.signsIn() || !slices.Contains(c.AllowedOAuthScopes, "openid") {
		return nil
	}
	var missing []string
	for _, scope := range userScopes {
		isForNobody := scope == "phone" && !f.collects("phone_number")
		if isClaimScope(scope) && !isForNobody && !slices.Contains(c.AllowedOAuthScopes, scope) {
			missing = append(missing, scope)
		}
	}
	if missing == nil {
		return nil
	}
	return c.found("lacks "+listed(missing)+", so sign-in fails if the app or its library requests more than the scopes of the client", c.at(atScopes))
}

func checkSecretInApp(_ Facts, c client) []Match {
	if !c.isConfidential() {
		return nil
	}
	secret := c.at(atSecret)
	if c.ClientSecret != nil {
		secret = c.at(atOwnSecret)
	}
	if slices.Contains(c.AllowedOAuthFlows, "implicit") {
		return c.found("has a secret and the flow implicit, which is for browsers; they cannot keep a secret", secret, c.at(atOAuthFlows))
	}
	i := slices.IndexFunc(c.CallbackURLs, isAppURL)
	if i < 0 {
		return nil
	}
	return c.found(fmt.Sprintf("has a secret and the callback URL %q of a mobile or desktop app, which cannot keep a secret", c.CallbackURLs[i]), secret, c.at(atCallbacks))
}

// isAppURL reports whether a URL has the scheme of an installed app.
func isAppURL(url string) bool {
	return hasScheme(url) && !strings.HasPrefix(url, "https:") && !strings.HasPrefix(url, "http:")
}

func checkSecretTwice(_ Facts, c client) []Match {
	if !isTrue(c.GenerateSecret) || c.ClientSecret == nil {
		return nil
	}
	return c.found("has a generated secret and one of its own", c.at(atOwnSecret), c.at(atSecret))
}

func checkUserContext(_ Facts, c client) []Match {
	if !isTrue(c.EnablePropagateAdditionalUserContextData) || c.isConfidential() {
		return nil
	}
	return c.found("passes on the context of users, which requires a secret", c.at(atUserContext), c.at(atSecret))
}

func checkUserContextUse(f Facts, c client) []Match {
	if !isTrue(c.EnablePropagateAdditionalUserContextData) || f.protectsAgainstThreats() {
		return nil
	}
	return c.found("passes on the context of users, but threat protection is off", c.at(atUserContext), atThreats)
}

func checkUserExistence(_ Facts, c client) []Match {
	if c.PreventUserExistenceErrors != nil {
		return nil
	}
	return c.found("does not set PreventUserExistenceErrors, so errors tell whether a user exists", c.at("PreventUserExistenceErrors"))
}

func checkRevocation(_ Facts, c client) []Match {
	if c.EnableTokenRevocation == nil || *c.EnableTokenRevocation {
		return nil
	}
	return c.found("has EnableTokenRevocation set to false", c.at("EnableTokenRevocation"))
}

func checkAnalytics(_ Facts, c client) []Match {
	a := c.AnalyticsConfiguration
	if a == nil {
		return nil
	}
	byID, byARN := a.ApplicationId != nil && a.RoleArn != nil && a.ExternalId != nil, a.ApplicationArn != nil
	if byARN && a.ApplicationId == nil || byID && !byARN {
		return nil
	}
	return c.found("needs ApplicationArn, or all of ApplicationId, RoleArn and ExternalId, in AnalyticsConfiguration", c.at(atAnalytics+"ApplicationArn"), c.at(atAnalytics+"ApplicationId"))
}

func checkAnalyticsRegion(f Facts, c client) []Match {
	if c.AnalyticsConfiguration == nil {
		return nil
	}
	a, ok := splitARN(c.AnalyticsConfiguration.ApplicationArn)
	region, _ := f.poolRegion()
	if !ok || region == "" || a.region == region || a.region == "us-east-1" {
		return nil
	}
	return c.found(fmt.Sprintf("sends events to Pinpoint in %s, but the pool is in %s", a.region, region), c.at(atAnalytics+"ApplicationArn"))
}

func checkAnalyticsRetired(_ Facts, c client) []Match {
	if c.AnalyticsConfiguration == nil {
		return nil
	}
	return c.found("has AnalyticsConfiguration, but Amazon Pinpoint ended in October 2026", c.at(atAnalytics+"ApplicationArn"), c.at(atAnalytics+"ApplicationId"))
}

// editClient turns the change of one app client into that of a rule.
func editClient(edit func(f Facts, c client) []Edit) func(Facts, Finding) []Edit {
	return func(f Facts, finding Finding) []Edit { return edit(f, f.clientOf(finding)) }
}

func editMachineScope(_ Facts, c client) []Edit {
	return setList(c.at(atScopes), without(c.AllowedOAuthScopes, isUserScope))
}

// editOAuthIncomplete removes what enables OAuth from a client that has nothing of
// it.
func editOAuthIncomplete(_ Facts, c client) []Edit {
	if len(c.AllowedOAuthFlows)+len(c.AllowedOAuthScopes)+len(c.CallbackURLs)+len(c.LogoutURLs) > 0 {
		return nil
	}
	return removed(c.at(atOAuthOn))
}

// editScopes corrects scopes of which only the identifier is wrong.
func editScopes(f Facts, c client) []Edit {
	scopes, declared := slices.Clone(c.AllowedOAuthScopes), f.scopes()
	for i, text := range scopes {
		if hasScope(declared, text) {
			continue
		}
		if scopes[i] = f.similarScope(text); scopes[i] == "" {
			return nil
		}
	}
	return setList(c.at(atScopes), scopes)
}

// editURLs corrects the URLs of the list that the finding is about, and the default
// callback URL with them.
func editURLs(correct func(string) string) func(Facts, Finding) []Edit {
	return func(f Facts, finding Finding) []Edit {
		path := finding.Settings[0]
		value, _ := f.Get(path)
		urls, _ := value.([]string)
		urls = slices.Clone(urls)
		for i := range urls {
			urls[i] = correct(urls[i])
		}
		edits := setList(path, urls)
		if c := f.clientOf(finding); path == c.at(atCallbacks) && c.DefaultRedirectURI != nil && slices.Contains(c.CallbackURLs, *c.DefaultRedirectURI) {
			if url := correct(*c.DefaultRedirectURI); url != *c.DefaultRedirectURI {
				edits = append(edits, setTo(c.at("DefaultRedirectURI"), url)...)
			}
		}
		return edits
	}
}

func withHTTPS(url string) string {
	if !isPlainHTTP(url) {
		return url
	}
	return "https" + url[len("http"):]
}

func withoutFragment(url string) string {
	url, _, _ = strings.Cut(url, "#")
	return url
}

func editOpenid(_ Facts, c client) []Edit {
	return setList(c.at(atScopes), plus([]string{"openid"}, c.AllowedOAuthScopes...))
}

// editSecretInApp applies to a generated secret of an app whose callback URLs are
// all those of an installed app.
func editSecretInApp(_ Facts, c client) []Edit {
	isOther := func(url string) bool { return !isAppURL(url) }
	if c.ClientSecret != nil || len(c.CallbackURLs) == 0 || slices.ContainsFunc(c.CallbackURLs, isOther) {
		return nil
	}
	return setTo(c.at(atSecret), false)
}

// editAnalytics removes the analytics, which have ended.
func editAnalytics(_ Facts, c client) []Edit {
	return removed(c.at(strings.TrimSuffix(atAnalytics, ".")))
}
