// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("my_passwordless_pool", {
  name: "my-passwordless-pool",
  userPoolTier: "ESSENTIALS",
  usernameAttributes: ["email"],
  usernameConfiguration: {
    caseSensitive: false,
  },
  signInPolicy: {
    allowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN", "EMAIL_OTP"],
  },
  passwordPolicy: {
    minimumLength: 12,
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: false,
    temporaryPasswordValidityDays: 7,
  },
  webAuthnConfiguration: {
    userVerification: "preferred",
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
