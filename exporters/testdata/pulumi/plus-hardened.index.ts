// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("my_hardened_pool", {
  name: "my-hardened-pool",
  userPoolTier: "PLUS",
  usernameAttributes: ["email"],
  usernameConfiguration: {
    caseSensitive: false,
  },
  passwordPolicy: {
    minimumLength: 16,
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: true,
    passwordHistorySize: 24,
    temporaryPasswordValidityDays: 1,
  },
  mfaConfiguration: "OPTIONAL",
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
  ],
  deviceConfiguration: {
    challengeRequiredOnNewDevice: true,
    deviceOnlyRememberedOnUserPrompt: true,
  },
  userPoolAddOns: {
    advancedSecurityMode: "ENFORCED",
  },
  deletionProtection: "ACTIVE",
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
