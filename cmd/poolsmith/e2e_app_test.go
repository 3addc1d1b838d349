//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// appDrafts are pools that people can sign in to, besides the presets.
var appDrafts = map[string]string{
	"web app": `{
		"CreateUserPool": {"PoolName": "web app", "UsernameAttributes": ["email"], "AutoVerifiedAttributes": ["email"]},
		"CreateUserPoolDomain": [{"Domain": "web-app-2026", "ManagedLoginVersion": 2}],
		"CreateUserPoolClient": [{
			"ClientName": "web", "GenerateSecret": false,
			"AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "email"],
			"CallbackURLs": ["http://localhost:3000/callback"], "LogoutURLs": ["http://localhost:3000/"], "SupportedIdentityProviders": ["COGNITO"],
			"ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"], "PreventUserExistenceErrors": "ENABLED"
		}],
		"CreateGroup": [{"GroupName": "admins", "Description": "It's \"$(id)\"", "Precedence": 0}, {"GroupName": "readers"}]
	}`,
	"google": `{
		"CreateUserPool": {"PoolName": "google", "UsernameAttributes": ["email"], "Schema": [{"Name": "email", "Mutable": true, "Required": true}]},
		"CreateResourceServer": [{"Identifier": "orders", "Name": "Orders", "Scopes": [{"ScopeName": "read", "ScopeDescription": "Read"}]}],
		"CreateIdentityProvider": [{
			"ProviderName": "Google", "ProviderType": "Google",
			"ProviderDetails": {"authorize_scopes": "openid email profile", "client_id": "app", "client_secret": "${env:GOOGLE_CLIENT_SECRET}"},
			"AttributeMapping": {"email": "email", "username": "sub"}
		}],
		"CreateUserPoolDomain": [{"Domain": "google-2026"}],
		"CreateUserPoolClient": [{
			"ClientName": "web", "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid", "orders/read"],
			"CallbackURLs": ["https://app.example.com/callback"], "SupportedIdentityProviders": ["COGNITO", "Google"]
		}]
	}`,
}

// What is taken out of a draft, because a tool does not know it or changes it. Each
// entry is a member of the requests, or an operation.
var (
	// The AWS CLI, boto3 and the SDK for Go at hand do not know these.
	toolsLack = []string{
		"CreateIdentityProvider.AcrMapping",
		"CreateUserPoolDomain.CustomDomainConfig.SecurityPolicy",
		"CreateUserPoolDomain.Routing",
	}
	// The emulator does not know these operations.
	motoLacks = []string{"CreateManagedLoginBranding", "CreateTerms", "SetUICustomization", "SetRiskConfiguration", "SetLogDeliveryConfiguration"}
	// Version 1 of the AWS CLI encodes images twice, so that scripts with images
	// require version 2, which does not know the operations at Debian's version.
	cliLacks = []string{"CreateManagedLoginBranding.Assets", "SetUICustomization.ImageFile"}
	// The emulator accepts these, and does not return them, or returns a default that
	// Cognito does not have.
	motoForgets = []string{
		"CreateUserPoolDomain[]", // of two, the pool shows one
		"CreateUserPoolDomain[].ManagedLoginVersion",
		"CreateUserPoolDomain[].CustomDomainConfig.CertificateArn",
		"CreateUserPoolClient[].ClientSecret",
		"CreateUserPoolClient[].GenerateSecret",
		"CreateUserPoolClient[].RefreshTokenValidity",
		"CreateGroup[].Description",
		"SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration",
		"SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId",
		"SetUserPoolMfaConfig.WebAuthnConfiguration.UserVerification",
	}
	// A description shows whether a client has a secret, and not whether it was
	// generated.
	sandboxForgets = []string{"CreateUserPoolClient[].GenerateSecret", "CreateUserPoolClient[].ClientSecret"}
)

// place is where the pools of a test are made.
type place struct {
	*testEnv
	name    string
	lacks   []string // is in no draft
	unread  []string // the operations that cannot be read back
	forgets []string // settings that are not returned
	hides   bool     // secrets are not returned
}

// way makes a pool of a draft.
type way struct {
	name  string
	lacks []string
	make  func(t *testing.T, draft exported) string
}

