package model

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var updateJourneys = flag.Bool("update-journeys", false, "write testdata/journeys")

// storyboard is a plain text of the journeys, with everything that they contain
// but their settings.
func storyboard(all []Journey) string {
	var b strings.Builder
	for _, j := range all {
		fmt.Fprintf(&b, "%s  %s", j.ID, []string{"possible", "impossible", "not offered"}[j.State])
		if j.Client != "" {
			fmt.Fprintf(&b, "  with the app client %s", j.Client)
		}
		b.WriteByte('\n')
		for _, why := range j.Why {
			fmt.Fprintf(&b, "  %s [%s] %s\n", why.Why, strings.Join(why.Settings, ", "), why.Rule)
		}
		for i, s := range j.Steps {
			fmt.Fprintf(&b, "  %d %s", i+1, s.Sentence())
			if s.Case != "" {
				fmt.Fprintf(&b, " {%s}", s.Case)
			}
			if s.MayStop {
				b.WriteString(" MAY STOP")
			}
			if s.Note != "" {
				fmt.Fprintf(&b, " %s", s.Note)
			}
			b.WriteByte('\n')
			if m := s.Message; m != nil {
				fmt.Fprintf(&b, "      %s from %s to %s\n      %s\n", m.Medium, m.From, m.To, m.Subject)
				for line := range strings.SplitSeq(m.Body, "\n") {
					fmt.Fprintf(&b, "      | %s\n", line)
				}
				fmt.Fprintf(&b, "      words: %s, function: %s, changed by: %s\n", m.Words, m.Function, m.Changed)
			}
		}
	}
	return b.String()
}

// journeyPools are the presets and pools with what they lack.
func journeyPools(t testing.TB) map[string]*Pool {
	t.Helper()
	pools := map[string]*Pool{}
	for _, p := range Presets {
		pools[p.Name] = LoadPreset(p.Name)
	}
	for name, text := range map[string]string{
		"every-trigger": `{"CreateUserPool":{"PoolName":"p","UsernameAttributes":["email"],"AutoVerifiedAttributes":["email"],
			"MfaConfiguration":"OPTIONAL","EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"$domain","From":"Shop <shop@example.com>"},
			"VerificationMessageTemplate":{"EmailSubject":"Welcome to the shop","EmailMessage":"<p>Your code is <b>{####}</b>.</p><p>The shop &amp; team</p>"},
			"LambdaConfig":{"PreSignUp":"$fn","PostConfirmation":"$fn","PreAuthentication":"$fn","PostAuthentication":"$fn","DefineAuthChallenge":"$fn","CreateAuthChallenge":"$fn","VerifyAuthChallengeResponse":"$fn",
				"PreTokenGenerationConfig":{"LambdaArn":"$otherfn","LambdaVersion":"V3_0"},"UserMigration":"$fn","InboundFederation":{"LambdaArn":"$fn","LambdaVersion":"V1_0"},"CustomMessage":"$fn"},
			"DeviceConfiguration":{"ChallengeRequiredOnNewDevice":true},"UserPoolTier":"PLUS","UserPoolAddOns":{"AdvancedSecurityMode":"ENFORCED"}},
			"SetUserPoolMfaConfig":{"SoftwareTokenMfaConfiguration":{"Enabled":true},"EmailMfaConfiguration":{"Message":"Code {####}","Subject":"Sign in"}},
			"CreateResourceServer":[{"Identifier":"api","Name":"api","Scopes":[{"ScopeName":"read","ScopeDescription":"Read"}]}],
			` + aGoogle + `,` + aPrefix + `,"CreateUserPoolClient":[
				{"ClientName":"web",` + codeFlow + `,"SupportedIdentityProviders":["COGNITO","Google"]},
				{"ClientName":"server","GenerateSecret":true,"ExplicitAuthFlows":["ALLOW_CUSTOM_AUTH","ALLOW_USER_PASSWORD_AUTH"],"RefreshTokenRotation":{"Feature":"ENABLED","RetryGracePeriodSeconds":10}},
				{"ClientName":"worker","GenerateSecret":true,"AllowedOAuthFlowsUserPoolClient":true,"AllowedOAuthFlows":["client_credentials"],"AllowedOAuthScopes":["api/read"],"AccessTokenValidity":15,"TokenValidityUnits":{"AccessToken":"minutes"}}],
			"CreateGroup":[{"GroupName":"admins"}]}`,
		"phones": `{"CreateUserPool":{"PoolName":"p","UsernameAttributes":["phone_number"],"AutoVerifiedAttributes":["phone_number"],"MfaConfiguration":"ON",
			"SmsConfiguration":{"SnsCallerArn":"$role"},"SmsAuthenticationMessage":"Shop: {####}","AdminCreateUserConfig":{"InviteMessageTemplate":{"SMSMessage":"{username}: {####}"}},
			"UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":["phone_number"]}}}`,
		"sms-codes": `{"CreateUserPool":{"PoolName":"p","AliasAttributes":["email","phone_number","preferred_username"],"AutoVerifiedAttributes":["email","phone_number"],
			"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","SMS_OTP","EMAIL_OTP","WEB_AUTHN"]}},
			"SmsConfiguration":{"SnsCallerArn":"$role"},"LambdaConfig":{"CustomSMSSender":{"LambdaArn":"$fn","LambdaVersion":"V1_0"},"KMSKeyID":"$key"}},
			"SetUserPoolMfaConfig":{"WebAuthnConfiguration":{"RelyingPartyId":"example.com","UserVerification":"required"}},
			"CreateUserPoolClient":[{"ClientName":"app","ExplicitAuthFlows":["ALLOW_USER_AUTH","ALLOW_REFRESH_TOKEN_AUTH"],"AuthSessionValidity":10}]}`,
		"links": `{"CreateUserPool":{"PoolName":"p","UsernameAttributes":["email"],"AutoVerifiedAttributes":["email"],"Schema":[{"Name":"email","Required":true},{"Name":"given_name","Required":true}],
			"VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_LINK"}},` + aPrefix + `}`,
		"nothing-works": `{"CreateUserPool":{"PoolName":"p","UserPoolTier":"LITE","AutoVerifiedAttributes":["email","phone_number"],"MfaConfiguration":"ON",
			"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","SMS_OTP","EMAIL_OTP","WEB_AUTHN"]}},"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_phone_number","Priority":1}]},
			"LambdaConfig":{"DefineAuthChallenge":"$fn"}},` + aGoogle + `,"CreateUserPoolClient":[{"ClientName":"a","ExplicitAuthFlows":["ALLOW_REFRESH_TOKEN_AUTH"]},{"ClientName":"m","AllowedOAuthFlows":["client_credentials"]}]}`,
	} {
		pools[name] = readPool(t, text).Pool
	}
	return pools
}

