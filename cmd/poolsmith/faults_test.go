package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// fault is the fault of a call. The zero value is no fault.
type fault struct {
	kind  faultKind
	code  string // of a refusal
	times int    // how many calls in a row; 0: all of them
}

type faultKind int

const (
	none              faultKind = iota
	reject                      // an exception
	crash                       // status 500 without carrying the call out
	errorAfter                  // carried out, then status 500
	resetBefore                 // the connection is reset, nothing was done
	resetAfter                  // carried out, then the connection is reset
	resetMidway                 // carried out, then reset in the middle of the answer
	hangBefore                  // no answer, nothing was done
	hangAfter                   // carried out, no answer
	slowResponse                // carried out, the answer comes a byte at a time and too late
	malformedResponse           // carried out, an answer that is no JSON
	unconnected                 // nobody listens
	echo                        // an exception that quotes the whole request
	slowSuccess                 // the answer takes its time, but comes
)

// servedPool is a pool of the endpoint.
type servedPool struct {
	id, name  string
	protected bool
	complete  bool // its second call was carried out
	at        time.Time
	settings  map[string]any // of CreateUserPool, but for its name
	users     int
	foreign   bool // somebody else made it
	touched   []string
}

// endpoint is a server that behaves like Cognito, with faults.
type endpoint struct {
	*httptest.Server
	mu            sync.Mutex
	faults        map[string]fault
	pools         []*servedPool
	created       int
	calls         []string
	heldOperation string // hold is called at
	hold          func() // before it is carried out

	ahead    time.Duration // of the service's clock
	onCreate func()        // what somebody else does when CreateUserPool comes
}

func newEndpoint(t *testing.T, faults map[string]fault) *endpoint {
	t.Helper()
	e := &endpoint{faults: faults}
	e.Server = httptest.NewServer(http.HandlerFunc(e.serve))
	t.Cleanup(func() {
		e.CloseClientConnections()
		e.Close()
	})
	return e
}

// holdAt calls hold before an operation is carried out.
func (e *endpoint) holdAt(operation string, hold func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.heldOperation, e.hold = operation, hold
}

func (e *endpoint) heldAt(operation string) func() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.heldOperation != operation {
		return nil
	}
	return e.hold
}

// next returns the fault of a call.
func (e *endpoint) next(operation string) fault {
	f, there := e.faults[operation]
	if !there {
		return fault{}
	}
	if f.times > 0 {
		if f.times--; f.times == 0 {
			delete(e.faults, operation)
		} else {
			e.faults[operation] = f
		}
	}
	return f
}

func (e *endpoint) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	if operation == "" {
		operation = "GetCallerIdentity"
	}
	if hold := e.heldAt(operation); hold != nil {
		hold()
	}
	e.mu.Lock()
	f := e.next(operation)
	e.calls = append(e.calls, operation)
	answer := ""
	if operation == "CreateUserPool" && f.kind != none && e.onCreate != nil {
		e.onCreate()
	}
	if operation == "DeleteUserPool" && f.code == "ResourceNotFoundException" {
		e.pools = nil // somebody else was quicker
	}
	switch f.kind {
	case none, errorAfter, resetAfter, resetMidway, hangAfter, slowResponse, malformedResponse, slowSuccess:
		answer = e.execute(operation, string(body))
	}
	e.mu.Unlock()
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	w.Header().Set("X-Amzn-Requestid", "req-1")
	e.respond(w, r, operation, f, answer)
}

func (e *endpoint) respond(w http.ResponseWriter, r *http.Request, operation string, f fault, answer string) {
	switch f.kind {
	case reject:
		writeException(w, 400, f.code, "no, says the service")
	case crash, errorAfter:
		writeException(w, 500, "InternalErrorException", "it broke")
	case echo:
		var quoted bytes.Buffer
		r.Header.Write(&quoted)
		w.Header().Set("X-Amzn-Requestid", r.Header.Get("X-Amz-Security-Token"))
		writeException(w, 400, "AccessDeniedException", "User: arn:aws:sts::123456789012:assumed-role/dev/PLANTED-session@example.com may not: "+quoted.String())
	case resetBefore, resetAfter, unconnected: // on a connection from before
		reset(w, "")
	case resetMidway:
		reset(w, "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 5000\r\n\r\n"+answer[:1])
	case hangBefore, hangAfter:
		<-r.Context().Done()
	case slowResponse, slowSuccess:
		pause := 100 * time.Millisecond
		if f.kind == slowSuccess {
			pause = time.Millisecond
		}
		for i := range answer {
			if _, err := io.WriteString(w, answer[i:i+1]); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			time.Sleep(pause)
		}
	case malformedResponse:
		io.WriteString(w, `{"UserPool": {"Id": 7`)
	default:
		if e.stopsListening() {
			e.Config.SetKeepAlivesEnabled(false) // connections at rest are closed
			e.Listener.Close()
		}
		if answer == "missing" {
			writeException(w, 400, "ResourceNotFoundException", "User pool does not exist.")
			return
		}
		io.WriteString(w, answer)
	}
}

