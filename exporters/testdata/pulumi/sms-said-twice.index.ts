// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT
//
// This resource does not say everything about the pool:
//
//   SetUserPoolMfaConfig.SmsMfaConfiguration.SmsConfiguration.SnsCallerArn = "arn:aws:iam::123456789012:role/other"
//   (the resource has one role and one text for all SMS, and they are others)
//
// `poolsmith export -f cli` makes a pool with all of it. To set it on the pool that
// Pulumi made, and again whenever Pulumi has changed that pool:
//
//   poolsmith export -f json -i DRAFT -o . &&
//   aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --cli-input-json file://set-user-pool-mfa-config.json

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("sms", {
  name: "sms",
  mfaConfiguration: "ON",
  smsConfiguration: {
    snsCallerArn: "arn:aws:iam::123456789012:role/sms",
    externalId: "sms-id",
    snsRegion: "eu-west-1",
  },
  smsAuthenticationMessage: "Your code is {####}",
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
