// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("my_staff_pool", {
  name: "my-staff-pool",
  userPoolTier: "ESSENTIALS",
  usernameAttributes: ["email"],
  usernameConfiguration: {
    caseSensitive: false,
  },
  passwordPolicy: {
    minimumLength: 14,
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: true,
    passwordHistorySize: 5,
    temporaryPasswordValidityDays: 3,
  },
  mfaConfiguration: "ON",
  softwareTokenMfaConfiguration: {
    enabled: true,
  },
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
  schemas: [
    {
      name: "email",
      attributeDataType: "String",
      mutable: true,
      required: true,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "department",
      attributeDataType: "String",
      mutable: true,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "64",
      },
    },
  ],
  adminCreateUserConfig: {
    allowAdminCreateUserOnly: true,
    inviteMessageTemplate: {
      emailSubject: "Your staff account",
      emailMessage: "Sign in as {username} with the temporary password {####}. It is valid for three days.",
      smsMessage: "Your username is {username} and temporary password is {####}.",
    },
  },
  deletionProtection: "ACTIVE",
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
