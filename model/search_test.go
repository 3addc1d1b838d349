package model

import (
	"slices"
	"testing"
)

// Every word finds what is meant by it: these settings before any other, and
// the topics that are no setting.
func TestSearchFindsOtherWords(t *testing.T) {
	const (
		factors   = "CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors"
		length    = "CreateUserPool.Policies.PasswordPolicy.MinimumLength"
		threats   = "CreateUserPool.UserPoolAddOns.AdvancedSecurityMode"
		mode      = "CreateUserPool.MfaConfiguration"
		app       = "SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration.Enabled"
		smsMfa    = "SetUserPoolMfaConfig.SmsMfaConfiguration"
		emailMfa  = "SetUserPoolMfaConfig.EmailMfaConfiguration"
		recovery  = "CreateUserPool.AccountRecoverySetting.RecoveryMechanisms"
		temporary = "CreateUserPool.Policies.PasswordPolicy.TemporaryPasswordValidityDays"
		selfSign  = "CreateUserPool.AdminCreateUserConfig.AllowAdminCreateUserOnly"
		challenge = "CreateUserPool.LambdaConfig.DefineAuthChallenge"
		email     = "CreateUserPool.EmailConfiguration."
		sms       = "CreateUserPool.SmsConfiguration."
		acr       = "CreateUserPool.AcrConfiguration."
		passkeys  = "SetUserPoolMfaConfig.WebAuthnConfiguration."
	)
	tests := []struct {
		query    string
		settings []string // the first ones, in any order
		topics   []string
	}{
		// The words of the first week.
		{"captcha", nil, []string{"CAPTCHA"}},
		{"brute force", []string{threats}, []string{"Lockout"}},
		{"social login", nil, []string{"Social login"}},
		{"refresh token", nil, []string{"Token lifetimes"}},
		{"hosted ui", nil, []string{"Hosted sign-in pages"}},
		{"lockout", []string{threats}, []string{"Lockout"}},
		{"magic link", []string{challenge, "CreateUserPool.LambdaConfig.CreateAuthChallenge", "CreateUserPool.LambdaConfig.VerifyAuthChallengeResponse"}, []string{"Magic links"}},
		{"expire", []string{temporary}, []string{"Token lifetimes", "Code lifetimes"}},
		{"fido", []string{factors, passkeys + "RelyingPartyId", passkeys + "UserVerification", passkeys + "FactorConfiguration"}, nil},
		{"e-mail", []string{email + "EmailSendingAccount"}, nil},
		{"passwrod", []string{length}, nil},
		{"app client", nil, []string{"App clients"}},
		{"ses", []string{email + "SourceArn", email + "ConfigurationSet", email + "EmailSendingAccount", email + "From", email + "ReplyToEmailAddress"}, nil},
		{"otp", []string{factors, mode, app, smsMfa, emailMfa}, nil},
		// Their siblings.
		{"recaptcha", nil, []string{"CAPTCHA"}},
		{"waf", nil, []string{"AWS WAF"}},
		{"failed attempts", nil, []string{"Lockout"}},
		{"sign in with Google", nil, []string{"Social login"}},
		{"saml", nil, []string{"SAML and OIDC providers"}},
		{"sso", nil, []string{"SAML and OIDC providers"}},
		{"callback url", nil, []string{"App clients"}},
		{"client secret", nil, []string{"App clients"}},
		{"pkce", nil, []string{"App clients"}},
		{"session timeout", nil, []string{"Token lifetimes"}},
		{"managed login", nil, []string{"Hosted sign-in pages"}},
		{"logo", nil, []string{"Hosted sign-in pages"}},
		{"custom domain", nil, []string{"Domain"}},
		{"groups", nil, []string{"Groups and roles"}},
		{"scopes", nil, []string{"Resource servers and scopes"}},
		{"guest access", nil, []string{"Identity pool"}},
		{"import users", []string{"CreateUserPool.LambdaConfig.UserMigration"}, []string{"Users of a pool"}},
		{"cloudwatch", nil, []string{"Logs"}},
		{"api gateway", nil, []string{"API Gateway and load balancers"}},
		{"privacy policy", nil, []string{"Terms and privacy policy"}},
		{"backup", nil, []string{"Backup and copies"}},
		{"2fa", []string{mode, app, smsMfa, emailMfa}, nil},
		{"mfa", []string{mode, app, smsMfa, emailMfa}, nil},
		{"mfa required", []string{mode}, nil},
		{"enforce mfa", []string{mode}, nil},
		{"totp", []string{app}, nil},
		{"google authenticator", []string{app}, nil},
		{"webauthn", []string{factors, passkeys + "RelyingPartyId", passkeys + "UserVerification", passkeys + "FactorConfiguration"}, nil},
		{"passwordless", []string{factors}, nil},
		{"password", []string{length}, nil},
		{"forgot password", []string{recovery}, nil},
		{"reset password", []string{recovery}, nil},
		{"special character", []string{"CreateUserPool.Policies.PasswordPolicy.RequireSymbols"}, nil},
		{"registration", []string{selfSign}, nil},
		{"remember me", []string{"CreateUserPool.DeviceConfiguration.ChallengeRequiredOnNewDevice", "CreateUserPool.DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt"}, nil},
		{"claims", []string{"CreateUserPool.LambdaConfig.PreTokenGeneration", "CreateUserPool.LambdaConfig.PreTokenGenerationConfig.LambdaArn", "CreateUserPool.Schema"}, nil},
		{"twilio", []string{"CreateUserPool.LambdaConfig.CustomSMSSender.LambdaArn"}, nil},
		{"price", []string{"CreateUserPool.UserPoolTier"}, nil},
		{"encryption at rest", []string{"CreateUserPool.KeyConfiguration.KeyType", "CreateUserPool.KeyConfiguration.KmsKeyArn"}, nil},
		{"required attribute", []string{"CreateUserPool.Schema[].Required", "CreateUserPool.Schema"}, nil},
		// The settings of 2026.
		{"pinpoint", []string{sms + "EumsSms.CallerArn"}, nil},
		{"end user messaging", []string{sms + "EumsSms.CallerArn"}, nil},
		{"short code", []string{sms + "EumsSms.OriginationIdentity"}, nil},
		{"dlt", []string{sms + "EumsSms.InEntityId", sms + "EumsSms.InTemplateId"}, nil},
		{"acr", []string{acr + "Level1.AcrValue", acr + "Level2.AcrValue", acr + "Level3.AcrValue", acr + "Level4.AcrValue"}, nil},
		{"level of assurance", []string{acr + "Level1.AcrValue", acr + "Level2.AcrValue", acr + "Level3.AcrValue", acr + "Level4.AcrValue"}, nil},
		{"dcr", []string{"CreateUserPool.DcrConfiguration", "CreateUserPool.DcrConfiguration.OpenDcrEnabled"}, nil},
		{"dynamic client registration", []string{"CreateUserPool.DcrConfiguration"}, nil},
		{"mcp", []string{"CreateUserPool.DcrConfiguration", "CreateUserPool.DcrConfiguration.OpenDcrEnabled"}, nil},
		// Typing mistakes.
		{"emial", []string{email + "EmailSendingAccount"}, nil},
		{"capcha", nil, []string{"CAPTCHA"}},
		{"autenticator", []string{app}, nil},
		{"deletoin protection", []string{"CreateUserPool.DeletionProtection"}, nil},
		{"recovry", []string{recovery}, nil},
		// What has nothing to do with a pool.
		{"zebra", nil, nil},
		{"unheard of", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			r := Search(tt.query)
			var first, topics []string
			for _, s := range r.Settings[:min(len(r.Settings), len(tt.settings))] {
				first = append(first, s.Path)
			}
			for _, topic := range r.Topics {
				topics = append(topics, topic.Title)
			}
			want := slices.Sorted(slices.Values(tt.settings))
			if slices.Sort(first); !slices.Equal(first, want) {
				t.Errorf("first settings %q, want %q", first, want)
			}
			if !slices.Equal(topics, tt.topics) {
				t.Errorf("topics %q, want %q", topics, tt.topics)
			}
		})
	}
}

