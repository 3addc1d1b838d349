//go:build !testoperations

package exporters

import (
	"testing"

	"github.com/poolsmith/poolsmith/model"
)

// operationCases are pools with the operations that exist for tests alone.
func operationCases(testing.TB) []testCase { return nil }

// completeOperations adds to a pool what its requests refer to.
func completeOperations(*model.Pool) {}
