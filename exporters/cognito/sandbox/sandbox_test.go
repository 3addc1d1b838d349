package sandbox

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/poolsmith/poolsmith/model"
)

// reply is an answer of the sandbox.
type reply struct {
	status        int
	code, message string // of a rejection
	body          string
	members       map[string]any
}

// text is the text at a path of names.
func (r reply) text(path ...string) string {
	var v any = r.members
	for _, name := range path {
		object, _ := v.(map[string]any)
		v = object[name]
	}
	s, _ := v.(string)
	return s
}

func post(t testing.TB, s *Server, operation, body string) reply {
	t.Helper()
	r := httptest.NewRequest("POST", "http://localhost/", strings.NewReader(body))
	r.Header.Set("X-Amz-Target", targetPrefix+operation)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	answer := reply{status: w.Code, body: w.Body.String()}
	if answer.body != "" {
		if err := json.Unmarshal(w.Body.Bytes(), &answer.members); err != nil {
			t.Fatalf("%s answers %q: %v", operation, answer.body, err)
		}
	}
	answer.code, answer.message = answer.text("__type"), answer.text("message")
	if w.Header().Get("X-Amzn-Errortype") != answer.code || w.Header().Get("X-Amzn-Requestid") == "" || w.Header().Get("Content-Type") != "application/x-amz-json-1.1" {
		t.Errorf("%s: headers %v", operation, w.Header())
	}
	return answer
}

// made creates a pool that must be accepted, and returns its ID.
func made(t testing.TB, s *Server, body string) string {
	t.Helper()
	answer := post(t, s, "CreateUserPool", body)
	if answer.status != 200 {
		t.Fatalf("rejected: %s", answer.body)
	}
	return answer.text("UserPool", "Id")
}

