//go:build testoperations

package exporters

import (
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// operationCases are pools with the operations that exist for tests alone: of
// one, a list of requests whose responses have ids, and of the other a request
// that takes one of the ids.
func operationCases(t testing.TB) []testCase {
	t.Helper()
	two := model.LoadPreset("email-sign-in")
	two.CreateShelf = []model.CreateShelf{
		{ShelfName: new("fiction"), Height: new(180), Books: []model.Book{{Title: new("A \"title\"\nof two lines"), Languages: []string{"en", "de"}}, {Title: new("$(touch pwned)")}}},
		{ShelfName: new("Natural History"), Lockable: new(false), Labels: map[string]string{"a": "", `b"'`: "c"}},
	}
	two.SetReadingRoom = model.SetReadingRoom{ShelfId: new("Natural History"), Notice: new("Quiet, please")}

	// The ids of all shelves are taken, or would be, had the last one not the
	// name of another.
	nasty := nastyPool()
	nasty.CreateUserPool.DeletionProtection = new("ACTIVE")
	nasty.SetUserPoolMfaConfig = model.SetUserPoolMfaConfig{MfaConfiguration: new(model.On), SoftwareTokenMfaConfiguration: &model.SoftwareTokenMfa{Enabled: new(true)}}
	names := append([]string{"日本", "日本語", "a b", "a_b", "A/B", "../x", "2", "a b 2", "a]b", `a\b`}, nastyTexts...)
	for _, name := range names {
		nasty.CreateShelf = append(nasty.CreateShelf, model.CreateShelf{ShelfName: &name, Books: []model.Book{{Title: &name}}})
	}
	nasty.SetReadingRoom = model.SetReadingRoom{ShelfId: &names[4], Notice: &names[len(names)-2]}

	twins := &model.Pool{CreateUserPool: model.CreateUserPool{PoolName: new("twins")}}
	twins.CreateShelf = []model.CreateShelf{{ShelfName: new("twin")}, {ShelfName: new("twin")}}
	twins.SetReadingRoom.ShelfId = new("twin")

	unknown := &model.Pool{CreateUserPool: model.CreateUserPool{PoolName: new("unknown")}}
	unknown.SetReadingRoom = model.SetReadingRoom{ShelfId: new("no such shelf"), Notice: new("Quiet")}
	return []testCase{{"two-shelves", two}, {"nasty-shelves", nasty}, {"twin-shelves", twins}, {"unknown-shelf", unknown}}
}

// completeOperations adds to a pool what its requests refer to.
func completeOperations(p *model.Pool) {
	if p.SetReadingRoom.ShelfId != nil && len(p.CreateShelf) == 0 {
		p.CreateShelf = []model.CreateShelf{{ShelfName: p.SetReadingRoom.ShelfId}}
	}
}
