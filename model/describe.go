package model

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
)

// readOnly are the members of a described pool that no request takes.
var readOnly = []string{
	"Id", "Arn", "Status", "CreationDate", "LastModifiedDate", "EstimatedNumberOfUsers",
	"Domain", "CustomDomain", "SmsConfigurationFailure", "EmailConfigurationFailure",
}

// Dropped is a member of a described pool that is not in the draft.
type Dropped struct {
	Kind         DroppedKind
	Setting      string // its path, or its name where it is not a setting
	Value        string // empty for a block
	File         string
	Line, Column int
}

// DroppedKind says why a member is not in the draft.
type DroppedKind int

const (
	Unknown  DroppedKind = iota // to this version of poolsmith
	Assigned                    // by the service: ids, dates, the status
	Users                       // their estimated number
	Domain                      // has operations of its own
	Failure                     // of sending email or SMS, with the reason
	Secret                      // without its value; the draft has a reference at most
)

// droppedKinds are the kinds of the members in readOnly that are not Assigned.
var droppedKinds = map[string]DroppedKind{
	"EstimatedNumberOfUsers": Users, "Domain": Domain, "CustomDomain": Domain,
	"SmsConfigurationFailure": Failure, "EmailConfigurationFailure": Failure,
}

func (r *reader) drop(m namedNode, path string, kind DroppedKind) {
	if len(r.document.Dropped) > maxProblems {
		return
	}
	r.document.Dropped = append(r.document.Dropped, Dropped{kind, path, m.text, cmp.Or(m.file, r.file), m.line, m.column})
}

// addDescription sorts the output of describe-user-pool into the requests that
// would make the pool again. The members of get-user-pool-mfa-config may be
// beside UserPool, or inside where somebody has merged them.
func (r *reader) addDescription(d document, requests requestNodes) {
	o := d.operation
	partWith := func(name string) *Operation {
		parts := o.parts()
		i := slices.IndexFunc(parts, func(part *Operation) bool { return slices.Contains(part.names(), name) })
		if i < 0 {
			return nil
		}
		return parts[i]
	}
	described := d.root.member(o.Answer)
	if described != nil {
		if !r.expect(described, object, o.Answer) {
			return
		}
		described.spell(topNames)
		for _, m := range d.root.members {
			part := partWith(m.name)
			switch {
			case operationAnswering(m.name) != nil || slices.Contains(o.envelope(), m.name):
			case part != nil:
				r.give(requests.of(part, d.root), m)
			default:
				r.drop(m, m.name, Unknown)
			}
		}
		r.addContents(d.root, requests)
	} else {
		described = d.root
	}
	described.rename("Name", "PoolName")
	described.rename("SchemaAttributes", "Schema")
	request := requests.of(o, d.root)
	for _, m := range described.members {
		part := partWith(m.name)
		switch {
		case slices.Contains(o.envelope(), m.name):
		case slices.Contains(readOnly, m.name):
			r.dropReadOnly(m)
		case part != nil && !slices.Contains(o.names(), m.name):
			r.give(requests.of(part, d.root), m)
		default:
			r.give(request, m)
		}
	}
}

// operationAnswering returns the operation whose responses describe what it made
// in the member with the name, or nil.
func operationAnswering(name string) *Operation {
	i := slices.IndexFunc(Operations, func(o *Operation) bool { return o.Answer == name && name != "" })
	if i < 0 {
		return nil
	}
	return Operations[i]
}

// addContents sorts the descriptions of what is in a pool, which are beside that of
// the pool, into requests. For an operation that a draft has many of there is a
// list.
func (r *reader) addContents(root *node, requests requestNodes) {
	keys := map[string]string{} // of requests, by what their responses gave
	for _, o := range Operations {
		described := root.member(o.Answer)
		if described == nil || o.MakesPool() {
			continue
		}
		list := emptyAt(described)
		list.kind = array
		if requests[o] != nil && o.Many {
			list = requests[o]
		}
		items := []*node{described}
		if o.Many && described.kind == array {
			items = described.items
		}
		for _, item := range items {
			if !r.expect(item, object, o.Answer) {
				return
			}
			list.items = append(list.items, r.describedRequest(item, o, keys))
		}
		requests[o] = list
		if !o.Many {
			requests[o] = list.items[0]
		}
	}
}

