# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT

resource "aws_cognito_user_pool" "totp" {
  name              = "totp"
  mfa_configuration = "ON"

  software_token_mfa_configuration {
    enabled = true
  }
}
