//go:build unix

package main

import (
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// TestLoads runs the built program under loads that nobody means, but that
// happen.
func TestLoads(t *testing.T) {
	e2e(t, "go")
	program := buildProgram(t)
	for name, tell := range map[string]func(*testing.T, *desk){
		"a long paste that is not marked":         unmarkedPaste,
		"a huge window":                           hugeWindow,
		"a terminal that is not read":             unreadTerminal,
		"a submit on a terminal that is not read": unreadSubmit,
		"input without line breaks":               endlessAnswers,
	} {
		t.Run(name, func(t *testing.T) { tell(t, newDesk(t, program)) })
	}
}

// maxMemory is the most that the program may hold, in bytes.
const maxMemory = 200 << 20

func (term *terminal) heldLittle() { heldLittle(term.t, term.cmd.ProcessState) }

func heldLittle(t *testing.T, state *os.ProcessState) {
	t.Helper()
	peak := int64(state.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS != "darwin" {
		peak <<= 10 // elsewhere it is in KB
	}
	if peak > maxMemory {
		t.Errorf("the program held %d MB", peak>>20)
	}
	t.Logf("held %d MB", peak>>20)
}

func unmarkedPaste(t *testing.T, d *desk) {
	term := d.opens(t)
	term.picks("Blank")
	term.press("ctrl+f")
	term.types("invitation email message")
	term.sees("> Invitation email message")
	term.press("enter")
	term.sees(field("Invitation email message"))
	text := "{username} {####} " + strings.Repeat("0123456789abcdef", 1000)
	begun := time.Now()
	term.types(text)
	eventually(t, "all of the paste", func() bool { return strings.Contains(strings.Join(d.drafts(t), ""), `"`+text+`"`) })
	t.Logf("%d characters in %v", len(text), time.Since(begun))
	leave(term)
	term.heldLittle()
}

func hugeWindow(t *testing.T, d *desk) {
	huge := &pty.Winsize{Cols: 10_000, Rows: 10_000}
	term := d.opensIn(t, 500, 200, huge, "--preset", "staff-mfa")
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
	term.heldLittle()
}

// stopsReading leaves what the program writes where it is, and has it write
// more than fits there.
func (term *terminal) stopsReading(keys ...string) {
	term.t.Helper()
	term.reading.Lock()
	term.t.Cleanup(term.reading.Unlock)
	for range 200 {
		term.press(keys...)
		time.Sleep(20 * time.Millisecond) // a frame, so that each is drawn
	}
}

// ends waits for the program to end while nobody reads.
func (term *terminal) ends(code int) {
	term.t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		term.cmd.Wait()
	}()
	select {
	case <-done:
	case <-time.After(patience):
		term.t.Fatal("the program goes on")
	}
	if got := term.cmd.ProcessState.ExitCode(); got != code {
		term.t.Errorf("exit code %d, want %d", got, code)
	}
}

func unreadTerminal(t *testing.T, d *desk) {
	term := d.opensAt(t, 200, 60)
	term.picks("Blank")
	term.types("shop")
	term.sees("> shop")
	term.stopsReading("ctrl+n", "ctrl+p", "ctrl+r", "esc")
	term.signal(syscall.SIGTERM)
	term.ends(exitAborted)
	if drafts := strings.Join(d.drafts(t), ""); !strings.Contains(drafts, `"shop"`) {
		t.Errorf("the draft is %q", drafts)
	}
}

// A submit that waits for an answer ends although its question cannot be shown.
func unreadSubmit(t *testing.T, d *desk) {
	file := writeTemp(t, "pool.json", `{"PoolName": "shop", "AdminCreateUserConfig": {"InviteMessageTemplate": {"EmailMessage": "{username} {####}`+strings.Repeat("x", 19000)+`"}}}`)
	term := d.opensIn(t, 80, 24, &pty.Winsize{Cols: 80, Rows: 24}, "submit", "-i", file, "--endpoint-url", service(t))
	term.reading.Lock()
	t.Cleanup(term.reading.Unlock)
	time.Sleep(500 * time.Millisecond) // it writes until nothing more fits
	term.signal(syscall.SIGTERM)
	term.ends(exitAborted)
}

func endlessAnswers(t *testing.T, d *desk) {
	zero, err := os.Open("/dev/zero")
	if err != nil {
		t.Fatal(err)
	}
	defer zero.Close()
	cmd := exec.Command(d.program, "--accessible")
	cmd.Env, cmd.Stdin = d.environment(), zero
	var said strings.Builder
	cmd.Stderr = &said
	err = cmd.Run()
	if cmd.ProcessState.ExitCode() != exitUsage || !strings.Contains(said.String(), "no line breaks") {
		t.Errorf("%v: %s", err, said.String())
	}
	heldLittle(t, cmd.ProcessState)
}
