//go:build testoperations

package tui

import (
	"testing"

	"github.com/poolsmith/poolsmith/forms"
)

// shelves have books and labels, which are a list and a map inside the items of
// a list.
const shelves = `{"CreateUserPool": {"PoolName": "shop"}, "CreateShelf": [
	{"ShelfName": "a", "Labels": {"room": "1"}},
	{"ShelfName": "b", "Labels": {"row]": "2", "0": "x"}, "Books": [{"Title": "one"}, {"Title": "two"}]}]}`

func init() { testOperationPools["shelves"] = shelves }

// A path leads into a list inside the item of a list, and esc returns.
func TestJumpIntoListsInsideItems(t *testing.T) {
	for path, items := range map[string][]string{
		"CreateShelf[1].Books[0].Title":     {"CreateShelf[1]", "CreateShelf[1].Books[0]"},
		"CreateShelf[1].Books[1].Languages": {"CreateShelf[1]", "CreateShelf[1].Books[1]"},
		"CreateShelf[1].Books":              {"CreateShelf[1]"},
		`CreateShelf[1].Labels[row\]]`:      {"CreateShelf[1]", `CreateShelf[1].Labels[row\]]`},
		"CreateShelf[1].Labels[0]":          {"CreateShelf[1]", "CreateShelf[1].Labels[0]"},
		"CreateShelf":                       nil,
	} {
		d := open(t, readBack(t, shelves))
		before := d.here()
		d.run(d.w.jump(path))
		d.hasOpen(items...)
		if got := d.w.rows()[d.w.focus].field.Key(); got != path {
			t.Errorf("%s leads to %s", path, got)
		}
		if d.press("esc"); d.here() != before {
			t.Errorf("esc led from %s to %s", path, d.here())
		}
	}
}

// Lists and maps inside items are edited, line by line as in the wizard.
func TestAnswersInsideItems(t *testing.T) {
	d := open(t, readBack(t, `{"PoolName": "shop"}`))
	d.goTo("shelves").press("a").hasOpen("CreateShelf[0]")
	d.typed("new").press("end", "down", "down", "down").sees("▸ Labels").press("a").typed("room").press("enter").typed("3").press("esc")
	d.hasOpen("CreateShelf[0]").press("end", "down").sees("▸ Books").press("a")
	d.hasOpen("CreateShelf[0]", "CreateShelf[0].Books[0]").typed("One").press("esc", "esc").hasOpen()

	step := 0
	for i, s := range forms.Steps {
		if s.ID == "shelves" {
			step = i + 1
		}
	}
	pool, out, err := answer(t, readBack(t, `{"PoolName": "shop"}`), "review", itoa(step),
		"add", "new", "", "", "add", "room", "3", "", "add", "One", "", "", "next", "done")
	if err != nil || !pool.Equal(d.w.Pool()) {
		t.Errorf("%v; line by line %s\nin the wizard %s\n%s", err, pool.JSON(), d.w.Pool().JSON(), out)
	}
}
