// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT
//
// This resource does not say everything about the pool:
//
//   CreateUserPool.SmsConfiguration.ExternalId
//   (the provider demands one; the pool has none, so it is written empty)

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("sms", {
  name: "sms",
  mfaConfiguration: "ON",
  smsConfiguration: {
    snsCallerArn: "arn:aws:iam::123456789012:role/sms",
    externalId: "",
  },
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
