package exporters

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/poolsmith/poolsmith/model"
)

// The end-to-end tests of the programs run them in their own languages, with
// fake SDKs that keep what they are given; package main's tests run the same
// programs with the real ones.
//
// Each request is a file in the folder KEEP, named after its number: a list of
// its name and its arguments. The request of the number REJECT is rejected.

const boto3Package = fakeBoto3 + `
import base64
import os
from botocore.exceptions import ClientError

def keep(request):
    number = str(len(os.listdir(os.environ["KEEP"])))
    if os.environ.get("REJECT") == number:
        raise ClientError("rejected")
    with open(os.path.join(os.environ["KEEP"], number), "w", encoding="ascii") as file:
        json.dump(request, file, default=lambda data: base64.b64encode(data).decode())

def client(service):
    assert service == "cognito-idp"
    return Client(keep)
`

const botocoreExceptions = `class BotoCoreError(Exception):
    pass

class ClientError(Exception):
    pass
`

// jsPackage has a class for each operation, because a module imports them by
// their names.
func jsPackage() string {
	var b strings.Builder
	b.WriteString(`import { readdirSync, writeFileSync } from "node:fs";

export class CognitoIdentityProviderClient {
  async send(command) {
    const number = String(readdirSync(process.env.KEEP).length);
    if (process.env.REJECT == number) {
      throw new Error("rejected");
    }
    writeFileSync(process.env.KEEP + "/" + number, JSON.stringify([command.operation, command.input], (_, value) =>
      value?.type === "Buffer" ? Buffer.from(value.data).toString("base64") : value));
    const response = {};
    for (const place of command.places) {
      const names = place.split(".");
      const last = names.pop();
      let at = response;
      for (const name of names) at = at[name] ??= {};
      at[last] = number + "." + place;
    }
    return response;
  }
}
`)
	for _, o := range model.Operations {
		places, err := json.Marshal(slices.Collect(maps.Values(o.Gives)))
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(&b, "export class %sCommand {\n  operation = %q;\n  places = %s ?? [];\n  constructor(input) { this.input = input; }\n}\n", o.Name, o.Name, places)
	}
	return b.String()
}

const pawsPackage = fakePaws + `
cognitoidentityprovider <- function() fake(function(name, arguments) {
  number <- length(list.files(Sys.getenv("KEEP")))
  if (Sys.getenv("REJECT") == number) stop("rejected")
  writeLines(json(list(name, arguments)), file.path(Sys.getenv("KEEP"), number))
  number
})
`

// fakeSDKs are the fake SDKs of the interpreters, in a folder of their own.
type fakeSDKs struct {
	folder string // of the scripts
	env    []string
}