// exported is a draft with the folder of its exports.
type exported struct {
	name, file, folder string
	pool               *model.Pool
}

// Law: submit, the AWS CLI script and the programs make the same pool with the same
// parts in the emulator and in the sandbox; they are those of the draft, and the
// secrets of the environment reach the service.
func TestE2EAppsAreEqual(t *testing.T) {
	e2e(t, "python3", "node", "npm", "go")
	w := newTestEnv(t)
	w.env = append(w.env, "PYTHONDONTWRITEBYTECODE=1")
	for name, secret := range appSecrets(t) {
		w.env = append(w.env, name+"="+secret)
	}
	url, _ := startSandboxProcess(t, t.TempDir())
	places := []place{
		{w.in(t, w.endpoint), "moto", slices.Concat(toolsLack, motoLacks), motoLacks, motoForgets, false},
		{w.in(t, url), "sandbox", toolsLack, nil, sandboxForgets, true},
	}
	all := &draftSet{folder: t.TempDir(), removed: map[string]bool{}, drafts: map[string]exported{}}
	for _, place := range places {
		for name, text := range appTexts(t) {
			for _, lacks := range [][]string{nil, cliLacks} {
				all.add(t, w, name, text, slices.Concat(place.lacks, lacks))
			}
		}
	}
	for _, path := range slices.Concat(toolsLack, motoLacks, cliLacks) {
		if !all.removed[path] {
			t.Errorf("no draft has %s", path)
		}
	}
	programs := w.buildGo(t, all.folder, func(string) bool { return true })
	if err := os.Symlink(jsModules(t), filepath.Join(all.folder, "node_modules")); err != nil {
		t.Fatal(err)
	}
	t.Run("places", func(t *testing.T) {
		for _, place := range places {
			t.Run(place.name, func(t *testing.T) {
				t.Parallel()
				tools := place.quickTools(t)
				ways := []way{
					{"submit", nil, func(t *testing.T, d exported) string { return place.viaSubmit(t, d.file) }},
					{"cli", cliLacks, func(t *testing.T, d exported) string {
						return tools.env.runScript(t, d.folder+"/cli/create-user-pool.sh")
					}},
					{"boto3", nil, func(t *testing.T, d exported) string { return tools.python(t, d.folder+"/boto3/create_user_pool.py") }},
					{"js", nil, func(t *testing.T, d exported) string { return tools.node(t, d.folder+"/js/create-user-pool.mjs") }},
					{"go", nil, func(t *testing.T, d exported) string { return place.viaProgram(t, programs(d.name)...) }},
				}
				for name, text := range appTexts(t) {
					t.Run(name, func(t *testing.T) { place.compare(t, all, name, text, ways) })
				}
			})
		}
	})
}

// in returns the same environment for another endpoint, in the Region of the sandbox
// and of the largest draft.
func (w *testEnv) in(t *testing.T, endpoint string) *testEnv {
	t.Helper()
	env := append(slices.Clone(w.env), "AWS_ENDPOINT_URL="+endpoint, "AWS_REGION="+sandboxRegion, "AWS_DEFAULT_REGION="+sandboxRegion)
	return &testEnv{binary: w.binary, endpoint: endpoint, env: env, region: sandboxRegion}
}

// appTexts are the drafts by name.
func appTexts(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for name, text := range appDrafts {
		texts[name] = text
	}
	for _, p := range model.Presets {
		texts["preset "+p.Name] = string(model.LoadPreset(p.Name).JSON())
	}
	largest, err := os.ReadFile("../../model/testdata/largest-app.json")
	if err != nil {
		t.Fatal(err)
	}
	texts["largest"] = string(largest)
	return texts
}

// appSecrets are the values of all variables that the drafts refer to. The one of
// Google has characters that mean something to a shell, in JSON and in programs.
func appSecrets(t *testing.T) map[string]string {
	t.Helper()
	secrets := map[string]string{}
	for _, text := range appTexts(t) {
		for i, name := range readText(t, text).SecretVariables() {
			secrets[name] = fmt.Sprintf("Planted_secret_of_variable_%d_%s", i, strings.ToLower(name))
		}
	}
	secrets["GOOGLE_CLIENT_SECRET"] = "GOCSPX-\"\\\n$(id)"
	return secrets
}

