package model

const (
	emailFirst = `"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":1},{"Name":"verified_phone_number","Priority":2}]}`
	phoneFirst = `"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_phone_number","Priority":1},{"Name":"verified_email","Priority":2}]}`
	emailOnly  = `"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":1}]}`
	phoneOnly  = `"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_phone_number","Priority":1}]}`
	adminOnly  = `"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"admin_only","Priority":1}]}`
	sms        = `"SmsConfiguration":{"SnsCallerArn":"$role"}`
)

var recoveryCases = map[string]ruleCase{
	"phone-verification-needs-sms": {
		breaks: []string{
			`{"PoolName":"p","AutoVerifiedAttributes":["email","phone_number"]}`,
			`{"PoolName":"p","AutoVerifiedAttributes":["phone_number"],"LambdaConfig":{"KMSKeyID":"$key","CustomSMSSender":{"LambdaArn":"$fn","LambdaVersion":"V1_0"}}}`,
		},
		fits: []string{`{"PoolName":"p","AutoVerifiedAttributes":["phone_number"],` + sms + `}`, `{"PoolName":"p","AutoVerifiedAttributes":["email"]}`},
	},
	"update-needs-verification": {
		breaks: []string{`{"PoolName":"p","UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":["email"]}}`, `{"PoolName":"p","AutoVerifiedAttributes":["email"],"UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":["email","phone_number"]}}`},
		fits:   []string{`{"PoolName":"p","AutoVerifiedAttributes":["email"],"UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":["email"]}}`, `{"PoolName":"p","UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":[]}}`},
	},
	"admin-only-alone": {
		breaks: []string{`{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":1},{"Name":"admin_only","Priority":2}]}}`},
		fits:   []string{`{"PoolName":"p",` + adminOnly + `}`, `{"PoolName":"p",` + emailFirst + `}`},
	},
	"recovery-duplicates": {
		breaks: []string{
			`{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":2},{"Name":"verified_phone_number","Priority":2}]}}`,
			`{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":1},{"Name":"verified_email","Priority":2}]}}`,
		},
		fits: []string{`{"PoolName":"p",` + emailFirst + `}`, `{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":2},{"Name":"verified_phone_number","Priority":1}]}}`},
	},
	"recovery-begins-at-two": {
		breaks: []string{`{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":2}]}}`},
		fits:   []string{`{"PoolName":"p",` + emailOnly + `}`},
	},
	"recovery-empty": {
		breaks: []string{`{"PoolName":"p","AccountRecoverySetting":{}}`},
		fits:   []string{`{"PoolName":"p"}`, `{"PoolName":"p",` + emailOnly + `}`, `{"PoolName":"p","AccountRecoverySetting":{"RecoveryMechanisms":[]}}`},
	},
	"email-mfa-email-recovery": {
		breaks: []string{`{"PoolName":"p","MfaConfiguration":"OPTIONAL","EmailMfaConfiguration":{},` + emailOnly + `}`},
		fits: []string{
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","EmailMfaConfiguration":{},` + emailFirst + `}`,
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","EmailMfaConfiguration":{},` + adminOnly + `}`,
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","SoftwareTokenMfaConfiguration":{"Enabled":true},` + emailOnly + `}`,
		},
	},
	"sms-mfa-phone-recovery": {
		breaks: []string{
			`{"PoolName":"p","MfaConfiguration":"ON",` + sms + `,` + phoneOnly + `}`,
		},
		softer: []string{`{"PoolName":"p","MfaConfiguration":"ON",` + sms + `,` + emailFirst + `}`, `{"PoolName":"p","MfaConfiguration":"OPTIONAL",` + sms + `,` + phoneOnly + `}`},
		fits: []string{
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL",` + sms + `,` + emailFirst + `}`,
			`{"PoolName":"p","MfaConfiguration":"ON",` + sms + `,` + emailOnly + `}`,
			`{"PoolName":"p","MfaConfiguration":"ON",` + sms + `}`,
			`{"PoolName":"p","MfaConfiguration":"OFF",` + sms + `,` + phoneOnly + `}`,
		},
	},
	"recovery-same-channel": {
		breaks: []string{
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","EmailMfaConfiguration":{},` + emailFirst + `}`,
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL",` + sms + `,` + emailFirst + `}`,
		},
		fits: []string{
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","EmailMfaConfiguration":{},` + emailFirst + `,"Schema":[{"Name":"phone_number","Required":true}]}`,
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL",` + sms + `,` + emailFirst + `,"UsernameAttributes":["email"]}`,
			`{"PoolName":"p","MfaConfiguration":"OPTIONAL","SoftwareTokenMfaConfiguration":{"Enabled":true},` + emailFirst + `}`,
		},
	},
	"phone-recovery-needs-sms": {
		breaks: []string{`{"PoolName":"p",` + phoneOnly + `}`},
		fits:   []string{`{"PoolName":"p",` + emailFirst + `}`, `{"PoolName":"p",` + phoneFirst + `}`, `{"PoolName":"p",` + emailFirst + `,` + sms + `}`, `{"PoolName":"p",` + emailOnly + `}`},
	},
	"recovery-never-verified": {
		breaks: []string{
			`{"PoolName":"p",` + emailOnly + `}`, `{"PoolName":"p","AutoVerifiedAttributes":["email"],` + emailFirst + `,` + sms + `}`,
			`{"PoolName":"p","Schema":[{"Name":"email","Required":true}],` + emailOnly + `}`, `{"PoolName":"p","UsernameAttributes":["email"],` + emailOnly + `}`,
		},
		fits: []string{
			`{"PoolName":"p","AutoVerifiedAttributes":["email"],` + emailOnly + `}`,
			`{"PoolName":"p","AutoVerifiedAttributes":["email"],` + emailFirst + `}`,
			`{"PoolName":"p",` + adminOnly + `}`, `{"PoolName":"p"}`,
		},
	},
}