func TestJourneys(t *testing.T) {
	for name, p := range journeyPools(t) {
		t.Run(name, func(t *testing.T) {
			got := storyboard(Journeys(p))
			file := filepath.Join("testdata", "journeys", name+".txt")
			if *updateJourneys {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil || got != string(want) {
				t.Errorf("%s differs (go test ./model -run TestJourneys -update-journeys): %v\n%s", file, err, got)
			}
		})
	}
}

// manyPools are those of the journeys and of the tests of all rules.
func manyPools(t testing.TB) map[string]*Pool {
	t.Helper()
	pools := journeyPools(t)
	add := func(name string, texts []string) {
		for i, text := range texts {
			facts := readPool(t, text)
			pools[fmt.Sprintf("%s-%d", name, i)] = facts.Pool
		}
	}
	for _, cases := range ruleCases {
		for id, c := range cases {
			add(id, slices.Concat(c.breaks, c.softer, c.fits))
		}
	}
	for _, file := range []string{"largest.json", "largest-app.json", "sample-request.json"} {
		data, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		d, err := Read(file, data)
		if err != nil {
			t.Fatal(err)
		}
		pools[file] = d.Pool
	}
	return pools
}

// Law: a journey that is impossible has a finding, and names a setting and a fix; one
// that is possible has steps, and names only what the pool has.
func TestJourneysFollowTheRules(t *testing.T) {
	for name, p := range manyPools(t) {
		findings := Check(p)
		functions := map[string]bool{}
		for _, e := range p.triggers() {
			functions[functionName(*e.value)] = true
		}
		seen := map[string]bool{}
		for _, j := range Journeys(p) {
			if seen[j.ID] {
				t.Errorf("%s: two journeys are called %s", name, j.ID)
			}
			seen[j.ID] = true
			if (j.State == Possible) != (len(j.Why) == 0) || (j.State == Possible) != (len(j.Steps) > 0) {
				t.Errorf("%s: %s is in state %d, with %d reasons and %d steps", name, j.ID, j.State, len(j.Why), len(j.Steps))
			}
			for _, why := range j.Why {
				reported := slices.ContainsFunc(findings, func(f Finding) bool { return f.Rule == why.Rule && f.Message == why.Why })
				if (j.State == Impossible) != reported || len(why.Settings) == 0 {
					t.Errorf("%s: %s is not possible for a reason that no rule reports: %+v", name, j.ID, why)
				}
			}
			for _, path := range j.Settings {
				if s := Lookup(path); s == nil && !isBlockPath(path) {
					t.Errorf("%s: %s depends on %s, which does not exist", name, j.ID, path)
				}
			}
			for _, s := range j.Steps {
				if s.Actor == Function && !functions[s.Name] {
					t.Errorf("%s: %s has the function %q, which the pool does not have", name, j.ID, s.Name)
				}
				if s.Does == "" || strings.HasSuffix(s.Does, ".") || s.Message != nil && s.To != User {
					t.Errorf("%s: %s: a step without words: %+v", name, j.ID, s)
				}
			}
		}
	}
}

// isBlockPath reports whether settings are below a path.
func isBlockPath(path string) bool {
	prefix := generalize(path)
	return slices.ContainsFunc(Catalog, func(s Setting) bool {
		return strings.HasPrefix(s.Path, prefix+".") || strings.HasPrefix(s.Path, prefix+"[]")
	})
}

// Law: a setting that a journey does not depend on does not change it.
func TestJourneysNameTheirSettings(t *testing.T) {
	for name, p := range manyPools(t) {
		before := byJourneyID(p)
		for leaf := range p.Clone().Leaves() {
			path := leaf.Path()
			without := p.Clone()
			if err := without.Unset(path); err != nil {
				continue // an item cannot be removed by its path
			}
			after := byJourneyID(without)
			for id, j := range before {
				k, exists := after[id]
				if !exists || storyboard([]Journey{j}) == storyboard([]Journey{k}) {
					continue
				}
				if !dependsOn(j, path) && !dependsOn(k, path) {
					t.Errorf("%s: %s changes without %s, which is not among its settings\n%s\n%s", name, id, path, storyboard([]Journey{j}), storyboard([]Journey{k}))
				}
			}
		}
	}
}

func byJourneyID(p *Pool) map[string]Journey {
	all := map[string]Journey{}
	for _, j := range Journeys(p) {
		all[j.ID] = j
	}
	return all
}

// dependsOn reports whether a journey names the setting, its block or its list.
func dependsOn(j Journey, path string) bool {
	path = generalize(path)
	return slices.ContainsFunc(j.Settings, func(s string) bool {
		s = strings.TrimSuffix(generalize(s), ".")
		rest, found := strings.CutPrefix(path, s)
		return found && (rest == "" || rest[0] == '.' || rest[0] == '[')
	})
}

// What has nothing to do with users does not change a journey.
func TestUnrelatedSettingsChangeNoJourney(t *testing.T) {
	for name, p := range journeyPools(t) {
		before := storyboard(Journeys(p))
		changed := p.Clone()
		changed.CreateUserPool.UserPoolTags = map[string]string{"a": "b"}
		changed.CreateUserPool.DeletionProtection = new("INACTIVE")
		changed.CreateUserPool.PoolName = new("another")
		changed.CreateUserPool.KeyConfiguration = &KeyConfiguration{KeyType: new("AWS_OWNED_KEY")}
		changed.SetLogDeliveryConfiguration.LogConfigurations = nil
		changed.CreateTerms, changed.SetUICustomization, changed.CreateManagedLoginBranding = nil, nil, nil
		if after := storyboard(Journeys(changed)); after != before {
			t.Errorf("%s: the journeys are others:\n%s", name, after)
		}
	}
}

func TestFindJourneys(t *testing.T) {
	all := []Journey{{ID: "sign-up"}, {ID: "federated:Google"}, {ID: "federated:Staff"}}
	for id, want := range map[string]int{"sign-up": 1, "SIGN-UP": 1, "federated": 2, "federated:google": 1, "fed": 0, "": 0} {
		if got := FindJourneys(all, id); len(got) != want {
			t.Errorf("%q finds %d journeys, want %d", id, len(got), want)
		}
	}
}

// The body of an email is shown as a program without HTML does it.
func TestPlainText(t *testing.T) {
	for body, want := range map[string]string{
		"Code {####}":                  "Code {####}",
		"a < b and c > d":              "a < b and c > d",
		"<p>one</p><p>two</p>":         "one\ntwo",
		"one<br/>two<BR>three":         "one\ntwo\nthree",
		"<style>p {}</style><b>x</b>y": "xy",
		"<p>a &amp; b</p>":             "a & b",
		"a &amp; b":                    "a &amp; b",
	} {
		if got := plainText(body); got != want {
			t.Errorf("%q becomes %q, want %q", body, got, want)
		}
	}
}

// No draft that can be read, however strange, makes the journeys panic.
func FuzzJourneys(f *testing.F) {
	for _, p := range manyPools(f) {
		f.Add(p.JSON())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read("pool.json", data)
		if err != nil && d == nil {
			return
		}
		first, second := storyboard(Journeys(d.Pool)), storyboard(Journeys(d.Pool.Clone()))
		if first != second {
			t.Errorf("the journeys differ when repeated:\n%s\n%s", first, second)
		}
	})
}
