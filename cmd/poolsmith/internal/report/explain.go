package report

import (
	"fmt"
	"github.com/mitchellh/go-wordwrap"
	"slices"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/cmd/poolsmith/internal/exit"
	"github.com/poolsmith/poolsmith/model"
)

// Settings returns the list of all settings, as text and for programs.
func Settings() (string, Explanation) { return settingList(paths()), settingsAt(paths()) }

// Explain returns what is known about the setting, rule or plan called name, as text
// and for programs.
func Explain(name string) (string, Explanation, error) {
	if text, plans := explainTier(name); text != "" {
		return text, Explanation{Plans: plans}, nil
	}
	if strings.EqualFold(name, "rules") {
		return ruleList(), Explanation{Rules: ruleDetails(allRules())}, nil
	}
	if rule := model.LookupRule(strings.ToLower(name)); rule != nil {
		return explainRule(rule), Explanation{Rules: ruleDetails([]*model.Rule{rule})}, nil
	}
	found := settingsNamed(name)
	switch {
	case len(found) == 1:
		return explainSetting(model.Lookup(found[0])), settingsAt(found), nil
	case len(found) > 1:
		return "", Explanation{}, exit.UsageError("one of "+strings.Join(found, ", "), "%s matches %d settings", name, len(found))
	}
	if inside := settingsInside(name); len(inside) > 0 {
		return settingList(inside), settingsAt(inside), nil
	}
	return explainSearch(name)
}

// maxSuggestions is the maximum number of settings that are suggested.
const maxSuggestions = 8

// explainSearch explains words that are not a name: the setting of which they are a
// synonym, or what contains them. It returns an error with what may be meant for a
// name with a typing mistake, and for words that nothing contains.
func explainSearch(words string) (string, Explanation, error) {
	found := model.Search(words)
	var about []string
	for _, s := range found.Settings[:min(len(found.Settings), maxSuggestions)] {
		about = append(about, s.APIName())
	}
	// A typing mistake in a name is more likely than in other words, and ids of
	// rules contain dashes.
	isName := found.Corrected || strings.Contains(words, "-")
	if meant := meantSettings(found.Settings, words); len(meant) == 1 {
		return explainSetting(meant[0]), Explanation{Settings: settingDetails(meant)}, nil
	}
	if others := explainOthers(found); len(found.Topics) > 0 || !isName && len(about)+len(others) > 0 {
		return strings.TrimPrefix(explainTopics(found.Topics, about)+others, "\n"), explanationOf(found), nil
	}
	hint := meantName(words)
	if len(about) > 0 && hint == listHint {
		hint = "settings that mention it: " + strings.Join(about, ", ")
	}
	return "", Explanation{}, exit.UsageError(hint, "no setting, rule or plan is called %q", words)
}

// meantSettings are the settings of which the words are the title or a synonym.
func meantSettings(settings []*model.Setting, words string) []*model.Setting {
	return slices.DeleteFunc(slices.Clone(settings), func(s *model.Setting) bool {
		return !slices.ContainsFunc(append([]string{s.Title}, s.Synonyms...), func(name string) bool { return strings.EqualFold(name, words) })
	})
}

// explainOthers lists the values, rules and presets that were found.
func explainOthers(found model.SearchResult) string {
	var b strings.Builder
	list := func(title string, lines []string) {
		if len(lines) > 0 {
			fmt.Fprintf(&b, "\n%s:\n", title)
		}
		for _, line := range lines[:min(len(lines), maxSuggestions)] {
			fmt.Fprintf(&b, "  %s\n", strings.TrimLeft(wrap(line, "    "), " "))
		}
	}
	var values, rules, presets []string
	for _, v := range found.Values {
		values = append(values, fmt.Sprintf("%s of %s: %s. %s", v.Option.Value, v.Setting.APIName(), v.Option.Title, v.Option.Help))
	}
	for _, r := range found.Rules {
		rules = append(rules, r.ID+": "+r.Summary)
	}
	for _, p := range found.Presets {
		presets = append(presets, p.Name+": "+p.Summary)
	}
	list("Values", values)
	list("Rules", rules)
	list("Presets", presets)
	return b.String()
}

