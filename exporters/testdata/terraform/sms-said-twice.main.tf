# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT
#
# This resource does not say everything about the pool:
#
#   SetUserPoolMfaConfig.SmsMfaConfiguration.SmsConfiguration.SnsCallerArn = "arn:aws:iam::123456789012:role/other"
#   (the resource has one role and one text for all SMS, and they are others)
#
# `poolsmith export -f cli` makes a pool with all of it. To set it on the pool that
# Terraform made, and again whenever Terraform has changed that pool:
#
#   poolsmith export -f json -i DRAFT -o . &&
#   aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --cli-input-json file://set-user-pool-mfa-config.json

resource "aws_cognito_user_pool" "sms" {
  name              = "sms"
  mfa_configuration = "ON"

  sms_configuration {
    sns_caller_arn = "arn:aws:iam::123456789012:role/sms"
    external_id    = "sms-id"
    sns_region     = "eu-west-1"
  }

  sms_authentication_message = "Your code is {####}"
}
