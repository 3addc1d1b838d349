package model

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/agext/levenshtein"
)

// MaxSize is how many bytes of a file are read. The largest pool that the API
// allows is a few hundred kilobytes.
const MaxSize = 4 << 20

// Document is a pool as it was read, with the place of each setting.
type Document struct {
	Name string // of the file
	Pool *Pool
	root *node // in the shape of a draft
}

// ReadError lists everything that keeps a file from being a pool.
type ReadError struct{ Problems []Problem }

// Problem is one thing wrong with a file. Line and Column count from 1; both
// are 0 where the file as a whole is meant.
type Problem struct {
	File         string
	Line, Column int
	Setting      string // the path, empty outside the settings
	Message      string
	Hint         string
}

// Place is file:line:column as far as it is known.
func (p Problem) Place() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

func (p Problem) Error() string {
	text := p.Place() + ": "
	if p.Setting != "" {
		text += p.Setting + ": "
	}
	return text + p.Message
}

// Error names the first problem and counts the others.
func (e *ReadError) Error() string {
	text := e.Problems[0].Error()
	if more := len(e.Problems) - 1; more > 0 {
		text += fmt.Sprintf(" (and %s)", Plural(more, "more problem"))
	}
	return text
}

// ReadFrom reads a pool from r, of which name is used in errors.
func ReadFrom(name string, r io.Reader) (*Document, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return Read(name, data)
}

// Read reads a pool in any shape that people have one in: a draft, the body of
// CreateUserPool or SetUserPoolMfaConfig, or the output of describe-user-pool,
// as JSON or YAML, in UTF-8 or UTF-16. name is used in errors. The error is a
// *ReadError.
func Read(name string, data []byte) (*Document, error) {
	r := &reader{file: name}
	root := r.parse(data)
	if len(r.problems) > 0 {
		return nil, &ReadError{r.problems}
	}
	root = r.toDraft(root)
	pool := &Pool{}
	if root != nil {
		r.decode(root, reflect.ValueOf(pool).Elem(), "")
	}
	if len(r.problems) > 0 {
		return nil, &ReadError{r.problems}
	}
	return &Document{Name: name, Pool: pool, root: root}, nil
}

// Position returns the line and column of a setting, or of the block it would
// stand in when it is not set.
func (d *Document) Position(path string) (line, column int) {
	at := d.root
	for part := range strings.SplitSeq(path, ".") {
		name, index, indexed := strings.Cut(strings.TrimSuffix(part, "]"), "[")
		next := at.member(name)
		if next == nil {
			break
		}
		at = next
		if i, err := strconv.Atoi(index); indexed && err == nil && i < len(at.items) {
			at = at.items[i]
		}
	}
	return at.line, at.column
}

type reader struct {
	file     string
	problems []Problem
}

func (r *reader) fail(n *node, setting, message, hint string) {
	p := Problem{File: r.file, Setting: setting, Message: message, Hint: hint}
	if n != nil {
		p.Line, p.Column = n.line, n.column
	}
	r.problems = append(r.problems, p)
}

// parse turns the bytes into a tree, or reports why they are none.
func (r *reader) parse(data []byte) *node {
	if len(data) > MaxSize {
		r.fail(nil, "", fmt.Sprintf("larger than %d MiB, so it is no user pool", MaxSize>>20), "name the file that holds the pool")
		return nil
	}
	text, err := decodeText(data)
	if err != nil {
		r.fail(nil, "", err.Error(), "save it as UTF-8")
		return nil
	}
	trimmed := bytes.TrimSpace(text)
	if len(trimmed) == 0 {
		r.fail(nil, "", "the file is empty", "`poolsmith presets email-sign-in` prints a pool to start from")
		return nil
	}
	if bytes.IndexByte(trimmed, 0) >= 0 {
		r.fail(nil, "", "not a text file", "a pool is JSON or YAML")
		return nil
	}
	parse := parseYAML
	if looksLikeJSON(r.file, trimmed) {
		parse = parseJSON
	}
	root, err := parse(text)
	if bad, ok := errors.AsType[*syntaxError](err); ok {
		r.fail(&node{line: bad.line, column: bad.column}, "", bad.message, "a pool is JSON or YAML; `poolsmith schema` describes it")
		return nil
	}
	if root.kind != object {
		r.fail(root, "", "expected settings by name, found "+root.kind.String(), "`poolsmith presets email-sign-in` shows the shape")
	}
	return root
}

