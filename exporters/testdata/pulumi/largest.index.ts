// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT
//
// This resource does not say everything about the pool:
//
//   CreateUserPool.LambdaConfig.InboundFederation.LambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:InboundFederation"
//   (the provider has no name for it)
//
//   CreateUserPool.LambdaConfig.InboundFederation.LambdaVersion = "V1_0"
//   (the provider has no name for it)
//
//   CreateUserPool.KeyConfiguration.KeyType = "CUSTOMER_MANAGED_KEY"
//   (the provider has no name for it)
//
//   CreateUserPool.KeyConfiguration.KmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357"
//   (the provider has no name for it)
//
//   CreateUserPool.IssuerConfiguration.Type = "UPDATED"
//   (the provider has no name for it)
//
//   SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration = "SINGLE_FACTOR"
//   (the provider has no name for it)
//
// `poolsmith export -f cli` makes a pool with all of it. To set it on the pool that
// Pulumi made, and again whenever Pulumi has changed that pool:
//
//   poolsmith export -f json -i DRAFT -o . &&
//   jq 'del(.UsernameAttributes, .AliasAttributes, .UsernameConfiguration, .Schema, .MfaConfiguration)' create-user-pool.json >update-user-pool.json &&
//   aws cognito-idp update-user-pool --user-pool-id POOL_ID --cli-input-json file://update-user-pool.json
//   poolsmith export -f json -i DRAFT -o . &&
//   aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --cli-input-json file://set-user-pool-mfa-config.json

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("largest", {
  name: "largest",
  userPoolTier: "PLUS",
  aliasAttributes: ["email", "phone_number", "preferred_username"],
  usernameConfiguration: {
    caseSensitive: false,
  },
  signInPolicy: {
    allowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"],
  },
  passwordPolicy: {
    minimumLength: 12,
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: true,
    passwordHistorySize: 24,
    temporaryPasswordValidityDays: 7,
  },
  mfaConfiguration: "OPTIONAL",
  softwareTokenMfaConfiguration: {
    enabled: true,
  },
  emailMfaConfiguration: {
    subject: "Your sign-in code",
    message: "Your sign-in code is {####}",
  },
  webAuthnConfiguration: {
    relyingPartyId: "auth.example.com",
    userVerification: "required",
  },
  autoVerifiedAttributes: ["email", "phone_number"],
  userAttributeUpdateSettings: {
    attributesRequireVerificationBeforeUpdates: ["email", "phone_number"],
  },
  accountRecoverySetting: {
    recoveryMechanisms: [
      {
        name: "verified_email",
        priority: 1,
      },
      {
        name: "verified_phone_number",
        priority: 2,
      },
    ],
  },
  emailConfiguration: {
    emailSendingAccount: "DEVELOPER",
    sourceArn: "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
    fromEmailAddress: "Largest <no-reply@example.com>",
    replyToEmailAddress: "help@example.com",
    configurationSet: "largest",
  },
  smsConfiguration: {
    snsCallerArn: "arn:aws:iam::123456789012:role/largest-sms",
    externalId: "largest",
    snsRegion: "eu-west-1",
  },
  smsAuthenticationMessage: "Your code is {####}",
  verificationMessageTemplate: {
    defaultEmailOption: "CONFIRM_WITH_CODE",
    emailSubject: "Your code",
    emailMessage:
      "<p>Hello,</p>\n" +
      "<p>your code is <b>{####}</b>.</p>\n",
    emailSubjectByLink: "Confirm your address",
    emailMessageByLink: "Please {##confirm your address##}.",
    smsMessage: "Your code is {####}",
  },
  lambdaConfig: {
    preSignUp: "arn:aws:lambda:eu-west-1:123456789012:function:PreSignUp",
    postConfirmation: "arn:aws:lambda:eu-west-1:123456789012:function:PostConfirmation",
    preAuthentication: "arn:aws:lambda:eu-west-1:123456789012:function:PreAuthentication",
    postAuthentication: "arn:aws:lambda:eu-west-1:123456789012:function:PostAuthentication",
    defineAuthChallenge: "arn:aws:lambda:eu-west-1:123456789012:function:DefineAuthChallenge",
    createAuthChallenge: "arn:aws:lambda:eu-west-1:123456789012:function:CreateAuthChallenge",
    verifyAuthChallengeResponse: "arn:aws:lambda:eu-west-1:123456789012:function:VerifyAuthChallengeResponse",
    preTokenGeneration: "arn:aws:lambda:eu-west-1:123456789012:function:PreTokenGeneration",
    preTokenGenerationConfig: {
      lambdaArn: "arn:aws:lambda:eu-west-1:123456789012:function:PreTokenGeneration",
      lambdaVersion: "V3_0",
    },
    userMigration: "arn:aws:lambda:eu-west-1:123456789012:function:UserMigration",
    customMessage: "arn:aws:lambda:eu-west-1:123456789012:function:CustomMessage",
    customEmailSender: {
      lambdaArn: "arn:aws:lambda:eu-west-1:123456789012:function:CustomEmailSender",
      lambdaVersion: "V1_0",
    },
    customSmsSender: {
      lambdaArn: "arn:aws:lambda:eu-west-1:123456789012:function:CustomSMSSender",
      lambdaVersion: "V1_0",
    },
    kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357",
  },
  schemas: [
    {
      name: "email",
      attributeDataType: "String",
      mutable: true,
      required: true,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "attribute_01",
      attributeDataType: "String",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "attribute_02",
      attributeDataType: "Number",
      mutable: false,
      required: false,
      numberAttributeConstraints: {
        minValue: "0",
        maxValue: "1000000",
      },
    },
    {
      name: "attribute_03",
      attributeDataType: "DateTime",
      mutable: true,
      required: false,
    },
    {
      name: "attribute_04",
      attributeDataType: "Boolean",
      mutable: false,
      required: false,
    },
    {
      name: "attribute_05",
      attributeDataType: "String",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "attribute_06",
      attributeDataType: "Number",
      mutable: false,
      required: false,
      numberAttributeConstraints: {
        minValue: "0",
        maxValue: "1000000",
      },
    },
    {
      name: "attribute_07",
      attributeDataType: "DateTime",
      mutable: true,
      required: false,
    },
    {
      name: "attribute_08",
      attributeDataType: "Boolean",
      mutable: false,
      required: false,
    },
    {
      name: "attribute_09",
      attributeDataType: "String",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "attribute_10",
      attributeDataType: "Number",
      mutable: false,
      required: false,
      numberAttributeConstraints: {
        minValue: "0",
        maxValue: "1000000",
      },
    },
    {
      name: "attribute_11",
      attributeDataType: "DateTime",
      mutable: true,
      required: false,
    },
    {
      name: "attribute_12",
      attributeDataType: "Boolean",
      mutable: false,
      required: false,
    },
    {
      name: "attribute_13",
      attributeDataType: "String",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "attribute_14",
      attributeDataType: "Number",
      mutable: false,
      required: false,
      numberAttributeConstraints: {
        minValue: "0",
        maxValue: "1000000",
      },
    },
    {
      name: "attribute_15",
      attributeDataType: "DateTime",
      mutable: true,
      required: false,
    },
    {
      name: "attribute_16",
      attributeDataType: "Boolean",
      mutable: false,
      required: false,
    },
    {
      name: "attribute_17",
      attributeDataType: "String",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "attribute_18",
      attributeDataType: "Number",
      mutable: false,
      required: false,
      numberAttributeConstraints: {
        minValue: "0",
        maxValue: "1000000",
      },
    },
    {
      name: "attribute_19",
      attributeDataType: "DateTime",
      mutable: true,
      required: false,
    },
    {
      name: "attribute_20",
      attributeDataType: "Boolean",
      mutable: false,
      required: false,
    },
    {
      name: "attribute_21",
      attributeDataType: "String",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "attribute_22",
      attributeDataType: "Number",
      mutable: false,
      required: false,
      numberAttributeConstraints: {
        minValue: "0",
        maxValue: "1000000",
      },
    },
    {
      name: "attribute_23",
      attributeDataType: "DateTime",
      mutable: true,
      required: false,
    },
    {
      name: "attribute_24",
      attributeDataType: "Boolean",
      mutable: false,
      required: false,
    },
    {
      name: "attribute_25",
      attributeDataType: "String",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "attribute_26",
      attributeDataType: "Number",
      mutable: false,
      required: false,
      numberAttributeConstraints: {
        minValue: "0",
        maxValue: "1000000",
      },
    },
    {
      name: "attribute_27",
      attributeDataType: "DateTime",
      mutable: true,
      required: false,
    },
    {
      name: "attribute_28",
      attributeDataType: "Boolean",
      mutable: false,
      required: false,
    },
    {
      name: "attribute_29",
      attributeDataType: "String",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "attribute_30",
      attributeDataType: "Number",
      mutable: false,
      required: false,
      numberAttributeConstraints: {
        minValue: "0",
        maxValue: "1000000",
      },
    },
    {
      name: "attribute_31",
      attributeDataType: "DateTime",
      mutable: true,
      required: false,
    },
    {
      name: "attribute_32",
      attributeDataType: "Boolean",
      mutable: false,
      required: false,
    },
    {
      name: "attribute_33",
      attributeDataType: "String",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "attribute_34",
      attributeDataType: "Number",
      mutable: false,
      required: false,
      numberAttributeConstraints: {
        minValue: "0",
        maxValue: "1000000",
      },
    },
    {
      name: "attribute_35",
      attributeDataType: "DateTime",
      mutable: true,
      required: false,
    },
    {
      name: "attribute_36",
      attributeDataType: "Boolean",
      mutable: false,
      required: false,
    },
    {
      name: "attribute_37",
      attributeDataType: "String",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "attribute_38",
      attributeDataType: "Number",
      mutable: false,
      required: false,
      numberAttributeConstraints: {
        minValue: "0",
        maxValue: "1000000",
      },
    },
    {
      name: "attribute_39",
      attributeDataType: "DateTime",
      mutable: true,
      required: false,
    },
    {
      name: "attribute_40",
      attributeDataType: "Boolean",
      mutable: false,
      required: false,
    },
    {
      name: "attribute_41",
      attributeDataType: "String",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "attribute_42",
      attributeDataType: "Number",
      mutable: false,
      required: false,
      numberAttributeConstraints: {
        minValue: "0",
        maxValue: "1000000",
      },
    },
    {
      name: "attribute_43",
      attributeDataType: "DateTime",
      mutable: true,
      required: false,
    },
    {
      name: "attribute_44",
      attributeDataType: "Boolean",
      mutable: false,
      required: false,
    },
    {
      name: "attribute_45",
      attributeDataType: "String",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "attribute_46",
      attributeDataType: "Number",
      mutable: false,
      required: false,
      numberAttributeConstraints: {
        minValue: "0",
        maxValue: "1000000",
      },
    },
    {
      name: "attribute_47",
      attributeDataType: "DateTime",
      mutable: true,
      required: false,
    },
    {
      name: "attribute_48",
      attributeDataType: "Boolean",
      mutable: false,
      required: false,
    },
    {
      name: "attribute_49",
      attributeDataType: "String",
      mutable: true,
      required: false,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
  ],
  adminCreateUserConfig: {
    allowAdminCreateUserOnly: false,
    inviteMessageTemplate: {
      emailSubject: "Welcome",
      emailMessage: "You are {username}, your password is {####}.",
      smsMessage: "{username}: {####}",
    },
  },
  deviceConfiguration: {
    challengeRequiredOnNewDevice: true,
    deviceOnlyRememberedOnUserPrompt: true,
  },
  userPoolAddOns: {
    advancedSecurityMode: "ENFORCED",
    advancedSecurityAdditionalFlows: {
      customAuthMode: "ENFORCED",
    },
  },
  tags: {
    "tag-01": "value 1",
    "tag-02": "value 2",
    "tag-03": "value 3",
    "tag-04": "value 4",
    "tag-05": "value 5",
    "tag-06": "value 6",
    "tag-07": "value 7",
    "tag-08": "value 8",
    "tag-09": "value 9",
    "tag-10": "value 10",
    "tag-11": "value 11",
    "tag-12": "value 12",
    "tag-13": "value 13",
    "tag-14": "value 14",
    "tag-15": "value 15",
    "tag-16": "value 16",
    "tag-17": "value 17",
    "tag-18": "value 18",
    "tag-19": "value 19",
    "tag-20": "value 20",
    "tag-21": "value 21",
    "tag-22": "value 22",
    "tag-23": "value 23",
    "tag-24": "value 24",
    "tag-25": "value 25",
    "tag-26": "value 26",
    "tag-27": "value 27",
    "tag-28": "value 28",
    "tag-29": "value 29",
    "tag-30": "value 30",
    "tag-31": "value 31",
    "tag-32": "value 32",
    "tag-33": "value 33",
    "tag-34": "value 34",
    "tag-35": "value 35",
    "tag-36": "value 36",
    "tag-37": "value 37",
    "tag-38": "value 38",
    "tag-39": "value 39",
    "tag-40": "value 40",
    "tag-41": "value 41",
    "tag-42": "value 42",
    "tag-43": "value 43",
    "tag-44": "value 44",
    "tag-45": "value 45",
    "tag-46": "value 46",
    "tag-47": "value 47",
    "tag-48": "value 48",
    "tag-49": "value 49",
    "tag-50": "value 50",
  },
  deletionProtection: "ACTIVE",
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
