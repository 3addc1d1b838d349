//go:build testoperations

package model

import (
	"slices"
	"strings"
	"testing"
)

const testRequests = `{
	"CreateUserPool": {"PoolName": "library"},
	"CreateShelf": [
		{"ShelfName": "fiction", "Lockable": false, "Height": 120, "Labels": {"floor.1]": "a", "": "none"},
			"Books": [{"Title": "Emma", "Languages": ["en"]}, {"Title": "Faust", "Languages": ["de", "en"]}]},
		{"ShelfName": "a\"b ]\\", "Books": [{"Title": "Emma"}]}
	],
	"SetReadingRoom": {"ShelfId": "fiction", "Notice": "Quiet,\nplease"}
}`

func addTestRequests(t testing.TB, p *Pool) {
	p.TestRequests = mustRead(t, testRequests).TestRequests
}

func TestCallsOfTestOperations(t *testing.T) {
	calls := mustRead(t, testRequests).Calls()
	answers := Answers{}
	responses := []string{
		`{"UserPool": {"Id": "eu-west-1_Ab12"}}`,
		`{"Shelf": {"ShelfId": "s-1"}}`, `{"Shelf": {"ShelfId": "s-2"}}`, `{}`,
	}
	want := []string{
		`CreateUserPool { "PoolName": "library" }`,
		`CreateShelf[0] { "UserPoolId": "eu-west-1_Ab12", "ShelfName": "fiction", "Lockable": false, "Height": 120, "Labels": { "": "none", "floor.1]": "a" }, "Books": [ { "Title": "Emma", "Languages": [ "en" ] }, { "Title": "Faust", "Languages": [ "de", "en" ] } ] }`,
		`CreateShelf[1] { "UserPoolId": "eu-west-1_Ab12", "ShelfName": "a\"b ]\\", "Books": [ { "Title": "Emma" } ] }`,
		`SetReadingRoom { "UserPoolId": "eu-west-1_Ab12", "ShelfId": "s-1", "Notice": "Quiet,\nplease" }`,
	}
	var got []string
	for i, call := range calls {
		got = append(got, call.Path+" "+compact(call.Body(answers)))
		if err := call.Keep(answers, []byte(responses[i])); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if missing := calls[1].Missing() + ", " + calls[3].Missing(); missing != "without the shelf fiction, without the reading room" {
		t.Error(missing)
	}
}

// A body without the answers that it needs leaves out what it takes: the AWS
// CLI takes that as options.
func TestBodiesOmitWhatIsNotKnown(t *testing.T) {
	calls := mustRead(t, testRequests).Calls()
	if body := compact(calls[3].Body(nil)); body != `{ "Notice": "Quiet,\nplease" }` {
		t.Error(body)
	}
}

func TestKeepNamesWhatAResponseLacks(t *testing.T) {
	call := mustRead(t, testRequests).Calls()[1]
	for _, response := range []string{`{}`, `{"Shelf": null}`, `{"Shelf": {"ShelfId": ""}}`, `{"Shelf": {"ShelfId": 1}}`, `[]`, ``} {
		err := call.Keep(Answers{}, []byte(response))
		if err == nil || !strings.Contains(err.Error(), "Shelf.ShelfId") {
			t.Errorf("%s: %v", response, err)
		}
	}
}

// Bare bodies are recognized by their members.
func TestReadBodiesOfTestOperations(t *testing.T) {
	tests := []struct{ name, text, operation, path string }{
		{"create", `{"UserPoolId": "eu-west-1_A", "ShelfName": "x", "Books": [{"Title": "Emma"}]}`, "CreateShelf", "CreateShelf[0].Books[0].Title"},
		{"update", `{"UserPoolId": "eu-west-1_A", "ShelfId": "s-1", "ShelfName": "x"}`, "UpdateShelf", "CreateShelf[0].ShelfName"},
		{"once", `{"UserPoolId": "eu-west-1_A", "ShelfId": "x", "Notice": "y"}`, "SetReadingRoom", "SetReadingRoom.Notice"},
		{"camelCase", `{"shelfName": "x", "books": [{"title": "Emma"}]}`, "CreateShelf", "CreateShelf[0].Books[0].Title"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, err := Read("body.json", []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if d.Operation != test.operation {
				t.Errorf("recognized as %q", d.Operation)
			}
			if _, set := d.Pool.Get(test.path); !set {
				t.Errorf("%s is not set: %s", test.path, d.Pool.JSON())
			}
		})
	}
	if _, err := Read("body.json", []byte(`{"ShelfId": "s-1", "ShelfName": "x", "Height": 12}`)); err == nil || !strings.Contains(err.Error(), "UpdateShelf does not have this setting") {
		t.Errorf("an update with a permanent member: %v", err)
	}
}

func TestUnknownMembersOfTestOperations(t *testing.T) {
	_, err := Read("draft.json", []byte(`{"CreateUserPool": {"PoolName": "a"}, "CreateShelf": [{"ShelfName": "x", "Books": [{"Titel": "Emma"}]}]}`))
	if err == nil || err.Error() != "draft.json:1:85: CreateShelf[0].Books[0].Titel: unknown setting" {
		t.Error(err)
	}
}

// Items are compared by their keys, in any order, at any depth.
func TestDiffOfTestOperations(t *testing.T) {
	draft := func(rest string) *Pool { return mustRead(t, `{"CreateUserPool": {"PoolName": "a"}, `+rest+`}`) }
	from := draft(`"CreateShelf": [{"ShelfName": "x", "Height": 100, "Labels": {"a.b": "1"}, "Books": [{"Title": "Emma", "Languages": ["en"]}, {"Title": "Faust"}]}, {"ShelfName": "gone"}]`)
	to := draft(`"CreateShelf": [{"ShelfName": "new", "Lockable": true}, {"ShelfName": "x", "Height": 120, "Labels": {"a.b": "2"}, "Books": [{"Title": "Faust"}, {"Title": "Emma", "Languages": ["de"]}]}], "SetReadingRoom": {"ShelfId": "x"}`)
	want := []string{
		"CreateShelf[gone] by DeleteShelf",
		"CreateShelf[new] by CreateShelf",
		"CreateShelf[x].Height by new pool",
		"CreateShelf[x].Labels[a.b] by UpdateShelf",
		"CreateShelf[x].Books[Emma].Languages by UpdateShelf",
		"SetReadingRoom.ShelfId by SetReadingRoom",
	}
	if got := differences(Diff(from, to, false)); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := Diff(to, to, false); got != nil {
		t.Errorf("a draft differs from itself: %v", got)
	}
}

// The limits of the catalog hold in lists of lists.
func TestLimitsOfTestOperations(t *testing.T) {
	p := mustRead(t, `{"CreateUserPool": {"PoolName": "a"}, "CreateShelf": [{"ShelfName": "x"}, {"Height": 5, "Books": [{"Title": "Emma"}, {"Languages": ["fr"]}]}]}`)
	want := []string{
		"CreateShelf[1].ShelfName required",
		"CreateShelf[1].Height range",
		"CreateShelf[1].Books[1].Title required",
		"CreateShelf[1].Books[1].Languages choice",
	}
	var got []string
	for _, f := range Check(p) {
		if f.Severity == Error {
			got = append(got, f.Settings[0]+" "+f.Rule)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestSchemaOfTestOperations(t *testing.T) {
	schema := string(Schema())
	for _, want := range []string{`"CreateShelf": {`, `"Books": {`, `"ShelfId": {`} {
		if !strings.Contains(schema, want) {
			t.Errorf("the JSON Schema lacks %s", want)
		}
	}
}

// The bodies of a draft's requests are read together, in any order.
func TestReadTheBodiesOfADraft(t *testing.T) {
	d, err := ReadAll(
		Source{"shelf.json", []byte(`{"ShelfName": "x"}`)},
		Source{"pool.json", []byte(`{"PoolName": "a"}`)},
		Source{"rest.json", []byte(`{"ShelfName": "y", "Height": 12} {"ShelfId": "y", "Notice": "z"}`)},
	)
	if err != nil {
		t.Fatal(err)
	}
	want := mustRead(t, `{"CreateUserPool": {"PoolName": "a"}, "CreateShelf": [{"ShelfName": "x"}, {"ShelfName": "y", "Height": 12}], "SetReadingRoom": {"ShelfId": "y", "Notice": "z"}}`)
	if !d.Pool.Equal(want) || d.Operation != "" {
		t.Errorf("read as %s of %q", d.Pool.JSON(), d.Operation)
	}
	if file, line, _ := d.Place("CreateShelf[1].Height"); file != "rest.json" || line != 1 {
		t.Errorf("at %s:%d", file, line)
	}
	for _, sources := range [][]Source{
		{{"a", []byte(`{"ShelfName": "x"}`)}, {"b", []byte(`{"ShelfName": "y"}`)}},
		{{"a", []byte(`{"PoolName": "x"}`)}, {"b", []byte(`{"Notice": "y"}`)}, {"c", []byte(`{"Notice": "z"}`)}},
		{{"a", []byte(`{"PoolName": "x"}`)}, {"b", []byte(`{"CreateUserPool": {}}`)}},
	} {
		if _, err := ReadAll(sources...); err == nil || !strings.Contains(err.Error(), "a second document") {
			t.Errorf("%s: %v", sources, err)
		}
	}
}
