// Package exit holds the exit codes of the program, and the error that ends a
// command with one of them.
package exit

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// The exit codes.
const (
	OK          = 0
	Rejected    = 1   // the pool has errors, or the service rejected it
	Usage       = 2   // wrong usage, input that cannot be read, or an internal error
	Interrupted = 130 // ended by a signal, as a shell counts ctrl+c
)

// Error is an error with the exit code of the program and a hint for the user.
type Error struct {
	Err  error  // nil if the user was already told everything
	Hint string // what to do; may be empty
	Code int
}

func (e *Error) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("exit code %d", e.Code)
	}
	return e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// UsageError returns an error in the usage of a command or in the files that it
// was given.
func UsageError(hint, format string, args ...any) error {
	return &Error{Err: fmt.Errorf(format, args...), Hint: hint, Code: Usage}
}

// RejectedError returns an error for a pool that is rejected.
func RejectedError(hint, format string, args ...any) error {
	return &Error{Err: fmt.Errorf(format, args...), Hint: hint, Code: Rejected}
}

// Reason returns the text of an error of the file system without the file's
// name, for messages that already contain it.
func Reason(err error) string {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err.Error()
	}
	if link, ok := errors.AsType[*os.LinkError](err); ok {
		return link.Err.Error()
	}
	return err.Error()
}
