// Made by Poolsmith. To make it again: poolsmith export -f cdk -i DRAFT

import * as cdk from "aws-cdk-lib";
import * as cognito from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";

export class MyTestUserPoolStack extends cdk.Stack {
  public readonly userPool: cognito.CfnUserPool;

  constructor(scope: Construct, id: string, props: cdk.StackProps = {}) {
    super(scope, id, props);

    this.userPool = new cognito.CfnUserPool(this, "UserPool", {
      userPoolName: "my-test-user-pool",
      aliasAttributes: ["email"],
      policies: {
        passwordPolicy: {
          minimumLength: 6,
          requireUppercase: true,
          requireLowercase: true,
          requireNumbers: true,
          requireSymbols: true,
        },
      },
      mfaConfiguration: "OPTIONAL",
      enabledMfas: ["SMS_MFA"],
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
      emailConfiguration: {
        emailSendingAccount: "DEVELOPER",
        sourceArn: "arn:aws:ses:us-east-1:123456789012:identity/support@example.com",
        from: "support@example.com",
        replyToEmailAddress: "support@example.com",
        configurationSet: "my-test-ses-configuration-set",
      },
      smsConfiguration: {
        snsCallerArn: "arn:aws:iam::123456789012:role/service-role/test-cognito-SMS-Role",
        externalId: "my-role-external-id",
      },
      smsAuthenticationMessage: "Your verification code is {####}.",
      verificationMessageTemplate: {
        emailSubject: "Here is your confirmation code",
        emailMessage: "Your confirmation code is {####}",
        emailSubjectByLink: "Here is your confirmation link",
        emailMessageByLink: "Choose this link to {##verify your email##}",
        smsMessage: "Your confirmation code is {####}",
      },
      emailVerificationMessage: "Your verification code is {####}.",
      emailVerificationSubject: "Verify your email address",
      smsVerificationMessage: "Your verification code is {####}.",
      lambdaConfig: {
        preSignUp: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
        postConfirmation: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
        preAuthentication: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
        postAuthentication: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
        defineAuthChallenge: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
        verifyAuthChallengeResponse: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
        preTokenGeneration: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
        userMigration: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
        customMessage: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
        customEmailSender: {
          lambdaArn: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
          lambdaVersion: "V1_0",
        },
        customSmsSender: {
          lambdaArn: "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
          lambdaVersion: "V1_0",
        },
        kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357",
      },
      schema: [
        {
          name: "mydev",
          attributeDataType: "Number",
          mutable: true,
          stringAttributeConstraints: {
            minLength: "1",
            maxLength: "99",
          },
          numberAttributeConstraints: {
            minValue: "1",
            maxValue: "99",
          },
          developerOnlyAttribute: true,
        },
      ],
      adminCreateUserConfig: {
        inviteMessageTemplate: {
          emailSubject: "Your sign-in information",
          emailMessage: "Your username is {username} and temporary password is {####}.",
          smsMessage: "Your username is {username} and temporary password is {####}.",
        },
      },
      deviceConfiguration: {
        challengeRequiredOnNewDevice: true,
        deviceOnlyRememberedOnUserPrompt: true,
      },
      userPoolTags: {
        "my-test-tag-key": "my-test-tag-key",
      },
      deletionProtection: "ACTIVE",
    });
    this.userPool.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);

    new cdk.CfnOutput(this, "UserPoolId", { value: this.userPool.ref });
    new cdk.CfnOutput(this, "UserPoolArn", { value: this.userPool.attrArn });
  }
}
