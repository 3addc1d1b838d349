package model

import (
	"strings"
	"testing"
)

const eums = `"SmsConfiguration":{"EumsSms":{"CallerArn":"$role","ExternalId":"x"}}`

var smsCases = map[string]ruleCase{
	"sns-region": {
		breaks: []string{
			`us-east-1 {"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"us-east-2"}}`,
			`ap-northeast-2 {"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"ap-northeast-2"}}`,
			`us-east-1 {"PoolName":"p","MfaConfiguration":"ON","SmsMfaConfiguration":{"SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"us-east-2"}}}`,
			`{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn"},"SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"us-east-1"}}`,
		},
		softer: []string{
			`us-east-1? {"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"us-east-2"}}`,
			`af-south-1 {"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"us-east-2"}}`,
		},
		fits: []string{
			`us-east-2 {"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"us-east-1"}}`, `us-east-2 {"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"us-east-2"}}`,
			`ap-northeast-2 {"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"ap-northeast-1"}}`, `{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","SnsRegion":"us-east-2"}}`,
			`us-east-1 {"PoolName":"p",` + sms + `}`,
		},
	},
	"sms-one-sender": {
		breaks: []string{
			`{"PoolName":"p","SmsConfiguration":{"ExternalId":"x"}}`,
			`{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","EumsSms":{"CallerArn":"$role"}}}`,
			`{"PoolName":"p","MfaConfiguration":"ON","SmsMfaConfiguration":{"SmsConfiguration":{"SnsCallerArn":"$role","EumsSms":{"CallerArn":"$role"}}}}`,
		},
		fits: []string{`{"PoolName":"p",` + sms + `}`, `{"PoolName":"p",` + eums + `}`, `{"PoolName":"p"}`},
	},
	"sns-settings-beside-eums": {
		breaks: []string{`{"PoolName":"p","SmsConfiguration":{"ExternalId":"x","EumsSms":{"CallerArn":"$role"}}}`, `{"PoolName":"p","SmsConfiguration":{"SnsRegion":"eu-west-1","EumsSms":{"CallerArn":"$role"}}}`},
		fits:   []string{`{"PoolName":"p","SmsConfiguration":{"EumsSms":{"CallerArn":"$role","ExternalId":"x","Region":"eu-west-1"}}}`, `{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","ExternalId":"x"}}`},
	},
	"india-ids-incomplete": {
		breaks: []string{`{"PoolName":"p","SmsConfiguration":{"EumsSms":{"CallerArn":"$role","InEntityId":"1"}}}`, `{"PoolName":"p","SmsConfiguration":{"EumsSms":{"CallerArn":"$role","InTemplateId":"1"}}}`},
		fits:   []string{`{"PoolName":"p","SmsConfiguration":{"EumsSms":{"CallerArn":"$role","InEntityId":"1","InTemplateId":"1"}}}`, `{"PoolName":"p",` + eums + `}`},
	},
	"mfa-sms-differs": {
		breaks: []string{
			`{"PoolName":"p","MfaConfiguration":"ON",` + sms + `,"SmsMfaConfiguration":{"SmsConfiguration":{"SnsCallerArn":"$role2"}}}`,
			`{"CreateUserPool":{"PoolName":"p",` + sms + `,"SmsAuthenticationMessage":"a {####}"},"SetUserPoolMfaConfig":{"MfaConfiguration":"ON","SmsMfaConfiguration":{"SmsAuthenticationMessage":"b {####}"}}}`,
		},
		fits: []string{
			`{"PoolName":"p","MfaConfiguration":"ON",` + sms + `,"SmsMfaConfiguration":{"SmsConfiguration":{"SnsCallerArn":"$role"}}}`,
			`{"CreateUserPool":{"PoolName":"p",` + sms + `},"SetUserPoolMfaConfig":{"MfaConfiguration":"ON","SmsMfaConfiguration":{"SmsAuthenticationMessage":"b {####}"}}}`,
		},
	},
	"sms-role-arn": {
		breaks: []string{
			`{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"arn:aws:iam:eu-west-1:123456789012:role/sms"}}`, `{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::123456789012:role/"}}`,
			`{"PoolName":"p","SmsConfiguration":{"EumsSms":{"CallerArn":"$fn"}}}`,
			`{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$fn"}}`, `{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::123456789012:user/x"}}`},
		fits: []string{`{"PoolName":"p",` + sms + `}`, `{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::123456789012:role/service-role/x"}}`},
	},
	"sms-without-external-id": {
		breaks: []string{`{"PoolName":"p",` + sms + `}`, `{"PoolName":"p","SmsConfiguration":{"EumsSms":{"CallerArn":"$role"}}}`},
		fits:   []string{`{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","ExternalId":"x"}}`, `{"PoolName":"p",` + eums + `}`, `{"PoolName":"p"}`},
	},
	"sms-text-without-sms": {
		breaks: []string{`{"PoolName":"p","SmsAuthenticationMessage":"{####}"}`, `{"PoolName":"p","VerificationMessageTemplate":{"SmsMessage":"{####}"}}`},
		fits:   []string{`{"PoolName":"p","SmsAuthenticationMessage":"{####}",` + sms + `}`, `{"PoolName":"p","VerificationMessageTemplate":{"EmailMessage":"{####}"}}`},
	},
	"sms-without-phone": {
		breaks: []string{`{"PoolName":"p",` + sms + `}`},
		fits:   []string{`{"PoolName":"p",` + sms + `,"AutoVerifiedAttributes":["phone_number"]}`, `{"PoolName":"p",` + sms + `,"Schema":[{"Name":"phone_number"}]}`, `{"PoolName":"p"}`},
	},
	"sms-to-prepare": {
		breaks: []string{`{"PoolName":"p",` + sms + `}`, `{"PoolName":"p",` + eums + `}`},
		fits:   []string{`{"PoolName":"p"}`},
	},
}

// Each role has to allow what its own sender does, also where both are set.
func TestSmsRolesAllowTheirSender(t *testing.T) {
	facts := readPool(t, `{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$role","EumsSms":{"CallerArn":"$role2"}}}`)
	want := map[string]string{
		"CreateUserPool.SmsConfiguration.SnsCallerArn":      "sns:Publish",
		"CreateUserPool.SmsConfiguration.EumsSms.CallerArn": "sms-voice:SendTextMessage",
	}
	found := matches(facts, "sms-to-prepare")
	for _, f := range found {
		if !strings.HasSuffix(f.Message, want[f.Settings[0]]) {
			t.Errorf("%s: %s", f.Settings[0], f.Message)
		}
	}
	if len(found) != len(want) {
		t.Errorf("found %v", found)
	}
}
