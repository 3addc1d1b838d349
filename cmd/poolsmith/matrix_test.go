//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// The program is interrupted with each face, at each call and in each way. There is
// at most one new pool, foreign pools are not changed, and the receipt is correct.
func TestInterruptions(t *testing.T) {
	isolateEnvironment(t)
	// A test that runs with nohup ignores the hangup, and so would the program.
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	t.Cleanup(func() { signal.Stop(hangups) })
	ways := map[string]func(*testProcess){
		"SIGKILL":        func(s *testProcess) { s.cmd.Process.Kill() },
		"closed streams": func(s *testProcess) { s.closeStreams() },
	}
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT} {
		ways[sig.String()] = func(s *testProcess) {
			s.cmd.Process.Signal(sig)
			s.waitForSignal()
		}
	}
	for face, start := range map[string]func(*testing.T, *endpoint, interruption) *testProcess{"submit": startSubmit, "accessible": startAccessible, "wizard": startWizard} {
		for _, m := range interruptions {
			for way, end := range ways {
				t.Run(face+"/"+m.name+"/"+way, func(t *testing.T) {
					t.Parallel()
					m.run(t, face, way, start, end)
				})
			}
		}
	}
}

// interruption is an interruption during a call of operation.
type interruption struct {
	name, operation string
	deletes         bool // the second call is rejected, and the pool deleted
	// The outcomes if the program stops at a signal, and if it continues or is
	// killed.
	stopped, finished state.Outcome
}

var interruptions = []interruption{
	{"before the first call", "ListUserPools", false, "", state.Created},
	{"in CreateUserPool", "CreateUserPool", false, state.Incomplete, state.Created},
	{"in the second call", "SetUserPoolMfaConfig", false, state.Created, state.Created},
	{"in the deletion", "DeleteUserPool", true, state.Deleted, state.Deleted},
}

func (m interruption) run(t *testing.T, face, way string, start func(*testing.T, *endpoint, interruption) *testProcess, end func(*testProcess)) {
	faults := map[string]fault{}
	if m.deletes {
		faults["SetUserPoolMfaConfig"] = fault{kind: reject, code: "InvalidParameterException"}
	}
	e := newEndpoint(t, faults)
	e.pools = []*servedPool{{id: "eu-west-1_Other", name: "shop", at: time.Now(), foreign: true}}
	var s *testProcess
	started := make(chan struct{})
	e.holdAt(m.operation, sync.OnceFunc(func() {
		<-started
		end(s)
		if way == "SIGKILL" {
			<-s.dead
		}
	}))
	s = start(t, e, m)
	close(started)
	s.drive()
	s.waitForEnd(t)
	e.checkForeignPools(t)
	got, want := s.cmd.ProcessState.ExitCode(), m.exitCodes(face, way)
	if !slices.Contains(want, got) {
		t.Errorf("exit code %d, want %d", got, want)
	}
	m.checkReceipt(t, e, s, face, way)
	if t.Failed() {
		t.Logf("calls %v\n%s", e.calls, s.shown())
	}
}

// exitCodes returns the possible exit codes. A closed standard output is an error.
// For the wizard it is the terminal, whose end is a hangup, which can arrive after
// the submission.
func (m interruption) exitCodes(face, way string) []int {
	unwritten := exit.Usage
	if m.deletes && face != "accessible" {
		unwritten = exit.Rejected // there is nothing to print
	}
	switch {
	case way == "SIGKILL":
		return []int{-1}
	case way != "closed streams":
		return []int{exit.Interrupted}
	case face == "wizard":
		return []int{exit.Interrupted, unwritten}
	default:
		return []int{unwritten}
	}
}

func (m interruption) checkReceipt(t *testing.T, e *endpoint, s *testProcess, face, way string) {
	t.Helper()
	receipts := receiptsIn(t, s.receipts)
	if len(receipts) == 0 {
		if m.operation != "ListUserPools" || e.created > 0 {
			t.Error("no receipt")
		}
		return
	}
	r := onlyReceipt(t, s.receipts)
	e.compareReceipt(t, r)
	want := []state.Outcome{m.stopped}
	switch {
	case way == "SIGKILL" && m.deletes:
		want = []state.Outcome{state.Deleting}
	case way == "SIGKILL":
		want = []state.Outcome{state.InProgress}
	case way == "closed streams" && face == "wizard": // the hangup may come late
		want = []state.Outcome{m.stopped, m.finished}
	case way == "closed streams":
		want = []state.Outcome{m.finished}
	}
	if !slices.Contains(want, r.Outcome) {
		t.Errorf("outcome %q, want one of %q", r.Outcome, want)
	}
	left, _ := filepath.Glob(filepath.Join(s.receipts, "*.open"))
	if (len(left) == 0) != r.Outcome.Final() {
		t.Errorf("outcome %q, and reported as unfinished: %q", r.Outcome, left)
	}
	if way == "SIGKILL" {
		m.look(t, e, s)
	}
}

