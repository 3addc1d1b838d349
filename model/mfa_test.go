package model

import (
	"slices"
	"strings"
	"testing"
)

// A resource has the SMS settings of CreateUserPool, the service those of the
// later call.
func TestMergedAndDescribed(t *testing.T) {
	const own, other = "arn:aws:iam::123456789012:role/own", "arn:aws:iam::123456789012:role/other"
	p := mustRead(t, `{
		"CreateUserPool": {"PoolName": "p", "SmsConfiguration": {"SnsCallerArn": "`+own+`", "SnsRegion": "eu-west-1"}},
		"SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SmsMfaConfiguration": {
			"SmsAuthenticationMessage": "{####}", "SmsConfiguration": {"SnsCallerArn": "`+other+`"}}}
	}`)
	before := p.Clone()
	merged, overridden := p.Merged()
	described := p.Described()
	if !p.Equal(before) {
		t.Error("the draft was changed")
	}
	for name, test := range map[string]struct {
		pool              *Pool
		arn, region, rest string
	}{
		"merged":    {merged, own, "eu-west-1", "{}"},
		"described": {described, other, "", `{ "SmsMfaConfiguration": {} }`},
	} {
		sms := test.pool.CreateUserPool.SmsConfiguration
		if *sms.SnsCallerArn != test.arn || deref(sms.SnsRegion) != test.region {
			t.Errorf("%s: the SMS settings are %s", name, EncodeJSON(sms))
		}
		if create := test.pool.CreateUserPool; *create.MfaConfiguration != On || *create.SmsAuthenticationMessage != "{####}" {
			t.Errorf("%s: %s", name, test.pool.JSON())
		}
		if rest := compact(EncodeJSON(test.pool.SetUserPoolMfaConfig)); rest != test.rest {
			t.Errorf("%s: the second request is %s", name, rest)
		}
	}
	if len(overridden) != 1 || overridden[0].Path() != SmsFactorPath+".SmsConfiguration.SnsCallerArn" {
		t.Errorf("overridden are %v", overridden)
	}
}

func TestDraftPath(t *testing.T) {
	p := mustRead(t, `{
		"CreateUserPool": {"PoolName": "p", "MfaConfiguration": "OPTIONAL", "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/own"}},
		"SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SmsMfaConfiguration": {"SmsAuthenticationMessage": "{####}"}}
	}`)
	for path, want := range map[string]string{
		"CreateUserPool.PoolName":                      "CreateUserPool.PoolName",
		"CreateUserPool.MfaConfiguration":              "SetUserPoolMfaConfig.MfaConfiguration",
		"CreateUserPool.SmsAuthenticationMessage":      SmsFactorPath + ".SmsAuthenticationMessage",
		"CreateUserPool.SmsConfiguration.SnsCallerArn": "CreateUserPool.SmsConfiguration.SnsCallerArn",
		"CreateUserPool.SmsConfiguration.SnsRegion":    "CreateUserPool.SmsConfiguration.SnsRegion",
		PasskeyFactorPath:                              PasskeyFactorPath,
	} {
		if got := p.DraftPath(path); got != want {
			t.Errorf("%s is at %s, want %s", path, got, want)
		}
	}
}

func TestSecondFactors(t *testing.T) {
	for draft, want := range map[string]string{
		`{"CreateUserPool": {"PoolName": "p"}, "SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": true}}}`: "none",
		`{"CreateUserPool": {"PoolName": "p", "MfaConfiguration": "ON", "SmsConfiguration": {"SnsCallerArn": "a"}}}`:          "SMS_MFA",
		`{"CreateUserPool": {"PoolName": "p", "MfaConfiguration": "ON", "SmsConfiguration": {"SnsCallerArn": "a"}},
			"SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": true}, "EmailMfaConfiguration": {}}}`: "SOFTWARE_TOKEN_MFA SMS_MFA EMAIL_OTP",
		`{"CreateUserPool": {"PoolName": "p", "MfaConfiguration": "ON"}, "SetUserPoolMfaConfig": {"SoftwareTokenMfaConfiguration": {"Enabled": false}}}`: "",
	} {
		factors := mustRead(t, draft).SecondFactors()
		got := strings.Join(factors, " ")
		if factors == nil {
			got = "none"
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", draft, got, want)
		}
	}
}

// An update must not have what the service never changes, nor what the request
// for MFA sets.
func TestNotUpdated(t *testing.T) {
	want := append(slices.Clone(createUserPool.Permanent), "MfaConfiguration")
	if got := createUserPool.NotUpdated(); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
