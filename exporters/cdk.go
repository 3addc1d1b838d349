package exporters

import (
	"fmt"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// exportCDK writes a stack for the AWS CDK in TypeScript, and an app that has
// nothing but that stack. It consists of L1 constructs, because they have every
// property of the CloudFormation resource; their names are derived from
// CloudFormation's.
func exportCDK(p *model.Pool, o Options) Output {
	i := newCloudFormation(p, o)
	t := i.template(isCDKToken)
	class := stackName(p)
	l := &literalPrinter{syntax: &javaScript}
	l.WriteString(comments("//", i.header("cdk", "the CDK")))
	l.WriteString(cdkImports(i))
	props := slices.DeleteFunc(slices.Clone(i.inputs), func(in input) bool { return in.secret })
	writeProps(l, class, props)
	l.WriteString(strings.NewReplacer("CLASS", class, "PROPS", propsName(class, props)).Replace(cdkClass))
	for n, in := range i.inputs {
		if n == 0 {
			l.WriteByte('\n')
		}
		if in.secret {
			fmt.Fprintf(l, cdkSecret, camel(in.name), quoteJS(pascal(in.name)), quoteJS(in.description))
			continue
		}
		fmt.Fprintf(l, "    const %s = props.%s ?? %s;\n", camel(in.name), camel(in.name), quoteJS(in.value))
	}
	for _, m := range t.get("Resources").(object) {
		i.writeConstruct(l, m.name, m.value.(object))
	}
	l.WriteByte('\n')
	for _, m := range t.get("Outputs").(object) {
		value := i.cdkValue(m.value.(object).get("Value"), true)
		fmt.Fprintf(l, "    new cdk.CfnOutput(this, %s, { value: %s });\n", quoteJS(m.name), value)
	}
	l.WriteString("  }\n}\n")

	files := []File{{Name: "user-pool-stack.ts", Data: l.Bytes()}}
	run := "To deploy the stack: npx cdk deploy --app \"npx tsx app.ts\""
	if i.existing != nil {
		files = append(files, File{Name: "resources-to-import.json", Data: model.EncodeJSON(i.resourceMapping())})
		run = cdkImport
	}
	app := strings.NewReplacer("RUN", run, "CLASS", class, "REMAKE", remake("cdk", i.existing)).Replace(cdkApp)
	return Output{Files: append(files, File{Name: "app.ts", Data: []byte(app), Companion: true}), Gaps: i.list()}
}

// cdkImport says how to bring the pool into the stack. The import skips what the
// mapping lacks, and outputs.
const cdkImport = `The pool exists. To bring it into a new stack, which changes nothing in it:
//
//   npx cdk import --app "npx tsx app.ts" --resource-mapping resources-to-import.json
//
// Then deploy the changes: npx cdk deploy --app "npx tsx app.ts"`

// resourceMapping identifies the resources for cdk import.
func (i *infrastructure) resourceMapping() object {
	mapping := object{}
	for _, d := range i.declarations {
		if d.live {
			mapping = append(mapping, member{d.id, i.identifier(d)})
		}
	}
	return mapping
}

const cdkClass = `
export class CLASS extends cdk.Stack {
  public readonly userPool: cognito.CfnUserPool;

  constructor(scope: Construct, id: string, props: PROPS = {}) {
    super(scope, id, props);
`

// cdkSecret is a parameter of the stack whose value CloudFormation never shows.
const cdkSecret = `    const %s = new cdk.CfnParameter(this, %s, {
      type: "String",
      description: %[3]s,
      noEcho: true,
    });
`

const cdkApp = `// REMAKE
//
// RUN

import * as cdk from "aws-cdk-lib";
import { CLASS } from "./user-pool-stack";

const app = new cdk.App();
new CLASS(app, "CLASS");
`

// stackName is the name of the class and of the stack. A stack name is limited
// to 128 characters.
func stackName(p *model.Pool) string {
	name := pascal(label(p.CreateUserPool.PoolName))
	return name[:min(len(name), 100)] + "Stack"
}

func cdkImports(i *infrastructure) string {
	imports := "\nimport * as cdk from \"aws-cdk-lib\";\nimport * as cognito from \"aws-cdk-lib/aws-cognito\";\n"
	if i.role != nil {
		imports += "import * as iam from \"aws-cdk-lib/aws-iam\";\n"
	}
	if len(i.lambdas) > 0 {
		imports += "import * as lambda from \"aws-cdk-lib/aws-lambda\";\n"
	}
	return imports + "import { Construct } from \"constructs\";\n"
}

func propsName(class string, inputs []input) string {
	if len(inputs) == 0 {
		return "cdk.StackProps"
	}
	return class + "Props"
}

// writeProps declares the inputs; each defaults to the reviewed ARN.
func writeProps(l *literalPrinter, class string, inputs []input) {
	if len(inputs) == 0 {
		return
	}
	l.WriteString("\nexport interface " + propsName(class, inputs) + " extends cdk.StackProps {\n")
	for _, in := range inputs {
		fmt.Fprintf(l, "  /** %s */\n  readonly %s?: string;\n", in.description, camel(in.name))
	}
	l.WriteString("}\n")
}

// writeConstruct writes an L1 construct, whose class has the name of the type in
// CloudFormation: AWS::IAM::Role is iam.CfnRole.
func (i *infrastructure) writeConstruct(l *literalPrinter, id string, resource object) {
	typeParts := strings.Split(resource.get("Type").(string), "::")
	variable := ""
	switch {
	case id == i.userPool.id:
		variable = i.cdkVariable(id) + " = "
	case id == roleResource || i.isUsed(id) || resource.get("DependsOn") != nil, resource.get("DeletionPolicy") != nil:
		variable = "const " + i.cdkVariable(id) + " = "
	}
	fmt.Fprintf(l, "\n    %snew %s.Cfn%s(this, %s, ", variable, strings.ToLower(typeParts[1]), typeParts[2], quoteJS(id))
	l.value(i.cdkObject(resource.get("Properties").(object), true), 2)
	l.WriteString(");\n")
	needed, _ := resource.get("DependsOn").([]any)
	for _, other := range needed {
		fmt.Fprintf(l, "    %s.addDependency(%s);\n", i.cdkVariable(id), i.cdkVariable(other.(string)))
	}
	if resource.get("DeletionPolicy") != nil {
		l.WriteString("    " + i.cdkVariable(id) + ".applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);\n")
	}
}

// cdkVariable is the variable of the construct with an id.
func (i *infrastructure) cdkVariable(id string) string {
	if id == i.userPool.id {
		return "this." + lowerFirst(id)
	}
	return lowerFirst(id)
}

// verbatim lists the properties whose keys are not CloudFormation property
// names and therefore keep their spelling.
var verbatim = func() []string {
	names := []string{"AssumeRolePolicyDocument", "PolicyDocument"}
	for i := range model.Catalog {
		if s := &model.Catalog[i]; s.CloudFormation != "" && (s.Kind == model.Map || s.Kind == model.JSON) {
			names = append(names, s.CloudFormation[strings.LastIndexByte(s.CloudFormation, '.')+1:])
		}
	}
	return names
}()

// code is an expression that is printed without quotes.
type code string

// cdkObject renames properties as the CDK does, CustomSMSSender to
// customSmsSender, and replaces references with TypeScript expressions.
func (i *infrastructure) cdkObject(o object, rename bool) object {
	renamed := make(object, len(o))
	for n, m := range o {
		renamed[n] = member{m.name, i.cdkValue(m.value, rename && !slices.Contains(verbatim, m.name))}
		if rename {
			renamed[n].name = camel(snake(m.name))
		}
	}
	return renamed
}

func (i *infrastructure) cdkValue(value any, rename bool) any {
	switch v := value.(type) {
	case object:
		return i.cdkObject(v, rename)
	case []any:
		list := make([]any, len(v))
		for n, item := range v {
			list[n] = i.cdkValue(item, rename)
		}
		return list
	case getAtt:
		return code(i.cdkVariable(v.resource) + ".attr" + v.attribute)
	case idOf:
		return code(i.cdkVariable(string(v)) + ".ref")
	case ref:
		if v == accountParameter {
			return code("this.account")
		}
		if slices.ContainsFunc(i.inputs, func(in input) bool { return in.secret && pascal(in.name) == string(v) }) {
			return code(lowerFirst(string(v)) + ".valueAsString")
		}
		return code(lowerFirst(string(v)))
	default:
		return value
	}
}

// isCDKToken returns why the CDK would change a text: it recognizes its own
// placeholders by their spelling, and stores tags as object properties. It
// returns an empty string for other texts.
func isCDKToken(text string) string {
	switch {
	case strings.Contains(text, "${Token["), strings.Contains(text, "#{Token["):
		return "the CDK would replace it as one of its own placeholders"
	case text == "__proto__":
		return "the CDK drops tags with this name"
	default:
		return isDynamic(text)
	}
}
