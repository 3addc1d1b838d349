package main

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/poolsmith/poolsmith/exporters/cognito"
)

// screenText is an output that a test reads while it is written.
type screenText struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *screenText) Write(data []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(data)
}

func (s *screenText) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// The line of a call that ended replaces the spinner.
func TestProgressReplacesTheSpinner(t *testing.T) {
	for _, state := range []cognito.State{cognito.Done, cognito.Failed, cognito.Retried} {
		out := &screenText{}
		p := newProgress(streams{Err: out, ErrTTY: true})
		p.show(cognito.Event{Operation: "UpdateUserPool", State: cognito.Started})
		for deadline := time.Now().Add(waitTimeout); !strings.Contains(out.String(), "UpdateUserPool") && time.Now().Before(deadline); {
			time.Sleep(5 * time.Millisecond)
		}
		p.show(cognito.Event{Operation: "UpdateUserPool", State: state})
		p.stop()
		shown := out.String()
		line := shown[:strings.IndexByte(shown+"\n", '\n')]
		if last := line[strings.LastIndexByte(line, '\r')+1:]; !strings.HasPrefix(last, "\x1b[K  ") || strings.Count(last, "UpdateUserPool") != 1 {
			t.Errorf("state %d: %q", state, shown)
		}
	}
}
