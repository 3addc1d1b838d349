//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/state/statetest"
	"github.com/poolsmith/poolsmith/model"
)

// hasDrafts creates drafts in the home folder, newest first.
func (d *testHome) hasDrafts(t *testing.T, drafts ...string) {
	t.Helper()
	getenv, _ := statetest.WithDrafts(t, drafts...)
	if err := os.Rename(getenv("XDG_STATE_HOME"), filepath.Join(d.home, "state")); err != nil {
		t.Fatal(err)
	}
}

// wantDrafts waits until the drafts are as expected.
func (d *testHome) wantDrafts(t *testing.T, want ...string) {
	t.Helper()
	var texts []string
	for _, name := range want {
		texts = append(texts, statetest.DraftText(name))
	}
	slices.Sort(texts)
	eventually(t, "the drafts "+strings.Join(want, ", "), func() bool {
		got := d.drafts(t)
		for i, text := range got {
			document, err := model.Read("draft", []byte(text))
			if err != nil {
				return false
			}
			got[i] = statetest.DraftText(*document.Pool.CreateUserPool.PoolName)
		}
		slices.Sort(got)
		return slices.Equal(got, texts)
	})
}

// toStart goes back from the first step to the start screen.
func (term *terminal) toStart() {
	term.t.Helper()
	term.sees("▸ " + stepLabel(0))
	term.press("esc")
	term.sees("What do you want to start from?")
}

// presetTitle is the title of a preset. The service of these tests knows the pool
// alone.
func presetTitle(t *testing.T, name string) string {
	t.Helper()
	i := slices.IndexFunc(model.Presets, func(p model.Preset) bool { return p.Name == name })
	if i < 0 {
		t.Fatalf("no preset %s", name)
	}
	return model.Presets[i].Title
}

// Starting again keeps the other drafts, in the built program.
func startsKeepDrafts(t *testing.T, d *testHome) {
	preset := presetTitle(t, "email-sign-in")
	stories := map[string]struct {
		tell func(term *terminal)
		want []string
	}{
		"continued, unchanged, then a preset is edited": {func(term *terminal) {
			term.picks("Continue draft-a")
			term.toStart()
			term.picks(preset)
			term.types("-x")
			term.sees("> my-user-pool-x")
		}, []string{"draft-a", "draft-b", "my-user-pool-x"}},
		"continued and edited, then a preset is edited": {func(term *terminal) {
			term.picks("Continue draft-a")
			term.types("-x")
			term.sees("> draft-a-x")
			term.toStart()
			term.picks(preset)
			term.types("-y")
			term.sees("> my-user-pool-y")
		}, []string{"draft-a-x", "draft-b", "my-user-pool-y"}},
		"continued, unchanged, then an untouched preset is submitted": {func(term *terminal) {
			term.picks("Continue draft-a")
			term.toStart()
			term.picks(preset)
			term.press("ctrl+r")
			term.sees("✓ ready")
			term.press("s")
			term.sees("Create this pool?", "http://127.0.0.1:")
			term.press("y")
			term.sees("✓ The pool is complete", "any key: back")
		}, []string{"draft-a", "draft-b"}},
		"gone, and offered no more": {func(term *terminal) {
			term.picks("Continue draft-a")
			term.types("-x")
			term.press("ctrl+r")
			term.sees("✓ ready")
			term.press("s")
			term.sees("Create this pool?", "http://127.0.0.1:")
			term.press("y")
			term.sees("✓ The pool is complete", "any key: back")
			term.press("enter")
			term.sees("Review")
			term.press("esc")
			term.toStart()
			term.sees("> Return to draft-a-x", "Continue draft-b")
			term.seesNo("Continue draft-a")
		}, []string{"draft-b"}},
	}
	for name, story := range stories {
		t.Run(name, func(t *testing.T) {
			d := newTestHome(t, d.program)
			d.hasDrafts(t, "draft-a", "draft-b")
			term := d.opens(t, "--endpoint-url", service(t))
			story.tell(term)
			d.wantDrafts(t, story.want...)
			term.press("ctrl+c", "ctrl+c")
			term.exits(exit.OK)
			d.wantDrafts(t, story.want...)
		})
	}
}

func draftOpenElsewhere(t *testing.T, d *testHome) {
	d.hasDrafts(t, "draft-a")
	one, two := d.opens(t), d.opens(t)
	one.picks("Continue draft-a")
	two.picks("Continue draft-a")
	two.sees("this draft is open in another process, so this is a copy")
	one.types("-one")
	two.types("-two")
	one.sees("> draft-a-one")
	two.sees("> draft-a-two")
	d.wantDrafts(t, "draft-a-one", "draft-a-two")
	one.signal(syscall.SIGKILL)
	one.exits(-1)

	third := d.opens(t) // the lock went with the program
	third.picks("Continue draft-a-one")
	third.seesNo("copy")
	third.types("-more")
	d.wantDrafts(t, "draft-a-one-more", "draft-a-two")
}

