package sandbox

import (
	"os"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/poolsmith/poolsmith/model"
)

// newerMembers has every block that is newer than the SDK.
const newerMembers = `{"CreateUserPool": {"PoolName": "newer", "UserPoolTier": "ESSENTIALS",
	"SmsConfiguration": {"EumsSms": {"CallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x", "OriginationIdentity": "+15551234567", "ConfigurationSetName": "c", "InEntityId": "1", "InTemplateId": "2", "Region": "eu-west-1"}},
	"AcrConfiguration": {"Level1": {"AcrValue": "urn:a"}, "Level4": {"AcrValue": "urn:d"}},
	"DcrConfiguration": {"EnableStatus": "DISABLED", "OpenDcrEnabled": false, "AuthenticatedGrantTypes": ["code"], "OpenGrantTypes": ["code"]}},
	"SetUserPoolMfaConfig": {"MfaConfiguration": "OPTIONAL", "SmsMfaConfiguration": {}, "SoftwareTokenMfaConfiguration": {"Enabled": true}}}`

// goodPools are the pools of the tests that the service accepts, by name.
func goodPools(t *testing.T) map[string]*model.Pool {
	t.Helper()
	pools := map[string]*model.Pool{}
	for _, preset := range model.Presets {
		pools[preset.Name] = model.LoadPreset(preset.Name)
	}
	texts := map[string][]byte{"newer": []byte(newerMembers), "registration": []byte(`{"PoolName": "p", "DcrConfiguration": {}}`)}
	for _, file := range []string{"largest.json", "sample-request.json"} {
		data, err := os.ReadFile("../../../model/testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		texts[file] = data
	}
	for name, data := range texts {
		d, err := model.Read(name, data)
		if err != nil {
			t.Fatal(err)
		}
		pools[name] = d.Pool
	}
	data, err := os.ReadFile("../../../model/testdata/rule-pools.json")
	if err != nil {
		t.Fatal(err)
	}
	var tested []struct{ Pool *model.Pool }
	if err := json.Unmarshal(data, &tested); err != nil {
		t.Fatal(err)
	}
	for _, p := range tested {
		pools[string(p.Pool.JSON())] = p.Pool
	}
	for name, p := range pools {
		if len(errorsIn(p, "eu-west-1")) > 0 {
			delete(pools, name)
		}
	}
	return pools
}

// Law: what describe-user-pool and get-user-pool-mfa-config print of a pool
// reads as the pool of the request: after its creation alone, which decides
// whether a found pool is adopted, and after all calls.
func TestDescribedPoolsAreRecognized(t *testing.T) {
	pools := goodPools(t)
	for name, p := range pools {
		s := New("eu-west-1", &Memory{})
		calls, answers, id := p.Calls(), model.Answers{}, ""
		for i, call := range calls {
			answer := post(t, s, call.Operation.Name, string(call.Body(answers)))
			if answer.status != 200 {
				t.Fatalf("%s: %s: %s", name, call.Operation.Name, answer.body)
			}
			if err := call.Keep(answers, []byte(answer.body)); err != nil {
				t.Fatal(err)
			}
			if i == 0 {
				id = answer.text("UserPool", "Id")
				checkRecognized(t, name+" created", s, id, call.Pool())
			}
		}
		checkRecognized(t, name, s, id, p)
	}
	if len(pools) < 200 {
		t.Errorf("only %d pools", len(pools))
	}
}

func checkRecognized(t *testing.T, name string, s *Server, id string, want *model.Pool) {
	t.Helper()
	about := `{"UserPoolId":"` + id + `"}`
	d, err := model.ReadAll(
		model.Source{Name: "description", Data: []byte(post(t, s, "DescribeUserPool", about).body)},
		model.Source{Name: "factors", Data: []byte(post(t, s, "GetUserPoolMfaConfig", about).body)},
	)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, difference := range model.Diff(d.Pool, want, true) {
		if o := model.OperationOf(difference.Setting); !o.MakesPool() && o.Into == "" {
			continue // described by itself
		}
		t.Errorf("%s: %s is %v, requested was %v", name, difference.Setting, difference.From, difference.To)
	}
}
