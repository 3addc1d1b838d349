package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/exporters/cognito"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
)

// issuesPage is where users report defects.
const issuesPage = "https://github.com/poolsmith/poolsmith/issues"

// internalError is the error for a panic, with what a report of it needs.
func internalError(crash *tui.Crash) error {
	message := "internal error: " + crash.What
	for _, at := range crash.Where {
		message += "; " + at
	}
	return exit.UsageError("please report this line at "+issuesPage, "%s", message)
}

var (
	errFindings    = &exit.Error{Code: exit.Rejected} // the findings were printed
	errInterrupted = &exit.Error{Err: errors.New("aborted"), Code: exit.Interrupted}
)

// report prints err and returns its exit code.
func (s streams) report(err error) int {
	if err == nil {
		return exit.OK
	}
	s.describe(err)
	return exitCode(err)
}

func exitCode(err error) int {
	if errors.Is(err, context.Canceled) {
		return exit.Interrupted
	}
	if e, ok := errors.AsType[*exit.Error](err); ok {
		return e.Code
	}
	if readError, ok := errors.AsType[*model.ReadError](err); ok && readError.Parsed() {
		return exit.Rejected // findings about settings
	}
	if rejected, ok := errors.AsType[*cognito.Error](err); ok && rejected.Operation != "" {
		return exit.Rejected
	}
	return exit.Usage
}

// maxProblems is the maximum number of problems that are listed for one file.
const maxProblems = 20

// describe prints an error and its hint, each on a line of its own.
func (s streams) describe(err error) {
	for _, line := range linesOf(err) {
		fmt.Fprintln(s.Err, line)
	}
}

// linesOf returns the lines that show an error: the problem and the hint.
func linesOf(err error) []statusLine {
	if readError, ok := errors.AsType[*model.ReadError](err); ok {
		return linesOfProblems(readError.Problems)
	}
	if incomplete, ok := errors.AsType[*cognito.Incomplete](err); ok {
		exists := statusLine{tui.Info, incompleteText(incomplete)}
		return slices.Concat(linesOf(incomplete.Err), []statusLine{exists}, completionHints(incomplete))
	}
	if rejected, ok := errors.AsType[*cognito.Error](err); ok {
		return problemLines(rejected.Error(), cmp.Or(rejected.Hint, sandboxHint(rejected.Code)))
	}
	e, ok := errors.AsType[*exit.Error](err)
	switch {
	case !ok:
		return problemLines(err.Error(), "")
	case e.Err != nil:
		return problemLines(err.Error(), e.Hint)
	}
	return nil // everything was reported
}

// completionHints show how to complete an incomplete pool, and how to delete it.
func completionHints(incomplete *cognito.Incomplete) []statusLine {
	deletion := statusLine{tui.Hint, "delete it with: " + strings.Join(incomplete.Deletion(), " && ")}
	rest := incomplete.Rest()
	if len(rest) == 0 { // nothing is missing as a whole
		return []statusLine{deletion}
	}
	return []statusLine{{tui.Hint, "complete it with: " + strings.Join(rest, " && ")}, deletion}
}

func incompleteText(incomplete *cognito.Incomplete) string {
	return fmt.Sprintf("the pool %s exists, %s", incomplete.Made.ID, incomplete.Lacks)
}

// hintOf returns the hint of an error, which may be empty.
func hintOf(err error) string {
	lines := linesOf(err)
	if len(lines) > 1 && lines[1].tone == tui.Hint {
		return lines[1].text
	}
	return ""
}

func problemLines(message, hint string) []statusLine {
	lines := []statusLine{{tui.Problem, message}}
	if hint != "" {
		lines = append(lines, statusLine{tui.Hint, hint})
	}
	return lines
}

func linesOfProblems(problems []model.Problem) []statusLine {
	var lines []statusLine
	for _, p := range problems[:min(len(problems), maxProblems)] {
		lines = append(lines, problemLines(p.Error(), p.Hint)...)
	}
	if more := len(problems) - maxProblems; more > 0 {
		lines = append(lines, statusLine{tui.Info, "… and " + model.Plural(more, "more problem")})
	}
	return lines
}

// suggestion is the hint for a word that is not one of names.
func suggestion(word string, names []string) string {
	if near := model.Nearest(word, names); near != "" {
		return "did you mean " + near + "?"
	}
	return "one of " + strings.Join(names, ", ")
}
