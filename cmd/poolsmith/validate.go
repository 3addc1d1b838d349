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
	"github.com/poolsmith/poolsmith/model"
	"github.com/poolsmith/poolsmith/tui"
	"github.com/spf13/cobra"
)

type validateOptions struct {
	Format   string
	Severity string
	Ignore   []string
	Region   string
	Verbose  bool
	Together bool // the files are the parts of one pool
}

func newValidateCommand(s streams) *cobra.Command {
	var o validateOptions
	c := &cobra.Command{
		Use:   "validate FILE...",
		Short: "Report what Cognito rejects, ignores or handles unexpectedly",
		Long: "Validate checks pools against the documented and observed behavior of Cognito, without calling it.\n\n" +
			"The exit code is 0 when no pool has an error, 1 when one has, and 2 when a file cannot be\n" +
			"opened or parsed.",
		Example: "poolsmith validate pool.json\npoolsmith validate --format sarif pools/*.json >findings.sarif\n" +
			"poolsmith validate --together describe-user-pool.json get-user-pool-mfa-config.json",
		RunE: func(_ *cobra.Command, files []string) error { return runValidate(s, o, files) },
	}
	c.Flags().StringVar(&o.Format, "format", "text", "print FORMAT: "+model.OneOf(reportFormats))
	c.Flags().StringVar(&o.Severity, "severity", "todo", "report findings of SEVERITY and above: error, warning, advice or todo")
	c.Flags().StringSliceVar(&o.Ignore, "ignore", nil, "do not report the findings of RULE")
	c.Flags().StringVar(&o.Region, "region", "", "check the pools for REGION")
	c.Flags().BoolVar(&o.Verbose, "verbose", false, "show the settings and the fix of each finding, as on a wide terminal")
	c.Flags().BoolVar(&o.Together, "together", false, "read the files as the parts of one pool")
	return c
}

var reportFormats = []string{"text", "json", "sarif"}

// filter decides which findings are reported.
type filter struct {
	least  model.Severity
	ignore []string
}

func (o *validateOptions) filter() (filter, error) {
	if !slices.Contains(reportFormats, o.Format) {
		return filter{}, exit.UsageError(meant(o.Format, reportFormats), "unknown format %q", o.Format)
	}
	least, err := model.ParseSeverity(o.Severity)
	if err != nil {
		return filter{}, exit.UsageError("one of error, warning, advice, todo", "unknown severity %q", o.Severity)
	}
	for _, id := range o.Ignore {
		if model.LookupRule(id) == nil {
			return filter{}, exit.UsageError(meant(id, ruleIDs()), "unknown rule %q", id)
		}
	}
	return filter{least, o.Ignore}, nil
}

func ruleIDs() []string {
	var ids []string
	for _, rule := range slices.Concat(model.Rules, model.FileRules) {
		ids = append(ids, rule.ID)
	}
	return ids
}

// located is a finding with its place, in the shape of the JSON report. Line
// and Column count from 1, and are 0 where the file as a whole is meant.
type located struct {
	File     string         `json:"file"`
	Line     int            `json:"line"`
	Column   int            `json:"column"`
	Severity model.Severity `json:"severity"`
	Rule     string         `json:"rule"`
	Settings []string       `json:"settings"`
	Message  string         `json:"message"`
	Fix      string         `json:"fix"`
	Source   string         `json:"source"`
}

// verdict is what there is to report about one pool.
type verdict struct {
	findings []located
	todo     []located       // work outside the pool; not counted
	document *model.Document // nil when it could not be read
	err      error           // why the file could not be opened or parsed
}

// totals counts what was reported.
type totals struct {
	Files      int `json:"files"`
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Advice     int `json:"advice"`
	unreadable int
}

func (t *totals) add(v verdict) {
	t.Files++
	if v.err != nil {
		t.unreadable++
	}
	for _, f := range v.findings {
		switch f.Severity {
		case model.Error:
			t.Errors++
		case model.Warning:
			t.Warnings++
		case model.Advice:
			t.Advice++
		}
	}
}

func runValidate(s streams, o validateOptions, files []string) error {
	if len(files) == 0 {
		return exit.UsageError("list the files after the command; - is standard input", "no files specified")
	}
	keep, err := o.filter()
	if err != nil {
		return err
	}
	pools := make([][]string, len(files))
	for i := range files {
		pools[i] = files[i : i+1]
	}
	if o.Together {
		pools = [][]string{files}
	}
	report := newReport(s.Out, o.Format)
	report.verbose = o.Verbose || s.OutTTY && s.Width >= wideTerminal
	for v := range verdicts(pools, func(names []string) verdict { return check(s, names, o.Region, keep) }) {
		if v.err != nil {
			s.describe(v.err)
		}
		if v.document != nil {
			showUnknown(s, v.document, "is not checked")
		}
		if err := report.add(v); err != nil {
			return err
		}
	}
	if err := report.end(); err != nil {
		return err
	}
	return report.result()
}

