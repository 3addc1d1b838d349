package model

import (
	"fmt"
	"slices"
	"strings"
)

// Paths of identity providers that the rules are about.
const (
	atProviders = "CreateIdentityProvider"
	atProvider  = atProviders + "[]."
	atType      = atProvider + "ProviderType"
	atDetails   = atProvider + "ProviderDetails"
	atMapping   = atProvider + "AttributeMapping"
)

// mappedUsername is a key of AttributeMapping that is not an attribute.
const mappedUsername = "username"

var identityProviderRules = []Rule{
	{
		ID: "social-provider-name", Severity: Error,
		Settings:   []string{atProvider + "ProviderName", atType},
		Summary:    "A social provider has the name of its type: Google, Facebook, LoginWithAmazon or SignInWithApple.",
		Fix:        "set ProviderName to the value of ProviderType",
		Source:     "rejected in real deployments, 2026-09: cannot be of type",
		Rejections: []Rejection{{Text: "Provider %s cannot be of type %s.", Values: providerNameAndType, Match: `Provider .* cannot be of type`}},
		Check:      ofProviders(checkProviderName),
		Edits:      editProviderName,
	},
	{
		ID: "social-details", Severity: Error,
		Settings:   []string{atDetails},
		Summary:    "Google, Facebook and LoginWithAmazon need client_id, client_secret and authorize_scopes.",
		Fix:        "set client_id, client_secret and authorize_scopes in ProviderDetails",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "clientId, clientSecret and authorizeScopes are all required idp details.", Match: "clientId, clientSecret and authorizeScopes are all required"}},
		Check:      needsDetails([]string{"Google", "Facebook", "LoginWithAmazon"}, "client_id", "client_secret", "authorize_scopes"),
	},
	{
		ID: "apple-details", Severity: Error,
		Settings:   []string{atDetails},
		Summary:    "SignInWithApple needs client_id, private_key, team_id and key_id.",
		Fix:        "set client_id, private_key, team_id and key_id in ProviderDetails",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "clientId, privateKey, teamId, and keyId are all required idp details.", Match: "clientId, privateKey, teamId, and keyId are all required"}},
		Check:      needsDetails([]string{"SignInWithApple"}, "client_id", "private_key", "team_id", "key_id"),
	},
	{
		ID: "oidc-details", Severity: Error,
		Settings:   []string{atDetails},
		Summary:    "An OIDC provider needs client_id, authorize_scopes, oidc_issuer and attributes_request_method.",
		Fix:        "set client_id, authorize_scopes, oidc_issuer and attributes_request_method in ProviderDetails",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "clientId, authorizeScopes, oidcIssuer and attributesRequestMethod are all required idp details.", Match: "clientId, authorizeScopes, oidcIssuer and attributesRequestMethod are all required"}},
		Check:      needsDetails([]string{oidc}, "client_id", "authorize_scopes", "oidc_issuer", "attributes_request_method"),
	},
	{
		ID: "oidc-method", Severity: Error, OwnValue: true,
		Settings: []string{atDetails},
		Summary:  "The attributes_request_method of an OIDC provider is GET or POST.",
		Fix:      "set attributes_request_method to GET or POST",
		Source:   "rejected in real deployments, 2026-09: Value at providerConfiguration.oidcConfig.attributesRequestMethod failed to satisfy constraint: Member must satisfy enum value set: [POST, GET]",
		Check:    ofProviders(checkOidcMethod),
		Edits:    editProvider(editOidcMethod),
	},
	{
		ID: "oidc-issuer-https", Severity: Error, OwnValue: true,
		Settings:   []string{atDetails},
		Summary:    "The oidc_issuer of an OIDC provider begins with https://.",
		Fix:        "set oidc_issuer to a URL that begins with https://",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "OIDC endpoint must start with https://"}},
		Check:      ofProviders(checkOidcIssuer),
		Edits:      editProvider(editOidcIssuer),
	},
	{
		ID: "oidc-openid-scope", Severity: Warning,
		Settings: []string{atDetails},
		Summary:  "OIDC requires the scope openid. Without it, sign-in fails.",
		Fix:      "add openid to authorize_scopes in ProviderDetails",
		Source:   "OpenID Connect Core 1.0, authentication request; behavior unverified",
		Check:    ofProviders(checkOidcScope),
		Edits:    editProvider(editOidcScope),
	},
	{
		ID: "oidc-endpoints", Severity: Warning,
		Settings: []string{atDetails},
		Summary:  "Without a discovery document at the issuer, an OIDC provider needs all of authorize_url, token_url, attributes_url and jwks_uri. Cognito ignores other names, such as authorization_endpoint.",
		Fix:      "set authorize_url, token_url, attributes_url and jwks_uri in ProviderDetails, or none of them",
		Source:   "API reference, CreateIdentityProvider; reported by users",
		Check:    ofProviders(checkOidcEndpoints),
		Edits:    editProvider(editOidcEndpoints),
	},
	{
		ID: "saml-metadata-missing", Severity: Error,
		Settings:   []string{atDetails},
		Summary:    "A SAML provider has its metadata document as MetadataURL or MetadataFile.",
		Fix:        "set MetadataURL or MetadataFile in ProviderDetails",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "At least one of the MetadataURL or MetadataFile should be provided.", Match: "At least one of the MetadataURL or MetadataFile"}},
		Check:      ofProviders(checkMetadataMissing),
	},
	{
		ID: "saml-metadata-twice", Severity: Error,
		Settings:   []string{atDetails},
		Summary:    "A SAML provider has MetadataURL or MetadataFile, not both.",
		Fix:        "remove MetadataURL or MetadataFile from ProviderDetails",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "Only one of the MetadataURL or MetadataFile should be provided.", Match: "Only one of the MetadataURL or MetadataFile"}},
		Check:      ofProviders(checkMetadataTwice),
	},
	{
		ID: "provider-scope-separator", Severity: Warning,
		Settings: []string{atDetails},
		Summary:  "The authorize_scopes of Google, LoginWithAmazon and OIDC have spaces between them, those of Facebook commas.",
		Fix:      "separate authorize_scopes as the provider does: by spaces, or by commas for Facebook",
		Source:   "API reference, CreateIdentityProvider",
		Check:    ofProviders(checkScopeSeparator),
		Edits:    editProvider(editScopeSeparator),
	},
	{
		ID: "saml-option-value", Severity: Warning, OwnValue: true,
		Settings: []string{atDetails},
		Summary:  "IDPSignout, IDPInit and EncryptedResponses of a SAML provider are true or false, and RequestSigningAlgorithm is rsa-sha256.",
		Fix:      "correct the value in ProviderDetails",
		Source:   "API reference, CreateIdentityProvider; how Cognito treats other values is untested",
		Check:    ofProviders(checkSamlOptions),
	},
	{
		ID: "facebook-api-version", Severity: Advice,
		Settings: []string{atDetails},
		Summary:  "Without api_version, Cognito calls an outdated version of the Facebook API.",
		Fix:      "set api_version in ProviderDetails to a version that Facebook supports",
		Source:   "API reference, CreateIdentityProvider",
		Check:    ofProviders(checkFacebookVersion),
	},
	{
		ID: "provider-to-prepare", Severity: ToDo,
		Settings: []string{atProviders, atDetails},
		Summary:  "The provider must know the pool: its redirect URL is https://DOMAIN/oauth2/idpresponse, for SAML https://DOMAIN/saml2/idpresponse with the entity ID urn:amazon:cognito:sp:POOL_ID. Cognito reads the metadata of SAML and the discovery document of OIDC when the provider is created.",
		Fix:      "register the URL of the pool's domain at the provider",
		Source:   "developer guide, identity providers",
		Rejections: []Rejection{{
			Match:    "from remote metadata source",
			Settings: []string{atDetails},
			Hint:     "check that MetadataURL can be read from the internet",
		}},
		Check: ofProviders(checkProviderReady),
	},
	{
		ID: "provider-not-offered", Severity: Warning,
		Settings: []string{atProvider + "ProviderName", atOffered},
		Summary:  "Sign-in offers an identity provider only if the app client lists it.",
		Fix:      "add the provider to SupportedIdentityProviders of an app client",
		Source:   "API reference, CreateUserPoolClient",
		Check:    checkNotOffered,
		Edits:    editProvider(editNotOffered),
	},
	{
		ID: "offers-nothing", Severity: Warning,
		Settings: []string{atOffered, atOAuthFlows},
		Summary:  "A client without SupportedIdentityProviders offers nothing on its login page, not even the users of the pool.",
		Fix:      "set SupportedIdentityProviders to COGNITO and the names of identity providers",
		Source:   "API reference, CreateUserPoolClient",
		Check:    ofClients(checkOffersNothing),
		Edits:    editOffersNothing,
	},
	{
		ID: "mapping-unknown-attribute", Severity: Error,
		Settings:   []string{atMapping},
		Summary:    "The keys of AttributeMapping are attributes of the pool, the values are claims of the provider. Custom attributes are written custom:NAME.",
		Fix:        "correct the attribute, add it to Schema, or exchange key and value",
		Source:     "reported by users: AttributeMapping contains invalid mapping",
		Rejections: []Rejection{{Text: "AttributeMapping contains invalid mapping: [%s]", Values: firstUnknownMapping, Match: "AttributeMapping contains invalid mapping"}},
		Check:      checkMappingKeys,
		Edits:      editProvider(editMappingKeys),
	},
	{
		ID: "mapping-required-missing", Severity: Warning,
		Settings: []string{atMapping, atSchema + "[].Required"},
		Summary:  "Every required attribute needs a mapping, or sign-in with the provider fails.",
		Fix:      "add the required attributes to AttributeMapping, or make them optional before you create the pool",
		Source:   "developer guide, attribute mapping",
		Check:    ofProviders(checkMappingRequired),
	},
	{
		ID: "mapping-immutable", Severity: Warning,
		Settings: []string{atSchema + "[].Mutable", atMapping},
		Summary:  "Cognito writes mapped attributes at each sign-in, so they must be mutable: the second sign-in fails with Attribute cannot be updated. Mutable can never be changed.",
		Fix:      "set Mutable of the attribute to true before you create the pool, or remove the mapping",
		Source:   "developer guide, attribute mapping; reported by users",
		Check:    checkMappingMutable,
		Edits:    settingTo(true),
	},
	{
		ID: "mapping-too-long", Severity: Warning,
		Settings: []string{atMapping, atSchema + "[].StringAttributeConstraints.MaxLength"},
		Summary:  "A token that is mapped to a custom attribute can have 2048 characters. A longer value than the attribute allows makes sign-in fail.",
		Fix:      "set MaxLength of the attribute to 2048",
		Source:   "developer guide, attribute mapping",
		Check:    checkMappingLength,
		Edits:    editProvider(editMappingLength),
	},
	{
		ID: "email-verified-not-mapped", Severity: Warning,
		Settings: []string{atMapping},
		Summary:  "A mapped email address is unverified unless email_verified is mapped too, and a code cannot verify it: recovery and codes by email then do not work.",
		Fix:      "add email_verified to AttributeMapping",
		Source:   "developer guide, attribute mapping",
		Check:    ofProviders(checkEmailVerified),
		Edits:    editProvider(editEmailVerified),
	},
	{
		ID: "federated-users-separate", Severity: Warning,
		Settings: []string{atUsernames, atProviders},
		Summary:  "A user who signs up with an email address and later signs in with a provider that has the same address is two users, unless a trigger links them.",
		Fix:      "link the users with AdminLinkProviderForUser, in PreSignUp or InboundFederation",
		Source:   "API reference, AdminLinkProviderForUser",
		Check:    checkSeparateUsers,
	},
	{
		ID: "mfa-not-for-federated", Severity: Advice,
		Settings: []string{atMode, atCreateMode, atProviders},
		Summary:  "Required MFA does not apply to users of identity providers: Cognito lets the provider ask for a second factor.",
		Fix:      "require MFA at the provider",
		Source:   "developer guide, multi-factor authentication",
		Check:    checkFederatedMfa,
	},
	{
		ID: "acr-mapping-oidc", Severity: Error,
		Settings: []string{atProvider + "AcrMapping", atType},
		Summary:  "Only OIDC providers have AcrMapping.",
		Fix:      "remove AcrMapping",
		Source:   "API reference of November 2026, CreateIdentityProvider",
		Check:    ofProviders(checkAcrMapping),
		Edits:    removeFirst,
	},
	{
		ID: "enterprise-users-billed", Severity: Advice,
		Settings: []string{atType},
		Summary:  fmt.Sprintf("Of the users of SAML and OIDC providers, only %d a month are free.", freeEnterpriseUsers),
		Fix:      "check the price for the number of users that you expect",
		Source:   "AWS pricing, Amazon Cognito, 2026",
		Check:    checkEnterpriseCost,
	},
}

