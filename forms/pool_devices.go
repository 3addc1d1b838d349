package forms

var devices = Step{
	ID: "devices", Title: "Devices",
	Intro: "Whether Cognito remembers the devices of a user. Leave both settings unset to remember none.",
	Fields: fields("CreateUserPool.DeviceConfiguration.",
		"ChallengeRequiredOnNewDevice",
		"DeviceOnlyRememberedOnUserPrompt",
	),
}
