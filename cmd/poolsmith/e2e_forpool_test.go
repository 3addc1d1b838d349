//go:build unix

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// forPoolBefore is a pool that exists, and forPoolAfter a draft that changes it.
const (
	forPoolBefore = `{
		"CreateUserPool": {
			"PoolName": "shop", "UsernameAttributes": ["email"], "AutoVerifiedAttributes": ["email"],
			"Policies": {"PasswordPolicy": {"MinimumLength": 10, "RequireLowercase": true, "RequireNumbers": true, "RequireSymbols": false, "RequireUppercase": false, "TemporaryPasswordValidityDays": 3}},
			"AdminCreateUserConfig": {"AllowAdminCreateUserOnly": true, "InviteMessageTemplate": {"EmailSubject": "Welcome", "EmailMessage": "{username} {####}"}}
		},
		"SetUserPoolMfaConfig": {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": true}},
		"CreateResourceServer": [{"Identifier": "orders", "Name": "Orders", "Scopes": [{"ScopeName": "read", "ScopeDescription": "Read"}]}],
		"CreateUserPoolDomain": [{"Domain": "shop-for-pool"}],
		"CreateUserPoolClient": [{"ClientName": "web", "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "orders/read"],
			"CallbackURLs": ["https://app.example.com/callback"], "SupportedIdentityProviders": ["COGNITO"], "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]}],
		"CreateManagedLoginBranding": [{"ClientId": "web", "UseCognitoProvidedValues": true}],
		"CreateGroup": [{"GroupName": "admins", "Precedence": 1}]
	}`
	forPoolAfter = `{
		"CreateUserPool": {
			"Policies": {"PasswordPolicy": {"MinimumLength": 14}}, "UserPoolTags": {"team": "web"},
			"Schema": [{"Name": "plan", "AttributeDataType": "String", "Mutable": true}]
		},
		"CreateIdentityProvider": [{"ProviderName": "Google", "ProviderType": "Google",
			"ProviderDetails": {"authorize_scopes": "openid", "client_id": "app", "client_secret": "${env:GOOGLE_CLIENT_SECRET}"}, "AttributeMapping": {"email": "email"}}],
		"CreateUserPoolClient": [
			{"ClientName": "web", "SupportedIdentityProviders": ["COGNITO", "Google"], "AuthSessionValidity": 5},
			{"ClientName": "back office", "GenerateSecret": true, "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]}
		],
		"CreateManagedLoginBranding": [{"ClientId": "back office", "UseCognitoProvidedValues": true}],
		"CreateGroup": [{"GroupName": "admins", "Description": "Administrators"}, {"GroupName": "staff"}]
	}`
)

// Law: the bodies and programs that are exported for a pool that exists change it as
// the plan does. A second run of a script creates nothing, and then there is nothing to
// export.
func TestE2EExportForPool(t *testing.T) {
	e2e(t, "python3", "node", "npm", "go")
	w := newTestEnv(t)
	w.env = append(w.env, "PYTHONDONTWRITEBYTECODE=1", "GOOGLE_CLIENT_SECRET="+appSecrets(t)["GOOGLE_CLIENT_SECRET"])
	url, _ := startSandboxProcess(t, t.TempDir())
	modules := jsModules(t)
	for _, c := range []struct {
		place
		fixed []string // what cannot be changed there
	}{
		{place{w.in(t, w.endpoint), "moto", motoLacks, motoLacks, motoForgets, false}, []string{"CreateUserPool.UserPoolTags"}},
		{place{w.in(t, url), "sandbox", nil, nil, sandboxForgets, true}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, _ := without(t, forPoolBefore, c.lacks)
			after, _ := without(t, forPoolAfter, slices.Concat(c.lacks, c.fixed))
			f := forPool{place: c.place, before: writeTemp(t, "before.json", before), after: writeTemp(t, "after.json", after), modules: modules}
			f.pool = readText(t, before)
			f.run(t)
		})
	}
}

// forPool changes pools that exist in one place.
type forPool struct {
	place
	before, after string // files
	modules       string // of node
	pool          *model.Pool
}

