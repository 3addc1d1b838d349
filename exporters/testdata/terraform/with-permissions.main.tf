# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT
#
# This resource does not say everything about the pool:
#
#   CreateUserPool.LambdaConfig.InboundFederation.LambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:InboundFederation"
#   (the provider has no name for it)
#
#   CreateUserPool.LambdaConfig.InboundFederation.LambdaVersion = "V1_0"
#   (the provider has no name for it)
#
#   CreateUserPool.KeyConfiguration.KeyType = "CUSTOMER_MANAGED_KEY"
#   (the provider has no name for it)
#
#   CreateUserPool.KeyConfiguration.KmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357"
#   (the provider has no name for it)
#
#   CreateUserPool.IssuerConfiguration.Type = "UPDATED"
#   (the provider has no name for it)
#
#   SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration = "SINGLE_FACTOR"
#   (the provider has no name for it)
#
# `poolsmith export -f cli` makes a pool with all of it. To set it on the pool that
# Terraform made, and again whenever Terraform has changed that pool:
#
#   poolsmith export -f json -i DRAFT -o . &&
#   jq 'del(.UsernameAttributes, .AliasAttributes, .UsernameConfiguration, .Schema, .MfaConfiguration)' create-user-pool.json >update-user-pool.json &&
#   aws cognito-idp update-user-pool --user-pool-id POOL_ID --cli-input-json file://update-user-pool.json
#   poolsmith export -f json -i DRAFT -o . &&
#   aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --cli-input-json file://set-user-pool-mfa-config.json

