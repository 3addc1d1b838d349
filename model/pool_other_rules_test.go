package model

var otherCases = map[string]ruleCase{
	"deletion-protection-off": {
		breaks: []string{`{"PoolName":"p"}`},
		fits:   []string{`{"PoolName":"p","DeletionProtection":"ACTIVE"}`, `{"PoolName":"p","DeletionProtection":"INACTIVE"}`},
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
	"custom-auth-unprotected": {
		breaks: []string{`{"PoolName":"p","LambdaConfig":{"DefineAuthChallenge":"$fn"},"UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}}`},
		fits: []string{
			`{"PoolName":"p","LambdaConfig":{"DefineAuthChallenge":"$fn"},"UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED","AdvancedSecurityAdditionalFlows":{"CustomAuthMode":"AUDIT"}}}`,
			`{"PoolName":"p","LambdaConfig":{"DefineAuthChallenge":"$fn"},"UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}}`, `{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}}`,
		},
	},
	"acr-values-equal": {
		breaks: []string{
			`{"PoolName":"p","AcrConfiguration":{"Level1":{"AcrValue":"urn:x"},"Level3":{"AcrValue":"urn:x"}}}`,
			`{"PoolName":"p","AcrConfiguration":{"Level1":{"AcrValue":"urn:cognito:loa:2"}}}`,
		},
		fits: []string{
			`{"PoolName":"p","AcrConfiguration":{"Level1":{"AcrValue":"urn:cognito:loa:2"},"Level2":{"AcrValue":"urn:cognito:loa:1"}}}`,
			`{"PoolName":"p","AcrConfiguration":{"Level4":{"AcrValue":"urn:cognito:loa:4"}}}`, `{"PoolName":"p","AcrConfiguration":{}}`,
		},
	},
	"acr-not-uri": {
		breaks: []string{`{"PoolName":"p","AcrConfiguration":{"Level1":{"AcrValue":"gold"}}}`},
		fits:   []string{`{"PoolName":"p","AcrConfiguration":{"Level1":{"AcrValue":"https://example.com/gold"}}}`},
	},
	"registration-open": {
		breaks: []string{`{"PoolName":"p","DcrConfiguration":{"OpenDcrEnabled":true}}`},
		fits:   []string{`{"PoolName":"p","DcrConfiguration":{"OpenDcrEnabled":false}}`, `{"PoolName":"p","DcrConfiguration":{"EnableStatus":"DISABLED","OpenDcrEnabled":true}}`, `{"PoolName":"p"}`},
	},
	"registration-open-machines": {
		breaks: []string{`{"PoolName":"p","DcrConfiguration":{"OpenDcrEnabled":true,"OpenGrantTypes":["code","client_credentials"]}}`},
		fits:   []string{`{"PoolName":"p","DcrConfiguration":{"OpenDcrEnabled":true,"OpenGrantTypes":["code"]}}`, `{"PoolName":"p","DcrConfiguration":{"AuthenticatedGrantTypes":["client_credentials"]}}`},
	},
	"registration-ignored": {
		breaks: []string{
			`{"PoolName":"p","DcrConfiguration":{"AuthenticatedGrantTypes":["code","implicit"]}}`, `{"PoolName":"p","DcrConfiguration":{"AuthenticatedGrantTypes":[]}}`,
			`{"PoolName":"p","DcrConfiguration":{"OpenGrantTypes":["code"]}}`,
		},
		fits: []string{`{"PoolName":"p","DcrConfiguration":{"OpenDcrEnabled":true,"AuthenticatedGrantTypes":["code"],"OpenGrantTypes":["code"]}}`},
	},
	"registration-by-presence": {
		breaks: []string{`{"PoolName":"p","DcrConfiguration":{}}`, `{"PoolName":"p","DcrConfiguration":{"AuthenticatedGrantTypes":["code"]}}`},
		fits:   []string{`{"PoolName":"p","DcrConfiguration":{"EnableStatus":"ENABLED"}}`, `{"PoolName":"p"}`},
	},
	"pool-name-spaces": {
		breaks: []string{`{"PoolName":" shop"}`, `{"PoolName":"shop\n"}`},
		fits:   []string{`{"PoolName":"my shop"}`},
	},
	"sign-up-never-confirmed": {
		breaks: []string{`{"PoolName":"p"}`, `{"PoolName":"p","UsernameAttributes":["email"],"AutoVerifiedAttributes":[]}`},
		fits: []string{
			`{"PoolName":"p","AutoVerifiedAttributes":["email"]}`, `{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn"}}`, `{"PoolName":"p","AdminCreateUserConfig":{"AllowAdminCreateUserOnly":true}}`,
		},
	},
	"only-phone-verified-at-sign-up": {
		breaks: []string{`{"PoolName":"p","AutoVerifiedAttributes":["email","phone_number"],` + sms + `}`},
		fits:   []string{`{"PoolName":"p","AutoVerifiedAttributes":["phone_number"],` + sms + `}`, `{"PoolName":"p","AutoVerifiedAttributes":["email"]}`},
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
