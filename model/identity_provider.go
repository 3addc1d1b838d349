package model

var createIdentityProvider = Operation{
	Name: "CreateIdentityProvider", Noun: "identity provider", Many: true, Key: "ProviderName",
	Takes:  []string{"UserPoolId"},
	Update: "UpdateIdentityProvider", Describe: "DescribeIdentityProvider", List: "ListIdentityProviders", Delete: "DeleteIdentityProvider",
	Listed: "Providers", Summary: []string{"ProviderName", "ProviderType"},
	Merges:    true,
	Duplicate: "DuplicateProviderException",
	Permanent: []string{"ProviderType"},
	Answer:    "IdentityProvider",
	Terraform: "aws_cognito_identity_provider", CloudFormation: "AWS::Cognito::UserPoolIdentityProvider",
	TerraformID:      []string{"UserPoolId:ProviderName"},
	CloudFormationID: map[string]string{"UserPoolId": "UserPoolId", "ProviderName": "ProviderName"},
	described:        describedProvider,
}

// CreateIdentityProvider is the request of the same name: another service that
// users can sign in with. ProviderName has 3 to 32 characters; that of a social
// provider is its type.
//
// The keys of ProviderDetails depend on the type. Of its values, client_secret
// and private_key are secret: a draft holds references to them. The keys of
// AttributeMapping are attributes of the pool, the values are claims of the
// provider. The keys of AcrMapping are Level1 to Level4; only OIDC providers
// have it (API of November 2026).
type CreateIdentityProvider struct {
	ProviderName     *string           `json:",omitzero"`
	ProviderType     *string           `json:",omitzero"`
	ProviderDetails  map[string]string `json:",omitzero"`
	AttributeMapping map[string]string `json:",omitzero"`
	IdpIdentifiers   []string          `json:",omitzero"`
	AcrMapping       map[string]string `json:",omitzero"`
}

// describedProvider replaces the secrets of a provider by references to them.
func describedProvider(request *node) {
	name := request.member("ProviderName")
	details := request.member("ProviderDetails")
	for _, key := range secretDetails {
		if secret := details.member(key); secret != nil && secret.kind != null && name != nil {
			secret.kind, secret.text = text, SecretReference(name.text, key)
			secret.members, secret.items = nil, nil
		} else {
			details.drop(key)
		}
	}
}

// secretDetails are the keys of the provider details that are secret.
var secretDetails = []string{"client_secret", "private_key"}
