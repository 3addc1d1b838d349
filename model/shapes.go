package model

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// envelope are the members that SDKs and tools put beside an answer: boto3,
// the AWS SDK for JavaScript, and our own $schema.
var envelope = []string{"$schema", "$metadata", "ResponseMetadata"}

// envelope are the members beside the settings of the operation's request, of the
// one that updates it and of their answers: those around every one, and ids.
func (o *Operation) envelope() []string {
	return slices.Concat(envelope, sortedKeys(o.Gives), o.Takes)
}

var draftNames = fieldNames(reflect.TypeFor[Pool]())

// document is a file, or a part of one, and what it describes.
type document struct {
	root *node
	kind documentKind
	// operation is the one whose request or description it is; nil for a draft.
	operation *Operation
}

type documentKind int

const (
	draftDocument documentKind = iota
	description                // the output of describe-user-pool, perhaps with the other's members
	contents                   // descriptions of what is in a pool, without that of the pool
	requestBody                // perhaps with members of the operation's parts
	updateBody
)

// recognize determines what a document is by its members. One of two that have only
// members in common belongs to the part.
func recognize(root *node, paired bool) document {
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return root.member(name) != nil })
	}
	switch {
	case has(draftNames...):
		return document{root, draftDocument, nil}
	case has("UserPool", "SchemaAttributes"), has("Id") && has("Name"):
		return document{root, description, &createUserPool}
	}
	for _, m := range root.members {
		if o := operationAnswering(m.name); o != nil && (m.kind == object || m.kind == array) {
			return document{root, contents, o}
		}
	}
	o := operationWith(root, paired)
	ids := sortedKeys(o.Gives)
	partly := slices.ContainsFunc(o.parts(), func(part *Operation) bool { return knows(root, part.names(), o.names()) > 0 })
	if has(ids...) && !partly {
		return document{root, updateBody, o}
	}
	return document{root, requestBody, o}
}

// operationWith returns the operation that has the most members of a request.
// Where that operation is a part of another, and the request has a member that
// only the other has, it is the other.
func operationWith(root *node, paired bool) *Operation {
	best, most := Operations[0], 0
	for _, o := range Operations {
		n := knows(root, o.names(), nil)
		if n > most || n == most && n > 0 && paired && o.Into == best.Name {
			best, most = o, n
		}
	}
	if whole := LookupOperation(best.Into); whole != nil && knows(root, whole.names(), best.names()) > 0 {
		return whole
	}
	return best
}

// knows counts the members of root that are in names and not in except.
func knows(root *node, names, except []string) int {
	n := 0
	for _, m := range root.members {
		if slices.Contains(names, m.name) && !slices.Contains(except, m.name) {
			n++
		}
	}
	return n
}

// unwrap takes the document out of what a tool has put around it, and gives
// its members the API's spelling.
func (r *reader) unwrap(root *node, text []byte) *node {
	// Cloud Custodian's records: {"status_code": 200, "data": {…}}.
	if data := root.member("data"); data != nil && data.kind == object && root.member("status_code") != nil {
		root = data
	}
	root.locate(r.file)
	if root.kind != object {
		if !r.foreign(text, root) {
			r.unreadable(root, "expected settings by name, found "+root.kind.String(), "`poolsmith presets email-sign-in` shows the shape")
		}
		return root
	}
	root.spell(topNames)
	known := slices.ContainsFunc(root.members, func(m namedNode) bool { return slices.Contains(topNames, m.name) })
	if !known || slices.ContainsFunc(foreignFormats, func(f foreignFormat) bool { return f.signed(root) }) {
		r.foreign(text, root)
	}
	return root
}

// topNames are the names that a document can have at its top.
var topNames = func() []string {
	names := slices.Concat(draftNames, []string{"SchemaAttributes", "Name"}, readOnly)
	for _, o := range Operations {
		names = slices.Concat(names, o.names(), o.envelope())
		if o.Answer != "" {
			names = append(names, o.Answer)
		}
	}
	return names
}()

