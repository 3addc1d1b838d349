package exporters

import (
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// A declaration is one resource of the file: what one call makes.
type declaration struct {
	call  model.Call
	label string // in Terraform, different among the resources of a type: shop
	id    string // in a template, different from all others: UserPool, ShelfFiction
	taken []taken
	after []*declaration // the other resources that it needs, in the order of the calls
	live  bool           // what the call makes exists
	// output is the name of the output with the id, which is there if requests can
	// take it: UserPoolId.
	output string
}

// taken is a member of a request that another resource gives.
type taken struct {
	member  string
	setting *model.Setting // nil where the draft does not have the member
	from    *declaration   // nil where no resource of the file gives it
}

// declare lists the resources in the order of the calls. The calls for which the
// tool has no resource are gaps.
func (i *infrastructure) declare(tool importing) {
	labels, ids := map[*model.Operation]names{}, i.reservedIDs()
	sources := map[string]*declaration{}
	several := ambiguous(i.calls)
	i.keyed = map[keyOf]*declaration{}
	for n, c := range i.calls {
		isLive := i.existing.has(c)
		switch {
		case c.Operation.Into != "":
			continue
		case tool.typeOf(c.Operation) == "":
			i.addCallGaps(c, i.callCommand(c, i.files[n]))
			continue
		case isLive && several[keyOf{c.Operation, c.Key()}]:
			i.addCall(c, "the pool has several of this name, so that none can be imported", "")
			continue
		case isLive && !tool.knows(c, i.existing.ids):
			i.addCall(c, "it exists, and no id is known with which the tool can import it", "")
			continue
		case labels[c.Operation] == nil:
			labels[c.Operation] = names{}
		}
		d := newDeclaration(c, i.draft, labels[c.Operation], ids)
		d.live = isLive
		for _, t := range c.Takes() {
			d.taken = append(d.taken, taken{t.Member, c.Operation.Member(t.Member), sources[t.Answer]})
		}
		i.noteDangling(d)
		i.addOrder(d)
		for _, given := range c.Gives() {
			sources[given.Answer] = d
			if isTaken(given.Member) {
				d.output = ids.takeNumbered(d.id+"Id", "")
			}
		}
		i.declarations = append(i.declarations, d)
	}
	i.userPool = sources["UserPoolId"]
}

// newDeclaration names a resource: one of several after what identifies it, any
// other after the pool in Terraform, and after what it is in a template.
func newDeclaration(c model.Call, draft *model.Pool, labels, ids names) *declaration {
	noun := identifier(c.Operation.Noun, "")
	d := &declaration{call: c, label: label(draft.CreateUserPool.PoolName), id: pascal(noun)}
	if c.Operation.Many {
		d.label = labels.take(identifier(c.Key(), noun))
		d.id = pascal(d.label)
		if !strings.HasPrefix(d.label, noun) {
			d.id = pascal(noun) + d.id
		}
	}
	d.id = ids.takeNumbered(d.id, "")
	return d
}

// addCallGaps lists the settings of a call for which the tool has no resource,
// with the command that makes the call.
func (i *infrastructure) addCallGaps(c model.Call, command string) {
	i.addCall(c, "the tool has no resource for it", command)
}

// reservedIDs are the names that other parts of a template or program have.
func (i *infrastructure) reservedIDs() names {
	ids := names{roleResource: true, "SmsPolicy": true, "Config": true}
	for _, in := range i.inputs {
		ids[pascal(in.name)] = true
	}
	for _, f := range i.lambdas {
		ids[permissionName(f)] = true
	}
	return ids
}

// noteDangling lists the members that name something which the file lacks.
func (i *infrastructure) noteDangling(d *declaration) {
	for _, t := range d.taken {
		if t.from == nil && t.setting != nil {
			path := d.call.Path + "." + t.member
			value, _ := i.draft.Get(path)
			i.note(path, value, "no resource of this file has that name, so that Cognito rejects it")
		}
	}
}

// addOrder finds the resources that must exist first although no expression
// refers to them.
func (i *infrastructure) addOrder(d *declaration) {
	needed := map[*declaration]bool{}
	for leaf := range d.call.Leaves() {
		if d.takenAt(leaf.Setting) == nil {
			for _, key := range keysIn(leaf) {
				needed[i.keyed[key]] = true
			}
		}
	}
	for _, earlier := range i.declarations {
		if needed[earlier] || slices.Contains(d.call.Operation.After, earlier.call.Operation.Name) {
			d.after = append(d.after, earlier)
		}
	}
	if d.call.Operation.Many {
		i.keyed[keyOf{d.call.Operation, d.call.Key()}] = d
	}
}

// keyOf identifies a request by its operation and its key.
type keyOf struct {
	operation *model.Operation
	key       string
}

// keysIn lists the requests that a value names.
func keysIn(l model.Leaf) []keyOf {
	s := l.Setting
	if s.Refers == "" && s.RefersPrefix == "" {
		return nil
	}
	values, isList := l.Value().([]string)
	if text, isText := l.Value().(string); isText && !isList {
		values = []string{text}
	}
	var keys []keyOf
	for _, value := range values {
		if slash := strings.LastIndexByte(value, '/'); s.RefersPrefix != "" && slash >= 0 {
			keys = append(keys, keyOf{model.OperationOf(s.RefersPrefix), value[:slash]})
		}
		if s.Refers != "" {
			keys = append(keys, keyOf{model.OperationOf(s.Refers), value})
		}
	}
	return keys
}

// isTaken reports whether the requests of an operation take a member.
func isTaken(member string) bool {
	return slices.ContainsFunc(model.Operations, func(o *model.Operation) bool { return slices.Contains(o.Takes, member) })
}

// isUsed reports whether a part of the file refers to the resource with an id.
func (i *infrastructure) isUsed(id string) bool {
	for _, d := range i.declarations {
		if d.id == id && d.output != "" || slices.ContainsFunc(d.after, func(other *declaration) bool { return other.id == id }) {
			return true
		}
		if slices.ContainsFunc(d.taken, func(t taken) bool { return t.from != nil && t.from.id == id }) {
			return true
		}
	}
	return false
}

// leaves lists what the resource sets. A pool is divided among its resources once,
// because it can have many of both.
func (i *infrastructure) leaves(d *declaration) []model.Leaf {
	if i.divided == nil {
		i.divide()
	}
	return i.divided[d]
}

func (i *infrastructure) divide() {
	type request struct {
		operation string
		index     int
	}
	owners := map[request]*declaration{}
	count := map[string]int{}
	for _, d := range i.declarations {
		name := d.call.Operation.Name
		owners[request{name, count[name]}] = d
		count[name]++
	}
	i.divided = map[*declaration][]model.Leaf{}
	for leaf := range i.pool.Leaves() {
		o, at := model.OperationOf(leaf.Setting.Path), 0
		name := o.Name
		if o.Into != "" {
			name = o.Into
		}
		if len(leaf.At()) > 0 && o.Many {
			at = leaf.At()[0]
		} else if o.Many {
			continue // the list itself
		}
		if d := owners[request{name, at}]; d != nil {
			i.divided[d] = append(i.divided[d], leaf)
		}
	}
}

// terraformName is how Terraform's expressions name the resource.
func (d *declaration) terraformName() string { return d.call.Operation.Terraform + "." + d.label }

// takenAt returns what the resource takes as the setting, or nil. It is nil too
// where no resource gives it, so that the tool gets the value of the draft and
// fails: without it, the resource would be that of the whole pool.
func (d *declaration) takenAt(s *model.Setting) *taken {
	for i := range d.taken {
		if d.taken[i].setting == s && d.taken[i].from != nil {
			return &d.taken[i]
		}
	}
	return nil
}

// listPlace is where a walk through the leaves of a resource is in its lists.
type listPlace struct {
	path string // of the setting
	at   []int
}

// move goes on to the next leaf, and returns the lists of the items that begin
// with it, outermost first.
func (p *listPlace) move(d *declaration, l model.Leaf) []*model.Setting {
	var lists []*model.Setting
	path, at := l.Setting.Path, l.At()
	same, end := true, 0
	for level, index := range at {
		end += strings.Index(path[end:], "[]") + len("[]")
		same = same && level < len(p.at) && p.at[level] == index && strings.HasPrefix(p.path, path[:end])
		isResource := level == 0 && d.call.Operation.Many
		if !same && !isResource {
			lists = append(lists, model.Lookup(path[:end-len("[]")]))
		}
	}
	p.path, p.at = path, at
	return lists
}

// A reference is a value that another part of the file defines.
type reference struct {
	kind referenceKind
	name string       // of the input
	to   *declaration // whose id or ARN it is
}

type referenceKind int

const (
	toInput   referenceKind = iota
	toID                    // of a resource, which is what it gives to others
	toARN                   // of a resource
	toRole                  // the ARN of the role for SMS
	toAccount               // the account's number
)
