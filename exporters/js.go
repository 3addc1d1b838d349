package exporters

import (
	"fmt"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// exportJS writes an ECMAScript module that makes the calls with the AWS SDK
// for JavaScript and prints the pool's id.
func exportJS(p *model.Pool, _ Options) Output {
	calls := p.Calls()
	l := &literalPrinter{syntax: &javaScript}
	l.WriteString(jsHead)
	if len(calls) > 1 {
		l.WriteString("import { setTimeout } from \"node:timers/promises\";\n\n")
	}
	l.WriteString("import {\n  CognitoIdentityProviderClient,\n  CreateUserPoolCommand,\n")
	if len(calls) > 1 {
		l.WriteString("  SetUserPoolMfaConfigCommand,\n")
	}
	l.WriteString(jsCreate)
	l.arguments(treeOf(calls[0]), 2)
	l.WriteString("  }),\n);\nconst poolId = created.UserPool.Id;\n")
	if len(calls) == 1 {
		l.WriteString("\nconsole.log(poolId);\n")
	} else {
		l.WriteString(jsSetMfa)
		l.arguments(treeOf(calls[1]), 3)
		l.WriteString("    }),\n  );\n" + jsTry)
		for _, command := range deletion(isProtected(p)) {
			l.WriteString("  console.error(" + quoteJS("  "+command) + " + poolId);\n")
		}
		l.WriteString("  process.exitCode = 1;\n}\n")
	}
	return Output{Files: []File{{Name: "create-user-pool.mjs", Data: l.Bytes(), Script: true}}}
}

var javaScript = syntax{
	indent:   "  ",
	object:   [2]string{"{", "}"},
	list:     [2]string{"[", "]"},
	trailing: true,
	truths:   [2]string{"false", "true"},
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

var jsHead = `#!/usr/bin/env node
//
// Creates an Amazon Cognito user pool and prints its id.
//
// Requires a recent AWS SDK for JavaScript: it silently omits settings that it
// does not know.
//
//   npm install @aws-sdk/client-cognito-identity-provider@latest
//
// The SDK reads the Region, the credentials and the endpoint from AWS_REGION,
// AWS_PROFILE, AWS_ENDPOINT_URL and the files in ~/.aws.
//
// ` + remake("js") + `

`

const jsCreate = `} from "@aws-sdk/client-cognito-identity-provider";

const cognito = new CognitoIdentityProviderClient();

const created = await cognito.send(
  new CreateUserPoolCommand({
`

const jsSetMfa = `
const setMfa = () =>
  cognito.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId: poolId,
`

const jsTry = `
try {
  // ` + busyComment + `
  await setMfa().catch(() => setTimeout(2000).then(setMfa));
  console.log(poolId);
} catch (error) {
  console.error("SetUserPoolMfaConfig failed: " + error.message);
  console.error("The pool " + poolId + " exists, with MFA off. To delete it:");
`
