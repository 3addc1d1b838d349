package exporters

import (
	"iter"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// infrastructure is a draft as infrastructure code describes it: a resource for
// each call, and the other resources that the pool needs.
type infrastructure struct {
	gapList
	draft        *model.Pool // as the user has it; the gaps name its settings
	calls        []model.Call
	commands     map[string]string // that update what a call made, by its path
	pool         *model.Pool       // what the resources express, with both MFA requests in one; shares values with draft
	declarations []*declaration
	userPool     *declaration // one of declarations
	factors      []string     // the MFA factors, as CloudFormation names them
	lambdas      []lambda     // the functions that Cognito must be allowed to invoke
	role         *smsRole     // the role to create, or nil
	inputs       []input      // the ARNs to turn into variables
	advice       []string     // what the user must do outside the tool, line by line
}

// newInfrastructure returns the draft for a tool, whose type of resource for an
// operation is typeOf, empty if there is none. It does not change the draft.
func newInfrastructure(p *model.Pool, o Options, typeOf func(*model.Operation) string) *infrastructure {
	i := &infrastructure{draft: p, calls: p.Calls(), commands: map[string]string{}, advice: sesAdvice(p)}
	if o.LambdaPermissions {
		i.lambdas = lambdasOf(p)
	}
	if o.Variables {
		i.inputs = inputsOf(p)
	}
	if o.SmsRole && NeedsSmsRole(p) {
		p = WithSmsRole(p)
		i.role = roleOf(p)
	}
	i.factors = p.SecondFactors()
	merged, lost := i.withoutEums(p).Merged()
	i.pool = merged
	for _, leaf := range lost {
		i.miss(leaf.Path(), leaf.Value(), "the resource has one SMS role and one SMS text, and they have different values")
	}
	i.declare(typeOf)
	return i
}

// eumsBlocks are the blocks of SMS settings that can have AWS End User Messaging.
var eumsBlocks = func() []string {
	var blocks []string
	for i := range model.Catalogue {
		if block, found := strings.CutSuffix(model.Catalogue[i].Path, ".EumsSms.CallerArn"); found {
			blocks = append(blocks, block)
		}
	}
	return blocks
}()

// withoutEums returns the pool without AWS End User Messaging, for which
// infrastructure code has no name. Where nothing else sends SMS, the settings go
// as a whole, because the tools require a role for Amazon SNS.
func (i *infrastructure) withoutEums(p *model.Pool) *model.Pool {
	for _, block := range eumsBlocks {
		path, why := block+".EumsSms", "the resource has no name for it"
		if _, found := p.Get(path); !found {
			continue
		}
		if model.OperationOf(path).Into != "" && p.MfaMode() == model.Off {
			continue // a factor, which no call sends while MFA is off
		}
		if _, found := p.Get(block + ".SnsCallerArn"); !found {
			path = block
			why += ", and Cognito rejects what needs SMS without it: make such a pool with `poolsmith export -f cli`"
		}
		for leaf := range p.Leaves() {
			if strings.HasPrefix(leaf.Path(), path+".") {
				i.miss(leaf.Path(), leaf.Value(), why)
			}
		}
		p = without(p, path)
	}
	return p
}

// without returns the pool without a setting or block of the catalogue.
func without(p *model.Pool, path string) *model.Pool {
	p = p.Clone()
	if err := p.Unset(path); err != nil {
		panic(err) // the catalogue has no path that pools lack
	}
	return p
}

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
	givers := map[string]*declaration{}
	for _, c := range i.calls {
		if c.Operation.Into != "" {
			continue
		}
		if typeOf(c.Operation) == "" {
			for leaf := range c.Leaves() {
				i.add(leaf.Path(), leaf.Value(), "the tool has no resource for it", sendCommand(c))
			}
			continue
		}
		noun := identifier(c.Operation.Noun, "")
		d := &declaration{call: c, label: label(i.draft.CreateUserPool.PoolName), id: pascal(noun)}
		if c.Operation.Many {
			if labels[c.Operation] == nil {
				labels[c.Operation] = names{}
			}
			d.label = labels[c.Operation].take(identifier(c.Key(), noun))
			d.id = pascal(noun + "_" + d.label)
		}
		d.id = ids.takeNumbered(d.id, "")
		for _, t := range c.Takes() {
			d.taken = append(d.taken, taken{t.Member, c.Operation.Member(t.Member), givers[t.Answer]})
		}
		i.noteDangling(d)
		for _, given := range c.Gives() {
			if givers[given.Answer] == nil {
				givers[given.Answer] = d
			}
		}
		i.declarations = append(i.declarations, d)
	}
	i.userPool = givers["UserPoolId"]
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

// value is the value of a leaf, or a reference to it.
func (i *infrastructure) value(d *declaration, l model.Leaf) any {
	if t := d.takenAt(l.Setting); t != nil {
		return reference{kind: toID, to: t.from}
	}
	if i.role != nil && l.Path() == smsRolePath {
		return reference{kind: toRole}
	}
	if arn, ok := l.Value().(string); ok && l.Setting.Kind == model.ARN {
		return i.arn(arn)
	}
	return l.Value()
}

// arn is an ARN or a reference to its variable.
func (i *infrastructure) arn(arn string) any {
	for _, in := range i.inputs {
		if in.value == arn {
			return reference{kind: toInput, name: in.name}
		}
	}
	return arn
}

// header is the comment at the top of a file.
func (i *infrastructure) header(format, tool string) []string {
	lines := append([]string{remake(format)}, i.comment(tool)...)
	return append(lines, i.advice...)
}

// miss adds a gap that the command for its call can close afterwards. The path is
// that of a setting of the merged pool.
func (i *infrastructure) miss(path string, value any, why string) {
	path = i.draft.DraftPath(path)
	i.add(path, value, why, i.updateCommand(path))
}

// updateCommand returns the command that sends the draft's request with the
// setting at path again, empty if there is none.
func (i *infrastructure) updateCommand(path string) string {
	for _, c := range i.calls {
		if !strings.HasPrefix(path, c.Path+".") {
			continue
		}
		if i.commands[c.Path] == "" {
			i.commands[c.Path] = updateCommand(c)
		}
		return i.commands[c.Path]
	}
	return ""
}

// wizardOrder is the position of each top-level name in the catalogue, for each
// operation with a resource. A name that a part of the resource can set too has
// the position in the whole.
func wizardOrder(nameOf func(*model.Setting) string) map[string]map[string]int {
	orders := map[string]map[string]int{}
	for _, o := range model.Operations {
		whole := o.Name
		if o.Into != "" {
			whole = o.Into
		}
		if orders[whole] == nil {
			orders[whole] = map[string]int{}
		}
		for i := range model.Catalogue {
			s := &model.Catalogue[i]
			name, _, _ := strings.Cut(nameOf(s), ".")
			if _, seen := orders[whole][name]; !seen && model.OperationOf(s.Path) == o {
				orders[whole][name] = i + 1 // what is taken comes first
			}
		}
	}
	return orders
}