const (
	oidc = "OIDC"
	saml = "SAML"
)

// socialTypes are the types whose providers have their names.
var socialTypes = []string{"Google", "Facebook", "LoginWithAmazon", "SignInWithApple"}

// provider is an identity provider of a draft and its place in the list.
type provider struct {
	*CreateIdentityProvider
	index int
}

// ofProviders turns a check of one identity provider into that of a rule.
func ofProviders(check func(f Facts, p provider) []Match) func(Facts) []Match {
	return func(f Facts) []Match {
		var matches []Match
		for i := range f.CreateIdentityProvider {
			matches = append(matches, check(f, provider{&f.CreateIdentityProvider[i], i})...)
		}
		return matches
	}
}

// providerOf is the identity provider that a finding is about.
func (f Facts) providerOf(finding Finding) provider {
	i := firstIndex(finding)
	return provider{&f.CreateIdentityProvider[i], i}
}

// at is the path of a setting of the provider, which is given as its general path.
func (p provider) at(setting string) string {
	return at(atProviders, p.index, strings.TrimPrefix(setting, atProvider))
}

// found is one violation. The message begins with the name of the provider.
func (p provider) found(predicate string, settings ...string) []Match {
	return found(fmt.Sprintf("the identity provider %q %s", deref(p.ProviderName), predicate), settings...)
}

