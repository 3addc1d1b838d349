package cognito

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"github.com/poolsmith/poolsmith/model"
)

// Credentials that no answer, however it quotes them, may bring to light.
const (
	plantedKey    = "AKIAPLANTEDPLANTED00"
	plantedSecret = "PLANTEDSECRETPLANTEDSECRET"
	plantedToken  = "PLANTEDTOKENPLANTEDTOKEN"
)

// listClient returns a Client whose services all answer with handler.
func listClient(t *testing.T, handler http.HandlerFunc) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return clientAt(server.URL)
}

func clientAt(address string) *Client {
	provider := credentials.NewStaticCredentialsProvider(plantedKey, plantedSecret, plantedToken)
	return newClient(aws.Config{Region: "eu-west-1", BaseEndpoint: &address, Credentials: provider}, Options{Profile: "dev", Timing: shortTiming})
}

// checkScope looks whether a request is signed for a service and its region.
func checkScope(t *testing.T, r *http.Request, scope string) {
	t.Helper()
	signed := r.Header.Get("Authorization")
	if !strings.HasPrefix(signed, "AWS4-HMAC-SHA256 Credential="+plantedKey+"/") || !strings.Contains(signed, "/"+scope+"/aws4_request") {
		t.Errorf("%s: signed %q, want it for %s", r.URL, signed, scope)
	}
	if r.Header.Get("X-Amz-Security-Token") != plantedToken {
		t.Errorf("%s: the session token is missing", r.URL)
	}
}

func checkList(t *testing.T, c *Client, kind string, want ...model.AccountResource) {
	t.Helper()
	got, err := c.List(t.Context(), kind)
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s:\ngot  %q\nwant %q", kind, got, want)
	}
}

func TestListFunctions(t *testing.T) {
	const arn = "arn:aws:lambda:eu-west-1:123456789012:function:"
	c := listClient(t, func(w http.ResponseWriter, r *http.Request) {
		checkScope(t, r, "eu-west-1/lambda")
		if r.Method != "GET" || r.URL.Path != "/2015-03-31/functions" || r.FormValue("MaxItems") != "50" {
			t.Errorf("asked %s %s", r.Method, r.URL)
		}
		switch r.FormValue("Marker") {
		case "":
			io.WriteString(w, `{"NextMarker": "two/+= 2", "Functions": [{"FunctionName": "z", "FunctionArn": "`+arn+`z", "Runtime": "go"}, {"FunctionName": "b", "FunctionArn": "`+arn+`b"}]}`)
		case "two/+= 2":
			io.WriteString(w, `{"NextMarker": null, "Functions": [{"FunctionName": "a", "FunctionArn": "`+arn+`a"}]}`)
		default:
			t.Errorf("marker %q", r.FormValue("Marker"))
		}
	})
	checkList(t, c, "lambda", model.AccountResource{ARN: arn + "a", Name: "a"}, model.AccountResource{ARN: arn + "b", Name: "b"}, model.AccountResource{ARN: arn + "z", Name: "z"})
}

func TestListKeys(t *testing.T) {
	const start = "arn:aws:kms:eu-west-1:123456789012:"
	c := listClient(t, func(w http.ResponseWriter, r *http.Request) {
		checkScope(t, r, "eu-west-1/kms")
		if r.Method != "POST" || r.Header.Get("X-Amz-Target") != "TrentService.ListAliases" || r.Header.Get("Content-Type") != "application/x-amz-json-1.1" {
			t.Errorf("asked %s with %v", r.Method, r.Header)
		}
		var input struct {
			Limit  int
			Marker string
		}
		if err := json.NewDecoder(r.Body).Decode(&input); err != nil || input.Limit != 100 {
			t.Errorf("input %+v, %v", input, err)
		}
		switch input.Marker {
		case "":
			io.WriteString(w, `{"Truncated": true, "NextMarker": "two", "Aliases": [
				{"AliasName": "alias/shop", "AliasArn": "`+start+`alias/shop", "TargetKeyId": "1234"},
				{"AliasName": "alias/aws/s3", "AliasArn": "`+start+`alias/aws/s3", "TargetKeyId": "5678"},
				{"AliasName": "alias/empty", "AliasArn": "`+start+`alias/empty"}]}`)
		case "two":
			io.WriteString(w, `{"Truncated": false, "NextMarker": "not to be followed", "Aliases": [{"AliasName": "alias/old", "AliasArn": "`+start+`alias/old", "TargetKeyId": "mrk-1"}]}`)
		default:
			t.Errorf("marker %q", input.Marker)
		}
	})
	checkList(t, c, "kms", model.AccountResource{ARN: start + "key/mrk-1", Name: "alias/old"}, model.AccountResource{ARN: start + "key/1234", Name: "alias/shop"})
}

