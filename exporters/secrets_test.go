package exporters

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// planted is in secrets alone.
const planted = "planted-7f3a"

// The values of the environment variables that a draft refers to are in no file.
func TestSecretsOfTheEnvironmentStayThere(t *testing.T) {
	tested := 0
	for _, c := range namedCases(t) {
		for _, name := range secretVariables(c.pool) {
			t.Setenv(name, planted)
			tested++
		}
		checkNotPlanted(t, c.pool)
	}
	if tested < 6 {
		t.Errorf("only %d secrets", tested)
	}
	if !slices.ContainsFunc(os.Environ(), func(v string) bool { return strings.HasSuffix(v, planted) }) {
		t.Error("no secret is in the environment")
	}
}

// A secret that is itself in a draft becomes a reference, and a gap.
func TestSecretsOfADraftAreHidden(t *testing.T) {
	for i := range model.Catalog {
		s := &model.Catalog[i]
		if !s.Secret && len(s.SecretKeys) == 0 {
			continue
		}
		p := singlePool(t, s)
		path := strings.ReplaceAll(s.Path, "[]", "[0]")
		paths := []string{path}
		if len(s.SecretKeys) > 0 {
			paths = nil
			for _, key := range s.SecretKeys {
				paths = append(paths, fmt.Sprintf("%s[%s]", path, key))
			}
		}
		for _, path := range paths {
			if err := p.Set(path, planted); err != nil {
				t.Fatal(err)
			}
		}
		before := p.Clone()
		for _, out := range checkNotPlanted(t, p) {
			for _, path := range paths {
				if !isMissed(out, path) {
					t.Errorf("%s is no gap: %v", path, out.Gaps)
				}
			}
		}
		if !p.Equal(before) {
			t.Errorf("%s changed in the draft", path)
		}
		body := exported(t, "json", p)
		for _, path := range paths {
			if reference := referenceFor(p, path); !model.IsSecretReference(reference) || !bytes.Contains(body, []byte(reference)) {
				t.Errorf("the body lacks %s:\n%s", reference, body)
			}
		}
	}
}

// checkNotPlanted exports a pool in every format, with and without options.
func checkNotPlanted(t *testing.T, p *model.Pool) []Output {
	t.Helper()
	var all []Output
	for _, format := range Formats {
		for _, options := range []Options{{}, everything} {
			out := format.Export(p, options)
			if text := fmt.Sprintf("%s %v", bytes.Join(contents(out), nil), out.Gaps); strings.Contains(text, planted) {
				t.Errorf("%s has the secret:\n%s", format.Name, text)
			}
			all = append(all, out)
		}
	}
	return all
}

func contents(out Output) [][]byte {
	var list [][]byte
	for _, file := range out.Files {
		list = append(list, file.Data)
	}
	return list
}

func exported(t *testing.T, name string, p *model.Pool) []byte {
	t.Helper()
	format, found := Lookup(name)
	if !found {
		t.Fatal(name)
	}
	return bytes.Join(contents(format.Export(p, Options{})), nil)
}

// A reference that is not in a secret setting is a text like any other.
func TestReferencesElsewhereAreTexts(t *testing.T) {
	p := readPool(t, []byte(`{"CreateUserPool": {"PoolName": "p"}, "CreateGroup": [{"GroupName": "g", "Description": "${env:GOOGLE_CLIENT_SECRET}"}],
		"CreateIdentityProvider": [{"ProviderName": "Google", "ProviderType": "Google", "ProviderDetails": {"client_id": "${env:GOOGLE_CLIENT_SECRET}", "client_secret": "${env:GOOGLE_CLIENT_SECRET}"}}]}`))
	for _, program := range programs {
		checkProgram(t, p, program.format)
		source := string(exported(t, program.format, p))
		if n := strings.Count(source, `"${env:GOOGLE_CLIENT_SECRET}"`); n != 2 {
			t.Errorf("%s has %d texts:\n%s", program.format, n, source)
		}
	}
	checkCLI(t, p)
	checkGo(t, p)
}
