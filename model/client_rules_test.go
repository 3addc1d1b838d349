package model

import "strings"

// draft is a draft for the tests of rules: settings of the pool, which can be
// empty, and other requests.
func draft(pool string, requests ...string) string {
	if pool != "" {
		pool = "," + pool
	}
	return `{` + strings.Join(append([]string{`"CreateUserPool":{"PoolName":"p"` + pool + `}`}, requests...), ",") + `}`
}

// aClient is a list of one app client with the settings.
func aClient(settings string) string {
	return `"CreateUserPoolClient":[{"ClientName":"web",` + settings + `}]`
}

// withClient is a draft of a pool with one app client.
func withClient(settings string) string { return draft("", aClient(settings)) }

const (
	codeFlow     = `"AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid"],"CallbackURLs":["https://example.com/cb"]`
	machineFlow  = `"AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["client_credentials"],"AllowedOAuthScopes":["https://api.example.com/v1/read"],"GenerateSecret":true`
	anAPI        = `"CreateResourceServer":[{"Identifier":"https://api.example.com/v1","Name":"api","Scopes":[{"ScopeName":"read","ScopeDescription":"Read"}]}]`
	anAppFactor  = `"SetUserPoolMfaConfig":{"SoftwareTokenMfaConfiguration":{"Enabled":true}}`
	aPrefix      = `"CreateUserPoolDomain":[{"Domain":"shop"}]`
	aCertificate = `"CustomDomainConfig":{"CertificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/c"}`
	aOwnDomain   = `"CreateUserPoolDomain":[{"Domain":"auth.example.com",` + aCertificate + `}]`
	aGoogle      = `"CreateIdentityProvider":[{"ProviderName":"Google","ProviderType":"Google","ProviderDetails":{"client_id":"i","client_secret":"${env:S}","authorize_scopes":"openid email"},"AttributeMapping":{"email":"email"}}]`
	challenges   = `"LambdaConfig":{"DefineAuthChallenge":"$fn","CreateAuthChallenge":"$fn","VerifyAuthChallengeResponse":"$fn"}`
)

