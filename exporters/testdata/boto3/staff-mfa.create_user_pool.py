#!/usr/bin/env python3
"""Creates an Amazon Cognito user pool and prints its id.

Needs boto3, which takes the region, the credentials and the endpoint from
AWS_DEFAULT_REGION, AWS_PROFILE, AWS_ENDPOINT_URL and the files in ~/.aws.

Made by Poolsmith. To make it again: poolsmith export -f boto3 -i DRAFT
"""

import sys
import time

import boto3
from botocore.exceptions import BotoCoreError, ClientError

cognito = boto3.client("cognito-idp")

created = cognito.create_user_pool(
    PoolName="my-staff-pool",
    UserPoolTier="ESSENTIALS",
    UsernameAttributes=["email"],
    UsernameConfiguration={
        "CaseSensitive": False,
    },
    Policies={
        "PasswordPolicy": {
            "MinimumLength": 14,
            "RequireUppercase": True,
            "RequireLowercase": True,
            "RequireNumbers": True,
            "RequireSymbols": True,
            "PasswordHistorySize": 5,
            "TemporaryPasswordValidityDays": 3,
        },
    },
    MfaConfiguration="OFF",
    AutoVerifiedAttributes=["email"],
    UserAttributeUpdateSettings={
        "AttributesRequireVerificationBeforeUpdate": ["email"],
    },
    AccountRecoverySetting={
        "RecoveryMechanisms": [
            {
                "Name": "verified_email",
                "Priority": 1,
            },
        ],
    },
    Schema=[
        {
            "Name": "email",
            "AttributeDataType": "String",
            "Mutable": True,
            "Required": True,
        },
        {
            "Name": "department",
            "AttributeDataType": "String",
            "Mutable": True,
            "StringAttributeConstraints": {
                "MinLength": "0",
                "MaxLength": "64",
            },
        },
    ],
    AdminCreateUserConfig={
        "AllowAdminCreateUserOnly": True,
        "InviteMessageTemplate": {
            "EmailSubject": "Your staff account",
            "EmailMessage": "Sign in as {username} with the temporary password {####}. It is valid for three days.",
        },
    },
    DeletionProtection="ACTIVE",
)
pool_id = created["UserPool"]["Id"]


def set_mfa():
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        MfaConfiguration="ON",
        SoftwareTokenMfaConfiguration={
            "Enabled": True,
        },
    )


try:
    set_mfa()
except (BotoCoreError, ClientError):
    # A pool as young as this one may still be busy: wait and try once more.
    time.sleep(2)
    try:
        set_mfa()
    except (BotoCoreError, ClientError) as error:
        sys.exit(
            "set_user_pool_mfa_config failed: " + str(error) + "\n"
            + "The pool " + pool_id + " exists, with MFA off. To delete it:"
            + "\n  aws cognito-idp update-user-pool --deletion-protection INACTIVE --user-attribute-update-settings 'AttributesRequireVerificationBeforeUpdate=[]' --user-pool-id=" + pool_id
            + "\n  aws cognito-idp delete-user-pool --user-pool-id=" + pool_id
        )

print(pool_id)
