//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
)

// The end-to-end tests run the built program and real tools. POOLSMITH_E2E=1
// enables them; then a missing tool is an error.
const e2eVariable = "POOLSMITH_E2E"

// testEnv is the environment of an end-to-end test: the program, an emulator of
// Cognito behind a proxy that records requests, and the variables for both.
type testEnv struct {
	binary   string
	endpoint string
	env      []string
	region   string // of unsigned calls; empty for us-east-1
	mu       sync.Mutex
	bodies   [][]byte
}

// e2e skips a test that requires more than the Go module, unless POOLSMITH_E2E
// enables it; then every tool must be installed.
func e2e(t *testing.T, tools ...string) {
	t.Helper()
	if os.Getenv(e2eVariable) != "1" {
		t.Skip(e2eVariable + "=1 is missing; the test needs " + strings.Join(tools, ", "))
	}
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%s is missing: %v", tool, err)
		}
	}
}

func newTestEnv(t *testing.T) *testEnv {
	t.Helper()
	e2e(t, "aws", "bash", "python3", "moto_server")
	w := &testEnv{binary: buildProgram(t)}
	w.endpoint = w.record(t, startMoto(t))
	none := filepath.Join(t.TempDir(), "none")
	w.env = append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "AWS_") }),
		"AWS_ACCESS_KEY_ID=AKIDTEST", "AWS_SECRET_ACCESS_KEY=SECRETTEST",
		"AWS_REGION=us-east-1", "AWS_DEFAULT_REGION=us-east-1", // as in the ARNs of the sample request
		"AWS_CONFIG_FILE="+none, "AWS_SHARED_CREDENTIALS_FILE="+none,
		"AWS_PAGER=", "AWS_EC2_METADATA_DISABLED=true", "XDG_STATE_HOME="+t.TempDir(),
	)
	return w
}

// startMoto starts the emulator on a free port until the test ends.
func startMoto(t *testing.T) *url.URL {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	_, port, _ := net.SplitHostPort(address)
	var log bytes.Buffer
	moto := exec.Command("python3", filepath.Join("testdata", "moto", "server.py"), "-H", "127.0.0.1", "-p", port)
	moto.Env = append(os.Environ(), "PYTHONDONTWRITEBYTECODE=1")
	moto.Stdout, moto.Stderr = &log, &log
	if err := moto.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		moto.Process.Kill()
		moto.Wait()
	})
	for deadline := time.Now().Add(60 * time.Second); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if conn, err := net.Dial("tcp", address); err == nil {
			conn.Close()
			return &url.URL{Scheme: "http", Host: address}
		}
	}
	t.Fatalf("moto_server does not answer:\n%s", log.String())
	return nil
}

// record starts a proxy for the emulator that records the bodies of the calls of a
// draft, and returns its address.
func (w *testEnv) record(t *testing.T, emulator *url.URL) string {
	proxy := httputil.NewSingleHostReverseProxy(emulator)
	proxy.ModifyResponse = rejectUnknown
	front := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			rw.WriteHeader(http.StatusBadRequest)
			return
		}
		if _, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), "."); model.LookupOperation(operation) != nil {
			w.mu.Lock()
			w.bodies = append(w.bodies, body)
			w.mu.Unlock()
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		proxy.ServeHTTP(rw, r)
	}))
	t.Cleanup(front.Close)
	return front.URL
}

// rejectUnknown rejects an operation that the emulator does not know as the service
// does. The emulator fails with a page, as a server does that fails for a moment, so
// that each test would wait for the repetitions.
func rejectUnknown(r *http.Response) error {
	if r.StatusCode == http.StatusInternalServerError && strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
		r.StatusCode, r.Status = http.StatusBadRequest, ""
		r.Header.Set("X-Amzn-Errortype", "UnknownOperationException")
	}
	return nil
}

// sent returns the bodies since the last call of sent.
func (w *testEnv) sent() [][]byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	bodies := w.bodies
	w.bodies = nil
	return bodies
}

