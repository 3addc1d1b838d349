// Made by Poolsmith. To make it again: poolsmith export -f cdk -i DRAFT
//
// This resource does not say everything about the pool:
//
//   CreateUserPool.KeyConfiguration.KeyType = "CUSTOMER_MANAGED_KEY"
//   (AWS::Cognito::UserPool has no name for it)
//
//   CreateUserPool.KeyConfiguration.KmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/mrk-1"
//   (AWS::Cognito::UserPool has no name for it)
//
//   CreateUserPool.IssuerConfiguration.Type = "UPDATED"
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

export class KeysStack extends cdk.Stack {
  public readonly userPool: cognito.CfnUserPool;

  constructor(scope: Construct, id: string, props: cdk.StackProps = {}) {
    super(scope, id, props);

    this.userPool = new cognito.CfnUserPool(this, "UserPool", {
      userPoolName: "keys",
      mfaConfiguration: "ON",
      enabledMfas: ["SOFTWARE_TOKEN_MFA"],
      webAuthnUserVerification: "required",
      webAuthnFactorConfiguration: "MULTI_FACTOR_WITH_USER_VERIFICATION",
    });

    new cdk.CfnOutput(this, "UserPoolId", { value: this.userPool.ref });
    new cdk.CfnOutput(this, "UserPoolArn", { value: this.userPool.attrArn });
  }
}
