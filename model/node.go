package model

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"go.yaml.in/yaml/v3"
)

// node is a value of a JSON or YAML file with its place, the one tree that
// both are read into.
type node struct {
	kind         nodeKind
	text         string // of a text, number or truth
	members      []namedNode
	items        []*node
	line, column int
}

type namedNode struct {
	name         string
	line, column int // of the name
	*node
}

type nodeKind int

const (
	null nodeKind = iota
	text
	number
	truth
	array
	object
)

func (k nodeKind) String() string {
	return [...]string{"null", "text in quotes", "a number", "true or false", "a list", "settings by name"}[k]
}

// Limits of a tree, so that no file can make reading slow: the deepest pool
// has 8 levels and the largest some thousand values.
const (
	maxDepth   = 64
	maxNodes   = 200_000
	maxMembers = 1_000 // of one block
)

// The methods below take a nil node as one without members.

func (n *node) member(name string) *node {
	if n == nil {
		return nil
	}
	for _, m := range n.members {
		if m.name == name {
			return m.node
		}
	}
	return nil
}

func (n *node) add(name string, value *node) {
	n.members = append(n.members, namedNode{name, value.line, value.column, value})
}

func (n *node) drop(name string) {
	if n != nil {
		n.members = slices.DeleteFunc(n.members, func(m namedNode) bool { return m.name == name })
	}
}

func (n *node) rename(from, to string) {
	for i := range n.members {
		if n.members[i].name == from {
			n.members[i].name = to
		}
	}
}

// equal compares two trees, members in any order.
func (n *node) equal(o *node) bool {
	if n.kind != o.kind || n.text != o.text || len(n.members) != len(o.members) {
		return false
	}
	for _, m := range n.members {
		other := o.member(m.name)
		if other == nil || !m.equal(other) {
			return false
		}
	}
	return slices.EqualFunc(n.items, o.items, (*node).equal)
}

// syntaxError is a file that is no JSON or YAML.
type syntaxError struct {
	line, column int
	message      string
}

func (e *syntaxError) Error() string { return e.message }

// room refuses a member that stands there already, and one too many.
func (n *node) room(m namedNode) error {
	if n.member(m.name) != nil {
		return &syntaxError{m.line, m.column, m.name + " stands here twice"}
	}
	if len(n.members) == maxMembers {
		return &syntaxError{m.line, m.column, "too many settings in one place"}
	}
	return nil
}

// jsonParser reads tokens and keeps count of lines.
type jsonParser struct {
	*jsontext.Decoder
	data         []byte
	offset       int // up to where lines are counted
	line, column int // at offset, from 1
	nodes        int
}

func parseJSON(data []byte) (*node, error) {
	// Names that stand twice are found by room, for JSON and YAML alike.
	p := &jsonParser{Decoder: jsontext.NewDecoder(bytes.NewBuffer(data), jsontext.AllowDuplicateNames(true)), data: data, line: 1, column: 1}
	root, err := p.value(0)
	if err != nil {
		return nil, err
	}
	if _, err := p.token(); !errors.Is(err, io.EOF) {
		return nil, p.errorf("something follows the closing brace")
	}
	return root, nil
}

// moveTo moves the place.
func (p *jsonParser) moveTo(end int) {
	passed := p.data[p.offset:end]
	if n := bytes.Count(passed, []byte("\n")); n > 0 {
		p.line += n
		p.column = 1
		passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
	}
	p.column += utf8.RuneCount(passed)
	p.offset = end
}

func (p *jsonParser) errorf(format string, args ...any) error {
	return &syntaxError{p.line, p.column, fmt.Sprintf(format, args...)}
}

