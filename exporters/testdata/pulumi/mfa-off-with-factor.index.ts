// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("off", {
  name: "off",
  mfaConfiguration: "OFF",
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
