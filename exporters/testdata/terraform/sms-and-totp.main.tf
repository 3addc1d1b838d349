# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT

resource "aws_cognito_user_pool" "sms_and_totp" {
  name              = "sms and totp"
  mfa_configuration = "OPTIONAL"

  software_token_mfa_configuration {
    enabled = true
  }

  sms_configuration {
    sns_caller_arn = "arn:aws:iam::123456789012:role/sms"
    external_id    = "sms-id"
    sns_region     = "eu-west-1"
  }

  sms_authentication_message = "Your code is {####}"
  deletion_protection        = "ACTIVE"
}
