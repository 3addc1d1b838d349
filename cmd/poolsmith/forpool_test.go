package main

import (
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
)

// An export never changes what could not be read: a group that is not seen would be
// created again. It has no secret of the pool either.
func TestExportForPoolReadsFirst(t *testing.T) {
	isolateEnvironment(t)
	t.Setenv("GOOGLE_SECRET", plantedSecret)
	e := newAppService(t)
	made := typed(t, nil, "submit", "--yes", "-i", writeTemp(t, "pool.json", signInDraft), "--endpoint-url", e.URL)
	if made.code != exit.OK {
		t.Fatal(made.err)
	}
	id, _, _ := strings.Cut(made.out, "\n")
	change := []string{"export", "--for-pool", id, "--endpoint-url", e.URL, "--set", "CreateGroup[+].GroupName=new", "-f"}
	for _, format := range []string{"cli", "terraform"} {
		o := typed(t, nil, append(change, format)...)
		if o.code != exit.OK || !strings.Contains(o.out, id) || strings.Contains(o.out+o.err, "PLANTED") || strings.Contains(o.out+o.err, e.secrets[0]) {
			t.Errorf("%s: %d\n%s%s", format, o.code, o.out, o.err)
		}
	}
	e.refused["ListGroups"] = -1
	o := typed(t, nil, append(change, "cli")...)
	if o.code != exit.Rejected || o.out != "" || !strings.Contains(o.err, "error: could not read the groups") {
		t.Errorf("%d\n%s%s", o.code, o.out, o.err)
	}
}
