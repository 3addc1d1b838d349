//go:build !testoperations

package model

// TestRequests has members only in the tests that add operations, which are
// built with the tag testoperations.
type TestRequests struct{}

var (
	testOperations []*Operation
	testSettings   []Setting
)
