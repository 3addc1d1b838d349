package main

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// progress shows the calls as they are made, a line each. At a terminal a
// spinner turns on the line of the call in progress.
type progress struct {
	s       streams
	mu      sync.Mutex // between the calls and the spinner
	current cognito.Event
	turning bool
	done    chan struct{}
}

var spinnerFrames = []rune("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")

const spinnerPeriod = 100 * time.Millisecond

func newProgress(s streams) *progress {
	p := &progress{s: s, done: make(chan struct{})}
	if s.ErrTTY {
		go p.turn()
	}
	return p
}

// show is called with each event.
func (p *progress) show(e cognito.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.current = e
	p.turning = e.State == cognito.Started || e.State == cognito.Retried
	if e.State != cognito.Started {
		p.line("  " + model.Printable(eventLine(e)))
	}
}

// leave writes a line that stays.
func (p *progress) leave(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.line(line)
}

// pause stops the spinner until the next event.
func (p *progress) pause() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	p.turning = false
}

// line writes a line in place of the spinner.
func (p *progress) line(line string) {
	p.clear()
	fmt.Fprintln(p.s.Err, line)
}

func (p *progress) clear() {
	if p.s.ErrTTY && p.turning {
		fmt.Fprint(p.s.Err, "\r\x1b[K")
	}
}

// stopping says that the call in progress is the last one.
func (p *progress) stopping() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.turning {
		p.line("stopping after " + model.Printable(p.current.Operation) + "; press ctrl+c again to stop now, and see the receipt for what was sent")
	}
}

// eventLine is what stays of a call or of an attempt: its sign, time and
// outcome.
func eventLine(e cognito.Event) string {
	if e.State == cognito.Retried {
		return fmt.Sprintf("· %-20s  %4d ms  %s; attempt %d in %v", e.Operation, e.Took.Milliseconds(), e.Reason, e.Attempt, e.Wait.Round(100*time.Millisecond))
	}
	sign, outcome := "✓", e.PoolID
	if e.State == cognito.Failed {
		sign, outcome = "✗", ""
	}
	if e.Attempt > 1 {
		outcome += fmt.Sprintf("  at attempt %d", e.Attempt)
	}
	if e.Note != "" {
		outcome += "  " + e.Note
	}
	return strings.TrimSpace(fmt.Sprintf("%s %-20s  %4d ms  %s", sign, e.Operation, e.Took.Milliseconds(), strings.TrimSpace(outcome)))
}

func (p *progress) turn() {
	tick := time.NewTicker(spinnerPeriod)
	defer tick.Stop()
	for step := 0; ; step++ {
		select {
		case <-p.done:
			return
		case <-tick.C:
		}
		p.mu.Lock()
		if p.turning {
			line := fmt.Sprintf("  %c %s", spinnerFrames[step%len(spinnerFrames)], p.current.Operation)
			if p.current.Attempt > 1 {
				line += fmt.Sprintf("  attempt %d", p.current.Attempt)
			}
			fmt.Fprint(p.s.Err, "\r\x1b[K"+model.Printable(line))
		}
		p.mu.Unlock()
	}
}

// stop ends the spinner; nothing is written afterwards.
func (p *progress) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.turning = false
	close(p.done)
}
