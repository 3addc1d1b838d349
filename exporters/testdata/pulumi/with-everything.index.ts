// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT
//
// Cognito sends the mail itself, from an address of yours. First let it do so:
//
//   aws ses put-identity-policy --region=eu-west-1 --identity=help@example.com \
//     --policy-name cognito --policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"email.cognito-idp.amazonaws.com"},"Action":["ses:SendEmail","ses:SendRawEmail"],"Resource":"arn:aws:ses:eu-west-1:123456789012:identity/help@example.com","Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}]}'

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
// ARN for EmailConfiguration.SourceArn
const emailSourceArn = config.get("emailSourceArn") ?? "arn:aws:ses:eu-west-1:123456789012:identity/help@example.com";
// ARN for LambdaConfig.PreSignUp
const preSignUpArn = config.get("preSignUpArn") ?? "arn:aws:lambda:eu-west-1:123456789012:function:checkSignUp";
// ARN for LambdaConfig.PostConfirmation, LambdaConfig.CustomMessage
const welcomeLiveArn = config.get("welcomeLiveArn") ?? "arn:aws:lambda:eu-west-1:123456789012:function:welcome:live";

const smsRole = new aws.iam.Role("sms", {
  name: "needy-sms",
  assumeRolePolicy: {
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
            "aws:SourceAccount": aws.getCallerIdentityOutput().accountId,
          },
        },
      },
    ],
  },
});

const smsPolicy = new aws.iam.RolePolicy("sms", {
  name: "publish-sms",
  role: smsRole.id,
  policy: {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sns:Publish",
        Resource: "*",
      },
    ],
  },
});

const userPool = new aws.cognito.UserPool("needy", {
  name: "needy",
  aliasAttributes: ["phone_number"],
  mfaConfiguration: "OPTIONAL",
  softwareTokenMfaConfiguration: {
    enabled: true,
  },
  autoVerifiedAttributes: ["phone_number"],
  emailConfiguration: {
    sourceArn: emailSourceArn,
  },
  smsConfiguration: {
    snsCallerArn: smsRole.arn,
    externalId: "needy-sms",
  },
  lambdaConfig: {
    preSignUp: preSignUpArn,
    postConfirmation: welcomeLiveArn,
    customMessage: welcomeLiveArn,
  },
  deletionProtection: "ACTIVE",
}, { dependsOn: smsPolicy });

new aws.lambda.Permission("check_sign_up", {
  statementId: "cognito-needy",
  action: "lambda:InvokeFunction",
  function: preSignUpArn,
  principal: "cognito-idp.amazonaws.com",
  sourceArn: userPool.arn,
});

new aws.lambda.Permission("welcome_live", {
  statementId: "cognito-needy",
  action: "lambda:InvokeFunction",
  function: welcomeLiveArn,
  principal: "cognito-idp.amazonaws.com",
  sourceArn: userPool.arn,
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
