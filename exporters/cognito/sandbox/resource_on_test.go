//go:build testoperations

package sandbox

import (
	"fmt"
	"strings"
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// library is a sandbox with a pool and two shelves, of which the first is in the
// reading room.
func library(t *testing.T) (s *Server, pool, fiction, poetry string) {
	t.Helper()
	s = New("eu-west-1", &Memory{})
	pool = made(t, s, `{"PoolName":"library"}`)
	fiction = ok(t, s, "CreateShelf", pool, `"ShelfName":"fiction","Height":120,"Books":[{"Title":"Emma"}]`).text("Shelf", "ShelfId")
	poetry = ok(t, s, "CreateShelf", pool, `"ShelfName":"poetry"`).text("Shelf", "ShelfId")
	ok(t, s, "SetReadingRoom", pool, `"ShelfId":"`+fiction+`","Notice":"Quiet"`)
	return s, pool, fiction, poetry
}

// inPool posts a request about a pool.
func inPool(t *testing.T, s *Server, operation, pool, members string) reply {
	t.Helper()
	body := `{"UserPoolId":"` + pool + `"`
	if members != "" {
		body += "," + members
	}
	return post(t, s, operation, body+"}")
}

// ok posts a request that must succeed.
func ok(t *testing.T, s *Server, operation, pool, members string) reply {
	t.Helper()
	answer := inPool(t, s, operation, pool, members)
	if answer.status != 200 {
		t.Fatalf("%s %s: %s", operation, members, answer.body)
	}
	return answer
}

func shelfID(id string) string { return `"ShelfId":"` + id + `"` }

func TestCreateAndDescribe(t *testing.T) {
	s, pool, fiction, poetry := library(t)
	if fiction == "" || poetry == "" || fiction == poetry {
		t.Fatalf("ids %q and %q", fiction, poetry)
	}
	want := `{"Shelf":{"UserPoolId":"` + pool + `",` + shelfID(fiction) + `,"ShelfName":"fiction","Height":120,"Books":[{"Title":"Emma"}]}}`
	if got := ok(t, s, "DescribeShelf", pool, shelfID(fiction)); canonical(t, got.members) != canonical(t, parsed(t, want)) {
		t.Errorf("described as %s", got.body)
	}
	want = `{"ReadingRoom":{"UserPoolId":"` + pool + `",` + shelfID(fiction) + `,"Notice":"Quiet"}}`
	if got := ok(t, s, "DescribeReadingRoom", pool, ""); canonical(t, got.members) != canonical(t, parsed(t, want)) {
		t.Errorf("described as %s", got.body)
	}
}

// What is saved is the draft: references are names, not ids.
func TestSavedAsDraft(t *testing.T) {
	s, _, _, _ := library(t)
	pools, err := s.Pools()
	if err != nil {
		t.Fatal(err)
	}
	d, err := model.Read("draft.json", pools[0].Settings.JSON())
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"SetReadingRoom.ShelfId": "fiction", "CreateShelf[1].ShelfName": "poetry"} {
		if got, _ := d.Pool.Get(path); got != want {
			t.Errorf("%s is %v", path, got)
		}
	}
}

func TestListPagesOfPart(t *testing.T) {
	s, pool, _, _ := library(t)
	ok(t, s, "CreateShelf", pool, `"ShelfName":"maps"`)
	var names []string
	token, pages := "", 0
	for pages == 0 || token != "" {
		members := `"MaxResults":2`
		if token != "" {
			members += `,"NextToken":"` + token + `"`
		}
		answer := ok(t, s, "ListShelves", pool, members)
		for _, shelf := range answer.members["Shelves"].([]any) {
			names = append(names, shelf.(map[string]any)["ShelfName"].(string))
		}
		token, pages = answer.text("NextToken"), pages+1
	}
	if fmt.Sprint(names) != "[fiction poetry maps]" || pages != 2 {
		t.Errorf("%d pages list %v", pages, names)
	}
	if all := ok(t, s, "ListShelves", pool, ""); len(all.members["Shelves"].([]any)) != 3 || all.text("NextToken") != "" {
		t.Errorf("listed %s", all.body)
	}
}

func TestLimitOfParts(t *testing.T) {
	s, pool, _, _ := library(t)
	for i := range model.Lookup("CreateShelf").Max - 2 {
		ok(t, s, "CreateShelf", pool, fmt.Sprintf(`"ShelfName":"%d"`, i))
	}
	if answer := inPool(t, s, "CreateShelf", pool, `"ShelfName":"x"`); answer.code != "LimitExceededException" {
		t.Errorf("one shelf too many: %s", answer.body)
	}
}

// An update resets what it omits, except what is permanent and the name.
func TestUpdatePart(t *testing.T) {
	s, pool, fiction, _ := library(t)
	ok(t, s, "UpdateShelf", pool, shelfID(fiction)+`,"ShelfName":"novels","Lockable":true`)
	want := `{"Shelf":{"UserPoolId":"` + pool + `",` + shelfID(fiction) + `,"ShelfName":"novels","Lockable":true,"Height":120}}`
	if got := ok(t, s, "DescribeShelf", pool, shelfID(fiction)); canonical(t, got.members) != canonical(t, parsed(t, want)) {
		t.Errorf("described as %s", got.body)
	}
	if room := ok(t, s, "DescribeReadingRoom", pool, ""); room.text("ReadingRoom", "ShelfId") != fiction {
		t.Errorf("the room has %s", room.body)
	}
	ok(t, s, "UpdateShelf", pool, shelfID(fiction))
	if got := ok(t, s, "DescribeShelf", pool, shelfID(fiction)); got.text("Shelf", "ShelfName") != "novels" || strings.Contains(got.body, "Lockable") {
		t.Errorf("described as %s", got.body)
	}
	if again := ok(t, s, "CreateShelf", pool, `"ShelfName":"fiction"`).text("Shelf", "ShelfId"); again == fiction {
		t.Error("a second shelf has the id of the one that was renamed")
	}
	ok(t, s, "SetReadingRoom", pool, `"Notice":"Open"`)
	if room := ok(t, s, "DescribeReadingRoom", pool, ""); room.text("ReadingRoom", "ShelfId") != "" || room.text("ReadingRoom", "Notice") != "Open" {
		t.Errorf("the room has %s", room.body)
	}
}

