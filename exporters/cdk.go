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
	r := newResource(p, o)
	t := r.template(isCDKToken)
	class := stackName(p)
	l := &literalPrinter{syntax: &javaScript}
	l.WriteString(comments("//", r.header("cdk", "the CDK")))
	l.WriteString(cdkImports(r))
	writeProps(l, class, r.inputs)
	l.WriteString(strings.NewReplacer("CLASS", class, "PROPS", propsName(class, r.inputs)).Replace(cdkClass))
	for i, in := range r.inputs {
		if i == 0 {
			l.WriteByte('\n')
		}
		fmt.Fprintf(l, "    const %s = props.%s ?? %s;\n", camel(in.name), camel(in.name), quoteJS(in.value))
	}
	for _, m := range t.get("Resources").(object) {
		writeConstruct(l, m.name, m.value.(object))
	}
	l.WriteByte('\n')
	for _, m := range t.get("Outputs").(object) {
		value := cdkValue(m.value.(object).get("Value"), true)
		fmt.Fprintf(l, "    new cdk.CfnOutput(this, %s, { value: %s });\n", quoteJS(m.name), value)
	}
	l.WriteString("  }\n}\n")

	app := strings.NewReplacer("CLASS", class, "REMAKE", remake("cdk")).Replace(cdkApp)
	return Output{
		Files: []File{{Name: "user-pool-stack.ts", Data: l.Bytes()}, {Name: "app.ts", Data: []byte(app), Companion: true}},
		Gaps:  r.list(),
	}
}

const cdkClass = `
export class CLASS extends cdk.Stack {
  public readonly userPool: cognito.CfnUserPool;

  constructor(scope: Construct, id: string, props: PROPS = {}) {
    super(scope, id, props);
`

const cdkApp = `// REMAKE
//
// To deploy the stack: npx cdk deploy --app "npx tsx app.ts"

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

func cdkImports(r *resource) string {
	imports := "\nimport * as cdk from \"aws-cdk-lib\";\nimport * as cognito from \"aws-cdk-lib/aws-cognito\";\n"
	if r.role != nil {
		imports += "import * as iam from \"aws-cdk-lib/aws-iam\";\n"
	}
	if len(r.lambdas) > 0 {
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

// cdkConstructs is the code that starts each type of resource.
var cdkConstructs = map[string]string{
	"AWS::Cognito::UserPool":  "this.userPool = new cognito.CfnUserPool",
	"AWS::IAM::Role":          "const smsRole = new iam.CfnRole",
	"AWS::Lambda::Permission": "new lambda.CfnPermission",
}

func writeConstruct(l *literalPrinter, id string, resource object) {
	kind := resource.get("Type").(string)
	fmt.Fprintf(l, "\n    %s(this, %s, ", cdkConstructs[kind], quoteJS(id))
	l.value(cdkObject(resource.get("Properties").(object), true), 2)
	l.WriteString(");\n")
	if resource.get("DeletionPolicy") != nil {
		l.WriteString("    this.userPool.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);\n")
	}
}

// verbatim lists the properties whose keys are not CloudFormation property
// names and therefore keep their spelling.
var verbatim = []string{"AssumeRolePolicyDocument", "PolicyDocument", "UserPoolTags"}

// code is an expression that is printed without quotes.
type code string

// cdkObject renames properties as the CDK does, CustomSMSSender to
// customSmsSender, and replaces references with TypeScript expressions.
func cdkObject(o object, rename bool) object {
	renamed := make(object, len(o))
	for i, m := range o {
		renamed[i] = member{m.name, cdkValue(m.value, rename && !slices.Contains(verbatim, m.name))}
		if rename {
			renamed[i].name = camel(snake(m.name))
		}
	}
	return renamed
}

func cdkValue(value any, rename bool) any {
	switch v := value.(type) {
	case object:
		return cdkObject(v, rename)
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = cdkValue(item, rename)
		}
		return list
	case getAtt:
		if v.resource == roleResource {
			return code("smsRole.attrArn")
		}
		return code("this.userPool.attrArn")
	case ref:
		return cdkRef(v)
	default:
		return value
	}
}

func cdkRef(r ref) code {
	switch r {
	case "AWS::AccountId":
		return "this.account"
	case poolResource:
		return "this.userPool.ref"
	default:
		return code(strings.ToLower(string(r[:1])) + string(r[1:]))
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