const (
	smsSettings = `"SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::123456789012:role/sms","ExternalId":"x"}`
	sesSettings = `"EmailConfiguration":{"EmailSendingAccount":"DEVELOPER","SourceArn":"arn:aws:ses:eu-west-1:123456789012:identity/example.com","From":"a@example.com"}`
	smsRequired = "SMS configuration and Auto verification for phone_number are required when MFA is required/optional"
	function    = "arn:aws:lambda:eu-west-1:123456789012:function:f"
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

func parsed(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// canonical writes JSON with its members in order.
func canonical(t *testing.T, v any) string {
	t.Helper()
	return string(model.EncodeJSON(v))
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

// Unknown pools, and invalid requests.
func TestBadRequests(t *testing.T) {
	s := New("eu-west-1", &Memory{})
	id := made(t, s, `{"PoolName":"p"}`)
	tests := []struct{ operation, body, code, message string }{
		{"DescribeUserPool", `{"UserPoolId":"eu-west-1_aaaaaaaaa"}`, "ResourceNotFoundException", "User pool eu-west-1_aaaaaaaaa does not exist."},
		{"GetUserPoolMfaConfig", `{"UserPoolId":"eu-west-1_aaaaaaaaa"}`, "ResourceNotFoundException", "User pool eu-west-1_aaaaaaaaa does not exist."},
		{"SetUserPoolMfaConfig", `{"UserPoolId":"eu-west-1_aaaaaaaaa"}`, "ResourceNotFoundException", "User pool eu-west-1_aaaaaaaaa does not exist."},
		{"UpdateUserPool", `{"UserPoolId":"eu-west-1_aaaaaaaaa"}`, "ResourceNotFoundException", "User pool eu-west-1_aaaaaaaaa does not exist."},
		{"DeleteUserPool", `{"UserPoolId":"eu-west-1_aaaaaaaaa"}`, "ResourceNotFoundException", "User pool eu-west-1_aaaaaaaaa does not exist."},
		{"DescribeUserPool", `{}`, "InvalidParameterException", "1 validation error detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be null"},
		{"DeleteUserPool", `{"UserPoolId":"p"}`, "InvalidParameterException", `1 validation error detected: Value 'p' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+`},
		{"DeleteUserPool", `{"UserPoolId":"` + strings.Repeat("a", 55) + `_b"}`, "InvalidParameterException", "*less than or equal to 55"},
		{"ListUserPools", `{}`, "InvalidParameterException", "1 validation error detected: Value null at 'maxResults' failed to satisfy constraint: Member must not be null"},
		{"ListUserPools", `{"MaxResults":61}`, "InvalidParameterException", "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60"},
		{"ListUserPools", `{"MaxResults":0}`, "InvalidParameterException", "*greater than or equal to 1"},
		{"ListUserPools", `{"MaxResults":1,"NextToken":"?"}`, "InvalidParameterException", "Invalid pagination token"},
		{"ListUserPools", `{"MaxResults":1,"NextToken":"bm9uZQ"}`, "InvalidParameterException", "Invalid pagination token"},
		{"CreateUserPool", `{"PoolName":"p"`, "SerializationException", "*not valid JSON*"},
		{"CreateUserPool", `{"PoolName":"p"} x`, "SerializationException", "*not valid JSON*"},
		{"CreateUserPool", `{"PoolName":"p","PoolName":"q"}`, "SerializationException", "*not valid JSON*"},
		{"CreateUserPool", "{\"PoolName\":\"\xff\"}", "SerializationException", "*not valid JSON*"},
		{"CreateUserPool", `[]`, "SerializationException", "*wrong type of value*"},
		{"CreateUserPool", `{"PoolName":5}`, "SerializationException", `*wrong type of value*"/PoolName"*`},
		{"CreateUserPool", `{"PoolName":"p","Policies":{"PasswordPolicy":{"MinimumLength":"8"}}}`, "SerializationException", `*"/Policies/PasswordPolicy/MinimumLength"*`},
		{"CreateUserPool", `{"PoolName":"p","poolname":"q"}`, "SerializationException", "*unknown member /poolname*"},
		{"CreateUserPool", `{"PoolName":"p","Policies":{"PasswordPolcy":{}}}`, "SerializationException", "*unknown member /Policies/PasswordPolcy*"},
		{"CreateUserPool", `{"PoolName":"p","UserPoolId":"x"}`, "SerializationException", "*unknown member /UserPoolId*"},
		{"DescribeUserPool", `{"UserPoolId":"` + id + `","PoolName":"x"}`, "SerializationException", "*unknown member /PoolName*"},
		{"UpdateUserPool", `{"UserPoolId":"` + id + `","Schema":[]}`, "SerializationException", "*/Schema*"},
		{"UpdateUserPool", `{"UserPoolId":"` + id + `","UsernameConfiguration":{"CaseSensitive":false}}`, "SerializationException", "*/UsernameConfiguration*"},
		{"CreateUserPool", `{"PoolName":"` + strings.Repeat("x", model.MaxSize) + `"}`, "SerializationException", "*too large*"},
		{"CreateUserPool", strings.Repeat(`{"a":`, 20000), "SerializationException", "*"},
		{"AdminCreateUser", `{}`, "UnknownOperationException", "*AdminCreateUser*"},
	}
	for _, test := range tests {
		answer := post(t, s, test.operation, test.body)
		if answer.status != 400 || answer.code != test.code || !like(test.message, answer.message) {
			t.Errorf("%s %.100s\nanswers %d %.300s\nwant %s: %s", test.operation, test.body, answer.status, answer.body, test.code, test.message)
		}
	}
	if pools, err := s.Pools(); err != nil || len(pools) != 1 {
		t.Errorf("the sandbox has %v, %v", pools, err)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost/", http.NoBody))
	if w.Code != 400 {
		t.Errorf("a GET is answered with %d", w.Code)
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
		st.Pools = append(st.Pools, &Pool{ID: fmt.Sprintf("eu-west-1_%d", i), Settings: *model.LoadPreset("defaults")})
	}
	store.data = model.EncodeJSON(st)
	if answer := post(t, New("eu-west-1", store), "CreateUserPool", `{"PoolName":"p"}`); answer.code != "LimitExceededException" {
		t.Errorf("pool %d is made: %.100s", maxPools+1, answer.body)
	}
}

// A store that fails, or that contains something else, is a fault of the
// service, not of the request.
func TestBrokenStore(t *testing.T) {
	for name, store := range map[string]Store{
		"no JSON": &Memory{data: []byte("{")}, "no pool": &Memory{data: []byte(`{"Pools":[null]}`)}, "no name": &Memory{data: []byte(`{"Pools":[{"ID":"x"}]}`)}, "fails": brokenStore{},
	} {
		for _, operation := range []string{"CreateUserPool", "ListUserPools"} {
			body := map[string]string{"CreateUserPool": `{"PoolName":"p"}`, "ListUserPools": `{"MaxResults":1}`}[operation]
			if answer := post(t, New("eu-west-1", store), operation, body); answer.status != 400 || answer.code != "SandboxStorageException" {
				t.Errorf("%s: %s answers %d %s", name, operation, answer.status, answer.body)
			}
		}
	}
}

type brokenStore struct{}

func (brokenStore) Load() ([]byte, error)                     { return nil, io.ErrClosedPipe }
func (brokenStore) Change(func([]byte) ([]byte, error)) error { return io.ErrClosedPipe }

// A pool that is read from the answers of the sandbox creates an equal pool.
func TestRoundTrip(t *testing.T) {
	for _, preset := range model.Presets {
		t.Run(preset.Name, func(t *testing.T) {
			original := model.LoadPreset(preset.Name)
			first := submitted(t, original)
			d, err := model.Read("description.json", []byte(first))
			if err != nil {
				t.Fatal(err)
			}
			for leaf := range model.Terse(original).Leaves() {
				got, there := d.Pool.Get(leaf.Path())
				if leaf.Value() != nil && (!there || canonical(t, got) != canonical(t, leaf.Value())) && !isMode(leaf.Path()) {
					t.Errorf("%s was %v and is now %v", leaf.Path(), leaf.Value(), got)
				}
			}
			if d.Pool.MfaMode() != original.MfaMode() {
				t.Errorf("the mode was %s and is now %s", original.MfaMode(), d.Pool.MfaMode())
			}
			if second := submitted(t, d.Pool); second != first {
				t.Errorf("the second pool is\n%sthe first was\n%s", second, first)
			}
		})
	}
}

func isMode(path string) bool { return strings.HasSuffix(path, ".MfaConfiguration") }

// submitted creates the pool and returns the sandbox's description of it, without
// what differs between any two pools.
func submitted(t *testing.T, p *model.Pool) string {
	t.Helper()
	s := New("eu-west-1", &Memory{})
	id := ""
	for _, call := range p.Calls() {
		answer := post(t, s, call.Operation.Name, string(call.Body(model.Answers{"UserPoolId": id})))
		if answer.status != 200 {
			t.Fatalf("%s: %s", call.Operation.Name, answer.body)
		}
		if id == "" {
			id = answer.text("UserPool", "Id")
		}
	}
	about := `{"UserPoolId":"` + id + `"}`
	all := post(t, s, "DescribeUserPool", about).members
	for name, value := range post(t, s, "GetUserPoolMfaConfig", about).members {
		all[name] = value
	}
	pool := all["UserPool"].(map[string]any)
	for _, name := range []string{"Id", "Arn", "CreationDate", "LastModifiedDate"} {
		delete(pool, name)
	}
	return canonical(t, all)
}

// The sandbox never panics, and always answers with JSON.
func FuzzBodies(f *testing.F) {
	for _, body := range []string{``, `{}`, `null`, `[]`, `{"PoolName":null}`, `{"PoolName":"p","Schema":[null]}`, `{"PoolName":"p","AliasAttributes":[null]}`, `{"PoolName":"p","UserPoolTags":{"a":null}}`,
		`{"UserPoolId":"eu-west-1_a","MfaConfiguration":"ON"}`, `{"MaxResults":1e9}`, `{"UserPoolId":null}`, `{"PoolName":"p","LambdaConfig":{"PreTokenGenerationConfig":null,"CustomSMSSender":{}}}`} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		s := New("eu-west-1", &Memory{})
		made(t, s, `{"PoolName":"p"}`)
		pools, err := s.Pools()
		if err != nil {
			t.Fatal(err)
		}
		pools[0].ID = "eu-west-1_a"
		s.store = &Memory{data: model.EncodeJSON(&state{pools})}
		for operation := range handlers {
			post(t, s, operation, body)
			if _, err := s.Pools(); err != nil {
				t.Fatalf("%s spoilt the store: %v", operation, err)
			}
		}
	})
}

// Members newer than the SDK are kept, described with their defaults, updated
// and checked by their rules.
func TestMembersAheadOfTheSDK(t *testing.T) {
	const members = `"SmsConfiguration":{"EumsSms":{"CallerArn":"arn:aws:iam::123456789012:role/sms","Region":"eu-west-1"}},` +
		`"AcrConfiguration":{"Level1":{"AcrValue":"urn:example:low"}},"DcrConfiguration":{"AuthenticatedGrantTypes":["code"]}`
	s := New("eu-west-1", &Memory{})
	id := made(t, s, `{"PoolName":"p",`+members+`}`)
	described := func() string {
		return post(t, s, "DescribeUserPool", `{"UserPoolId":"`+id+`"}`).body
	}
	for _, want := range []string{`"EumsSms"`, `"OriginationIdentity"`, `"urn:example:low"`, `"ENABLED"`} {
		if got := strings.Contains(described(), want); got == (want == `"OriginationIdentity"`) {
			t.Errorf("%s is described: %t\n%s", want, got, described())
		}
	}
	if answer := post(t, s, "UpdateUserPool", `{"UserPoolId":"`+id+`","DcrConfiguration":{"EnableStatus":"DISABLED"}}`); answer.status != 200 {
		t.Fatalf("%s: %s", answer.code, answer.message)
	}
	if !strings.Contains(described(), `"DISABLED"`) {
		t.Errorf("not updated: %s", described())
	}
	for body, want := range map[string]string{
		`{"PoolName":"p","SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::123456789012:role/sms","EumsSms":{"CallerArn":"arn:aws:iam::123456789012:role/sms"}}}`: "only one",
		`{"PoolName":"p","AcrConfiguration":{"Level1":{"AcrValue":"urn:cognito:loa:2"}}}`:                                                                        "must differ",
		`{"PoolName":"p","UserPoolTier":"LITE","DcrConfiguration":{}}`:                                                                                           "LITE pricing tier",
		`{"PoolName":"p","DcrConfiguration":{"EnableStatus":"ON"}}`:                                                                                              "enum value set: [ENABLED, DISABLED]",
	} {
		if answer := post(t, s, "CreateUserPool", body); answer.status != 400 || !strings.Contains(answer.message, want) {
			t.Errorf("%s: %d %s", body, answer.status, answer.message)
		}
	}
}