// stopsListening reports whether the server must be closed before the next call.
func (e *endpoint) stopsListening() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	after := map[string]string{"SetUserPoolMfaConfig": "CreateUserPool", "DescribeUserPool": "", "GetUserPoolMfaConfig": "DescribeUserPool", "DeleteUserPool": "UpdateUserPool"}
	for operation, f := range e.faults {
		if f.kind == unconnected && e.calls[len(e.calls)-1] == after[operation] {
			return true
		}
	}
	return false
}

func writeException(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("X-Amzn-Errortype", code)
	w.WriteHeader(status)
	w.Write(model.EncodeJSON(map[string]string{"__type": code, "message": message}))
}

// reset writes some bytes and resets the connection.
func reset(w http.ResponseWriter, first string) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	io.WriteString(conn, first)
	conn.(*net.TCPConn).SetLinger(0)
	conn.Close()
}

// execute performs a call and returns the response.
func (e *endpoint) execute(operation, body string) string {
	switch operation {
	case "GetCallerIdentity":
		return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::123456789012:assumed-role/dev/PLANTED-session@example.com</Arn><UserId>PLANTED-user</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`
	case "CreateUserPool":
		e.created++
		p := &servedPool{id: fmt.Sprintf("eu-west-1_Pool%d", e.created), name: "shop", protected: strings.Contains(body, "ACTIVE"), at: time.Now().Add(e.ahead)}
		if json.Unmarshal([]byte(body), &p.settings) != nil {
			return "missing"
		}
		delete(p.settings, "PoolName")
		e.pools = append(e.pools, p)
		return fmt.Sprintf(`{"UserPool": %s}`, p.json())
	case "ListUserPools":
		var list []string
		for _, p := range e.pools {
			list = append(list, p.json())
		}
		return `{"UserPools": [` + strings.Join(list, ",") + `]}`
	}
	i := slices.IndexFunc(e.pools, func(p *servedPool) bool { return strings.Contains(body, p.id) })
	if i < 0 {
		return "missing"
	}
	p := e.pools[i]
	switch operation {
	case "SetUserPoolMfaConfig", "UpdateUserPool", "DeleteUserPool":
		p.touched = append(p.touched, operation)
	}
	switch operation {
	case "DescribeUserPool":
		described := map[string]any{}
		maps.Copy(described, p.settings)
		described["Id"], described["Name"], described["Arn"] = p.id, p.name, "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/"+p.id
		described["EstimatedNumberOfUsers"] = p.users
		return string(model.EncodeJSON(map[string]any{"UserPool": described}))
	case "SetUserPoolMfaConfig":
		p.complete = true
	case "UpdateUserPool":
		p.protected = false
	case "DeleteUserPool":
		if p.protected {
			return "missing" // a protected pool stays; the test sees it
		}
		e.pools = slices.Delete(e.pools, i, i+1)
	case "GetUserPoolMfaConfig":
		if p.complete {
			return `{"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}`
		}
		return `{"MfaConfiguration": "OFF"}`
	}
	return `{}`
}

func (p *servedPool) json() string {
	return fmt.Sprintf(`{"Id": %q, "Name": %q, "Arn": "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/%s", "CreationDate": %.3f}`, p.id, p.name, p.id, float64(p.at.UnixMilli())/1000)
}

func (e *endpoint) count(operation string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	n := 0
	for _, call := range e.calls {
		if call == operation {
			n++
		}
	}
	return n
}

// testCredentials are credentials in the format of real ones, which must never be
// shown.
var testCredentials = map[string]string{
	"AWS_ACCESS_KEY_ID":     "AKIAPLANTEDPLANTED12",
	"AWS_SECRET_ACCESS_KEY": "PLANTED/secret+key/of/forty/characters00",
	"AWS_SESSION_TOKEN":     "PLANTED//token+with/every=sign==",
	"AWS_ROLE_SESSION_NAME": "PLANTED-session@example.com",
}

// isolateEnvironment hides the settings of the machine from a test.
func isolateEnvironment(t *testing.T) (state string) {
	t.Helper()
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "AWS_") {
			t.Setenv(name, "")
			os.Unsetenv(name)
		}
	}
	state = t.TempDir()
	t.Setenv("XDG_STATE_HOME", state)
	t.Setenv("HOME", t.TempDir())
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	t.Setenv("AWS_REGION", "eu-west-1")
	for name, value := range testCredentials {
		t.Setenv(name, value)
	}
	return state
}