// command runs a program that must succeed, and returns its standard output.
func (w *testEnv) command(t *testing.T, name string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	c := exec.Command(name, args...)
	c.Env, c.Stdout, c.Stderr = w.env, &out, &errs
	if err := c.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out.String(), errs.String())
	}
	return out.String()
}

func (w *testEnv) aws(t *testing.T, operation string, args ...string) string {
	t.Helper()
	return w.command(t, "aws", append([]string{"cognito-idp", operation, "--endpoint-url", w.endpoint, "--output", "json"}, args...)...)
}

// viaJSON creates the pool from the request files.
func (w *testEnv) viaJSON(t *testing.T, draft string) string {
	t.Helper()
	folder := t.TempDir()
	w.command(t, w.binary, "export", "-i", draft, "-f", "json", "-o", folder)
	return w.viaRequests(t, "aws", folder, "json")
}

// viaRequests has an AWS CLI send the request files in the folder, which are
// JSON or YAML.
func (w *testEnv) viaRequests(t *testing.T, aws, folder, language string) string {
	t.Helper()
	send := func(file string, more ...string) string {
		args := []string{"cognito-idp", strings.TrimSuffix(filepath.Base(file), "."+language), "--endpoint-url", w.endpoint, "--output", "json", "--cli-input-" + language, "file://" + file}
		return w.command(t, aws, append(args, more...)...)
	}
	var made struct{ UserPool struct{ Id string } }
	if err := json.Unmarshal([]byte(send(filepath.Join(folder, "create-user-pool."+language))), &made); err != nil {
		t.Fatal(err)
	}
	mfa := filepath.Join(folder, "set-user-pool-mfa-config."+language)
	if _, err := os.Stat(mfa); err == nil {
		send(mfa, "--user-pool-id", made.UserPool.Id)
	}
	return made.UserPool.Id
}

// viaScript creates the pool with the script of AWS CLI commands.
func (w *testEnv) viaScript(t *testing.T, draft string) string {
	t.Helper()
	script := filepath.Join(t.TempDir(), "create.sh")
	w.command(t, w.binary, "export", "-i", draft, "-f", "cli", "--lambda-permissions=false", "-o", script) // the emulator has none of the functions
	return w.runScript(t, script)
}

// runScript runs a script of AWS CLI commands, and returns the id it prints.
func (w *testEnv) runScript(t *testing.T, script string) string {
	t.Helper()
	lines := strings.Fields(w.command(t, "bash", script, "--endpoint-url", w.endpoint))
	return lines[len(lines)-1]
}

func (w *testEnv) viaSubmit(t *testing.T, draft string) string {
	t.Helper()
	return strings.Fields(w.command(t, w.binary, "submit", "-i", draft, "--endpoint-url", w.endpoint, "--yes"))[0]
}

// described returns the emulator's description of the pool, without what differs
// between equal pools.
func (w *testEnv) described(t *testing.T, id string) map[string]any {
	t.Helper()
	both := map[string]any{}
	for _, operation := range []string{"DescribeUserPool", "GetUserPoolMfaConfig"} {
		answer := w.ask(t, operation, id)
		if pool, ok := answer["UserPool"].(map[string]any); ok {
			for _, name := range []string{"Id", "Arn", "CreationDate", "LastModifiedDate"} {
				delete(pool, name)
			}
		}
		both[operation] = answer
	}
	return both
}

