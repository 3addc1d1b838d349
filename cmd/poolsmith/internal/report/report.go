// Package report formats the results of commands: findings as text, JSON or
// SARIF, differences between pools, and explanations of settings and rules.
package report

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// Formats are the formats of a report.
var Formats = []string{"text", "json", "sarif"}

// Result is what is reported about one pool.
type Result struct {
	Findings []Finding
	ToDo     []Finding // work outside the pool; not counted
	Err      error     // why the file could not be opened or parsed
}

// Findings is the report in JSON.
type Findings struct {
	Findings []Finding `json:"findings"`
	ToDo     []Finding `json:"todo" description:"work outside the pools, which is not counted"`
	Totals
}

// Report writes results one after the other, so that it keeps the findings of one
// pool in memory at a time. In JSON and SARIF the findings are a list in a
// document, whose other parts are written before and after them.
type Report struct {
	Totals
	out     *bufio.Writer
	format  string
	version string // of the program, for SARIF
	rules   []sarifRule
	verbose bool      // the text report shows settings and fixes
	written bool      // at least one finding
	todo    []Finding // of all pools
}

// lists are the names of the list of findings in an empty document, and the
// indentation of its items.
var lists = map[string]struct{ name, indent string }{
	"json":  {`"findings": `, "    "},
	"sarif": {`"results": `, "        "},
}

// New returns a report in one of Formats. version is that of the program.
// verbose adds settings and fixes to the text format.
func New(out io.Writer, format, version string, verbose bool) *Report {
	return &Report{out: bufio.NewWriterSize(out, 64<<10), format: format, version: version, rules: sarifRules(), verbose: verbose}
}

// Add writes the findings of one pool. The errors are those of the writer.
func (r *Report) Add(result Result) error {
	if r.format == "text" && result.Err != nil {
		result.Findings = nil // the caller prints the error
	}
	first := r.Files == 0
	r.Totals.add(result)
	r.todo = append(r.todo, result.ToDo...)
	if r.format == "text" {
		r.out.WriteString(model.PrintableLines(string(FindingLines(result.Findings, r.verbose))))
		return r.flush() // as soon as it is known
	}
	if first {
		r.out.Write(r.before())
	}
	for _, f := range result.Findings {
		r.item(f)
	}
	return r.err()
}

func (r *Report) item(f Finding) {
	list := lists[r.format]
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

// End writes what follows the findings.
func (r *Report) End() error {
	if r.format == "text" {
		r.out.WriteString(model.PrintableLines(string(r.todoLines())))
		r.out.WriteString(r.Totals.String() + "\n")
		return r.flush()
	}
	if r.written {
		r.out.WriteString("\n" + strings.TrimPrefix(lists[r.format].indent, "  "))
	}
	_, after := r.document()
	r.out.Write(after)
	return r.flush()
}

// document returns the document without findings in two parts: before and after
// the findings.
func (r *Report) document() (before, after []byte) {
	var data []byte
	if r.format == "sarif" {
		data = model.EncodeJSON(sarifLog(r.rules, r.version))
	} else {
		data = model.EncodeJSON(Findings{[]Finding{}, append([]Finding{}, r.todo...), r.Totals})
	}
	// No text in the document can contain the name: its quotes would be escaped.
	name := lists[r.format].name + "["
	i := bytes.Index(data, []byte(name)) + len(name)
	return data[:i], data[i:]
}

func (r *Report) before() []byte {
	before, _ := r.document()
	return before
}

func (r *Report) flush() error {
	r.out.Flush()
	return r.err()
}

// err returns the first error of writing.
func (r *Report) err() error {
	_, err := r.out.Write(nil)
	return err
}

// todoLines returns the work outside the pools below its own heading, because it
// is not counted.
func (r *Report) todoLines() []byte {
	if len(r.todo) == 0 {
		return nil
	}
	head := "To do outside the pool:\n"
	if r.Errors+r.Warnings+r.Advice > 0 {
		head = "\n" + head
	}
	return slices.Concat([]byte(head), FindingLines(r.todo, r.verbose), []byte("\n"))
}

// Totals counts what was reported.
type Totals struct {
	Files      int `json:"files"`
	Errors     int `json:"errors"`
	Warnings   int `json:"warnings"`
	Advice     int `json:"advice"`
	Unreadable int `json:"-"` // files that could not be opened or parsed
}

func (t *Totals) add(result Result) {
	t.Files++
	if result.Err != nil {
		t.Unreadable++
	}
	for _, f := range result.Findings {
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

// String returns a summary: 1 error, 2 warnings in 3 files.
func (t Totals) String() string {
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
	text := strings.Join(parts, ", ") + " in " + model.Plural(t.Files-t.Unreadable, "file")
	if t.Unreadable > 0 {
		text += fmt.Sprintf(", %d not readable", t.Unreadable)
	}
	return text
}
