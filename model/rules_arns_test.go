package model

import "strings"

var arnCases = map[string]ruleCase{
	"accounts-differ": {
		breaks: []string{`{"PoolName":"p","LambdaConfig":{"PreSignUp":"$strangefn"},` + sms + `}`, `{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"$strangerole"},"EmailConfiguration":{` + ses + `}}`, draft(`"LambdaConfig":{"PreSignUp":"$fn"}`, `"CreateGroup":[{"GroupName":"a","RoleArn":"$strangerole"}]`), draft(sms, withStrangeLogs)},
		fits:   []string{`{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn","KMSKeyID":"$key"},` + sms + `,"EmailConfiguration":{` + ses + `}}`},
	},
	"account-id": {
		breaks: []string{
			`{"PoolName":"p","LambdaConfig":{"PreSignUp":"arn:aws:lambda:eu-central-1:12345678901:function:f"}}`,
			`{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::1234567890123:role/sms"}}`,
			`{"PoolName":"p","SmsConfiguration":{"EumsSms":{"CallerArn":"arn:aws:iam::1:role/sms"}}}`,
			`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"arn:aws:ses:eu-west-1:1:identity/example.com"}}`,
			`{"PoolName":"p","KeyConfiguration":{"KmsKeyArn":"arn:aws:kms:eu-central-1:1:key/k"}}`,
			draft("", `"CreateGroup":[{"GroupName":"a","RoleArn":"arn:aws:iam::1:role/r"}]`),
			withTakeover("", blockHigh+`,"NotifyConfiguration":{"SourceArn":"arn:aws:ses:eu-west-1:1:identity/a@example.com"}`),
			withLogs(`{"EventSource":"userNotification","LogLevel":"ERROR","CloudWatchLogsConfiguration":{"LogGroupArn":"arn:aws:logs:eu-central-1:1:log-group:g"}}`),
		},
		fits: []string{
			`{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn","KMSKeyID":"$key"},` + sms + `,"EmailConfiguration":{` + ses + `},"KeyConfiguration":{"KmsKeyArn":"$key"}}`,
			`{"PoolName":"p","LambdaConfig":{"PreSignUp":"arn:aws:lambda:eu-central-1:x:function:f"}}`,
		},
	},
	"partition-differs": {
		breaks: []string{
			`{"PoolName":"p","LambdaConfig":{"PreSignUp":"arn:aws:lambda:cn-north-1:123456789012:function:f"}}`,
			`cn-north-1 {"PoolName":"p",` + sms + `}`,
			`{"PoolName":"p","KeyConfiguration":{"KmsKeyArn":"arn:aws-us-gov:kms:us-east-1:123456789012:key/k"}}`,
			draft("", strings.Replace(aOwnDomain, "arn:aws:", "arn:aws-cn:", 1)),
		},
		fits: []string{
			`us-gov-west-1 {"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"arn:aws-us-gov:iam::123456789012:role/sms"}}`,
			`{"PoolName":"p",` + sms + `}`, `eu-central-1 {"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn"},` + sms + `}`,
		},
	},
	"region-unknown": {
		breaks: []string{`eu-west-9 {"PoolName":"p"}`, `EU-WEST-1 {"PoolName":"p"}`},
		fits:   []string{`eu-west-1 {"PoolName":"p"}`, `eu-west-9? {"PoolName":"p"}`, `{"PoolName":"p"}`},
	},
}

const withStrangeLogs = `"SetLogDeliveryConfiguration":{"LogConfigurations":[{"FirehoseConfiguration":{"StreamArn":"arn:aws:firehose:eu-central-1:210987654321:deliverystream/s"}}]}`
