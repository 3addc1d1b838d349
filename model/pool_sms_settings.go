package model

import (
	"cmp"
	"slices"
)

var smsSettings = slices.Concat(
	inBlock("CreateUserPool.SmsConfiguration", smsConfiguration, nil),
	[]Setting{{
		Path:           "CreateUserPool.SmsAuthenticationMessage",
		Title:          "SMS sign-in message",
		Help:           "The text of the SMS with a sign-in code. Put {####} where the code goes. At most 140 characters, line breaks included.",
		Kind:           Prose,
		Min:            6,
		Max:            140,
		Pattern:        smsCode,
		Default:        "Cognito's text",
		Terraform:      "sms_authentication_message",
		CloudFormation: "SmsAuthenticationMessage",
		Datadog:        "sms_authentication_message",
		Synonyms:       []string{"otp text", "text message"},
	}},
)

// smsConfiguration are the settings of an SmsConfiguration block, which two
// requests have. The paths are relative to the block.
var smsConfiguration = []Setting{
	arnSetting(IAMRole, Setting{
		Path:           "SnsCallerArn",
		Title:          "SMS role",
		Help:           "The IAM role, in the same account, that Cognito assumes to send SMS through Amazon SNS. It must trust cognito-idp.amazonaws.com and allow sns:Publish. The role can be replaced later, but SMS settings can never be removed from a pool.",
		Default:        "None; the pool sends no SMS",
		Terraform:      "sms_configuration.sns_caller_arn",
		CloudFormation: "SmsConfiguration.SnsCallerArn",
		Datadog:        "sms_configuration.sns_caller_arn",
		Synonyms:       []string{"sms", "sns", "text message", "iam role", "send sms"},
	}),
	{
		Path:           "ExternalId",
		Title:          "SMS role external ID",
		Help:           "A shared value that the role's trust policy requires, so that nobody else can make Cognito assume the role. It must equal sts:ExternalId in that policy. Terraform requires it.",
		Kind:           Text,
		Max:            131072,
		Default:        "None",
		Terraform:      "sms_configuration.external_id",
		CloudFormation: "SmsConfiguration.ExternalId",
		Datadog:        "sms_configuration.external_id",
		Synonyms:       []string{"confused deputy", "trust policy"},
	},
	{
		Path:           "SnsRegion",
		Title:          "SMS Region",
		Help:           "The AWS Region whose SNS sends the messages, such as eu-west-1. It must be the pool's own Region, except in a few older Regions that can use another one.",
		Kind:           Text,
		Min:            5,
		Max:            32,
		Default:        "The pool's Region; another one in a few older Regions",
		Terraform:      "sms_configuration.sns_region",
		CloudFormation: "SmsConfiguration.SnsRegion",
		Datadog:        "sms_configuration.sns_region",
		Synonyms:       []string{"sns region"},
	},
	arnSetting(IAMRole, Setting{
		Path:     "EumsSms.CallerArn",
		Title:    "End User Messaging role",
		Help:     "The IAM role that Cognito assumes to send SMS through AWS End User Messaging instead of Amazon SNS. It must trust cognito-idp.amazonaws.com and allow sms-voice:SendTextMessage. Set either this or the SNS role, never both.",
		Required: true,
		Default:  "None; SMS is sent through Amazon SNS",
		Synonyms: []string{"sms", "eums", "pinpoint", "end user messaging", "sms voice", "iam role", "send sms"},
	}),
	{
		Path:    "EumsSms.ExternalId",
		Title:   "End User Messaging external ID",
		Help:    "A shared value that the role's trust policy requires, so that nobody else can make Cognito assume the role. It must equal sts:ExternalId in that policy.",
		Kind:    Text,
		Max:     131072,
		Default: "None",
	},
	{
		Path:     "EumsSms.OriginationIdentity",
		Title:    "Origination identity",
		Help:     "The phone number, sender ID or pool in AWS End User Messaging that messages are sent from.",
		Kind:     Text,
		Default:  "Selected by AWS End User Messaging",
		Synonyms: []string{"sender id", "sms number", "short code", "10dlc", "toll free number", "origination number", "phone pool"},
	},
	{
		Path:     "EumsSms.ConfigurationSetName",
		Title:    "SMS configuration set",
		Help:     "The configuration set in AWS End User Messaging that records deliveries.",
		Kind:     Text,
		Default:  "None",
		Synonyms: []string{"sms delivery events", "sms tracking"},
	},
	{
		Path:     "EumsSms.InEntityId",
		Title:    "India entity ID",
		Help:     "The principal entity ID that Indian carriers require (DLT). Set it together with the template ID.",
		Kind:     Text,
		Default:  "None",
		Synonyms: []string{"india", "dlt", "trai"},
	},
	{
		Path:     "EumsSms.InTemplateId",
		Title:    "India template ID",
		Help:     "The template ID that Indian carriers require (DLT). Set it together with the entity ID.",
		Kind:     Text,
		Default:  "None",
		Synonyms: []string{"india", "dlt", "trai"},
	},
	{
		Path:    "EumsSms.Region",
		Title:   "End User Messaging Region",
		Help:    "The AWS Region whose End User Messaging sends the messages, such as eu-west-1. The service must be available there.",
		Kind:    Text,
		Min:     5,
		Max:     32,
		Default: "The pool's Region",
	},
}

// inBlock returns the settings of a block under the path of the block. The
// differences, by relative path, give a setting the title, help and default
// that they have, and their synonyms.
func inBlock(block string, settings []Setting, differences map[string]Setting) []Setting {
	settings = slices.Clone(settings)
	for i := range settings {
		s := &settings[i]
		if other, found := differences[s.Path]; found {
			s.Title = cmp.Or(other.Title, s.Title)
			s.Help = cmp.Or(other.Help, s.Help)
			s.Default = cmp.Or(other.Default, s.Default)
			s.Synonyms = other.Synonyms
		}
		s.Path = block + "." + s.Path
	}
	return settings
}