func looksLikeJSON(name string, text []byte) bool {
	if ext := strings.ToLower(filepath.Ext(name)); ext == ".yaml" || ext == ".yml" {
		return false
	}
	return text[0] == '{' || text[0] == '[' || text[0] == '"'
}

// decodeText turns what Windows tools write into UTF-8: a byte order mark is
// dropped and UTF-16 is decoded, with or without a mark.
func decodeText(data []byte) ([]byte, error) {
	if mark, found := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); found {
		data = mark
	}
	switch {
	case len(data) < 2:
	case data[0] == 0xff && data[1] == 0xfe, data[0] != 0 && data[1] == 0:
		return decodeUTF16(data, 0, 1)
	case data[0] == 0xfe && data[1] == 0xff, data[0] == 0 && data[1] != 0:
		return decodeUTF16(data, 1, 0)
	}
	if !utf8.Valid(data) {
		return nil, errors.New("neither UTF-8 nor UTF-16 text")
	}
	return data, nil
}

func decodeUTF16(data []byte, low, high int) ([]byte, error) {
	if len(data)%2 != 0 {
		return nil, errors.New("UTF-16 text that ends in the middle of a character")
	}
	units := make([]uint16, 0, len(data)/2)
	for i := 0; i < len(data); i += 2 {
		units = append(units, uint16(data[i+low])|uint16(data[i+high])<<8)
	}
	if len(units) > 0 && units[0] == 0xfeff {
		units = units[1:]
	}
	return []byte(string(utf16.Decode(units))), nil
}

// decode fills v from n. Every problem is reported, so that a file is mended
// in one go.
func (r *reader) decode(n *node, v reflect.Value, path string) {
	if n.kind == null {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.decode(n, v.Elem(), path)
	case reflect.Struct:
		r.decodeBlock(n, v, path)
	case reflect.Slice:
		r.decodeList(n, v, path)
	case reflect.Map:
		r.decodeTags(n, v, path)
	default:
		r.decodeScalar(n, v, path)
	}
}

func (r *reader) decodeBlock(n *node, v reflect.Value, path string) {
	if !r.expect(n, object, path) {
		return
	}
	for _, m := range n.members {
		field := v.FieldByName(m.name)
		if !field.IsValid() {
			r.unknown(m, v.Type(), path)
			continue
		}
		r.decode(m.node, field, join(path, m.name))
	}
}

func (r *reader) decodeList(n *node, v reflect.Value, path string) {
	if !r.expect(n, array, path) {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.items), len(n.items)))
	for i, item := range n.items {
		at := fmt.Sprintf("%s[%d]", path, i)
		if item.kind == null {
			r.fail(item, at, "a member of a list cannot be null", "remove it")
			continue
		}
		r.decode(item, v.Index(i), at)
	}
}

func (r *reader) decodeTags(n *node, v reflect.Value, path string) {
	if !r.expect(n, object, path) {
		return
	}
	tags := make(map[string]string, len(n.members))
	for _, m := range n.members {
		if r.expect(m.node, text, join(path, m.name)) {
			tags[m.name] = m.text
		}
	}
	v.Set(reflect.ValueOf(tags))
}

func (r *reader) decodeScalar(n *node, v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.String:
		if r.expect(n, text, path) {
			v.SetString(n.text)
		}
	case reflect.Bool:
		if r.expect(n, truth, path) {
			v.SetBool(n.text == "true")
		}
	case reflect.Int:
		if !r.expect(n, number, path) {
			return
		}
		i, err := strconv.ParseInt(n.text, 10, 32)
		if err != nil {
			r.fail(n, path, n.text+" is not a whole number that fits", "write digits only, such as 8")
			return
		}
		v.SetInt(i)
	}
}

// expect reports a value of another kind, with a hint how to write it.
func (r *reader) expect(n *node, want nodeKind, path string) bool {
	if n.kind == want {
		return true
	}
	hint := ""
	switch {
	case want == text && (n.kind == number || n.kind == truth):
		hint = fmt.Sprintf("put it in quotes: %q", n.text)
	case n.kind == text && (want == number || want == truth):
		hint = "write it without quotes"
	case want == array:
		hint = "put it in square brackets"
	case want == object:
		hint = "write its settings by name"
	}
	r.fail(n, path, fmt.Sprintf("expected %s, found %s", want, n.kind), hint)
	return false
}

