// Package exporters writes a pool in other words: as request bodies, as a
// script, as infrastructure code.
//
// A format is one file of this package and one entry of Formats: a pure
// function from a pool to files. Formats that talk to the API are written from
// Pool.Calls, those that describe a resource from the pool itself, with names
// from the catalogue. Nothing is read or written here; package cmd does that.
package exporters

import (
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

// File is one file of an export.
type File struct {
	Name string // relative, without folders
	Data []byte
	// Script says that the file is meant to be run.
	Script bool
}

// Gap is a setting that a format cannot express. It is named in a comment of
// the output as well.
type Gap struct {
	Setting string // path
	Why     string
	Command string // the AWS CLI command that sets it afterwards; may be empty
}

// Output is an export. The first file is the one to show when only one can be.
type Output struct {
	Files []File
	Gaps  []Gap
}

// Format is one way to write a pool. The same pool gives the same bytes.
type Format struct {
	Name   string // as on the command line
	Title  string // as the wizard shows it
	Export func(*model.Pool, Options) Output
}

// Options are wishes about an export. A format that has no use for one takes
// no notice of it.
type Options struct {
	// Terse leaves out what equals Cognito's default.
	Terse bool
	// LambdaPermissions also lets Cognito invoke each trigger, without which
	// no trigger works.
	LambdaPermissions bool
	// SmsRole also makes the role for SMS where the pool names none and needs one.
	SmsRole bool
	// Variables makes the ARNs inputs of the infrastructure code.
	Variables bool
}

// Formats in the order in which they are offered.
var Formats = []Format{
	{"json", "Request JSON", exportJSON},
	{"yaml", "Request YAML", exportYAML},
	{"cli", "AWS CLI script", exportCLI},
	{"terraform", "Terraform", exportTerraform},
}

// Lookup returns the format of the given name.
func Lookup(name string) (Format, bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}

// Names lists the names of all formats.
func Names() []string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return names
}