func (f forPool) run(t *testing.T) {
	want := f.changed(t, func(id string) { f.apply(t, id) })
	for name, change := range map[string]func(t *testing.T, id, folder string){
		"json":  func(t *testing.T, id, folder string) { f.sendBodies(t, folder) },
		"cli":   f.runTwice,
		"boto3": func(t *testing.T, _, folder string) { f.viaProgram(t, "python3", folder+"/boto3/update_user_pool.py") },
		"js": func(t *testing.T, _, folder string) {
			if err := os.Symlink(f.modules, filepath.Join(folder, "node_modules")); err != nil {
				t.Fatal(err)
			}
			f.viaProgram(t, "node", folder+"/js/update-user-pool.mjs")
		},
		"go": func(t *testing.T, _, folder string) {
			exports := filepath.Dir(folder)
			f.viaProgram(t, f.buildGo(t, exports, func(string) bool { return false })(filepath.Base(folder))...)
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := f.changed(t, func(id string) {
				folder := filepath.Join(t.TempDir(), "export")
				f.command(t, f.binary, "export", "--for-pool", id, "--endpoint-url", f.endpoint, "-i", f.after, "-f", "all", "--lambda-permissions=false", "-o", folder)
				change(t, id, folder)
				if rest := f.command(t, f.binary, "export", "--for-pool", id, "--endpoint-url", f.endpoint, "-i", f.after, "-f", "cli"); rest != "" {
					t.Errorf("something remains to be changed:\n%s", rest)
				}
			})
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s made\n%s\ninstead of\n%s", name, model.EncodeJSON(got), model.EncodeJSON(want))
			}
		})
	}
}

// apply sends the plan itself.
func (f forPool) apply(t *testing.T, id string) {
	t.Helper()
	client := cognito.NewLocalClient(f.endpoint, f.region)
	data, _, err := client.Describe(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	live, err := model.Read("live", data)
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(f.after)
	if err != nil {
		t.Fatal(err)
	}
	plan := model.PlanChange(live, live.Pool.Merge(readText(t, string(after))))
	if _, err := client.Apply(t.Context(), plan, cognito.Watch{Secrets: appSecrets(t)}); err != nil {
		t.Fatal(err)
	}
}

// changed returns the contents of a new pool after a change.
func (f forPool) changed(t *testing.T, change func(id string)) map[string]any {
	t.Helper()
	id := f.viaSubmit(t, f.before)
	change(id)
	return f.contents(t, id, f.pool)
}

// runTwice runs the script of AWS CLI commands twice. The second run sends nothing.
func (f forPool) runTwice(t *testing.T, id, folder string) {
	script := folder + "/cli/update-user-pool.sh"
	if printed := f.runScript(t, script); printed != id {
		t.Errorf("the script prints %s, not %s", printed, id)
	}
	f.sent()
	again := exec.Command("bash", script, "--endpoint-url", f.endpoint)
	again.Env = f.env
	out, err := again.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "already has the app client back office. Nothing was sent.") {
		t.Errorf("the second run: %v\n%s", err, out)
	}
}

// sendBodies runs the commands that the script lists for users without bash, with the
// bodies of the export as JSON.
func (f forPool) sendBodies(t *testing.T, folder string) {
	script, err := os.ReadFile(folder + "/cli/update-user-pool.sh")
	if err != nil {
		t.Fatal(err)
	}
	secret, err := json.Marshal(appSecrets(t)["GOOGLE_CLIENT_SECRET"])
	if err != nil {
		t.Fatal(err)
	}
	client, sent := "", 0
	for line := range strings.Lines(string(script)) {
		command, found := strings.CutPrefix(line, "#   aws ")
		if !found {
			continue
		}
		words := strings.Fields(strings.ReplaceAll(command, "CLIENT_ID_BACK_OFFICE", client))
		file := filepath.Join(folder, "json", strings.TrimPrefix(words[len(words)-1], "file://"))
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		body = []byte(strings.ReplaceAll(string(body), `"${env:GOOGLE_CLIENT_SECRET}"`, string(secret)))
		answer := f.command(t, "aws", append(words[:len(words)-1], string(body), "--endpoint-url", f.endpoint, "--output", "json")...)
		if words[1] == "create-user-pool-client" {
			var made struct{ UserPoolClient struct{ ClientId string } }
			if err := json.Unmarshal([]byte(answer), &made); err != nil {
				t.Fatal(err)
			}
			client = made.UserPoolClient.ClientId
		}
		sent++
	}
	if sent == 0 {
		t.Errorf("no commands in\n%s", script)
	}
}
