//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/poolsmith/poolsmith/model"
)

// jsSDK is the package that the JavaScript programs require. It is installed once,
// in the user's cache.
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

// A pool is the same whether it is created by submit or by an export, and nothing
// else is created. The pools are those of the exporters' goldens, with one for each
// setting, and one whose texts contain special characters. The programs for one
// setting differ in little, so they share processes.
func TestE2EPoolsAreEqual(t *testing.T) {
	e2e(t, "python3", "node", "npm", "go")
	w := newTestEnv(t)
	w.env = append(w.env, "AWS_ENDPOINT_URL="+w.endpoint, "PYTHONDONTWRITEBYTECODE=1")
	second, quick, real := w.secondCLI(t), w.quickTools(t), w.realTools()
	drafts := goldenDrafts(t)
	exports := w.exportEach(t, drafts)
	programs := w.buildGo(t, exports, isSetting)
	if err := os.Symlink(jsModules(t), filepath.Join(exports, "node_modules")); err != nil {
		t.Fatal(err)
	}
	yaml := atomic.Int64{}
	t.Run("pools", func(t *testing.T) {
		for name, draft := range drafts {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				folder, tools := filepath.Join(exports, name), real
				if isSetting(name) {
					tools = quick
				}
				first := w.viaSubmitOrCLI(t, draft)
				want := w.described(t, first)
				made := map[string]string{
					"json":  tools.env.viaRequests(t, tools.aws, folder+"/json", "json"),
					"cli":   tools.env.runScript(t, folder+"/cli/create-user-pool.sh"),
					"boto3": tools.python(t, folder+"/boto3/create_user_pool.py"),
					"js":    tools.node(t, folder+"/js/create-user-pool.mjs"),
					"go":    w.viaProgram(t, programs(name)...),
				}
				if !isSetting(name) && second.supports(t, draft) {
					yaml.Add(1)
					made["yaml"] = w.viaRequests(t, second.path, folder+"/yaml", "yaml")
				}
				made["submit"] = first
				for way, id := range made {
					if got := w.described(t, id); !reflect.DeepEqual(got, want) {
						t.Errorf("%s made\n%s\ninstead of\n%s", way, model.EncodeJSON(got), model.EncodeJSON(want))
					}
					// The emulator takes longer to list many pools.
					w.call(t, "DeleteUserPool", map[string]any{"UserPoolId": id})
				}
			})
		}
	})
	t.Logf("%d pools, %d of them from YAML too", len(drafts), yaml.Load())
	if yaml.Load() == 0 {
		t.Error("version 2 of the AWS CLI knows none of the pools")
	}
}

// isSetting reports whether a draft is the one for a setting, whose name is a path.
func isSetting(draft string) bool { return strings.Contains(draft, ".") }

// exportEach exports each draft in all formats to a folder with its name.
func (w *testEnv) exportEach(t *testing.T, drafts map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, draft := range drafts {
		// The emulator has none of the functions.
		w.command(t, w.binary, "export", "-i", draft, "-f", "all", "--lambda-permissions=false", "-o", filepath.Join(folder, name))
	}
	return folder
}

// otherCLI is version 2 of the AWS CLI, which reads YAML. Debian's version does not
// support all settings.
type otherCLI struct {
	path   string
	create any // an empty request with every member that it knows
	mfa    any
}

func (w *testEnv) secondCLI(t *testing.T) otherCLI {
	t.Helper()
	for _, name := range []string{"aws", "/usr/local/bin/aws", "/usr/bin/aws"} {
		out, err := exec.Command(name, "--version").CombinedOutput()
		if err != nil || !strings.HasPrefix(string(out), "aws-cli/2") {
			continue
		}
		cli := otherCLI{path: name}
		for operation, skeleton := range map[string]*any{"create-user-pool": &cli.create, "set-user-pool-mfa-config": &cli.mfa} {
			if err := json.Unmarshal([]byte(w.command(t, name, "cognito-idp", operation, "--generate-cli-skeleton")), skeleton); err != nil {
				t.Fatal(err)
			}
		}
		return cli
	}
	t.Fatal("version 2 of the AWS CLI is missing: .ci/run installs it")
	return otherCLI{}
}

// supports reports whether the CLI has all settings of the draft.
func (c otherCLI) supports(t *testing.T, draft string) bool {
	t.Helper()
	pool := readObject(t, draft)
	return isWithin(pool["CreateUserPool"], c.create) && isWithin(pool["SetUserPoolMfaConfig"], c.mfa)
}

// isWithin reports whether a request has only members of the skeleton. The
// skeleton of a map has one example key.
func isWithin(value, skeleton any) bool {
	switch v := value.(type) {
	case map[string]any:
		known, _ := skeleton.(map[string]any)
		if _, isMap := known["KeyName"]; isMap {
			return true
		}
		for name := range v {
			if _, found := known[name]; !found || !isWithin(v[name], known[name]) {
				return false
			}
		}
	case []any:
		known, _ := skeleton.([]any)
		return len(known) > 0 && !slices.ContainsFunc(v, func(item any) bool { return !isWithin(item, known[0]) })
	}
	return true
}

