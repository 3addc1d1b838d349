package exporters

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// The interpreters of the languages run the programs. Each is started once and
// reads the names of programs, a line each. Where the program has the SDK, it
// finds a fake one. The interpreter prints the arguments of each request as JSON,
// and a record separator, which JSON never contains unescaped.
//
// The response to a request has an id at each place that the program looks at:
// the number of the request, from 0, and the place, as in 0.UserPool.Id.

const endOfAnswer = 0x1e

// fakeID is the id that the fakes return at a place of the response to the
// request of the given index.
func fakeID(request int, place string) string { return fmt.Sprintf("%d.%s", request, place) }

// fakeAnswers adds the ids that a response gives.
func fakeAnswers(answers model.Answers, request int, call model.Call) {
	for _, given := range call.Gives() {
		answers[given.Answer] = fakeID(request, given.Place)
	}
}

// bashReader runs a script with functions in place of the commands, so that
// a text costs one process and not ten. After the body of a request it prints
// the other options as an object.
const bashReader = `
mktemp() { echo "$SCRATCH"; }
rm() { :; }
cat() { local body; IFS= read -r -d '' body || :; builtin printf '%s' "$body"; }
aws() {
  if [ "$1" = --version ]; then echo aws-cli/2.31.0; return; fi
  local requests options= place=
  mapfile -t requests <"$SCRATCH/requests"
  echo >>"$SCRATCH/requests"
  while [ $# -gt 0 ]; do
    case $1 in
      file://*) cat <"${1#file://}" >&3 ;;
      --query) place=$2 ;;
      --*=*) options+=",\"${1%%=*}\":\"${1#*=}\"" ;;
    esac
    shift
  done
  builtin printf '{%s}' "${options#,}" >&3
  echo "${#requests[@]}.$place"
}
exec 3>&1
while IFS= read -r script; do
  : >"$SCRATCH/requests"
  (
    while IFS= read -r variable; do export "$variable=$variable$SECRET_SUFFIX"; done <"$script.variables"
    set --
    source "$script" >/dev/null 2>&1
  )
  builtin printf '\x1e'
done
`

const pythonReader = fakeBoto3 + `
import os, sys, types
class Bytes(json.JSONEncoder):
    def default(self, data):
        import base64
        return base64.b64encode(data).decode()
sys.modules["boto3"] = types.SimpleNamespace(client=lambda service: Client(calls.append))
sys.modules["botocore"] = types.ModuleType("botocore")
sys.modules["botocore.exceptions"] = types.SimpleNamespace(BotoCoreError=OSError, ClientError=OSError)
for line in sys.stdin:
    with open(line.rstrip("\n"), encoding="utf-8") as file:
        program = compile(file.read(), "program", "exec")
    with open(line.rstrip("\n") + ".variables") as file:
        for name in file.read().split():
            os.environ[name] = name + os.environ["SECRET_SUFFIX"]
    calls = []
    exec(program, {"print": lambda *texts, **options: None})
    print(*(json.dumps(arguments, cls=Bytes) for name, arguments in calls), end="\x1e", flush=True)
`

// fakeBoto3 hands over each request as a pair of its method and its arguments.
const fakeBoto3 = `
import json

class Response(str):
    def __getitem__(self, name):
        return Response(self + "." + name)

class Client:
    def __init__(self, send):
        self.send, self.sent = send, 0

    def __getattr__(self, name):
        def method(**arguments):
            self.send((name, arguments))
            self.sent += 1
            return Response(self.sent - 1)
        return method
`

const nodeReader = `
import { readFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";

// response is an id at every place.
const response = (place) => new Proxy(String, {
  get: (_, name) => {
    if (name === "then") return undefined; // it is no promise
    if (name === "toJSON" || name === Symbol.toPrimitive) return () => place;
    return response(place + "." + name);
  },
});
const AsyncFunction = (async () => {}).constructor;
class Command { constructor(input) { this.input = input; } }
for await (const script of createInterface({ input: process.stdin })) {
  const calls = [];
  class Client {
    async send(command) {
      calls.push(JSON.stringify(command.input, (_, value) =>
        value?.type === "Buffer" ? Buffer.from(value.data).toString("base64") : value));
      return response(String(calls.length - 1));
    }
  }
  for (const name of readFileSync(script + ".variables", "utf8").split("\n").filter(Boolean)) {
    process.env[name] = name + process.env.SECRET_SUFFIX;
  }
  const source = readFileSync(script, "utf8").replace(/^#!.*/, "");
  const names = [...source.matchAll(/^  (\w+Command),$/gm)].map((match) => match[1]);
  const program = source.replace(/^import [^;]*;$/gm, "");
  await new AsyncFunction("CognitoIdentityProviderClient", "setTimeout", "console", ...names, program)(
    Client, () => Promise.reject(), { log() {}, error() {} }, ...names.map(() => Command));
  writeSync(1, calls.join("\n") + "\x1e");
}
`

