//go:build testoperations

package model

import (
	"slices"
	"testing"
)

// Limits are read from the catalog in lists of requests, and in lists inside
// them.
func TestLimitsInListsOfLists(t *testing.T) {
	facts := readPool(t, `{
		"CreateUserPool": {"PoolName": "library"},
		"CreateShelf": [
			{"ShelfName": "", "Books": [{"Title": "Emma"}, {"Languages": []}]},
			{"Height": 5, "Books": [{"Title": "Faust", "Languages": ["de", "la"]}]}
		],
		"SetReadingRoom": {"ShelfId": ""}
	}`)
	want := []string{
		"required CreateShelf[0].Books[1].Title",
		"required CreateShelf[1].ShelfName",
		"length CreateShelf[0].ShelfName",
		"count CreateShelf[0].Books[1].Languages",
		"range CreateShelf[1].Height",
		"choice CreateShelf[1].Books[0].Languages",
		"length SetReadingRoom.ShelfId",
	}
	var got []string
	for _, f := range checkLimits(facts.Pool) {
		got = append(got, f.Rule+" "+f.Settings[0])
		if Lookup(f.Settings[0]) == nil {
			t.Errorf("no setting %s", f.Settings[0])
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}
