package main

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/poolsmith/poolsmith/model"
)

func TestMain(m *testing.M) {
	testscript.Main(cleaningUp{m}, map[string]func(){"poolsmith": main, "poolsmith-panics": panicking})
}

// cleaningUp removes the built program when all tests have run.
type cleaningUp struct{ *testing.M }

// Run runs the tests.
func (m cleaningUp) Run() int {
	defer func() { os.RemoveAll(builtFolder()) }()
	return m.M.Run()
}

// builtFolder is the folder of the built program.
var builtFolder = sync.OnceValue(func() string {
	folder, err := os.MkdirTemp("", "poolsmith-built-")
	if err != nil {
		panic(err)
	}
	return folder
})

// panicking is the program with a rule that panics for a pool called "crash", with a
// value that must not be shown.
func panicking() {
	model.Rules = append(model.Rules, model.Rule{ID: "panics", Check: func(f model.Facts) []model.Match {
		if name := f.Pool.CreateUserPool.PoolName; name != nil && *name == "crash" {
			panic("SECRETTEST of " + *name)
		}
		return nil
	}})
	main()
}

// The scripts run the commands as a shell would.
//
//	exits CODE COMMAND...  runs a command that must end with the code
//	truncate SIZE FILE     makes a sparse file of zeros
//
// $MODEL is the folder of the model's test data, $ENDPOINT a service that
// rejects pools called "refused" and pools whose second call contains "refused", and
// creates all others.
func TestScripts(t *testing.T) {
	testData, err := filepath.Abs("../../model/testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			service := httptest.NewServer(http.HandlerFunc(serveCognito))
			e.Defer(service.Close)
			e.Setenv("MODEL", testData)
			e.Setenv("ENDPOINT", service.URL)
			e.Setenv("XDG_STATE_HOME", filepath.Join(e.WorkDir, "state"))
			e.Setenv("AWS_EC2_METADATA_DISABLED", "true")
			e.Setenv("AWS_ACCESS_KEY_ID", "AKIDTEST")
			e.Setenv("AWS_SECRET_ACCESS_KEY", "SECRETTEST")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":    exits,
			"keep":     keep,
			"truncate": truncate,
		},
	})
}

// keep sets a variable to what the group of a pattern matches in the last output or
// in a file.
func keep(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: keep VARIABLE FILE PATTERN")
	}
	match := regexp.MustCompile("(?m)" + args[2]).FindStringSubmatch(ts.ReadFile(args[1]))
	if len(match) != 2 {
		ts.Fatalf("%s does not match %s with one group", args[1], args[2])
	}
	ts.Setenv(args[0], match[1])
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d\n%s%s", got, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

func truncate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: truncate SIZE FILE")
	}
	size, err := strconv.ParseInt(args[0], 10, 64)
	ts.Check(err)
	file, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	ts.Check(file.Truncate(size))
	ts.Check(file.Close())
}

func serveCognito(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	w.Header().Set("X-Amzn-Requestid", "req-1")
	switch {
	case strings.Contains(string(body), "refused"):
		w.WriteHeader(http.StatusBadRequest)
		io.WriteString(w, `{"__type": "InvalidParameterException", "message": "RelyingPartyId contains invalid characters\u001b[2J"}`)
	case strings.HasSuffix(r.Header.Get("X-Amz-Target"), ".DescribeUserPool"):
		io.WriteString(w, `{"UserPool": {"Id": "eu-west-1_Ab12Cd34E", "Name": "shop", "CreationDate": 1.7e9, "NewMember": 1, "DeletionProtection": "INACTIVE",
			"SchemaAttributes": [{"Name": "email", "AttributeDataType": "String", "Mutable": true, "Required": true, "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "2048"}},
			{"Name": "name", "AttributeDataType": "String", "Mutable": true, "Required": false, "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "2048"}}],
			"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "SnsRegion": "eu-west-1"}}}`)
	case strings.HasSuffix(r.Header.Get("X-Amz-Target"), ".GetUserPoolMfaConfig"):
		io.WriteString(w, `{"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": true}}`)
	case strings.HasSuffix(r.Header.Get("X-Amz-Target"), ".CreateUserPool"):
		io.WriteString(w, `{"UserPool": {"Id": "eu-west-1_Ab12Cd34E", "Arn": "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Ab12Cd34E", "Name": "shop"}}`)
	case strings.HasSuffix(r.Header.Get("X-Amz-Target"), ".CreateUserPoolClient"):
		io.WriteString(w, `{"UserPoolClient": {"ClientId": "1example23456789"}}`)
	case strings.HasSuffix(r.Header.Get("X-Amz-Target"), ".CreateManagedLoginBranding"):
		io.WriteString(w, `{"ManagedLoginBranding": {"ManagedLoginBrandingId": "11111111-2222-4333-8444-555555555555"}}`)
	default:
		io.WriteString(w, `{}`)
	}
}
