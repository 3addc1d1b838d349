package forms

import (
	"maps"
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

const providersPath = "CreateIdentityProvider"

var providers = Step{
	ID: "providers", Title: "Providers", Folds: true,
	Intro:  "Optional: users sign in with an account that they have elsewhere. An app that offers all providers offers a new one too.",
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
	start := model.ProviderTemplate(s.Pool, s.text(s.Item+".ProviderType"))
	if start.ProviderType == nil {
		return
	}
	name, details, mapping := s.Item+".ProviderName", s.Item+".ProviderDetails", s.Item+".AttributeMapping"
	isStart := func(is func(model.CreateIdentityProvider) bool) bool {
		return slices.ContainsFunc(model.Lookup(providersPath+"[].ProviderType").Choices, func(o model.Option) bool {
			return is(model.ProviderTemplate(s.Pool, o.Value))
		})
	}
	if now := s.text(name); now == "" || isStart(func(t model.CreateIdentityProvider) bool { return *t.ProviderName == now }) {
		must(s.Set(name, *start.ProviderName))
		if now == "" {
			offerProvider(s.Pool, s.text(name))
		} else {
			s.Rename(name, now, s.text(name))
		}
	}
	if now := s.entries(details); len(now) == 0 || isStart(func(t model.CreateIdentityProvider) bool { return maps.Equal(t.ProviderDetails, now) }) {
		must(s.Set(details, start.ProviderDetails))
	}
	if now := s.entries(mapping); len(now) == 0 || isStart(func(t model.CreateIdentityProvider) bool { return maps.Equal(t.AttributeMapping, now) }) {
		must(s.Set(mapping, start.AttributeMapping))
	}
}

// offerProvider lets the app clients that offer all providers offer a new one too.
func offerProvider(p *model.Pool, name string) {
	clients := slices.Clone(p.CreateUserPoolClient)
	for i := range clients {
		c := &clients[i]
		offers := func(name string) bool { return slices.Contains(c.SupportedIdentityProviders, name) }
		lacks := func(other model.CreateIdentityProvider) bool {
			return other.ProviderName != nil && *other.ProviderName != name && !offers(*other.ProviderName)
		}
		if len(c.SupportedIdentityProviders) == 0 || offers(name) || slices.ContainsFunc(p.CreateIdentityProvider, lacks) {
			continue
		}
		c.SupportedIdentityProviders = append(slices.Clip(c.SupportedIdentityProviders), name)
	}
	p.CreateUserPoolClient = clients
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
