#!/usr/bin/env node
//
// Creates an Amazon Cognito user pool and prints its id.
//
// Needs the AWS SDK for JavaScript, and a new one: what it does not know yet,
// it leaves out without a word.
//
//   npm install @aws-sdk/client-cognito-identity-provider@latest
//
// The SDK takes the region, the credentials and the endpoint from AWS_REGION,
// AWS_PROFILE, AWS_ENDPOINT_URL and the files in ~/.aws.
//
// Made by Poolsmith. To make it again: poolsmith export -f js -i DRAFT

import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";

const cognito = new CognitoIdentityProviderClient();

const created = await cognito.send(
  new CreateUserPoolCommand({
    PoolName: "invitation",
    AdminCreateUserConfig: {
      InviteMessageTemplate: {
        EmailSubject: "Welcome",
        SMSMessage: "Your password is {####}",
      },
    },
  }),
);
const poolId = created.UserPool.Id;

console.log(poolId);