// is reports whether the provider has one of the types.
func (p provider) is(types ...string) bool {
	return p.ProviderType != nil && slices.Contains(types, *p.ProviderType)
}

func checkProviderName(_ Facts, p provider) []Match {
	if p.ProviderName == nil || !p.is(socialTypes...) || *p.ProviderName == *p.ProviderType {
		return nil
	}
	return p.found("is of type "+*p.ProviderType+"; a social provider has the name of its type", p.at("ProviderName"), p.at(atType))
}

func providerNameAndType(f Facts, findings []Finding) []string {
	p := f.providerOf(findings[0])
	return []string{*p.ProviderName, *p.ProviderType}
}

// needsDetails is the check that providers of some types have details. It names
// keys alone, because values can be secret.
func needsDetails(types []string, keys ...string) func(Facts) []Match {
	return ofProviders(func(_ Facts, p provider) []Match {
		if !p.is(types...) || p.ProviderDetails == nil {
			return nil
		}
		var missing []string
		for _, key := range keys {
			if p.ProviderDetails[key] == "" {
				missing = append(missing, key)
			}
		}
		if missing == nil {
			return nil
		}
		return p.found(fmt.Sprintf("lacks %s in %s", listed(missing), Name(atDetails)), p.at(atDetails))
	})
}

