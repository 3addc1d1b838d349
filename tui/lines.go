package tui

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// An answer is at most this many bytes long, and input in which no line ends
// for maxUnended bytes is not typed by anybody.
const (
	maxAnswer  = 64 << 10
	maxUnended = 1 << 20
)

// Errors of reading an answer.
var (
	ErrTooLong = errors.New("the answer is longer than 64 KB")
	ErrNoLines = errors.New("the input has no line break in its first 1 MB")
)

// ReadLine reads a line without its end, in bounded memory: a longer one is
// skipped and gives ErrTooLong, or ErrNoLines when it does not end. The error
// is io.EOF when there is nothing left.
func ReadLine(in *bufio.Reader) (string, error) { return readLine(in, maxAnswer, maxUnended) }

// readLine is ReadLine with the limits for a line and for input without one.
func readLine(in *bufio.Reader, most, unended int) (string, error) {
	var line strings.Builder
	read := 0
	for {
		part, err := in.ReadSlice('\n')
		read += len(part)
		if read <= most {
			line.Write(part)
		}
		switch {
		case err == bufio.ErrBufferFull && read > unended:
			return "", ErrNoLines
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && read == 0:
			return "", io.EOF
		case err != nil && err != io.EOF:
			return "", err
		case read > most:
			return "", ErrTooLong
		}
		return strings.TrimRight(line.String(), "\r\n"), nil
	}
}