// describedRequest is the request that would make what is described. A reference to
// something else in the pool becomes the key of that.
func (r *reader) describedRequest(described *node, o *Operation, keys map[string]string) *node {
	described.spell(o.names())
	request := emptyAt(described)
	for _, m := range described.members {
		switch {
		case slices.Contains(o.names(), m.name):
			if key, found := keys[WithKey(m.name, m.text)]; found && slices.Contains(o.Takes, m.name) {
				m.text = key
			}
			request.members = append(request.members, m)
		case slices.Contains(readOnly, m.name), slices.Contains(o.Assigned, m.name), slices.Contains(o.Identifiers(), m.name):
			r.drop(m, o.Name+"."+m.name, Assigned)
		default:
			r.drop(m, o.Name+"."+m.name, Unknown)
		}
	}
	key := keyOfNode(request, o.Key)
	for member, place := range o.Gives {
		if id := described.member(place[strings.LastIndexByte(place, '.')+1:]); id != nil && key != "" {
			keys[WithKey(member, id.text)] = key
			r.keepID(WithKey(member, key), id.text)
		}
	}
	r.dropSecrets(request, o)
	if o.described != nil {
		o.described(request)
	}
	return request
}

// keyOfNode is keyOf for a request that is not decoded.
func keyOfNode(request *node, key string) string {
	var values []string
	for name := range strings.SplitSeq(key, "+") {
		if member := request.member(name); member != nil {
			values = append(values, member.text)
		}
	}
	return strings.Join(values, "/")
}

func (r *reader) keepID(name, id string) {
	if r.document.IDs == nil {
		r.document.IDs = Answers{}
	}
	r.document.IDs[name] = id
}

// dropSecrets records the secrets that a description has, without their values.
func (r *reader) dropSecrets(request *node, o *Operation) {
	at := o.Name
	if key := request.member(o.Key); key != nil && o.Many {
		at = WithKey(o.Name, key.text)
	}
	record := func(m *node, path string) {
		if m == nil || m.kind == null {
			return
		}
		hidden := *m
		hidden.text = ""
		r.drop(namedNode{node: &hidden}, path, Secret)
	}
	for _, m := range request.members {
		s := o.Member(m.name)
		if s == nil {
			continue
		}
		if s.Secret {
			record(m.node, at+"."+m.name)
		}
		for _, key := range s.SecretKeys {
			record(m.member(key), WithKey(at+"."+m.name, key))
		}
	}
}

func (r *reader) dropReadOnly(m namedNode) {
	if m.kind == null {
		return
	}
	kind, listed := droppedKinds[m.name]
	if !listed {
		kind = Assigned
	}
	switch {
	case kind == Domain:
		r.document.HasDomain = true
	case m.name == "Id" && m.kind == text:
		r.document.PoolID = m.text
	case m.name == "Arn" && m.kind == text:
		r.document.ARN = m.text
	}
	r.drop(m, m.name, kind)
}

// tidyDescription removes what is not a setting of this pool: the standard attributes as every
// pool has them, and the legacy members that the service adds as copies. It
// notes whether the factors are known.
func (r *reader) tidyDescription(requests requestNodes) {
	create := requests[&createUserPool]
	if schema := create.member("Schema"); schema != nil && schema.kind == array {
		schema.items = r.ownAttributes(schema.items)
		if len(schema.items) == 0 {
			create.drop("Schema")
		}
	}
	dropCopies(create)
	r.noteFactors(create, requests[&setUserPoolMfaConfig])
}

// ownAttributes keeps the attributes that somebody defined, under the names in
// the request: the service answers custom:x and dev:custom:x.
func (r *reader) ownAttributes(items []*node) []*node {
	var kept []*node
	for _, item := range items {
		var a Attribute
		probe := &reader{file: r.file, document: &Document{}, lenient: true}
		probe.decode(item, reflect.ValueOf(&a).Elem(), "Schema")
		if len(probe.problems) == 0 && isUnchangedStandard(a) {
			continue
		}
		if name := item.member("Name"); name != nil {
			name.text = strings.TrimPrefix(strings.TrimPrefix(name.text, "dev:"), "custom:")
		}
		kept = append(kept, item)
	}
	return kept
}

// dropCopies removes the legacy members: the messages where the template has
// the same text, and the validity that the password policy replaced, which the
// service rejects beside its successor.
func dropCopies(pool *node) {
	template := pool.member("VerificationMessageTemplate")
	for legacy, name := range map[string]string{
		"EmailVerificationMessage": "EmailMessage",
		"EmailVerificationSubject": "EmailSubject",
		"SmsVerificationMessage":   "SmsMessage",
	} {
		old, now := pool.member(legacy), template.member(name)
		if old != nil && now != nil && old.text == now.text {
			pool.drop(legacy)
		}
	}
	policy := pool.member("Policies").member("PasswordPolicy")
	if policy.member("TemporaryPasswordValidityDays") != nil {
		pool.member("AdminCreateUserConfig").drop("UnusedAccountValidityDays")
	}
}

