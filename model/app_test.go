package model

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// largestApp is a pool with many of everything beside it.
func largestApp(t testing.TB) *Pool {
	t.Helper()
	return readFile(t, "largest-app.json").Pool
}

// Every setting of the operations beside the pool is set somewhere in it.
func TestLargestAppSetsEverything(t *testing.T) {
	p := largestApp(t)
	set := map[string]bool{}
	for leaf := range p.Leaves() {
		set[leaf.Setting.Path] = true
	}
	for _, s := range serviceSettings() {
		o := OperationOf(s.Path)
		if o == &createUserPool || o == &setUserPoolMfaConfig {
			continue
		}
		// A user activity log has one destination.
		if !set[s.Path] && !strings.HasSuffix(s.Path, ".StreamArn") {
			t.Errorf("%s is not set", s.Path)
		}
	}
	numbers := []int{len(p.CreateUserPoolClient), len(p.CreateIdentityProvider), len(p.CreateResourceServer), len(p.CreateGroup), len(p.CreateUserPoolDomain)}
	if want := []int{10, 5, 5, 20, 2}; !slices.Equal(numbers, want) {
		t.Errorf("it has %v, want %v", numbers, want)
	}
	for _, server := range p.CreateResourceServer {
		if len(server.Scopes) != 20 {
			t.Errorf("%s has %d scopes", *server.Identifier, len(server.Scopes))
		}
	}
}

// A request that names another one of the draft names one that is there.
func TestLargestAppRefersToItself(t *testing.T) {
	p := largestApp(t)
	values := map[string][]string{"CreateIdentityProvider[].ProviderName": {"COGNITO"}}
	for leaf := range p.Leaves() {
		if text, isText := leaf.Value().(string); isText {
			values[leaf.Setting.Path] = append(values[leaf.Setting.Path], text)
		}
	}
	for leaf := range p.Leaves() {
		if leaf.Setting.Refers == "" {
			continue
		}
		names, isList := leaf.Value().([]string)
		if !isList {
			names = []string{leaf.Value().(string)}
		}
		for _, name := range names {
			if !slices.Contains(values[leaf.Setting.Refers], name) {
				t.Errorf("%s: no %s is %s", leaf.Path(), leaf.Setting.Refers, name)
			}
		}
	}
}

// A setting refers to one that exists, and a member that a response fills refers to
// the key of the operation that gives it.
func TestReferencesOfSettings(t *testing.T) {
	for _, s := range serviceSettings() {
		if s.Refers != "" && Lookup(s.Refers) == nil {
			t.Errorf("%s refers to %s, which does not exist", s.Path, s.Refers)
		}
		if s.RefersPrefix != "" && (Lookup(s.RefersPrefix) == nil || Lookup(s.RefersSuffix) == nil) {
			t.Errorf("%s is %s/%s, which does not exist", s.Path, s.RefersPrefix, s.RefersSuffix)
		}
	}
	for i, o := range serviceOperations() {
		for _, earlier := range o.After {
			if !slices.ContainsFunc(Operations[:i], func(other *Operation) bool { return other.Name == earlier }) {
				t.Errorf("%s does not come after %s", o.Name, earlier)
			}
		}
		for _, member := range o.Takes {
			s := Lookup(o.Name + "[0]." + member)
			if s == nil {
				continue
			}
			giver := OperationOf(s.Refers)
			if giver == nil || giver.Gives[member] == "" || s.Refers != giver.Name+"[]."+giver.Key {
				t.Errorf("%s refers to %q, which does not give %s", s.Path, s.Refers, member)
			}
		}
	}
}