func explainTopics(topics []model.Topic, settings []string) string {
	var b strings.Builder
	for i, t := range topics {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s\n\n%s\n", t.Title, wrap(t.Where, ""))
	}
	if len(settings) > 0 {
		fmt.Fprintf(&b, "\n%s\n", wrap("Settings that mention it: "+strings.Join(settings, ", "), ""))
	}
	return b.String()
}

// paths lists all settings in the order of the wizard.
func paths() []string {
	all := make([]string, len(model.Catalog))
	for i, s := range model.Catalog {
		all[i] = s.Path
	}
	return all
}

// normalizePath returns a path without brackets and in lower case.
func normalizePath(path string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(path, "[")
		b.WriteString(before)
		if !found {
			return strings.ToLower(b.String())
		}
		_, path, _ = strings.Cut(rest, "]")
	}
}

// settingsNamed returns the setting with the path name, or else all settings whose
// paths end with it.
func settingsNamed(name string) []string {
	name = normalizePath(name)
	var found []string
	for _, path := range paths() {
		switch p := normalizePath(path); {
		case p == name:
			return []string{path}
		case strings.HasSuffix(p, "."+name):
			found = append(found, path)
		}
	}
	return found
}

// settingsInside returns the settings of the blocks called name.
func settingsInside(name string) []string {
	name = "." + normalizePath(name) + "."
	var found []string
	for _, path := range paths() {
		if strings.Contains("."+normalizePath(path), name) {
			found = append(found, path)
		}
	}
	return found
}

func meantName(name string) string {
	names := append(RuleIDs(), "tiers", "rules")
	for _, s := range model.Catalog {
		names = append(names, s.Name())
	}
	if near := model.Nearest(name, names); near != "" {
		return "did you mean " + near + "?"
	}
	return listHint
}

const listHint = "`poolsmith explain` lists the settings; `poolsmith explain tiers` explains the feature plans"

// settingList lists settings by their block, in the order of the wizard.
func settingList(paths []string) string {
	var blocks []string
	inside := map[string][]string{}
	for _, path := range paths {
		block := blockOf(path)
		if inside[block] == nil {
			blocks = append(blocks, block)
		}
		inside[block] = append(inside[block], path)
	}
	var b strings.Builder
	for i, block := range blocks {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintln(&b, block)
		for _, path := range inside[block] {
			fmt.Fprintf(&b, "  %-46s  %s\n", inBlock(path), model.Title(path))
		}
	}
	return b.String()
}

// blockOf is the request and its member, or the request alone for a member that
// is not a block.
func blockOf(path string) string {
	parts := strings.Split(path, ".")
	if len(parts) < 3 {
		return parts[0]
	}
	return parts[0] + "." + parts[1]
}

func inBlock(path string) string {
	return strings.TrimPrefix(path, blockOf(path)+".")
}

func explainSetting(s *model.Setting) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n%s\n", s.Title, s.Path, wrap(s.Help, ""))
	if len(s.Choices) > 0 {
		b.WriteByte('\n')
	}
	for _, o := range s.Choices {
		b.WriteString(explainOption(o))
	}
	b.WriteByte('\n')
	writeFacts(&b, 15, settingFacts(s))
	return b.String()
}

func explainOption(o model.Option) string {
	text := o.Title
	if o.Help != "" {
		text += ". " + o.Help
	}
	if o.Tier != "" {
		text += " Requires the plan " + o.Tier + "."
	}
	return fmt.Sprintf("  %s\n%s\n", o.Value, wrap(text, "      "))
}

type fact struct{ name, text string }

// writeFacts writes the facts that have a text, in columns. width is that of the
// names.
func writeFacts(b *strings.Builder, width int, facts []fact) {
	for _, f := range facts {
		if f.text != "" {
			text := wrap(f.text, strings.Repeat(" ", width+1))
			fmt.Fprintf(b, "%-*s %s\n", width, f.name, strings.TrimLeft(text, " "))
		}
	}
}

