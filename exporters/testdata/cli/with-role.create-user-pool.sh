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
#   aws iam create-role --role-name=needy-sms --assume-role-policy-document file://trust-policy.json
#   aws iam put-role-policy --role-name=needy-sms --policy-name publish-sms --policy-document file://publish-sms.json
#   aws cognito-idp create-user-pool --cli-input-json file://create-user-pool.json
#   aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --cli-input-json file://set-user-pool-mfa-config.json
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:checkSignUp --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:welcome:live --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#
# In the bodies stand ACCOUNT_ID for the account and ROLE_ARN for the ARN of the new role.
#
# Cognito sends the mail itself, from an address of yours. First let it do so:
#
#   aws ses put-identity-policy --region=eu-west-1 --identity=help@example.com \
#     --policy-name cognito --policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"email.cognito-idp.amazonaws.com"},"Action":["ses:SendEmail","ses:SendRawEmail"],"Resource":"arn:aws:ses:eu-west-1:123456789012:identity/help@example.com","Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}]}'

set -euo pipefail

# The bodies are UTF-8, whatever the locale.
export AWS_CLI_FILE_ENCODING=UTF-8

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The role with which Cognito sends SMS.
account_id=$(aws sts get-caller-identity "$@" --query Account --output text)

sed "s|ACCOUNT_ID|$account_id|" >"$folder/trust-policy.json" <<'JSON'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "Service": "cognito-idp.amazonaws.com"
      },
      "Action": "sts:AssumeRole",
      "Condition": {
        "StringEquals": {
          "sts:ExternalId": "needy-sms",
          "aws:SourceAccount": "ACCOUNT_ID"
        }
      }
    }
  ]
}
JSON

cat >"$folder/publish-sms.json" <<'JSON'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "sns:Publish",
      "Resource": "*"
    }
  ]
}
JSON

role_arn=$(
  aws iam create-role "$@" --role-name=needy-sms \
    --assume-role-policy-document "file://$folder/trust-policy.json" \
    --query Role.Arn --output text
)
aws iam put-role-policy "$@" --role-name=needy-sms --policy-name publish-sms \
  --policy-document "file://$folder/publish-sms.json"

sed "s|ROLE_ARN|$role_arn|" >"$folder/create-user-pool.json" <<'JSON'
{
  "PoolName": "needy",
  "AliasAttributes": [
    "phone_number"
  ],
  "MfaConfiguration": "OFF",
  "AutoVerifiedAttributes": [
    "phone_number"
  ],
  "EmailConfiguration": {
    "EmailSendingAccount": "COGNITO_DEFAULT",
    "SourceArn": "arn:aws:ses:eu-west-1:123456789012:identity/help@example.com"
  },
  "SmsConfiguration": {
    "SnsCallerArn": "ROLE_ARN",
    "ExternalId": "needy-sms"
  },
  "LambdaConfig": {
    "PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:checkSignUp",
    "PostConfirmation": "arn:aws:lambda:eu-west-1:123456789012:function:welcome:live",
    "CustomMessage": "arn:aws:lambda:eu-west-1:123456789012:function:welcome:live"
  },
  "DeletionProtection": "ACTIVE"
}
JSON

create_pool() {
  aws cognito-idp create-user-pool "$@" \
    --cli-input-json "file://$folder/create-user-pool.json" \
    --query UserPool.Id --output text
}

# Cognito may not know a role as young as this one: wait, a minute at most.
tries=12
until pool_id=$(create_pool "$@" 2>"$folder/complaint"); do
  tries=$((tries - 1))
  if [ "$tries" -gt 0 ] && grep -q InvalidSmsRole "$folder/complaint"; then
    sleep 5
    continue
  fi
  {
    cat "$folder/complaint"
    echo "create-user-pool failed. The role needy-sms exists. To delete it:"
    printf '  '
    printf '%q ' aws iam delete-role-policy "$@" --role-name=needy-sms --policy-name publish-sms
    echo
    printf '  '
    printf '%q ' aws iam delete-role "$@" --role-name=needy-sms
    echo
  } >&2
  exit 1
done

sed "s|ROLE_ARN|$role_arn|" >"$folder/set-user-pool-mfa-config.json" <<'JSON'
{
  "MfaConfiguration": "OPTIONAL",
  "SoftwareTokenMfaConfiguration": {
    "Enabled": true
  },
  "SmsMfaConfiguration": {
    "SmsConfiguration": {
      "SnsCallerArn": "ROLE_ARN",
      "ExternalId": "needy-sms"
    }
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
    printf '%q ' aws cognito-idp update-user-pool "$@" --user-pool-id="$pool_id" \
      --deletion-protection INACTIVE \
      --user-attribute-update-settings '{"AttributesRequireVerificationBeforeUpdate":[]}'
    echo
    printf '  '
    printf '%q ' aws cognito-idp delete-user-pool "$@" --user-pool-id="$pool_id"
    echo
  } >&2
  exit 1
fi

# Each trigger has to let Cognito in.
pool_arn=$(
  aws cognito-idp describe-user-pool "$@" --user-pool-id="$pool_id" \
    --query UserPool.Arn --output text
)
status=0
allow() {
  local trigger=$1
  shift
  aws lambda add-permission "$@" --function-name="$trigger" \
    --statement-id="cognito-$pool_id" --action lambda:InvokeFunction \
    --principal cognito-idp.amazonaws.com --source-arn="$pool_arn" >/dev/null || {
    echo "The pool $pool_id exists, but it may not invoke $trigger." >&2
    status=1
  }
}
allow 'arn:aws:lambda:eu-west-1:123456789012:function:checkSignUp' "$@"
allow 'arn:aws:lambda:eu-west-1:123456789012:function:welcome:live' "$@"

printf '%s\n' "$pool_id"
exit "$status"
