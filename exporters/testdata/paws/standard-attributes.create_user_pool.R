#!/usr/bin/env Rscript
#
# Creates an Amazon Cognito user pool and prints its id.
#
# Needs paws, which takes the region and the credentials from AWS_REGION,
# AWS_PROFILE and the files in ~/.aws.
#
# Made by Poolsmith. To make it again: poolsmith export -f paws -i DRAFT
#
# paws does not send everything that this script says:
#
#   CreateUserPool.AutoVerifiedAttributes
#   (paws leaves out what is empty)
#
# To set it afterwards:
#
#   poolsmith export -f json -i DRAFT -o . &&
#   jq 'del(.UsernameAttributes, .AliasAttributes, .UsernameConfiguration, .Schema, .MfaConfiguration)' create-user-pool.json >update-user-pool.json &&
#   aws cognito-idp update-user-pool --user-pool-id POOL_ID --cli-input-json file://update-user-pool.json

cognito <- paws::cognitoidentityprovider()

created <- cognito$create_user_pool(
  PoolName = "attributes",
  AutoVerifiedAttributes = list(),
  Schema = list(
    list(
      Name = "email",
      Required = TRUE
    ),
    list(
      Name = "updated_at",
      NumberAttributeConstraints = list(
        MinValue = "0"
      )
    ),
    list(
      Name = "level",
      AttributeDataType = "Number",
      Mutable = FALSE
    )
  )
)
pool_id <- created$UserPool$Id

cat(pool_id, "\n", sep = "")
