package sandbox

import (
	"strings"
	"testing"
)

// shopWithParts makes a pool whose parts depend on each other, and returns the ids
// of its two clients.
func shopWithParts(t *testing.T) (s *Server, pool, web, other string) {
	t.Helper()
	s = New("eu-west-1", &Memory{})
	pool = made(t, s, `{"PoolName":"p","UserPoolTier":"PLUS","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}}`)
	create := func(operation, members string) reply {
		t.Helper()
		answer := about(t, s, operation, pool, members)
		if answer.status != 200 {
			t.Fatalf("%s: %s", operation, answer.body)
		}
		return answer
	}
	create("CreateResourceServer", `"Identifier":"orders","Name":"Orders","Scopes":[{"ScopeName":"read","ScopeDescription":"Read"}]`)
	create("CreateIdentityProvider", `"ProviderName":"Staff","ProviderType":"SAML","ProviderDetails":{"MetadataURL":"https://example.com/metadata"}`)
	create("CreateUserPoolDomain", `"Domain":"shop-auth","ManagedLoginVersion":2`)
	web = create("CreateUserPoolClient", dependent).text("UserPoolClient", "ClientId")
	other = create("CreateUserPoolClient", `"ClientName":"other"`).text("UserPoolClient", "ClientId")
	create("SetUICustomization", `"CSS":".label-customizable {font-weight: 400;}"`)
	create("SetRiskConfiguration", riskActions)
	return s, pool, web, other
}

const (
	dependent   = `"ClientName":"web","AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid","orders/read"],"CallbackURLs":["https://example.com"],"SupportedIdentityProviders":["Staff"]`
	riskActions = `"CompromisedCredentialsRiskConfiguration":{"Actions":{"EventAction":"BLOCK"}}`
	keepPlus    = `"UserPoolTier":"PLUS","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}`
)

// A call is rejected for what it concerns, and not because of another part of the
// pool that lost what it needs.
func TestCallsAreJudgedByWhatTheyConcern(t *testing.T) {
	type call struct{ operation, members, code string }
	tests := []struct {
		name   string
		change call
		after  []call
	}{
		{"domain deleted", call{"DeleteUserPoolDomain", `"Domain":"shop-auth"`, ""}, []call{
			{"UpdateUserPool", keepPlus, ""},
			{"CreateGroup", `"GroupName":"a"`, ""},
			{"TagResource", ``, ""},
			{"AddCustomAttributes", `"CustomAttributes":[{"Name":"plan","AttributeDataType":"String"}]`, ""},
			{"SetUserPoolMfaConfig", `"MfaConfiguration":"OFF"`, ""},
			{"UpdateUserPoolClient", `"ClientId":"WEB",` + dependent, ""},
			{"SetUICustomization", `"CSS":".label-customizable {font-weight: 400;}"`, "InvalidParameterException"},
		}},
		{"scope removed", call{"UpdateResourceServer", `"Identifier":"orders","Name":"Orders"`, ""}, []call{
			{"UpdateUserPool", keepPlus, ""},
			{"UpdateUserPoolClient", `"ClientId":"OTHER","ClientName":"other"`, ""},
			{"CreateUserPoolClient", `"ClientName":"third"`, ""},
			{"UpdateUserPoolClient", `"ClientId":"WEB",` + dependent, "ScopeDoesNotExistException"},
			{"UpdateUserPoolClient", `"ClientId":"WEB","ClientName":"web"`, ""},
		}},
		{"resource server deleted", call{"DeleteResourceServer", `"Identifier":"orders"`, ""}, []call{
			{"UpdateUserPool", keepPlus, ""},
			{"UpdateUserPoolClient", `"ClientId":"WEB",` + dependent, "ScopeDoesNotExistException"},
		}},
		{"provider deleted", call{"DeleteIdentityProvider", `"ProviderName":"Staff"`, ""}, []call{
			{"UpdateUserPool", keepPlus, ""},
			{"CreateGroup", `"GroupName":"a"`, ""},
			{"UpdateUserPoolClient", `"ClientId":"WEB",` + dependent, "InvalidParameterException"},
		}},
		{"threat protection off", call{"UpdateUserPool", `"UserPoolTier":"PLUS"`, ""}, []call{
			{"SetUserPoolMfaConfig", `"MfaConfiguration":"OFF"`, ""},
			{"UpdateUserPool", `"DeletionProtection":"ACTIVE"`, ""},
			{"SetRiskConfiguration", riskActions, "UserPoolAddOnNotEnabledException"},
		}},
		{"smaller plan", call{"UpdateUserPool", `"UserPoolTier":"LITE"`, "TierChangeNotAllowedException"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, pool, web, other := shopWithParts(t)
			ids := strings.NewReplacer(`"WEB"`, `"`+web+`"`, `"OTHER"`, `"`+other+`"`)
			do := func(c call) {
				t.Helper()
				answer := about(t, s, c.operation, pool, ids.Replace(c.members))
				if c.operation == "TagResource" {
					answer = post(t, s, c.operation, `{"ResourceArn":"`+arnOf(pool)+`","Tags":{"a":"b"}}`)
				}
				if answer.code != c.code {
					t.Errorf("%s %s: %s, want %q", c.operation, c.members, answer.body, c.code)
				}
			}
			do(test.change)
			for _, c := range test.after {
				do(c)
			}
		})
	}
}

