package main

import (
	"fmt"
	"sync"
	"time"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// progress shows the calls as they are made, a line each. At a terminal the
// line of the call under way turns a wheel.
type progress struct {
	s       streams
	mu      sync.Mutex // between the calls and the wheel
	current cognito.Event
	turning bool
	done    chan struct{}
}

// wheel is turned by one step each wheelPeriod.
var wheel = []rune("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")

const wheelPeriod = 100 * time.Millisecond

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
		p.leave("  " + eventLine(e))
	}
}

// leave writes a line that stays, in place of the wheel.
func (p *progress) leave(line string) {
	if p.s.ErrTTY {
		fmt.Fprint(p.s.Err, "\r\x1b[K")
	}
	p.s.say("%s", line)
}

// stopping says that the call under way is the last one.
func (p *progress) stopping() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.turning {
		p.leave("stopping once " + p.current.Operation + " is answered; another ctrl+c ends at once, and what the call made is then not told")
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
	return fmt.Sprintf("%s %-20s  %4d ms  %s", sign, e.Operation, e.Took.Milliseconds(), outcome)
}

func (p *progress) turn() {
	tick := time.NewTicker(wheelPeriod)
	defer tick.Stop()
	for step := 0; ; step++ {
		select {
		case <-p.done:
			return
		case <-tick.C:
		}
		p.mu.Lock()
		if p.turning {
			line := fmt.Sprintf("  %c %s", wheel[step%len(wheel)], p.current.Operation)
			if p.current.Attempt > 1 {
				line += fmt.Sprintf("  attempt %d", p.current.Attempt)
			}
			fmt.Fprint(p.s.Err, "\r\x1b[K"+model.Printable(line))
		}
		p.mu.Unlock()
	}
}

// stop ends the wheel; nothing is written afterwards.
func (p *progress) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.turning = false
	close(p.done)
}