// ask sends an unsigned call about a pool, which the emulator accepts.
func (w *testEnv) ask(t *testing.T, operation, id string) map[string]any {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.endpoint, strings.NewReader(`{"UserPoolId": "`+id+`"}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Amz-Target", "AWSCognitoIdentityProviderService."+operation)
	request.Header.Set("Content-Type", "application/x-amz-json-1.1")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer map[string]any
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s of %q: %s: %v: %v", operation, id, response.Status, answer, err)
	}
	return answer
}

// drafts returns the pools of the tests by name.
func drafts(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{
		"sample": "../../model/testdata/sample-request.json",
		"totp":   writeTemp(t, "totp.json", `{"CreateUserPool": {"PoolName": "totp"}, "SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}}`),
		"sms and totp": writeTemp(t, "sms.json", `{"CreateUserPool": {"PoolName": "sms",
			"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}, "SmsAuthenticationMessage": "Code {####}"},
			"SetUserPoolMfaConfig": {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": true}}}`),
		"false": writeTemp(t, "false.json", `{"PoolName": "false", "DeviceConfiguration": {"ChallengeRequiredOnNewDevice": false, "DeviceOnlyRememberedOnUserPrompt": false}}`),
	}
	for _, p := range model.Presets {
		text, _ := without(t, string(model.LoadPreset(p.Name).JSON()), motoLacks)
		files["preset "+p.Name] = writeTemp(t, p.Name+".json", text)
	}
	return files
}

// pools returns the drafts without what is beside the pool.
func pools(t *testing.T) map[string]string {
	t.Helper()
	files := drafts(t)
	var beside []string
	for _, o := range model.Operations {
		if !o.MakesPool() && o.Into == "" {
			beside = append(beside, o.Name)
		}
	}
	for name, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := without(t, string(data), beside)
		files[name] = writeTemp(t, filepath.Base(file), text)
	}
	return files
}

// A live pool that is imported and submitted again gives an equal pool, for which
// diff finds no difference.
func TestE2EImport(t *testing.T) {
	w := newTestEnv(t)
	imported := func(t *testing.T, id string) string {
		return w.command(t, w.binary, "import", "--pool-id", id, "--endpoint-url", w.endpoint)
	}
	for name, draft := range pools(t) {
		t.Run(name, func(t *testing.T) {
			first := w.viaSubmit(t, draft)
			want := imported(t, first)
			again := writeTemp(t, "again.json", want)
			for way, make := range map[string]func(*testing.T, string) string{"submit": w.viaSubmit, "json": w.viaJSON} {
				if got := imported(t, make(t, again)); got != want {
					t.Errorf("%s made\n%s\nof what was\n%s", way, got, want)
				}
			}
			w.command(t, w.binary, "diff", again, "--pool-id", first, "--endpoint-url", w.endpoint)
			if name != "preset passwordless" { // the emulator does not keep passkey settings
				w.command(t, w.binary, "diff", draft, "--pool-id", first, "--endpoint-url", w.endpoint)
			}
		})
	}
}

// The same with what is beside the pool, in the sandbox.
func TestE2EImportApps(t *testing.T) {
	e2e(t, "go")
	url, _ := startSandboxProcess(t, t.TempDir())
	w := &testEnv{binary: buildProgram(t), endpoint: url, region: sandboxRegion}
	w.env = append(plainEnvironment(t.TempDir()), "AWS_ENDPOINT_URL="+url, "AWS_REGION="+sandboxRegion, "AWS_ACCESS_KEY_ID=AKIDTEST", "AWS_SECRET_ACCESS_KEY=SECRETTEST")
	for name, text := range appTexts(t) {
		t.Run(name, func(t *testing.T) {
			env := &testEnv{binary: w.binary, endpoint: w.endpoint, region: w.region, env: slices.Clone(w.env)}
			imported := func(id string, domains []model.CreateUserPoolDomain) string {
				text := env.command(t, w.binary, "import", "--pool-id", id)
				for _, domain := range domains {
					env.call(t, "DeleteUserPoolDomain", map[string]any{"UserPoolId": id, "Domain": *domain.Domain})
				}
				return text
			}
			submit := func(text string) (id string, domains []model.CreateUserPoolDomain) {
				pool := readText(t, text)
				for _, variable := range pool.SecretVariables() {
					env.env = append(env.env, variable+"=Planted_secret_of_a_variable")
				}
				return env.viaSubmit(t, writeTemp(t, "draft.json", text)), pool.CreateUserPoolDomain
			}
			first, domains := submit(text)
			// Nothing shows which variable had a secret, and whether the one of a client
			// was generated.
			if name != "largest" {
				env.command(t, w.binary, "diff", writeTemp(t, "draft.json", text), "--pool-id", first)
			}
			want := imported(first, domains)
			if got := imported(submit(want)); got != want {
				t.Errorf("submit made\n%s\nof what was\n%s", got, want)
			}
		})
	}
}

