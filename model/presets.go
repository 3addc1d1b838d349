package model

import (
	"embed"
	"slices"
)

// Preset is a pool to start from.
type Preset struct {
	Name    string
	Title   string
	Summary string // who it is for and what it decides
}

// Presets in the order in which they are offered.
var Presets = []Preset{
	{"web-app", "Browser app", "People sign in to a single-page app with their email address, on pages that Cognito hosts."},
	{"mobile-app", "Mobile app", "The same for an app on phones or desktops, with a callback URL of its own."},
	{"server-app", "Web server app", "The same for an app on a server, whose client has a secret."},
	{"social-sign-in", "Sign-in with Google", "A browser app with Google beside email and password. The client secret of Google comes from the environment."},
	{"saml-staff", "Staff with SAML", "Staff sign in to a web server through the SAML provider of their company."},
	{"machine-to-machine", "Machine to machine", "No people: services get tokens with client credentials for the scope of an API."},
	{"email-sign-in", "Email and password", "The pool alone: people sign up and sign in with their email address. A good start for most apps."},
	{"passwordless", "Passkeys and email codes", "The pool alone: sign-in with a passkey or a code by email. Passwords remain possible, because Cognito requires them."},
	{"staff-mfa", "Staff with authenticator app", "The pool alone: administrators create accounts, and everybody needs an authenticator app."},
	{"plus-hardened", "Threat protection", "The pool alone, on plan PLUS: risky sign-ins are blocked, long passwords, optional authenticator app."},
	{"defaults", "Cognito's defaults", "Only a name: shows Cognito's defaults."},
}

//go:embed presets/*.json
var presetFiles embed.FS

// LoadPreset returns the preset's pool, or nil when there is none of the name. The
// prefix of its domain is DomainPrefix.
func LoadPreset(name string) *Pool {
	if !slices.ContainsFunc(Presets, func(p Preset) bool { return p.Name == name }) {
		return nil
	}
	file := "presets/" + name + ".json"
	data, err := presetFiles.ReadFile(file)
	if err != nil {
		panic(err) // embedded; a test loads them all
	}
	d, err := Read(file, data)
	if err != nil {
		panic(err)
	}
	d.Pool.seedPrefix()
	return d.Pool
}
