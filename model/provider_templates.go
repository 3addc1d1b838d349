package model

import "slices"

// ProviderTemplate is a start for an identity provider of a type: the details that
// the type requires, with a reference in place of each secret, and the claims that
// fill the email address. Those of required attributes of the pool are added where
// Google and OIDC have a claim of the name. What only the provider knows is an
// example or empty. It is empty for a type that does not exist.
func ProviderTemplate(pool *Pool, providerType string) CreateIdentityProvider {
	p := providerTemplate(providerType)
	for _, a := range pool.CreateUserPool.Schema {
		if isTrue(a.Required) && slices.Contains(claimsOf[providerType], deref(a.Name)) {
			p.AttributeMapping[*a.Name] = *a.Name
		}
	}
	return p
}

// claimsOf are the claims that have the names of attributes.
var claimsOf = map[string][]string{
	"Google": {"email", "name", "given_name", "family_name", "picture"},
	oidc:     {"email", "name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "profile", "picture", "website", "gender", "birthdate", "zoneinfo", "locale"},
}

func providerTemplate(providerType string) CreateIdentityProvider {
	p := CreateIdentityProvider{ProviderName: &providerType, ProviderType: &providerType}
	switch providerType {
	case "Google":
		p.ProviderDetails = map[string]string{"client_id": "CLIENT_ID.apps.googleusercontent.com", "client_secret": SecretReference("Google", "client_secret"), "authorize_scopes": "openid email profile"}
		p.AttributeMapping = map[string]string{"email": "email", "email_verified": "email_verified", "name": "name"}
	case "Facebook":
		p.ProviderDetails = map[string]string{"client_id": "APP_ID", "client_secret": SecretReference("Facebook", "client_secret"), "authorize_scopes": "public_profile,email"}
		p.AttributeMapping = map[string]string{"email": "email", "name": "name"}
	case "LoginWithAmazon":
		p.ProviderDetails = map[string]string{"client_id": "amzn1.application-oa2-client.CLIENT_ID", "client_secret": SecretReference("LoginWithAmazon", "client_secret"), "authorize_scopes": "profile"}
		p.AttributeMapping = map[string]string{"email": "email", "name": "name"}
	case "SignInWithApple":
		p.ProviderDetails = map[string]string{"client_id": "com.example.app", "team_id": "TEAM_ID", "key_id": "KEY_ID", "private_key": SecretReference("SignInWithApple", "private_key"), "authorize_scopes": "email name"}
		p.AttributeMapping = map[string]string{"email": "email", "email_verified": "email_verified"}
	case oidc:
		p.ProviderName = new("MyOIDC")
		p.ProviderDetails = map[string]string{"client_id": "CLIENT_ID", "client_secret": SecretReference("MyOIDC", "client_secret"), "authorize_scopes": "openid email profile", "oidc_issuer": "https://idp.example.com", "attributes_request_method": "GET"}
		p.AttributeMapping = map[string]string{"email": "email", "email_verified": "email_verified"}
	case saml:
		p.ProviderName = new("MySAML")
		p.ProviderDetails = map[string]string{"MetadataURL": "https://idp.example.com/saml/metadata"}
		p.AttributeMapping = map[string]string{"email": "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "email_verified": "email_verified"}
	default:
		return CreateIdentityProvider{}
	}
	return p
}
