package exporters

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// e2e skips a test that needs more than Go, unless it is asked for; then every
// tool must be there.
func e2e(t testing.TB, tools ...string) {
	t.Helper()
	if os.Getenv("POOLSMITH_E2E") != "1" {
		t.Skip("POOLSMITH_E2E=1 is missing; the test needs " + strings.Join(tools, ", "))
	}
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatal(err)
		}
	}
}

// run returns what a command prints, and fails with what it complains about.
func run(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	var messages bytes.Buffer
	c := exec.Command(name, args...)
	c.Stderr = &messages
	out, err := c.Output()
	if err != nil {
		t.Errorf("%s: %v\n%s%s", name, err, out, &messages)
	}
	return out
}

// realNames writes the goldens of a format into a folder, those in the archive
// too, and returns their names.
func realNames(t *testing.T, format string) []string {
	t.Helper()
	folder := t.TempDir()
	var names []string
	all := goldens(t, format)
	if f, _ := Lookup(format); f.Existing != ForNew {
		all = append(all, goldens(t, filepath.Join("existing", format))...)
	}
	for _, golden := range all {
		name := filepath.Join(folder, golden.Name)
		if err := os.WriteFile(name, golden.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		t.Fatal("no goldens")
	}
	return names
}

func TestShellcheckTakesTheScripts(t *testing.T) {
	e2e(t, "shellcheck")
	run(t, "shellcheck", realNames(t, "cli")...)
}

func TestTerraformFmtTakesTheResources(t *testing.T) {
	e2e(t, "terraform")
	run(t, "terraform", append([]string{"fmt", "-check", "-diff"}, realNames(t, "terraform")...)...)
}

// TestPyYAMLTakesTheBodies reads with a YAML 1.1 reader, which takes more
// bare words for something else than others do.
func TestPyYAMLTakesTheBodies(t *testing.T) {
	e2e(t, "python3")
	const program = `import json, sys, yaml
json.dump([yaml.safe_load(open(name, encoding="utf-8")) for name in sys.argv[1:]], sys.stdout)`
	names := realNames(t, "yaml")
	var got []any
	if err := json.Unmarshal(run(t, "python3", append([]string{"-c", program}, names...)...), &got); err != nil {
		t.Fatal(err)
	}
	for i, body := range goldens(t, "json") {
		var want any
		if err := json.Unmarshal(body.Data, &want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got[i], want) {
			t.Errorf("%s: got %v, want %v", names[i], got[i], want)
		}
	}
}

// fakeAWS keeps the bodies that it is given. It rejects the operation REJECT, and
// a new role with the error YOUNG.
const fakeAWS = `#!/usr/bin/env bash
set -eu
if [ "$1" = --version ]; then
  echo "aws-cli/${VERSION-2.31.0}"
  exit
fi
printf '%s\n' "$*" >>"$KEEP/log"
while [ $# -gt 0 ]; do
  case $1 in
    create-user-pool)
      if [ -n "${YOUNG-}" ] && [ ! -e "$KEEP/young" ]; then
        touch "$KEEP/young"
        echo "An error occurred ($YOUNG) when calling the CreateUserPool operation" >&2
        exit 254
      fi
      echo eu-west-1_made ;;
    describe-user-pool) echo arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_made ;;
    get-caller-identity) echo 123456789012 ;;
    create-role) echo arn:aws:iam::123456789012:role/made ;;
    --query) case $2 in UserPool.*|Role.*|Account) ;; *) echo "made-$2" ;; esac ;;
    file://*) cp "${1#file://}" "$KEEP/" ;;
  esac
  if [ "$1" = "${REJECT-}" ]; then exit 254; fi
  shift
done
`

// TestScriptsSendTheBodies runs every script in an empty folder with a fake AWS
// CLI: it gets the very bytes, the script prints the id,
// and nothing in a pool is run.
func TestScriptsSendTheBodies(t *testing.T) {
	e2e(t, "bash")
	for _, c := range slices.Concat(namedCases(t), operationCases(t)) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newSandbox(t, exportCLI(c.pool, Options{}).Files[0].Data)
			s.environment = append(s.environment, secretEnvironment(c.pool)...)
			if out, err := s.run("--region", "eu-west-1"); err != nil || string(out) != "eu-west-1_made\n" {
				t.Errorf("%v: %q", err, out)
			}
			calls := c.pool.Calls()
			names := fileNames(sentCalls(calls))
			for i, call := range calls {
				got := readFile(t, filepath.Join(s.keep, names[i]+".json"))
				want := withSecrets(t, call, call.Body(nil), asciiSuffix)
				if hasSecrets := len(secretVariables(call.Pool())) > 0; hasSecrets && reflect.DeepEqual(asMap(t, got), asMap(t, want)) {
					continue
				}
				if !bytes.Equal(got, want) {
					t.Errorf("%s got\n%s", call.Operation.Name, got)
				}
			}
			left, err := os.ReadDir(s.work)
			if err != nil || len(left) != 0 {
				t.Errorf("%v: left behind: %v", err, left)
			}
			for line := range strings.Lines(string(readFile(t, filepath.Join(s.keep, "log")))) {
				if !strings.Contains(line, "--region eu-west-1") {
					t.Errorf("the arguments did not reach %s", line)
				}
			}
		})
	}
}

