package exporters

import (
	"bytes"
	"strings"

	"github.com/poolsmith/poolsmith/model"
)

// exportCLI writes a bash script that makes the calls with the AWS CLI and
// prints the pool's id. It runs on bash 3.2, which macOS still has.
//
// The bodies are passed in files, because Linux limits an argument to 128 KiB.
// The script contains them as quoted here-documents, in which bash interprets
// only the delimiter line: no line of a body consists of JSON alone, because
// strings in JSON contain no line breaks. The same bodies are companions of the
// script, for users without bash.
func exportCLI(p *model.Pool, o Options) Output {
	s := newScript(p, o)
	for _, c := range s.pool.Calls() {
		s.file(fileName(c)+".json", c.Body(nil))
		s.WriteByte('\n')
		if c.Operation.Required {
			s.create()
			continue
		}
		s.WriteString(scriptMfa + scriptMfaFailed)
		if isProtected(p) {
			s.WriteString(scriptUnprotect)
		}
		s.WriteString(scriptDelete)
	}
	s.allow()
	s.WriteString("\nprintf '%s\\n' \"$pool_id\"\n")
	if len(s.lambdas) > 0 {
		s.WriteString("exit \"$status\"\n")
	}
	script := File{Name: "create-user-pool.sh", Data: s.Bytes(), Script: true}
	return Output{Files: append([]File{script}, s.bodies...)}
}

type script struct {
	bytes.Buffer
	pool    *model.Pool
	role    *smsRole
	lambdas []lambda
	bodies  []File

	// Placeholders for values that only AWS knows. No body contains them
	// otherwise.
	roleMark, accountMark string
}

func newScript(p *model.Pool, o Options) *script {
	s := &script{pool: p}
	if o.LambdaPermissions {
		s.lambdas = lambdasOf(p)
	}
	makesRole := o.SmsRole && NeedsSmsRole(p)
	if makesRole {
		s.pool = WithSmsRole(p)
		s.role = roleOf(s.pool)
		s.roleMark, s.accountMark = unlike("ROLE_ARN", p), unlike("ACCOUNT_ID", p)
		s.pool.CreateUserPool.SmsConfiguration.SnsCallerArn = &s.roleMark
	}
	s.WriteString(scriptHead + comments("#", s.byHand()) + comments("#", sesAdvice(p)) + scriptStart)
	if makesRole {
		s.makeRole()
	}
	return s
}

// unlike returns a word that p does not contain.
func unlike(word string, p *model.Pool) string {
	for bytes.Contains(p.JSON(), []byte(word)) {
		word += "_"
	}
	return word
}

// byHand lists the commands for users who run them one by one.
func (s *script) byHand() []string {
	lines := []string{
		"",
		"Without bash, run the commands one by one. `-o DIR` writes the request bodies next to",
		"this script; the AWS CLI must read them as UTF-8 (AWS_CLI_FILE_ENCODING=UTF-8).",
		"",
	}
	if s.role != nil {
		lines = append(lines,
			"  aws iam create-role --role-name="+s.role.name+" --assume-role-policy-document file://"+trustFile,
			"  aws iam put-role-policy --role-name="+s.role.name+" --policy-name "+policyName+" --policy-document file://"+permissionFile)
	}
	for _, c := range s.pool.Calls() {
		id := ""
		if len(c.Takes()) > 0 {
			id = " --user-pool-id POOL_ID"
		}
		lines = append(lines, "  aws cognito-idp "+fileName(c)+id+" --cli-input-json file://"+fileName(c)+".json")
	}
	for _, f := range s.lambdas {
		lines = append(lines, "  aws lambda add-permission --function-name="+f.arn+" --statement-id cognito-POOL_ID"+
			" --action "+invokeAction+" --principal "+model.ServicePrincipal+" --source-arn POOL_ARN")
	}
	if s.role != nil {
		lines = append(lines, "", "In the bodies, replace "+s.accountMark+" with the account ID and "+s.roleMark+" with the ARN of the new role.")
	}
	return lines
}

// file adds code that writes a body into the script's folder, and keeps the
// body as a companion.
func (s *script) file(name string, body []byte) {
	s.bodies = append(s.bodies, File{Name: name, Data: body, Companion: true})
	fill := "cat "
	if s.role != nil && bytes.Contains(body, []byte(s.roleMark)) {
		fill = `sed "s|` + s.roleMark + `|$role_arn|" `
	}
	if s.role != nil && bytes.Contains(body, []byte(s.accountMark)) {
		fill = `sed "s|` + s.accountMark + `|$account_id|" `
	}
	s.WriteString("\n" + fill + `>"$folder/` + name + "\" <<'JSON'\n")
	s.Write(body)
	s.WriteString("JSON\n")
}

const (
	trustFile      = "trust-policy.json"
	permissionFile = "publish-sms.json"
)

func (s *script) makeRole() {
	s.WriteString(scriptAccount)
	s.file(trustFile, model.EncodeJSON(s.role.trust(s.accountMark)))
	s.file(permissionFile, model.EncodeJSON(s.role.permission()))
	s.WriteString(strings.NewReplacer("ROLE", s.role.name, "POLICY", policyName, "TRUST", trustFile, "PERMISSION", permissionFile).Replace(scriptRole))
}

// create adds the call that creates the pool.
func (s *script) create() {
	if s.role == nil {
		s.WriteString(scriptCreate)
		return
	}
	s.WriteString(strings.ReplaceAll(scriptCreateRetry, "ROLE", s.role.name))
	s.WriteString(strings.NewReplacer("ROLE", s.role.name, "POLICY", policyName).Replace(scriptDeleteRole))
}

// allow adds the calls that allow the pool to invoke its triggers.
func (s *script) allow() {
	if len(s.lambdas) == 0 {
		return
	}
	s.WriteString(scriptAllow)
	for _, f := range s.lambdas {
		s.WriteString("allow '" + f.arn + "' \"$@\"\n")
	}
}

func isProtected(p *model.Pool) bool {
	protection := p.CreateUserPool.DeletionProtection
	return protection != nil && *protection == "ACTIVE"
}

var scriptHead = `#!/usr/bin/env bash
#
# Creates an Amazon Cognito user pool and prints its id.
# Arguments such as --region, --profile and --endpoint-url are passed to every aws command.
#
# ` + remake("cli") + `
`

const scriptStart = `
set -euo pipefail

# The request bodies are UTF-8, regardless of the locale.
export AWS_CLI_FILE_ENCODING=UTF-8

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
`

const scriptAccount = `
# The role that Cognito assumes to send SMS.
account_id=$(aws sts get-caller-identity "$@" --query Account --output text)
`

const scriptRole = `
role_arn=$(
  aws iam create-role "$@" --role-name=ROLE \
    --assume-role-policy-document "file://$folder/TRUST" \
    --query Role.Arn --output text
)
aws iam put-role-policy "$@" --role-name=ROLE --policy-name POLICY \
  --policy-document "file://$folder/PERMISSION"
`

const scriptCreate = `pool_id=$(
  aws cognito-idp create-user-pool "$@" \
    --cli-input-json "file://$folder/create-user-pool.json" \
    --query UserPool.Id --output text
)
`

const scriptCreateRetry = `create_pool() {
  aws cognito-idp create-user-pool "$@" \
    --cli-input-json "file://$folder/create-user-pool.json" \
    --query UserPool.Id --output text
}

# A new role takes a while to become available to Cognito: retry for up to a minute.
tries=12
until pool_id=$(create_pool "$@" 2>"$folder/complaint"); do
  tries=$((tries - 1))
  if [ "$tries" -gt 0 ] && grep -q InvalidSmsRole "$folder/complaint"; then
    sleep 5
    continue
  fi
  {
    cat "$folder/complaint"
    echo "create-user-pool failed. The role ROLE exists. To delete it:"
`

const scriptDeleteRole = `    printf '  '
    printf '%q ' aws iam delete-role-policy "$@" --role-name=ROLE --policy-name POLICY
    echo
    printf '  '
    printf '%q ' aws iam delete-role "$@" --role-name=ROLE
    echo
  } >&2
  exit 1
done
`

const scriptMfa = `set_mfa() {
  aws cognito-idp set-user-pool-mfa-config "$@" --user-pool-id="$pool_id" \
    --cli-input-json "file://$folder/set-user-pool-mfa-config.json" >/dev/null
}

# A new pool may not be ready for changes yet: wait, then retry once.
if ! set_mfa "$@" && ! { sleep 2 && set_mfa "$@"; }; then
  {
`

const scriptMfaFailed = `    echo "set-user-pool-mfa-config failed. The pool $pool_id exists, with MFA off. To delete it:"
`

// scriptUnprotect precedes the deletion of a protected pool. The update also
// resets AutoVerifiedAttributes, which Cognito rejects unless the settings that
// depend on it are reset as well.
const scriptUnprotect = `    printf '  '
    printf '%q ' aws cognito-idp update-user-pool "$@" --user-pool-id="$pool_id" \
      --deletion-protection INACTIVE \
      --user-attribute-update-settings '{"AttributesRequireVerificationBeforeUpdate":[]}'
    echo
`

const scriptDelete = `    printf '  '
    printf '%q ' aws cognito-idp delete-user-pool "$@" --user-pool-id="$pool_id"
    echo
  } >&2
  exit 1
fi
`

const scriptAllow = `
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
