#!/usr/bin/env python3
"""Creates an Amazon Cognito user pool and prints its id.

Needs boto3, which takes the region, the credentials and the endpoint from
AWS_DEFAULT_REGION, AWS_PROFILE, AWS_ENDPOINT_URL and the files in ~/.aws.

Made by Poolsmith. To make it again: poolsmith export -f boto3 -i DRAFT
"""

import boto3

cognito = boto3.client("cognito-idp")

created = cognito.create_user_pool(
    PoolName="my-test-user-pool",
    AliasAttributes=["email"],
    UsernameConfiguration={
        "CaseSensitive": True,
    },
    Policies={
        "PasswordPolicy": {
            "MinimumLength": 6,
            "RequireUppercase": True,
            "RequireLowercase": True,
            "RequireNumbers": True,
            "RequireSymbols": True,
            "TemporaryPasswordValidityDays": 7,
        },
    },
    MfaConfiguration="OPTIONAL",
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
    EmailConfiguration={
        "EmailSendingAccount": "DEVELOPER",
        "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/support@example.com",
        "From": "support@example.com",
        "ReplyToEmailAddress": "support@example.com",
        "ConfigurationSet": "my-test-ses-configuration-set",
    },
    SmsConfiguration={
        "SnsCallerArn": "arn:aws:iam::123456789012:role/service-role/test-cognito-SMS-Role",
        "ExternalId": "my-role-external-id",
    },
    SmsAuthenticationMessage="Your verification code is {####}.",
    VerificationMessageTemplate={
        "DefaultEmailOption": "CONFIRM_WITH_CODE",
        "EmailSubject": "Here is your confirmation code",
        "EmailMessage": "Your confirmation code is {####}",
        "EmailSubjectByLink": "Here is your confirmation link",
        "EmailMessageByLink": "Choose this link to {##verify your email##}",
        "SmsMessage": "Your confirmation code is {####}",
    },
    EmailVerificationMessage="Your verification code is {####}.",
    EmailVerificationSubject="Verify your email address",
    SmsVerificationMessage="Your verification code is {####}.",
    LambdaConfig={
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
            "LambdaVersion": "V1_0",
        },
        "CustomSMSSender": {
            "LambdaArn": "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
            "LambdaVersion": "V1_0",
        },
        "KMSKeyID": "arn:aws:kms:us-east-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357",
    },
    Schema=[
        {
            "Name": "mydev",
            "AttributeDataType": "Number",
            "Mutable": True,
            "Required": False,
            "StringAttributeConstraints": {
                "MinLength": "1",
                "MaxLength": "99",
            },
            "NumberAttributeConstraints": {
                "MinValue": "1",
                "MaxValue": "99",
            },
            "DeveloperOnlyAttribute": True,
        },
    ],
    AdminCreateUserConfig={
        "AllowAdminCreateUserOnly": False,
        "InviteMessageTemplate": {
            "EmailSubject": "Your sign-in information",
            "EmailMessage": "Your username is {username} and temporary password is {####}.",
            "SMSMessage": "Your username is {username} and temporary password is {####}.",
        },
    },
    DeviceConfiguration={
        "ChallengeRequiredOnNewDevice": True,
        "DeviceOnlyRememberedOnUserPrompt": True,
    },
    UserPoolAddOns={
        "AdvancedSecurityMode": "OFF",
    },
    UserPoolTags={
        "my-test-tag-key": "my-test-tag-key",
    },
    DeletionProtection="ACTIVE",
)
pool_id = created["UserPool"]["Id"]

print(pool_id)
