package model

import "testing"

// The update of a pool has all settings of the request but the permanent ones.
func TestUpdateBody(t *testing.T) {
	call := mustRead(t, `{"CreateUserPool": {"PoolName": "a", "UsernameAttributes": ["email"], "Schema": [{"Name": "plan", "AttributeDataType": "String"}],
		"UsernameConfiguration": {"CaseSensitive": false}, "DeletionProtection": "ACTIVE"}}`).Calls()[0]
	want := `{ "UserPoolId": "eu-west-1_A", "PoolName": "a", "DeletionProtection": "ACTIVE" }`
	if got := compact(call.UpdateBody(Answers{"UserPoolId": "eu-west-1_A"})); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// An operation that sets something is its own update.
func TestUpdateBodyOfSetting(t *testing.T) {
	call := mustRead(t, `{"CreateUserPool": {"PoolName": "a"}, "SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}}`).Calls()[1]
	answers := Answers{"UserPoolId": "eu-west-1_A"}
	if got, want := string(call.UpdateBody(answers)), string(call.Body(answers)); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestReferenceOfPool(t *testing.T) {
	call := mustRead(t, `{"CreateUserPool": {"PoolName": "a"}}`).Calls()[0]
	reference, complete := call.Reference(Answers{"UserPoolId": "eu-west-1_A"})
	if got := compact(reference); got != `{ "UserPoolId": "eu-west-1_A" }` || !complete {
		t.Errorf("%s, %v", got, complete)
	}
	if _, complete := call.Reference(nil); complete {
		t.Error("a reference without the id is complete")
	}
}
