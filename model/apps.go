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
	{Value: BrowserApp, Title: "Browser app", Help: "A single-page app. No secret; sign-in pages, code with PKCE."},
	{Value: MobileApp, Title: "Mobile app", Help: "Also for desktops. No secret; sign-in pages, code with PKCE."},
	{Value: WebServer, Title: "Web server", Help: "An app on a server that shows pages. A secret; sign-in pages, code."},
	{Value: BackEnd, Title: "Server with its own sign-in form", Help: "A server that signs in its users through an SDK. A secret, no pages."},
	{Value: Machine, Title: "Machine", Help: "A service without users. A secret, client credentials, and a scope of an API."},
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

// AddApp adds an app client for a kind of app and what it needs: a domain and a
// branding style for sign-in pages, a resource server with a scope for a machine.
// What the pool has already is used and stays as it is. It returns a line for
// each choice that it made, and nil for a kind that does not exist.
func AddApp(p *Pool, kind string) []string {
	app, known := appsByKind[kind]
	if !known {
		return nil
	}
	name := freeClientName(p, app.name)
	c := CreateUserPoolClient{
		ClientName:                 &name,
		EnableTokenRevocation:      new(true),
		PreventUserExistenceErrors: new("ENABLED"),
		ExplicitAuthFlows:          []string{"ALLOW_REFRESH_TOKEN_AUTH"},
	}
	lines := []string{fmt.Sprintf("App client %s, without a secret", name)}
	if !app.public {
		c.GenerateSecret = new(true)
		lines = []string{fmt.Sprintf("App client %s, with a generated secret", name)}
	}
	if kind == Machine {
		scope := machineScope(p)
		allowOAuth(&c, "client_credentials", scope)
		lines = append(lines, "Client credentials with the scope "+scope)
	} else {
		lines = append(lines, signInUsers(p, &c, app)...)
	}
	if app.pages {
		scopes := []string{"openid", "email", "profile"}
		if app.public && usesUserAPIs(p) {
			scopes = append(scopes, "aws.cognito.signin.user.admin")
		}
		allowOAuth(&c, "code", scopes...)
		c.CallbackURLs, c.LogoutURLs = []string{app.callback}, []string{app.logout}
		c.SupportedIdentityProviders = offeredProviders(p)
		lines = append(lines, pagesLine(app, scopes), "Callback URL "+app.callback+", for now")
	}
	p.CreateUserPoolClient = append(slices.Clip(p.CreateUserPoolClient), c)
	if app.pages || kind == Machine {
		lines = append(lines, addDomain(p, app.pages)...)
	}
	if managed, _ := p.loginVersions(); app.pages && managed {
		p.CreateManagedLoginBranding = append(slices.Clip(p.CreateManagedLoginBranding), CreateManagedLoginBranding{ClientId: &name, UseCognitoProvidedValues: new(true)})
		lines = append(lines, "Managed login with the default style of Cognito")
	}
	return lines
}

func pagesLine(app appDefaults, scopes []string) string {
	flow := "Authorization code flow"
	if app.public {
		flow += " with PKCE"
	}
	return flow + ", scopes " + strings.Join(scopes, ", ")
}

// RemoveApp removes the last app client and what AddApp added with it, and
// returns its kind. It changes nothing and returns an empty kind when the client
// was changed since, or was not made by AddApp.
func RemoveApp(p *Pool) (kind string) {
	last := len(p.CreateUserPoolClient) - 1
	if last < 0 {
		return ""
	}
	name := deref(p.CreateUserPoolClient[last].ClientName)
	for _, app := range Apps {
		if !strings.HasPrefix(name, appsByKind[app.Value].name) {
			continue
		}
		for _, without := range withoutLastApp(p) {
			again := without.Clone()
			AddApp(again, app.Value)
			if again.Equal(p) {
				*p = *without
				return app.Value
			}
		}
	}
	return ""
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
	if len(base.CreateUserPoolDomain) == 1 && !slices.ContainsFunc(others, func(c CreateUserPoolClient) bool { return len(c.AllowedOAuthFlows) > 0 }) {
		without := base.Clone()
		without.CreateUserPoolDomain = nil
		pools = append(pools, without)
	}
	if len(base.CreateResourceServer) == 1 && !slices.ContainsFunc(others, func(c CreateUserPoolClient) bool { return slices.Contains(c.AllowedOAuthFlows, "client_credentials") }) {
		for _, pool := range slices.Clone(pools) {
			without := pool.Clone()
			without.CreateResourceServer = nil
			pools = append(pools, without)
		}
	}
	slices.Reverse(pools) // what was added goes too
	return pools
}

