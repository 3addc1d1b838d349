package main

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/exporters"
	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

type exportOptions struct {
	exporters.Options
	start
	Input  string
	Second string // the second file of a pool in two files; may be empty
	Format string
	Out    string
	Force  bool
	Strict bool // settings that the format cannot express are an error
	Output string
	For    poolFor
}

func newExportCommand(s streams) *cobra.Command {
	o := exportOptions{Options: exporters.DefaultOptions()}
	c := &cobra.Command{
		Use:   "export -i FILE|--preset NAME|--for-pool ID -f FORMAT [-o PATH]",
		Short: "Export a pool to a format such as Terraform or the AWS CLI",
		Long: "Export reads a pool and writes it in one of these formats: " + model.OneOf(exporters.Names()) + ".\n" +
			"The result is written to standard output, or to files with -o: all files to a folder, or the one with the same extension to a file.\n" +
			"The format all writes each format to a subfolder of PATH.\n" +
			"Settings that a format cannot express are listed in the output and on standard error, with the command that sets them afterwards.\n\n" +
			"With --for-pool, the export is for a pool that exists: the live pool with that ID, or the one that a file with the output of\n" +
			"describe-user-pool describes. Request bodies and programs then change the pool by the calls that poolsmith apply --dry-run\n" +
			"lists, with its ids; Terraform, CloudFormation, the CDK and Pulumi import it. A draft and --set are put over the pool, and what\n" +
			"they do not mention stays as it is. Without a change, json and yaml have the complete bodies that update everything to what it is.",
		Example: "poolsmith export -i pool.json -f terraform\npoolsmith export -i - -f json -o requests/ <pool.yaml\n" +
			"poolsmith export --preset web-app --set PoolName=shop -f cli\n" +
			"poolsmith export --for-pool eu-west-1_Ab12Cd34E -f terraform -o main.tf\n" +
			"poolsmith export --for-pool eu-west-1_Ab12Cd34E -i pool.json -f cli -o change.sh",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runExport(c.Context(), s, o) },
	}
	addInputFlag(c, &o.Input, &o.Second)
	addStartFlags(c, &o.start)
	c.Flags().StringVarP(&o.Format, "format", "f", "", "write FORMAT: "+model.OneOf(append(exporters.Names(), allFormats)))
	c.Flags().StringVarP(&o.Out, "out", "o", "", "write to PATH, a file or a folder")
	c.Flags().BoolVar(&o.Force, "force", false, "replace files that exist")
	c.Flags().BoolVar(&o.OmitDefaults, "terse", o.OmitDefaults, "omit settings that equal Cognito's default")
	c.Flags().BoolVar(&o.LambdaPermissions, "lambda-permissions", o.LambdaPermissions, "allow Cognito to invoke the triggers, if the format supports it")
	c.Flags().BoolVar(&o.SmsRole, "sms-role", o.SmsRole, "create the IAM role for SMS if the pool requires one and has none, if the format supports it")
	c.Flags().BoolVar(&o.Variables, "variables", o.Variables, "use variables for ARNs in infrastructure code")
	addOutputFlag(c, &o.Output)
	c.Flags().StringVar(&o.For.Pool, "for-pool", "", "export for the pool that exists: the live pool with the ID, or the one that FILE describes")
	addPlaceFlags(c, &o.For.Options)
	c.Flags().BoolVar(&o.Strict, "strict", false, "if the format cannot express every setting, write nothing and exit with 1")
	return c
}

func runExport(ctx context.Context, s streams, o exportOptions) error {
	if err := cmp.Or(checkOutput(o.Output), o.check()); err != nil {
		return err
	}
	formats, err := findFormats(o)
	if err != nil {
		return err
	}
	document, err := o.document(ctx, s)
	if err != nil {
		return err
	}
	reviewed := document.Pool
	if o.SmsRole {
		reviewed = exporters.WithSmsRole(reviewed)
	}
	facts := document.Facts()
	facts.Pool = reviewed
	if n := model.Errors(model.CheckIn(facts)); n > 0 {
		s.warn("Cognito would reject this pool: %s", model.Plural(n, "error"))
		s.hint("`%s` lists them", o.checking())
	}
	outputs := exportAll(document.Pool, formats, o.Options)
	for i, format := range formats {
		warnGaps(s, format, outputs[i])
		if o.Strict && len(outputs[i].Gaps) > 0 {
			return exit.RejectedError("omit --strict, or choose another format", "%s cannot express every setting, so nothing is written", format.Title)
		}
	}
	if err := o.checkIDs(outputs); err != nil {
		return err
	}
	formats, outputs = withFiles(s, formats, outputs)
	result := exportOf(formats, outputs)
	switch isShown := o.Out == "" || o.Out == "-" || len(outputs) == 0; {
	case isShown && o.Output == "json":
		return writeOut(s, model.EncodeJSON(result))
	case len(outputs) == 0:
		return nil
	case isShown:
		return showFirst(s, outputs[0].Main())
	}
	var paths []string
	if o.Format == allFormats {
		paths, err = writeFolders(o.Out, formats, outputs, o.Force)
	} else {
		paths, err = writeFiles(o.Out, filesFor(o.Out, outputs[0]), o.Force)
	}
	for _, path := range paths {
		s.say("wrote %s", path)
	}
	if err == nil && o.Output == "json" {
		return writeOut(s, model.EncodeJSON(result.writtenTo(paths)))
	}
	return err
}

