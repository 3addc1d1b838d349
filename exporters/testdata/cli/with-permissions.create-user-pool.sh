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
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:PreSignUp --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:PostConfirmation --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:PreAuthentication --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:PostAuthentication --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:DefineAuthChallenge --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:CreateAuthChallenge --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:VerifyAuthChallengeResponse --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:PreTokenGeneration --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:UserMigration --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:InboundFederation --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:CustomMessage --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:CustomEmailSender --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN
#   aws lambda add-permission --function-name=arn:aws:lambda:eu-west-1:123456789012:function:CustomSMSSender --statement-id cognito-POOL_ID --action lambda:InvokeFunction --principal cognito-idp.amazonaws.com --source-arn POOL_ARN

set -euo pipefail

# The bodies are UTF-8, whatever the locale.
export AWS_CLI_FILE_ENCODING=UTF-8

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/create-user-pool.json" <<'JSON'
{
  "PoolName": "largest",
  "UserPoolTier": "PLUS",
  "AliasAttributes": [
    "email",
    "phone_number",
    "preferred_username"
  ],
  "UsernameConfiguration": {
    "CaseSensitive": false
  },
  "Policies": {
    "SignInPolicy": {
      "AllowedFirstAuthFactors": [
        "PASSWORD",
        "EMAIL_OTP",
        "SMS_OTP",
        "WEB_AUTHN"
      ]
    },
    "PasswordPolicy": {
      "MinimumLength": 12,
      "RequireUppercase": true,
      "RequireLowercase": true,
      "RequireNumbers": true,
      "RequireSymbols": true,
      "PasswordHistorySize": 24,
      "TemporaryPasswordValidityDays": 7
    }
  },
  "MfaConfiguration": "OFF",
  "AutoVerifiedAttributes": [
    "email",
    "phone_number"
  ],
  "UserAttributeUpdateSettings": {
    "AttributesRequireVerificationBeforeUpdate": [
      "email",
      "phone_number"
    ]
  },
  "AccountRecoverySetting": {
    "RecoveryMechanisms": [
      {
        "Name": "verified_email",
        "Priority": 1
      },
      {
        "Name": "verified_phone_number",
        "Priority": 2
      }
    ]
  },
  "EmailConfiguration": {
    "EmailSendingAccount": "DEVELOPER",
    "SourceArn": "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
    "From": "Largest <no-reply@example.com>",
    "ReplyToEmailAddress": "help@example.com",
    "ConfigurationSet": "largest"
  },
  "SmsConfiguration": {
    "SnsCallerArn": "arn:aws:iam::123456789012:role/largest-sms",
    "ExternalId": "largest",
    "SnsRegion": "eu-west-1"
  },
  "SmsAuthenticationMessage": "Your code is {####}",
  "VerificationMessageTemplate": {
    "DefaultEmailOption": "CONFIRM_WITH_CODE",
    "EmailSubject": "Your code",
    "EmailMessage": "<p>Hello,</p>\n<p>your code is <b>{####}</b>.</p>\n",
    "EmailSubjectByLink": "Confirm your address",
    "EmailMessageByLink": "Please {##confirm your address##}.",
    "SmsMessage": "Your code is {####}"
  },
  "LambdaConfig": {
    "PreSignUp": "arn:aws:lambda:eu-west-1:123456789012:function:PreSignUp",
    "PostConfirmation": "arn:aws:lambda:eu-west-1:123456789012:function:PostConfirmation",
    "PreAuthentication": "arn:aws:lambda:eu-west-1:123456789012:function:PreAuthentication",
    "PostAuthentication": "arn:aws:lambda:eu-west-1:123456789012:function:PostAuthentication",
    "DefineAuthChallenge": "arn:aws:lambda:eu-west-1:123456789012:function:DefineAuthChallenge",
    "CreateAuthChallenge": "arn:aws:lambda:eu-west-1:123456789012:function:CreateAuthChallenge",
    "VerifyAuthChallengeResponse": "arn:aws:lambda:eu-west-1:123456789012:function:VerifyAuthChallengeResponse",
    "PreTokenGeneration": "arn:aws:lambda:eu-west-1:123456789012:function:PreTokenGeneration",
    "PreTokenGenerationConfig": {
      "LambdaArn": "arn:aws:lambda:eu-west-1:123456789012:function:PreTokenGeneration",
      "LambdaVersion": "V3_0"
    },
    "UserMigration": "arn:aws:lambda:eu-west-1:123456789012:function:UserMigration",
    "InboundFederation": {
      "LambdaArn": "arn:aws:lambda:eu-west-1:123456789012:function:InboundFederation",
      "LambdaVersion": "V1_0"
    },
    "CustomMessage": "arn:aws:lambda:eu-west-1:123456789012:function:CustomMessage",
    "CustomEmailSender": {
      "LambdaArn": "arn:aws:lambda:eu-west-1:123456789012:function:CustomEmailSender",
      "LambdaVersion": "V1_0"
    },
    "CustomSMSSender": {
      "LambdaArn": "arn:aws:lambda:eu-west-1:123456789012:function:CustomSMSSender",
      "LambdaVersion": "V1_0"
    },
    "KMSKeyID": "arn:aws:kms:eu-west-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357"
  },
  "Schema": [
    {
      "Name": "email",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": true
    },
    {
      "Name": "attribute_01",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "0",
        "MaxLength": "2048"
      }
    },
    {
      "Name": "attribute_02",
      "AttributeDataType": "Number",
      "Mutable": false,
      "Required": false,
      "NumberAttributeConstraints": {
        "MinValue": "0",
        "MaxValue": "1000000"
      }
    },
    {
      "Name": "attribute_03",
      "AttributeDataType": "DateTime",
      "Mutable": true,
      "Required": false
    },
    {
      "Name": "attribute_04",
      "AttributeDataType": "Boolean",
      "Mutable": false,
      "Required": false
    },
    {
      "Name": "attribute_05",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "0",
        "MaxLength": "2048"
      }
    },
    {
      "Name": "attribute_06",
      "AttributeDataType": "Number",
      "Mutable": false,
      "Required": false,
      "NumberAttributeConstraints": {
        "MinValue": "0",
        "MaxValue": "1000000"
      }
    },
    {
      "Name": "attribute_07",
      "AttributeDataType": "DateTime",
      "Mutable": true,
      "Required": false
    },
    {
      "Name": "attribute_08",
      "AttributeDataType": "Boolean",
      "Mutable": false,
      "Required": false
    },
    {
      "Name": "attribute_09",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "0",
        "MaxLength": "2048"
      }
    },
    {
      "Name": "attribute_10",
      "AttributeDataType": "Number",
      "Mutable": false,
      "Required": false,
      "NumberAttributeConstraints": {
        "MinValue": "0",
        "MaxValue": "1000000"
      }
    },
    {
      "Name": "attribute_11",
      "AttributeDataType": "DateTime",
      "Mutable": true,
      "Required": false
    },
    {
      "Name": "attribute_12",
      "AttributeDataType": "Boolean",
      "Mutable": false,
      "Required": false
    },
    {
      "Name": "attribute_13",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "0",
        "MaxLength": "2048"
      }
    },
    {
      "Name": "attribute_14",
      "AttributeDataType": "Number",
      "Mutable": false,
      "Required": false,
      "NumberAttributeConstraints": {
        "MinValue": "0",
        "MaxValue": "1000000"
      }
    },
    {
      "Name": "attribute_15",
      "AttributeDataType": "DateTime",
      "Mutable": true,
      "Required": false
    },
    {
      "Name": "attribute_16",
      "AttributeDataType": "Boolean",
      "Mutable": false,
      "Required": false
    },
    {
      "Name": "attribute_17",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "0",
        "MaxLength": "2048"
      }
    },
    {
      "Name": "attribute_18",
      "AttributeDataType": "Number",
      "Mutable": false,
      "Required": false,
      "NumberAttributeConstraints": {
        "MinValue": "0",
        "MaxValue": "1000000"
      }
    },
    {
      "Name": "attribute_19",
      "AttributeDataType": "DateTime",
      "Mutable": true,
      "Required": false
    },
    {
      "Name": "attribute_20",
      "AttributeDataType": "Boolean",
      "Mutable": false,
      "Required": false
    },
    {
      "Name": "attribute_21",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "0",
        "MaxLength": "2048"
      }
    },
    {
      "Name": "attribute_22",
      "AttributeDataType": "Number",
      "Mutable": false,
      "Required": false,
      "NumberAttributeConstraints": {
        "MinValue": "0",
        "MaxValue": "1000000"
      }
    },
    {
      "Name": "attribute_23",
      "AttributeDataType": "DateTime",
      "Mutable": true,
      "Required": false
    },
    {
      "Name": "attribute_24",
      "AttributeDataType": "Boolean",
      "Mutable": false,
      "Required": false
    },
    {
      "Name": "attribute_25",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "0",
        "MaxLength": "2048"
      }
    },
    {
      "Name": "attribute_26",
      "AttributeDataType": "Number",
      "Mutable": false,
      "Required": false,
      "NumberAttributeConstraints": {
        "MinValue": "0",
        "MaxValue": "1000000"
      }
    },
    {
      "Name": "attribute_27",
      "AttributeDataType": "DateTime",
      "Mutable": true,
      "Required": false
    },
    {
      "Name": "attribute_28",
      "AttributeDataType": "Boolean",
      "Mutable": false,
      "Required": false
    },
    {
      "Name": "attribute_29",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "0",
        "MaxLength": "2048"
      }
    },
    {
      "Name": "attribute_30",
      "AttributeDataType": "Number",
      "Mutable": false,
      "Required": false,
      "NumberAttributeConstraints": {
        "MinValue": "0",
        "MaxValue": "1000000"
      }
    },
    {
      "Name": "attribute_31",
      "AttributeDataType": "DateTime",
      "Mutable": true,
      "Required": false
    },
    {
      "Name": "attribute_32",
      "AttributeDataType": "Boolean",
      "Mutable": false,
      "Required": false
    },
    {
      "Name": "attribute_33",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "0",
        "MaxLength": "2048"
      }
    },
    {
      "Name": "attribute_34",
      "AttributeDataType": "Number",
      "Mutable": false,
      "Required": false,
      "NumberAttributeConstraints": {
        "MinValue": "0",
        "MaxValue": "1000000"
      }
    },
    {
      "Name": "attribute_35",
      "AttributeDataType": "DateTime",
      "Mutable": true,
      "Required": false
    },
    {
      "Name": "attribute_36",
      "AttributeDataType": "Boolean",
      "Mutable": false,
      "Required": false
    },
    {
      "Name": "attribute_37",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "0",
        "MaxLength": "2048"
      }
    },
    {
      "Name": "attribute_38",
      "AttributeDataType": "Number",
      "Mutable": false,
      "Required": false,
      "NumberAttributeConstraints": {
        "MinValue": "0",
        "MaxValue": "1000000"
      }
    },
    {
      "Name": "attribute_39",
      "AttributeDataType": "DateTime",
      "Mutable": true,
      "Required": false
    },
    {
      "Name": "attribute_40",
      "AttributeDataType": "Boolean",
      "Mutable": false,
      "Required": false
    },
    {
      "Name": "attribute_41",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "0",
        "MaxLength": "2048"
      }
    },
    {
      "Name": "attribute_42",
      "AttributeDataType": "Number",
      "Mutable": false,
      "Required": false,
      "NumberAttributeConstraints": {
        "MinValue": "0",
        "MaxValue": "1000000"
      }
    },
    {
      "Name": "attribute_43",
      "AttributeDataType": "DateTime",
      "Mutable": true,
      "Required": false
    },
    {
      "Name": "attribute_44",
      "AttributeDataType": "Boolean",
      "Mutable": false,
      "Required": false
    },
    {
      "Name": "attribute_45",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "0",
        "MaxLength": "2048"
      }
    },
    {
      "Name": "attribute_46",
      "AttributeDataType": "Number",
      "Mutable": false,
      "Required": false,
      "NumberAttributeConstraints": {
        "MinValue": "0",
        "MaxValue": "1000000"
      }
    },
    {
      "Name": "attribute_47",
      "AttributeDataType": "DateTime",
      "Mutable": true,
      "Required": false
    },
    {
      "Name": "attribute_48",
      "AttributeDataType": "Boolean",
      "Mutable": false,
      "Required": false
    },
    {
      "Name": "attribute_49",
      "AttributeDataType": "String",
      "Mutable": true,
      "Required": false,
      "StringAttributeConstraints": {
        "MinLength": "0",
        "MaxLength": "2048"
      }
    }
  ],
  "AdminCreateUserConfig": {
    "AllowAdminCreateUserOnly": false,
    "InviteMessageTemplate": {
      "EmailSubject": "Welcome",
      "EmailMessage": "You are {username}, your password is {####}.",
      "SMSMessage": "{username}: {####}"
    }
  },
  "DeviceConfiguration": {
    "ChallengeRequiredOnNewDevice": true,
    "DeviceOnlyRememberedOnUserPrompt": true
  },
  "UserPoolAddOns": {
    "AdvancedSecurityMode": "ENFORCED",
    "AdvancedSecurityAdditionalFlows": {
      "CustomAuthMode": "ENFORCED"
    }
  },
  "KeyConfiguration": {
    "KeyType": "CUSTOMER_MANAGED_KEY",
    "KmsKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357"
  },
  "IssuerConfiguration": {
    "Type": "UPDATED"
  },
  "UserPoolTags": {
    "tag-01": "value 1",
    "tag-02": "value 2",
    "tag-03": "value 3",
    "tag-04": "value 4",
    "tag-05": "value 5",
    "tag-06": "value 6",
    "tag-07": "value 7",
    "tag-08": "value 8",
    "tag-09": "value 9",
    "tag-10": "value 10",
    "tag-11": "value 11",
    "tag-12": "value 12",
    "tag-13": "value 13",
    "tag-14": "value 14",
    "tag-15": "value 15",
    "tag-16": "value 16",
    "tag-17": "value 17",
    "tag-18": "value 18",
    "tag-19": "value 19",
    "tag-20": "value 20",
    "tag-21": "value 21",
    "tag-22": "value 22",
    "tag-23": "value 23",
    "tag-24": "value 24",
    "tag-25": "value 25",
    "tag-26": "value 26",
    "tag-27": "value 27",
    "tag-28": "value 28",
    "tag-29": "value 29",
    "tag-30": "value 30",
    "tag-31": "value 31",
    "tag-32": "value 32",
    "tag-33": "value 33",
    "tag-34": "value 34",
    "tag-35": "value 35",
    "tag-36": "value 36",
    "tag-37": "value 37",
    "tag-38": "value 38",
    "tag-39": "value 39",
    "tag-40": "value 40",
    "tag-41": "value 41",
    "tag-42": "value 42",
    "tag-43": "value 43",
    "tag-44": "value 44",
    "tag-45": "value 45",
    "tag-46": "value 46",
    "tag-47": "value 47",
    "tag-48": "value 48",
    "tag-49": "value 49",
    "tag-50": "value 50"
  },
  "DeletionProtection": "ACTIVE"
}
JSON

