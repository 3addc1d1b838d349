// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT
//
// This resource does not say everything about the pool:
//
//   CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.SMSMessage = "Your password is {####}"
//   (the provider requires {username} in it)
//
// `poolsmith export -f cli` makes a pool with all of it. To set it on the pool that
// Pulumi made, and again whenever Pulumi has changed that pool:
//
//   poolsmith export -f json -i DRAFT -o . &&
//   jq 'del(.UsernameAttributes, .AliasAttributes, .UsernameConfiguration, .Schema, .MfaConfiguration)' create-user-pool.json >update-user-pool.json &&
//   aws cognito-idp update-user-pool --user-pool-id POOL_ID --cli-input-json file://update-user-pool.json

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("invitation", {
  name: "invitation",
  adminCreateUserConfig: {
    inviteMessageTemplate: {
      emailSubject: "Welcome",
      emailMessage: "Your username is {username} and temporary password is {####}.",
      smsMessage: "Your username is {username} and temporary password is {####}.",
    },
  },
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
