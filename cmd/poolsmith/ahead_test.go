//go:build unix

package main

import (
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
)

// At a real terminal, what was typed during a call does not answer the question how
// to go on.
func TestTypedAheadAtATerminal(t *testing.T) {
	isolateEnvironment(t)
	e := newEndpoint(t, map[string]fault{"SetUserPoolMfaConfig": {kind: reject, code: "InvalidParameterException"}})
	typed := make(chan struct{})
	e.holdAt("SetUserPoolMfaConfig", func() { <-typed })
	term := newTestHome(t, programPath(t)).opens(t, "submit", "-i", writeTemp(t, "pool.json", unprotected), "--endpoint-url", e.URL)
	term.sees("Create the pool in")
	term.types("y\n")
	term.sees("✓ CreateUserPool")
	term.types("delete\ndelete\n\n")
	eventually(t, "an echo of what was typed", func() bool { return strings.Count(term.output(), "delete\r\n") >= 2 })
	close(typed)
	term.sees("Answer retry, delete or keep [keep]:")
	term.types("keep\n")
	term.exits(exit.Rejected)
	if len(e.pools) != 1 || !strings.Contains(term.output(), "hint: delete it with: ") {
		t.Errorf("the pool was deleted unread:\n%s", term.text())
	}
}

// The wizard and the accessible mode begin with an interrupted submission.
func TestUnfinishedIsOffered(t *testing.T) {
	isolateEnvironment(t)
	prepare := func(t *testing.T) (*endpoint, *testHome) {
		e := newEndpoint(t, nil)
		e.pools = []*servedPool{{id: "eu-west-1_Pool1", name: "shop", at: time.Now(), settings: settingsOf(t, twoCalls), complete: true}}
		d := newTestHome(t, programPath(t))
		interruptedReceipt(t, d.receipts(), e.URL, nil)
		return e, d
	}
	t.Run("wizard", func(t *testing.T) {
		_, d := prepare(t)
		term := d.opens(t)
		term.sees("Unfinished submission", "unknown whether", "y: check · n: not now")
		term.press("n")
		term.sees("y: forget it · n: keep reporting it")
		term.press("n")
		term.sees("What do you want to start from?")
		leave(term)
		term = d.opens(t)
		term.sees("Unfinished submission", "y: check · n: not now")
		term.press("y")
		term.sees("Is eu-west-1_Pool1 the pool of this submission?")
		term.press("y")
		term.sees("✓ The pool eu-west-1_Pool1 exists and is complete", "any key: back")
		term.press("enter")
		term.sees("What do you want to start from?")
		leave(term)
		if r := onlyReceipt(t, d.receipts()); r.Outcome != state.Adopted || r.PoolID != "eu-west-1_Pool1" {
			t.Errorf("%s, pool %q", r.Outcome, r.PoolID)
		}
		term = d.opens(t)
		term.sees("What do you want to start from?")
	})
	t.Run("accessible", func(t *testing.T) {
		_, d := prepare(t)
		term := d.opens(t, "--accessible", "--preset", "defaults")
		term.sees("is unfinished: it is", "Check the outcome now? yes: check; no: not now.")
		term.types("leave\r") // at once, without another question
		term.exits(exit.OK)
		if strings.Contains(term.output(), "Forget it") {
			t.Errorf("a question after leave:\n%s", term.output())
		}
		term = d.opens(t, "--accessible", "--preset", "defaults")
		term.sees("Check the outcome now?")
		term.types("yes\r")
		term.sees("Is eu-west-1_Pool1 the pool of this submission?")
		term.types("yes\r")
		term.sees("The pool eu-west-1_Pool1 exists and is complete", "Now: my-user-pool")
		term.types("leave\r")
		term.exits(exit.OK)
		if r := onlyReceipt(t, d.receipts()); r.Outcome != state.Adopted {
			t.Error(r.Outcome)
		}
	})
	// Answers from a file are for the questions about the pool: they give the same
	// draft with and without an unfinished submission.
	t.Run("piped", func(t *testing.T) {
		_, d := prepare(t)
		c := exec.Command(d.program, "--accessible", "--preset", "defaults")
		var errs strings.Builder
		c.Env, c.Stdin, c.Stderr = d.environment(), strings.NewReader("shop\nreview\ndone\n"), &errs
		out, _ := c.Output()
		command := "check with: poolsmith submit --check-receipt " + receiptNames(t, d.receipts())[0] + "\n"
		if c.ProcessState.ExitCode() != exit.OK || !strings.Contains(string(out), `"PoolName": "shop"`) || !strings.Contains(errs.String(), command) {
			t.Errorf("exit code %d\n%s%s", c.ProcessState.ExitCode(), out, errs.String())
		}
		if r := onlyReceipt(t, d.receipts()); r.Outcome != state.InProgress {
			t.Error(r.Outcome)
		}
	})
}

// A signal at a question ends the program on a new line, without a message about
// a call.
func TestSignalAtAQuestion(t *testing.T) {
	program := programPath(t)
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT} {
		t.Run(sig.String(), func(t *testing.T) {
			term := newTestHome(t, program).opens(t, "--accessible", "--preset", "defaults", "--offline")
			term.sees("Now: my-user-pool", "Answer:")
			term.signal(sig)
			term.exits(exit.Interrupted)
			if shown := term.output(); strings.Contains(shown, "stopping") || !strings.HasSuffix(shown, "Answer: \r\nerror: aborted\r\n") {
				t.Errorf("%q", shown)
			}
		})
	}
}