func quitImmediately(t *testing.T, d *testHome) {
	const text = "typed-in-a-hurry-and-left-at-once"
	ways := map[string]struct {
		leave func(term *terminal)
		code  int
	}{
		"ctrl+q":       {func(term *terminal) { term.types(text + "\x11") }, exit.OK},
		"ctrl+c twice": {func(term *terminal) { term.types(text + "\x03\x03") }, exit.OK},
		"the review":   {func(term *terminal) { term.types(text + "\x12q") }, exit.OK},
		"SIGTERM": {func(term *terminal) {
			term.types(text)
			term.sees("> " + text)
			term.signal(syscall.SIGTERM)
		}, exit.Interrupted},
		"SIGHUP": {func(term *terminal) {
			term.types(text)
			term.sees("> " + text)
			term.signal(syscall.SIGHUP)
		}, exit.Interrupted},
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			d := newTestHome(t, d.program)
			term := d.opens(t)
			term.picks("Blank")
			way.leave(term)
			term.exits(way.code)
			term.restored()
			d.wantDrafts(t, text)
			_, after, _ := strings.Cut(term.output(), "\x1b[?1049l")
			if !strings.Contains(after, "The draft of "+text+" is saved in ~/state/poolsmith/drafts/") || !strings.Contains(after, "run `poolsmith` again") {
				t.Errorf("left with %q", after)
			}
		})
	}
	t.Run("nothing was changed", func(t *testing.T) {
		d := newTestHome(t, d.program)
		term := d.opens(t, "--preset", "passwordless")
		term.sees("▸ 1 Basics")
		term.press("ctrl+q")
		term.exits(exit.OK)
		d.wantDrafts(t)
		if _, after, _ := strings.Cut(term.output(), "\x1b[?1049l"); strings.Contains(after, "draft") || strings.Contains(after, "error") {
			t.Errorf("left with %q", after)
		}
	})
}

func draftsOff(t *testing.T, d *testHome) {
	mine := filepath.Join(d.home, "20261120-120000-1234567.json")
	if err := os.WriteFile(mine, []byte(statetest.DraftText("mine")), 0o600); err != nil {
		t.Fatal(err)
	}
	d.env = []string{"HOME=", "XDG_STATE_HOME="}
	term := d.opens(t, "--endpoint-url", service(t))
	term.sees("What do you want to start from?")
	term.seesNo("mine")
	term.picks(presetTitle(t, "email-sign-in"))
	term.types("-x")
	term.sees("> my-user-pool-x", "drafts are off: no home folder")
	term.press("ctrl+r")
	term.sees("✓ ready")
	term.press("s")
	term.sees("Create this pool?", "http://127.0.0.1:")
	term.press("y")
	term.sees("Create the pool without a receipt?")
	term.press("y")
	term.sees("✓ The pool is complete", "any key: back")
	term.press("enter")
	term.sees("Review")
	term.press("ctrl+c")
	term.sees("press ctrl+c again to leave")
	term.seesNo("kept")
	term.press("ctrl+c")
	term.exits(exit.OK)
	if strings.Contains(term.output(), "saved in") {
		t.Errorf("claims that something is saved: %q", term.output())
	}
	statetest.CheckFiles(t, d.home, map[string]string{filepath.Base(mine): statetest.DraftText("mine")})
}

func brackets(t *testing.T, d *testHome) {
	d.env = []string{"XDG_STATE_HOME=" + filepath.Join(d.home, "[a-z]?*{x}")}
	term := d.opens(t)
	term.picks("Blank")
	term.types("shop")
	term.sees("> shop")
	term.press("ctrl+q")
	term.exits(exit.OK)
	d.opens(t).sees("Continue shop")
}

func deletingWords(t *testing.T, d *testHome) {
	term := d.opens(t)
	term.picks("Blank")
	for _, keys := range []string{"\x1bd", "\x1b[3;3~", "\x1b[3;5~"} {
		term.types("word")
		term.sees("> word")
		term.types("\x1b[D" + keys)
		term.sees("> wor")
		term.seesNo("> word")
		term.press("ctrl+u")
		term.seesNo("> wor")
	}
	leave(term)
}

func crashing(t *testing.T, d *testHome) {
	program, err := exec.LookPath("poolsmith-panics")
	if err != nil {
		t.Fatal(err)
	}
	d.program = program
	term := d.opens(t)
	term.picks("Blank")
	term.types("cras")
	term.sees("> cras")
	term.types("h")
	term.exits(exit.Usage)
	term.restored()
	d.wantDrafts(t, "crash")
	output := term.output()
	_, after, _ := strings.Cut(output, "\x1b[?1049l")
	for _, text := range []string{"The draft of crash is saved in ", "error: internal error: panic with a string; ", issuesPage} {
		if !strings.Contains(after, text) {
			t.Errorf("%q is not said: %q", text, after)
		}
	}
	for _, text := range []string{"SECRETTEST", "goroutine ", "Caught panic"} {
		if strings.Contains(output, text) {
			t.Errorf("%q is shown: %q", text, after)
		}
	}
}
