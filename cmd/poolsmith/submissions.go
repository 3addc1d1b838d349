package main

import (
	"cmp"
	"context"
	"errors"
	"sync"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// submissions are the submissions of one run of the wizard or the accessible mode.
type submissions struct {
	folder  string // of the receipts; empty: in the state folder
	areLast bool   // nothing is shown after them
	mu      sync.Mutex
	list    []finishedSubmission
	current *interactiveFace // of the submission in progress, or nil
}

// finishedSubmission is a submission that sent something, and its exit code.
type finishedSubmission struct {
	face *interactiveFace
	err  error
}

// destination returns what submits pools to an account, or to the sandbox.
func (l *submissions) destination(o cognito.Options, sandbox bool) func(tui.Place, *model.Pool) tui.Conversation {
	return func(at tui.Place, p *model.Pool) tui.Conversation {
		options := submitOptions{Options: optionsAt(o, at), Sandbox: sandbox, folder: l.folder}
		return func(ctx context.Context, talk tui.Talk) tui.Outcome {
			f := &interactiveFace{Talk: talk, isLast: l.areLast}
			submission := newSubmission(f, options, nil, model.Facts{Pool: p})
			client, stop, err := options.connect(ctx)
			if err != nil {
				submission.fail(err)
				return submission.outcome
			}
			defer stop()
			submission.client = client
			l.setCurrent(f)
			defer l.setCurrent(nil)
			err = submission.run(ctx)
			submission.describe(ctx)
			if submission.outcome.Sent {
				l.mu.Lock()
				l.list = append(l.list, finishedSubmission{f, err})
				l.mu.Unlock()
			}
			return submission.outcome
		}
	}
}

func (l *submissions) setCurrent(f *interactiveFace) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.current = f
}

// isCalling reports whether a call is in progress.
func (l *submissions) isCalling() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.current != nil && l.current.isCalling()
}

func (l *submissions) any() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.list) > 0
}

// code returns the exit code of the last submission as an error, or nil.
func (l *submissions) code() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.list) == 0 {
		return nil
	}
	return l.list[len(l.list)-1].err
}

// report prints the results of the submissions again when the wizard has left the
// screen, in the format of submit.
func (l *submissions) report(s streams) error {
	f := newStreamFace(s, submitOptions{}, nil)
	defer f.progress.stop()
	var unwritten error
	for _, finished := range l.list {
		if finished.face.pool != nil {
			unwritten = errors.Join(unwritten, f.showCreated(*finished.face.pool))
		}
		sayLines(f, finished.face.lines)
	}
	return cmp.Or(l.code(), unwritten)
}

// optionsAt returns the options with the user's choice in the wizard.
func optionsAt(o cognito.Options, at tui.Place) cognito.Options {
	if at.Profile != "" {
		o.Profile = at.Profile
	}
	if at.Region != "" {
		o.Region = at.Region
	}
	return o
}
