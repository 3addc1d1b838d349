package exporters

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/poolsmith/poolsmith/model"
)

// exportYAML writes the body of each call for --cli-input-yaml.
//
// The text is not printed by a YAML library: that would exceed the time limit of
// all formats together, and would leave strings unquoted that YAML 1.1 readers
// interpret as other types. The tests read it with the library.
func exportYAML(p *model.Pool, o Options) Output {
	var out Output
	for _, r := range bodies(p, o) {
		gaps := r.gaps()
		for i := range gaps {
			gaps[i].Command = strings.Replace(gaps[i].Command, "--cli-input-json file://"+r.file+".json", "--cli-input-yaml file://"+r.file+".yaml", 1)
		}
		out.Files = append(out.Files, File{Name: r.file + ".yaml", Data: yamlDocument(r, gaps, o.existing())})
		out.Gaps = append(out.Gaps, gaps...)
	}
	return out
}

func yamlDocument(r *request, gaps []Gap, live *existing) []byte {
	y := &yamlPrinter{}
	y.WriteString("# " + remake("yaml", live) + "\n")
	for _, g := range gaps {
		y.WriteString("#\n#   " + g.Setting + "\n#   (" + g.Why + ")\n")
	}
	y.value(r.members(), 0)
	return y.Bytes()
}

type yamlPrinter struct{ bytes.Buffer }

// value writes what follows "name:" or "-", up to the end of its last line.
// Lines of a block begin in column indent.
func (y *yamlPrinter) value(v any, indent int) {
	switch v := v.(type) {
	case object:
		if len(v) == 0 {
			y.WriteString(" {}\n")
			return
		}
		y.newLine()
		for _, m := range v {
			y.spaces(indent)
			y.member(m, indent)
		}
	case []any:
		if len(v) == 0 {
			y.WriteString(" []\n")
			return
		}
		y.newLine()
		for _, item := range v {
			y.spaces(indent)
			y.item(item, indent)
		}
	case string:
		y.WriteString(" " + yamlText(v, indent) + "\n")
	case nil:
		y.WriteString(" null\n")
	default:
		fmt.Fprintf(y, " %v\n", v)
	}
}

// newLine ends the line of a block's name; a document begins without one.
func (y *yamlPrinter) newLine() {
	if !bytes.HasSuffix(y.Bytes(), []byte("\n")) {
		y.WriteByte('\n')
	}
}

// longKey is the maximum length of a key on one line: readers accept at most
// 1024 characters.
const longKey = 1000

func (y *yamlPrinter) member(m member, indent int) {
	name := yamlName(m.name)
	if len(name) > longKey {
		y.WriteString("? " + name + "\n")
		y.spaces(indent)
		name = ""
	}
	y.WriteString(name + ":")
	y.value(m.value, indent+2)
}

// item writes an item of a list; a block begins on the line of the dash.
func (y *yamlPrinter) item(item any, indent int) {
	y.WriteByte('-')
	block, ok := item.(object)
	if !ok || len(block) == 0 {
		y.value(item, indent+2)
		return
	}
	y.WriteByte(' ')
	for i, m := range block {
		if i > 0 {
			y.spaces(indent + 2)
		}
		y.member(m, indent+2)
	}
}

func (y *yamlPrinter) spaces(n int) { y.WriteString(strings.Repeat(" ", n)) }

func yamlName(s string) string {
	if isPlainYAML(s) {
		return s
	}
	return quotePrintable(s)
}

func yamlText(s string, indent int) string {
	switch {
	case isPlainYAML(s):
		return s
	case isLiteralYAML(s):
		return literalYAML(s, indent)
	default:
		return quotePrintable(s)
	}
}

// yamlWords are the words that readers of YAML 1.1 or 1.2 interpret as a
// Boolean, null or a number although they begin with a letter.
var yamlWords = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"}

// isPlainYAML reports whether s needs no quotes in any version of YAML: it
// begins with a letter, so that it is not a number or date, and contains no
// character with a meaning in YAML.
func isPlainYAML(s string) bool {
	if s == "" || !isLetter(rune(s[0])) || s[len(s)-1] == ' ' || s[len(s)-1] == ':' {
		return false
	}
	for i, r := range s {
		if r == ':' && s[i+1] == ' ' {
			return false
		}
		if !isLetter(r) && !('0' <= r && r <= '9') && !strings.ContainsRune(" _-./:+=@", r) {
			return false
		}
	}
	return !slices.Contains(yamlWords, strings.ToLower(s))
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

// isLiteralYAML reports whether s comes back unchanged from a literal block,
// and can be seen in it: several lines of printable characters, the first of
// them not indented, none with spaces at its end, and at most one newline at
// the end of all.
func isLiteralYAML(s string) bool {
	return hasVisibleLines(s) && s[0] != ' ' && s[0] != '\n' && !strings.HasSuffix(s, "\n\n")
}

// hasVisibleLines reports whether s has several lines of printable characters
// without spaces at their ends.
func hasVisibleLines(s string) bool {
	if !utf8.ValidString(s) || !strings.Contains(strings.TrimSuffix(s, "\n"), "\n") || strings.HasSuffix(s, " ") || strings.Contains(s, " \n") {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) })
}

func literalYAML(s string, indent int) string {
	mark := "|-"
	if strings.HasSuffix(s, "\n") {
		mark = "|"
	}
	return mark + "\n" + indentLines(strings.TrimSuffix(s, "\n"), indent)
}

// indentLines moves all lines but empty ones to the right.
func indentLines(s string, by int) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = strings.Repeat(" ", by) + line
		}
	}
	return strings.Join(lines, "\n")
}