// draftSet has each draft that differs from the others, with its exports.
type draftSet struct {
	folder  string
	drafts  map[string]exported // by their text
	removed map[string]bool     // what was taken out of a draft
}

// add exports a draft without what a place and a way lack.
func (s *draftSet) add(t *testing.T, w *testEnv, name, text string, lacks []string) {
	t.Helper()
	text, removed := without(t, text, lacks)
	for _, path := range removed {
		s.removed[path] = true
	}
	if _, done := s.drafts[text]; done {
		return
	}
	d := exported{name: fmt.Sprintf("%s %d", name, len(s.drafts)), pool: readText(t, text)}
	d.name = strings.ReplaceAll(d.name, " ", "-")
	d.file, d.folder = writeTemp(t, "draft.json", text), filepath.Join(s.folder, d.name)
	s.drafts[text] = d
	w.command(t, w.binary, "export", "-i", d.file, "-f", "all", "--lambda-permissions=false", "-o", d.folder)
}

// without takes members and operations out of a draft, and returns those that it
// had.
func without(t *testing.T, text string, paths []string) (rest string, removed []string) {
	t.Helper()
	var draft map[string]any
	if err := json.Unmarshal([]byte(text), &draft); err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		operation, member, isMember := strings.Cut(path, ".")
		requests, exists := draft[operation]
		switch list, isList := requests.([]any); {
		case !exists:
			continue
		case !isMember:
			delete(draft, operation)
		case isList:
			exists = false
			for _, request := range list {
				exists = remove(request.(map[string]any), strings.Split(member, ".")) || exists
			}
		default:
			exists = remove(requests.(map[string]any), strings.Split(member, "."))
		}
		if exists {
			removed = append(removed, path)
		}
	}
	return string(model.EncodeJSON(draft)), removed
}

// compare makes a pool in all ways, and compares each with the one that submit makes
// of the same draft, and that one with the draft.
func (p place) compare(t *testing.T, all *draftSet, name, text string, ways []way) {
	submitted := map[string]map[string]any{}
	for _, lacks := range [][]string{nil, cliLacks} {
		text, _ := without(t, text, slices.Concat(p.lacks, lacks))
		d := all.drafts[text]
		for _, way := range ways {
			want, done := submitted[text], submitted[text] != nil
			if way.name == "submit" && done || way.name != "submit" && !slices.Equal(way.lacks, lacks) {
				continue
			}
			got := p.contents(t, way.make(t, d), d.pool)
			if !done {
				submitted[text] = got
				p.checkDraft(t, got, d.pool)
				continue
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s made of %s\n%s\ninstead of\n%s", way.name, name, model.EncodeJSON(got), model.EncodeJSON(want))
			}
		}
	}
}

