// Made by Poolsmith. To make it again: poolsmith export -f cdk -i DRAFT
//
// Cognito sends the mail itself, from an address of yours. First let it do so:
//
//   aws ses put-identity-policy --region=eu-west-1 --identity=help@example.com \
//     --policy-name cognito --policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"email.cognito-idp.amazonaws.com"},"Action":["ses:SendEmail","ses:SendRawEmail"],"Resource":"arn:aws:ses:eu-west-1:123456789012:identity/help@example.com","Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}]}'

import * as cdk from "aws-cdk-lib";
import * as cognito from "aws-cdk-lib/aws-cognito";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";

export class NeedyStack extends cdk.Stack {
  public readonly userPool: cognito.CfnUserPool;

  constructor(scope: Construct, id: string, props: cdk.StackProps = {}) {
    super(scope, id, props);

    const smsRole = new iam.CfnRole(this, "SmsRole", {
      assumeRolePolicyDocument: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: {
              Service: "cognito-idp.amazonaws.com",
            },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: {
                "sts:ExternalId": "needy-sms",
                "aws:SourceAccount": this.account,
              },
            },
          },
        ],
      },
      policies: [
        {
          policyName: "publish-sms",
          policyDocument: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Allow",
                Action: "sns:Publish",
                Resource: "*",
              },
            ],
          },
        },
      ],
    });

    this.userPool = new cognito.CfnUserPool(this, "UserPool", {
      userPoolName: "needy",
      aliasAttributes: ["phone_number"],
      mfaConfiguration: "OPTIONAL",
      enabledMfas: ["SOFTWARE_TOKEN_MFA", "SMS_MFA"],
      autoVerifiedAttributes: ["phone_number"],
      emailConfiguration: {
        emailSendingAccount: "COGNITO_DEFAULT",
        sourceArn: "arn:aws:ses:eu-west-1:123456789012:identity/help@example.com",
      },
      smsConfiguration: {
        snsCallerArn: smsRole.attrArn,
        externalId: "needy-sms",
      },
      lambdaConfig: {
        preSignUp: "arn:aws:lambda:eu-west-1:123456789012:function:checkSignUp",
        postConfirmation: "arn:aws:lambda:eu-west-1:123456789012:function:welcome:live",
        customMessage: "arn:aws:lambda:eu-west-1:123456789012:function:welcome:live",
      },
      deletionProtection: "ACTIVE",
    });
    this.userPool.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);

    new lambda.CfnPermission(this, "CheckSignUpPermission", {
      action: "lambda:InvokeFunction",
      functionName: "arn:aws:lambda:eu-west-1:123456789012:function:checkSignUp",
      principal: "cognito-idp.amazonaws.com",
      sourceArn: this.userPool.attrArn,
    });

    new lambda.CfnPermission(this, "WelcomeLivePermission", {
      action: "lambda:InvokeFunction",
      functionName: "arn:aws:lambda:eu-west-1:123456789012:function:welcome:live",
      principal: "cognito-idp.amazonaws.com",
      sourceArn: this.userPool.attrArn,
    });

    new cdk.CfnOutput(this, "UserPoolId", { value: this.userPool.ref });
    new cdk.CfnOutput(this, "UserPoolArn", { value: this.userPool.attrArn });
  }
}
