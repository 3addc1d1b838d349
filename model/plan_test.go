package model

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

// liveOf is a pool as if it was read from the service.
func liveOf(t testing.TB, text string) *Document {
	t.Helper()
	p := mustRead(t, text)
	ids := Answers{}
	for i, c := range p.CreateUserPoolClient {
		ids[WithKey("ClientId", *c.ClientName)] = fmt.Sprintf("client-%d", i)
	}
	return &Document{Pool: p, PoolID: "eu-west-1_Live", ARN: "arn:live", IDs: ids}
}

// steps are the calls of a plan with the settings that each changes.
func steps(p *Plan) []string {
	var list []string
	for _, s := range p.Steps {
		line := s.Name()
		for _, d := range s.Differences {
			_, rest := cutPath(d.Setting)
			line += " " + strings.TrimPrefix(rest, "Policies.PasswordPolicy.")
		}
		list = append(list, strings.TrimSpace(line))
	}
	for _, d := range p.Blocked {
		list = append(list, "blocked "+d.Setting)
	}
	return list
}

func TestPlan(t *testing.T) {
	const pool = `{"PoolName":"a","AutoVerifiedAttributes":["email"],"UserPoolTags":{"a":"1","b":"2"}}`
	const mfa = `"SetUserPoolMfaConfig":{"MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":true}}`
	for _, test := range []struct {
		name, live, draft string
		exact             bool
		want              []string
	}{
		{"nothing", pool, pool, false, nil},
		{"nothing mentioned", pool, `{"PoolName":"a"}`, false, nil},
		{"exact", pool, `{"PoolName":"a"}`, true, []string{"UpdateUserPool AutoVerifiedAttributes", "UntagResource UserPoolTags[a] UserPoolTags[b]"}},
		{"a setting", pool, `{"Policies":{"PasswordPolicy":{"MinimumLength":12}}}`, false, []string{"UpdateUserPool MinimumLength"}},
		{"one tag", pool, `{"UserPoolTags":{"b":"3"}}`, false, []string{"TagResource UserPoolTags[b]"}},
		{"permanent", pool, `{"UsernameAttributes":["email"]}`, false, []string{"blocked CreateUserPool.UsernameAttributes"}},
		{"MFA on", pool, `{"CreateUserPool":{},` + mfa + `}`, false, []string{"SetUserPoolMfaConfig MfaConfiguration SoftwareTokenMfaConfiguration.Enabled"}},
		{"MFA off", `{"CreateUserPool":` + pool + `,` + mfa + `}`, `{"CreateUserPool":{"MfaConfiguration":"OFF"}}`, false, []string{"SetUserPoolMfaConfig MfaConfiguration SoftwareTokenMfaConfiguration.Enabled"}},
		{"the factors are set again", `{"CreateUserPool":` + pool + `,` + mfa + `}`, `{"DeletionProtection":"ACTIVE"}`, false, []string{"UpdateUserPool DeletionProtection", "SetUserPoolMfaConfig"}},
		{"email for MFA first", pool, `{"CreateUserPool":{"EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"arn:aws:ses:eu-west-1:123456789012:identity/a@example.com"},"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_phone_number","Priority":1}]}},"SetUserPoolMfaConfig":{"MfaConfiguration":"OPTIONAL","EmailMfaConfiguration":{}}}`, false,
			[]string{"UpdateUserPool AccountRecoverySetting.RecoveryMechanisms[verified_phone_number].Priority EmailConfiguration.EmailSendingAccount EmailConfiguration.SourceArn", "SetUserPoolMfaConfig MfaConfiguration EmailMfaConfiguration"}},
		{"no email for MFA after", `{"CreateUserPool":{"PoolName":"a","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"arn:aws:ses:eu-west-1:123456789012:identity/a@example.com"}},"SetUserPoolMfaConfig":{"MfaConfiguration":"OPTIONAL","EmailMfaConfiguration":{},"SoftwareTokenMfaConfiguration":{"Enabled":true}}}`,
			`{"CreateUserPool":{"PoolName":"a"},"SetUserPoolMfaConfig":{"MfaConfiguration":"OPTIONAL","SoftwareTokenMfaConfiguration":{"Enabled":true}}}`, true,
			[]string{"SetUserPoolMfaConfig EmailMfaConfiguration", "UpdateUserPool EmailConfiguration.EmailSendingAccount EmailConfiguration.SourceArn"}},
		{"attributes", pool, `{"Schema":[{"Name":"plan","AttributeDataType":"String"}]}`, false, []string{"AddCustomAttributes Schema[plan]"}},
		{"a client", `{"CreateUserPool":` + pool + `,"CreateUserPoolClient":[{"ClientName":"web"}]}`, `{"CreateUserPool":{},"CreateUserPoolClient":[{"ClientName":"web","AccessTokenValidity":2},{"ClientName":"app"}]}`, false,
			[]string{"UpdateUserPoolClient web AccessTokenValidity", "CreateUserPoolClient app"}},
		{"a scope that a client loses", `{"CreateUserPool":` + pool + `,"CreateResourceServer":[{"Identifier":"api","Name":"api","Scopes":[{"ScopeName":"read","ScopeDescription":"r"},{"ScopeName":"write","ScopeDescription":"w"}]}],
			"CreateUserPoolClient":[{"ClientName":"m","GenerateSecret":true,"AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["client_credentials"],"AllowedOAuthScopes":["api/read","api/write"]}]}`,
			`{"CreateUserPool":` + pool + `,"CreateResourceServer":[{"Identifier":"api","Name":"api","Scopes":[{"ScopeName":"read","ScopeDescription":"r"}]}],
			"CreateUserPoolClient":[{"ClientName":"m","GenerateSecret":true,"AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["client_credentials"],"AllowedOAuthScopes":["api/read"]}]}`, true,
			[]string{"UpdateUserPoolClient m AllowedOAuthScopes", "UpdateResourceServer api Scopes[write].ScopeName Scopes[write].ScopeDescription"}},
		{"another domain prefix", `{"CreateUserPool":` + pool + `,"CreateUserPoolDomain":[{"Domain":"old-shop"}]}`, `{"CreateUserPool":` + pool + `,"CreateUserPoolDomain":[{"Domain":"new-shop"}]}`, true,
			[]string{"DeleteUserPoolDomain old-shop", "CreateUserPoolDomain new-shop"}},
		{"a group's description removed", `{"CreateUserPool":` + pool + `,"CreateGroup":[{"GroupName":"g","Description":"d"}]}`, `{"CreateUserPool":` + pool + `,"CreateGroup":[{"GroupName":"g"}]}`, true, []string{"blocked CreateGroup[g].Description"}},
		{"two clients of one name", `{"CreateUserPool":` + pool + `,"CreateUserPoolClient":[{"ClientName":"web"},{"ClientName":"web"}]}`, `{"CreateUserPool":{},"CreateUserPoolClient":[{"ClientName":"web","AccessTokenValidity":2}]}`, false,
			[]string{"blocked CreateUserPoolClient[web].AccessTokenValidity"}},
		{"a unit that is not mentioned", `{"CreateUserPool":` + pool + `,"CreateUserPoolClient":[{"ClientName":"web","AccessTokenValidity":30,"TokenValidityUnits":{"AccessToken":"minutes"}}]}`, `{"CreateUserPool":{},"CreateUserPoolClient":[{"ClientName":"web","AccessTokenValidity":20}]}`, false, []string{"UpdateUserPoolClient web AccessTokenValidity"}},
		{"a legacy text", `{"PoolName":"a","VerificationMessageTemplate":{"EmailMessage":"old {####}"}}`, `{"EmailVerificationMessage":"new {####}"}`, false, []string{"UpdateUserPool VerificationMessageTemplate.EmailMessage"}},
		{"a secret", `{"CreateUserPool":` + pool + `,"CreateIdentityProvider":[{"ProviderName":"Google","ProviderType":"Google","ProviderDetails":{"client_id":"x","client_secret":"${env:A}","authorize_scopes":"openid","oidc_issuer":"https://accounts.google.com"}}]}`,
			`{"CreateUserPool":` + pool + `,"CreateIdentityProvider":[{"ProviderName":"Google","ProviderType":"Google","ProviderDetails":{"client_id":"x","client_secret":"${env:B}","authorize_scopes":"openid"}}]}`, true, nil},
	} {
		live := liveOf(t, test.live)
		draft := mustRead(t, test.draft)
		target := live.Pool.Merge(draft)
		if test.exact {
			target = live.Pool.Exact(draft)
		}
		got := steps(PlanChange(live, target))
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, strings.Join(got, "\n"), strings.Join(test.want, "\n"))
		}
	}
}

