package exporters

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

// hclBody is the inside of a block: attributes and blocks in their order.
type hclBody struct{ items []hclItem }

type hclItem struct {
	name  string
	value any      // of an attribute
	body  *hclBody // of a block
}

// hclCode is an expression that is printed without quotes.
type hclCode string

// block returns the block at path, dots between names, and creates it if it is
// missing. Of repeated blocks it returns the last.
func (b *hclBody) block(path string) *hclBody {
	name, rest, deeper := strings.Cut(path, ".")
	var found *hclBody
	for _, item := range slices.Backward(b.items) {
		if item.name == name && item.body != nil {
			found = item.body
			break
		}
	}
	if found == nil {
		found = &hclBody{}
		b.items = append(b.items, hclItem{name: name, body: found})
	}
	if deeper {
		return found.block(rest)
	}
	return found
}

// parent returns the body that holds path, and path's last name.
func (b *hclBody) parent(path string) (*hclBody, string) {
	dot := strings.LastIndexByte(path, '.')
	if dot < 0 {
		return b, path
	}
	return b.block(path[:dot]), path[dot+1:]
}

// newBlock adds a block to the repeated blocks at path.
func (b *hclBody) newBlock(path string) {
	body, name := b.parent(path)
	body.items = append(body.items, hclItem{name: name, body: &hclBody{}})
}

func (b *hclBody) set(path string, value any) {
	body, name := b.parent(path)
	body.items = append(body.items, hclItem{name: name, value: value})
}

// write prints the body as terraform fmt formats it: consecutive one-line
// attributes have their equals signs in one column, and everything longer is
// between blank lines.
func (b *hclBody) write(out *bytes.Buffer, depth int) {
	indent := strings.Repeat("  ", depth)
	for i := 0; i < len(b.items); {
		if i > 0 {
			out.WriteByte('\n')
		}
		n := b.lines(i)
		if n > 0 {
			writeAligned(out, indent, b.items[i:i+n])
			i += n
			continue
		}
		b.items[i].write(out, depth, indent)
		i++
	}
}

// lines counts the attributes on one line from the i-th item on.
func (b *hclBody) lines(i int) int {
	n := 0
	for _, item := range b.items[i:] {
		if item.body != nil || isLong(item.value) {
			break
		}
		n++
	}
	return n
}

func isLong(value any) bool {
	switch v := value.(type) {
	case string:
		return isHeredoc(v)
	case entries:
		return len(v) > 0
	case hclCode:
		return strings.Contains(string(v), "\n")
	case object:
		return true
	default:
		return false
	}
}

// write prints a block, or an attribute of several lines.
func (item hclItem) write(out *bytes.Buffer, depth int, indent string) {
	out.WriteString(indent + item.name)
	switch v := item.value.(type) {
	case string:
		out.WriteString(" = " + heredoc(v, indent) + "\n")
	case entries:
		out.WriteString(" = {\n")
		writeObject(out, object(v), indent+"  ")
		out.WriteString(indent + "}\n")
	case hclCode:
		out.WriteString(" = " + string(v) + "\n")
	case object:
		out.WriteString(" = jsonencode(")
		writeJSON(out, v, indent)
		out.WriteString(")\n")
	default:
		if len(item.body.items) == 0 {
			out.WriteString(" {}\n")
			return
		}
		out.WriteString(" {\n")
		item.body.write(out, depth+1)
		out.WriteString(indent + "}\n")
	}
}

func writeAligned(out *bytes.Buffer, indent string, items []hclItem) {
	width := 0
	for _, item := range items {
		width = max(width, columns(item.name))
	}
	for _, item := range items {
		out.WriteString(indent + item.name)
		out.WriteString(strings.Repeat(" ", width-columns(item.name)))
		out.WriteString(" = " + hclValue(item.value) + "\n")
	}
}

// writeObject prints the members of an object: those on one line next to each
// other, and the others as they are.
func writeObject(out *bytes.Buffer, o object, indent string) {
	var short []hclItem
	for _, m := range o {
		if !isLongJSON(m.value) {
			short = append(short, hclItem{name: hclKey(m.name), value: m.value})
			continue
		}
		writeAligned(out, indent, short)
		short = nil
		out.WriteString(indent + hclKey(m.name) + " = ")
		writeJSON(out, m.value, indent)
		out.WriteByte('\n')
	}
	writeAligned(out, indent, short)
}