// describedRules are about what was read and not about the pool.
var describedRules = []Rule{{
	ID: "factors-unknown", Severity: Warning,
	Settings: []string{atCreateMode, atFirstFactors, atApp, atSmsMfa, atEmailMfa, atPasskey + "RelyingPartyId"},
	Summary:  "The pool has MFA or passkeys, and the file does not show which: describe-user-pool prints neither the authenticator app nor email nor passkey settings.",
	Fix:      "add the output of get-user-pool-mfa-config",
	Source:   "API reference, DescribeUserPool and GetUserPoolMfaConfig",
	Check:    checkFactorsUnknown,
}}

func checkFactorsUnknown(f Facts) []Match {
	if !f.FactorsUnknown {
		return nil
	}
	path := atCreateMode
	if !f.mfaOn() {
		path = atFirstFactors
	}
	match := Match{Message: f.unknownFactors(), Settings: []string{path}, Fix: f.factorsFix()}
	if f.Operation != "" {
		match.Severity = new(Advice) // nothing is missing in the request
	}
	return []Match{match}
}

func (f Facts) unknownFactors() string {
	printed := "describe-user-pool does not print"
	if f.Operation != "" {
		printed = f.Operation + " does not set"
	}
	return "the pool's authenticator app, email and passkey factors are unknown: " + printed + " them"
}

// factorsFix names the command whose output completes the pool.
func (f Facts) factorsFix() string {
	command := "`aws cognito-idp get-user-pool-mfa-config --user-pool-id " + cmp.Or(shellWord(f.PoolID), "ID") + "`"
	if f.Operation != "" {
		return command + " prints them"
	}
	return "read it together with the output of " + command
}

// UnknownFactors says that the pool's factors are not known, and how to
// complete what was read. Both are empty when they are known.
func (d *Document) UnknownFactors() (message, fix string) {
	if !d.FactorsUnknown {
		return "", ""
	}
	f := d.Facts()
	return f.unknownFactors(), f.factorsFix()
}

// shellWord returns an id that a shell reads as one plain word, otherwise an empty
// string.
func shellWord(id string) string {
	if strings.ContainsFunc(id, func(r rune) bool {
		return r != '_' && r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) || strings.HasPrefix(id, "-") {
		return ""
	}
	return id
}

// Rules that would draw a conclusion from what was not read.
var (
	needFactors = []string{"mfa-needs-factor", "sms-only-factor", "factor-needs-attribute", "mfa-required-with-passkey", "mfa-users-keep-passwords", "passkey-needs-domain", "recovery-same-channel"}
	needDomain  = []string{"link-needs-domain", "passkey-needs-domain"}
)

// unfounded reports whether a finding follows from the absence of something
// that the file could not show.
func (f Facts) unfounded(finding Finding) bool {
	switch {
	case f.FactorsUnknown && slices.Contains(needFactors, finding.Rule):
		return true
	case f.hasDomain() && slices.Contains(needDomain, finding.Rule):
		return true
	case f.Operation == "" || finding.Rule == "factors-unknown":
		return false
	}
	if finding.Rule == RuleRequired {
		// What identifies a new resource is optional in an update, which has its id.
		path := finding.Settings[0]
		if o := OperationOf(path); o.Update == f.Operation && o.Name != f.Operation && strings.Count(path, ".") == 1 {
			return true
		}
	}
	concerned := finding.Settings
	if rule := LookupRule(finding.Rule); rule != nil {
		concerned = slices.Concat(concerned, rule.Settings)
	}
	return slices.ContainsFunc(concerned, func(path string) bool { return !f.shown(path) })
}

// shown reports whether the body of the document's operation can have a
// setting, or another one of the same name: the rules on MFA name the mode of
// both requests.
func (f Facts) shown(path string) bool {
	_, rest := cutPath(path)
	member, _ := cutPath(rest)
	if o := LookupOperation(f.Operation); o != nil {
		return slices.Contains(o.names(), member.name)
	}
	return slices.ContainsFunc(Operations, func(o *Operation) bool { return o.Update == f.Operation && o.updates(member.name) })
}
