package model

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
)

// Plan is what it takes to change a live pool into another one.
type Plan struct {
	Live   *Document // as it was read
	Target *Pool     // as it is to become
	Steps  []PlanStep
	// Blocked are the differences that no call can remove; Why says for what reason.
	Blocked []Difference
	// Findings are those about the target that the live pool does not have.
	Findings []Finding
	// Unknown are members of the live pool that this version does not know, or whose
	// value the service does not show. An update would reset them, because its request
	// cannot have them.
	Unknown []Dropped
	// Renamings are what gets another name and keeps its id.
	Renamings []Renaming
}

// PlanStep is one call of a plan.
type PlanStep struct {
	Kind      StepKind
	Operation string // that is sent: UpdateUserPool
	// Call is the request of the target, or of the live pool for a deletion. It has
	// only the members that are sent.
	Call Call
	// Differences are those that the step removes. There are none where it sets
	// again what an earlier step may reset.
	Differences []Difference
	// Renaming is what the step renames, nil for others.
	Renaming *Renaming

	request any // of a call that is not in a draft, nil for others
}

// StepKind is what a step of a plan does.
type StepKind int

// A step creates something in the pool, updates the pool or something in it,
// deletes something, adds attributes, or sets or removes tags.
const (
	CreateStep StepKind = iota
	UpdateStep
	DeleteStep
	AttributesStep
	TagStep
	UntagStep
)

// The operations that change a live pool beside those of the table.
const (
	addAttributes = "AddCustomAttributes"
	tagPool       = "TagResource"
	untagPool     = "UntagResource"
)

// maxAdded is how many attributes one AddCustomAttributes takes (service model of
// the API).
const maxAdded = 25

type addCustomAttributes struct {
	UserPoolId       string
	CustomAttributes []Attribute
}

type tagResource struct {
	ResourceArn string
	Tags        map[string]string
}

type untagResource struct {
	ResourceArn string
	TagKeys     []string
}

// Body returns the request of the step as JSON. The answers are those of the plan,
// with those of earlier steps.
func (s PlanStep) Body(answers Answers) []byte {
	switch s.Kind {
	case CreateStep:
		return s.Call.Body(answers)
	case UpdateStep:
		return s.Call.UpdateBody(answers)
	case DeleteStep:
		reference, _ := s.Call.Reference(answers)
		return reference
	default:
		return EncodeJSON(s.request)
	}
}

// Key is the name of what the step creates, changes or deletes beside the pool,
// such as that of an app client.
func (s PlanStep) Key() string {
	if s.request != nil || !s.Call.Operation.Many {
		return ""
	}
	return s.Call.Key()
}

// Name is the operation with the Key: UpdateUserPoolClient web.
func (s PlanStep) Name() string { return strings.TrimSpace(s.Operation + " " + s.Key()) }

// Answers are the ids of what exists in the live pool, also under its new name.
func (p *Plan) Answers() Answers {
	all := Answers{PoolIDMember: p.Live.PoolID}
	for name, id := range p.Live.IDs {
		all[name] = id
	}
	p.Live.Pool.addRenamed(all, p.Renamings)
	return all
}

// Lacks lists the ids that the calls of some steps need, by names such as
// ClientId[web], and that the description of the pool does not have. A live pool that
// was read has all; a file can be without them.
func (p *Plan) Lacks(steps []PlanStep) []string {
	known := p.Answers()
	if p.Live.ARN != "" {
		known[ARNMember] = p.Live.ARN
	}
	var missing []string
	for _, s := range steps {
		for _, name := range s.needs() {
			if known[name] == "" && !slices.Contains(missing, name) {
				missing = append(missing, name)
			}
		}
		if s.Kind == CreateStep {
			for _, given := range s.Call.Gives() {
				known[given.Answer] = "given" // by the response
			}
		}
	}
	return missing
}

// needs are the names of the ids that the request of the step has.
func (s PlanStep) needs() []string {
	switch s.Kind {
	case AttributesStep:
		return []string{PoolIDMember}
	case TagStep, UntagStep:
		return []string{ARNMember}
	}
	var names []string
	for _, taken := range s.Call.Takes() {
		names = append(names, taken.Answer)
	}
	if s.Kind == CreateStep {
		return names
	}
	for _, given := range s.Call.Gives() {
		names = append(names, given.Answer)
	}
	return names
}

// Empty reports whether there is nothing to change and nothing that cannot be.
func (p *Plan) Empty() bool { return len(p.Steps) == 0 && len(p.Blocked) == 0 }

