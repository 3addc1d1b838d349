package model

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compileSchema also holds the schema against that of its dialect.
func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("draft.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("draft.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func validateDraft(t *testing.T, s *jsonschema.Schema, data []byte) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(document)
}

func TestSchemaTakesGoodDrafts(t *testing.T) {
	s := compileSchema(t)
	for _, p := range Presets {
		if err := validateDraft(t, s, LoadPreset(p.Name).JSON()); err != nil {
			t.Errorf("%s: %v", p.Name, err)
		}
	}
	for _, name := range []string{"largest.json", "largest-app.json", "sample-request.json", "sample-description.json"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		d, err := Read(name, data)
		if err != nil {
			t.Fatal(err)
		}
		// Two samples hold what Cognito answers but does not take.
		findings := Check(d.Pool)
		if err := validateDraft(t, s, d.Pool.JSON()); (err == nil) != (Errors(findings) == 0) {
			t.Errorf("%s: the schema says %v, the rules find %d errors", name, err, Errors(findings))
		}
	}
}

func TestSchemaRefusesBadDrafts(t *testing.T) {
	s := compileSchema(t)
	tests := map[string]string{
		"no request":        `{}`,
		"unknown member":    `{"CreateUserPool": {"PoolName": "x", "PoolNam": "y"}}`,
		"no name":           `{"CreateUserPool": {}}`,
		"wrong type":        `{"CreateUserPool": {"PoolName": 7}}`,
		"pattern":           `{"CreateUserPool": {"PoolName": "a/b"}}`,
		"no-break space":    `{"CreateUserPool": {"PoolName": "a\u00a0b"}}`,
		"too long":          `{"CreateUserPool": {"PoolName": "` + strings.Repeat("a", 129) + `"}}`,
		"choice":            `{"CreateUserPool": {"PoolName": "x", "UserPoolTier": "lite"}}`,
		"member of choices": `{"CreateUserPool": {"PoolName": "x", "AliasAttributes": ["mail"]}}`,
		"too small":         `{"CreateUserPool": {"PoolName": "x", "Policies": {"PasswordPolicy": {"MinimumLength": 5}}}}`,
		"too large":         `{"CreateUserPool": {"PoolName": "x", "Policies": {"PasswordPolicy": {"MinimumLength": 100}}}}`,
		"no code":           `{"CreateUserPool": {"PoolName": "x", "SmsAuthenticationMessage": "Your code"}}`,
		"inside a list":     `{"CreateUserPool": {"PoolName": "x", "AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": 1}]}}}`,
		"empty list":        `{"CreateUserPool": {"PoolName": "x", "Schema": []}}`,
		"long tag":          `{"CreateUserPool": {"PoolName": "x", "UserPoolTags": {"k": "` + strings.Repeat("v", 257) + `"}}}`,
	}
	for name, draft := range tests {
		if validateDraft(t, s, []byte(draft)) == nil {
			t.Errorf("%s: accepted %s", name, draft)
		}
	}
}

func TestSchemaTakesEdges(t *testing.T) {
	s := compileSchema(t)
	tests := map[string]string{
		"own schema":      `{"$schema": "poolsmith.schema.json", "CreateUserPool": {"PoolName": "x"}}`,
		"several lines":   `{"CreateUserPool": {"PoolName": "x", "SmsAuthenticationMessage": "Your code\n{####}"}}`,
		"empty factor":    `{"CreateUserPool": {"PoolName": "x"}, "SetUserPoolMfaConfig": {"EmailMfaConfiguration": {}}}`,
		"smallest number": `{"CreateUserPool": {"PoolName": "x", "Policies": {"PasswordPolicy": {"MinimumLength": 6, "PasswordHistorySize": 0}}}}`,
		"prose":           `{"CreateUserPool": {"PoolName": "x", "EmailVerificationMessage": "Grüße 🙂\n{####}"}}`,
	}
	for name, draft := range tests {
		if err := validateDraft(t, s, []byte(draft)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every entry of the catalog is in the schema, with its title.
func TestSchemaIsWhole(t *testing.T) {
	var root map[string]any
	if err := json.Unmarshal(Schema(), &root); err != nil {
		t.Fatal(err)
	}
	for _, setting := range Catalog {
		at := root
		for part := range strings.SplitSeq(setting.Path, ".") {
			name, isList := strings.CutSuffix(part, "[]")
			next, _ := at["properties"].(map[string]any)[name].(map[string]any)
			if isList {
				next, _ = next["items"].(map[string]any)
			}
			if at = next; at == nil {
				break
			}
		}
		if at == nil || at["title"] != setting.Title {
			t.Errorf("%s is missing", setting.Path)
		}
	}
}
