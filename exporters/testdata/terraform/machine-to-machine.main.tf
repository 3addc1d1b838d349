# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT

resource "aws_cognito_user_pool" "my_service_pool" {
  name           = "my-service-pool"
  user_pool_tier = "LITE"

  username_configuration {
    case_sensitive = false
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "admin_only"
      priority = 1
    }
  }

  admin_create_user_config {
    allow_admin_create_user_only = true
  }

  deletion_protection = "ACTIVE"
}