// timing waits long for responses, because the machine may be busy, unless the
// fault is that there is none. Then the other calls of the test have to respond in
// that time too.
func timing(f fault) cognito.Timing {
	answer := 10 * time.Second
	if f.kind == hangBefore || f.kind == hangAfter || f.kind == slowResponse {
		answer = time.Second
	}
	return cognito.Timing{Answer: answer, Look: answer, Pause: time.Millisecond, Role: time.Millisecond}
}

// twoCalls is a pool of two calls that is protected from deletion.
const twoCalls = `{"CreateUserPool": {"PoolName": "shop", "DeletionProtection": "ACTIVE", "AliasAttributes": ["email"], "AutoVerifiedAttributes": ["email"]},
	"SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}}`

var unprotected = strings.Replace(twoCalls, `"DeletionProtection": "ACTIVE", `, "", 1)

// outcome is the exit code and the output of the program.
type outcome struct {
	code     int
	out, err string
}

func submitTo(t *testing.T, url string, f fault, change func(*submitOptions)) outcome {
	t.Helper()
	o := submitOptions{Input: writeTemp(t, "pool.json", twoCalls), Yes: true, Output: "text", Permissions: "print"}
	o.EndpointURL = url
	o.Timing = timing(f)
	o.folder = t.TempDir()
	if change != nil {
		change(&o)
	}
	var out, errs bytes.Buffer
	s := streams{In: strings.NewReader(""), Out: &out, Err: &errs}
	code := s.report(runSubmit(t.Context(), s, o))
	return outcome{code, out.String(), errs.String()}
}

// check checks what must be true after any submit.
func (e *endpoint) check(t *testing.T, o outcome, want int) {
	t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	if o.code != want {
		t.Errorf("exit code %d, want %d", o.code, want)
	}
	if e.created > 1 {
		t.Errorf("%d pools were made", e.created)
	}
	errorLines := strings.Count("\n"+o.err, "\nerror: ")
	if o.code == exit.OK && errorLines != 0 || o.code != exit.OK && errorLines != 1 {
		t.Errorf("%d lines of error", errorLines)
	}
	if (o.code == exit.OK) != strings.Contains(o.out, "eu-west-1_Pool1") {
		t.Errorf("standard output: %q", o.out)
	}
	if o.code == exit.OK && (len(e.pools) != 1 || !e.pools[0].complete) {
		t.Error("a pool that is not there, or not complete, was reported as made")
	}
	for _, p := range e.pools {
		named := strings.Contains(o.err, p.id) && (strings.Contains(o.err, "delete-user-pool") || strings.Contains(o.err, "describe-user-pool"))
		suspected := strings.Contains(o.err, "may have been created") && strings.Contains(o.err, "list-user-pools")
		if o.code != exit.OK && !named && !suspected {
			t.Errorf("nobody is told of %s", p.id)
		}
	}
	if strings.Contains(o.err+o.out, "PLANTED") {
		t.Error("credentials are shown")
	}
	if t.Failed() {
		t.Logf("calls %v\nstdout: %s\nstderr: %s", e.calls, o.out, o.err)
	}
}

// documentedExceptions returns the exceptions that the service's model lists for a
// call.
func documentedExceptions(t *testing.T, operation string) []string {
	t.Helper()
	data, err := os.ReadFile("../../exporters/cognito/testdata/api-errors.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if list, found := strings.CutPrefix(line, operation+"\t"); found {
			return strings.Fields(list)
		}
	}
	t.Fatalf("no exceptions of %s", operation)
	return nil
}

// cell is a fault of a call, and how the program must end.
type cell struct {
	fault
	want  int
	calls int // how often the call is made; 0: not looked at
}

