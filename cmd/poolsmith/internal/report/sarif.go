package report

import (
	"net/url"
	"path/filepath"
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

// The types below are the part of SARIF 2.1.0 (OASIS, Static Analysis Results
// Interchange Format) that findings need.
type (
	sarif struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID            string       `json:"id"`
		Short         sarifText    `json:"shortDescription"`
		Help          *sarifText   `json:"help,omitzero"`
		Configuration sarifDefault `json:"defaultConfiguration"`
	}
	sarifDefault struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
		Fixes     []sarifFix      `json:"fixes,omitzero"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitzero"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitzero"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine,omitzero"`
		EndColumn   int `json:"endColumn,omitzero"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
	}
)

// sarifLog returns a log without results.
func sarifLog(rules []sarifRule, version string) sarif {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{"poolsmith", version, rules}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	return sarif{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}
}

func sarifRules() []sarifRule {
	var rules []sarifRule
	for _, r := range slices.Concat(model.FileRules, model.Rules) {
		if r.Severity == model.ToDo {
			continue // no change to the file can resolve it
		}
		rule := sarifRule{ID: r.ID, Short: sarifText{r.Summary}, Configuration: sarifDefault{sarifLevel(r.Severity)}}
		if r.Fix != "" {
			rule.Help = &sarifText{r.Fix}
		}
		rules = append(rules, rule)
	}
	return rules
}

func sarifResultOf(f Finding, rules []sarifRule) sarifResult {
	text := f.Message
	if f.Fix != "" {
		text += ". Fix: " + f.Fix
	}
	location := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{fileURI(f.File)}}}
	if f.Line > 0 {
		location.Physical.Region = &sarifRegion{StartLine: f.Line, StartColumn: f.Column}
	}
	for _, setting := range f.Settings {
		location.Logical = append(location.Logical, sarifLogical{setting})
	}
	return sarifResult{
		RuleID:    f.Rule,
		RuleIndex: slices.IndexFunc(rules, func(r sarifRule) bool { return r.ID == f.Rule }),
		Level:     sarifLevel(f.Severity),
		Message:   sarifText{text},
		Locations: []sarifLocation{location},
		Fixes:     sarifFixes(f),
	}
}

func sarifFixes(f Finding) []sarifFix {
	if f.replacements == nil {
		return nil
	}
	change := sarifChange{Artifact: sarifArtifact{fileURI(f.File)}}
	for _, r := range f.replacements {
		region := sarifRegion{r.start.line, r.start.column, r.end.line, r.end.column}
		change.Replacements = append(change.Replacements, sarifReplacement{region, sarifText{r.text}})
	}
	return []sarifFix{{sarifText{f.Fix}, []sarifChange{change}}}
}

func sarifLevel(severity model.Severity) string {
	switch severity {
	case model.Error:
		return "error"
	case model.Warning:
		return "warning"
	default:
		return "note"
	}
}

// fileURI returns a relative reference for a relative path, and a file URI for an
// absolute one.
func fileURI(name string) string {
	path := filepath.ToSlash(name)
	if !filepath.IsAbs(name) {
		return (&url.URL{Path: path}).String()
	}
	if path[0] != '/' {
		path = "/" + path // C:/pool.json
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}
