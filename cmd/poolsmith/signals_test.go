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
)

// A request to end is heeded at each moment, in the program itself: what is
// under way is finished, nothing else is begun, and what exists is told.
func TestSignals(t *testing.T) {
	aloneInTheWorld(t)
	busy := fault{kind: refuse, code: "TooManyRequestsException"}
	moments := map[string]struct {
		operation string // at which the signal comes
		faults    map[string]fault
		args      []string
		want      int
		pools     int
		says      string
	}{
		"before the first call":                          {"ListUserPools", nil, nil, exitAborted, 0, "error: aborted"},
		"in the first call":                              {"CreateUserPool", nil, nil, exitAborted, 1, "error: interrupted before SetUserPoolMfaConfig"},
		"waiting for another attempt of the first call":  {"CreateUserPool", map[string]fault{"CreateUserPool": busy}, nil, exitAborted, 0, "error: interrupted before attempt 2 of CreateUserPool"},
		"in the second call":                             {"SetUserPoolMfaConfig", nil, nil, exitAborted, 1, "error: interrupted, but the pool eu-west-1_Pool1 was complete by then"},
		"waiting for another attempt of the second call": {"SetUserPoolMfaConfig", map[string]fault{"SetUserPoolMfaConfig": busy}, nil, exitAborted, 1, "error: interrupted before attempt 2 of SetUserPoolMfaConfig"},
		"in the first call, to be deleted":               {"CreateUserPool", nil, []string{"--on-failure", "delete"}, exitAborted, 0, "the pool eu-west-1_Pool1 was deleted"},
		"in the deletion":                                {"DeleteUserPool", map[string]fault{"SetUserPoolMfaConfig": {kind: refuse, code: "InvalidParameterException"}}, []string{"--on-failure", "delete"}, exitRefused, 0, "the pool eu-west-1_Pool1 was deleted"},
	}
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		for name, m := range moments {
			t.Run(sig.String()+"/"+name, func(t *testing.T) {
				t.Parallel()
				faults := map[string]fault{}
				for operation, f := range m.faults {
					faults[operation] = f
				}
				e := newEndpoint(t, faults)
				o := submitWith(t, e, m.operation, m.args, func(p *os.Process) {
					p.Signal(sig)
					time.Sleep(heeded)
				})
				if len(e.pools) != m.pools || !strings.Contains(o.err, m.says) {
					t.Errorf("%d pools, want %d and %q\n%s", len(e.pools), m.pools, m.says, o.err)
				}
				if m.says == "error: interrupted, but the pool eu-west-1_Pool1 was complete by then" {
					if !e.pools[0].complete || !strings.HasPrefix(o.out, "eu-west-1_Pool1\n") || o.code != m.want {
						t.Errorf("%+v", o)
					}
					return
				}
				e.check(t, o, m.want)
			})
		}
	}
}

// The second signal ends the program at once, and it says so before.
func TestSecondSignal(t *testing.T) {
	aloneInTheWorld(t)
	e := newEndpoint(t, nil)
	o := submitWith(t, e, "CreateUserPool", nil, func(p *os.Process) {
		for range 2 {
			p.Signal(syscall.SIGINT)
			time.Sleep(heeded)
		}
	})
	if o.code != -1 || !strings.Contains(o.err, "stopping once CreateUserPool is answered; another ctrl+c ends at once") {
		t.Errorf("%+v", o)
	}
}

// A disk that takes nothing costs the receipt, and not the pool.
func TestFullDiskForReal(t *testing.T) {
	aloneInTheWorld(t)
	e := newEndpoint(t, nil)
	program, err := exec.LookPath("poolsmith")
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command("sh", "-c", `ulimit -f 0; exec "$0" "$@"`, program, "submit", "-i", writeTemp(t, "pool.json", twoCalls), "--yes", "--endpoint-url", e.URL)
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	c.Run()
	e.check(t, outcome{c.ProcessState.ExitCode(), out.String(), errs.String()}, exitFine)
	if strings.Count(errs.String(), "warning: the receipt cannot be kept: ") != 1 {
		t.Error(errs.String())
	}
	if left, _ := os.ReadDir(os.Getenv("XDG_STATE_HOME") + "/poolsmith/receipts"); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// heeded is how long the endpoint gives the program to heed a signal, before
// it answers.
const heeded = 200 * time.Millisecond

// submitWith runs the program, and calls interfere before its first call of an
// operation is carried out.
func submitWith(t *testing.T, e *endpoint, operation string, args []string, interfere func(*os.Process)) outcome {
	t.Helper()
	program, err := exec.LookPath("poolsmith")
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	c := exec.Command(program, append([]string{"submit", "-i", writeTemp(t, "pool.json", twoCalls), "--yes", "--endpoint-url", e.URL}, args...)...)
	c.Stdout, c.Stderr = &out, &errs
	begun := make(chan struct{})
	e.holdAt(operation, sync.OnceFunc(func() {
		<-begun
		interfere(c.Process)
	}))
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	close(begun)
	late := time.AfterFunc(30*time.Second, func() { c.Process.Kill() }) // it must not hang
	defer late.Stop()
	c.Wait()
	return outcome{c.ProcessState.ExitCode(), out.String(), errs.String()}
}
