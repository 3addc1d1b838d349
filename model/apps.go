package model

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Kinds of app. Each gets an app client of its own.
const (
	BrowserApp = "browser"
	MobileApp  = "mobile"
	WebServer  = "server"
	BackEnd    = "backend"
	Machine    = "machine"
)

// Apps are the kinds of app in the order in which they are offered.
var Apps = []Option{
	{Value: BrowserApp, Title: "Browser app", Help: "A single-page app. It keeps no secret, and users sign in on pages that Cognito hosts (code flow with PKCE)."},
	{Value: MobileApp, Title: "Mobile app", Help: "An app on phones or desktops. It keeps no secret, and users sign in on pages that Cognito hosts (code flow with PKCE)."},
	{Value: WebServer, Title: "Web server", Help: "An app on a server that renders pages. It has a client secret, and users sign in on pages that Cognito hosts (code flow)."},
	{Value: BackEnd, Title: "Server with its own sign-in form", Help: "A server that shows its own form and signs users in through an SDK. It has a client secret, and Cognito hosts no pages."},
	{Value: Machine, Title: "Machine", Help: "A service without users. It has a client secret, and gets tokens for a scope of an API (client credentials)."},
}

// appDefaults is what differs between the kinds.
type appDefaults struct {
	name     string // of the app client
	public   bool
	pages    bool // users sign in on the pages of the pool
	callback string
	logout   string
}

var appsByKind = map[string]appDefaults{
	BrowserApp: {name: "browser-app", public: true, pages: true, callback: "http://localhost:3000/", logout: "http://localhost:3000/"},
	MobileApp:  {name: "mobile-app", public: true, pages: true, callback: "myapp://callback", logout: "myapp://signout"},
	WebServer:  {name: "web-server", pages: true, callback: "http://localhost:3000/callback", logout: "http://localhost:3000/"},
	BackEnd:    {name: "back-end"},
	Machine:    {name: "machine"},
}

// Sign-in pages of an app. They are those of the pool, or the app has its own and
// signs in its users through an SDK.
const (
	ManagedLogin = "managed"
	ClassicPages = "classic"
	OwnPages     = "own"
)

// SignInPages are the sign-in pages that an app can have.
var SignInPages = []Option{
	{Value: ManagedLogin, Title: "Managed login", Help: "Pages of Cognito on a domain, with passkeys and a visual editor for styles.", Tier: "ESSENTIALS"},
	{Value: ClassicPages, Title: "Classic hosted pages", Help: "The older pages of Cognito on a domain, for every plan."},
	{Value: OwnPages, Title: "Your own pages", Help: "The app shows forms of its own and signs in users through an SDK. No domain, no sign-in with other providers."},
}

// AppPlan is what an app client is for. What is empty is as the kind of app has it by
// default, and what does not apply to the kind is ignored.
type AppPlan struct {
	Kind  string
	Pages string // one of SignInPages

	Callbacks, Logouts, Providers, Scopes []string
}

// HasPages reports whether users of the kind of app sign in on pages.
func (a AppPlan) HasPages() bool { return appsByKind[a.Kind].pages }

// Becomes is an app of another kind with the same answers, without the scopes that
// only a machine can have, or cannot.
func (a AppPlan) Becomes(kind string) AppPlan {
	if (a.Kind == Machine) != (kind == Machine) {
		a.Scopes = nil
	}
	a.Kind = kind
	return a
}

// AddApp adds an app client for an app and what it needs: a domain and a branding
// style for sign-in pages, a resource server with a scope for a machine. What the
// pool has already is used and stays as it is. It returns a line for each choice
// that it made, and nil for a kind that does not exist.
func AddApp(p *Pool, app AppPlan) []string {
	lines := addApp(p, app)
	return texts(lines.client, lines.pages, lines.domain, lines.style)
}

// appLine is a choice that was made for an app.
type appLine struct {
	text    string
	members []string // of the client that it is about; nil for what is not about the client
}

// appLines are the choices that were made for an app: about its client, how it uses
// sign-in pages, the domain, and the style of the pages.
type appLines struct{ client, pages, domain, style []appLine }

// texts are the texts of lines, nil for none.
func texts(lists ...[]appLine) []string {
	var texts []string
	for _, line := range slices.Concat(lists...) {
		texts = append(texts, line.text)
	}
	return texts
}

