# A rule for Datadog Cloud Security, for resources of the type
# aws_cognito_user_pool: it flags the pools that stray from the reviewed settings.
#
# Made by Poolsmith. To make it again: poolsmith export -f datadog -i DRAFT
#
# Some of the pool is beyond the rule:
#
#   CreateUserPool.UserPoolTier
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.Policies.SignInPolicy.AllowedFirstAuthFactors
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.Policies.PasswordPolicy.PasswordHistorySize
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.LambdaConfig.PreTokenGenerationConfig.LambdaArn
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.LambdaConfig.PreTokenGenerationConfig.LambdaVersion
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.LambdaConfig.InboundFederation.LambdaArn
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.LambdaConfig.InboundFederation.LambdaVersion
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.KeyConfiguration.KeyType
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.KeyConfiguration.KmsKeyArn
#   (Datadog's catalogue has no field for it)
#   CreateUserPool.IssuerConfiguration.Type
#   (Datadog's catalogue has no field for it)
#   SetUserPoolMfaConfig.SoftwareTokenMfaConfiguration.Enabled
#   (Datadog's catalogue has no field for it)
#   SetUserPoolMfaConfig.EmailMfaConfiguration
#   (Datadog's catalogue has no field for it)
#   SetUserPoolMfaConfig.EmailMfaConfiguration.Subject
#   (Datadog's catalogue has no field for it)
#   SetUserPoolMfaConfig.EmailMfaConfiguration.Message
#   (Datadog's catalogue has no field for it)
#   SetUserPoolMfaConfig.WebAuthnConfiguration.RelyingPartyId
#   (Datadog's catalogue has no field for it)
#   SetUserPoolMfaConfig.WebAuthnConfiguration.UserVerification
#   (Datadog's catalogue has no field for it)
#   SetUserPoolMfaConfig.WebAuthnConfiguration.FactorConfiguration
#   (Datadog's catalogue has no field for it)

package datadog

import data.datadog.output as dd_output

import future.keywords.contains
import future.keywords.every
import future.keywords.if
import future.keywords.in

# The ids of the pools that the rule is for; all pools while there is none.
pool_ids := []

