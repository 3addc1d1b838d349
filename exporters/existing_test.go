package exporters

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/poolsmith/poolsmith/model"
)

// describedPool is the description of a pool as it exists, in which everything that a
// draft of it has was created.
func describedPool(t testing.TB, p *model.Pool) *model.Document {
	t.Helper()
	live := &model.Document{
		Name: "live", PoolID: "eu-west-1_Ab12Cd34E", ARN: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E",
		Pool: p.Clone(), IDs: model.Answers{},
	}
	for i, c := range p.Calls() {
		for _, given := range c.Gives() {
			if given.Member != model.PoolIDMember {
				live.IDs[given.Answer] = fmt.Sprintf("%s%d", strings.ToLower(given.Member), i)
			}
		}
	}
	return live
}

// existingCases are exports for a pool that exists: as it is, and with a draft over
// it.
func existingCases(t testing.TB) []optionCase {
	t.Helper()
	var cases []optionCase
	add := func(name string, live *model.Document, draft string) {
		target := live.Pool.Merge(readPool(t, []byte(draft)))
		cases = append(cases, optionCase{testCase{name, target}, Options{LambdaPermissions: true, Plan: model.PlanChange(live, target)}})
	}
	largest := describedPool(t, readPool(t, readFile(t, "../model/testdata/largest-app.json")))
	add("existing", describedPool(t, model.LoadPreset("social-sign-in")), `{"CreateUserPool": {}}`)
	add("existing-largest", largest, `{"CreateUserPool": {}}`)
	add("existing-changed", describedPool(t, model.LoadPreset("social-sign-in")), existingDraft)
	small := describedPool(t, readPool(t, []byte(`{
		"CreateUserPool": {"PoolName": "shop"},
		"CreateUserPoolClient": [{"ClientName": "web", "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]}],
		"CreateManagedLoginBranding": [{"ClientId": "web", "UseCognitoProvidedValues": true}]
	}`)))
	renamed := small.Pool.Clone()
	if err := renamed.AssignLive("CreateUserPoolClient[0].ClientName=shop-web"); err != nil {
		t.Fatal(err)
	}
	return append(cases, optionCase{testCase{"existing-renamed", renamed}, Options{LambdaPermissions: true, Plan: model.PlanChange(small, renamed)}})
}

// existingDraft changes the pool of social-sign-in in every way: settings, tags, an
// attribute, an app client, and things that are new.
const existingDraft = `{
	"CreateUserPool": {
		"PoolName": "renamed",
		"Policies": {"PasswordPolicy": {"MinimumLength": 14}},
		"UserPoolTags": {"team": "it's $web"},
		"Schema": [{"Name": "plan", "AttributeDataType": "String"}],
		"LambdaConfig": {"PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:check"}
	},
	"SetUserPoolMfaConfig": {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": true}},
	"CreateIdentityProvider": [{"ProviderName": "Google", "ProviderDetails": {"client_id": "new", "client_secret": "${env:GOOGLE_CLIENT_SECRET}"}}],
	"CreateUserPoolClient": [
		{"ClientName": "browser-app", "AuthSessionValidity": 5, "EnableTokenRevocation": false},
		{"ClientName": "server 2", "GenerateSecret": true, "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"],
			"AllowedOAuthScopes": ["openid"], "CallbackURLs": ["https://example.com"], "SupportedIdentityProviders": ["COGNITO"]}
	],
	"CreateManagedLoginBranding": [{"ClientId": "server 2", "UseCognitoProvidedValues": true}],
	"CreateGroup": [{"GroupName": "staff"}]
}`