func checkOidcMethod(_ Facts, p provider) []Match {
	method := p.ProviderDetails["attributes_request_method"]
	if !p.is(oidc) || method == "" || method == "GET" || method == "POST" {
		return nil
	}
	return p.found(fmt.Sprintf("has the attributes_request_method %q, which is not GET or POST", method), p.at(atDetails))
}

func checkOidcIssuer(_ Facts, p provider) []Match {
	issuer := p.ProviderDetails["oidc_issuer"]
	if !p.is(oidc) || issuer == "" || strings.HasPrefix(issuer, "https://") {
		return nil
	}
	return p.found(fmt.Sprintf("has the oidc_issuer %q, which does not begin with https://", issuer), p.at(atDetails))
}

func checkOidcScope(_ Facts, p provider) []Match {
	scopes := p.ProviderDetails["authorize_scopes"]
	if !p.is(oidc) || scopes == "" || slices.Contains(strings.Fields(scopes), "openid") {
		return nil
	}
	return p.found("lacks the scope openid in authorize_scopes", p.at(atDetails))
}

// oidcEndpoints are the details that replace a discovery document, each with a
// name from such a document that people use in its place.
var oidcEndpoints = []struct{ key, mistaken string }{
	{"authorize_url", "authorization_endpoint"},
	{"token_url", "token_endpoint"},
	{"attributes_url", "userinfo_endpoint"},
	{"jwks_uri", "jwks_url"},
}

