package model

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
)

// liveApp is a pool with a request of each operation that has a resource, and what
// the service gave to them.
func liveApp(t *testing.T) (*Pool, Answers) {
	t.Helper()
	document, err := Read("live", []byte(`{
		"CreateUserPool": {"PoolName": "shop"},
		"CreateResourceServer": [{"Identifier": "https://api.example.com/v1", "Name": "API"}],
		"CreateIdentityProvider": [{"ProviderName": "Google", "ProviderType": "Google"}],
		"CreateUserPoolDomain": [{"Domain": "shop-auth"}],
		"CreateUserPoolClient": [{"ClientName": "web app"}],
		"CreateManagedLoginBranding": [{"ClientId": "web app", "UseCognitoProvidedValues": true}],
		"CreateTerms": [{"ClientId": "web app", "TermsName": "terms-of-use"}],
		"SetUICustomization": [{"CSS": ".a {}"}, {"ClientId": "web app", "CSS": ".b {}"}],
		"CreateGroup": [{"GroupName": "staff/eu"}],
		"SetRiskConfiguration": [{"RiskExceptionConfiguration": {}}, {"ClientId": "web app", "RiskExceptionConfiguration": {}}],
		"SetLogDeliveryConfiguration": {"LogConfigurations": []}
	}`))
	if err != nil {
		t.Fatal(err)
	}
	return document.Pool, Answers{
		"UserPoolId": "eu-west-1_Ab12", "ClientId[web app]": "client1", "ManagedLoginBrandingId[web app]": "style1", "TermsId[web app/terms-of-use]": "terms1",
	}
}

// TestResourceIDs has the id of each resource as Terraform's provider and
// CloudFormation take it. Sources: the pages of the provider's resources, and the
// primary identifiers in the schemas of the AWS::Cognito resources.
func TestResourceIDs(t *testing.T) {
	wanted := map[string][2]string{
		"CreateUserPool":                {"eu-west-1_Ab12", `{"UserPoolId":"eu-west-1_Ab12"}`},
		"CreateResourceServer[0]":       {"eu-west-1_Ab12|https://api.example.com/v1", `{"Identifier":"https://api.example.com/v1","UserPoolId":"eu-west-1_Ab12"}`},
		"CreateIdentityProvider[0]":     {"eu-west-1_Ab12:Google", `{"ProviderName":"Google","UserPoolId":"eu-west-1_Ab12"}`},
		"CreateUserPoolDomain[0]":       {"shop-auth", `{"Domain":"shop-auth","UserPoolId":"eu-west-1_Ab12"}`},
		"CreateUserPoolClient[0]":       {"eu-west-1_Ab12/client1", `{"ClientId":"client1","UserPoolId":"eu-west-1_Ab12"}`},
		"CreateManagedLoginBranding[0]": {"eu-west-1_Ab12,style1", `{"ManagedLoginBrandingId":"style1","UserPoolId":"eu-west-1_Ab12"}`},
		"CreateTerms[0]":                {"", `{"TermsId":"terms1","UserPoolId":"eu-west-1_Ab12"}`},
		"SetUICustomization[0]":         {"eu-west-1_Ab12,ALL", `{"ClientId":"ALL","UserPoolId":"eu-west-1_Ab12"}`},
		"SetUICustomization[1]":         {"eu-west-1_Ab12,client1", `{"ClientId":"client1","UserPoolId":"eu-west-1_Ab12"}`},
		"CreateGroup[0]":                {"eu-west-1_Ab12/staff/eu", `{"GroupName":"staff/eu","UserPoolId":"eu-west-1_Ab12"}`},
		"SetRiskConfiguration[0]":       {"eu-west-1_Ab12", `{"ClientId":"ALL","UserPoolId":"eu-west-1_Ab12"}`},
		"SetRiskConfiguration[1]":       {"eu-west-1_Ab12:client1", `{"ClientId":"client1","UserPoolId":"eu-west-1_Ab12"}`},
		"SetLogDeliveryConfiguration":   {"eu-west-1_Ab12", `{"Id":"eu-west-1_Ab12"}`},
	}
	p, answers := liveApp(t)
	seen := map[string]bool{}
	for _, c := range p.Calls() {
		if c.Operation.Into != "" {
			continue
		}
		seen[c.Operation.Name] = true
		id, known := c.TerraformID(answers)
		properties, found := c.CloudFormationID(answers)
		data, err := json.Marshal(properties)
		if err != nil {
			t.Fatal(err)
		}
		want, listed := wanted[c.Path]
		if got := [2]string{id, string(data)}; !listed || got != want || known != (id != "") || !found {
			t.Errorf("%s: got %q, want %q", c.Path, got, want)
		}
	}
	for _, o := range Operations {
		if !seen[o.Name] && o.Into == "" && !isTestOperation(o) {
			t.Errorf("no request of %s", o.Name)
		}
		if (o.Terraform == "") != (o.TerraformID == nil) || (o.CloudFormation == "") != (o.CloudFormationID == nil) {
			t.Errorf("%s has a type without an id, or an id without a type", o.Name)
		}
	}
}

// What the description of a pool lacks, and what the provider cannot divide, is not
// known.
func TestUnknownResourceIDs(t *testing.T) {
	p, answers := liveApp(t)
	p.CreateIdentityProvider[0].ProviderName = new("a:b")
	p.CreateResourceServer[0].Identifier = new("a|b")
	delete(answers, "ClientId[web app]")
	unknown := []string{"CreateResourceServer[0]", "CreateIdentityProvider[0]", "CreateUserPoolClient[0]", "CreateTerms[0]", "SetUICustomization[1]", "SetRiskConfiguration[1]"}
	var got []string
	for _, c := range p.Calls() {
		if _, known := c.TerraformID(answers); !known && c.Operation.Into == "" {
			got = append(got, c.Path)
		}
	}
	if !slices.Equal(got, unknown) {
		t.Errorf("unknown are %q, want %q", got, unknown)
	}
}

// A description has the ids of everything that it describes, under the keys of the
// requests.
func TestDescribedIDs(t *testing.T) {
	document, err := Read("live", []byte(`{
		"UserPool": {"Id": "eu-west-1_Ab12", "Name": "shop"},
		"UserPoolClient": [{"ClientId": "client1", "ClientName": "web app"}],
		"ManagedLoginBranding": [{"ManagedLoginBrandingId": "style1", "ClientId": "client1", "UseCognitoProvidedValues": true}],
		"Terms": [{"TermsId": "terms1", "ClientId": "client1", "TermsName": "terms-of-use"}]
	}`))
	if err != nil {
		t.Fatal(err)
	}
	_, want := liveApp(t)
	delete(want, "UserPoolId")
	if document.PoolID != "eu-west-1_Ab12" || !maps.Equal(document.IDs, want) {
		t.Errorf("got %q and %v, want %v", document.PoolID, document.IDs, want)
	}
}
