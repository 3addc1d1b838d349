// Package wordtest checks in tests that texts for users are in plain American
// technical English. The list of words not to use is here alone, so that the
// tests of all packages share it.
package wordtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// avoided are words and phrases that no text for users contains, each with what
// to write instead. They are matched in any case, except for Region.
var avoided = []struct {
	pattern *regexp.Regexp
	instead string
}{
	{word(`mend(s|ed)?`), "say which characters to remove, or what to set"},
	{word(`hold(s|ing)?`), "contain"},
	{word(`broken off|break off`), "canceled"},
	{word(`dear(er|est)`), "higher, most expensive"},
	{word(`larger plan`), "higher plan"},
	{word(`(lies|lie) in`), "is in, are stored in"},
	{word(`sa(y|ys|id)|unsaid`), "set, has, shows"},
	{word(`told|whoever`), "plain words"},
	{word(`stands?`), "is, appears"},
	{word(`tak(e|es|ing) (\S+ ){0,3}(away|out)`), "remove"},
	{word(`(Cognito|the CDK|CloudFormation|provider)( itself)? takes`), "accepts, interprets as"},
	{word(`anew|afresh`), "again"},
	{word(`judges?d?`), "check"},
	{word(`namesake|errand|tally|wheel|sayings`), "the field's word"},
	{word(`looks? after`), "manage"},
	{word(`(leave|leaves|left|leaving) (\S+ ){0,2}out`), "unset, omit, remove"},
	{word(`demand(s|ed|ing)?`), "require"},
	{word(`refus(e|es|ed|al|ing)`), "reject"},
	{word(`for good`), "permanently"},
	{word(`(has|have) not been seen`), "is untested"},
	{word(`greatest (value|length)|(its|the) (least|greatest)`), "maximum, minimum"},
	{word(`may not take again|takes? again`), "reuse"},
	{word(`needs? no care`), "needs no maintenance"},
	{word(`look twice`), "check"},
	{word(`others do not`), "name the feature"},
	{word(`lines? more`), "n more lines"},
	{word(`(is|are|was|were|be|been|not) made`), "is created, is sent"},
	{word(`all the same|so far as|save that|but for`), "anyway, except that"},
	{word(`be had|come by|be rid of`), "get, retrieve, delete"},
	{word(`begun`), "started"},
	{word(`strays?|strayed`), "differ"},
	{word(`as young as`), "new"},
	{word(`beyond the`), "not in the"},
	{word(`the (service|Cognito) has for`), "the service's name of"},
	{word(`merely|hardly|whatever`), "plain words"},
	{word(`goes with|go with`), "can be combined with, requires"},
	{word(`is no (JSON|YAML|region|name|receipt|setting|option|value|such|ARN)`), "is not a"},
	{word(`by itself`), "automatically, alone"},
	{word(`in the [\w-]+ step|in step \d`), "setting names: the wizard adds where"},
	// Flags, code and texts of the service have it in lower case.
	{regexp.MustCompile(`(^|[\s(])regions?\b([^ :=}]|$| [^=:])`), "Region"},
	{regexp.MustCompile(`(?i)\b(behaviour|colour|neighbour|misspelt|customis|recognis|serialis|licence|cancelled|catalogue)`), "American spelling"},
	{regexp.MustCompile(`\b(text|number) attribute`), "String attribute, Number attribute"},
}

func word(pattern string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(` + pattern + `)\b`)
}

// Found is a word in a text that should not be there.
type Found struct{ Word, Instead string }

// Find returns the words in text that no text for users contains.
func Find(text string) []Found {
	var all []Found
	for _, a := range avoided {
		if match := a.pattern.FindString(text); match != "" {
			all = append(all, Found{match, a.instead})
		}
	}
	return all
}

// CheckLiterals checks the strings of several words in the Go files of a folder,
// except those of tests and those that skip reports true for, such as texts
// quoted from the service.
func CheckLiterals(t *testing.T, folder string, skip func(file, text string) bool) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no Go files in %s: %v", folder, err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			literal, ok := n.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(text, " ") && !skip(filepath.Base(file), text) {
				Check(t, set.Position(literal.Pos()).String(), text)
			}
			return true
		})
	}
}

// Check reports the words in text that no text for users contains. where is
// the place of the text in the message.
func Check(t testing.TB, where, text string) {
	t.Helper()
	for _, f := range Find(text) {
		t.Errorf("%s: %q in %q; write: %s", where, f.Word, text, f.Instead)
	}
}
