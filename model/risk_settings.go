package model

import "slices"

var riskSettings = threatProtection(slices.Concat(
	[]Setting{
		{
			Path:     "SetRiskConfiguration",
			Title:    "Risk configurations",
			Help:     "What threat protection does about compromised passwords and risky sign-ins, for the whole pool or for one app client. Threat protection must be on.",
			Kind:     List,
			Default:  "None; threat protection does as Cognito decides",
			Synonyms: []string{"adaptive authentication", "threat protection", "advanced security", "account takeover", "compromised credentials"},
		},
		clientReference(Setting{
			Path:    "SetRiskConfiguration[].ClientId",
			Title:   "App client of the responses",
			Help:    "The name of the app client that this configuration is for. Unset, it is for all clients that have none of their own.",
			Default: "All app clients without their own",
		}),
		{
			Path:  compromised + "EventFilter",
			Title: "Events with password checks",
			Help:  "When passwords are compared with those known from breaches. Sign-ins with SRP are never checked, because Cognito does not see the password.",
			Kind:  Choices,
			Choices: []Option{
				{Value: "SIGN_IN", Title: "Sign-in", Help: "When a user signs in."},
				{Value: "SIGN_UP", Title: "Sign-up", Help: "When a user signs up."},
				{Value: "PASSWORD_CHANGE", Title: "Password change", Help: "When a user sets a new password."},
			},
			Default:        "All events",
			Terraform:      "compromised_credentials_risk_configuration.event_filter",
			CloudFormation: "CompromisedCredentialsRiskConfiguration.EventFilter",
			Synonyms:       []string{"leaked password", "breach"},
		},
		{
			Path:           compromised + "Actions",
			Title:          "Compromised password response",
			Help:           "What happens when a password is known from a breach.",
			Kind:           Block,
			Required:       true,
			Terraform:      "compromised_credentials_risk_configuration.actions",
			CloudFormation: "CompromisedCredentialsRiskConfiguration.Actions",
		},
		{
			Path:     compromised + "Actions.EventAction",
			Title:    "Compromised password action",
			Help:     "Whether a compromised password blocks the sign-in, sign-up or password change.",
			Kind:     Choice,
			Required: true,
			Choices: []Option{
				{Value: "BLOCK", Title: "Block", Help: "The user must set another password."},
				{Value: "NO_ACTION", Title: "Allow", Help: "The event is only recorded."},
			},
			Terraform:      "compromised_credentials_risk_configuration.actions.event_action",
			CloudFormation: "CompromisedCredentialsRiskConfiguration.Actions.EventAction",
			Synonyms:       []string{"leaked password", "breach"},
		},
		{
			Path:           takeover + "Actions",
			Title:          "Risky sign-in responses",
			Help:           "What happens at each level of risk. The block is required, and can be empty.",
			Kind:           Block,
			Required:       true,
			Terraform:      "account_takeover_risk_configuration.actions",
			CloudFormation: "AccountTakeoverRiskConfiguration.Actions",
		},
	},
	riskAction("LowAction", "low", "low_action"),
	riskAction("MediumAction", "medium", "medium_action"),
	riskAction("HighAction", "high", "high_action"),
	[]Setting{
		arnSetting(SESIdentity, Setting{
			Path:           takeover + "NotifyConfiguration.SourceArn",
			Title:          "Identity of the risk emails",
			Help:           "The verified SES identity that sends email messages about risky sign-ins.",
			Required:       true,
			Terraform:      "account_takeover_risk_configuration.notify_configuration.source_arn",
			CloudFormation: "AccountTakeoverRiskConfiguration.NotifyConfiguration.SourceArn",
			Synonyms:       []string{"sender", "alert"},
		}),
		{
			Path:           takeover + "NotifyConfiguration.From",
			Title:          "Sender of risk emails",
			Help:           "The sender address, which SES must have verified, alone or with its domain.",
			Kind:           Text,
			Max:            131072,
			Default:        "The address of the SES identity",
			Terraform:      "account_takeover_risk_configuration.notify_configuration.from",
			CloudFormation: "AccountTakeoverRiskConfiguration.NotifyConfiguration.From",
			Synonyms:       []string{"from", "alert"},
		},
		{
			Path:           takeover + "NotifyConfiguration.ReplyTo",
			Title:          "Reply address of risk emails",
			Help:           "Where answers of users go.",
			Kind:           Text,
			Max:            131072,
			Default:        "The sender",
			Terraform:      "account_takeover_risk_configuration.notify_configuration.reply_to",
			CloudFormation: "AccountTakeoverRiskConfiguration.NotifyConfiguration.ReplyTo",
			Synonyms:       []string{"reply-to"},
		},
	},
	riskEmail("BlockEmail", "blocked sign-ins", "block_email"),
	riskEmail("MfaEmail", "MFA challenges", "mfa_email"),
	riskEmail("NoActionEmail", "allowed sign-ins", "no_action_email"),
	[]Setting{
		ipRanges("BlockedIPRangeList", "Blocked IP ranges", "Sign-ins from these addresses are always blocked.", "blocked_ip_range_list"),
		ipRanges("SkippedIPRangeList", "Trusted IP ranges", "Sign-ins from these addresses are never checked for risks.", "skipped_ip_range_list"),
	},
))

