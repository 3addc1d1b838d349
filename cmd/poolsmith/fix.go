package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/report"
	"github.com/poolsmith/poolsmith/exporters"
	"github.com/poolsmith/poolsmith/model"
)

// fixed is a file with the corrections of its findings.
type fixed struct {
	name          string // as it was given; - for standard input
	before, after []byte
	changes       []string // a line on each
	err           error    // why it is not written
}

// maxFixes bounds the corrections of one file. Each leaves fewer findings, so that
// they end in any case.
const maxFixes = 1000

// levels are the values of --fix: the least severe findings that are corrected.
var levels = []string{"error", "warning", "advice"}

// checkFix checks the flags that go together.
func (o *validateOptions) checkFix(files []string) error {
	if o.Fix == "" {
		for _, f := range []struct {
			name string
			set  bool
		}{{"--dry-run", o.DryRun}, {"-o", o.Out != ""}, {"--force", o.Force}} {
			if f.set {
				return exit.UsageError("add --fix", "%s has a meaning only with --fix", f.name)
			}
		}
		return nil
	}
	switch {
	case o.Preset != "":
		return exit.UsageError("`poolsmith presets "+o.Preset+" >pool.json` writes one", "--fix corrects a file, and not a preset")
	case len(o.Set) > 0:
		return exit.UsageError("`poolsmith import "+strings.Join(files[:1], " ")+o.Set.flags()+"` prints the file with the settings", "--fix and --set cannot be combined")
	case !slices.Contains(levels, o.Fix):
		return exit.UsageError("write --fix, or --fix="+model.OneOf(levels), "unknown severity %q", o.Fix)
	case o.Together && len(files) > 1:
		return exit.UsageError("`poolsmith import "+strings.Join(files, " ")+" >pool.json` joins the files", "--fix corrects single files")
	case o.Out != "" && len(files) > 1:
		return exit.UsageError("omit -o to correct the files in their places", "-o takes the result of one file")
	case slices.Contains([]string{".yaml", ".yml"}, strings.ToLower(filepath.Ext(o.Out))):
		return exit.UsageError("specify a file that ends in .json", "-o writes JSON")
	case o.Out != "" && o.DryRun:
		return exit.UsageError("omit one of them", "--dry-run writes no file, so it excludes -o")
	}
	return nil
}

// inPlace reports whether the corrections of a file replace it, so that its layout
// must be kept.
func (o *validateOptions) inPlace(name string) bool {
	return name != "-" && (o.Out == "" || o.DryRun)
}

// fix corrects a pool and checks the result.
func (o *validateOptions) fix(name string, data []byte, document *model.Document, keep filter) validation {
	f := &fixed{name: name, before: data, after: data}
	if !o.inPlace(name) {
		draft, err := f.asDraft(cmp.Or(o.Out, document.Name), document)
		if err != nil {
			return unread(document.Name, err)
		}
		document = draft
	}
	document = o.correct(f, document, keep)
	v := o.check(document, f.after, nil, document.Name, keep)
	v.fixed = f
	return v
}

// asDraft turns a file whose single settings cannot be replaced into a draft of the
// name.
func (f *fixed) asDraft(name string, document *model.Document) (*model.Document, error) {
	if _, _, err := model.Rewrite(document.Name, f.after, nil); !errors.Is(err, model.ErrLayout) {
		return document, nil
	}
	if err := checkWhole(document); err != nil {
		return nil, err
	}
	f.after = document.Pool.JSON()
	return model.Read(name, f.after)
}

// correct makes one correction after the other, those of errors first, and returns
// what the file then describes. Where it fails, the file stays as it is.
func (o *validateOptions) correct(f *fixed, document *model.Document, keep filter) *model.Document {
	if f.err = noSecrets(document); f.err != nil {
		return document
	}
	start := document
	for range maxFixes {
		facts := factsIn(document, o.Region)
		finding, edits := o.nextFix(facts, keep)
		if edits == nil {
			return document
		}
		after, err := f.rewrite(document, edits)
		if err != nil {
			f.changes, f.after, f.err = nil, f.before, err
			return start
		}
		f.changes = append(f.changes, changeLines(document, after, edits, finding.Rule, o.DryRun)...)
		document = after
	}
	return document
}

func (f *fixed) rewrite(document *model.Document, edits []model.Edit) (*model.Document, error) {
	text, after, err := model.Rewrite(document.Name, f.after, edits)
	if errors.Is(err, model.ErrLayout) {
		return nil, exit.UsageError("-o FILE.json writes the result as a draft", "%s: not corrected in its place: it is %w", document.Name, err)
	}
	f.after = text
	return after, err
}

// nextFix is the first finding that is to be corrected, and its correction.
func (o *validateOptions) nextFix(facts model.Facts, keep filter) (model.Finding, []model.Edit) {
	least := o.fixLevel()
	all := model.CheckIn(facts)
	for _, finding := range all {
		if finding.Severity < least || !keep.keeps(finding) {
			continue
		}
		if edits := facts.Edits(finding, all); len(edits) > 0 {
			return finding, edits
		}
	}
	return model.Finding{}, nil
}

func (o *validateOptions) fixLevel() model.Severity {
	least, err := model.ParseSeverity(o.Fix)
	if err != nil {
		panic(err) // checkFix has checked it
	}
	return least
}

// noSecrets rejects a file with a secret: its text is neither copied nor shown.
func noSecrets(document *model.Document) error {
	for _, finding := range model.Check(document.Pool) {
		if finding.Rule == "secret-literal" {
			return exit.RejectedError("replace it by a reference such as ${env:CLIENT_SECRET} first", "%s: not corrected: it has a secret in %s", document.Name, finding.Settings[0])
		}
	}
	return nil
}

// changeLines says what edits do, a line on each.
func changeLines(before, after *model.Document, edits []model.Edit, rule string, dryRun bool) []string {
	verb := "fixed"
	if dryRun {
		verb = "would fix"
	}
	var lines []string
	for i, change := range before.Pool.Changes(edits) {
		document := after
		if change.To == nil {
			document = before
		}
		file, line, _ := document.Place(change.Setting)
		permanent := ""
		if edits[i].Permanent() != "" {
			permanent = "; permanent once the pool exists"
		}
		lines = append(lines, fmt.Sprintf("%s: %s:%d: %s: %s (%s%s)", verb, file, line, change.Setting, report.ChangeText(change), rule, permanent))
	}
	return lines
}

// finish says what was corrected, and writes it where it belongs.
func (o *validateOptions) finish(s streams, f *fixed) error {
	for _, line := range f.changes {
		s.say("%s", line)
	}
	if f.err != nil {
		return f.err
	}
	changed := !bytes.Equal(f.before, f.after)
	switch {
	case o.DryRun:
		return writeOut(s, []byte(model.PrintableLines(unifiedDiff(f))))
	case o.Out != "":
		_, err := writeFiles(o.Out, []exporters.File{{Name: "pool.json", Data: f.after}}, o.Force)
		return err
	case f.name == "-":
		return writeOut(s, f.after)
	case changed:
		_, err := writeFiles(f.name, []exporters.File{{Data: f.after}}, true)
		return err
	}
	return nil
}

// unifiedDiff is what a dry run would change, empty for nothing.
func unifiedDiff(f *fixed) string {
	name := f.name
	if name == "-" {
		name = stdinName
	}
	return udiff.Unified(name, name, string(f.before), string(f.after))
}