// identities answers as SES, and as STS with an account when it is not empty.
func identities(t *testing.T, account string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method == "POST" {
			checkScope(t, r, "eu-west-1/sts")
			if account == "" {
				w.WriteHeader(http.StatusForbidden)
				return
			}
			io.WriteString(w, `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>`+account+`</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`)
			return
		}
		checkScope(t, r, "eu-west-1/ses")
		if r.URL.Path != "/v2/email/identities" {
			t.Errorf("asked %s", r.URL)
		}
		if r.FormValue("NextToken") == "" {
			io.WriteString(w, `{"NextToken": "two", "EmailIdentities": [{"IdentityName": "shop.example", "SendingEnabled": true}, {"IdentityName": "new.example", "SendingEnabled": false}]}`)
			return
		}
		io.WriteString(w, `{"EmailIdentities": [{"IdentityName": "hello@example.com", "IdentityType": "EMAIL_ADDRESS", "SendingEnabled": true}]}`)
	}
}

func TestListIdentities(t *testing.T) {
	const start = "arn:aws:ses:eu-west-1:123456789012:identity/"
	c := listClient(t, identities(t, "123456789012"))
	checkList(t, c, "ses", model.AccountResource{ARN: start + "hello@example.com", Name: "hello@example.com"}, model.AccountResource{ARN: start + "shop.example", Name: "shop.example"})

	c = listClient(t, identities(t, ""))
	_, err := c.List(t.Context(), "ses")
	e, ok := errors.AsType[*Error](err)
	if !ok || !strings.Contains(e.Hint, "aws sts get-caller-identity --profile=dev") {
		t.Errorf("without an account: %v", err)
	}
}

func TestListRoles(t *testing.T) {
	const arn = "arn:aws:iam::123456789012:role/"
	role := func(path, name, principal string) string {
		trust := url.PathEscape(`{"Statement": [{"Effect": "Allow", "Principal": {"Service": "` + principal + `"}, "Action": "sts:AssumeRole"}]}`)
		return `<member><Path>/</Path><Arn>` + arn + path + name + `</Arn><RoleName>` + name + `</RoleName><AssumeRolePolicyDocument>` + trust + `</AssumeRolePolicyDocument></member>`
	}
	answer := func(more, roles string) string {
		return `<ListRolesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListRolesResult>` + more + `<Roles>` + roles + `</Roles></ListRolesResult></ListRolesResponse>`
	}
	c := listClient(t, func(w http.ResponseWriter, r *http.Request) {
		checkScope(t, r, "us-east-1/iam")
		if r.Method != "POST" || r.FormValue("Action") != "ListRoles" || r.FormValue("Version") != "2010-05-08" || r.FormValue("MaxItems") != "100" {
			t.Errorf("asked %s %v", r.Method, r.Form)
		}
		if r.FormValue("Marker") == "" {
			io.WriteString(w, answer("<IsTruncated>true</IsTruncated><Marker>two</Marker>",
				role("", "sms", "cognito-idp.amazonaws.com")+role("", "function", "lambda.amazonaws.com")))
			return
		}
		if r.FormValue("Marker") != "two" {
			t.Errorf("marker %q", r.FormValue("Marker"))
		}
		io.WriteString(w, answer("<IsTruncated>false</IsTruncated>", role("service-role/", "auth", "cognito-idp.amazonaws.com")))
	})
	checkList(t, c, "role", model.AccountResource{ARN: arn + "service-role/auth", Name: "auth"}, model.AccountResource{ARN: arn + "sms", Name: "sms"})
}

