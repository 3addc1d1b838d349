package model

import (
	"cmp"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func read(t *testing.T, text string) *Pool {
	t.Helper()
	d, err := Read("pool.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d.Pool
}

func differences(list []Difference) []string {
	var lines []string
	for _, d := range list {
		lines = append(lines, strings.TrimPrefix(d.Setting, "CreateUserPool.")+" by "+cmp.Or(d.Operation, "new pool"))
	}
	return lines
}

func TestDiff(t *testing.T) {
	tests := []struct {
		name, from, to string
		want           []string
	}{
		{"nothing", `{"PoolName":"a"}`, `{"PoolName":"a"}`, nil},
		{"defaults spelt out", `{"PoolName":"a"}`, `{"PoolName":"a","UserPoolTier":"ESSENTIALS","MfaConfiguration":"OFF","DeletionProtection":"INACTIVE",
			"Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true,"TemporaryPasswordValidityDays":7},
			"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}},"EmailConfiguration":{"EmailSendingAccount":"COGNITO_DEFAULT"},
			"VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_CODE"},"AdminCreateUserConfig":{"AllowAdminCreateUserOnly":false},"UserPoolTags":{},
			"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_phone_number","Priority":1},{"Name":"verified_email","Priority":2}]}}`, nil},
		{"order", `{"PoolName":"a","AliasAttributes":["email","phone_number"]}`, `{"PoolName":"a","AliasAttributes":["phone_number","email"]}`, nil},
		{"legacy texts", `{"PoolName":"a","EmailVerificationMessage":"{####}"}`, `{"PoolName":"a","VerificationMessageTemplate":{"EmailMessage":"{####}"}}`, nil},
		{"legacy validity", `{"PoolName":"a","AdminCreateUserConfig":{"UnusedAccountValidityDays":3}}`, `{"PoolName":"a","Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true,"TemporaryPasswordValidityDays":3}}}`, nil},
		{"mode in either request", `{"PoolName":"a","SmsConfiguration":{"SnsCallerArn":"r"},"MfaConfiguration":"ON"}`,
			`{"CreateUserPool":{"PoolName":"a","SmsConfiguration":{"SnsCallerArn":"r"}},"SetUserPoolMfaConfig":{"MfaConfiguration":"ON","SmsMfaConfiguration":{"SmsConfiguration":{"SnsCallerArn":"r"}}}}`, nil},
		{"untouched attribute", `{"PoolName":"a"}`, `{"PoolName":"a","Schema":[{"Name":"email","AttributeDataType":"String","Mutable":true}]}`, nil},
		{"password", `{"PoolName":"a"}`, `{"PoolName":"a","Policies":{"PasswordPolicy":{"MinimumLength":12}}}`,
			[]string{"Policies.PasswordPolicy.MinimumLength by UpdateUserPool", "Policies.PasswordPolicy.RequireUppercase by UpdateUserPool", "Policies.PasswordPolicy.RequireLowercase by UpdateUserPool",
				"Policies.PasswordPolicy.RequireNumbers by UpdateUserPool", "Policies.PasswordPolicy.RequireSymbols by UpdateUserPool"}},
		{"app", `{"PoolName":"a"}`, `{"CreateUserPool":{"PoolName":"a"},"SetUserPoolMfaConfig":{"MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":true}}}`,
			[]string{"SetUserPoolMfaConfig.MfaConfiguration by SetUserPoolMfaConfig", "SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration.Enabled by SetUserPoolMfaConfig"}},
		{"permanent", `{"PoolName":"a"}`, `{"PoolName":"b","UsernameAttributes":["email"],"UsernameConfiguration":{"CaseSensitive":false}}`,
			[]string{"PoolName by UpdateUserPool", "UsernameAttributes by new pool", "UsernameConfiguration.CaseSensitive by new pool"}},
		{"attribute added", `{"PoolName":"a"}`, `{"PoolName":"a","Schema":[{"Name":"plan","AttributeDataType":"String"}]}`, []string{"Schema[plan] by AddCustomAttributes"}},
		{"required attribute added", `{"PoolName":"a"}`, `{"PoolName":"a","Schema":[{"Name":"email","Required":true}]}`, []string{"Schema[email] by new pool"}},
		{"attribute removed", `{"PoolName":"a","Schema":[{"Name":"plan","AttributeDataType":"String"}]}`, `{"PoolName":"a"}`, []string{"Schema[plan] by new pool"}},
		{"attributes in another order, one changed", `{"PoolName":"a","Schema":[{"Name":"x","AttributeDataType":"String"},{"Name":"y","AttributeDataType":"String"}]}`,
			`{"PoolName":"a","Schema":[{"Name":"y","AttributeDataType":"Number"},{"Name":"x","AttributeDataType":"String"}]}`, []string{"Schema[y].AttributeDataType by new pool"}},
		{"sms removed", `{"PoolName":"a","SmsConfiguration":{"SnsCallerArn":"r","ExternalId":"x"}}`, `{"PoolName":"a"}`,
			[]string{"SmsConfiguration.SnsCallerArn by new pool", "SmsConfiguration.ExternalId by new pool"}},
		{"sms replaced", `{"PoolName":"a","SmsConfiguration":{"SnsCallerArn":"r"}}`, `{"PoolName":"a","SmsConfiguration":{"SnsCallerArn":"s"}}`, []string{"SmsConfiguration.SnsCallerArn by UpdateUserPool"}},
		{"tags", `{"PoolName":"a","UserPoolTags":{"Team":"shop","Old":"1"}}`, `{"PoolName":"a","UserPoolTags":{"Team":"web"}}`, []string{"UserPoolTags[Old] by UntagResource", "UserPoolTags[Team] by TagResource"}},
		{"recovery", `{"PoolName":"a","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_email","Priority":1}]}}`,
			`{"PoolName":"a","AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_phone_number","Priority":2}]}}`,
			[]string{"AccountRecoverySetting.RecoveryMechanisms[verified_email].Priority by UpdateUserPool", "AccountRecoverySetting.RecoveryMechanisms[verified_phone_number].Priority by UpdateUserPool"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Diff(read(t, test.from), read(t, test.to), false)
			if !slices.Equal(differences(got), test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(differences(got), "\n"), strings.Join(test.want, "\n"))
			}
			for _, d := range got {
				if (d.Why != "") != d.NeedsNewPool() {
					t.Errorf("%s: %s because %q", d.Setting, d.Operation, d.Why)
				}
			}
		})
	}
}

// A pool never differs from itself, however it is written.
func TestDiffOfTheSame(t *testing.T) {
	pools := []*Pool{}
	for _, p := range Presets {
		pools = append(pools, LoadPreset(p.Name))
	}
	for _, name := range []string{"sample-request.json", "largest.json", "largest-app.json", "sample-description.json"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		pools = append(pools, read(t, string(data)))
	}
	for _, p := range pools {
		before := p.Clone()
		for _, q := range []*Pool{p, OmitDefaults(p)} {
			if got := Diff(p, q, false); got != nil {
				t.Errorf("%s differs from itself: %v", *p.CreateUserPool.PoolName, differences(got))
			}
		}
		if !p.Equal(before) {
			t.Errorf("%s was changed by looking", *p.CreateUserPool.PoolName)
		}
	}
}

// The service may have settings that this version does not know.
func TestReadLive(t *testing.T) {
	d, err := Read("eu-west-1_A", []byte(`{"UserPool":{"Id":"eu-west-1_A","Name":"shop","Brand":{"New":1},"Policies":{"PasswordPolicy":{"MinimumLength":9,"Brandish":true}},
		"SchemaAttributes":[{"Name":"sub","AttributeDataType":"String","Mutable":false,"Required":true,"StringAttributeConstraints":{"MinLength":"1","MaxLength":"2048"}},{"Name":"custom:plan","AttributeDataType":"String","Required":false,"Mutable":true,"StringAttributeConstraints":{}}]},
		"MfaConfiguration":"OFF","NewFactor":{}}`))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, left := range d.Dropped {
		if left.Kind == Unknown {
			names = append(names, left.Setting)
		}
	}
	slices.Sort(names)
	if want := []string{"CreateUserPool.Brand", "CreateUserPool.Policies.PasswordPolicy.Brandish", "NewFactor"}; !slices.Equal(names, want) {
		t.Errorf("dropped %q, want %q", names, want)
	}
	if s := d.Pool.CreateUserPool.Schema; len(s) != 1 || *s[0].Name != "plan" || *d.Pool.CreateUserPool.PoolName != "shop" {
		t.Errorf("read %s", d.Pool.JSON())
	}
	if _, err := Read("x", []byte(`{"UserPool":{"Name":5}}`)); err == nil {
		t.Error("a name that is a number was read")
	}
}

// The default order of account recovery is documented as SMS first, while a
// described pool has been seen with email first. Neither is a difference from a
// draft that sets none.
func TestDiffRecoveryFilledIn(t *testing.T) {
	unset := readPool(t, `{"PoolName":"a"}`).Pool
	described := readPool(t, `{"PoolName":"a",`+emailFirst+`}`).Pool
	if got := Diff(described, unset, true); len(got) > 0 {
		t.Errorf("described: %v", got)
	}
	if got := Diff(described, unset, false); len(got) != 2 {
		t.Errorf("asked for: %v", got)
	}
	if got := Diff(readPool(t, `{"PoolName":"a",`+emailOnly+`}`).Pool, unset, true); len(got) != 1 {
		t.Errorf("one way: %v", got)
	}
}

// Law: a described pool that differs from a request in any one setting is not
// taken for the pool of the request, which decides whether a found pool is
// adopted: another value, one more item or tag, and a setting that the
// description lacks or has beyond the request.
func TestDiffSeesEverySetting(t *testing.T) {
	// Settings that take the place of others are in a second pool.
	replaced := read(t, `{"PoolName": "p", "UsernameAttributes": ["email"], "EmailVerificationMessage": "a {####}", "EmailVerificationSubject": "b", "SmsVerificationMessage": "c {####}",
		"Schema": [{"Name": "x", "AttributeDataType": "String", "DeveloperOnlyAttribute": true}], "AdminCreateUserConfig": {"UnusedAccountValidityDays": 9}}`)
	standard := read(t, `{"PoolName": "p", "Schema": [{"Name": "updated_at", "NumberAttributeConstraints": {"MinValue": "0", "MaxValue": "9"}}, {"Name": "email", "Required": true, "StringAttributeConstraints": {"MinLength": "5", "MaxLength": "99"}},
		{"Name": "name", "Mutable": false}]}`)
	tested := map[string]bool{}
	for _, p := range []*Pool{fullPool(t), replaced, standard} {
		for leaf := range p.Leaves() {
			path := leaf.Path()
			other := otherValue(leaf)
			if other == nil {
				continue
			}
			changed := p.Clone()
			if err := changed.Set(path, other); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			if len(Diff(changed, p, true)) == 0 || len(Diff(p, changed, true)) == 0 {
				t.Errorf("%s: %v is taken for %v", path, other, leaf.Value())
			}
			isDefault := reflect.DeepEqual(leaf.Value(), leaf.Setting.Implied) || slices.Contains(sameUnset, leaf.Setting.Path)
			if gone := p.Clone(); !isDefault && gone.Unset(path) == nil && len(Diff(gone, p, true)) == 0 {
				t.Errorf("%s: unset is taken for %v", path, leaf.Value())
			}
			tested[leaf.Setting.Path] = true
		}
	}
	for _, s := range Catalog {
		if s.Kind != Block && s.Kind != List && strings.HasPrefix(s.Path, "CreateUserPool.") && !tested[s.Path] {
			t.Errorf("%s is not in the pool of this test", s.Path)
		}
	}
}

// sameUnset are settings whose values in these pools are what Cognito does when
// they are unset: the plan that other settings require, the function that
// PreTokenGenerationConfig names as well, and defaults of standard attributes.
var sameUnset = []string{
	"CreateUserPool.UserPoolTier", "CreateUserPool.LambdaConfig.PreTokenGeneration",
	"CreateUserPool.Schema[].AttributeDataType", "CreateUserPool.Schema[].NumberAttributeConstraints.MinValue",
}

// fullPool has every setting of CreateUserPool that can be there together, with
// values that are no defaults.
func fullPool(t *testing.T) *Pool {
	t.Helper()
	data, err := os.ReadFile("testdata/largest.json")
	if err != nil {
		t.Fatal(err)
	}
	p := read(t, string(data))
	p.SetUserPoolMfaConfig = SetUserPoolMfaConfig{} // adoption compares the first request
	for _, s := range Catalog {
		if isAheadOfSDK(s.Path) && s.Kind != Block && strings.HasPrefix(s.Path, "CreateUserPool.") {
			var value any = "urn:a"
			switch s.Kind {
			case Bool:
				value = true
			case Choices:
				value = []string{"code"}
			case Choice:
				value = s.Choices[len(s.Choices)-1].Value
			}
			if err := p.Set(s.Path, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	return p
}

// otherValue is another value of a setting, nil where it has no value of its own.
func otherValue(l Leaf) any {
	switch v := l.Value().(type) {
	case string:
		return v + "x"
	case int:
		return v + 1
	case bool:
		return !v
	case JSONObject:
		return JSONObject(`{"another":1}`)
	case []string:
		return append(slices.Clone(v), "another")
	case map[string]string:
		tags := maps.Clone(v)
		tags["another"] = "tag"
		return tags
	}
	return nil
}