func TestCallsOfAnApp(t *testing.T) {
	p := mustRead(t, `{
		"CreateUserPool": {"PoolName": "a"},
		"SetRiskConfiguration": [{}, {"ClientId": "web"}],
		"CreateTerms": [{"ClientId": "web", "TermsName": "privacy-policy"}],
		"CreateManagedLoginBranding": [{"ClientId": "web", "Settings": {"b": [1, null], "a": {}}}],
		"CreateUserPoolClient": [{"ClientName": "web", "GenerateSecret": false}],
		"CreateIdentityProvider": [{"ProviderName": "Google", "ProviderDetails": {"client_secret": "${env:SECRET}"}}]
	}`)
	responses := map[string]string{
		"CreateUserPool":             `{"UserPool": {"Id": "eu-west-1_A"}}`,
		"CreateUserPoolClient":       `{"UserPoolClient": {"ClientId": "abc"}}`,
		"CreateManagedLoginBranding": `{"ManagedLoginBranding": {"ManagedLoginBrandingId": "m-1"}}`,
		"CreateTerms":                `{"Terms": {"TermsId": "t-1"}}`,
	}
	answers := Answers{}
	var got []string
	for _, call := range p.Calls() {
		got = append(got, call.Path+" "+compact(call.Body(answers))+" "+call.Missing())
		response := responses[call.Operation.Name]
		if response == "" {
			response = "{}"
		}
		if err := call.Keep(answers, []byte(response)); err != nil {
			t.Error(err)
		}
	}
	want := []string{
		`CreateUserPool { "PoolName": "a" } without the user pool a`,
		`CreateIdentityProvider[0] { "UserPoolId": "eu-west-1_A", "ProviderName": "Google", "ProviderDetails": { "client_secret": "${env:SECRET}" } } without the identity provider Google`,
		`CreateUserPoolClient[0] { "UserPoolId": "eu-west-1_A", "ClientName": "web", "GenerateSecret": false } without the app client web`,
		`CreateManagedLoginBranding[0] { "UserPoolId": "eu-west-1_A", "ClientId": "abc", "Settings": { "a": {}, "b": [ 1, null ] } } without the branding style web`,
		`CreateTerms[0] { "UserPoolId": "eu-west-1_A", "ClientId": "abc", "TermsName": "privacy-policy" } without the terms document web/privacy-policy`,
		`SetRiskConfiguration[0] { "UserPoolId": "eu-west-1_A" } without the risk configuration`,
		`SetRiskConfiguration[1] { "UserPoolId": "eu-west-1_A", "ClientId": "abc" } without the risk configuration web`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	ids := Answers{"UserPoolId": "eu-west-1_A", "ClientId[web]": "abc", "ManagedLoginBrandingId[web]": "m-1", "TermsId[web/privacy-policy]": "t-1"}
	if !reflect.DeepEqual(answers, ids) {
		t.Errorf("answers %v, want %v", answers, ids)
	}
}

// Requests are compared by their keys: one of several members, and one that can be
// unset. What has no operation to delete it is reset by an update.
func TestDiffOfAnApp(t *testing.T) {
	draft := func(rest string) *Pool { return mustRead(t, `{"CreateUserPool": {"PoolName": "a"}, `+rest+`}`) }
	from := draft(`
		"CreateUserPoolClient": [{"ClientName": "web", "GenerateSecret": true, "EnableTokenRevocation": true}],
		"CreateTerms": [{"ClientId": "web", "TermsName": "terms-of-use", "Links": {"cognito:default": "https://a"}}, {"ClientId": "web", "TermsName": "privacy-policy"}],
		"CreateManagedLoginBranding": [{"ClientId": "web", "Settings": {"x": {"y": 1, "z": 2}}, "Assets": [{"Category": "FORM_LOGO", "ColorMode": "DARK", "Extension": "PNG"}, {"Category": "FORM_LOGO", "ColorMode": "LIGHT", "Extension": "PNG"}]}],
		"SetUICustomization": [{"ClientId": "web", "CSS": "a"}, {"CSS": "b"}],
		"SetRiskConfiguration": [{"RiskExceptionConfiguration": {"BlockedIPRangeList": ["203.0.113.0/24"]}}]`)
	to := draft(`
		"CreateUserPoolClient": [{"ClientName": "web", "GenerateSecret": false}],
		"CreateTerms": [{"ClientId": "web", "TermsName": "privacy-policy"}, {"ClientId": "web", "TermsName": "terms-of-use", "Links": {"cognito:default": "https://b"}}],
		"CreateManagedLoginBranding": [{"ClientId": "web", "Settings": {"x": {"z": 2.0, "y": 1}}, "Assets": [{"Category": "FORM_LOGO", "ColorMode": "LIGHT", "Extension": "SVG"}, {"Category": "FORM_LOGO", "ColorMode": "DARK", "Extension": "PNG"}]}],
		"SetUICustomization": [{"CSS": "c"}],
		"SetRiskConfiguration": [{"RiskExceptionConfiguration": {"BlockedIPRangeList": ["198.51.100.0/24"]}}]`)
	want := []string{
		"CreateUserPoolClient[web].GenerateSecret by new pool",
		"CreateManagedLoginBranding[web].Assets[FORM_LOGO/LIGHT].Extension by UpdateManagedLoginBranding",
		"CreateTerms[web/terms-of-use].Links[cognito:default] by UpdateTerms",
		"SetUICustomization[web] by SetUICustomization",
		"SetUICustomization[].CSS by SetUICustomization",
		"SetRiskConfiguration[].RiskExceptionConfiguration.BlockedIPRangeList by SetRiskConfiguration",
	}
	if got := differences(Diff(from, to, false)); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, name := range ChangeOperations() {
		if name == "" {
			t.Error("an operation without a name")
		}
	}
}

// Any change of one setting is one difference, of that setting.
func TestDiffFindsEveryChangeOfAnApp(t *testing.T) {
	p := largestApp(t)
	for leaf := range p.Leaves() {
		o := OperationOf(leaf.Path())
		value := otherValue(leaf)
		if o == &createUserPool || o == &setUserPoolMfaConfig || value == nil || isKey(leaf.Setting) {
			continue
		}
		q := p.Clone()
		if err := q.Set(leaf.Path(), value); err != nil {
			t.Fatal(err)
		}
		got := Diff(p, q, false)
		if len(got) != 1 || Lookup(got[0].Setting) != leaf.Setting {
			t.Errorf("%s: %v", leaf.Path(), differences(got))
		}
	}
}

// isKey reports whether a setting identifies an item of a list.
func isKey(s *Setting) bool {
	dot := strings.LastIndexByte(s.Path, '.')
	list := byPath[strings.TrimSuffix(s.Path[:dot], "[]")]
	return list != nil && slices.Contains(strings.Split(list.Key, "+"), s.Name())
}

func TestReadBodiesOfAnApp(t *testing.T) {
	tests := []struct{ name, text, operation, path string }{
		{"resource server", `{"UserPoolId": "eu-west-1_A", "Identifier": "api", "Name": "API", "Scopes": [{"ScopeName": "read", "ScopeDescription": "Read"}]}`, "CreateResourceServer", "CreateResourceServer[0].Scopes[0].ScopeName"},
		{"provider", `{"UserPoolId": "eu-west-1_A", "ProviderName": "Google", "ProviderType": "Google", "ProviderDetails": {"client_id": "x"}}`, "CreateIdentityProvider", "CreateIdentityProvider[0].ProviderDetails[client_id]"},
		{"domain", `{"UserPoolId": "eu-west-1_A", "Domain": "shop"}`, "CreateUserPoolDomain", "CreateUserPoolDomain[0].Domain"},
		{"client", `{"UserPoolId": "eu-west-1_A", "ClientName": "web"}`, "CreateUserPoolClient", "CreateUserPoolClient[0].ClientName"},
		{"update of a client", `{"UserPoolId": "eu-west-1_A", "ClientId": "abc", "CallbackURLs": ["https://a"]}`, "UpdateUserPoolClient", "CreateUserPoolClient[0].CallbackURLs"},
		{"branding", `{"UserPoolId": "eu-west-1_A", "ClientId": "abc", "Settings": {"camelCase": {}}}`, "CreateManagedLoginBranding", "CreateManagedLoginBranding[0].Settings"},
		{"terms", `{"UserPoolId": "eu-west-1_A", "ClientId": "abc", "TermsName": "privacy-policy"}`, "CreateTerms", "CreateTerms[0].ClientId"},
		{"UI customization", `{"UserPoolId": "eu-west-1_A", "CSS": "a"}`, "SetUICustomization", "SetUICustomization[0].CSS"},
		{"group", `{"userPoolId": "eu-west-1_A", "groupName": "a", "precedence": 1}`, "CreateGroup", "CreateGroup[0].Precedence"},
		{"risk", `{"UserPoolId": "eu-west-1_A", "RiskExceptionConfiguration": {"BlockedIPRangeList": []}}`, "SetRiskConfiguration", "SetRiskConfiguration[0].RiskExceptionConfiguration.BlockedIPRangeList"},
		{"log delivery", `{"UserPoolId": "eu-west-1_A", "LogConfigurations": [{"EventSource": "userNotification"}]}`, "SetLogDeliveryConfiguration", "SetLogDeliveryConfiguration.LogConfigurations[0].EventSource"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, err := Read("body.json", []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if d.Operation != test.operation {
				t.Errorf("recognized as %q", d.Operation)
			}
			if _, set := d.Pool.Get(test.path); !set {
				t.Errorf("%s is not set: %s", test.path, d.Pool.JSON())
			}
		})
	}
}

// A body has the ids that its own request takes, and no others.
func TestIDsInBodies(t *testing.T) {
	p := readProblem(t, "p.json", `{"PoolName": "a", "ClientId": "abc"}`)
	if p.Rule != unknownRule || p.Setting != "ClientId" {
		t.Errorf("%+v", p)
	}
}

// What identifies a new resource is not missing in the body of an update.
func TestUpdateBodiesOfAnApp(t *testing.T) {
	for text, want := range map[string][]string{
		`{"UserPoolId": "eu-west-1_A", "ClientId": "abc", "CallbackURLs": ["https://a"]}`:                  nil,
		`{"UserPoolId": "eu-west-1_A", "ClientId": "abc", "RefreshTokenRotation": {}}`:                     {"CreateUserPoolClient[0].RefreshTokenRotation.Feature"},
		`{"UserPoolId": "eu-west-1_A", "ManagedLoginBrandingId": "m-1", "UseCognitoProvidedValues": true}`: nil,
		`{"UserPoolId": "eu-west-1_A", "TermsId": "t-1", "Links": {"cognito:default": "https://a"}}`:       nil,
	} {
		d, err := Read("p.json", []byte(text))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var got []string
		for _, f := range CheckIn(d.Facts()) {
			if f.Severity == Error {
				got = append(got, f.Settings[0])
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: errors for %q (%s)", text, got, d.Operation)
		}
	}
}

// One finding for a feature that the plan lacks, not one for each of its settings.
func TestTierOfRiskConfigurations(t *testing.T) {
	p := largestApp(t)
	p.CreateUserPool.UserPoolTier = new("ESSENTIALS")
	var concerned []string
	for _, f := range Check(p) {
		if f.Rule == "tier-lacks-feature" {
			concerned = append(concerned, f.Settings[0])
		}
	}
	want := []string{
		"CreateUserPool.UserPoolAddOns.AdvancedSecurityMode", "SetRiskConfiguration",
		"SetLogDeliveryConfiguration.LogConfigurations[1].EventSource",
		"SetLogDeliveryConfiguration.LogConfigurations[1].S3Configuration.BucketArn",
	}
	if !slices.Equal(concerned, want) {
		t.Errorf("got %q", concerned)
	}
}

func TestSecretReferences(t *testing.T) {
	for text, want := range map[string]string{
		"${env:CLIENT_SECRET}": "CLIENT_SECRET", "${env:_a1}": "_a1",
		"${env:}": "", "${env:1A}": "", "${env:A B}": "", "$env:A": "", "${env:A": "", "env:A}": "", "x${env:A}": "", "${env:A}x": "", "": "",
	} {
		name, found := SecretVariable(text)
		if name != want || found != (want != "") || IsSecretReference(text) != found {
			t.Errorf("%q refers to %q, %v", text, name, found)
		}
	}
}

func TestSecretSettings(t *testing.T) {
	for path, want := range map[string]bool{
		"CreateUserPoolClient[0].ClientSecret":                     true,
		"CreateUserPoolClient[].ClientSecret":                      true,
		"CreateUserPoolClient[0].GenerateSecret":                   false,
		"CreateIdentityProvider[1].ProviderDetails":                false,
		"CreateIdentityProvider[1].ProviderDetails[client_secret]": true,
		"CreateIdentityProvider[1].ProviderDetails[private_key]":   true,
		"CreateIdentityProvider[1].ProviderDetails[client_id]":     false,
		"CreateUserPool.UserPoolTags[client_secret]":               false,
		"CreateUserPool.NoSuchSetting":                             false,
	} {
		if IsSecret(path) != want {
			t.Errorf("%s: secret is %v", path, !want)
		}
	}
	// A draft that everybody can read has references alone.
	for leaf := range largestApp(t).Leaves() {
		entries, _ := leaf.Value().(map[string]string)
		for key, value := range entries {
			if IsSecret(WithKey(leaf.Path(), key)) && !IsSecretReference(value) {
				t.Errorf("%s contains a secret", WithKey(leaf.Path(), key))
			}
		}
		if text, isText := leaf.Value().(string); isText && leaf.Setting.Secret && !IsSecretReference(text) {
			t.Errorf("%s contains a secret", leaf.Path())
		}
	}
}

// Descriptions contain secrets, and what is read from them does not.
func TestReadDropsSecrets(t *testing.T) {
	d, err := Read("p.json", []byte(`{
		"UserPool": {"Id": "eu-west-1_A", "Name": "shop"},
		"UserPoolClient": [{"ClientName": "web", "ClientId": "abc", "ClientSecret": "hush-of-the-client"}, {"ClientName": "spa", "ClientId": "def"}],
		"IdentityProvider": [
			{"ProviderName": "Google", "ProviderType": "Google", "ProviderDetails": {"client_id": "x", "client_secret": "hush-of-google"}},
			{"ProviderName": "1-ä Apple", "ProviderType": "SignInWithApple", "ProviderDetails": {"private_key": {"x": "hush-of-apple"}}},
			{"ProviderType": "OIDC", "ProviderDetails": {"client_secret": "hush-of-nobody"}}]
	}`))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(d.Pool.JSON()), "hush") {
		t.Errorf("a secret is in the draft: %s", d.Pool.JSON())
	}
	for _, dropped := range d.Dropped {
		if strings.Contains(dropped.Value, "hush") {
			t.Errorf("a secret is reported: %+v", dropped)
		}
	}
	clients, providers := d.Pool.CreateUserPoolClient, d.Pool.CreateIdentityProvider
	if len(clients) != 2 || !isTrue(clients[0].GenerateSecret) || clients[1].GenerateSecret != nil {
		t.Errorf("%s", d.Pool.JSON())
	}
	if got := providers[0].ProviderDetails["client_secret"]; got != "${env:GOOGLE_CLIENT_SECRET}" {
		t.Error(got)
	}
	if got := providers[1].ProviderDetails["private_key"]; got != "${env:_1___APPLE_PRIVATE_KEY}" || !IsSecretReference(got) {
		t.Error(got)
	}
}
