package cognito

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"github.com/poolsmith/poolsmith/model"
)

const testPoolID = "eu-west-1_Ab12Cd34E"

// request is a call as it came over the wire.
type request struct {
	operation string
	body      []byte
	header    http.Header
	length    int64
}

// reply is the response of the test's service; an empty one is success.
type reply struct {
	status  int
	code    string
	message string
	drop    bool // close the connection without a response
}

// service responds to calls from a script, one reply each, and with success when
// the script is over.
type service struct {
	*httptest.Server
	mu     sync.Mutex // a call may come before the one that was hung up on is done
	got    []request
	script []reply
}

func newService(t *testing.T, script ...reply) *service {
	t.Helper()
	s := &service{script: script}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *service) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	next := s.take(request{operation, body, r.Header, r.ContentLength})
	if next.drop {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	w.Header().Set("X-Amzn-Requestid", "11111111-2222")
	if next.code != "" {
		w.Header().Set("X-Amzn-Errortype", next.code)
		w.WriteHeader(max(next.status, 400))
		w.Write(model.EncodeJSON(map[string]string{"__type": next.code, "message": next.message}))
		return
	}
	if operation == "CreateUserPool" {
		io.WriteString(w, `{"UserPool":{"Id":"`+testPoolID+`","Arn":"arn:aws:cognito-idp:eu-west-1:123456789012:userpool/`+testPoolID+`","Name":"shop"}}`)
		return
	}
	io.WriteString(w, `{}`)
}

// take keeps a request and returns the response.
func (s *service) take(r request) (next reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.got = append(s.got, r)
	if len(s.script) > 0 {
		next, s.script = s.script[0], s.script[1:]
	}
	return next
}

// shortTiming is a Timing that lets no test wait.
var shortTiming = Timing{Answer: 5 * time.Second, Look: 5 * time.Second, Pause: time.Millisecond, Role: time.Millisecond}

// client returns a Client of the test's service, with made-up credentials.
func (s *service) client() *Client {
	provider := credentials.NewStaticCredentialsProvider("AKIDTEST", "SECRETTEST", "TOKENTEST")
	return newClient(aws.Config{Region: "eu-west-1", BaseEndpoint: &s.URL, Credentials: provider}, Options{Profile: "dev", Timing: shortTiming})
}

func (s *service) count(operation string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, r := range s.got {
		if r.operation == operation {
			n++
		}
	}
	return n
}

func pool(t *testing.T, draft string) *model.Pool {
	t.Helper()
	d, err := model.Read("pool.json", []byte(draft))
	if err != nil {
		t.Fatal(err)
	}
	return d.Pool
}

const totpDraft = `{"CreateUserPool": {"PoolName": "shop"},
	"SetUserPoolMfaConfig": {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}}`

func TestBytesOnTheWire(t *testing.T) {
	tests := map[string]string{
		"name only":      `{"PoolName": "shop"}`,
		"explicit false": `{"PoolName": "shop", "DeviceConfiguration": {"ChallengeRequiredOnNewDevice": false, "DeviceOnlyRememberedOnUserPrompt": false}}`,
		"zero":           `{"PoolName": "shop", "Policies": {"PasswordPolicy": {"MinimumLength": 8, "RequireSymbols": false, "TemporaryPasswordValidityDays": 0}}}`,
		"markup":         `{"PoolName": "shop", "EmailVerificationMessage": "<b>{####}</b> & more é 🙂"}`,
		"two calls":      totpDraft,
		"newer than the SDK": `{"CreateUserPool": {"PoolName": "shop", "SmsConfiguration": {"EumsSms": {"CallerArn": "arn:aws:iam::123456789012:role/sms", "Region": "eu-west-1"}},
			"AcrConfiguration": {"Level1": {"AcrValue": "urn:a"}}, "DcrConfiguration": {"OpenDcrEnabled": false, "AuthenticatedGrantTypes": []}},
			"SetUserPoolMfaConfig": {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": true}}}`,
		"SMS and TOTP": `{"CreateUserPool": {"PoolName": "shop", "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}},
			"SetUserPoolMfaConfig": {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": true}}}`,
	}
	for name, draft := range tests {
		t.Run(name, func(t *testing.T) {
			p := pool(t, draft)
			s := newService(t)
			made, err := s.client().Submit(t.Context(), p, Watch{})
			if err != nil {
				t.Fatal(err)
			}
			if made.ID != testPoolID || made.Name != "shop" || !strings.HasSuffix(made.ARN, testPoolID) {
				t.Errorf("made %+v", made)
			}
			calls := p.Calls()
			if len(s.got) != len(calls) {
				t.Fatalf("%d requests for %d calls", len(s.got), len(calls))
			}
			for i, call := range calls {
				want := call.Body(nil)
				if i > 0 {
					want = call.Body(model.Answers{"UserPoolId": testPoolID})
				}
				checkRequest(t, s.got[i], call.Operation.Name, want)
			}
		})
	}
}