func newFakeSDKs(t *testing.T) *fakeSDKs {
	t.Helper()
	e2e(t, "python3", "node", "Rscript", "R")
	w := &fakeSDKs{folder: t.TempDir()}
	w.write(t, "boto3.py", boto3Package)
	w.write(t, "botocore/__init__.py", "")
	w.write(t, "botocore/exceptions.py", botocoreExceptions)
	w.write(t, "node_modules/@aws-sdk/client-cognito-identity-provider/package.json", `{"main": "index.mjs"}`)
	w.write(t, "node_modules/@aws-sdk/client-cognito-identity-provider/index.mjs", jsPackage())
	w.write(t, "paws/DESCRIPTION", "Package: paws\nVersion: 0.0.1\nTitle: Fake\nDescription: Fake.\nLicense: none\nEncoding: UTF-8\n")
	w.write(t, "paws/NAMESPACE", "export(cognitoidentityprovider)\nS3method(\"$\", fake)\nS3method(\"$\", response)\n")
	w.write(t, "paws/R/paws.R", pawsPackage)
	w.write(t, "base64enc/DESCRIPTION", "Package: base64enc\nVersion: 0.0.1\nTitle: Fake\nDescription: Fake.\nLicense: none\nEncoding: UTF-8\n")
	w.write(t, "base64enc/NAMESPACE", "export(base64decode)\n")
	w.write(t, "base64enc/R/base64enc.R", "base64decode <- function(text) text\n")
	library := filepath.Join(w.folder, "library")
	if err := os.Mkdir(library, 0o700); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("R", "CMD", "INSTALL", "--no-docs", "--library="+library, filepath.Join(w.folder, "paws"), filepath.Join(w.folder, "base64enc")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	w.env = append(os.Environ(), "PYTHONPATH="+w.folder, "PYTHONDONTWRITEBYTECODE=1", "R_LIBS_USER="+library)
	return w
}

func (w *fakeSDKs) write(t *testing.T, name, text string) string {
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

// TestProgramsSendTheRequests runs every program in an empty folder: the SDK gets
// the values of each body with the ids of earlier responses, the pool's id is
// printed, and nothing in a pool is run.
func TestProgramsSendTheRequests(t *testing.T) {
	w := newFakeSDKs(t)
	cases := slices.Concat(namedCases(t), operationCases(t), []testCase{{"batch", batchPool()}})
	for _, c := range cases {
		for _, i := range interpreters {
			t.Run(c.name+"/"+i.program+"/"+i.locale, func(t *testing.T) {
				t.Parallel()
				format, _ := Lookup(i.format)
				file := format.Export(c.pool, Options{}).Files[0]
				script := w.write(t, filepath.Join("scripts", c.name, i.locale, file.Name), string(file.Data))
				keep := t.TempDir()
				out, messages, err := w.run(t, i.program, script, append(secretEnvironment(c.pool), "KEEP="+keep, "LC_ALL="+i.locale)...)
				if err != nil || out != fakePoolID+"\n" {
					t.Fatalf("%v: %q\n%s", err, out, messages)
				}
				answers := model.Answers{}
				for k, call := range sentBy(i.format, c.pool) {
					name := snake(call.Operation.Name)
					if i.format == "js" {
						name = call.Operation.Name
					}
					body := withSecrets(t, call, call.Body(answers), asciiSuffix)
					if i.format == "paws" {
						body = withoutNUL(body)
					}
					got := readFile(t, filepath.Join(keep, strconv.Itoa(k)))
					if !reflect.DeepEqual(normal(t, got), []any{name, normal(t, body)}) {
						t.Errorf("%s got\n%s", call.Path, got)
					}
					fakeAnswers(answers, k, call)
					for _, given := range call.Gives() {
						if line := given.Answer + " " + answers[given.Answer]; given.Member != model.PoolIDMember && !strings.Contains(messages, model.Printable(line)+"\n") {
							t.Errorf("stderr lacks %q:\n%s", line, messages)
						}
					}
				}
			})
		}
	}
}

// TestProgramsNeedTheirSecrets runs programs without the environment variables:
// they send nothing and name the first one.
func TestProgramsNeedTheirSecrets(t *testing.T) {
	w := newFakeSDKs(t)
	for _, c := range namedCases(t) {
		names := secretVariables(c.pool)
		if len(names) == 0 {
			continue
		}
		slices.Sort(names)
		for _, i := range interpreters {
			format, _ := Lookup(i.format)
			file := format.Export(c.pool, Options{}).Files[0]
			script := w.write(t, filepath.Join("secrets", c.name, i.locale, file.Name), string(file.Data))
			keep := t.TempDir()
			out, messages, err := w.run(t, i.program, script, "KEEP="+keep, "LC_ALL="+i.locale)
			if err == nil || out != "" || !strings.Contains(messages, "The environment variable "+names[0]+" is not set.") {
				t.Errorf("%s of %s: %v: %q\n%s", i.program, c.name, err, out, messages)
			}
			if sent, _ := os.ReadDir(keep); len(sent) > 0 {
				t.Errorf("%s of %s sent %d requests", i.program, c.name, len(sent))
			}
		}
	}
}

// fakePoolID is the id of the pool in the fake responses.
var fakePoolID = fakeID(0, "UserPool.Id")

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
func (w *fakeSDKs) run(t *testing.T, program, script string, env ...string) (out, messages string, err error) {
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

// TestProgramsPrintWhatExists rejects each request that follows another.
func TestProgramsPrintWhatExists(t *testing.T) {
	w := newFakeSDKs(t)
	for _, c := range rejectedCases(t) {
		for _, i := range interpreters {
			for k, call := range c.pool.Calls()[1:] {
				number := strconv.Itoa(k + 1)
				t.Run(c.name+"/"+i.program+"/"+i.locale+"/"+number, func(t *testing.T) {
					t.Parallel()
					format, _ := Lookup(i.format)
					file := format.Export(c.pool, Options{}).Files[0]
					script := w.write(t, filepath.Join("rejected", c.name, number, i.locale, file.Name), string(file.Data))
					out, messages, err := w.run(t, i.program, script, "REJECT="+number, "KEEP="+t.TempDir(), "LC_ALL="+i.locale)
					if err == nil || out != "" {
						t.Errorf("%v: %q", err, out)
					}
					checkMessages(t, messages, call, c.pool, "rejected")
				})
			}
		}
	}
}

// rejectedCases are the pools of which a request is rejected.
func rejectedCases(t *testing.T) []testCase {
	t.Helper()
	var cases []testCase
	for _, c := range slices.Concat(namedCases(t), operationCases(t)) {
		if slices.Contains([]string{"sms-and-totp", "passwordless", "two-shelves"}, c.name) {
			cases = append(cases, c)
		}
	}
	return cases
}

func checkMessages(t *testing.T, messages string, rejected model.Call, p *model.Pool, reason string) {
	t.Helper()
	want := []string{"The pool " + fakePoolID + " exists, " + rejected.Missing(), reason}
	for _, command := range p.Deletion() {
		want = append(want, command.Line()+" --user-pool-id="+fakePoolID+"\n")
	}
	for _, text := range want {
		if !strings.Contains(messages+"\n", text) {
			t.Errorf("stderr lacks %q:\n%s", text, messages)
		}
	}
}

// batchPool has every character that some language treats specially, alone and
// among others: more than a fuzzer can give to an interpreter.
func batchPool() *model.Pool {
	p := &model.Pool{}
	p.CreateUserPool.PoolName = new("batch")
	tags := map[string]string{}
	var special []rune
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if r < 0x300 || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Zs, unicode.Noncharacter_Code_Point) {
			special = append(special, r)
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
			b.WriteRune(special[random.IntN(len(special))])
		}
		tags[b.String()] = b.String()
	}
	p.CreateUserPool.UserPoolTags = tags
	p.CreateUserPool.EmailVerificationMessage = new(strings.Repeat("é\u2028", 20_000))
	return p
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

// TestGoProgramsSendTheBodies has Go vet all programs, and runs them with a
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
	kinds := []string{"sample-request", "largest", "sms-and-totp", "devices-false", "email-mfa-empty", "nasty-strings", "batch", "largest-app", "google"}
	for _, c := range slices.Concat(rejectedCases(t), operationCases(t)) {
		kinds = append(kinds, c.name)
	}
	cases = slices.DeleteFunc(cases, func(c testCase) bool { return !slices.Contains(kinds, c.name) })
	build := []string{"build", "-ldflags=-s -w", "-o", filepath.Join(folder, "bin") + "/"}
	for _, c := range cases {
		build = append(build, "./"+c.name)
	}
	tool(build...)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			calls := c.pool.Calls()
			server := newRecorder(t, calls, 0)
			if len(secretVariables(c.pool)) > 0 {
				out, messages, err := server.run(t, filepath.Join(folder, "bin", c.name))
				if err == nil || out != "" || server.count() > 0 || !strings.Contains(messages, " is not set. It has a secret of the pool.") {
					t.Errorf("without the environment: %v: %q\n%s", err, out, messages)
				}
			}
			out, messages, err := server.run(t, filepath.Join(folder, "bin", c.name), secretEnvironment(c.pool)...)
			if err != nil || out != fakePoolID+"\n" {
				t.Fatalf("%v: %q\n%s", err, out, messages)
			}
			if n := server.count(); n != len(calls) {
				t.Fatalf("%d requests for %d calls", n, len(calls))
			}
			answers := model.Answers{}
			for i, call := range calls {
				if got, want := asMap(t, server.bodies[i]), asMap(t, withSecrets(t, call, call.Body(answers), asciiSuffix)); !reflect.DeepEqual(got, want) {
					t.Errorf("%s sent\n%s", call.Path, server.bodies[i])
				}
				if server.targets[i] != "AWSCognitoIdentityProviderService."+call.Operation.Name {
					t.Errorf("%s sent as %s", call.Path, server.targets[i])
				}
				fakeAnswers(answers, i, call)
			}
		})
	}
	for _, c := range rejectedCases(t) {
		calls := c.pool.Calls()
		for k, call := range calls[1:] {
			t.Run(fmt.Sprintf("%s/rejected/%d", c.name, k+1), func(t *testing.T) {
				server := newRecorder(t, calls, k+1)
				out, messages, err := server.run(t, filepath.Join(folder, "bin", c.name))
				if err == nil || out != "" {
					t.Errorf("%v: %q", err, out)
				}
				checkMessages(t, messages, call, c.pool, call.Operation.Name+", https response error StatusCode: 400")
				checkMessages(t, messages, call, c.pool, "InvalidParameterException")
			})
		}
	}
}