// creating are the faults of CreateUserPool. A pool that was created without a
// response is found by its name and settings. Its second call would change it, so
// without a user to confirm it, the submit ends as incomplete.
var creating = map[string]cell{
	"connection refused":        {fault{kind: unconnected}, exit.Rejected, 0},
	"reset before":              {fault{kind: resetBefore}, exit.Rejected, 1},
	"reset after":               {fault{kind: resetAfter}, exit.Rejected, 1},
	"reset midway":              {fault{kind: resetMidway}, exit.Rejected, 1},
	"time-out before":           {fault{kind: hangBefore}, exit.Rejected, 0},
	"time-out after":            {fault{kind: hangAfter}, exit.Rejected, 0},
	"slow drip":                 {fault{kind: slowResponse}, exit.Rejected, 0},
	"slow but there":            {fault{kind: slowSuccess}, exit.OK, 1},
	"500 twice":                 {fault{kind: crash, times: 2}, exit.OK, 3},
	"500 always":                {fault{kind: crash}, exit.Rejected, 3},
	"500 after":                 {fault{kind: errorAfter}, exit.Rejected, 1},
	"throttled five times":      {fault{kind: reject, code: "TooManyRequestsException", times: 5}, exit.OK, 6},
	"throttled always":          {fault{kind: reject, code: "TooManyRequestsException"}, exit.Rejected, 6},
	"malformed":                 {fault{kind: malformedResponse}, exit.Rejected, 1},
	"role that spreads":         {fault{kind: reject, code: "InvalidSmsRoleTrustRelationshipException", times: 3}, exit.OK, 4},
	"role that is wrong":        {fault{kind: reject, code: "InvalidSmsRoleTrustRelationshipException"}, exit.Rejected, 7},
	"an exception nobody knows": {fault{kind: reject, code: "BrandNewException"}, exit.Rejected, 1},
}

// repeating are the faults of the calls that can be repeated.
var repeating = map[string]cell{
	"connection refused":        {fault{kind: unconnected}, exit.Rejected, 0},
	"reset before":              {fault{kind: resetBefore, times: 1}, exit.OK, 2},
	"reset after":               {fault{kind: resetAfter, times: 1}, exit.OK, 2},
	"reset midway":              {fault{kind: resetMidway, times: 1}, exit.OK, 2},
	"reset always":              {fault{kind: resetAfter}, exit.Rejected, 3},
	"time-out before":           {fault{kind: hangBefore, times: 1}, exit.OK, 0},
	"time-out after":            {fault{kind: hangAfter, times: 1}, exit.OK, 0},
	"slow drip":                 {fault{kind: malformedResponse, times: 1}, exit.OK, 2},
	"500 twice":                 {fault{kind: crash, times: 2}, exit.OK, 3},
	"500 always":                {fault{kind: crash}, exit.Rejected, 3},
	"throttled five times":      {fault{kind: reject, code: "TooManyRequestsException", times: 5}, exit.OK, 6},
	"throttled always":          {fault{kind: reject, code: "TooManyRequestsException"}, exit.Rejected, 6},
	"still being changed":       {fault{kind: reject, code: "ConcurrentModificationException", times: 5}, exit.OK, 6},
	"malformed":                 {fault{kind: malformedResponse, times: 1}, exit.OK, 2},
	"malformed always":          {fault{kind: malformedResponse}, exit.Rejected, 3},
	"an exception nobody knows": {fault{kind: reject, code: "BrandNewException"}, exit.Rejected, 1},
}

// withExceptions adds a cell for each exception of the call.
func withExceptions(t *testing.T, operation string, cells map[string]cell) map[string]cell {
	all := map[string]cell{}
	for name, c := range cells {
		all[name] = c
	}
	for _, code := range documentedExceptions(t, operation) {
		all[code] = cell{fault{kind: reject, code: code}, exit.Rejected, 0}
	}
	return all
}

func TestFaultsOfSubmit(t *testing.T) {
	isolateEnvironment(t)
	for operation, cells := range map[string]map[string]cell{"CreateUserPool": creating, "SetUserPoolMfaConfig": repeating} {
		for name, c := range withExceptions(t, operation, cells) {
			t.Run(operation+"/"+name, func(t *testing.T) {
				t.Parallel()
				e := newEndpoint(t, map[string]fault{operation: c.fault})
				if operation == "CreateUserPool" && c.kind == unconnected {
					e.Listener.Close()
				}
				o := submitTo(t, e.URL, c.fault, nil)
				e.check(t, o, c.want)
				if n := e.count(operation); c.calls > 0 && n != c.calls {
					t.Errorf("called %d times, want %d", n, c.calls)
				}
				if c.code != "" && o.code != exit.OK && !strings.Contains(o.err, c.code) {
					t.Errorf("%s is not named: %s", c.code, o.err)
				}
				if c.kind != unconnected && o.code != exit.OK && !strings.Contains(o.err, "hint: ") && c.code != "BrandNewException" {
					t.Errorf("no hint: %s", o.err)
				}
			})
		}
	}
}

