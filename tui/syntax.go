package tui

import (
	"path"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// The preview colors its lines one by one, when they are drawn: a whole export
// takes longer than a key press may. So a line is not colored by what is above it,
// and the languages have rules of their own here: chroma's definitions are for whole
// files, and reading the definitions when the program starts takes longer than all
// else that it does before the first screen. The rules are few because exports
// are written in a small part of each language. Each takes time in proportion to
// the line, whatever it contains.

// class is what a part of a line is, as far as its color is concerned.
type class uint8

const (
	plainClass class = iota
	nameClass        // of a setting or of a variable
	textClass        // a string
	valueClass       // a number, or true, false and null
	wordClass        // a word of the language
	commentClass
	classes // how many there are
)

// span is a part of a line that is of one class: from the end of the span before it.
type span struct {
	class class
	end   int // in bytes
}

// Of a line that is longer only the beginning is looked at, and the rest has the
// class of its last part.
const maxLexed = 500

// Lines whose spans are remembered, in bytes. What is drawn has fewer.
const maxRemembered = 1 << 18

// syntax finds the spans of lines, and remembers those of the lines before.
type syntax struct {
	known map[lexed][]span
	bytes int
}

type lexed struct {
	language *chroma.RegexLexer
	line     string
}

// spans are the parts of a line that model.Printable has been through; none in a
// language that is nil.
func (s *syntax) spans(language *chroma.RegexLexer, line string) []span {
	if language == nil || line == "" {
		return nil
	}
	start := strings.ToValidUTF8(line[:min(len(line), maxLexed)], "")
	spans, found := s.known[lexed{language, start}]
	if !found {
		spans = lex(language, start)
		s.remember(lexed{language, start}, spans)
	}
	return spans
}

func (s *syntax) remember(line lexed, spans []span) {
	if s.bytes += len(line.line); s.known == nil || s.bytes > maxRemembered {
		s.known, s.bytes = map[lexed][]span{}, len(line.line)
	}
	s.known[line] = spans
}

func lex(language *chroma.RegexLexer, line string) []span {
	next, err := language.Tokenise(&chroma.TokeniseOptions{State: "root"}, line)
	if err != nil {
		return nil
	}
	var spans []span
	end := 0
	for token := next(); token != chroma.EOF; token = next() {
		end += len(token.Value)
		class := classOf(token.Type)
		if last := len(spans) - 1; last >= 0 && (spans[last].class == class || token.Type == chroma.Whitespace) {
			spans[last].end = end
			continue
		}
		spans = append(spans, span{class, end})
	}
	return spans
}

func classOf(t chroma.TokenType) class {
	switch {
	case t == chroma.NameAttribute:
		return nameClass
	case t == chroma.KeywordConstant || t.InSubCategory(chroma.LiteralNumber):
		return valueClass
	case t.InSubCategory(chroma.LiteralString):
		return textClass
	case t.InCategory(chroma.Keyword):
		return wordClass
	case t.InCategory(chroma.Comment):
		return commentClass
	}
	return plainClass
}

// languageOf is the language of a file, by its extension; nil for one without colors.
func languageOf(file string) *chroma.RegexLexer { return languages[path.Ext(file)] }

// fileHeading begins and ends the line above each file of an export of several.
const fileHeading = "──"

// languagesOf are the languages of the lines of an export to a file, or to the files
// that headings name.
func languagesOf(file string, lines []string) []*chroma.RegexLexer {
	all := make([]*chroma.RegexLexer, len(lines))
	language := languageOf(file)
	for i, line := range lines {
		if strings.HasPrefix(line, fileHeading) && strings.HasSuffix(line, fileHeading) {
			language = languageOf(strings.Trim(line, "─ "))
			continue
		}
		all[i] = language
	}
	return all
}

// languages are those that exports are written in, by the extension of the file.
var languages = func() map[string]*chroma.RegexLexer {
	var (
		json       = code("JSON", slashes, "true false", "null")
		yaml       = newLanguage("YAML", yamlRules)
		javaScript = code("JavaScript", slashes, "true false null undefined", "as async await catch class const constructor else export extends finally for from function if import let new of public readonly return super this throw try while")
	)
	return map[string]*chroma.RegexLexer{
		".json": json,
		".yaml": yaml, ".yml": yaml,
		".tf":   code("Terraform", hash, "true false null", "data for in locals module output provider resource terraform variable"),
		".sh":   code("Bash", hash, "true false", "case do done elif else esac exit export fi for function if in local return set then trap while"),
		".py":   code("Python", hash, "True False None", "and as assert class def elif else except finally for from global if import in is lambda not or pass raise return try while with"),
		".R":    code("R", hash, "TRUE FALSE NULL NA", "break else for function if in next repeat while"),
		".go":   code("Go", slashes, "true false nil", "break case const continue default defer else for func go if import interface map package range return select struct switch type var"),
		".rego": code("Rego", hash, "true false null", "as contains default else every if import in not package some with"),
		".js":   javaScript, ".mjs": javaScript, ".ts": javaScript,
		".md": newLanguage("Markdown", markdownRules),
	}
}()

// newLanguage compiles its rules when it is used first.
func newLanguage(name string, rules func() []chroma.Rule) *chroma.RegexLexer {
	return chroma.MustNewLexer(&chroma.Config{Name: name}, func() chroma.Rules { return chroma.Rules{"root": rules()} })
}

// code is a language with strings in quotes, and names before = and :. Its words are
// separated by spaces here.
func code(name, comment, constants, words string) *chroma.RegexLexer {
	const (
		text     = `"(?:[^"\\]|\\.)*`
		word     = `[\p{L}_$][\w$]*`
		assigned = `(?=\s*=(?![=>]))`
		labels   = `(?=\s*:(?![:=]))`
	)
	return newLanguage(name, func() []chroma.Rule {
		return []chroma.Rule{
			{Pattern: `\s+`, Type: chroma.Whitespace},
			{Pattern: comment, Type: chroma.Comment},
			{Pattern: `(?:` + text + `"|` + word + `)` + assigned, Type: chroma.NameAttribute},
			{Pattern: text + `"` + labels, Type: chroma.NameAttribute},
			{Pattern: text + `"?`, Type: chroma.String},
			{Pattern: `'(?:[^'\\]|\\.)*'`, Type: chroma.String},
			{Pattern: "`[^`]*`", Type: chroma.String},
			{Pattern: chroma.Words("", `\b`, strings.Fields(constants)...), Type: chroma.KeywordConstant},
			{Pattern: chroma.Words("", `\b`, strings.Fields(words)...), Type: chroma.Keyword},
			{Pattern: word + labels, Type: chroma.NameAttribute},
			{Pattern: word, Type: chroma.Name},
			{Pattern: `-?\d+(?:\.\d+)?`, Type: chroma.Number},
			{Pattern: `.`, Type: chroma.Punctuation},
		}
	})
}

// Comments, which begin a line or follow a space: # is also a part of names and //
// of addresses.
const (
	hash    = `(?<=^|\s)#.*`
	slashes = `(?<=^|\s)//.*`
)

func yamlRules() []chroma.Rule {
	return []chroma.Rule{
		{Pattern: `\s+`, Type: chroma.Whitespace},
		{Pattern: hash, Type: chroma.Comment},
		{Pattern: `-(?=\s|$)`, Type: chroma.Punctuation},
		{Pattern: `"(?:[^"\\]|\\.)*"(?=:(?:\s|$))`, Type: chroma.NameAttribute},
		{Pattern: `'[^']*'(?=:(?:\s|$))`, Type: chroma.NameAttribute},
		{Pattern: `"(?:[^"\\]|\\.)*"?`, Type: chroma.String},
		{Pattern: `'[^']*'`, Type: chroma.String},
		{Pattern: `[\w$-][^\s:]*(?=:(?:\s|$))`, Type: chroma.NameAttribute},
		{Pattern: `:(?=\s|$)`, Type: chroma.Punctuation},
		{Pattern: `(?:true|false|null|-?\d+(?:\.\d+)?)(?=\s*$)`, Type: chroma.KeywordConstant},
		{Pattern: `[\[\]{}](?=\s*$|[\[\]{}])`, Type: chroma.Punctuation},
		{Pattern: `.+`, Type: chroma.String},
	}
}

func markdownRules() []chroma.Rule {
	return []chroma.Rule{
		{Pattern: `^#{1,6} .*`, Type: chroma.Keyword},
		{Pattern: `<!--.*`, Type: chroma.Comment},
		{Pattern: "`[^`]*`", Type: chroma.String},
		{Pattern: `[^<` + "`" + `]+|.`, Type: chroma.Text},
	}
}
