package model

// aRisk is a list of one risk configuration.
func aRisk(settings string) string { return `"SetRiskConfiguration":[{` + settings + `}]` }

// withTakeover is a draft of a pool with settings and a response to account
// takeover.
func withTakeover(pool, settings string) string {
	return draft(pool, aRisk(`"AccountTakeoverRiskConfiguration":{`+settings+`}`))
}

// withRanges is a draft of a pool with IP ranges.
func withRanges(settings string) string {
	return draft("", aRisk(`"RiskExceptionConfiguration":{`+settings+`}`))
}

const (
	audit        = `"UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}`
	enforced     = `"UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}`
	blockHigh    = `"Actions":{"HighAction":{"EventAction":"BLOCK","Notify":false}}`
	notifyHigh   = `"Actions":{"HighAction":{"EventAction":"BLOCK","Notify":true}}`
	signInChecks = `"CompromisedCredentialsRiskConfiguration":{"EventFilter":["SIGN_IN"],"Actions":{"EventAction":"BLOCK"}}`
)

var riskCases = map[string]ruleCase{
	"risk-range-format": {
		breaks: []string{withRanges(`"BlockedIPRangeList":["192.0.2.0/24","192.0.2.1"]`), withRanges(`"SkippedIPRangeList":["192.0.2.0/33"]`), withRanges(`"SkippedIPRangeList":[""]`)},
		fits:   []string{withRanges(`"BlockedIPRangeList":["192.0.2.1/32","2001:db8::/32","10.1.2.3/8"],"SkippedIPRangeList":[]`)},
	},
	"risk-range-conflict": {
		breaks: []string{withRanges(`"BlockedIPRangeList":["192.0.2.0/24"],"SkippedIPRangeList":["10.0.0.0/8","192.0.2.0/24"]`), withRanges(`"BlockedIPRangeList":["0.0.0.0/0"]`), withRanges(`"SkippedIPRangeList":["::/0"]`)},
		fits:   []string{withRanges(`"BlockedIPRangeList":["192.0.2.0/24"],"SkippedIPRangeList":["192.0.2.0/25"]`)},
	},
	"risk-sender-region": {
		breaks: []string{"eu-west-3 " + withTakeover("", blockHigh+`,"NotifyConfiguration":{"SourceArn":"$address"}`), withTakeover("", blockHigh+`,"NotifyConfiguration":{"SourceArn":"arn:aws:ses::123456789012:identity/a@example.com"}`)},
		softer: []string{"eu-west-3? " + withTakeover("", blockHigh+`,"NotifyConfiguration":{"SourceArn":"$address"}`), "ap-east-1 " + withTakeover("", blockHigh+`,"NotifyConfiguration":{"SourceArn":"$address"}`)},
		fits:   []string{"eu-west-1 " + withTakeover("", blockHigh+`,"NotifyConfiguration":{"SourceArn":"$address"}`), "eu-central-1 " + withTakeover("", blockHigh+`,"NotifyConfiguration":{"SourceArn":"$address"}`), withTakeover("", blockHigh+`,"NotifyConfiguration":{"SourceArn":"$address"}`)},
	},
	"risk-needs-threat-protection": {
		breaks: []string{draft("", aRisk("")), draft(`"UserPoolAddOns":{"AdvancedSecurityMode":"OFF"}`, aRisk(signInChecks))},
		fits:   []string{draft(audit, aRisk(signInChecks)), draft("")},
	},
	"threats-without-risk-configuration": {
		breaks: []string{draft(enforced, aClient(codeFlow))},
		fits:   []string{draft(enforced, aRisk(signInChecks), aClient(codeFlow)), draft(audit, aClient(codeFlow)), draft(enforced)},
	},
	"risk-audit-only": {
		breaks: []string{withTakeover(audit, blockHigh), draft(audit, aRisk(signInChecks))},
		fits:   []string{withTakeover(enforced, blockHigh), withTakeover(audit, `"Actions":{"HighAction":{"EventAction":"NO_ACTION","Notify":true}}`), draft(audit, aRisk(`"CompromisedCredentialsRiskConfiguration":{"Actions":{"EventAction":"NO_ACTION"}}`))},
	},
	"risk-notify-without-email": {
		breaks: []string{withTakeover("", notifyHigh), withTakeover("", notifyHigh+`,"NotifyConfiguration":{"SourceArn":"$address","NoActionEmail":{"Subject":"s"}}`), withTakeover("", `"Actions":{"LowAction":{"EventAction":"MFA_REQUIRED","Notify":true}},"NotifyConfiguration":{"SourceArn":"$address","BlockEmail":{"Subject":"s"}}`)},
		fits:   []string{withTakeover("", blockHigh), withTakeover("", notifyHigh+`,"NotifyConfiguration":{"SourceArn":"$address","BlockEmail":{"Subject":"s"}}`)},
	},
	"risk-sender-to-prepare": {
		breaks: []string{withTakeover("", blockHigh+`,"NotifyConfiguration":{"SourceArn":"$address"}`)},
		fits:   []string{withTakeover("", blockHigh)},
	},
	"risk-mfa-off": {
		breaks: []string{withTakeover("", `"Actions":{"MediumAction":{"EventAction":"MFA_IF_CONFIGURED","Notify":false}}`), withTakeover(`"MfaConfiguration":"OFF"`, `"Actions":{"HighAction":{"EventAction":"MFA_REQUIRED","Notify":false}}`)},
		fits:   []string{withTakeover(`"MfaConfiguration":"OPTIONAL"`, `"Actions":{"MediumAction":{"EventAction":"MFA_REQUIRED","Notify":false}}`), withTakeover("", blockHigh)},
	},
	"risk-srp-unchecked": {
		breaks: []string{
			draft("", aRisk(signInChecks), aClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]`)),
			draft("", aRisk(`"ClientId":"a",`+signInChecks), `"CreateUserPoolClient":[{"ClientName":"a","ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"]},{"ClientName":"b"}]`),
		},
		fits: []string{
			draft("", aRisk(signInChecks), aClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH","ALLOW_USER_PASSWORD_AUTH"]`)), draft("", aRisk(signInChecks)),
			draft("", aRisk(`"ClientId":"b",`+signInChecks), `"CreateUserPoolClient":[{"ClientName":"a","ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"]},{"ClientName":"b"}]`),
			draft("", aRisk(`"CompromisedCredentialsRiskConfiguration":{"EventFilter":["SIGN_IN","SIGN_UP"],"Actions":{"EventAction":"BLOCK"}}`), aClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"]`)),
		},
	},
}
