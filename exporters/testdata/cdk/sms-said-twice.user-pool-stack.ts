// Made by Poolsmith. To make it again: poolsmith export -f cdk -i DRAFT
//
// This resource does not say everything about the pool:
//
//   SetUserPoolMfaConfig.SmsMfaConfiguration.SmsConfiguration.SnsCallerArn = "arn:aws:iam::123456789012:role/other"
//   (the resource has one role and one text for all SMS, and they are others)
//
// `poolsmith export -f cli` makes a pool with all of it. To set it on the pool that
// the CDK made, and again whenever the CDK has changed that pool:
//
//   poolsmith export -f json -i DRAFT -o . &&
//   aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --cli-input-json file://set-user-pool-mfa-config.json

import * as cdk from "aws-cdk-lib";
import * as cognito from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";

export class SmsStack extends cdk.Stack {
  public readonly userPool: cognito.CfnUserPool;

  constructor(scope: Construct, id: string, props: cdk.StackProps = {}) {
    super(scope, id, props);

    this.userPool = new cognito.CfnUserPool(this, "UserPool", {
      userPoolName: "sms",
      mfaConfiguration: "ON",
      enabledMfas: ["SMS_MFA"],
      smsConfiguration: {
        snsCallerArn: "arn:aws:iam::123456789012:role/sms",
        externalId: "sms-id",
        snsRegion: "eu-west-1",
      },
      smsAuthenticationMessage: "Your code is {####}",
    });

    new cdk.CfnOutput(this, "UserPoolId", { value: this.userPool.ref });
    new cdk.CfnOutput(this, "UserPoolArn", { value: this.userPool.attrArn });
  }
}
