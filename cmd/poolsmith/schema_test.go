package main

import (
	"bytes"
	"encoding/json"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/model/wordtest"
)

// jsonCommands are commands that print JSON, by the schema of what they print.
func jsonCommands(t *testing.T) map[string][]string {
	shop := writeTemp(t, "shop.json", `{"CreateUserPool": {"PoolName": "shop", "MfaConfiguration": "ON", "LambdaConfig": {"PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:a"}},
		"CreateUserPoolClient": [{"ClientName": "web", "AllowedOAuthScopes": ["a/b"]}], "CreateTerms": [{"TermsName": "terms-of-use", "ClientId": "web", "TermsSource": "LINK", "Enforcement": "NONE", "Links": {"cognito:default": "https://example.com"}}]}`)
	good := writeTemp(t, "good.json", string(model.LoadPreset("web-app").JSON()))
	broken := writeTemp(t, "broken.json", `{"PoolName": 7`)
	var made bytes.Buffer
	if code := run([]string{"submit", "--sandbox", "--yes", "-i", good}, streams{Out: &made, Err: io.Discard}); code != exit.OK {
		t.Fatalf("no pool in the sandbox: exit code %d", code)
	}
	id, _, _ := strings.Cut(made.String(), "\n")
	described := filepath.Join("..", "..", "model", "testdata", "sample-description.json")
	return map[string][]string{
		"draft":        {"presets web-app", "presets defaults --output json", "import " + good},
		"validate":     {"validate --output json " + shop, "validate --format json --severity error " + good + " " + broken, "validate --output json --fix=advice -o " + filepath.Join(t.TempDir(), "fixed.json") + " " + shop},
		"diff":         {"diff --output json preset:web-app preset:mobile-app", "diff --format json " + good + " " + good, "diff --output json " + shop + " preset:saml-staff"},
		"explain":      {"explain --output json", "explain rules --output json", "explain tiers --output json", "explain PLUS --output json", "explain mfa-needs-factor --output json", "explain MinimumLength --output json", "explain UserPoolTags --output json", "explain social login --output json", "explain PasswordPolicy --output json", "explain sms code --output json"},
		"journeys":     {"explain journeys --output json -i " + good, "explain journeys --output json -i " + shop, "explain journeys sign-up --output json -i " + good},
		"connect":      {"explain connect --output json -i " + good, "explain connect --output json -i " + described},
		"command":      {"explain command --output json -i " + good, "explain command --output json -i " + shop + " -f terraform"},
		"plan":         {"apply --sandbox --dry-run --output json --set MinimumLength=14 --pool-id " + id, "apply --sandbox --dry-run --output json --pool-id " + id + " --exact -i " + shop},
		"apply":        {"apply --sandbox --yes --output json --set MinimumLength=14 --pool-id " + id},
		"presets":      {"presets --output json"},
		"import":       {"import --output json " + described, "import --output json " + good},
		"export":       {"export --preset web-app -f terraform --output json", "export -i " + shop + " -f cdk --output json", "export --preset web-app -f all --output json -o " + t.TempDir()},
		"calls":        {"submit --dry-run --output json -i " + good, "submit --dry-run --output json -i " + shop},
		"submit":       {"submit --sandbox --yes --output json --preset server-app"},
		"sandbox-list": {"sandbox list --output json"},
	}
}

// Law: what a command prints as JSON is as its schema has it. Every schema is
// tested, here or with ask.
func TestOutputsAreAsTheirSchemas(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	commands := jsonCommands(t)
	for _, one := range schemas {
		lines := commands[one.name]
		if len(lines) == 0 && !strings.HasPrefix(one.name, "ask") {
			t.Errorf("no command prints %s", one.name)
		}
		s := compiled(t, one.name)
		for _, line := range lines {
			var out, problems bytes.Buffer
			code := run(strings.Fields(line), streams{In: strings.NewReader(""), Out: &out, Err: &problems})
			if code == exit.Usage && !strings.Contains(line, "broken.json") || out.Len() == 0 {
				t.Errorf("%s: exit code %d\n%s", line, code, problems.String())
				continue
			}
			t.Run(line, func(t *testing.T) { checkSchema(t, s, out.Bytes()) })
		}
		delete(commands, one.name)
	}
	for name := range commands {
		t.Errorf("no schema is called %s", name)
	}
}

// Every command that prints a result for people prints it as JSON too.
func TestEveryResultIsJSONToo(t *testing.T) {
	root, _ := newRoot(streams{Out: &bytes.Buffer{}, Err: &bytes.Buffer{}})
	without := []string{"poolsmith", "poolsmith ask", "poolsmith schema", "poolsmith sandbox", "poolsmith sandbox serve", "poolsmith sandbox clear"}
	var found []string
	var check func(*cobra.Command)
	check = func(c *cobra.Command) {
		if c.Name() == "completion" || c.Name() == "help" || c.Name() == "man" {
			return
		}
		if c.Flags().Lookup("output") == nil {
			found = append(found, c.CommandPath())
		}
		for _, sub := range c.Commands() {
			check(sub)
		}
	}
	check(root)
	for _, path := range found {
		if !strings.Contains(strings.Join(without, "\n")+"\n", path+"\n") {
			t.Errorf("%s has no --output", path)
		}
	}
}

// A member has the same meaning in every schema, and a description of plain words.
func TestSchemasHaveOneVocabulary(t *testing.T) {
	types := map[string]map[string]string{}
	name := regexp.MustCompile(`^[a-z][A-Za-z]*$`)
	for _, one := range schemas {
		if one.of == nil {
			continue
		}
		data, err := schemaOf(one.name)
		if err != nil {
			t.Fatal(err)
		}
		wordtest.Check(t, one.name, one.about)
		var root any
		if err := json.Unmarshal(data, &root); err != nil {
			t.Fatal(err)
		}
		eachProperty(root, func(member string, schema map[string]any) {
			if !name.MatchString(member) {
				t.Errorf("%s: the member %q", one.name, member)
			}
			text, _ := schema["description"].(string)
			wordtest.Check(t, one.name+" "+member, text)
			kind, _ := schema["type"].(string)
			if types[member] == nil {
				types[member] = map[string]string{}
			}
			types[member][kind] = one.name
		})
	}
	// The values of settings are of any type, and these words differ with their object.
	for _, member := range []string{"value", "from", "to", "item", "message", "automatic"} {
		delete(types, member)
	}
	for member, kinds := range types {
		if len(kinds) > 1 {
			t.Errorf("%s has several types: %v", member, kinds)
		}
	}
}

func eachProperty(node any, visit func(string, map[string]any)) {
	switch node := node.(type) {
	case []any:
		for _, child := range node {
			eachProperty(child, visit)
		}
	case map[string]any:
		for key, child := range node {
			if properties, ok := child.(map[string]any); ok && key == "properties" {
				for name, schema := range properties {
					visit(name, schema.(map[string]any))
				}
			}
			eachProperty(child, visit)
		}
	}
}
