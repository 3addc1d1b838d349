package sandbox

import (
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

// stored is everything that a sandbox has saved.
func stored(t *testing.T, s *Server) string {
	t.Helper()
	st, err := s.load()
	if err != nil {
		t.Fatal(err)
	}
	return string(model.EncodeJSON(st))
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

// A pool that is read from the answers of the sandbox creates an equal pool. What
// is beside the pool is read back by TestLargestAppReadsBack in the package above.
func TestRoundTrip(t *testing.T) {
	for _, preset := range model.Presets {
		t.Run(preset.Name, func(t *testing.T) {
			preset := model.LoadPreset(preset.Name)
			original := &model.Pool{CreateUserPool: preset.CreateUserPool, SetUserPoolMfaConfig: preset.SetUserPoolMfaConfig}
			first := submitted(t, original)
			d, err := model.Read("description.json", []byte(first))
			if err != nil {
				t.Fatal(err)
			}
			for leaf := range model.OmitDefaults(original).Leaves() {
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
		`{"UserPoolId":"eu-west-1_a","MfaConfiguration":"ON"}`, `{"MaxResults":1e9}`, `{"UserPoolId":null}`, `{"PoolName":"p","LambdaConfig":{"PreTokenGenerationConfig":null,"CustomSMSSender":{}}}`,
		`{"UserPoolId":"eu-west-1_a"}`, `{"UserPoolId":"eu-west-1_a","CustomAttributes":[null]}`, `{"UserPoolId":"eu-west-1_a","CustomAttributes":[{"Name":null}]}`,
		`{"ResourceArn":"` + arnOf("eu-west-1_a") + `","Tags":{"a":null}}`, `{"ResourceArn":"` + arnOf("eu-west-1_a") + `","Tags":null}`, `{"ResourceArn":"` + arnOf("eu-west-1_a") + `","TagKeys":[null]}`, `{"ResourceArn":"` + arnOf("eu-west-1_a") + `"}`} {
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
