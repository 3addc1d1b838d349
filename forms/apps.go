package forms

import (
	"slices"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

const (
	clientsPath = "CreateUserPoolClient"
	domainsPath = "CreateUserPoolDomain"
	stylesPath  = "CreateManagedLoginBranding"
)

var apps = Step{
	ID: "app", Title: "App",
	Intro:   "The app that uses the pool. The first questions add an app client and what it needs; everything can be changed in the list below them.",
	Fields:  []Field{askWhatApp, askPages, askAnotherApp, {Path: clientsPath}},
	Arrange: appPage,
}

var (
	askWhatApp    = Field{Path: clientsPath, checklist: whatApp}
	askPages      = Field{Path: clientsPath, checklist: whichPages}
	askAnotherApp = Field{Path: clientsPath, checklist: anotherApp}
)

// appPage begins with the question that added the last app client, followed by
// those about it.
func appPage(p *model.Pool) []Field {
	app, clients := model.LastApp(p), len(p.CreateUserPoolClient)
	list := Field{Path: clientsPath}
	switch {
	case clients == 0:
		return []Field{askWhatApp}
	case app.Kind == "":
		return []Field{list, askAnotherApp}
	}
	page := []Field{askAnotherApp}
	if clients == 1 {
		page = []Field{askWhatApp}
	}
	if app.HasPages() {
		page = append(page, askPages)
	}
	page = append(append(page, appFields(p, app)...), list)
	if clients == 1 {
		page = append(page, askAnotherApp)
	}
	return page
}

// whatApp adds an app client for the kind of app that is chosen. Another answer
// replaces it, as long as nobody changed it.
var whatApp = &checklist{
	key: clientsPath + ".(app)",
	setting: model.Setting{
		Path: clientsPath, Title: "What is the app?", Kind: model.Choice,
		Help:    "Adds an app client with the settings that the kind of app needs. Another answer replaces it. None yet creates the pool alone.",
		Choices: model.Apps,
		Default: NoApp,
	},
	get:   func(p *model.Pool) []string { return nonEmpty(model.LastApp(p).Kind) },
	set:   setApp,
	lines: model.AppChoices,
}

// anotherApp is whatApp for a further app client.
var anotherApp = &checklist{
	key: clientsPath + ".(another)",
	setting: model.Setting{
		Path: clientsPath, Title: "Another app?", Kind: model.Choice,
		Help:    "Adds one more app client, for another app that uses the same users. Another answer replaces it, until you change the client in the list.",
		Choices: model.Apps,
		Default: NoApp,
	},
	get: func(p *model.Pool) []string {
		if len(p.CreateUserPoolClient) < 2 {
			return nil
		}
		return nonEmpty(model.LastApp(p).Kind)
	},
	set: func(p *model.Pool, kinds []string) {
		if len(p.CreateUserPoolClient) < 2 {
			for _, kind := range kinds {
				model.AddApp(p, model.AppPlan{Kind: kind})
			}
			return
		}
		setApp(p, kinds)
	},
	lines: func(p *model.Pool) []string {
		if len(p.CreateUserPoolClient) < 2 {
			return nil
		}
		return model.AppChoices(p)
	},
}

// setApp replaces the app client that was added last, if nobody changed it.
func setApp(p *model.Pool, kinds []string) {
	app := model.RemoveApp(p)
	for _, kind := range kinds {
		model.AddApp(p, app.Becomes(kind))
	}
}

// whichPages changes the app client that whatApp added.
var whichPages = &checklist{
	key: clientsPath + ".(pages)",
	setting: model.Setting{
		Path: clientsPath, Title: "Which sign-in pages?", Kind: model.Choice,
		Help:     "Where users type their passwords. All apps of a pool that use the pages of Cognito use the same ones.",
		Choices:  model.SignInPages,
		Required: true,
	},
	get: func(p *model.Pool) []string { return nonEmpty(model.LastApp(p).Pages) },
	set: func(p *model.Pool, pages []string) {
		app := model.RemoveApp(p)
		app.Pages = strings.Join(pages, "")
		model.AddApp(p, app)
	},
	lines: model.PagesChoices,
}

// appFields are the questions that follow about the client of an app.
func appFields(p *model.Pool, app model.AppPlan) []Field {
	client := clientsPath + "[" + strconv.Itoa(len(p.CreateUserPoolClient)-1) + "]"
	switch {
	case app.Kind == model.Machine:
		return fields(client, ".AllowedOAuthScopes")
	case app.HasPages() && app.Pages != model.OwnPages:
		return fields(client, ".CallbackURLs", ".LogoutURLs", ".SupportedIdentityProviders", ".AllowedOAuthScopes")
	default:
		return nil
	}
}

// NoApp is the answer that adds no app client.
const NoApp = "None yet"

// clientFields are in the order in which one thinks of them: what the app is, how
// its users sign in on pages, how through an SDK, for how long, and what it sees.
var clientFields = slices.Concat(
	fields(".", "ClientName", "GenerateSecret"),
	when(generatesNoSecret, fields(".", "ClientSecret")...),
	fields(".", "AllowedOAuthFlowsUserPoolClient"),
	when(usesOAuth, fields(".", "AllowedOAuthFlows", "AllowedOAuthScopes")...),
	when(usesPages, fields(".", "CallbackURLs", "LogoutURLs", "DefaultRedirectURI", "SupportedIdentityProviders")...),
	fields(".", "ExplicitAuthFlows"),
	fields(".", "AuthSessionValidity",
		"AccessTokenValidity", "TokenValidityUnits.AccessToken",
		"IdTokenValidity", "TokenValidityUnits.IdToken",
		"RefreshTokenValidity", "TokenValidityUnits.RefreshToken",
		"RefreshTokenRotation.Feature",
	),
	when(rotates, fields(".", "RefreshTokenRotation.RetryGracePeriodSeconds")...),
	fields(".", "EnableTokenRevocation", "PreventUserExistenceErrors"),
	when(hasSecret, fields(".", "EnablePropagateAdditionalUserContextData")...),
	fields(".", "ReadAttributes", "WriteAttributes"),
	// Amazon Pinpoint has ended.
	when(legacy, fields(".AnalyticsConfiguration.", "ApplicationArn", "ApplicationId", "RoleArn", "ExternalId", "UserDataShared")...),
)

func generatesNoSecret(s Scope) bool { return !s.isTrue(s.Item + ".GenerateSecret") }

func hasSecret(s Scope) bool {
	return s.isTrue(s.Item+".GenerateSecret") || s.text(s.Item+".ClientSecret") != ""
}

func usesOAuth(s Scope) bool { return s.isTrue(s.Item + ".AllowedOAuthFlowsUserPoolClient") }

// usesPages reports whether users of the client sign in on the pages of the pool:
// a machine has none.
func usesPages(s Scope) bool {
	return usesOAuth(s) && !s.holds(s.Item+".AllowedOAuthFlows", "client_credentials")
}

func rotates(s Scope) bool { return s.text(s.Item+".RefreshTokenRotation.Feature") == "ENABLED" }

func clientLabel(c model.CreateUserPoolClient) string {
	label := named(c.ClientName)
	switch {
	case slices.Contains(c.AllowedOAuthFlows, "client_credentials"):
		label += " · machine"
	case len(c.AllowedOAuthFlows) > 0:
		label += " · sign-in pages"
	default:
		label += " · SDK sign-in"
	}
	if c.GenerateSecret != nil && *c.GenerateSecret || c.ClientSecret != nil {
		label += " · secret"
	}
	return label
}

// named is a name in a list, or a note that there is none.
func named(name *string) string {
	if name == nil {
		return "(no name)"
	}
	return *name
}

// newClient has no name and no flows yet, and no error that tells who has an
// account.
func newClient([]model.CreateUserPoolClient) model.CreateUserPoolClient {
	return model.CreateUserPoolClient{PreventUserExistenceErrors: new("ENABLED")}
}
