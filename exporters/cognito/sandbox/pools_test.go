package sandbox

import (
	"fmt"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// What describe-user-pool prints of a pool that has only a name.
func TestDescribeDefaults(t *testing.T) {
	s := New("eu-west-1", &Memory{})
	id := made(t, s, `{"PoolName":"p"}`)
	if !strings.HasPrefix(id, "eu-west-1_") || len(id) != len("eu-west-1_")+9 {
		t.Errorf("id %s", id)
	}
	answer := post(t, s, "DescribeUserPool", `{"UserPoolId":"`+id+`"}`)
	pool := answer.members["UserPool"].(map[string]any)
	attributes := pool["SchemaAttributes"].([]any)
	if len(attributes) != 20 {
		t.Errorf("%d attributes", len(attributes))
	}
	for _, name := range []string{"CreationDate", "LastModifiedDate"} {
		if at, ok := pool[name].(float64); !ok || at < 1e9 {
			t.Errorf("%s is %v", name, pool[name])
		}
		delete(pool, name)
	}
	delete(pool, "SchemaAttributes")
	want := `{"Id":"` + id + `","Arn":"arn:aws:cognito-idp:eu-west-1:000000000000:userpool/` + id + `","Name":"p","UserPoolTier":"ESSENTIALS","MfaConfiguration":"OFF","DeletionProtection":"INACTIVE",
		"UsernameConfiguration":{"CaseSensitive":true},"EstimatedNumberOfUsers":0,"LambdaConfig":{},"EmailConfiguration":{"EmailSendingAccount":"COGNITO_DEFAULT"},
		"Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]},"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,"RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true,"TemporaryPasswordValidityDays":7}},
		"AccountRecoverySetting":{"RecoveryMechanisms":[{"Name":"verified_phone_number","Priority":1},{"Name":"verified_email","Priority":2}]},
		"VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_CODE"},"AdminCreateUserConfig":{"AllowAdminCreateUserOnly":false,"UnusedAccountValidityDays":7}}`
	if got, want := canonical(t, pool), canonical(t, parsed(t, want)); got != want {
		t.Errorf("described as\n%s\nwant\n%s", got, want)
	}
}

// Parts of the description of pools with more settings.
func TestDescribeWhatIsSet(t *testing.T) {
	tests := []struct{ members, path, want string }{
		{`"Policies":{"PasswordPolicy":{"MinimumLength":10}}`, "Policies", `{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]},"PasswordPolicy":{"MinimumLength":10,"RequireUppercase":false,"RequireLowercase":false,"RequireNumbers":false,"RequireSymbols":false,"TemporaryPasswordValidityDays":7}}`},
		{`"AdminCreateUserConfig":{"UnusedAccountValidityDays":30}`, "AdminCreateUserConfig", `{"AllowAdminCreateUserOnly":false,"UnusedAccountValidityDays":30}`},
		{`"UserPoolAddOns":{"AdvancedSecurityMode":"AUDIT"}`, "UserPoolTier", `"PLUS"`},
		{`"EmailVerificationMessage":"{####}!"`, "VerificationMessageTemplate", `{"DefaultEmailOption":"CONFIRM_WITH_CODE","EmailMessage":"{####}!"}`},
		{`"VerificationMessageTemplate":{"SmsMessage":"{####}!"}`, "SmsVerificationMessage", `"{####}!"`},
		{`"UsernameConfiguration":{"CaseSensitive":false}`, "UsernameConfiguration", `{"CaseSensitive":false}`},
		{`"DeviceConfiguration":{"ChallengeRequiredOnNewDevice":false}`, "DeviceConfiguration", `{"ChallengeRequiredOnNewDevice":false}`},
		{`"AccountRecoverySetting":{}`, "AccountRecoverySetting", `{}`},
		{`"MfaConfiguration":"ON",` + smsSettings, "MfaConfiguration", `"ON"`},
	}
	for _, test := range tests {
		s := New("eu-west-1", &Memory{})
		answer := post(t, s, "CreateUserPool", `{"PoolName":"p",`+test.members+`}`)
		pool, _ := answer.members["UserPool"].(map[string]any)
		if got, want := canonical(t, pool[test.path]), canonical(t, parsed(t, test.want)); got != want {
			t.Errorf("%s: %s is\n%swant\n%s", test.members, test.path, got, want)
		}
	}
}

func TestDescribeAttributes(t *testing.T) {
	s := New("eu-west-1", &Memory{})
	answer := post(t, s, "CreateUserPool", `{"PoolName":"p","Schema":[
		{"Name":"email","Required":true,"NumberAttributeConstraints":{"MinValue":"1"}},
		{"Name":"name","StringAttributeConstraints":{"MaxLength":"50"}},
		{"Name":"dept","AttributeDataType":"String","StringAttributeConstraints":{"MaxLength":"9"},"NumberAttributeConstraints":{"MaxValue":"9"}},
		{"Name":"age","AttributeDataType":"Number","Mutable":false},
		{"Name":"secret","AttributeDataType":"Boolean","DeveloperOnlyAttribute":true}]}`)
	got := map[string]any{}
	for _, a := range answer.members["UserPool"].(map[string]any)["SchemaAttributes"].([]any) {
		a := a.(map[string]any)
		name := a["Name"].(string)
		delete(a, "Name")
		got[name] = a
	}
	if len(got) != 23 {
		t.Errorf("%d attributes", len(got))
	}
	for name, want := range map[string]string{
		"sub":                   `{"AttributeDataType":"String","Mutable":false,"Required":true,"DeveloperOnlyAttribute":false,"StringAttributeConstraints":{"MinLength":"1","MaxLength":"2048"}}`,
		"email":                 `{"AttributeDataType":"String","Mutable":true,"Required":true,"DeveloperOnlyAttribute":false,"StringAttributeConstraints":{"MinLength":"0","MaxLength":"2048"}}`,
		"name":                  `{"AttributeDataType":"String","Mutable":true,"Required":false,"DeveloperOnlyAttribute":false,"StringAttributeConstraints":{"MinLength":"0","MaxLength":"50"}}`,
		"birthdate":             `{"AttributeDataType":"String","Mutable":true,"Required":false,"DeveloperOnlyAttribute":false,"StringAttributeConstraints":{"MinLength":"10","MaxLength":"10"}}`,
		"updated_at":            `{"AttributeDataType":"Number","Mutable":true,"Required":false,"DeveloperOnlyAttribute":false,"NumberAttributeConstraints":{"MinValue":"0"}}`,
		"phone_number_verified": `{"AttributeDataType":"Boolean","Mutable":true,"Required":false,"DeveloperOnlyAttribute":false}`,
		"custom:dept":           `{"AttributeDataType":"String","Mutable":true,"Required":false,"DeveloperOnlyAttribute":false,"StringAttributeConstraints":{"MaxLength":"9"}}`,
		"custom:age":            `{"AttributeDataType":"Number","Mutable":false,"Required":false,"DeveloperOnlyAttribute":false,"NumberAttributeConstraints":{}}`,
		"dev:custom:secret":     `{"AttributeDataType":"Boolean","Mutable":true,"Required":false,"DeveloperOnlyAttribute":true}`,
	} {
		if got, want := canonical(t, got[name]), canonical(t, parsed(t, want)); got != want {
			t.Errorf("%s is\n%swant\n%s", name, got, want)
		}
	}
}

func TestListPages(t *testing.T) {
	s := New("eu-west-1", &Memory{})
	var want []string
	for range 7 {
		want = append(want, made(t, s, `{"PoolName":"p"}`))
	}
	var got []string
	body, pages := `{"MaxResults":3}`, 0
	for body != "" {
		answer := post(t, s, "ListUserPools", body)
		for _, p := range answer.members["UserPools"].([]any) {
			got = append(got, p.(map[string]any)["Id"].(string))
		}
		body, pages = "", pages+1
		if token := answer.text("NextToken"); token != "" {
			body = `{"MaxResults":3,"NextToken":"` + token + `"}`
		}
	}
	if strings.Join(got, " ") != strings.Join(want, " ") || pages != 3 {
		t.Errorf("%d pages list %v, want %v", pages, got, want)
	}
	if empty := post(t, New("eu-west-1", &Memory{}), "ListUserPools", `{"MaxResults":1}`); canonical(t, empty.members) != canonical(t, parsed(t, `{"UserPools":[]}`)) {
		t.Errorf("an empty list is %s", empty.body)
	}
}

func TestDelete(t *testing.T) {
	s := New("eu-west-1", &Memory{})
	id := `{"UserPoolId":"` + made(t, s, `{"PoolName":"p","DeletionProtection":"ACTIVE"}`) + `"`
	if answer := post(t, s, "DeleteUserPool", id+`}`); answer.code != "InvalidParameterException" || !strings.Contains(answer.message, "deletion protection") {
		t.Errorf("a protected pool is deleted: %s", answer.body)
	}
	if answer := post(t, s, "UpdateUserPool", id+`,"DeletionProtection":"INACTIVE"}`); answer.status != 200 {
		t.Fatal(answer.body)
	}
	if answer := post(t, s, "DeleteUserPool", id+`}`); answer.status != 200 || answer.body != "" {
		t.Errorf("answers %d %s", answer.status, answer.body)
	}
	if answer := post(t, s, "DescribeUserPool", id+`}`); answer.code != "ResourceNotFoundException" {
		t.Errorf("a deleted pool is described: %s", answer.body)
	}
}

func TestPoolLimit(t *testing.T) {
	store := &Memory{}
	st := &state{}
	for i := range maxPools {
		st.Pools = append(st.Pools, &StoredPool{ID: fmt.Sprintf("eu-west-1_%d", i), Settings: *model.LoadPreset("defaults")})
	}
	store.data = model.EncodeJSON(st)
	if answer := post(t, New("eu-west-1", store), "CreateUserPool", `{"PoolName":"p"}`); answer.code != "LimitExceededException" {
		t.Errorf("pool %d is made: %.100s", maxPools+1, answer.body)
	}
}