// unknownSetting is the problem of a name that the catalogue does not have.
const unknownSetting = "unknown setting"

func (r *reader) unknown(m namedNode, t reflect.Type, path string) {
	hint := "`poolsmith explain` lists the settings"
	if near := Nearest(m.name, fieldNames(t)); near != "" {
		hint = "did you mean " + near + "?"
	} else if path != "" {
		hint = "known here: " + OneOf(fieldNames(t))
	}
	r.fail(&node{line: m.line, column: m.column}, join(path, m.name), unknownSetting, hint)
}

func fieldNames(t reflect.Type) []string {
	var names []string
	for f := range t.Fields() {
		names = append(names, f.Name)
	}
	return names
}

// Nearest returns the name that somebody who typed word most likely meant, or
// nothing when none is near.
func Nearest(word string, names []string) string {
	best, at := "", max(2, len(word)/3)+1
	for _, name := range names {
		d := levenshtein.Distance(strings.ToLower(word), strings.ToLower(name), nil)
		if d < at {
			best, at = name, d
		}
	}
	return best
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// requestNames are the members of the two requests.
var (
	createNames = fieldNames(reflect.TypeFor[CreateUserPool]())
	mfaNames    = fieldNames(reflect.TypeFor[SetUserPoolMfaConfig]())
)

// toDraft gives the tree the shape of a draft, whichever shape it came in.
// Nodes keep their places in the file.
func (r *reader) toDraft(root *node) *node {
	if root.member("CreateUserPool") != nil || root.member("SetUserPoolMfaConfig") != nil {
		root.drop("$schema")
		return root
	}
	create := &node{kind: object, line: root.line, column: root.column}
	mfa := &node{kind: object, line: root.line, column: root.column}
	if described := root.member("UserPool"); described != nil {
		create = r.fromDescription(described)
	} else if root.member("SchemaAttributes") != nil || root.member("Id") != nil && root.member("Name") != nil {
		create = r.fromDescription(root)
		root = &node{kind: object}
	}
	if create == nil {
		return nil
	}
	r.sortIn(root, create, mfa)
	if len(create.members)+len(mfa.members) == 0 && len(r.problems) == 0 {
		r.fail(root, "", "no setting of a user pool in it", "`poolsmith presets email-sign-in` shows the shape")
	}
	settleSms(create, mfa)
	draft := &node{kind: object, line: root.line, column: root.column}
	draft.add("CreateUserPool", create)
	if len(mfa.members) > 0 {
		draft.add("SetUserPoolMfaConfig", mfa)
	}
	return draft
}

// sortIn puts each member of a body into the request it belongs to. A mode
// beside members of CreateUserPool is the first request's.
func (r *reader) sortIn(root, create, mfa *node) {
	described := root.member("UserPool") != nil
	bareMfa := !slices.ContainsFunc(root.members, func(m namedNode) bool {
		return m.name != "MfaConfiguration" && slices.Contains(createNames, m.name)
	}) && slices.ContainsFunc(root.members, func(m namedNode) bool {
		return m.name != "MfaConfiguration" && slices.Contains(mfaNames, m.name)
	})
	for _, m := range root.members {
		switch {
		case m.name == "UserPool" || m.name == "UserPoolId" || m.name == "$schema":
		case m.name == "MfaConfiguration" && (described || bareMfa):
			mfa.members = append(mfa.members, m)
		case slices.Contains(createNames, m.name):
			create.members = append(create.members, m)
		case slices.Contains(mfaNames, m.name):
			mfa.members = append(mfa.members, m)
		default:
			r.unknownTop(m)
		}
	}
}

func (r *reader) unknownTop(m namedNode) {
	known := slices.Concat([]string{"CreateUserPool", "SetUserPoolMfaConfig", "UserPool"}, createNames, mfaNames)
	hint := "expected a draft, a CreateUserPool body, or what describe-user-pool prints"
	if near := Nearest(m.name, known); near != "" {
		hint = "did you mean " + near + "?"
	}
	r.fail(&node{line: m.line, column: m.column}, m.name, unknownSetting, hint)
}
