//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
)

// waitTimeout is how long a test waits for the screen before it gives up. It is
// far more than the program needs, for machines that are busy.
const waitTimeout = 60 * time.Second

// buildProgram returns the released program, which the first test builds.
func buildProgram(t *testing.T) string {
	t.Helper()
	program, err := builtProgram()
	if err != nil {
		t.Fatal(err)
	}
	return program
}

var builtProgram = sync.OnceValues(func() (string, error) {
	program := filepath.Join(builtFolder(), "poolsmith")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return program, nil
})

// testHome is a user's home folder, without an AWS account, and the program.
type testHome struct {
	program string
	home    string
	env     []string // on top of the plain ones
}

func newTestHome(t *testing.T, program string) *testHome {
	return &testHome{program: program, home: t.TempDir()}
}

func (d *testHome) environment() []string {
	env := []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + d.home, "XDG_STATE_HOME=" + filepath.Join(d.home, "state"),
		"TERM=xterm-256color", "LANG=C.UTF-8", "TZ=UTC",
		"AWS_ACCESS_KEY_ID=AKIDTEST", "AWS_SECRET_ACCESS_KEY=SECRETTEST", "AWS_REGION=eu-west-1",
		"AWS_CONFIG_FILE=" + filepath.Join(d.home, "none"), "AWS_SHARED_CREDENTIALS_FILE=" + filepath.Join(d.home, "none"),
		"AWS_EC2_METADATA_DISABLED=true",
	}
	return append(env, d.env...)
}

// drafts returns the content of all drafts.
func (d *testHome) drafts(t *testing.T) []string {
	t.Helper()
	folder := filepath.Join(d.home, "state", "poolsmith", "drafts")
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	var drafts []string
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".json" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if errors.Is(err, fs.ErrNotExist) {
			continue // deleted meanwhile
		}
		if err != nil {
			t.Fatal(err)
		}
		drafts = append(drafts, string(data))
	}
	return drafts
}

// terminal is the program on a pseudo-terminal that draws its output and does not
// respond to queries.
type terminal struct {
	t       *testing.T
	cmd     *exec.Cmd
	pty     *os.File
	started time.Time

	mu      sync.Mutex
	screen  vt10x.Terminal
	raw     bytes.Buffer
	changed chan struct{} // closed and replaced whenever output came
	ended   chan struct{} // closed after the last output

	reading sync.Mutex // held by a test that stops reading
}

// opens starts the program in a window of 80 by 24.
func (d *testHome) opens(t *testing.T, args ...string) *terminal {
	t.Helper()
	return d.opensAt(t, 80, 24, args...)
}

func (d *testHome) opensAt(t *testing.T, width, height int, args ...string) *terminal {
	t.Helper()
	return d.opensIn(t, width, height, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)}, args...)
}

// opensIn draws on a screen of width by height in a window that may claim
// another size.
func (d *testHome) opensIn(t *testing.T, width, height int, claimed *pty.Winsize, args ...string) *terminal {
	t.Helper()
	cmd := exec.Command(d.program, args...)
	cmd.Dir, cmd.Env = d.home, d.environment()
	term := &terminal{
		t: t, cmd: cmd, started: time.Now(),
		screen:  vt10x.New(vt10x.WithSize(width, height)),
		changed: make(chan struct{}), ended: make(chan struct{}),
	}
	file, err := pty.StartWithSize(cmd, claimed)
	if err != nil {
		t.Fatal(err)
	}
	term.pty = file
	go term.read()
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		<-term.ended
		file.Close()
	})
	return term
}

// read draws what the program writes until it has ended.
func (term *terminal) read() {
	defer close(term.ended)
	buffer := make([]byte, 32<<10)
	var rest []byte // the beginning of a character that is not all here
	for {
		term.reading.Lock()
		//lint:ignore SA2001 a test has the lock while nothing must be read
		term.reading.Unlock()
		n, err := term.pty.Read(buffer)
		if n > 0 {
			rest = term.draw(append(rest, buffer[:n]...))
		}
		if err != nil {
			return // the other side is closed
		}
	}
}

func (term *terminal) draw(output []byte) (rest []byte) {
	term.mu.Lock()
	defer term.mu.Unlock()
	whole := len(output)
	for back := 1; back < utf8.UTFMax && back <= len(output); back++ {
		if last := output[len(output)-back:]; utf8.RuneStart(last[0]) {
			if !utf8.FullRune(last) {
				whole -= back
			}
			break
		}
	}
	term.raw.Write(output[:whole])
	term.screen.Write(output[:whole])
	close(term.changed)
	term.changed = make(chan struct{})
	return bytes.Clone(output[whole:])
}

// text is the screen as lines, without the blanks at their ends.
func (term *terminal) text() string {
	text, _ := term.look()
	return text
}

