//go:build unix

package main

import (
	"encoding/json"
	"path/filepath"
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
		folder := t.TempDir()
		export := strings.Replace(made.Next[len(made.Next)-1].Command, "poolsmith", w.binary, 1)
		w.command(t, "sh", "-c", "cd "+folder+" && "+export)
		if code := readAll(t, []string{filepath.Join(folder, "main.tf")}); !strings.Contains(code, `id = "`+made.ID+`"`) {
			t.Errorf("%s wrote\n%s", export, code)
		}
		if clients := w.aws(t, "list-user-pool-clients", "--user-pool-id", made.ID, "--max-results", "10"); !strings.Contains(clients, `"ClientName": "`+name+`"`) {
			t.Errorf("%s: the clients of %s are %s", name, made.ID, clients)
		}
	}
}