func TestListKinds(t *testing.T) {
	c := listClient(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("asked %s", r.URL) })
	if _, err := c.List(t.Context(), "s3"); err == nil || !strings.Contains(err.Error(), `"s3"`) {
		t.Errorf("got %v", err)
	}
}

// A service that never comes to an end.
func TestListIsBounded(t *testing.T) {
	pages, last := 0, 1000
	full := strings.TrimSuffix(strings.Repeat(`{"FunctionName": "f", "FunctionArn": "arn:f"},`, 49), ",")
	c := listClient(t, func(w http.ResponseWriter, r *http.Request) {
		pages++
		fmt.Fprintf(w, `{"NextMarker": "%d", "Functions": [%s]}`, min(pages, last), full)
	})
	got, err := c.List(t.Context(), "lambda")
	if err != nil || len(got) != maxListed || pages != 21 {
		t.Errorf("%d things in %d pages, %v", len(got), pages, err)
	}

	pages, full = 0, ""
	got, err = c.List(t.Context(), "lambda")
	if err != nil || len(got) != 0 || pages != maxListPages {
		t.Errorf("%d things in %d empty pages, %v", len(got), pages, err)
	}

	pages, last = 0, 3 // the same marker again and again
	if _, err = c.List(t.Context(), "lambda"); err == nil || err.Error() != "ListFunctions: the list has too many pages" || pages != 4 {
		t.Errorf("%d pages, %v", pages, err)
	}

	c = listClient(t, func(w http.ResponseWriter, r *http.Request) {
		w.Write(bytes.Repeat([]byte(" "), maxResponse))
		io.WriteString(w, `{"Functions": []}`)
	})
	if _, err := c.List(t.Context(), "lambda"); err == nil || err.Error() != "ListFunctions: the response is larger than 1 MB" {
		t.Errorf("a long answer: %v", err)
	}
}

// The service and what stands before it quote the request in every way.
func TestListRefused(t *testing.T) {
	tests := []struct {
		name, kind    string
		status        int
		header, body  string // the exception, and the answer; %s is the request
		message, hint string
	}{
		{"in JSON", "kms", 400, "", `{"__type": "com.amazonaws.kms#AccessDeniedException", "message": %q}`, "ListAliases: not permitted (AccessDeniedException)", "kms:ListAliases"},
		{"in a header", "lambda", 403, "AccessDeniedException:http://example.com/", `{"Message": %q}`, "ListFunctions: not permitted (AccessDeniedException)", "lambda:ListFunctions"},
		{"in XML", "role", 403, "", `<ErrorResponse><Error><Code>AccessDenied</Code><Message>%q</Message></Error></ErrorResponse>`, "ListRoles: not permitted (AccessDenied)", "iam:ListRoles"},
		{"signature", "ses", 403, "InvalidSignatureException", `{"message": %q}`, "ListEmailIdentities: the signature does not match the credentials (InvalidSignatureException)", "clock"},
		{"expired", "role", 403, "", `<ErrorResponse><Error><Code>ExpiredToken</Code></Error>%q</ErrorResponse>`, "ListRoles: rejected with status 403 (ExpiredToken)", "aws sso login --profile=dev"},
		{"crowd", "lambda", 429, "TooManyRequestsException", `%s`, "ListFunctions: too many requests (TooManyRequestsException)", "again"},
		{"fault", "kms", 500, "", `<html>%s</html>`, "ListAliases: internal error of the service, status 500", "again"},
		{"proxy", "lambda", 403, "", `%s`, "ListFunctions: rejected with status 403", ""},
		{"quoted as the exception", "kms", 403, "", `{"__type": %q}`, "ListAliases: rejected with status 403", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := listClient(t, func(w http.ResponseWriter, r *http.Request) {
				var quoted strings.Builder
				r.Header.Write(&quoted)
				quoted.WriteString(plantedSecret)
				if test.header != "" {
					w.Header().Set("X-Amzn-Errortype", test.header)
				}
				w.WriteHeader(test.status)
				fmt.Fprintf(w, test.body, quoted.String())
			})
			_, err := c.List(t.Context(), test.kind)
			checkListError(t, err, test.message, test.hint)
		})
	}
}

