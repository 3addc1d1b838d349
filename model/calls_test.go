package model

import (
	"strings"
	"testing"
)

func mustRead(t testing.TB, text string) *Pool {
	t.Helper()
	d, err := Read("test.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d.Pool
}

// compact is JSON without the white space of its layout.
func compact(body []byte) string {
	return strings.Join(strings.Fields(string(body)), " ")
}

func TestCalls(t *testing.T) {
	const sms = `"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}`
	tests := []struct {
		name string
		pool string
		want []string // the bodies
	}{
		{
			"a name alone is one call",
			`{"CreateUserPool": {"PoolName": "a"}}`,
			[]string{`{ "PoolName": "a" }`},
		},
		{
			"TOTP needs a pool with MFA off, then the second call",
			`{"CreateUserPool": {"PoolName": "a", "MfaConfiguration": "ON"}, "SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": true}}}`,
			[]string{
				`{ "PoolName": "a", "MfaConfiguration": "OFF" }`,
				`{ "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true } }`,
			},
		},
		{
			"SMS alone fits into one call",
			`{"CreateUserPool": {"PoolName": "a", "MfaConfiguration": "OPTIONAL", ` + sms + `}}`,
			[]string{`{ "PoolName": "a", "MfaConfiguration": "OPTIONAL", "SmsConfiguration": { "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" } }`},
		},
		{
			"an SMS factor that says nothing new needs no second call",
			`{"CreateUserPool": {"PoolName": "a", "MfaConfiguration": "ON", ` + sms + `}, "SetUserPoolMfaConfig": {"SmsMfaConfiguration": {}}}`,
			[]string{`{ "PoolName": "a", "MfaConfiguration": "ON", "SmsConfiguration": { "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" } }`},
		},
		{
			"SMS for the pool goes into the second call beside TOTP, message and all",
			`{"CreateUserPool": {"PoolName": "a", "MfaConfiguration": "ON", ` + sms + `, "SmsAuthenticationMessage": "code {####}"}, "SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": true}}}`,
			[]string{
				`{ "PoolName": "a", "MfaConfiguration": "OFF", "SmsConfiguration": { "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" }, "SmsAuthenticationMessage": "code {####}" }`,
				`{ "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true }, "SmsMfaConfiguration": { "SmsAuthenticationMessage": "code {####}", "SmsConfiguration": { "SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x" } } }`,
			},
		},
		{
			"email codes are on with an empty block",
			`{"CreateUserPool": {"PoolName": "a", "MfaConfiguration": "OPTIONAL"}, "SetUserPoolMfaConfig": {"EmailMfaConfiguration": {}}}`,
			[]string{
				`{ "PoolName": "a", "MfaConfiguration": "OFF" }`,
				`{ "MfaConfiguration": "OPTIONAL", "EmailMfaConfiguration": {} }`,
			},
		},
		{
			"passkeys need the mode, also when it is OFF",
			`{"CreateUserPool": {"PoolName": "a"}, "SetUserPoolMfaConfig": {"WebAuthnConfiguration": {"UserVerification": "required"}}}`,
			[]string{
				`{ "PoolName": "a" }`,
				`{ "MfaConfiguration": "OFF", "WebAuthnConfiguration": { "UserVerification": "required" } }`,
			},
		},
		{
			"a factor beside OFF is never sent",
			`{"CreateUserPool": {"PoolName": "a", "MfaConfiguration": "OFF"}, "SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": false}}}`,
			[]string{`{ "PoolName": "a", "MfaConfiguration": "OFF" }`},
		},
		{
			"the mode of the second call wins",
			`{"CreateUserPool": {"PoolName": "a", "MfaConfiguration": "OFF"}, "SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}}`,
			[]string{
				`{ "PoolName": "a", "MfaConfiguration": "OFF" }`,
				`{ "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true } }`,
			},
		},
		{
			"false is sent",
			`{"CreateUserPool": {"PoolName": "a", "DeviceConfiguration": {"ChallengeRequiredOnNewDevice": false, "DeviceOnlyRememberedOnUserPrompt": false}}}`,
			[]string{`{ "PoolName": "a", "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": false, "DeviceOnlyRememberedOnUserPrompt": false } }`},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pool := mustRead(t, tt.pool)
			before := string(pool.JSON())
			calls := pool.Calls()
			if string(pool.JSON()) != before {
				t.Error("Calls changed the pool")
			}
			if len(calls) != len(tt.want) {
				t.Fatalf("%d calls, want %d", len(calls), len(tt.want))
			}
			for i, call := range calls {
				if got := compact(call.Body(nil)); got != tt.want[i] {
					t.Errorf("%s\n got %s\nwant %s", call.Operation.Name, got, tt.want[i])
				}
			}
		})
	}
}

func TestSecondBodyBeginsWithThePoolID(t *testing.T) {
	pool := mustRead(t, `{"CreateUserPool": {"PoolName": "a", "MfaConfiguration": "ON"}, "SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": true}}}`)
	got := compact(pool.Calls()[1].Body(Answers{"UserPoolId": "eu-west-1_Ab12"}))
	want := `{ "UserPoolId": "eu-west-1_Ab12", "MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": { "Enabled": true } }`
	if got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}
