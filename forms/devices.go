package forms

var devices = Step{
	ID: "devices", Title: "Devices",
	Intro: "Whether Cognito remembers the devices of a user. Any answer here, also no, switches remembering on; leave both out to keep it off.",
	Fields: fields("CreateUserPool.DeviceConfiguration.",
		"ChallengeRequiredOnNewDevice",
		"DeviceOnlyRememberedOnUserPrompt",
	),
}