const rReader = fakePaws + `
calls <- character()
cognitoidentityprovider <- function() fake(function(name, arguments) {
  calls <<- c(calls, json(arguments))
  length(calls) - 1
})
lines <- file("stdin", "r")
while (length(script <- readLines(lines, 1)) > 0) {
  calls <- character()
  scope <- new.env()
  for (name in readLines(paste0(script, ".variables"))) {
    do.call(Sys.setenv, setNames(list(paste0(name, Sys.getenv("SECRET_SUFFIX"))), name))
  }
  assign("::", function(package, name) {
    if (identical(deparse(substitute(name)), "base64decode")) identity else cognitoidentityprovider
  }, scope)
  assign("message", function(...) NULL, scope)
  assign("cat", function(...) NULL, scope)
  eval(parse(script, encoding = "ASCII", keep.source = FALSE), scope)
  cat(calls, "\036")
  flush(stdout())
}
`

// fakePaws hands over each request to a function that returns its number. It
// writes JSON itself, in escapes alone, so that no library and no locale can
// change a character.
const fakePaws = `fake <- function(send) structure(list(send), class = "fake")
"$.fake" <- function(x, name) function(...) structure(paste(unclass(x)[[1]](name, list(...))), class = "response")
"$.response" <- function(x, name) structure(paste0(unclass(x), ".", name), class = "response")

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
  codes <- utf8ToInt(enc2utf8(unclass(s)))
  units <- unlist(lapply(codes, function(code) {
    if (code < 0x10000) return(code)
    c(0xd800 + (code - 0x10000) %/% 0x400, 0xdc00 + (code - 0x10000) %% 0x400)
  }))
  paste0("\"", paste(sprintf("\\u%04x", as.integer(units)), collapse = ""), "\"")
}
`

// An interpreter is a running process that reads scripts of one format.
type interpreter struct {
	format  string
	name    string // of the program
	in      io.Writer
	answers *bufio.Reader
	script  string // the path of the script to read
}

func newInterpreter(t testing.TB, format, name string, args ...string) *interpreter {
	t.Helper()
	e2e(t, name)
	folder := t.TempDir()
	c := exec.Command(name, args...)
	c.Dir, c.Stderr = folder, os.Stderr
	c.Env = append(os.Environ(), "SCRATCH="+folder, "SECRET_SUFFIX="+secretSuffix, "LC_ALL=C.UTF-8")
	in, inErr := c.StdinPipe()
	out, outErr := c.StdoutPipe()
	if err := errors.Join(inErr, outErr, c.Start()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		if err := c.Wait(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	})
	return &interpreter{format, name, in, bufio.NewReader(out), filepath.Join(folder, "script")}
}

