package exporters

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// The languages themselves read what they are given. Each interpreter is started once and takes the names of scripts, a
// line each. It answers with the arguments of the script's calls as JSON, and
// a record separator, which JSON never holds as it is.

const endOfAnswer = 0x1e

// bashReader runs a script with functions in place of the commands, so that
// a text costs one process and not ten.
const bashReader = `
mktemp() { echo "$SCRATCH"; }
rm() { :; }
cat() { local body; IFS= read -r -d '' body || :; builtin printf '%s' "$body"; }
aws() {
  for argument; do
    if [[ $argument == file://* ]]; then cat <"${argument#file://}" >&3; fi
  done
  echo id
}
exec 3>&1
while IFS= read -r script; do
  (set --; source "$script" >/dev/null)
  builtin printf '\x1e'
done
`

const pythonReader = `
import ast, json, sys
for line in sys.stdin:
    with open(line.rstrip("\n"), encoding="utf-8") as file:
        program = ast.parse(file.read())
    found = {}
    for node in ast.walk(program):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("create_user_pool", "set_user_pool_mfa_config"):
            found[node.func.attr] = {k.arg: ast.literal_eval(k.value) for k in node.keywords if k.arg != "UserPoolId"}
    print(*(json.dumps(found[name]) for name in sorted(found)), end="\x1e", flush=True)
`

const nodeReader = `
import { readFileSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";

const AsyncFunction = (async () => {}).constructor;
class Command { constructor(input) { this.input = input; } }
for await (const script of createInterface({ input: process.stdin })) {
  const calls = [];
  class Client {
    async send(command) {
      delete command.input.UserPoolId;
      calls.push(JSON.stringify(command.input));
      return { UserPool: { Id: "id" } };
    }
  }
  const program = readFileSync(script, "utf8").replace(/^#!.*/, "").replace(/^import [^;]*;$/gm, "");
  const names = ["CognitoIdentityProviderClient", "CreateUserPoolCommand", "SetUserPoolMfaConfigCommand", "setTimeout", "console"];
  await new AsyncFunction(...names, program)(Client, Command, Command, () => Promise.reject(), { log() {} });
  writeSync(1, calls.join("\n") + "\x1e");
}
`

const rReader = standInPaws + `
calls <- character()
cognitoidentityprovider <- function() {
  keep <- function(...) {
    arguments <- list(...)
    arguments$UserPoolId <- NULL
    calls <<- c(calls, json(arguments))
    list(UserPool = list(Id = "id"))
  }
  list(create_user_pool = keep, set_user_pool_mfa_config = keep)
}
lines <- file("stdin", "r")
while (length(script <- readLines(lines, 1)) > 0) {
  calls <- character()
  scope <- new.env()
  assign("::", function(package, name) cognitoidentityprovider, scope)
  assign("cat", function(...) NULL, scope)
  eval(parse(script, encoding = "ASCII", keep.source = FALSE), scope)
  cat(calls, "\036")
  flush(stdout())
}
`

// An interpreter is a running process that reads scripts of one format.
type interpreter struct {
	format  string
	name    string // of the program
	in      io.Writer
	answers *bufio.Reader
	script  string // where the script lies that it is to read
}

func newInterpreter(t testing.TB, format, name string, args ...string) *interpreter {
	t.Helper()
	e2e(t, name)
	folder := t.TempDir()
	c := exec.Command(name, args...)
	c.Dir, c.Stderr = folder, os.Stderr
	c.Env = append(os.Environ(), "SCRATCH="+folder, "LC_ALL=C.UTF-8")
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
func (i *interpreter) read(t *testing.T, script []byte) []json.RawMessage {
	t.Helper()
	if err := os.WriteFile(i.script, script, 0o600); err != nil {
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

// checkInterpreted compares what the interpreter gets of a script with the
// bodies.
func checkInterpreted(t *testing.T, i *interpreter, p *model.Pool) {
	t.Helper()
	exporter, _ := Lookup(i.format)
	script := exporter.Export(p, Options{}).Files[0].Data
	calls, got := p.Calls(), i.read(t, script)
	if len(got) != len(calls) {
		t.Fatalf("%d calls, want %d:\n%s", len(got), len(calls), script)
	}
	for k, call := range calls {
		want := call.Body(nil)
		if i.format == "paws" {
			want = withoutNUL(want)
		}
		if !reflect.DeepEqual(normal(t, got[k]), normal(t, want)) {
			t.Errorf("%s got\n%s\nwant\n%s", call.Operation.Name, got[k], want)
		}
	}
}

func newBash(t testing.TB) *interpreter { return newInterpreter(t, "cli", "bash", "-c", bashReader) }
func newPython(t testing.TB) *interpreter {
	return newInterpreter(t, "boto3", "python3", "-c", pythonReader)
}
func newR(t testing.TB) *interpreter { return newInterpreter(t, "paws", "Rscript", "-e", rReader) }
func newNode(t testing.TB) *interpreter {
	return newInterpreter(t, "js", "node", "--input-type=module", "-e", nodeReader)
}

func TestInterpretersReadEveryPool(t *testing.T) {
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