func TestDeletePart(t *testing.T) {
	s, pool, fiction, poetry := library(t)
	if answer := inPool(t, s, "DeleteUserPool", pool, ""); answer.code != "InvalidParameterException" || !strings.Contains(answer.message, "a shelf") {
		t.Errorf("a pool with shelves is deleted: %s", answer.body)
	}
	ok(t, s, "DeleteShelf", pool, shelfID(fiction))
	for operation, members := range map[string]string{"DescribeShelf": shelfID(fiction), "DescribeReadingRoom": ""} {
		if answer := inPool(t, s, operation, pool, members); answer.code != "ResourceNotFoundException" {
			t.Errorf("%s after the deletion: %s", operation, answer.body)
		}
	}
	ok(t, s, "DescribeShelf", pool, shelfID(poetry))
	ok(t, s, "DeleteShelf", pool, shelfID(poetry))
	ok(t, s, "DeleteUserPool", pool, "")
}

func TestBadRequestsOnParts(t *testing.T) {
	s, pool, fiction, _ := library(t)
	tests := []struct{ operation, members, code, message string }{
		{"CreateShelf", `"ShelfName":"poetry"`, "ShelfExistsException", "A shelf with the name poetry already exists."},
		{"UpdateShelf", shelfID(fiction) + `,"ShelfName":"poetry"`, "ShelfExistsException", "A shelf with the name poetry already exists."},
		{"UpdateShelf", shelfID(fiction) + `,"Height":50`, "SerializationException", "unknown member /Height: *"},
		{"CreateShelf", `"ShelfName":"x","Wheels":4`, "SerializationException", "unknown member /Wheels"},
		{"CreateShelf", `"ShelfName":5`, "SerializationException", `wrong type of value at "/ShelfName"`},
		{"CreateShelf", `"Books":[]`, "InvalidParameterException", "*'shelfName'*must not be null*"},
		{"CreateShelf", `"ShelfName":"x","Height":5`, "InvalidParameterException", "*greater than or equal to 10*"},
		{"DescribeShelf", ``, "InvalidParameterException", "*Value null at 'shelfId'*"},
		{"DescribeShelf", `"ShelfId":"none"`, "ResourceNotFoundException", "Shelf none does not exist."},
		{"UpdateShelf", `"ShelfId":"none"`, "ResourceNotFoundException", "Shelf none does not exist."},
		{"DeleteShelf", `"ShelfId":"none"`, "ResourceNotFoundException", "Shelf none does not exist."},
		{"DeleteShelf", shelfID(fiction) + `,"ShelfName":"x"`, "SerializationException", "unknown member /ShelfName"},
		{"SetReadingRoom", `"ShelfId":"none"`, "ResourceNotFoundException", "Shelf none does not exist."},
		{"ListShelves", `"MaxResults":61`, "InvalidParameterException", "*less than or equal to 60"},
		{"ListShelves", `"NextToken":"?"`, "InvalidParameterException", "Invalid pagination token"},
	}
	before := stored(t, s)
	for _, test := range tests {
		answer := inPool(t, s, test.operation, pool, test.members)
		if answer.status != 400 || answer.code != test.code || !like(test.message, answer.message) {
			t.Errorf("%s %s\nanswers %s\nwant %s: %s", test.operation, test.members, answer.body, test.code, test.message)
		}
	}
	if answer := inPool(t, s, "CreateShelf", "eu-west-1_none", `"ShelfName":"x"`); answer.code != "ResourceNotFoundException" {
		t.Errorf("a shelf without a pool: %s", answer.body)
	}
	if after := stored(t, s); after != before {
		t.Errorf("a rejected call changed\n%s\nto\n%s", before, after)
	}
}

// What has no id is identified by its name.
func TestPartsByName(t *testing.T) {
	o := *model.LookupOperation("CreateShelf")
	o.Gives = nil
	r := resource{&o}
	s := New("eu-west-1", &Memory{})
	pool := made(t, s, `{"PoolName":"library"}`)
	body := []byte(`{"UserPoolId":"` + pool + `","ShelfName":"fiction"}`)
	for _, step := range []struct {
		handle handler
		body   string
		want   string
	}{
		{r.create, `,"Height":120`, ""},
		{r.create, ``, "ShelfExistsException"},
		{r.update, `,"Lockable":true`, ""},
		{r.describe, ``, ""},
		{r.delete, ``, ""},
		{r.describe, ``, "ResourceNotFoundException: Shelf fiction does not exist."},
		{r.update, ``, "ResourceNotFoundException: Shelf fiction does not exist."},
	} {
		answer, err := step.handle(s, append(body[:len(body)-1:len(body)-1], step.body+"}"...))
		if (err != nil) != (step.want != "") || err != nil && !strings.HasPrefix(err.Error(), step.want) {
			t.Errorf("%s: %v, %v", step.body, answer, err)
		}
	}
}
