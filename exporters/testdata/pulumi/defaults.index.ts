// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("my_user_pool", {
  name: "my-user-pool",
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
