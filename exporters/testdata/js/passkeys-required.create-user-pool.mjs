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
    PoolName: "passkeys",
    Policies: {
      SignInPolicy: {
        AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"],
      },
    },
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
      WebAuthnConfiguration: {
        RelyingPartyId: "example.com",
        FactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION",
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
  console.error("  aws cognito-idp delete-user-pool --user-pool-id=" + poolId);
  process.exitCode = 1;
}