// The bytes that submit sends are the calls' bodies, and those of the AWS CLI have
// the same meaning.
func TestE2EBytes(t *testing.T) {
	w := newTestEnv(t)
	secrets := appSecrets(t)
	for name, secret := range secrets {
		w.env = append(w.env, name+"="+secret)
	}
	for name, draft := range drafts(t) {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(draft)
			if err != nil {
				t.Fatal(err)
			}
			document, err := model.Read(draft, data)
			if err != nil {
				t.Fatal(err)
			}
			document.Pool.ReplaceSecrets(func(_, reference string) string {
				variable, _ := model.SecretVariable(reference)
				return secrets[variable]
			})
			calls := document.Pool.Calls()
			w.sent()
			submitted := checkBodies(t, calls, w.viaSubmit(t, draft), w.sent())
			scripted := checkBodies(t, calls, w.viaScript(t, draft), w.sent())
			for i, call := range calls {
				id := ""
				if i > 0 {
					id = submitted[i].id
				}
				if want := call.Body(model.Answers{"UserPoolId": id}); !bytes.Equal(submitted[i].body, want) {
					t.Errorf("submit sent %s\nwant %s", submitted[i].body, want)
				}
				if !reflect.DeepEqual(scripted[i].members, submitted[i].members) {
					t.Errorf("the AWS CLI sent %s\nsubmit sent %s", scripted[i].body, submitted[i].body)
				}
			}
		})
	}
}

type sentBody struct {
	id      string // the pool's, taken out of members
	body    []byte
	members map[string]any
}

// checkBodies compares the bodies that were sent with the calls.
func checkBodies(t *testing.T, calls []model.Call, id string, bodies [][]byte) []sentBody {
	t.Helper()
	if len(bodies) != len(calls) {
		t.Fatalf("%d requests for %d calls", len(bodies), len(calls))
	}
	var list []sentBody
	for i, body := range bodies {
		s := sentBody{body: body}
		if err := json.Unmarshal(body, &s.members); err != nil {
			t.Fatal(err)
		}
		s.id, _ = s.members["UserPoolId"].(string)
		if i > 0 && s.id != id {
			t.Errorf("call %d is about the pool %q, not %q", i, s.id, id)
		}
		delete(s.members, "UserPoolId")
		list = append(list, s)
	}
	return list
}

// The commands that are printed for an incomplete pool delete it.
func TestE2EDeletion(t *testing.T) {
	w := newTestEnv(t)
	// The emulator rejects a second call with email as the only factor, which
	// Cognito accepts.
	draft := writeTemp(t, "half.json", `{"CreateUserPool": {"PoolName": "half", "DeletionProtection": "ACTIVE",
		"EmailConfiguration": {"EmailSendingAccount": "DEVELOPER", "SourceArn": "arn:aws:ses:eu-west-1:123456789012:identity/example.com"},
		"AutoVerifiedAttributes": ["email"], "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]}},
		"SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "EmailMfaConfiguration": {}}}`)
	c := exec.Command(w.binary, "submit", "-i", draft, "--endpoint-url", w.endpoint, "--yes")
	var errs bytes.Buffer
	c.Env, c.Stderr = w.env, &errs
	if err := c.Run(); err == nil || c.ProcessState.ExitCode() != exit.Rejected {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	_, commands, found := strings.Cut(errs.String(), "hint: delete it with: ")
	if !found {
		t.Fatalf("no command in\n%s", errs.String())
	}
	if pools := w.aws(t, "list-user-pools", "--max-results", "60"); !strings.Contains(pools, `"half"`) {
		t.Fatalf("the pool is not there: %s", pools)
	}
	w.command(t, "bash", "-c", commands)
	if pools := w.aws(t, "list-user-pools", "--max-results", "60"); strings.Contains(pools, `"half"`) {
		t.Errorf("the pool is still there: %s", pools)
	}
}