// spell renames members in camelCase to those of names: the AWS SDKs of some
// languages print poolName for PoolName. A name that is there already stays.
func (n *node) spell(names []string) {
	for i := range n.members {
		name := n.members[i].name
		if name == "" || !unicode.IsLower(rune(name[0])) || slices.Contains(names, name) {
			continue
		}
		at := slices.IndexFunc(names, func(known string) bool { return strings.EqualFold(known, name) })
		if at >= 0 && n.member(names[at]) == nil {
			n.members[i].name = names[at]
		}
	}
}

// spellAll is spell for a block of type t and everything in it.
func (n *node) spellAll(t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer:
		n.spellAll(t.Elem())
	case reflect.Slice:
		for _, item := range n.items {
			item.spellAll(t.Elem())
		}
	case reflect.Map:
		for _, m := range n.members {
			m.spellAll(t.Elem())
		}
	case reflect.Struct:
		n.spell(fieldNames(t))
		for _, m := range n.members {
			if f, found := t.FieldByName(m.name); found {
				m.spellAll(f.Type)
			}
		}
	}
}

// toDraft gives the documents the shape of one draft, whichever shapes they
// came in. Nodes keep their places in the files.
func (r *reader) toDraft(roots []*node) *node {
	if len(roots) > 1 {
		// A request can be empty that takes all its members from responses.
		roots = append(roots[:1], slices.DeleteFunc(roots[1:], func(root *node) bool { return root.kind == object && len(root.members) == 0 })...)
	}
	documents := make([]document, len(roots))
	for i, root := range roots {
		documents[i] = recognize(root, len(roots) > 1)
	}
	if !r.belongTogether(documents) {
		return nil
	}
	if documents[0].kind == draftDocument {
		roots[0].drop("$schema")
		roots[0].spellAll(reflect.TypeFor[Pool]())
		return roots[0]
	}
	requests := requestNodes{}
	for _, d := range documents {
		r.addDocument(d, requests)
	}
	described := slices.ContainsFunc(documents, func(d document) bool { return d.kind == description })
	if len(documents) > 1 || described {
		r.document.Operation = ""
	}
	if requests.empty() && len(r.problems) == 0 {
		r.unreadable(roots[0], "no setting of a user pool in it", "`poolsmith presets email-sign-in` shows the shape")
	}
	for o, request := range requests {
		if request.kind == array {
			request.spellAll(o.field.Type)
		} else {
			request.spellAll(o.requestType())
		}
	}
	if described {
		r.tidyDescription(requests)
	}
	dropCopiedSms(requests)
	return requests.draft(roots[0])
}

// requestNodes are the requests of a draft as they are read: one of an operation,
// or a list of them.
type requestNodes map[*Operation]*node

// of returns the request of an operation, which it makes in the place of n.
func (requests requestNodes) of(o *Operation, n *node) *node {
	if requests[o] == nil {
		requests[o] = emptyAt(n)
	}
	return requests[o]
}

// next returns the request for another body of the operation: a new item where
// a draft has many of them.
func (requests requestNodes) next(o *Operation, n *node) *node {
	if !o.Many {
		return requests.of(o, n)
	}
	list, item := requests.of(o, n), emptyAt(n)
	list.kind, list.items = array, append(list.items, item)
	return item
}

func (requests requestNodes) empty() bool {
	for _, request := range requests {
		if len(request.members) > 0 || len(request.items) > 0 {
			return false
		}
	}
	return true
}

// draft joins the requests in the place of n.
func (requests requestNodes) draft(n *node) *node {
	result := emptyAt(n)
	for _, o := range Operations {
		request := requests[o]
		switch {
		case request == nil && o.Required:
			result.add(o.Name, emptyAt(n))
		case request == nil || len(request.members) == 0 && len(request.items) == 0 && !o.Required:
		default:
			result.add(o.Name, request)
		}
	}
	return result
}

