#!/usr/bin/env Rscript
#
# Creates an Amazon Cognito user pool and prints its id.
#
# Needs paws, which takes the region and the credentials from AWS_REGION,
# AWS_PROFILE and the files in ~/.aws.
#
# Made by Poolsmith. To make it again: poolsmith export -f paws -i DRAFT

cognito <- paws::cognitoidentityprovider()

created <- cognito$create_user_pool(
  PoolName = "my-test-user-pool",
  AliasAttributes = list("email"),
  UsernameConfiguration = list(
    CaseSensitive = TRUE
  ),
  Policies = list(
    PasswordPolicy = list(
      MinimumLength = 6,
      RequireUppercase = TRUE,
      RequireLowercase = TRUE,
      RequireNumbers = TRUE,
      RequireSymbols = TRUE,
      TemporaryPasswordValidityDays = 7
    )
  ),
  MfaConfiguration = "OPTIONAL",
  AutoVerifiedAttributes = list("email"),
  UserAttributeUpdateSettings = list(
    AttributesRequireVerificationBeforeUpdate = list("email")
  ),
  AccountRecoverySetting = list(
    RecoveryMechanisms = list(
      list(
        Name = "verified_email",
        Priority = 1
      )
    )
  ),
  EmailConfiguration = list(
    EmailSendingAccount = "DEVELOPER",
    SourceArn = "arn:aws:ses:us-east-1:123456789012:identity/support@example.com",
    From = "support@example.com",
    ReplyToEmailAddress = "support@example.com",
    ConfigurationSet = "my-test-ses-configuration-set"
  ),
  SmsConfiguration = list(
    SnsCallerArn = "arn:aws:iam::123456789012:role/service-role/test-cognito-SMS-Role",
    ExternalId = "my-role-external-id"
  ),
  SmsAuthenticationMessage = "Your verification code is {####}.",
  VerificationMessageTemplate = list(
    DefaultEmailOption = "CONFIRM_WITH_CODE",
    EmailSubject = "Here is your confirmation code",
    EmailMessage = "Your confirmation code is {####}",
    EmailSubjectByLink = "Here is your confirmation link",
    EmailMessageByLink = "Choose this link to {##verify your email##}",
    SmsMessage = "Your confirmation code is {####}"
  ),
  EmailVerificationMessage = "Your verification code is {####}.",
  EmailVerificationSubject = "Verify your email address",
  SmsVerificationMessage = "Your verification code is {####}.",
  LambdaConfig = list(
    PreSignUp = "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    PostConfirmation = "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    PreAuthentication = "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    PostAuthentication = "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    DefineAuthChallenge = "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    VerifyAuthChallengeResponse = "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    PreTokenGeneration = "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    UserMigration = "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    CustomMessage = "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
    CustomEmailSender = list(
      LambdaArn = "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
      LambdaVersion = "V1_0"
    ),
    CustomSMSSender = list(
      LambdaArn = "arn:aws:lambda:us-east-1:123456789012:function:MyFunction",
      LambdaVersion = "V1_0"
    ),
    KMSKeyID = "arn:aws:kms:us-east-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357"
  ),
  Schema = list(
    list(
      Name = "mydev",
      AttributeDataType = "Number",
      Mutable = TRUE,
      Required = FALSE,
      StringAttributeConstraints = list(
        MinLength = "1",
        MaxLength = "99"
      ),
      NumberAttributeConstraints = list(
        MinValue = "1",
        MaxValue = "99"
      ),
      DeveloperOnlyAttribute = TRUE
    )
  ),
  AdminCreateUserConfig = list(
    AllowAdminCreateUserOnly = FALSE,
    InviteMessageTemplate = list(
      EmailSubject = "Your sign-in information",
      EmailMessage = "Your username is {username} and temporary password is {####}.",
      SMSMessage = "Your username is {username} and temporary password is {####}."
    )
  ),
  DeviceConfiguration = list(
    ChallengeRequiredOnNewDevice = TRUE,
    DeviceOnlyRememberedOnUserPrompt = TRUE
  ),
  UserPoolAddOns = list(
    AdvancedSecurityMode = "OFF"
  ),
  UserPoolTags = list(
    `my-test-tag-key` = "my-test-tag-key"
  ),
  DeletionProtection = "ACTIVE"
)
pool_id <- created$UserPool$Id

cat(pool_id, "\n", sep = "")
