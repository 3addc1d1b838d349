package exporters

import (
	"iter"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// A declaration is one resource of the file: what one call makes.
type declaration struct {
	call  model.Call
	label string // in Terraform, different among the resources of a type: shop
	id    string // in a template, different from all others: UserPool, ShelfFiction
	taken []taken
}

// taken is a member of a request that another resource gives.
type taken struct {
	member  string
	setting *model.Setting // nil where the draft does not have the member
	from    *declaration   // nil where no resource of the file gives it
}

// declare lists the resources in the order of the calls. The calls for which the
// tool has no resource are gaps.
func (i *infrastructure) declare(typeOf func(*model.Operation) string) {
	labels, ids := map[*model.Operation]names{}, i.reservedIDs()
	sources := map[string]*declaration{}
	for n, c := range i.calls {
		switch {
		case c.Operation.Into != "":
			continue
		case typeOf(c.Operation) == "":
			i.addCallGaps(c, sendCommand(c, i.files[n]))
			continue
		case labels[c.Operation] == nil:
			labels[c.Operation] = names{}
		}
		d := newDeclaration(c, i.draft, labels[c.Operation], ids)
		for _, t := range c.Takes() {
			d.taken = append(d.taken, taken{t.Member, c.Operation.Member(t.Member), sources[t.Answer]})
		}
		i.noteDangling(d)
		for _, given := range c.Gives() {
			sources[given.Answer] = d
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
		d.id = pascal(noun + "_" + d.label)
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
			i.note(path, value, "no resource of this file has that name")
		}
	}
}

// isUsed reports whether a resource refers to the one with an id.
func (i *infrastructure) isUsed(id string) bool {
	for _, other := range i.declarations {
		for _, t := range other.taken {
			if t.from != nil && t.from.id == id {
				return true
			}
		}
	}
	return false
}

// leaves yields what the resource sets, without what no resource gives.
func (i *infrastructure) leaves(d *declaration) iter.Seq[model.Leaf] {
	return func(yield func(model.Leaf) bool) {
		for leaf := range i.pool.Leaves() {
			if d.has(leaf) && !yield(leaf) {
				return
			}
		}
	}
}

// has reports whether a setting belongs to the resource.
func (d *declaration) has(l model.Leaf) bool {
	o := model.OperationOf(l.Setting.Path)
	if o != d.call.Operation && o.Into != d.call.Operation.Name {
		return false
	}
	if o.Many && !strings.HasPrefix(l.Path(), d.call.Path+".") {
		return false
	}
	t := d.takenAt(l.Setting)
	return t == nil || t.from != nil
}

// takenAt returns what the resource takes as the setting, or nil.
func (d *declaration) takenAt(s *model.Setting) *taken {
	for i := range d.taken {
		if d.taken[i].setting == s {
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
