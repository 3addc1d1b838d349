package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// Exit codes.
const (
	exitFine    = 0
	exitRefused = 1   // the pool has errors, or the service refused it
	exitUsage   = 2   // wrong usage, input that cannot be read, or an internal error
	exitAborted = 130 // ended by a signal, as a shell counts ctrl+c
)

// failure is an error with what to do about it and how the program ends.
type failure struct {
	err  error // nil when everything was said already
	hint string
	code int
}

func (f *failure) Error() string {
	if f.err == nil {
		return fmt.Sprintf("exit code %d", f.code)
	}
	return f.err.Error()
}

func (f *failure) Unwrap() error { return f.err }

// wrong is a mistake of the caller: of usage, or in the files named.
func wrong(hint, format string, args ...any) error {
	return &failure{fmt.Errorf(format, args...), hint, exitUsage}
}

// issuesPage is where people report what should not happen.
const issuesPage = "https://github.com/poolsmith/poolsmith/issues"

// internalError is a defect of this program, with what a report needs.
func internalError(crash *tui.Crash) error {
	message := "internal error: " + crash.What
	for _, at := range crash.Where {
		message += "; " + at
	}
	return &failure{errors.New(message), "please report this line at " + issuesPage, exitUsage}
}

var (
	errFindings = &failure{code: exitRefused} // the findings were printed
	errAborted  = &failure{errors.New("aborted"), "", exitAborted}
)

// report tells the user of err and returns the exit code.
func (s streams) report(err error) int {
	if err == nil {
		return exitFine
	}
	s.describe(err)
	return exitCode(err)
}

func exitCode(err error) int {
	if errors.Is(err, context.Canceled) {
		return exitAborted
	}
	if f, ok := errors.AsType[*failure](err); ok {
		return f.code
	}
	if bad, ok := errors.AsType[*model.ReadError](err); ok && bad.Parsed() {
		return exitRefused // findings about settings
	}
	if refused, ok := errors.AsType[*cognito.Error](err); ok && refused.Operation != "" {
		return exitRefused
	}
	return exitUsage
}

// maxProblems is how many problems of one file are listed.
const maxProblems = 20

// describe prints an error and its hint, each in one line.
func (s streams) describe(err error) {
	for _, line := range linesOf(err) {
		switch line.tone {
		case tui.Problem:
			s.line("error: ", "%s", line.text)
		case tui.Hint:
			s.hint("%s", line.text)
		default:
			s.say("%s", line.text)
		}
	}
}

// linesOf are what there is to tell of an error: the problem, and what to do.
func linesOf(err error) []toldLine {
	if unreadable, ok := errors.AsType[*model.ReadError](err); ok {
		return linesOfProblems(unreadable.Problems)
	}
	if half, ok := errors.AsType[*cognito.Incomplete](err); ok {
		exists := toldLine{tui.Info, fmt.Sprintf("the pool %s exists, %s", half.Made.ID, half.Lacks)}
		return slices.Concat(linesOf(half.Err), []toldLine{exists}, waysOf(half))
	}
	if refused, ok := errors.AsType[*cognito.Error](err); ok {
		return failed(refused.Error(), refused.Hint)
	}
	f, ok := errors.AsType[*failure](err)
	switch {
	case !ok:
		return failed(err.Error(), "")
	case f.err != nil:
		return failed(err.Error(), f.hint)
	}
	return nil
}

// waysOf say how to go on with an incomplete pool, and how to delete it.
func waysOf(half *cognito.Incomplete) []toldLine {
	return []toldLine{
		{tui.Hint, "complete it with: " + half.Rest()},
		{tui.Hint, "delete it with: " + strings.Join(half.Deletion(), " && ")},
	}
}

func failed(message, hint string) []toldLine {
	lines := []toldLine{{tui.Problem, message}}
	if hint != "" {
		lines = append(lines, toldLine{tui.Hint, hint})
	}
	return lines
}

func linesOfProblems(problems []model.Problem) []toldLine {
	var lines []toldLine
	for _, p := range problems[:min(len(problems), maxProblems)] {
		lines = append(lines, failed(p.Error(), p.Hint)...)
	}
	if more := len(problems) - maxProblems; more > 0 {
		lines = append(lines, toldLine{tui.Info, "… and " + model.Plural(more, "more problem")})
	}
	return lines
}

// meant is the hint for a word that is none of names.
func meant(word string, names []string) string {
	if near := model.Nearest(word, names); near != "" {
		return "did you mean " + near + "?"
	}
	return "one of " + strings.Join(names, ", ")
}
