package exporters

import (
	"fmt"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// exportJS writes an ECMAScript module that sends the requests with the AWS SDK
// for JavaScript and prints the pool's id.
func exportJS(p *model.Pool, o Options) Output {
	j := &jsScript{literalPrinter: literalPrinter{syntax: &javaScript}, script: newScript(p, jsNaming, o.existing())}
	return j.output(j, "create-user-pool.mjs", &j.Buffer)
}

var jsNaming = naming{
	poolID:   "poolId",
	reserved: []string{"Buffer", "cognito", "console", "created", "error", "item", "page", "process", "setTimeout"},
	request:  func(words []string) string { return camel(strings.Join(words, "_")) },
	answer:   camel,
}

type jsScript struct {
	literalPrinter
	*script
	failure string // the statements of the catch block of the open try block
}

func (j *jsScript) begin() {
	text := "\n" + programText("js", jsRequirements, j.existing)
	j.WriteString("#!/usr/bin/env node\n" + comments("//", strings.Split(text, "\n")) + "\n")
	if j.retries() {
		j.WriteString("import { setTimeout } from \"node:timers/promises\";\n\n")
	}
	var used []string
	for _, r := range j.requests {
		if line := "  " + r.operation + "Command,\n"; !slices.Contains(used, line) {
			used = append(used, line)
		}
	}
	for _, g := range j.guards() {
		used = append(used, "  paginate"+g.operation.List+",\n")
	}
	j.WriteString("import {\n  CognitoIdentityProviderClient,\n" + strings.Join(used, "") + jsImport)
	if secrets := j.variables(); len(secrets) > 0 {
		j.WriteString(strings.ReplaceAll(jsSecrets, "NAMES", javaScript.literal(secrets, 0)))
	}
	j.WriteString(jsClient)
	if j.existing == nil {
		return
	}
	j.WriteString("const poolId = " + quoteJS(j.existing.poolID()) + ";\n")
	for _, g := range j.guards() {
		o := g.operation
		j.WriteString(strings.NewReplacer("LISTED", o.Listed, "LIST", o.List, "KEY", o.Key,
			"NAMES", javaScript.literal(g.names, 2), "HAS", quoteJS(" "+g.complaint()), "AGAIN", quoteJS(again)).Replace(jsGuard))
	}
}

func (j *jsScript) request(r *request) {
	j.closeTry("process.exit(1)")
	command := "new " + r.operation + "Command({\n"
	if !r.follows {
		j.WriteString("\nconst created = await cognito.send(\n  " + command)
		j.arguments(r.arguments(), 2)
		j.WriteString("  }),\n);\n")
		return
	}
	j.WriteString("\nconst " + r.name + " = () =>\n  cognito.send(\n    " + command)
	j.arguments(r.arguments(), 3)
	j.WriteString("    }),\n  );\n")
	keep := ""
	for _, a := range r.answers {
		j.WriteString("let " + a.name + ";\n")
		keep = "const created = "
	}
	j.WriteString("\ntry {\n  // " + j.busyComment() + "\n" +
		"  " + keep + "await " + r.name + "().catch(() => setTimeout(2000).then(" + r.name + "));\n")
}

// fail keeps the statements of the catch block until the try block is complete.
func (j *jsScript) fail(r *request) {
	j.failure = "  console.error(" + quoteJS(r.operation+" failed: ") + " + error.message);\n" +
		"  console.error(\"The pool \" + poolId + " + quoteJS(" "+r.state) + ");\n"
	for _, command := range r.deletion {
		j.failure += "  console.error(" + quoteJS("  "+command.Line()+" --user-pool-id=") + " + poolId);\n"
	}
}

// closeTry ends the open try block, if there is one; stop ends the program.
func (j *jsScript) closeTry(stop string) {
	if j.failure == "" {
		return
	}
	j.WriteString("} catch (error) {\n" + j.failure + "  " + stop + ";\n}\n")
	j.failure = ""
}

func (j *jsScript) bind(a *answer) {
	begin := "const "
	if j.failure != "" {
		begin = "  " // declared before the try block
	}
	j.WriteString(begin + a.name + " = created." + a.place + ";\n")
	if a.label != "" {
		j.WriteString("  console.error(" + quoteJS(a.label+" ") + " + " + a.name + ");\n")
	}
}

func (j *jsScript) end() {
	if j.failure == "" {
		j.WriteString("\nconsole.log(poolId);\n")
		return
	}
	j.WriteString("  console.log(poolId);\n")
	j.closeTry("process.exitCode = 1")
}

var javaScript = syntax{
	indent:   "  ",
	object:   [2]string{"{", "}"},
	list:     [2]string{"[", "]"},
	trailing: true,
	booleans: [2]string{"false", "true"},
	null:     "null",
	decode:   [2]string{"Buffer.from(", ", \"base64\")"},
	secret:   func(variable string) string { return "process.env." + variable },
	keyword:  jsName,
	name:     jsName,
	quote:    quoteJS,
	join: func(parts []string, indent string) string {
		return "\n" + indent + strings.Join(parts, " +\n"+indent)
	},
}

// jsName writes the name of a property. An unbracketed __proto__ would set the
// prototype of the object instead.
func jsName(name string) string {
	switch {
	case name == "__proto__":
		return `["__proto__"]: `
	case isName(name):
		return name + ": "
	default:
		return quoteJS(name) + ": "
	}
}

// quoteJS writes s with the braces that JavaScript requires around long escapes.
func quoteJS(s string) string {
	if !strings.ContainsFunc(s, isBeyondJSON) {
		return quotePrintable(s)
	}
	return quoteInPieces(s, isBeyondJSON, func(r rune) string { return fmt.Sprintf(`\u{%x}`, r) })
}

const jsRequirements = `Requires a recent AWS SDK for JavaScript: it silently omits settings that it
does not know.

  npm install @aws-sdk/client-cognito-identity-provider@latest

The SDK reads the Region, the credentials and the endpoint from AWS_REGION,
AWS_PROFILE, AWS_ENDPOINT_URL and the files in ~/.aws.`

const jsImport = `} from "@aws-sdk/client-cognito-identity-provider";
`

const jsSecrets = `
for (const name of NAMES) {
  if (!process.env[name]) {
    console.error("The environment variable " + name + " is not set. It has a secret of the pool.");
    process.exit(1);
  }
}
`

const jsClient = `
const cognito = new CognitoIdentityProviderClient();
`

const jsGuard = `
for await (const page of paginateLIST({ client: cognito }, { UserPoolId: poolId })) {
  for (const item of page.LISTED) {
    if (NAMES.includes(item.KEY)) {
      console.error("The pool " + poolId + HAS + item.KEY + AGAIN);
      process.exit(1);
    }
  }
}
`