// exportedFiles are exports for programs.
type exportedFiles struct {
	Exports []exportedFormat `json:"exports" description:"one for each format"`
	Written []string         `json:"written,omitempty" description:"the files that were written; the exports are without them then"`
}

type exportedFormat struct {
	Format string         `json:"format"`
	Files  []exportedFile `json:"contents,omitempty" description:"the files"`
	Gaps   []exportGap    `json:"gaps" description:"the settings that the format cannot express"`
}

type exportedFile struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

type exportGap struct {
	Setting string `json:"setting"`
	Why     string `json:"why"`
	Command string `json:"command,omitzero" description:"sets it afterwards"`
}

func exportOf(formats []exporters.Format, outputs []exporters.Output) exportedFiles {
	result := exportedFiles{Exports: []exportedFormat{}}
	for i, out := range outputs {
		one := exportedFormat{Format: formats[i].Name, Gaps: []exportGap{}}
		for _, file := range out.Files {
			one.Files = append(one.Files, exportedFile{file.Name, string(file.Data)})
		}
		for _, gap := range out.Gaps {
			one.Gaps = append(one.Gaps, exportGap(gap))
		}
		result.Exports = append(result.Exports, one)
	}
	return result
}

// writtenTo is the result with the names of files in place of the files.
func (e exportedFiles) writtenTo(paths []string) exportedFiles {
	for i := range e.Exports {
		e.Exports[i].Files = nil
	}
	e.Written = paths
	return e
}

// document reads the pool to export.
func (o *exportOptions) document(ctx context.Context, s streams) (*model.Document, error) {
	if o.For.Pool == "" {
		return o.read(s, o.Input, o.Second)
	}
	plan, err := o.plan(ctx, s)
	if err != nil {
		return nil, err
	}
	o.Plan = plan
	target := *plan.Live
	target.Pool = plan.Target
	return &target, nil
}

// exportAll exports the pool to the formats at the same time, because an export
// only reads it.
func exportAll(p *model.Pool, formats []exporters.Format, o exporters.Options) []exporters.Output {
	outputs := make([]exporters.Output, len(formats))
	inParallel(len(formats), func(i int) { outputs[i] = formats[i].Export(p, o) })
	return outputs
}

// withFiles are the formats whose exports have files. The others have nothing to
// send.
func withFiles(s streams, formats []exporters.Format, outputs []exporters.Output) (kept []exporters.Format, files []exporters.Output) {
	for i, output := range outputs {
		if len(output.Files) == 0 {
			s.note("there is nothing to change, so no %s is written", formats[i].Title)
			continue
		}
		kept, files = append(kept, formats[i]), append(files, output)
	}
	return kept, files
}

// warnGaps warns of the settings that a format cannot express.
func warnGaps(s streams, format exporters.Format, output exporters.Output) {
	for _, gap := range output.Gaps {
		s.warn("%s is not in %s: %s", gap.Setting, format.Title, gap.Why)
		if gap.Command != "" {
			s.hint("set it afterwards: %s", gap.Command)
		}
	}
}

// allFormats is the name that selects all formats.
const allFormats = "all"

// findFormats returns the selected format, or all of them.
func findFormats(o exportOptions) ([]exporters.Format, error) {
	if o.Format == allFormats {
		if o.Out == "" || o.Out == "-" {
			return nil, exit.UsageError("set the folder with -o DIR", "exporting all formats requires a folder")
		}
		return o.possible(exporters.Formats), nil
	}
	format, err := findFormat(o.Format)
	if err == nil && len(o.possible([]exporters.Format{format})) == 0 {
		err = exit.UsageError("formats for it: "+strings.Join(exporters.ExistingNames(), ", ")+"; or export what `poolsmith import --pool-id` prints", "%s has nothing for a pool that exists", format.Title)
	}
	return []exporters.Format{format}, err
}

// possible are the formats that have something for the pool.
func (o exportOptions) possible(formats []exporters.Format) []exporters.Format {
	if o.For.Pool == "" {
		return formats
	}
	return slices.DeleteFunc(slices.Clone(formats), func(f exporters.Format) bool { return f.Existing == exporters.ForNew })
}

func findFormat(name string) (exporters.Format, error) {
	if name == "" {
		return exporters.Format{}, exit.UsageError("set -f to one of "+strings.Join(append(exporters.Names(), allFormats), ", "), "no format specified")
	}
	format, found := exporters.Lookup(name)
	if !found {
		return format, exit.UsageError(suggestion(name, exporters.Names()), "unknown format %q", name)
	}
	return format, nil
}

// filesFor returns the files to write to path: all if it is a folder, otherwise
// the one with the same extension, or else the main files.
func filesFor(path string, out exporters.Output) []exporters.File {
	main := out.Main()
	if folder, err := isFolder(path, len(main)); folder || err != nil {
		return out.Files
	}
	for _, file := range out.Files {
		if filepath.Ext(file.Name) == filepath.Ext(path) {
			return []exporters.File{file}
		}
	}
	return main
}

// showFirst prints the first file and lists the others.
func showFirst(s streams, files []exporters.File) error {
	if err := writeOut(s, files[0].Data); err != nil {
		return err
	}
	if len(files) == 1 {
		return nil
	}
	var more []string
	for _, file := range files[1:] {
		more = append(more, file.Name)
	}
	s.warn("this is only %s; the export also contains %s", files[0].Name, strings.Join(more, ", "))
	s.hint("write all files with -o DIR")
	return nil
}
