package model

var createResourceServer = Operation{
	Name: "CreateResourceServer", Noun: "resource server", Many: true, Key: "Identifier",
	Takes:  []string{"UserPoolId"},
	Update: "UpdateResourceServer", Describe: "DescribeResourceServer", List: "ListResourceServers", Delete: "DeleteResourceServer",
	Listed:    "ResourceServers",
	Answer:    "ResourceServer",
	Terraform: "aws_cognito_resource_server", CloudFormation: "AWS::Cognito::UserPoolResourceServer",
	TerraformID:      []string{"UserPoolId|Identifier"},
	CloudFormationID: map[string]string{"UserPoolId": "UserPoolId", "Identifier": "Identifier"},
}

// CreateResourceServer is the request of the same name: an API whose scopes app
// clients can request as Identifier/ScopeName. Identifier and Name have up to
// 256 characters. An update replaces all Scopes, at most 100.
type CreateResourceServer struct {
	Identifier *string               `json:",omitzero"`
	Name       *string               `json:",omitzero"`
	Scopes     []ResourceServerScope `json:",omitzero"`
}

// ResourceServerScope is a scope. Both members are required, with up to 256
// characters; the name has no slash.
type ResourceServerScope struct {
	ScopeName        *string `json:",omitzero"`
	ScopeDescription *string `json:",omitzero"`
}
