package exporters

import (
	"bytes"
	"slices"
	"strconv"
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
	out := c.output(c, "create-user-pool.sh", &c.Buffer)
	out.Files = append(out.Files, c.bodies...)
	return out
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
	secrets               []cliSecret
}

// cliSecret is a secret of a request.
type cliSecret struct {
	environment string // the variable that the user sets
	shell       string // the variable of the script that has it as JSON
	mark        string // in the body, in quotes; no body contains it otherwise
}

func newCLIScript(p *model.Pool, o Options) *cliScript {
	c := &cliScript{pool: p}
	live := o.existing()
	if o.LambdaPermissions {
		c.lambdas = lambdasOf(p, live.functions())
	}
	if o.SmsRole && NeedsSmsRole(p) {
		c.pool = WithSmsRole(p)
		c.role = roleOf(c.pool)
		c.roleMark, c.accountMark = unlike("ROLE_ARN", p), unlike("ACCOUNT_ID", p)
		c.pool.CreateUserPool.SmsConfiguration.SnsCallerArn = &c.roleMark
	}
	c.markSecrets(live)
	c.script = newScript(c.pool, snakeNaming, live)
	for i, s := range c.secrets {
		c.secrets[i].shell = c.shellName(s.environment)
	}
	return c
}

// markSecrets puts a mark in place of each reference to a secret, in the pool or in
// the steps that change one.
func (c *cliScript) markSecrets(live *existing) {
	word := unlike("SECRET", c.pool)
	if live == nil {
		c.pool = c.marked(c.pool, word)
		return
	}
	live.Plan = new(*live.Plan)
	live.Steps = slices.Clone(live.Steps)
	for i, step := range live.Steps {
		if step.Kind != model.CreateStep && step.Kind != model.UpdateStep {
			continue
		}
		alone := c.marked(step.Call.Pool(), word)
		live.Steps[i].Call.Request = step.Call.Operation.Requests(alone)[0]
	}
}

// marked is the pool with marks that begin with a word.
func (c *cliScript) marked(p *model.Pool, word string) *model.Pool {
	var paths, references []string
	for path, text := range secretsOf(p) {
		paths, references = append(paths, path), append(references, text)
	}
	if len(paths) == 0 {
		return p
	}
	p = p.Clone()
	for i, path := range paths {
		variable, _ := model.SecretVariable(references[i])
		s := cliSecret{environment: variable, mark: word + strconv.Itoa(len(c.secrets))}
		if err := p.Set(path, s.mark); err != nil {
			panic(err) // the path is one of the pool
		}
		c.secrets = append(c.secrets, s)
	}
	return p
}

// shellName returns the variable of the script for a variable of the environment.
func (c *cliScript) shellName(environment string) string {
	for _, s := range c.secrets {
		if s.environment == environment && s.shell != "" {
			return s.shell
		}
	}
	return c.names.take("secret_" + strings.ToLower(environment))
}

// readSecrets adds the code that reads the secrets, and stops if one is missing.
func (c *cliScript) readSecrets() {
	if len(c.secrets) == 0 {
		return
	}
	c.WriteString(cliSecrets)
	written := map[string]bool{}
	for _, s := range c.secrets {
		if !written[s.shell] {
			c.WriteString(": \"${" + s.environment + ":?is not set. It has a secret of the pool.}\"\n" +
				s.shell + "=$(json \"$" + s.environment + "\")\n")
		}
		written[s.shell] = true
	}
}

func (c *cliScript) begin() {
	c.WriteString(c.head() + comments("#", c.byHand()) + comments("#", sesAdvice(c.pool)) + cliStart)
	if c.hasBlob() {
		c.WriteString(cliVersion)
	}
	c.readSecrets()
	if c.role != nil {
		c.makeRole()
	}
	if c.existing == nil {
		return
	}
	c.WriteString("\npool_id=" + model.QuoteWord(c.existing.poolID()) + "\n")
	for _, g := range c.guards() {
		o := g.operation
		c.WriteString(strings.NewReplacer("LISTED", o.Listed, "LIST", kebab(o.List), "KEY", o.Key,
			"HAS", g.complaint(), "AGAIN", again).Replace(cliGuard))
		for _, name := range g.names {
			c.WriteString("new " + model.QuoteWord(name.(string)) + "\n")
		}
	}
}

// head is the comment of the script.
func (c *cliScript) head() string {
	purpose := strings.ReplaceAll(c.existing.purpose(), "\n\n", "\n")
	return "#!/usr/bin/env bash\n#\n" + comments("#", append(strings.Split(purpose, "\n"),
		"Arguments such as --region, --profile and --endpoint-url are passed to every aws command.", "", remake("cli", c.existing)))
}

func (c *cliScript) request(r *request) {
	c.file(r.file+".json", r.body())
	function := r.name + "() {\n  " + awsCommand(r) + "\n}\n"
	switch {
	case r.follows:
		send := r.name + ` "$@"`
		for _, a := range r.answers {
			send = a.name + "=$(" + send + ")"
		}
		c.WriteString("\n" + function + strings.NewReplacer("BUSY", c.busyComment(), "SEND", send).Replace(cliTry))
	case c.role == nil:
		c.WriteString("\npool_id=$(\n  " + awsCommand(r) + "\n)\n")
	default:
		c.WriteString("\n" + function +
			strings.NewReplacer("OPERATION", kebab(r.operation), "SEND", r.name, "ROLE", c.role.name, "POLICY", policyName).Replace(cliTryRole))
	}
}