// emptyAt is an empty block in the place of another.
func emptyAt(n *node) *node {
	return &node{kind: object, file: n.file, line: n.line, column: n.column}
}

// addDocument sorts the members of a document into the requests.
func (r *reader) addDocument(d document, requests requestNodes) {
	r.lenient = r.lenient || d.root.member("ResponseMetadata") != nil || d.root.member("$metadata") != nil
	if id := d.root.member("UserPoolId"); id != nil && id.kind == text {
		r.document.PoolID = id.text
	}
	switch d.kind {
	case description:
		r.lenient = true
		r.addDescription(d, requests)
	case contents:
		r.lenient = true
		r.document.Operation = d.operation.Name
		r.addContents(d.root, requests)
	case updateBody:
		r.document.Operation = d.operation.Update
		r.addRequest(d, requests)
	default:
		if !d.operation.Required {
			r.document.Operation = d.operation.Name
		}
		r.addRequest(d, requests)
	}
}

// belongTogether accepts one document, and several that describe one pool: the
// pool itself once, and requests for what belongs to it.
func (r *reader) belongTogether(documents []document) bool {
	if len(documents) == 1 {
		return true
	}
	count := map[*Operation]int{}
	for i, d := range documents {
		count[d.operation]++
		if d.operation == nil || d.kind == updateBody || count[d.operation] > 1 && !d.operation.Many {
			return r.notTogether(documents[max(i, 1)])
		}
	}
	if count[&createUserPool] == 0 {
		return r.notTogether(documents[1])
	}
	return true
}

func (r *reader) notTogether(d document) bool {
	r.unreadable(d.root, "a second document, which is not a part of the same pool", "the outputs of describe-user-pool and get-user-pool-mfa-config are read together, or the bodies of "+partNames()+"; other pools go into files of their own")
	return false
}

// partNames are the operations that make one resource, in a sentence.
func partNames() string {
	names := []string{createUserPool.Name}
	for _, part := range createUserPool.parts() {
		names = append(names, part.Name)
	}
	return listed(names)
}

// addRequest adds the members of a request's body to the requests that they
// belong to: of the document's operation, or of one of its parts.
func (r *reader) addRequest(d document, requests requestNodes) {
	o := d.operation
	owners := []*Operation{o}
	if d.kind != updateBody {
		owners = append(owners, o.parts()...)
	}
	var known []string
	for _, owner := range owners {
		known = append(known, owner.names()...)
	}
	own := requests.next(o, d.root)
	for _, m := range d.root.members {
		i := slices.IndexFunc(owners, func(owner *Operation) bool { return slices.Contains(owner.names(), m.name) })
		switch {
		case slices.Contains(o.envelope(), m.name) && !slices.Contains(o.names(), m.name):
		case d.kind == updateBody && slices.Contains(o.Permanent, m.name):
			r.fail(unknownRule, &node{file: m.file, line: m.line, column: m.column}, m.name, o.Update+" does not have this setting, because it can never be changed", "remove it")
		case i == 0:
			r.give(own, m)
		case i > 0:
			r.give(requests.of(owners[i], d.root), m)
		default:
			r.unknown(m, slices.Concat(draftNames, []string{"UserPool"}, known), "")
		}
	}
}

// give adds a member to a request. Two documents may both have it if they
// agree.
func (r *reader) give(to *node, m namedNode) {
	switch there := to.member(m.name); {
	case there == nil:
		to.members = append(to.members, m)
	case !there.equal(m.node):
		r.unreadable(&node{file: m.file, line: m.line, column: m.column}, m.name+" has another value in the other document", "give the parts of one pool")
	}
}

// Facts are what rules look at: the pool, and what the document shows of it
// beyond that. The caller adds the region.
func (d *Document) Facts() Facts {
	return Facts{Pool: d.Pool, Operation: d.Operation, PoolID: d.PoolID, FactorsUnknown: d.FactorsUnknown, HasDomain: d.HasDomain}
}
