package model

var createUserPoolClient = Operation{
	Name: "CreateUserPoolClient", Noun: "app client", Many: true, Key: "ClientName",
	Takes:  []string{"UserPoolId"},
	Gives:  map[string]string{"ClientId": "UserPoolClient.ClientId"},
	Update: "UpdateUserPoolClient", Describe: "DescribeUserPoolClient", List: "ListUserPoolClients", Delete: "DeleteUserPoolClient",
	Listed: "UserPoolClients", Summary: []string{"ClientId", "UserPoolId", "ClientName"},
	Permanent:   []string{"GenerateSecret", "ClientSecret"},
	Identifying: []string{"CallbackURLs", "AllowedOAuthFlows", "AllowedOAuthScopes", "ExplicitAuthFlows"},
	AcceptsSame: true,
	Answer:      "UserPoolClient",
	Terraform:   "aws_cognito_user_pool_client", CloudFormation: "AWS::Cognito::UserPoolClient",
	TerraformID:      []string{"UserPoolId/ClientId"},
	CloudFormationID: map[string]string{"UserPoolId": "UserPoolId", "ClientId": "ClientId"},
	described:        describedClient,
}

// CreateUserPoolClient is the request of the same name: an app that uses the pool.
// ClientName has up to 128 characters, and identifies the client in a draft; the
// service itself accepts two of the same name.
//
// The numbers of token validity are in the units of TokenValidityUnits: hours
// unless set for access and ID tokens (5 minutes to 1 day), days unless set for
// refresh tokens (1 hour to 10 years). AuthSessionValidity is 3 to 15 minutes.
//
// ClientSecret is secret: a draft holds a reference to it. It excludes
// GenerateSecret.
type CreateUserPoolClient struct {
	ClientName                               *string                 `json:",omitzero"`
	GenerateSecret                           *bool                   `json:",omitzero"`
	ClientSecret                             *string                 `json:",omitzero"`
	AllowedOAuthFlowsUserPoolClient          *bool                   `json:",omitzero"`
	AllowedOAuthFlows                        []string                `json:",omitzero"`
	AllowedOAuthScopes                       []string                `json:",omitzero"`
	CallbackURLs                             []string                `json:",omitzero"`
	LogoutURLs                               []string                `json:",omitzero"`
	DefaultRedirectURI                       *string                 `json:",omitzero"`
	SupportedIdentityProviders               []string                `json:",omitzero"`
	ExplicitAuthFlows                        []string                `json:",omitzero"`
	AuthSessionValidity                      *int                    `json:",omitzero"`
	AccessTokenValidity                      *int                    `json:",omitzero"`
	IdTokenValidity                          *int                    `json:",omitzero"`
	RefreshTokenValidity                     *int                    `json:",omitzero"`
	TokenValidityUnits                       *TokenValidityUnits     `json:",omitzero"`
	RefreshTokenRotation                     *RefreshTokenRotation   `json:",omitzero"`
	EnableTokenRevocation                    *bool                   `json:",omitzero"`
	PreventUserExistenceErrors               *string                 `json:",omitzero"`
	EnablePropagateAdditionalUserContextData *bool                   `json:",omitzero"`
	ReadAttributes                           []string                `json:",omitzero"`
	WriteAttributes                          []string                `json:",omitzero"`
	AnalyticsConfiguration                   *AnalyticsConfiguration `json:",omitzero"`
}

// TokenValidityUnits are seconds, minutes, hours or days.
type TokenValidityUnits struct {
	AccessToken  *string `json:",omitzero"`
	IdToken      *string `json:",omitzero"`
	RefreshToken *string `json:",omitzero"`
}

// RefreshTokenRotation replaces each refresh token when it is used. The old one is
// valid for another 0 to 60 seconds.
type RefreshTokenRotation struct {
	Feature                 *string `json:",omitzero"`
	RetryGracePeriodSeconds *int    `json:",omitzero"`
}

// AnalyticsConfiguration names an Amazon Pinpoint application: by ApplicationArn,
// or by ApplicationId, RoleArn and ExternalId together. Pinpoint ended in October
// 2026.
type AnalyticsConfiguration struct {
	ApplicationArn *string `json:",omitzero"`
	ApplicationId  *string `json:",omitzero"`
	RoleArn        *string `json:",omitzero"`
	ExternalId     *string `json:",omitzero"`
	UserDataShared *bool   `json:",omitzero"`
}

// describedClient removes the secret of a client. A draft has only that there is one.
func describedClient(request *node) {
	secret := request.member("ClientSecret")
	if secret == nil {
		return
	}
	request.drop("ClientSecret")
	if request.member("GenerateSecret") == nil {
		request.add("GenerateSecret", &node{kind: boolean, text: "true", file: secret.file, line: secret.line, column: secret.column})
	}
}
