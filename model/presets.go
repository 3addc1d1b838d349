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
	{"email-sign-in", "Email and password", "People sign up and sign in with their email address. A good start for most apps."},
	{"passwordless", "Passkeys and email codes", "Sign-in with a passkey or a code by email. Passwords remain possible, because Cognito requires them."},
	{"staff-mfa", "Staff with authenticator app", "Administrators create accounts, and everybody needs an authenticator app."},
	{"machine-to-machine", "Machine to machine", "No people: a pool for services that get tokens with client credentials."},
	{"plus-hardened", "Threat protection", "Plan PLUS: risky sign-ins are blocked, long passwords, optional authenticator app."},
	{"defaults", "Cognito's defaults", "Only a name: shows Cognito's defaults."},
}

//go:embed presets/*.json
var presetFiles embed.FS

// LoadPreset returns the preset's pool, or nil when there is none of the name.
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
	return d.Pool
}
