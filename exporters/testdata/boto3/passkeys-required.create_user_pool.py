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
    PoolName="passkeys",
    Policies={
        "SignInPolicy": {
            "AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"],
        },
    },
)
pool_id = created["UserPool"]["Id"]


def set_mfa():
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool_id,
        MfaConfiguration="ON",
        SoftwareTokenMfaConfiguration={
            "Enabled": True,
        },
        WebAuthnConfiguration={
            "RelyingPartyId": "example.com",
            "FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION",
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
            + "\n  aws cognito-idp delete-user-pool --user-pool-id=" + pool_id
        )

print(pool_id)