// Resets reports whether the plan has an update that resets what it omits.
func (p *Plan) Resets() bool {
	return slices.ContainsFunc(p.Steps, func(s PlanStep) bool { return s.Kind == UpdateStep && !s.Call.Operation.Merges })
}

// Deletions are the steps that delete something.
func (p *Plan) Deletions() []PlanStep {
	return slices.DeleteFunc(slices.Clone(p.Steps), func(s PlanStep) bool { return s.Kind != DeleteStep })
}

// SecretVariables lists the environment variables with the secrets that the steps
// send, each once.
func (p *Plan) SecretVariables() []string {
	var names []string
	for _, s := range p.Steps {
		if s.request != nil || s.Kind == DeleteStep {
			continue
		}
		for _, name := range s.Call.Pool().SecretVariables() {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// PlanChange plans to change a live pool, as it was read, into target, which Merge
// or Exact returned. The steps are in an order in which the rules accept the pool
// after each, as far as there is one. Secrets are not compared, because a draft
// has none.
func PlanChange(live *Document, target *Pool) *Plan {
	p := newPlanner(live, target)
	p.compare()
	p.addSteps()
	p.sort()
	p.noteUnread()
	p.check()
	return &p.Plan
}

func newPlanner(live *Document, target *Pool) *planner {
	renamings := Renamings(live.Pool, target)
	p := &planner{
		Plan:    Plan{Live: live, Target: target.Clone(), Unknown: unknownMembers(live), Renamings: renamings},
		from:    live.Pool.Renamed(renamings),
		changes: map[string][]Difference{},
	}
	keepSecrets(p.from, p.Target)
	p.to = p.Target.Clone()
	p.from.placeMfa()
	p.to.placeMfa()
	if p.to.CreateUserPool.SmsConfiguration == nil { // never removed
		p.to.CreateUserPool.SmsConfiguration = p.from.CreateUserPool.SmsConfiguration
	}
	return p
}

// planner makes a plan. from and to have their MFA mode in one place. What is renamed
// has its new name in both.
type planner struct {
	Plan
	from, to *Pool
	changes  map[string][]Difference // by operation and the key of its request
	added    []Difference            // attributes
	tags     []Difference
}

func changeKey(o *Operation, key string) string { return WithKey(o.Name, key) }

// compare sorts the differences by the calls that remove them.
func (p *planner) compare() {
	for _, d := range Diff(p.Live.Pool, p.Target, true) {
		o := OperationOf(d.Setting)
		part, _ := cutPath(d.Setting)
		switch {
		case IsSecret(d.Setting) && d.From != nil && d.To != nil:
		case o.Many && p.isAmbiguous(o, part.key):
			d.Operation, d.Why = "", "the pool has more than one "+o.Noun+" with this name"
			p.Blocked = append(p.Blocked, d)
		case d.NeedsNewPool():
			p.Blocked = append(p.Blocked, d)
		case d.Operation == addAttributes:
			p.added = append(p.added, d)
		case d.Operation == tagPool, d.Operation == untagPool:
			p.tags = append(p.tags, d)
		case o.Merges && d.Operation == o.Update && p.isKept(o, d):
			d.Operation, d.Why = "", o.Update+" keeps what its request omits"
			p.Blocked = append(p.Blocked, d)
		default:
			key := changeKey(o, part.key)
			p.changes[key] = append(p.changes[key], d)
		}
	}
}

// isAmbiguous reports whether the live pool has several requests with the key.
func (p *planner) isAmbiguous(o *Operation, key string) bool {
	n := 0
	for _, request := range o.Requests(p.from) {
		if (Call{Operation: o, Request: request}).Key() == key {
			n++
		}
	}
	return n > 1
}

// isKept reports whether an update that keeps what its request omits cannot make a
// change: a member that is to be unset and cannot be empty, an image that is to be
// removed, or a member of a JSON object.
func (p *planner) isKept(o *Operation, d Difference) bool {
	_, rest := cutPath(d.Setting)
	member, inside := cutPath(rest)
	s := o.Member(member.name)
	if s == nil || d.From == nil || slices.Contains(o.Alternatives, member.name) && d.To == nil && inside == "" && !member.keyed {
		return false
	}
	switch s.Kind {
	case Map, Texts, Choices:
		return false // replaced as a whole
	case JSON:
		from, _ := d.From.(JSONObject)
		to, _ := d.To.(JSONObject)
		return d.To == nil || !to.hasMembersOf(from)
	default:
		return d.To == nil
	}
}

// addSteps adds the calls in the order of the table, deletions last and in reverse
// order.
func (p *planner) addSteps() {
	p.joinTags()
	p.addAttributes()
	sent := p.toSend()
	for _, o := range Operations {
		if o.Many {
			p.addMany(o, &sent)
		} else {
			p.addOnce(o, &sent)
		}
		if o.MakesPool() {
			p.addTags()
		}
	}
	for _, o := range slices.Backward(Operations) {
		p.addDeletions(o)
	}
}

// joinTags leaves the setting of tags to the update of the pool if there is one: its
// request has all of them. A tag is only removed by name, because it is not known
// that every endpoint removes what an update omits.
func (p *planner) joinTags() {
	key := changeKey(&createUserPool, "")
	if len(p.changes[key]) == 0 {
		return
	}
	isSet := func(d Difference) bool { return d.To != nil }
	for _, d := range p.tags {
		if isSet(d) {
			p.changes[key] = append(p.changes[key], d)
		}
	}
	p.tags = slices.DeleteFunc(p.tags, isSet)
}

// toSend is the target with what updates must set explicitly.
func (p *planner) toSend() Pool {
	sent := *p.to
	for _, o := range Operations {
		if o.updating != nil {
			o.updating(p.from, &sent)
		}
	}
	return sent
}

func (p *planner) addAttributes() {
	var attributes []Attribute
	for _, d := range p.added {
		attributes = append(attributes, d.To.(Attribute))
	}
	for chunk := range slices.Chunk(p.added, maxAdded) {
		n := len(chunk)
		p.Steps = append(p.Steps, PlanStep{
			Kind: AttributesStep, Operation: addAttributes, Differences: chunk,
			request: addCustomAttributes{p.Live.PoolID, attributes[:n]},
		})
		attributes = attributes[n:]
	}
}

func (p *planner) addTags() {
	set, removed := tagResource{ResourceArn: p.Live.ARN, Tags: map[string]string{}}, untagResource{ResourceArn: p.Live.ARN}
	var setting, removing []Difference
	for _, d := range p.tags {
		_, key, _ := mapEntry(d.Setting)
		if value, isSet := d.To.(string); isSet {
			set.Tags[key] = value
			setting = append(setting, d)
			continue
		}
		removed.TagKeys = append(removed.TagKeys, key)
		removing = append(removing, d)
	}
	if len(setting) > 0 {
		p.Steps = append(p.Steps, PlanStep{Kind: TagStep, Operation: tagPool, Differences: setting, request: set})
	}
	if len(removing) > 0 {
		p.Steps = append(p.Steps, PlanStep{Kind: UntagStep, Operation: untagPool, Differences: removing, request: removed})
	}
}

// addOnce adds the update of what a pool has once. What belongs to the pool is set
// again after the pool is updated: the API says that an update sets what it omits
// to the default, and cannot have these settings.
func (p *planner) addOnce(o *Operation, sent *Pool) {
	changes := p.changes[changeKey(o, "")]
	repeated := o.Into != "" && len(p.changes[changeKey(LookupOperation(o.Into), "")]) > 0 && p.setsSomething(o)
	if len(changes) == 0 && !repeated {
		return
	}
	request := o.in(sent).Addr().Interface()
	p.addUpdate(o, request, changes)
}

// setsSomething reports whether an operation on a part of the pool sets more than
// that MFA is off, which is the default.
func (p *planner) setsSomething(o *Operation) bool {
	alone := &Pool{}
	o.in(alone).Set(o.in(p.to))
	return !canonical(alone).Equal(canonical(&Pool{}))
}

func (p *planner) addMany(o *Operation, sent *Pool) {
	for _, request := range o.Requests(sent) {
		call := Call{Operation: o, Request: request}
		changes := p.changes[changeKey(o, call.Key())]
		switch {
		case len(changes) == 0:
		case isNew(changes):
			p.Steps = append(p.Steps, PlanStep{Kind: CreateStep, Operation: o.Name, Call: call, Differences: changes})
		default:
			p.addUpdate(o, request, changes)
		}
	}
}

// isNew and isGone report whether only one of the two pools has a whole request.
func isNew(changes []Difference) bool  { return isRequest(changes) && changes[0].From == nil }
func isGone(changes []Difference) bool { return isRequest(changes) && changes[0].To == nil }

func isRequest(changes []Difference) bool {
	if len(changes) == 0 {
		return false
	}
	_, rest := cutPath(changes[0].Setting)
	return rest == ""
}

// addUpdate adds the update of one request to all that it sets, or to what changes
// where an update keeps the rest.
func (p *planner) addUpdate(o *Operation, request any, changes []Difference) {
	v := reflect.New(o.requestType()).Elem()
	v.Set(reflect.ValueOf(request).Elem())
	changed := map[string]bool{}
	for _, d := range changes {
		_, rest := cutPath(d.Setting)
		member, _ := cutPath(rest)
		changed[member.name] = true
	}
	for _, m := range o.members {
		name := v.Type().FieldByIndex(m.index).Name
		field := v.FieldByIndex(m.index)
		isKey := o.Many && slices.Contains(strings.Split(o.Key, "+"), name)
		switch {
		case o.Merges && !changed[name] && !isKey:
			field.SetZero()
		case field.IsZero() && field.Kind() == reflect.Slice && (o.Merges || m.setting != nil && m.setting.Required):
			field.Set(reflect.MakeSlice(field.Type(), 0, 0))
		case field.IsZero() && field.Kind() == reflect.Map && o.Merges:
			field.Set(reflect.MakeMap(field.Type()))
		}
	}
	call := Call{Operation: o, Request: v.Addr().Interface()}
	p.Steps = append(p.Steps, PlanStep{Kind: UpdateStep, Operation: o.Update, Differences: changes, Call: call, Renaming: p.renamingOf(call)})
}

// renamingOf is the renaming that an update makes, nil if it makes none.
func (p *Plan) renamingOf(c Call) *Renaming {
	i := slices.IndexFunc(p.Renamings, func(r Renaming) bool { return r.Operation == c.Operation && r.To == c.Key() })
	if i < 0 {
		return nil
	}
	return &p.Renamings[i]
}

// addDeletions adds the deletions of what only the live pool has. What cannot be
// deleted is updated to nothing.
func (p *planner) addDeletions(o *Operation) {
	if !o.Many {
		return
	}
	for _, request := range slices.Backward(o.Requests(p.from)) {
		call := Call{Operation: o, Request: request}
		changes := p.changes[changeKey(o, call.Key())]
		switch {
		case !isGone(changes):
		case o.Delete != "":
			p.Steps = append(p.Steps, PlanStep{Kind: DeleteStep, Operation: o.Delete, Call: call, Differences: changes})
		default:
			p.addUpdate(o, call.nothing(), changes)
		}
	}
}

// nothing is a request with the key of the call, which sets nothing.
func (c Call) nothing() any {
	empty := reflect.New(c.Operation.requestType())
	for name := range strings.SplitSeq(c.Operation.Key, "+") {
		empty.Elem().FieldByName(name).Set(reflect.ValueOf(c.Request).Elem().FieldByName(name))
	}
	return empty.Interface()
}

// sort changes the order of the steps so that the rules accept the pool after each:
// a client loses a scope before its resource server does. A step that no order
// fits stays in its place.
func (p *planner) sort() {
	accepted := errorsIn(p.from)
	for key := range errorsIn(p.to) {
		accepted[key] = true
	}
	state, rest := p.from, p.Steps
	var sorted []PlanStep
	for len(rest) > 0 {
		next, after := p.next(state, rest, accepted)
		sorted = append(sorted, rest[next])
		rest = slices.Delete(slices.Clone(rest), next, next+1)
		state = after
	}
	p.Steps = sorted
}

// next returns the index of the step to take first, and the pool after it. If the
// rules accept none, it is the first one, and what they report then is accepted
// from there on.
func (p *planner) next(state *Pool, rest []PlanStep, accepted map[string]bool) (i int, after *Pool) {
	for i, step := range rest {
		after = p.after(state, step)
		if isSubset(errorsIn(after), accepted) {
			return i, after
		}
	}
	after = p.after(state, rest[0])
	for key := range errorsIn(after) {
		accepted[key] = true
	}
	return 0, after
}

// after is the pool after a step.
func (p *planner) after(pool *Pool, s PlanStep) *Pool {
	next := *pool
	if s.request != nil {
		next.CreateUserPool.Schema = p.to.CreateUserPool.Schema
		next.CreateUserPool.UserPoolTags = p.to.CreateUserPool.UserPoolTags
		return &next
	}
	o := s.Call.Operation
	switch {
	case o.MakesPool():
		schema := next.CreateUserPool.Schema
		next.CreateUserPool = p.to.CreateUserPool
		next.CreateUserPool.Schema = schema
	case !o.Many:
		o.in(&next).Set(o.in(p.to))
	default:
		o.in(&next).Set(reflect.ValueOf(p.listAfter(o, pool, s)))
	}
	return &next
}

// listAfter is the list of an operation's requests after a step.
func (p *planner) listAfter(o *Operation, pool *Pool, s PlanStep) any {
	old := o.in(pool)
	list := reflect.MakeSlice(old.Type(), 0, old.Len()+1)
	key := s.Call.Key()
	for i := range old.Len() {
		if keyOf(old.Index(i), o.Key) != key {
			list = reflect.Append(list, old.Index(i))
		}
	}
	if s.Kind == DeleteStep {
		return list.Interface()
	}
	for _, request := range o.Requests(p.to) {
		if v := reflect.ValueOf(request).Elem(); keyOf(v, o.Key) == key {
			list = reflect.Append(list, v)
		}
	}
	return list.Interface()
}

// errorsIn are the rules that the service would reject a pool for, with the
// settings concerned.
func errorsIn(p *Pool) map[string]bool {
	all := map[string]bool{}
	for _, f := range Check(p) {
		if f.Severity == Error {
			all[findingKey(f)] = true
		}
	}
	return all
}

func findingKey(f Finding) string { return f.Rule + " " + strings.Join(f.Settings, " ") }

func isSubset(some, all map[string]bool) bool {
	for key := range some {
		if !all[key] {
			return false
		}
	}
	return true
}

// check keeps the findings about the target that the live pool does not have, and the
// errors of what the steps lead to, which has what is blocked as it is.
func (p *planner) check() {
	facts := p.Live.Facts()
	had := map[string]bool{}
	for _, f := range CheckIn(facts) {
		had[findingKey(f)] = true
	}
	facts.Pool = p.Target
	for _, f := range CheckIn(facts) {
		if !had[findingKey(f)] {
			p.Findings = append(p.Findings, f)
		}
	}
	if len(p.Blocked) == 0 {
		return
	}
	for _, f := range p.Findings {
		had[findingKey(f)] = true
	}
	facts.Pool = p.reachable()
	for _, f := range CheckIn(facts) {
		if f.Severity == Error && !had[findingKey(f)] {
			p.Findings = append(p.Findings, f)
		}
	}
}

// reachable is the target with what is blocked as the live pool has it. Whole items
// stay as they are in the target.
func (p *planner) reachable() *Pool {
	pool := p.Target.Clone()
	for _, d := range p.Blocked {
		path, found := pool.IndexedPath(d.Setting)
		switch {
		case !found:
		case d.From == nil:
			_ = pool.Unset(path) // an item
		default:
			_ = pool.Set(path, d.From)
		}
	}
	return pool
}

// noteUnread adds what the updates of the plan would reset because the service does
// not show it, such as the logo of the classic pages.
func (p *planner) noteUnread() {
	for _, s := range p.Steps {
		if s.Kind != UpdateStep || s.Call.Operation.Merges {
			continue
		}
		o := s.Call.Operation
		for _, member := range sortedKeys(o.Unread) {
			shown := slices.ContainsFunc(p.Live.Dropped, func(d Dropped) bool { return d.Setting == o.Name+"."+o.Unread[member] && d.Value != "" })
			if shown && reflect.ValueOf(s.Call.Request).Elem().FieldByName(member).IsNil() {
				p.Unknown = append(p.Unknown, Dropped{Kind: Unknown, Setting: WithKey(o.Name, s.Call.Key()) + "." + member})
			}
		}
	}
}

// unknownMembers are those members of the description of the pool that may be
// settings.
func unknownMembers(live *Document) []Dropped {
	var list []Dropped
	for _, d := range live.Dropped {
		if d.Kind == Unknown {
			list = append(list, d)
		}
	}
	slices.SortStableFunc(list, func(a, b Dropped) int { return cmp.Compare(a.Setting, b.Setting) })
	return list
}

// AddsNothingTo reports whether a pool has the attributes that the step adds.
func (s PlanStep) AddsNothingTo(pool *Pool) bool {
	added, isAdded := s.request.(addCustomAttributes)
	if !isAdded {
		return false
	}
	has := map[string]Attribute{}
	for _, a := range normalSchema(pool.Clone().CreateUserPool.Schema) {
		has[bareName(a)] = a
	}
	for _, a := range normalSchema(added.CustomAttributes) {
		if found, isThere := has[bareName(a)]; !isThere || !reflect.DeepEqual(found, a) {
			return false
		}
	}
	return true
}
