package model

import (
	"reflect"
	"testing"
)

func TestTerse(t *testing.T) {
	for _, test := range []struct{ name, pool, want string }{
		{
			"defaults go, and with them their blocks",
			`{"CreateUserPool": {
				"PoolName": "p", "UsernameAttributes": [], "AliasAttributes": [], "UsernameConfiguration": {"CaseSensitive": true},
				"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD"]}}, "MfaConfiguration": "OFF",
				"AutoVerifiedAttributes": [], "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": []},
				"EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"},
				"VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_CODE"},
				"AdminCreateUserConfig": {"AllowAdminCreateUserOnly": false}, "UserPoolAddOns": {"AdvancedSecurityMode": "OFF"},
				"KeyConfiguration": {"KeyType": "AWS_OWNED_KEY"}, "UserPoolTags": {}, "DeletionProtection": "INACTIVE"
			}}`,
			`{"CreateUserPool": {"PoolName": "p"}}`,
		},
		{
			"what differs stays",
			`{"CreateUserPool": {
				"PoolName": "p", "UsernameConfiguration": {"CaseSensitive": false}, "MfaConfiguration": "ON",
				"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}, "DeletionProtection": "ACTIVE"
			}}`,
			"",
		},
		{
			"a plan is never certain: threat protection implies another, and it costs money",
			`{"CreateUserPool": {"PoolName": "p", "UserPoolTier": "ESSENTIALS"}}`, "",
		},
		{
			"a policy keeps its length, whatever the length",
			`{"CreateUserPool": {"PoolName": "p", "Policies": {"PasswordPolicy": {"MinimumLength": 8, "RequireUppercase": true, "RequireSymbols": false, "PasswordHistorySize": 0, "TemporaryPasswordValidityDays": 7}}}}`,
			`{"CreateUserPool": {"PoolName": "p", "Policies": {"PasswordPolicy": {"MinimumLength": 8, "RequireUppercase": true}}}}`,
		},
		{
			"a policy that demands nothing is not the same as none",
			`{"CreateUserPool": {"PoolName": "p", "Policies": {"PasswordPolicy": {"RequireUppercase": false, "RequireLowercase": false, "RequireNumbers": false, "RequireSymbols": false, "PasswordHistorySize": 0, "TemporaryPasswordValidityDays": 7}}}}`, "",
		},
		{
			"two lifetimes are refused together",
			`{"CreateUserPool": {"PoolName": "p", "Policies": {"PasswordPolicy": {"MinimumLength": 8, "TemporaryPasswordValidityDays": 7}}, "AdminCreateUserConfig": {"UnusedAccountValidityDays": 7}}}`, "",
		},
		{
			"any member switches device remembering on",
			`{"CreateUserPool": {"PoolName": "p", "DeviceConfiguration": {"ChallengeRequiredOnNewDevice": false, "DeviceOnlyRememberedOnUserPrompt": false}}}`, "",
		},
		{
			"an empty factor is a factor",
			`{"CreateUserPool": {"PoolName": "p", "MfaConfiguration": "ON"}, "SetUserPoolMfaConfig": {"SmsMfaConfiguration": {}, "EmailMfaConfiguration": {}}}`, "",
		},
		{
			"passkeys stand beside an explicit mode",
			`{"CreateUserPool": {"PoolName": "p", "MfaConfiguration": "OFF"}, "SetUserPoolMfaConfig": {"MfaConfiguration": "OFF", "WebAuthnConfiguration": {"UserVerification": "preferred", "FactorConfiguration": "SINGLE_FACTOR"}}}`, "",
		},
		{
			"passkeys with a domain",
			`{"CreateUserPool": {"PoolName": "p"}, "SetUserPoolMfaConfig": {"WebAuthnConfiguration": {"RelyingPartyId": "example.com", "UserVerification": "preferred", "FactorConfiguration": "SINGLE_FACTOR"}}}`,
			`{"CreateUserPool": {"PoolName": "p"}, "SetUserPoolMfaConfig": {"WebAuthnConfiguration": {"RelyingPartyId": "example.com"}}}`,
		},
		{
			"the second OFF overrules the first mode",
			`{"CreateUserPool": {"PoolName": "p", "MfaConfiguration": "ON"}, "SetUserPoolMfaConfig": {"MfaConfiguration": "OFF"}}`, "",
		},
		{
			"two times OFF is OFF",
			`{"CreateUserPool": {"PoolName": "p", "MfaConfiguration": "OFF"}, "SetUserPoolMfaConfig": {"MfaConfiguration": "OFF"}}`,
			`{"CreateUserPool": {"PoolName": "p"}}`,
		},
		{
			"blocks whose members need each other",
			`{"CreateUserPool": {"PoolName": "p", "UserPoolAddOns": {"AdvancedSecurityMode": "OFF", "AdvancedSecurityAdditionalFlows": {"CustomAuthMode": "AUDIT"}}, "KeyConfiguration": {"KeyType": "AWS_OWNED_KEY", "KmsKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/k"}}}`, "",
		},
		{
			"attributes",
			`{"CreateUserPool": {"PoolName": "p", "Schema": [{"Name": "sub", "Required": false}, {"Name": "level", "AttributeDataType": "Number", "Mutable": true, "Required": false, "DeveloperOnlyAttribute": false}]}}`,
			`{"CreateUserPool": {"PoolName": "p", "Schema": [{"Name": "sub", "Required": false}, {"Name": "level", "AttributeDataType": "Number", "Mutable": true}]}}`,
		},
		{
			"blocks that are empty already stay",
			`{"CreateUserPool": {"PoolName": "p", "Policies": {"PasswordPolicy": {}}, "AccountRecoverySetting": {}}}`, "",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.want == "" {
				test.want = test.pool
			}
			pool := readDraft(t, test.pool)
			before := pool.Clone()
			if got, want := OmitDefaults(pool), readDraft(t, test.want); !got.Equal(want) {
				t.Errorf("got %s, want %s", got.JSON(), want.JSON())
			}
			if !pool.Equal(before) {
				t.Error("the pool was changed")
			}
		})
	}
}

