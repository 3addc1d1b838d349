//go:build testoperations

package model

// Two operations that Cognito does not have. They are built for tests alone,
// with the tag testoperations: a list of shelves, each with books, and a reading
// room that takes the id of a shelf. Every law holds for them without a branch
// of their own anywhere, which is what a new operation costs.

// TestRequests are the requests of the test operations.
type TestRequests struct {
	CreateShelf    []CreateShelf  `json:",omitzero"`
	SetReadingRoom SetReadingRoom `json:",omitzero"`
}

// CreateShelf is a request that a draft has many of.
type CreateShelf struct {
	ShelfName *string           `json:",omitzero"`
	Lockable  *bool             `json:",omitzero"`
	Height    *int              `json:",omitzero"` // in centimeters
	Labels    map[string]string `json:",omitzero"`
	Books     []Book            `json:",omitzero"`
}

// Book is an item of a list in an item of a list.
type Book struct {
	Title     *string  `json:",omitzero"`
	Languages []string `json:",omitzero"`
}

// SetReadingRoom is a request that takes what another gives. ShelfId is the
// ShelfName of a shelf in the draft.
type SetReadingRoom struct {
	ShelfId *string `json:",omitzero"`
	Notice  *string `json:",omitzero"`
}

var testOperations = []*Operation{
	{
		Name: "CreateShelf", Noun: "shelf", Many: true, Key: "ShelfName",
		Takes:  []string{"UserPoolId"},
		Gives:  map[string]string{"ShelfId": "Shelf.ShelfId"},
		Update: "UpdateShelf", Describe: "DescribeShelf", List: "ListShelves", Delete: "DeleteShelf",
		Listed:      "Shelves",
		Duplicate:   "ShelfExistsException",
		DeleteFirst: true,
		Permanent:   []string{"Height"},
		Answer:      "Shelf",
		Terraform:   "aws_cognito_shelf", CloudFormation: "AWS::Cognito::Shelf",
		TerraformID: []string{"UserPoolId/ShelfId"}, CloudFormationID: map[string]string{"UserPoolId": "UserPoolId", "ShelfId": "ShelfId"},
	},
	{
		Name: "SetReadingRoom", Noun: "reading room",
		Takes:  []string{"UserPoolId", "ShelfId"},
		Update: "SetReadingRoom", Describe: "DescribeReadingRoom", Delete: "DeleteReadingRoom",
		Answer:    "ReadingRoom",
		Terraform: "aws_cognito_reading_room", CloudFormation: "AWS::Cognito::ReadingRoom",
		TerraformID: []string{"UserPoolId"}, CloudFormationID: map[string]string{"Id": "UserPoolId"},
	},
}

var testSettings = []Setting{
	{
		Path: "CreateShelf", Title: "Shelves", Help: "The shelves of the pool.", Kind: List, Max: 10,
		Default: "None",
	},
	{
		Path: "CreateShelf[].ShelfName", Title: "Shelf name", Help: "The name of the shelf.", Kind: Text, Required: true, Min: 1, Max: 128,
		Terraform: "name", CloudFormation: "ShelfName",
	},
	{
		Path: "CreateShelf[].Lockable", Title: "Lockable", Help: "Whether the shelf can be locked.", Kind: Bool,
		Default: "No", Implied: false,
		Terraform: "lockable", CloudFormation: "Lockable",
	},
	{
		Path: "CreateShelf[].Height", Title: "Height", Help: "The height of the shelf in centimeters.", Kind: Int, Min: 10, Max: 300,
		Default: "200", Implied: 200, Permanent: "the shelf is built once",
		Terraform: "height", CloudFormation: "Height",
	},
	{
		Path: "CreateShelf[].Labels", Title: "Labels", Help: "Labels of the shelf.", Kind: Map, Max: 50, Keys: Limits{Min: 1, Max: 128}, Items: Limits{Max: 256},
		Default: "None", Implied: map[string]string{},
		Terraform: "labels", CloudFormation: "Labels",
	},
	{
		Path: "CreateShelf[].Books", Key: "Title", Title: "Books", Help: "The books on the shelf.", Kind: List, Max: 20,
		Default:   "None",
		Terraform: "book", CloudFormation: "Books",
	},
	{
		Path: "CreateShelf[].Books[].Title", Title: "Book title", Help: "The title of the book.", Kind: Text, Required: true, Min: 1, Max: 100,
		Terraform: "book.title", CloudFormation: "Books.Title",
	},
	{
		Path: "CreateShelf[].Books[].Languages", Title: "Languages", Help: "The languages of the book.", Kind: Choices, Min: 1, Max: 2,
		Choices:   []Option{{Value: "en", Title: "English", Help: "In English."}, {Value: "de", Title: "German", Help: "In German."}},
		Default:   "None",
		Terraform: "book.languages", CloudFormation: "Books.Languages",
	},
	{
		Path: "SetReadingRoom.ShelfId", Title: "Shelf of the room", Help: "The name of the shelf that is in the reading room.", Kind: Text, Min: 1, Max: 128,
		Default:   "No shelf",
		Terraform: "shelf_id", CloudFormation: "ShelfId",
	},
	{
		Path: "SetReadingRoom.Notice", Title: "Notice", Help: "The notice at the door.", Kind: Prose, Max: 500,
		Default:   "None",
		Terraform: "notice", CloudFormation: "Notice",
	},
}
