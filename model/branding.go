package model

var createManagedLoginBranding = Operation{
	Name: "CreateManagedLoginBranding", Noun: "branding style", Many: true, Key: "ClientId",
	Takes:  []string{"UserPoolId", "ClientId"},
	Gives:  map[string]string{"ManagedLoginBrandingId": "ManagedLoginBranding.ManagedLoginBrandingId"},
	Update: "UpdateManagedLoginBranding", Describe: "DescribeManagedLoginBrandingByClient", Delete: "DeleteManagedLoginBranding",
	DescribeBy:   []string{"UserPoolId", "ClientId"},
	Merges:       true,
	Alternatives: []string{"UseCognitoProvidedValues", "Settings"},
	Duplicate:    "ManagedLoginBrandingExistsException",
	Permanent:    []string{"ClientId"},
	Answer:       "ManagedLoginBranding",
	Terraform:    "aws_cognito_managed_login_branding", CloudFormation: "AWS::Cognito::ManagedLoginBranding",
	TerraformID:      []string{"UserPoolId,ManagedLoginBrandingId"},
	CloudFormationID: map[string]string{"UserPoolId": "UserPoolId", "ManagedLoginBrandingId": "ManagedLoginBrandingId"},
}

// CreateManagedLoginBranding is the request of the same name: how the managed login
// pages of one app client look. ClientId is the ClientName of a client of the
// draft. Either UseCognitoProvidedValues is true, or Settings has the style. There
// are at most 40 Assets.
type CreateManagedLoginBranding struct {
	ClientId                 *string         `json:",omitzero"`
	UseCognitoProvidedValues *bool           `json:",omitzero"`
	Settings                 *JSONObject     `json:",omitzero"`
	Assets                   []BrandingAsset `json:",omitzero"`
}

// BrandingAsset is an image. Bytes is its file as base64 text, of at most 1,000,000
// bytes before encoding. ResourceId has up to 40 characters.
type BrandingAsset struct {
	Category   *string `json:",omitzero"`
	ColorMode  *string `json:",omitzero"`
	Extension  *string `json:",omitzero"`
	Bytes      *string `json:",omitzero"`
	ResourceId *string `json:",omitzero"`
}