var clientCases = map[string]ruleCase{
	"machine-flow-alone": {
		breaks: []string{withClient(`"AllowedOAuthFlows":["client_credentials","code"]`), withClient(`"AllowedOAuthFlows":["implicit","client_credentials"]`)},
		fits:   []string{withClient(`"AllowedOAuthFlows":["client_credentials"]`), withClient(`"AllowedOAuthFlows":["code","implicit"]`)},
	},
	"machine-needs-secret": {
		breaks: []string{withClient(`"AllowedOAuthFlows":["client_credentials"]`), withClient(`"AllowedOAuthFlows":["client_credentials"],"GenerateSecret":false`)},
		fits:   []string{withClient(`"AllowedOAuthFlows":["client_credentials"],"GenerateSecret":true`), withClient(`"AllowedOAuthFlows":["client_credentials"],"ClientSecret":"${env:S}"`), withClient(`"AllowedOAuthFlows":["code"]`)},
	},
	"machine-user-scope": {
		breaks: []string{draft("", anAPI, aClient(`"GenerateSecret":true,"AllowedOAuthFlows":["client_credentials"],"AllowedOAuthScopes":["https://api.example.com/v1/read","email"]`))},
		fits:   []string{draft("", anAPI, aClient(machineFlow)), withClient(`"AllowedOAuthFlows":["client_credentials","code"],"AllowedOAuthScopes":["openid"]`), withClient(codeFlow)},
	},
	"machine-needs-resource-server": {
		breaks: []string{withClient(machineFlow)},
		fits:   []string{draft("", anAPI, aClient(machineFlow)), withClient(codeFlow)},
	},
	"oauth-incomplete": {
		breaks: []string{withClient(`"AllowedOAuthFlowsUserPoolClient":true`), withClient(`"AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["code"]`), withClient(`"AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":[],"AllowedOAuthScopes":["openid"]`)},
		fits:   []string{withClient(codeFlow), withClient(`"AllowedOAuthFlowsUserPoolClient":false`), withClient(`"GenerateSecret":true`)},
	},
	"scope-unknown": {
		breaks: []string{
			withClient(`"AllowedOAuthScopes":["Cognito"]`), draft("", anAPI, aClient(`"AllowedOAuthScopes":["api/read"]`)), draft("", anAPI, aClient(`"AllowedOAuthScopes":["read"]`)),
			draft("", anAPI, aClient(`"AllowedOAuthScopes":["openid","https://api.example.com/v1/write"]`)), draft("", anAPI, aClient(`"AllowedOAuthScopes":["https://api.example.com/v1"]`)),
		},
		fits: []string{draft("", anAPI, aClient(machineFlow)), withClient(`"AllowedOAuthScopes":["openid","email","phone","profile","aws.cognito.signin.user.admin"]`)},
	},
	"oauth-disabled": {
		breaks: []string{`{"CreateUserPool":{"PoolName":"p"},"CreateUserPoolClient":[{"ClientName":"web","AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid"],"CallbackURLs":["https://example.com"]}],"CreateUserPoolDomain":[{"Domain":"shop"}]}`, withClient(`"AllowedOAuthFlows":["code"]`), withClient(`"AllowedOAuthScopes":["openid"]`), withClient(`"AllowedOAuthFlowsUserPoolClient":false,"CallbackURLs":["https://example.com"]`), withClient(`"LogoutURLs":["https://example.com"]`)},
		fits:   []string{withClient(codeFlow), withClient(`"AllowedOAuthFlows":[],"AllowedOAuthFlowsUserPoolClient":false`)},
	},
	"callback-required": {
		breaks: []string{withClient(`"AllowedOAuthFlows":["code"]`), withClient(`"AllowedOAuthFlows":["implicit"],"CallbackURLs":[]`)},
		fits:   []string{withClient(codeFlow), withClient(`"AllowedOAuthFlows":["client_credentials"]`)},
	},
	"url-needs-https": {
		breaks: []string{
			withClient(`"CallbackURLs":["http://example.com"]`), withClient(`"LogoutURLs":["https://a","HTTP://b:80/"]`), withClient(`"CallbackURLs":["http://localhost.example.com/"]`),
			withClient(`"CallbackURLs":["http://127.0.0.2"]`), withClient(`"CallbackURLs":["http://[::2]:80/"]`),
		},
		fits: []string{withClient(`"CallbackURLs":["http://localhost","http://localhost:3000/cb","http://127.0.0.1:1?x","http://[::1]:8080/cb","myapp://cb","https://example.com"],"LogoutURLs":["http://localhost/"]`)},
	},
	"callback-fragment": {
		breaks: []string{withClient(`"CallbackURLs":["https://example.com/#/cb"]`)},
		fits:   []string{withClient(`"CallbackURLs":["https://example.com/cb?x=1"],"LogoutURLs":["https://example.com/#/out"]`)},
	},
	"url-not-absolute": {
		breaks: []string{withClient(`"CallbackURLs":["example.com/cb"]`), withClient(`"CallbackURLs":["/cb"]`), withClient(`"LogoutURLs":["//example.com"]`), withClient(`"CallbackURLs":["1x:cb"]`), withClient(`"CallbackURLs":[":cb"]`)},
		fits:   []string{withClient(`"CallbackURLs":["my-app.2+x:cb","exp://127.0.0.1:19000"]`)},
	},
	"default-callback-listed": {
		breaks: []string{withClient(`"DefaultRedirectURI":"https://example.com/"`), withClient(`"CallbackURLs":["https://example.com"],"DefaultRedirectURI":"https://example.com/"`)},
		fits:   []string{withClient(`"CallbackURLs":["https://a","https://example.com/"],"DefaultRedirectURI":"https://example.com/"`)},
	},
	"callback-to-match": {
		breaks: []string{withClient(codeFlow), withClient(`"AllowedOAuthFlows":["code"],"CallbackURLs":["https://example.com"]`), withClient(`"AllowedOAuthFlows":["code"],"CallbackURLs":["https://example.com/"]`), withClient(`"AllowedOAuthFlows":["code"],"CallbackURLs":["https://example.com/","https://example.com"]`)},
		fits:   []string{withClient(`"CallbackURLs":["https://example.com"]`), withClient(`"AllowedOAuthFlows":["code"]`)},
	},
	"logout-missing": {
		breaks: []string{withClient(codeFlow)},
		fits:   []string{withClient(codeFlow + `,"LogoutURLs":["https://example.com"]`), withClient(machineFlow)},
	},
	"implicit-flow": {
		breaks: []string{withClient(`"AllowedOAuthFlows":["code","implicit"]`)},
		fits:   []string{withClient(codeFlow)},
	},
	"user-scope-missing": {
		breaks: []string{draft(passkeyFactor, aClient(codeFlow)), draft(`"MfaConfiguration":"OPTIONAL"`, `"SetUserPoolMfaConfig":{"SoftwareTokenMfaConfiguration":{"Enabled":true}}`, aClient(codeFlow))},
		fits:   []string{withClient(codeFlow), draft(passkeyFactor, aClient(codeFlow+`,"GenerateSecret":true`)), draft(passkeyFactor, aClient(`"AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid","aws.cognito.signin.user.admin"],"CallbackURLs":["https://example.com/cb"]`))},
	},
	"pkce-to-use": {
		breaks: []string{withClient(codeFlow)},
		fits:   []string{withClient(codeFlow + `,"GenerateSecret":true`), withClient(machineFlow)},
	},
	"oauth-needs-domain": {
		breaks: []string{withClient(codeFlow), draft("", anAPI, aClient(machineFlow))},
		fits:   []string{draft("", aPrefix, aClient(codeFlow)), withClient(`"AllowedOAuthFlows":["code"]`)},
	},
	"scope-needs-openid": {
		breaks: []string{withClient(`"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["email"]`)},
		fits:   []string{withClient(`"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["email","openid"]`), withClient(`"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["aws.cognito.signin.user.admin"]`), withClient(`"AllowedOAuthScopes":["email"]`)},
	},
	"sdk-tokens-lack-scopes": {
		breaks: []string{
			draft("", anAPI, aClient(`"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["https://api.example.com/v1/read"],"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"]`)),
			draft(`"LambdaConfig":{"PreTokenGenerationConfig":{"LambdaArn":"$fn","LambdaVersion":"V1_0"}}`, anAPI, aClient(`"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["https://api.example.com/v1/read"],"ExplicitAuthFlows":["ALLOW_USER_AUTH"]`)),
		},
		fits: []string{
			draft("", anAPI, aClient(`"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["https://api.example.com/v1/read"],"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"]`)),
			draft(`"LambdaConfig":{"PreTokenGenerationConfig":{"LambdaArn":"$fn","LambdaVersion":"V2_0"}}`, anAPI, aClient(`"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["https://api.example.com/v1/read"],"ExplicitAuthFlows":["ALLOW_USER_AUTH"]`)),
			withClient(codeFlow + `,"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"]`),
		},
	},
	"machine-tokens-billed": {
		breaks: []string{withClient(machineFlow)},
		fits:   []string{withClient(codeFlow)},
	},
	"scopes-to-request": {
		breaks: []string{
			withClient(codeFlow), withClient(`"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid","email","phone"]`),
			draft(`"AliasAttributes":["phone_number"]`, aClient(`"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid","email","profile"]`)),
			draft("", `"CreateIdentityProvider":[{"ProviderName":"G","ProviderType":"Google","AttributeMapping":{"phone_number":"phone"}}]`, aClient(`"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid","email","profile"]`)),
		},
		fits: []string{
			withClient(`"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid","email","phone","profile"]`), withClient(machineFlow),
			withClient(`"AllowedOAuthFlows":["code"],"AllowedOAuthScopes":["openid","email","profile"]`), // nobody has a phone number
		},
	},
	"secret-in-app": {
		breaks: []string{`{"CreateUserPool":{"PoolName":"p"},"CreateUserPoolClient":[{"ClientName":"web","GenerateSecret":true,"CallbackURLs":["shop://signed-in"]}]}`, withClient(`"GenerateSecret":true,"AllowedOAuthFlows":["implicit"]`), withClient(`"ClientSecret":"${env:S}","CallbackURLs":["https://example.com","myapp://cb"]`)},
		fits:   []string{withClient(`"GenerateSecret":true,"AllowedOAuthFlows":["code"],"CallbackURLs":["https://example.com","http://localhost:3000"]`), withClient(`"CallbackURLs":["myapp://cb"]`)},
	},
	"secret-twice": {
		breaks: []string{withClient(`"GenerateSecret":true,"ClientSecret":"${env:S}"`)},
		fits:   []string{withClient(`"GenerateSecret":false,"ClientSecret":"${env:S}"`), withClient(`"GenerateSecret":true`)},
	},
	"user-context-needs-secret": {
		breaks: []string{withClient(`"EnablePropagateAdditionalUserContextData":true`)},
		fits:   []string{withClient(`"EnablePropagateAdditionalUserContextData":true,"GenerateSecret":true`), withClient(`"EnablePropagateAdditionalUserContextData":false`)},
	},
	"user-context-unused": {
		breaks: []string{withClient(`"EnablePropagateAdditionalUserContextData":true`)},
		fits:   []string{draft(`"UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}`, aClient(`"EnablePropagateAdditionalUserContextData":true`)), withClient(`"EnablePropagateAdditionalUserContextData":false`)},
	},
	"user-existence-visible": {
		breaks: []string{withClient(`"GenerateSecret":true`)},
		fits:   []string{withClient(`"PreventUserExistenceErrors":"ENABLED"`), withClient(`"PreventUserExistenceErrors":"LEGACY"`)},
	},
	"token-revocation-off": {
		breaks: []string{withClient(`"EnableTokenRevocation":false`)},
		fits:   []string{withClient(`"EnableTokenRevocation":true`), withClient(`"GenerateSecret":true`)},
	},
	"analytics-incomplete": {
		breaks: []string{
			withClient(`"AnalyticsConfiguration":{}`), withClient(`"AnalyticsConfiguration":{"ApplicationId":"ab","ExternalId":"x"}`), withClient(`"AnalyticsConfiguration":{"ApplicationId":"ab","RoleArn":"$role"}`),
			withClient(`"AnalyticsConfiguration":{"ApplicationArn":"$pinpoint","ApplicationId":"ab","RoleArn":"$role","ExternalId":"x"}`),
		},
		fits: []string{withClient(`"AnalyticsConfiguration":{"ApplicationArn":"$pinpoint"}`), withClient(`"AnalyticsConfiguration":{"ApplicationId":"ab","RoleArn":"$role","ExternalId":"x"}`), withClient(`"GenerateSecret":true`)},
	},
	"analytics-region": {
		breaks: []string{"eu-west-1 " + withClient(`"AnalyticsConfiguration":{"ApplicationArn":"$pinpoint"}`)},
		fits:   []string{"eu-central-1 " + withClient(`"AnalyticsConfiguration":{"ApplicationArn":"$pinpoint"}`), withClient(`"AnalyticsConfiguration":{"ApplicationArn":"$pinpoint"}`), "eu-west-1 " + withClient(`"AnalyticsConfiguration":{"ApplicationArn":"arn:aws:mobiletargeting:us-east-1:123456789012:apps/a"}`)},
	},
	"analytics-retired": {
		breaks: []string{withClient(`"AnalyticsConfiguration":{"ApplicationArn":"$pinpoint"}`)},
		fits:   []string{withClient(`"GenerateSecret":true`)},
	},
}

