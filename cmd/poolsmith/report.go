package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
)

// report writes verdicts as they come, so that the findings of one file are
// held at a time. In JSON and SARIF the findings are a list inside of a
// document, whose other parts are written before and after them.
type report struct {
	totals
	out     *bufio.Writer
	format  string
	rules   []sarifRule
	verbose bool      // the text report shows settings and fixes
	written bool      // a finding
	todo    []located // work outside the pools; it is listed apart and not counted
}

// In an empty document the list has this name, and its items this indent.
var reportLists = map[string]struct{ name, indent string }{
	"json":  {`"findings": `, "    "},
	"sarif": {`"results": `, "        "},
}

func newReport(out io.Writer, format string) *report {
	return &report{out: bufio.NewWriterSize(out, 64<<10), format: format, rules: sarifRules()}
}

// add writes the findings of one pool.
func (r *report) add(v verdict) error {
	if r.format == "text" && v.err != nil {
		v.findings = nil // it is an error message there
	}
	first := r.Files == 0
	r.totals.add(v)
	r.todo = append(r.todo, v.todo...)
	if r.format == "text" {
		r.out.WriteString(model.PrintableLines(string(findingLines(v.findings, r.verbose))))
		return r.flush() // as soon as it is known
	}
	if first {
		r.out.Write(r.before())
	}
	for _, f := range v.findings {
		r.item(f)
	}
	return r.failed()
}

func (r *report) item(f located) {
	list := reportLists[r.format]
	var data []byte
	if r.format == "sarif" {
		data = model.EncodeJSON(sarifResultOf(f, r.rules))
	} else {
		data = model.EncodeJSON(f)
	}
	if r.written {
		r.out.WriteByte(',')
	}
	r.written = true
	newline := []byte("\n" + list.indent)
	r.out.Write(newline)
	r.out.Write(bytes.ReplaceAll(bytes.TrimSpace(data), []byte("\n"), newline))
}

// end writes what follows the findings.
func (r *report) end() error {
	if r.format == "text" {
		r.out.WriteString(model.PrintableLines(string(r.todoLines())))
		r.out.WriteString(r.totals.String() + "\n")
		return r.flush()
	}
	if r.written {
		r.out.WriteString("\n" + strings.TrimPrefix(reportLists[r.format].indent, "  "))
	}
	_, after := r.document()
	r.out.Write(after)
	return r.flush()
}

// document is the whole document without findings, cut inside their list.
func (r *report) document() (before, after []byte) {
	var data []byte
	if r.format == "sarif" {
		data = model.EncodeJSON(sarifLog(r.rules))
	} else {
		data = model.EncodeJSON(struct {
			Findings []located `json:"findings"`
			ToDo     []located `json:"todo"`
			totals
		}{[]located{}, append([]located{}, r.todo...), r.totals})
	}
	// No text in the document can contain the name: its quotes would be escaped.
	name := reportLists[r.format].name + "["
	i := bytes.Index(data, []byte(name)) + len(name)
	return data[:i], data[i:]
}

func (r *report) before() []byte {
	before, _ := r.document()
	return before
}

func (r *report) flush() error {
	r.out.Flush()
	return r.failed()
}

// failed returns the first error of writing.
func (r *report) failed() error {
	if _, err := r.out.Write(nil); err != nil {
		return exit.UsageError("", "cannot write to standard output: %s", exit.Reason(err))
	}
	return nil
}

// severityWidth is that of the longest severity.
const severityWidth = len("warning")

// wideTerminal is the width from which the details of a finding are shown
// unasked, in columns.
const wideTerminal = 160

// findingLines writes the findings of one file in columns: place, severity,
// rule and message. With verbose, the settings and the fix are below them.
func findingLines(findings []located, verbose bool) []byte {
	placeWidth, ruleWidth := 0, 0
	for _, f := range findings {
		placeWidth = max(placeWidth, utf8.RuneCountInString(f.place()))
		ruleWidth = max(ruleWidth, len(f.Rule))
	}
	indent := placeWidth + severityWidth + 4
	var b bytes.Buffer
	for _, f := range findings {
		fmt.Fprintf(&b, "%-*s  %-*s  %-*s  %s\n", placeWidth, f.place(), severityWidth, f.Severity, ruleWidth, f.Rule, model.Printable(f.Message))
		for _, line := range []string{shorten(f.Settings), f.Fix} {
			if verbose && line != "" {
				fmt.Fprintf(&b, "%*s%s\n", indent, "", model.Printable(line))
			}
		}
	}
	return b.Bytes()
}

// todoLines writes the work outside the pools, which is no finding, below a
// heading of its own.
func (r *report) todoLines() []byte {
	if len(r.todo) == 0 {
		return nil
	}
	head := "To do outside the pool:\n"
	if r.Errors+r.Warnings+r.Advice > 0 {
		head = "\n" + head
	}
	return slices.Concat([]byte(head), findingLines(r.todo, r.verbose), []byte("\n"))
}

// place is file:line:column as far as it is known.
func (f located) place() string {
	return model.Printable(model.Problem{File: f.File, Line: f.Line, Column: f.Column}.Place())
}

// String sums up: 1 error, 2 warnings in 3 files.
func (t totals) String() string {
	var parts []string
	if t.Errors > 0 {
		parts = append(parts, model.Plural(t.Errors, "error"))
	}
	if t.Warnings > 0 {
		parts = append(parts, model.Plural(t.Warnings, "warning"))
	}
	if t.Advice > 0 {
		parts = append(parts, fmt.Sprintf("%d advice", t.Advice))
	}
	if len(parts) == 0 {
		parts = []string{"no findings"}
	}
	text := strings.Join(parts, ", ") + " in " + model.Plural(t.Files-t.unreadable, "file")
	if t.unreadable > 0 {
		text += fmt.Sprintf(", %d not readable", t.unreadable)
	}
	return text
}

// maxSettings is how many settings of a finding the text report names.
const maxSettings = 3

func shorten(settings []string) string {
	if len(settings) <= maxSettings {
		return strings.Join(settings, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(settings[:maxSettings], ", "), len(settings)-maxSettings)
}
