// Made by Poolsmith. To make it again: poolsmith export -f cdk -i DRAFT

import * as cdk from "aws-cdk-lib";
import * as cognito from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";

export class MyHardenedPoolStack extends cdk.Stack {
  public readonly userPool: cognito.CfnUserPool;

  constructor(scope: Construct, id: string, props: cdk.StackProps = {}) {
    super(scope, id, props);

    this.userPool = new cognito.CfnUserPool(this, "UserPool", {
      userPoolName: "my-hardened-pool",
      userPoolTier: "PLUS",
      usernameAttributes: ["email"],
      usernameConfiguration: {
        caseSensitive: false,
      },
      policies: {
        passwordPolicy: {
          minimumLength: 16,
          requireUppercase: true,
          requireLowercase: true,
          requireNumbers: true,
          requireSymbols: true,
          passwordHistorySize: 24,
          temporaryPasswordValidityDays: 1,
        },
      },
      mfaConfiguration: "OPTIONAL",
      enabledMfas: ["SOFTWARE_TOKEN_MFA"],
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
      deviceConfiguration: {
        challengeRequiredOnNewDevice: true,
        deviceOnlyRememberedOnUserPrompt: true,
      },
      userPoolAddOns: {
        advancedSecurityMode: "ENFORCED",
      },
      deletionProtection: "ACTIVE",
    });
    this.userPool.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);

    new cdk.CfnOutput(this, "UserPoolId", { value: this.userPool.ref });
    new cdk.CfnOutput(this, "UserPoolArn", { value: this.userPool.attrArn });
  }
}
