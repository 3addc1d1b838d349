# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT
#
# This resource does not say everything about the pool:
#
#   SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration = "MULTI_FACTOR_WITH_USER_VERIFICATION"
#   (the provider cannot set it, and Cognito rejects the pool without it while MFA is ON and passkeys are a first factor; use cloudformation, cdk or cli, or create the pool with MFA OPTIONAL first)
#
# As it is, terraform apply fails: while MFA is ON and passkeys are a first factor,
# Cognito requires FactorConfiguration MULTI_FACTOR_WITH_USER_VERIFICATION, which
# the provider cannot set. `poolsmith export` as cloudformation, cdk or cli can. Or
# set mfa_configuration to "OPTIONAL" below, create the pool, and run
#
#   poolsmith export -f json -i DRAFT -o . &&
#   aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --cli-input-json file://set-user-pool-mfa-config.json
#
# Then add to the resource
#
#   lifecycle { ignore_changes = [mfa_configuration, web_authn_configuration] }
#
# or the next change undoes it.

resource "aws_cognito_user_pool" "passkeys" {
  name = "passkeys"

  sign_in_policy {
    allowed_first_auth_factors = ["PASSWORD", "WEB_AUTHN"]
  }

  mfa_configuration = "ON"

  software_token_mfa_configuration {
    enabled = true
  }

  web_authn_configuration {
    relying_party_id = "example.com"
  }
}