func settingFacts(s *model.Setting) []fact {
	required := ""
	if s.Required || s.Default == "" {
		required = "Yes"
	}
	plan := ""
	if s.Tier != "" {
		plan = s.Tier + " or higher"
		if s.Tier == model.Tiers[len(model.Tiers)-1].Name {
			plan = s.Tier
		}
	}
	return []fact{
		{"Accepts", acceptedValues(s)},
		{"Required", required},
		{"Default", s.Default},
		{"Permanent", s.Permanent},
		{"Plan", plan},
		{"Terraform", s.Terraform},
		{"CloudFormation", s.CloudFormation},
		{"Rules", strings.Join(rulesAbout(s.Path), ", ")},
	}
}

// acceptedValues describes the values that a setting accepts.
func acceptedValues(s *model.Setting) string {
	span := ""
	switch {
	case s.Max > 0:
		span = fmt.Sprintf("%d to %d", s.Min, s.Max)
	case s.Min > 0:
		span = strconv.Itoa(s.Min) + " or more"
	}
	switch s.Kind {
	case model.Bool:
		return "true or false"
	case model.Int:
		return joinNonEmpty(" ", "a whole number", span)
	case model.Choice:
		return "one of the values above"
	case model.Choices:
		return joinNonEmpty(", ", "a list of the values above", counted(span, "members"))
	case model.List:
		return joinNonEmpty(", ", "a list", counted(span, "members"))
	case model.Texts:
		return joinNonEmpty(", ", "a list of texts", counted(span, "members"))
	case model.Map:
		return joinNonEmpty(", ", "values by key", counted(span, "tags"))
	case model.Block:
		return "a block, which can be empty"
	}
	must := ""
	if s.Pattern != nil {
		must = "must " + s.Pattern.Must
	}
	return joinNonEmpty("; ", joinNonEmpty(", ", "text", counted(span, "characters")), must)
}

func counted(span, noun string) string {
	if span == "" {
		return ""
	}
	return span + " " + noun
}

func joinNonEmpty(separator string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), separator)
}

func rulesAbout(path string) []string {
	var ids []string
	for _, r := range model.Rules {
		if slices.Contains(r.Settings, path) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// ruleHeadings are the headings of the list of rules by severity.
var ruleHeadings = []struct {
	severity model.Severity
	head     string
}{
	{model.Error, "Errors: Cognito rejects the pool"},
	{model.Warning, "Warnings: accepted, but ignored, surprising or about to fail later"},
	{model.Advice, "Advice: security and cost"},
	{model.ToDo, "To do: work outside the pool"},
}

// ruleList lists all rules by severity, each with its summary.
func ruleList() string {
	width := 0
	for _, r := range model.Rules {
		width = max(width, len(r.ID))
	}
	var b strings.Builder
	for i, group := range ruleHeadings {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintln(&b, group.head)
		for _, r := range model.Rules {
			if r.Severity == group.severity {
				text := wrap(r.Summary, strings.Repeat(" ", width+4))
				fmt.Fprintf(&b, "  %-*s  %s\n", width, r.ID, strings.TrimLeft(text, " "))
			}
		}
	}
	return b.String()
}

func explainRule(r *model.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n\n%s\n", r.ID, r.Severity, wrap(r.Summary, ""))
	if len(r.Settings) > 0 {
		b.WriteByte('\n')
	}
	for _, path := range r.Settings {
		fmt.Fprintf(&b, "  %s\n", path)
	}
	b.WriteByte('\n')
	automaticFix := ""
	if r.Severity != model.ToDo {
		automaticFix = automatic(r)
	}
	writeFacts(&b, 9, []fact{{"Fix", r.Fix}, {"Automatic", automaticFix}, {"Source", r.Source}})
	return b.String()
}

// textWidth is the width of explanations in columns.
const textWidth = 80

// wrap breaks text into lines that begin with indent.
func wrap(text, indent string) string {
	lines := wordwrap.WrapString(text, uint(textWidth-len(indent)))
	return indent + strings.ReplaceAll(lines, "\n", "\n"+indent)
}
