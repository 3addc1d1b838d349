package exporters

import (
	"bytes"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// exportCLI writes a bash script that sends the requests with the AWS CLI and
// prints the pool's id. It runs on bash 3.2, which macOS still has.
//
// The bodies are passed in files, because Linux limits an argument to 128 KiB.
// The script contains them as quoted here-documents, in which bash interprets
// only the delimiter line: no line of a body consists of JSON alone, because
// strings in JSON contain no line breaks. The same bodies are companions of the
// script, for users without bash. What a request takes from earlier responses
// is an option of its command.
func exportCLI(p *model.Pool, o Options) Output {
	c := newCLIScript(p, o)
	c.write(c)
	script := File{Name: "create-user-pool.sh", Data: c.Bytes(), Script: true}
	return Output{Files: append([]File{script}, c.bodies...)}
}

type cliScript struct {
	bytes.Buffer
	*script
	pool    *model.Pool
	role    *smsRole
	lambdas []lambda
	bodies  []File

	// Placeholders for values that only AWS knows. No body contains them
	// otherwise.
	roleMark, accountMark string
}

func newCLIScript(p *model.Pool, o Options) *cliScript {
	c := &cliScript{pool: p}
	if o.LambdaPermissions {
		c.lambdas = lambdasOf(p)
	}
	if o.SmsRole && NeedsSmsRole(p) {
		c.pool = WithSmsRole(p)
		c.role = roleOf(c.pool)
		c.roleMark, c.accountMark = unlike("ROLE_ARN", p), unlike("ACCOUNT_ID", p)
		c.pool.CreateUserPool.SmsConfiguration.SnsCallerArn = &c.roleMark
	}
	c.script = newScript(c.pool, snakeNaming)
	return c
}

func (c *cliScript) begin() {
	c.WriteString(cliHead + comments("#", c.byHand()) + comments("#", sesAdvice(c.pool)) + cliStart)
	if c.role != nil {
		c.makeRole()
	}
}

func (c *cliScript) request(r *request) {
	c.file(r.file+".json", r.Body(nil))
	function := r.name + "() {\n  " + awsCommand(r) + "\n}\n"
	switch {
	case r.follows():
		send := r.name + ` "$@"`
		for _, a := range r.answers {
			send = a.name + "=$(" + send + ")"
		}
		c.WriteString("\n" + function + strings.ReplaceAll(cliTry, "SEND", send))
	case c.role == nil:
		c.WriteString("\npool_id=$(\n  " + awsCommand(r) + "\n)\n")
	default:
		c.WriteString("\n" + function +
			strings.NewReplacer("OPERATION", kebab(r.Operation.Name), "SEND", r.name, "ROLE", c.role.name, "POLICY", policyName).Replace(cliTryRole))
	}
}

// awsCommand is the command that sends a request and prints what the script
// keeps of the response.
func awsCommand(r *request) string {
	command := "aws cognito-idp " + kebab(r.Operation.Name) + ` "$@"`
	for _, t := range r.taken {
		command += " --" + kebab(t.name) + `="$` + t.value.(*answer).name + `"`
	}
	command += " \\\n    --cli-input-json \"file://$folder/" + r.file + `.json"`
	if len(r.answers) == 0 {
		return command + " >/dev/null"
	}
	for _, a := range r.answers {
		command += " \\\n    --query " + a.place + " --output text"
	}
	return command
}

func (c *cliScript) fail(r *request) {
	c.WriteString(`    echo "` + kebab(r.Operation.Name) + ` failed. The pool $pool_id exists, ` + inBashQuotes.Replace(r.state) + ". To delete it:\"\n")
	for _, command := range c.deletion {
		c.WriteString("    printf '  '\n    printf '%q ' aws cognito-idp " + command.Operation + ` "$@" --user-pool-id="$pool_id"`)
		for _, o := range command.Options {
			value := o.JSON
			if value != o.Shorthand {
				value = "'" + value + "'"
			}
			c.WriteString(" \\\n      --" + o.Name + " " + value)
		}
		c.WriteString("\n    echo\n")
	}
	c.WriteString("  } >&2\n  exit 1\nfi\n")
}

// inBashQuotes escapes what bash interprets within double quotes.
var inBashQuotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "$", `\$`, "`", "\\`")

// bind writes nothing: the code that sends a request assigns the output of the
// command, which is one value.
func (c *cliScript) bind(*answer) {}

func (c *cliScript) end() {
	c.allow()
	c.WriteString("\nprintf '%s\\n' \"$pool_id\"\n")
	if len(c.lambdas) > 0 {
		c.WriteString("exit \"$status\"\n")
	}
}

// unlike returns a word that p does not contain.
func unlike(word string, p *model.Pool) string {
	for bytes.Contains(p.JSON(), []byte(word)) {
		word += "_"
	}
	return word
}

