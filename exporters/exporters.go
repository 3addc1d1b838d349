// Package exporters writes a pool in other formats: as request bodies, as a
// script, as infrastructure code.
//
// A format is one file of this package and one entry of Formats: a pure
// function from a pool to files. Formats that call the API are written from
// Pool.Calls; those that describe resources have one for each call, with names
// from the catalog. This package does no I/O; the commands do.
package exporters

import (
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// File is one file of an export.
type File struct {
	Name string // relative, without folders
	Data []byte
	// Script marks a file that is run directly.
	Script bool
	// Companion marks a file that the others do not need. It offers another
	// way to use the export, and is only written to folders.
	Companion bool
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
	// Lacks are the ids that the calls of the files need and do not have, because the
	// description of the pool does not: ClientId[web].
	Lacks []string
}

// Main returns the files without their companions.
func (o Output) Main() []File {
	return slices.DeleteFunc(slices.Clone(o.Files), func(f File) bool { return f.Companion })
}

// Format is one way to write a pool.
type Format struct {
	Name  string // as on the command line
	Title string // as shown in the wizard
	File  string // the name of its first file for a new pool
	// Existing is what the format has for a pool that exists.
	Existing ExistingForm
	write    func(*model.Pool, Options) Output
}

// ExistingForm is what a format has for a pool that exists.
type ExistingForm int

// A format has nothing for it, the calls of the plan, resources with the ids of what
// they import, or a description of the target that changes nothing.
const (
	ForNew ExistingForm = iota
	AsCalls
	AsImport
	AsDescription
)

// ExistingNames lists the names of the formats that have something for a pool that
// exists.
func ExistingNames() []string {
	var names []string
	for _, f := range Formats {
		if f.Existing != ForNew {
			names = append(names, f.Name)
		}
	}
	return names
}

// Export writes the pool, which is the target of a plan. The same pool and options
// give the same bytes. There are no files where a program would have nothing to
// send.
func (f Format) Export(p *model.Pool, o Options) Output {
	p, hidden := hideSecrets(p)
	if o.Plan != nil && len(hidden) > 0 {
		o.Plan = model.PlanChange(o.Plan.Live, p)
	}
	if o.OmitDefaults {
		p = model.OmitDefaults(p)
	}
	out := f.write(p, o)
	out.Gaps = append(out.Gaps, hidden...)
	if f.Existing == AsCalls && o.Plan != nil && len(out.Files) > 0 {
		out.Lacks = o.Plan.Lacks(o.existing().updates())
	}
	if o.SmsRole && NeedsSmsRole(p) && !slices.Contains(roleMakers, f.Name) {
		out.Gaps = append(out.Gaps, Gap{
			Setting: smsRolePath,
			Why:     "this format cannot create the role; " + strings.Join(roleMakers, ", ") + " can",
		})
	}
	return out
}

// Options control an export. A format ignores options that do not apply to it.
type Options struct {
	// OmitDefaults omits settings that equal Cognito's default.
	OmitDefaults bool
	// LambdaPermissions also allows Cognito to invoke each trigger, which every
	// trigger requires.
	LambdaPermissions bool
	// SmsRole also creates the role for SMS where NeedsSmsRole reports that the
	// pool needs one.
	SmsRole bool
	// Variables turns ARNs into inputs of the infrastructure code.
	Variables bool
	// Plan is for the export of a pool that exists, nil for a new one: the plan that
	// leads from it to the exported one.
	Plan *model.Plan
}

// DefaultOptions are those of the command and of the wizard.
func DefaultOptions() Options { return Options{LambdaPermissions: true} }

// Formats in the order in which they are offered.
var Formats = []Format{
	{"json", "Request JSON", "create-user-pool.json", AsCalls, exportJSON},
	{"yaml", "Request YAML", "create-user-pool.yaml", AsCalls, exportYAML},
	{"cli", "AWS CLI script", "create-user-pool.sh", AsCalls, exportCLI},
	{"terraform", "Terraform", "main.tf", AsImport, exportTerraform},
	{"cloudformation", "CloudFormation", "template.yaml", AsImport, exportCloudFormation},
	{"cdk", "AWS CDK", "user-pool-stack.ts", AsImport, exportCDK},
	{"pulumi", "Pulumi", "index.ts", AsImport, exportPulumi},
	{"boto3", "Python (boto3)", "create_user_pool.py", AsCalls, exportBoto3},
	{"paws", "R (paws)", "create_user_pool.R", ForNew, exportPaws},
	{"go", "Go", "main.go", AsCalls, exportGo},
	{"js", "JavaScript", "create-user-pool.mjs", AsCalls, exportJS},
	{"datadog", "Datadog", "policy.rego", AsDescription, exportDatadog},
	{"markdown", "Markdown document", "user-pool.md", AsDescription, exportMarkdown},
}

// ChangeFile is the name of its first file for a pool that exists.
func (f Format) ChangeFile() string { return changeFile(f.File) }

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
