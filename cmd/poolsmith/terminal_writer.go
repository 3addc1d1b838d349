package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
	"time"
)

// terminalWriter writes to a terminal. Writing to a terminal whose output is not
// read, because of ctrl+s or a hung connection, blocks forever. After a signal that
// ends the program, terminalWriter waits at most writeGracePeriod, and then writes
// nothing more.
//
// All writers of one terminal share the state. A terminal cannot be given a
// deadline: it is shared with other programs, which do not expect it to be
// non-blocking.
type terminalWriter struct {
	w     io.Writer
	state *terminalState
}

type terminalState struct {
	ending chan struct{} // closed when the program has to end
	once   sync.Once
	mu     sync.Mutex
	stuck  bool
}

// writeGracePeriod is how long the program waits for the terminal before it ends.
const writeGracePeriod = time.Second

var errNotRead = errors.New("the terminal is not being read")

func newTerminalState() *terminalState { return &terminalState{ending: make(chan struct{})} }

// stopWaitingAfter makes the writers stop waiting when ctx ends.
func (t *terminalState) stopWaitingAfter(ctx context.Context) (release func() bool) {
	if t == nil {
		return func() bool { return true }
	}
	return context.AfterFunc(ctx, func() { t.once.Do(func() { close(t.ending) }) })
}

func (p *terminalWriter) Write(data []byte) (int, error) {
	if p.state.isBlocked() {
		return 0, errNotRead
	}
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	data = bytes.Clone(data) // the write may still run when this returns
	go func() {
		n, err := p.w.Write(data)
		done <- result{n, err}
	}()
	select {
	case r := <-done:
		return r.n, r.err
	case <-p.state.ending:
	}
	select {
	case r := <-done:
		return r.n, r.err
	case <-time.After(writeGracePeriod):
		p.state.setBlocked()
		return 0, errNotRead
	}
}

func (t *terminalState) isBlocked() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.stuck
}

func (t *terminalState) setBlocked() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stuck = true
}