// A pool whose second call fails is deleted. An error of the deletion is reported
// with the id of the pool.
func TestFaultsOfDeletion(t *testing.T) {
	isolateEnvironment(t)
	for _, operation := range []string{"UpdateUserPool", "DeleteUserPool"} {
		for name, c := range withExceptions(t, operation, repeating) {
			if operation == "UpdateUserPool" && c.kind == unconnected {
				continue // the call before is the one that was refused
			}
			t.Run(operation+"/"+name, func(t *testing.T) {
				t.Parallel()
				e := newEndpoint(t, map[string]fault{operation: c.fault, "SetUserPoolMfaConfig": {kind: reject, code: "InvalidParameterException"}})
				o := submitTo(t, e.URL, c.fault, func(o *submitOptions) { o.OnFailure = "delete" })
				e.check(t, o, exit.Rejected)
				// A pool that is not found is deleted, and the content of this response
				// does not matter.
				gone := c.want == exit.OK || operation == "DeleteUserPool" && (c.code == "ResourceNotFoundException" || c.kind == malformedResponse)
				if said := strings.Contains(o.err, "eu-west-1_Pool1 was deleted"); said != gone {
					t.Errorf("said to be deleted: %v\n%s", said, o.err)
				}
				if gone && c.want == exit.OK && len(e.pools) != 0 {
					t.Errorf("the pool is still there: %v\n%s", e.calls, o.err)
				}
			})
		}
	}
}

func TestFaultsOfImport(t *testing.T) {
	isolateEnvironment(t)
	for _, operation := range []string{"DescribeUserPool", "GetUserPoolMfaConfig"} {
		for name, c := range withExceptions(t, operation, repeating) {
			t.Run(operation+"/"+name, func(t *testing.T) {
				t.Parallel()
				e := newEndpoint(t, map[string]fault{operation: c.fault})
				e.pools = []*servedPool{{id: "eu-west-1_Pool1", name: "shop"}}
				if operation == "DescribeUserPool" && c.kind == unconnected {
					e.Listener.Close()
				}
				o := liveOptions{PoolID: "eu-west-1_Pool1"}
				o.EndpointURL = e.URL
				o.Timing = timing(c.fault)
				var out, errs bytes.Buffer
				s := streams{Out: &out, Err: &errs}
				document, _, err := o.read(t.Context(), s)
				if code := s.report(err); code != c.want {
					t.Errorf("exit code %d, want %d: %s", code, c.want, errs.String())
				}
				if (err == nil) != (document != nil) || strings.Contains(errs.String(), "PLANTED") {
					t.Errorf("%v, %v: %s", document, err, errs.String())
				}
			})
		}
	}
}

// A submit does not depend on what is looked up before it.
func TestFaultsBeforeSubmit(t *testing.T) {
	isolateEnvironment(t)
	for _, operation := range []string{"GetCallerIdentity", "ListUserPools"} {
		for name, f := range map[string]fault{
			"refused": {kind: reject, code: "AccessDeniedException"}, "hangs": {kind: hangBefore}, "crash": {kind: crash}, "garbled": {kind: malformedResponse}, "reset": {kind: resetBefore}, "echo": {kind: echo},
		} {
			t.Run(operation+"/"+name, func(t *testing.T) {
				t.Parallel()
				e := newEndpoint(t, map[string]fault{operation: f})
				e.check(t, submitTo(t, e.URL, f, nil), exit.OK)
			})
		}
	}
}

// If the pools cannot be listed, the outcome after a lost response is unknown.
func TestLostResponseWithoutList(t *testing.T) {
	isolateEnvironment(t)
	e := newEndpoint(t, map[string]fault{"CreateUserPool": {kind: resetAfter}, "ListUserPools": {kind: reject, code: "AccessDeniedException"}})
	folder := t.TempDir()
	o := submitTo(t, e.URL, fault{}, func(o *submitOptions) { o.folder = folder })
	e.check(t, o, exit.Rejected)
	if !strings.Contains(o.err, "the pools cannot be listed") {
		t.Error(o.err)
	}
	if r := onlyReceipt(t, folder); r.Outcome != state.Unknown {
		t.Errorf("receipt %s", r.Outcome)
	}
}

// An older pool with the same name is not mistaken for the new one.
func TestOlderPoolWithSameName(t *testing.T) {
	isolateEnvironment(t)
	e := newEndpoint(t, map[string]fault{"CreateUserPool": {kind: resetBefore}})
	e.pools = []*servedPool{{id: "eu-west-1_Old", name: "shop", at: time.Now()}}
	o := submitTo(t, e.URL, fault{}, nil)
	if o.code != exit.Rejected || !strings.Contains(o.err, `warning: a pool named "shop" exists already: eu-west-1_Old`) || !strings.Contains(o.err, "may have been created") {
		t.Errorf("%d: %s", o.code, o.err)
	}
	if e.count("SetUserPoolMfaConfig") != 0 || e.created != 0 {
		t.Errorf("calls %v", e.calls)
	}
}

