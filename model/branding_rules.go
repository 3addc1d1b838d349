package model

import (
	"fmt"
	"slices"
	"strings"
)

// Paths of branding styles and classic page styles that the rules are about.
const (
	atBranding  = "CreateManagedLoginBranding"
	atProvided  = atBranding + "[].UseCognitoProvidedValues"
	atStyle     = atBranding + "[].Settings"
	atAssets    = atBranding + "[].Assets"
	atClassic   = "SetUICustomization"
	atCSS       = atClassic + "[].CSS"
	atExtension = atAssets + "[].Extension"
)

var brandingRules = []Rule{
	{
		ID: "managed-login-needs-style", Severity: Warning,
		Settings: []string{atClients, atBranding + "[].ClientId", atLoginVersion},
		Summary:  "Managed login shows Login pages unavailable for an app client without a branding style. The console creates one automatically, the API does not.",
		Fix:      "add a CreateManagedLoginBranding with UseCognitoProvidedValues for the app client",
		Source:   "API reference, CreateUserPoolDomain; reported by users",
		Check:    checkStyleMissing,
		Edits:    editStyleMissing,
	},
	{
		ID: "branding-one-source", Severity: Error,
		Settings:   []string{atProvided, atStyle},
		Summary:    "A branding style has either the default values of Cognito or Settings, and one of the two. Empty Settings count.",
		Fix:        "set UseCognitoProvidedValues to true, or set Settings, and remove the other",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "useCognitoProvidedValues or settings should be specified (but not both)", Match: "useCognitoProvidedValues or settings should be specified"}},
		Check:      checkBrandingSource,
		Edits:      editBrandingSource,
	},
	{
		ID: "branding-assets-ignored", Severity: Warning,
		Settings: []string{atAssets, atProvided},
		Summary:  "The API reference requires that a style with UseCognitoProvidedValues has no Assets. Cognito accepts them.",
		Fix:      "remove Assets, or set Settings in place of UseCognitoProvidedValues",
		Source:   "API reference, CreateManagedLoginBranding; accepted in real deployments, 2026-09",
		Check:    checkBrandingAssets,
		Edits:    removeFirst,
	},
	{
		ID: "asset-needs-no-ico", Severity: Error,
		Settings: []string{atExtension, atAssets + "[].Category"},
		Summary:  "Only the category FAVICON_ICO has images of the type ICO.",
		Fix:      "use another file type, or the category FAVICON_ICO",
		Source:   "rejected in real deployments, 2026-09: Invalid assets provided. Validation errors",
		Rejections: []Rejection{{
			Text:   "Invalid assets provided. Validation errors: [{category: %s, extension: ICO, colorMode: %s, errorMessage: %s}]",
			Values: assetOf,
			Match:  "Invalid assets provided",
		}},
		Check: checkAssets,
	},
	{
		ID: "branding-ignored", Severity: Warning,
		Settings: []string{atBranding, atLoginVersion},
		Summary:  "Branding styles are for managed login. The classic hosted UI (ManagedLoginVersion 1, the default) ignores them.",
		Fix:      "set ManagedLoginVersion to 2, or remove the branding styles",
		Source:   "developer guide, branding; behavior unverified",
		Check:    checkBrandingUsed,
	},
	{
		ID: "classic-style-ignored", Severity: Warning,
		Settings: []string{atClassic, atLoginVersion},
		Summary:  "SetUICustomization is for the classic hosted UI and has no effect on managed login (ManagedLoginVersion 2).",
		Fix:      "set ManagedLoginVersion to 1, or use CreateManagedLoginBranding",
		Source:   "API reference, SetUICustomization",
		Check:    checkClassicUsed,
	},
	{
		ID: "classic-style-needs-domain", Severity: Error,
		Settings:   []string{atClassic, atDomains},
		Summary:    "SetUICustomization needs a pool with a domain.",
		Fix:        "create a domain for the pool, or remove SetUICustomization",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "There has to be an existing domain associated with this user pool.", Match: "There has to be an existing domain associated"}},
		Check:      checkClassicDomain,
	},
	{
		ID: "css-class", Severity: Error, OwnValue: true,
		Settings:   []string{atCSS},
		Summary:    "The CSS of the classic hosted UI can use only its own classes, such as banner-customizable.",
		Fix:        "use only the classes of the classic hosted UI",
		Source:     "rejected in real deployments, 2026-09: is not in the list of allowed classes.; developer guide, classic branding",
		Rejections: []Rejection{{Text: "The CSS class %s is not in the list of allowed classes.", Values: firstUnknownClass, Match: "is not in the list of allowed classes"}},
		Check:      checkCSS,
	},
}

// loginVersions reports whether the pool has domains with managed login, and with
// the classic hosted UI.
func (p *Pool) loginVersions() (managed, classic bool) {
	for i := range p.CreateUserPoolDomain {
		if p.CreateUserPoolDomain[i].isManaged() {
			managed = true
		} else {
			classic = true
		}
	}
	return managed, classic
}

func checkStyleMissing(f Facts) []Match {
	if managed, _ := f.loginVersions(); !managed {
		return nil
	}
	styled := make(map[string]bool, len(f.CreateManagedLoginBranding))
	for i := range f.CreateManagedLoginBranding {
		styled[deref(f.CreateManagedLoginBranding[i].ClientId)] = true
	}
	return ofClients(func(_ Facts, c client) []Match {
		if !c.signsIn() || c.ClientName == nil || styled[*c.ClientName] {
			return nil
		}
		return c.found("has no branding style, so its managed login pages are unavailable", c.at("ClientName"))
	})(f)
}

