// Command poolsmith makes Amazon Cognito user pools: in a wizard at the
// terminal, or from a file in scripts.
//
// Results go to standard output, everything else to standard error. A message
// begins with "error:", "warning:" or "hint:", in small letters and without a
// full stop. Text that comes from a file or from the service is shown with its
// control characters spelt out.
package main

import (
	"os"
	"runtime/debug"
)

func main() {
	// A pool is small: to collect a run's garbage takes longer than to leave
	// some megabytes of it.
	debug.SetGCPercent(400)
	os.Exit(run(os.Args[1:], osStreams()))
}
