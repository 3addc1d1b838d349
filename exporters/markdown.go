package exporters

import (
	"bytes"
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// exportMarkdown writes a design document of the pool, for a repository or a pull
// request: GitHub Flavored Markdown with sequence diagrams for Mermaid.
func exportMarkdown(p *model.Pool, o Options) Output {
	d := &designDocument{pool: p, journeys: model.Journeys(p), findings: model.Check(p)}
	d.title(o.existing())
	d.summary()
	d.permanent()
	d.settings()
	d.unset()
	d.found()
	d.cost()
	d.journeySections()
	return Output{Files: []File{{Name: "user-pool.md", Data: d.Bytes()}}}
}

type designDocument struct {
	bytes.Buffer
	pool     *model.Pool
	journeys []model.Journey
	findings []model.Finding
}

func (d *designDocument) line(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

func (d *designDocument) heading(level int, text string) {
	d.line("\n%s %s\n", strings.Repeat("#", level), text)
}

// table writes a table, whose cells are Markdown. It writes nothing without rows.
func (d *designDocument) table(heads []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	d.row(heads)
	d.WriteString("|" + strings.Repeat(" --- |", len(heads)) + "\n")
	for _, row := range rows {
		d.row(row)
	}
}

func (d *designDocument) row(cells []string) {
	for _, cell := range cells {
		d.WriteString("| " + cell + " ")
	}
	d.WriteString("|\n")
}

func (d *designDocument) title(e *existing) {
	name := "without a name"
	if text := textOf(d.pool.CreateUserPool.PoolName); text != "" {
		name = codeText(text)
	}
	d.line("# User pool %s\n", name)
	d.line("<!-- %s -->\n", remake("markdown", e))
}

// summary is the pool in a few sentences.
func (d *designDocument) summary() {
	var calls []string
	for _, c := range d.pool.Calls() {
		calls = append(calls, c.Operation.Name)
	}
	verb := "s create"
	if len(calls) == 1 {
		verb = " creates"
	}
	d.line("A user pool of Amazon Cognito with the feature plan %s. %d call%s it: %s.\n", prose(d.pool.Tier()), len(calls), verb, prose(strings.Join(slices.Compact(calls), ", ")))
	d.line("- Possible: %s.", cmp.Or(prose(d.titles(model.Possible)), "nothing"))
	if titles := d.titles(model.Impossible); titles != "" {
		d.line("- Prevented by settings: %s. The journeys below name the reasons.", prose(titles))
	}
	if !d.pool.IsForMachines() {
		d.line("- Passwords need %s.", prose(d.pool.PasswordRules()))
		d.line("- A second factor is %s.", prose(d.pool.SecondFactorRules()))
	}
	for _, list := range []struct{ noun, operation string }{{"App clients", "CreateUserPoolClient"}, {"Identity providers", "CreateIdentityProvider"}, {"Domains", "CreateUserPoolDomain"}, {"Groups", "CreateGroup"}} {
		if names := d.names(list.operation); len(names) > 0 {
			d.line("- %s: %s.", list.noun, strings.Join(names, ", "))
		}
	}
	d.line("- Findings: %s.", d.counts())
}

// titles lists the journeys in a state.
func (d *designDocument) titles(state model.JourneyState) string {
	var titles []string
	for _, j := range d.journeys {
		if j.State == state {
			titles = append(titles, lowerFirst(j.Title))
		}
	}
	return strings.Join(titles, ", ")
}

// names are the keys of the calls of an operation.
func (d *designDocument) names(operation string) []string {
	var names []string
	for _, c := range d.pool.Calls() {
		if c.Operation.Name == operation {
			names = append(names, codeText(c.Key()))
		}
	}
	return names
}

func (d *designDocument) counts() string {
	text := model.Plural(model.Errors(d.findings), "error") + ", " + model.Plural(model.Count(d.findings, model.Warning), "warning")
	if n := model.Count(d.findings, model.Advice); n > 0 {
		text += ", advice on " + model.Plural(n, "setting")
	}
	return text
}

// permanent lists what cannot be changed once the pool exists.
func (d *designDocument) permanent() {
	var rows [][]string
	for leaf := range d.pool.Leaves() {
		if s := leaf.Setting; s.Permanent != "" && s.Kind != model.List {
			rows = append(rows, []string{prose(s.Title), codeText(leaf.Path()), d.value(leaf), prose(s.Permanent)})
		}
	}
	d.heading(2, "Permanent settings")
	if rows == nil {
		d.line("None of the settings is permanent.")
	}
	d.table([]string{"Setting", "Name", "Value", "Why it matters"}, rows)
}

// settings lists everything that is set, request by request.
func (d *designDocument) settings() {
	keys := map[string]string{}
	for _, c := range d.pool.Calls() {
		keys[c.Path] = c.Key()
	}
	var order []string
	rows := map[string][][]string{}
	for leaf := range d.pool.Leaves() {
		request, name, found := strings.Cut(leaf.Path(), ".")
		if !found || leaf.Setting.Kind == model.List {
			continue
		}
		if rows[request] == nil {
			order = append(order, request)
		}
		rows[request] = append(rows[request], []string{prose(leaf.Setting.Title), codeText(name), d.value(leaf), isDefault(leaf)})
	}
	d.heading(2, "Settings")
	d.line("A mark in the last column: the value is Cognito's default.")
	for _, request := range order {
		operation := model.OperationOf(request)
		head := upperFirst(operation.Noun)
		if operation.Many {
			head += " " + codeText(keys[request])
		}
		d.heading(3, head)
		d.table([]string{"Setting", "Name", "Value", "Default"}, rows[request])
	}
}

// upperFirst begins a sentence with a capital.
func upperFirst(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

func isDefault(leaf model.Leaf) string {
	if leaf.Setting.Implied != nil && reflect.DeepEqual(leaf.Setting.Implied, leaf.Value()) {
		return "✓"
	}
	return ""
}

// value is the value of a leaf as a cell.
func (d *designDocument) value(leaf model.Leaf) string {
	switch v := leaf.Value().(type) {
	case string:
		if leaf.Setting.Kind == model.Base64 {
			return "a file of " + model.Plural(len(v)*3/4, "byte")
		}
		if o := leaf.Setting.Option(v); o != nil {
			return prose(o.Title) + " (" + codeText(v) + ")"
		}
		return codeText(v)
	case []string:
		words := make([]string, len(v))
		for i, text := range v {
			words[i] = codeText(text)
		}
		return cmp.Or(strings.Join(words, ", "), "none")
	case map[string]string:
		var words []string
		for _, key := range sortedNames(v) {
			words = append(words, codeText(key)+" = "+codeText(v[key]))
		}
		return cmp.Or(strings.Join(words, ", "), "none")
	case bool:
		return map[bool]string{true: "yes", false: "no"}[v]
	case int:
		return strconv.Itoa(v)
	case model.JSONObject:
		return codeText(string(v))
	default:
		return "present"
	}
}

func sortedNames(m map[string]string) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// unset lists the settings of the pool itself that keep Cognito's default.
func (d *designDocument) unset() {
	var rows [][]string
	for i := range model.Catalog {
		s := &model.Catalog[i]
		operation := model.OperationOf(s.Path)
		if operation.Many || operation.Name == "SetLogDeliveryConfiguration" || s.Default == "" || strings.Contains(s.Path, "[]") || s.Kind == model.List {
			continue
		}
		if _, set := d.pool.Get(s.Path); !set && d.hasEffect(s) {
			rows = append(rows, []string{prose(s.Title), codeText(s.Path), prose(s.Default)})
		}
	}
	if len(rows) == 0 {
		return
	}
	d.heading(3, "Unset")
	d.line("<details>\n<summary>%s with Cognito's default</summary>\n", model.Plural(len(rows), "setting"))
	d.table([]string{"Setting", "Name", "Cognito's default"}, rows)
	d.line("\n</details>")
}

// hasEffect reports whether an unset setting has its default. One in a block that
// turns something on by being present has it only there, and the MFA mode of the
// second request is that of the first.
func (d *designDocument) hasEffect(s *model.Setting) bool {
	if s.Path == "SetUserPoolMfaConfig.MfaConfiguration" {
		return false
	}
	parts := strings.Split(s.Path, ".")
	for n := 2; n < len(parts); n++ {
		block := strings.Join(parts[:n], ".")
		if outer := model.Lookup(block); outer != nil && outer.Kind == model.Block {
			if _, set := d.pool.Get(block); !set {
				return false
			}
		}
	}
	return true
}

// found lists what the rules find, and the work outside the pool.
func (d *designDocument) found() {
	var findings, todo [][]string
	for _, f := range d.findings {
		paths := make([]string, len(f.Settings))
		for i, path := range f.Settings {
			paths[i] = codeText(path)
		}
		if f.Severity == model.ToDo {
			todo = append(todo, []string{upperFirst(prose(f.Message)), upperFirst(prose(f.Fix))})
			continue
		}
		findings = append(findings, []string{f.Severity.String(), upperFirst(prose(f.Message)), upperFirst(prose(f.Fix)), strings.Join(paths, ", ")})
	}
	d.heading(2, "Findings")
	if findings == nil {
		d.line("The rules find nothing.")
	}
	d.table([]string{"Severity", "Finding", "Fix", "Settings"}, findings)
	if todo != nil {
		d.heading(2, "To do outside the pool")
		d.table([]string{"Task", "How"}, todo)
	}
}

// cost is what the model knows of prices: those of the plans, what makes a plan
// necessary, and what is charged beside it.
func (d *designDocument) cost() {
	d.heading(2, "Cost")
	plan := model.LookupTier(d.pool.Tier())
	switch {
	case plan == nil:
		d.line("The feature plan %s is not known.", codeText(d.pool.Tier()))
	case d.pool.IsForMachines():
		d.line("The feature plan is %s. Machine access is charged per token request, not per user.", plan.Name)
	default:
		d.line("The feature plan %s is about %s. Prices are approximate.", plan.Name, prose(plan.Cost()))
	}
	needs := model.TierNeeds(d.pool)
	switch cheapest := model.CheapestTier(d.pool); {
	case len(needs) > 0:
		d.line("\nThe settings need %s or higher:\n", cheapest)
		for _, path := range needs {
			d.line("- %s (%s)", prose(model.Title(path)), codeText(path))
		}
	default:
		d.line("\nThe settings need no more than %s.", cheapest)
	}
	if extra := d.pool.ChargedSeparately(); extra != nil {
		d.line("\nCharged separately: %s.", strings.Join(extra, ", "))
	}
}

// codeText is text from outside as code. Text with characters that a code span or a
// table cannot have is in an element, with entities. Code is where GitHub makes no
// mentions and no links to issues.
func codeText(text string) string {
	if text == "" {
		return "(empty)"
	}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = model.Printable(line)
	}
	if len(lines) == 1 && !strings.ContainsAny(lines[0], "`|\\") && strings.TrimSpace(lines[0]) == lines[0] {
		return "`" + lines[0] + "`"
	}
	for i, line := range lines {
		lines[i] = entities(line)
	}
	return "<code>" + strings.Join(lines, "<br>") + "</code>"
}

// entities writes what Markdown or HTML interprets as numeric entities, which
// neither interprets (CommonMark, 2.5).
func entities(text string) string {
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == ' ' && (i == 0 || text[i-1] == ' ' || i == len(text)-1):
			b.WriteString("&#32;")
		case strings.ContainsRune("&<>\"'`|*_[]()\\~$#!@", r):
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

var proseMarks = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;",
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "|", `\|`, "~", `\~`, "$", `\$`,
)

// prose is a sentence of ours, which can contain texts from outside. What Markdown
// interprets has a backslash, and what HTML does is an entity.
func prose(text string) string {
	return proseMarks.Replace(model.Printable(strings.TrimSpace(text)))
}