// noSpace is a disk that is full after so many new files.
func noSpace(after int) func(string) (*os.File, error) {
	var made atomic.Int32
	return func(name string) (*os.File, error) {
		if int(made.Add(1)) > after {
			return nil, &os.PathError{Op: "open", Path: name, Err: syscall.ENOSPC}
		}
		return os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	}
}

// Without a receipt nothing is sent, unless the user confirms it. After that, a
// full disk prevents no update of the receipt.
func TestFullDisk(t *testing.T) {
	isolateEnvironment(t)
	for after, want := range []int{exit.Usage, exit.Usage, exit.OK} {
		e := newEndpoint(t, nil)
		folder := t.TempDir()
		o := submitTo(t, e.URL, fault{}, func(o *submitOptions) { o.createFile, o.folder = noSpace(after), folder })
		e.check(t, o, want)
		if want == exit.OK {
			e.compareReceipt(t, onlyReceipt(t, folder))
			continue
		}
		if e.created != 0 || !strings.Contains(o.err, "error: the receipt cannot be written: no space left on device\nhint: ") {
			t.Errorf("%d pools: %s", e.created, o.err)
		}
		if left, _ := os.ReadDir(folder); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
	}
	// Without the spare file, updates fail and the first version remains.
	e := newEndpoint(t, nil)
	o := submitTo(t, e.URL, fault{}, func(o *submitOptions) {
		o.createFile = noSpace(2)
		folder := o.folder
		e.holdAt("CreateUserPool", func() { removeSpares(t, folder) })
	})
	e.check(t, o, exit.OK)
	if strings.Count(o.err, "warning: the receipt cannot be updated: no space left on device") != 1 {
		t.Error(o.err)
	}
}

func removeSpares(t *testing.T, folder string) {
	t.Helper()
	spares, err := filepath.Glob(filepath.Join(folder, "*.spare"))
	if err != nil || len(spares) != 1 {
		t.Errorf("spares %q: %v", spares, err)
	}
	for _, name := range spares {
		os.Remove(name)
	}
}

// A receipt that cannot be written is reported before the first call. At a
// terminal, the user is asked whether to continue.
func TestNoReceipt(t *testing.T) {
	isolateEnvironment(t)
	t.Setenv("XDG_STATE_HOME", "/dev/null/state")
	file := writeTemp(t, "pool.json", twoCalls)
	for _, test := range []struct {
		args    []string
		answers map[string]string
		want    int
		says    string
	}{
		{[]string{"--yes"}, nil, exit.Usage, "error: the receipt cannot be written: not a directory\nhint: set XDG_STATE_HOME"},
		{[]string{"--yes", "--no-receipt"}, nil, exit.OK, "✓ CreateUserPool"},
		{nil, map[string]string{"Create the pool in": "y", "without a receipt?": "n"}, exit.Rejected, "warning: the receipt cannot be written: not a directory\nCreate the pool without a receipt? [y/N]"},
		{nil, map[string]string{"Create the pool in": "y", "without a receipt?": "y"}, exit.OK, "✓ CreateUserPool"},
	} {
		e := newEndpoint(t, nil)
		o := typed(t, test.answers, append([]string{"submit", "-i", file, "--endpoint-url", e.URL}, test.args...)...)
		if o.code != test.want || !strings.Contains(o.err, test.says) || (e.created == 1) != (test.want == exit.OK) {
			t.Errorf("%q, %q: exit code %d, %d pools: %s", test.args, test.answers, o.code, e.created, o.err)
		}
	}
	t.Setenv("XDG_STATE_HOME", "")
	t.Setenv("HOME", "")
	e := newEndpoint(t, nil)
	o := submitTo(t, e.URL, fault{}, func(o *submitOptions) { o.folder = "" })
	if o.code != exit.Usage || !strings.Contains(o.err, "neither XDG_STATE_HOME nor HOME is set") || e.created != 0 {
		t.Errorf("%+v", o)
	}
}

// typed runs the program at a terminal and answers each question that contains a
// key of answers. Other questions get the end of the input.
func typed(t *testing.T, answers map[string]string, args ...string) outcome {
	t.Helper()
	answerer := &answerer{answers: answers}
	var out bytes.Buffer
	code := run(args, streams{In: answerer, Out: &out, Err: answerer, InTTY: true, OutTTY: true, ErrTTY: true})
	return outcome{code, out.String(), strings.ReplaceAll(answerer.whole.String(), "\r\x1b[K", "")}
}

// answerer reads the screen and types the answers.
type answerer struct {
	mu      sync.Mutex
	answers map[string]string
	whole   strings.Builder
	read    int // how much of it was read when the last answer was typed
}

func (p *answerer) Write(data []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.whole.Write(data)
}