func checkOidcEndpoints(_ Facts, p provider) []Match {
	if !p.is(oidc) {
		return nil
	}
	var missing []string
	for _, endpoint := range oidcEndpoints {
		if p.ProviderDetails[endpoint.mistaken] != "" {
			return p.found(fmt.Sprintf("has %s, which Cognito ignores; the detail is called %s", endpoint.mistaken, endpoint.key), p.at(atDetails))
		}
		if p.ProviderDetails[endpoint.key] == "" {
			missing = append(missing, endpoint.key)
		}
	}
	if missing == nil || len(missing) == len(oidcEndpoints) {
		return nil
	}
	return p.found("has some endpoints but not "+listed(missing), p.at(atDetails))
}

// metadata are the two places of a SAML provider's metadata.
func (p provider) metadata() (url, file bool) {
	return p.ProviderDetails["MetadataURL"] != "", p.ProviderDetails["MetadataFile"] != ""
}

func checkMetadataMissing(_ Facts, p provider) []Match {
	if url, file := p.metadata(); !p.is(saml) || p.ProviderDetails == nil || url || file {
		return nil
	}
	return p.found("has neither MetadataURL nor MetadataFile", p.at(atDetails))
}

func checkMetadataTwice(_ Facts, p provider) []Match {
	if url, file := p.metadata(); !p.is(saml) || !url || !file {
		return nil
	}
	return p.found("has both MetadataURL and MetadataFile", p.at(atDetails))
}

func checkScopeSeparator(_ Facts, p provider) []Match {
	scopes := p.ProviderDetails["authorize_scopes"]
	if p.is("Google", "LoginWithAmazon", oidc) && strings.Contains(scopes, ",") {
		return p.found("has commas in authorize_scopes, which has spaces between the scopes", p.at(atDetails))
	}
	if p.is("Facebook") && len(strings.Fields(scopes)) > 1 && !strings.Contains(scopes, ",") {
		return p.found("has only spaces in authorize_scopes, which has commas between the scopes", p.at(atDetails))
	}
	return nil
}

// samlOptions are the details of a SAML provider with the only values that they can
// have.
var samlOptions = []struct {
	key    string
	values []string
}{
	{"IDPSignout", []string{"true", "false"}},
	{"IDPInit", []string{"true", "false"}},
	{"EncryptedResponses", []string{"true", "false"}},
	{"RequestSigningAlgorithm", []string{"rsa-sha256"}},
}

func checkSamlOptions(_ Facts, p provider) []Match {
	if !p.is(saml) {
		return nil
	}
	for _, o := range samlOptions {
		if value, isSet := p.ProviderDetails[o.key]; isSet && !slices.Contains(o.values, value) {
			return p.found(fmt.Sprintf("has %q as %s, which is %s", value, o.key, OneOf(o.values)), p.at(atDetails))
		}
	}
	return nil
}

func checkFacebookVersion(_ Facts, p provider) []Match {
	if !p.is("Facebook") || p.ProviderDetails["api_version"] != "" {
		return nil
	}
	return p.found("has no api_version, so Cognito calls an outdated version of the Facebook API", p.at(atDetails))
}

