// Made by Poolsmith. To make it again: poolsmith export -f cdk -i DRAFT

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
      keyConfiguration: {
        keyType: "CUSTOMER_MANAGED_KEY",
        kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/mrk-1",
      },
      issuerConfiguration: {
        type: "UPDATED",
      },
    });

    new cdk.CfnOutput(this, "UserPoolId", { value: this.userPool.ref });
    new cdk.CfnOutput(this, "UserPoolArn", { value: this.userPool.attrArn });
  }
}