// look checks the outcome of a submission whose process was killed.
func (m interruption) look(t *testing.T, e *endpoint, s *testProcess) {
	t.Helper()
	c := exec.Command(s.cmd.Path, "submit", "--check-receipt", receiptNames(t, s.receipts)[0])
	c.Env = s.cmd.Env
	var errs bytes.Buffer
	c.Stderr = &errs
	out, _ := c.Output()
	found := map[string]string{"CreateUserPool": "unknown eu-west-1_Pool1\n", "SetUserPoolMfaConfig": "created eu-west-1_Pool1\n", "DeleteUserPool": "deleted eu-west-1_Pool1\n"}
	code := exit.OK
	if m.operation == "CreateUserPool" {
		code = exit.Rejected
	}
	if got := c.ProcessState.ExitCode(); got != code || string(out) != found[m.operation] {
		t.Errorf("a look: exit code %d, want %d; %q, want %q\n%s", got, code, out, found[m.operation], errs.String())
	}
	e.compareReceipt(t, onlyReceipt(t, s.receipts))
	e.checkForeignPools(t)
	if n := e.count("CreateUserPool"); n != 1 {
		t.Errorf("CreateUserPool was called %d times", n)
	}
}

// testProcess is a process of the program.
type testProcess struct {
	cmd          *exec.Cmd
	receipts     string
	shown        func() string
	closeStreams func() // closes what it writes to
	drive        func() // does what its user does, up to the moment
	dead         chan struct{}
}

// waitForEnd waits until the program has ended.
func (s *testProcess) waitForEnd(t *testing.T) {
	t.Helper()
	select {
	case <-s.dead:
	case <-time.After(waitTimeout):
		t.Errorf("the program goes on:\n%s", s.shown())
		s.cmd.Process.Kill()
		<-s.dead
	}
}

// waitForSignal waits until the program has handled a signal: it reports that, or
// ends.
func (s *testProcess) waitForSignal() {
	for deadline := time.Now().Add(waitTimeout); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		select {
		case <-s.dead:
			return
		default:
			if strings.Contains(s.shown(), "stopping") {
				return
			}
		}
	}
}

func programPath(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("poolsmith")
	if err != nil {
		t.Fatal(err)
	}
	return program
}

func startSubmit(t *testing.T, e *endpoint, m interruption) *testProcess {
	args := []string{"submit", "-i", writeTemp(t, "pool.json", twoCalls), "--yes", "--endpoint-url", e.URL}
	if m.deletes {
		args = append(args, "--on-failure", "delete")
	}
	return startPiped(t, "", args...)
}

func startAccessible(t *testing.T, e *endpoint, m interruption) *testProcess {
	answers := "review\nsubmit\nyes\ndone\n"
	if m.deletes {
		answers = "review\nsubmit\nyes\ndelete\nshop\ndone\n"
	}
	return startPiped(t, answers, "--accessible", "--from", writeTemp(t, "pool.json", twoCalls), "--endpoint-url", e.URL)
}

// startPiped starts the program with pipes for its streams.
func startPiped(t *testing.T, input string, args ...string) *testProcess {
	t.Helper()
	d := newTestHome(t, programPath(t))
	c := exec.Command(d.program, args...)
	c.Env, c.Stdin = d.environment(), strings.NewReader(input)
	var mu sync.Mutex
	var shown bytes.Buffer
	var ends, writers []*os.File
	var reading sync.WaitGroup
	for _, stream := range []*io.Writer{&c.Stdout, &c.Stderr} {
		reader, writer, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		*stream = writer
		ends, writers = append(ends, reader), append(writers, writer)
		reading.Go(func() {
			buffer := make([]byte, 4096)
			for {
				n, err := reader.Read(buffer)
				mu.Lock()
				shown.Write(buffer[:n])
				mu.Unlock()
				if err != nil {
					return
				}
			}
		})
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	s := &testProcess{cmd: c, receipts: d.receipts(), dead: make(chan struct{}), drive: func() {}}
	s.shown = func() string {
		mu.Lock()
		defer mu.Unlock()
		return shown.String()
	}
	s.closeStreams = func() {
		for _, end := range ends {
			end.Close()
		}
		for _, writer := range writers {
			waitUntilUnread(t, writer)
		}
	}
	go func() {
		c.Wait()
		close(s.dead)
	}()
	t.Cleanup(func() {
		c.Process.Kill()
		<-s.dead
		s.closeStreams()
		reading.Wait()
		for _, writer := range writers {
			writer.Close()
		}
	})
	return s
}

// waitUntilUnread waits until writing to a pipe fails, whose reading end this
// process has closed. A process that another test starts at that time has a copy of
// the reading end until it executes its program.
func waitUntilUnread(t *testing.T, writer *os.File) {
	t.Helper()
	raw, err := writer.SyscallConn()
	if err != nil {
		t.Error(err)
		return
	}
	for deadline := time.Now().Add(waitTimeout); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		var unread bool
		err := raw.Control(func(fd uintptr) {
			state := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLOUT}}
			n, err := unix.Poll(state, 0)
			unread = err == nil && n > 0 && state[0].Revents&(unix.POLLERR|unix.POLLHUP) != 0
		})
		if unread || errors.Is(err, os.ErrClosed) {
			return
		}
	}
	t.Error("the pipe still has a reader")
}

