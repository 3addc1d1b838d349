package report

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
)

// Finding is a finding of a rule and its place in a file, in the format of the
// JSON report. Line and Column count from 1; they are 0 for the file as a whole.
type Finding struct {
	File   string `json:"file"`
	Line   int    `json:"line" description:"counts from 1; 0 for the file as a whole"`
	Column int    `json:"column" description:"counts from 1; 0 for the file as a whole"`
	model.FindingInfo

	replacements []replacement // the same in the text of the file
}

// Locate returns a finding with its place in a document.
func Locate(document *model.Document, f model.Finding) Finding {
	l := Finding{File: document.Name, FindingInfo: f.Info(nil)}
	if len(f.Settings) > 0 {
		l.File, l.Line, l.Column = document.Place(f.Settings[0])
	}
	return l
}

// Problems returns the findings for an error of reading the file called name.
func Problems(name string, err error) []Finding {
	bad, ok := errors.AsType[*model.ReadError](err)
	if !ok {
		l := Finding{File: name, FindingInfo: model.FindingInfo{Severity: model.Error, Rule: model.UnreadableRule, Settings: []string{}, Message: err.Error()}}
		if f, ok := errors.AsType[*exit.Error](err); ok {
			l.Fix = f.Hint
		}
		return []Finding{l}
	}
	list := make([]Finding, len(bad.Problems))
	for i, p := range bad.Problems {
		info := model.FindingInfo{Severity: model.Error, Rule: p.Rule, Settings: []string{}, Message: p.Message, Fix: p.Hint}
		l := Finding{File: p.File, Line: p.Line, Column: p.Column, FindingInfo: info}
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

// place returns file:line:column, as far as it is known.
func (f Finding) place() string {
	return model.Printable(model.Problem{File: f.File, Line: f.Line, Column: f.Column}.Place())
}

// severityWidth is that of the longest severity.
const severityWidth = len("warning")

// FindingLines returns the findings of one file in columns: place, severity, rule
// and message. With verbose, the settings and the fix are below them.
func FindingLines(findings []Finding, verbose bool) []byte {
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

// maxSettings is the maximum number of settings that the text report lists for a
// finding.
const maxSettings = 3

func shorten(settings []string) string {
	if len(settings) <= maxSettings {
		return strings.Join(settings, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(settings[:maxSettings], ", "), len(settings)-maxSettings)
}

// RuleIDs returns the ids of all rules.
func RuleIDs() []string {
	var ids []string
	for _, rule := range slices.Concat(model.Rules, model.FileRules) {
		ids = append(ids, rule.ID)
	}
	return ids
}
