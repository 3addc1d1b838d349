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
  PoolName = "my-staff-pool",
  UserPoolTier = "ESSENTIALS",
  UsernameAttributes = list("email"),
  UsernameConfiguration = list(
    CaseSensitive = FALSE
  ),
  Policies = list(
    PasswordPolicy = list(
      MinimumLength = 14,
      RequireUppercase = TRUE,
      RequireLowercase = TRUE,
      RequireNumbers = TRUE,
      RequireSymbols = TRUE,
      PasswordHistorySize = 5,
      TemporaryPasswordValidityDays = 3
    )
  ),
  MfaConfiguration = "OFF",
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
    ),
    list(
      Name = "department",
      AttributeDataType = "String",
      Mutable = TRUE,
      StringAttributeConstraints = list(
        MinLength = "0",
        MaxLength = "64"
      )
    )
  ),
  AdminCreateUserConfig = list(
    AllowAdminCreateUserOnly = TRUE,
    InviteMessageTemplate = list(
      EmailSubject = "Your staff account",
      EmailMessage = "Sign in as {username} with the temporary password {####}. It is valid for three days."
    )
  ),
  DeletionProtection = "ACTIVE"
)
pool_id <- created$UserPool$Id

set_mfa <- function() {
  cognito$set_user_pool_mfa_config(
    UserPoolId = pool_id,
    MfaConfiguration = "ON",
    SoftwareTokenMfaConfiguration = list(
      Enabled = TRUE
    )
  )
}

# A pool as young as this one may still be busy: wait and try once more.
invisible(tryCatch(
  tryCatch(set_mfa(), error = function(e) {
    Sys.sleep(2)
    set_mfa()
  }),
  error = function(e) {
    stop(
      "set_user_pool_mfa_config failed. The pool ", pool_id, " exists, with MFA off. To delete it:",
      "\n  aws cognito-idp update-user-pool --deletion-protection INACTIVE --user-attribute-update-settings 'AttributesRequireVerificationBeforeUpdate=[]' --user-pool-id=", pool_id,
      "\n  aws cognito-idp delete-user-pool --user-pool-id=", pool_id,
      "\n", conditionMessage(e),
      call. = FALSE
    )
  }
))

cat(pool_id, "\n", sep = "")
