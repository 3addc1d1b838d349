package model

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// ruleCase are pools for one rule, written as readPool reads them.
type ruleCase struct {
	breaks []string // the rule finds something, with its own severity
	softer []string // it finds something, but all of it is less severe
	fits   []string // it finds nothing, although the pool is similar
}

var ruleCases = []map[string]ruleCase{
	limitCases, tierCases, signInCases, passwordCases, mfaCases, recoveryCases,
	emailCases, smsCases, messageCases, triggerCases, schemaCases, otherCases,
	describedCases, arnCases,
	clientCases, clientFlowCases, clientAttributeCases, resourceServerCases, identityProviderCases,
	domainCases, brandingCases, termsCases, groupCases, riskCases, logDeliveryCases, requestCases,
}

// arns replaces placeholders of ARNs in the pools of the tests.
var arns = strings.NewReplacer(
	"$fn2", "arn:aws:lambda:us-east-1:123456789012:function:f",
	"$fn", "arn:aws:lambda:eu-central-1:123456789012:function:f",
	"$otherfn", "arn:aws:lambda:eu-central-1:123456789012:function:g",
	"$strangefn", "arn:aws:lambda:eu-central-1:210987654321:function:f",
	"$key2", "arn:aws:kms:us-east-1:123456789012:key/k",
	"$key", "arn:aws:kms:eu-central-1:123456789012:key/k",
	"$role2", "arn:aws:iam::123456789012:role/sms-2",
	"$role", "arn:aws:iam::123456789012:role/sms",
	"$strangerole", "arn:aws:iam::210987654321:role/sms",
	"$domain", "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
	"$address", "arn:aws:ses:eu-west-1:123456789012:identity/shop@example.com",
	"$pinpoint", "arn:aws:mobiletargeting:eu-central-1:123456789012:apps/a",
	"$loggroup", "arn:aws:logs:eu-central-1:123456789012:log-group:cognito",
	"$bucket", "arn:aws:s3:::cognito-logs",
	"$stream", "arn:aws:firehose:eu-central-1:123456789012:deliverystream/cognito",
)

// readPool reads a pool: JSON, after a region that the user names ("eu-west-1
// {…}") or one from the environment ("eu-west-1? {…}"), if any.
func readPool(t testing.TB, text string) Facts {
	t.Helper()
	open := strings.IndexByte(text, '{')
	region, assumed := strings.CutSuffix(strings.TrimSpace(text[:open]), "?")
	d, err := Read("pool.json", []byte(arns.Replace(text[open:])))
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	facts := d.Facts()
	facts.Region, facts.Assumed = region, assumed
	return facts
}

// matches are what one rule finds.
func matches(facts Facts, rule string) []Finding {
	return slices.DeleteFunc(CheckIn(facts), func(f Finding) bool { return f.Rule != rule })
}

func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, cases := range ruleCases {
		for _, id := range sortedKeys(cases) {
			t.Run(id, func(t *testing.T) { testRule(t, id, cases[id]) })
			seen[id] = true
		}
	}
	for _, rule := range Rules {
		if !seen[rule.ID] {
			t.Errorf("the rule %s has no cases", rule.ID)
		}
	}
}

func testRule(t *testing.T, id string, c ruleCase) {
	rule := LookupRule(id)
	if rule == nil {
		t.Fatalf("no such rule")
	}
	if len(c.breaks) == 0 || len(c.fits) == 0 {
		t.Fatalf("%d pools break the rule and %d fit; want one of each at least", len(c.breaks), len(c.fits))
	}
	for _, text := range c.breaks {
		found := matches(readPool(t, text), id)
		if !slices.ContainsFunc(found, func(f Finding) bool { return f.Severity == rule.Severity }) {
			t.Errorf("not found at severity %v: %s\n%v", rule.Severity, text, found)
		}
		for _, f := range found {
			checkWords(t, f)
		}
	}
	for _, text := range c.softer {
		found := matches(readPool(t, text), id)
		if len(found) == 0 || slices.ContainsFunc(found, func(f Finding) bool { return f.Severity >= rule.Severity }) {
			t.Errorf("not found at less than severity %v: %s\n%v", rule.Severity, text, found)
		}
	}
	for _, text := range c.fits {
		if found := matches(readPool(t, text), id); len(found) > 0 {
			t.Errorf("found: %s\n%v", text, found)
		}
	}
}

// aboutNoSetting is the rule about the Region, which is no setting of a pool.
const aboutNoSetting = "region-unknown"

// checkWords checks what every finding must contain.
func checkWords(t *testing.T, f Finding) {
	t.Helper()
	if f.Message == "" || f.Fix == "" || f.Source == "" || len(f.Settings) == 0 && f.Rule != aboutNoSetting {
		t.Errorf("%s: lacks a message, fix, source or settings: %+v", f.Rule, f)
	}
	for _, request := range []string{"CreateUserPool.", "SetUserPoolMfaConfig."} {
		if strings.Contains(f.Message, request) {
			t.Errorf("%s: a path that the catalog does not know: %s", f.Rule, f.Message)
		}
	}
	for _, path := range f.Settings {
		if Lookup(path) == nil {
			t.Errorf("%s: no setting %s", f.Rule, path)
		}
	}
}