// contents returns the descriptions of a pool and of everything in it, with names in
// place of ids and without times, and deletes its domains, so that their prefixes are
// free for the next pool.
func (p place) contents(t *testing.T, id string, draft *model.Pool) map[string]any {
	t.Helper()
	client := cognito.NewLocalClient(p.endpoint, p.region)
	data, unread, err := client.Describe(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, part := range unread {
		names = append(names, part.Operation.Name)
	}
	want := slices.DeleteFunc(slices.Clone(p.unread), func(name string) bool {
		return name == "CreateManagedLoginBranding" && len(draft.CreateUserPoolClient) == 0 // is not looked for
	})
	if !slices.Equal(names, want) {
		t.Errorf("cannot read %v", unread)
	}
	var all map[string]any
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	for _, domain := range draft.CreateUserPoolDomain {
		name := *domain.Domain
		described, _ := p.call(t, "DescribeUserPoolDomain", map[string]any{"Domain": name})["DomainDescription"].(map[string]any)
		if described["Domain"] != name || described["UserPoolId"] != id {
			t.Errorf("the domain %s is %v", name, described)
		}
		all["domain "+name] = described
		p.call(t, "DeleteUserPoolDomain", map[string]any{"UserPoolId": id, "Domain": name})
	}
	known := map[string]string{id: p.region + "_Pool"}
	clients, _ := all["UserPoolClient"].([]any)
	for _, client := range clients {
		members := client.(map[string]any)
		known[members["ClientId"].(string)] = members["ClientName"].(string)
	}
	normalize(all, known)
	return all
}

var (
	// assignedMembers are those that differ between equal pools.
	assignedMembers = regexp.MustCompile(`^(CreationDate|LastModifiedDate|AWSAccountId|CloudFrontDistribution|S3Bucket|Version|ManagedLoginBrandingId|TermsId|ImageUrl|CSSVersion)$`)
	poolIDs         = regexp.MustCompile(`[a-z]+-[a-z]+-\d_[0-9A-Za-z]+`)
)

// normalize replaces ids in a description by known names, and removes what differs
// between equal pools.
func normalize(value any, known map[string]string) any {
	switch v := value.(type) {
	case map[string]any:
		for name, member := range v {
			if assignedMembers.MatchString(name) {
				delete(v, name)
				continue
			}
			v[name] = normalize(member, known)
		}
		// A secret that the service generated.
		if _, isClient := v["ClientName"]; isClient && v["ClientSecret"] != nil && !strings.HasPrefix(v["ClientSecret"].(string), "Planted") {
			v["ClientSecret"] = "generated"
		}
	case []any:
		for i, item := range v {
			v[i] = normalize(item, known)
		}
		slices.SortStableFunc(v, func(a, b any) int { return strings.Compare(keyText(a), keyText(b)) })
	case string:
		if name, found := known[v]; found {
			return name
		}
		return poolIDs.ReplaceAllStringFunc(v, func(id string) string {
			if name, found := known[id]; found {
				return name
			}
			return id
		})
	}
	return value
}

// keyText orders the items of lists of objects. Other lists keep their order.
func keyText(item any) string {
	if _, isObject := item.(map[string]any); !isObject {
		return ""
	}
	return string(model.EncodeJSON(item))
}

// checkDraft compares what exists with what the draft has. The description of a pool
// shows references in place of the secrets of providers, so those are compared in the
// responses.
func (p place) checkDraft(t *testing.T, got map[string]any, draft *model.Pool) {
	t.Helper()
	d, err := model.Read("description", model.EncodeJSON(got))
	if err != nil {
		t.Fatal(err)
	}
	for _, difference := range model.Diff(d.Pool, draft, true) {
		if !slices.Contains(p.forgets, withoutKeys(difference.Setting)) && !model.IsSecret(difference.Setting) {
			t.Errorf("%s is %v, want %v", difference.Setting, difference.From, difference.To)
		}
	}
	secrets, providers := appSecrets(t), map[any]map[string]any{}
	list, _ := got["IdentityProvider"].([]any)
	for _, provider := range list {
		members := provider.(map[string]any)
		providers[members["ProviderName"]], _ = members["ProviderDetails"].(map[string]any)
	}
	for _, provider := range draft.CreateIdentityProvider {
		for key, value := range provider.ProviderDetails {
			name, isSecret := model.SecretVariable(value)
			if sent := providers[*provider.ProviderName][key]; isSecret && (sent == nil || sent != secrets[name] && !p.hides) {
				t.Errorf("%s of %s is %q, want %q", key, *provider.ProviderName, sent, secrets[name])
			}
		}
	}
}

var keyInPath = regexp.MustCompile(`\[[^]]*\]`)

func withoutKeys(path string) string { return keyInPath.ReplaceAllString(path, "[]") }

func readText(t *testing.T, text string) *model.Pool {
	t.Helper()
	d, err := model.Read("draft.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d.Pool
}

// call sends an unsigned request, which the emulator and the sandbox accept.
func (w *testEnv) call(t *testing.T, operation string, body map[string]any) map[string]any {
	t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.endpoint, strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Amz-Target", "AWSCognitoIdentityProviderService."+operation)
	request.Header.Set("Content-Type", "application/x-amz-json-1.1")
	if w.region != "" {
		request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=AKIDTEST/20260101/"+w.region+"/cognito-idp/aws4_request")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	answer := map[string]any{}
	if err := json.NewDecoder(response.Body).Decode(&answer); response.StatusCode != http.StatusOK || err != nil && err != io.EOF {
		t.Fatalf("%s of %s: %s: %v: %v", operation, data, response.Status, answer, err)
	}
	return answer
}
