package model

var createGroup = Operation{
	Name: "CreateGroup", Noun: "group", Many: true, Key: "GroupName",
	Takes:  []string{"UserPoolId"},
	Update: "UpdateGroup", Describe: "GetGroup", List: "ListGroups", Delete: "DeleteGroup",
	Listed: "Groups", PageSize: "Limit",
	Merges:    true,
	Duplicate: "GroupExistsException",
	Answer:    "Group",
	Terraform: "aws_cognito_user_group", CloudFormation: "AWS::Cognito::UserPoolGroup",
	TerraformID:      []string{"UserPoolId/GroupName"},
	CloudFormationID: map[string]string{"UserPoolId": "UserPoolId", "GroupName": "GroupName"},
}

// CreateGroup is the request of the same name. GroupName has up to 128 characters,
// Description up to 2048. Precedence is 0 to 2,147,483,647; the lowest wins, and an
// unset one comes last.
type CreateGroup struct {
	GroupName   *string `json:",omitzero"`
	Description *string `json:",omitzero"`
	Precedence  *int    `json:",omitzero"`
	RoleArn     *string `json:",omitzero"`
}
