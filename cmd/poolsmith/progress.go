package main

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
)

// progress shows a line for each call. At a terminal, the line of the call in
// progress has a spinner.
type progress struct {
	s       streams
	mu      sync.Mutex // for output and the fields below
	current cognito.Event
	turning bool // the call is in progress
	drawn   bool // the spinner is in the line of the cursor
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

// show shows an event.
func (p *progress) show(e cognito.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.current = e
	p.turning = e.State == cognito.Started || e.State == cognito.Retried
	if e.State != cognito.Started {
		p.line("  " + model.Printable(eventLine(e)))
	}
}

// leave prints a line.
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

// line prints a line instead of the spinner.
func (p *progress) line(line string) {
	p.clear()
	fmt.Fprintln(p.s.Err, line)
}

func (p *progress) clear() {
	if p.drawn {
		fmt.Fprint(p.s.Err, "\r\x1b[K")
	}
	p.drawn = false
}

// stopping tells the user that no call follows the one in progress.
func (p *progress) stopping() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.turning {
		p.line("stopping after " + model.Printable(p.current.Name()) + "; press ctrl+c again to stop now, and see the receipt for what was sent")
	}
}

// eventLine returns the line for a call or an attempt that ended: a symbol, the
// time and the outcome.
func eventLine(e cognito.Event) string {
	if e.State == cognito.Retried {
		return fmt.Sprintf("· %-*s  %4d ms  %s; attempt %d in %v", max(e.Width, 20), e.Name(), e.Took.Milliseconds(), e.Reason, e.Attempt, e.Wait.Round(100*time.Millisecond))
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
	return strings.TrimSpace(fmt.Sprintf("%s %-*s  %4d ms  %s", sign, max(e.Width, 20), e.Name(), e.Took.Milliseconds(), strings.TrimSpace(outcome)))
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
			line := fmt.Sprintf("  %c %s", spinnerFrames[step%len(spinnerFrames)], p.current.Name())
			if p.current.Attempt > 1 {
				line += fmt.Sprintf("  attempt %d", p.current.Attempt)
			}
			fmt.Fprint(p.s.Err, "\r\x1b[K"+model.Printable(line))
			p.drawn = true
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
