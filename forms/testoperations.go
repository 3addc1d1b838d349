//go:build testoperations

package forms

import (
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

// The step of the operations that only tests have.
func init() {
	lists[shelvesPath] = blocks[model.CreateShelf]{fields: shelfFields, label: shelfLabel, newItem: newShelf}
	lists[booksPath] = blocks[model.Book]{fields: fields("", ".Title", ".Languages"), label: bookLabel, newItem: newBook}
	Steps = append(Steps, Step{
		ID: "shelves", Title: "Shelves", Intro: "The shelves of the pool, and its reading room.",
		Fields: slices.Concat(fields("", shelvesPath), fields("SetReadingRoom.", "ShelfId", "Notice")),
	})
}

const (
	shelvesPath = "CreateShelf"
	booksPath   = "CreateShelf[].Books"
)

var shelfFields = fields("", ".ShelfName", ".Lockable", ".Height", ".Labels", ".Books")

func shelfLabel(s model.CreateShelf) string {
	if s.ShelfName == nil {
		return "(no name)"
	}
	return *s.ShelfName
}

func newShelf([]model.CreateShelf) model.CreateShelf { return model.CreateShelf{} }

func bookLabel(b model.Book) string {
	if b.Title == nil {
		return "(no title)"
	}
	return *b.Title
}

func newBook([]model.Book) model.Book { return model.Book{} }