// read returns the arguments of the script's calls.
func (i *interpreter) read(t *testing.T, script []byte, p *model.Pool) []json.RawMessage {
	t.Helper()
	if err := os.WriteFile(i.script, script, 0o600); err != nil {
		t.Fatal(err)
	}
	variables := ""
	for _, name := range secretVariables(p) {
		variables += name + "\n"
	}
	if err := os.WriteFile(i.script+".variables", []byte(variables), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(i.in, i.script+"\n"); err != nil {
		t.Fatal(err)
	}
	answer, err := i.answers.ReadBytes(endOfAnswer)
	if err != nil {
		t.Fatalf("%s: %v over\n%s", i.name, err, script)
	}
	var calls []json.RawMessage
	for d := json.NewDecoder(bytes.NewReader(answer[:len(answer)-1])); ; {
		var call json.RawMessage
		err := d.Decode(&call)
		if err == io.EOF {
			return calls
		}
		if err != nil {
			t.Fatalf("%s: %v in\n%s", i.name, err, answer)
		}
		calls = append(calls, call)
	}
}

// checkInterpreted compares what the interpreter sends with the bodies, in which
// the ids of earlier responses are.
func checkInterpreted(t *testing.T, i *interpreter, p *model.Pool) {
	t.Helper()
	exporter, _ := Lookup(i.format)
	script := exporter.Export(p, Options{}).Files[0].Data
	answers := model.Answers{}
	var want [][]byte
	for k, call := range sentBy(i.format, p) {
		switch i.format {
		case "cli": // the options are apart
			want = append(want, withSecrets(t, call, call.Body(nil), secretSuffix), takenOptions(t, call, answers))
		case "paws":
			want = append(want, withoutNUL(withSecrets(t, call, call.Body(answers), secretSuffix)))
		default:
			want = append(want, withSecrets(t, call, call.Body(answers), secretSuffix))
		}
		fakeAnswers(answers, k, call)
	}
	got := i.read(t, script, p)
	if len(got) != len(want) {
		t.Fatalf("%d requests, want %d:\n%s", len(got), len(want), script)
	}
	for k := range want {
		if !reflect.DeepEqual(normal(t, got[k]), normal(t, want[k])) {
			t.Errorf("%d: got\n%s\nwant\n%s", k, got[k], want[k])
		}
	}
}

// secretSuffix is what follows the name of a variable in its value.
const (
	secretSuffix = asciiSuffix + "é😀'\n"
	asciiSuffix  = "\"\\ \t\n\x01\x7f$x`id`%s&" // in any locale
)

// secretEnvironment sets the variables that a pool refers to.
func secretEnvironment(p *model.Pool) []string {
	var list []string
	for _, name := range secretVariables(p) {
		list = append(list, name+"="+name+asciiSuffix)
	}
	return list
}

// secretVariables are the environment variables that a pool refers to.
func secretVariables(p *model.Pool) []string {
	var names []string
	for _, value := range secretsOf(p) {
		if name, found := model.SecretVariable(value); found {
			names = append(names, name)
		}
	}
	return names
}

// withSecrets puts the secrets in place of the references in a body.
func withSecrets(t *testing.T, call model.Call, body []byte, suffix string) []byte {
	t.Helper()
	names := secretVariables(call.Pool())
	if len(names) == 0 {
		return body
	}
	var put func(s *model.Setting, v any) any
	put = func(s *model.Setting, v any) any {
		if o, isObject := v.(map[string]any); isObject {
			for _, key := range s.SecretKeys {
				if text, isText := o[key].(string); isText {
					o[key] = put(s, text)
				}
			}
			return o
		}
		name, _ := model.SecretVariable(v.(string))
		return name + suffix
	}
	o := asMap(t, body)
	for _, s := range specialMembers()[call.Operation.Name] {
		if name := s.Name(); o[name] != nil && s.Kind != model.Base64 {
			o[name] = put(s, o[name])
		}
	}
	data, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// takenOptions are the options of an AWS CLI command for what a request takes.
func takenOptions(t *testing.T, call model.Call, answers model.Answers) []byte {
	t.Helper()
	options := map[string]string{}
	for _, taken := range call.Takes() {
		if id, known := answers[taken.Answer]; known {
			options["--"+kebab(taken.Member)] = id
		}
	}
	data, err := json.Marshal(options)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func newBash(t testing.TB) *interpreter { return newInterpreter(t, "cli", "bash", "-c", bashReader) }
func newPython(t testing.TB) *interpreter {
	return newInterpreter(t, "boto3", "python3", "-c", pythonReader)
}
func newR(t testing.TB) *interpreter { return newInterpreter(t, "paws", "Rscript", "-e", rReader) }
func newNode(t testing.TB) *interpreter {
	return newInterpreter(t, "js", "node", "--input-type=module", "-e", nodeReader)
}

func TestInterpretersRunEveryPool(t *testing.T) {
	for _, start := range []func(testing.TB) *interpreter{newBash, newPython, newNode, newR} {
		i := start(t)
		for _, c := range allCases(t) {
			t.Run(i.format+"/"+c.name, func(t *testing.T) { checkInterpreted(t, i, c.pool) })
		}
	}
}

func fuzzInterpreter(f *testing.F, start func(testing.TB) *interpreter) {
	i := start(f)
	fuzzTexts(f, func(t *testing.T, p *model.Pool) { checkInterpreted(t, i, p) })
}

func FuzzBash(f *testing.F)   { fuzzInterpreter(f, newBash) }
func FuzzPython(f *testing.F) { fuzzInterpreter(f, newPython) }
func FuzzNode(f *testing.F)   { fuzzInterpreter(f, newNode) }
func FuzzR(f *testing.F)      { fuzzInterpreter(f, newR) }
