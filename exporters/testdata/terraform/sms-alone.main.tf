# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT
#
# This resource does not say everything about the pool:
#
#   CreateUserPool.SmsConfiguration.ExternalId
#   (the provider demands one; the pool has none, so it is written empty)

resource "aws_cognito_user_pool" "sms" {
  name              = "sms"
  mfa_configuration = "ON"

  sms_configuration {
    sns_caller_arn = "arn:aws:iam::123456789012:role/sms"
    external_id    = ""
  }
}
