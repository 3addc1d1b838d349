package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// at runs the program as if at a terminal, with input.
func at(t *testing.T, input string, args ...string) (code int, out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(args, streams{In: strings.NewReader(input), Out: &stdout, Err: &stderr, InTTY: true, OutTTY: true, ErrTTY: true})
	return code, stdout.String(), stderr.String()
}

func writeTemp(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSubmitQuestion(t *testing.T) {
	service := httptest.NewServer(http.HandlerFunc(serveCognito))
	defer service.Close()
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDTEST")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "SECRETTEST")
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	file := writeTemp(t, "pool.json", `{"PoolName": "shop"}`)
	submit := []string{"submit", "-i", file, "--region", "eu-west-1", "--endpoint-url", service.URL}
	for answer, want := range map[string]int{"y\n": exit.OK, "YES\n": exit.OK, "n\n": exit.Rejected, "\n": exit.Rejected, "": exit.Rejected} {
		code, out, stderr := at(t, answer, submit...)
		if code != want {
			t.Errorf("%q: exit code %d, want %d: %s", answer, code, want, stderr)
		}
		if made := strings.Contains(out, "eu-west-1_Ab12Cd34E"); made != (want == exit.OK) {
			t.Errorf("%q: made a pool: %v", answer, made)
		}
		if said := strings.Contains(stderr, "nothing was sent: no pool was created\n"); said != (want == exit.Rejected) || strings.Contains(stderr, "error: ") {
			t.Errorf("%q: %s", answer, stderr)
		}
		for _, shown := range []string{"CreateUserPool\n", `  "PoolName": "shop"`, "Create the pool in " + service.URL + ", eu-west-1? [y/N] "} {
			if !strings.Contains(stderr, shown) {
				t.Errorf("%q: %q is not shown: %s", answer, shown, stderr)
			}
		}
	}
}

func TestExitCodes(t *testing.T) {
	tests := []struct {
		err  error
		want int
	}{
		{nil, exit.OK},
		{errFindings, exit.Rejected},
		{exit.UsageError("", "x"), exit.Usage},
		{errors.New("unknown flag"), exit.Usage},
		{&model.ReadError{Problems: []model.Problem{{Rule: model.UnreadableRule, Message: "x"}}}, exit.Usage},
		{&model.ReadError{Problems: []model.Problem{{Rule: "unknown-setting", Message: "x"}}}, exit.Rejected},
		{&cognito.Error{Operation: "CreateUserPool"}, exit.Rejected},
		{&cognito.Error{Message: "no region"}, exit.Usage},
		{&cognito.Incomplete{Err: &cognito.Error{Operation: "SetUserPoolMfaConfig"}}, exit.Rejected},
		{&cognito.Error{Operation: "CreateUserPool", Err: context.Canceled}, exit.Interrupted},
		{fmt.Errorf("wrapped: %w", context.Canceled), exit.Interrupted},
		{errInterrupted, exit.Interrupted},
	}
	for _, test := range tests {
		s := streams{Err: new(bytes.Buffer)}
		if got := s.report(test.err); got != test.want {
			t.Errorf("%v: exit code %d, want %d", test.err, got, test.want)
		}
	}
}

// The spinner is shown only at a terminal, and is removed from the final line.
func TestProgress(t *testing.T) {
	for _, terminal := range []bool{true, false} {
		var b bytes.Buffer
		p := newProgress(streams{Err: &b, ErrTTY: terminal})
		p.show(cognito.Event{Operation: "CreateUserPool", State: cognito.Started, Attempt: 1})
		p.show(cognito.Event{Operation: "CreateUserPool", State: cognito.Retried, Attempt: 2, Reason: "too many requests", Wait: 512 * time.Millisecond})
		p.show(cognito.Event{Operation: "CreateUserPool", State: cognito.Done, Attempt: 2, PoolID: "eu-west-1_A\x1b"})
		p.show(cognito.Event{Operation: "CreateUserPool", State: cognito.Failed, Attempt: 1})
		p.stop()
		shown := b.String()
		if terminal {
			lines := strings.Split(shown, "\r\x1b[K")
			shown = strings.Join(slices.DeleteFunc(lines, func(line string) bool { return !strings.HasSuffix(line, "\n") }), "")
		}
		want := "  · CreateUserPool           0 ms  too many requests; attempt 2 in 500ms\n" +
			"  ✓ CreateUserPool           0 ms  eu-west-1_A\\x1b  at attempt 2\n" +
			"  ✗ CreateUserPool           0 ms\n"
		if shown != want {
			t.Errorf("terminal %v: %q, want %q", terminal, shown, want)
		}
		if !terminal && strings.Contains(b.String(), "\x1b") {
			t.Errorf("escapes without a terminal: %q", b.String())
		}
	}
}

// The errors for a result and for a sandbox that cannot be written have hints.
func TestHintsOfWriteErrors(t *testing.T) {
	state := isolateEnvironment(t)
	file := writeTemp(t, "pool.json", `{"PoolName": "shop"}`)
	for _, args := range [][]string{{"export", "-i", file, "-f", "json"}, {"presets"}, {"validate", file}, {"validate", file, "--format", "json"}} {
		var errs bytes.Buffer
		code := run(args, streams{Out: failingWriter{}, Err: &errs})
		if code != exit.Usage || !strings.Contains(errs.String(), "error: cannot write to standard output: no space left on device\nhint: check the free disk space") {
			t.Errorf("%q: exit code %d: %s", args, code, errs.String())
		}
	}
	if err := os.MkdirAll(filepath.Join(state, "poolsmith", "sandbox.json.lock"), 0o700); err != nil {
		t.Fatal(err)
	}
	code, _, errs := at(t, "", "submit", "--sandbox", "--yes", "-i", file)
	if code != exit.Rejected || !strings.Contains(errs, "the sandbox cannot save its pools: ") || !strings.Contains(errs, "\nhint: check the permissions and the free space of the folder") {
		t.Errorf("exit code %d: %s", code, errs)
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }
