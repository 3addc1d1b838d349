package main

import (
	"cmp"
	"errors"
	"iter"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/report"
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
	"github.com/spf13/cobra"
)

type validateOptions struct {
	start
	Format   string
	Severity string
	Ignore   []string
	Region   string
	Verbose  bool
	Together bool // the files are parts of one pool

	Fix    string // the least severe findings that are corrected; empty for none
	Out    string // where the corrected file goes, in place of itself
	Force  bool
	DryRun bool
}

func newValidateCommand(s streams) *cobra.Command {
	var o validateOptions
	c := &cobra.Command{
		Use:   "validate FILE...|--preset NAME",
		Short: "Report what Cognito rejects, ignores or handles unexpectedly",
		Long: "Validate checks pools against the documented and observed behavior of Cognito, without calling it.\n\n" +
			"The exit code is 0 when no pool has an error, 1 when one has, and 2 when a file cannot be\n" +
			"opened or parsed.\n\n" +
			"With --fix it corrects the file where the correction is certain: a number out of range, a list with\n" +
			"a value twice, a setting that has no effect, a missing member. It never invents names, ARNs or texts.\n" +
			"Errors and warnings are corrected, with --fix=advice also advice, with --fix=error only errors; what\n" +
			"--ignore and --severity exclude stays as it is. Each change is a line on standard error, and the\n" +
			"report and the exit code are those of the result.\n\n" +
			"A draft or a request body in JSON keeps its layout. With -o, or from standard input to standard output,\n" +
			"other files become a draft. --dry-run prints the changes as a unified diff and writes nothing.\n\n" +
			"--set checks each file as if it had the settings, and changes no file; its findings have no line numbers.",
		Example: "poolsmith validate pool.json\npoolsmith validate --format sarif pools/*.json >findings.sarif\n" +
			"poolsmith validate --fix pool.json\npoolsmith validate --fix=advice --dry-run pool.json\n" +
			"poolsmith validate --together describe-user-pool.json get-user-pool-mfa-config.json\n" +
			"poolsmith validate --set UserPoolTier=LITE pools/*.json",
		RunE: func(_ *cobra.Command, files []string) error { return runValidate(s, o, files) },
	}
	addStartFlags(c, &o.start)
	addFormatFlag(c, &o.Format, report.Formats)
	c.Flags().StringVar(&o.Severity, "severity", "todo", "report findings of SEVERITY and above: error, warning, advice or todo")
	c.Flags().StringSliceVar(&o.Ignore, "ignore", nil, "do not report the findings of RULE")
	c.Flags().StringVar(&o.Region, "region", "", "check the pools for REGION")
	c.Flags().BoolVar(&o.Verbose, "verbose", false, "show the settings and the fix of each finding, as on a wide terminal")
	c.Flags().BoolVar(&o.Together, "together", false, "read the files as the parts of one pool")
	c.Flags().StringVar(&o.Fix, "fix", "", "correct findings of SEVERITY and above: error, warning or advice")
	c.Flags().Lookup("fix").NoOptDefVal = "warning"
	c.Flags().StringVarP(&o.Out, "out", "o", "", "write the corrected file to PATH")
	c.Flags().BoolVar(&o.Force, "force", false, "replace the file at PATH")
	c.Flags().BoolVar(&o.DryRun, "dry-run", false, "print what --fix would change")
	return c
}

// wideTerminal is the width from which the details of findings are shown by
// default, in columns.
const wideTerminal = 160

// filter selects the findings that are reported.
type filter struct {
	least  model.Severity
	ignore []string
}

func (k filter) keeps(f model.Finding) bool {
	return f.Severity >= k.least && !slices.Contains(k.ignore, f.Rule)
}

func (o *validateOptions) filter() (filter, error) {
	if !slices.Contains(report.Formats, o.Format) {
		return filter{}, exit.UsageError(suggestion(o.Format, report.Formats), "unknown format %q", o.Format)
	}
	least, err := model.ParseSeverity(o.Severity)
	if err != nil {
		return filter{}, exit.UsageError("one of error, warning, advice, todo", "unknown severity %q", o.Severity)
	}
	for _, id := range o.Ignore {
		if model.LookupRule(id) == nil {
			return filter{}, exit.UsageError(suggestion(id, report.RuleIDs()), "unknown rule %q", id)
		}
	}
	return filter{least, o.Ignore}, nil
}

func runValidate(s streams, o validateOptions, files []string) error {
	switch {
	case o.Preset != "" && len(files) > 0:
		return exit.UsageError("omit one of them", "a file and --preset cannot be combined")
	case o.Preset != "":
		files = []string{""} // it is checked in place of a file
	case len(files) == 0:
		return exit.UsageError("list the files after the command; - is standard input", "no files specified")
	}
	keep, err := o.filter()
	if err != nil {
		return err
	}
	if err := o.checkFix(files); err != nil {
		return err
	}
	pools := make([][]string, len(files))
	for i := range files {
		pools[i] = files[i : i+1]
	}
	if o.Together {
		pools = [][]string{files}
	}
	verbose := o.Verbose || s.OutTTY && s.Width >= wideTerminal
	out := s.Out
	if o.Fix != "" && (o.DryRun || o.Out == "" && slices.Contains(files, "-")) {
		out = s.Err // standard output takes the result
	}
	r := report.New(out, o.Format, versionText(), verbose)
	unwritten := false
	for v := range validateAll(pools, func(names []string) validation { return o.validate(s, names, keep) }) {
		if v.Err != nil {
			s.describe(v.Err)
		}
		if v.fixed != nil {
			if err := o.finish(s, v.fixed); err != nil {
				s.describe(err)
				unwritten = unwritten || exitCode(err) == exit.Usage
			}
		}
		if v.document != nil {
			showUnknown(s, v.document, "is not checked")
		}
		if err := r.Add(v.Result); err != nil {
			return outputError(err)
		}
	}
	if err := r.End(); err != nil {
		return outputError(err)
	}
	switch {
	case r.Unreadable > 0 || unwritten:
		return &exit.Error{Code: exit.Usage}
	case r.Errors > 0:
		return errFindings
	}
	return nil
}