func (term *terminal) look() (text string, changed <-chan struct{}) {
	term.mu.Lock()
	defer term.mu.Unlock()
	lines := strings.Split(term.screen.String(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n"), term.changed
}

// output is everything that the program wrote.
func (term *terminal) output() string {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.raw.String()
}

// until waits for an expected screen, and reports whether it appeared in time.
func (term *terminal) until(limit time.Duration, good func(screen string) bool) bool {
	deadline := time.After(limit)
	for {
		text, changed := term.look()
		if good(text) {
			return true
		}
		select {
		case <-changed:
		case <-term.ended:
			return good(term.text())
		case <-deadline:
			return false
		}
	}
}

// sees waits until all the texts are on the screen.
func (term *terminal) sees(texts ...string) {
	term.t.Helper()
	if !term.until(waitTimeout, func(screen string) bool { return missing(screen, texts) == "" }) {
		screen := term.text()
		term.t.Fatalf("%q is not on the screen:\n%s", missing(screen, texts), screen)
	}
}

// seesNo waits until the text is gone.
func (term *terminal) seesNo(text string) {
	term.t.Helper()
	if !term.until(waitTimeout, func(screen string) bool { return !strings.Contains(screen, text) }) {
		term.t.Fatalf("%q is still on the screen:\n%s", text, term.text())
	}
}

func missing(screen string, texts []string) string {
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			return text
		}
	}
	return ""
}

// keyCodes are the sequences of keys that are not characters.
var keyCodes = map[string]string{
	"enter": "\r", "esc": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "pgdown": "\x1b[6~", "f1": "\x1bOP",
}

// press sends keys, one after the other.
func (term *terminal) press(keys ...string) {
	term.t.Helper()
	for _, key := range keys {
		code, known := keyCodes[key]
		letter, isControl := strings.CutPrefix(key, "ctrl+")
		switch {
		case isControl && len(letter) == 1:
			code = string(letter[0] & 0x1f)
		case !known && utf8.RuneCountInString(key) == 1:
			code = key
		case !known:
			term.t.Fatalf("no key is called %q", key)
		}
		term.types(code)
	}
}

// types sends text as it is typed.
func (term *terminal) types(text string) {
	term.t.Helper()
	if _, err := io.WriteString(term.pty, text); err != nil {
		term.t.Fatal(err)
	}
}

// pastes sends text as a bracketed paste.
func (term *terminal) pastes(text string) {
	term.t.Helper()
	term.types("\x1b[200~" + text + "\x1b[201~")
}

// moves presses a key until the text is on the screen, and waits for the effect of
// each key press. A change of the screen may have another cause, or be a part of the
// effect, so that it waits a little longer than until the first one.
func (term *terminal) moves(key, text string) {
	term.t.Helper()
	for range 60 {
		before := term.text()
		if strings.Contains(before, text) {
			return
		}
		term.press(key)
		if !term.until(waitTimeout, func(screen string) bool { return screen != before }) {
			break
		}
		term.until(100*time.Millisecond, func(screen string) bool { return strings.Contains(screen, text) })
	}
	term.t.Fatalf("%s does not lead to %q:\n%s", key, text, term.text())
}

// picks starts from one of the choices of the first screen.
func (term *terminal) picks(choice string) {
	term.t.Helper()
	term.sees("What do you want to start from?")
	term.moves("down", "> "+choice)
	term.press("enter")
	term.sees("▸ 1 Basics")
}

// resize gives the window another size.
func (term *terminal) resize(width, height int) {
	term.t.Helper()
	term.resizesTo(width, height, &pty.Winsize{Cols: uint16(width), Rows: uint16(height)})
}

// resizesTo draws on a screen of width by height in a window that may claim
// another size.
func (term *terminal) resizesTo(width, height int, claimed *pty.Winsize) {
	term.t.Helper()
	term.mu.Lock()
	defer term.mu.Unlock()
	term.screen.Resize(width, height)
	if err := pty.Setsize(term.pty, claimed); err != nil {
		term.t.Fatal(err)
	}
}

// signal sends a signal to the program.
func (term *terminal) signal(signal syscall.Signal) {
	term.t.Helper()
	if err := term.cmd.Process.Signal(signal); err != nil {
		term.t.Fatal(err)
	}
}

// exits waits for the program to end with the code. Minus one stands for a
// program that was killed.
func (term *terminal) exits(code int) {
	term.t.Helper()
	select {
	case <-term.ended:
	case <-time.After(waitTimeout):
		term.t.Fatalf("the program goes on:\n%s", term.text())
	}
	if _, isExit := errors.AsType[*exec.ExitError](term.cmd.Wait()); !isExit && code != 0 {
		term.t.Errorf("the program did not fail")
	}
	if got := term.cmd.ProcessState.ExitCode(); got != code {
		term.t.Errorf("exit code %d, want %d:\n%s", got, code, term.text())
	}
}

// restored checks that the terminal was restored: the previous screen, a visible
// cursor.
func (term *terminal) restored() {
	term.t.Helper()
	output := term.output()
	for _, pair := range [][2]string{{"\x1b[?1049h", "\x1b[?1049l"}, {"\x1b[?25l", "\x1b[?25h"}} {
		if taken, given := strings.LastIndex(output, pair[0]), strings.LastIndex(output, pair[1]); given < taken || given < 0 {
			term.t.Errorf("%q was taken back with no %q", pair[0], pair[1])
		}
	}
}

// eventually waits for a condition that is not on the screen.
func eventually(t *testing.T, what string, good func() bool) {
	t.Helper()
	for deadline := time.Now().Add(waitTimeout); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if good() {
			return
		}
	}
	t.Fatal("never came: " + what)
}

// field returns the row of a setting that is being edited.
func field(title string) string { return fmt.Sprintf("▸ %s", title) }