func addApp(p *Pool, app AppPlan) (lines appLines) {
	kind, known := appsByKind[app.Kind]
	if !known {
		return lines
	}
	app.Pages = p.pagesOf(app)
	kind.pages = app.Pages != "" && app.Pages != OwnPages
	name := freeClientName(p, kind.name)
	c := CreateUserPoolClient{
		ClientName:                 &name,
		EnableTokenRevocation:      new(true),
		PreventUserExistenceErrors: new("ENABLED"),
		ExplicitAuthFlows:          []string{"ALLOW_REFRESH_TOKEN_AUTH"},
	}
	secret := "without a secret"
	if !kind.public {
		c.GenerateSecret = new(true)
		secret = "with a generated secret"
	}
	lines.client = []appLine{{"App client " + name + ", " + secret, []string{"ClientName", "GenerateSecret"}}}
	switch {
	case app.Kind == Machine:
		scopes := orElse(app.Scopes, []string{machineScope(p)})
		allowOAuth(&c, "client_credentials", scopes)
		lines.client = append(lines.client, appLine{"Client credentials with the scope " + strings.Join(scopes, ", "), slices.Concat(oauthMembers, flowMembers, safetyMembers)})
	default:
		lines.client = append(lines.client, signInUsers(p, &c, kind)...)
	}
	switch {
	case kind.pages:
		lines.pages = signInOnPages(p, &c, kind, app)
	case app.Pages == OwnPages:
		lines.pages = []appLine{{"Your own pages: no domain, no callback URL", []string{"CallbackURLs"}}}
	}
	p.CreateUserPoolClient = append(slices.Clip(p.CreateUserPoolClient), c)
	if kind.pages || app.Kind == Machine {
		lines.domain = addDomain(p, app.Pages)
	}
	if app.Pages == ManagedLogin {
		p.CreateManagedLoginBranding = append(slices.Clip(p.CreateManagedLoginBranding), CreateManagedLoginBranding{ClientId: &name, UseCognitoProvidedValues: new(true)})
		lines.style = []appLine{{text: "Managed login with the default style of Cognito"}}
	}
	return lines
}

// Members of an app client that lines are about.
var (
	oauthMembers  = []string{"AllowedOAuthFlows", "AllowedOAuthFlowsUserPoolClient", "AllowedOAuthScopes"}
	flowMembers   = []string{"ExplicitAuthFlows"}
	tokenMembers  = []string{"AccessTokenValidity", "IdTokenValidity", "RefreshTokenValidity", "TokenValidityUnits.AccessToken", "TokenValidityUnits.IdToken", "TokenValidityUnits.RefreshToken", "AuthSessionValidity"}
	safetyMembers = []string{"PreventUserExistenceErrors", "EnableTokenRevocation"}
)

// signInOnPages lets users sign in on the pages of the pool.
func signInOnPages(p *Pool, c *CreateUserPoolClient, kind appDefaults, app AppPlan) []appLine {
	scopes := []string{"openid", "email", "profile"}
	if kind.public && usesUserAPIs(p) {
		scopes = append(scopes, userAPIScope)
	}
	allowOAuth(c, "code", orElse(app.Scopes, scopes))
	c.CallbackURLs = orElse(app.Callbacks, []string{kind.callback})
	c.LogoutURLs = orElse(app.Logouts, []string{kind.logout})
	c.SupportedIdentityProviders = orElse(app.Providers, offeredProviders(p))
	flow := "Authorization code flow"
	if kind.public {
		flow += " with PKCE"
	}
	lines := []appLine{{flow + ", scopes " + strings.Join(c.AllowedOAuthScopes, ", "), append(slices.Clone(oauthMembers), "SupportedIdentityProviders", "LogoutURLs")}}
	if app.Callbacks == nil {
		lines = append(lines, appLine{"Callback URL " + kind.callback + ", for now", []string{"CallbackURLs"}})
	}
	return lines
}

// orElse is the list, or another where it has no items.
func orElse(list, other []string) []string {
	if len(list) > 0 {
		return slices.Clone(list)
	}
	return other
}

// pagesOf are the sign-in pages that an app gets in the pool. Where another app
// uses the domain of the pool, its pages stay.
func (p *Pool) pagesOf(app AppPlan) string {
	managed, classic := p.loginVersions()
	used := slices.ContainsFunc(p.CreateUserPoolClient, func(c CreateUserPoolClient) bool { return slices.Contains(c.AllowedOAuthFlows, "code") })
	switch {
	case !app.HasPages():
		return ""
	case app.Pages == OwnPages:
		return OwnPages
	case managed && (used || app.Pages == ""):
		return ManagedLogin
	case classic && (used || app.Pages == ""), p.Tier() == "LITE":
		return ClassicPages
	case app.Pages == "":
		return ManagedLogin
	default:
		return app.Pages
	}
}

