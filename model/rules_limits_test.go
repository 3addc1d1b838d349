package model

// The limits themselves are tested in boundary_test.go, one by one.
var limitCases = map[string]ruleCase{
	"required": {
		breaks: []string{`{"UserPoolTier":"LITE"}`, `{"PoolName":"p","LambdaConfig":{"CustomSMSSender":{"LambdaArn":"$fn"},"KMSKeyID":"$key"}}`},
		fits:   []string{`{"PoolName":"p"}`, `{"PoolName":"p","LambdaConfig":{}}`},
	},
	"length": {
		breaks: []string{`{"PoolName":""}`, `{"PoolName":"p","VerificationMessageTemplate":{"SmsMessage":"{###}"}}`, `{"PoolName":"p","UserPoolTags":{"":"x"}}`},
		fits:   []string{`{"PoolName":"p","VerificationMessageTemplate":{"SmsMessage":"{####}"}}`, `{"PoolName":"p","UserPoolTags":{"x":""}}`},
	},
	"range": {
		breaks: []string{`{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":100}}}`},
		fits:   []string{`{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":99}}}`},
	},
	"pattern": {
		breaks: []string{`{"PoolName":"shop: customers"}`},
		fits:   []string{`{"PoolName":"shop = customers"}`},
	},
	"choice": {
		breaks: []string{`{"PoolName":"p","UserPoolTier":"Lite"}`, `{"PoolName":"p","WebAuthnConfiguration":{"UserVerification":"REQUIRED"}}`},
		fits:   []string{`{"PoolName":"p","UserPoolTier":"LITE"}`, `{"PoolName":"p","WebAuthnConfiguration":{"UserVerification":"required"}}`},
	},
	"count": {
		breaks: []string{`{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","PASSWORD","PASSWORD","PASSWORD","PASSWORD"]}}}`, `{"PoolName":"p","Schema":[]}`},
		fits:   []string{`{"PoolName":"p","Schema":[{"Name":"email"}]}`},
	},
}
