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
  PoolName = "my-user-pool",
  UserPoolTier = "ESSENTIALS",
  UsernameAttributes = list("email"),
  UsernameConfiguration = list(
    CaseSensitive = FALSE
  ),
  Policies = list(
    PasswordPolicy = list(
      MinimumLength = 12,
      RequireUppercase = TRUE,
      RequireLowercase = TRUE,
      RequireNumbers = TRUE,
      RequireSymbols = FALSE,
      TemporaryPasswordValidityDays = 7
    )
  ),
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
  Schema = list(
    list(
      Name = "email",
      AttributeDataType = "String",
      Mutable = TRUE,
      Required = TRUE
    )
  ),
  DeletionProtection = "ACTIVE"
)
pool_id <- created$UserPool$Id

cat(pool_id, "\n", sep = "")
