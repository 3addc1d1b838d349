// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("sms", {
  name: "sms",
  mfaConfiguration: "ON",
  smsConfiguration: {
    snsCallerArn: "arn:aws:iam::123456789012:role/sms",
    externalId: "sms-id",
  },
  smsAuthenticationMessage: "Your code is {####}",
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
