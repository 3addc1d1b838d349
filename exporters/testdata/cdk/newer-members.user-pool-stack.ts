// Made by Poolsmith. To make it again: poolsmith export -f cdk -i DRAFT
//
// This resource does not say everything about the pool:
//
//   CreateUserPool.SmsConfiguration.EumsSms.CallerArn = "arn:aws:iam::123456789012:role/sms"
//   (the resource has no name for it, and Cognito rejects what needs SMS without it: make such a pool with `poolsmith export -f cli`)
//
//   CreateUserPool.SmsConfiguration.EumsSms.ExternalId = "newer"
//   (the resource has no name for it, and Cognito rejects what needs SMS without it: make such a pool with `poolsmith export -f cli`)
//
//   CreateUserPool.SmsConfiguration.EumsSms.OriginationIdentity = "+15551234567"
//   (the resource has no name for it, and Cognito rejects what needs SMS without it: make such a pool with `poolsmith export -f cli`)
//
//   CreateUserPool.SmsConfiguration.EumsSms.Region = "eu-west-1"
//   (the resource has no name for it, and Cognito rejects what needs SMS without it: make such a pool with `poolsmith export -f cli`)
//
//   CreateUserPool.AcrConfiguration.Level1.AcrValue = "urn:example:low"
//   (AWS::Cognito::UserPool has no name for it)
//
//   CreateUserPool.AcrConfiguration.Level2.AcrValue = "urn:example:high"
//   (AWS::Cognito::UserPool has no name for it)
//
//   CreateUserPool.DcrConfiguration
//   (AWS::Cognito::UserPool has no name for it)
//
//   CreateUserPool.DcrConfiguration.EnableStatus = "ENABLED"
//   (AWS::Cognito::UserPool has no name for it)
//
//   CreateUserPool.DcrConfiguration.OpenDcrEnabled = false
//   (AWS::Cognito::UserPool has no name for it)
//
//   CreateUserPool.DcrConfiguration.AuthenticatedGrantTypes = ["code"]
//   (AWS::Cognito::UserPool has no name for it)
//
// `poolsmith export -f cli` makes a pool with all of it. To set it on the pool that
// the CDK made, and again whenever the CDK has changed that pool:
//
//   poolsmith export -f json -i DRAFT -o . &&
//   jq 'del(.UsernameAttributes, .AliasAttributes, .UsernameConfiguration, .Schema, .MfaConfiguration)' create-user-pool.json >update-user-pool.json &&
//   aws cognito-idp update-user-pool --user-pool-id POOL_ID --cli-input-json file://update-user-pool.json

import * as cdk from "aws-cdk-lib";
import * as cognito from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";

export class NewerStack extends cdk.Stack {
  public readonly userPool: cognito.CfnUserPool;

  constructor(scope: Construct, id: string, props: cdk.StackProps = {}) {
    super(scope, id, props);

    this.userPool = new cognito.CfnUserPool(this, "UserPool", {
      userPoolName: "newer",
    });

    new cdk.CfnOutput(this, "UserPoolId", { value: this.userPool.ref });
    new cdk.CfnOutput(this, "UserPoolArn", { value: this.userPool.attrArn });
  }
}
