package cognito

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestProfiles(t *testing.T) {
	folder := t.TempDir()
	write := func(variable, text string) {
		name := filepath.Join(folder, variable)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Setenv(variable, name)
	}
	write("AWS_CONFIG_FILE", "[default]\nregion = eu-west-1\n[profile dev]\n[profile  prod ]\n[sso-session corp]\n[services x]\n")
	write("AWS_SHARED_CREDENTIALS_FILE", "[default]\n[dev]\naws_access_key_id = AKIDTEST\n[ci]\n# [gone\n")
	if got, want := Profiles(), []string{"ci", "default", "dev", "prod"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(folder, "none"))
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", folder)
	if got := Profiles(); len(got) != 0 {
		t.Errorf("from no file: %v", got)
	}
}
