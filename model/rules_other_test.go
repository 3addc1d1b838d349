package model

var otherCases = map[string]ruleCase{
	"deletion-protection-off": {
		breaks: []string{`{"PoolName":"p"}`, `{"PoolName":"p","DeletionProtection":"INACTIVE"}`},
		fits:   []string{`{"PoolName":"p","DeletionProtection":"ACTIVE"}`},
	},
	"tag-aws-prefix": {
		breaks: []string{`{"PoolName":"p","UserPoolTags":{"aws:x":"y"}}`, `{"PoolName":"p","UserPoolTags":{"team":"a","aws:y":"y"}}`},
		fits:   []string{`{"PoolName":"p","UserPoolTags":{"aws":"aws:x","my-aws:x":"y"}}`},
	},
	"tag-characters": {
		breaks: []string{`{"PoolName":"p","UserPoolTags":{"größe":"y"}}`, `{"PoolName":"p","UserPoolTags":{"x":"a,b"}}`},
		fits:   []string{`{"PoolName":"p","UserPoolTags":{"a_b .c:d/e=f+g-h@i":"Z 9"}}`},
	},
	"device-memory-switched-on": {
		breaks: []string{`{"PoolName":"p","DeviceConfiguration":{}}`, `{"PoolName":"p","DeviceConfiguration":{"ChallengeRequiredOnNewDevice":false,"DeviceOnlyRememberedOnUserPrompt":false}}`},
		fits:   []string{`{"PoolName":"p"}`, `{"PoolName":"p","DeviceConfiguration":{"DeviceOnlyRememberedOnUserPrompt":true}}`},
	},
	"device-challenge-needs-mfa": {
		breaks: []string{`{"PoolName":"p","DeviceConfiguration":{"ChallengeRequiredOnNewDevice":true}}`},
		fits:   []string{`{"PoolName":"p","MfaConfiguration":"OPTIONAL","DeviceConfiguration":{"ChallengeRequiredOnNewDevice":true}}`, `{"PoolName":"p","DeviceConfiguration":{"ChallengeRequiredOnNewDevice":false}}`},
	},
	"risk-needs-optional-mfa": {
		breaks: []string{`{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}}`, `{"PoolName":"p","MfaConfiguration":"ON","UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}}`},
		fits:   []string{`{"PoolName":"p","MfaConfiguration":"OPTIONAL","UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}}`, `{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}}`},
	},
	"custom-auth-mode-alone": {
		breaks: []string{`{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"OFF","AdvancedSecurityAdditionalFlows":{"CustomAuthMode":"AUDIT"}}}`},
		fits:   []string{`{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT","AdvancedSecurityAdditionalFlows":{"CustomAuthMode":"AUDIT"}}}`, `{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"OFF"}}`},
	},
	"custom-auth-mode-unused": {
		breaks: []string{`{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT","AdvancedSecurityAdditionalFlows":{"CustomAuthMode":"AUDIT"}}}`},
		fits:   []string{`{"PoolName":"p","LambdaConfig":{"DefineAuthChallenge":"$fn"},"UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT","AdvancedSecurityAdditionalFlows":{"CustomAuthMode":"AUDIT"}}}`},
	},
	"key-needs-arn": {
		breaks: []string{`{"PoolName":"p","KeyConfiguration":{"KeyType":"CUSTOMER_MANAGED_KEY"}}`},
		fits:   []string{`{"PoolName":"p","KeyConfiguration":{"KeyType":"CUSTOMER_MANAGED_KEY","KmsKeyArn":"$key"}}`, `{"PoolName":"p","KeyConfiguration":{"KeyType":"AWS_OWNED_KEY"}}`},
	},
	"key-arn-unused": {
		breaks: []string{`{"PoolName":"p","KeyConfiguration":{"KeyType":"AWS_OWNED_KEY","KmsKeyArn":"$key"}}`, `{"PoolName":"p","KeyConfiguration":{"KmsKeyArn":"$key"}}`},
		fits:   []string{`{"PoolName":"p","KeyConfiguration":{"KeyType":"CUSTOMER_MANAGED_KEY","KmsKeyArn":"$key"}}`},
	},
	"issuer-updated": {
		breaks: []string{`{"PoolName":"p","IssuerConfiguration":{"Type":"UPDATED"}}`},
		fits:   []string{`{"PoolName":"p","IssuerConfiguration":{"Type":"ORIGINAL"}}`},
	},
}
