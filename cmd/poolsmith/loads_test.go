//go:build linux

package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
)

// TestHighLoad runs the built program with excessive input and blocked terminals.
func TestHighLoad(t *testing.T) {
	e2e(t, "go")
	program := buildProgram(t)
	for name, tell := range map[string]func(*testing.T, *testHome){
		"a long paste that is not marked":         unmarkedPaste,
		"a huge window":                           hugeWindow,
		"a terminal that is not read":             unreadTerminal,
		"a submit on a terminal that is not read": unreadSubmit,
		"input without line breaks":               endlessAnswers,
		"answers that do not end":                 endlessResponses,
	} {
		t.Run(name, func(t *testing.T) { tell(t, newTestHome(t, program)) })
	}
}

// maxMemory is the maximum memory of the program, in bytes.
const maxMemory = 200 << 20

// watchMemory reads the peak memory of a process until it ends. After that, the
// figure of the operating system would include the memory of the test that started
// it.
func watchMemory(t *testing.T, p *os.Process) (checkMemory func()) {
	t.Helper()
	var peak atomic.Int64
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.Pid))
			_, after, found := strings.Cut(string(status), "VmHWM:")
			if err != nil || !found {
				return
			}
			var kilobytes int64
			fmt.Sscan(after, &kilobytes)
			peak.Store(kilobytes << 10)
			time.Sleep(5 * time.Millisecond)
		}
	}()
	return func() {
		t.Helper()
		<-ended
		if held := peak.Load(); held == 0 || held > maxMemory {
			t.Errorf("the program held %d MB", held>>20)
		} else {
			t.Logf("held %d MB", held>>20)
		}
	}
}

func unmarkedPaste(t *testing.T, d *testHome) {
	term := d.opens(t)
	checkMemory := watchMemory(t, term.cmd.Process)
	term.picks("Blank")
	term.press("ctrl+f")
	term.types("invitation email message")
	term.sees("> Invitation email message")
	term.press("enter")
	term.sees(field("Invitation email message"))
	text := "{username} {####} " + strings.Repeat("0123456789abcdef", 1000)
	started := time.Now()
	term.types(text)
	eventually(t, "all of the paste", func() bool { return strings.Contains(strings.Join(d.drafts(t), ""), `"`+text+`"`) })
	t.Logf("%d characters in %v", len(text), time.Since(started))
	leave(term)
	checkMemory()
}

func hugeWindow(t *testing.T, d *testHome) {
	huge := &pty.Winsize{Cols: 10_000, Rows: 10_000}
	term := d.opensIn(t, 500, 200, huge, "--preset", "staff-mfa")
	checkMemory := watchMemory(t, term.cmd.Process)
	term.sees("▸ 1 Basics", "Pool name")
	term.press("ctrl+n")
	term.sees("▸ 2 Sign-in")
	term.resize(80, 24)
	term.sees("▸ 2 Sign-in")
	term.resizesTo(500, 200, huge)
	term.press("ctrl+r")
	term.sees("Review", "✓ ready")
	term.resize(80, 24)
	term.sees("Review", "✓ ready")
	leave(term)
	checkMemory()
}

// stopsReading stops reading the output of the program, and makes it write more
// than the terminal buffers.
func (term *terminal) stopsReading(keys ...string) {
	term.t.Helper()
	term.reading.Lock()
	term.t.Cleanup(term.reading.Unlock)
	for range 200 {
		term.press(keys...)
		time.Sleep(20 * time.Millisecond) // a frame, so that each is drawn
	}
}

// ends waits for the program to end without reading its output.
func (term *terminal) ends(code int) {
	term.t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		term.cmd.Wait()
	}()
	select {
	case <-done:
	case <-time.After(waitTimeout):
		term.t.Fatal("the program goes on")
	}
	if got := term.cmd.ProcessState.ExitCode(); got != code {
		term.t.Errorf("exit code %d, want %d", got, code)
	}
}

func unreadTerminal(t *testing.T, d *testHome) {
	term := d.opensAt(t, 200, 60)
	term.picks("Blank")
	term.types("shop")
	term.sees("> shop")
	term.stopsReading("ctrl+n", "ctrl+p", "ctrl+r", "esc")
	term.signal(syscall.SIGTERM)
	term.ends(exit.Interrupted)
	if drafts := strings.Join(d.drafts(t), ""); !strings.Contains(drafts, `"shop"`) {
		t.Errorf("the draft is %q", drafts)
	}
}

// A submit that waits for an answer ends even if its question cannot be shown.
func unreadSubmit(t *testing.T, d *testHome) {
	file := writeTemp(t, "pool.json", `{"PoolName": "shop", "AdminCreateUserConfig": {"InviteMessageTemplate": {"EmailMessage": "{username} {####}`+strings.Repeat("x", 19000)+`"}}}`)
	term := d.opensIn(t, 80, 24, &pty.Winsize{Cols: 80, Rows: 24}, "submit", "-i", file, "--endpoint-url", service(t))
	term.reading.Lock()
	t.Cleanup(term.reading.Unlock)
	eventually(t, "output", func() bool { return term.output() != "" || isReadable(t, term.pty) })
	time.Sleep(500 * time.Millisecond) // it writes until nothing more fits
	term.signal(syscall.SIGTERM)
	term.ends(exit.Interrupted)
}

// isReadable reports whether a file has something to read.
func isReadable(t *testing.T, file *os.File) (readable bool) {
	t.Helper()
	raw, err := file.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	raw.Control(func(fd uintptr) {
		state := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		n, err := unix.Poll(state, 0)
		readable = err == nil && n > 0
	})
	return readable
}

func endlessAnswers(t *testing.T, d *testHome) {
	zero, err := os.Open("/dev/zero")
	if err != nil {
		t.Fatal(err)
	}
	defer zero.Close()
	cmd := exec.Command(d.program, "--accessible")
	cmd.Env, cmd.Stdin = d.environment(), zero
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	checkMemory := watchMemory(t, cmd.Process)
	err = cmd.Wait()
	if cmd.ProcessState.ExitCode() != exit.Usage || !strings.Contains(said.String(), "no line break in its first") {
		t.Errorf("%v: %s", err, said.String())
	}
	checkMemory()
}

// endlessResponses is a service that responds to each call with up to 1 GB.
func endlessResponses(t *testing.T, d *testHome) {
	block := bytes.Repeat([]byte("{},"), 1<<18)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte(`{"UserPools": [`))
		for range 1 << 30 / len(block) {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	}))
	defer server.Close()
	cmd := exec.Command(d.program, "submit", "-i", writeTemp(t, "pool.json", twoCalls), "--yes", "--endpoint-url", server.URL)
	cmd.Env = d.environment()
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	checkMemory := watchMemory(t, cmd.Process)
	err := cmd.Wait()
	if cmd.ProcessState.ExitCode() != exit.Rejected || !strings.Contains(said.String(), "the response is larger than 1 MB") {
		t.Errorf("%v: %s", err, said.String())
	}
	checkMemory()
}
