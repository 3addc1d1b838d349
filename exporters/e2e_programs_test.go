package exporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/poolsmith/poolsmith/model"
)

// The end-to-end tests of the programs run them in their own languages. The
// SDKs are stood in for, so that what they are handed can be read; package
// main's tests run the same programs with the real ones.

// standInBoto3 and the others keep the arguments of each call as JSON, and
// refuse the second one when asked to.
const standInBoto3 = `import json, os
from botocore.exceptions import ClientError

class Client:
    def __getattr__(self, name):
        def call(**arguments):
            if "REFUSE" in os.environ and name != "create_user_pool":
                raise ClientError("refused")
            with open(os.path.join(os.environ["KEEP"], name), "w", encoding="ascii") as file:
                json.dump(arguments, file)
            return {"UserPool": {"Id": "eu-west-1_made"}}
        return call

def client(service):
    assert service == "cognito-idp"
    return Client()
`

const standInBotocore = `class BotoCoreError(Exception):
    pass

class ClientError(Exception):
    pass
`

const standInJS = `import { writeFileSync } from "node:fs";

export class CreateUserPoolCommand {
  name = "create_user_pool";
  constructor(input) { this.input = input; }
}

export class SetUserPoolMfaConfigCommand extends CreateUserPoolCommand {
  name = "set_user_pool_mfa_config";
}

export class CognitoIdentityProviderClient {
  async send(command) {
    if (process.env.REFUSE && command.name != "create_user_pool") {
      throw new Error("refused");
    }
    writeFileSync(process.env.KEEP + "/" + command.name, JSON.stringify(command.input));
    return { UserPool: { Id: "eu-west-1_made" } };
  }
}
`

// standInPaws writes JSON itself, in escapes alone, so that no library and no
// locale can change a character.
const standInPaws = `cognitoidentityprovider <- function() {
  keep <- function(name) {
    function(...) {
      if (Sys.getenv("REFUSE") != "" && name != "create_user_pool") stop("refused")
      writeLines(json(list(...)), file.path(Sys.getenv("KEEP"), name))
      list(UserPool = list(Id = "eu-west-1_made"))
    }
  }
  list(
    create_user_pool = keep("create_user_pool"),
    set_user_pool_mfa_config = keep("set_user_pool_mfa_config")
  )
}

json <- function(x) {
  if (!is.list(x)) {
    return(if (is.character(x)) text(x) else if (is.logical(x)) tolower(x) else format(x, scientific = FALSE))
  }
  values <- vapply(x, json, "", USE.NAMES = FALSE)
  if (is.null(names(x)) && length(x) > 0) {
    return(paste0("[", paste(values, collapse = ","), "]"))
  }
  members <- paste0(vapply(names(x), text, "", USE.NAMES = FALSE), rep(":", length(x)), values)
  paste0("{", paste(members, collapse = ","), "}")
}

text <- function(s) {
  codes <- utf8ToInt(enc2utf8(s))
  units <- unlist(lapply(codes, function(code) {
    if (code < 0x10000) return(code)
    c(0xd800 + (code - 0x10000) %/% 0x400, 0xdc00 + (code - 0x10000) %% 0x400)
  }))
  paste0("\"", paste(sprintf("\\u%04x", as.integer(units)), collapse = ""), "\"")
}
`

// A workshop has the interpreters' stand-ins in place.
type workshop struct {
	folder string // where the scripts lie
	env    []string
}