// RemoveApp removes the last app client and what AddApp added with it, and
// returns the app. It changes nothing and returns no app when the client was not
// made by AddApp, or was changed in other ways than an AppPlan can say.
func RemoveApp(p *Pool) AppPlan {
	app, without := lastApp(p)
	if without != nil {
		*p = *without
	}
	return app
}

// LastApp is the app that RemoveApp would remove.
func LastApp(p *Pool) AppPlan {
	app, _ := lastApp(p)
	return app
}

// lastApp is the app that RemoveApp removes, and the pool without it; nil for no
// app.
func lastApp(p *Pool) (AppPlan, *Pool) {
	last := len(p.CreateUserPoolClient) - 1
	if last < 0 {
		return AppPlan{}, nil
	}
	c := &p.CreateUserPoolClient[last]
	possible := []string{OwnPages}
	if slices.Contains(c.AllowedOAuthFlows, "code") {
		possible = []string{ManagedLogin, ClassicPages}
	}
	for _, kind := range Apps {
		if !strings.HasPrefix(deref(c.ClientName), appsByKind[kind.Value].name) {
			continue
		}
		for _, without := range withoutLastApp(p) {
			for _, pages := range possible {
				app := AppPlan{Kind: kind.Value, Pages: pages}
				app.Pages = without.pagesOf(app)
				again := without.Clone()
				AddApp(again, app)
				app = app.takeAnswers(&again.CreateUserPoolClient[last], c)
				if again.Equal(p) {
					return app, without
				}
			}
		}
	}
	return AppPlan{}, nil
}

// takeAnswers puts the answers that an AppPlan has for a client into a client that
// AddApp made by default, and returns the app with those that differ.
func (a AppPlan) takeAnswers(byDefault, c *CreateUserPoolClient) AppPlan {
	take := func(to *[]string, from []string) []string {
		if *to == nil || slices.Equal(*to, from) {
			return nil
		}
		*to = from
		return slices.Clone(from)
	}
	a.Callbacks = take(&byDefault.CallbackURLs, c.CallbackURLs)
	a.Logouts = take(&byDefault.LogoutURLs, c.LogoutURLs)
	a.Providers = take(&byDefault.SupportedIdentityProviders, c.SupportedIdentityProviders)
	a.Scopes = take(&byDefault.AllowedOAuthScopes, c.AllowedOAuthScopes)
	return a
}

// withoutLastApp are the pools to which AddApp may have added the last client:
// with and without the only domain and the only resource server, which stay while
// another client needs them.
func withoutLastApp(p *Pool) []*Pool {
	base := p.Clone()
	name := deref(base.CreateUserPoolClient[len(base.CreateUserPoolClient)-1].ClientName)
	base.CreateUserPoolClient = cutLast(base.CreateUserPoolClient)
	if n := len(base.CreateManagedLoginBranding); n > 0 && is(base.CreateManagedLoginBranding[n-1].ClientId, name) {
		base.CreateManagedLoginBranding = cutLast(base.CreateManagedLoginBranding)
	}
	pools := []*Pool{base}
	others := base.CreateUserPoolClient
	if len(base.CreateUserPoolDomain) == 1 && !slices.ContainsFunc(others, usesDomain) {
		without := base.Clone()
		without.CreateUserPoolDomain = nil
		pools = append(pools, without)
	}
	if len(base.CreateResourceServer) == 1 && !slices.ContainsFunc(others, usesScopes) {
		for _, pool := range slices.Clone(pools) {
			without := pool.Clone()
			without.CreateResourceServer = nil
			pools = append(pools, without)
		}
	}
	slices.Reverse(pools) // what was added goes too
	return pools
}

// usesDomain reports whether an app client needs the domain of the pool, and usesScopes
// whether it needs scopes of a resource server.
func usesDomain(c CreateUserPoolClient) bool { return len(c.AllowedOAuthFlows) > 0 }

func usesScopes(c CreateUserPoolClient) bool {
	isOfServer := func(scope string) bool { return !isUserScope(scope) }
	return slices.Contains(c.AllowedOAuthFlows, "client_credentials") || slices.ContainsFunc(c.AllowedOAuthScopes, isOfServer)
}

// cutLast returns a list without its last item, nil for none.
func cutLast[T any](list []T) []T {
	if len(list) < 2 {
		return nil
	}
	return list[:len(list)-1]
}

// AppChoices are the lines that AddApp returns for the last app client; nil for
// one that RemoveApp does not remove. PagesChoices are those of them that are about
// sign-in pages and the domain.
func AppChoices(p *Pool) []string {
	app, without := lastApp(p)
	return AddApp(without, app)
}

