// Made by Poolsmith. To make it again: poolsmith export -f cdk -i DRAFT

import * as cdk from "aws-cdk-lib";
import * as cognito from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";

export class MyStaffPoolStack extends cdk.Stack {
  public readonly userPool: cognito.CfnUserPool;

  constructor(scope: Construct, id: string, props: cdk.StackProps = {}) {
    super(scope, id, props);

    this.userPool = new cognito.CfnUserPool(this, "UserPool", {
      userPoolName: "my-staff-pool",
      userPoolTier: "ESSENTIALS",
      usernameAttributes: ["email"],
      usernameConfiguration: {
        caseSensitive: false,
      },
      policies: {
        passwordPolicy: {
          minimumLength: 14,
          requireUppercase: true,
          requireLowercase: true,
          requireNumbers: true,
          requireSymbols: true,
          passwordHistorySize: 5,
          temporaryPasswordValidityDays: 3,
        },
      },
      mfaConfiguration: "ON",
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
        {
          name: "department",
          attributeDataType: "String",
          mutable: true,
          stringAttributeConstraints: {
            minLength: "0",
            maxLength: "64",
          },
        },
      ],
      adminCreateUserConfig: {
        allowAdminCreateUserOnly: true,
        inviteMessageTemplate: {
          emailSubject: "Your staff account",
          emailMessage: "Sign in as {username} with the temporary password {####}. It is valid for three days.",
        },
      },
      deletionProtection: "ACTIVE",
    });
    this.userPool.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);

    new cdk.CfnOutput(this, "UserPoolId", { value: this.userPool.ref });
    new cdk.CfnOutput(this, "UserPoolArn", { value: this.userPool.attrArn });
  }
}