// awsCommand is the command that sends a request and prints what the script
// keeps of the response.
func awsCommand(r *request) string {
	command := "aws cognito-idp " + kebab(r.operation) + ` "$@"`
	for _, t := range r.taken {
		command += " --" + kebab(t.name) + `="$` + t.value.(*answer).name + `"`
	}
	command += " \\\n    --cli-input-json \"file://$folder/" + r.file + `.json"`
	if hasBlob(r.tree) {
		command += binaryOption
	}
	if len(r.answers) == 0 {
		return command + " >/dev/null"
	}
	for _, a := range r.answers {
		command += " \\\n    --query " + a.place + " --output text"
	}
	return command
}

func (c *cliScript) fail(r *request) {
	c.WriteString(`    echo "` + kebab(r.operation) + ` failed. The pool $pool_id ` + inBashQuotes.Replace(r.state) + "\"\n")
	for _, command := range r.deletion {
		c.WriteString("    printf '  '\n    printf '%q ' aws cognito-idp " + command.Operation + ` "$@" --user-pool-id="$pool_id"`)
		for _, o := range command.Options {
			c.WriteString(" \\\n      --" + o.Name + " " + model.QuoteWord(o.JSON))
		}
		c.WriteString("\n    echo\n")
	}
	c.WriteString("  } >&2\n  exit 1\nfi\n")
}

// inBashQuotes escapes what bash interprets within double quotes.
var inBashQuotes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "$", `\$`, "`", "\\`")

// bind prints the value. The code that sends a request assigned the output of the
// command, which is one value.
func (c *cliScript) bind(a *answer) {
	if a.label != "" {
		c.WriteString("echo \"" + inBashQuotes.Replace(a.label) + " $" + a.name + "\" >&2\n")
	}
}

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
		command := "  aws cognito-idp " + kebab(r.operation)
		for _, t := range r.taken {
			command += " --" + kebab(t.name) + " " + strings.ToUpper(t.value.(*answer).name)
		}
		command += " --cli-input-json file://" + r.file + ".json"
		if hasBlob(r.tree) {
			command += binaryOption
		}
		lines = append(lines, command)
	}
	for _, f := range c.lambdas {
		lines = append(lines, "  aws lambda add-permission --function-name="+f.arn+" --statement-id cognito-POOL_ID"+
			" --action "+invokeAction+" --principal "+model.ServicePrincipal+" --source-arn POOL_ARN")
	}
	if c.role != nil {
		lines = append(lines, "", "In the bodies, replace "+c.accountMark+" with the account ID and "+c.roleMark+" with the ARN of the new role.")
	}
	if len(c.secrets) > 0 {
		lines = append(lines, "", "In the bodies, replace each ${env:NAME} with the secret.")
	}
	return lines
}

// file adds code that writes a body into the script's folder, and keeps the
// body as a companion.
func (c *cliScript) file(name string, body []byte) {
	if c.secretFile(name, body) {
		return
	}
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

// secretFile adds such code for a body with marks of secrets, and reports whether
// it has one. The secrets are printed between parts of the body; a line of JSON can
// end where a value begins or ends.
func (c *cliScript) secretFile(name string, body []byte) bool {
	rest, code, plain := string(body), "", string(body)
	for _, s := range c.secrets {
		before, after, found := strings.Cut(rest, `"`+s.mark+`"`)
		if !found {
			continue
		}
		code += "cat <<'JSON'\n" + strings.TrimRight(before, " ") + "\nJSON\nprintf '%s\\n' \"$" + s.shell + "\"\n"
		rest = after
		plain = strings.Replace(plain, s.mark, "${env:"+s.environment+"}", 1)
	}
	if code == "" {
		return false
	}
	c.bodies = append(c.bodies, File{Name: name, Data: []byte(plain), Companion: true})
	c.WriteString("\n{\n" + code + "cat <<'JSON'\n" + strings.TrimPrefix(rest, "\n") + "JSON\n} >\"$folder/" + name + "\"\n")
	return true
}

// binaryOption says that the body has bytes as base64 text. It is the default of
// AWS CLI 2, which users can change.
const binaryOption = " --cli-binary-format base64"

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

const cliStart = `
set -euo pipefail

# The request bodies are UTF-8, regardless of the locale.
export AWS_CLI_FILE_ENCODING=UTF-8

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
`

const cliGuard = `
names=$(
  aws cognito-idp LIST "$@" --user-pool-id="$pool_id" \
    --query 'LISTED[].[KEY]' --output text
)
new() {
  if grep -Fxq -e "$1" <<<"$names"; then
    echo "The pool $pool_id HAS$1AGAIN" >&2
    exit 1
  fi
}
`

const cliVersion = `
case $(aws --version 2>&1) in
  aws-cli/1.*)
    echo "AWS CLI 2 is required: version 1 encodes the images in the bodies a second time." >&2
    exit 1
    ;;
esac
`

const cliSecrets = `
# The bodies have secrets: nobody else may read them.
umask 077

# json writes a text as a string of JSON.
json() {
  local LC_ALL=C text=$1 i character
  printf '"'
  for ((i = 0; i < ${#text}; i++)); do
    character=${text:i:1}
    case $character in
      \" | \\) printf '\\%s' "$character" ;;
      [[:cntrl:]]) printf '\\u%04x' "'$character" ;;
      *) printf '%s' "$character" ;;
    esac
  done
  printf '"'
}

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
# BUSY
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
