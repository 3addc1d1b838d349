package model

var setRiskConfiguration = Operation{
	Name: "SetRiskConfiguration", Noun: "risk configuration", Many: true, Key: "ClientId",
	Takes:  []string{"UserPoolId", "ClientId"},
	Update: "SetRiskConfiguration", Describe: "DescribeRiskConfiguration",
	Answer:    "RiskConfiguration",
	Terraform: "aws_cognito_risk_configuration", CloudFormation: "AWS::Cognito::UserPoolRiskConfigurationAttachment",
	TerraformID:      []string{"UserPoolId:ClientId", "UserPoolId"},
	CloudFormationID: map[string]string{"UserPoolId": "UserPoolId", "ClientId": "ClientId"},
	NoStep:           true,
}

// SetRiskConfiguration is the request of the same name: what threat protection
// does. ClientId is the ClientName of a client of the draft, unset for all clients
// that have no configuration of their own. A request without settings restores the
// defaults. The pool needs the plan PLUS, with AdvancedSecurityMode not OFF.
type SetRiskConfiguration struct {
	ClientId                                *string                                  `json:",omitzero"`
	CompromisedCredentialsRiskConfiguration *CompromisedCredentialsRiskConfiguration `json:",omitzero"`
	AccountTakeoverRiskConfiguration        *AccountTakeoverRiskConfiguration        `json:",omitzero"`
	RiskExceptionConfiguration              *RiskExceptionConfiguration              `json:",omitzero"`
}

// CompromisedCredentialsRiskConfiguration is about passwords that are known from
// breaches. Actions is required. An unset EventFilter is all events.
type CompromisedCredentialsRiskConfiguration struct {
	EventFilter []string                       `json:",omitzero"`
	Actions     *CompromisedCredentialsActions `json:",omitzero"`
}

// CompromisedCredentialsActions is BLOCK or NO_ACTION.
type CompromisedCredentialsActions struct {
	EventAction *string `json:",omitzero"`
}

// AccountTakeoverRiskConfiguration is about sign-in attempts that look like
// somebody else's. Actions is required, even when it is empty.
type AccountTakeoverRiskConfiguration struct {
	Actions             *AccountTakeoverActions `json:",omitzero"`
	NotifyConfiguration *NotifyConfiguration    `json:",omitzero"`
}

// AccountTakeoverActions has an action for each level of risk.
type AccountTakeoverActions struct {
	LowAction    *AccountTakeoverAction `json:",omitzero"`
	MediumAction *AccountTakeoverAction `json:",omitzero"`
	HighAction   *AccountTakeoverAction `json:",omitzero"`
}

// AccountTakeoverAction is what happens at a level of risk, and whether the user
// gets an email. Both members are required.
type AccountTakeoverAction struct {
	EventAction *string `json:",omitzero"`
	Notify      *bool   `json:",omitzero"`
}

// NotifyConfiguration has the emails to users, which are sent through the SES
// identity SourceArn, a required member.
type NotifyConfiguration struct {
	SourceArn     *string      `json:",omitzero"`
	From          *string      `json:",omitzero"`
	ReplyTo       *string      `json:",omitzero"`
	BlockEmail    *NotifyEmail `json:",omitzero"`
	MfaEmail      *NotifyEmail `json:",omitzero"`
	NoActionEmail *NotifyEmail `json:",omitzero"`
}

// NotifyEmail has a subject of up to 140 characters, which is required, and bodies
// of 6 to 20,000 characters.
type NotifyEmail struct {
	Subject  *string `json:",omitzero"`
	HtmlBody *string `json:",omitzero"`
	TextBody *string `json:",omitzero"`
}

// RiskExceptionConfiguration has IP ranges in CIDR notation, at most 200 in each
// list.
type RiskExceptionConfiguration struct {
	BlockedIPRangeList []string `json:",omitzero"`
	SkippedIPRangeList []string `json:",omitzero"`
}