func checkBrandingSource(f Facts) []Match {
	var matches []Match
	for i := range f.CreateManagedLoginBranding {
		b := &f.CreateManagedLoginBranding[i]
		provided := isTrue(b.UseCognitoProvidedValues)
		if provided != (b.Settings != nil) {
			continue
		}
		message := "has neither the default values of Cognito nor Settings"
		if provided {
			message = "has both the default values of Cognito and Settings"
		}
		matches = append(matches, found(fmt.Sprintf("the branding style of %q %s", deref(b.ClientId), message), at(atBranding, i, "UseCognitoProvidedValues"), at(atBranding, i, "Settings"))...)
	}
	return matches
}

func checkBrandingAssets(f Facts) []Match {
	var matches []Match
	for i := range f.CreateManagedLoginBranding {
		b := &f.CreateManagedLoginBranding[i]
		if isTrue(b.UseCognitoProvidedValues) && len(b.Assets) > 0 {
			matches = append(matches, found(fmt.Sprintf("the branding style of %q has the default values of Cognito and images of its own", deref(b.ClientId)), at(atBranding, i, "Assets"), at(atBranding, i, "UseCognitoProvidedValues"))...)
		}
	}
	return matches
}

// isMisplacedIco reports whether an image is of the type ICO without being the
// favicon.
func isMisplacedIco(a BrandingAsset) bool {
	return is(a.Extension, "ICO") && a.Category != nil && *a.Category != "FAVICON_ICO"
}

func checkAssets(f Facts) []Match {
	var matches []Match
	for i := range f.CreateManagedLoginBranding {
		assets := f.CreateManagedLoginBranding[i].Assets
		if j := slices.IndexFunc(assets, isMisplacedIco); j >= 0 {
			list := at(atBranding, i, "Assets")
			matches = append(matches, found(fmt.Sprintf("an image of the category %s has the type ICO", *assets[j].Category), at(list, j, "Extension"), at(list, j, "Category"))...)
		}
	}
	return matches
}

func assetOf(f Facts, findings []Finding) []string {
	assets := f.CreateManagedLoginBranding[firstIndex(findings[0])].Assets
	a := assets[slices.IndexFunc(assets, isMisplacedIco)]
	return []string{*a.Category, deref(a.ColorMode), findings[0].Message}
}

func checkBrandingUsed(f Facts) []Match {
	managed, classic := f.loginVersions()
	if len(f.CreateManagedLoginBranding) == 0 || managed || !classic {
		return nil
	}
	return found("the pool has branding styles, but its domains have the classic hosted UI, which ignores them", atBranding)
}

func checkClassicUsed(f Facts) []Match {
	managed, classic := f.loginVersions()
	if len(f.SetUICustomization) == 0 || !managed || classic {
		return nil
	}
	return found("the pool has a classic page style, but its domains have managed login, which ignores it", atClassic)
}

func checkClassicDomain(f Facts) []Match {
	if len(f.SetUICustomization) == 0 || f.hasDomain() {
		return nil
	}
	return found("the pool has a classic page style but no domain", atClassic)
}

// cssClasses are the classes of the classic hosted UI.
var cssClasses = []string{
	"background-customizable", "banner-customizable", "errorMessage-customizable", "idpButton-customizable", "idpDescription-customizable",
	"inputField-customizable", "label-customizable", "legalText-customizable", "logo-customizable", "submitButton-customizable",
	"textDescription-customizable", "redirect-customizable", "socialButton-customizable",
	"passwordCheck-notValid-customizable", "passwordCheck-valid-customizable",
}

// unknownClass is the first class of a style sheet that the hosted UI does not
// have; empty if there is none.
func unknownClass(css string) string {
	for css = withoutComments(css); css != ""; {
		selector, rest, _ := strings.Cut(css, "{")
		for _, part := range strings.Split(selector, ".")[1:] {
			class := part
			if end := strings.IndexFunc(part, func(r rune) bool { return r != '-' && !isWord(r) }); end >= 0 {
				class = part[:end]
			}
			if class != "" && !slices.Contains(cssClasses, class) {
				return class
			}
		}
		_, css, _ = strings.Cut(rest, "}")
	}
	return ""
}

func withoutComments(css string) string {
	for {
		before, rest, found := strings.Cut(css, "/*")
		if !found {
			return css
		}
		_, after, _ := strings.Cut(rest, "*/")
		css = before + after
	}
}

func checkCSS(f Facts) []Match {
	var matches []Match
	for i := range f.SetUICustomization {
		if class := unknownClass(deref(f.SetUICustomization[i].CSS)); class != "" {
			matches = append(matches, found(fmt.Sprintf("%s has the class %s, which the classic hosted UI does not have", Name(atCSS), class), at(atClassic, i, "CSS"))...)
		}
	}
	return matches
}

func firstUnknownClass(f Facts, findings []Finding) []string {
	return []string{unknownClass(deref(f.SetUICustomization[firstIndex(findings[0])].CSS))}
}

func editStyleMissing(f Facts, finding Finding) []Edit {
	style := CreateManagedLoginBranding{ClientId: f.clientOf(finding).ClientName, UseCognitoProvidedValues: new(true)}
	return setTo(fmt.Sprintf("%s[%d]", atBranding, len(f.CreateManagedLoginBranding)), style)
}

// editBrandingSource applies to a style that has neither source: where it has both,
// either can be meant.
func editBrandingSource(f Facts, finding Finding) []Edit {
	i := firstIndex(finding)
	if f.CreateManagedLoginBranding[i].Settings != nil {
		return nil
	}
	return setTo(at(atBranding, i, "UseCognitoProvidedValues"), true)
}
