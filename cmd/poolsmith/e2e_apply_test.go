package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The built program changes pools in moto and in the sandbox: a second time there is
// nothing to do, and the receipt leads back to the pool that was. In moto, which
// lacks operations on tags, nothing is about them; and its UpdateUserPool loses the
// sign-in attributes, so that the pool there has none.
func TestE2EApply(t *testing.T) {
	e2e(t, "python3")
	w := newTestEnv(t)
	url, _ := startSandboxProcess(t, t.TempDir())
	common := []string{
		"MinimumLength=17", "DeletionProtection=ACTIVE", "LambdaConfig.PreSignUp=arn:aws:lambda:eu-west-1:123456789012:function:check",
		"CreateUserPoolClient[+].ClientName=extra", "CreateGroup[+].GroupName=team",
	}
	for _, place := range []struct {
		name string
		*testEnv
		presets, changes []string
	}{
		{"moto", w.in(t, w.endpoint), []string{"defaults"}, common},
		{"sandbox", w.in(t, url), []string{"defaults", "email-sign-in", "staff-mfa", "web-app", "machine-to-machine"}, slices.Concat(common, []string{"UserPoolTags[team]=web"})},
	} {
		for _, preset := range place.presets {
			t.Run(place.name+"/"+preset, func(t *testing.T) {
				receipts := t.TempDir()
				env := &testEnv{binary: place.binary, endpoint: place.endpoint, region: place.region}
				env.env = append(slices.Clone(place.env), "XDG_STATE_HOME="+receipts)
				id, _, _ := strings.Cut(env.command(t, env.binary, "submit", "--preset", preset, "--yes", "--no-receipt"), "\n")
				before := env.command(t, env.binary, "import", "--pool-id", id)
				apply := []string{"apply", "--pool-id", id, "--yes", "--output", "json"}
				for _, change := range place.changes {
					apply = append(apply, "--set", change)
				}
				if out := env.command(t, env.binary, apply...); !strings.Contains(out, `"outcome": "applied"`) || strings.Contains(out, `"changed": []`) {
					t.Errorf("applied: %s", out)
				}
				after := env.command(t, env.binary, "import", "--pool-id", id)
				if !strings.Contains(after, "function:check") || !strings.Contains(after, "extra") {
					t.Errorf("after: %s", after)
				}
				again := slices.DeleteFunc(slices.Clone(apply), func(word string) bool {
					return word == "--set" || strings.Contains(word, "[+]") || slices.Contains(place.changes, word)
				})
				again = append(again, "--set", "MinimumLength=17", "--set", "DeletionProtection=ACTIVE")
				if out := env.command(t, env.binary, again...); !strings.Contains(out, `"changed": []`) {
					t.Errorf("again: %s", out)
				}
				names, err := filepath.Glob(filepath.Join(receipts, "poolsmith", "receipts", "*.json"))
				if err != nil || len(names) != 1 {
					t.Fatalf("receipts %q, %v", names, err)
				}
				env.command(t, env.binary, "apply", "-i", names[0], "--restore", "--yes", "--allow-delete")
				if restored := env.command(t, env.binary, "import", "--pool-id", id); restored != before {
					t.Errorf("restored:\n%s\nbefore:\n%s", restored, before)
				}
			})
		}
	}
}