// TestScriptsPrintTheIDs: each id is printed with the name of what has it, apart
// from the pool's.
func TestScriptsPrintTheIDs(t *testing.T) {
	e2e(t, "bash")
	p := readPool(t, []byte(`{"CreateUserPool": {"PoolName": "p"}, "CreateUserPoolClient": [{"ClientName": "web"}, {"ClientName": "$(id) \"x\""}]}`))
	s := newSandbox(t, exportCLI(p, Options{}).Files[0].Data)
	out, err := s.run()
	want := "ClientId[web] made-UserPoolClient.ClientId\nClientId[$(id) \"x\"] made-UserPoolClient.ClientId\n"
	if err != nil || string(out) != "eu-west-1_made\n" || s.messages.String() != want {
		t.Errorf("%v: %q, stderr has\n%s", err, out, &s.messages)
	}
}

// TestScriptsStopAtOnce: a script without the environment variable, or with
// an AWS CLI that sends other bytes, sends nothing.
func TestScriptsStopAtOnce(t *testing.T) {
	e2e(t, "bash")
	for _, c := range namedCases(t) {
		for environment, want := range map[string]string{"": "GOOGLE_CLIENT_SECRET: is not set. It has a secret of the pool.", "VERSION=1.45.11": "AWS CLI 2 is required"} {
			if c.name != "largest-app" {
				continue
			}
			s := newSandbox(t, exportCLI(c.pool, Options{}).Files[0].Data)
			s.environment = append(s.environment, environment)
			if environment != "" {
				s.environment = append(s.environment, secretEnvironment(c.pool)...)
			}
			if out, err := s.run(); err == nil || len(out) != 0 || !strings.Contains(s.messages.String(), want) {
				t.Errorf("%v: %q\n%s", err, out, &s.messages)
			}
			if sent, _ := os.ReadDir(s.keep); len(sent) > 0 {
				t.Errorf("it sent %d requests", len(sent))
			}
		}
	}
}

// TestScriptPrintsWhatExists rejects the second call.
func TestScriptPrintsWhatExists(t *testing.T) {
	e2e(t, "bash")
	for _, c := range namedCases(t) {
		if c.name != "sms-and-totp" {
			continue
		}
		s := newSandbox(t, exportCLI(c.pool, Options{}).Files[0].Data)
		s.environment = append(s.environment, "REJECT=set-user-pool-mfa-config")
		out, err := s.run("--profile", "a b")
		if err == nil || len(out) != 0 {
			t.Errorf("%v: %q", err, out)
		}
		for _, want := range []string{
			"eu-west-1_made exists, with MFA off",
			`aws cognito-idp update-user-pool --profile a\ b --user-pool-id=eu-west-1_made --deletion-protection INACTIVE`,
			`aws cognito-idp delete-user-pool --profile a\ b --user-pool-id=eu-west-1_made`,
		} {
			if !strings.Contains(s.messages.String(), want) {
				t.Errorf("stderr lacks %q:\n%s", want, &s.messages)
			}
		}
	}
}