// PagesChoices is explained with AppChoices.
func PagesChoices(p *Pool) []string {
	app, without := lastApp(p)
	lines := addApp(without, app)
	return texts(lines.pages, lines.domain, lines.style)
}

// allowOAuth turns on OAuth with one flow.
func allowOAuth(c *CreateUserPoolClient, flow string, scopes []string) {
	c.AllowedOAuthFlowsUserPoolClient = new(true)
	c.AllowedOAuthFlows = []string{flow}
	c.AllowedOAuthScopes = scopes
}

// signInUsers sets how users sign in through an SDK, and the lifetimes that the
// quick setup of the console has.
func signInUsers(p *Pool, c *CreateUserPoolClient, app appDefaults) []appLine {
	lambda := p.lambda()
	var flows []string
	if p.Tier() != "LITE" && slices.ContainsFunc(p.firstFactors(), func(f string) bool { return f != "PASSWORD" }) {
		flows = append(flows, "ALLOW_USER_AUTH")
	}
	isBackEnd := !app.pages && !app.public
	if isBackEnd {
		flows = append(flows, "ALLOW_ADMIN_USER_PASSWORD_AUTH")
	} else {
		flows = append(flows, "ALLOW_USER_SRP_AUTH")
	}
	if lambda.UserMigration != nil && !isBackEnd {
		flow := "ALLOW_USER_PASSWORD_AUTH"
		if !app.public {
			flow = "ALLOW_ADMIN_USER_PASSWORD_AUTH"
		}
		flows = append(flows, flow)
	}
	if !app.pages && lambda.DefineAuthChallenge != nil && lambda.CreateAuthChallenge != nil && lambda.VerifyAuthChallengeResponse != nil {
		flows = append(flows, "ALLOW_CUSTOM_AUTH")
	}
	c.ExplicitAuthFlows = append(flows, "ALLOW_REFRESH_TOKEN_AUTH")
	c.AccessTokenValidity, c.IdTokenValidity, c.RefreshTokenValidity = new(60), new(60), new(5)
	c.TokenValidityUnits = &TokenValidityUnits{AccessToken: new("minutes"), IdToken: new("minutes"), RefreshToken: new("days")}
	c.AuthSessionValidity = new(3)
	if slices.Contains(p.firstFactors(), "EMAIL_OTP") || p.mfaOn() && p.emailFactor() {
		c.AuthSessionValidity = new(5)
	}
	listAttributes(p, c)
	return []appLine{
		{"SDK sign-in: " + flowTitles(c.ExplicitAuthFlows), flowMembers},
		{fmt.Sprintf("Access and ID tokens: 60 minutes, refresh tokens: 5 days, each challenge: %d minutes", *c.AuthSessionValidity), tokenMembers},
		{"Errors do not tell whether a user exists", safetyMembers},
	}
}

func flowTitles(flows []string) string {
	setting := byPath[atFlows]
	titles := make([]string, len(flows))
	for i, flow := range flows {
		titles[i] = strings.ToLower(setting.Option(flow).Title[:1]) + setting.Option(flow).Title[1:]
	}
	return strings.Join(titles, ", ")
}

// listAttributes lets the app read all attributes of a pool with custom ones, and
// write the standard ones: by default an app may lack custom attributes, and
// which of them a user may change is not known here.
func listAttributes(p *Pool, c *CreateUserPoolClient) {
	var custom []string
	immutable := map[string]bool{}
	for _, a := range p.CreateUserPool.Schema {
		switch {
		case a.Name == nil || isTrue(a.DeveloperOnlyAttribute):
		case isStandardName[*a.Name]:
			immutable[*a.Name] = isImmutable(&a)
		default:
			custom = append(custom, CustomName(a))
		}
	}
	if custom == nil {
		return
	}
	for _, name := range StandardNames() {
		if name == subAttribute {
			continue
		}
		c.ReadAttributes = append(c.ReadAttributes, name)
		if !isOnlyRead(name) && !immutable[name] {
			c.WriteAttributes = append(c.WriteAttributes, name)
		}
	}
	c.ReadAttributes = append(c.ReadAttributes, custom...)
}

// usesUserAPIs reports whether users of the pool set up factors of their own,
// which apps do with the access token of the user.
func usesUserAPIs(p *Pool) bool {
	return slices.Contains(p.firstFactors(), "WEB_AUTHN") || p.mfaOn()
}

// offeredProviders are the users of the pool and all its identity providers.
func offeredProviders(p *Pool) []string {
	providers := []string{poolProvider}
	for _, provider := range p.CreateIdentityProvider {
		if provider.ProviderName != nil {
			providers = append(providers, *provider.ProviderName)
		}
	}
	return providers
}

