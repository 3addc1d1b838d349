# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT

resource "aws_cognito_user_pool" "sms" {
  name              = "sms"
  mfa_configuration = "ON"

  sms_configuration {
    sns_caller_arn = "arn:aws:iam::123456789012:role/sms"
    external_id    = "sms-id"
  }

  sms_authentication_message = "Your code is {####}"
}
