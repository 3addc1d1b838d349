// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT
//
// This resource does not say everything about the pool:
//
//   CreateUserPool.EmailVerificationMessage = "Your verification code is {####}."
//   (the provider refuses it beside VerificationMessageTemplate, and Cognito keeps one text for both)
//
//   CreateUserPool.EmailVerificationSubject = "Verify your email address"
//   (the provider refuses it beside VerificationMessageTemplate, and Cognito keeps one text for both)
//
//   CreateUserPool.SmsVerificationMessage = "Your verification code is {####}."
//   (the provider refuses it beside VerificationMessageTemplate, and Cognito keeps one text for both)

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("my_test_user_pool", {
  name: "my-test-user-pool",
  aliasAttributes: ["email"],
  usernameConfiguration: {
    caseSensitive: true,
  },
  passwordPolicy: {
    minimumLength: 6,
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: true,
    temporaryPasswordValidityDays: 7,
  },
  mfaConfiguration: "OPTIONAL",
  autoVerifiedAttributes: ["email"],
  userAttributeUpdateSettings: {
    attributesRequireVerificationBeforeUpdates: ["email"],
  },
  accountRecoverySetting: {
    recoveryMechanisms: [
      {
        name: "verified_email",
        priority: 1,
      },
    ],
  },
  emailConfiguration: {
    emailSendingAccount: "DEVELOPER",
    sourceArn: "arn:aws:ses:us-east-1:123456789012:identity/support@example.com",
    fromEmailAddress: "support@example.com",
    replyToEmailAddress: "support@example.com",
    configurationSet: "my-test-ses-configuration-set",
  },
  smsConfiguration: {
    snsCallerArn: "arn:aws:iam::123456789012:role/service-role/test-cognito-SMS-Role",
    externalId: "my-role-external-id",
  },
  smsAuthenticationMessage: "Your verification code is {####}.",
  verificationMessageTemplate: {
    defaultEmailOption: "CONFIRM_WITH_CODE",
    emailSubject: "Here is your confirmation code",
    emailMessage: "Your confirmation code is {####}",
    emailSubjectByLink: "Here is your confirmation link",
    emailMessageByLink: "Choose this link to {##verify your email##}",
    smsMessage: "Your confirmation code is {####}",
  },
  lambdaConfig: {
    preSignUp: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    postConfirmation: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    preAuthentication: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    postAuthentication: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    defineAuthChallenge: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    verifyAuthChallengeResponse: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    preTokenGeneration: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    userMigration: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    customMessage: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    customEmailSender: {
      lambdaArn: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
      lambdaVersion: "V1_0",
    },
    customSmsSender: {
      lambdaArn: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
      lambdaVersion: "V1_0",
    },
    kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357",
  },
  schemas: [
    {
      name: "mydev",
      attributeDataType: "Number",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "1",
        maxLength: "99",
      },
      numberAttributeConstraints: {
        minValue: "1",
        maxValue: "99",
      },
      developerOnlyAttribute: true,
    },
  ],
  adminCreateUserConfig: {
    allowAdminCreateUserOnly: false,
    inviteMessageTemplate: {
      emailSubject: "Your sign-in information",
      emailMessage: "Your username is {username} and temporary password is {####}.",
      smsMessage: "Your username is {username} and temporary password is {####}.",
    },
  },
  deviceConfiguration: {
    challengeRequiredOnNewDevice: true,
    deviceOnlyRememberedOnUserPrompt: true,
  },
  userPoolAddOns: {
    advancedSecurityMode: "OFF",
  },
  tags: {
    "my-test-tag-key": "my-test-tag-key",
  },
  deletionProtection: "ACTIVE",
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
