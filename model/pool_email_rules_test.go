package model

const ses = `"EmailSendingAccount":"DEVELOPER","SourceArn":"$domain"`

var emailCases = map[string]ruleCase{
	"ses-needs-source-arn": {
		breaks: []string{`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER"}}`},
		fits:   []string{`{"PoolName":"p","EmailConfiguration":{` + ses + `}}`, `{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"COGNITO_DEFAULT"}}`},
	},
	"from-needs-ses": {
		breaks: []string{`{"PoolName":"p","EmailConfiguration":{"SourceArn":"$domain","From":"no-reply@example.com"}}`, `{"PoolName":"p","EmailConfiguration":{"From":"a@example.com"}}`, `{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"COGNITO_DEFAULT","From":"a@example.com"}}`},
		fits:   []string{`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"a@example.com"}}`, `{"PoolName":"p","EmailConfiguration":{"ReplyToEmailAddress":"a@example.com"}}`},
	},
	"from-invalid": {
		breaks: []string{
			`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"shop"}}`, `{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"Shop <shop>"}}`,
			`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"Shop shop@example.com"}}`, `{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"@example.com"}}`,
		},
		fits: []string{
			`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"shop@example.com"}}`, `{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"Shop, Inc. <shop@example.com>"}}`,
			`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"<shop@localhost>"}}`, `{"PoolName":"p","EmailConfiguration":{` + ses + `}}`,
		},
	},
	"from-not-portable": {
		breaks: []string{
			`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"Shop, Inc. <shop@example.com>"}}`,
			`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"größe@example.com"}}`,
			`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"Bücher <shop@bücher.example>"}}`,
		},
		fits: []string{
			`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"\"Shop, Inc.\" <shop@example.com>"}}`,
			`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"Bücher <shop@xn--bcher-kva.example>"}}`,
			`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"shop"}}`,
		},
	},
	"from-outside-identity": {
		breaks: []string{
			`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"shop@example.org"}}`, `{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"shop@notexample.com"}}`,
			`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"$address","From":"other@example.com"}}`,
		},
		fits: []string{
			`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"Shop <shop@EXAMPLE.com>"}}`, `{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"shop@mail.example.com"}}`,
			`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"$address","From":"Shop <shop+1@example.com>"}}`,
		},
	},
	"domain-identity-needs-from": {
		breaks: []string{`{"PoolName":"p","EmailConfiguration":{` + ses + `}}`},
		fits:   []string{`{"PoolName":"p","EmailConfiguration":{` + ses + `,"From":"a@example.com"}}`, `{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"$address"}}`},
	},
	"source-arn-default-sender": {
		breaks: []string{`{"PoolName":"p","EmailConfiguration":{"SourceArn":"$address"}}`, `{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"COGNITO_DEFAULT","SourceArn":"$address"}}`},
		fits:   []string{`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"$address"}}`},
	},
	"source-arn-not-ses": {
		breaks: []string{`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"arn:aws:ses:eu-west-1:123456789012:identity/"}}`, `{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"$fn"}}`, `{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"arn:aws:ses:eu-west-1:123456789012:configuration-set/x"}}`},
		fits:   []string{`{"PoolName":"p","EmailConfiguration":{` + ses + `}}`, `{"PoolName":"p","EmailConfiguration":{"SourceArn":"no ARN at all, a matter of the pattern"}}`},
	},
	"ses-region": {
		breaks: []string{`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"arn:aws:ses::123456789012:identity/example.com"}}`,
			`us-west-1 {"PoolName":"p","EmailConfiguration":{` + ses + `}}`,
			`{"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn"},"EmailConfiguration":{"SourceArn":"arn:aws:ses:eu-north-1:123456789012:identity/example.com"}}`,
			`us-west-2? {"PoolName":"p","LambdaConfig":{"PreSignUp":"$fn"},"EmailConfiguration":{"SourceArn":"arn:aws:ses:eu-north-1:123456789012:identity/example.com"}}`,
		},
		softer: []string{`us-west-1? {"PoolName":"p","EmailConfiguration":{` + ses + `}}`, `af-south-1 {"PoolName":"p","EmailConfiguration":{` + ses + `}}`},
		fits: []string{
			`{"PoolName":"p","EmailConfiguration":{` + ses + `}}`, `eu-central-1 {"PoolName":"p","EmailConfiguration":{` + ses + `}}`, `us-east-1 {"PoolName":"p","EmailConfiguration":{` + ses + `}}`,
			`af-south-1 {"PoolName":"p","EmailConfiguration":{"SourceArn":"arn:aws:ses:af-south-1:123456789012:identity/example.com"}}`,
		},
	},
	"configuration-set-needs-ses": {
		breaks: []string{`{"PoolName":"p","EmailConfiguration":{"ConfigurationSet":"x"}}`},
		fits:   []string{`{"PoolName":"p","EmailConfiguration":{` + ses + `,"ConfigurationSet":"x"}}`},
	},
	"ses-to-prepare": {
		breaks: []string{`{"PoolName":"p","EmailConfiguration":{` + ses + `}}`},
		fits:   []string{`{"PoolName":"p","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER"}}`, `{"PoolName":"p"}`},
	},
}
