package model

const (
	emailSender = `"CustomEmailSender":{"LambdaArn":"$fn","LambdaVersion":"V1_0"}`
	smsSender   = `"CustomSMSSender":{"LambdaArn":"$fn","LambdaVersion":"V1_0"}`
)

var triggerCases = map[string]ruleCase{
	"sender-needs-kms-key": {
		breaks: []string{`{"PoolName":"p","LambdaConfig":{` + emailSender + `}}`, `{"PoolName":"p","LambdaConfig":{` + smsSender + `}}`},
		fits:   []string{`{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key",` + emailSender + `,` + smsSender + `}}`, `{"PoolName":"p","LambdaConfig":{"CustomMessage":"$fn"}}`},
	},
	"kms-key-unused": {
		breaks: []string{`{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key","CustomMessage":"$fn"}}`},
		fits:   []string{`{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key",` + smsSender + `}}`},
	},
	"kms-key-arn": {
		breaks: []string{`{"PoolName":"p","LambdaConfig":{"KMSKeyID":"arn:aws:kms:eu-central-1:123456789012:alias/x"}}`, `{"PoolName":"p","KeyConfiguration":{"KmsKeyArn":"$fn"}}`, `{"PoolName":"p","LambdaConfig":{"KMSKeyID":"arn:aws:kms::123456789012:key/k"}}`, `{"PoolName":"p","KeyConfiguration":{"KmsKeyArn":"arn:aws:kms:eu-west-1:123456789012:key/"}}`},
		fits:   []string{`{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key"},"KeyConfiguration":{"KmsKeyArn":"$key"}}`},
	},
	"kms-key-to-prepare": {
		breaks: []string{`{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key",` + smsSender + `}}`, `{"PoolName":"p","KeyConfiguration":{"KeyType":"CUSTOMER_MANAGED_KEY","KmsKeyArn":"$key"}}`},
		fits:   []string{`{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key"}}`, `{"PoolName":"p","LambdaConfig":{` + smsSender + `}}`},
	},
	"kms-cross-region": {
		breaks: []string{
			`us-east-1 {"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key"}}`,
			`{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key2",` + smsSender + `}}`,
			`us-east-1? {"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key2",` + smsSender + `}}`,
		},
		softer: []string{`us-east-1? {"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key",` + smsSender + `}}`},
		fits:   []string{`eu-central-1 {"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key"}}`, `{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key",` + smsSender + `}}`, `{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key"}}`},
	},
	"pool-key-region": {
		breaks: []string{
			`us-east-1 {"PoolName":"p","KeyConfiguration":{"KmsKeyArn":"$key"}}`, `us-east-1? {"PoolName":"p","KeyConfiguration":{"KmsKeyArn":"$key"}}`,
			`{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn2"},"KeyConfiguration":{"KmsKeyArn":"$key"}}`,
		},
		fits: []string{`eu-central-1 {"PoolName":"p","KeyConfiguration":{"KmsKeyArn":"$key"}}`, `{"PoolName":"p","KeyConfiguration":{"KmsKeyArn":"$key"}}`},
	},
	"trigger-cross-region": {
		breaks: []string{
			`us-east-1 {"PoolName":"p","LambdaConfig":{` + smsSender + `}}`,
			`{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn","CustomMessage":"$fn2"}}`,
			`us-east-1? {"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn","CustomMessage":"$fn2"}}`,
		},
		softer: []string{`us-east-1? {"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn"}}`},
		fits:   []string{`eu-central-1 {"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn"}}`, `{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn","CustomMessage":"$otherfn"}}`},
	},
	"trigger-not-a-function": {
		breaks: []string{`{"PoolName":"p","LambdaConfig":{"PreSignUp":"$role"}}`, `{"PoolName":"p","LambdaConfig":{"PreSignUp":"arn:aws:lambda:eu-central-1:123456789012:layer:x"}}`, `{"PoolName":"p","LambdaConfig":{"PreSignUp":"arn:aws:lambda::123456789012:function:f"}}`},
		fits:   []string{`{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn:live"}}`},
	},
	"pre-token-arns-differ": {
		breaks: []string{`{"PoolName":"p","LambdaConfig":{"PreTokenGeneration":"$fn","PreTokenGenerationConfig":{"LambdaArn":"$fn:live","LambdaVersion":"V2_0"}}}`},
		fits: []string{
			`{"PoolName":"p","LambdaConfig":{"PreTokenGeneration":"$fn","PreTokenGenerationConfig":{"LambdaArn":"$fn","LambdaVersion":"V2_0"}}}`,
			`{"PoolName":"p","LambdaConfig":{"PreTokenGenerationConfig":{"LambdaArn":"$fn","LambdaVersion":"V2_0"}}}`,
		},
	},
	"challenge-set-incomplete": {
		breaks: []string{`{"PoolName":"p","LambdaConfig":{"DefineAuthChallenge":"$fn","CreateAuthChallenge":"$fn"}}`},
		fits:   []string{`{"PoolName":"p","LambdaConfig":{"DefineAuthChallenge":"$fn","CreateAuthChallenge":"$fn","VerifyAuthChallengeResponse":"$fn"}}`, `{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn"}}`},
	},
	"trigger-to-permit": {
		breaks: []string{`{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn"}}`},
		fits:   []string{`{"PoolName":"p","LambdaConfig":{"KMSKeyID":"$key"}}`, `{"PoolName":"p"}`},
	},
}