// viaSubmitOrCLI creates the pool with submit, or with the AWS CLI if submit rejects
// it.
func (w *testEnv) viaSubmitOrCLI(t *testing.T, draft string) string {
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

// newerThanTools are the members of CreateUserPool that the installed emulator, AWS
// CLI and boto3 do not support.
var newerThanTools = []string{"IssuerConfiguration", "KeyConfiguration", "AcrConfiguration", "DcrConfiguration", "SmsConfiguration.EumsSms"}

// remove deletes a member, and the blocks that contained nothing else. It reports
// whether the member existed.
func remove(body map[string]any, path []string) bool {
	if len(path) == 1 {
		_, there := body[path[0]]
		delete(body, path[0])
		return there
	}
	block, nested := body[path[0]].(map[string]any)
	if !nested || !remove(block, path[1:]) {
		return false
	}
	if len(block) == 0 {
		delete(body, path[0])
	}
	return true
}

// goldenDrafts returns the exporters' pools as drafts, without newerThanTools
// and other settings that the installed emulator or AWS CLI reject: pools whose
// only second factor is email, SMS without a role, a tag without a key, and a
// message that is too short.
func goldenDrafts(t *testing.T) map[string]string {
	t.Helper()
	const create, mfa = ".create-user-pool.json", ".set-user-pool-mfa-config.json"
	bodies := goldenBodies(t)
	drafts := map[string]string{}
	for file, body := range bodies {
		name, isFirst := strings.CutSuffix(file, create)
		setting := model.OperationOf(name)
		if !isFirst || setting != nil && !setting.MakesPool() && bodies[name+mfa] == nil {
			continue // a setting of a request beside the pool, which is compared elsewhere
		}
		for _, name := range newerThanTools {
			remove(body, strings.Split(name, "."))
		}
		if tags, ok := body["UserPoolTags"].(map[string]any); ok {
			delete(tags, "")
		}
		if name == "nasty-strings" {
			delete(body, "AdminCreateUserConfig")
		}
		draft := map[string]map[string]any{"CreateUserPool": body}
		if request, found := bodies[name+mfa]; found {
			remove(request, []string{"SmsMfaConfiguration", "SmsConfiguration", "EumsSms"})
			sms, _ := request["SmsMfaConfiguration"].(map[string]any)
			if request["SoftwareTokenMfaConfiguration"] == nil && sms["SmsConfiguration"] == nil && request["MfaConfiguration"] != model.Off {
				continue
			}
			draft["SetUserPoolMfaConfig"] = request
		}
		drafts[name] = writeTemp(t, name+".json", string(model.EncodeJSON(draft)))
	}
	return drafts
}

// goldenBodies reads the exporters' requests by the names of their files.
func goldenBodies(t *testing.T) map[string]map[string]any {
	t.Helper()
	const folder = "../../exporters/testdata/json"
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var files []txtar.File
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(e.Name()) == ".txtar" {
			files = append(files, txtar.Parse(data).Files...)
			continue
		}
		files = append(files, txtar.File{Name: e.Name(), Data: data})
	}
	bodies := map[string]map[string]any{}
	for _, file := range files {
		var body map[string]any
		if err := json.Unmarshal(file.Data, &body); err != nil {
			t.Fatalf("%s: %v", file.Name, err)
		}
		bodies[file.Name] = body
	}
	return bodies
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

// buildGo builds the Go programs of all exports at once, with this module's version
// of the SDK, and returns the words that start one. Those that share are linked into
// one program, in which each is a package with a Main: to link takes longer than
// everything else.
func (w *testEnv) buildGo(t *testing.T, exports string, share func(name string) bool) func(name string) []string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		data = bytes.Replace(data, []byte("module github.com/poolsmith/poolsmith"), []byte("module pools"), 1)
		writeFile(t, filepath.Join(folder, name), data)
	}
	entries, err := os.ReadDir(exports)
	if err != nil {
		t.Fatal(err)
	}
	var imports, cases strings.Builder
	for i, e := range entries {
		source, err := os.ReadFile(filepath.Join(exports, e.Name(), "go", "main.go"))
		if err != nil {
			t.Fatal(err)
		}
		if !share(e.Name()) {
			writeFile(t, filepath.Join(folder, e.Name(), "main.go"), source)
			continue
		}
		part := fmt.Sprint("p", i)
		source = replaceOnce(t, source, "\npackage main\n", "\npackage "+part+"\n")
		source = replaceOnce(t, source, "\nfunc main() {\n", "\nfunc Main() {\n")
		writeFile(t, filepath.Join(folder, "shared", part, "main.go"), source)
		fmt.Fprintf(&imports, "import %q\n", "pools/shared/"+part)
		fmt.Fprintf(&cases, "\tcase %q:\n\t\t%s.Main()\n", e.Name(), part)
	}
	writeFile(t, filepath.Join(folder, "shared", "main.go"), []byte("package main\n\nimport \"os\"\n"+imports.String()+
		"\nfunc main() {\n\tswitch os.Args[1] {\n"+cases.String()+"\tdefault:\n\t\tpanic(os.Args[1])\n\t}\n}\n"))
	programs := filepath.Join(folder, "bin")
	build := exec.Command("go", "build", "-ldflags=-s -w", "-o", programs+"/", "./...")
	build.Dir, build.Env = folder, append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return func(name string) []string {
		if share(name) {
			return []string{filepath.Join(programs, "shared"), name}
		}
		return []string{filepath.Join(programs, name)}
	}
}

func writeFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func replaceOnce(t *testing.T, data []byte, before, after string) []byte {
	t.Helper()
	if n := bytes.Count(data, []byte(before)); n != 1 {
		t.Fatalf("%q is %d times in\n%s", before, n, data)
	}
	return bytes.Replace(data, []byte(before), []byte(after), 1)
}