func newWorkshop(t *testing.T) *workshop {
	t.Helper()
	e2e(t, "python3", "node", "Rscript", "R")
	w := &workshop{folder: t.TempDir()}
	w.write(t, "boto3.py", standInBoto3)
	w.write(t, "botocore/__init__.py", "")
	w.write(t, "botocore/exceptions.py", standInBotocore)
	w.write(t, "node_modules/@aws-sdk/client-cognito-identity-provider/package.json", `{"main": "index.mjs"}`)
	w.write(t, "node_modules/@aws-sdk/client-cognito-identity-provider/index.mjs", standInJS)
	w.write(t, "paws/DESCRIPTION", "Package: paws\nVersion: 0.0.1\nTitle: Stand-in\nDescription: Stands in.\nLicense: none\nEncoding: UTF-8\n")
	w.write(t, "paws/NAMESPACE", "export(cognitoidentityprovider)\n")
	w.write(t, "paws/R/paws.R", standInPaws)
	library := filepath.Join(w.folder, "library")
	if err := os.Mkdir(library, 0o700); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("R", "CMD", "INSTALL", "--no-docs", "--library="+library, filepath.Join(w.folder, "paws")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	w.env = append(os.Environ(), "PYTHONPATH="+w.folder, "PYTHONDONTWRITEBYTECODE=1", "R_LIBS_USER="+library)
	return w
}

func (w *workshop) write(t *testing.T, name, text string) string {
	t.Helper()
	name = filepath.Join(w.folder, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// interpreters are those of the formats, with the locales to try: R reads a
// script in that of its environment.
var interpreters = []struct{ format, program, locale string }{
	{"boto3", "python3", "C.UTF-8"},
	{"boto3", "python3", "C"},
	{"js", "node", "C.UTF-8"},
	{"paws", "Rscript", "C.UTF-8"},
	{"paws", "Rscript", "C"},
}

// TestProgramsHandOverTheArguments runs every program in an empty folder: the
// SDK gets the values of the body, the pool's id is printed, and nothing that
// a pool holds is run.
func TestProgramsHandOverTheArguments(t *testing.T) {
	w := newWorkshop(t)
	cases := append(namedCases(t), testCase{"batch", batchPool()})
	for _, c := range cases {
		for _, i := range interpreters {
			t.Run(c.name+"/"+i.program+"/"+i.locale, func(t *testing.T) {
				t.Parallel()
				format, _ := Lookup(i.format)
				file := format.Export(c.pool, Options{}).Files[0]
				script := w.write(t, filepath.Join("scripts", c.name, i.locale, file.Name), string(file.Data))
				keep := t.TempDir()
				out, complaints, err := w.run(t, i.program, script, "KEEP="+keep, "LC_ALL="+i.locale)
				if err != nil || out != "eu-west-1_made\n" {
					t.Fatalf("%v: %q\n%s", err, out, complaints)
				}
				for k, call := range c.pool.Calls() {
					got := readFile(t, filepath.Join(keep, []string{"create_user_pool", "set_user_pool_mfa_config"}[k]))
					if !reflect.DeepEqual(normal(t, got), normal(t, call.Body(model.Answers{"UserPoolId": "eu-west-1_made"}))) {
						t.Errorf("%s got\n%s", call.Operation.Name, got)
					}
				}
			})
		}
	}
}

// normal is the value of JSON with R's one empty list.
func normal(t *testing.T, data []byte) any {
	t.Helper()
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return withoutEmptyLists(value)
}

func withoutEmptyLists(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for name := range v {
			v[name] = withoutEmptyLists(v[name])
		}
	case []any:
		if len(v) == 0 {
			return map[string]any{}
		}
		for i := range v {
			v[i] = withoutEmptyLists(v[i])
		}
	}
	return value
}

// run runs a script in an empty folder, and complains of what it leaves there.
func (w *workshop) run(t *testing.T, program, script string, env ...string) (out, complaints string, err error) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	c := exec.Command(program, script)
	c.Dir, c.Stdout, c.Stderr = t.TempDir(), &stdout, &stderr
	c.Env = slices.Concat(w.env, env)
	err = c.Run()
	if left, _ := os.ReadDir(c.Dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	return stdout.String(), stderr.String(), err
}

// TestProgramsPrintWhatIsLeft has the second call refused.
func TestProgramsPrintWhatIsLeft(t *testing.T) {
	w := newWorkshop(t)
	var pool *model.Pool
	for _, c := range namedCases(t) {
		if c.name == "sms-and-totp" {
			pool = c.pool
		}
	}
	for _, i := range interpreters {
		t.Run(i.program+"/"+i.locale, func(t *testing.T) {
			t.Parallel()
			format, _ := Lookup(i.format)
			file := format.Export(pool, Options{}).Files[0]
			script := w.write(t, filepath.Join("refused", i.locale, file.Name), string(file.Data))
			out, complaints, err := w.run(t, i.program, script, "REFUSE=1", "KEEP="+t.TempDir(), "LC_ALL="+i.locale)
			if err == nil || out != "" {
				t.Errorf("%v: %q", err, out)
			}
			checkComplaints(t, complaints, "refused")
		})
	}
}

func checkComplaints(t *testing.T, complaints, reason string) {
	t.Helper()
	for _, want := range []string{
		"The pool eu-west-1_made exists, with MFA off",
		"aws cognito-idp update-user-pool --deletion-protection INACTIVE --user-attribute-update-settings 'AttributesRequireVerificationBeforeUpdate=[]' --user-pool-id=eu-west-1_made\n",
		"aws cognito-idp delete-user-pool --user-pool-id=eu-west-1_made\n",
		reason,
	} {
		if !strings.Contains(complaints+"\n", want) {
			t.Errorf("stderr lacks %q:\n%s", want, complaints)
		}
	}
}

// batchPool holds every character that has a trap somewhere, alone and in
// company, more than a fuzzer can ask an interpreter about.
func batchPool() *model.Pool {
	p := &model.Pool{}
	p.CreateUserPool.PoolName = new("batch")
	tags := map[string]string{}
	var traps []rune
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if r < 0x300 || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Zs, unicode.Noncharacter_Code_Point) {
			traps = append(traps, r)
			tags[fmt.Sprintf("%x", r)] = string(r)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		var b strings.Builder
		for range 1 + random.IntN(12) {
			if random.IntN(3) == 0 {
				b.WriteString(nastyTexts[random.IntN(len(nastyTexts))])
				continue
			}
			b.WriteRune(traps[random.IntN(len(traps))])
		}
		tags[b.String()] = b.String()
	}
	p.CreateUserPool.UserPoolTags = tags
	p.CreateUserPool.EmailVerificationMessage = new(strings.Repeat("é\u2028", 20_000))
	return p
}

// TestPythonReadsTheLiterals evaluates the arguments without running anything.
func TestPythonReadsTheLiterals(t *testing.T) {
	e2e(t, "python3")
	const program = `import ast, json, sys
result = []
for name in sys.argv[1:]:
    calls = {}
    for node in ast.walk(ast.parse(open(name, encoding="utf-8").read())):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("create_user_pool", "set_user_pool_mfa_config"):
            calls[node.func.attr] = {k.arg: ast.literal_eval(k.value) for k in node.keywords if k.arg != "UserPoolId"}
    result.append(calls)
json.dump(result, sys.stdout)`
	var names []string
	folder := t.TempDir()
	cases := allCases(t)
	for i, c := range cases {
		names = append(names, filepath.Join(folder, fmt.Sprintf("%d.py", i)))
		if err := os.WriteFile(names[i], exportBoto3(c.pool, Options{}).Files[0].Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var got []map[string]any
	if err := json.Unmarshal(run(t, "python3", append([]string{"-c", program}, names...)...), &got); err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		for k, call := range c.pool.Calls() {
			name := []string{"create_user_pool", "set_user_pool_mfa_config"}[k]
			if !reflect.DeepEqual(got[i][name], any(asMap(t, call.Body(nil)))) {
				t.Errorf("%s: %s gets %v", c.name, name, got[i][name])
			}
		}
	}
}

func TestNodeChecksTheModules(t *testing.T) {
	e2e(t, "node")
	for _, name := range realNames(t, "js") {
		run(t, "node", "--check", name)
	}
}

func TestRParsesTheScripts(t *testing.T) {
	e2e(t, "Rscript")
	run(t, "Rscript", append([]string{"-e", `for (name in commandArgs(TRUE)) invisible(parse(name, encoding = "ASCII"))`}, realNames(t, "paws")...)...)
}

// TestGoProgramsSendTheBodies has Go vet all programs, and runs them against a
// server that keeps what it is sent.
func TestGoProgramsSendTheBodies(t *testing.T) {
	e2e(t, "go")
	folder := t.TempDir()
	write := func(name string, data []byte) {
		name = filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// The versions of the SDK are ours.
	module := bytes.Replace(readFile(t, "../go.mod"), []byte("module github.com/poolsmith/poolsmith"), []byte("module pools"), 1)
	write("go.mod", module)
	write("go.sum", readFile(t, "../go.sum"))
	cases := append(allCases(t), testCase{"batch", batchPool()})
	for _, c := range cases {
		write(filepath.Join(c.name, "main.go"), exportGo(c.pool, Options{}).Files[0].Data)
	}
	tool := func(args ...string) {
		c := exec.Command("go", args...)
		c.Dir, c.Env = folder, append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	tool("vet", "./...")
	// Linking takes its time, so that only programs of different kinds are run.
	cases = slices.DeleteFunc(cases, func(c testCase) bool {
		return !slices.Contains([]string{"sample-request", "largest", "sms-and-totp", "devices-false", "email-mfa-empty", "nasty-strings", "batch"}, c.name)
	})
	build := []string{"build", "-ldflags=-s -w", "-o", filepath.Join(folder, "bin") + "/"}
	for _, c := range cases {
		build = append(build, "./"+c.name)
	}
	tool(build...)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			server := newKeeper(t, false)
			out, complaints, err := server.run(t, filepath.Join(folder, "bin", c.name))
			if err != nil || out != "eu-west-1_made\n" {
				t.Fatalf("%v: %q\n%s", err, out, complaints)
			}
			calls := c.pool.Calls()
			if len(server.bodies) != len(calls) {
				t.Fatalf("%d requests for %d calls", len(server.bodies), len(calls))
			}
			for i, call := range calls {
				if got, want := asMap(t, server.bodies[i]), asMap(t, call.Body(model.Answers{"UserPoolId": "eu-west-1_made"})); !reflect.DeepEqual(got, want) {
					t.Errorf("%s sent\n%s", call.Operation.Name, server.bodies[i])
				}
			}
		})
	}
	t.Run("refused", func(t *testing.T) {
		server := newKeeper(t, true)
		out, complaints, err := server.run(t, filepath.Join(folder, "bin", "sms-and-totp"))
		if err == nil || out != "" {
			t.Errorf("%v: %q", err, out)
		}
		checkComplaints(t, complaints, "InvalidParameterException")
	})
}

// A keeper answers as Cognito would and keeps what it is sent.
type keeper struct {
	*httptest.Server
	mu     sync.Mutex
	bodies [][]byte
	refuse bool // the second call
}

func newKeeper(t *testing.T, refuse bool) *keeper {
	k := &keeper{refuse: refuse}
	k.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		k.mu.Lock()
		defer k.mu.Unlock()
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		k.bodies = append(k.bodies, body)
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		if k.refuse && len(k.bodies) > 1 {
			w.WriteHeader(http.StatusBadRequest)
			io.WriteString(w, `{"__type": "InvalidParameterException", "message": "no"}`)
			return
		}
		io.WriteString(w, `{"UserPool": {"Id": "eu-west-1_made"}}`)
	}))
	t.Cleanup(k.Close)
	return k
}

func (k *keeper) run(t *testing.T, program string) (out, complaints string, err error) {
	t.Helper()
	none := filepath.Join(t.TempDir(), "none")
	w := &workshop{env: append(os.Environ(),
		"AWS_ENDPOINT_URL="+k.URL, "AWS_REGION=eu-west-1", "AWS_ACCESS_KEY_ID=AKIDTEST", "AWS_SECRET_ACCESS_KEY=SECRETTEST",
		"AWS_CONFIG_FILE="+none, "AWS_SHARED_CREDENTIALS_FILE="+none, "AWS_EC2_METADATA_DISABLED=true",
	)}
	return w.run(t, program, "")
}
