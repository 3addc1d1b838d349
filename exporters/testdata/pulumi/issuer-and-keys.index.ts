// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT
//
// This resource does not say everything about the pool:
//
//   CreateUserPool.KeyConfiguration.KeyType = "CUSTOMER_MANAGED_KEY"
//   (the provider has no name for it)
//
//   CreateUserPool.KeyConfiguration.KmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/mrk-1"
//   (the provider has no name for it)
//
//   CreateUserPool.IssuerConfiguration.Type = "UPDATED"
//   (the provider has no name for it)
//
//   SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration = "MULTI_FACTOR_WITH_USER_VERIFICATION"
//   (the provider has no name for it)
//
// `poolsmith export -f cli` makes a pool with all of it. To set it on the pool that
// Pulumi made, and again whenever Pulumi has changed that pool:
//
//   poolsmith export -f json -i DRAFT -o . &&
//   jq 'del(.UsernameAttributes, .AliasAttributes, .UsernameConfiguration, .Schema, .MfaConfiguration)' create-user-pool.json >update-user-pool.json &&
//   aws cognito-idp update-user-pool --user-pool-id POOL_ID --cli-input-json file://update-user-pool.json
//   poolsmith export -f json -i DRAFT -o . &&
//   aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --cli-input-json file://set-user-pool-mfa-config.json

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("keys", {
  name: "keys",
  mfaConfiguration: "ON",
  softwareTokenMfaConfiguration: {
    enabled: true,
  },
  webAuthnConfiguration: {
    userVerification: "required",
  },
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