// writeJSON prints a value on several lines, the last without a newline.
func writeJSON(out *bytes.Buffer, value any, indent string) {
	switch v := value.(type) {
	case object:
		if len(v) == 0 {
			out.WriteString("{}")
			return
		}
		out.WriteString("{\n")
		writeObject(out, v, indent+"  ")
		out.WriteString(indent + "}")
	case []any:
		if block, ok := v[0].(object); ok && len(v) == 1 && len(block) > 0 {
			out.WriteByte('[')
			writeJSON(out, block, indent)
			out.WriteByte(']')
			return
		}
		out.WriteString("[\n")
		for _, item := range v {
			out.WriteString(indent + "  ")
			if isLongJSON(item) {
				writeJSON(out, item, indent+"  ")
			} else {
				out.WriteString(hclValue(item))
			}
			out.WriteString(",\n")
		}
		out.WriteString(indent + "]")
	}
}

// isLongJSON reports whether a value has an object with members somewhere.
func isLongJSON(value any) bool {
	switch v := value.(type) {
	case object:
		return len(v) > 0
	case []any:
		return slices.ContainsFunc(v, isLongJSON)
	default:
		return false
	}
}

// columns is the width of a name as terraform fmt counts it: quotes count
// separately, and a letter with its accents is one column.
func columns(name string) int {
	if len(name) == utf8.RuneCountInString(name) {
		return len(name)
	}
	if name[0] != '"' {
		return hclwrite.Tokens{{Bytes: []byte(name)}}.Columns()
	}
	return len(`""`) + columns(name[1:len(name)-1])
}

// hclKey is the key of a map: bare where it is an ASCII name, quoted where it is
// a word of the language ("for" begins a loop) or any other text. HCL's own
// names may have characters that cannot be seen, and its check for them skips a
// byte order mark, which is no part of a name when the file is read.
func hclKey(key string) string {
	isWord := slices.Contains([]string{"for", "true", "false", "null"}, key)
	if isWord || strings.ContainsFunc(key, func(r rune) bool { return !isASCII(r) }) || !hclsyntax.ValidIdentifier(key) {
		return hclString(key)
	}
	return key
}

func hclValue(value any) string {
	switch v := value.(type) {
	case string:
		return hclString(v)
	case []string:
		texts := make([]string, len(v))
		for i, text := range v {
			texts[i] = hclString(text)
		}
		return "[" + strings.Join(texts, ", ") + "]"
	case []any:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = hclValue(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case int:
		return strconv.Itoa(v)
	case json.Number:
		return v.String()
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(v)
	case hclCode:
		return string(v)
	case reference:
		return hclReference(v)
	default:
		return "{}" // without entries; those that have some are long
	}
}

func hclReference(r reference) string {
	switch r.kind {
	case toInput:
		return "var." + r.name
	case toID:
		return r.to.terraformName() + ".id"
	case toARN:
		return r.to.terraformName() + ".arn"
	case toRole:
		return "aws_iam_role.sms.arn"
	default:
		return "data.aws_caller_identity.current.account_id"
	}
}

// hclString writes s in double quotes; "${" and "%{" mean nothing in it. Most
// texts need no escape, and hclwrite takes its time.
func hclString(s string) string {
	if !strings.ContainsFunc(s, needsEscape) {
		return `"` + s + `"`
	}
	return string(hclwrite.TokensForValue(cty.StringVal(s)).Bytes())
}

func needsEscape(r rune) bool {
	return r < ' ' || r > '~' || r == '"' || r == '\\' || r == '$' || r == '%'
}

const heredocEnd = "EOT"

// isHeredoc reports whether s comes back unchanged from a heredoc, and can be
// seen in it: its lines are printable, one of them is not indented, so that
// nothing but our indentation is taken off, and none is what ends the heredoc.
// Lines that begin with anything but ASCII could join their indentation.
func isHeredoc(s string) bool {
	if !hasVisibleLines(s) || !isComposed(s) {
		return false
	}
	flush := false
	for line := range strings.SplitSeq(s, "\n") {
		if line == "" {
			continue
		}
		if line[0] >= utf8.RuneSelf || strings.TrimSpace(line) == heredocEnd {
			return false
		}
		flush = flush || line[0] != ' '
	}
	return flush
}

var heredocEscapes = strings.NewReplacer("${", "$${", "%{", "%%{")

// heredoc writes s as indented lines. A heredoc ends with a newline, which
// chomp removes if s has none.
func heredoc(s, indent string) string {
	body := indentLines(heredocEscapes.Replace(strings.TrimSuffix(s, "\n")), len(indent)+2)
	lines := "<<-" + heredocEnd + "\n" + body + "\n" + indent + heredocEnd
	if strings.HasSuffix(s, "\n") {
		return lines
	}
	return "chomp(" + lines + "\n" + indent + ")"
}
