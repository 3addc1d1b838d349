package exporters

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/poolsmith/poolsmith/model"
)

// exportPulumi writes a Pulumi program in TypeScript. Pulumi's provider is generated
// from Terraform's: its names are derived from Terraform's, and it has the same
// gaps.
func exportPulumi(p *model.Pool, o Options) Output {
	t := newTerraform(p, o)
	if t.isRejected {
		t.advice = append(t.advice, rejectedAdvice("pulumi up", "mfaConfiguration", "add to the options of the resource",
			`ignoreChanges: ["mfaConfiguration", "webAuthnConfiguration"]`)...)
	}
	tree := pulumiTree(&t.body)
	t.dropReserved(tree)

	l := &literalPrinter{syntax: &javaScript}
	l.WriteString(comments("//", t.header("pulumi", "Pulumi")))
	l.WriteString("\nimport * as aws from \"@pulumi/aws\";\n")
	if len(t.inputs) > 0 {
		l.WriteString("import * as pulumi from \"@pulumi/pulumi\";\n\nconst config = new pulumi.Config();\n")
	}
	for _, in := range t.inputs {
		fmt.Fprintf(l, "// %s\nconst %s = config.get(%s) ?? %s;\n", in.description, camel(in.name), quoteJS(camel(in.name)), quoteJS(in.value))
	}
	name := label(p.CreateUserPool.PoolName)
	last := ");\n"
	if t.role != nil {
		writeResource(l, "const smsRole = new aws.iam.Role", "sms", object{
			{"name", t.role.name},
			{"assumeRolePolicy", t.role.trust(code("aws.getCallerIdentityOutput().accountId"))},
		}, ");\n")
		writeResource(l, "const smsPolicy = new aws.iam.RolePolicy", "sms", object{
			{"name", policyName}, {"role", code("smsRole.id")}, {"policy", t.role.permission()},
		}, ");\n")
		last = ", { dependsOn: smsPolicy });\n"
	}
	writeResource(l, "const userPool = new aws.cognito.UserPool", name, tree, last)
	for _, f := range t.lambdas {
		writeResource(l, "new aws.lambda.Permission", f.label, pulumiItems(t.permission(f, name)), ");\n")
	}
	l.WriteString("\nexport const userPoolId = userPool.id;\nexport const userPoolArn = userPool.arn;\n")
	return Output{Files: []File{{Name: "index.ts", Data: l.Bytes()}}, Gaps: t.list()}
}

func writeResource(l *literalPrinter, begin, name string, arguments object, end string) {
	fmt.Fprintf(l, "\n%s(%s, ", begin, quoteJS(name))
	l.value(arguments, 0)
	l.WriteString(end)
}

// reservedTags are names of tags that get lost: the first sets the prototype of
// a JavaScript object, Pulumi's bridge to Terraform uses the next two for its
// own metadata, and the last marks the type of special values.
var reservedTags = []string{"__proto__", "__defaults", "__meta", "4dabf18193072939515e22adb298388d"}

// dropReserved removes the tags with reserved names, and lists them as gaps.
func (t *terraform) dropReserved(tree object) {
	for i, m := range tree {
		tags, isObject := m.value.(object)
		if m.name != "tags" || !isObject {
			continue
		}
		tree[i].value = slices.DeleteFunc(tags, func(tag member) bool {
			reserved := slices.Contains(reservedTags, tag.name)
			if reserved {
				t.miss("CreateUserPool.UserPoolTags", tag.name, "Pulumi drops tags with this name")
			}
			return reserved
		})
	}
}

// pulumiNames are the names that cannot be derived from Terraform's: mostly
// plurals of repeated blocks.
var pulumiNames = map[string]string{
	"schema":             "schemas",
	"recovery_mechanism": "recoveryMechanisms",
	"attributes_require_verification_before_update": "attributesRequireVerificationBeforeUpdates",
	"function_name": "function",
}

func pulumiName(name string) string {
	if plural, found := pulumiNames[name]; found {
		return plural
	}
	return camel(name)
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
		case item.name != "schema" && item.name != "recovery_mechanism":
			o = append(o, member{name, pulumiTree(item.body)})
		default:
			o = appendItem(o, name, pulumiTree(item.body))
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
	r, ok := value.(reference)
	if !ok {
		return valueTree(reflect.ValueOf(value))
	}
	switch r.kind {
	case toInput:
		return code(camel(r.name))
	case toRole:
		return code("smsRole.arn")
	default:
		return code("userPool.arn")
	}
}
