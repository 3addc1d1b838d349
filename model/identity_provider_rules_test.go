package model

// aProvider is a list of one identity provider with the settings.
func aProvider(providerType, settings string) string {
	return `"CreateIdentityProvider":[{"ProviderName":"` + providerType + `","ProviderType":"` + providerType + `",` + settings + `}]`
}

// withProvider is a draft of a pool with one identity provider that has the
// details.
func withProvider(providerType, details string) string {
	return draft("", aProvider(providerType, `"ProviderDetails":{`+details+`}`))
}

// withMapping is a draft of a pool with settings and one identity provider that
// has the mapping.
func withMapping(pool, mapping string) string {
	return draft(pool, aProvider("OIDC", `"ProviderDetails":{`+oidcDetails+`},"AttributeMapping":{`+mapping+`}`))
}

const (
	oidcDetails = `"client_id":"i","authorize_scopes":"openid email","oidc_issuer":"https://id.example.com","attributes_request_method":"GET"`
	samlDetails = `"MetadataURL":"https://id.example.com/metadata"`
)

var identityProviderCases = map[string]ruleCase{
	"social-provider-name": {
		breaks: []string{draft("", `"CreateIdentityProvider":[{"ProviderName":"MyGoogle","ProviderType":"Google","ProviderDetails":{}}]`)},
		fits:   []string{draft("", aGoogle), draft("", `"CreateIdentityProvider":[{"ProviderName":"Staff","ProviderType":"SAML","ProviderDetails":{`+samlDetails+`}}]`)},
	},
	"social-details": {
		breaks: []string{withProvider("Google", `"client_id":"i","authorize_scopes":"email"`), withProvider("Facebook", `"client_id":"","client_secret":"${env:S}","authorize_scopes":"email"`), withProvider("LoginWithAmazon", ``)},
		fits:   []string{draft("", aGoogle), withProvider("OIDC", oidcDetails)},
	},
	"apple-details": {
		breaks: []string{withProvider("SignInWithApple", `"client_id":"i","team_id":"t","key_id":"k"`)},
		fits:   []string{withProvider("SignInWithApple", `"client_id":"i","team_id":"t","key_id":"k","private_key":"${env:K}"`)},
	},
	"oidc-details": {
		breaks: []string{withProvider("OIDC", `"client_id":"i","authorize_scopes":"openid","oidc_issuer":"https://id.example.com"`)},
		fits:   []string{withProvider("OIDC", oidcDetails)},
	},
	"oidc-method": {
		breaks: []string{withProvider("OIDC", `"attributes_request_method":"PUT"`), withProvider("OIDC", `"attributes_request_method":"get"`)},
		fits:   []string{withProvider("OIDC", `"attributes_request_method":"POST"`), withProvider("OIDC", oidcDetails)},
	},
	"oidc-issuer-https": {
		breaks: []string{withProvider("OIDC", `"oidc_issuer":"http://id.example.com"`)},
		fits:   []string{withProvider("OIDC", oidcDetails)},
	},
	"oidc-openid-scope": {
		breaks: []string{withProvider("OIDC", `"authorize_scopes":"email openid2"`)},
		fits:   []string{withProvider("OIDC", oidcDetails), withProvider("Google", `"authorize_scopes":"email"`)},
	},
	"oidc-endpoints": {
		breaks: []string{`{"CreateUserPool":{"PoolName":"p"},"CreateIdentityProvider":[{"ProviderName":"id","ProviderType":"OIDC","ProviderDetails":{"client_id":"i","authorize_scopes":"openid email","oidc_issuer":"https://id.example.com","attributes_request_method":"GET","authorization_endpoint":"https://id.example.com/a","token_endpoint":"https://id.example.com/t","userinfo_endpoint":"https://id.example.com/u","jwks_url":"https://id.example.com/j"}}]}`, withProvider("OIDC", oidcDetails+`,"token_endpoint":"https://x"`), withProvider("OIDC", oidcDetails+`,"token_url":"https://x","jwks_uri":"https://y"`)},
		fits:   []string{withProvider("OIDC", oidcDetails), withProvider("OIDC", oidcDetails+`,"token_url":"https://x","jwks_uri":"https://y","authorize_url":"https://z","attributes_url":"https://w"`)},
	},
	"saml-metadata-missing": {
		breaks: []string{withProvider("SAML", `"IDPSignout":"true"`)},
		fits:   []string{withProvider("SAML", samlDetails), withProvider("SAML", `"MetadataFile":"<x/>"`), withProvider("OIDC", oidcDetails)},
	},
	"saml-metadata-twice": {
		breaks: []string{withProvider("SAML", samlDetails+`,"MetadataFile":"<x/>"`)},
		fits:   []string{withProvider("SAML", samlDetails), withProvider("SAML", samlDetails+`,"MetadataFile":""`)},
	},
	"provider-scope-separator": {
		breaks: []string{withProvider("Google", `"authorize_scopes":"email,profile"`), withProvider("Facebook", `"authorize_scopes":"public_profile email"`)},
		fits:   []string{withProvider("Google", `"authorize_scopes":"email profile"`), withProvider("Facebook", `"authorize_scopes":"public_profile, email"`), withProvider("Facebook", `"authorize_scopes":"email"`)},
	},
	"saml-option-value": {
		breaks: []string{withProvider("SAML", samlDetails+`,"IDPInit":"yes"`), withProvider("SAML", samlDetails+`,"EncryptedResponses":"TRUE"`), withProvider("SAML", samlDetails+`,"RequestSigningAlgorithm":"rsa-sha1"`)},
		fits:   []string{withProvider("SAML", samlDetails+`,"IDPInit":"true","IDPSignout":"false","RequestSigningAlgorithm":"rsa-sha256"`), withProvider("OIDC", oidcDetails+`,"IDPInit":"yes"`)},
	},
	"facebook-api-version": {
		breaks: []string{withProvider("Facebook", `"authorize_scopes":"email"`)},
		fits:   []string{withProvider("Facebook", `"authorize_scopes":"email","api_version":"v17.0"`), draft("", aGoogle)},
	},
	"provider-to-prepare": {
		breaks: []string{draft("", aGoogle), withProvider("SAML", samlDetails)},
		fits:   []string{draft("")},
	},
	"provider-not-offered": {
		breaks: []string{draft("", aGoogle, aClient(codeFlow)), draft("", aGoogle, aClient(`"SupportedIdentityProviders":["COGNITO"]`))},
		fits:   []string{draft("", aGoogle, aClient(`"SupportedIdentityProviders":["Google"]`)), draft("", aGoogle)},
	},
	"offers-nothing": {
		breaks: []string{withClient(codeFlow), withClient(codeFlow + `,"SupportedIdentityProviders":[]`)},
		fits:   []string{withClient(codeFlow + `,"SupportedIdentityProviders":["COGNITO"]`), draft("", anAPI, aClient(machineFlow)), withClient(`"GenerateSecret":true`)},
	},
	"mapping-unknown-attribute": {
		breaks: []string{withMapping("", `"custom:x":"x"`), withMapping(team, `"team":"t"`), withMapping("", `"mail":"email"`)},
		fits:   []string{withMapping(team, `"custom:team":"t","email":"mail","email_verified":"email_verified","username":"sub"`)},
	},
	"mapping-required-missing": {
		breaks: []string{withMapping(team, `"email":"email"`), withMapping(team, ``)},
		fits:   []string{withMapping(team, `"given_name":"given_name"`), withMapping("", `"email":"email"`)},
	},
	"mapping-immutable": {
		breaks: []string{withMapping(`"Schema":[{"Name":"email","Mutable":false}]`, `"email":"email"`), withMapping(`"Schema":[{"Name":"x","AttributeDataType":"String","Mutable":false}]`, `"custom:x":"x"`)},
		fits:   []string{withMapping(`"Schema":[{"Name":"email","Mutable":true},{"Name":"x","AttributeDataType":"String","Mutable":false}]`, `"email":"x"`)},
	},
	"mapping-too-long": {
		breaks: []string{withMapping(`"Schema":[{"Name":"t","AttributeDataType":"String","StringAttributeConstraints":{"MaxLength":"2047"}}]`, `"custom:t":"id_token"`)},
		fits:   []string{withMapping(`"Schema":[{"Name":"t","AttributeDataType":"String","StringAttributeConstraints":{"MaxLength":"2048"}}]`, `"custom:t":"id_token"`), withMapping(`"Schema":[{"Name":"t","AttributeDataType":"String","StringAttributeConstraints":{"MaxLength":"9"}}]`, `"custom:t":"plan"`)},
	},
	"email-verified-not-mapped": {
		breaks: []string{draft("", aGoogle), withMapping("", `"email":"mail"`)},
		fits:   []string{withMapping("", `"email":"mail","email_verified":"email_verified"`), withMapping("", `"name":"name"`), draft("", aProvider("Facebook", `"ProviderDetails":{},"AttributeMapping":{"email":"email"}`))},
	},
	"federated-users-separate": {
		breaks: []string{draft(`"UsernameAttributes":["email"]`, aGoogle)},
		fits:   []string{draft(`"UsernameAttributes":["email"],"LambdaConfig":{"PreSignUp":"$fn"}`, aGoogle), draft(`"UsernameAttributes":["phone_number"]`, aGoogle), draft(`"UsernameAttributes":["email"]`)},
	},
	"mfa-not-for-federated": {
		breaks: []string{draft(`"MfaConfiguration":"ON"`, aGoogle)},
		fits:   []string{draft(`"MfaConfiguration":"OPTIONAL"`, aGoogle), draft(`"MfaConfiguration":"ON"`)},
	},
	"acr-mapping-oidc": {
		breaks: []string{draft("", aProvider("SAML", `"ProviderDetails":{`+samlDetails+`},"AcrMapping":{"Level1":"x"}`))},
		fits:   []string{draft("", aProvider("OIDC", `"ProviderDetails":{`+oidcDetails+`},"AcrMapping":{"Level1":"x"}`)), withProvider("SAML", samlDetails)},
	},
	"enterprise-users-billed": {
		breaks: []string{withProvider("SAML", samlDetails), withProvider("OIDC", oidcDetails)},
		fits:   []string{draft("", aGoogle)},
	},
}
