package model

import "strings"

// aStyle is a list of one branding style of the client web with the settings.
func aStyle(settings string) string {
	return `"CreateManagedLoginBranding":[{"ClientId":"web"` + settings + `}]`
}

// withCSS is a draft of a pool with a style sheet for the classic hosted UI.
func withCSS(css string) string {
	return draft("", aPrefix, `"SetUICustomization":[{"CSS":"`+css+`"}]`)
}

const managedDomain = `"CreateUserPoolDomain":[{"Domain":"shop","ManagedLoginVersion":2}]`

var brandingCases = map[string]ruleCase{
	"managed-login-needs-style": {
		breaks: []string{draft("", managedDomain, aClient(codeFlow)), draft("", managedDomain, strings.Replace(aClient(codeFlow), "web", "other", 1), aStyle(`,"UseCognitoProvidedValues":true`))},
		fits:   []string{draft("", managedDomain, aClient(codeFlow), aStyle(`,"UseCognitoProvidedValues":true`)), draft("", aPrefix, aClient(codeFlow)), draft("", managedDomain, anAPI, aClient(machineFlow))},
	},
	"branding-one-source": {
		breaks: []string{draft("", aStyle("")), draft("", aStyle(`,"UseCognitoProvidedValues":false`)), draft("", aStyle(`,"UseCognitoProvidedValues":true,"Settings":{}`))},
		fits:   []string{draft("", aStyle(`,"UseCognitoProvidedValues":true`)), draft("", aStyle(`,"Settings":{"a":1}`)), draft("", aStyle(`,"UseCognitoProvidedValues":false,"Settings":{}`))},
	},
	"branding-assets-ignored": {
		breaks: []string{draft("", aStyle(`,"UseCognitoProvidedValues":true,"Assets":[{"Category":"FORM_LOGO","ColorMode":"LIGHT","Extension":"PNG"}]`))},
		fits:   []string{draft("", aStyle(`,"Settings":{},"Assets":[{"Category":"FORM_LOGO","ColorMode":"LIGHT","Extension":"PNG"}]`)), draft("", aStyle(`,"UseCognitoProvidedValues":true,"Assets":[]`))},
	},
	"asset-needs-no-ico": {
		breaks: []string{draft("", aStyle(`,"Settings":{},"Assets":[{"Category":"FAVICON_ICO","ColorMode":"LIGHT","Extension":"ICO"},{"Category":"PAGE_BACKGROUND","ColorMode":"LIGHT","Extension":"ICO"}]`))},
		fits:   []string{draft("", aStyle(`,"Settings":{},"Assets":[{"Category":"FAVICON_ICO","ColorMode":"LIGHT","Extension":"ICO"},{"Category":"PAGE_BACKGROUND","ColorMode":"LIGHT","Extension":"PNG"}]`))},
	},
	"branding-ignored": {
		breaks: []string{draft("", aPrefix, aStyle(`,"UseCognitoProvidedValues":true`))},
		fits:   []string{draft("", managedDomain, aStyle(`,"UseCognitoProvidedValues":true`)), draft("", aStyle(`,"UseCognitoProvidedValues":true`)), draft("", `"CreateUserPoolDomain":[{"Domain":"a"},{"Domain":"a.example.com","ManagedLoginVersion":2,`+aCertificate+`}]`, aStyle(`,"UseCognitoProvidedValues":true`))},
	},
	"classic-style-ignored": {
		breaks: []string{draft("", managedDomain, `"SetUICustomization":[{"CSS":""}]`)},
		fits:   []string{draft("", aPrefix, `"SetUICustomization":[{"CSS":""}]`), draft("", managedDomain)},
	},
	"classic-style-needs-domain": {
		breaks: []string{draft("", `"SetUICustomization":[{"CSS":""}]`)},
		fits:   []string{draft("", aPrefix, `"SetUICustomization":[{"CSS":""}]`)},
	},
	"css-class": {
		breaks: []string{withCSS(`.banner-customizable { color: red } .mine { color: red }`), withCSS(`.logo-customizable, .other:hover { color: red }`), withCSS(`.unclosed`)},
		fits:   []string{withCSS(`.submitButton-customizable:hover { background: url(a.png); opacity: .5 }\n/* example.com */ .label-customizable{font-weight:400}`), withCSS(``), withCSS(`/* unclosed .x`)},
	},
}

var termsCases = map[string]ruleCase{
	"terms-need-default-link": {
		breaks: []string{draft("", `"CreateTerms":[{"ClientId":"web","TermsName":"terms-of-use","Links":{"cognito:english":"https://example.com"}}]`)},
		fits:   []string{draft("", `"CreateTerms":[{"ClientId":"web","TermsName":"terms-of-use","Links":{"cognito:default":"https://example.com"}}]`), draft("", `"CreateTerms":[{"ClientId":"web","TermsName":"terms-of-use"}]`)},
	},
}
