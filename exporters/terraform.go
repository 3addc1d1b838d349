package exporters

import (
	"bytes"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/poolsmith/poolsmith/model"
)

// exportTerraform writes a resource for each call, under the names that the
// catalog gives for Terraform. From that of the pool, the provider makes the
// call that sets MFA as well.
//
// hclwrite writes the values; hclBody formats the file as terraform fmt would,
// because building the whole file with hclwrite would exceed the time limit of
// all formats together.
func exportTerraform(p *model.Pool, o Options) Output {
	t := newTerraform(p, o, nil)
	if t.isRejected {
		t.advice = append(t.advice, t.rejectedAdvice("terraform apply", "mfa_configuration", "add to the resource",
			"lifecycle { ignore_changes = [mfa_configuration, web_authn_configuration] }")...)
	}

	var b bytes.Buffer
	head := t.header("terraform", "Terraform")
	if t.existing != nil {
		head = append(head, terraformImport...)
	}
	b.WriteString(comments("#", head))
	for _, in := range t.inputs {
		items := []hclItem{{name: "description", value: in.description}, {name: "type", value: hclCode("string")}}
		if in.secret {
			items = append(items, hclItem{name: "sensitive", value: true})
		} else {
			items = append(items, hclItem{name: "default", value: in.value})
		}
		writeBlock(&b, "variable", []string{in.name}, items...)
	}
	if t.role != nil {
		t.writeRole(&b)
	}
	for _, d := range t.declarations {
		items := t.bodies[d].items
		if t.role != nil && d == t.userPool {
			items = append(items, hclItem{name: "depends_on", value: hclCode("[aws_iam_role_policy.sms]")})
		}
		if len(d.after) > 0 {
			items = append(items, hclItem{name: "depends_on", value: d.dependsOn()})
		}
		if d.live {
			writeBlock(&b, "import", nil, hclItem{name: "to", value: hclCode(d.terraformName())}, hclItem{name: "id", value: t.importID(d)})
		}
		writeBlock(&b, "resource", []string{d.call.Operation.Terraform, d.label}, items...)
	}
	for _, f := range t.lambdas {
		writeBlock(&b, "resource", []string{"aws_lambda_permission", f.label}, t.permission(f)...)
	}
	t.writeOutputs(&b)
	return Output{Files: []File{{Name: "main.tf", Data: b.Bytes()}}, Gaps: t.list()}
}

// terraformImport says what the first apply does.
var terraformImport = []string{
	"",
	"The pool exists: the first `terraform apply` imports it with the import blocks, which",
	"require Terraform 1.5 or later and can then be removed. Before you confirm it, check",
	"that its plan destroys nothing.",
}

// importID is the id with which the provider finds what a resource describes.
func (t *terraform) importID(d *declaration) string {
	id, _ := d.call.TerraformID(t.existing.ids) // known of every resource that exists
	return id
}

// dependsOn lists the resources that must exist before another one although no
// expression in it refers to them.
func (d *declaration) dependsOn() hclCode {
	list := "[\n"
	for _, other := range d.after {
		list += "    " + other.terraformName() + ",\n"
	}
	return hclCode(list + "  ]")
}

// writeOutputs writes an output for each id that apps need, if there are others
// than that of the pool.
func (t *terraform) writeOutputs(b *bytes.Buffer) {
	outputs := slices.DeleteFunc(slices.Clone(t.declarations), func(d *declaration) bool { return d.output == "" })
	if len(outputs) < 2 {
		return
	}
	for _, d := range outputs {
		name := identifier(d.call.Operation.Noun, "") + "_id"
		if d.call.Operation.Many {
			name = identifier(d.call.Operation.Noun, "") + "_" + d.label + "_id"
		}
		writeBlock(b, "output", []string{name}, hclItem{name: "value", value: reference{kind: toID, to: d}})
	}
}

type terraform struct {
	*infrastructure
	bodies     map[*declaration]*hclBody
	reserved   []string // keys of maps that get lost
	isRejected bool     // whether Cognito rejects the pool that the provider creates
}

// newTerraform returns the draft in the form that the provider accepts. Reserved
// keys of maps become gaps.
func newTerraform(p *model.Pool, o Options, reserved []string) *terraform {
	t := &terraform{
		infrastructure: newInfrastructure(p, o, terraformImporting),
		bodies:         map[*declaration]*hclBody{},
		reserved:       reserved,
	}
	if t.pool.CreateUserPool.SmsConfiguration == nil && slices.Contains(t.factors, model.SmsFactor) {
		t.note(model.SmsFactorPath, nil, "the provider enables SMS codes only with sms_configuration, and the pool has no role for that")
	}
	t.mergeMessages(&t.pool.CreateUserPool, "the provider rejects it together with VerificationMessageTemplate, and Cognito stores one value for both")
	t.removePasskeys()
	if totp := t.pool.Totp(); totp != nil && totp.Enabled == nil {
		t.pool = t.pool.Clone()
		t.pool.Totp().Enabled = new(false) // which the provider requires
	}
	t.complete(t.pool)
	for _, d := range t.declarations {
		body := t.body(d)
		addConstraints(body)
		order := terraformOrder[d.call.Operation.Name]
		slices.SortStableFunc(body.items, func(a, b hclItem) int { return order[a.name] - order[b.name] })
		t.bodies[d] = body
	}
	return t
}

// terraformImporting is how Terraform's provider finds what exists.
var terraformImporting = importing{
	typeOf: func(o *model.Operation) string { return o.Terraform },
	knows: func(c model.Call, ids model.Answers) bool {
		_, known := c.TerraformID(ids)
		return known
	},
}

