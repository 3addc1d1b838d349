# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT
#
# Cognito sends the mail itself, from an address of yours. First let it do so:
#
#   aws ses put-identity-policy --region=eu-west-1 --identity=help@example.com \
#     --policy-name cognito --policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"email.cognito-idp.amazonaws.com"},"Action":["ses:SendEmail","ses:SendRawEmail"],"Resource":"arn:aws:ses:eu-west-1:123456789012:identity/help@example.com","Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}]}'

variable "email_source_arn" {
  description = "ARN for EmailConfiguration.SourceArn"
  type        = string
  default     = "arn:aws:ses:eu-west-1:123456789012:identity/help@example.com"
}

variable "pre_sign_up_arn" {
  description = "ARN for LambdaConfig.PreSignUp"
  type        = string
  default     = "arn:aws:lambda:eu-west-1:123456789012:function:checkSignUp"
}

variable "welcome_live_arn" {
  description = "ARN for LambdaConfig.PostConfirmation, LambdaConfig.CustomMessage"
  type        = string
  default     = "arn:aws:lambda:eu-west-1:123456789012:function:welcome:live"
}

data "aws_caller_identity" "current" {}

resource "aws_iam_role" "sms" {
  name = "needy-sms"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Principal = {
        Service = "cognito-idp.amazonaws.com"
      }
      Action = "sts:AssumeRole"
      Condition = {
        StringEquals = {
          "sts:ExternalId"    = "needy-sms"
          "aws:SourceAccount" = data.aws_caller_identity.current.account_id
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "sms" {
  name = "publish-sms"
  role = aws_iam_role.sms.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "sns:Publish"
      Resource = "*"
    }]
  })
}

resource "aws_cognito_user_pool" "needy" {
  name              = "needy"
  alias_attributes  = ["phone_number"]
  mfa_configuration = "OPTIONAL"

  software_token_mfa_configuration {
    enabled = true
  }

  auto_verified_attributes = ["phone_number"]

  email_configuration {
    source_arn = var.email_source_arn
  }

  sms_configuration {
    sns_caller_arn = aws_iam_role.sms.arn
    external_id    = "needy-sms"
  }

  lambda_config {
    pre_sign_up       = var.pre_sign_up_arn
    post_confirmation = var.welcome_live_arn
    custom_message    = var.welcome_live_arn
  }

  deletion_protection = "ACTIVE"
  depends_on          = [aws_iam_role_policy.sms]
}

resource "aws_lambda_permission" "check_sign_up" {
  statement_id  = "cognito-needy"
  action        = "lambda:InvokeFunction"
  function_name = var.pre_sign_up_arn
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.needy.arn
}

resource "aws_lambda_permission" "welcome_live" {
  statement_id  = "cognito-needy"
  action        = "lambda:InvokeFunction"
  function_name = var.welcome_live_arn
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.needy.arn
}
