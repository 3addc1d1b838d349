package model

import (
	"fmt"
	"slices"
	"strings"
)

// Severity is what a finding means for the pool.
type Severity int

const (
	ToDo    Severity = iota // work outside the pool that no setting can silence
	Advice                  // security or cost practice
	Warning                 // accepted, but ignored, surprising or about to fail later
	Error                   // the service rejects the call
)

var severityNames = []string{"todo", "advice", "warning", "error"}

func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the severity as a word: error.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseSeverity reads the word of a severity. It fails on any other word.
func ParseSeverity(word string) (Severity, error) {
	i := slices.Index(severityNames, word)
	if i < 0 {
		return 0, fmt.Errorf("unknown severity %q: one of %s", word, strings.Join(severityNames, ", "))
	}
	return Severity(i), nil
}

// Finding is a violation of a rule in a pool.
type Finding struct {
	Severity Severity
	Rule     string   // the rule's id: mfa-needs-factor
	Settings []string // paths with indices, the one to change first
	Message  string   // what is wrong and why
	Fix      string   // what to do
	Source   string   // where the fact comes from
}

// Concerns reports whether the finding is about path or something inside it.
func (f Finding) Concerns(path string) bool {
	return slices.ContainsFunc(f.Settings, func(s string) bool {
		rest, found := strings.CutPrefix(s, path)
		return found && (rest == "" || rest[0] == '.' || rest[0] == '[')
	})
}

// Rule is a fact about what Cognito rejects, ignores or does unexpectedly.
type Rule struct {
	ID       string
	Severity Severity
	Settings []string // what it concerns in general, paths with empty brackets
	Summary  string   // the rule in one sentence, for explain
	Fix      string
	Source   string // where the fact comes from; %s is the text of the first rejection
	// OwnValue is set if an error is in the value of a setting, so that no other
	// setting can resolve it.
	OwnValue bool

	// Rejections are the service's answers to a request that breaks the rule,
	// if they are known.
	Rejections []Rejection

	// Check returns what the rule finds; nil for the limits of single
	// settings, which are read from the catalog.
	Check func(Facts) []Match

	// Edits returns the change that corrects one of the rule's findings, and
	// nothing where that is not certain. It is nil if it never is. Facts.Edits
	// calls it, and checks the result.
	Edits func(Facts, Finding) []Edit
}

// Match is one violation of a rule. Settings and Fix default to the rule's.
type Match struct {
	Message  string
	Settings []string
	Fix      string
	Severity *Severity // lower than the rule's; nil: the rule's
}

// Facts are what a rule checks: the pool, and what is known about its place.
type Facts struct {
	*Pool
	Region string // the Region of the pool; empty when unknown
	// Assumed is set if Region comes from the environment and not from the
	// user, so that a mismatch is a warning.
	Assumed bool

	// What a file shows of the pool beyond its settings; see Document.
	Operation      string
	PoolID         string
	FactorsUnknown bool
	HasDomain      bool
}

// Check runs every rule on the pool and returns the findings, errors first,
// then in the order of the wizard.
func Check(p *Pool) []Finding { return CheckIn(Facts{Pool: p}) }

// CheckIn is Check for a pool of which more is known.
func CheckIn(facts Facts) []Finding {
	findings := checkLimits(facts.Pool)
	for i := range Rules {
		rule := &Rules[i]
		if rule.Check == nil {
			continue
		}
		for _, match := range rule.Check(facts) {
			findings = append(findings, rule.finding(match))
		}
	}
	findings = slices.DeleteFunc(findings, facts.unfounded)
	slices.SortStableFunc(findings, func(a, b Finding) int {
		if a.Severity != b.Severity {
			return int(b.Severity - a.Severity)
		}
		return position(a) - position(b)
	})
	return findings
}

func (r *Rule) finding(match Match) Finding {
	f := Finding{Severity: r.Severity, Rule: r.ID, Settings: r.Settings, Message: match.Message, Fix: r.Fix, Source: r.Source}
	if match.Settings != nil {
		f.Settings = match.Settings
	}
	if match.Fix != "" {
		f.Fix = match.Fix
	}
	if match.Severity != nil {
		f.Severity = *match.Severity
	}
	return f
}

// position is the place of a finding's first setting in the catalog.
func position(f Finding) int {
	if len(f.Settings) == 0 {
		return len(Catalog)
	}
	s := Lookup(f.Settings[0])
	if s == nil {
		return len(Catalog)
	}
	return s.order
}

// Errors counts the findings for which the service rejects a call.
func Errors(findings []Finding) int { return Count(findings, Error) }

// Count counts the findings of one severity.
func Count(findings []Finding, severity Severity) int {
	n := 0
	for _, f := range findings {
		if f.Severity == severity {
			n++
		}
	}
	return n
}

// Name names a setting the way the wizard shows it and the way the API writes
// it: Minimum length (MinimumLength).
func Name(path string) string {
	s := Lookup(path)
	if s == nil {
		return path
	}
	return s.Title + " (" + s.APIName() + ")"
}
