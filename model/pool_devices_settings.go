package model

var deviceSettings = []Setting{
	{
		Path:           "CreateUserPool.DeviceConfiguration.ChallengeRequiredOnNewDevice",
		Title:          "Skip MFA on remembered devices",
		Help:           "With Yes, a remembered device replaces the second factor, and only new devices are challenged. It has an effect only with MFA. Any value, even No, makes the pool remember devices.",
		Kind:           Bool,
		Default:        "No; if neither setting is set, no device is remembered",
		Terraform:      "device_configuration.challenge_required_on_new_device",
		CloudFormation: "DeviceConfiguration.ChallengeRequiredOnNewDevice",
		Datadog:        "device_configuration.challenge_required_on_new_device",
		Synonyms:       []string{"remember me", "remember device", "trusted device", "device tracking"},
	},
	{
		Path:           "CreateUserPool.DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt",
		Title:          "Ask before remembering devices",
		Help:           "With Yes, a device is remembered only if the user agrees. With No, every device is remembered. Any value, even No, makes the pool remember devices.",
		Kind:           Bool,
		Default:        "No; if neither setting is set, no device is remembered",
		Terraform:      "device_configuration.device_only_remembered_on_user_prompt",
		CloudFormation: "DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt",
		Datadog:        "device_configuration.device_only_remembered_on_user_prompt",
		Synonyms:       []string{"remember me", "remember device", "trusted device", "device tracking"},
	},
}
