package forms

import (
	"slices"
	"strconv"

	"github.com/poolsmith/poolsmith/model"
)

var signInPages = Step{
	ID: "sign-in-pages", Title: "Sign-in pages", Folds: true,
	Intro:  "The address and the look of the sign-in pages that Cognito hosts. Apps with sign-in forms of their own need neither.",
	Fields: fields("", domainsPath, stylesPath),
}

var domainFields = slices.Concat(
	fields(".", "Domain", "ManagedLoginVersion", "CustomDomainConfig.CertificateArn"),
	when(isCustomDomain, fields(".CustomDomainConfig.", "SecurityPolicy")...),
	// Only pools with a replica in another Region have failover.
	when(legacy, fields(".Routing.Failover.", "SecondaryRegion", "PrimaryRoute53HealthCheckId")...),
)

func isCustomDomain(s Scope) bool { return s.text(s.Item+".CustomDomainConfig.CertificateArn") != "" }

func domainLabel(d model.CreateUserPoolDomain) string {
	label := named(d.Domain)
	if d.CustomDomainConfig != nil {
		label += " · custom domain"
	} else {
		label += " · prefix"
	}
	if d.ManagedLoginVersion != nil && *d.ManagedLoginVersion == 2 {
		return label + " · managed login"
	}
	return label + " · classic pages"
}

// newDomain has no name yet, and managed login.
func newDomain([]model.CreateUserPoolDomain) model.CreateUserPoolDomain {
	return model.CreateUserPoolDomain{ManagedLoginVersion: new(2)}
}

var styleFields = slices.Concat(
	fields(".", "ClientId", "UseCognitoProvidedValues"),
	when(ownStyle, fields(".", "Settings", "Assets")...),
)

func ownStyle(s Scope) bool { return !s.isTrue(s.Item + ".UseCognitoProvidedValues") }

func styleLabel(b model.CreateManagedLoginBranding) string {
	if b.UseCognitoProvidedValues != nil && *b.UseCognitoProvidedValues {
		return named(b.ClientId) + " · default style"
	}
	return named(b.ClientId) + " · own style, " + model.Plural(len(b.Assets), "image")
}

func newStyle([]model.CreateManagedLoginBranding) model.CreateManagedLoginBranding {
	return model.CreateManagedLoginBranding{UseCognitoProvidedValues: new(true)}
}

var assetFields = fields(".", "Category", "ColorMode", "Extension", "Bytes", "ResourceId")

func assetLabel(a model.BrandingAsset) string {
	label := "(no category)"
	if a.Category != nil {
		label = *a.Category
		if o := model.Lookup(stylesPath + "[].Assets[].Category").Option(label); o != nil {
			label = o.Title
		}
	}
	if a.Bytes != nil {
		label += " · " + strconv.Itoa(len(*a.Bytes)) + " characters of base64"
	}
	return label
}

func newAsset([]model.BrandingAsset) model.BrandingAsset {
	return model.BrandingAsset{ColorMode: new("DYNAMIC")}
}
