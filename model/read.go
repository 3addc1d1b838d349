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

// Source is a file to read, or text that is read like one.
type Source struct {
	Name string // used in messages
	Data []byte
}

// Document is a pool as it was read, with the place of each setting.
type Document struct {
	Name string // of the file, or of the first of several
	Pool *Pool
	// Operation is the operation whose body the file is, such as
	// UpdateUserPool, when that changes a pool that exists. It is empty for a
	// whole pool.
	Operation string
	// PoolID is the id of the pool that was described or is to be changed,
	// empty where the file does not have it.
	PoolID string
	// ARN is that of the pool that was described.
	ARN string
	// IDs are what the description of a live pool has of what its parts were given,
	// by names such as ClientId[web].
	IDs Answers
	// FactorsUnknown says that the pool has MFA or passkeys, and that nothing
	// that was read shows which factors: describe-user-pool prints none but SMS.
	FactorsUnknown bool
	// HasDomain says that the pool that was described has a domain, which Pool
	// lacks.
	HasDomain bool
	// Dropped is what was read and is not in Pool, in the order of the file.
	Dropped []Dropped

	root *node // in the shape of a draft
}

// Assign is Assign of the pool. Place then names only the file, because what was
// assigned is not in it.
func (d *Document) Assign(text string) error {
	if err := d.Pool.Assign(text); err != nil {
		return err
	}
	d.root = nil
	return nil
}

// ReadError lists everything that keeps a file from being a pool.
type ReadError struct{ Problems []Problem }

// Parsed reports whether the file could be parsed: every problem is then a
// finding about a setting.
func (e *ReadError) Parsed() bool {
	return !slices.ContainsFunc(e.Problems, func(p Problem) bool { return p.Rule == UnreadableRule })
}

// Problem is one thing wrong with a file. Line and Column count from 1; both
// are 0 where the file as a whole is meant.
type Problem struct {
	Rule         string // the id of one of FileRules
	File         string
	Line, Column int
	Setting      string // the path, empty outside the settings
	Message      string
	Hint         string
}

// The ids of FileRules.
const (
	UnreadableRule = "unreadable"
	unknownRule    = "unknown-setting"
	typeRule       = "wrong-type"
)

// FileRules describe what Read reports. Check cannot: a Pool has no place for
// what they find.
var FileRules = []Rule{
	{ID: UnreadableRule, Severity: Error, Summary: "The file cannot be opened, or is not JSON or YAML that describes a user pool.", Fix: "give a draft, a request body or the output of describe-user-pool, as JSON or YAML", Source: "RFC 8259; YAML 1.2.2"},
	{ID: unknownRule, Severity: Error, Summary: "The file has a setting that the API does not have in this place.", Fix: "correct the name, or remove the setting", Source: limitSource},
	{ID: typeRule, Severity: Error, Summary: "A value has another type than the API takes, such as text in place of a number.", Fix: "write a value of the type that the setting takes", Source: limitSource},
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
	data, err := ReadData(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return Read(name, data)
}

// ReadData reads a file up to the size from which Read rejects it.
func ReadData(r io.Reader) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, MaxSize+1))
}

// Read reads a pool in any shape that people have one in: a draft, the body of
// one of the operations or of UpdateUserPool, or the output of
// describe-user-pool as the AWS CLI or an SDK gives it, as JSON or YAML, in
// UTF-8 or UTF-16. name is used in errors.
//
// The error is a *ReadError. When it is Parsed, the document is returned with
// it and contains what could be read.
func Read(name string, data []byte) (*Document, error) {
	return ReadAll(Source{name, data})
}

// ReadAll is Read for a pool in two parts, in two files or one after the other
// in one: the outputs of describe-user-pool and get-user-pool-mfa-config, or
// the bodies of the requests that make one resource.
func ReadAll(sources ...Source) (*Document, error) {
	r := &reader{document: &Document{Pool: &Pool{}}}
	var roots []*node
	for _, source := range sources {
		r.file = source.Name
		roots = append(roots, r.parse(source.Data)...)
	}
	r.file = sources[0].Name
	r.document.Name = r.file
	if len(r.problems) > 0 {
		return nil, &ReadError{r.problems}
	}
	root := r.toDraft(roots)
	if root != nil {
		r.decode(root, reflect.ValueOf(r.document.Pool).Elem(), "")
		r.document.root = root
		r.document.noteUpdate()
	}
	if len(r.problems) == 0 {
		return r.document, nil
	}
	if e := (&ReadError{r.problems}); !e.Parsed() {
		return nil, e
	}
	return r.document, &ReadError{r.problems}
}

