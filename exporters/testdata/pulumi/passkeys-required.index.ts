// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT
//
// This resource does not say everything about the pool:
//
//   SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration = "MULTI_FACTOR_WITH_USER_VERIFICATION"
//   (the provider cannot set it, and Cognito rejects the pool without it while MFA is ON and passkeys are a first factor; use cloudformation, cdk or cli, or create the pool with MFA OPTIONAL first)
//
// As it is, pulumi up fails: while MFA is ON and passkeys are a first factor,
// Cognito requires FactorConfiguration MULTI_FACTOR_WITH_USER_VERIFICATION, which
// the provider cannot set. `poolsmith export` as cloudformation, cdk or cli can. Or
// set mfaConfiguration to "OPTIONAL" below, create the pool, and run
//
//   poolsmith export -f json -i DRAFT -o . &&
//   aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --cli-input-json file://set-user-pool-mfa-config.json
//
// Then add to the options of the resource
//
//   ignoreChanges: ["mfaConfiguration", "webAuthnConfiguration"]
//
// or the next change undoes it.

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("passkeys", {
  name: "passkeys",
  signInPolicy: {
    allowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"],
  },
  mfaConfiguration: "ON",
  softwareTokenMfaConfiguration: {
    enabled: true,
  },
  webAuthnConfiguration: {
    relyingPartyId: "example.com",
  },
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
