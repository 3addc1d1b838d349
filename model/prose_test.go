package model

import "testing"

// Lines as a person would say them.
func TestLines(t *testing.T) {
	const pool = `{"CreateUserPool":{"PoolName":"p",`
	tests := []struct {
		name, draft string
		paths       []string
		want        string
	}{
		{
			"password", pool + `"Policies":{"PasswordPolicy":{"MinimumLength":12,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":false,"PasswordHistorySize":5,"TemporaryPasswordValidityDays":3}}}}`,
			passwordPaths, "at least 12 characters with uppercase, lowercase and digit; last 5 remembered; invitations valid 3 days",
		},
		{
			"sign-in", pool + `"UsernameAttributes":["email"],"UsernameConfiguration":{"CaseSensitive":false},"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}}}}`,
			[]string{atUsernames, atAliases, atCase, atFirstFactors}, "email as username, case-insensitive, password or passkey",
		},
		{
			"MFA", pool + `"MfaConfiguration":"ON"},"SetUserPoolMfaConfig":{"SoftwareTokenMfaConfiguration":{"Enabled":true}}}`,
			[]string{atCreateMode, atApp, atSmsMfa, atEmailMfa, atMode}, "required: authenticator app",
		},
		{
			"a factor that is not used", pool + `"MfaConfiguration":"OFF"},"SetUserPoolMfaConfig":{"SoftwareTokenMfaConfiguration":{"Enabled":true}}}`,
			[]string{atCreateMode, atApp}, "off; Authenticator app codes: Yes",
		},
		{
			"recovery", pool + `"AutoVerifiedAttributes":["email"],"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_phone_number","Priority":2},{"Name":"verified_email","Priority":1}]}}}`,
			[]string{atVerified, atUpdates, atRecovery}, "verifies email; recovery by email, then phone",
		},
		{
			"triggers", pool + `"LambdaConfig":{"PreSignUp":"arn:aws:lambda:eu-west-1:123456789012:function:shop-presignup","CustomEmailSender":{"LambdaArn":"arn:aws:lambda:eu-west-1:123456789012:function:mail","LambdaVersion":"V1_0"}}}}`,
			[]string{atLambda + "PreSignUp", atLambda + "CustomEmailSender.LambdaArn", atLambda + "CustomEmailSender.LambdaVersion"}, "PreSignUp → shop-presignup, CustomEmailSender → mail (V1_0)",
		},
		{
			"attributes", pool + `"Schema":[{"Name":"plan","AttributeDataType":"String","Mutable":true,"StringAttributeConstraints":{"MinLength":"1","MaxLength":"20"}},{"Name":"email","AttributeDataType":"String","Required":true}]}}`,
			[]string{atSchema}, "plan (text, 1–20), email required",
		},
		{
			"app", `{"CreateUserPool":{"PoolName":"p"},"CreateUserPoolDomain":[{"Domain":"shop","ManagedLoginVersion":2}],"CreateUserPoolClient":[{"ClientName":"browser-app","AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid"],"CallbackURLs":["https://example.com/"],"AccessTokenValidity":60,"TokenValidityUnits":{"AccessToken":"minutes"}}]}`,
			[]string{atClients}, "browser-app: code with PKCE, sign-in pages, scope openid, returns to https://example.com/, access token 1 hour",
		},
		{
			"domain", `{"CreateUserPool":{"PoolName":"p"},"CreateUserPoolDomain":[{"Domain":"shop","ManagedLoginVersion":2},{"Domain":"auth.example.com","CustomDomainConfig":{"CertificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/one"}}]}`,
			[]string{atDomains}, "shop: prefix, managed login; auth.example.com: own domain with the certificate one, classic pages",
		},
		{
			"APIs", `{"CreateUserPool":{"PoolName":"p"},"CreateResourceServer":[{"Identifier":"api","Name":"API","Scopes":[{"ScopeName":"read","ScopeDescription":"Read access"},{"ScopeName":"write"}]}]}`,
			[]string{atServers}, "api: scopes read (Read access) and write, Resource server name: API",
		},
		{
			"messages", pool + `"AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true,"InviteMessageTemplate":{"EmailSubject":"Your account","EmailMessage":"Hi {username}, {####}"}},"VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK","EmailSubjectByLink":"Hello"}}}`,
			[]string{atSignUp + "AllowAdminCreateUserOnly", atInvite + "EmailSubject", atInvite + "EmailMessage", atTemplate + "DefaultEmailOption", atTemplate + "EmailSubjectByLink"},
			`a link verifies the email address; email with the link "Hello"; only administrators create users; invitation email "Your account": Hi {username}, {####}`,
		},
		{"nothing", `{"CreateUserPool":{"PoolName":"p"}}`, []string{atClients, atTier}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := NewWording(mustRead(t, tt.draft)).Line(tt.paths...); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// Costs are what the prices of the plans give.
func TestCostFor(t *testing.T) {
	tests := []struct {
		tier  string
		users int
		want  string
	}{
		{"ESSENTIALS", 20_000, "USD 150.00 for 20,000 users a month, 10,000 of which are free"},
		{"ESSENTIALS", 10_001, "USD 0.02 for 10,001 users a month, 10,000 of which are free"},
		{"ESSENTIALS", 10_000, "USD 0.00 for 10,000 users a month, all of which are free"},
		{"LITE", 1_010_000, "USD 5,500.00 for 1,010,000 users a month, 10,000 of which are free"},
		{"LITE", 10_001, "USD 0.01 for 10,001 users a month, 10,000 of which are free"},
		{"PLUS", 1, "USD 0.02 for 1 user a month"},
		{"PLUS", MaxUsers, "USD 19,999,999.98 for 999,999,999 users a month"},
	}
	for _, tt := range tests {
		if got := LookupTier(tt.tier).CostFor(tt.users); got != tt.want {
			t.Errorf("%s for %d: got %q, want %q", tt.tier, tt.users, got, tt.want)
		}
	}
}

// The cost of a pool names what is charged beside its plan.
func TestPoolCostFor(t *testing.T) {
	p := mustRead(t, withProvider("SAML", samlDetails))
	want := "Plan ESSENTIALS: about USD 150.00 for 20,000 users a month, 10,000 of which are free. Charged separately: users of SAML and OIDC providers after the first 50."
	if got := p.CostFor(20_000); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := LoadPreset("machine-to-machine").ChargedSeparately(); len(got) != 1 || got[0] != "token requests of machines" {
		t.Errorf("machines: %q", got)
	}
}