// cutLast returns a list without its last item, nil for none.
func cutLast[T any](list []T) []T {
	if len(list) < 2 {
		return nil
	}
	return list[:len(list)-1]
}

// AppChoices are the lines that AddApp returned for the last app client; nil for
// one that was changed since.
func AppChoices(p *Pool) []string {
	without := p.Clone()
	return AddApp(without, RemoveApp(without))
}

// allowOAuth turns on OAuth with one flow.
func allowOAuth(c *CreateUserPoolClient, flow string, scopes ...string) {
	c.AllowedOAuthFlowsUserPoolClient = new(true)
	c.AllowedOAuthFlows = []string{flow}
	c.AllowedOAuthScopes = scopes
}

// signInUsers sets how users sign in through an SDK, and the lifetimes that the
// quick setup of the console has.
func signInUsers(p *Pool, c *CreateUserPoolClient, app appDefaults) []string {
	lambda := p.lambda()
	var flows []string
	if p.Tier() != "LITE" && slices.ContainsFunc(p.firstFactors(), func(f string) bool { return f != "PASSWORD" }) {
		flows = append(flows, "ALLOW_USER_AUTH")
	}
	switch {
	case !app.pages:
		flows = append(flows, "ALLOW_ADMIN_USER_PASSWORD_AUTH")
	default:
		flows = append(flows, "ALLOW_USER_SRP_AUTH")
	}
	if lambda.UserMigration != nil && app.pages {
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
	return []string{
		"SDK sign-in: " + flowTitles(c.ExplicitAuthFlows),
		fmt.Sprintf("Access and ID tokens: 60 minutes, refresh tokens: 5 days, each challenge: %d minutes", *c.AuthSessionValidity),
		"Errors do not tell whether a user exists",
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

// addDomain gives a pool without a domain one with a prefix. Pages are those of
// managed login where the plan has it.
func addDomain(p *Pool, pages bool) []string {
	if len(p.CreateUserPoolDomain) > 0 {
		return nil
	}
	prefix := DomainPrefix(deref(p.CreateUserPool.PoolName))
	d := CreateUserPoolDomain{Domain: &prefix, ManagedLoginVersion: new(2)}
	if p.Tier() == "LITE" {
		d.ManagedLoginVersion = new(1)
	}
	p.CreateUserPoolDomain = []CreateUserPoolDomain{d}
	line := "Domain prefix " + prefix
	switch {
	case !pages:
		line += ", where the token endpoint is"
	case p.Tier() == "LITE":
		line += ", with the classic sign-in pages: the plan LITE has no managed login"
	}
	return []string{line}
}

// DomainPrefix is a prefix for the domain of a pool with the name, probably one
// that is free: the name as far as a prefix can have it, and six hexadecimal
// digits that depend on the name.
func DomainPrefix(poolName string) string {
	var words []string
	for word := range strings.FieldsFuncSeq(strings.ToLower(poolName), func(r rune) bool { return r > 'z' || r < '0' || '9' < r && r < 'a' }) {
		if reserved, _ := reservedWord(word); reserved == "" {
			words = append(words, word)
		}
	}
	return withDigits(strings.Join(words, "-"), poolName)
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
