// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("my_user_pool", {
  name: "my-user-pool",
  userPoolTier: "ESSENTIALS",
  usernameAttributes: ["email"],
  usernameConfiguration: {
    caseSensitive: false,
  },
  passwordPolicy: {
    minimumLength: 12,
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: false,
    temporaryPasswordValidityDays: 7,
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
  deletionProtection: "ACTIVE",
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