// machineScope is a scope of the first resource server that has one. Where there
// is none, it adds one.
func machineScope(p *Pool) string {
	for _, server := range p.CreateResourceServer {
		if len(server.Scopes) > 0 {
			return deref(server.Identifier) + "/" + deref(server.Scopes[0].ScopeName)
		}
	}
	p.CreateResourceServer = append(slices.Clip(p.CreateResourceServer), CreateResourceServer{
		Identifier: new("api"), Name: new("API"),
		Scopes: []ResourceServerScope{{ScopeName: new("read"), ScopeDescription: new("Read access")}},
	})
	return "api/read"
}

// addDomain gives a pool without a domain one with a prefix, and a domain the
// sign-in pages of the app; none for a machine.
func addDomain(p *Pool, pages string) []appLine {
	version := 2
	if pages == ClassicPages || p.Tier() == "LITE" {
		version = 1
	}
	if len(p.CreateUserPoolDomain) > 0 {
		if managed, classic := p.loginVersions(); pages == ManagedLogin && !managed || pages == ClassicPages && !classic {
			p.CreateUserPoolDomain = slices.Clone(p.CreateUserPoolDomain)
			p.CreateUserPoolDomain[0].ManagedLoginVersion = &version
		}
		return nil
	}
	prefix := DomainPrefix(deref(p.CreateUserPool.PoolName))
	p.CreateUserPoolDomain = []CreateUserPoolDomain{{Domain: &prefix, ManagedLoginVersion: &version}}
	line := "Domain prefix " + prefix
	switch {
	case pages == "":
		line += ", where the token endpoint is"
	case pages == ClassicPages:
		line += ", with the classic hosted pages"
		if p.Tier() == "LITE" {
			line += ": the plan LITE has no managed login"
		}
	}
	return []appLine{{text: line}}
}

// DomainPrefix is a prefix for the domain of a pool with the name, probably one
// that is free: the name as far as a prefix can have it, and six hexadecimal
// digits that depend on the name and on SeedPrefixes.
func DomainPrefix(poolName string) string { return seededPrefix(poolName, prefixSeed) }

var prefixSeed string

// SeedPrefixes makes DomainPrefix and LoadPreset propose other prefixes than they do
// with another seed: prefixes are unique in a Region, and many pools are called app.
// It must be called before anything that uses a prefix.
func SeedPrefixes(seed string) { prefixSeed = seed }

// seedPrefix replaces the prefix of a preset by the one of the seed.
func (p *Pool) seedPrefix() {
	name := deref(p.CreateUserPool.PoolName)
	for i := range p.CreateUserPoolDomain {
		if is(p.CreateUserPoolDomain[i].Domain, seededPrefix(name, "")) {
			p.CreateUserPoolDomain[i].Domain = new(DomainPrefix(name))
		}
	}
}

func seededPrefix(poolName, seed string) string {
	var words []string
	for word := range strings.FieldsFuncSeq(strings.ToLower(poolName), func(r rune) bool { return r > 'z' || r < '0' || '9' < r && r < 'a' }) {
		if reserved, _ := reservedWord(word); reserved == "" {
			words = append(words, word)
		}
	}
	return withDigits(strings.Join(words, "-"), seed+poolName)
}

// OtherPrefix is a prefix in place of one that is taken, probably one that is free:
// the same with other digits at its end, which depend on both arguments. A salt that
// nobody else has, such as the id of the pool, makes it one that nobody else is
// offered.
func OtherPrefix(taken, salt string) string {
	return withDigits(prefixDigits.ReplaceAllString(taken, ""), salt+"/"+taken)
}

// prefixDigits are the digits that withDigits adds.
var prefixDigits = regexp.MustCompile(`-[0-9a-f]{6}$`)

// withDigits adds to a prefix six hexadecimal digits that depend on a text.
func withDigits(prefix, text string) string {
	prefix = strings.Trim(prefix[:min(len(prefix), 40)], "-")
	if prefix == "" {
		prefix = "auth"
	}
	sum := sha256.Sum256([]byte(text))
	return prefix + "-" + hex.EncodeToString(sum[:3])
}

// freeClientName is the name, or the first of name-2, name-3 that no app client
// of the pool has.
func freeClientName(p *Pool, name string) string {
	free := name
	for n := 2; slices.ContainsFunc(p.CreateUserPoolClient, func(c CreateUserPoolClient) bool { return is(c.ClientName, free) }); n++ {
		free = name + "-" + strconv.Itoa(n)
	}
	return free
}
