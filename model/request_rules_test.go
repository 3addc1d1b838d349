package model

import (
	"strings"
	"testing"
)

var requestCases = map[string]ruleCase{
	"request-twice": {
		breaks: []string{
			draft("", `"CreateGroup":[{"GroupName":"a"},{"GroupName":"b"},{"GroupName":"a"}]`), draft("", `"CreateUserPoolClient":[{"ClientName":"web"},{"ClientName":"web"}]`),
			draft("", strings.TrimSuffix(aGoogle, "]")+","+strings.TrimPrefix(aGoogle, `"CreateIdentityProvider":[`)), draft("", `"CreateManagedLoginBranding":[{"ClientId":"web"},{"ClientId":"web"}]`),
			draft("", `"CreateTerms":[{"ClientId":"web","TermsName":"terms-of-use"},{"ClientId":"web","TermsName":"terms-of-use"}]`), draft("", `"CreateResourceServer":[{"Identifier":"a"},{"Identifier":"a"}]`),
			draft("", `"SetRiskConfiguration":[{},{}]`), draft("", `"SetUICustomization":[{"ClientId":"web"},{"ClientId":"web"}]`),
		},
		fits: []string{
			draft("", `"CreateGroup":[{"GroupName":"a"},{"GroupName":"A"}]`), draft("", `"CreateUserPoolClient":[{},{}]`), draft("", `"SetRiskConfiguration":[{},{"ClientId":"web"}]`),
			draft("", `"CreateTerms":[{"ClientId":"web","TermsName":"terms-of-use"},{"ClientId":"web","TermsName":"privacy-policy"}]`),
		},
	},
	"reference-unknown": {
		breaks: []string{
			withClient(`"SupportedIdentityProviders":["COGNITO","Google"]`), draft("", aGoogle, aClient(`"SupportedIdentityProviders":["google"]`)),
			draft("", aStyle(`,"UseCognitoProvidedValues":true`)), draft("", aClient(codeFlow), aRisk(`"ClientId":"WEB"`)), draft("", `"SetUICustomization":[{"ClientId":"web"}]`), draft("", aRisk(`"ClientId":"ALL"`)),
		},
		fits: []string{
			withClient(`"SupportedIdentityProviders":["COGNITO"]`), draft("", aGoogle, aClient(`"SupportedIdentityProviders":["COGNITO","Google"]`)),
			draft("", aClient(codeFlow), aStyle(`,"UseCognitoProvidedValues":true`)), draft("", aClient(codeFlow), aRisk(`"ClientId":"web"`)), draft("", aRisk("")), draft("", `"SetUICustomization":[{"ClientId":"ALL"}]`),
		},
	},
	"secret-literal": {
		breaks: []string{withProvider("Google", `"client_secret":"PLANTED"`), withProvider("SignInWithApple", `"private_key":"PLANTED"`), withClient(`"ClientSecret":"PLANTED"`), withProvider("Google", `"client_secret":"${env:}"`), withProvider("Google", `"client_secret":""`)},
		fits:   []string{withProvider("Google", `"client_secret":"${env:GOOGLE_CLIENT_SECRET}"`), withClient(`"ClientSecret":"${env:S}"`), withProvider("Google", `"client_id":"x"`)},
	},
}

// No message repeats a secret.
func TestFindingsRepeatNoSecret(t *testing.T) {
	for _, text := range requestCases["secret-literal"].breaks {
		for _, f := range Check(readPool(t, text).Pool) {
			if strings.Contains(f.Message+f.Fix+strings.Join(f.Settings, " "), "PLANTED") {
				t.Errorf("%s: %s", f.Rule, f.Message)
			}
		}
	}
}

// Link verification and passkeys need a domain, which a draft can have.
func TestDomainOfTheDraftCounts(t *testing.T) {
	for rule, pool := range map[string]string{
		"link-needs-domain":    `"VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK"}`,
		"passkey-needs-domain": passkeyFactor,
	} {
		if found := matches(readPool(t, draft(pool)), rule); len(found) != 1 {
			t.Errorf("%s: %d findings without a domain", rule, len(found))
		}
		if found := matches(readPool(t, draft(pool, aPrefix)), rule); len(found) != 0 {
			t.Errorf("%s: found although the draft has a domain", rule)
		}
	}
}

// Features of plans in requests other than CreateUserPool count too.
func TestTiersOfRequests(t *testing.T) {
	for text, want := range map[string]string{
		draft(`"UserPoolTier":"LITE"`, aClient(`"ExplicitAuthFlows":["ALLOW_USER_AUTH"]`)):                         "CreateUserPoolClient[0].ExplicitAuthFlows",
		draft(`"UserPoolTier":"LITE"`, aClient(`"RefreshTokenRotation":{"Feature":"ENABLED"}`)):                    "CreateUserPoolClient[0].RefreshTokenRotation.Feature",
		draft(`"UserPoolTier":"ESSENTIALS"`, `"SetLogDeliveryConfiguration":{"LogConfigurations":[`+activity+`]}`): "SetLogDeliveryConfiguration.LogConfigurations[0].EventSource",
	} {
		found := matches(readPool(t, text), "tier-lacks-feature")
		if len(found) == 0 || found[0].Settings[0] != want {
			t.Errorf("%s: %v, want %s", text, found, want)
		}
	}
	if found := matches(readPool(t, draft(`"UserPoolTier":"LITE"`, aClient(`"RefreshTokenRotation":{"Feature":"DISABLED"}`))), "tier-lacks-feature"); len(found) > 0 {
		t.Errorf("found: %v", found)
	}
	if got := CheapestTier(readPool(t, draft("", managedDomain)).Pool); got != "ESSENTIALS" {
		t.Errorf("managed login is in the plan %s", got)
	}
}
