// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("my_service_pool", {
  name: "my-service-pool",
  userPoolTier: "LITE",
  usernameConfiguration: {
    caseSensitive: false,
  },
  accountRecoverySetting: {
    recoveryMechanisms: [
      {
        name: "admin_only",
        priority: 1,
      },
    ],
  },
  adminCreateUserConfig: {
    allowAdminCreateUserOnly: true,
  },
  deletionProtection: "ACTIVE",
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