// A domain stays what it was created as.
func TestDomainsKeepTheirKind(t *testing.T) {
	s := New("eu-west-1", &Memory{})
	pool := made(t, s, `{"PoolName":"p"}`)
	about(t, s, "CreateUserPoolDomain", pool, `"Domain":"shop-auth"`)
	about(t, s, "CreateUserPoolDomain", pool, `"Domain":"auth.example.com",`+custom)
	for members, want := range map[string]string{
		`"Domain":"shop-auth",` + custom:                      "User pool should have a custom domain associated, failed to update the certificate.",
		`"Domain":"auth.example.com","ManagedLoginVersion":2`: "Cannot convert custom domain to prefix domain.",
	} {
		if answer := about(t, s, "UpdateUserPoolDomain", pool, members); answer.code != "InvalidParameterException" || answer.message != want {
			t.Errorf("%s: %s", members, answer.body)
		}
	}
	if answer := about(t, s, "UpdateUserPoolDomain", pool, `"Domain":"auth.example.com","ManagedLoginVersion":2,`+custom); answer.status != 200 {
		t.Error(answer.body)
	}
}

// A risk configuration or a classic style that sets nothing is none.
func TestSetToNothing(t *testing.T) {
	s, pool, _, _ := shopWithParts(t)
	before := stored(t, s)
	for operation, members := range map[string]string{"SetRiskConfiguration": riskActions, "SetUICustomization": `"CSS":".label-customizable {font-weight: 400;}"`} {
		if answer := about(t, s, operation, pool, ""); answer.status != 200 {
			t.Errorf("%s: %s", operation, answer.body)
		}
		if strings.Contains(stored(t, s), operation) {
			t.Errorf("%s is still there: %s", operation, stored(t, s))
		}
		about(t, s, operation, pool, members)
	}
	if !strings.Contains(before, "SetRiskConfiguration") || !strings.Contains(stored(t, s), "SetRiskConfiguration") {
		t.Error("the pool has no risk configuration")
	}
	about(t, s, "SetRiskConfiguration", pool, "")
	about(t, s, "DeleteUserPoolDomain", pool, `"Domain":"shop-auth"`)
	if answer := about(t, s, "UpdateUserPool", pool, `"UserPoolTier":"ESSENTIALS"`); answer.status != 200 {
		t.Errorf("the plan cannot be lowered: %s", answer.body)
	}
	if answer := about(t, s, "SetLogDeliveryConfiguration", pool, ""); answer.message != "1 validation error detected: Value null at 'logConfigurations' failed to satisfy constraint: Member must not be null" {
		t.Errorf("no configurations: %s", answer.body)
	}
}

