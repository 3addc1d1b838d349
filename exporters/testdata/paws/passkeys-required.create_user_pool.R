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
  PoolName = "passkeys",
  Policies = list(
    SignInPolicy = list(
      AllowedFirstAuthFactors = list("PASSWORD", "WEB_AUTHN")
    )
  )
)
pool_id <- created$UserPool$Id

set_mfa <- function() {
  cognito$set_user_pool_mfa_config(
    UserPoolId = pool_id,
    MfaConfiguration = "ON",
    SoftwareTokenMfaConfiguration = list(
      Enabled = TRUE
    ),
    WebAuthnConfiguration = list(
      RelyingPartyId = "example.com",
      FactorConfiguration = "MULTI_FACTOR_WITH_USER_VERIFICATION"
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
      "\n  aws cognito-idp delete-user-pool --user-pool-id=", pool_id,
      "\n", conditionMessage(e),
      call. = FALSE
    )
  }
))

cat(pool_id, "\n", sep = "")