reviewed := {
	"name": "largest",
	"alias_attributes": ["email", "phone_number", "preferred_username"],
	"username_configuration": {
		"case_sensitive": false,
	},
	"policies": {
		"password_policy": {
			"minimum_length": 12,
			"require_uppercase": true,
			"require_lowercase": true,
			"require_numbers": true,
			"require_symbols": true,
			"temporary_password_validity_days": 7,
		},
	},
	"mfa_configuration": "OPTIONAL",
	"auto_verified_attributes": ["email", "phone_number"],
	"user_attribute_update_settings": {
		"attributes_require_verification_before_update": ["email", "phone_number"],
	},
	"account_recovery_setting": {
		"recovery_mechanisms": [
			{
				"name": "verified_email",
				"priority": 1,
			},
			{
				"name": "verified_phone_number",
				"priority": 2,
			},
		],
	},
	"email_configuration": {
		"email_sending_account": "DEVELOPER",
		"source_arn": "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
		"from": "Largest <no-reply@example.com>",
		"reply_to_email_address": "help@example.com",
		"configuration_set": "largest",
	},
	"sms_configuration": {
		"sns_caller_arn": "arn:aws:iam::123456789012:role/largest-sms",
		"external_id": "largest",
		"sns_region": "eu-west-1",
	},
	"sms_authentication_message": "Your code is {####}",
	"verification_message_template": {
		"default_email_option": "CONFIRM_WITH_CODE",
		"email_subject": "Your code",
		"email_message": "<p>Hello,</p>\n<p>your code is <b>{####}</b>.</p>\n",
		"email_subject_by_link": "Confirm your address",
		"email_message_by_link": "Please {##confirm your address##}.",
		"sms_message": "Your code is {####}",
	},
	"lambda_config": {
		"pre_sign_up": "arn:aws:lambda:eu-west-1:123456789012:function:PreSignUp",
		"post_confirmation": "arn:aws:lambda:eu-west-1:123456789012:function:PostConfirmation",
		"pre_authentication": "arn:aws:lambda:eu-west-1:123456789012:function:PreAuthentication",
		"post_authentication": "arn:aws:lambda:eu-west-1:123456789012:function:PostAuthentication",
		"define_auth_challenge": "arn:aws:lambda:eu-west-1:123456789012:function:DefineAuthChallenge",
		"create_auth_challenge": "arn:aws:lambda:eu-west-1:123456789012:function:CreateAuthChallenge",
		"verify_auth_challenge_response": "arn:aws:lambda:eu-west-1:123456789012:function:VerifyAuthChallengeResponse",
		"pre_token_generation": "arn:aws:lambda:eu-west-1:123456789012:function:PreTokenGeneration",
		"user_migration": "arn:aws:lambda:eu-west-1:123456789012:function:UserMigration",
		"custom_message": "arn:aws:lambda:eu-west-1:123456789012:function:CustomMessage",
		"custom_email_sender": {
			"lambda_arn": "arn:aws:lambda:eu-west-1:123456789012:function:CustomEmailSender",
			"lambda_version": "V1_0",
		},
		"custom_sms_sender": {
			"lambda_arn": "arn:aws:lambda:eu-west-1:123456789012:function:CustomSMSSender",
			"lambda_version": "V1_0",
		},
		"kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/a6c4f8e2-0c45-47db-925f-87854bc9e357",
	},
	"schema_attributes": [
		{
			"name": "email",
			"attribute_data_type": "String",
			"mutable": true,
			"required": true,
		},
		{
			"name": "custom:attribute_01",
			"attribute_data_type": "String",
			"mutable": true,
			"required": false,
			"string_attribute_constraints": {
				"min_length": "0",
				"max_length": "2048",
			},
		},
		{
			"name": "custom:attribute_02",
			"attribute_data_type": "Number",
			"mutable": false,
			"required": false,
			"number_attribute_constraints": {
				"min_value": "0",
				"max_value": "1000000",
			},
		},
		{
			"name": "custom:attribute_03",
			"attribute_data_type": "DateTime",
			"mutable": true,
			"required": false,
		},
		{
			"name": "custom:attribute_04",
			"attribute_data_type": "Boolean",
			"mutable": false,
			"required": false,
		},
		{
			"name": "custom:attribute_05",
			"attribute_data_type": "String",
			"mutable": true,
			"required": false,
			"string_attribute_constraints": {
				"min_length": "0",
				"max_length": "2048",
			},
		},
		{
			"name": "custom:attribute_06",
			"attribute_data_type": "Number",
			"mutable": false,
			"required": false,
			"number_attribute_constraints": {
				"min_value": "0",
				"max_value": "1000000",
			},
		},
		{
			"name": "custom:attribute_07",
			"attribute_data_type": "DateTime",
			"mutable": true,
			"required": false,
		},
		{
			"name": "custom:attribute_08",
			"attribute_data_type": "Boolean",
			"mutable": false,
			"required": false,
		},
		{
			"name": "custom:attribute_09",
			"attribute_data_type": "String",
			"mutable": true,
			"required": false,
			"string_attribute_constraints": {
				"min_length": "0",
				"max_length": "2048",
			},
		},
		{
			"name": "custom:attribute_10",
			"attribute_data_type": "Number",
			"mutable": false,
			"required": false,
			"number_attribute_constraints": {
				"min_value": "0",
				"max_value": "1000000",
			},
		},
		{
			"name": "custom:attribute_11",
			"attribute_data_type": "DateTime",
			"mutable": true,
			"required": false,
		},
		{
			"name": "custom:attribute_12",
			"attribute_data_type": "Boolean",
			"mutable": false,
			"required": false,
		},
		{
			"name": "custom:attribute_13",
			"attribute_data_type": "String",
			"mutable": true,
			"required": false,
			"string_attribute_constraints": {
				"min_length": "0",
				"max_length": "2048",
			},
		},
		{
			"name": "custom:attribute_14",
			"attribute_data_type": "Number",
			"mutable": false,
			"required": false,
			"number_attribute_constraints": {
				"min_value": "0",
				"max_value": "1000000",
			},
		},
		{
			"name": "custom:attribute_15",
			"attribute_data_type": "DateTime",
			"mutable": true,
			"required": false,
		},
		{
			"name": "custom:attribute_16",
			"attribute_data_type": "Boolean",
			"mutable": false,
			"required": false,
		},
		{
			"name": "custom:attribute_17",
			"attribute_data_type": "String",
			"mutable": true,
			"required": false,
			"string_attribute_constraints": {
				"min_length": "0",
				"max_length": "2048",
			},
		},
		{
			"name": "custom:attribute_18",
			"attribute_data_type": "Number",
			"mutable": false,
			"required": false,
			"number_attribute_constraints": {
				"min_value": "0",
				"max_value": "1000000",
			},
		},
		{
			"name": "custom:attribute_19",
			"attribute_data_type": "DateTime",
			"mutable": true,
			"required": false,
		},
		{
			"name": "custom:attribute_20",
			"attribute_data_type": "Boolean",
			"mutable": false,
			"required": false,
		},
		{
			"name": "custom:attribute_21",
			"attribute_data_type": "String",
			"mutable": true,
			"required": false,
			"string_attribute_constraints": {
				"min_length": "0",
				"max_length": "2048",
			},
		},
		{
			"name": "custom:attribute_22",
			"attribute_data_type": "Number",
			"mutable": false,
			"required": false,
			"number_attribute_constraints": {
				"min_value": "0",
				"max_value": "1000000",
			},
		},
		{
			"name": "custom:attribute_23",
			"attribute_data_type": "DateTime",
			"mutable": true,
			"required": false,
		},
		{
			"name": "custom:attribute_24",
			"attribute_data_type": "Boolean",
			"mutable": false,
			"required": false,
		},
		{
			"name": "custom:attribute_25",
			"attribute_data_type": "String",
			"mutable": true,
			"required": false,
			"string_attribute_constraints": {
				"min_length": "0",
				"max_length": "2048",
			},
		},
		{
			"name": "custom:attribute_26",
			"attribute_data_type": "Number",
			"mutable": false,
			"required": false,
			"number_attribute_constraints": {
				"min_value": "0",
				"max_value": "1000000",
			},
		},
		{
			"name": "custom:attribute_27",
			"attribute_data_type": "DateTime",
			"mutable": true,
			"required": false,
		},
		{
			"name": "custom:attribute_28",
			"attribute_data_type": "Boolean",
			"mutable": false,
			"required": false,
		},
		{
			"name": "custom:attribute_29",
			"attribute_data_type": "String",
			"mutable": true,
			"required": false,
			"string_attribute_constraints": {
				"min_length": "0",
				"max_length": "2048",
			},
		},
		{
			"name": "custom:attribute_30",
			"attribute_data_type": "Number",
			"mutable": false,
			"required": false,
			"number_attribute_constraints": {
				"min_value": "0",
				"max_value": "1000000",
			},
		},
		{
			"name": "custom:attribute_31",
			"attribute_data_type": "DateTime",
			"mutable": true,
			"required": false,
		},
		{
			"name": "custom:attribute_32",
			"attribute_data_type": "Boolean",
			"mutable": false,
			"required": false,
		},
		{
			"name": "custom:attribute_33",
			"attribute_data_type": "String",
			"mutable": true,
			"required": false,
			"string_attribute_constraints": {
				"min_length": "0",
				"max_length": "2048",
			},
		},
		{
			"name": "custom:attribute_34",
			"attribute_data_type": "Number",
			"mutable": false,
			"required": false,
			"number_attribute_constraints": {
				"min_value": "0",
				"max_value": "1000000",
			},
		},
		{
			"name": "custom:attribute_35",
			"attribute_data_type": "DateTime",
			"mutable": true,
			"required": false,
		},
		{
			"name": "custom:attribute_36",
			"attribute_data_type": "Boolean",
			"mutable": false,
			"required": false,
		},
		{
			"name": "custom:attribute_37",
			"attribute_data_type": "String",
			"mutable": true,
			"required": false,
			"string_attribute_constraints": {
				"min_length": "0",
				"max_length": "2048",
			},
		},
		{
			"name": "custom:attribute_38",
			"attribute_data_type": "Number",
			"mutable": false,
			"required": false,
			"number_attribute_constraints": {
				"min_value": "0",
				"max_value": "1000000",
			},
		},
		{
			"name": "custom:attribute_39",
			"attribute_data_type": "DateTime",
			"mutable": true,
			"required": false,
		},
		{
			"name": "custom:attribute_40",
			"attribute_data_type": "Boolean",
			"mutable": false,
			"required": false,
		},
		{
			"name": "custom:attribute_41",
			"attribute_data_type": "String",
			"mutable": true,
			"required": false,
			"string_attribute_constraints": {
				"min_length": "0",
				"max_length": "2048",
			},
		},
		{
			"name": "custom:attribute_42",
			"attribute_data_type": "Number",
			"mutable": false,
			"required": false,
			"number_attribute_constraints": {
				"min_value": "0",
				"max_value": "1000000",
			},
		},
		{
			"name": "custom:attribute_43",
			"attribute_data_type": "DateTime",
			"mutable": true,
			"required": false,
		},
		{
			"name": "custom:attribute_44",
			"attribute_data_type": "Boolean",
			"mutable": false,
			"required": false,
		},
		{
			"name": "custom:attribute_45",
			"attribute_data_type": "String",
			"mutable": true,
			"required": false,
			"string_attribute_constraints": {
				"min_length": "0",
				"max_length": "2048",
			},
		},
		{
			"name": "custom:attribute_46",
			"attribute_data_type": "Number",
			"mutable": false,
			"required": false,
			"number_attribute_constraints": {
				"min_value": "0",
				"max_value": "1000000",
			},
		},
		{
			"name": "custom:attribute_47",
			"attribute_data_type": "DateTime",
			"mutable": true,
			"required": false,
		},
		{
			"name": "custom:attribute_48",
			"attribute_data_type": "Boolean",
			"mutable": false,
			"required": false,
		},
		{
			"name": "custom:attribute_49",
			"attribute_data_type": "String",
			"mutable": true,
			"required": false,
			"string_attribute_constraints": {
				"min_length": "0",
				"max_length": "2048",
			},
		},
	],
	"admin_create_user_config": {
		"allow_admin_create_user_only": false,
		"invite_message_template": {
			"email_subject": "Welcome",
			"email_message": "You are {username}, your password is {####}.",
			"sms_message": "{username}: {####}",
		},
	},
	"device_configuration": {
		"challenge_required_on_new_device": true,
		"device_only_remembered_on_user_prompt": true,
	},
	"user_pool_add_ons": {
		"advanced_security_mode": "ENFORCED",
	},
	"user_pool_tags": {
		"tag-01": "value 1",
		"tag-02": "value 2",
		"tag-03": "value 3",
		"tag-04": "value 4",
		"tag-05": "value 5",
		"tag-06": "value 6",
		"tag-07": "value 7",
		"tag-08": "value 8",
		"tag-09": "value 9",
		"tag-10": "value 10",
		"tag-11": "value 11",
		"tag-12": "value 12",
		"tag-13": "value 13",
		"tag-14": "value 14",
		"tag-15": "value 15",
		"tag-16": "value 16",
		"tag-17": "value 17",
		"tag-18": "value 18",
		"tag-19": "value 19",
		"tag-20": "value 20",
		"tag-21": "value 21",
		"tag-22": "value 22",
		"tag-23": "value 23",
		"tag-24": "value 24",
		"tag-25": "value 25",
		"tag-26": "value 26",
		"tag-27": "value 27",
		"tag-28": "value 28",
		"tag-29": "value 29",
		"tag-30": "value 30",
		"tag-31": "value 31",
		"tag-32": "value 32",
		"tag-33": "value 33",
		"tag-34": "value 34",
		"tag-35": "value 35",
		"tag-36": "value 36",
		"tag-37": "value 37",
		"tag-38": "value 38",
		"tag-39": "value 39",
		"tag-40": "value 40",
		"tag-41": "value 41",
		"tag-42": "value 42",
		"tag-43": "value 43",
		"tag-44": "value 44",
		"tag-45": "value 45",
		"tag-46": "value 46",
		"tag-47": "value 47",
		"tag-48": "value 48",
		"tag-49": "value 49",
		"tag-50": "value 50",
	},
	"deletion_protection": "ACTIVE",
}

eval(pool) := "skip" if {
	count(pool_ids) > 0
	not pool.id in pool_ids
} else := "pass" if {
	count(strayed(pool)) == 0
} else := "fail"

# strayed holds the paths of the settings that are not as reviewed.
strayed(pool) := {path |
	walk(reviewed, [path, wanted])
	is_setting(path, wanted)
	not as_reviewed(path, wanted, object.get(pool, path, null))
}

is_setting(path, wanted) if {
	not is_object(wanted)
	every step in path { is_string(step) }
}

as_reviewed(_, wanted, found) if wanted == found

# Lists have no order, and an empty one may be missing.
as_reviewed(_, wanted, found) if {
	is_array(found)
	{item | some item in wanted} == {item | some item in found}
}

as_reviewed(_, [], null) := true

# A pool has more attributes than were asked for, and says more of each.
as_reviewed(["schema_attributes"], wanted, found) if {
	every attribute in wanted {
		some candidate in found
		object.subset(candidate, attribute)
	}
}

results contains result if {
	some pool in input.resources[input.main_resource_type]
	result := dd_output.format(pool, eval(pool))
}
