// Made by Poolsmith. To make it again: poolsmith export -f cdk -i DRAFT

import * as cdk from "aws-cdk-lib";
import * as cognito from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";

export class MyPasswordlessPoolStack extends cdk.Stack {
  public readonly userPool: cognito.CfnUserPool;

  constructor(scope: Construct, id: string, props: cdk.StackProps = {}) {
    super(scope, id, props);

    this.userPool = new cognito.CfnUserPool(this, "UserPool", {
      userPoolName: "my-passwordless-pool",
      userPoolTier: "ESSENTIALS",
      usernameAttributes: ["email"],
      usernameConfiguration: {
        caseSensitive: false,
      },
      policies: {
        signInPolicy: {
          allowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN", "EMAIL_OTP"],
        },
        passwordPolicy: {
          minimumLength: 12,
          requireUppercase: true,
          requireLowercase: true,
          requireNumbers: true,
          requireSymbols: false,
          temporaryPasswordValidityDays: 7,
        },
      },
      mfaConfiguration: "OFF",
      webAuthnUserVerification: "preferred",
      autoVerifiedAttributes: ["email"],
      userAttributeUpdateSettings: {
        attributesRequireVerificationBeforeUpdate: ["email"],
      },
      accountRecoverySetting: {
        recoveryMechanisms: [
          {
            name: "verified_email",
            priority: 1,
          },
        ],
      },
      schema: [
        {
          name: "email",
          attributeDataType: "String",
          mutable: true,
          required: true,
        },
      ],
      deletionProtection: "ACTIVE",
    });
    this.userPool.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);

    new cdk.CfnOutput(this, "UserPoolId", { value: this.userPool.ref });
    new cdk.CfnOutput(this, "UserPoolArn", { value: this.userPool.attrArn });
  }
}