func TestRulesExplain(t *testing.T) {
	seen := map[string]bool{}
	for _, rule := range Rules {
		if seen[rule.ID] {
			t.Errorf("two rules are called %s", rule.ID)
		}
		seen[rule.ID] = true
		if rule.ID != strings.ToLower(rule.ID) || strings.ContainsAny(rule.ID, " _.") {
			t.Errorf("%s: not in the form of an id", rule.ID)
		}
		if rule.Summary == "" || rule.Fix == "" || rule.Source == "" {
			t.Errorf("%s: lacks a summary, fix or source", rule.ID)
		}
		if first := rule.Fix[:min(1, len(rule.Fix))]; first != strings.ToLower(first) || strings.HasSuffix(rule.Fix, ".") {
			t.Errorf("%s: a fix begins in lower case and ends without a stop: %s", rule.ID, rule.Fix)
		}
		if rule.Check == nil {
			continue // a limit: it concerns every setting that has one
		}
		if len(rule.Settings) == 0 && rule.ID != aboutNoSetting {
			t.Errorf("%s: concerns no setting", rule.ID)
		}
		for _, path := range rule.Settings {
			if byPath[path] == nil {
				t.Errorf("%s: no setting %s", rule.ID, path)
			}
		}
	}
}

func readFile(t testing.TB, name string) Facts {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return Facts{Pool: d.Pool}
}

// The presets have no errors, and nothing that surprises. The one that shows
// what Cognito decides by itself has two warnings about just that.
func TestRulesPresets(t *testing.T) {
	expected := map[string][]string{"defaults": {"case-sensitive-forever", "sign-up-never-confirmed"}}
	for _, preset := range Presets {
		for _, f := range Check(LoadPreset(preset.Name)) {
			if f.Severity > Advice && !slices.Contains(expected[preset.Name], f.Rule) {
				t.Errorf("%s: %v %s: %v: %s", preset.Name, f.Severity, f.Rule, f.Settings, f.Message)
			}
		}
	}
}

func TestTiers(t *testing.T) {
	for want, texts := range map[string][]string{
		"LITE":       {`{"PoolName":"p"}`, `{"PoolName":"p","Policies":{"PasswordPolicy":{"PasswordHistorySize":0}}}`, `{"PoolName":"p","UserPoolTier":"PLUS","UserPoolAddOns":{"AdvancedSecurityMode":"OFF"}}`},
		"ESSENTIALS": {`{"PoolName":"p","Policies":{"PasswordPolicy":{"PasswordHistorySize":1}}}`, `{"PoolName":"p","EmailMfaConfiguration":{}}`, `{"PoolName":"p","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","WEB_AUTHN"]}}}`},
		"PLUS":       {`{"PoolName":"p","UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}}`},
	} {
		for _, text := range texts {
			if got := CheapestTier(readPool(t, text).Pool); got != want {
				t.Errorf("%s: the cheapest plan is %s, want %s", text, got, want)
			}
		}
	}
	for name, want := range map[string]string{
		"LITE":       "USD 0.0055 for each monthly active user after the first 10,000",
		"ESSENTIALS": "USD 0.015 for each monthly active user after the first 10,000",
		"PLUS":       "USD 0.02 for each monthly active user, none free",
	} {
		if got := LookupTier(name).Cost(); got != want {
			t.Errorf("%s costs %q, want %q", name, got, want)
		}
	}
}

// randomPool sets some of the settings to values good and bad.
func randomPool(r *rand.Rand) *Pool {
	p := &Pool{}
	p.CreateUserPool.Schema = make([]Attribute, r.IntN(4))
	p.CreateUserPool.AccountRecoverySetting = &AccountRecoverySetting{RecoveryMechanisms: make([]RecoveryMechanism, r.IntN(3))}
	p.CreateResourceServer = make([]CreateResourceServer, r.IntN(3))
	p.CreateIdentityProvider = make([]CreateIdentityProvider, r.IntN(3))
	p.CreateUserPoolDomain = make([]CreateUserPoolDomain, r.IntN(3))
	p.CreateUserPoolClient = make([]CreateUserPoolClient, r.IntN(3))
	p.CreateManagedLoginBranding = make([]CreateManagedLoginBranding, r.IntN(3))
	p.CreateTerms = make([]CreateTerms, r.IntN(3))
	p.SetUICustomization = make([]SetUICustomization, r.IntN(3))
	p.CreateGroup = make([]CreateGroup, r.IntN(3))
	p.SetRiskConfiguration = make([]SetRiskConfiguration, r.IntN(3))
	p.SetLogDeliveryConfiguration.LogConfigurations = make([]LogConfiguration, r.IntN(3))
	for i := range Catalog {
		s := &Catalog[i]
		if r.IntN(3) > 0 || s.Kind == List {
			continue
		}
		path := s.Path
		for strings.Contains(path, "[]") {
			path = strings.Replace(path, "[]", fmt.Sprintf("[%d]", r.IntN(4)), 1)
		}
		if value := randomValue(r, s); value != nil {
			p.Set(path, value) // an index beyond the list is no item: nothing to set
		}
	}
	if r.IntN(4) == 0 {
		p.SetUserPoolMfaConfig.EmailMfaConfiguration = &EmailMfa{}
	}
	if r.IntN(4) == 0 {
		p.SetUserPoolMfaConfig.SmsMfaConfiguration = &SmsMfa{}
	}
	if r.IntN(4) == 0 {
		p.CreateUserPool.DcrConfiguration = &DcrConfiguration{}
	}
	return p
}