resource "aws_cognito_user_pool" "largest" {
  name             = "largest"
  user_pool_tier   = "PLUS"
  alias_attributes = ["email", "phone_number", "preferred_username"]

  username_configuration {
    case_sensitive = false
  }

  sign_in_policy {
    allowed_first_auth_factors = ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]
  }

  password_policy {
    minimum_length                   = 12
    require_uppercase                = true
    require_lowercase                = true
    require_numbers                  = true
    require_symbols                  = true
    password_history_size            = 24
    temporary_password_validity_days = 7
  }

  mfa_configuration = "OPTIONAL"

  software_token_mfa_configuration {
    enabled = true
  }

  email_mfa_configuration {
    subject = "Your sign-in code"
    message = "Your sign-in code is {####}"
  }

  web_authn_configuration {
    relying_party_id  = "auth.example.com"
    user_verification = "required"
  }

  auto_verified_attributes = ["email", "phone_number"]

  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email", "phone_number"]
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }

    recovery_mechanism {
      name     = "verified_phone_number"
      priority = 2
    }
  }

  email_configuration {
    email_sending_account  = "DEVELOPER"
    source_arn             = "arn:aws:ses:eu-west-1:123456789012:identity/example.com"
    from_email_address     = "Largest <no-reply@example.com>"
    reply_to_email_address = "help@example.com"
    configuration_set      = "largest"
  }

  sms_configuration {
    sns_caller_arn = "arn:aws:iam::123456789012:role/largest-sms"
    external_id    = "largest"
    sns_region     = "eu-west-1"
  }

  sms_authentication_message = "Your code is {####}"

  verification_message_template {
    default_email_option = "CONFIRM_WITH_CODE"
    email_subject        = "Your code"

    email_message = <<-EOT
      <p>Hello,</p>
      <p>your code is <b>{####}</b>.</p>
    EOT

    email_subject_by_link = "Confirm your address"
    email_message_by_link = "Please {##confirm your address##}."
    sms_message           = "Your code is {####}"
  }

  lambda_config {
    pre_sign_up                    = "arn:aws:lambda:eu-west-1:123456789012:function:PreSignUp"
    post_confirmation              = "arn:aws:lambda:eu-west-1:123456789012:function:PostConfirmation"
    pre_authentication             = "arn:aws:lambda:eu-west-1:123456789012:function:PreAuthentication"
    post_authentication            = "arn:aws:lambda:eu-west-1:123456789012:function:PostAuthentication"
    define_auth_challenge          = "arn:aws:lambda:eu-west-1:123456789012:function:DefineAuthChallenge"
    create_auth_challenge          = "arn:aws:lambda:eu-west-1:123456789012:function:CreateAuthChallenge"
    verify_auth_challenge_response = "arn:aws:lambda:eu-west-1:123456789012:function:VerifyAuthChallengeResponse"
    pre_token_generation           = "arn:aws:lambda:eu-west-1:123456789012:function:PreTokenGeneration"

    pre_token_generation_config {
      lambda_arn     = "arn:aws:lambda:eu-west-1:123456789012:function:PreTokenGeneration"
      lambda_version = "V3_0"
    }

    user_migration = "arn:aws:lambda:eu-west-1:123456789012:function:UserMigration"
    custom_message = "arn:aws:lambda:eu-west-1:123456789012:function:CustomMessage"

    custom_email_sender {
      lambda_arn     = "arn:aws:lambda:eu-west-1:123456789012:function:CustomEmailSender"
      lambda_version = "V1_0"
    }

    custom_sms_sender {
      lambda_arn     = "arn:aws:lambda:eu-west-1:123456789012:function:CustomSMSSender"
      lambda_version = "V1_0"
    }

    kms_key_id = "arn:aws:kms:eu-west-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357"
  }

  schema {
    name                = "email"
    attribute_data_type = "String"
    mutable             = true
    required            = true

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  schema {
    name                = "attribute_01"
    attribute_data_type = "String"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  schema {
    name                = "attribute_02"
    attribute_data_type = "Number"
    mutable             = false
    required            = false

    number_attribute_constraints {
      min_value = "0"
      max_value = "1000000"
    }
  }

  schema {
    name                = "attribute_03"
    attribute_data_type = "DateTime"
    mutable             = true
    required            = false
  }

  schema {
    name                = "attribute_04"
    attribute_data_type = "Boolean"
    mutable             = false
    required            = false
  }

  schema {
    name                = "attribute_05"
    attribute_data_type = "String"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  schema {
    name                = "attribute_06"
    attribute_data_type = "Number"
    mutable             = false
    required            = false

    number_attribute_constraints {
      min_value = "0"
      max_value = "1000000"
    }
  }

  schema {
    name                = "attribute_07"
    attribute_data_type = "DateTime"
    mutable             = true
    required            = false
  }

  schema {
    name                = "attribute_08"
    attribute_data_type = "Boolean"
    mutable             = false
    required            = false
  }

  schema {
    name                = "attribute_09"
    attribute_data_type = "String"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  schema {
    name                = "attribute_10"
    attribute_data_type = "Number"
    mutable             = false
    required            = false

    number_attribute_constraints {
      min_value = "0"
      max_value = "1000000"
    }
  }

  schema {
    name                = "attribute_11"
    attribute_data_type = "DateTime"
    mutable             = true
    required            = false
  }

  schema {
    name                = "attribute_12"
    attribute_data_type = "Boolean"
    mutable             = false
    required            = false
  }

  schema {
    name                = "attribute_13"
    attribute_data_type = "String"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  schema {
    name                = "attribute_14"
    attribute_data_type = "Number"
    mutable             = false
    required            = false

    number_attribute_constraints {
      min_value = "0"
      max_value = "1000000"
    }
  }

  schema {
    name                = "attribute_15"
    attribute_data_type = "DateTime"
    mutable             = true
    required            = false
  }

  schema {
    name                = "attribute_16"
    attribute_data_type = "Boolean"
    mutable             = false
    required            = false
  }

  schema {
    name                = "attribute_17"
    attribute_data_type = "String"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  schema {
    name                = "attribute_18"
    attribute_data_type = "Number"
    mutable             = false
    required            = false

    number_attribute_constraints {
      min_value = "0"
      max_value = "1000000"
    }
  }

  schema {
    name                = "attribute_19"
    attribute_data_type = "DateTime"
    mutable             = true
    required            = false
  }

  schema {
    name                = "attribute_20"
    attribute_data_type = "Boolean"
    mutable             = false
    required            = false
  }

  schema {
    name                = "attribute_21"
    attribute_data_type = "String"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  schema {
    name                = "attribute_22"
    attribute_data_type = "Number"
    mutable             = false
    required            = false

    number_attribute_constraints {
      min_value = "0"
      max_value = "1000000"
    }
  }

  schema {
    name                = "attribute_23"
    attribute_data_type = "DateTime"
    mutable             = true
    required            = false
  }

  schema {
    name                = "attribute_24"
    attribute_data_type = "Boolean"
    mutable             = false
    required            = false
  }

  schema {
    name                = "attribute_25"
    attribute_data_type = "String"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  schema {
    name                = "attribute_26"
    attribute_data_type = "Number"
    mutable             = false
    required            = false

    number_attribute_constraints {
      min_value = "0"
      max_value = "1000000"
    }
  }

  schema {
    name                = "attribute_27"
    attribute_data_type = "DateTime"
    mutable             = true
    required            = false
  }

  schema {
    name                = "attribute_28"
    attribute_data_type = "Boolean"
    mutable             = false
    required            = false
  }

  schema {
    name                = "attribute_29"
    attribute_data_type = "String"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  schema {
    name                = "attribute_30"
    attribute_data_type = "Number"
    mutable             = false
    required            = false

    number_attribute_constraints {
      min_value = "0"
      max_value = "1000000"
    }
  }

  schema {
    name                = "attribute_31"
    attribute_data_type = "DateTime"
    mutable             = true
    required            = false
  }

  schema {
    name                = "attribute_32"
    attribute_data_type = "Boolean"
    mutable             = false
    required            = false
  }

  schema {
    name                = "attribute_33"
    attribute_data_type = "String"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  schema {
    name                = "attribute_34"
    attribute_data_type = "Number"
    mutable             = false
    required            = false

    number_attribute_constraints {
      min_value = "0"
      max_value = "1000000"
    }
  }

  schema {
    name                = "attribute_35"
    attribute_data_type = "DateTime"
    mutable             = true
    required            = false
  }

  schema {
    name                = "attribute_36"
    attribute_data_type = "Boolean"
    mutable             = false
    required            = false
  }

  schema {
    name                = "attribute_37"
    attribute_data_type = "String"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  schema {
    name                = "attribute_38"
    attribute_data_type = "Number"
    mutable             = false
    required            = false

    number_attribute_constraints {
      min_value = "0"
      max_value = "1000000"
    }
  }

  schema {
    name                = "attribute_39"
    attribute_data_type = "DateTime"
    mutable             = true
    required            = false
  }

  schema {
    name                = "attribute_40"
    attribute_data_type = "Boolean"
    mutable             = false
    required            = false
  }

  schema {
    name                = "attribute_41"
    attribute_data_type = "String"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  schema {
    name                = "attribute_42"
    attribute_data_type = "Number"
    mutable             = false
    required            = false

    number_attribute_constraints {
      min_value = "0"
      max_value = "1000000"
    }
  }

  schema {
    name                = "attribute_43"
    attribute_data_type = "DateTime"
    mutable             = true
    required            = false
  }

  schema {
    name                = "attribute_44"
    attribute_data_type = "Boolean"
    mutable             = false
    required            = false
  }

  schema {
    name                = "attribute_45"
    attribute_data_type = "String"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  schema {
    name                = "attribute_46"
    attribute_data_type = "Number"
    mutable             = false
    required            = false

    number_attribute_constraints {
      min_value = "0"
      max_value = "1000000"
    }
  }

  schema {
    name                = "attribute_47"
    attribute_data_type = "DateTime"
    mutable             = true
    required            = false
  }

  schema {
    name                = "attribute_48"
    attribute_data_type = "Boolean"
    mutable             = false
    required            = false
  }

  schema {
    name                = "attribute_49"
    attribute_data_type = "String"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  admin_create_user_config {
    allow_admin_create_user_only = false

    invite_message_template {
      email_subject = "Welcome"
      email_message = "You are {username}, your password is {####}."
      sms_message   = "{username}: {####}"
    }
  }

  device_configuration {
    challenge_required_on_new_device      = true
    device_only_remembered_on_user_prompt = true
  }

  user_pool_add_ons {
    advanced_security_mode = "ENFORCED"

    advanced_security_additional_flows {
      custom_auth_mode = "ENFORCED"
    }
  }

  tags = {
    tag-01 = "value 1"
    tag-02 = "value 2"
    tag-03 = "value 3"
    tag-04 = "value 4"
    tag-05 = "value 5"
    tag-06 = "value 6"
    tag-07 = "value 7"
    tag-08 = "value 8"
    tag-09 = "value 9"
    tag-10 = "value 10"
    tag-11 = "value 11"
    tag-12 = "value 12"
    tag-13 = "value 13"
    tag-14 = "value 14"
    tag-15 = "value 15"
    tag-16 = "value 16"
    tag-17 = "value 17"
    tag-18 = "value 18"
    tag-19 = "value 19"
    tag-20 = "value 20"
    tag-21 = "value 21"
    tag-22 = "value 22"
    tag-23 = "value 23"
    tag-24 = "value 24"
    tag-25 = "value 25"
    tag-26 = "value 26"
    tag-27 = "value 27"
    tag-28 = "value 28"
    tag-29 = "value 29"
    tag-30 = "value 30"
    tag-31 = "value 31"
    tag-32 = "value 32"
    tag-33 = "value 33"
    tag-34 = "value 34"
    tag-35 = "value 35"
    tag-36 = "value 36"
    tag-37 = "value 37"
    tag-38 = "value 38"
    tag-39 = "value 39"
    tag-40 = "value 40"
    tag-41 = "value 41"
    tag-42 = "value 42"
    tag-43 = "value 43"
    tag-44 = "value 44"
    tag-45 = "value 45"
    tag-46 = "value 46"
    tag-47 = "value 47"
    tag-48 = "value 48"
    tag-49 = "value 49"
    tag-50 = "value 50"
  }

  deletion_protection = "ACTIVE"
}

resource "aws_lambda_permission" "pre_sign_up" {
  statement_id  = "cognito-largest"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:123456789012:function:PreSignUp"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.largest.arn
}

resource "aws_lambda_permission" "post_confirmation" {
  statement_id  = "cognito-largest"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:123456789012:function:PostConfirmation"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.largest.arn
}

resource "aws_lambda_permission" "pre_authentication" {
  statement_id  = "cognito-largest"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:123456789012:function:PreAuthentication"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.largest.arn
}

resource "aws_lambda_permission" "post_authentication" {
  statement_id  = "cognito-largest"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:123456789012:function:PostAuthentication"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.largest.arn
}

resource "aws_lambda_permission" "define_auth_challenge" {
  statement_id  = "cognito-largest"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:123456789012:function:DefineAuthChallenge"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.largest.arn
}

resource "aws_lambda_permission" "create_auth_challenge" {
  statement_id  = "cognito-largest"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:123456789012:function:CreateAuthChallenge"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.largest.arn
}

resource "aws_lambda_permission" "verify_auth_challenge_response" {
  statement_id  = "cognito-largest"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:123456789012:function:VerifyAuthChallengeResponse"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.largest.arn
}

resource "aws_lambda_permission" "pre_token_generation" {
  statement_id  = "cognito-largest"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:123456789012:function:PreTokenGeneration"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.largest.arn
}

resource "aws_lambda_permission" "user_migration" {
  statement_id  = "cognito-largest"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:123456789012:function:UserMigration"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.largest.arn
}

resource "aws_lambda_permission" "inbound_federation" {
  statement_id  = "cognito-largest"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:123456789012:function:InboundFederation"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.largest.arn
}

resource "aws_lambda_permission" "custom_message" {
  statement_id  = "cognito-largest"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:123456789012:function:CustomMessage"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.largest.arn
}

resource "aws_lambda_permission" "custom_email_sender" {
  statement_id  = "cognito-largest"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:123456789012:function:CustomEmailSender"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.largest.arn
}

resource "aws_lambda_permission" "custom_sms_sender" {
  statement_id  = "cognito-largest"
  action        = "lambda:InvokeFunction"
  function_name = "arn:aws:lambda:eu-west-1:123456789012:function:CustomSMSSender"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.largest.arn
}