func (p *answerer) Read(data []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	shown := p.whole.String()[p.read:]
	p.read = p.whole.Len()
	for question, answer := range p.answers {
		if strings.Contains(shown, question) {
			return copy(data, answer+"\n"), nil
		}
	}
	return 0, io.EOF
}

// At a terminal, submit asks how to go on with an incomplete pool. To delete one that
// is protected or has users, its name must be typed.
func TestOnFailureAsks(t *testing.T) {
	isolateEnvironment(t)
	plain := unprotected
	for _, test := range []struct {
		draft   string
		users   int
		denied  bool // the description
		goOn    string
		name    string
		deleted bool
		says    string
	}{
		{plain, 0, false, "delete", "", true, "the pool eu-west-1_Pool1 exists, with MFA off\nHow do you want to go on?"},
		{plain, 0, false, "d", "", true, "Answer retry, delete or keep [keep]: "},
		{plain, 0, false, "DELETE", "", true, "the pool eu-west-1_Pool1 was deleted"},
		{plain, 0, false, "keep", "", false, "hint: delete it with: "},
		{plain, 0, false, "", "", false, "hint: delete it with: "},
		{plain, 0, false, "no answer", "", false, "hint: delete it with: "},
		{twoCalls, 0, false, "delete", "", false, "The pool eu-west-1_Pool1 is protected from deletion. Delete it? Type shop to confirm: "},
		{twoCalls, 0, false, "delete", "y", false, "hint: delete it with: "},
		{twoCalls, 0, false, "delete", "shop", true, "the pool eu-west-1_Pool1 was deleted"},
		{plain, 3, false, "delete", "y", false, "The pool eu-west-1_Pool1 has about 3 users. Delete it? Type shop to confirm: "},
		{plain, 3, false, "delete", "shop", true, "the pool eu-west-1_Pool1 was deleted"},
		{plain, 0, true, "delete", "y", false, "The pool eu-west-1_Pool1 cannot be described, so it may have users. Delete it? Type shop"},
	} {
		faults := map[string]fault{"SetUserPoolMfaConfig": {kind: reject, code: "InvalidParameterException"}}
		if test.denied {
			faults["DescribeUserPool"] = fault{kind: reject, code: "AccessDeniedException"}
		}
		e := newEndpoint(t, faults)
		e.holdAt("SetUserPoolMfaConfig", func() { e.pools[0].users = test.users })
		t.Setenv("XDG_STATE_HOME", t.TempDir())
		answers := map[string]string{"Create the pool in": "y"}
		if test.goOn != "no answer" {
			answers["How do you want to go on?"] = test.goOn
		}
		if test.name != "" {
			answers["Delete it?"] = test.name
		}
		o := typed(t, answers, "submit", "-i", writeTemp(t, "pool.json", test.draft), "--endpoint-url", e.URL)
		e.check(t, o, exit.Rejected)
		if (len(e.pools) == 0) != test.deleted {
			t.Errorf("%+v: deleted %v\n%s", test, !test.deleted, o.err)
		}
		for _, shown := range []string{"account 123456789012, Region eu-west-1, profile default, endpoint " + e.URL, "◆ cannot be changed later: ", test.says} {
			if !strings.Contains(o.err, shown) {
				t.Errorf("%q is not shown: %s", shown, o.err)
			}
		}
	}
}

// What was typed ahead does not answer the question how to go on.
func TestTypedAhead(t *testing.T) {
	isolateEnvironment(t)
	e := newEndpoint(t, map[string]fault{"SetUserPoolMfaConfig": {kind: reject, code: "InvalidParameterException"}})
	code, out, errs := at(t, "y\ndelete\nshop\n", "submit", "-i", writeTemp(t, "pool.json", unprotected), "--endpoint-url", e.URL)
	e.check(t, outcome{code, out, errs}, exit.Rejected)
	if len(e.pools) != 1 {
		t.Errorf("the pool was deleted unread: %s", errs)
	}
}

