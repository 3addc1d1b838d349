# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT

resource "aws_cognito_user_pool" "my_user_pool" {
  name = "my-user-pool"
}