// TestScriptsFollowUp runs a script that makes the role and the permissions.
func TestScriptsFollowUp(t *testing.T) {
	e2e(t, "bash")
	script := exportCLI(needy(t), Options{LambdaPermissions: true, SmsRole: true}).Files[0].Data
	s := newSandbox(t, bytes.Replace(script, []byte("sleep 5"), []byte("sleep 0"), 1))
	s.environment = append(s.environment, "YOUNG=InvalidSmsRoleTrustRelationshipException")
	if out, err := s.run("--region", "eu-west-1"); err != nil || string(out) != "eu-west-1_made\n" {
		t.Errorf("%v: %q\n%s", err, out, &s.messages)
	}
	for file, want := range map[string]string{
		"trust-policy.json":             `"aws:SourceAccount": "123456789012"`,
		"publish-sms.json":              `"sns:Publish"`,
		"create-user-pool.json":         `"SnsCallerArn": "arn:aws:iam::123456789012:role/made"`,
		"set-user-pool-mfa-config.json": `"SnsCallerArn": "arn:aws:iam::123456789012:role/made"`,
	} {
		if data := readFile(t, filepath.Join(s.keep, file)); !bytes.Contains(data, []byte(want)) {
			t.Errorf("%s lacks %s:\n%s", file, want, data)
		}
	}
	log := string(readFile(t, filepath.Join(s.keep, "log")))
	for _, want := range []string{
		"iam put-role-policy --region eu-west-1 --role-name=needy-sms --policy-name publish-sms",
		"--function-name=arn:aws:lambda:eu-west-1:123456789012:function:checkSignUp --statement-id=cognito-eu-west-1_made --action lambda:InvokeFunction" +
			" --principal cognito-idp.amazonaws.com --source-arn=arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_made",
		"--function-name=arn:aws:lambda:eu-west-1:123456789012:function:welcome:live --statement-id=",
	} {
		if !strings.Contains(log, want) {
			t.Errorf("the log lacks %s:\n%s", want, log)
		}
	}
	if n := strings.Count(log, "create-user-pool "); n != 2 {
		t.Errorf("%d tries", n)
	}
}

// TestScriptsGiveUp rejects the pool for another reason than a new role,
// and then a permission.
func TestScriptsGiveUp(t *testing.T) {
	e2e(t, "bash")
	script := exportCLI(needy(t), Options{LambdaPermissions: true, SmsRole: true}).Files[0].Data
	s := newSandbox(t, script)
	s.environment = append(s.environment, "YOUNG=InvalidParameterException")
	if out, err := s.run(); err == nil || len(out) != 0 {
		t.Errorf("%v: %q", err, out)
	}
	for _, want := range []string{"(InvalidParameterException)", "The role needy-sms exists", "aws iam delete-role --role-name=needy-sms"} {
		if !strings.Contains(s.messages.String(), want) {
			t.Errorf("stderr lacks %q:\n%s", want, &s.messages)
		}
	}
	p := needy(t)
	p.CreateUserPool.MfaConfiguration, p.SetUserPoolMfaConfig = nil, model.SetUserPoolMfaConfig{}
	s = newSandbox(t, exportCLI(p, Options{LambdaPermissions: true}).Files[0].Data)
	s.environment = append(s.environment, "REJECT=add-permission")
	if out, err := s.run(); err == nil || string(out) != "eu-west-1_made\n" {
		t.Errorf("%v: %q", err, out)
	}
	if n := strings.Count(s.messages.String(), "The pool eu-west-1_made exists, but is not allowed to invoke arn:aws:lambda:"); n != 2 {
		t.Errorf("%d messages:\n%s", n, &s.messages)
	}
}

// A sandbox runs a script in an empty folder, with the fake AWS CLI first in PATH.
type sandbox struct {
	script      []byte
	work, keep  string
	environment []string
	messages    bytes.Buffer
}

func newSandbox(t *testing.T, script []byte) *sandbox {
	t.Helper()
	s := &sandbox{script: script, work: t.TempDir(), keep: t.TempDir()}
	tools, temporary := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(tools, "aws"), []byte(fakeAWS), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if left, err := os.ReadDir(temporary); err != nil || len(left) != 0 {
			t.Errorf("%v: temporary files left behind: %v", err, left)
		}
	})
	s.environment = append(os.Environ(), "PATH="+tools+":"+os.Getenv("PATH"), "KEEP="+s.keep, "TMPDIR="+temporary)
	return s
}

func (s *sandbox) run(args ...string) ([]byte, error) {
	c := exec.Command("bash", append([]string{"-s", "--"}, args...)...)
	c.Stdin, c.Stderr, c.Dir, c.Env = bytes.NewReader(s.script), &s.messages, s.work, s.environment
	return c.Output()
}
