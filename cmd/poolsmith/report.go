package main

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/poolsmith/poolsmith/model"
)

// severityWidth is that of the longest severity.
const severityWidth = len("warning")

// findingLines writes the findings of one file in columns: place, severity,
// rule and message, and below them the settings and the fix.
func findingLines(findings []located) []byte {
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
			if line != "" {
				fmt.Fprintf(&b, "%*s%s\n", indent, "", model.Printable(line))
			}
		}
	}
	return b.Bytes()
}

// place is file:line:column as far as it is known.
func (f located) place() string {
	return model.Printable(model.Problem{File: f.File, Line: f.Line, Column: f.Column}.Place())
}

// String sums up: 1 error, 2 warnings in 3 files.
func (t tally) String() string {
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
