package forms

import (
	"maps"
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

const providersPath = "CreateIdentityProvider"

var providers = Step{
	ID: "providers", Title: "Providers", Folds: true,
	Intro:  "Other services that users can sign in with, such as Google or the SAML provider of a company. App clients list those that they offer.",
	Fields: fields("", providersPath),
}

var providerFields = slices.Concat(
	[]Field{{Path: ".ProviderType", Then: startProvider}},
	fields(".", "ProviderName", "ProviderDetails", "AttributeMapping", "IdpIdentifiers"),
	when(isOIDC, fields(".", "AcrMapping")...),
)

func isOIDC(s Scope) bool { return s.text(s.Item+".ProviderType") == "OIDC" }

// startProvider fills in what a provider of the chosen type starts with. What was
// typed stays: only what is unset, or as another type starts, is replaced.
func startProvider(s Scope) {
	start := model.ProviderTemplate(s.text(s.Item + ".ProviderType"))
	name, details, mapping := s.Item+".ProviderName", s.Item+".ProviderDetails", s.Item+".AttributeMapping"
	isStart := func(is func(model.CreateIdentityProvider) bool) bool {
		return slices.ContainsFunc(model.Lookup(providersPath+"[].ProviderType").Choices, func(o model.Option) bool {
			return is(model.ProviderTemplate(o.Value))
		})
	}
	if now := s.text(name); now == "" || isStart(func(t model.CreateIdentityProvider) bool { return *t.ProviderName == now }) {
		s.put(name, start.ProviderName != nil, func() any { return *start.ProviderName })
	}
	if now := s.entries(details); len(now) == 0 || isStart(func(t model.CreateIdentityProvider) bool { return maps.Equal(t.ProviderDetails, now) }) {
		s.put(details, start.ProviderDetails != nil, func() any { return start.ProviderDetails })
	}
	if now := s.entries(mapping); len(now) == 0 || isStart(func(t model.CreateIdentityProvider) bool { return maps.Equal(t.AttributeMapping, now) }) {
		s.put(mapping, start.AttributeMapping != nil, func() any { return start.AttributeMapping })
	}
}

func providerLabel(p model.CreateIdentityProvider) string {
	label := named(p.ProviderName)
	if p.ProviderType != nil && (p.ProviderName == nil || *p.ProviderType != *p.ProviderName) {
		label += " · " + *p.ProviderType
	}
	return label
}

func newProvider([]model.CreateIdentityProvider) model.CreateIdentityProvider {
	return model.CreateIdentityProvider{}
}