// Law: Terraform has an import block with the right id for everything that exists and
// that it has a resource for, and none for what is new.
func TestTerraformImports(t *testing.T) {
	format, _ := Lookup("terraform")
	for _, c := range existingCases(t) {
		want, imported := map[string]string{}, 0
		live, ids := c.options.existing(), c.options.Plan.Answers()
		for _, call := range live.Live.Pool.Calls() {
			if id, known := call.TerraformID(ids); known {
				want[call.Operation.Terraform+" "+id] = call.Path
			}
		}
		data := format.Export(c.pool, c.options).Files[0].Data
		file, problems := hclsyntax.ParseConfig(data, "main.tf", hcl.InitialPos)
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		body := file.Body.(*hclsyntax.Body)
		for i, block := range body.Blocks {
			if block.Type != "import" {
				continue
			}
			to := string(block.Body.Attributes["to"].Expr.Range().SliceBytes(data))
			id, diagnostics := block.Body.Attributes["id"].Expr.Value(nil)
			next := body.Blocks[i+1]
			if diagnostics.HasErrors() || want[next.Labels[0]+" "+id.AsString()] == "" || next.Type+"."+to != "resource."+strings.Join(next.Labels, ".") {
				t.Errorf("%s: %s has the id %v", c.name, to, id)
			}
			delete(want, next.Labels[0]+" "+id.AsString())
			imported++
		}
		if len(want) > 0 || imported == 0 {
			t.Errorf("%s: not imported: %v", c.name, want)
		}
	}
}