func checkProviderReady(_ Facts, p provider) []Match {
	if p.is(saml) {
		return p.found("must know https://DOMAIN/saml2/idpresponse and the entity ID urn:amazon:cognito:sp:POOL_ID", p.at(atDetails))
	}
	return p.found("must know the redirect URL https://DOMAIN/oauth2/idpresponse", p.at(atDetails))
}

func checkNotOffered(f Facts) []Match {
	if len(f.CreateUserPoolClient) == 0 || len(f.CreateIdentityProvider) == 0 {
		return nil
	}
	offered := map[string]bool{}
	for i := range f.CreateUserPoolClient {
		for _, name := range f.CreateUserPoolClient[i].SupportedIdentityProviders {
			offered[name] = true
		}
	}
	offering := max(0, slices.IndexFunc(f.CreateUserPoolClient, func(c CreateUserPoolClient) bool { return len(c.CallbackURLs) > 0 }))
	return ofProviders(func(_ Facts, p provider) []Match {
		if p.ProviderName == nil || offered[*p.ProviderName] {
			return nil
		}
		return p.found("is not offered by any app client", p.at("ProviderName"), at(atClients, offering, "SupportedIdentityProviders"))
	})(f)
}

func checkOffersNothing(_ Facts, c client) []Match {
	if !c.signsIn() || len(c.SupportedIdentityProviders) > 0 {
		return nil
	}
	return c.found("does not set SupportedIdentityProviders, so its login page offers nothing", c.at(atOffered))
}

// unknownMapping is the first key, in alphabetical order, of a mapping that is not
// an attribute of the pool.
func unknownMapping(attributes schemaAttributes, mapping map[string]string) (name string, found bool) {
	for key := range mapping {
		_, known := attributes.find(key)
		if !known && key != mappedUsername && (!found || key < name) {
			name, found = key, true
		}
	}
	return name, found
}

func checkMappingKeys(f Facts) []Match {
	attributes := f.schemaAttributes()
	return ofProviders(func(_ Facts, p provider) []Match {
		name, unknown := unknownMapping(attributes, p.AttributeMapping)
		if !unknown {
			return nil
		}
		message := "maps " + attributes.missing(name)
		if claim := p.AttributeMapping[name]; isStandardName[claim] && !strings.HasSuffix(message, "?") {
			message += "; the attribute comes first: " + claim + "=" + name
		}
		return p.found(message, p.at(atMapping))
	})(f)
}

func firstUnknownMapping(f Facts, findings []Finding) []string {
	name, _ := unknownMapping(f.schemaAttributes(), f.providerOf(findings[0]).AttributeMapping)
	return []string{name}
}

func checkMappingRequired(f Facts, p provider) []Match {
	var missing []string
	for i := range f.CreateUserPool.Schema {
		a := &f.CreateUserPool.Schema[i]
		if !isTrue(a.Required) || a.Name == nil || *a.Name == subAttribute {
			continue
		}
		if _, mapped := p.AttributeMapping[*a.Name]; !mapped {
			missing = append(missing, *a.Name)
		}
	}
	if missing == nil {
		return nil
	}
	return p.found("maps no claim to required attributes of the pool: "+some(missing), p.at(atMapping))
}

func checkMappingMutable(f Facts) []Match {
	var matches []Match
	for i := range f.CreateUserPool.Schema {
		a := &f.CreateUserPool.Schema[i]
		if !isImmutable(a) || a.Name == nil {
			continue
		}
		name := a.nameInPool()
		for j := range f.CreateIdentityProvider {
			p := provider{&f.CreateIdentityProvider[j], j}
			if _, mapped := p.AttributeMapping[name]; mapped {
				matches = append(matches, p.found(fmt.Sprintf("maps a claim to %s, which is not mutable", name), at(atSchema, i, "Mutable"), p.at(atMapping))...)
			}
		}
	}
	return matches
}

