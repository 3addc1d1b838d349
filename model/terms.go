package model

var createTerms = Operation{
	Name: "CreateTerms", Noun: "terms document", Many: true, Key: "ClientId+TermsName",
	Takes:  []string{"UserPoolId", "ClientId"},
	Gives:  map[string]string{"TermsId": "Terms.TermsId"},
	Update: "UpdateTerms", Describe: "DescribeTerms", List: "ListTerms", Delete: "DeleteTerms",
	Listed: "Terms", Summary: []string{"TermsId", "TermsName", "Enforcement"},
	Merges:           true,
	Duplicate:        "TermsExistsException",
	Permanent:        []string{"ClientId"},
	Answer:           "Terms",
	CloudFormation:   "AWS::Cognito::Terms",
	CloudFormationID: map[string]string{"UserPoolId": "UserPoolId", "TermsId": "TermsId"},
	NoStep:           true,
}

// CreateTerms is the request of the same name: a document that the managed login
// pages of one app client link to, the terms of use or the privacy policy. ClientId
// is the ClientName of a client of the draft. The keys of Links are languages such
// as cognito:english, of which cognito:default is required.
type CreateTerms struct {
	ClientId    *string           `json:",omitzero"`
	TermsName   *string           `json:",omitzero"`
	TermsSource *string           `json:",omitzero"`
	Enforcement *string           `json:",omitzero"`
	Links       map[string]string `json:",omitzero"`
}