// checkListError compares an error, and looks for planted credentials in all
// of it, messages of the SDK included.
func checkListError(t *testing.T, err error, message, hint string) {
	t.Helper()
	e, ok := errors.AsType[*Error](err)
	if !ok {
		t.Fatalf("got %v", err)
	}
	if e.Error() != message || !strings.Contains(e.Hint, hint) {
		t.Errorf("says %q, hint %q; want %q, %q", e.Error(), e.Hint, message, hint)
	}
	all := fmt.Sprintf("%v %s %v", e, e.Hint, e.Err)
	for _, secret := range []string{"PLANTED", "Signature=", "Authorization", "AWS4"} {
		if strings.Contains(all, secret) {
			t.Errorf("%s is in %s", secret, all)
		}
	}
}

func TestListGarbled(t *testing.T) {
	bodies := map[string]string{
		"lambda": "<html>sign in to the hotel network</html>",
		"kms":    `{"Aliases": [{"AliasName": `,
		"ses":    "",
		"role":   `<html><body>sign in</body></html>`,
	}
	for kind, body := range bodies {
		c := listClient(t, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, body) })
		_, err := c.List(t.Context(), kind)
		checkListError(t, err, listings[kind].operation+": the response cannot be read", "check the network")
	}
}

func TestListOutOfTime(t *testing.T) {
	// A server learns of a caller that has gone, and ends.
	tests := map[string]http.HandlerFunc{
		"no answer": func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"half an answer": func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, `{"Functions": [`)
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		},
	}
	for name, handler := range tests {
		t.Run(name, func(t *testing.T) {
			c := listClient(t, handler)
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			_, err := c.List(ctx, "lambda")
			checkListError(t, err, "ListFunctions: no response in time", "check the network")
			ctx, cancel = context.WithCancel(t.Context())
			cancel()
			_, err = c.List(ctx, "lambda")
			checkListError(t, err, "ListFunctions: cancelled", "")
		})
	}
}

func TestListUnconnected(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	_, err = clientAt("http://user:PLANTED@"+address).List(t.Context(), "role")
	checkListError(t, err, "ListRoles: cannot connect to http://user:xxxxx@"+address+": connection refused", "check that the emulator is running")
}

func TestListWithoutCredentials(t *testing.T) {
	withoutConfiguration(t, "[profile dev]\nregion = eu-west-1\ncredential_process = false\n")
	asked := false
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer server.Close()
	for profile, message := range map[string]string{"": "no AWS credentials found", "dev": "the AWS credentials cannot be retrieved"} {
		c, err := NewClient(t.Context(), Options{Profile: profile, Region: "eu-west-1", EndpointURL: server.URL})
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.List(t.Context(), "kms")
		if e, ok := errors.AsType[*Error](err); !ok || e.Message != message || e.Hint == "" {
			t.Errorf("profile %q: %v", profile, err)
		}
	}
	if asked {
		t.Error("a request without credentials was sent")
	}
}

func TestListPlaces(t *testing.T) {
	tests := []struct{ region, kind, fips, address, signed string }{
		{"eu-west-1", "lambda", "", "https://lambda.eu-west-1.amazonaws.com", "eu-west-1"},
		{"eu-west-1", "kms", "", "https://kms.eu-west-1.amazonaws.com", "eu-west-1"},
		{"eu-west-1", "ses", "", "https://email.eu-west-1.amazonaws.com", "eu-west-1"},
		{"eu-west-1", "role", "", "https://iam.amazonaws.com", "us-east-1"},
		{"us-east-2", "kms", "true", "https://kms-fips.us-east-2.amazonaws.com", "us-east-2"},
		{"us-east-2", "role", "true", "https://iam-fips.amazonaws.com", "us-east-1"},
		{"cn-northwest-1", "lambda", "", "https://lambda.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1"},
		{"cn-northwest-1", "role", "", "https://iam.cn-north-1.amazonaws.com.cn", "cn-north-1"},
		{"us-gov-east-1", "ses", "", "https://email.us-gov-east-1.amazonaws.com", "us-gov-east-1"},
		{"us-gov-east-1", "role", "true", "https://iam.us-gov.amazonaws.com", "us-gov-west-1"},
		{"eusc-de-east-1", "lambda", "", "https://lambda.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"},
		{"eusc-de-east-1", "role", "", "https://iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"},
	}
	for _, test := range tests {
		withoutConfiguration(t, "")
		t.Setenv("AWS_USE_FIPS_ENDPOINT", test.fips)
		c, err := NewClient(t.Context(), Options{Region: test.region})
		if err != nil {
			t.Fatal(err)
		}
		address, signed, err := c.listPlace(listings[test.kind])
		if err != nil || address != test.address || signed != test.signed {
			t.Errorf("%s in %s: %s for %s, %v", test.kind, test.region, address, signed, err)
		}
	}
	c := clientAt("")
	c.options.Region = "example.com/"
	if _, _, err := c.listPlace(listings["kms"]); err == nil {
		t.Error("a host in place of a region is taken")
	}
}

