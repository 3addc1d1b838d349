# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT
#
# This resource does not say everything about the pool:
#
#   CreateUserPool.SmsConfiguration.EumsSms.CallerArn = "arn:aws:iam::123456789012:role/sms"
#   (the resource has no name for it, and Cognito rejects what needs SMS without it: make such a pool with `poolsmith export -f cli`)
#
#   CreateUserPool.SmsConfiguration.EumsSms.ExternalId = "newer"
#   (the resource has no name for it, and Cognito rejects what needs SMS without it: make such a pool with `poolsmith export -f cli`)
#
#   CreateUserPool.SmsConfiguration.EumsSms.OriginationIdentity = "+15551234567"
#   (the resource has no name for it, and Cognito rejects what needs SMS without it: make such a pool with `poolsmith export -f cli`)
#
#   CreateUserPool.SmsConfiguration.EumsSms.Region = "eu-west-1"
#   (the resource has no name for it, and Cognito rejects what needs SMS without it: make such a pool with `poolsmith export -f cli`)
#
#   CreateUserPool.AcrConfiguration.Level1.AcrValue = "urn:example:low"
#   (the provider has no name for it)
#
#   CreateUserPool.AcrConfiguration.Level2.AcrValue = "urn:example:high"
#   (the provider has no name for it)
#
#   CreateUserPool.DcrConfiguration
#   (the provider has no name for it)
#
#   CreateUserPool.DcrConfiguration.EnableStatus = "ENABLED"
#   (the provider has no name for it)
#
#   CreateUserPool.DcrConfiguration.OpenDcrEnabled = false
#   (the provider has no name for it)
#
#   CreateUserPool.DcrConfiguration.AuthenticatedGrantTypes = ["code"]
#   (the provider has no name for it)
#
# `poolsmith export -f cli` makes a pool with all of it. To set it on the pool that
# Terraform made, and again whenever Terraform has changed that pool:
#
#   poolsmith export -f json -i DRAFT -o . &&
#   jq 'del(.UsernameAttributes, .AliasAttributes, .UsernameConfiguration, .Schema, .MfaConfiguration)' create-user-pool.json >update-user-pool.json &&
#   aws cognito-idp update-user-pool --user-pool-id POOL_ID --cli-input-json file://update-user-pool.json

resource "aws_cognito_user_pool" "newer" {
  name = "newer"
}