// checkRequest compares a request with the body it should carry, and the
// checksum and length that were worked out over it.
func checkRequest(t *testing.T, got request, operation string, body []byte) {
	t.Helper()
	if got.operation != operation {
		t.Errorf("called %s, want %s", got.operation, operation)
	}
	if !bytes.Equal(got.body, body) {
		t.Errorf("sent %s\nwant %s", got.body, body)
	}
	if got.length != int64(len(body)) {
		t.Errorf("Content-Length %d, want %d", got.length, len(body))
	}
	sum := sha256.Sum256(body)
	if signed := got.header.Get("X-Amz-Content-Sha256"); signed != "" && signed != hex.EncodeToString(sum[:]) {
		t.Errorf("signed another body: %s", signed)
	}
	if !strings.Contains(got.header.Get("Authorization"), "Credential=AKIDTEST/") {
		t.Errorf("not signed: %q", got.header.Get("Authorization"))
	}
}

func TestExplicitFalseIsSent(t *testing.T) {
	s := newService(t)
	p := pool(t, `{"PoolName": "shop", "DeviceConfiguration": {"ChallengeRequiredOnNewDevice": false, "DeviceOnlyRememberedOnUserPrompt": false}}`)
	if _, err := s.client().Submit(t.Context(), p, Watch{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"ChallengeRequiredOnNewDevice": false`, `"DeviceOnlyRememberedOnUserPrompt": false`} {
		if !bytes.Contains(s.got[0].body, []byte(want)) {
			t.Errorf("%s is missing in %s", want, s.got[0].body)
		}
	}
}

func TestSecondCallNamesThePoolFirst(t *testing.T) {
	s := newService(t)
	if _, err := s.client().Submit(t.Context(), pool(t, totpDraft), Watch{}); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(s.got[1].body, []byte("{\n  \"UserPoolId\": \""+testPoolID+"\"")) {
		t.Errorf("second body begins otherwise: %s", s.got[1].body)
	}
}

func TestEvents(t *testing.T) {
	s := newService(t, reply{}, reply{code: "ConcurrentModificationException", message: "wait"}, reply{code: "TooManyRequestsException", message: "slower"})
	var reported []string
	_, err := s.client().Submit(t.Context(), pool(t, totpDraft), Watch{Progress: func(e Event) {
		reported = append(reported, e.Operation+" "+[]string{"started", "retried", "done", "failed"}[e.State]+" "+strconv.Itoa(e.Attempt)+" "+e.PoolID)
		if e.Calls != 2 {
			t.Errorf("%d calls", e.Calls)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"CreateUserPool started 1 ", "CreateUserPool done 1 " + testPoolID,
		"SetUserPoolMfaConfig started 1 " + testPoolID, "SetUserPoolMfaConfig retried 2 " + testPoolID, "SetUserPoolMfaConfig retried 3 " + testPoolID,
		"SetUserPoolMfaConfig done 3 " + testPoolID,
	}
	if !slices.Equal(reported, want) {
		t.Errorf("reported\n%s\nwant\n%s", strings.Join(reported, "\n"), strings.Join(want, "\n"))
	}
	for _, again := range s.got[2:] {
		if !bytes.Equal(again.body, s.got[1].body) {
			t.Errorf("a retry sent another body: %s", again.body)
		}
	}
}

func TestSecondCallFails(t *testing.T) {
	s := newService(t, reply{}, reply{code: "InvalidParameterException", message: "no"})
	p := pool(t, strings.Replace(totpDraft, `"PoolName": "shop"`, `"PoolName": "shop", "DeletionProtection": "ACTIVE", "AutoVerifiedAttributes": ["email"],
		"UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]}`, 1))
	made, err := s.client().Submit(t.Context(), p, Watch{})
	incomplete, ok := errors.AsType[*Incomplete](err)
	if !ok {
		t.Fatalf("got %v", err)
	}
	if made.ID != testPoolID || incomplete.Made.ID != made.ID {
		t.Errorf("made %+v, %+v", made, incomplete.Made)
	}
	if text := incomplete.Error(); !strings.Contains(text, testPoolID+" exists, with MFA off") || !strings.Contains(text, "SetUserPoolMfaConfig: no") {
		t.Errorf("the error is %q", text)
	}
	place := " --user-pool-id=" + testPoolID + " --region=eu-west-1 --endpoint-url=" + s.URL
	want := []string{
		"aws cognito-idp update-user-pool --deletion-protection INACTIVE" + place + " --user-attribute-update-settings 'AttributesRequireVerificationBeforeUpdate=[]' --profile=dev",
		"aws cognito-idp delete-user-pool" + place + " --profile=dev",
	}
	if !slices.Equal(incomplete.Deletion(), want) {
		t.Errorf("deletion\n%s", strings.Join(incomplete.Deletion(), "\n"))
	}
}

func TestFirstCallFails(t *testing.T) {
	s := newService(t, reply{code: "InvalidParameterException", message: "no"})
	_, err := s.client().Submit(t.Context(), pool(t, totpDraft), Watch{})
	if _, incomplete := errors.AsType[*Incomplete](err); incomplete {
		t.Errorf("no pool was created, yet: %v", err)
	}
	if len(s.got) != 1 {
		t.Errorf("%d requests", len(s.got))
	}
	if want := "CreateUserPool: no (InvalidParameterException, request 11111111-2222)"; err.Error() != want {
		t.Errorf("the error is %q, want %q", err, want)
	}
}

// A call whose response was lost may have created a pool: it is not repeated.
func TestLostResponse(t *testing.T) {
	s := newService(t, reply{drop: true})
	_, err := s.client().Submit(t.Context(), pool(t, totpDraft), Watch{})
	if n := s.count("CreateUserPool"); n != 1 {
		t.Errorf("%d creations", n)
	}
	e, ok := errors.AsType[*Error](err)
	if !ok || !e.MayExist || !strings.Contains(e.Message, "may have been created") || !strings.Contains(e.Hint, "aws cognito-idp list-user-pools") {
		t.Errorf("got %v", err)
	}
}

// The second call can be repeated, because it sets the same again.
func TestLostResponseOfSecondCall(t *testing.T) {
	s := newService(t, reply{}, reply{drop: true})
	if _, err := s.client().Submit(t.Context(), pool(t, totpDraft), Watch{}); err != nil {
		t.Error(err)
	}
	if len(s.got) != 3 {
		t.Errorf("%d requests", len(s.got))
	}
}

func TestThrottledCreationIsRepeated(t *testing.T) {
	s := newService(t, reply{code: "TooManyRequestsException", message: "slower"})
	if _, err := s.client().Submit(t.Context(), pool(t, `{"PoolName": "shop"}`), Watch{}); err != nil {
		t.Error(err)
	}
	if len(s.got) != 2 {
		t.Errorf("%d requests", len(s.got))
	}
}

func TestInterrupted(t *testing.T) {
	s := newService(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := s.client().Submit(ctx, pool(t, totpDraft), Watch{Progress: func(e Event) {
		if e.State == Done {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, incomplete := errors.AsType[*Incomplete](err); !incomplete {
		t.Errorf("the pool that exists is not named: %v", err)
	}
}

func TestNoConnection(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + listener.Addr().String()
	listener.Close()
	s := newService(t)
	s.URL = url
	_, err = s.client().Submit(t.Context(), pool(t, totpDraft), Watch{})
	e, ok := errors.AsType[*Error](err)
	if !ok || e.Message != "cannot connect to "+url+": connection refused" || !strings.Contains(e.Hint, "--endpoint-url") {
		t.Errorf("got %v", err)
	}
}

// The SDK returns texts that quote credentials; none may be shown.
func TestCredentialsStayHidden(t *testing.T) {
	s := newService(t, reply{code: "InvalidSignatureException", message: "The Canonical String should have been x-amz-security-token:TOKENTEST"})
	_, err := s.client().Submit(t.Context(), pool(t, totpDraft), Watch{})
	e, ok := errors.AsType[*Error](err)
	if !ok {
		t.Fatal(err)
	}
	for _, secret := range []string{"AKIDTEST", "SECRETTEST", "TOKENTEST"} {
		if strings.Contains(e.Error()+e.Hint, secret) {
			t.Errorf("shows %s: %s", secret, e.Error())
		}
	}
}