// TestListsOfEmulator makes things with the AWS CLI and finds them again.
func TestListsOfEmulator(t *testing.T) {
	if os.Getenv("POOLSMITH_E2E") != "1" {
		t.Skip("POOLSMITH_E2E=1 is missing; the test needs aws, moto_server")
	}
	withoutConfiguration(t, "")
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDTEST")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "SECRETTEST")
	t.Setenv("AWS_DEFAULT_REGION", "eu-west-1")
	t.Setenv("AWS_PAGER", "")
	os.Unsetenv("AWS_PROFILE") // the AWS CLI takes an empty one for a name
	os.Unsetenv("AWS_DEFAULT_PROFILE")
	endpoint := emulator(t)
	run := func(args ...string) string {
		t.Helper()
		out, err := exec.Command("aws", append(args, "--endpoint-url", endpoint, "--output", "text")...).CombinedOutput()
		if err != nil {
			t.Fatalf("aws %q: %v\n%s", args, err, out)
		}
		return strings.TrimSpace(string(out))
	}
	trust := func(service string) string {
		return `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "` + service + `"}, "Action": "sts:AssumeRole"}]}`
	}
	role := run("iam", "create-role", "--role-name", "sms", "--query", "Role.Arn", "--assume-role-policy-document", trust("cognito-idp.amazonaws.com"))
	other := run("iam", "create-role", "--role-name", "function", "--query", "Role.Arn", "--assume-role-policy-document", trust("lambda.amazonaws.com"))
	key := run("kms", "create-key", "--query", "KeyMetadata.Arn")
	run("kms", "create-alias", "--alias-name", "alias/shop", "--target-key-id", key)
	run("sesv2", "create-email-identity", "--email-identity", "shop.example")
	function := run("lambda", "create-function", "--function-name", "signup", "--query", "FunctionArn", "--runtime", "python3.12",
		"--handler", "main.main", "--role", other, "--zip-file", "fileb://"+archive(t))

	c, err := NewClient(t.Context(), Options{Region: "eu-west-1", EndpointURL: endpoint})
	if err != nil {
		t.Fatal(err)
	}
	checkList(t, c, "role", model.AccountResource{ARN: role, Name: "sms"})
	checkList(t, c, "kms", model.AccountResource{ARN: key, Name: "alias/shop"})
	checkList(t, c, "ses", model.AccountResource{ARN: "arn:aws:ses:eu-west-1:123456789012:identity/shop.example", Name: "shop.example"})
	checkList(t, c, "lambda", model.AccountResource{ARN: function, Name: "signup"})
}

// emulator starts moto_server on a free port, ends it with the test, and
// returns its address.
func emulator(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	listener.Close()
	_, port, _ := net.SplitHostPort(address)
	var log bytes.Buffer
	moto := exec.Command("moto_server", "-H", "127.0.0.1", "-p", port)
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
			return "http://" + address
		}
	}
	t.Fatalf("moto_server does not answer:\n%s", log.String())
	return ""
}

// archive writes the code of a function and returns the file's name.
func archive(t *testing.T) string {
	t.Helper()
	var data bytes.Buffer
	w := zip.NewWriter(&data)
	f, err := w.Create("main.py")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(f, "def main(event, context):\n    return event\n")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "code.zip")
	if err := os.WriteFile(name, data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
