#!/usr/bin/env python3
"""Creates an Amazon Cognito user pool and prints its id.

Needs boto3, which takes the region, the credentials and the endpoint from
AWS_DEFAULT_REGION, AWS_PROFILE, AWS_ENDPOINT_URL and the files in ~/.aws.

Made by Poolsmith. To make it again: poolsmith export -f boto3 -i DRAFT
"""

import boto3

cognito = boto3.client("cognito-idp")

created = cognito.create_user_pool(
    PoolName="newer",
    SmsConfiguration={
        "EumsSms": {
            "CallerArn": "arn:aws:iam::123456789012:role/sms",
            "ExternalId": "newer",
            "OriginationIdentity": "+15551234567",
            "Region": "eu-west-1",
        },
    },
    AcrConfiguration={
        "Level1": {
            "AcrValue": "urn:example:low",
        },
        "Level2": {
            "AcrValue": "urn:example:high",
        },
    },
    DcrConfiguration={
        "EnableStatus": "ENABLED",
        "OpenDcrEnabled": False,
        "AuthenticatedGrantTypes": ["code"],
    },
)
pool_id = created["UserPool"]["Id"]

print(pool_id)
