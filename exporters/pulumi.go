package exporters

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// exportPulumi writes a Pulumi program in TypeScript. Pulumi's provider is generated
// from Terraform's: its names are derived from Terraform's, and it has the same
// gaps.
func exportPulumi(p *model.Pool, o Options) Output {
	t := newTerraform(p, o, reservedTags)
	if t.isRejected {
		t.advice = append(t.advice, t.rejectedAdvice("pulumi up", "mfaConfiguration", "add to the options of the resource",
			`ignoreChanges: ["mfaConfiguration", "webAuthnConfiguration"]`)...)
	}

	l := &literalPrinter{syntax: &javaScript}
	head := t.header("pulumi", "Pulumi")
	if t.existing != nil {
		head = append(head, pulumiImport...)
	}
	l.WriteString(comments("//", head))
	l.WriteString("\nimport * as aws from \"@pulumi/aws\";\n")
	if len(t.inputs) > 0 {
		l.WriteString("import * as pulumi from \"@pulumi/pulumi\";\n\nconst config = new pulumi.Config();\n")
	}
	for _, in := range t.inputs {
		name := camel(in.name)
		if in.secret {
			fmt.Fprintf(l, "// %s\nconst %s = config.requireSecret(%s);\n", in.description, name, quoteJS(name))
			continue
		}
		fmt.Fprintf(l, "// %s\nconst %s = config.get(%s) ?? %s;\n", in.description, name, quoteJS(name), quoteJS(in.value))
	}
	if t.role != nil {
		writeResource(l, "const smsRole = new aws.iam.Role", "sms", object{
			{"name", t.role.name},
			{"assumeRolePolicy", t.role.trust(code("aws.getCallerIdentityOutput().accountId"))},
		}, ");\n")
		writeResource(l, "const smsPolicy = new aws.iam.RolePolicy", "sms", object{
			{"name", policyName}, {"role", code("smsRole.id")}, {"policy", t.role.permission()},
		}, ");\n")
	}
	for _, d := range t.declarations {
		t.writePulumi(l, d)
	}
	for _, f := range t.lambdas {
		writeResource(l, "new aws.lambda.Permission", f.label, pulumiItems(t.permission(f)), ");\n")
	}
	l.WriteByte('\n')
	for _, d := range t.declarations {
		if d.output != "" {
			fmt.Fprintf(l, "export const %s = %s.id;\n", lowerFirst(d.output), lowerFirst(d.id))
		}
		if d == t.userPool {
			fmt.Fprintf(l, "export const %[1]sArn = %[1]s.arn;\n", lowerFirst(d.id))
		}
	}
	return Output{Files: []File{{Name: "index.ts", Data: l.Bytes()}}, Gaps: t.list()}
}

// pulumiImport says how to bring the pool into the stack.
var pulumiImport = []string{
	"",
	"The pool exists, and `pulumi up` imports it. An import fails where the program differs",
	"from what exists: to change the pool as well, first import it with a program that",
	"`poolsmith export -f pulumi --for-pool` writes without -i, then replace the program.",
}

// writePulumi writes a resource, whose class has the name of Terraform's type:
// aws_cognito_user_pool is aws.cognito.UserPool.
func (t *terraform) writePulumi(l *literalPrinter, d *declaration) {
	begin := ""
	if d == t.userPool || t.isUsed(d.id) {
		begin = "const " + lowerFirst(d.id) + " = "
	}
	var options []string
	if d == t.userPool && t.role != nil {
		options = append(options, "dependsOn: smsPolicy")
	}
	if len(d.after) > 0 {
		var needed []string
		for _, other := range d.after {
			needed = append(needed, lowerFirst(other.id))
		}
		options = append(options, "dependsOn: ["+strings.Join(needed, ", ")+"]")
	}
	if d.live {
		options = append(options, "import: "+quoteJS(t.importID(d)))
	}
	end := ");\n"
	if options != nil {
		end = ", { " + strings.Join(options, ", ") + " });\n"
	}
	writeResource(l, begin+"new aws."+pulumiClass(d.call.Operation.Terraform), d.label, pulumiTree(t.bodies[d]), end)
}

// pulumiClass is the class for a type of Terraform: cognito.UserPool.
func pulumiClass(kind string) string {
	service, name, _ := strings.Cut(strings.TrimPrefix(kind, "aws_"), "_")
	return service + "." + strings.ReplaceAll(pascal(name), "Ui", "UI")
}

func writeResource(l *literalPrinter, begin, name string, arguments object, end string) {
	fmt.Fprintf(l, "\n%s(%s, ", begin, quoteJS(name))
	l.value(arguments, 0)
	l.WriteString(end)
}

// reservedTags are names of tags that get lost: the first marks the type of
// special values, Pulumi's bridge to Terraform uses the next two for its own
// metadata, and the last sets the prototype of a JavaScript object.
var reservedTags = []string{"4dabf18193072939515e22adb298388d", "__defaults", "__meta", "__proto__"}

// repeatedBlocks are the names of Terraform's blocks that can be repeated, of
// which Pulumi makes a list.
var repeatedBlocks = func() map[string]bool {
	names := map[string]bool{}
	for i := range model.Catalog {
		if s := &model.Catalog[i]; s.Kind == model.List {
			names[s.Terraform[strings.LastIndexByte(s.Terraform, '.')+1:]] = true
		}
	}
	return names
}()

// pulumiLists are the names of Terraform's lists, which are plurals in Pulumi.
var pulumiLists = func() map[string]bool {
	names := maps.Clone(repeatedBlocks)
	for i := range model.Catalog {
		if s := &model.Catalog[i]; s.Kind == model.Choices || s.Kind == model.Texts {
			names[s.Terraform[strings.LastIndexByte(s.Terraform, '.')+1:]] = true
		}
	}
	return names
}()

func pulumiName(name string) string {
	switch {
	case name == "function_name":
		return "function"
	case pulumiLists[name] && !strings.HasSuffix(name, "s"):
		return camel(name) + "s"
	default:
		return camel(name)
	}
}

func pulumiTree(b *hclBody) object { return pulumiItems(b.items) }

// pulumiItems turns blocks into objects, and repeated blocks into lists.
func pulumiItems(items []hclItem) object {
	o := object{}
	for _, item := range items {
		name := pulumiName(item.name)
		switch {
		case item.body == nil:
			o = append(o, member{name, pulumiValue(item.value)})
		case repeatedBlocks[item.name]:
			o = appendItem(o, name, pulumiTree(item.body))
		default:
			o = append(o, member{name, pulumiTree(item.body)})
		}
	}
	return o
}

// appendItem adds to the list of the given name, and creates the list if it
// is missing.
func appendItem(o object, name string, item object) object {
	i := slices.IndexFunc(o, func(m member) bool { return m.name == name })
	if i < 0 {
		return append(o, member{name, []any{item}})
	}
	o[i].value = append(o[i].value.([]any), item)
	return o
}

func pulumiValue(value any) any {
	switch v := value.(type) {
	case entries:
		o := object{}
		for _, m := range v {
			o = append(o, member{m.name, pulumiValue(m.value)})
		}
		return o
	case object:
		return code("JSON.stringify(" + javaScript.literal(v, 1) + ")")
	}
	r, ok := value.(reference)
	if !ok {
		return valueTree(reflect.ValueOf(value))
	}
	switch r.kind {
	case toInput:
		return code(camel(r.name))
	case toRole:
		return code("smsRole.arn")
	case toID:
		return code(lowerFirst(r.to.id) + ".id")
	default:
		return code(lowerFirst(r.to.id) + ".arn")
	}
}
