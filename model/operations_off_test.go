//go:build !testoperations

package model

import "testing"

// addTestRequests adds requests of the test operations where there are any.
func addTestRequests(testing.TB, *Pool) {}