// byHand lists the commands for users who run them one by one.
func (c *cliScript) byHand() []string {
	lines := []string{
		"",
		"Without bash, run the commands one by one. `-o DIR` writes the request bodies next to",
		"this script; the AWS CLI must read them as UTF-8 (AWS_CLI_FILE_ENCODING=UTF-8).",
		"",
	}
	if c.role != nil {
		lines = append(lines,
			"  aws iam create-role --role-name="+c.role.name+" --assume-role-policy-document file://"+trustFile,
			"  aws iam put-role-policy --role-name="+c.role.name+" --policy-name "+policyName+" --policy-document file://"+permissionFile)
	}
	for _, r := range c.requests {
		command := "  aws cognito-idp " + kebab(r.Operation.Name)
		for _, t := range r.taken {
			command += " --" + kebab(t.name) + " " + strings.ToUpper(t.value.(*answer).name)
		}
		lines = append(lines, command+" --cli-input-json file://"+r.file+".json")
	}
	for _, f := range c.lambdas {
		lines = append(lines, "  aws lambda add-permission --function-name="+f.arn+" --statement-id cognito-POOL_ID"+
			" --action "+invokeAction+" --principal "+model.ServicePrincipal+" --source-arn POOL_ARN")
	}
	if c.role != nil {
		lines = append(lines, "", "In the bodies, replace "+c.accountMark+" with the account ID and "+c.roleMark+" with the ARN of the new role.")
	}
	return lines
}

// file adds code that writes a body into the script's folder, and keeps the
// body as a companion.
func (c *cliScript) file(name string, body []byte) {
	c.bodies = append(c.bodies, File{Name: name, Data: body, Companion: true})
	fill := "cat "
	if c.role != nil && bytes.Contains(body, []byte(c.roleMark)) {
		fill = `sed "s|` + c.roleMark + `|$role_arn|" `
	}
	if c.role != nil && bytes.Contains(body, []byte(c.accountMark)) {
		fill = `sed "s|` + c.accountMark + `|$account_id|" `
	}
	c.WriteString("\n" + fill + `>"$folder/` + name + "\" <<'JSON'\n")
	c.Write(body)
	c.WriteString("JSON\n")
}

const (
	trustFile      = "trust-policy.json"
	permissionFile = "publish-sms.json"
)

func (c *cliScript) makeRole() {
	c.WriteString(cliAccount)
	c.file(trustFile, model.EncodeJSON(c.role.trust(c.accountMark)))
	c.file(permissionFile, model.EncodeJSON(c.role.permission()))
	c.WriteString(strings.NewReplacer("ROLE", c.role.name, "POLICY", policyName, "TRUST", trustFile, "PERMISSION", permissionFile).Replace(cliRole))
}

// allow adds the calls that allow the pool to invoke its triggers.
func (c *cliScript) allow() {
	if len(c.lambdas) == 0 {
		return
	}
	c.WriteString(cliAllow)
	for _, f := range c.lambdas {
		c.WriteString("allow '" + f.arn + "' \"$@\"\n")
	}
}

var cliHead = `#!/usr/bin/env bash
#
# Creates an Amazon Cognito user pool and prints its id.
# Arguments such as --region, --profile and --endpoint-url are passed to every aws command.
#
# ` + remake("cli") + `
`

const cliStart = `
set -euo pipefail

# The request bodies are UTF-8, regardless of the locale.
export AWS_CLI_FILE_ENCODING=UTF-8

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
`

const cliAccount = `
# The role that Cognito assumes to send SMS.
account_id=$(aws sts get-caller-identity "$@" --query Account --output text)
`

const cliRole = `
role_arn=$(
  aws iam create-role "$@" --role-name=ROLE \
    --assume-role-policy-document "file://$folder/TRUST" \
    --query Role.Arn --output text
)
aws iam put-role-policy "$@" --role-name=ROLE --policy-name POLICY \
  --policy-document "file://$folder/PERMISSION"
`

const cliTryRole = `
# A new role takes a while to become available to Cognito: retry for up to a minute.
tries=12
until pool_id=$(SEND "$@" 2>"$folder/complaint"); do
  tries=$((tries - 1))
  if [ "$tries" -gt 0 ] && grep -q InvalidSmsRole "$folder/complaint"; then
    sleep 5
    continue
  fi
  {
    cat "$folder/complaint"
    echo "OPERATION failed. The role ROLE exists. To delete it:"
    printf '  '
    printf '%q ' aws iam delete-role-policy "$@" --role-name=ROLE --policy-name POLICY
    echo
    printf '  '
    printf '%q ' aws iam delete-role "$@" --role-name=ROLE
    echo
  } >&2
  exit 1
done
`

const cliTry = `
# ` + busyComment + `
if ! SEND && ! { sleep 2 && SEND; }; then
  {
`

const cliAllow = `
# Allow Cognito to invoke each trigger.
pool_arn=$(
  aws cognito-idp describe-user-pool "$@" --user-pool-id="$pool_id" \
    --query UserPool.Arn --output text
)
status=0
allow() {
  local trigger=$1
  shift
  aws lambda add-permission "$@" --function-name="$trigger" \
    --statement-id="cognito-$pool_id" --action ` + invokeAction + ` \
    --principal ` + model.ServicePrincipal + ` --source-arn="$pool_arn" >/dev/null || {
    echo "The pool $pool_id exists, but is not allowed to invoke $trigger." >&2
    status=1
  }
}
`