func (t totals) result() error {
	if t.unreadable > 0 {
		return &exit.Error{Code: exit.Usage}
	}
	if t.Errors > 0 {
		return errFindings
	}
	return nil
}

// verdicts checks the pools on all processors and yields the verdicts in the
// order of the pools. No more than a few are held at a time.
func verdicts(pools [][]string, check func([]string) verdict) iter.Seq[verdict] {
	return func(yield func(verdict) bool) {
		stopped := make(chan struct{})
		defer close(stopped)
		pending := make(chan chan verdict, 2*runtime.GOMAXPROCS(0))
		go func() {
			defer close(pending)
			for _, names := range pools {
				result := make(chan verdict, 1)
				select {
				case pending <- result:
				case <-stopped:
					return
				}
				go func() { result <- recovered(names, check) }()
			}
		}()
		for result := range pending {
			v := <-result
			if crash, ok := errors.AsType[*tui.Crash](v.err); ok {
				panic(crash)
			}
			if !yield(v) {
				return
			}
		}
	}
}

// recovered is the verdict on a pool, or a panic as its error: on a goroutine of
// its own it would end the process.
func recovered(names []string, check func([]string) verdict) (v verdict) {
	defer func() {
		if r := recover(); r != nil {
			v = verdict{err: tui.NewCrash(r)}
		}
	}()
	return check(names)
}

// factsIn returns what is known of a pool and of the place where it will live:
// the region that the user names, or else that of the environment.
func factsIn(document *model.Document, region string) model.Facts {
	facts := document.Facts()
	facts.Region = region
	if region == "" {
		facts.Region = cmp.Or(os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION"))
		facts.Assumed = true
	}
	return facts
}

// check reads and checks one pool. Rules run only when every setting could be
// read, or those that could not be are ignored.
func check(s streams, names []string, region string, keep filter) verdict {
	document, err := readPool(s, names...)
	if err != nil && document == nil {
		return verdict{findings: problems(strings.Join(names, ", "), err), err: err}
	}
	if err != nil {
		found := slices.DeleteFunc(problems(document.Name, err), func(f located) bool { return slices.Contains(keep.ignore, f.Rule) })
		if len(found) > 0 {
			return verdict{findings: found, document: document}
		}
	}
	v := verdict{document: document}
	for _, f := range model.CheckIn(factsIn(document, region)) {
		switch {
		case f.Severity < keep.least || slices.Contains(keep.ignore, f.Rule):
		case f.Severity == model.ToDo:
			v.todo = append(v.todo, locate(document, f))
		default:
			v.findings = append(v.findings, locate(document, f))
		}
	}
	return v
}

func locate(document *model.Document, f model.Finding) located {
	l := located{File: document.Name, Severity: f.Severity, Rule: f.Rule, Settings: f.Settings, Message: f.Message, Fix: f.Fix, Source: f.Source}
	if len(f.Settings) == 0 {
		l.Settings = []string{}
		return l
	}
	l.File, l.Line, l.Column = document.Place(f.Settings[0])
	return l
}

// problems turns what is wrong with a file into findings.
func problems(name string, err error) []located {
	bad, ok := errors.AsType[*model.ReadError](err)
	if !ok {
		l := located{File: name, Severity: model.Error, Rule: model.UnreadableRule, Settings: []string{}, Message: err.Error()}
		if f, ok := errors.AsType[*exit.Error](err); ok {
			l.Fix = f.Hint
		}
		return []located{l}
	}
	list := make([]located, len(bad.Problems))
	for i, p := range bad.Problems {
		l := located{File: p.File, Line: p.Line, Column: p.Column, Severity: model.Error, Rule: p.Rule, Settings: []string{}, Message: p.Message, Fix: p.Hint}
		if p.Setting != "" {
			l.Settings = []string{p.Setting}
			l.Message = p.Setting[strings.LastIndexByte(p.Setting, '.')+1:] + ": " + p.Message
		}
		if rule := model.LookupRule(p.Rule); rule != nil {
			l.Source = rule.Source
		}
		list[i] = l
	}
	return list
}