// A recorder answers as Cognito would and keeps what it is sent.
type recorder struct {
	*httptest.Server
	mu      sync.Mutex
	bodies  [][]byte
	targets []string
}

// newRecorder answers the calls. It rejects the call of the given index and those
// after it; 0 rejects none.
func newRecorder(t *testing.T, calls []model.Call, rejected int) *recorder {
	k := &recorder{}
	k.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		k.mu.Lock()
		defer k.mu.Unlock()
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		number := len(k.bodies)
		k.bodies, k.targets = append(k.bodies, body), append(k.targets, r.Header.Get("X-Amz-Target"))
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		if rejected > 0 && number >= rejected || number >= len(calls) {
			w.WriteHeader(http.StatusBadRequest)
			io.WriteString(w, `{"__type": "InvalidParameterException", "message": "no"}`)
			return
		}
		response := map[string]any{}
		for _, given := range calls[number].Gives() {
			place := strings.Split(given.Place, ".")
			var value any = fakeID(number, given.Place)
			for _, name := range slices.Backward(place[1:]) {
				value = map[string]any{name: value}
			}
			response[place[0]] = value
		}
		if err := json.NewEncoder(w).Encode(response); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(k.Close)
	return k
}

// count is the number of requests so far. Once it is known, they can be read.
func (k *recorder) count() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.bodies)
}

func (k *recorder) run(t *testing.T, program string, env ...string) (out, messages string, err error) {
	t.Helper()
	none := filepath.Join(t.TempDir(), "none")
	w := &fakeSDKs{env: append(os.Environ(),
		"AWS_ENDPOINT_URL="+k.URL, "AWS_REGION=eu-west-1", "AWS_ACCESS_KEY_ID=AKIDTEST", "AWS_SECRET_ACCESS_KEY=SECRETTEST",
		"AWS_CONFIG_FILE="+none, "AWS_SHARED_CREDENTIALS_FILE="+none, "AWS_EC2_METADATA_DISABLED=true",
	)}
	return w.run(t, program, "", env...)
}
