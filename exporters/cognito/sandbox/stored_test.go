package sandbox

import (
	"os"
	"strings"
	"testing"
)

// A file that an earlier version saved still loads, and its pools are described,
// updated and saved as before.
func TestStoredFileStillLoads(t *testing.T) {
	data, err := os.ReadFile("testdata/pools-2026.json")
	if err != nil {
		t.Fatal(err)
	}
	store := &Memory{data: data}
	s := New("eu-west-1", store)
	const id = `{"UserPoolId":"eu-west-1_BR2E1dKFU"`
	want := `{"MfaConfiguration":"ON","SoftwareTokenMfaConfiguration":{"Enabled":true},"SmsMfaConfiguration":{` + smsSettings + `}}`
	if got := post(t, s, "GetUserPoolMfaConfig", id+`}`); canonical(t, got.members) != canonical(t, parsed(t, want)) {
		t.Errorf("MFA is %s", got.body)
	}
	if described := post(t, s, "DescribeUserPool", id+`}`); described.text("UserPool", "Name") != "shop" || !strings.Contains(described.body, `"custom:plan"`) {
		t.Errorf("described as %s", described.body)
	}
	if err := s.change(func(*state) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if string(store.data) != string(data) {
		t.Errorf("saved as\n%s", store.data)
	}
	if deleted := post(t, s, "DeleteUserPool", id+`}`); deleted.status != 200 {
		t.Errorf("deletion: %s", deleted.body)
	}
}