var randomTexts = []string{
	"", "x", "{####}", "{##", "##}", "{username}", "email", "custom:a", "sub", "Phone-Number", "-1", "0", "2048", "2049", "1e5", "+", "é\u200d", "arn:", "arn:aws:::::",
	"$fn", "$fn2", "$key", "$key2", "$role", "$strangerole", "$domain", "$address", "a@b", "A <a@b>", "<", "eu-west-1", strings.Repeat("9", 400),
	"web", "COGNITO", "Google", "openid", "a/b", "http://example.com", "https://example.com/#", "custom:role", "my-aws", "192.0.2.0/24", ".x {", "$loggroup", "${env:S}",
}

func randomValue(r *rand.Rand, s *Setting) any {
	word := func() string {
		if len(s.Choices) > 0 && r.IntN(5) > 0 {
			return s.Choices[r.IntN(len(s.Choices))].Value
		}
		return arns.Replace(randomTexts[r.IntN(len(randomTexts))])
	}
	switch s.Kind {
	case Bool:
		return r.IntN(2) == 0
	case Int:
		return r.IntN(500) - 50
	case Choices, Texts:
		list := make([]string, r.IntN(5))
		for i := range list {
			list[i] = word()
		}
		return list
	case Map:
		entries := map[string]string{word(): word(), "aws:" + word(): word()}
		for _, key := range []string{"client_id", "client_secret", "oidc_issuer", "authorize_scopes", "MetadataURL", "MetadataFile", "token_url"} {
			if r.IntN(2) == 0 {
				entries[key] = word()
			}
		}
		return entries
	case Block, List:
		return nil
	}
	return word()
}

func TestRulesOnRandomPools(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 1))
		p := randomPool(r)
		before := p.Clone()
		facts := Facts{Pool: p, Region: []string{"", "eu-central-1", "us-east-1", "xx"}[r.IntN(4)], Assumed: r.IntN(2) == 0}
		found := CheckIn(facts)
		if again := CheckIn(facts); !reflect.DeepEqual(found, again) {
			t.Fatalf("seed %d: two answers for one pool", seed)
		}
		if !p.Equal(before) {
			t.Fatalf("seed %d: the checks changed the pool", seed)
		}
		for _, f := range found {
			checkWords(t, f)
			if LookupRule(f.Rule) == nil {
				t.Fatalf("seed %d: no rule %s", seed, f.Rule)
			}
		}
	}
}

// Every rule that can be broken by chance is broken by some random pool, so
// that the test above visits them.
func TestRulesRandomReach(t *testing.T) {
	reached := map[string]bool{}
	for seed := range uint64(2000) {
		for _, f := range Check(randomPool(rand.New(rand.NewPCG(seed, 1)))) {
			reached[f.Rule] = true
		}
	}
	if len(reached) < len(Rules)*2/3 {
		t.Errorf("random pools reach %d of %d rules: %v", len(reached), len(Rules), slices.Sorted(maps.Keys(reached)))
	}
}

func BenchmarkCheckLargest(b *testing.B) {
	p := readFile(b, "largest.json").Pool
	b.ReportAllocs()
	for b.Loop() {
		Check(p)
	}
}

func BenchmarkCheckLargestApp(b *testing.B) {
	p := largestApp(b)
	b.ReportAllocs()
	for b.Loop() {
		Check(p)
	}
}

func BenchmarkRulesLargestApp(b *testing.B) {
	facts := Facts{Pool: largestApp(b)}
	b.ReportAllocs()
	for b.Loop() {
		for i := range Rules {
			if Rules[i].Check != nil {
				Rules[i].Check(facts)
			}
		}
	}
}

func BenchmarkRulesLargest(b *testing.B) {
	facts := readFile(b, "largest.json")
	b.ReportAllocs()
	for b.Loop() {
		for i := range Rules {
			if Rules[i].Check != nil {
				Rules[i].Check(facts)
			}
		}
	}
}