func writeBlock(b *bytes.Buffer, kind string, labels []string, items ...hclItem) {
	b.WriteString("\n" + kind)
	for _, label := range labels {
		b.WriteString(" " + hclString(label))
	}
	b.WriteString(" {\n")
	(&hclBody{items}).write(b, 1)
	b.WriteString("}\n")
}

// writeRole writes the role for SMS, and its policy, without which Cognito
// rejects the pool.
func (t *terraform) writeRole(b *bytes.Buffer) {
	b.WriteString("\ndata \"aws_caller_identity\" \"current\" {}\n")
	writeBlock(b, "resource", []string{"aws_iam_role", "sms"},
		hclItem{name: "name", value: t.role.name},
		hclItem{name: "assume_role_policy", value: t.role.trust(reference{kind: toAccount})})
	writeBlock(b, "resource", []string{"aws_iam_role_policy", "sms"},
		hclItem{name: "name", value: policyName},
		hclItem{name: "role", value: hclCode("aws_iam_role.sms.id")},
		hclItem{name: "policy", value: t.role.permission()})
}

// permission allows the pool to invoke a function. The value of a variable
// includes the version or alias.
func (t *terraform) permission(f lambda) []hclItem {
	called, qualifier := t.arn(f.arn), ""
	if called == f.arn {
		called, qualifier = f.plain(), f.qualifier
	}
	items := []hclItem{
		{name: "statement_id", value: model.StatementID(t.userPool.label)},
		{name: "action", value: invokeAction},
		{name: "function_name", value: called},
	}
	if qualifier != "" {
		items = append(items, hclItem{name: "qualifier", value: qualifier})
	}
	return append(items,
		hclItem{name: "principal", value: model.ServicePrincipal},
		hclItem{name: "source_arn", value: reference{kind: toARN, to: t.userPool}})
}

// body returns what a resource takes from others and its settings. An empty
// block is omitted unless the catalog gives it a meaning.
func (t *terraform) body(d *declaration) *hclBody {
	body, place := &hclBody{}, listPlace{}
	for _, taken := range d.taken {
		if taken.setting == nil {
			body.set(snake(taken.member), reference{kind: toID, to: taken.from})
		}
	}
	for _, leaf := range t.leaves(d) {
		path, value := leaf.Setting.Terraform, leaf.Value()
		if leaf.Setting.Kind == model.List {
			continue
		}
		if path == "" {
			t.addGap(leaf.Path(), value, "the provider has no argument for it")
			continue
		}
		if d.live && leaf.Setting.TerraformUnread {
			t.note(leaf.Path(), value, "it stays as it is: the provider does not read it, and would replace what it imports")
			continue
		}
		if missing := t.missingBeside(leaf); missing != "" {
			t.addGap(leaf.Path(), value, "the provider requires "+missing+" beside it")
			continue
		}
		for _, list := range place.move(d, leaf) {
			body.newBlock(list.Terraform)
		}
		if value == nil {
			body.block(path)
			continue
		}
		t.checkComposed(leaf.Path(), value)
		body.set(path, t.withoutReserved(leaf, t.value(d, leaf)))
	}
	return body
}

// withoutReserved removes the keys of a map that get lost, and lists them as gaps.
func (t *terraform) withoutReserved(leaf model.Leaf, value any) any {
	all, isMap := value.(entries)
	if !isMap {
		return value
	}
	return slices.DeleteFunc(all, func(m member) bool {
		isLost := slices.Contains(t.reserved, m.name)
		if isLost {
			t.addGap(leaf.Path(), m.name, "Pulumi drops tags with this name")
		}
		return isLost
	})
}

// missingBeside returns the name of a setting that the provider requires in the
// block of a leaf and that is unset, or nothing.
func (t *terraform) missingBeside(l model.Leaf) string {
	general := l.Setting.Path[:strings.LastIndexByte(l.Setting.Path, '.')]
	for _, name := range terraformRequired[general] {
		path := l.Path()
		if _, found := t.pool.Get(path[:strings.LastIndexByte(path, '.')+1] + name); !found {
			return name
		}
	}
	return ""
}

// terraformRequired are the settings that the provider requires in a block and the
// API does not.
var terraformRequired = func() map[string][]string {
	required := map[string][]string{}
	for i := range model.Catalog {
		if s := &model.Catalog[i]; s.TerraformRequired {
			block := s.Path[:strings.LastIndexByte(s.Path, '.')]
			required[block] = append(required[block], s.Name())
		}
	}
	return required
}()

// checkComposed lists a text that Terraform changes: it normalizes every text to
// Unicode NFC, which combines letters and their accents.
func (t *terraform) checkComposed(path string, value any) {
	const why = "Terraform combines letters and their accents into single characters (Unicode NFC)"
	switch v := value.(type) {
	case string:
		if !isComposed(v) {
			t.addGap(path, v, why)
		}
	case model.JSONObject:
		if !isComposed(string(v)) { // jsonencode normalizes the whole text
			t.addGap(path, v, why)
		}
	case map[string]string:
		for key, text := range v {
			if !isComposed(key) || !isComposed(text) {
				t.addGap(path, nil, why)
				return
			}
		}
	}
}

func isComposed(s string) bool {
	whole := wholeText(s)
	return cty.NormalizeString(whole) == whole
}

var terraformOrder = wizardOrder(func(s *model.Setting) string { return s.Terraform })
