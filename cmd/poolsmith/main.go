// Command poolsmith makes Amazon Cognito user pools: in a wizard at the
// terminal, or from a file in scripts.
//
// Results go to standard output, everything else to standard error. A message
// begins with "error:", "warning:" or "hint:", in small letters and without a
// full stop. Text that comes from a file or from the service is shown with its
// control characters spelt out.
package main

import (
	"io"
	"log"
	"os"
	"runtime/debug"
)

func main() {
	// A pool is small: to collect a run's garbage takes longer than to leave
	// some megabytes of it. Input that would take many is another matter.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(128 << 20)
	log.SetOutput(io.Discard) // net/http logs what servers send unasked
	os.Exit(run(os.Args[1:], osStreams()))
}
