package model

import "strings"

// aDomain is a list of one domain with the settings.
func aDomain(name, settings string) string {
	return `"CreateUserPoolDomain":[{"Domain":"` + name + `"` + settings + `}]`
}

const passkeyFactor = `"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}}`

var domainCases = map[string]ruleCase{
	"domain-needs-certificate": {
		breaks: []string{draft("", aDomain("auth.example.com", ""))},
		fits:   []string{draft("", aDomain("0-shop-9", "")), draft("", aOwnDomain), draft("", aDomain("Shop", "")), draft("", aDomain("-shop", ""))},
	},
	"domain-reserved-word": {
		breaks: []string{draft("", aDomain("my-aws-shop", "")), draft("", aDomain("amazon", "")), draft("", aDomain("shop-cognito", ""))},
		softer: []string{draft("", aDomain("newcognito", "")), draft("", aDomain("my-awsome-shop", ""))},
		fits:   []string{draft("", aDomain("shop-aw-s", "")), draft("", strings.Replace(aOwnDomain, "auth", "cognito", 1))},
	},
	"domain-prefix-free": {
		breaks: []string{draft("", aPrefix)},
		fits:   []string{draft("", aOwnDomain)},
	},
	"custom-domain-name": {
		breaks: []string{draft("", aDomain("shop", ","+aCertificate)), draft("", aDomain("auth..com", ","+aCertificate))},
		fits:   []string{draft("", aOwnDomain), draft("", aPrefix), draft("", aDomain("Auth.example.com", ","+aCertificate))},
	},
	"domains-of-one-kind": {
		breaks: []string{draft("", `"CreateUserPoolDomain":[{"Domain":"a"},{"Domain":"b"}]`), draft("", `"CreateUserPoolDomain":[{"Domain":"a.example.com",`+aCertificate+`},{"Domain":"b.example.com",`+aCertificate+`}]`)},
		fits:   []string{draft("", `"CreateUserPoolDomain":[{"Domain":"a"},{"Domain":"b.example.com",`+aCertificate+`}]`)},
	},
	"certificate-region": {
		breaks: []string{draft("", strings.Replace(aOwnDomain, "us-east-1", "eu-central-1", 1))},
		fits:   []string{draft("", aOwnDomain), draft("", strings.NewReplacer("arn:aws:", "arn:aws-us-gov:", "us-east-1", "us-gov-west-1").Replace(aOwnDomain))},
	},
	"custom-domain-to-prepare": {
		breaks: []string{draft("", aOwnDomain)},
		fits:   []string{draft("", aPrefix)},
	},
	"custom-domain-dns": {
		breaks: []string{draft("", aOwnDomain)},
		fits:   []string{draft("", aPrefix)},
	},
	"managed-login-tier": {
		breaks: []string{draft(`"UserPoolTier":"LITE"`, aDomain("shop", `,"ManagedLoginVersion":2`))},
		fits:   []string{draft(`"UserPoolTier":"ESSENTIALS"`, aDomain("shop", `,"ManagedLoginVersion":2`)), draft("", aDomain("shop", `,"ManagedLoginVersion":2`)), draft(`"UserPoolTier":"LITE"`, aDomain("shop", `,"ManagedLoginVersion":1`)), draft(`"UserPoolTier":"LITE"`, aPrefix)},
	},
	"passkey-custom-domain": {
		breaks: []string{draft(passkeyFactor, aOwnDomain), draft(passkeyFactor, `"SetUserPoolMfaConfig":{"WebAuthnConfiguration":{"RelyingPartyId":"shop.example.com"}}`, aOwnDomain)},
		fits: []string{
			draft(passkeyFactor, `"SetUserPoolMfaConfig":{"WebAuthnConfiguration":{"RelyingPartyId":"auth.example.com"}}`, aOwnDomain), draft(passkeyFactor, `"SetUserPoolMfaConfig":{"WebAuthnConfiguration":{"RelyingPartyId":"example.com"}}`, aOwnDomain),
			draft(passkeyFactor, aPrefix), draft("", aOwnDomain),
		},
	},
	"tls-outdated": {
		breaks: []string{draft("", strings.Replace(aOwnDomain, `/c"`, `/c","SecurityPolicy":"TLS_V1"`, 1))},
		fits:   []string{draft("", strings.Replace(aOwnDomain, `/c"`, `/c","SecurityPolicy":"TLS_V1_2_2021"`, 1)), draft("", aOwnDomain)},
	},
	"routing-needs-custom-domain": {
		breaks: []string{draft("", aDomain("shop", `,"Routing":{"Failover":{"SecondaryRegion":"eu-west-1","PrimaryRoute53HealthCheckId":"x"}}`))},
		fits:   []string{draft("", aDomain("auth.example.com", `,`+aCertificate+`,"Routing":{"Failover":{"SecondaryRegion":"eu-west-1","PrimaryRoute53HealthCheckId":"x"}}`)), draft("", aPrefix)},
	},
}
