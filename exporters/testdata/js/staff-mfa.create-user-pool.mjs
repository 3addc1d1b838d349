#!/usr/bin/env node
//
// Creates an Amazon Cognito user pool and prints its id.
//
// Needs the AWS SDK for JavaScript, and a new one: what it does not know yet,
// it leaves out without a word.
//
//   npm install @aws-sdk/client-cognito-identity-provider@latest
//
// The SDK takes the region, the credentials and the endpoint from AWS_REGION,
// AWS_PROFILE, AWS_ENDPOINT_URL and the files in ~/.aws.
//
// Made by Poolsmith. To make it again: poolsmith export -f js -i DRAFT

import { setTimeout } from "node:timers/promises";

import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  SetUserPoolMfaConfigCommand,
} from "@aws-sdk/client-cognito-identity-provider";

const cognito = new CognitoIdentityProviderClient();

const created = await cognito.send(
  new CreateUserPoolCommand({
    PoolName: "my-staff-pool",
    UserPoolTier: "ESSENTIALS",
    UsernameAttributes: ["email"],
    UsernameConfiguration: {
      CaseSensitive: false,
    },
    Policies: {
      PasswordPolicy: {
        MinimumLength: 14,
        RequireUppercase: true,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
        PasswordHistorySize: 5,
        TemporaryPasswordValidityDays: 3,
      },
    },
    MfaConfiguration: "OFF",
    AutoVerifiedAttributes: ["email"],
    UserAttributeUpdateSettings: {
      AttributesRequireVerificationBeforeUpdate: ["email"],
    },
    AccountRecoverySetting: {
      RecoveryMechanisms: [
        {
          Name: "verified_email",
          Priority: 1,
        },
      ],
    },
    Schema: [
      {
        Name: "email",
        AttributeDataType: "String",
        Mutable: true,
        Required: true,
      },
      {
        Name: "department",
        AttributeDataType: "String",
        Mutable: true,
        StringAttributeConstraints: {
          MinLength: "0",
          MaxLength: "64",
        },
      },
    ],
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: true,
      InviteMessageTemplate: {
        EmailSubject: "Your staff account",
        EmailMessage: "Sign in as {username} with the temporary password {####}. It is valid for three days.",
      },
    },
    DeletionProtection: "ACTIVE",
  }),
);
const poolId = created.UserPool.Id;

const setMfa = () =>
  cognito.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId: poolId,
      MfaConfiguration: "ON",
      SoftwareTokenMfaConfiguration: {
        Enabled: true,
      },
    }),
  );

try {
  // A pool as young as this one may still be busy: wait and try once more.
  await setMfa().catch(() => setTimeout(2000).then(setMfa));
  console.log(poolId);
} catch (error) {
  console.error("SetUserPoolMfaConfig failed: " + error.message);
  console.error("The pool " + poolId + " exists, with MFA off. To delete it:");
  console.error("  aws cognito-idp update-user-pool --deletion-protection INACTIVE --user-attribute-update-settings 'AttributesRequireVerificationBeforeUpdate=[]' --user-pool-id=" + poolId);
  console.error("  aws cognito-idp delete-user-pool --user-pool-id=" + poolId);
  process.exitCode = 1;
}
