package model

var setUICustomization = Operation{
	Name: "SetUICustomization", Noun: "classic page style", Many: true, Key: "ClientId",
	Takes:  []string{"UserPoolId", "ClientId"},
	After:  []string{"CreateUserPoolDomain"},
	Update: "SetUICustomization", Describe: "GetUICustomization",
	Assigned:  []string{"CSSVersion", "ImageUrl"},
	Unread:    map[string]string{"ImageFile": "ImageUrl"},
	Answer:    "UICustomization",
	Terraform: "aws_cognito_user_pool_ui_customization", CloudFormation: "AWS::Cognito::UserPoolUICustomizationAttachment",
	TerraformID:      []string{"UserPoolId,ClientId", "UserPoolId,ALL"},
	CloudFormationID: map[string]string{"UserPoolId": "UserPoolId", "ClientId": "ClientId"},
	NoStep:           true,
}

// SetUICustomization is the request of the same name: how the classic hosted pages
// look. ClientId is the ClientName of a client of the draft, unset for all clients
// that have no style of their own. CSS has up to 131,072 characters. ImageFile is
// the logo as base64 text, of at most 131,072 bytes before encoding. The pool needs
// a domain first.
type SetUICustomization struct {
	ClientId  *string `json:",omitzero"`
	CSS       *string `json:",omitzero"`
	ImageFile *string `json:",omitzero"`
}
