# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT
#
# This resource does not say everything about the pool:
#
#   CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.SMSMessage = "Your password is {####}"
#   (the provider requires {username} in it)
#
# `poolsmith export -f cli` makes a pool with all of it. To set it on the pool that
# Terraform made, and again whenever Terraform has changed that pool:
#
#   poolsmith export -f json -i DRAFT -o . &&
#   jq 'del(.UsernameAttributes, .AliasAttributes, .UsernameConfiguration, .Schema, .MfaConfiguration)' create-user-pool.json >update-user-pool.json &&
#   aws cognito-idp update-user-pool --user-pool-id POOL_ID --cli-input-json file://update-user-pool.json

resource "aws_cognito_user_pool" "invitation" {
  name = "invitation"

  admin_create_user_config {
    invite_message_template {
      email_subject = "Welcome"
      email_message = "Your username is {username} and temporary password is {####}."
      sms_message   = "Your username is {username} and temporary password is {####}."
    }
  }
}
