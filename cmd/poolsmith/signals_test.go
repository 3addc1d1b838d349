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
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
)

// The second signal ends the program immediately, as announced.
func TestSecondSignal(t *testing.T) {
	isolateEnvironment(t)
	e := newEndpoint(t, nil)
	o := submitWith(t, e, "CreateUserPool", nil, func(p *os.Process) {
		for range 2 {
			p.Signal(syscall.SIGINT)
			time.Sleep(signalDelay)
		}
	})
	if o.code != -1 || !strings.Contains(o.err, "stopping after CreateUserPool; press ctrl+c again to stop now") {
		t.Errorf("%+v", o)
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

// signalDelay is how long the endpoint waits for the program to handle a signal
// before it responds.
const signalDelay = 200 * time.Millisecond

// submitWith runs the program, and calls interfere before its first call of an
// operation is executed.
func submitWith(t *testing.T, e *endpoint, operation string, args []string, interfere func(*os.Process)) outcome {
	t.Helper()
	program, err := exec.LookPath("poolsmith")
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	c := exec.Command(program, append([]string{"submit", "-i", writeTemp(t, "pool.json", twoCalls), "--yes", "--endpoint-url", e.URL}, args...)...)
	c.Stdout, c.Stderr = &out, &errs
	started := make(chan struct{})
	e.holdAt(operation, sync.OnceFunc(func() {
		<-started
		interfere(c.Process)
	}))
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	close(started)
	late := time.AfterFunc(30*time.Second, func() { c.Process.Kill() }) // it must not hang
	defer late.Stop()
	c.Wait()
	return outcome{c.ProcessState.ExitCode(), out.String(), errs.String()}
}
