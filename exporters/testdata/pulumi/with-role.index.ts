// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT
//
// Cognito sends the mail itself, from an address of yours. First let it do so:
//
//   aws ses put-identity-policy --region=eu-west-1 --identity=help@example.com \
//     --policy-name cognito --policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"email.cognito-idp.amazonaws.com"},"Action":["ses:SendEmail","ses:SendRawEmail"],"Resource":"arn:aws:ses:eu-west-1:123456789012:identity/help@example.com","Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}]}'

import * as aws from "@pulumi/aws";

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
    emailSendingAccount: "COGNITO_DEFAULT",
    sourceArn: "arn:aws:ses:eu-west-1:123456789012:identity/help@example.com",
  },
  smsConfiguration: {
    snsCallerArn: smsRole.arn,
    externalId: "needy-sms",
  },
  lambdaConfig: {
    preSignUp: "arn:aws:lambda:eu-west-1:123456789012:function:checkSignUp",
    postConfirmation: "arn:aws:lambda:eu-west-1:123456789012:function:welcome:live",
    customMessage: "arn:aws:lambda:eu-west-1:123456789012:function:welcome:live",
  },
  deletionProtection: "ACTIVE",
}, { dependsOn: smsPolicy });

new aws.lambda.Permission("check_sign_up", {
  statementId: "cognito-needy",
  action: "lambda:InvokeFunction",
  function: "arn:aws:lambda:eu-west-1:123456789012:function:checkSignUp",
  principal: "cognito-idp.amazonaws.com",
  sourceArn: userPool.arn,
});

new aws.lambda.Permission("welcome_live", {
  statementId: "cognito-needy",
  action: "lambda:InvokeFunction",
  function: "arn:aws:lambda:eu-west-1:123456789012:function:welcome",
  qualifier: "live",
  principal: "cognito-idp.amazonaws.com",
  sourceArn: userPool.arn,
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