pool_id=$(
  aws cognito-idp create-user-pool "$@" \
    --cli-input-json "file://$folder/create-user-pool.json" \
    --query UserPool.Id --output text
)

cat >"$folder/set-user-pool-mfa-config.json" <<'JSON'
{
  "MfaConfiguration": "OPTIONAL",
  "SoftwareTokenMfaConfiguration": {
    "Enabled": true
  },
  "SmsMfaConfiguration": {
    "SmsAuthenticationMessage": "Your code is {####}",
    "SmsConfiguration": {
      "SnsCallerArn": "arn:aws:iam::123456789012:role/largest-sms",
      "ExternalId": "largest",
      "SnsRegion": "eu-west-1"
    }
  },
  "EmailMfaConfiguration": {
    "Subject": "Your sign-in code",
    "Message": "Your sign-in code is {####}"
  },
  "WebAuthnConfiguration": {
    "RelyingPartyId": "auth.example.com",
    "UserVerification": "required",
    "FactorConfiguration": "SINGLE_FACTOR"
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
allow 'arn:aws:lambda:eu-west-1:123456789012:function:PreSignUp' "$@"
allow 'arn:aws:lambda:eu-west-1:123456789012:function:PostConfirmation' "$@"
allow 'arn:aws:lambda:eu-west-1:123456789012:function:PreAuthentication' "$@"
allow 'arn:aws:lambda:eu-west-1:123456789012:function:PostAuthentication' "$@"
allow 'arn:aws:lambda:eu-west-1:123456789012:function:DefineAuthChallenge' "$@"
allow 'arn:aws:lambda:eu-west-1:123456789012:function:CreateAuthChallenge' "$@"
allow 'arn:aws:lambda:eu-west-1:123456789012:function:VerifyAuthChallengeResponse' "$@"
allow 'arn:aws:lambda:eu-west-1:123456789012:function:PreTokenGeneration' "$@"
allow 'arn:aws:lambda:eu-west-1:123456789012:function:UserMigration' "$@"
allow 'arn:aws:lambda:eu-west-1:123456789012:function:InboundFederation' "$@"
allow 'arn:aws:lambda:eu-west-1:123456789012:function:CustomMessage' "$@"
allow 'arn:aws:lambda:eu-west-1:123456789012:function:CustomEmailSender' "$@"
allow 'arn:aws:lambda:eu-west-1:123456789012:function:CustomSMSSender' "$@"

printf '%s\n' "$pool_id"
exit "$status"
