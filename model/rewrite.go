package model

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// ErrLayout is the error for a file whose settings are not where a path says: YAML,
// the output of describe-user-pool, several documents in one file.
var ErrLayout = errors.New("not a draft or a request body in JSON with the names of the API")

// Rewrite makes edits in the text of a file. Everything else stays as it is: the
// order of the members, white space, and members that are no settings. It returns
// the new text and what it describes. The error is ErrLayout for a file in which
// single settings cannot be replaced; others are those of Read and Apply.
func Rewrite(name string, data []byte, edits []Edit) ([]byte, *Document, error) {
	before, err := Read(name, data)
	if err != nil {
		return nil, nil, err
	}
	want := before.Pool.Clone()
	if err := want.Apply(edits); err != nil {
		return nil, nil, err
	}
	content, err := decodeText(data)
	if err != nil || !bytes.HasSuffix(data, content) || !looksLikeJSON(name, bytes.TrimSpace(content)) {
		return nil, nil, ErrLayout
	}
	if !isPlain(content, before.root) {
		return nil, nil, ErrLayout
	}
	mark := data[:len(data)-len(content)]
	for _, e := range edits {
		if content, err = rewriteOne(content, e); err != nil {
			return nil, nil, err
		}
	}
	text := slices.Concat(mark, content)
	after, err := Read(name, text)
	if err != nil || !after.Pool.Equal(want) {
		return nil, nil, ErrLayout // the names or the shape are others than those of paths
	}
	return text, after, nil
}

// isPlain reports whether a text is one draft or one request body, whose names are
// those of paths. draft is what it was read as.
func isPlain(content []byte, draft *node) bool {
	roots, err := parseJSON(content)
	if err != nil || len(roots) != 1 || roots[0].kind != object {
		return false
	}
	d := recognize(roots[0], false)
	isBody := d.kind == requestBody || d.kind == updateBody
	return (d.kind == draftDocument || isBody && knows(d.root, d.operation.names(), nil) > 0) && roots[0].hasNamesOf(draft)
}

// hasNamesOf reports whether a tree has the names of another, at any place.
func (n *node) hasNamesOf(other *node) bool {
	names := map[string]bool{}
	n.eachName(func(name string) { names[name] = true })
	has := true
	other.eachName(func(name string) { has = has && (names[name] || LookupOperation(name) != nil) })
	return has
}

func (n *node) eachName(visit func(string)) {
	for _, m := range n.members {
		visit(m.name)
		m.eachName(visit)
	}
	for _, item := range n.items {
		item.eachName(visit)
	}
}

func rewriteOne(content []byte, e Edit) ([]byte, error) {
	roots, err := parseJSON(content)
	if err != nil {
		return nil, err
	}
	r := &rewriter{data: content, root: roots[0], path: e.Path}
	r.measure()
	inDraft := slices.ContainsFunc(draftNames, func(name string) bool { return r.root.member(name) != nil })
	rest := e.Path
	if !inDraft {
		_, rest = cutPath(e.Path) // the file is the request itself
	}
	if !r.find(rest) {
		return nil, ErrLayout
	}
	if e.Removes() {
		return r.remove(), nil
	}
	return r.set(e.Value), nil
}

// rewriter edits the text of one JSON document. It follows a path as far as the
// document has it.
type rewriter struct {
	data []byte
	root *node
	path string // of the edit

	way  []step // from the root
	rest string // of the path, which the document lacks

	newline  string
	unit     string // of indentation; empty where the document is on one line
	afterTwo string // what is written after a colon and a comma on one line
	inline   bool   // lists of texts are on one line
}

// step is a value in the document: the member or item at an index of its parent.
type step struct {
	parent *node
	index  int
	*node
}

// measure looks how the document is laid out.
func (r *rewriter) measure() {
	r.newline = "\n"
	if bytes.Contains(r.data, []byte("\r\n")) {
		r.newline = "\r\n"
	}
	if len(r.root.members) > 0 {
		first := r.root.members[0]
		if strings.Contains(r.between(r.root.start, first.start), "\n") {
			r.unit = strings.TrimPrefix(r.indentAt(first.start), r.indentAt(r.root.start))
		}
		if strings.HasSuffix(r.between(first.start, first.node.start), " ") {
			r.afterTwo = " "
		}
	} else if bytes.Contains(r.data, []byte("\n")) {
		r.unit, r.afterTwo = "  ", " "
	}
	r.inline = r.hasListOnOneLine(r.root)
}

