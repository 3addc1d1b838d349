package model

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// yamlReader turns YAML into trees. Scalars mean what the core schema of
// YAML 1.2.2 (section 10.3) gives them, or are errors: no value changes its
// meaning silently.
type yamlReader struct {
	lines [][]byte
	runes map[int][]rune // of the lines that were looked at
	nodes int            // left before the file counts as too large
	bytes int            // of text left: aliases can multiply it
}

// maxYAML is how many bytes of YAML are read. The parser takes about 90 times
// as much memory.
const maxYAML = 1 << 20

// parseYAML returns the documents of a file, at most maxDocuments+1.
func parseYAML(data []byte) ([]*node, error) {
	if len(data) > maxYAML {
		return nil, &syntaxError{line: 1, column: 1, message: fmt.Sprintf("larger than %d MiB, so it is not a user pool in YAML", maxYAML>>20), hint: "name the file that contains the pool"}
	}
	if err := checkCharacters(data); err != nil {
		return nil, err
	}
	r := &yamlReader{lines: bytes.Split(data, []byte("\n")), runes: map[int][]rune{}, nodes: maxNodes, bytes: MaxSize}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var roots []*node
	for len(roots) <= maxDocuments {
		var document yaml.Node
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, yamlError(err)
		}
		root, err := r.value(document.Content[0], 0)
		if err != nil {
			return nil, err
		}
		roots = append(roots, root)
	}
	if len(roots) == 0 {
		return nil, &syntaxError{line: 1, column: 1, message: "the file contains only comments"}
	}
	return roots, nil
}

// checkCharacters rejects U+0085, U+2028 and U+2029, which YAML 1.2 takes for
// text and the library folds like the line breaks that YAML 1.1 had, and a
// byte order mark at the start of a line, which the library drops.
func checkCharacters(data []byte) error {
	i := bytes.IndexFunc(data, func(r rune) bool { return r == '\u0085' || r == '\u2028' || r == '\u2029' })
	if mark := bytes.Index(data, []byte("\n\ufeff")); mark >= 0 && (i < 0 || mark < i) {
		i = mark + 1
	}
	if i < 0 {
		return nil
	}
	r, _ := utf8.DecodeRune(data[i:])
	before := data[:i]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return &syntaxError{line, column, fmt.Sprintf("YAML readers disagree whether the character U+%04X is a part of a text", r), fmt.Sprintf(`write it as "\u%04x" in double quotes`, r)}
}

// yamlError takes the line out of the library's message: "yaml: line 3: …".
func yamlError(err error) error {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if rest, found := strings.CutPrefix(message, "line "); found {
		digits, text, _ := strings.Cut(rest, ": ")
		if n, err := strconv.Atoi(digits); err == nil {
			line, message = n, text
		}
	}
	return &syntaxError{line: line, column: 1, message: "not YAML: " + message}
}

func yamlFail(y *yaml.Node, hint, format string, args ...any) error {
	return &syntaxError{y.Line, y.Column, fmt.Sprintf(format, args...), hint}
}

// value follows aliases, and counts what they expand to.
func (r *yamlReader) value(y *yaml.Node, depth int) (*node, error) {
	r.nodes--
	r.bytes -= len(y.Value)
	if r.nodes < 0 || r.bytes < 0 || depth > maxDepth {
		return nil, yamlFail(y, "", "too large or nested too deep")
	}
	if y.Kind == yaml.AliasNode {
		return r.value(y.Alias, depth+1)
	}
	n := &node{line: y.Line, column: y.Column}
	if y.Kind == yaml.ScalarNode {
		return n, r.scalar(n, y)
	}
	if err := checkCollectionTag(y); err != nil {
		return nil, err
	}
	if y.Kind == yaml.MappingNode {
		n.kind = object
		return n, r.members(n, y, depth)
	}
	n.kind = array
	for _, item := range y.Content {
		value, err := r.value(item, depth+1)
		if err != nil {
			return nil, err
		}
		n.items = append(n.items, value)
	}
	return n, nil
}

func (r *yamlReader) members(n *node, y *yaml.Node, depth int) error {
	for i := 0; i+1 < len(y.Content); i += 2 {
		name, err := r.name(y.Content[i])
		if err != nil {
			return err
		}
		value, err := r.value(y.Content[i+1], depth+1)
		if err != nil {
			return err
		}
		m := namedNode{name: name, line: y.Content[i].Line, column: y.Content[i].Column, node: value}
		if err := n.checkMember(m); err != nil {
			return err
		}
		n.members = append(n.members, m)
	}
	return nil
}

// name reads a key, which must be text: a JSON reader of the same file knows
// no other.
func (r *yamlReader) name(key *yaml.Node) (string, error) {
	y := key
	if y.Kind == yaml.AliasNode {
		y = y.Alias
	}
	if y.Kind != yaml.ScalarNode {
		return "", yamlFail(key, "write a setting's name", "the name of a setting cannot be %s", map[yaml.Kind]string{yaml.MappingNode: "a mapping", yaml.SequenceNode: "a list"}[y.Kind])
	}
	if y.Tag == "!!merge" {
		return "", yamlFail(key, `write the settings out, or "<<" in quotes if it is a name`, "merge keys (<<) are not part of YAML 1.2 and are not read")
	}
	var n node
	if err := r.scalar(&n, y); err != nil {
		return "", err
	}
	if n.kind != text {
		return "", yamlFail(key, fmt.Sprintf("put it in quotes: %q", y.Value), "the name of a setting must be text, and YAML reads %s as %s", y.Value, n.kind)
	}
	if r.bytes -= len(n.text); r.bytes < 0 {
		return "", yamlFail(key, "", "too large or nested too deep")
	}
	return n.text, nil
}

