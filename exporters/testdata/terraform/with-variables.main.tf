# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT
#
# This resource does not say everything about the pool:
#
#   CreateUserPool.EmailVerificationMessage = "Your verification code is {####}."
#   (the provider refuses it beside VerificationMessageTemplate, and Cognito keeps one text for both)
#
#   CreateUserPool.EmailVerificationSubject = "Verify your email address"
#   (the provider refuses it beside VerificationMessageTemplate, and Cognito keeps one text for both)
#
#   CreateUserPool.SmsVerificationMessage = "Your verification code is {####}."
#   (the provider refuses it beside VerificationMessageTemplate, and Cognito keeps one text for both)

variable "email_source_arn" {
  description = "ARN for EmailConfiguration.SourceArn"
  type        = string
  default     = "arn:aws:ses:us-east-1:123456789012:identity/support@example.com"
}

variable "sms_role_arn" {
  description = "ARN for SmsConfiguration.SnsCallerArn"
  type        = string
  default     = "arn:aws:iam::123456789012:role/service-role/test-cognito-SMS-Role"
}

variable "my_function_arn" {
  description = "ARN for LambdaConfig.PreSignUp, LambdaConfig.PostConfirmation, LambdaConfig.PreAuthentication, LambdaConfig.PostAuthentication, LambdaConfig.DefineAuthChallenge, LambdaConfig.VerifyAuthChallengeResponse, LambdaConfig.PreTokenGeneration, LambdaConfig.UserMigration, LambdaConfig.CustomMessage, LambdaConfig.CustomEmailSender.LambdaArn, LambdaConfig.CustomSMSSender.LambdaArn"
  type        = string
  default     = "arn:aws:lambda:us-east-1:123456789012:function:MyFunction"
}

variable "sender_key_arn" {
  description = "ARN for LambdaConfig.KMSKeyID"
  type        = string
  default     = "arn:aws:kms:us-east-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357"
}

resource "aws_cognito_user_pool" "my_test_user_pool" {
  name             = "my-test-user-pool"
  alias_attributes = ["email"]

  username_configuration {
    case_sensitive = true
  }

  password_policy {
    minimum_length                   = 6
    require_uppercase                = true
    require_lowercase                = true
    require_numbers                  = true
    require_symbols                  = true
    temporary_password_validity_days = 7
  }

  mfa_configuration        = "OPTIONAL"
  auto_verified_attributes = ["email"]

  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  email_configuration {
    email_sending_account  = "DEVELOPER"
    source_arn             = var.email_source_arn
    from_email_address     = "support@example.com"
    reply_to_email_address = "support@example.com"
    configuration_set      = "my-test-ses-configuration-set"
  }

  sms_configuration {
    sns_caller_arn = var.sms_role_arn
    external_id    = "my-role-external-id"
  }

  sms_authentication_message = "Your verification code is {####}."

  verification_message_template {
    default_email_option  = "CONFIRM_WITH_CODE"
    email_subject         = "Here is your confirmation code"
    email_message         = "Your confirmation code is {####}"
    email_subject_by_link = "Here is your confirmation link"
    email_message_by_link = "Choose this link to {##verify your email##}"
    sms_message           = "Your confirmation code is {####}"
  }

  lambda_config {
    pre_sign_up                    = var.my_function_arn
    post_confirmation              = var.my_function_arn
    pre_authentication             = var.my_function_arn
    post_authentication            = var.my_function_arn
    define_auth_challenge          = var.my_function_arn
    verify_auth_challenge_response = var.my_function_arn
    pre_token_generation           = var.my_function_arn
    user_migration                 = var.my_function_arn
    custom_message                 = var.my_function_arn

    custom_email_sender {
      lambda_arn     = var.my_function_arn
      lambda_version = "V1_0"
    }

    custom_sms_sender {
      lambda_arn     = var.my_function_arn
      lambda_version = "V1_0"
    }

    kms_key_id = var.sender_key_arn
  }

  schema {
    name                = "mydev"
    attribute_data_type = "Number"
    mutable             = true
    required            = false

    string_attribute_constraints {
      min_length = "1"
      max_length = "99"
    }

    number_attribute_constraints {
      min_value = "1"
      max_value = "99"
    }

    developer_only_attribute = true
  }

  admin_create_user_config {
    allow_admin_create_user_only = false

    invite_message_template {
      email_subject = "Your sign-in information"
      email_message = "Your username is {username} and temporary password is {####}."
      sms_message   = "Your username is {username} and temporary password is {####}."
    }
  }

  device_configuration {
    challenge_required_on_new_device      = true
    device_only_remembered_on_user_prompt = true
  }

  user_pool_add_ons {
    advanced_security_mode = "OFF"
  }

  tags = {
    my-test-tag-key = "my-test-tag-key"
  }

  deletion_protection = "ACTIVE"
}

resource "aws_lambda_permission" "my_function" {
  statement_id  = "cognito-my_test_user_pool"
  action        = "lambda:InvokeFunction"
  function_name = var.my_function_arn
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.my_test_user_pool.arn
}
