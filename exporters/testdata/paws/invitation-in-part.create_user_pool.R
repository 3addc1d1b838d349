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
  PoolName = "invitation",
  AdminCreateUserConfig = list(
    InviteMessageTemplate = list(
      EmailSubject = "Welcome",
      SMSMessage = "Your password is {####}"
    )
  )
)
pool_id <- created$UserPool$Id

cat(pool_id, "\n", sep = "")