func readDraft(t *testing.T, draft string) *Pool {
	t.Helper()
	d, err := Read("draft", []byte(draft))
	if err != nil {
		t.Fatal(err)
	}
	return d.Pool
}

// TestImpliedValuesAreLegal holds each implied value against its own entry.
func TestImpliedValuesAreLegal(t *testing.T) {
	types := map[Kind]any{Bool: false, Int: 0, Choice: "", Choices: []string{}, Texts: []string{}, Map: map[string]string{}}
	for _, s := range Catalog {
		if s.Implied == nil {
			continue
		}
		if want := types[s.Kind]; reflect.TypeOf(s.Implied) != reflect.TypeOf(want) {
			t.Errorf("%s: %T, want %T", s.Path, s.Implied, want)
		}
		if value, ok := s.Implied.(string); ok && s.Option(value) == nil {
			t.Errorf("%s: %s is none of its choices", s.Path, value)
		}
		values, _ := s.Implied.([]string)
		for _, value := range values {
			if s.Option(value) == nil {
				t.Errorf("%s: %s is none of its choices", s.Path, value)
			}
		}
	}
}

// TestTerseDropsOnlyTheImplied makes sure that nothing but implied values goes.
func TestTerseDropsOnlyTheImplied(t *testing.T) {
	for _, preset := range Presets {
		pool := LoadPreset(preset.Name)
		terse := OmitDefaults(pool)
		for leaf := range pool.Leaves() {
			if _, kept := terse.Get(leaf.Path()); !kept && !reflect.DeepEqual(leaf.Value(), leaf.Setting.Implied) {
				t.Errorf("%s: %s is gone", preset.Name, leaf.Path())
			}
		}
		if again := OmitDefaults(terse); !again.Equal(terse) {
			t.Errorf("%s: a terse pool got terser", preset.Name)
		}
	}
}

// Law: Cognito accepts a pool of defaults.
func TestDefaultsAreAccepted(t *testing.T) {
	pools := map[string]*Pool{"largest": readFile(t, "largest.json").Pool, "largest with apps": readFile(t, "largest-app.json").Pool}
	for _, preset := range Presets {
		pools[preset.Name] = LoadPreset(preset.Name)
	}
	for name, pool := range pools {
		for _, f := range Check(DefaultsOf(pool)) {
			if f.Severity == Error {
				t.Errorf("%s: %s", name, f.Message)
			}
		}
	}
}

func TestDefaultsOf(t *testing.T) {
	for _, test := range []struct{ name, pool, want string }{
		{"only the name", `{"CreateUserPool": {"PoolName": "p"}}`, `{"CreateUserPool": {"PoolName": "p"}}`},
		{
			"values that differ, and those that do not",
			`{"CreateUserPool": {"PoolName": "p", "MfaConfiguration": "ON", "UsernameConfiguration": {"CaseSensitive": true}, "DeletionProtection": "ACTIVE"}}`,
			`{"CreateUserPool": {"PoolName": "p", "MfaConfiguration": "OFF", "UsernameConfiguration": {"CaseSensitive": true}, "DeletionProtection": "INACTIVE"}}`,
		},
		{
			"without a policy all kinds of characters are required",
			`{"CreateUserPool": {"PoolName": "p", "Policies": {"PasswordPolicy": {"MinimumLength": 14, "RequireSymbols": false, "PasswordHistorySize": 5}}}}`,
			`{"CreateUserPool": {"PoolName": "p", "Policies": {"PasswordPolicy": {"MinimumLength": 8, "RequireUppercase": true, "RequireLowercase": true, "RequireNumbers": true, "RequireSymbols": true, "PasswordHistorySize": 0}}}}`,
		},
		{
			"no items, and nothing that is empty",
			`{"CreateUserPool": {"PoolName": "p", "AliasAttributes": ["email"], "Schema": [{"Name": "plan", "AttributeDataType": "String", "Mutable": false}], "UserPoolTags": {"a": "b"}}, "CreateUserPoolClient": [{"ClientName": "web", "EnableTokenRevocation": false}]}`,
			`{"CreateUserPool": {"PoolName": "p"}}`,
		},
	} {
		if got, want := DefaultsOf(readDraft(t, test.pool)), readDraft(t, test.want); !got.Equal(want) {
			t.Errorf("%s:\n%s", test.name, got.JSON())
		}
	}
}
