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
    PoolName: "newer",
    SmsConfiguration: {
      EumsSms: {
        CallerArn: "arn:aws:iam::123456789012:role/sms",
        ExternalId: "newer",
        OriginationIdentity: "+15551234567",
        Region: "eu-west-1",
      },
    },
    AcrConfiguration: {
      Level1: {
        AcrValue: "urn:example:low",
      },
      Level2: {
        AcrValue: "urn:example:high",
      },
    },
    DcrConfiguration: {
      EnableStatus: "ENABLED",
      OpenDcrEnabled: false,
      AuthenticatedGrantTypes: ["code"],
    },
  }),
);
const poolId = created.UserPool.Id;

console.log(poolId);
