#!/usr/bin/env bash
#
# Creates an Amazon Cognito user pool and prints its id.
# Arguments go to every aws command: --region, --profile, --endpoint-url.
#
# Made by Poolsmith. To make it again: poolsmith export -f cli -i DRAFT
#
# Without bash, run the commands one by one. `-o DIR` puts their bodies beside
# this script; the AWS CLI has to read them as UTF-8 (AWS_CLI_FILE_ENCODING=UTF-8).
#
#   aws cognito-idp create-user-pool --cli-input-json file://create-user-pool.json
#   aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --cli-input-json file://set-user-pool-mfa-config.json

set -euo pipefail

# The bodies are UTF-8, whatever the locale.
export AWS_CLI_FILE_ENCODING=UTF-8

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/create-user-pool.json" <<'JSON'
{
  "PoolName": "passkeys",
  "Policies": {
    "SignInPolicy": {
      "AllowedFirstAuthFactors": [
        "PASSWORD",
        "WEB_AUTHN"
      ]
    }
  }
}
JSON

pool_id=$(
  aws cognito-idp create-user-pool "$@" \
    --cli-input-json "file://$folder/create-user-pool.json" \
    --query UserPool.Id --output text
)

cat >"$folder/set-user-pool-mfa-config.json" <<'JSON'
{
  "MfaConfiguration": "ON",
  "SoftwareTokenMfaConfiguration": {
    "Enabled": true
  },
  "WebAuthnConfiguration": {
    "RelyingPartyId": "example.com",
    "FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION"
  }
}
JSON

set_mfa() {
  aws cognito-idp set-user-pool-mfa-config "$@" --user-pool-id="$pool_id" \
    --cli-input-json "file://$folder/set-user-pool-mfa-config.json" >/dev/null
}

# A pool as young as this one may still be busy: wait and try once more.
if ! set_mfa "$@" && ! { sleep 2 && set_mfa "$@"; }; then
  {
    echo "set-user-pool-mfa-config failed. The pool $pool_id exists, with MFA off. To delete it:"
    printf '  '
    printf '%q ' aws cognito-idp delete-user-pool "$@" --user-pool-id="$pool_id"
    echo
  } >&2
  exit 1
fi

printf '%s\n' "$pool_id"