// Position returns the line and column of a setting, or of the block it
// belongs to when it is not set. Both are 0 for a pool that no file has.
func (d *Document) Position(path string) (line, column int) {
	_, line, column = d.Place(path)
	return line, column
}

// Place is Position with the name of the file.
func (d *Document) Place(path string) (file string, line, column int) {
	if d.root == nil {
		return d.Name, 0, 0
	}
	at := d.root
	file = d.Name
	for path != "" {
		var part pathPart
		part, path = cutPath(path)
		next := at.member(part.name)
		if next == nil {
			break
		}
		at = next
		if entry := at.member(part.key); part.keyed && entry != nil {
			at = entry
		}
		if i, err := strconv.Atoi(part.key); part.keyed && err == nil && i < len(at.items) {
			at = at.items[i]
		}
		if at.file != "" {
			file = at.file
		}
	}
	return file, at.line, at.column
}

type reader struct {
	file     string
	problems []Problem
	document *Document
	// lenient is set for what the service answered: it may have members that
	// this version does not know.
	lenient bool
}

// maxProblems is how many problems of a file are reported.
const maxProblems = 200

func (r *reader) fail(rule string, n *node, setting, message, hint string) {
	p := Problem{Rule: rule, File: r.file, Setting: setting, Message: message, Hint: hint}
	if n != nil {
		p.Line, p.Column = n.line, n.column
		if n.file != "" {
			p.File = n.file
		}
	}
	switch {
	case len(r.problems) < maxProblems:
		r.problems = append(r.problems, p)
	case len(r.problems) == maxProblems:
		p.Setting, p.Message, p.Hint = "", "there are more problems, which are not listed", "correct those above first"
		r.problems = append(r.problems, p)
	}
}

// unreadable reports why a file is not a pool at all.
func (r *reader) unreadable(n *node, message, hint string) {
	r.fail(UnreadableRule, n, "", message, hint)
}

// parse turns the bytes into trees, or reports why it cannot.
func (r *reader) parse(data []byte) []*node {
	if len(data) > MaxSize {
		r.unreadable(nil, fmt.Sprintf("larger than %d MiB, so it is not a user pool", MaxSize>>20), "name the file that contains the pool")
		return nil
	}
	text, err := decodeText(data)
	if err != nil {
		r.unreadable(nil, err.Error(), "save it as UTF-8")
		return nil
	}
	trimmed := bytes.TrimSpace(text)
	if len(trimmed) == 0 {
		r.unreadable(nil, "the file is empty", "`poolsmith presets email-sign-in` prints a pool to start from")
		return nil
	}
	if bytes.IndexByte(trimmed, 0) >= 0 {
		r.unreadable(nil, "not a text file", "a pool is JSON or YAML")
		return nil
	}
	parse := parseYAML
	if looksLikeJSON(r.file, trimmed) {
		parse = parseJSON
	}
	roots, err := parse(text)
	if bad, ok := errors.AsType[*syntaxError](err); ok {
		r.unparsed(bad, text)
		return nil
	}
	for i, root := range roots {
		roots[i] = r.unwrap(root, text)
	}
	return roots
}

// unparsed reports a syntax error, or the format that the file has instead.
func (r *reader) unparsed(bad *syntaxError, text []byte) {
	if r.foreign(text, nil) {
		return
	}
	hint := bad.hint
	if hint == "" {
		hint = "a pool is JSON or YAML; `poolsmith schema` describes it"
	}
	r.unreadable(&node{line: bad.line, column: bad.column}, bad.message, hint)
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
	for i := 0; i < len(units); i++ {
		if !utf16.IsSurrogate(rune(units[i])) {
			continue
		}
		if i+1 == len(units) || utf16.DecodeRune(rune(units[i]), rune(units[i+1])) == utf8.RuneError {
			return nil, fmt.Errorf("UTF-16 text with half a character: %#04x without its other half", units[i])
		}
		i++
	}
	return []byte(string(utf16.Decode(units))), nil
}

// decode fills v from n. Every problem is reported, so that a file can be
// corrected in one go.
func (r *reader) decode(n *node, v reflect.Value, path string) {
	if n.kind == null {
		return
	}
	if v.Type() == reflect.TypeFor[JSONObject]() {
		r.decodeJSONObject(n, v, path)
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
		r.decodeMap(n, v, path)
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
			r.unknown(m, fieldNames(v.Type()), path)
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
			r.fail(typeRule, item, at, "a member of a list cannot be null", "remove it")
			continue
		}
		r.decode(item, v.Index(i), at)
	}
}