// nameInPool is the name of an attribute of the Schema in other requests.
func (a *Attribute) nameInPool() string {
	if isStandardName[*a.Name] {
		return *a.Name
	}
	return CustomName(*a)
}

// tokenClaims are the values of AttributeMapping that are whole tokens.
var tokenClaims = []string{"access_token", "id_token", "refresh_token"}

// shortForTokens are the attributes that tokens are mapped to and that do not allow
// the longest values, in alphabetical order.
func shortForTokens(attributes schemaAttributes, p provider) []string {
	var short []string
	for name, claim := range p.AttributeMapping {
		if !slices.Contains(tokenClaims, claim) {
			continue
		}
		a, _ := attributes.find(name)
		if a == nil || a.StringAttributeConstraints == nil || a.StringAttributeConstraints.MaxLength == nil {
			continue
		}
		if limit := *a.StringAttributeConstraints.MaxLength; isDigits(limit) && limit != "2048" {
			short = append(short, name)
		}
	}
	slices.Sort(short)
	return short
}

func checkMappingLength(f Facts) []Match {
	attributes := f.schemaAttributes()
	return ofProviders(func(_ Facts, p provider) []Match {
		short := shortForTokens(attributes, p)
		if short == nil {
			return nil
		}
		return p.found("maps a token to "+some(short)+", whose MaxLength is less than 2048", p.at(atMapping))
	})(f)
}

func checkEmailVerified(_ Facts, p provider) []Match {
	_, email := p.AttributeMapping["email"]
	_, verified := p.AttributeMapping["email_verified"]
	if !email || verified || p.is("Facebook", "LoginWithAmazon") {
		return nil // these two have no such claim
	}
	return p.found("maps email but not email_verified", p.at(atMapping))
}

func checkSeparateUsers(f Facts) []Match {
	l := f.lambda()
	if len(f.CreateIdentityProvider) == 0 || !slices.Contains(f.CreateUserPool.UsernameAttributes, "email") || l.PreSignUp != nil || l.InboundFederation != nil {
		return nil
	}
	return found(Name(atUsernames)+" has email and the pool has identity providers, so one person can become two users", atUsernames, atProviders)
}

func checkFederatedMfa(f Facts) []Match {
	if f.MfaMode() != On || len(f.CreateIdentityProvider) == 0 {
		return nil
	}
	return found(Name(f.mfaModePath())+" is ON, which does not apply to users of identity providers", f.mfaModePath(), atProviders)
}

func checkAcrMapping(_ Facts, p provider) []Match {
	if len(p.AcrMapping) == 0 || p.ProviderType == nil || p.is(oidc) {
		return nil
	}
	return p.found("has AcrMapping but is of type "+*p.ProviderType, p.at("AcrMapping"), p.at(atType))
}

func checkEnterpriseCost(f Facts) []Match {
	for i := range f.CreateIdentityProvider {
		if p := (provider{&f.CreateIdentityProvider[i], i}); p.is(saml, oidc) {
			return found(fmt.Sprintf("the pool has a SAML or OIDC provider, whose users are billed after the first %d a month", freeEnterpriseUsers), p.at(atType))
		}
	}
	return nil
}

// editProvider turns the change of one identity provider into that of a rule.
func editProvider(edit func(f Facts, p provider) []Edit) func(Facts, Finding) []Edit {
	return func(f Facts, finding Finding) []Edit { return edit(f, f.providerOf(finding)) }
}

// setDetail sets one of the details, which are texts by name.
func (p provider) setDetail(key, value string) []Edit {
	return setTo(WithKey(p.at(atDetails), key), value)
}

// editProviderName renames the provider where app clients list it too.
func editProviderName(f Facts, finding Finding) []Edit {
	p := f.providerOf(finding)
	edits := setTo(p.at("ProviderName"), *p.ProviderType)
	for i := range f.CreateUserPoolClient {
		offered := f.CreateUserPoolClient[i].SupportedIdentityProviders
		if j := slices.Index(offered, *p.ProviderName); j >= 0 {
			renamed := slices.Clone(offered)
			renamed[j] = *p.ProviderType
			edits = append(edits, setList(at(atClients, i, "SupportedIdentityProviders"), renamed)...)
		}
	}
	return edits
}

