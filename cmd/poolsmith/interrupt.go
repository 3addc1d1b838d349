package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// interruptContext returns a context that ends with the first signal that asks the
// program to end. The next one ends the program immediately. A hangup that is
// ignored, as with nohup, stays ignored.
//
// From then on, a closed pipe at a standard stream does not end the program
// either: writing to it returns an error.
func interruptContext(ctx context.Context) (stopped context.Context, release func()) {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	pipe := make(chan os.Signal, 1) // never read: Notify alone keeps the signal from ending the program
	signal.Notify(pipe, syscall.SIGPIPE)
	received := make(chan os.Signal, 1)
	signal.Notify(received, signals...)
	stopped, cancel := context.WithCancel(ctx)
	go func() {
		select {
		case <-received:
		case <-stopped.Done():
		}
		// Before the context ends, which is when the user is told that the next signal
		// ends the program.
		signal.Stop(received)
		cancel()
	}()
	return stopped, cancel
}

// newContextReader returns a reader of in that ends with ctx. What was read in the
// meantime is lost.
func newContextReader(ctx context.Context, in io.Reader) io.Reader {
	return &contextReader{ctx: ctx, in: in}
}

type contextReader struct {
	ctx  context.Context
	in   io.Reader
	read chan readResult // of a read in progress, or nil
}

type readResult struct {
	data []byte
	err  error
}

func (r *contextReader) Read(p []byte) (int, error) {
	if r.read == nil {
		r.read = make(chan readResult, 1)
		buffer, read := make([]byte, len(p)), r.read
		go func() {
			n, err := r.in.Read(buffer)
			read <- readResult{buffer[:n], err}
		}()
	}
	select {
	case <-r.ctx.Done():
		return 0, r.ctx.Err()
	case got := <-r.read:
		r.read = nil
		return copy(p, got.data), got.err
	}
}