// decodeMap reads names that the user chooses, such as tags.
func (r *reader) decodeMap(n *node, v reflect.Value, path string) {
	if !r.expect(n, object, path) {
		return
	}
	values := reflect.MakeMapWithSize(v.Type(), len(n.members))
	for _, m := range n.members {
		if m.kind == null {
			r.expect(m.node, text, WithKey(path, m.name))
			continue
		}
		value := reflect.New(v.Type().Elem()).Elem()
		r.decode(m.node, value, WithKey(path, m.name))
		values.SetMapIndex(reflect.ValueOf(m.name), value)
	}
	v.Set(values)
}

func (r *reader) decodeJSONObject(n *node, v reflect.Value, path string) {
	if !r.expect(n, object, path) {
		return
	}
	value, err := n.jsonObject()
	if bad, ok := errors.AsType[*syntaxError](err); ok {
		r.fail(typeRule, n, path, bad.message, bad.hint)
		return
	}
	v.SetString(string(value))
}

func (r *reader) decodeScalar(n *node, v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.String:
		if r.expect(n, text, path) {
			v.SetString(n.text)
		}
	case reflect.Bool:
		if r.expect(n, boolean, path) {
			v.SetBool(n.text == "true")
		}
	case reflect.Int:
		if !r.expect(n, number, path) {
			return
		}
		i, err := strconv.ParseInt(n.text, 10, 32)
		if err != nil {
			r.fail(typeRule, n, path, n.text+" is not a whole number of at most 10 digits", "write digits only, such as 8")
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
	r.fail(typeRule, n, path, fmt.Sprintf("expected %s, found %s", want, n.kind), n.hintFor(want))
	return false
}

// hintFor explains how to write the value so that it is of the kind.
func (n *node) hintFor(want nodeKind) string {
	word := strings.ToLower(n.text)
	switch {
	case want == text && (n.kind == number || n.kind == boolean):
		return fmt.Sprintf("put it in quotes: %q", n.text)
	case n.kind == text && want == boolean && slices.Contains([]string{"yes", "y", "on"}, word):
		return "write true"
	case n.kind == text && want == boolean && slices.Contains([]string{"no", "n", "off"}, word):
		return "write false"
	case n.kind == text && want == boolean && (word == "true" || word == "false"),
		n.kind == text && want == number && coreInt.MatchString(n.text):
		return "write it without quotes"
	case want == boolean:
		return "write true or false"
	case want == number:
		return "write digits only, such as 8"
	case want == array:
		return "put it in square brackets"
	case want == object:
		return "write its settings by name"
	}
	return ""
}

// unknown reports a member that a block does not have. What the service adds
// to its answers is dropped instead.
func (r *reader) unknown(m namedNode, known []string, path string) {
	if r.lenient {
		r.drop(m, join(path, m.name), Unknown)
		return
	}
	message, hint := "unknown setting", hintForName(m.name)
	if hint == "" {
		if near := Nearest(m.name, known); near != "" {
			hint = "did you mean " + near + "?"
		} else if elsewhere := placeOf(m.name); elsewhere != "" {
			hint = "it belongs in " + elsewhere
		} else if path != "" {
			hint = "known here: " + OneOf(known)
		} else {
			hint = "expected a draft, a request body, or the output of describe-user-pool"
		}
	}
	r.fail(unknownRule, &node{file: m.file, line: m.line, column: m.column}, join(path, m.name), message, hint)
}

// placeOf is the path of the one setting or block of this name, without the
// request it is part of; empty where there is none, or more than one.
func placeOf(name string) string {
	var found []string
	var walk func(members []member)
	walk = func(members []member) {
		for _, m := range members {
			if m.path[strings.LastIndexByte(m.path, '.')+1:] == name {
				found = append(found, m.path)
			}
			walk(m.members)
		}
	}
	walk(poolMembers)
	if len(found) != 1 {
		return ""
	}
	return strings.TrimPrefix(found[0], createUserPool.Name+".")
}

func fieldNames(t reflect.Type) []string {
	var names []string
	for _, f := range reflect.VisibleFields(t) {
		if !f.Anonymous {
			names = append(names, f.Name)
		}
	}
	return names
}

// Nearest returns the name that is closest to word, or an empty string if none
// is similar.
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
