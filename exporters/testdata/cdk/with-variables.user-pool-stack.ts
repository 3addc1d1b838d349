// Made by Poolsmith. To make it again: poolsmith export -f cdk -i DRAFT

import * as cdk from "aws-cdk-lib";
import * as cognito from "aws-cdk-lib/aws-cognito";
import * as lambda from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";

export interface MyTestUserPoolStackProps extends cdk.StackProps {
  /** ARN for EmailConfiguration.SourceArn */
  readonly emailSourceArn?: string;
  /** ARN for SmsConfiguration.SnsCallerArn */
  readonly smsRoleArn?: string;
  /** ARN for LambdaConfig.PreSignUp, LambdaConfig.PostConfirmation, LambdaConfig.PreAuthentication, LambdaConfig.PostAuthentication, LambdaConfig.DefineAuthChallenge, LambdaConfig.VerifyAuthChallengeResponse, LambdaConfig.PreTokenGeneration, LambdaConfig.UserMigration, LambdaConfig.CustomMessage, LambdaConfig.CustomEmailSender.LambdaArn, LambdaConfig.CustomSMSSender.LambdaArn */
  readonly myFunctionArn?: string;
  /** ARN for LambdaConfig.KMSKeyID */
  readonly senderKeyArn?: string;
}

export class MyTestUserPoolStack extends cdk.Stack {
  public readonly userPool: cognito.CfnUserPool;

  constructor(scope: Construct, id: string, props: MyTestUserPoolStackProps = {}) {
    super(scope, id, props);

    const emailSourceArn = props.emailSourceArn ?? "arn:aws:ses:us-east-1:123456789012:identity/support@example.com";
    const smsRoleArn = props.smsRoleArn ?? "arn:aws:iam::123456789012:role/service-role/test-cognito-SMS-Role";
    const myFunctionArn = props.myFunctionArn ?? "arn:aws:lambda:us-east-1:123456789012:function:MyFunction";
    const senderKeyArn = props.senderKeyArn ?? "arn:aws:kms:us-east-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357";

    this.userPool = new cognito.CfnUserPool(this, "UserPool", {
      userPoolName: "my-test-user-pool",
      aliasAttributes: ["email"],
      usernameConfiguration: {
        caseSensitive: true,
      },
      policies: {
        passwordPolicy: {
          minimumLength: 6,
          requireUppercase: true,
          requireLowercase: true,
          requireNumbers: true,
          requireSymbols: true,
          temporaryPasswordValidityDays: 7,
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
        sourceArn: emailSourceArn,
        from: "support@example.com",
        replyToEmailAddress: "support@example.com",
        configurationSet: "my-test-ses-configuration-set",
      },
      smsConfiguration: {
        snsCallerArn: smsRoleArn,
        externalId: "my-role-external-id",
      },
      smsAuthenticationMessage: "Your verification code is {####}.",
      verificationMessageTemplate: {
        defaultEmailOption: "CONFIRM_WITH_CODE",
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
        preSignUp: myFunctionArn,
        postConfirmation: myFunctionArn,
        preAuthentication: myFunctionArn,
        postAuthentication: myFunctionArn,
        defineAuthChallenge: myFunctionArn,
        verifyAuthChallengeResponse: myFunctionArn,
        preTokenGeneration: myFunctionArn,
        userMigration: myFunctionArn,
        customMessage: myFunctionArn,
        customEmailSender: {
          lambdaArn: myFunctionArn,
          lambdaVersion: "V1_0",
        },
        customSmsSender: {
          lambdaArn: myFunctionArn,
          lambdaVersion: "V1_0",
        },
        kmsKeyId: senderKeyArn,
      },
      schema: [
        {
          name: "mydev",
          attributeDataType: "Number",
          mutable: true,
          required: false,
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
        allowAdminCreateUserOnly: false,
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
      userPoolAddOns: {
        advancedSecurityMode: "OFF",
      },
      userPoolTags: {
        "my-test-tag-key": "my-test-tag-key",
      },
      deletionProtection: "ACTIVE",
    });
    this.userPool.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);

    new lambda.CfnPermission(this, "MyFunctionPermission", {
      action: "lambda:InvokeFunction",
      functionName: myFunctionArn,
      principal: "cognito-idp.amazonaws.com",
      sourceArn: this.userPool.attrArn,
    });

    new cdk.CfnOutput(this, "UserPoolId", { value: this.userPool.ref });
    new cdk.CfnOutput(this, "UserPoolArn", { value: this.userPool.attrArn });
  }
}
