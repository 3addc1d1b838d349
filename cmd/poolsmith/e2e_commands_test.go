//go:build unix

package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// The commands that submit prints work unchanged in a shell and with the AWS CLI,
// even if the pool's name looks like an option.
func TestE2EPrintedCommands(t *testing.T) {
	w := newTestEnv(t)
	for _, name := range []string{"-x", "--debug", "--output", "-- y"} {
		file := writeTemp(t, "pool.json", `{"PoolName": "`+name+`"}`)
		var made struct {
			ID   string
			Next []struct{ Command string }
		}
		out := w.command(t, w.binary, "submit", "-i", file, "--yes", "--output", "json", "--endpoint-url", w.endpoint)
		if err := json.Unmarshal([]byte(out), &made); err != nil || len(made.Next) == 0 {
			t.Fatalf("%v in\n%s", err, out)
		}
		w.command(t, "sh", "-c", made.Next[0].Command)
		if clients := w.aws(t, "list-user-pool-clients", "--user-pool-id", made.ID, "--max-results", "10"); !strings.Contains(clients, `"ClientName": "`+name+`"`) {
			t.Errorf("%s: the clients of %s are %s", name, made.ID, clients)
		}
	}
}
