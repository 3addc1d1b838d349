package model

var tierCases = map[string]ruleCase{
	"tier-lacks-feature": {
		breaks: []string{
			`{"PoolName":"p","UserPoolTier":"LITE","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","SMS_OTP"]}}}`,
			`{"PoolName":"p","UserPoolTier":"LITE","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}}}`,
			`{"PoolName":"p","UserPoolTier":"LITE","Policies":{"PasswordPolicy":{"PasswordHistorySize":1}}}`,
			`{"PoolName":"p","UserPoolTier":"LITE","MfaConfiguration":"ON","EmailMfaConfiguration":{}}`,
			`{"PoolName":"p","UserPoolTier":"LITE","UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}}`,
			`{"PoolName":"p","UserPoolTier":"ESSENTIALS","UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}}`,
		},
		softer: []string{
			`{"PoolName":"p","UserPoolTier":"LITE","WebAuthnConfiguration":{"UserVerification":"required"}}`,
			`{"PoolName":"p","UserPoolTier":"ESSENTIALS","UserPoolAddOns":{"AdvancedSecurityMode":"OFF","AdvancedSecurityAdditionalFlows":{"CustomAuthMode":"AUDIT"}}}`,
		},
		fits: []string{
			`{"PoolName":"p","UserPoolTier":"LITE","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]},"PasswordPolicy":{"PasswordHistorySize":0}}}`,
			`{"PoolName":"p","UserPoolTier":"LITE","LambdaConfig":{"PreTokenGenerationConfig":{"LambdaArn":"$fn","LambdaVersion":"V1_0"}}}`,
			`{"PoolName":"p","UserPoolTier":"LITE","UserPoolAddOns":{"AdvancedSecurityMode":"OFF"}}`,
			`{"PoolName":"p","Policies":{"PasswordPolicy":{"PasswordHistorySize":24}}}`,
			`{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}}`,
			`{"PoolName":"p","UserPoolTier":"GOLD","UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}}`,
		},
	},
	"tier-higher-than-needed": {
		breaks: []string{`{"PoolName":"p","UserPoolTier":"PLUS"}`, `{"PoolName":"p","UserPoolTier":"PLUS","UserPoolAddOns":{"AdvancedSecurityMode":"OFF"}}`},
		fits:   []string{`{"PoolName":"p","UserPoolTier":"PLUS","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}}`, `{"PoolName":"p","UserPoolTier":"ESSENTIALS"}`},
	},
	"threat-protection-picks-plus": {
		breaks: []string{`{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}}`},
		fits:   []string{`{"PoolName":"p","UserPoolTier":"PLUS","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}}`, `{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"OFF"}}`},
	},
}
