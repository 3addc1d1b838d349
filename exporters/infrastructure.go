package exporters

import (
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// infrastructure is a draft as infrastructure code describes it: a resource for
// each call, and the other resources that the pool needs.
type infrastructure struct {
	gapList
	draft        *model.Pool // as the user has it; the gaps name its settings
	calls        []model.Call
	files        []string          // the names of their bodies, without the extension
	commands     map[string]string // that update what a call made, by its path
	pool         *model.Pool       // what the resources express, with both MFA requests in one; shares values with draft
	declarations []*declaration
	divided      map[*declaration][]model.Leaf // see leaves
	keyed        map[keyOf]*declaration
	userPool     *declaration // one of declarations
	factors      []string     // the MFA factors, as CloudFormation names them
	lambdas      []lambda     // the functions that Cognito must be allowed to invoke
	role         *smsRole     // the role to create, or nil
	inputs       []input      // the ARNs and secrets that are variables
	advice       []string     // what the user must do outside the tool, line by line
	existing     *existing    // the pool that the resources are, or nil
	importOnly   bool         // a template without what an import must not have
}

// newInfrastructure returns the draft for a tool. It does not change the draft.
func newInfrastructure(p *model.Pool, o Options, tool importing) *infrastructure {
	i := &infrastructure{draft: p, calls: p.Calls(), commands: map[string]string{}, advice: sesAdvice(p), existing: o.existing()}
	i.files = fileNames(sentCalls(i.calls))
	if o.LambdaPermissions {
		i.lambdas = lambdasOf(p, i.existing.functions())
	}
	if o.Variables {
		i.inputs = inputsOf(p)
	}
	i.inputs = append(i.inputs, secretInputs(p, i.inputs)...)
	if o.SmsRole && NeedsSmsRole(p) {
		p = WithSmsRole(p)
		i.role = roleOf(p)
	}
	i.factors = p.SecondFactors()
	merged, overridden := i.withoutEums(p).Merged()
	i.pool = merged
	for _, leaf := range overridden {
		i.addGap(leaf.Path(), leaf.Value(), "the resource has one SMS role and one SMS text, and they have different values")
	}
	i.declare(tool)
	return i
}

// eumsBlocks are the blocks of SMS settings that can have AWS End User Messaging,
// in the order of the calls.
var eumsBlocks = func() []string {
	var blocks []string
	for _, o := range model.Operations {
		for i := range model.Catalog {
			block, found := strings.CutSuffix(model.Catalog[i].Path, ".EumsSms.CallerArn")
			if found && model.OperationOf(block) == o {
				blocks = append(blocks, block)
			}
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
				i.addGap(leaf.Path(), leaf.Value(), why)
			}
		}
		p = without(p, path)
	}
	return p
}

// without returns the pool without a setting or block of the catalog.
func without(p *model.Pool, path string) *model.Pool {
	p = p.Clone()
	if err := p.Unset(path); err != nil {
		panic(err) // the catalog has no path that pools lack
	}
	return p
}

// value is the value of a leaf, or a reference to it: entries for a map, and an
// object for a JSON text.
func (i *infrastructure) value(d *declaration, l model.Leaf) any {
	if t := d.takenAt(l.Setting); t != nil {
		return reference{kind: toID, to: t.from}
	}
	if i.role != nil && l.Path() == smsRolePath {
		return reference{kind: toRole}
	}
	switch v := l.Value().(type) {
	case string:
		if l.Setting.Kind == model.ARN {
			return i.arn(v)
		}
	case map[string]string:
		return i.entries(l.Setting, v)
	case model.JSONObject:
		return treeValue(v)
	}
	return l.Value()
}

// entries are the entries of a map in the order of their keys; each value is a
// text, or a reference to a secret.
type entries []member

func (i *infrastructure) entries(s *model.Setting, values map[string]string) entries {
	all := entries(treeValue(values).(object))
	for n, m := range all {
		if slices.Contains(s.SecretKeys, m.name) {
			all[n].value = i.inputFor(m.value.(string), true)
		}
	}
	return all
}

// arn is an ARN or a reference to its variable.
func (i *infrastructure) arn(arn string) any { return i.inputFor(arn, false) }

// inputFor is a reference to the variable for a value, or the value if there is
// none. A secret always has one.
func (i *infrastructure) inputFor(value string, secret bool) any {
	for _, in := range i.inputs {
		if in.value == value && in.secret == secret {
			return reference{kind: toInput, name: in.name}
		}
	}
	return value
}

// header is the comment at the top of a file.
func (i *infrastructure) header(format, tool string) []string {
	lines := append([]string{remake(format, i.existing)}, i.comment(tool, i.existing)...)
	return append(lines, i.advice...)
}

// addGap adds a gap that the command for its call can close afterwards. The path is
// that of a setting of the merged pool.
func (i *infrastructure) addGap(path string, value any, why string) {
	path = i.draft.DraftPath(path)
	i.add(path, value, why, i.updateCommand(path))
}

// updateCommand returns the command that sends the draft's request with the
// setting at path again, empty if there is none.
func (i *infrastructure) updateCommand(path string) string {
	for n, c := range i.calls {
		member, isIn := strings.CutPrefix(path, c.Path+".")
		if !isIn {
			continue
		}
		if slices.Contains(c.Operation.Permanent, member) {
			return ""
		}
		if i.commands[c.Path] == "" {
			i.commands[c.Path] = i.changeCommand(c, i.files[n])
		}
		return i.commands[c.Path]
	}
	return ""
}

// callCommand returns the command that makes a call.
func (i *infrastructure) callCommand(c model.Call, file string) string {
	if i.existing != nil {
		return i.existing.command()
	}
	return sendCommand(c, file)
}

// changeCommand returns the command that changes what a call made, empty if there is
// none.
func (i *infrastructure) changeCommand(c model.Call, file string) string {
	if i.existing != nil {
		return i.existing.command()
	}
	return updateCommand(c, file)
}

// wizardOrder is the position of each top-level name in the catalog, for each
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
		for i := range model.Catalog {
			s := &model.Catalog[i]
			name, _, _ := strings.Cut(nameOf(s), ".")
			if _, seen := orders[whole][name]; !seen && model.OperationOf(s.Path) == o {
				orders[whole][name] = i + 1 // what is taken comes first
			}
		}
	}
	return orders
}