func startWizard(t *testing.T, e *endpoint, m interruption) *testProcess {
	d := newTestHome(t, programPath(t))
	// When its context ends, Bubble Tea closes its input while it reads it, which
	// the race detector reports with its own exit code.
	d.env = []string{"GORACE=exitcode=0"}
	term := d.opens(t, "--from", writeTemp(t, "pool.json", twoCalls), "--endpoint-url", e.URL)
	s := &testProcess{cmd: term.cmd, receipts: d.receipts(), shown: term.output, closeStreams: func() { term.pty.Close() }, dead: make(chan struct{})}
	s.drive = func() {
		term.sees("▸ 1 Basics")
		term.press("ctrl+r")
		term.sees("Review")
		term.press("s")
		if m.operation != "ListUserPools" {
			term.sees("y: create it")
			term.press("y")
		}
		if m.deletes {
			term.sees("> Retry")
			term.press("down")
			term.sees("> Delete")
			term.press("enter")
			term.sees("Type shop and press enter")
			term.types("shop")
			term.sees("name shop")
			term.press("enter")
		}
	}
	go func() {
		term.cmd.Wait()
		close(s.dead)
	}()
	t.Cleanup(func() {
		term.cmd.Process.Kill()
		<-s.dead
	})
	return s
}

func (d *testHome) receipts() string { return filepath.Join(d.home, "state", "poolsmith", "receipts") }

// A CreateUserPool without a response, together with everything that makes it hard
// to find out its outcome, with each face.
func TestLostResponses(t *testing.T) {
	isolateEnvironment(t)
	denied := fault{kind: reject, code: "AccessDeniedException"}
	losses := map[string]fault{"500 before": {kind: crash, times: 1}, "500 after": {kind: errorAfter, times: 1}, "reset before": {kind: resetBefore}, "reset after": {kind: resetAfter}, "garbled": {kind: malformedResponse}}
	circumstances := map[string]struct {
		faults   map[string]fault
		ahead    time.Duration
		onCreate string // the settings of a pool that somebody else makes
	}{
		"nothing else":               {},
		"lists denied":               {faults: map[string]fault{"ListUserPools": denied}},
		"descriptions denied":        {faults: map[string]fault{"DescribeUserPool": denied}},
		"clock ahead":                {ahead: 90 * time.Second},
		"clock behind":               {ahead: -90 * time.Second},
		"an equal pool meanwhile":    {onCreate: twoCalls},
		"another pool meanwhile":     {onCreate: unprotected},
		"an equal pool, clock ahead": {onCreate: twoCalls, ahead: 90 * time.Second},
		"second call refused":        {faults: map[string]fault{"SetUserPoolMfaConfig": {kind: reject, code: "InvalidParameterException"}}},
	}
	for face, submit := range faceRuns {
		for loss, f := range losses {
			for name, c := range circumstances {
				t.Run(face+"/"+loss+"/"+name, func(t *testing.T) {
					t.Parallel()
					faults := map[string]fault{"CreateUserPool": f}
					for operation, f := range c.faults {
						faults[operation] = f
					}
					e := newEndpoint(t, faults)
					e.ahead = c.ahead
					e.pools = []*servedPool{{id: "eu-west-1_Before", name: "shop", at: time.Now().Add(c.ahead), foreign: true, settings: settingsOf(t, twoCalls)}}
					if c.onCreate != "" {
						e.onCreate = sync.OnceFunc(func() {
							e.pools = append(e.pools, &servedPool{id: "eu-west-1_Meanwhile", name: "shop", at: time.Now().Add(c.ahead), foreign: true, settings: settingsOf(t, c.onCreate)})
						})
					}
					folder := t.TempDir()
					code, shown := submit(t, e, folder, f)
					e.checkForeignPools(t)
					if t.Failed() || len(receiptsIn(t, folder)) != 1 {
						t.Fatalf("exit code %d\n%s", code, shown)
					}
					r := onlyReceipt(t, folder)
					e.compareReceipt(t, r)
					want := exit.Rejected
					if r.Outcome == state.Created || r.Outcome == state.Adopted {
						want = exit.OK
					}
					if code != want {
						t.Errorf("exit code %d, want %d", code, want)
					}
					if r.Outcome == state.InProgress || r.Outcome == state.Deleting {
						t.Errorf("outcome %q", r.Outcome)
					}
					if n := e.count("CreateUserPool"); n > 1 && loss != "500 before" {
						t.Errorf("CreateUserPool was called %d times", n)
					}
					if t.Failed() {
						t.Logf("%s: calls %v\n%s", r.Outcome, e.calls, shown)
					}
				})
			}
		}
	}
}

