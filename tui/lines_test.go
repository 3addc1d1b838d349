package tui

import (
	"bufio"
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

func TestReadLine(t *testing.T) {
	long := strings.Repeat("x", maxAnswer+1)
	in := bufio.NewReader(strings.NewReader("one\r\n" + long + "\ntwo\n\nlast"))
	for _, want := range []struct {
		line string
		err  error
	}{{"one", nil}, {"", ErrTooLong}, {"two", nil}, {"", nil}, {"last", nil}, {"", io.EOF}, {"", io.EOF}} {
		if line, err := ReadLine(in); line != want.line || !errors.Is(err, want.err) {
			t.Errorf("%.20q, %v; want %.20q, %v", line, err, want.line, want.err)
		}
	}
}

// zeros is /dev/zero. It counts what was read.
type zeros struct{ read int }

func (z *zeros) Read(p []byte) (int, error) {
	clear(p)
	z.read += len(p)
	return len(p), nil
}

// Input without an end ends the questions, in bounded memory.
func TestAnswersWithoutLineBreaksEnd(t *testing.T) {
	for _, start := range []*model.Pool{nil, {}} {
		input := new(zeros)
		_, err := Ask(context.Background(), input, io.Discard, Options{Start: start})
		if !errors.Is(err, ErrNoLines) {
			t.Errorf("ended with %v", err)
		}
		if input.read > 2*maxUnended {
			t.Errorf("read %d bytes", input.read)
		}
	}
	// A line that goes on for good is no better.
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	text := strings.NewReader(strings.Repeat("x\\\n", 1<<20))
	_, err := Ask(context.Background(), text, io.Discard, Options{Start: &model.Pool{}})
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("ended with %v", err)
	}
	runtime.ReadMemStats(&after)
	if after.HeapAlloc > before.HeapAlloc+20<<20 {
		t.Errorf("%d MB are held", after.HeapAlloc>>20)
	}
}

func TestATooLongAnswerIsAskedAgain(t *testing.T) {
	pool, out, err := answer(t, &model.Pool{}, strings.Repeat("x", maxAnswer+1), "shop", "review", "done")
	if err != nil || !strings.Contains(out, "longer than 64 KB") {
		t.Fatalf("%v\n%.2000s", err, out)
	}
	if name := pool.CreateUserPool.PoolName; name == nil || *name != "shop" {
		t.Errorf("name %v", name)
	}
}

func TestValuesAreCutBetweenWords(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"short", "short"},
		{"Sign in as {username} with the password", "Sign in as …"},
		{"averyveryverylongwordwithoutspaces", "averyveryverylongw…"},
		{"a averyveryverylongwordwithoutspaces", "a averyveryverylon…"},
	} {
		if got := wholeLine(test.text, 19); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
	if got, want := brief("None; users choose a username", 19), "None"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := brief("No; as it is", 19), "No; as it is"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The list of steps says that there are more than fit.
func TestFoldedStepsShow(t *testing.T) {
	for _, name := range []string{"web-app", "saml-staff"} {
		d := open(t, preset(t, name))
		d.resize(80, 24)
		d.sees("▸ 1 Basics", "15 App", " more", "Review  ctrl+r").seesNot("more line")
	}
	d := open(t, preset(t, "saml-staff"))
	d.resize(80, 24)
	d.run(d.w.jump("CreateGroup"))
	d.sees(" … ", "17 Providers", "▸ 19 Groups").seesNot("1 Basics")
}
