package exporters

import (
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// exportBoto3 writes a Python script that makes the calls with boto3 and
// prints the pool's id.
func exportBoto3(p *model.Pool, _ Options) Output {
	calls := p.Calls()
	l := &literalPrinter{syntax: &python}
	l.WriteString(pythonHead)
	if len(calls) > 1 {
		l.WriteString("import sys\nimport time\n\nimport boto3\nfrom botocore.exceptions import BotoCoreError, ClientError\n")
	} else {
		l.WriteString("import boto3\n")
	}
	l.WriteString("\ncognito = boto3.client(\"cognito-idp\")\n\ncreated = cognito.create_user_pool(\n")
	l.arguments(treeOf(calls[0]), 1)
	l.WriteString(")\npool_id = created[\"UserPool\"][\"Id\"]\n")
	if len(calls) > 1 {
		l.WriteString("\n\ndef set_mfa():\n    cognito.set_user_pool_mfa_config(\n        UserPoolId=pool_id,\n")
		l.arguments(treeOf(calls[1]), 2)
		l.WriteString("    )\n" + pythonTry)
		for _, command := range deletion(isProtected(p)) {
			l.WriteString("            + " + quotePrintable("\n  "+command) + " + pool_id\n")
		}
		l.WriteString("        )\n")
	}
	l.WriteString("\nprint(pool_id)\n")
	return Output{Files: []File{{Name: "create_user_pool.py", Data: l.Bytes(), Script: true}}}
}

// python writes the arguments of a call: the members of the outermost object
// are keywords, those within are the keys of dictionaries.
var python = syntax{
	indent:   "    ",
	object:   [2]string{"{", "}"},
	list:     [2]string{"[", "]"},
	trailing: true,
	truths:   [2]string{"False", "True"},
	keyword:  func(name string) string { return name + "=" },
	name:     func(name string) string { return quotePrintable(name) + ": " },
	quote:    quotePrintable,
	join: func(parts []string, indent string) string {
		outer := strings.TrimSuffix(indent, "    ")
		return "(\n" + indent + strings.Join(parts, "\n"+indent) + "\n" + outer + ")"
	},
}

var pythonHead = `#!/usr/bin/env python3
"""Creates an Amazon Cognito user pool and prints its id.

Requires boto3, which reads the Region, the credentials and the endpoint from
AWS_DEFAULT_REGION, AWS_PROFILE, AWS_ENDPOINT_URL and the files in ~/.aws.

` + remake("boto3") + `
"""

`

const pythonTry = `

try:
    set_mfa()
except (BotoCoreError, ClientError):
    # ` + busyComment + `
    time.sleep(2)
    try:
        set_mfa()
    except (BotoCoreError, ClientError) as error:
        sys.exit(
            "set_user_pool_mfa_config failed: " + str(error) + "\n"
            + "The pool " + pool_id + " exists, with MFA off. To delete it:"
`