func editOidcMethod(_ Facts, p provider) []Edit {
	method := strings.ToUpper(p.ProviderDetails["attributes_request_method"])
	if method != "GET" && method != "POST" {
		return nil
	}
	return p.setDetail("attributes_request_method", method)
}

func editOidcIssuer(_ Facts, p provider) []Edit {
	rest, plain := strings.CutPrefix(p.ProviderDetails["oidc_issuer"], "http://")
	if !plain {
		return nil
	}
	return p.setDetail("oidc_issuer", "https://"+rest)
}

func editOidcScope(_ Facts, p provider) []Edit {
	return p.setDetail("authorize_scopes", "openid "+p.ProviderDetails["authorize_scopes"])
}

// editOidcEndpoints gives endpoints the names that Cognito reads.
func editOidcEndpoints(_ Facts, p provider) []Edit {
	var edits []Edit
	for _, endpoint := range oidcEndpoints {
		url := p.ProviderDetails[endpoint.mistaken]
		if url == "" {
			continue
		}
		if p.ProviderDetails[endpoint.key] == "" {
			edits = append(edits, p.setDetail(endpoint.key, url)...)
		}
		edits = append(edits, removed(WithKey(p.at(atDetails), endpoint.mistaken))...)
	}
	return edits
}

func editScopeSeparator(_ Facts, p provider) []Edit {
	scopes := strings.FieldsFunc(p.ProviderDetails["authorize_scopes"], func(r rune) bool { return r == ',' || r == ' ' })
	separator := " "
	if p.is("Facebook") {
		separator = ","
	}
	return p.setDetail("authorize_scopes", strings.Join(scopes, separator))
}

// editNotOffered offers the provider in the one client that users sign in to.
func editNotOffered(f Facts, p provider) []Edit {
	clients := slices.DeleteFunc(f.userClients(), func(c client) bool { return !c.signsIn() })
	if len(clients) != 1 {
		return nil
	}
	c := clients[0]
	if len(c.SupportedIdentityProviders) == 0 {
		return setList(c.at(atOffered), offeredProviders(f.Pool))
	}
	return setList(c.at(atOffered), plus(c.SupportedIdentityProviders, *p.ProviderName))
}

func editOffersNothing(f Facts, finding Finding) []Edit {
	return setList(finding.Settings[0], offeredProviders(f.Pool))
}

// editMappingKeys corrects the prefixes of attributes in a mapping.
func editMappingKeys(f Facts, p provider) []Edit {
	attributes := f.schemaAttributes()
	var edits []Edit
	for _, name := range sortedKeys(p.AttributeMapping) {
		if _, found := attributes.find(name); found || name == mappedUsername {
			continue
		}
		correct := attributes.correct(name)
		if _, mapped := p.AttributeMapping[correct]; correct == "" || mapped {
			return nil
		}
		edits = append(edits, removed(WithKey(p.at(atMapping), name))...)
		edits = append(edits, setTo(WithKey(p.at(atMapping), correct), p.AttributeMapping[name])...)
	}
	return edits
}

// editMappingLength lets the attributes that tokens are mapped to have the longest
// values that there are.
func editMappingLength(f Facts, p provider) []Edit {
	attributes := f.schemaAttributes()
	var edits []Edit
	for _, name := range shortForTokens(attributes, p) {
		a, _ := attributes.find(name)
		for i := range f.CreateUserPool.Schema {
			if &f.CreateUserPool.Schema[i] == a {
				edits = append(edits, setTo(at(atSchema, i, "StringAttributeConstraints.MaxLength"), longestString)...)
			}
		}
	}
	return edits
}

// editEmailVerified maps the claim that the type of the provider is known to have.
func editEmailVerified(_ Facts, p provider) []Edit {
	if !p.is("Google", "SignInWithApple", oidc) {
		return nil
	}
	return setTo(WithKey(p.at(atMapping), "email_verified"), "email_verified")
}
