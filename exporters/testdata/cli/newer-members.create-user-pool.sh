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

set -euo pipefail

# The bodies are UTF-8, whatever the locale.
export AWS_CLI_FILE_ENCODING=UTF-8

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/create-user-pool.json" <<'JSON'
{
  "PoolName": "newer",
  "SmsConfiguration": {
    "EumsSms": {
      "CallerArn": "arn:aws:iam::123456789012:role/sms",
      "ExternalId": "newer",
      "OriginationIdentity": "+15551234567",
      "Region": "eu-west-1"
    }
  },
  "AcrConfiguration": {
    "Level1": {
      "AcrValue": "urn:example:low"
    },
    "Level2": {
      "AcrValue": "urn:example:high"
    }
  },
  "DcrConfiguration": {
    "EnableStatus": "ENABLED",
    "OpenDcrEnabled": false,
    "AuthenticatedGrantTypes": [
      "code"
    ]
  }
}
JSON

pool_id=$(
  aws cognito-idp create-user-pool "$@" \
    --cli-input-json "file://$folder/create-user-pool.json" \
    --query UserPool.Id --output text
)

printf '%s\n' "$pool_id"
