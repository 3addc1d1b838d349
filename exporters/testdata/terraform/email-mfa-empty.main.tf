# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT

resource "aws_cognito_user_pool" "email" {
  name              = "email"
  mfa_configuration = "ON"

  email_mfa_configuration {}

  email_configuration {
    email_sending_account = "DEVELOPER"
    source_arn            = "arn:aws:ses:eu-west-1:123456789012:identity/example.com"
  }
}