// The bodies are complete, and have the ids of the live pool.
func TestPlanBodies(t *testing.T) {
	live := liveOf(t, `{"CreateUserPool":{"PoolName":"a","AutoVerifiedAttributes":["email"],"UserPoolTags":{"a":"1"},"LambdaConfig":{"PreSignUp":"arn:f"},"UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":["email"]},"Policies":{"PasswordPolicy":{"MinimumLength":9}}},
		"SetUserPoolMfaConfig":{"MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":true}},
		"CreateUserPoolClient":[{"ClientName":"web","GenerateSecret":true,"ReadAttributes":["email"]}],"CreateGroup":[{"GroupName":"g","Description":"d","Precedence":1}]}`)
	draft := mustRead(t, `{"CreateUserPool":{"PoolName":"a","AutoVerifiedAttributes":["email"],"LambdaConfig":{"PreSignUp":"arn:f"}},
		"SetUserPoolMfaConfig":{"MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":true}},
		"CreateUserPoolClient":[{"ClientName":"web","GenerateSecret":true,"ReadAttributes":["email"],"EnableTokenRevocation":false}],"CreateGroup":[{"GroupName":"g","Description":"d","Precedence":2}]}`)
	p := PlanChange(live, live.Pool.Exact(draft))
	want := map[string]string{
		"UpdateUserPool": `{"UserPoolId":"eu-west-1_Live","PoolName":"a","Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true}},
			"AutoVerifiedAttributes":["email"],"UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":[]},"LambdaConfig":{"PreSignUp":"arn:f"}}`,
		"SetUserPoolMfaConfig":     `{"UserPoolId":"eu-west-1_Live","MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":true}}`,
		"UntagResource":            `{"ResourceArn":"arn:live","TagKeys":["a"]}`,
		"UpdateUserPoolClient web": `{"UserPoolId":"eu-west-1_Live","ClientId":"client-0","ClientName":"web","EnableTokenRevocation":false,"ReadAttributes":["email"]}`,
		"UpdateGroup g":            `{"UserPoolId":"eu-west-1_Live","GroupName":"g","Precedence":2}`,
	}
	if len(p.Steps) != len(want) {
		t.Errorf("steps %q", steps(p))
	}
	for _, s := range p.Steps {
		if got := s.Body(p.Answers()); !equalJSON(t, string(got), want[s.Name()]) {
			t.Errorf("%s: got %s", s.Name(), got)
		}
	}
}

func equalJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y any
	decodeJSON(t, a, &x)
	decodeJSON(t, b, &y)
	return string(compactJSON(x)) == string(compactJSON(y))
}

// Law: a draft over a live pool changes what the draft sets and nothing else. Over
// itself it changes nothing.
func TestMergeChangesOnlyWhatIsSet(t *testing.T) {
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 15))
		live, draft := randomPool(r), randomPool(r)
		if tier := live.Tier(); live.CreateUserPool.UserPoolTier == nil {
			live.CreateUserPool.UserPoolTier = &tier // as each description has it
		}
		nameApart(live)
		nameApart(draft)
		merged := live.Merge(draft)
		if again := merged.Merge(draft); !again.Equal(merged) {
			t.Fatalf("seed %d: merging again changes %q", seed, again.Assignments(merged))
		}
		if nothing := live.Merge(&Pool{}); len(Diff(live, nothing, false)) > 0 {
			t.Fatalf("seed %d: an empty draft changes %v", seed, Diff(live, nothing, false))
		}
		for _, d := range Diff(live, merged, false) {
			if !mentions(draft, d.Setting) {
				t.Fatalf("seed %d: %s changes and is not in the draft\n%s", seed, d.Setting, draft.JSON())
			}
		}
	}
}

// nameApart gives the items of each list that has a key the names k0, k1 and so on.
func nameApart(p *Pool) {
	for leaf := range p.Clone().Leaves() {
		if leaf.Setting.Kind != List || leaf.Setting.Key == "" {
			continue
		}
		list, err := p.find(leaf.Path(), false)
		if err != nil {
			panic(err) // a path of its clone
		}
		for i := range list.Len() {
			name, _, _ := strings.Cut(leaf.Setting.Key, "+")
			list.Index(i).FieldByName(name).Set(reflect.ValueOf(new(fmt.Sprintf("k%d", i))))
		}
	}
}

