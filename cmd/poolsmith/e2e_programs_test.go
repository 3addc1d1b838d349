//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// jsSDK is what the JavaScript programs are run with. It is installed once and
// kept in the user's cache.
const (
	jsSDK        = "@aws-sdk/client-cognito-identity-provider"
	jsSDKVersion = "3.1169.0"
)

func jsModules(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(cache, "poolsmith-tests", "js-"+jsSDKVersion)
	modules := filepath.Join(folder, "node_modules")
	if _, err := os.Stat(filepath.Join(modules, jsSDK, "package.json")); err == nil {
		return modules
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	install := exec.Command("npm", "install", "--no-audit", "--no-fund", "--prefix", folder, jsSDK+"@"+jsSDKVersion)
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return modules
}

// A pool is the same whichever program makes it, and making it leaves nothing
// else behind: the pools are those of the exporters' goldens, among them the
// one whose every text is a trap.
func TestE2EProgramsMakeEqualPools(t *testing.T) {
	w := newWorld(t)
	for _, tool := range []string{"python3", "node", "npm", "go"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%s is missing: %v", tool, err)
		}
	}
	w.env = append(w.env, "AWS_ENDPOINT_URL="+w.endpoint, "PYTHONDONTWRITEBYTECODE=1")
	drafts := goldenDrafts(t)
	programs := w.buildGo(t, drafts)
	modules := jsModules(t)
	for name, draft := range drafts {
		t.Run(name, func(t *testing.T) {
			want := w.described(t, w.viaBestKnown(t, draft))
			scripts := t.TempDir()
			if err := os.Symlink(modules, filepath.Join(scripts, "node_modules")); err != nil {
				t.Fatal(err)
			}
			python, javaScript := filepath.Join(scripts, "pool.py"), filepath.Join(scripts, "pool.mjs")
			w.command(t, w.binary, "export", "-i", draft, "-f", "boto3", "-o", python)
			w.command(t, w.binary, "export", "-i", draft, "-f", "js", "-o", javaScript)
			for way, words := range map[string][]string{
				"boto3": {"python3", python},
				"js":    {"node", javaScript},
				"go":    {programs[name]},
			} {
				if got := w.described(t, w.viaProgram(t, words)); !reflect.DeepEqual(got, want) {
					t.Errorf("%s made\n%s\ninstead of\n%s", way, model.EncodeJSON(got), model.EncodeJSON(want))
				}
			}
		})
	}
}

// viaBestKnown makes the pool with submit, or with the AWS CLI where submit
// sees that Cognito would refuse it.
func (w *world) viaBestKnown(t *testing.T, draft string) string {
	t.Helper()
	data, err := os.ReadFile(draft)
	if err != nil {
		t.Fatal(err)
	}
	document, err := model.Read(draft, data)
	if err != nil {
		t.Fatal(err)
	}
	if model.Errors(model.CheckIn(model.Facts{Pool: document.Pool, Region: "us-east-1"})) > 0 {
		return w.viaJSON(t, draft)
	}
	return w.viaSubmit(t, draft)
}

// viaProgram runs a program in an empty folder, and returns the id it prints.
func (w *world) viaProgram(t *testing.T, words []string) string {
	t.Helper()
	var out, errs bytes.Buffer
	c := exec.Command(words[0], words[1:]...)
	c.Dir, c.Env, c.Stdout, c.Stderr = t.TempDir(), w.env, &out, &errs
	if err := c.Run(); err != nil {
		t.Fatalf("%v: %v\n%s%s", words, err, out.String(), errs.String())
	}
	if left, err := os.ReadDir(c.Dir); err != nil || len(left) > 0 {
		t.Errorf("%v: %v: left behind: %v", words, err, left)
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// goldenDrafts returns the exporters' pools as drafts, without what the
// emulator or the AWS CLI at hand do not know: the issuer and key settings, and
// pools whose only second factor is email. The tag without a name is left out
// too, and the message that is too short, which the AWS CLI does not send.
func goldenDrafts(t *testing.T) map[string]string {
	t.Helper()
	const folder, create, mfa = "../../exporters/testdata/json", ".create-user-pool.json.golden", ".set-user-pool-mfa-config.json.golden"
	found, err := filepath.Glob(filepath.Join(folder, "*"+create))
	if err != nil || len(found) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	drafts := map[string]string{}
	for _, file := range found {
		name := strings.TrimSuffix(filepath.Base(file), create)
		draft := map[string]map[string]any{"CreateUserPool": readObject(t, file)}
		delete(draft["CreateUserPool"], "IssuerConfiguration")
		delete(draft["CreateUserPool"], "KeyConfiguration")
		if tags, ok := draft["CreateUserPool"]["UserPoolTags"].(map[string]any); ok {
			delete(tags, "")
		}
		if name == "nasty-strings" {
			delete(draft["CreateUserPool"], "AdminCreateUserConfig")
		}
		second := filepath.Join(folder, name+mfa)
		if _, err := os.Stat(second); err == nil {
			request := readObject(t, second)
			if request["SoftwareTokenMfaConfiguration"] == nil && request["SmsMfaConfiguration"] == nil && request["MfaConfiguration"] != model.Off {
				continue
			}
			draft["SetUserPoolMfaConfig"] = request
		}
		drafts[name] = writeTemp(t, name+".json", string(model.EncodeJSON(draft)))
	}
	return drafts
}

func readObject(t *testing.T, file string) map[string]any {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	if err := json.Unmarshal(data, &object); err != nil {
		t.Fatal(err)
	}
	return object
}

// buildGo builds the Go programs of all drafts in one go, with the versions of
// the SDK that Poolsmith has.
func (w *world) buildGo(t *testing.T, drafts map[string]string) map[string]string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		data = bytes.Replace(data, []byte("module github.com/poolsmith/poolsmith"), []byte("module pools"), 1)
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	programs := map[string]string{}
	for name, draft := range drafts {
		w.command(t, w.binary, "export", "-i", draft, "-f", "go", "-o", filepath.Join(folder, name)+"/")
		programs[name] = filepath.Join(folder, "bin", name)
	}
	build := exec.Command("go", "build", "-ldflags=-s -w", "-o", filepath.Join(folder, "bin")+"/", "./...")
	build.Dir, build.Env = folder, append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return programs
}
