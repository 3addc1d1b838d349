# Made by Poolsmith. To make it again: poolsmith export -f terraform -i DRAFT

resource "aws_cognito_user_pool" "attributes" {
  name                     = "attributes"
  auto_verified_attributes = []

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
    name                = "updated_at"
    attribute_data_type = "Number"
    mutable             = true

    number_attribute_constraints {
      min_value = "0"
    }
  }

  schema {
    name                = "level"
    attribute_data_type = "Number"
    mutable             = false

    number_attribute_constraints {}
  }
}