// mentions reports whether a draft sets something of the request, or the part of
// the pool, that a setting is in.
func mentions(draft *Pool, setting string) bool {
	member := func(path string) string {
		first, rest := cutPath(path)
		second, _ := cutPath(rest)
		if first.name == createUserPool.Name || first.name == setUserPoolMfaConfig.Name {
			return second.name
		}
		return first.name
	}
	want := []string{member(setting)}
	switch want[0] {
	case "VerificationMessageTemplate":
		want = append(want, "EmailVerificationMessage", "EmailVerificationSubject", "SmsVerificationMessage")
	case "Policies":
		want = append(want, "AdminCreateUserConfig")
	case "SmsConfiguration", "SmsAuthenticationMessage", "SmsMfaConfiguration", "SoftwareTokenMfaConfiguration", "EmailMfaConfiguration":
		want = append(want, "SmsMfaConfiguration", "SmsConfiguration", "SmsAuthenticationMessage", "MfaConfiguration")
	}
	for leaf := range draft.Leaves() {
		if slices.Contains(want, member(leaf.Path())) {
			return true
		}
	}
	return false
}

// Law: every effect is about settings that exist.
func TestEffectsAreAboutSettings(t *testing.T) {
	for _, e := range effects {
		found := LookupOperation(e.at) != nil
		for _, s := range Catalog {
			found = found || s.Path == e.at || strings.HasPrefix(s.Path, e.at+".")
		}
		if !found {
			t.Errorf("no setting %s", e.at)
		}
	}
}

