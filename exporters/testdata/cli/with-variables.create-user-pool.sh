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
#   aws lambda add-permission --function-name=arn:aws:lambda:us-east-1:123456789012:function:MyFunction --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN

set -euo pipefail

# The bodies are UTF-8, whatever the locale.
export AWS_CLI_FILE_ENCODING=UTF-8

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/create-user-pool.json" <<'JSON'
{
  "PoolName": "my-test-user-pool",
  "AliasAttributes": [
    "email"
  ],
  "UsernameConfiguration": {
    "CaseSensitive": true
  },
  "Policies": {
    "PasswordPolicy": {
      "MinimumLength": 6,
      "RequireUppercase": true,
      "RequireLowercase": true,
      "RequireNumbers": true,
      "RequireSymbols": true,
      "TemporaryPasswordValidityDays": 7
    }
  },
  "MfaConfiguration": "OPTIONAL",
  "AutoVerifiedAttributes": [
    "email"
  ],
  "UserAttributeUpdateSettings": {
    "AttributesRequireVerificationBeforeUpdate": [
      "email"
    ]
  },
  "AccountRecoverySetting": {
    "RecoveryMechanisms": [
      {
        "Name": "verified_email",
        "Priority": 1
      }
    ]
  },
  "EmailConfiguration": {
    "EmailSendingAccount": "DEVELOPER",
    "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/support@example.com",
    "From": "support@example.com",
    "ReplyToEmailAddress": "support@example.com",
    "ConfigurationSet": "my-test-ses-configuration-set"
  },
  "SmsConfiguration": {
    "SnsCallerArn": "arn:aws:iam::123456789012:role/service-role/test-cognito-SMS-Role",
    "ExternalId": "my-role-external-id"
  },
  "SmsAuthenticationMessage": "Your verification code is {####}.",
  "VerificationMessageTemplate": {
    "DefaultEmailOption": "CONFIRM_WITH_CODE",
    "EmailSubject": "Here is your confirmation code",
    "EmailMessage": "Your confirmation code is {####}",
    "EmailSubjectByLink": "Here is your confirmation link",
    "EmailMessageByLink": "Choose this link to {##verify your email##}",
    "SmsMessage": "Your confirmation code is {####}"
  },
  "EmailVerificationMessage": "Your verification code is {####}.",
  "EmailVerificationSubject": "Verify your email address",
  "SmsVerificationMessage": "Your verification code is {####}.",
  "LambdaConfig": {
    "PreSignUp": "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    "PostConfirmation": "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    "PreAuthentication": "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    "PostAuthentication": "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    "DefineAuthChallenge": "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    "VerifyAuthChallengeResponse": "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    "PreTokenGeneration": "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    "UserMigration": "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    "CustomMessage": "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    "CustomEmailSender": {
      "LambdaArn": "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
      "LambdaVersion": "V1_0"
    },
    "CustomSMSSender": {
      "LambdaArn": "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
      "LambdaVersion": "V1_0"
    },
    "KMSKeyID": "arn:aws:kms:us-east-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357"
  },
  "Schema": [
    {
      "Name": "mydev",
      "AttributeDataType": "Number",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "1",
        "MaxLength": "99"
      },
      "NumberAttributeConstraints": {
        "MinValue": "1",
        "MaxValue": "99"
      },
      "DeveloperOnlyAttribute": true
    }
  ],
  "AdminCreateUserConfig": {
    "AllowAdminCreateUserOnly": false,
    "InviteMessageTemplate": {
      "EmailSubject": "Your sign-in information",
      "EmailMessage": "Your username is {username} and temporary password is {####}.",
      "SMSMessage": "Your username is {username} and temporary password is {####}."
    }
  },
  "DeviceConfiguration": {
    "ChallengeRequiredOnNewDevice": true,
    "DeviceOnlyRememberedOnUserPrompt": true
  },
  "UserPoolAddOns": {
    "AdvancedSecurityMode": "OFF"
  },
  "UserPoolTags": {
    "my-test-tag-key": "my-test-tag-key"
  },
  "DeletionProtection": "ACTIVE"
}
JSON

pool_id=$(
  aws cognito-idp create-user-pool "$@" \
    --cli-input-json "file://$folder/create-user-pool.json" \
    --query UserPool.Id --output text
)

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
allow 'arn:aws:lambda:us-east-1:123456789012:function:MyFunction' "$@"

printf '%s\n' "$pool_id"
exit "$status"
