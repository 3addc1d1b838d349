package model

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Rejection is the service's answer to a request that breaks a rule. The
// sandbox answers with it, and the explanation of a failed call recognizes it.
//
// Texts are verbatim, as observed in deployments and direct calls, in the
// version of 2026 where a text has changed. A rejection without Code and Text
// is another text for the same fact: it is only recognized.
type Rejection struct {
	Code   string                                         // the exception; empty: InvalidParameterException
	Text   string                                         // the message, with %s for each of Values; empty: unknown, the finding's message is used
	Values func(facts Facts, findings []Finding) []string // what Text contains of the draft; findings are those of the rule, at least one

	// Match is a regular expression that finds the message in an answer; empty:
	// Text, with any word for each %s. Its submatch, if any, names an attribute
	// of the schema. Without Text, the exception must be Code as well.
	Match string

	Operations []string // the operations that answer so; empty: all
	Setting    string   // the setting whose limit this is about; empty: all settings of the rule

	Settings []string // what the message is about; empty: the settings of the rule
	Hint     string   // what to do about it; empty: the fix of the rule
}

// AnyMessage is the Match of an exception that is recognized by its code alone.
const AnyMessage = ".*"

// defaultException is the service's exception for almost every rejection.
const defaultException = "InvalidParameterException"

// Expression returns the regular expression that finds the message in an
// answer. It is empty if the message is unknown.
func (r *Rejection) Expression() string {
	if r.Match != "" || r.Text == "" {
		return r.Match
	}
	parts := strings.Split(strings.TrimSuffix(r.Text, "."), "%s")
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	return "(?i)" + strings.Join(parts, `(\S+)`)
}

// Covers reports whether a finding is what the rejection is about. The finding
// is one of the rejection's rule.
func (r *Rejection) Covers(f Finding) bool {
	return r.Setting == "" || len(f.Settings) > 0 && generalize(f.Settings[0]) == r.Setting
}

// Rejection returns how the service rejects an operation for the finding. It is
// nil if that is unknown, and for limits that the service reports as failed
// constraints.
func (f Finding) Rejection(operation string) *Rejection {
	rule := LookupRule(f.Rule)
	if rule == nil {
		return nil
	}
	for i := range rule.Rejections {
		r := &rule.Rejections[i]
		onlyRecognized := r.Code == "" && r.Text == ""
		if !onlyRecognized && r.Covers(f) && (r.Operations == nil || slices.Contains(r.Operations, operation)) {
			return r
		}
	}
	return nil
}

// CanReject reports whether the service can reject an operation for the finding. It
// cannot where all its answers are those of other operations.
func (f Finding) CanReject(operation string) bool {
	if f.Rejection(operation) != nil {
		return true
	}
	rule := LookupRule(f.Rule)
	return rule == nil || !slices.ContainsFunc(rule.Rejections, func(r Rejection) bool { return r.Operations != nil && r.Covers(f) })
}

// Reject returns the exception and the message with which the service rejects
// an operation. The findings are the errors of the request, at least one; the
// service reports the first.
func Reject(facts Facts, findings []Finding, operation string) (code, message string) {
	first := findings[0]
	code, message = defaultException, first.Message
	r := first.Rejection(operation)
	if r == nil {
		return code, message
	}
	if r.Code != "" {
		code = r.Code
	}
	if r.Text != "" {
		message = r.fill(facts, slices.DeleteFunc(slices.Clone(findings), func(f Finding) bool { return f.Rule != first.Rule }))
	}
	return code, message
}

// fill inserts the values of the draft in the text.
func (r *Rejection) fill(facts Facts, findings []Finding) string {
	if r.Values == nil {
		return r.Text
	}
	var values []any
	for _, value := range r.Values(facts, findings) {
		values = append(values, value)
	}
	return fmt.Sprintf(r.Text, values...)
}

// messageOf inserts the message of the finding, where the service's own
// sentence is known in part.
func messageOf(_ Facts, findings []Finding) []string { return []string{findings[0].Message} }