// token reads a token; the place is then its beginning.
func (p *jsonParser) token() (jsontext.Token, error) {
	start := int(p.InputOffset())
	for start < len(p.data) && strings.IndexByte(" \t\r\n,:", p.data[start]) >= 0 {
		start++
	}
	p.moveTo(start)
	token, err := p.ReadToken()
	switch bad, ok := errors.AsType[*jsontext.SyntacticError](err); {
	case err == nil || errors.Is(err, io.EOF):
		return token, err
	case errors.Is(err, io.ErrUnexpectedEOF):
		p.moveTo(len(p.data))
		return token, p.errorf("not JSON: the file ends too early")
	case ok:
		p.offset, p.line, p.column = 0, 1, 1
		p.moveTo(min(int(bad.ByteOffset), len(p.data)))
		return token, p.errorf("not JSON: %s", bad.Err)
	}
	return token, p.errorf("not JSON: %s", err)
}

func (p *jsonParser) value(depth int) (*node, error) {
	token, err := p.token()
	if errors.Is(err, io.EOF) {
		return nil, p.errorf("not JSON: the file ends too early")
	}
	if err != nil {
		return nil, err
	}
	if p.nodes++; p.nodes > maxNodes || depth > maxDepth {
		return nil, p.errorf("too large or nested too deep")
	}
	n := &node{line: p.line, column: p.column}
	switch token.Kind() {
	case '{':
		return n, p.object(n, depth)
	case '[':
		return n, p.array(n, depth)
	case '"':
		n.kind, n.text = text, token.String()
	case '0':
		n.kind, n.text = number, token.String()
	case 't', 'f':
		n.kind, n.text = truth, token.String()
	}
	return n, nil
}

func (p *jsonParser) object(n *node, depth int) error {
	n.kind = object
	for p.PeekKind() != '}' {
		name, err := p.token()
		if err != nil {
			return err
		}
		m := namedNode{name: name.String(), line: p.line, column: p.column}
		if err := n.room(m); err != nil {
			return err
		}
		if m.node, err = p.value(depth + 1); err != nil {
			return err
		}
		n.members = append(n.members, m)
	}
	_, err := p.token()
	return err
}

func (p *jsonParser) array(n *node, depth int) error {
	n.kind = array
	for p.PeekKind() != ']' {
		item, err := p.value(depth + 1)
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	_, err := p.token()
	return err
}

func parseYAML(data []byte) (*node, error) {
	var document yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
		return nil, &syntaxError{1, 1, "the file holds nothing but comments"}
	} else if err != nil {
		return nil, yamlError(err)
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, &syntaxError{1, 1, "more than one YAML document"}
	}
	left := maxNodes
	return fromYAML(document.Content[0], 0, &left)
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
	return &syntaxError{line, 1, "not YAML: " + message}
}

// fromYAML follows aliases, and counts what it makes of them.
func fromYAML(y *yaml.Node, depth int, left *int) (*node, error) {
	n := &node{line: y.Line, column: y.Column}
	if *left--; *left < 0 || depth > maxDepth {
		return nil, &syntaxError{y.Line, y.Column, "too large or nested too deep"}
	}
	switch y.Kind {
	case yaml.AliasNode:
		return fromYAML(y.Alias, depth+1, left)
	case yaml.ScalarNode:
		n.kind, n.text = yamlScalar(y)
		return n, nil
	case yaml.SequenceNode:
		n.kind = array
		for _, item := range y.Content {
			value, err := fromYAML(item, depth+1, left)
			if err != nil {
				return nil, err
			}
			n.items = append(n.items, value)
		}
		return n, nil
	default:
		return n, membersFromYAML(n, y, depth, left)
	}
}

func membersFromYAML(n *node, y *yaml.Node, depth int, left *int) error {
	n.kind = object
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := y.Content[i]
		value, err := fromYAML(y.Content[i+1], depth+1, left)
		if err != nil {
			return err
		}
		m := namedNode{key.Value, key.Line, key.Column, value}
		if err := n.room(m); err != nil {
			return err
		}
		n.members = append(n.members, m)
	}
	return nil
}

// yamlScalar reads a scalar. Numbers such as 1e3 or 0x10 stay numbers and are
// refused where a whole number is wanted.
func yamlScalar(y *yaml.Node) (nodeKind, string) {
	switch y.ShortTag() {
	case "!!null":
		return null, ""
	case "!!bool":
		return truth, strings.ToLower(y.Value)
	case "!!int", "!!float":
		return number, y.Value
	default:
		return text, y.Value
	}
}