const quotedStyles = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// scalar resolves a scalar by its tag, or by its text where it has none.
func (r *yamlReader) scalar(n *node, y *yaml.Node) error {
	n.text = y.Value
	switch {
	case y.Style&yaml.TaggedStyle != 0:
		return n.byTag(y)
	case y.Style&quotedStyles != 0, r.hasPlainTag(y):
		n.kind = text
	default:
		n.kind = coreKind(y.Value)
	}
	n.normalize()
	return nil
}

// normalize writes a value the way JSON does.
func (n *node) normalize() {
	switch n.kind {
	case null:
		n.text = ""
	case boolean:
		n.text = strings.ToLower(n.text)
	}
}

// hasPlainTag reports whether the source has the tag "!" before the scalar,
// which makes it text. The library does not keep it.
func (r *yamlReader) hasPlainTag(y *yaml.Node) bool {
	if y.Line < 1 || y.Line > len(r.lines) {
		return false
	}
	line, split := r.runes[y.Line]
	if !split {
		line = []rune(string(r.lines[y.Line-1]))
		r.runes[y.Line] = line
	}
	at := max(y.Column-1, 0)
	if y.Anchor != "" && at < len(line) && line[at] == '&' {
		at += 1 + utf8.RuneCountInString(y.Anchor)
		for at < len(line) && (line[at] == ' ' || line[at] == '\t') {
			at++
		}
		r.bytes -= at - y.Column // aliases can repeat the search
	}
	return at < len(line) && line[at] == '!'
}

// The plain scalars of the core schema, YAML 1.2.2, section 10.3.2.
var (
	coreNull  = regexp.MustCompile(`^(?:null|Null|NULL|~|)$`)
	coreBool  = regexp.MustCompile(`^(?:true|True|TRUE|false|False|FALSE)$`)
	coreInt   = regexp.MustCompile(`^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$`)
	coreFloat = regexp.MustCompile(`^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$`)
)

func coreKind(value string) nodeKind {
	switch {
	case coreNull.MatchString(value):
		return null
	case coreBool.MatchString(value):
		return boolean
	case coreInt.MatchString(value), coreFloat.MatchString(value):
		return number
	}
	return text
}

// coreScalars are the tags of the core schema for scalars, with what their
// content must look like.
var coreScalars = map[string]struct {
	kind    nodeKind
	content *regexp.Regexp
	must    string
}{
	"!!str":   {text, regexp.MustCompile(``), ""},
	"!!null":  {null, coreNull, "write null"},
	"!!bool":  {boolean, coreBool, "write true or false"},
	"!!int":   {number, coreInt, "write digits only, such as 8"},
	"!!float": {number, regexp.MustCompile(coreInt.String() + "|" + coreFloat.String()), "write a number"},
}

// byTag resolves a scalar whose tag is written.
func (n *node) byTag(y *yaml.Node) error {
	tag := y.ShortTag()
	core, known := coreScalars[tag]
	if !known {
		return unknownTag(y)
	}
	if !core.content.MatchString(y.Value) {
		return yamlFail(y, core.must, "%q does not fit its tag %s", y.Value, tag)
	}
	n.kind = core.kind
	n.normalize()
	return nil
}

func checkCollectionTag(y *yaml.Node) error {
	if y.Style&yaml.TaggedStyle == 0 {
		return nil
	}
	want := "!!seq"
	if y.Kind == yaml.MappingNode {
		want = "!!map"
	}
	if y.ShortTag() != want {
		return unknownTag(y)
	}
	return nil
}

// cloudFormationTags are the short forms of CloudFormation's functions.
var cloudFormationTags = []string{
	"!Ref", "!Sub", "!GetAtt", "!Join", "!Select", "!Split", "!If", "!Equals", "!And", "!Or", "!Not", "!FindInMap",
	"!ImportValue", "!Base64", "!Cidr", "!GetAZs", "!Transform", "!Condition", "!ToJsonString", "!Length",
}

// unknownTag names a tag that a value cannot have here.
func unknownTag(y *yaml.Node) error {
	tag := y.ShortTag()
	_, scalar := coreScalars[tag]
	switch {
	case slices.Contains(cloudFormationTags, tag):
		return yamlFail(y, "write the value itself", "the tag %s is a CloudFormation function, which has no value outside of a stack", tag)
	case scalar || tag == "!!map" || tag == "!!seq":
		return yamlFail(y, "remove the tag", "the tag %s does not fit this value", tag)
	}
	return yamlFail(y, "remove the tag and write the value itself", "the tag %s is not supported: a pool has text, numbers, true and false, lists and settings by name", tag)
}