// Law: a setting is found by its own title and by its API name, and a title
// leads to nothing else first.
func TestSearchFindsEverySettingByItsNames(t *testing.T) {
	for _, s := range Catalog {
		found := Search(s.Title).Settings
		if len(found) == 0 || found[0].Path != s.Path {
			t.Errorf("%q does not find its setting first", s.Title)
		}
		if !slices.ContainsFunc(Search(s.Name()).Settings, func(f *Setting) bool { return f.Path == s.Path }) {
			t.Errorf("%q does not find %s", s.Name(), s.Path)
		}
	}
}

func TestSynonymsAreSearchable(t *testing.T) {
	for _, s := range Catalog {
		for _, synonym := range s.Synonyms {
			if len(SearchWords(synonym)) == 0 {
				t.Errorf("%s: no word in synonym %q", s.Path, synonym)
			}
		}
	}
}

func TestTopicsAreFoundByTheirTitles(t *testing.T) {
	for _, topic := range Topics {
		if !slices.ContainsFunc(Search(topic.Title).Topics, func(found Topic) bool { return found.Title == topic.Title }) {
			t.Errorf("%q does not find itself", topic.Title)
		}
	}
}

// Values, rules and presets are found by their words, after the settings.
func TestSearchFindsOtherThings(t *testing.T) {
	tests := []struct{ query, value, rule, preset string }{
		{query: "required", value: "CreateUserPool.MfaConfiguration ON"},
		{query: "mfa required", value: "CreateUserPool.MfaConfiguration ON", rule: "mfa-required-with-otp"},
		{query: "passkey", value: "CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors WEB_AUTHN", rule: "passkey-needs-domain", preset: "passwordless"},
		{query: "EMAIL_OTP", value: "CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors EMAIL_OTP"},
		{query: "client credentials", value: "CreateUserPoolClient[].AllowedOAuthFlows client_credentials"},
		{query: "alias-never-verified", rule: "alias-never-verified"},
		{query: "never verified", rule: "alias-never-verified"},
		{query: "machine to machine", preset: "machine-to-machine"},
		{query: "google", preset: "social-sign-in"},
		{query: "saml", preset: "saml-staff"},
		{query: "zebra"},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			r := Search(tt.query)
			var values, rules, presets []string
			for _, v := range r.Values {
				values = append(values, v.Setting.Path+" "+v.Option.Value)
			}
			for _, rule := range r.Rules {
				rules = append(rules, rule.ID)
			}
			for _, p := range r.Presets {
				presets = append(presets, p.Name)
			}
			for _, want := range []struct {
				found []string
				name  string
			}{{values, tt.value}, {rules, tt.rule}, {presets, tt.preset}} {
				if want.name != "" && !slices.Contains(want.found, want.name) {
					t.Errorf("%q lacks %s", want.found, want.name)
				}
			}
			if tt.value+tt.rule+tt.preset == "" && !r.isEmpty() {
				t.Errorf("found %q, %q, %q", values, rules, presets)
			}
		})
	}
}

// Law: a rule and a preset are found first by their own names, and a value by its name
// and its setting.
func TestSearchFindsEverythingByItsName(t *testing.T) {
	for _, r := range slices.Concat(Rules, FileRules) {
		if found := Search(r.ID).Rules; len(found) == 0 || found[0].ID != r.ID {
			t.Errorf("%s does not find its rule first", r.ID)
		}
	}
	for _, p := range Presets {
		if found := Search(p.Title).Presets; len(found) == 0 || found[0].Name != p.Name {
			t.Errorf("%q does not find its preset first", p.Title)
		}
	}
	for _, s := range Catalog {
		for _, o := range s.Choices {
			if !slices.ContainsFunc(Search(o.Title+" "+s.Title).Values, func(v Value) bool { return v.Setting.APIName() == s.APIName() && v.Option.Value == o.Value }) {
				t.Errorf("%q of %s is not found", o.Title, s.Path)
			}
		}
	}
}