// validation is the result of validating one pool.
type validation struct {
	report.Result
	document *model.Document // nil if it could not be read
	fixed    *fixed          // nil without --fix
}

// validateAll validates the pools on all processors and yields the results in the
// order of the pools. It keeps only a few of them in memory at a time.
func validateAll(pools [][]string, validate func([]string) validation) iter.Seq[validation] {
	return func(yield func(validation) bool) {
		stopped := make(chan struct{})
		defer close(stopped)
		pending := make(chan chan validation, 2*runtime.GOMAXPROCS(0))
		go func() {
			defer close(pending)
			for _, names := range pools {
				result := make(chan validation, 1)
				select {
				case pending <- result:
				case <-stopped:
					return
				}
				go func() { result <- recovered(names, validate) }()
			}
		}()
		for result := range pending {
			v := <-result
			if crash, ok := errors.AsType[*tui.Crash](v.Err); ok {
				panic(crash)
			}
			if !yield(v) {
				return
			}
		}
	}
}

// recovered calls validate and returns a panic as the error of the result, because
// on a goroutine of its own it would end the process.
func recovered(names []string, validate func([]string) validation) (v validation) {
	defer func() {
		if r := recover(); r != nil {
			v = validation{Result: report.Result{Err: tui.NewCrash(r)}}
		}
	}()
	return validate(names)
}

// factsIn returns the facts about a pool in a Region, or in that of the
// environment if region is empty.
func factsIn(document *model.Document, region string) model.Facts {
	facts := document.Facts()
	facts.Region = region
	if region == "" {
		facts.Region = cmp.Or(os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION"))
		facts.Assumed = true
	}
	return facts
}

// validate reads and checks one pool, and with --fix corrects it before that.
func (o *validateOptions) validate(s streams, names []string, keep filter) validation {
	if len(names) > 1 {
		document, err := readPool(s, names...)
		return o.checkChanged(document, nil, err, strings.Join(names, ", "), keep)
	}
	if o.Preset != "" {
		document, err := o.preset()
		return o.checkChanged(document, nil, err, "preset "+o.Preset, keep)
	}
	name := names[0]
	data, err := readData(s, name)
	shown := name
	if name == "-" {
		shown = stdinName
	}
	if err != nil {
		return unread(shown, err)
	}
	document, err := model.Read(shown, data)
	if err != nil || o.Fix == "" {
		return o.checkChanged(document, data, err, shown, keep)
	}
	return o.fix(name, data, document, keep)
}

// checkChanged checks a pool with the changes of --set, if it could be read. Its file
// is not what is checked then.
func (o *validateOptions) checkChanged(document *model.Document, data []byte, err error, name string, keep filter) validation {
	if err == nil && len(o.Set) > 0 {
		if err := o.Set.applyTo(document); err != nil {
			return unread(name, err)
		}
		data = nil
	}
	return o.check(document, data, err, name, keep)
}

// unread is the validation of a pool that could not be read.
func unread(name string, err error) validation {
	return validation{Result: report.Result{Findings: report.Problems(name, err), Err: err}}
}

// check checks a pool. The rules run only if every setting can be read, or if the
// findings about the others are ignored. data is the text of its one file, nil for
// several.
func (o *validateOptions) check(document *model.Document, data []byte, err error, name string, keep filter) validation {
	if err != nil && document == nil {
		return unread(name, err)
	}
	v := validation{document: document}
	if err != nil {
		v.Findings = slices.DeleteFunc(report.Problems(document.Name, err), func(f report.Finding) bool { return slices.Contains(keep.ignore, f.Rule) })
		if len(v.Findings) > 0 {
			return v
		}
	}
	facts := factsIn(document, o.Region)
	all := model.CheckIn(facts)
	for _, f := range all {
		if !keep.keeps(f) {
			continue
		}
		located := report.Locate(document, f)
		if f.Severity == model.ToDo {
			v.ToDo = append(v.ToDo, located)
			continue
		}
		if o.Format != "text" {
			correctIn(&located, document, data, facts.Edits(f, all))
		}
		v.Findings = append(v.Findings, located)
	}
	return v
}

// correctIn adds the change that corrects a finding. The text of a file with a
// secret is not repeated.
func correctIn(f *report.Finding, document *model.Document, data []byte, edits []model.Edit) {
	if len(edits) == 0 {
		return
	}
	var after []byte
	if data != nil && noSecrets(document) == nil {
		text, _, err := model.Rewrite(document.Name, data, edits)
		if err == nil {
			after = text
		}
	}
	f.Correct(edits, data, after)
}