// After an interruption nothing is asked and no pool is deleted, unless a flag
// requires it.
func TestInterruptedSubmit(t *testing.T) {
	isolateEnvironment(t)
	for _, policy := range []string{"", "ask", "keep", "delete"} {
		ctx, cancel := context.WithCancel(t.Context())
		e := newEndpoint(t, nil)
		e.holdAt("CreateUserPool", cancel)
		o := submitOptions{Input: writeTemp(t, "pool.json", twoCalls), Output: "text", Permissions: "print", OnFailure: policy}
		o.EndpointURL = e.URL
		var out, errs bytes.Buffer
		s := streams{In: strings.NewReader("y\ny\n"), Out: &out, Err: &errs, InTTY: true, ErrTTY: true}
		code := s.report(runSubmit(ctx, s, o))
		e.check(t, outcome{code, out.String(), errs.String()}, exit.Interrupted)
		if (len(e.pools) == 0) != (policy == "delete") || e.count("SetUserPoolMfaConfig") != 0 {
			t.Errorf("%q: %v\n%s", policy, e.calls, errs.String())
		}
		if !strings.Contains(errs.String(), "error: interrupted before SetUserPoolMfaConfig\n") {
			t.Error(errs.String())
		}
	}
	// An interruption at the question.
	ctx, cancel := context.WithCancel(t.Context())
	e := newEndpoint(t, nil)
	o := submitOptions{Input: writeTemp(t, "pool.json", twoCalls), Output: "text", Permissions: "print"}
	o.EndpointURL = e.URL
	reader, writer := io.Pipe()
	defer writer.Close()
	var errs bytes.Buffer
	s := streams{In: reader, Out: io.Discard, Err: &errs, InTTY: true, ErrTTY: true}
	time.AfterFunc(300*time.Millisecond, cancel)
	if code := s.report(runSubmit(ctx, s, o)); code != exit.Interrupted || e.created != 0 {
		t.Errorf("%d, %d pools: %s", code, e.created, errs.String())
	}
}

// No credentials and no session name are in any output or receipt, even if the
// endpoint quotes the request.
func TestNoCredentialsInOutput(t *testing.T) {
	state := isolateEnvironment(t)
	files := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(files, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	fromFiles := map[string]string{
		"AWS_CONFIG_FILE": write("config", "[profile keys]\nregion = eu-west-1\n"+
			"[profile assumed]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/dev\nsource_profile = keys\nrole_session_name = PLANTED-session@example.com\n"+
			"[profile process]\nregion = eu-west-1\ncredential_process = echo PLANTED-process-output\n"+
			"[profile sso]\nregion = eu-west-1\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = dev\n[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://example.com/start\n"),
		"AWS_SHARED_CREDENTIALS_FILE": write("credentials", "[keys]\naws_access_key_id = AKIAPLANTEDPLANTED34\naws_secret_access_key = PLANTED/other+secret/of/forty/characters\naws_session_token = PLANTED//other+token==\n"),
	}
	cache := filepath.Join(os.Getenv("HOME"), ".aws", "sso", "cache")
	if err := os.MkdirAll(cache, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(cache, "0.json"), []byte(`{"accessToken": "PLANTED-sso-token", "expiresAt": "2020-01-01T00:00:00Z"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	draft := writeTemp(t, "pool.json", twoCalls)
	for _, profile := range []string{"", "keys", "assumed", "process", "sso"} {
		if profile != "" {
			for name := range testCredentials {
				os.Unsetenv(name)
			}
			for name, file := range fromFiles {
				t.Setenv(name, file)
			}
		}
		for _, operation := range []string{"none", "GetCallerIdentity", "ListUserPools", "CreateUserPool", "SetUserPoolMfaConfig", "UpdateUserPool", "DescribeUserPool"} {
			e := newEndpoint(t, map[string]fault{operation: {kind: echo}})
			place := []string{"--endpoint-url", strings.Replace(e.URL, "http://", "http://user:PLANTED-password@", 1)}
			if profile != "" {
				place = append(place, "--profile", profile)
			}
			for _, command := range [][]string{
				{"submit", "-i", draft, "--yes", "--on-failure", "delete", "--output", "json"},
				{"submit", "-i", draft, "--dry-run", "--output", "json"},
				{"import", "--pool-id", "eu-west-1_Pool1"},
				{"diff", draft, "--pool-id", "eu-west-1_Pool1"},
			} {
				_, out, errs := at(t, "", append(command, place...)...)
				if strings.Contains(out+errs, "PLANTED") {
					t.Errorf("%s, profile %q, %s quotes: %s%s", command[0], profile, operation, out, errs)
				}
			}
		}
	}
	for _, format := range []string{"json", "yaml", "cli", "terraform"} {
		_, out, errs := at(t, "", "export", "-i", draft, "-f", format)
		if strings.Contains(out+errs, "PLANTED") {
			t.Errorf("%s: %s%s", format, out, errs)
		}
	}
	checkNoCredentials(t, state)
}

// checkNoCredentials looks for testCredentials in the files of a folder, which must
// contain at least one file.
func checkNoCredentials(t *testing.T, folder string) {
	t.Helper()
	seen := 0
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		seen++
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte("PLANTED")) {
			t.Errorf("%s: %s", path, data)
		}
		if info, statErr := entry.Info(); statErr != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: others can read it", path)
		}
		return err
	})
	if err != nil || seen == 0 {
		t.Errorf("%d files in %s: %v", seen, folder, err)
	}
}
