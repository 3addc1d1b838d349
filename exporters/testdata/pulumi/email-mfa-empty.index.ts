// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("email", {
  name: "email",
  mfaConfiguration: "ON",
  emailMfaConfiguration: {},
  emailConfiguration: {
    emailSendingAccount: "DEVELOPER",
    sourceArn: "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
  },
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