func TestEffects(t *testing.T) {
	live := liveOf(t, `{"CreateUserPool":{"PoolName":"a"},"SetUserPoolMfaConfig":{"WebAuthnConfiguration":{"RelyingPartyId":"a.example"}},"CreateUserPoolClient":[{"ClientName":"web","CallbackURLs":["https://a.example"]},{"ClientName":"old","GenerateSecret":true},{"ClientName":"desk"}]}`)
	draft := mustRead(t, `{"CreateUserPool":{"PoolName":"b","UserPoolTier":"PLUS"},"SetUserPoolMfaConfig":{"WebAuthnConfiguration":{"RelyingPartyId":"b.example"}},"CreateUserPoolClient":[{"ClientName":"web","CallbackURLs":["https://b.example"]},{"ClientName":"new"}]}`)
	var got []string
	for _, e := range PlanChange(live, live.Pool.Exact(draft)).Effects() {
		got = append(got, e.Setting)
	}
	want := []string{"CreateUserPool.UserPoolTier", "SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId", "CreateUserPoolClient[web].CallbackURLs", "CreateUserPoolClient[new].ClientName", "CreateUserPoolClient[old]"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// The number of a validity keeps the unit that the pool has, and the plan says what
// the two mean together.
func TestEffectsOfValidity(t *testing.T) {
	const live = `"AccessTokenValidity":60,"IdTokenValidity":60,"TokenValidityUnits":{"AccessToken":"minutes","IdToken":"minutes"}`
	for _, test := range []struct {
		live, draft string
		exact       bool
		want        []string
	}{
		{live, `"IdTokenValidity":30`, false, []string{"ID tokens that are issued from now on are valid for 30 minutes, no longer for 60 minutes"}},
		{live, `"IdTokenValidity":1,"TokenValidityUnits":{"IdToken":"hours"}`, false, nil},
		{live, `"IdTokenValidity":2,"TokenValidityUnits":{"IdToken":"hours"}`, false, []string{"ID tokens that are issued from now on are valid for 2 hours, no longer for 60 minutes"}},
		{live, `"TokenValidityUnits":{"AccessToken":"seconds"}`, false, []string{"access tokens that are issued from now on are valid for 60 seconds, no longer for 60 minutes"}},
		{live, `"AccessTokenValidity":8`, true, []string{"access tokens that are issued from now on are valid for 8 hours, no longer for 60 minutes"}},
		{live, ``, true, nil},
		{``, `"RefreshTokenValidity":1`, false, []string{"refresh tokens that are issued from now on are valid for 1 day, no longer for 30 days"}},
		{`"RefreshTokenValidity":7`, ``, true, []string{"refresh tokens that are issued from now on are valid for 30 days, no longer for 7 days"}},
		{``, `"TokenValidityUnits":{"RefreshToken":"hours"}`, false, []string{"refresh tokens that are issued from now on are valid for the default number of hours, no longer for 30 days"}},
	} {
		pool := func(members string) string {
			return `{"CreateUserPool":{"PoolName":"a"},"CreateUserPoolClient":[` + named("web", strings.Fields(members)...) + `]}`
		}
		from, draft := liveOf(t, pool(test.live)), mustRead(t, pool(test.draft))
		target := from.Pool.Merge(draft)
		if test.exact {
			target = from.Pool.Exact(draft)
		}
		var got []string
		for _, e := range PlanChange(from, target).Effects() {
			got = append(got, e.Text)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s over %s: got %q", test.draft, test.live, got)
		}
	}
}

func BenchmarkPlan(b *testing.B) {
	live := &Document{Pool: largestApp(b), PoolID: "eu-west-1_Live", IDs: Answers{}}
	draft := largestApp(b)
	draft.CreateUserPool.DeletionProtection = new("INACTIVE")
	for i := range draft.CreateUserPoolClient {
		draft.CreateUserPoolClient[i].AuthSessionValidity = new(7)
	}
	for b.Loop() {
		PlanChange(live, live.Pool.Merge(draft))
	}
}

func decodeJSON(t *testing.T, text string, to any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), to); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
}

// What cannot be changed makes errors of what depends on it.
func TestPlanChecksWhatItLeadsTo(t *testing.T) {
	live := &Document{PoolID: "eu-west-1_Live", Pool: mustRead(t, `{"CreateUserPool": {"PoolName": "a"}, "CreateResourceServer": [{"Identifier": "api", "Name": "api", "Scopes": [{"ScopeName": "read", "ScopeDescription": "x"}]}], "CreateUserPoolClient": [{"ClientName": "web"}]}`)}
	draft := mustRead(t, `{"CreateUserPoolClient": [{"ClientName": "web", "GenerateSecret": true, "AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["client_credentials"], "AllowedOAuthScopes": ["api/read"]}]}`)
	plan := PlanChange(live, live.Pool.Merge(draft))
	if len(plan.Blocked) != 1 || Errors(plan.Findings) == 0 {
		t.Errorf("blocked %v, findings %v", plan.Blocked, plan.Findings)
	}
}
