package exporters

import (
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// What clients and the rest need of the infrastructure formats, each with texts that
// the files have, or lack with a ! in front, and the settings that are gaps.
func TestInfrastructureOfApps(t *testing.T) {
	const pool = `"CreateUserPool": {"PoolName": "p"}`
	const email = "SetRiskConfiguration[0].AccountTakeoverRiskConfiguration.NotifyConfiguration.BlockEmail."
	tests := []struct {
		name, draft string
		want        map[string][]string
		gaps        map[string][]string
	}{
		{
			"a style takes the id of its client",
			`{` + pool + `, "CreateUserPoolClient": [{"ClientName": "web"}], "CreateManagedLoginBranding": [{"ClientId": "web", "UseCognitoProvidedValues": true}]}`,
			map[string][]string{
				"terraform":      {"client_id                   = aws_cognito_user_pool_client.web.id\n", "output \"app_client_web_id\" {\n  value = aws_cognito_user_pool_client.web.id\n"},
				"cloudformation": {"      ClientId: !Ref AppClientWeb\n", "  AppClientWebId:\n    Value: !Ref AppClientWeb\n", "!DependsOn"},
				"cdk":            {"clientId: appClientWeb.ref,", `new cdk.CfnOutput(this, "AppClientWebId", { value: appClientWeb.ref });`},
				"pulumi":         {"clientId: appClientWeb.id,", "export const appClientWebId = appClientWeb.id;"},
			}, nil,
		},
		{
			"a client that does not exist is rejected, so that its settings are not those of all clients",
			`{` + pool + `, "SetRiskConfiguration": [{"ClientId": "lost", "RiskExceptionConfiguration": {"BlockedIPRangeList": ["203.0.113.0/24"]}}]}`,
			map[string][]string{
				"terraform": {`client_id    = "lost"`}, "cloudformation": {"ClientId: lost", "!ClientId: ALL"}, "cdk": {`clientId: "lost"`}, "pulumi": {`clientId: "lost"`},
			},
			map[string][]string{
				"terraform": {"SetRiskConfiguration[0].ClientId"}, "cloudformation": {"SetRiskConfiguration[0].ClientId"},
				"cdk": {"SetRiskConfiguration[0].ClientId"}, "pulumi": {"SetRiskConfiguration[0].ClientId"},
			},
		},
		{
			"CloudFormation has a word for all clients",
			`{` + pool + `, "SetRiskConfiguration": [{"RiskExceptionConfiguration": {"BlockedIPRangeList": ["203.0.113.0/24"]}}], "SetUICustomization": [{"CSS": ".a {}"}]}`,
			map[string][]string{
				"terraform": {"!client_id"}, "cloudformation": {"  RiskConfiguration:\n", "  ClassicPageStyle:\n", "ClientId: ALL\n      CSS"}, "cdk": {`clientId: "ALL"`}, "pulumi": {"!clientId", "new aws.cognito.UserPoolUICustomization(", "blockedIpRangeLists"},
			}, nil,
		},
		{
			"scopes and providers make the order",
			`{` + pool + `, "CreateResourceServer": [{"Identifier": "https://api.example.com/v1", "Name": "a"}, {"Identifier": "https://api.example.com", "Name": "b"}],
				"CreateIdentityProvider": [{"ProviderName": "Staff", "ProviderType": "SAML", "ProviderDetails": {"MetadataURL": "https://example.com"}}],
				"CreateUserPoolClient": [{"ClientName": "web", "AllowedOAuthScopes": ["openid", "https://api.example.com/v1/read"], "SupportedIdentityProviders": ["COGNITO", "Staff"]}]}`,
			map[string][]string{
				"terraform":      {"  depends_on = [\n    aws_cognito_resource_server.https_api_example_com_v1,\n    aws_cognito_identity_provider.staff,\n  ]\n"},
				"cloudformation": {"    DependsOn:\n      - ResourceServerHttpsApiExampleComV1\n      - IdentityProviderStaff\n    Properties:\n"},
				"cdk":            {"    appClientWeb.addDependency(resourceServerHttpsApiExampleComV1);\n    appClientWeb.addDependency(identityProviderStaff);\n"},
				"pulumi":         {"{ dependsOn: [resourceServerHttpsApiExampleComV1, identityProviderStaff] });\n"},
			}, nil,
		},
		{
			"Terraform requires both bodies of an email",
			`{` + pool + `, "SetRiskConfiguration": [{"AccountTakeoverRiskConfiguration": {"Actions": {}, "NotifyConfiguration": {"SourceArn": "arn:aws:ses:eu-west-1:123456789012:identity/example.com", "BlockEmail": {"Subject": "Stop", "TextBody": "Stopped"}}}}]}`,
			map[string][]string{"terraform": {"!block_email {"}, "cloudformation": {"TextBody: Stopped"}, "cdk": {`textBody: "Stopped"`}, "pulumi": {"!blockEmail"}},
			map[string][]string{"terraform": {email + "Subject", email + "TextBody"}, "pulumi": {email + "Subject", email + "TextBody"}},
		},
		{
			"a template has no null",
			`{` + pool + `, "CreateUserPoolClient": [{"ClientName": "web"}], "CreateManagedLoginBranding": [{"ClientId": "web", "Settings": {"a": null, "b": 1.5}}]}`,
			map[string][]string{"terraform": {"settings = jsonencode({\n    a = null\n    b = 1.5\n  })\n"}, "cloudformation": {"!Settings:"}, "cdk": {"!settings:"}, "pulumi": {"settings: JSON.stringify({\n    a: null,\n    b: 1.5,\n  }),\n"}},
			map[string][]string{"cloudformation": {"CreateManagedLoginBranding[0].Settings"}, "cdk": {"CreateManagedLoginBranding[0].Settings"}},
		},
		{
			"secrets are variables",
			`{` + pool + `, "CreateIdentityProvider": [
				{"ProviderName": "Google", "ProviderType": "Google", "ProviderDetails": {"client_secret": "${env:CLASS}"}},
				{"ProviderName": "Facebook", "ProviderType": "Facebook", "ProviderDetails": {"client_secret": "${env:class_secret}"}},
				{"ProviderName": "LoginWithAmazon", "ProviderType": "LoginWithAmazon", "ProviderDetails": {"client_secret": "${env:CLASS}"}},
				{"ProviderName": "Keycloak", "ProviderType": "OIDC", "ProviderDetails": {"client_secret": "planted-secret"}}]}`,
			map[string][]string{
				"terraform":      {"variable \"class_secret\" {", "  sensitive   = true\n", "client_secret = var.class_secret\n", "client_secret = var.class_secret_2\n", "client_secret = var.keycloak_client_secret\n", "!planted-secret", "!default "},
				"cloudformation": {"  ClassSecret:\n    Type: String\n", "    NoEcho: true\n", "client_secret: !Ref ClassSecret2\n", "client_secret: !Ref KeycloakClientSecret\n", "!planted-secret", "!Default:"},
				"cdk":            {`const classSecret = new cdk.CfnParameter(this, "ClassSecret", {`, "noEcho: true", "client_secret: classSecret2.valueAsString,", "!planted-secret"},
				"pulumi":         {`const classSecret = config.requireSecret("classSecret");`, "client_secret: classSecret2,", "!planted-secret"},
			},
			map[string][]string{
				"terraform": {"CreateIdentityProvider[3].ProviderDetails[client_secret]"}, "cloudformation": {"CreateIdentityProvider[3].ProviderDetails[client_secret]"},
				"cdk": {"CreateIdentityProvider[3].ProviderDetails[client_secret]"}, "pulumi": {"CreateIdentityProvider[3].ProviderDetails[client_secret]"},
			},
		},
	}
	for _, test := range tests {
		p := readPool(t, []byte(test.draft))
		for format, wanted := range test.want {
			f, _ := Lookup(format)
			out := f.Export(p, Options{})
			data := ""
			for line := range strings.Lines(string(out.Files[0].Data)) {
				if !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "//") {
					data += line
				}
			}
			for _, want := range wanted {
				text, not := strings.CutPrefix(want, "!")
				if strings.Contains(data, text) == not {
					t.Errorf("%s: %s: %q in\n%s", test.name, format, want, data)
				}
			}
			var gaps []string
			for _, g := range out.Gaps {
				gaps = append(gaps, g.Setting)
			}
			if !slices.Equal(gaps, test.gaps[format]) {
				t.Errorf("%s: %s has the gaps %v, want %v", test.name, format, gaps, test.gaps[format])
			}
		}
	}
}

// The secret of a client is in no file: no tool can set it, and no output has it.
func TestClientSecretIsNowhere(t *testing.T) {
	p := readPool(t, []byte(`{"CreateUserPool": {"PoolName": "p"}, "CreateUserPoolClient": [{"ClientName": "web", "ClientSecret": "${env:WEB_SECRET}"}]}`))
	for _, name := range []string{"terraform", "cloudformation", "cdk", "pulumi"} {
		format, _ := Lookup(name)
		out := format.Export(p, Options{})
		if !isMissed(out, "CreateUserPoolClient[0].ClientSecret") || out.Gaps[0].Command != "" {
			t.Errorf("%s: gaps are %v", name, out.Gaps)
		}
		if text := string(out.Files[0].Data); strings.Contains(strings.ToLower(text), "web_secret") || strings.Contains(text, "client_secret") {
			t.Errorf("%s has the secret:\n%s", name, text)
		}
	}
}

// A value in a comment is on one line.
func TestGapsOfMapsAreOnOneLine(t *testing.T) {
	p := &model.Pool{CreateTerms: []model.CreateTerms{{Links: map[string]string{"a\nresource": "b\n}"}}}}
	terraformBlocks(t, exportTerraform(p, Options{}).Files[0].Data)
}
