package exporters

import (
	"fmt"
	"slices"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// exportJS writes an ECMAScript module that sends the requests with the AWS SDK
// for JavaScript and prints the pool's id.
func exportJS(p *model.Pool, _ Options) Output {
	j := &jsScript{literalPrinter: literalPrinter{syntax: &javaScript}, script: newScript(p, jsNaming)}
	j.write(j)
	return Output{Files: []File{{Name: "create-user-pool.mjs", Data: j.Bytes(), Script: true}}}
}

var jsNaming = naming{
	poolID:   "poolId",
	reserved: []string{"Buffer", "cognito", "console", "created", "error", "process", "setTimeout"},
	request:  func(words []string) string { return camel(strings.Join(words, "_")) },
	answer:   camel,
}

type jsScript struct {
	literalPrinter
	*script
	failure string // the statements of the catch block of the open try block
}

func (j *jsScript) begin() {
	text := "\n" + programText("js", jsRequirements)
	j.WriteString("#!/usr/bin/env node\n" + comments("//", strings.Split(text, "\n")) + "\n")
	if j.retries() {
		j.WriteString("import { setTimeout } from \"node:timers/promises\";\n\n")
	}
	var commands []string
	for _, r := range j.requests {
		commands = append(commands, "  "+r.Operation.Name+"Command,\n")
	}
	j.WriteString("import {\n  CognitoIdentityProviderClient,\n" + strings.Join(slices.Compact(commands), "") + jsImport)
	if secrets := j.variables(); len(secrets) > 0 {
		j.WriteString(strings.ReplaceAll(jsSecrets, "NAMES", javaScript.literal(secrets, 0)))
	}
	j.WriteString(jsClient)
}

func (j *jsScript) request(r *request) {
	j.closeTry("process.exit(1)")
	command := "new " + r.Operation.Name + "Command({\n"
	if !r.follows() {
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
	j.WriteString("\ntry {\n  // " + busyComment + "\n" +
		"  " + keep + "await " + r.name + "().catch(() => setTimeout(2000).then(" + r.name + "));\n")
}

// fail keeps the statements of the catch block until the try block is complete.
func (j *jsScript) fail(r *request) {
	j.failure = "  console.error(" + quoteJS(r.Operation.Name+" failed: ") + " + error.message);\n" +
		"  console.error(\"The pool \" + poolId + " + quoteJS(" exists, "+r.state+". To delete it:") + ");\n"
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
