package main

import (
	"cmp"
	"errors"
	"iter"
	"os"
	"runtime"
	"slices"

	"github.com/poolsmith/poolsmith/model"
	"github.com/spf13/cobra"
)

type validateOptions struct {
	Format   string
	Severity string
	Ignore   []string
	Region   string
}

func newValidateCommand(s streams) *cobra.Command {
	var o validateOptions
	c := &cobra.Command{
		Use:   "validate FILE...",
		Short: "Say what Cognito would refuse, ignore or do unexpectedly",
		Long: "Validate checks pools against everything that is known of Cognito, without calling it.\n\n" +
			"It ends with 0 when no pool has an error, with 1 when one has, and with 2 when a file\n" +
			"cannot be read.",
		Example: "poolsmith validate pool.json\npoolsmith validate --format sarif pools/*.json >findings.sarif",
		RunE:    func(_ *cobra.Command, files []string) error { return runValidate(s, o, files) },
	}
	c.Flags().StringVar(&o.Format, "format", "text", "print FORMAT: "+model.OneOf(reportFormats))
	c.Flags().StringVar(&o.Severity, "severity", "advice", "leave out what weighs less than SEVERITY: error, warning or advice")
	c.Flags().StringSliceVar(&o.Ignore, "ignore", nil, "leave out the findings of RULE")
	c.Flags().StringVar(&o.Region, "region", "", "judge the pools for REGION")
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
		return filter{}, wrong(meant(o.Format, reportFormats), "unknown format %q", o.Format)
	}
	least, err := model.ParseSeverity(o.Severity)
	if err != nil {
		return filter{}, wrong("one of error, warning, advice", "unknown severity %q", o.Severity)
	}
	for _, id := range o.Ignore {
		if model.LookupRule(id) == nil {
			return filter{}, wrong(meant(id, ruleIDs()), "unknown rule %q", id)
		}
	}
	return filter{least, o.Ignore}, nil
}

func ruleIDs() []string {
	ids := make([]string, len(model.Rules))
	for i, rule := range model.Rules {
		ids[i] = rule.ID
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

// unreadableRule is what a problem of the file itself is reported under.
const unreadableRule = "unreadable"

// verdict is what there is to say about one file.
type verdict struct {
	findings []located
	err      error // why the file could not be read
}

// tally counts what was reported.
type tally struct {
	Files      int `json:"files"`
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Advice     int `json:"advice"`
	unreadable int
}

func (t *tally) add(v verdict) {
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
		return wrong("name them after the command; - is standard input", "no files named")
	}
	keep, err := o.filter()
	if err != nil {
		return err
	}
	var count tally
	all := []located{}
	facts := factsFor(o.Region)
	for v := range verdicts(files, func(file string) verdict { return judge(s, file, facts, keep) }) {
		if v.err != nil {
			s.describe(v.err)
		}
		if o.Format == "text" {
			v.findings = v.shown()
		}
		count.add(v)
		if o.Format != "text" {
			all = append(all, v.findings...)
			continue
		}
		if err := s.text(findingLines(v.findings)); err != nil {
			return err
		}
	}
	if err := writeOut(s, conclusion(o.Format, all, count)); err != nil {
		return err
	}
	return count.result()
}

// shown are the findings of the text report, where what makes a file
// unreadable is an error message and no finding.
func (v verdict) shown() []located {
	if v.err != nil {
		return nil
	}
	return v.findings
}

func (t tally) result() error {
	if t.unreadable > 0 {
		return &failure{code: exitUsage}
	}
	if t.Errors > 0 {
		return errFindings
	}
	return nil
}

// conclusion is the end of the text report, and all of the others.
func conclusion(format string, findings []located, count tally) []byte {
	switch format {
	case "json":
		return model.EncodeJSON(struct {
			Findings []located `json:"findings"`
			tally
		}{findings, count})
	case "sarif":
		return model.EncodeJSON(sarifLog(findings))
	default:
		return []byte(count.String() + "\n")
	}
}

// verdicts judges the files on all processors and yields the verdicts in the
// order of the files. No more than a few are held at a time.
func verdicts(files []string, judge func(string) verdict) iter.Seq[verdict] {
	return func(yield func(verdict) bool) {
		stopped := make(chan struct{})
		defer close(stopped)
		pending := make(chan chan verdict, 2*runtime.GOMAXPROCS(0))
		go func() {
			defer close(pending)
			for _, file := range files {
				result := make(chan verdict, 1)
				select {
				case pending <- result:
				case <-stopped:
					return
				}
				go func() { result <- judge(file) }()
			}
		}()
		for result := range pending {
			if !yield(<-result) {
				return
			}
		}
	}
}

// factsFor returns what is known of the place where pools will live: the
// region that the user names, or else that of the environment.
func factsFor(region string) model.Facts {
	if region != "" {
		return model.Facts{Region: region}
	}
	return model.Facts{Region: cmp.Or(os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION")), Assumed: true}
}

// judge reads and checks one file.
func judge(s streams, name string, facts model.Facts, keep filter) verdict {
	document, err := readPool(s, name)
	if err != nil {
		return verdict{problems(name, err), err}
	}
	facts.Pool = document.Pool
	var findings []located
	for _, f := range model.CheckIn(facts) {
		if f.Severity < keep.least || slices.Contains(keep.ignore, f.Rule) {
			continue
		}
		findings = append(findings, locate(document, f))
	}
	return verdict{findings: findings}
}

func locate(document *model.Document, f model.Finding) located {
	l := located{File: document.Name, Severity: f.Severity, Rule: f.Rule, Settings: f.Settings, Message: f.Message, Fix: f.Fix, Source: f.Source}
	if len(f.Settings) == 0 {
		l.Settings = []string{}
		return l
	}
	l.Line, l.Column = document.Position(f.Settings[0])
	return l
}

// problems turns what makes a file unreadable into findings, for reports that
// machines read.
func problems(name string, err error) []located {
	unreadable, ok := errors.AsType[*model.ReadError](err)
	if !ok {
		l := located{File: name, Severity: model.Error, Rule: unreadableRule, Settings: []string{}, Message: err.Error()}
		if f, ok := errors.AsType[*failure](err); ok {
			l.Fix = f.hint
		}
		return []located{l}
	}
	var list []located
	for _, p := range unreadable.Problems {
		l := located{File: p.File, Line: p.Line, Column: p.Column, Severity: model.Error, Rule: unreadableRule, Settings: []string{}, Message: p.Message, Fix: p.Hint}
		if p.Setting != "" {
			l.Settings = []string{p.Setting}
		}
		list = append(list, l)
	}
	return list
}
