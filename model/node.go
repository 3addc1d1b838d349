package model

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// node is a value of a JSON or YAML file with its place, the one tree that
// both are read into.
type node struct {
	kind         nodeKind
	text         string // of a text, number or Boolean
	members      []namedNode
	items        []*node
	file         string // empty for a node that no file has
	line, column int
	start, end   int // the bytes of the value in a JSON file
}

type namedNode struct {
	name         string
	line, column int // of the name
	start        int // the byte at which the name begins in a JSON file
	*node
}

type nodeKind int

const (
	null nodeKind = iota
	text
	number
	boolean
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
	// maxDocuments is how many documents describe one pool at most, such as the
	// bodies of its requests.
	maxDocuments = 500
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
	n.members = append(n.members, namedNode{name: name, line: value.line, column: value.column, node: value})
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

// locate notes which file a tree comes from.
func (n *node) locate(file string) {
	n.file = file
	for _, m := range n.members {
		m.locate(file)
	}
	for _, item := range n.items {
		item.locate(file)
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

// syntaxError is a file that is not JSON or YAML.
type syntaxError struct {
	line, column  int
	message, hint string
}

func (e *syntaxError) Error() string { return e.message }

// checkMember rejects a name that the block already has, and a member beyond the
// limit.
func (n *node) checkMember(m namedNode) error {
	if n.member(m.name) != nil {
		return &syntaxError{m.line, m.column, m.name + " appears twice", "remove one of them"}
	}
	if len(n.members) == maxMembers {
		return &syntaxError{line: m.line, column: m.column, message: "too many settings in one place"}
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

// parseJSON returns the values of a file, one after the other, at most
// maxDocuments+1.
func parseJSON(data []byte) ([]*node, error) {
	// Duplicate names are found by checkMember, for JSON and YAML alike.
	p := &jsonParser{Decoder: jsontext.NewDecoder(bytes.NewBuffer(data), jsontext.AllowDuplicateNames(true)), data: data, line: 1, column: 1}
	var roots []*node
	for len(roots) <= maxDocuments {
		root, err := p.value(0)
		if err != nil {
			return nil, err
		}
		roots = append(roots, root)
		switch p.PeekKind() {
		case '{':
			continue
		default:
			if _, err := p.token(); !errors.Is(err, io.EOF) {
				return nil, p.errorf("something follows the closing brace")
			}
			return roots, nil
		}
	}
	return roots, nil
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
	return &syntaxError{line: p.line, column: p.column, message: fmt.Sprintf(format, args...)}
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
	n := &node{line: p.line, column: p.column, start: p.offset}
	defer func() { n.end = int(p.InputOffset()) }()
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
		n.kind, n.text = boolean, token.String()
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
		m := namedNode{name: name.String(), line: p.line, column: p.column, start: p.offset}
		if err := n.checkMember(m); err != nil {
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
