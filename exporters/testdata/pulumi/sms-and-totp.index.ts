// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("sms_and_totp", {
  name: "sms and totp",
  mfaConfiguration: "OPTIONAL",
  softwareTokenMfaConfiguration: {
    enabled: true,
  },
  smsConfiguration: {
    snsCallerArn: "arn:aws:iam::123456789012:role/sms",
    externalId: "sms-id",
    snsRegion: "eu-west-1",
  },
  smsAuthenticationMessage: "Your code is {####}",
  deletionProtection: "ACTIVE",
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
