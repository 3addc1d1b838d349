package model

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// requestNames are the members of the two requests.
var (
	createNames = fieldNames(reflect.TypeFor[CreateUserPool]())
	mfaNames    = fieldNames(reflect.TypeFor[SetUserPoolMfaConfig]())
	draftNames  = fieldNames(reflect.TypeFor[Pool]())
)

// notUpdatable are the members of CreateUserPool that UpdateUserPool lacks.
var notUpdatable = []string{"AliasAttributes", "Schema", "UsernameAttributes", "UsernameConfiguration"}

// envelope are the members that SDKs and tools put beside an answer: boto3,
// the AWS SDK for JavaScript, and our own $schema.
var envelope = []string{"$schema", "$metadata", "ResponseMetadata", "UserPoolId"}

// shape is what a document is.
type shape int

const (
	draft       shape = iota
	description       // the output of describe-user-pool, perhaps with the other's members
	createBody        // perhaps with members of SetUserPoolMfaConfig
	updateBody
	mfaBody // or the output of get-user-pool-mfa-config
)

// shapeOf recognizes a document by its members. One of two that has the mode
// alone is the part about MFA; by itself it may be any request.
func shapeOf(root *node, paired bool) shape {
	has := func(names []string, except ...string) bool {
		return slices.ContainsFunc(root.members, func(m namedNode) bool {
			return slices.Contains(names, m.name) && !slices.Contains(except, m.name)
		})
	}
	create, mfa := has(createNames, "MfaConfiguration"), has(mfaNames, "MfaConfiguration")
	switch {
	case has(draftNames):
		return draft
	case has([]string{"UserPool", "SchemaAttributes"}), has([]string{"Id"}) && has([]string{"Name"}):
		return description
	case mfa && !create, paired && !create && root.member("MfaConfiguration") != nil:
		return mfaBody
	case root.member("UserPoolId") != nil && !mfa:
		return updateBody
	default:
		return createBody
	}
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
	root.spell(slices.Concat(topNames, envelope))
	known := slices.ContainsFunc(root.members, func(m namedNode) bool { return slices.Contains(topNames, m.name) })
	if !known || slices.ContainsFunc(foreignFormats, func(f foreignFormat) bool { return f.signed(root) }) {
		r.foreign(text, root)
	}
	return root
}

// topNames are the names that a document can have at its top.
var topNames = slices.Concat(draftNames, []string{"UserPool", "UserPoolId", "SchemaAttributes", "Name"}, readOnly, createNames, mfaNames)

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
	if !r.belongTogether(roots) {
		return nil
	}
	if shapeOf(roots[0], false) == draft {
		roots[0].drop("$schema")
		roots[0].spellAll(reflect.TypeFor[Pool]())
		return roots[0]
	}
	create, mfa := placed(roots[0]), placed(roots[0])
	described := false
	for _, root := range roots {
		r.lenient = r.lenient || root.member("ResponseMetadata") != nil || root.member("$metadata") != nil
		if id := root.member("UserPoolId"); id != nil && id.kind == text {
			r.document.PoolID = id.text
		}
		switch shapeOf(root, len(roots) > 1) {
		case description:
			described, r.lenient = true, true
			r.addDescription(root, create, mfa)
		case mfaBody:
			r.document.Operation = "SetUserPoolMfaConfig"
			r.sortIn(root, mfaNames, mfa, nil, nil)
		case updateBody:
			r.document.Operation = "UpdateUserPool"
			r.sortIn(root, createNames, create, nil, nil)
		default:
			r.sortIn(root, createNames, create, mfaNames, mfa)
		}
	}
	if len(roots) > 1 || described {
		r.document.Operation = ""
	}
	if len(create.members)+len(mfa.members) == 0 && len(r.problems) == 0 {
		r.unreadable(roots[0], "no setting of a user pool in it", "`poolsmith presets email-sign-in` shows the shape")
	}
	create.spellAll(reflect.TypeFor[CreateUserPool]())
	mfa.spellAll(reflect.TypeFor[SetUserPoolMfaConfig]())
	if described {
		r.tidyDescription(create, mfa)
	}
	settleSms(create, mfa)
	result := placed(roots[0])
	result.add("CreateUserPool", create)
	if len(mfa.members) > 0 {
		result.add("SetUserPoolMfaConfig", mfa)
	}
	return result
}

// placed is an empty block in the place of another.
func placed(n *node) *node {
	return &node{kind: object, file: n.file, line: n.line, column: n.column}
}

// belongTogether accepts one document, and two that are the parts of a pool.
func (r *reader) belongTogether(roots []*node) bool {
	if len(roots) == 1 {
		return true
	}
	if len(roots) == maxDocuments {
		first, second := shapeOf(roots[0], true), shapeOf(roots[1], true)
		if first == mfaBody {
			first, second = second, first
		}
		if second == mfaBody && (first == description || first == createBody) {
			return true
		}
	}
	r.unreadable(roots[1], "a second document, which is not a part of the same pool", "the outputs of describe-user-pool and get-user-pool-mfa-config are read together, or the bodies of CreateUserPool and SetUserPoolMfaConfig; other pools go into files of their own")
	return false
}

// sortIn adds the members that a and b name to the requests they belong to.
// What both name belongs to a.
func (r *reader) sortIn(root *node, a []string, toA *node, b []string, toB *node) {
	for _, m := range root.members {
		switch {
		case slices.Contains(envelope, m.name):
		case r.document.Operation == "UpdateUserPool" && slices.Contains(notUpdatable, m.name):
			r.fail(unknownRule, &node{file: m.file, line: m.line, column: m.column}, m.name, "UpdateUserPool does not have this setting, because it can never be changed", "remove it")
		case slices.Contains(a, m.name):
			r.give(toA, m)
		case slices.Contains(b, m.name):
			r.give(toB, m)
		default:
			r.unknown(m, slices.Concat(draftNames, []string{"UserPool"}, a, b), "")
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

// settle notes what follows from the document as a whole.
func (d *Document) settle() {
	if d.Operation == "UpdateUserPool" && d.Pool.mfaOn() {
		d.FactorsUnknown = true // the pool keeps those that it has
	}
}

// Facts are what rules look at: the pool, and what the document says of it
// beyond that. The caller adds the region.
func (d *Document) Facts() Facts {
	return Facts{Pool: d.Pool, Operation: d.Operation, PoolID: d.PoolID, FactorsUnknown: d.FactorsUnknown, HasDomain: d.HasDomain}
}