// What an update of a branding style leads to.
func TestUpdateBranding(t *testing.T) {
	const light, dark = `{"Category":"FORM_LOGO","ColorMode":"LIGHT","Extension":"PNG","Bytes":"iVBORw0KGgo="}`, `{"Category":"FORM_LOGO","ColorMode":"DARK","Extension":"PNG","Bytes":"iVBORw0KGgo="}`
	const svg = `{"Category":"FORM_LOGO","ColorMode":"LIGHT","Extension":"SVG","Bytes":"PHN2Zy8+"}`
	tests := []struct{ name, update, want string }{
		{"settings added", `"Settings":{"a":{"y":[2]},"b":null}`, `"Settings":{"a":{"x":1,"y":[2]},"b":null,"c":{}},"Assets":[` + light + `]`},
		{"settings replaced", `"Settings":{"a":{"x":9},"c":5}`, `"Settings":{"a":{"x":9},"c":5},"Assets":[` + light + `]`},
		{"image added", `"Assets":[` + dark + `]`, `"Settings":{"a":{"x":1},"c":{}},"Assets":[` + light + `,` + dark + `]`},
		{"image replaced", `"Assets":[` + svg + `]`, `"Settings":{"a":{"x":1},"c":{}},"Assets":[` + svg + `]`},
		{"no image removed", `"Assets":[]`, `"Settings":{"a":{"x":1},"c":{}},"Assets":[` + light + `]`},
		{"nothing", ``, `"Settings":{"a":{"x":1},"c":{}},"Assets":[` + light + `]`},
		{"default style", `"UseCognitoProvidedValues":true`, `"UseCognitoProvidedValues":true`},
		{"both", `"UseCognitoProvidedValues":true,"Settings":{"d":1}`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := New("eu-west-1", &Memory{})
			pool := made(t, s, `{"PoolName":"p"}`)
			client := about(t, s, "CreateUserPoolClient", pool, `"ClientName":"web"`).text("UserPoolClient", "ClientId")
			style := about(t, s, "CreateManagedLoginBranding", pool, `"ClientId":"`+client+`","Settings":{"a":{"x":1},"c":{}},"Assets":[`+light+`]`).text("ManagedLoginBranding", "ManagedLoginBrandingId")
			id := `"ManagedLoginBrandingId":"` + style + `"`
			members := id
			if test.update != "" {
				members += "," + test.update
			}
			answer := about(t, s, "UpdateManagedLoginBranding", pool, members)
			if test.want == "" {
				if answer.message != "useCognitoProvidedValues or settings should be specified (but not both)" {
					t.Errorf("answers %s", answer.body)
				}
				return
			}
			described := about(t, s, "DescribeManagedLoginBrandingByClient", pool, `"ClientId":"`+client+`"`)
			want := `{"UserPoolId":"` + pool + `","ClientId":"` + client + `",` + id + `,` + test.want + `}`
			if got := canonical(t, described.members["ManagedLoginBranding"]); answer.status != 200 || got != canonical(t, parsed(t, want)) {
				t.Errorf("%s\ndescribed as %swant %s", answer.body, got, canonical(t, parsed(t, want)))
			}
		})
	}
	s := New("eu-west-1", &Memory{})
	pool := made(t, s, `{"PoolName":"p"}`)
	client := about(t, s, "CreateUserPoolClient", pool, `"ClientName":"web"`).text("UserPoolClient", "ClientId")
	style := about(t, s, "CreateManagedLoginBranding", pool, `"ClientId":"`+client+`","UseCognitoProvidedValues":true`).text("ManagedLoginBranding", "ManagedLoginBrandingId")
	answer := about(t, s, "UpdateManagedLoginBranding", pool, `"ManagedLoginBrandingId":"`+style+`","Settings":{"a":1}`)
	if answer.status != 200 || strings.Contains(answer.body, "UseCognitoProvidedValues") {
		t.Errorf("an own style after the default one: %s", answer.body)
	}
}
