//go:build testoperations

package exporters

import (
	"slices"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// TestFilesOfSeveralRequests: the key of a request is in the name of its file
// where the pool has several of its kind.
func TestFilesOfSeveralRequests(t *testing.T) {
	p := &model.Pool{}
	for _, test := range []struct{ keys, want []string }{
		{[]string{"fiction"}, []string{"create-shelf"}},
		{[]string{"fiction", "Natural History"}, []string{"create-shelf-fiction", "create-shelf-natural-history"}},
		{[]string{"a b", "a_b", "../a/b"}, []string{"create-shelf-a-b", "create-shelf-a-b-2", "create-shelf-a-b-3"}},
		{[]string{"日本", "\x00", ""}, []string{"create-shelf", "create-shelf-2", "create-shelf-3"}},
		{[]string{strings.Repeat("long ", 50), "x"}, []string{"create-shelf" + strings.Repeat("-long", 8), "create-shelf-x"}},
	} {
		p.CreateShelf = nil
		for _, key := range test.keys {
			p.CreateShelf = append(p.CreateShelf, model.CreateShelf{ShelfName: &key})
		}
		if got := fileNames(sentCalls(p.Calls()))[1:]; !slices.Equal(got, test.want) {
			t.Errorf("%q: got %q, want %q", test.keys, got, test.want)
		}
	}
}

// TestFailureNamesTheState: a failed request tells what the pool lacks, with
// characters that steer a terminal escaped.
func TestFailureNamesTheState(t *testing.T) {
	p := &model.Pool{}
	p.CreateUserPool.PoolName = new("shop")
	p.CreateShelf = []model.CreateShelf{{ShelfName: new("\x1b[2J$(id)\"`id`")}, {ShelfName: new("last")}}
	for format, want := range map[string][]string{
		"boto3": {`" exists, without the shelf \\x1b[2J$(id)\"` + "`id`" + `; later requests were not sent. To delete it:"`, `" exists, without the shelf last. To delete it:"`},
		"js":    {`" exists, without the shelf \\x1b[2J$(id)\"` + "`id`" + `; later requests were not sent. To delete it:"`},
		"cli":   {`exists, without the shelf \\x1b[2J\$(id)\"` + "\\`id\\`" + `; later requests were not sent. To delete it:"`},
	} {
		f, _ := Lookup(format)
		source := string(f.Export(p, Options{}).Files[0].Data)
		for _, text := range want {
			if !strings.Contains(source, text) {
				t.Errorf("%s lacks %s:\n%s", format, text, source)
			}
		}
	}
}

// TestPawsNamesTheItem: the path of a gap has the index in the draft.
func TestPawsNamesTheItem(t *testing.T) {
	p := &model.Pool{}
	p.CreateUserPool.PoolName = new("shop")
	p.CreateShelf = []model.CreateShelf{{ShelfName: new("a")}, {ShelfName: new("b"), Labels: map[string]string{"a": ""}}}
	if out := exportPaws(p, Options{}); !isMissed(out, "CreateShelf[1].Labels") || len(out.Gaps) != 1 {
		t.Errorf("gaps: %v", out.Gaps)
	}
}
