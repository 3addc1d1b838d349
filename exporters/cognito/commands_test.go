package cognito

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// dashes are names that look like options of the AWS CLI.
var dashes = []string{"-x", "--debug", "--profile", "-", "--", "- y", "--cli-input-json", "-it's", "shop"}

// wordsOf has a shell split a command, as it would for the AWS CLI or this program.
func wordsOf(t *testing.T, command string) []string {
	t.Helper()
	out, err := exec.Command("sh", "-c", `aws() { printf '%s\n' "$@"; }; poolsmith() { aws "$@"; }; `+command).Output()
	if err != nil {
		t.Fatalf("%s: %v", command, err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

// No value is a word of its own where the AWS CLI would read it as an option,
// no matter what a pool, a profile or a function is called.
func TestValuesAreNoOptions(t *testing.T) {
	for _, name := range dashes {
		c := &Client{options: Options{Region: "eu-west-1", Profile: name, EndpointURL: "http://127.0.0.1:5000"}}
		p := pool(t, `{"PoolName": "p", "DeletionProtection": "ACTIVE", "LambdaConfig": {"PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:-f"}}`)
		p.CreateUserPool.PoolName = &name
		made := Result{ID: "-_x", ARN: "-arn", Name: name}
		incomplete := c.incomplete(&Error{Message: "no"}, made, p, p.Calls(), false)
		after := c.After(made, p)
		commands := append(slices.Concat(incomplete.Deletion(), incomplete.Rest()), c.options.aws("sts get-caller-identity"))
		for _, step := range slices.Concat(after.Next, after.Permissions) {
			commands = append(commands, step.Command)
		}
		for _, command := range commands {
			words := wordsOf(t, command)
			if !slices.Contains(words, "--profile="+name) {
				t.Errorf("%s: the profile is not in %q", name, words)
			}
			for _, word := range words {
				option, _, _ := strings.Cut(strings.TrimPrefix(word, "--"), "=")
				if word[0] == '-' && !slices.Contains(knownOptions, option) {
					t.Errorf("%s: the AWS CLI would read %q as an option in %s", name, word, command)
				}
			}
		}
		if words := wordsOf(t, after.Next[0].Command); !slices.Contains(words, "--client-name="+name) || slices.Contains(words, name) {
			t.Errorf("%s: the name is not in %q", name, words)
		}
	}
}

// knownOptions are those that the commands are meant to have.
var knownOptions = []string{
	"profile", "region", "endpoint-url", "user-pool-id", "client-name", "explicit-auth-flows", "domain", "cli-input-json",
	"function-name", "statement-id", "action", "principal", "source-arn", "deletion-protection", "user-attribute-update-settings",
	"for-pool", "-f", "-o",
}

func TestCommandNames(t *testing.T) {
	for operation, want := range map[string]string{
		"CreateUserPool":                       "cognito-idp create-user-pool",
		"SetUICustomization":                   "cognito-idp set-ui-customization",
		"DescribeManagedLoginBrandingByClient": "cognito-idp describe-managed-login-branding-by-client",
	} {
		if got := CommandName(operation); got != want {
			t.Errorf("%s is %s", operation, got)
		}
	}
}
