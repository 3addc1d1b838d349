# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT

resource "aws_cognito_user_pool" "off" {
  name              = "off"
  mfa_configuration = "OFF"
}
