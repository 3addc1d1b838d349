//go:build !testoperations

package exporters

// testTypes are the types of resources that exist for tests alone.
var testTypes []string
