package exporters

import (
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// exportBoto3 writes a Python script that sends the requests with boto3 and
// prints the pool's id.
func exportBoto3(p *model.Pool, o Options) Output {
	b := &boto3Script{literalPrinter{syntax: &python}, newScript(p, snakeNaming, o.existing())}
	return b.output(b, "create_user_pool.py", &b.Buffer)
}

type boto3Script struct {
	literalPrinter
	*script
}

func (b *boto3Script) begin() {
	b.WriteString("#!/usr/bin/env python3\n\"\"\"" + programText("boto3", boto3Requirements, b.existing) + "\n\"\"\"\n\n")
	secrets := b.variables()
	if b.hasBlob() {
		b.WriteString("import base64\n")
	}
	if len(secrets) > 0 {
		b.WriteString("import os\n")
	}
	if b.retries() {
		b.WriteString("import sys\nimport time\n\nimport boto3\nfrom botocore.exceptions import BotoCoreError, ClientError\n")
	} else {
		b.WriteString("import boto3\n")
	}
	if len(secrets) > 0 {
		b.WriteString(strings.ReplaceAll(boto3Secrets, "NAMES", python.literal(secrets, 0)))
	}
	b.WriteString("\ncognito = boto3.client(\"cognito-idp\")\n")
	if b.existing == nil {
		return
	}
	b.WriteString("pool_id = " + quotePrintable(b.existing.poolID()) + "\n")
	for _, g := range b.guards() {
		o := g.operation
		b.WriteString(strings.NewReplacer("LISTED", quotePrintable(o.Listed), "LIST", quotePrintable(snake(o.List)), "KEY", quotePrintable(o.Key),
			"NAMES", python.literal(g.names, 1), "HAS", quotePrintable(" "+g.complaint()), "AGAIN", quotePrintable(again)).Replace(boto3Guard))
	}
}

func (b *boto3Script) request(r *request) {
	method := "cognito." + snake(r.operation) + "(\n"
	if !r.follows {
		b.WriteString("\ncreated = " + method)
		b.arguments(r.arguments(), 1)
		b.WriteString(")\n")
		return
	}
	result, keep := "", ""
	if len(r.answers) > 0 {
		result, keep = "return ", "created = "
	}
	b.WriteString("\n\ndef " + r.name + "():\n    " + result + method)
	b.arguments(r.arguments(), 2)
	b.WriteString("    )\n" + strings.NewReplacer("BUSY", b.busyComment(), "SEND", keep+r.name+"()").Replace(boto3Try))
}

func (b *boto3Script) fail(r *request) {
	b.WriteString("        sys.exit(\n" +
		"            " + quotePrintable(snake(r.operation)+" failed: ") + " + str(error) + \"\\n\"\n" +
		"            + \"The pool \" + pool_id + " + quotePrintable(" "+r.state) + "\n")
	for _, command := range r.deletion {
		b.WriteString("            + " + quotePrintable("\n  "+command.Line()+" --user-pool-id=") + " + pool_id\n")
	}
	b.WriteString("        )\n")
}

func (b *boto3Script) bind(a *answer) {
	b.WriteString(a.name + " = created")
	for name := range strings.SplitSeq(a.place, ".") {
		b.WriteString("[" + quotePrintable(name) + "]")
	}
	b.WriteByte('\n')
	if a.label != "" {
		b.WriteString("print(" + quotePrintable(a.label+" ") + " + " + a.name + ", file=sys.stderr)\n")
	}
}

func (b *boto3Script) end() { b.WriteString("\nprint(pool_id)\n") }

// python writes the arguments of a call: the members of the outermost object
// are keywords, those within are the keys of dictionaries.
var python = syntax{
	indent:   "    ",
	object:   [2]string{"{", "}"},
	list:     [2]string{"[", "]"},
	trailing: true,
	booleans: [2]string{"False", "True"},
	null:     "None",
	decode:   [2]string{"base64.b64decode(", ")"},
	secret:   func(variable string) string { return "os.environ[" + quotePrintable(variable) + "]" },
	keyword:  func(name string) string { return name + "=" },
	name:     func(name string) string { return quotePrintable(name) + ": " },
	quote:    quotePrintable,
	join: func(parts []string, indent string) string {
		outer := strings.TrimSuffix(indent, "    ")
		return "(\n" + indent + strings.Join(parts, "\n"+indent) + "\n" + outer + ")"
	},
}

const boto3Requirements = `Requires boto3, which reads the Region, the credentials and the endpoint from
AWS_DEFAULT_REGION, AWS_PROFILE, AWS_ENDPOINT_URL and the files in ~/.aws.`

const boto3Secrets = `
for name in NAMES:
    if not os.environ.get(name):
        sys.exit("The environment variable " + name + " is not set. It has a secret of the pool.")
`

const boto3Try = `

try:
    SEND
except (BotoCoreError, ClientError):
    # BUSY
    time.sleep(2)
    try:
        SEND
    except (BotoCoreError, ClientError) as error:
`

const boto3Guard = `
for page in cognito.get_paginator(LIST).paginate(UserPoolId=pool_id):
    for item in page[LISTED]:
        if item[KEY] in NAMES:
            sys.exit("The pool " + pool_id + HAS + item[KEY] + AGAIN)
`