// Law: the list for an import change set has an identifier for every resource of the
// template beside it, which has nothing else; both templates keep what exists.
func TestCloudFormationImports(t *testing.T) {
	format, _ := Lookup("cloudformation")
	schemas := cloudFormationSchemas(t)
	for _, c := range existingCases(t) {
		files := map[string][]byte{}
		for _, file := range format.Export(c.pool, c.options).Files {
			files[file.Name] = file.Data
		}
		imported, template := yamlObject(t, files["import.yaml"]), yamlObject(t, files["template.yaml"])
		if imported["Outputs"] != nil || template["Outputs"] == nil {
			t.Errorf("%s: only the template has outputs", c.name)
		}
		var list []struct {
			ResourceType, LogicalResourceId string
			ResourceIdentifier              map[string]string
		}
		if err := json.Unmarshal(files["resources-to-import.json"], &list); err != nil {
			t.Fatal(err)
		}
		resources, all := imported["Resources"].(map[string]any), template["Resources"].(map[string]any)
		if len(list) != len(resources) {
			t.Errorf("%s: %d identifiers of %d resources", c.name, len(list), len(resources))
		}
		for _, one := range list {
			resource, known := resources[one.LogicalResourceId].(map[string]any)
			again, kept := all[one.LogicalResourceId].(map[string]any)
			if !known || !kept || resource["Type"] != one.ResourceType || again["Type"] != one.ResourceType ||
				resource["DeletionPolicy"] != "Retain" || again["DeletionPolicy"] != "Retain" {
				t.Errorf("%s: %s is not in both templates, or not kept", c.name, one.LogicalResourceId)
			}
			var want []string
			for _, pointer := range schemas[one.ResourceType].(map[string]any)["primaryIdentifier"].([]any) {
				want = append(want, strings.TrimPrefix(pointer.(string), "/properties/"))
			}
			slices.Sort(want)
			var got []string
			for name, value := range one.ResourceIdentifier {
				got = append(got, name)
				if value == "" {
					t.Errorf("%s: %s has no %s", c.name, one.LogicalResourceId, name)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %s is identified by %q, want %q", c.name, one.ResourceType, got, want)
			}
		}
	}
}

// Law: a description with everything has every id that the calls need.
func TestCallsHaveTheirIDs(t *testing.T) {
	for _, c := range existingCases(t) {
		for _, format := range Formats {
			if out := format.Export(c.pool, c.options); len(out.Lacks) > 0 {
				t.Errorf("%s of %s lacks %q", format.Name, c.name, out.Lacks)
			}
		}
		live := *c.options.Plan.Live
		live.IDs = nil
		o := Options{Plan: model.PlanChange(&live, c.pool)}
		format, _ := Lookup("json")
		if out := format.Export(c.pool, o); len(out.Lacks) == 0 {
			t.Errorf("%s without ids lacks nothing", c.name)
		}
	}
}

// Law: the bodies are those of the plan.
func TestBodiesOfPlan(t *testing.T) {
	format, _ := Lookup("json")
	for _, c := range existingCases(t) {
		files := format.Export(c.pool, c.options).Files
		steps := c.options.Plan.Steps
		if len(steps) == 0 {
			if names := []string{files[0].Name, files[1].Name}; !slices.Equal(names, []string{"update-user-pool.json", "set-user-pool-mfa-config.json"}) {
				t.Errorf("%s: without a change the bodies begin with %q", c.name, names)
			}
			continue
		}
		if len(files) != len(steps) {
			t.Fatalf("%s: %d bodies of %d steps", c.name, len(files), len(steps))
		}
		for i, step := range steps {
			if want := step.Body(c.options.Plan.Answers()); string(files[i].Data) != string(want) || !strings.HasPrefix(files[i].Name, kebab(step.Operation)) {
				t.Errorf("%s: %s has %s, want %s", c.name, files[i].Name, files[i].Data, want)
			}
		}
	}
}

// Programs have nothing to send where nothing changes.
func TestNothingToChange(t *testing.T) {
	for _, c := range existingCases(t) {
		for _, name := range []string{"cli", "boto3", "js", "go"} {
			format, _ := Lookup(name)
			if files := format.Export(c.pool, c.options).Files; (len(files) == 0) != (len(c.options.Plan.Steps) == 0) {
				t.Errorf("%s of %s has %d files for %d steps", name, c.name, len(files), len(c.options.Plan.Steps))
			}
		}
	}
}

// A literal secret in the draft is in no export.
func TestExistingHidesSecrets(t *testing.T) {
	live := describedPool(t, model.LoadPreset("social-sign-in"))
	target := live.Pool.Merge(readPool(t, []byte(`{"CreateIdentityProvider": [{"ProviderName": "Google", "ProviderDetails": {"client_id": "new", "client_secret": "hunter2hunter2"}}]}`)))
	o := Options{Plan: model.PlanChange(live, target)}
	for _, format := range Formats {
		if format.Existing == ForNew {
			continue
		}
		for _, file := range format.Export(target, o).Files {
			if strings.Contains(string(file.Data), "hunter2") {
				t.Errorf("%s of %s has the secret", file.Name, format.Name)
			}
		}
	}
}

// An invitation of which only some texts are set is imported as it is. With a change
// it is complete, as for a new pool.
func TestImportedInvitation(t *testing.T) {
	format, _ := Lookup("terraform")
	live := describedPool(t, readPool(t, []byte(`{"CreateUserPool": {"PoolName": "shop", "AdminCreateUserConfig": {"InviteMessageTemplate": {"EmailSubject": "Welcome"}}}}`)))
	for _, test := range []struct {
		draft string
		texts int // with the default
		gaps  int
	}{{`{"CreateUserPool": {}}`, 0, 2}, {`{"CreateUserPool": {"DeletionProtection": "ACTIVE"}}`, 2, 0}} {
		target := live.Pool.Merge(readPool(t, []byte(test.draft)))
		out := format.Export(target, Options{Plan: model.PlanChange(live, target)})
		if n := strings.Count(string(out.Files[0].Data), model.OwnInviteMessage); n != test.texts || len(out.Gaps) != test.gaps {
			t.Errorf("with %s there are %d texts and the gaps %v", test.draft, n, out.Gaps)
		}
	}
}

// An app client with a new name is imported with the id that it has. The import itself
// has the old name, and deploying the template gives it the new one.
func TestExportsOfANewName(t *testing.T) {
	cases := existingCases(t)
	c := cases[len(cases)-1]
	old := *c.options.Plan.Live.Pool.CreateUserPoolClient[0].ClientName
	id := c.options.Plan.Live.IDs["ClientId["+old+"]"]
	for name, wants := range map[string][]string{
		"terraform":      {"/" + id + "\"", "shop-web"},
		"cloudformation": {"ClientName: shop-web", "ClientName: " + old + "\n", "\"ClientId\": \"" + id + "\""},
		"cli":            {"update-user-pool-client", id, "shop-web"},
		"json":           {"\"ClientId\": \"" + id + "\"", "\"ClientName\": \"shop-web\""},
	} {
		format, _ := Lookup(name)
		text := ""
		for _, file := range format.Export(c.pool, c.options).Files {
			text += string(file.Data)
		}
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
		if strings.Contains(text, "create-user-pool-client") || strings.Contains(text, "delete-user-pool-client") {
			t.Errorf("%s creates or deletes a client", name)
		}
	}
}