var clientFlowCases = map[string]ruleCase{
	"flow-names-mixed": {
		breaks: []string{withClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH","USER_PASSWORD_AUTH"]`)},
		fits:   []string{withClient(`"ExplicitAuthFlows":["ADMIN_NO_SRP_AUTH","USER_PASSWORD_AUTH"]`), withClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH","ALLOW_CUSTOM_AUTH"]`)},
	},
	"refresh-flow-missing": {
		breaks: []string{withClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"]`), withClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"],"RefreshTokenRotation":{"Feature":"DISABLED"}`)},
		fits:   []string{withClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]`), withClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"],"RefreshTokenRotation":{"Feature":"ENABLED"}`), withClient(`"ExplicitAuthFlows":[]`), withClient(`"ExplicitAuthFlows":["USER_PASSWORD_AUTH"]`)},
	},
	"first-factors-need-choice-flow": {
		breaks: []string{draft(`"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}`, aClient(`"GenerateSecret":false`)), draft(`"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}}`, aClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"]`))},
		fits: []string{
			draft(`"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}`, `"CreateUserPoolClient":[{"ClientName":"a"},{"ClientName":"b","ExplicitAuthFlows":["ALLOW_USER_AUTH"]}]`),
			draft(`"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}`, anAPI, aClient(machineFlow)),
			draft(`"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}`), withClient(`"GenerateSecret":false`),
		},
	},
	"choice-flow-without-choice": {
		breaks: []string{withClient(`"ExplicitAuthFlows":["ALLOW_USER_AUTH"]`), draft(`"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}}`, aClient(`"ExplicitAuthFlows":["ALLOW_USER_AUTH"]`))},
		fits:   []string{draft(`"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}`, aClient(`"ExplicitAuthFlows":["ALLOW_USER_AUTH"]`)), withClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"]`)},
	},
	"password-in-request": {
		breaks: []string{withClient(`"ExplicitAuthFlows":["ALLOW_USER_PASSWORD_AUTH"]`)},
		fits:   []string{draft(`"LambdaConfig":{"UserMigration":"$fn"}`, aClient(`"ExplicitAuthFlows":["ALLOW_USER_PASSWORD_AUTH"]`)), withClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"]`)},
	},
	"migration-needs-password-flow": {
		breaks: []string{draft(`"LambdaConfig":{"UserMigration":"$fn"}`, aClient(`"GenerateSecret":false`)), draft(`"LambdaConfig":{"UserMigration":"$fn"}`, aClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"]`))},
		fits: []string{
			draft(`"LambdaConfig":{"UserMigration":"$fn"}`, aClient(`"ExplicitAuthFlows":["ALLOW_USER_PASSWORD_AUTH"]`)), draft(`"LambdaConfig":{"UserMigration":"$fn"}`, aClient(`"ExplicitAuthFlows":["ALLOW_ADMIN_USER_PASSWORD_AUTH"]`)),
			draft(`"LambdaConfig":{"UserMigration":"$fn"}`, anAPI, aClient(machineFlow)), draft(`"LambdaConfig":{"UserMigration":"$fn"}`), withClient(`"GenerateSecret":false`),
		},
	},
	"custom-flow-needs-triggers": {
		breaks: []string{withClient(`"ExplicitAuthFlows":["ALLOW_CUSTOM_AUTH"]`), draft(`"LambdaConfig":{"DefineAuthChallenge":"$fn","CreateAuthChallenge":"$fn"}`, aClient(`"ExplicitAuthFlows":["CUSTOM_AUTH_FLOW_ONLY"]`))},
		fits:   []string{draft(challenges, aClient(`"ExplicitAuthFlows":["ALLOW_CUSTOM_AUTH"]`)), withClient(`"GenerateSecret":false`)},
	},
	"challenge-triggers-unused": {
		breaks: []string{draft(challenges, aClient(`"ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH"]`)), draft(challenges, aClient(`"ExplicitAuthFlows":[]`))},
		fits:   []string{draft(challenges, aClient(`"GenerateSecret":false`)), draft(challenges, aClient(`"ExplicitAuthFlows":["ALLOW_CUSTOM_AUTH"]`)), draft(challenges), draft(challenges, anAPI, aClient(machineFlow+`,"ExplicitAuthFlows":[]`))},
	},
	"admin-flow-without-secret": {
		breaks: []string{withClient(`"ExplicitAuthFlows":["ALLOW_ADMIN_USER_PASSWORD_AUTH"]`)},
		fits:   []string{withClient(`"ExplicitAuthFlows":["ALLOW_ADMIN_USER_PASSWORD_AUTH"],"GenerateSecret":true`), withClient(`"ExplicitAuthFlows":["ALLOW_USER_PASSWORD_AUTH"]`)},
	},
	"custom-flow-not-in-managed-login": {
		breaks: []string{draft(challenges, aClient(codeFlow+`,"ExplicitAuthFlows":["ALLOW_CUSTOM_AUTH"]`))},
		fits:   []string{draft(challenges, aClient(`"ExplicitAuthFlows":["ALLOW_CUSTOM_AUTH"]`)), draft(challenges, aClient(codeFlow)), withClient(codeFlow + `,"ExplicitAuthFlows":["ALLOW_CUSTOM_AUTH"]`)},
	},
	"client-token-needs-secret": {
		breaks: []string{withClient(`"ExplicitAuthFlows":["ALLOW_CLIENT_TOKEN_AUTH"]`)},
		fits:   []string{withClient(`"ExplicitAuthFlows":["ALLOW_CLIENT_TOKEN_AUTH"],"ClientSecret":"${env:S}"`)},
	},
	"token-validity-range": {
		breaks: []string{
			withClient(`"AccessTokenValidity":25`), withClient(`"IdTokenValidity":4,"TokenValidityUnits":{"IdToken":"minutes"}`), withClient(`"AccessTokenValidity":299,"TokenValidityUnits":{"AccessToken":"seconds"}`),
			withClient(`"RefreshTokenValidity":59,"TokenValidityUnits":{"RefreshToken":"minutes"}`), withClient(`"RefreshTokenValidity":3651`), withClient(`"IdTokenValidity":2,"TokenValidityUnits":{"IdToken":"days"}`), withClient(`"AccessTokenValidity":60`),
		},
		fits: []string{
			withClient(`"AccessTokenValidity":24,"IdTokenValidity":1,"TokenValidityUnits":{"IdToken":"days"},"RefreshTokenValidity":3650`), withClient(`"AccessTokenValidity":5,"TokenValidityUnits":{"AccessToken":"minutes"}`),
			withClient(`"AccessTokenValidity":300,"TokenValidityUnits":{"AccessToken":"seconds"},"RefreshTokenValidity":0`), withClient(`"RefreshTokenValidity":60,"TokenValidityUnits":{"RefreshToken":"minutes"}`), withClient(`"AccessTokenValidity":1,"TokenValidityUnits":{"AccessToken":"years"}`),
		},
	},
	"token-outlives-refresh": {
		breaks: []string{withClient(`"AccessTokenValidity":2,"RefreshTokenValidity":1,"TokenValidityUnits":{"RefreshToken":"hours"}`), withClient(`"IdTokenValidity":24,"RefreshTokenValidity":23,"TokenValidityUnits":{"RefreshToken":"hours"}`)},
		fits: []string{
			withClient(`"RefreshTokenValidity":1,"TokenValidityUnits":{"RefreshToken":"hours"}`), withClient(`"AccessTokenValidity":24,"RefreshTokenValidity":1`), withClient(`"AccessTokenValidity":24,"RefreshTokenValidity":0`),
			withClient(`"AccessTokenValidity":24,"TokenValidityUnits":{"RefreshToken":"hours"}`), withClient(`"AccessTokenValidity":48,"RefreshTokenValidity":1`),
		},
	},
	"refresh-validity-zero": {
		breaks: []string{withClient(`"RefreshTokenValidity":0`)},
		fits:   []string{withClient(`"RefreshTokenValidity":1`), withClient(`"AccessTokenValidity":1`)},
	},
	"token-unit-alone": {
		breaks: []string{withClient(`"TokenValidityUnits":{"AccessToken":"minutes"}`), withClient(`"AccessTokenValidity":1,"TokenValidityUnits":{"RefreshToken":"days"}`)},
		fits:   []string{withClient(`"AccessTokenValidity":60,"TokenValidityUnits":{"AccessToken":"minutes"}`), withClient(`"AccessTokenValidity":1,"TokenValidityUnits":{}`)},
	},
	"rotation-with-refresh-flow": {
		breaks: []string{`{"CreateUserPool":{"PoolName":"p"},"CreateUserPoolClient":[{"ClientName":"web","ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_SRP_AUTH"],"RefreshTokenRotation":{"Feature":"ENABLED"}}]}`, withClient(`"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"],"RefreshTokenRotation":{"Feature":"ENABLED"}`)},
		fits:   []string{withClient(`"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"],"RefreshTokenRotation":{"Feature":"DISABLED"}`), withClient(`"RefreshTokenRotation":{"Feature":"ENABLED"}`), withClient(`"ExplicitAuthFlows":["ALLOW_USER_AUTH"],"RefreshTokenRotation":{"Feature":"ENABLED"}`)},
	},
	"rotation-to-support": {
		breaks: []string{withClient(`"RefreshTokenRotation":{"Feature":"ENABLED"}`)},
		fits:   []string{withClient(`"RefreshTokenRotation":{"Feature":"DISABLED"}`)},
	},
	"client-without-sign-in": {
		breaks: []string{withClient(`"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"]`), draft("", aClient(`"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"],"AllowedOAuthFlows":[]`))},
		fits: []string{
			withClient(`"GenerateSecret":true`), withClient(`"ExplicitAuthFlows":[]`), withClient(`"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH","ALLOW_USER_SRP_AUTH"]`),
			withClient(codeFlow + `,"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"]`), draft("", anAPI, aClient(machineFlow+`,"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"]`)),
			withClient(`"GenerateSecret":true,"ExplicitAuthFlows":["ALLOW_CLIENT_TOKEN_AUTH"]`),
		},
	},
	"app-factor-needs-user-scope": {
		breaks: []string{
			draft(`"MfaConfiguration":"OPTIONAL"`, anAppFactor, aClient(codeFlow+`,"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"]`)),
		},
		fits: []string{
			draft(`"MfaConfiguration":"ON"`, anAppFactor, aClient(codeFlow+`,"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"]`)),
			draft(`"MfaConfiguration":"OPTIONAL"`, anAppFactor, aClient(codeFlow)), // the default flows have one
			draft(`"MfaConfiguration":"OPTIONAL"`, anAppFactor, aClient(strings.Replace(codeFlow, `"openid"`, `"openid","aws.cognito.signin.user.admin"`, 1)+`,"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"]`)),
			draft(`"MfaConfiguration":"OPTIONAL"`, anAppFactor), draft("", aClient(codeFlow+`,"ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"]`)),
		},
	},
	"rotation-without-grace": {
		breaks: []string{withClient(`"RefreshTokenRotation":{"Feature":"ENABLED","RetryGracePeriodSeconds":0}`)},
		fits:   []string{withClient(`"RefreshTokenRotation":{"Feature":"ENABLED","RetryGracePeriodSeconds":1}`), withClient(`"RefreshTokenRotation":{"Feature":"ENABLED"}`), withClient(`"RefreshTokenRotation":{"Feature":"DISABLED","RetryGracePeriodSeconds":0}`)},
	},
	"sign-in-time-short": {
		breaks: []string{draft(`"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}`, aClient(`"AuthSessionValidity":3`)), draft(`"MfaConfiguration":"ON"`, `"SetUserPoolMfaConfig":{"EmailMfaConfiguration":{}}`, aClient(`"GenerateSecret":false`))},
		fits:   []string{draft(`"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}`, aClient(`"AuthSessionValidity":4`)), withClient(`"AuthSessionValidity":3`), draft(`"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}`, anAPI, aClient(machineFlow))},
	},
}

const team = `"Schema":[{"Name":"team","AttributeDataType":"String"},{"Name":"dept","AttributeDataType":"String","DeveloperOnlyAttribute":true},{"Name":"given_name","Required":true}]`

var clientAttributeCases = map[string]ruleCase{
	"read-attribute-unknown": {
		breaks: []string{draft(team, aClient(`"ReadAttributes":["email","team"]`)), draft(team, aClient(`"ReadAttributes":["custom:other"]`)), draft(team, aClient(`"ReadAttributes":["custom:dept"]`)), withClient(`"ReadAttributes":["custom:email"]`)},
		fits:   []string{draft(team, aClient(`"ReadAttributes":["custom:team","dev:custom:dept","email","email_verified","sub","given_name"]`))},
	},
	"write-attribute-invalid": {
		breaks: []string{withClient(`"WriteAttributes":["sub"]`), withClient(`"WriteAttributes":["email","email_verified"]`), withClient(`"WriteAttributes":["phone_number_verified"]`), draft(team, aClient(`"WriteAttributes":["team"]`))},
		fits:   []string{draft(team, aClient(`"WriteAttributes":["custom:team","email","updated_at"]`))},
	},
	"write-attribute-immutable": {
		breaks: []string{draft(`"Schema":[{"Name":"team","AttributeDataType":"String","Mutable":false}]`, aClient(`"WriteAttributes":["custom:team"]`))},
		fits:   []string{draft(`"Schema":[{"Name":"team","AttributeDataType":"String","Mutable":true}]`, aClient(`"WriteAttributes":["custom:team"]`)), draft(team, aClient(`"WriteAttributes":["custom:team"]`))},
	},
	"write-attribute-required": {
		breaks: []string{draft(team, aClient(`"WriteAttributes":["email"]`)), draft(team, aClient(`"WriteAttributes":[]`))},
		fits:   []string{draft(team, aClient(`"WriteAttributes":["given_name"]`)), draft(team, aClient(`"GenerateSecret":true`))},
	},
	"write-attribute-mapped": {
		breaks: []string{draft("", aGoogle, aClient(`"SupportedIdentityProviders":["Google"],"WriteAttributes":["name"]`))},
		fits: []string{
			draft("", aGoogle, aClient(`"SupportedIdentityProviders":["Google"],"WriteAttributes":["email"]`)), draft("", aGoogle, aClient(`"SupportedIdentityProviders":["COGNITO"],"WriteAttributes":["name"]`)), draft("", aGoogle, aClient(`"SupportedIdentityProviders":["Google"]`)),
			draft("", strings.Replace(aGoogle, `{"email":"email"}`, `{"username":"sub","email_verified":"email_verified"}`, 1), aClient(`"SupportedIdentityProviders":["Google"],"WriteAttributes":["name"]`)),
		},
	},
	"custom-attribute-not-listed": {
		breaks: []string{draft(team, aClient(`"GenerateSecret":false`)), draft(team, aClient(`"ReadAttributes":["custom:team"]`))},
		fits:   []string{draft(team, aClient(`"ReadAttributes":["custom:team"],"WriteAttributes":["given_name"]`)), draft(`"Schema":[{"Name":"email"},{"Name":"dept","AttributeDataType":"String","DeveloperOnlyAttribute":true}]`, aClient(`"GenerateSecret":false`)), draft(team, anAPI, aClient(machineFlow))},
	},
	"write-attribute-sensitive": {
		breaks: []string{withClient(`"WriteAttributes":["custom:tenant_id"]`), withClient(`"WriteAttributes":["email","custom:Role"]`)},
		fits:   []string{withClient(`"WriteAttributes":["custom:tenant_id"],"GenerateSecret":true`), withClient(`"WriteAttributes":["custom:airplane","custom:payroll","profile"]`)},
	},
}