const (
	compromised = "SetRiskConfiguration[].CompromisedCredentialsRiskConfiguration."
	takeover    = "SetRiskConfiguration[].AccountTakeoverRiskConfiguration."
)

// threatProtection sets the plan that has all of it.
func threatProtection(settings []Setting) []Setting {
	for i := range settings {
		settings[i].Tier = "PLUS"
	}
	return settings
}

// riskAction are the entries of the action at one level of risk.
func riskAction(name, level, terraform string) []Setting {
	path := takeover + "Actions." + name + "."
	terraform = "account_takeover_risk_configuration.actions." + terraform + "."
	cloudFormation := "AccountTakeoverRiskConfiguration.Actions." + name + "."
	return []Setting{
		{
			Path:     path + "EventAction",
			Title:    "Action at " + level + " risk",
			Help:     "What happens to a sign-in of " + level + " risk.",
			Kind:     Choice,
			Required: true,
			Choices: []Option{
				{Value: "NO_ACTION", Title: "Allow", Help: "The sign-in is only recorded."},
				{Value: "MFA_IF_CONFIGURED", Title: "MFA if the user has it", Help: "Users without a second factor sign in anyway."},
				{Value: "MFA_REQUIRED", Title: "Require MFA", Help: "Users without a second factor are blocked."},
				{Value: "BLOCK", Title: "Block", Help: "Nobody signs in."},
			},
			Terraform:      terraform + "event_action",
			CloudFormation: cloudFormation + "EventAction",
			Synonyms:       []string{"adaptive authentication", "account takeover"},
		},
		{
			Path:           path + "Notify",
			Title:          "Email at " + level + " risk",
			Help:           "Whether the user gets an email about a sign-in of " + level + " risk. Emails need an SES identity and a text.",
			Kind:           Bool,
			Required:       true,
			Terraform:      terraform + "notify",
			CloudFormation: cloudFormation + "Notify",
			Synonyms:       []string{"notification", "alert"},
		},
	}
}

// riskEmail are the entries of an email about risky sign-ins.
func riskEmail(name, about, terraform string) []Setting {
	path := takeover + "NotifyConfiguration." + name + "."
	terraform = "account_takeover_risk_configuration.notify_configuration." + terraform + "."
	cloudFormation := "AccountTakeoverRiskConfiguration.NotifyConfiguration." + name + "."
	return []Setting{
		{
			Path:           path + "Subject",
			Title:          "Subject for " + about,
			Help:           "The subject of the email about " + about + ", up to 140 characters.",
			Kind:           Text,
			Required:       true,
			Min:            1,
			Max:            140,
			Pattern:        subject,
			Terraform:      terraform + "subject",
			CloudFormation: cloudFormation + "Subject",
		},
		{
			Path:           path + "HtmlBody",
			Title:          "HTML for " + about,
			Help:           "The email about " + about + " as HTML, 6 to 20,000 characters.",
			Kind:           Prose,
			Min:            6,
			Max:            20000,
			Pattern:        notifyBody,
			Default:        "None",
			Terraform:      terraform + "html_body",
			CloudFormation: cloudFormation + "HtmlBody",

			TerraformRequired: true,
		},
		{
			Path:           path + "TextBody",
			Title:          "Text for " + about,
			Help:           "The email about " + about + " as plain text, 6 to 20,000 characters.",
			Kind:           Prose,
			Min:            6,
			Max:            20000,
			Pattern:        notifyBody,
			Default:        "None",
			Terraform:      terraform + "text_body",
			CloudFormation: cloudFormation + "TextBody",

			TerraformRequired: true,
		},
	}
}

// ipRanges is the entry of a list of IP ranges.
func ipRanges(name, title, help, terraform string) Setting {
	return Setting{
		Path:           "SetRiskConfiguration[].RiskExceptionConfiguration." + name,
		Title:          title,
		Help:           help + " At most 200, in CIDR notation such as 203.0.113.0/24.",
		Kind:           Texts,
		Max:            200,
		Items:          Limits{Max: 131072},
		Default:        "None",
		Terraform:      "risk_exception_configuration." + terraform,
		CloudFormation: "RiskExceptionConfiguration." + name,
		Synonyms:       []string{"cidr", "allow list", "block list", "firewall", "vpn"},
	}
}
