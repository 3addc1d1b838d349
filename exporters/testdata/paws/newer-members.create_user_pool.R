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
  PoolName = "newer",
  SmsConfiguration = list(
    EumsSms = list(
      CallerArn = "arn:aws:iam::123456789012:role/sms",
      ExternalId = "newer",
      OriginationIdentity = "+15551234567",
      Region = "eu-west-1"
    )
  ),
  AcrConfiguration = list(
    Level1 = list(
      AcrValue = "urn:example:low"
    ),
    Level2 = list(
      AcrValue = "urn:example:high"
    )
  ),
  DcrConfiguration = list(
    EnableStatus = "ENABLED",
    OpenDcrEnabled = FALSE,
    AuthenticatedGrantTypes = list("code")
  )
)
pool_id <- created$UserPool$Id

cat(pool_id, "\n", sep = "")