// faceRuns submit with each face. They confirm only pools that the endpoint created
// for the submission.
var faceRuns = map[string]func(t *testing.T, e *endpoint, folder string, f fault) (code int, shown string){
	"submit": func(t *testing.T, e *endpoint, folder string, f fault) (int, string) {
		o := submitTo(t, e.URL, f, func(o *submitOptions) { o.folder = folder })
		return o.code, o.err
	},
	"submit that deletes": func(t *testing.T, e *endpoint, folder string, f fault) (int, string) {
		o := submitTo(t, e.URL, f, func(o *submitOptions) { o.folder, o.OnFailure = folder, "delete" })
		return o.code, o.err
	},
	"submit at a terminal": func(t *testing.T, e *endpoint, folder string, f fault) (int, string) {
		o := submitOptions{Input: writeTemp(t, "pool.json", twoCalls), Output: "text", Permissions: "print", folder: folder}
		o.EndpointURL, o.Timing = e.URL, timing(f)
		answerer := &answerer{answers: map[string]string{"Create ": "y", "Use eu-west-1_Pool1": "y", "How do you want to go on?": "delete", "Delete it?": "shop"}}
		s := streams{In: answerer, Out: io.Discard, Err: answerer, InTTY: true, ErrTTY: true}
		return s.report(runSubmit(t.Context(), s, o)), answerer.whole.String()
	},
	"accessible": func(t *testing.T, e *endpoint, folder string, f fault) (int, string) {
		return submitAccessible(t, e, folder, f, "review\nsubmit\nyes\nno\nkeep\ndone\n")
	},
	"wizard": func(t *testing.T, e *endpoint, folder string, f fault) (int, string) {
		l := &submissions{folder: folder}
		o := cognito.Options{EndpointURL: e.URL, Timing: timing(f)}
		talk := &scriptedTalk{}
		draft, err := model.Read("pool.json", []byte(twoCalls))
		if err != nil {
			t.Fatal(err)
		}
		result := l.destination(o, false)(tui.Place{}, draft.Pool)(t.Context(), talk)
		var errs bytes.Buffer
		code := streams{Out: io.Discard, Err: &errs}.report(l.report(streams{Out: io.Discard, Err: &errs}))
		if result.Verified() != (code == exit.OK) {
			t.Errorf("exit code %d, and the draft is removed: %v", code, result.Verified())
		}
		return code, errs.String()
	},
}

func submitAccessible(t *testing.T, e *endpoint, folder string, f fault, answers string) (int, string) {
	t.Helper()
	var errs bytes.Buffer
	s := streams{In: strings.NewReader(answers), Out: io.Discard, Err: &errs}
	draft, err := model.Read("pool.json", []byte(twoCalls))
	if err != nil {
		t.Fatal(err)
	}
	l := &submissions{folder: folder}
	var o wizardOptions
	o.EndpointURL, o.Timing = e.URL, timing(f)
	dropped := false
	tuiOptions := newWizardOptions(s, o, draft.Pool, watchedDrafts{dropped: &dropped}, l)
	code := s.report(runAccessible(t.Context(), s, tuiOptions, l))
	if dropped != (code == exit.OK) {
		t.Errorf("exit code %d, and the draft is removed: %v", code, dropped)
	}
	return code, errs.String()
}

// scriptedTalk confirms the creation of a pool, the pool that the endpoint created,
// and the deletion of an incomplete pool.
type scriptedTalk struct{}

func (*scriptedTalk) Say(tui.Tone, string) {}
func (*scriptedTalk) Call(tui.CallState)   {}
func (*scriptedTalk) Set(string, string)   {}
func (*scriptedTalk) Ask(_ context.Context, q tui.Question) (tui.Answer, error) {
	switch q.Topic {
	case tui.ToCreate, tui.ToDelete:
		return tui.Answer{Yes: true}, nil
	case tui.ToGoOn:
		return tui.Answer{Choice: goOnDelete}, nil
	case tui.ToUse:
		return tui.Answer{Yes: strings.Contains(q.Text, "eu-west-1_Pool1")}, nil
	}
	return tui.Answer{}, fmt.Errorf("an unexpected question: %s", q.Text)
}
