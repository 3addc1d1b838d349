package model

var deviceSettings = []Setting{
	{
		Path:           "CreateUserPool.DeviceConfiguration.ChallengeRequiredOnNewDevice",
		Title:          "Skip MFA on known devices",
		Help:           "When on, a remembered device stands in for the second factor, and only new devices are asked. It matters only with MFA. Any value, even off, makes the pool remember devices.",
		Kind:           Bool,
		Default:        "off; no device is remembered when neither is set",
		Terraform:      "device_configuration.challenge_required_on_new_device",
		CloudFormation: "DeviceConfiguration.ChallengeRequiredOnNewDevice",
	},
	{
		Path:           "CreateUserPool.DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt",
		Title:          "Ask before remembering devices",
		Help:           "When on, a device is remembered only if the user agrees; when off, always. Any value, even off, makes the pool remember devices.",
		Kind:           Bool,
		Default:        "off; no device is remembered when neither is set",
		Terraform:      "device_configuration.device_only_remembered_on_user_prompt",
		CloudFormation: "DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt",
	},
}
