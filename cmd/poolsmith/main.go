// Command poolsmith creates Amazon Cognito user pools, in a wizard or from files.
//
// Results go to standard output, everything else to standard error. A message
// begins with "error:", "warning:" or "hint:", in lower case and without a period.
// Control characters in texts from files or from the service are escaped.
package main

import (
	"io"
	"log"
	"os"
	"runtime/debug"

	"github.com/poolsmith/poolsmith/model"
)

func main() {
	// A pool is small, so collecting the garbage takes longer than a few unused
	// megabytes are worth. The limit is for large input.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(128 << 20)
	log.SetOutput(io.Discard) // net/http logs unexpected data of servers
	model.SeedPrefixes(userSeed())
	os.Exit(run(os.Args[1:], osStreams()))
}

// userSeed differs between users and machines, and stays the same on one.
func userSeed() string {
	host, _ := os.Hostname()
	home, _ := os.UserHomeDir() // without either, prefixes are those of everybody
	return host + "\n" + home + "\n"
}
