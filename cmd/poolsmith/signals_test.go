//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
)

// The second signal ends the program immediately, as announced.
func TestSecondSignal(t *testing.T) {
	isolateEnvironment(t)
	e := newEndpoint(t, nil)
	var s *testProcess
	started := make(chan struct{})
	e.holdAt("CreateUserPool", sync.OnceFunc(func() {
		<-started
		s.cmd.Process.Signal(syscall.SIGINT)
		s.waitForSignal()
		s.cmd.Process.Signal(syscall.SIGINT)
		s.waitForEnd(t)
	}))
	s = startSubmit(t, e, interruption{})
	close(started)
	s.waitForEnd(t)
	if code := s.cmd.ProcessState.ExitCode(); code != -1 || !strings.Contains(s.shown(), "stopping after CreateUserPool; press ctrl+c again to stop now") {
		t.Errorf("exit code %d\n%s", code, s.shown())
	}
}

// If no file can be written, nothing is sent, except with --no-receipt.
func TestFullDiskProcess(t *testing.T) {
	isolateEnvironment(t)
	program, err := exec.LookPath("poolsmith")
	if err != nil {
		t.Fatal(err)
	}
	for flag, want := range map[string]int{"--yes": exit.Usage, "--no-receipt": exit.OK} {
		e := newEndpoint(t, nil)
		c := exec.Command("sh", "-c", `ulimit -f 0; exec "$0" "$@"`, program, "submit", "-i", writeTemp(t, "pool.json", twoCalls), "--yes", flag, "--endpoint-url", e.URL)
		var out, errs bytes.Buffer
		c.Stdout, c.Stderr = &out, &errs
		c.Run()
		e.check(t, outcome{c.ProcessState.ExitCode(), out.String(), errs.String()}, want)
		if said := strings.Contains(errs.String(), "error: the receipt cannot be written: file too large"); said != (want == exit.Usage) || (e.created == 0) != said {
			t.Errorf("%d pools: %s", e.created, errs.String())
		}
		if left, _ := os.ReadDir(os.Getenv("XDG_STATE_HOME") + "/poolsmith/receipts"); len(left) != 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}
