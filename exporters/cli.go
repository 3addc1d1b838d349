package exporters

import (
	"bytes"

	"github.com/poolsmith/poolsmith/model"
)

// exportCLI writes a bash script that makes the calls with the AWS CLI and
// prints the pool's id. It runs on bash 3.2, which macOS still has.
//
// The bodies go through files, because Linux takes no argument beyond 128 KiB.
// They stand in quoted here-documents, where bash looks for nothing but the
// line that ends them: a body has no line that is JSON alone, as its only
// newlines are those of its layout.
func exportCLI(p *model.Pool, _ Options) Output {
	var b bytes.Buffer
	b.WriteString(scriptHead)
	for _, c := range p.Calls() {
		name := fileName(c) + ".json"
		b.WriteString("\ncat >\"$folder/" + name + "\" <<'JSON'\n")
		b.Write(c.Body(""))
		b.WriteString("JSON\n\n")
		if c.Create != nil {
			b.WriteString(scriptCreate)
			continue
		}
		b.WriteString(scriptMfa + scriptMfaFailed)
		if isProtected(p) {
			b.WriteString(scriptUnprotect)
		}
		b.WriteString(scriptDelete)
	}
	b.WriteString("\nprintf '%s\\n' \"$pool_id\"\n")
	return Output{Files: []File{{Name: "create-user-pool.sh", Data: b.Bytes(), Script: true}}}
}

func isProtected(p *model.Pool) bool {
	protection := p.CreateUserPool.DeletionProtection
	return protection != nil && *protection == "ACTIVE"
}

var scriptHead = `#!/usr/bin/env bash
#
# Creates an Amazon Cognito user pool and prints its id.
# Arguments go to every aws command: --region, --profile, --endpoint-url.
#
# ` + remake("cli") + `

set -euo pipefail

# The bodies are UTF-8, whatever the locale.
export AWS_CLI_FILE_ENCODING=UTF-8

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
`

const scriptCreate = `pool_id=$(
  aws cognito-idp create-user-pool "$@" \
    --cli-input-json "file://$folder/create-user-pool.json" \
    --query UserPool.Id --output text
)
`

const scriptMfa = `set_mfa() {
  aws cognito-idp set-user-pool-mfa-config "$@" --user-pool-id "$pool_id" \
    --cli-input-json "file://$folder/set-user-pool-mfa-config.json" >/dev/null
}

# A pool as young as this one may still be busy: wait and try once more.
if ! set_mfa "$@" && ! { sleep 2 && set_mfa "$@"; }; then
  {
`

const scriptMfaFailed = `    echo "set-user-pool-mfa-config failed. The pool $pool_id exists, with MFA off. To delete it:"
`

// scriptUnprotect comes before the deletion of a protected pool. The update
// also resets AutoVerifiedAttributes, which is refused unless the attributes
// that depend on it go as well.
const scriptUnprotect = `    printf '  '
    printf '%q ' aws cognito-idp update-user-pool "$@" --user-pool-id "$pool_id" \
      --deletion-protection INACTIVE \
      --user-attribute-update-settings '{"AttributesRequireVerificationBeforeUpdate":[]}'
    echo
`

const scriptDelete = `    printf '  '
    printf '%q ' aws cognito-idp delete-user-pool "$@" --user-pool-id "$pool_id"
    echo
  } >&2
  exit 1
fi
`