// hasListOnOneLine reports whether the document has a list of texts on one line.
func (r *rewriter) hasListOnOneLine(n *node) bool {
	if n.kind == array && len(n.items) > 0 && n.items[0].kind < array && !strings.Contains(r.between(n.start, n.end), "\n") {
		return true
	}
	return slices.ContainsFunc(n.members, func(m namedNode) bool { return r.hasListOnOneLine(m.node) }) || slices.ContainsFunc(n.items, r.hasListOnOneLine)
}

func (r *rewriter) between(start, end int) string { return string(r.data[start:end]) }

// indentAt is the white space at the start of the line of an offset.
func (r *rewriter) indentAt(offset int) string {
	line := r.data[bytes.LastIndexByte(r.data[:offset], '\n')+1 : offset]
	return string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

// find follows the path. It fails where the document has a value of another kind.
func (r *rewriter) find(rest string) bool {
	r.way, r.rest = []step{{node: r.root}}, rest
	for r.rest != "" {
		part, next := cutPath(r.rest)
		at := r.last()
		if at.kind == null {
			return true // as if it were not there
		}
		if !r.enter(part.name) {
			return at.kind == object
		}
		if !part.keyed {
			r.rest = next
			continue
		}
		list := r.last()
		r.rest = strings.TrimPrefix(r.rest, part.name)
		switch {
		case list.kind == null:
			return true
		case list.kind == array:
			i, err := strconv.Atoi(part.key)
			if err != nil || i > len(list.items) {
				return false
			}
			if i == len(list.items) {
				return true
			}
			r.way = append(r.way, step{list.node, i, list.items[i]})
		case list.kind != object:
			return false
		case !r.enter(part.key):
			return true
		}
		r.rest = next
	}
	return true
}

func (r *rewriter) last() step { return r.way[len(r.way)-1] }

// enter goes to a member, if there is one of the name.
func (r *rewriter) enter(name string) bool {
	at := r.last()
	i := slices.IndexFunc(at.members, func(m namedNode) bool { return m.name == name })
	if i < 0 {
		return false
	}
	r.way = append(r.way, step{at.node, i, at.members[i].node})
	return true
}

// remove removes the value that was found, and the blocks that are then empty but
// for those that have an effect by being present.
func (r *rewriter) remove() []byte {
	if r.rest != "" {
		return r.data // there is nothing to remove
	}
	at := len(r.way) - 1
	for path := r.path; at > 1 && r.way[at].parent.size() == 1; at-- {
		path = parentOf(path)
		_, _, isItem := cutItem(path)
		if s := byPath[generalize(path)]; isItem || s != nil && s.Kind == Block {
			break
		}
	}
	if at == 0 {
		return r.data
	}
	gone := r.way[at]
	starts, ends := gone.parent.extents()
	switch i := gone.index; {
	case len(starts) == 1:
		return r.replace(gone.parent.start+1, gone.parent.end-1, "")
	case i == 0:
		return r.replace(starts[0], starts[1], "")
	default:
		return r.replace(ends[i-1], ends[i], "")
	}
}

// parentOf is the path without its last name, index or key.
func parentOf(path string) string {
	if entries, _, isEntry := mapEntry(path); isEntry {
		return entries
	}
	if list, _, isItem := cutItem(path); isItem {
		return list
	}
	return path[:max(strings.LastIndexByte(path, '.'), 0)]
}

func (n *node) size() int { return len(n.members) + len(n.items) }

// extents are where the members or items of a node begin and end.
func (n *node) extents() (starts, ends []int) {
	for _, m := range n.members {
		starts, ends = append(starts, m.start), append(ends, m.end)
	}
	for _, item := range n.items {
		starts, ends = append(starts, item.start), append(ends, item.end)
	}
	return starts, ends
}

func (r *rewriter) replace(start, end int, text string) []byte {
	return slices.Concat(r.data[:start], []byte(text), r.data[end:])
}

// set writes the value in place of the one that was found, or adds it and the blocks
// that the document lacks.
func (r *rewriter) set(value jsontext.Value) []byte {
	at := r.last()
	switch {
	case r.rest == "" && at.kind == array && value.Kind() == '[':
		return r.setList(at.node, value)
	case r.rest == "":
		return r.replace(at.start, at.end, r.format(value, r.indentAt(at.start)))
	case at.kind == null:
		return r.replace(at.start, at.end, r.format(r.wrapped(r.rest, value), r.indentAt(at.start)))
	case at.kind == array:
		_, rest, _ := strings.Cut(r.rest, "]")
		return r.insert(at.node, "", r.wrapped(strings.TrimPrefix(rest, "."), value))
	}
	name, rest := r.rest, ""
	if name[0] == '[' {
		key, length := cutKey(name[1:])
		name, rest = key, strings.TrimPrefix(name[1+length:], ".")
	} else {
		end := strings.IndexAny(name, ".[")
		if end >= 0 {
			name, rest = name[:end], strings.TrimPrefix(name[end:], ".")
		}
	}
	return r.insert(at.node, name, r.wrapped(rest, value))
}

// wrapped is the value inside the blocks and lists that the rest of a path names.
func (r *rewriter) wrapped(rest string, value jsontext.Value) jsontext.Value {
	if rest == "" {
		return value
	}
	if rest[0] == '[' {
		key, length := cutKey(rest[1:])
		value = r.wrapped(strings.TrimPrefix(rest[1+length:], "."), value)
		if s := Lookup(r.path[:len(r.path)-len(rest)]); s != nil && s.Kind == Map {
			return oneMember(key, value)
		}
		return slices.Concat([]byte("["), value, []byte("]"))
	}
	end := strings.IndexAny(rest, ".[")
	if end < 0 {
		return oneMember(rest, value)
	}
	return oneMember(rest[:end], r.wrapped(strings.TrimPrefix(rest[end:], "."), value))
}

// oneMember is a block with one member.
func oneMember(name string, value jsontext.Value) jsontext.Value {
	quoted, _ := jsontext.AppendQuote(nil, name) // names of settings and keys are UTF-8
	return slices.Concat([]byte("{"), quoted, []byte(":"), value, []byte("}"))
}

// insert adds a member, or an item of a list, after the last one.
func (r *rewriter) insert(parent *node, name string, value jsontext.Value) []byte {
	starts, ends := parent.extents()
	label := ""
	if parent.kind == object {
		quoted, _ := jsontext.AppendQuote(nil, name)
		label = string(quoted) + ":" + r.afterTwo
	}
	if len(starts) == 0 {
		indent := r.indentAt(parent.start)
		if r.unit == "" {
			return r.replace(parent.start+1, parent.end-1, label+r.format(value, ""))
		}
		text := r.newline + indent + r.unit + label + r.format(value, indent+r.unit) + r.newline + indent
		return r.replace(parent.start+1, parent.end-1, text)
	}
	last := len(starts) - 1
	from := parent.start + 1
	if last > 0 {
		from = ends[last-1]
	}
	before := strings.TrimPrefix(strings.TrimLeft(r.between(from, starts[last]), " \t\r\n"), ",")
	if last == 0 {
		before = r.between(from, starts[0])
	}
	if last == 0 && before == "" {
		before = r.afterTwo
	}
	if !strings.Contains(before, "\n") {
		return r.replace(ends[last], ends[last], ","+before+label+r.formatLine(value))
	}
	return r.replace(ends[last], ends[last], ","+before+label+r.format(value, r.indentAt(starts[last])))
}

// setList writes a list of texts the way the list in its place is written.
func (r *rewriter) setList(list *node, value jsontext.Value) []byte {
	roots, err := parseJSON(value)
	starts, ends := list.extents()
	if err != nil || len(starts) == 0 || list.items[0].kind >= array || roots[0].size() == 0 {
		return r.replace(list.start, list.end, r.format(value, r.indentAt(list.start)))
	}
	before := r.between(list.start, starts[0])
	between := "," + before[1:]
	if before == "[" {
		between = "," + r.afterTwo
	}
	if len(starts) > 1 {
		between = r.between(ends[0], starts[1])
	}
	texts := make([]string, len(roots[0].items))
	for i, item := range roots[0].items {
		texts[i] = string(value[item.start:item.end])
	}
	return r.replace(starts[0], ends[len(ends)-1], strings.Join(texts, between))
}

// format writes a value over several lines, if the document is. The first line is
// where indent is.
func (r *rewriter) format(value jsontext.Value, indent string) string {
	if r.unit == "" || value.Kind() == '[' && r.inline && !bytes.Contains(value, []byte("{")) {
		return r.formatLine(value)
	}
	formatted := value.Clone()
	if err := formatted.Format(jsontext.Multiline(true), jsontext.WithIndent(r.unit), jsontext.WithIndentPrefix(indent), jsontext.PreserveRawStrings(true)); err != nil {
		return string(value) // values of edits are JSON
	}
	return strings.ReplaceAll(string(formatted), "\n", r.newline)
}

// formatLine writes a value on one line.
func (r *rewriter) formatLine(value jsontext.Value) string {
	spaced := r.afterTwo != ""
	formatted := value.Clone()
	if err := formatted.Format(jsontext.Multiline(false), jsontext.SpaceAfterColon(spaced), jsontext.SpaceAfterComma(spaced), jsontext.PreserveRawStrings(true)); err != nil {
		return string(value)
	}
	return string(formatted)
}
